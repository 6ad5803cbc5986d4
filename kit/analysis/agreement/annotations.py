"""Agreement: how far readers agree with each other, corrected for chance (Krippendorff's alpha over sets of labels).

A unit is a claim of one lesson and edition. Each mark is a set of the three labels, kept as a number from 0 to 7: bit i
is the i-th label of the codebook. Everything below works on counts, units x 8, and a distance matrix, 8 x 8.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.analysis.agreement.distances import Matrix, distance_matrix
from kit.analysis.agreement.student_t import student_t
from kit.lesson.codebook import LABELS
from kit.lesson.plain_errors import Mistake, shown
from kit.marks.mark import PHASES
from kit.marks.table import check_annotations

SETS = 1 << len(LABELS)
BLOCK = 1 << 18

Codes = npt.NDArray[np.integer]
Counts = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha with its interval, and what they rest on.

    `alpha` is 1 for full agreement and 0 for what chance would give; it is None where it is undefined, and `why` says
    why. `low` and `high` are the 95% jackknife interval over claims. `units`, `readers` and `marks` count what was
    used: only claims that at least two readers marked.
    """

    alpha: float | None
    low: float | None
    high: float | None
    distance: str
    units: int
    readers: int
    marks: int
    why: str = ""

    def __str__(self) -> str:
        rests_on = f"{self.units} claims, {self.readers} readers, {self.marks} marks"
        if self.alpha is None:
            return f"Agreement cannot be given: {self.why} ({rests_on})"
        if self.low is None:
            return f"alpha {self.alpha:.2f}, without an interval: {self.why} ({rests_on}; distance: {self.distance})"
        interval = f"95% interval {self.low:.2f} to {self.high:.2f}, claims left out one at a time"
        return f"alpha {self.alpha:.2f} ({interval}; {rests_on}; distance: {self.distance})"


def agreement(annotations: pd.DataFrame, distance: str = "jaccard", phase: str = "own") -> Agreement:
    """Return the agreement of all readers of an annotations table.

    Args:
        annotations: needs `reader`, `claim` and the booleans `sourced, anonymous, denied`; `lesson`, `edition` and
            `phase` are used where they are there.
        distance: `"nominal"`, `"jaccard"` or `"masi"`, between two sets of labels.
        phase: the phase that is compared; revised answers were given after seeing the key.

    Raises:
        ValueError: a column is missing or has gaps, distance or phase are unknown, or a reader marked one unit twice.

    Source: Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability"; MASI: Passonneau (2006).
    """
    between = distance_matrix(distance)
    check_annotations(annotations)
    _check_columns(annotations)
    if phase not in PHASES:  # it would select nothing, and be told as a class without answers
        raise Mistake(f"{shown(phase)} is not a phase. There are {', '.join(PHASES)}.")
    if "phase" in annotations:
        chosen = annotations["phase"] == phase
        annotations = annotations if chosen.all() else annotations[chosen]
    units, unit_number = _units(annotations)
    readers, _names = _codes(annotations["reader"])
    number = _count_readers(readers, units, unit_number)
    labels = [annotations[label].to_numpy(dtype=bool) for label in LABELS]
    counts = count_sets(units, labels, unit_number)
    marks = counts.sum(axis=1)
    if (marks == 1).any():  # alone on a claim, a mark agrees with nothing, and neither does its reader
        number = len(pd.unique(readers[marks[units] >= 2]))
    return _of_counts(counts, between, distance, number)


def count_sets(units: Codes, labels: Sequence[npt.NDArray[np.bool_]], unit_number: int) -> Counts:
    """Return how often each unit got each set: units x 8, from one unit code and one truth of each label a mark."""
    kind = np.min_scalar_type(-unit_number * SETS)
    counts = np.zeros(unit_number * SETS, dtype=np.int64)
    *others, last = (truths.view(np.uint8) for truths in labels)
    for block in _blocks(len(units)):
        masks = last[block]
        for bits in reversed(others):
            masks = masks + masks  # sums and products of small numbers are vectorised, which shifts are not
            masks += bits[block]
        keys = units[block].astype(kind)
        keys *= SETS
        keys += masks
        counts += np.bincount(keys, minlength=len(counts))
    return counts.reshape(unit_number, SETS)


def alpha_of(counts: Counts, distance: Matrix) -> float | None:
    """Return alpha, or None where no disagreement is expected by chance (all marks are alike, or there are too few).

    Args:
        counts: units x values. Units with fewer than two marks do not count.
        distance: values x values.

    alpha = 1 - [sum over units of c D c / (m - 1)] / [n D n / (N - 1)], with c a unit's counts and m their sum, n the
    counts of all units and N their sum (Krippendorff 2011, in the form for counts).
    """
    used = _at_least_two(counts)
    if not len(used):
        return None
    observed = _observed(used, distance).sum()
    total = used.sum(axis=0)
    expected = total @ distance @ total / (total.sum() - 1)
    return None if expected == 0 else float(1 - observed / expected)


