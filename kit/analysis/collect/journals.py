"""Whose lines are whose: second downloads of one journal become one again, and two readers with one code stay two."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from kit.analysis.collect.journal_lines import JournalLines, Numbers
from kit.analysis.collect.standing import merged

#: Where each line of a copy stands, by the line's id.
Copy = dict[str, int]


@dataclass(frozen=True, slots=True)
class Journals:
    """The journals that lines are of.

    `of_line` is the journal's number for each line, and `names` are the readers' names: the code, and with a second
    journal of the same code `quiet-otter-41 (2)`. `with_code` counts the journals of a journal's code. `order` holds
    every line that counts, once, each journal's in their order. `in_files` lists the journals of each file that has
    any, and `base` names the file that a journal was read from first, where several files hold it. `contested` counts
    by file the lines that have the id of another and say something else.
    """

    of_line: Numbers
    names: list[str]
    with_code: list[int]
    order: Numbers
    in_files: dict[int, list[int]]
    base: dict[int, int]
    contested: Counter[int]


def tell_apart(lines: JournalLines) -> Journals:
    """Tell the journals apart by reader code and journal id, and put the lines of each in order."""
    of_head, names, with_code = _named(lines)
    of_line = of_head[lines["head"]]
    in_files = _in_files(lines, of_line)
    copies = _copies(lines, of_line, in_files)
    base = {journal: next(iter(files)) for journal, files in copies.items() if len(files) > 1}
    untangled = np.flatnonzero(~np.isin(of_line, list(copies))) if copies else np.arange(len(lines))
    again = np.fromiter(chain.from_iterable(merged(list(files.values())) for files in copies.values()), np.int64)
    order = np.concatenate([untangled, again])
    return Journals(of_line, names, with_code, order, in_files, base, _contested(lines, of_line, copies, again))


def _named(lines: JournalLines) -> tuple[Numbers, list[str], list[int]]:
    """The journal of each head, and each journal's name and how many have its code.

    Who is “(2)” must not change with the names of files or a torn line: the journals' ids decide, and nothing else.
    """
    present = [lines.heads[number] for number in np.flatnonzero(np.bincount(lines["head"]))]
    numbers = {key: number for number, key in enumerate(sorted({(head.reader, head.journal) for head in present}))}
    count: Counter[str] = Counter()
    names = []
    for reader, _ in numbers:
        count[reader] += 1
        names.append(reader if count[reader] == 1 else f"{reader} ({count[reader]})")
    of_head = np.array([numbers.get((head.reader, head.journal), -1) for head in lines.heads], dtype=np.int64)
    return of_head, names, [count[reader] for reader, _ in numbers]


def _in_files(lines: JournalLines, of_line: Numbers) -> dict[int, list[int]]:
    in_files: dict[int, list[int]] = {}
    for pair in np.asarray(pd.unique(lines["file"] * (len(lines) + 1) + of_line)).tolist():
        file, journal = divmod(pair, len(lines) + 1)
        in_files.setdefault(file, []).append(journal)
    return in_files


def _copies(lines: JournalLines, of_line: Numbers, in_files: dict[int, list[int]]) -> dict[int, dict[int, Copy]]:
    """The journals that stand in several files, or twice in one: their lines by file, the base first."""
    number = Counter(chain.from_iterable(in_files.values()))
    tangled = {journal for journal, files in number.items() if files > 1}
    tangled.update(*(journals for file, journals in in_files.items() if lines.pages[file].repeats))
    copies: dict[int, dict[int, Copy]] = {journal: {} for journal in tangled}
    for place in np.flatnonzero(np.isin(of_line, list(tangled))).tolist():
        copy = copies[int(of_line[place])].setdefault(int(lines["file"][place]), {})
        copy.setdefault(lines["id"][place], place)
    return {journal: dict(sorted(files.items(), key=_longest_first(lines))) for journal, files in copies.items()}


def _contested(lines: JournalLines, of_line: Numbers, copies: Iterable[int], counting: Numbers) -> Counter[int]:
    """How many lines of each file have the id of a line that counts, and are not the same."""
    counts = {(int(of_line[place]), lines["id"][place]): place for place in counting.tolist()}
    tangled = np.flatnonzero(np.isin(of_line, list(copies))).tolist()
    pairs = ((place, counts[int(of_line[place]), lines["id"][place]]) for place in tangled)
    return Counter(int(lines["file"][place]) for place, first in pairs if lines.says(place) != lines.says(first))


def _longest_first(lines: JournalLines) -> Callable[[tuple[int, Copy]], tuple[int, int]]:
    """Of two alike, the shorter name comes first: `quiet-otter-41.jsonl` before `quiet-otter-41 (1).jsonl`."""
    return lambda item: (-len(item[1]), len(lines.pages[item[0]].name))
