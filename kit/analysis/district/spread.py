"""Where classes differ more than chance: a multilevel model of readers in classes in schools.

A reader's score is the mean of all, plus what is the school's, the class's and the reader's own. The variances of the
three are estimated by the analysis of variance for nested groups of unequal sizes, from sums and sums of squares alone:
Searle, Casella and McCulloch (1992), Variance Components, 5.1 to 5.3 and appendix F. A negative estimate is 0, as there
is nothing to be seen. What to expect of a school or a class is its best linear unbiased prediction with these variances
(the same, chapter 7): a small class says little of itself and is drawn towards the others.

A statistics library was weighed and left out: it would bring 150 MB for what is a page of sums here, and it wants the
readers one by one.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.analysis.agreement.student_t import CONFIDENCE, student_t

#: Of the classes that are said to stand out, this share is expected to do so by chance.
FALSE_ALARMS = 0.05
#: From so many degrees of freedom on, Student's t is the normal distribution to the third digit.
_MANY = 1000

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Spread:
    """How readers' scores spread.

    `mean` is that of all readers. `readers`, `classes` and `schools` are the variances between the readers of a class,
    the classes of a school, and schools; `schools` is 0 where there is no school with several classes, or only one.
    `chance` is the probability that classes that do not differ would seem to differ as much as these, or None where
    there is nothing to compare.

    `each` has one row a class, as it was given, and `mean`, `low`, `high` (the 95% interval of its mean), `expected`
    (what to expect of it) and `stands_out` (more than chance would have it, of all the classes that are told: -1 below,
    1 above, 0 not). `of_schools` has the means and intervals of schools, and `classes`, how many they have.
    """

    mean: float
    readers: float
    classes: float
    schools: float
    chance: float | None
    each: pd.DataFrame
    of_schools: pd.DataFrame

    @property
    def shares(self) -> dict[str, float]:
        """The share of all variance that is between `readers`, `classes` and `schools`; empty where there is none."""
        total = self.readers + self.classes + self.schools
        parts = {"readers": self.readers, "classes": self.classes, "schools": self.schools}
        return {name: part / total for name, part in parts.items()} if total > 0 else {}


def spread(classes: pd.DataFrame) -> Spread:
    """Return how the scores of readers spread between classes and schools.

    Args:
        classes: one row a class, with `school` (empty where there is none), `class_name`, `n` (readers, at least one),
            and of their scores the `total` and the `squares` (sum of the squares).
    """
    table = classes.reset_index(drop=True)
    n, total, squares = (table[name].to_numpy(dtype=float) for name in ("n", "total", "squares"))
    school, names = pd.factorize(_schools(table))
    within, between = _sums_of_squares(n, total, squares)
    freedom = int(n.sum()) - len(n)
    readers = within / freedom if freedom > 0 else 0.0
    of_classes, of_schools = _variances(n, total, school, len(names), readers)
    chance = _chance(between, len(n) - 1, readers, freedom)
    mean = float(total.sum() / n.sum()) if len(n) else float("nan")
    return Spread(
        mean,
        readers,
        of_classes,
        of_schools,
        chance,
        _each(table, n, total, school, mean, (readers, of_classes, of_schools), freedom),
        _of_schools(table, n, total, school, readers, freedom),
    )


def _schools(table: pd.DataFrame) -> pd.Series:
    """The school of each class; a class without one is alone."""
    alone = "\0" + table["class_name"].astype(str)
    return table["school"].astype(str).where(table["school"] != "", alone)


def _sums_of_squares(n: Values, total: Values, squares: Values) -> tuple[float, float]:
    """Within classes, and between them."""
    of_classes = float((total**2 / n).sum())
    whole = float(total.sum() ** 2 / n.sum()) if len(n) else 0.0
    return max(float(squares.sum()) - of_classes, 0.0), max(of_classes - whole, 0.0)


def _variances(
    n: Values, total: Values, school: npt.NDArray[np.intp], schools: int, readers: float
) -> tuple[float, float]:
    """The variances between classes and between schools: each mean square is set to what is expected of it."""
    if len(n) < 2:
        return 0.0, 0.0
    of_all = float(n.sum())
    n_school, total_school = (np.bincount(school, weights=values, minlength=schools) for values in (n, total))
    squared = np.bincount(school, weights=n**2, minlength=schools)
    classes = float((total**2 / n).sum())
    by_school, whole = float((total_school**2 / n_school).sum()), float(total.sum() ** 2 / of_all)
    if schools in (1, len(n)):  # one school, or a class each: one level
        size = of_all - float((n**2).sum()) / of_all
        return max((classes - whole - (len(n) - 1) * readers) / size, 0.0), 0.0
    inside = float((squared / n_school).sum())
    of_classes = max((classes - by_school - (len(n) - schools) * readers) / (of_all - inside), 0.0)
    size = of_all - float((n_school**2).sum()) / of_all
    expected = (schools - 1) * readers + (inside - float((n**2).sum()) / of_all) * of_classes
    return of_classes, max((by_school - whole - expected) / size, 0.0)


def _each(
    table: pd.DataFrame,
    n: Values,
    total: Values,
    school: npt.NDArray[np.intp],
    mean: float,
    variances: tuple[float, float, float],
    freedom: int,
) -> pd.DataFrame:
    readers = variances[0]
    found = table.copy()
    found["mean"] = total / n
    reach = _reach(freedom) * np.sqrt(readers / n)
    found["low"], found["high"] = found["mean"] - reach, found["mean"] + reach
    found["expected"] = _predictions(n, total / n, school, variances)
    found["stands_out"] = _stand_out(found["mean"].to_numpy() - mean, readers * (1 / n - 1 / max(n.sum(), 1)))
    return found


def _predictions(
    n: Values, means: Values, school: npt.NDArray[np.intp], variances: tuple[float, float, float]
) -> Values:
    """What to expect of each class: the mean, and as much of the school's and the class's own as they speak for."""
    readers, classes, schools = variances
    if classes + schools == 0 or not len(n):
        weights = n if len(n) else np.ones(0)
        return np.full(len(n), (means * weights).sum() / max(weights.sum(), 1))
    noise = classes + readers / n
    weight = np.divide(1.0, noise, out=np.full(len(n), 1e12), where=noise > 0)
    per_school = np.bincount(school, weights=weight)
    mean_of_school = np.bincount(school, weights=weight * means) / per_school
    of_school = 1 / (schools + 1 / per_school)
    mean = float((of_school * mean_of_school).sum() / of_school.sum())
    expected = mean + schools * of_school * (mean_of_school - mean)
    return np.asarray(expected[school] + classes * weight * (means - expected[school]))


def _of_schools(
    table: pd.DataFrame, n: Values, total: Values, school: npt.NDArray[np.intp], readers: float, freedom: int
) -> pd.DataFrame:
    sums = pd.DataFrame({"school": table["school"], "n": n, "total": total, "classes": 1})
    found = sums[sums["school"] != ""].groupby("school", sort=True).sum().reset_index()
    found["mean"] = found["total"] / found["n"]
    reach = _reach(freedom) * np.sqrt(readers / found["n"].to_numpy(dtype=float))
    found["low"], found["high"] = found["mean"] - reach, found["mean"] + reach
    return found


def _stand_out(differences: Values, variances: Values) -> npt.NDArray[np.int64]:
    """Which differences are more than chance, with few false alarms among them: Benjamini and Hochberg (1995)."""
    if len(differences) < 2 or not (variances > 0).all():
        return np.zeros(len(differences), dtype=np.int64)
    normal = NormalDist()
    chances = np.array([2 * normal.cdf(-abs(each)) for each in differences / np.sqrt(variances)])
    order = np.argsort(chances, kind="stable")
    below = chances[order] <= FALSE_ALARMS * np.arange(1, len(chances) + 1) / len(chances)
    told = np.zeros(len(chances), dtype=bool)
    told[order[: int(below.nonzero()[0].max()) + 1 if below.any() else 0]] = True
    return np.where(told, np.sign(differences), 0).astype(np.int64)


def _chance(between: float, classes: int, readers: float, freedom: int) -> float | None:
    """The probability of so large a ratio of mean squares by chance (Fisher's F)."""
    if classes < 1 or freedom < 1 or readers <= 0:
        return None
    return beyond(between / classes / readers, classes, freedom)


def beyond(ratio: float, above: int, below: int) -> float:
    """Return about how probable it is that Fisher's F with these degrees of freedom is larger than `ratio`.

    Source: Paulson (1942), "An approximate normalization of the analysis of variance distribution"; right to two digits
    of the probability where `below` is at least 10 (Abramowitz and Stegun 26.6.15).
    """
    root, one, other = ratio ** (1 / 3), 2 / (9 * above), 2 / (9 * below)
    return NormalDist().cdf(-((1 - other) * root - (1 - one)) / math.sqrt(other * root**2 + one))


def _reach(freedom: int) -> float:
    if freedom < 1:
        return 0.0
    return student_t(freedom) if freedom < _MANY else NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
