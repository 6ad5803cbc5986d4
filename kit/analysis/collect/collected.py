"""Collecting what a class handed in: every journal below a folder or in a zip, as one table of annotations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from tqdm import tqdm

from kit.analysis.collect.files_table import files_table
from kit.analysis.collect.handed_in import handed_in
from kit.analysis.collect.journal_lines import JournalLines, Numbers, Truths, read_lines
from kit.analysis.collect.journals import Journals, tell_apart
from kit.analysis.collect.standing import standing
from kit.lesson.claims import CLAIM_ID
from kit.lesson.codebook import LABELS, name_of
from kit.lesson.files import Lesson, bundled_lessons, open_lesson
from kit.marks.mark import PASS_ON, PHASES, STANCES
from kit.marks.table import ANSWERS

#: Seconds until a progress bar appears.
PATIENCE = 2.0

_WHERE = {"paragraph": "Int32", "section": "Int32", "core": "boolean", "text": "string"}


@dataclass(frozen=True, repr=False)
class Collected:
    """What `collect` returns: `annotations`, and `files`, which says what became of each file.

    `annotations` holds no names of files. `files` does, beside reader codes: where students' names stand in the names
    of files or folders, it is a list of who is who, and stays with the teacher.
    """

    annotations: pd.DataFrame
    files: pd.DataFrame

    def __repr__(self) -> str:
        used, readers = int(self.files["used"].sum()), self.annotations["reader"].nunique()
        told = f"{len(self.annotations):,} annotations of {readers:,} readers"
        return f"{told}, from {used:,} of {len(self.files):,} files. See .annotations and .files."


def collect(folder_or_zip: str | Path, lesson: Lesson | None = None) -> Collected:
    """Read every journal below a folder or in a zip, as a learning platform hands them out.

    Args:
        folder_or_zip: a folder, with whatever folders and zips stand in it; or a zip; or one journal.
        lesson: the lesson that the class worked on; the annotations are those of this lesson in this edition, and no
            other. Left out, they are those of all lessons and editions (see the columns of these names), and where a
            line is about a text that is neither bundled nor of the bundled edition, `paragraph`, `section`, `core` and
            `text` are missing.

    Returns:
        `.annotations`: one row a reader, claim and phase, with the columns of `kit.marks.table.annotations_table`, in
        the order of reader, (lesson, edition,) claim and phase. `lesson, edition, reader, claim` are categories, claims
        in the order of reading (without a `lesson`: of their numbers); `core` can only be missing without a `lesson`.
        A second download of a journal adds what the first lacks, and nothing counts twice. Two journals with one
        reader code stay apart: the second reader is called `quiet-otter-41 (2)`.

        `.files`: one row a file, with `file` (its path), `used` (whether the annotations rest on it), `why` (why not,
        or what is to be known), `reader` (as in the annotations), and the numbers `lines_read`, `lines_refused`,
        `lines_elsewhere` (about another lesson or edition than `lesson`) and `annotations` (rows from this file).

    Raises:
        FileNotFoundError: there is nothing at `folder_or_zip`.
        TypeError: `lesson` is not a lesson.

    Nothing is written, unpacked, executed, or read from outside; links are not followed.
    """
    if lesson is not None and not isinstance(lesson, Lesson):
        raise TypeError(f"lesson must be what kit.open_lesson(...) returns, not {lesson!r}.")
    lines = read_lines(handed_in(folder_or_zip, _watched))
    journals = tell_apart(lines)
    texts = _texts(lines, lesson)
    known = texts.place >= 0 if lesson else np.ones(len(lines), dtype=bool)
    rows, revised = _standing(lines, journals, texts, journals.order[known[journals.order]])
    files = files_table(lines, journals, lesson, known, rows)
    return Collected(_annotations(lines, journals, texts, rows, revised), files)


def _watched(files: list[Any]) -> Iterable[Any]:
    return tqdm(files, desc="Collecting", unit=" files", delay=PATIENCE, leave=False)


@dataclass(frozen=True, slots=True)
class _Texts:
    """What the lines are about.

    `texts` (lesson and edition) and `claims` stand in the order that they have in the annotations; `text` numbers the
    text of each head, and `claim` numbers `lines.claims`. `where` has a row for each claim of the lessons that are
    known, and `place` is each line's row in it, or -1.
    """

    lesson: Lesson | None

    texts: list[tuple[str, str]]
    text: Numbers
    claims: list[str]
    claim: Numbers
    where: pd.DataFrame
    place: Numbers


def _texts(lines: JournalLines, lesson: Lesson | None) -> _Texts:
    of_head = [(head.lesson, head.edition) for head in lines.heads]
    known = [lesson] if lesson else _bundled({name for name, _ in of_head})
    texts = [(lesson.id, lesson.edition)] if lesson else sorted(set(of_head))
    claims = [claim.id for claim in lesson.claims] if lesson else sorted(lines.claims, key=_claim_number)
    place = np.full(len(lines), -1, dtype=np.int64)
    rows: list[tuple[int, int, bool, str]] = []
    for each in known:
        is_of = np.array([text == (each.id, each.edition) for text in of_head], dtype=bool)[lines["head"]]
        number = _numbers(lines.claims, [claim.id for claim in each.claims])[lines["claim"][is_of]]
        place[is_of] = np.where(number < 0, -1, number + len(rows))
        rows += [(claim.paragraph, each.section_of(claim), claim.core, claim.text) for claim in each.claims]
    core = {"core": "bool"} if lesson else {}
    where = pd.DataFrame(rows, columns=list(_WHERE)).astype(_WHERE | core)
    return _Texts(lesson, texts, _numbers(of_head, texts), claims, _numbers(lines.claims, claims), where, place)


def _bundled(names: set[str]) -> list[Lesson]:
    return [open_lesson(name) for name in bundled_lessons() if name in names]


def _claim_number(claim: str) -> tuple[int, str]:
    return int(claim[1:]) if CLAIM_ID.fullmatch(claim) else -1, claim


def _numbers(values: Sequence[Any], order: Sequence[Any]) -> Numbers:
    """The place of each value in an order, or -1."""
    place = {value: number for number, value in enumerate(order)}
    return np.array([place.get(value, -1) for value in values], dtype=np.int64)


def _standing(lines: JournalLines, journals: Journals, texts: _Texts, counted: Numbers) -> tuple[Numbers, Truths]:
    """The lines that stand, by reader, text, claim and phase, and which are revised."""
    text, claim = texts.text[lines["head"][counted]], texts.claim[lines["claim"][counted]]
    about, kinds = pd.factorize(text * len(texts.claims) + claim, sort=True)
    rank = np.argsort(np.argsort(journals.names))
    unit = rank[journals.of_line[counted]] * max(len(kinds), 1) + about
    answer = lines["answer"][counted]
    shows = _truths(answer.kind == "reveal" and answer.full for answer in lines.answers)
    changes = _truths(answer.kind != "reveal" and not answer.late for answer in lines.answers)
    last, revised = standing(unit, shows[answer], changes[answer])
    is_mark = _truths(answer.kind == "mark" for answer in lines.answers)[answer[last]]
    return counted[last[is_mark]], revised[is_mark]


def _truths(truths: Iterable[object]) -> Truths:
    return np.array([bool(truth) for truth in truths], dtype=bool)


def _annotations(
    lines: JournalLines, journals: Journals, texts: _Texts, rows: Numbers, revised: Truths
) -> pd.DataFrame:
    head, answer = lines["head"][rows], lines["answer"][rows]
    where = {name: _taken(texts.where[name], texts.place[rows]) for name in _WHERE}
    codebooks = np.array([each.codebook for each in lines.heads], dtype=np.int32)
    columns: dict[str, Any] = {
        "lesson": _category(texts.text[head], [lesson for lesson, _ in texts.texts]),
        "edition": _category(texts.text[head], [edition for _, edition in texts.texts]),
        "codebook": pd.array(codebooks[head], dtype="Int32"),
        "reader": _category(journals.of_line[rows], journals.names),
        "claim": _in_order(texts.claim[lines["claim"][rows]], texts.claims, whole=texts.lesson is not None),
        **where,
        **{label: _truths(label in (each.labels or ()) for each in lines.answers)[answer] for label in LABELS},
        "labels": _chosen([name_of(each.labels or ()) for each in lines.answers], answer, ANSWERS),
        "who": pd.array(lines["who"][rows], dtype="string"),
        "evidence": pd.Series(lines["evidence"][rows], dtype=object),
        "reason": pd.array(lines["reason"][rows], dtype="string"),
        "sure": pd.array([each.sure for each in lines.answers], dtype="Int8").take(answer),
        "pass_on": _chosen([each.pass_on for each in lines.answers], answer, pd.CategoricalDtype(list(PASS_ON))),
        "phase": _chosen(PHASES, revised.astype(np.intp), pd.CategoricalDtype(list(PHASES), ordered=True)),
        "marked_at": pd.DatetimeIndex(lines["at"][rows].view("datetime64[ms]"), tz="UTC"),
        "stance": _chosen([each.stance for each in lines.answers], answer, pd.CategoricalDtype(list(STANCES))),
    }
    return pd.DataFrame(columns)


def _chosen(values: Sequence[str | None], numbers: Numbers, dtype: pd.CategoricalDtype) -> pd.Categorical:
    """A column of categories from numbers of values, of which there are few; None is missing."""
    return pd.Categorical.from_codes(_numbers(values, list(dtype.categories))[numbers], dtype=dtype)


def _category(numbers: Numbers, names: Sequence[str]) -> pd.Categorical:
    """A column of categories from numbers of names, which may repeat; only those that occur, sorted."""
    present = sorted({names[number] for number in np.unique(numbers)})
    return pd.Categorical.from_codes(_numbers(names, present)[numbers], categories=pd.Index(present, dtype="string"))


def _in_order(numbers: Numbers, names: Sequence[str], *, whole: bool) -> pd.Categorical:
    """A column of categories in the order of `names`: all of them, or those that occur."""
    column = pd.Categorical.from_codes(numbers, categories=pd.Index(list(names), dtype="string"))
    return column if whole else column.remove_unused_categories()


def _taken(column: pd.Series, places: Numbers) -> Any:
    """The values at some places; -1 is missing, which a plain column never has."""
    if isinstance(column.dtype, np.dtype):
        return column.to_numpy()[places]
    return column.array.take(places, allow_fill=True)
