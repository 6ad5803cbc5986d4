"""What ties files together: files with lines of one journal, or of one student's hand-in, are only counted together."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from kit.analysis.collect.gathered import Gathered
from kit.analysis.collect.handed_in import Wanted, is_zip

#: A file and what ties it to others, a row each: numbers that stand for names, and tell nobody a name.
#: Where two names should have one number, files are counted together that need not be: nothing is counted wrongly.
Ties = npt.NDArray[np.uint64]


def number_of(*names: str) -> int:
    """Return the number that stands for some names."""
    made = blake2b("\0".join(names).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(made.digest(), "big")


def ties_of(gathered: Gathered) -> Ties:
    """Return what ties each file to others: each journal that it has lines of, and each hand-in that it came in."""
    rows = set()
    heads, pages = gathered.lines.heads, gathered.lines.pages
    numbers = {head: number_of("journal", head.reader, head.journal) for head in heads}
    for pair in np.unique(gathered.lines["file"] * (len(heads) + 1) + gathered.lines["head"]).tolist():
        file, head = divmod(pair, len(heads) + 1)
        rows.add((number_of(pages[file].file), numbers[heads[head]]))
    for page in pages:
        if page.came_in and page.read:
            rows.add((number_of(page.file), number_of("hand-in", page.came_in)))
    return np.array(sorted(rows), dtype=np.uint64).reshape(-1, 2)


def tied(parts: Sequence[Ties]) -> list[dict[int, set[int]]]:
    """Return the groups of files that are tied to a file of another part: for each group its files, by part."""
    of_part = np.repeat(np.arange(len(parts)), [len(ties) for ties in parts])
    rows = np.concatenate([*parts, np.empty((0, 2), dtype=np.uint64)])
    kept = _reached(rows, _in_several(rows[:, 1], of_part))
    groups: dict[int, dict[int, set[int]]] = {}
    roots = _roots(rows[kept].tolist())
    for part, (file, tie) in zip(of_part[kept].tolist(), rows[kept].tolist(), strict=True):
        groups.setdefault(roots[tie], {}).setdefault(part, set()).add(file)
    return list(groups.values())


def wanting(files: frozenset[int]) -> Wanted:
    """Return what wants just these files, by the numbers of their names, and the zips that they may stand in."""
    return lambda name: is_zip(name) or number_of(name) in files


def _in_several(ties: npt.NDArray[np.uint64], of_part: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """The ties that stand in several parts."""
    order = np.lexsort((of_part, ties))
    same_tie = ties[order][1:] == ties[order][:-1]
    return np.unique(ties[order][1:][same_tie & (of_part[order][1:] != of_part[order][:-1])])


def _reached(rows: Ties, ties: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    """Which rows are of files that can be reached from some ties: by them, by what else these files have, and so on."""
    reached = np.isin(rows[:, 1], ties)
    while True:
        files = np.isin(rows[:, 0], np.unique(rows[reached, 0]))
        further = np.isin(rows[:, 1], np.unique(rows[files, 1]))
        if further.sum() == reached.sum():
            return further
        reached = further


def _roots(rows: list[list[int]]) -> dict[int, int]:
    """For each tie the one that stands for all that it is connected with."""
    root: dict[int, int] = {}

    def root_of(tie: int) -> int:
        while root.setdefault(tie, tie) != tie:
            tie = root[tie] = root[root[tie]]
        return tie

    first_of: dict[int, int] = {}
    for file, tie in rows:
        root[root_of(tie)] = root_of(first_of.setdefault(file, tie))
    return {tie: root_of(tie) for tie in list(root)}
