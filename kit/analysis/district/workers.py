"""Who counts: this process, others of this machine, or any executor; and what becomes of a part whose worker dies."""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from kit.analysis.district.one_part import Counted, Task, count_part
from kit.lesson.printable import printable

#: Tasks that an executor of somebody else has at a time: enough for a cluster of many machines.
WINDOW = 256
#: How often a part is tried: a worker may be ended for what is none of the part's fault.
TRIES = 2
_MODULE = "kit.analysis.district.one_part"
#: What Dask raises once a task has ended several workers; it has been tried by them already.
_KILLED = "KilledWorker"
_ENDED = "the process that counted it was ended, each time that it was tried"


@dataclass(frozen=True, slots=True)
class Lost:
    """Why a part could not be counted."""

    why: str


@dataclass(frozen=True, slots=True)
class Workers:
    """Who counts: so many processes, or an executor. One process is this one."""

    number: int = 1
    executor: Executor | None = None

    def done(self, tasks: list[Task]) -> Iterator[tuple[int, Counted | Lost]]:
        """Count every task, and hand each on as it is done, with its place in the list.

        A worker that is ended costs what it was at: that is counted anew, by itself, and told as lost if it goes on
        ending its worker. What raises an error is tried again, too.
        """
        if self.executor is None and min(self.number, len(tasks)) <= 1:
            yield from ((place, _tried(task)) for place, task in enumerate(tasks))
            return
        left, executor = list(range(len(tasks))), self.executor
        while left:
            suspects: list[int] = []
            if executor is not None:
                yield from _run(executor, WINDOW, tasks, left, suspects)
            else:
                with _pool(self.number) as pool:
                    yield from _run(pool, 2 * self.number, tasks, left, suspects)
            executor = None  # if it broke, it is broken for good
            yield from ((place, _alone(tasks[place])) for place in suspects)


def _run(
    executor: Executor, window: int, tasks: list[Task], left: list[int], suspects: list[int]
) -> Iterator[tuple[int, Counted | Lost]]:
    """Run tasks, taking from `left` those that are begun, until all are done or the executor is broken.

    Of a broken one, what had been begun and is not done goes into `suspects`: one of it may have broken it.
    """
    waiting: dict[Future[Counted], int] = {}
    tries: dict[int, int] = {}
    is_broken = False
    while (left and not is_broken) or waiting:
        while left and len(waiting) < window and not is_broken:
            try:
                waiting[executor.submit(count_part, tasks[left[0]])] = left[0]
                left.pop(0)
            except BrokenExecutor:
                is_broken = True
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            place = waiting.pop(future)
            try:
                yield place, future.result()
            except BrokenExecutor:
                is_broken = True
                suspects.append(place)
            except Exception as error:
                tries[place] = tries.get(place, 1) + 1
                if type(error).__name__ == _KILLED:
                    yield place, Lost(_ENDED)
                elif tries[place] > TRIES:
                    yield place, Lost(_reason(error))
                else:
                    left.append(place)


def _alone(task: Task) -> Counted | Lost:
    """Count one task in a process of its own, which nothing else is lost with."""
    for _ in range(TRIES):
        with _pool(1) as pool:
            try:
                return pool.submit(count_part, task).result()
            except BrokenExecutor:
                continue
            except Exception as error:
                return Lost(_reason(error))
    return Lost(_ENDED)


def _tried(task: Task) -> Counted | Lost:
    """Count one task in this process."""
    lost = Lost("")
    for _ in range(TRIES):
        try:
            return count_part(task)
        except Exception as error:
            lost = Lost(_reason(error))
    return lost


def _reason(error: Exception) -> str:
    return printable(str(error).strip() or type(error).__name__)[:300]


def _pool(number: int) -> ProcessPoolExecutor:
    """Processes that begin afresh: a fork of a notebook's kernel would inherit its threads' locks."""
    methods = multiprocessing.get_all_start_methods()
    context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload([_MODULE])
    return ProcessPoolExecutor(number, mp_context=context, initializer=_as_here, initargs=(dict(os.environ),))


def _as_here(environment: dict[str, str]) -> None:
    """Give a process the environment of now: it is begun by one that knows that of the first pool, without access."""
    os.environ.clear()
    os.environ.update(environment)
