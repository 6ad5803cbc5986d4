"""How much of what was handed in is held in memory: whatever somebody packs, collecting stays below 500 MB.

The figures are measured ones, from the first line to the finished tables, with Python 3.11, numpy 2 and pandas 3.
"""

from collections.abc import Iterable, Mapping
from sys import getsizeof
from typing import Any

import numpy as np
import numpy.typing as npt

#: Bytes that all lines may take: rather more than those of 10,000 journals of 60 marks, the most that this is made for.
MOST_HELD = 330 * 2**20
TOO_MUCH = "it is too much to be held in memory: this file and what follows was left out. Collect fewer files at a time"

#: What a line takes beside its texts; a reader, a claim of which nothing was known before; and a line of a journal that
#: stands in several files, whose copies are laid side by side.
_LINE, _READER, _CLAIM, _TANGLED = 345, 900, 500, 600
#: Ids of this length are in the figure for a line: the kit's own.
_USUAL_ID = 36


def held(columns: dict[str, npt.NDArray[Any]], known: Mapping[str, int], repeating: Iterable[int]) -> int:
    """Return how many bytes some lines take until they are a table.

    Args:
        columns: the lines, as in `JournalLines.columns`.
        known: how many heads and claims (`head`, `claim`) were known before these lines.
        repeating: the files, as they are numbered in `columns`, in which an id stands twice.
    """
    file, head = columns["file"], columns["head"]
    if not len(file):
        return 0
    files = int(file.max()) + 1
    of_files = np.unique(head * files + file) // files
    is_tangled = np.bincount(of_files) > 1
    is_tangled[: known["head"]] = True
    tangled = is_tangled[head] | np.isin(file, list(repeating))
    readers, claims = (int((np.unique(columns[name]) >= known[name]).sum()) for name in ("head", "claim"))
    size = len(file) * _LINE + readers * _READER + claims * _CLAIM
    return size + int(tangled.sum()) * _TANGLED + _texts(columns)


def _texts(columns: dict[str, npt.NDArray[Any]]) -> int:
    ids = columns["id"].tolist()
    size = sum(map(getsizeof, ids)) if sum(map(len, ids)) > _USUAL_ID * len(ids) else 0
    for name in ("who", "reason"):
        size += sum(map(getsizeof, filter(None, columns[name].tolist())))
    for quotes in filter(None, columns["evidence"].tolist()):
        size += getsizeof(quotes) + sum(map(getsizeof, quotes))
    return size
