"""Counting sets of labels, however many millions of marks there are.

A set of the three labels is a number from 0 to 7, its mask: bit i is the i-th label of the codebook.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from kit.lesson.codebook import LABELS

SETS = 1 << len(LABELS)
BLOCK = 1 << 18

Codes = npt.NDArray[np.integer]
#: Units x 8: how often each unit got each set.
SetCounts = npt.NDArray[np.integer]


def count_sets(units: Codes, labels: Sequence[npt.NDArray[np.bool_]], unit_number: int) -> SetCounts:
    """Return how often each unit got each set: units x 8, from one unit number and one truth of each label a mark."""
    kind = np.min_scalar_type(-max(unit_number, 1) * SETS)  # the smaller the numbers, the more of them at a time
    counts = np.zeros(unit_number * SETS, dtype=np.int64)
    *others, last = (truths.view(np.uint8) for truths in labels)
    for block in blocks(len(units)):
        masks = last[block]
        for bits in reversed(others):
            masks = masks + masks  # sums and products of small numbers are vectorised, which shifts are not
            masks |= bits[block]
        keys = units[block].astype(kind)
        keys *= SETS
        keys += masks.astype(kind)  # kinds that differ would be added piece by piece
        counts += np.bincount(keys.astype(np.intp), minlength=len(counts))
    return counts.reshape(unit_number, SETS)


def blocks(length: int) -> Iterator[slice]:
    """Cut a long column into pieces that stay near the processor: much faster with millions of marks."""
    return (slice(start, start + BLOCK) for start in range(0, length, BLOCK))
