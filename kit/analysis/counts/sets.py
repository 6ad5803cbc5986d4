"""Counting sets of labels, however many millions of marks there are.

A set of the three labels is a number from 0 to 7, its mask: bit i is the i-th label of the codebook.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from kit.lesson.codebook import LABELS

SETS = 1 << len(LABELS)
BLOCK = 1 << 19
#: Keys below this number, those of up to 64 units, are counted two at a time, in a table of their pairs that stays near
#: the processor: half the steps for millions of marks.
_PAIRED = 512

Codes = npt.NDArray[np.integer]
#: Units x 8: how often each unit got each set.
SetCounts = npt.NDArray[np.integer]


def count_sets(units: Codes, labels: Sequence[npt.NDArray[np.bool_]], unit_number: int) -> SetCounts:
    """Return how often each unit got each set: units x 8, from one unit number and one truth of each label a mark."""
    number = unit_number * SETS
    kind = np.min_scalar_type(
        -max(number, 256)
    )  # the smaller the numbers, the more of them at a time; two bytes at least
    counts = np.zeros(number, dtype=np.int64)
    *others, last = (truths.view(np.uint8) for truths in labels)
    for block in blocks(len(units)):
        masks = last[block]
        for bits in reversed(others):
            masks = masks + masks  # sums and products of small numbers are vectorised, which shifts are not
            masks |= bits[block]
        keys = units[block].astype(kind)
        keys *= SETS
        keys += masks.astype(kind)  # kinds that differ would be added piece by piece
        is_paired = number <= _PAIRED and len(keys) == BLOCK
        counts += _count_pairs(keys)[:number] if is_paired else np.bincount(keys.astype(np.intp), minlength=number)
    return counts.reshape(unit_number, SETS)


def _count_pairs(keys: npt.NDArray[np.int16]) -> npt.NDArray[np.intp]:
    """Count keys below `_PAIRED`, an even number of them: two neighbours at a time, as one number of both."""
    both = keys.view(np.uint32)
    pairs = both >> (16 - _PAIRED.bit_length() + 1)
    pairs &= ~np.uint32(_PAIRED - 1)
    pairs |= both & np.uint32(_PAIRED - 1)
    table = np.bincount(pairs.astype(np.intp), minlength=_PAIRED**2).reshape(_PAIRED, _PAIRED)
    return table.sum(axis=0) + table.sum(axis=1)


def blocks(length: int) -> Iterator[slice]:
    """Cut a long column into pieces that stay near the processor: much faster with millions of marks."""
    return (slice(start, start + BLOCK) for start in range(0, length, BLOCK))
