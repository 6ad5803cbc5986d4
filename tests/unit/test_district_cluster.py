"""Counting on a real cluster: a scheduler of Dask's and two workers, of which one is ended in the middle."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

import kit
from kit.__main__ import main
from kit.analysis.district import cluster, source
from kit.analysis.district.cluster import NoCluster, on_cluster
from kit.analysis.district.counting import collect_counts
from kit.lesson.lesson import Lesson
from tests.districts import write_district
from tests.unit.test_district_cache import same

ROOT = Path(kit.__file__).parents[1]
#: Seconds until what was started is given up; it is there in a few.
PATIENCE = 120


class Cluster(NamedTuple):
    """A scheduler's address, and its workers."""

    address: str
    workers: list[subprocess.Popen[str]]


def start(kind: str, *words: str) -> subprocess.Popen[str]:
    """Start a scheduler or a worker, which knows this kit and has nothing to do with the network."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", f"from distributed.cli.dask_{kind} import main; main()", *words]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def running() -> Iterator[Cluster]:
    """A scheduler and two workers, ended afterwards."""
    scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    started = [scheduler]
    try:
        assert scheduler.stderr is not None
        said = iter(scheduler.stderr.readline, "")
        found = next(filter(None, (re.search(r"tcp://127\.0\.0\.1:\d+", line) for line in said)), None)
        assert found, "Dask's scheduler could not be started, so nothing can be said of counting on a cluster."
        address = found[0]
        lonely = ("--nthreads", "1", "--no-nanny", "--memory-limit", "0", "--no-dashboard", "--host", "127.0.0.1")
        workers = [start("worker", address, *lonely) for _ in range(2)]
        started += workers
        wait_for(address, 2)
        yield Cluster(address, workers)
    finally:
        for process in started:
            process.kill()
            process.wait()


def wait_for(address: str, workers: int) -> None:
    """Wait until so many workers are there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(NoCluster), on_cluster(address) as executor:
            if len(executor._client.scheduler_info(n_workers=-1)["workers"]) >= workers:  # type: ignore[attr-defined]
                return
        time.sleep(0.2)
    raise AssertionError("The cluster could not be started, so nothing can be said of counting on one.")


@pytest.fixture(scope="module")
def article() -> Lesson:
    """The bundled article with its key."""
    return kit.open_lesson("inner-circle")


@pytest.fixture
def district(tmp_path: Path, article: Lesson, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A district of a dozen parts."""
    monkeypatch.setattr(source, "PART", 40_000)
    return write_district(tmp_path / "district", article, 130)


def test_a_cluster_gives_the_same_also_when_a_worker_is_ended(
    running: Cluster, district: Path, article: Lesson
) -> None:
    """Two workers count what one process counts; and so does the one that is left when the other is killed."""
    alone = collect_counts(district, article, workers=1, keep=False)
    assert alone.parts > 10
    with on_cluster(running.address) as executor:
        same(alone, collect_counts(district, article, executor=executor, keep=False))
        submit, number = executor.submit, 0

        def submit_and_kill(*arguments):  # type: ignore[no-untyped-def]
            nonlocal number
            number += 1
            if number == alone.parts // 2:
                running.workers[0].kill()
            return submit(*arguments)

        executor.submit = submit_and_kill  # type: ignore[method-assign]
        found = collect_counts(district, article, executor=executor, keep=False)
    assert running.workers[0].wait() != 0
    assert running.workers[1].poll() is None
    assert found.lost == ()
    same(alone, found)


def test_the_command_counts_on_a_cluster(
    running: Cluster, district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`kit report FOLDER --cluster ADDRESS` writes the page that one process writes."""
    monkeypatch.setenv("CLAIM_BY_CLAIM_CACHE", str(tmp_path / "kept"))
    pages = [tmp_path / "one.html", tmp_path / "cluster.html"]
    assert main(["report", str(district), "--workers", "1", "--recount", "--out", str(pages[0])]) == 0
    assert main(["report", str(district), "--cluster", running.address, "--recount", "--out", str(pages[1])]) == 0
    assert pages[0].read_text(encoding="utf-8") == pages[1].read_text(encoding="utf-8")


def test_workers_with_another_kit_are_refused(running: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts of another version of the code are never put together with these."""
    monkeypatch.setattr(cluster, "code_in_use", lambda: f"the code of {os.getpid()}")
    with pytest.raises(NoCluster, match="another version of this kit"), on_cluster(running.address):
        pass


def test_a_cluster_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address at which nobody listens, or that is none, is named in a sentence that says how to start a cluster."""
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    for address in ("tcp://127.0.0.1:9", "nonsense://x", ""):
        with pytest.raises(NoCluster, match="No cluster answers at .*dask scheduler"), on_cluster(address):
            pass
