"""Counting what many classes handed in, part by part, and putting the counts together.

Every part is counted by itself. Then the files that are tied to those of other parts (second copies of a journal, what
one student handed in) are taken out of the counts of their parts, and each group of them is counted in one piece.
"""

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from tqdm import tqdm

from kit.analysis.collect.collected import PATIENCE
from kit.analysis.collect.gathered import gather
from kit.analysis.counts import Counts
from kit.analysis.district.cache import Cache, cache_for
from kit.analysis.district.one_part import Counted, Task, packed
from kit.analysis.district.source import parts_of
from kit.analysis.district.tally import Tally, sum_of, tally_of, without
from kit.analysis.district.ties import Ties, tied
from kit.analysis.district.workers import Lost, Workers
from kit.lesson.lesson import Lesson, check_opened
from kit.lesson.plain_errors import Mistake, SaidPlainly, shown

#: So many tallies are put together at a time: there are never many of them in memory.
_TOGETHER = 32
#: Files that are tied to those of other parts are counted in groups of about so many.
_GROUP = 400


class LostPart(NamedTuple):
    """A part that could not be counted: which classes are in it (`kit.analysis.district.source.Part.name`), and why."""

    name: str
    why: str


class NothingCounted(SaidPlainly, OSError):
    """Not one part could be counted, or what the parts share could not."""


@dataclass(frozen=True, repr=False)
class CollectedCounts:
    """What `collect_counts` returns: the counts of all classes together, and no line of any reader.

    `counts` is what figures are made from (`kit.analysis.class_figures`, `kit.agreement`, `kit.analysis.scores`), and
    `classes` has one row a school and class; both, and what else was counted, are of the `tally`. `lost` names each
    part that could not be counted. `parts` is how many there are, and `known` how many of them were known from before.
    """

    tally: Tally
    lost: tuple[LostPart, ...]
    parts: int
    known: int
    source: str

    @property
    def counts(self) -> Counts:
        """How often each claim got each answer."""
        return self.tally.counts

    @property
    def classes(self) -> pd.DataFrame:
        """One row a school and class, as `kit.analysis.district.tally.Tally` describes it."""
        return self.tally.classes

    def __repr__(self) -> str:
        files, readers = self.tally.files, int(self.classes["readers"].sum())
        told = f"{readers:,} readers in {len(self.classes):,} classes"
        return f"{told}, from {files['used']:,} of {files['files']:,} files. See .counts and .classes."


def collect_counts(
    source: str | Path,
    lesson: Lesson,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    path: str | None = None,
    keep: bool = True,
) -> CollectedCounts:
    """Count what many classes handed in, on as many processors or machines as there are.

    Every figure made from these counts is, to the last digit, the one from the annotations that `kit.collect` would
    put into one table, if they fit into it.

    Args:
        source: a folder or a zip, as for `kit.collect`, with a folder or zip a class, in folders of schools or not
            (`kit.analysis.district.places`); or an address such as `s3://bucket/marks`; with any number of files.
        lesson: the lesson that the classes worked on.
        workers: how many processes of this machine count; left out, one a processor. 1 is this process.
        executor: counts instead of them: any of `concurrent.futures`, or of Dask (`client.get_executor()`). What it
            runs on needs this kit, and must see `source` under the same name.
        path: the name of a path of the lesson, such as `"short"`: only its claims are counted.
        keep: keep the counts of each part, and use those of before (`kit.analysis.district.cache`).

    Raises:
        FileNotFoundError: there is nothing at `source`.
        OSError: it cannot be reached or read, or nothing of it could be counted.
        ValueError: the path is empty, there is no such path of the lesson, or `workers` is no number from 1.
        TypeError: `lesson` is not a lesson.
    """
    check_opened(lesson)
    hands = Workers(_number(workers), executor)
    claims = None if path is None else tuple(lesson.path(path).claims)
    sent, began = packed(lesson), time.time_ns()
    known = cache_for(lesson, claims) if keep else None
    parts = parts_of(source)
    tasks = [Task((part,), (None,), sent, claims, known) for part in parts]
    apart = _apart(tasks, _counted(tasks, hands, known, began))
    if not tasks:
        apart.sums.add(tally_of(gather([], lesson), lesson))
    elif len(apart.lost) == len(tasks):
        raise NothingCounted(f"Nothing could be counted: {next(iter(apart.lost.values()))}")
    total = _untied(apart.sums.total, tasks, apart.ties, hands, known, began)
    if known:
        known.clear_out()
    lost = tuple(LostPart(parts[place].name, why) for place, why in sorted(apart.lost.items()))
    return CollectedCounts(total, lost, len(parts), apart.known, str(source))


