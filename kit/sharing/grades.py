"""Grades: points for having read with care. What was marked and reasoned counts; the score only if the teacher asks."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from pathlib import Path

import pandas as pd

from kit.analysis.scores import check_lesson, score
from kit.lesson.files import Lesson
from kit.lesson.plain_errors import Mistake
from kit.marks.journal import SUFFIX, Journal
from kit.marks.mark import Mark
from kit.marks.table import annotations_table

#: What can be graded, each a share from 0 to 1.
PARTS = ("completion", "reasons", "score")
#: What is graded unless the teacher says otherwise: the key may be on the students' disks, so the score is not.
DEFAULT_WEIGHTS: Mapping[str, float] = {"completion": 1, "reasons": 1}
MAXIMUM = 10.0

_COUNTS = ("core_marked", "core_with_reason", "optional_marked")


def grade(
    annotations: pd.DataFrame,
    lesson: Lesson,
    maximum: float = MAXIMUM,
    weights: Mapping[str, float] | None = None,
    claims: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Return one row a reader who marked anything of this lesson, in the order of reader codes.

    points = maximum * sum(weight * share) / sum(weights), rounded half up to 2 decimals, where the shares are

    - `completion`: core claims marked / core claims;
    - `reasons`: core claims marked with a reason or evidence words / core claims;
    - `score`, only where `weights` names it: the mean overlap with the answer key (`kit.analysis.score`) over the core
      claims that were marked; 0 where none was.

    All count the phase `own`: what was committed before the full answer was seen. The columns: `reader, core_claims,
    core_marked, core_with_reason, optional_claims, optional_marked` (for information: they give no points),
    `completion, reasons`, perhaps `score`, `points, out_of`. A reader without any mark has no row.

    Args:
        annotations: the table of `kit.collect` or `Reading.annotations`, of this lesson and edition.
        lesson: what was read.
        maximum: the points for everything, above 0.
        weights: how much each of `completion`, `reasons`, `score` counts; left out, the first two count alike.
        claims: the claims that count as core, such as the ten of a short lesson; left out, the lesson's core claims.

    Raises:
        ValueError: rows of another lesson or edition, no such claim, weights or a maximum that make no grade, or the
            score is asked for and the lesson has no key.
    """
    wanted = dict(DEFAULT_WEIGHTS if weights is None else weights)
    _check(maximum, wanted)
    check_lesson(annotations, lesson)
    core = _core(lesson, claims)
    table = _counted(annotations, core)
    table["core_claims"], table["optional_claims"] = len(core), len(lesson.claims) - len(core)
    table["completion"] = table["core_marked"] / len(core)
    table["reasons"] = table["core_with_reason"] / len(core)
    if wanted.get("score", 0):
        table["score"] = _scores(annotations, lesson, core).reindex(table.index).fillna(0.0)
    shares = sum((table[part] * weight for part, weight in wanted.items() if weight), start=table["completion"] * 0)
    table["points"] = (shares / sum(wanted.values()) * maximum).map(_rounded).astype("float64")
    table["out_of"] = float(maximum)
    return table.reset_index()[_columns(wanted)]


def formula(maximum: float = MAXIMUM, weights: Mapping[str, float] | None = None) -> str:
    """Return the formula of `grade` as a sentence, for the teacher's notebook and for the students.

    Raises:
        ValueError: weights or a maximum that make no grade.
    """
    wanted = dict(DEFAULT_WEIGHTS if weights is None else weights)
    _check(maximum, wanted)
    counted = [(part, weight) for part, weight in wanted.items() if weight]
    terms = " + ".join(part if weight == 1 else f"{weight:g} x {part}" for part, weight in counted)
    return f"points = {maximum:g} x ({terms}) / {sum(wanted.values()):g}, each part a share from 0 to 1."


def grade_journal(folder: str | Path, lesson: Lesson, claims: Iterable[str] | None = None) -> dict[str, float]:
    """Return `completion` and `reasons` (0 to 1) of the one journal in a folder: what an autograder's cell needs.

    Without a journal, or without marks of this lesson and edition, both are 0.

    Args:
        folder: where the journal was handed in.
        lesson: what was read.
        claims: the claims that count, as for `grade`.

    Raises:
        ValueError: the folder holds journals of more than one reader, or there is no such claim.
    """
    journals = [Journal(path) for path in sorted(Path(folder).glob(f"*{SUFFIX}"))]
    written = [journal for journal in journals if journal.marks]
    readers = sorted({mark.reader for journal in written for mark in journal.marks})
    if len(readers) > 1:
        raise Mistake(f"{folder} holds marks of {', '.join(readers)}. Each reader hands in one journal, their own.")
    marks: dict[str, Mark] = {}
    for mark in (mark for journal in written for mark in journal.marks):
        marks.setdefault(mark.id, mark)
    grades = grade(annotations_table(marks.values(), lesson), lesson, claims=claims)
    return {part: float(grades[part].sum()) for part in DEFAULT_WEIGHTS}


def _check(maximum: float, weights: Mapping[str, float]) -> None:
    if not (isfinite(maximum) and maximum > 0):
        raise Mistake(f"{maximum} cannot be the most points: give a number above 0.")
    unknown = [part for part in weights if part not in PARTS]
    if unknown:
        raise Mistake(f"{unknown[0]!r} cannot be graded. What can be graded: {', '.join(PARTS)}.")
    if not all(isfinite(weight) and weight >= 0 for weight in weights.values()) or not sum(weights.values()):
        raise Mistake("Weights are numbers from 0, and at least one of them is above 0.")


def _core(lesson: Lesson, claims: Iterable[str] | None) -> list[str]:
    chosen = [claim.id for claim in lesson.claims if claim.core] if claims is None else list(claims)
    core = list(dict.fromkeys(lesson.claim(claim_id).id for claim_id in chosen))
    if not core:
        raise Mistake(f"The lesson “{lesson.id}” has no core claims; say with claims=[...] which ones count.")
    return core


def _counted(annotations: pd.DataFrame, core: list[str]) -> pd.DataFrame:
    """How many claims each reader marked before the reveal: the index is the reader."""
    reader = annotations["reader"].astype("string")
    is_core = annotations["claim"].isin(core)
    own = annotations["phase"].astype("string") == "own"
    reasoned = annotations["reason"].fillna("").str.strip().ne("") | annotations["evidence"].map(len).gt(0)
    kinds = (own & is_core, own & is_core & reasoned, own & ~is_core)
    counts = {name: kind.astype("int64").groupby(reader).sum() for name, kind in zip(_COUNTS, kinds, strict=True)}
    return pd.DataFrame(counts).rename_axis("reader").sort_index()


def _scores(annotations: pd.DataFrame, lesson: Lesson, core: list[str]) -> pd.Series:
    if lesson.key is None:
        raise Mistake(f"The lesson “{lesson.id}” has no answer key here, so the score cannot count: leave it out.")
    counted = annotations[(annotations["phase"].astype("string") == "own") & annotations["claim"].isin(core)]
    scores = score(counted, lesson)
    return scores.set_index(scores["reader"].astype("string"))["overlap"]


def _rounded(points: float) -> float:
    """Half up, as a teacher rounds, and not to the even digit as floats do."""
    return float(Decimal(repr(float(points))).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _columns(weights: Mapping[str, float]) -> list[str]:
    shares = [part for part in PARTS if part in DEFAULT_WEIGHTS or weights.get(part, 0)]
    return ["reader", "core_claims", *_COUNTS[:2], "optional_claims", _COUNTS[2], *shares, "points", "out_of"]
