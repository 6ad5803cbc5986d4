"""The table of annotations: which lines stand in it, and what each of its columns says of them."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from kit.analysis.collect.journal_lines import JournalLines, Numbers, Truths
from kit.analysis.collect.journals import Journals
from kit.analysis.collect.standing import standing
from kit.analysis.collect.texts import WHERE, Texts, places_in
from kit.lesson.codebook import LABELS, name_of
from kit.marks.entries import PASS_ON, STANCES
from kit.marks.standing import PHASES
from kit.marks.table import ANSWERS


def rows_of(lines: JournalLines, journals: Journals, texts: Texts, counted: Numbers) -> tuple[Numbers, Truths]:
    """Return the lines that stand, by reader, text, claim and phase, and which of them are revised."""
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


def annotations_of(
    lines: JournalLines, journals: Journals, texts: Texts, rows: Numbers, revised: Truths
) -> pd.DataFrame:
    """Return one row for each line that stands, with the columns of `kit.marks.table.annotations_table`."""
    head, answer = lines["head"][rows], lines["answer"][rows]
    where = {name: _taken(texts.where[name], texts.place[rows]) for name in WHERE}
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
    return pd.Categorical.from_codes(places_in(values, list(dtype.categories))[numbers], dtype=dtype)


def _category(numbers: Numbers, names: Sequence[str]) -> pd.Categorical:
    """A column of categories from numbers of names, which may repeat; only those that occur, sorted."""
    present = sorted({names[number] for number in np.unique(numbers)})
    return pd.Categorical.from_codes(places_in(names, present)[numbers], categories=pd.Index(present, dtype="string"))


def _in_order(numbers: Numbers, names: Sequence[str], *, whole: bool) -> pd.Categorical:
    """A column of categories in the order of `names`: all of them, or those that occur."""
    column = pd.Categorical.from_codes(numbers, categories=pd.Index(list(names), dtype="string"))
    return column if whole else column.remove_unused_categories()


def _taken(column: pd.Series, places: Numbers) -> Any:
    """The values at some places; -1 is missing, which a plain column never has."""
    if isinstance(column.dtype, np.dtype):
        return column.to_numpy()[places]
    return column.array.take(places, allow_fill=True)


def _truths(truths: Iterable[object]) -> Truths:
    return np.array([bool(truth) for truth in truths], dtype=bool)