def jackknife_interval(counts: Counts, distance: Matrix) -> tuple[float, float] | None:
    """Return the 95% interval of alpha from leaving out one unit at a time, with Student's t, or None.

    Args:
        counts: units x values, as for `alpha_of`.
        distance: values x values.

    Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 11.
    """
    used = _at_least_two(counts)
    alpha, number = alpha_of(counts, distance), len(used)
    if alpha is None or number < 3:
        return None
    observed = _observed(used, distance)
    left = used.sum(axis=0) - used
    expected = np.einsum("ui,ij,uj->u", left, distance, left) / (left.sum(axis=1) - 1)
    if not expected.all():
        return None
    without = 1 - (observed.sum() - observed) / expected
    error = math.sqrt((number - 1) / number * float(((without - without.mean()) ** 2).sum()))
    reach = student_t(number - 1) * error
    return alpha - reach, min(1.0, alpha + reach)


def _at_least_two(counts: Counts) -> Matrix:
    """The units that at least two readers marked: one mark alone agrees with nothing."""
    return counts[counts.sum(axis=1) >= 2].astype(np.float64)


def _observed(counts: Matrix, distance: Matrix) -> Matrix:
    return np.einsum("ui,ij,uj->u", counts, distance, counts) / (counts.sum(axis=1) - 1)


def _of_counts(counts: Counts, between: Matrix, distance: str, readers: int) -> Agreement:
    used = counts[counts.sum(axis=1) >= 2]
    alpha, interval = alpha_of(used, between), jackknife_interval(used, between)
    low, high = interval or (None, None)
    return Agreement(alpha, low, high, distance, len(used), readers, int(used.sum()), _why(used, alpha, interval))


def _why(used: Counts, alpha: float | None, interval: object) -> str:
    if not len(used):
        return "no claim was marked by two readers."
    if alpha is None:
        return "all answers are the same, so there is nothing that chance could have made to differ."
    return "" if interval else "there are too few claims to leave some out."


def _check_columns(annotations: pd.DataFrame) -> None:
    missing = [name for name in ("reader", "claim", *LABELS) if name not in annotations]
    if missing:
        needed = f"agreement needs reader, claim and {', '.join(LABELS)}"
        raise Mistake(f"The table has no column {', '.join(map(repr, missing))}; {needed}.")


def _codes(column: pd.Series) -> tuple[Codes, pd.Index]:
    """Number the values of a column; a categorical column, as `kit.collect` makes it, is numbered already."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, names = np.asarray(column.array.codes), column.cat.categories
    else:
        codes, values = pd.factorize(column)
        names = pd.Index(values)
    return codes, names


def _check_no_gap(codes: Codes, name: str) -> None:
    if len(codes) and codes.min() < 0:
        raise Mistake(f"A row has no {name}. Every mark is by a reader and on a claim.")


def _units(annotations: pd.DataFrame) -> tuple[Codes, int]:
    """Number the units, claims of one lesson and edition, and say how many numbers there are."""
    units, names = _codes(annotations["claim"])
    _check_no_gap(units, "claim")
    number = len(names)
    for name in ("lesson", "edition"):
        if name in annotations and len(units):
            more, kinds = _codes(annotations[name])
            if more.min() < more.max():
                units, number = units.astype(np.int64) * len(kinds) + more, number * len(kinds)
    return units, number


def _count_readers(readers: Codes, units: Codes, unit_number: int) -> int:
    """Return how many readers there are, after making sure that none has two marks on one unit."""
    number = _readers_in_order(readers, units)
    if number is not None:
        return number
    _check_no_gap(readers, "reader")
    pairs = readers.astype(np.int64) * unit_number + units
    if len(pd.unique(pairs)) < len(pairs):
        raise Mistake("A reader has two marks on one claim. Keep one phase, and one row a reader and claim.")
    return len(pd.unique(readers))


def _readers_in_order(readers: Codes, units: Codes) -> int | None:
    """Count the readers of a tidy table, by reader and then by unit, each once; or return None, where it is not tidy.

    A look at neighbours is enough for that: with millions of marks, much less than a table of all pairs.
    """
    if not len(readers) or readers[0] < 0:
        return None
    number = 1
    for block in _blocks(len(readers)):
        reader, unit = readers[block.start : block.stop + 1], units[block.start : block.stop + 1]
        same = reader[1:] == reader[:-1]
        if (reader[1:] < reader[:-1]).any() or (same & (unit[1:] <= unit[:-1])).any():
            return None
        number += len(same) - int(np.count_nonzero(same))
    return number


def _blocks(length: int) -> Iterator[slice]:
    """Cut a long column into pieces that stay near the processor: much faster with millions of marks."""
    return (slice(start, start + BLOCK) for start in range(0, length, BLOCK))
