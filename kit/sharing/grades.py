"""Grades: points for having read with care. What was marked and reasoned counts; the score only if the teacher asks."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from decimal import ROUND_HALF_UP, Decimal
from numbers import Real
from pathlib import Path
from typing import Any

import pandas as pd

from kit.analysis.about import about
from kit.analysis.habits import habits
from kit.analysis.paths import marked_by_few, path_marked
from kit.analysis.scores import score
from kit.lesson.lesson import Lesson
from kit.lesson.plain_errors import Mistake
from kit.marks.entries import JournalEntry
from kit.marks.journal import SUFFIX, Journal
from kit.marks.table import annotations_table, check_lesson
from kit.sharing.findings import some
from kit.ui.words import words

#: What can be graded, each a share from 0 to 1.
PARTS = ("completion", "reasons", "score")
#: What is graded unless the teacher says otherwise: the key may be on the students' disks, so the score is not.
DEFAULT_WEIGHTS: Mapping[str, float] = {"completion": 1, "reasons": 1}
MAXIMUM = 10.0
#: Points are rounded to 2 decimals; what gradebooks take ends far below the upper bound.
LEAST, MOST = 0.1, 10_000
NO_NUMBER = -1.0
#: What a core claim counts for completion when neither a reason nor evidence stands beside the label: half of what is
#: asked was done, and one click on each claim is worth less than half of the claims done with care.
LABEL_ALONE = 0.5
#: From here on, claims that hardly anybody marked are told: a class that reads to the end leaves out one or two.
FEWEST_UNMARKED, SHARE_UNMARKED = 3, 0.25
#: Claims that do not count are told where more readers than this share have marked them.
MOST_READERS = 0.5

_COUNTS = ("core_marked", "core_with_reason", "optional_marked")


def grade(
    annotations: pd.DataFrame,
    lesson: Lesson,
    maximum: float = MAXIMUM,
    weights: Mapping[str, float] | None = None,
    claims: Iterable[str] | None = None,
    path: str | None = None,
) -> pd.DataFrame:
    """Return one row a reader who marked anything of this lesson, in the order of reader codes.

    points = maximum * sum(weight * share) / sum(weights), rounded half up to 2 decimals, where the shares are

    - `completion`: what was marked of the core claims. With all that its kind asks, a claim counts 1: a core claim with
      a label and a reason or evidence words, an optional one (which `claims` may name) with a label. A core claim with
      a label alone counts 1/2;
    - `reasons`: core claims marked with a reason or evidence words / core claims;
    - `score`, only where `weights` names it: the mean overlap with the answer key (`kit.analysis.score`) over the core
      claims that were marked; 0 where none was.

    All count the phase `own`: what was committed before the full answer was seen. The columns: `reader, core_claims,
    core_marked, core_with_reason, optional_claims, optional_marked` (for information: they give no points),
    `completion, reasons`, perhaps `score`, `points, out_of`, `minutes` (`kit.analysis.habits.minutes`) and `remarks`:
    what a person should look at before this reader's points are given (`kit.analysis.habits.habits`, and why there are
    0 points), or an empty text. A reader without any mark has no row. `.attrs` says which class this is (`about`) and
    what to look at in the grades as a whole (`remarks`): `fill_gradebook` tells both.

    Args:
        annotations: the table of `kit.collect` or `Reading.annotations`, of this lesson and edition.
        lesson: what was read.
        maximum: the points for everything, from 0.1 to 10,000.
        weights: how much each of `completion`, `reasons`, `score` counts; left out, the first two count alike.
        claims: the claims that count in place of the lesson's core claims.
        path: the name of a path of the lesson, such as `"short"`, whose claims count.

    Raises:
        ValueError: rows of another lesson or edition, no such claim or path, `claims` and `path` at once, weights or a
            maximum that make no grade, or the score is asked for and the lesson has no key.
    """
    wanted = _weights(weights)
    _check(maximum, wanted)
    check_lesson(annotations, lesson)
    core = _core(lesson, claims, path)
    table = _shares(annotations, lesson, core)
    if wanted.get("score", 0):
        table["score"] = _scores(annotations, lesson, core).reindex(table.index).fillna(0.0)
    table["points"] = _points(table, wanted, maximum)
    table["out_of"] = float(maximum)
    found = habits(annotations, lesson).set_index("reader")
    table["minutes"] = found["minutes"].astype("float64")
    table["remarks"] = _remarks(table, found["remarks"])
    grades = table.reset_index()[_columns(wanted)]
    grades.attrs["about"] = about(annotations, lesson.path(path).title if path else "")
    waiting = _waiting(lesson, core) if wanted.get("score") else ()
    grades.attrs["remarks"] = waiting + _of_all(annotations[annotations["phase"] == "own"], lesson, core)
    return grades


def formula(maximum: float = MAXIMUM, weights: Mapping[str, float] | None = None) -> str:
    """Return the formula of `grade` in sentences, for the teacher's notebook and for the students.

    Raises:
        ValueError: weights or a maximum that make no grade.
    """
    wanted = _weights(weights)
    _check(maximum, wanted)
    counted = [(part, weight) for part, weight in wanted.items() if weight]
    terms = " + ".join(part if weight == 1 else f"{weight:g} x {part}" for part, weight in counted)
    key = "grades.formula_half" if wanted.get("completion") else "grades.formula"
    return words()(key, maximum=maximum, terms=terms, weights=sum(wanted.values()))


def grade_journal(
    folder: str | Path, lesson: Lesson, claims: Iterable[str] | None = None, path: str | None = None
) -> dict[str, float]:
    """Return `completion` and `reasons` (0 to 1) of the one journal in a folder: what an autograder's cell needs.

    Without a journal, or without marks of this lesson and edition, both are 0.

    Args:
        folder: where the journal was handed in.
        lesson: what was read.
        claims: the claims that count, as for `grade`.
        path: the path whose claims count, as for `grade`.

    Raises:
        ValueError: the folder holds journals of more than one reader, or there is no such claim or path.
    """
    journals = [Journal(path) for path in sorted(Path(folder).glob(f"*{SUFFIX}"))]
    written = [journal for journal in journals if journal.entries]
    readers = sorted({entry.reader for journal in written for entry in journal.entries})
    if len(readers) > 1:
        raise Mistake(f"{folder} holds marks of {', '.join(readers)}. Each reader hands in one journal, their own.")
    entries: dict[str, JournalEntry] = {}
    for entry in (entry for journal in written for entry in journal.entries):
        entries.setdefault(entry.id, entry)
    grades = grade(annotations_table(entries.values(), lesson), lesson, claims=claims, path=path)
    return {part: float(grades[part].sum()) for part in DEFAULT_WEIGHTS}


def _weights(given: Mapping[str, float] | None) -> dict[str, float]:
    if given is not None and not isinstance(given, Mapping):
        raise Mistake('The weights say how much each part counts: weights={"completion": 1, "reasons": 1}.')
    return dict(DEFAULT_WEIGHTS if given is None else given)


def _check(maximum: float, weights: Mapping[str, float]) -> None:
    if not LEAST <= _number(maximum) <= MOST:
        given = "This" if _number(maximum) == NO_NUMBER else f"{maximum:g}"
        raise Mistake(f"{given} cannot be the maximum: give a number above 0, from {LEAST:g} to {MOST:,}.")
    unknown = [part for part in weights if part not in PARTS]
    if unknown:
        raise Mistake(f"{unknown[0]!r} cannot be graded. What can be graded: {', '.join(PARTS)}.")
    if not all(0 <= _number(weight) <= MOST for weight in weights.values()) or not sum(weights.values()):
        raise Mistake(f"Weights are numbers from 0 to {MOST:,}, and at least one of them is above 0.")


def _number(value: object) -> float:
    """The number that somebody gave, if it is one and no larger than a float can hold."""
    with suppress(OverflowError):
        return float(value) if isinstance(value, Real) else NO_NUMBER
    return NO_NUMBER


def _core(lesson: Lesson, claims: Iterable[str] | None, path: str | None) -> list[str]:
    if path is not None and claims is not None:
        raise Mistake("Give either a path or claims: both say which claims count.")
    if path is not None:
        return list(lesson.path(path).claims)
    chosen = [claim.id for claim in lesson.claims if claim.core] if claims is None else claims
    if isinstance(chosen, str):
        raise Mistake(f"The claims are a list, each in quotation marks: claims={_as_list(chosen)}.")
    core = list(dict.fromkeys(lesson.claim(claim_id).id for claim_id in chosen))
    if not core:
        raise Mistake(f"The lesson “{lesson.id}” has no core claims; say with claims=[...] which ones count.")
    return core


def _as_list(claims: str) -> list[str]:
    return re.findall(r"[^\s,;]+", claims) or ["c01", "c05"]


def _shares(annotations: pd.DataFrame, lesson: Lesson, core: list[str]) -> pd.DataFrame:
    """What was counted of each reader, of how many claims, and as shares: `completion` and `reasons`."""
    table = _counted(annotations, core, {claim.id for claim in lesson.claims if claim.core})
    table["core_claims"], table["optional_claims"] = len(core), len(lesson.claims) - len(core)
    table["completion"] = (table["done"] + LABEL_ALONE * (table["core_marked"] - table["done"])) / len(core)
    table["reasons"] = table["core_with_reason"] / len(core)
    return table


def _points(table: pd.DataFrame, weights: Mapping[str, float], maximum: float) -> "pd.Series[float]":
    shares = sum((table[part] * weight for part, weight in weights.items() if weight), start=table["completion"] * 0)
    return (shares / sum(weights.values()) * maximum).map(_rounded).astype("float64")


def _counted(annotations: pd.DataFrame, core: list[str], asks_reason: set[str]) -> pd.DataFrame:
    """How many claims each reader marked before the reveal, and of those that count after it: the index is the reader.

    `done` counts the claims that have all that their kind asks.
    """
    reader = annotations["reader"].astype("string")
    is_core = annotations["claim"].isin(core)
    own = annotations["phase"].astype("string") == "own"
    reasoned = annotations["reason"].fillna("").str.strip().ne("") | annotations["evidence"].map(len).gt(0)
    done = own & is_core & (reasoned | ~annotations["claim"].isin(asks_reason))
    kinds = (own & is_core, own & is_core & reasoned, own & ~is_core, done, ~own & is_core)
    names = (*_COUNTS, "done", "late")
    counts = {name: kind.astype("int64").groupby(reader).sum() for name, kind in zip(names, kinds, strict=True)}
    return pd.DataFrame(counts).rename_axis("reader").sort_index()


def _remarks(table: pd.DataFrame, found: pd.Series) -> "pd.Series[str]":
    """What to look at, reader by reader: nobody gets 0 points without a word."""
    say = words()["grades"]
    nothing = table["late"].gt(0).map({True: say["nothing_before_key"], False: say["nothing"]})
    empty = nothing.where(table["core_marked"] == 0, "")
    both = empty.ne("") & found.reindex(table.index).ne("")
    return (found.reindex(table.index) + both.map({True: "; ", False: ""}) + empty).astype("string")


def _of_all(own: pd.DataFrame, lesson: Lesson, core: list[str]) -> tuple[tuple[str, str], ...]:
    """What to look at in the grades of a class, if anything: what was found, and what to do.

    Claims that were not set and count all the same take points from everybody; so do claims that were and do not.
    """
    path, few = path_marked(own, lesson), marked_by_few(own, core)
    if path is not None and not set(core) <= set(path.claims):
        return _said("path", set=len(path.claims), path=path.title, name=path.name, n=len(core))
    if max(FEWEST_UNMARKED, SHARE_UNMARKED * len(core)) <= len(few) < len(core):
        rest = ",".join(claim for claim in core if claim not in few)
        return _said("few", few=len(few), n=len(core), claims=some(few, 12), rest=rest)
    others = [claim.id for claim in lesson.claims if claim.core and claim.id not in core]
    done = [claim for claim in others if claim not in marked_by_few(own, others, MOST_READERS)]
    if len(done) > len(others) / 2:
        return _said("others", claims=some(done, 12))
    return ()


def _waiting(lesson: Lesson, core: list[str]) -> tuple[tuple[str, str], ...]:
    """The claims that count and are left out of the score, because nobody has confirmed the key's answers to them."""
    open_ones = [claim for claim in core if claim in lesson.unconfirmed]
    return _said("unconfirmed", claims=some(open_ones, 12)) if open_ones else ()


