"""Annotations: the pandas table made from marks. The one doorway to pandas: nothing that reading needs imports it."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from kit.lesson.codebook import ANSWER_NAMES, LABELS, name_of
from kit.lesson.key import NATURES
from kit.lesson.lesson import Lesson, check_opened
from kit.lesson.plain_errors import Mistake, shown
from kit.marks.carrying import carried
from kit.marks.entries import PASS_ON, STANCES, JournalEntry, Mark
from kit.marks.lines import KINDS, whole_signs
from kit.marks.standing import PHASES, latest, with_phase

# What people write is letters: else a notebook sets “$5 and $6” in a table as mathematics, and with that can be
# made to draw links and rows of any height.
pd.set_option("display.html.use_mathjax", False)

#: Ordered from no source to all three labels.
ANSWERS = pd.CategoricalDtype(list(ANSWER_NAMES), ordered=True)

_WHERE = {"paragraph": "Int32", "section": "Int32", "core": "boolean", "text": "string"}
_LABELS = dict.fromkeys(LABELS, "boolean") | {"labels": ANSWERS}
_ENTRY = {"lesson": "string", "edition": "string", "codebook": "Int32", "reader": "string", "claim": "string"}
_REST: dict[str, Any] = {
    "who": "string",
    "evidence": "object",
    "reason": "string",
    "sure": "Int8",
    "pass_on": pd.CategoricalDtype(list(PASS_ON)),
    "phase": pd.CategoricalDtype(list(PHASES), ordered=True),
    "marked_at": "datetime64[ms, UTC]",
    "stance": pd.CategoricalDtype(list(STANCES)),
}
_ANNOTATIONS = _ENTRY | _WHERE | _LABELS | _REST
_NOTHING_GIVEN = {"who": "", "reason": "", "evidence": ()}
_HISTORY = {"kind": pd.CategoricalDtype([*KINDS, "late"])} | _ANNOTATIONS
# One row is one answer: nothing in these columns can be missing, so they are plain numpy booleans.
_NEVER_MISSING = dict.fromkeys(("core", *LABELS), "bool")
_ANSWER = {
    "also_defensible": "string",
    "nature": pd.CategoricalDtype(list(NATURES)),
    "source": "string",
    "why": "string",
    "later": "string",
}
_KEY = {"claim": "string"} | _WHERE | _LABELS | _ANSWER


def check_annotations(given: object) -> None:
    """Make sure that `given` is a table of annotations, or as much of one as tells readers and claims apart.

    Raises:
        ValueError: it is what was collected or a reading, from which the table is still to be taken, or another thing.
    """
    if isinstance(given, pd.DataFrame):
        if missing := [name for name in ("reader", "claim") if name not in given]:
            raise Mistake(f"This is not a table of annotations: it has no column {missing[0]!r}.")
        return
    held = getattr(given, "annotations", None)
    if held is None:
        raise Mistake(f"A table of annotations belongs here, and not {shown(given)}.")
    behind = ".annotations()" if callable(held) else ".annotations"
    raise Mistake(f"A table of annotations belongs here. Write {behind} behind what stands here now.")


def check_lesson(annotations: pd.DataFrame, lesson: Lesson) -> None:
    """Make sure that this is a table of annotations, and that every row is of this lesson and edition.

    Raises:
        ValueError: a row is of another lesson or edition, or this is no table of annotations.
        TypeError: `lesson` is not a lesson.
    """
    check_opened(lesson)
    check_annotations(annotations)
    check_text(annotations, lesson)


def check_text(table: pd.DataFrame, lesson: Lesson) -> None:
    """Make sure that every row of any table is of this lesson and edition, as far as it says so.

    Raises:
        ValueError: a row is of another lesson or edition.
        TypeError: `lesson` is not a lesson.
    """
    check_opened(lesson)
    for name, wanted in (("lesson", lesson.id), ("edition", lesson.edition)):
        found = table[name].unique() if name in table else ()
        for other in (value for value in found if value != wanted):
            raise Mistake(f"These annotations hold the {name} {other!r}. Keep only the rows of {wanted!r}.")


def check_files(given: object) -> None:
    """Make sure that `given` is the table of files of what was collected, or nothing.

    Raises:
        ValueError: it is another thing.
    """
    if given is not None and not (isinstance(given, pd.DataFrame) and {"file", "used"} <= set(given)):
        raise Mistake("The table of files is another one: write .files behind what was collected.")


def annotations_table(entries: Iterable[JournalEntry], lesson: Lesson) -> pd.DataFrame:
    """Return one row a reader, claim and phase for the marks that count for this lesson in its present edition.

    Of the entries of journals, those are the marks of this edition, and those given to an earlier one in which the
    claim's paragraph was as it is now (`kit.marks.carrying`): their `edition` here is the one that they count for.

    Columns (dtypes are the same when the table is empty): `lesson, edition, codebook, reader, claim, paragraph,
    section, core, text`, the booleans `sourced, anonymous, denied`, `labels` (ordered category), `who`, `evidence` (a
    tuple of quotes), `reason`, `sure` (1-3), `pass_on`, `phase` (`own`: the latest before the full reveal;
    `revised`: the latest after), `marked_at` (UTC), and `stance`, what the reader made of the key (`changed`, `keep`,
    `disagree`). No row means not marked. Rows stand in the order of reader, claim and phase.
    """
    check_opened(lesson)
    counted = with_phase(carried(entry, lesson) for entry in entries)
    mine = [pair for pair in counted if pair[0].lesson == lesson.id and pair[0].edition == lesson.edition]
    order = {claim.id: place for place, claim in enumerate(lesson.claims)}
    rows = []
    for phase in PHASES:
        standing = latest(entry for entry, given_in in mine if given_in == phase)
        rows += [_row(mark, phase, lesson) for mark in standing.values() if mark.claim in order]
    rows.sort(key=lambda row: (row["reader"], order[row["claim"]], PHASES.index(row["phase"])))
    return _frame(rows, _ANNOTATIONS | _NEVER_MISSING)


def history_table(entries: Iterable[JournalEntry], lesson: Lesson) -> pd.DataFrame:
    """Return one row for every entry of the journal about this lesson, in the file's order, whatever its edition.

    The columns are those of `annotations_table` and `kind` (mark, retract, reveal, late); `edition` is what the entry
    says. A claim of another edition has no paragraph, section, core or text here, unless it counts for this one.
    """
    rows, written = [], list(entries)
    for entry, (counted, phase) in zip(written, with_phase(carried(entry, lesson) for entry in written), strict=True):
        if entry.lesson == lesson.id:
            kind = "late" if entry.late else entry.kind
            rows.append(_row(counted, phase, lesson) | {"kind": kind, "edition": entry.edition})
    return _frame(rows, _HISTORY)


def key_table(lesson: Lesson) -> pd.DataFrame:
    """Return one row a claim with the key's answer; what the key does not answer (yet) is missing.

    Columns: `claim, paragraph, section, core, text`, the label columns and `labels` as in `annotations_table`,
    `also_defensible` (the names of the other answers that can be defended, with "or" between them), `nature` (fact,
    judgement, forecast), `source`, `why` (true at the end of the claim's section) and `later` (what the text adds).
    """
    check_opened(lesson)
    rows = []
    for claim in lesson.claims:
        if lesson.key is None or claim.id in lesson.unconfirmed:
            rows.append({"claim": claim.id} | _place(claim.id, lesson))
            continue
        answer = lesson.key[claim.id]
        told = {name: getattr(answer, name) for name in ("source", "why", "later")} | {"nature": answer.nature or None}
        also = {"also_defensible": " or ".join(name_of(labels) for labels in answer.also_defensible)}
        rows.append({"claim": claim.id} | _place(claim.id, lesson) | _labels(answer.labels) | also | told)
    is_whole = lesson.key is not None and not lesson.unconfirmed
    return _frame(rows, _KEY | (_NEVER_MISSING if is_whole else {"core": "bool"}))


def _row(entry: JournalEntry, phase: str, lesson: Lesson) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(entry, name) for name in _ENTRY} | {"phase": phase, "marked_at": entry.at}
    row |= _place(entry.claim, lesson) if entry.edition == lesson.edition else dict.fromkeys(_WHERE)
    return row | (_given(entry) if isinstance(entry, Mark) else _NOTHING_GIVEN)


def _given(mark: Mark) -> dict[str, Any]:
    told = {name: getattr(mark, name) for name in ("who", "reason", "sure", "pass_on", "stance")}
    return told | _labels(mark.labels) | {"evidence": tuple(whole_signs(quote.quote) for quote in mark.evidence)}


def _place(claim_id: str, lesson: Lesson) -> dict[str, Any]:
    try:
        claim = lesson.claim(claim_id)
    except ValueError:
        return dict.fromkeys(_WHERE)
    return {"paragraph": claim.paragraph, "section": lesson.section_of(claim), "core": claim.core, "text": claim.text}


def _labels(labels: Iterable[str]) -> dict[str, Any]:
    given = set(labels)
    return {label: label in given for label in LABELS} | {"labels": name_of(given)}


def _frame(rows: list[dict[str, Any]], dtypes: dict[str, Any]) -> pd.DataFrame:
    columns: dict[str, Any] = {name: [row.get(name) for row in rows] for name in dtypes}
    if "marked_at" in columns:
        columns["marked_at"] = pd.to_datetime(columns["marked_at"], utc=True, format="ISO8601")
    return pd.DataFrame({name: pd.Series(values, dtype=dtypes[name]) for name, values in columns.items()})
