"""Collecting what a class handed in: every journal below a folder or in a zip, as one table of annotations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from tqdm import tqdm

from kit.analysis.collected_files import files_table
from kit.analysis.handed_in import handed_in
from kit.analysis.journal_lines import JournalLines, Numbers, Truths, read_lines
from kit.analysis.journals import Journals, tell_apart
from kit.analysis.standing import standing
from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, LABELS
from kit.lesson.files import Lesson, bundled_lessons, open_lesson
from kit.marks.mark import PASS_ON, PHASES
from kit.marks.table import ANSWERS

#: Seconds until a progress bar appears.
PATIENCE = 2.0


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
        told = f"{len(self.annotations):,} annotations of {readers:,} readers, from {used:,} of {len(self.files):,} files"
        refused = int(self.files["lines_refused"].sum())
        return told + (f"; {refused:,} lines refused" if refused else "") + ". See .annotations and .files."


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

    Nothing is written, unpacked, executed, or read from outside; links are not followed.
    """
    lines = read_lines(handed_in(folder_or_zip, _watched))
    journals = tell_apart(lines)
    texts = _texts(lines, lesson)
    counted = journals.order[texts.wanted[journals.order]]
    rows, revised = _standing(lines, journals, texts, counted)
    files = files_table(lines, journals, lesson, counted, rows)
    return Collected(_annotations(lines, journals, texts, rows, revised), files)


def _watched(files: list[Any]) -> Iterable[Any]:
    return tqdm(files, desc="Collecting", unit=" files", delay=PATIENCE, leave=False)


@dataclass(frozen=True, slots=True)
class _Texts:
    """What the lines are about. `wanted`: which lines are asked for.

    `text` numbers lesson and edition of each head, and `claim` the claims, in the order in which they are to stand;
    `where` has the place of each known claim, and `place` the row there of each line (-1: not known).
    """

    wanted: Truths
    names: list[tuple[str, str]]
    text: Numbers
    claims: list[str]
    claim: Numbers
    where: pd.DataFrame
    place: Numbers


def _texts(lines: JournalLines, lesson: Lesson | None) -> _Texts:
    of_head = [(head.lesson, head.edition) for head in lines.heads]
    known = [lesson] if lesson else _bundled({name for name, _ in of_head})
    where, place = _where(lines, known)
    names = sorted(set(of_head)) if lesson is None else [(lesson.id, lesson.edition)]
    claims = [claim.id for claim in lesson.claims] if lesson else sorted(lines.claims, key=_claim_order)
    return _Texts(
        wanted=place >= 0 if lesson else np.ones(len(lines), dtype=bool),
        names=names,
        text=_numbers(of_head, names),
        claims=claims,
        claim=_numbers(lines.claims, claims),
        where=where,
        place=place,
    )


def _claim_order(claim: str) -> tuple[int, str]:
    digits = claim[1:]
    return len(digits.lstrip("0")), digits.lstrip("0") + digits


def _numbers(values: Sequence[Any], order: Sequence[Any]) -> Numbers:
    number = {value: place for place, value in enumerate(order)}
    return np.array([number.get(value, -1) for value in values], dtype=np.int64)
