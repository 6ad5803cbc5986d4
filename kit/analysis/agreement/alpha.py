"""Krippendorff's alpha over counts, with its interval. Nothing here knows of readers, tables or labels."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kit.analysis.agreement.distances import Matrix
from kit.analysis.agreement.student_t import student_t
from kit.ui.words import words

#: Units x values: how often each unit got each value.
Counts = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Alpha:
    """Alpha with its 95% interval, the units and marks that were used, and why a figure is None."""

    alpha: float | None
    low: float | None
    high: float | None
    units: int
    marks: int
    why: str


def alpha_with_interval(counts: Counts, distance: Matrix) -> Alpha:
    """Return alpha and its interval, or why there is none; see `alpha_of` and `jackknife_interval`."""
    used = counts[counts.sum(axis=1) >= 2]
    alpha, interval = alpha_of(used, distance), jackknife_interval(used, distance)
    low, high = interval or (None, None)
    return Alpha(alpha, low, high, len(used), int(used.sum()), _why(len(used), alpha, interval))


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
    expected = _observed(left, distance)
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
    """For each row c of counts, c D c / (m - 1)."""
    return (counts @ distance * counts).sum(axis=1) / (counts.sum(axis=1) - 1)


def _why(units: int, alpha: float | None, interval: object) -> str:
    if not units:
        return words()("agreement.no_units")
    if alpha is None:
        return words()("agreement.all_alike")
    return "" if interval else words()("agreement.few_units")
