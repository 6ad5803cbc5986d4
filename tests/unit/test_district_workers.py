"""Who counts: any executor gives the same, and a worker that is ended costs what it was at."""

import multiprocessing
import os
import signal
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from kit.analysis.district import source, workers
from kit.analysis.district.counting import CollectedCounts, NothingCounted, collect_counts
from kit.analysis.district.one_part import Counted, Task, count_part
from kit.lesson.lesson import Lesson
from tests.districts import write_district
from tests.lessons import small_lesson
from tests.unit.test_district_cache import same


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    """A small lesson."""
    return small_lesson(tmp_path_factory.mktemp("lesson") / "bridge")


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory, bridge: Lesson) -> Path:
    """A small district."""
    return write_district(tmp_path_factory.mktemp("district"), bridge, 60)


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """There are several parts."""
    monkeypatch.setattr(source, "PART", 60_000)


def forked(number: int) -> ProcessPoolExecutor:
    """Processes that know what a test has put in the place of the kit's own functions."""
    return ProcessPoolExecutor(number, mp_context=multiprocessing.get_context("fork"))


class Ending:
    """Counts a task; but the worker that gets a certain file to count ends, so many times."""

    def __init__(self, folder: Path, name: str, times: int) -> None:
        self.folder, self.name, self.times = folder, name, times

    def __call__(self, task: Task) -> Counted:
        """Count, or end this process at once, as a machine that runs out of memory would."""
        if any(entry.name == self.name for part in task.parts for entry in part.entries):
            before = len(list(self.folder.iterdir()))
            if before < self.times:
                (self.folder / str(before)).touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return count_part(task)


def count(folder: Path, lesson: Lesson, **how: object) -> CollectedCounts:
    """Count without what is known from before."""
    return collect_counts(folder, lesson, keep=False, **how)  # type: ignore[arg-type]


def test_processes_and_threads_give_the_same(district: Path, bridge: Lesson) -> None:
    """Two processes of the kit's own, a given pool, threads, and this process all count the same."""
    alone = count(district, bridge, workers=1)
    assert alone.parts > 3
    same(alone, count(district, bridge, workers=2))
    executors: list[Executor] = [ThreadPoolExecutor(3), forked(2)]
    for executor in executors:
        with executor:
            same(alone, count(district, bridge, executor=executor))


@pytest.mark.parametrize("given", [True, False], ids=["given pool", "own processes"])
@pytest.mark.parametrize("times", [1, 2, 100])
def test_a_worker_that_ends_costs_its_part_alone(
    times: int, given: bool, district: Path, bridge: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part whose worker was ended is counted anew; one that always ends it is named, and all others are counted."""
    alone = count(district, bridge, workers=1)
    parts = source.parts_of(district)
    poisoned = parts[2]
    tmp = tmp_path / "times"
    tmp.mkdir()
    monkeypatch.setattr(workers, "count_part", Ending(tmp, poisoned.entries[0].name, times))
    monkeypatch.setattr(workers, "_pool", forked)
    executor = forked(2) if given else None
    found = count(district, bridge, workers=2, executor=executor)
    if times < 100:
        same(alone, found)
        assert found.lost == ()
    else:
        assert [part.name for part in found.lost] == [poisoned.name]
        assert "was ended" in found.lost[0].why
        missing = len(poisoned.entries)
        assert found.tally.files["files"] == alone.tally.files["files"] - missing


@pytest.mark.parametrize("hands", [1, 2])
def test_a_part_that_cannot_be_counted_is_named_with_the_reason(
    hands: int, district: Path, bridge: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part that raises an error is tried again, then named with it; if all do, there is nothing to report."""
    parts, tried = source.parts_of(district), []

    def failing(task: Task) -> Counted:
        if task.parts[0] == parts[1]:
            tried.append(1)
            raise MemoryError("there is no more memory")
        return count_part(task)

    monkeypatch.setattr(workers, "count_part", failing)
    with ThreadPoolExecutor(2) as pool:
        executor = pool if hands > 1 else None
        found = count(district, bridge, workers=1, executor=executor)
        assert [(part.name, part.why) for part in found.lost] == [(parts[1].name, "there is no more memory")]
        assert len(tried) == workers.TRIES
        monkeypatch.setattr(workers, "count_part", lambda _: (_ for _ in ()).throw(OSError("no disk")))
        with pytest.raises(NothingCounted, match="Nothing could be counted: no disk"):
            count(district, bridge, workers=1, executor=executor)


def test_a_worker_without_the_folder_says_so(district: Path, bridge: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine that does not see the folder nothing is counted as if it were empty."""
    moved = [part._replace(source="/not/here") for part in source.parts_of(district)]
    monkeypatch.setattr("kit.analysis.district.counting.parts_of", lambda _: moved)
    with pytest.raises(NothingCounted, match="All of them need it in the same place"):
        count(district, bridge, workers=1)
