"""Whose lines are whose: second downloads of one journal become one again, and two readers with one code stay two.

Where each folder is the one of a student, a journal is theirs in whose folder it stands. The same journal in two such
folders is two, and what stands in one of them changes nothing in the other.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

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
    by file the lines that have the id of another and say something else. `owners` are the folders of the students whose
    the journals are, or empty, and `in_others` lists, for a journal that stands in the folders of several students, the
    files in the others'.
    """

    of_line: Numbers
    names: list[str]
    with_code: list[int]
    order: Numbers
    in_files: dict[int, list[int]]
    base: dict[int, int]
    contested: Counter[int]
    owners: list[str]
    in_others: dict[int, list[int]]


def tell_apart(lines: JournalLines) -> Journals:
    """Tell the journals apart by reader code, owner and journal id, and put the lines of each in order."""
    of_line, keys = _told_apart(lines)
    names, with_code = _named(keys)
    in_files = _in_files(lines, of_line)
    copies = _copies(lines, of_line, in_files)
    base = {journal: next(iter(files)) for journal, files in copies.items() if len(files) > 1}
    untangled = np.flatnonzero(~np.isin(of_line, list(copies))) if copies else np.arange(len(lines))
    again = np.fromiter(chain.from_iterable(merged(list(files.values())) for files in copies.values()), np.int64)
    order = np.concatenate([untangled, again])
    contested = _contested(lines, of_line, copies, again)
    owners, in_others = [key.owner for key in keys], _in_others(keys, in_files)
    return Journals(of_line, names, with_code, order, in_files, base, contested, owners, in_others)


class _Key(NamedTuple):
    """What tells a journal from others; in the order of these they are numbered.

    Who is “(2)” must not change with the names of files or a torn line: the folders of students and the journals' ids
    decide, and nothing else.
    """

    reader: str
    owner: str
    journal: str


def _told_apart(lines: JournalLines) -> tuple[Numbers, list[_Key]]:
    """The journal of each line, and what tells each from the others."""
    number_of = {owner: number for number, owner in enumerate(dict.fromkeys(page.owner for page in lines.pages))}
    owners, width = list(number_of), max(len(number_of), 1)
    of_file = np.array([number_of[page.owner] for page in lines.pages], dtype=np.int64)
    pairs = lines["head"] * width + (of_file[lines["file"]] if width > 1 else 0)
    present = np.unique(pairs) if width > 1 else np.flatnonzero(np.bincount(pairs))
    found = []
    for pair in present.tolist():
        head = lines.heads[pair // width]
        found.append(_Key(head.reader, owners[pair % width], head.journal))
    numbers = {key: number for number, key in enumerate(sorted(set(found)))}
    journal = np.array([numbers[key] for key in found], dtype=np.int64)
    return journal[np.searchsorted(present, pairs)], list(numbers)


def _named(keys: Sequence[_Key]) -> tuple[list[str], list[int]]:
    """Each journal's name, and how many have its code."""
    count: Counter[str] = Counter()
    names = []
    for key in keys:
        count[key.reader] += 1
        names.append(key.reader if count[key.reader] == 1 else f"{key.reader} ({count[key.reader]})")
    return names, [count[key.reader] for key in keys]


def _in_others(keys: Sequence[_Key], in_files: dict[int, list[int]]) -> dict[int, list[int]]:
    """The files of a journal that stands in other students' folders, too."""
    alike: dict[tuple[str, str], list[int]] = {}
    for number, key in enumerate(keys):
        alike.setdefault((key.reader, key.journal), []).append(number)
    several = {number: set(numbers) - {number} for numbers in alike.values() for number in numbers if numbers[1:]}
    return {
        number: [file for file, inside in in_files.items() if others.intersection(inside)]
        for number, others in several.items()
    }


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
