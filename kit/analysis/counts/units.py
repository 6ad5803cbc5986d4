"""Units: what marks are counted by, such as the claims of one lesson and edition, as numbers from 0."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from kit.analysis.counts.sets import Codes
from kit.lesson.lesson import Lesson
from kit.lesson.plain_errors import Mistake


def numbered(column: pd.Series) -> tuple[Codes, int]:
    """Number the values of a column, a missing one as -1, and say how many numbers there are.

    A categorical column, as `kit.collect` makes it, is numbered already.
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        return np.asarray(column.array.codes), len(column.cat.categories)
    codes, values = pd.factorize(column)
    return codes, len(values)


def units_of(annotations: pd.DataFrame, names: Sequence[str]) -> tuple[Codes, int]:
    """Number the units, one for each combination of values in these columns, and say how many numbers there are.

    Raises:
        ValueError: a value is missing, so that a mark belongs to no unit.
    """
    units, number = numbered(annotations[names[0]])
    _check_no_gap(units, names[0])
    for name in names[1:]:
        more, kinds = numbered(annotations[name])
        if kinds > 1:  # one value, such as one lesson, tells nothing apart
            _check_no_gap(more, name)
            units, found = pd.factorize(units.astype(np.int64) * kinds + more)
            number = len(found)
    return units, number


def claim_numbers(annotations: pd.DataFrame, lesson: Lesson) -> Codes:
    """Return for each row the number of its claim among the lesson's, from 0, in the order of reading.

    Raises:
        ValueError: the lesson has no such claim.
    """
    numbers = pd.Index([claim.id for claim in lesson.claims]).get_indexer(pd.Index(annotations["claim"]))
    if (numbers < 0).any():
        unknown = annotations["claim"].iloc[int((numbers < 0).argmax())]
        raise Mistake(f"The lesson “{lesson.id}” has no claim {unknown!r}.")
    return numbers


def _check_no_gap(codes: Codes, name: str) -> None:
    if len(codes) and codes.min() < 0:
        raise Mistake(f"A row has no {name}. Every mark is by a reader and on a claim.")