_NO_TIES: Ties = np.empty((0, 2), dtype=np.uint64)


class _Sum:
    """A sum of tallies, however many there are."""

    def __init__(self) -> None:
        self._tallies: list[Tally] = []

    def add(self, tally: Tally) -> None:
        """Add one more."""
        self._tallies.append(tally)
        if len(self._tallies) >= _TOGETHER:
            self._tallies = [sum_of(self._tallies)]

    @property
    def total(self) -> Tally:
        """The sum of all that were added."""
        return sum_of(self._tallies)


class _Apart(NamedTuple):
    """What each part came to by itself: the sum, the ties by part, why parts were lost, and how many were known."""

    sums: _Sum
    ties: list[Ties]
    lost: dict[int, str]
    known: int


def _apart(tasks: Sequence[Task], each: Iterator[tuple[int, Counted | Lost]]) -> _Apart:
    sums, ties, lost, known = _Sum(), [_NO_TIES] * len(tasks), dict[int, str](), 0
    for place, counted in each:
        if isinstance(counted, Lost):
            lost[place] = counted.why
            continue
        ties[place] = counted.ties
        sums.add(counted.tally)
        known += counted.is_known
    return _Apart(sums, ties, lost, known)


def _untied(
    total: Tally, tasks: Sequence[Task], ties: Sequence[Ties], hands: Workers, known: Cache | None, began: int
) -> Tally:
    """Return the total in which what is tied across parts was counted in one piece."""
    groups = tied(ties)
    if not groups:
        return total
    apart: dict[int, set[int]] = {}
    for group in groups:
        for part, files in group.items():
            apart.setdefault(part, set()).update(files)
    again = [_picked(tasks, {part: files}) for part, files in sorted(apart.items())]
    together = [_picked(tasks, group) for group in _bundled(groups)]
    sums = {True: _Sum(), False: _Sum()}
    for place, counted in _counted([*again, *together], hands, known, began):
        if isinstance(counted, Lost):
            raise NothingCounted(f"What stands in several places could not be counted: {counted.why}")
        sums[place < len(again)].add(counted.tally)
    return sum_of([without(total, sums[True].total), sums[False].total])


def _picked(tasks: Sequence[Task], files: dict[int, set[int]]) -> Task:
    """The task of counting some files of some parts together."""
    parts = sorted(files)
    of_parts = tuple(tasks[part].parts[0] for part in parts)
    return replace(tasks[0], parts=of_parts, wanted=tuple(frozenset(files[part]) for part in parts))


def _bundled(groups: Sequence[dict[int, set[int]]]) -> Iterator[dict[int, set[int]]]:
    """Groups of tied files in larger ones: what is tied stays together."""
    bundle: dict[int, set[int]] = {}
    for group in groups:
        for part, files in group.items():
            bundle.setdefault(part, set()).update(files)
        if sum(map(len, bundle.values())) >= _GROUP:
            yield bundle
            bundle = {}
    if bundle:
        yield bundle


def _counted(
    tasks: list[Task], hands: Workers, known: Cache | None, began: int
) -> Iterator[tuple[int, Counted | Lost]]:
    """Hand on what became of each task."""
    open_ones = []
    for place, task in enumerate(tasks):
        if known and (counted := known.at(task)):
            yield place, counted
        else:
            open_ones.append(place)
    open_ones.sort(
        key=lambda place: -sum(part.weight for part in tasks[place].parts)
    )  # nobody waits for a last large one
    done = hands.done([tasks[place] for place in open_ones])
    for number, result in tqdm(done, "Counting", len(open_ones), unit=" parts", delay=PATIENCE, leave=False):
        place = open_ones[number]
        if known and not isinstance(result, Lost):
            known.keep(tasks[place], result, began)
        yield place, result


def _number(workers: int | None) -> int:
    if workers is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise Mistake(f"{shown(workers)} is not a number of workers. Give a whole number from 1.")
    return workers
