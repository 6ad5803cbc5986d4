"""Distances between two sets of labels, from 0 for the same set to 1 for sets that have nothing in common."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from kit.lesson.codebook import LABELS
from kit.lesson.plain_errors import Mistake, shown

Matrix = npt.NDArray[np.float64]


def distance_matrix(name: str, labels: int = len(LABELS)) -> Matrix:
    """Return the distances between all sets of so many labels, 8 x 8 for the codebook's three.

    The empty set is 0 from itself and 1 from every other.

    Raises:
        ValueError: `name` is not `nominal`, `jaccard` or `masi`.
    """
    if not isinstance(name, str) or name not in _DISTANCES:
        raise Mistake(f"{shown(name)} is not a distance. There are {', '.join(_DISTANCES)}.")
    sets = range(1 << labels)
    return np.array([[_DISTANCES[name](one, other) for other in sets] for one in sets])


def _nominal(one: int, other: int) -> float:
    return float(one != other)


def _jaccard(one: int, other: int) -> float:
    either = (one | other).bit_count()
    return 1 - (one & other).bit_count() / either if either else 0.0


def _masi(one: int, other: int) -> float:
    common = one & other
    if one == other:
        monotonicity = 1.0
    elif common in (one, other) and common:
        monotonicity = 2 / 3
    else:
        monotonicity = 1 / 3 if common else 0.0
    return 1 - (1 - _jaccard(one, other)) * monotonicity


_DISTANCES: dict[str, Callable[[int, int], float]] = {"nominal": _nominal, "jaccard": _jaccard, "masi": _masi}