def _said(kind: str, **values: Any) -> tuple[tuple[str, str]]:
    what, remedy = (words()(f"grades.{kind}.{part}", **values) for part in ("what", "remedy"))
    return ((what, remedy),)


def _scores(annotations: pd.DataFrame, lesson: Lesson, core: list[str]) -> pd.Series:
    if lesson.key is None:
        raise Mistake(f"The lesson “{lesson.id}” has no answer key here, so the score cannot count: leave it out.")
    if set(core) <= set(lesson.unconfirmed):
        raise Mistake("Nobody has confirmed the key's answers to the claims that count: leave the score out, or look.")
    counted = annotations[(annotations["phase"].astype("string") == "own") & annotations["claim"].isin(core)]
    scores = score(counted, lesson)
    return scores.set_index(scores["reader"].astype("string"))["overlap"]


def _rounded(points: float) -> float:
    """Half up, as a teacher rounds, and not to the even digit as floats do."""
    return float(Decimal(repr(float(points))).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _columns(weights: Mapping[str, float]) -> list[str]:
    shares = [part for part in PARTS if part in DEFAULT_WEIGHTS or weights.get(part, 0)]
    counts = ["reader", "core_claims", *_COUNTS[:2], "optional_claims", _COUNTS[2]]
    return [*counts, *shares, "points", "out_of", "minutes", "remarks"]
