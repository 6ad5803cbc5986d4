"""What all tests share."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from kit.lesson.lesson import Lesson
from tests.browser.fixtures import browser, lab, new_context, workbench  # noqa: F401 (fixtures of every test below)
from tests.lessons import small_lesson

# Killing, filling up, linking and locking out need fork, signals and file modes, which Windows does not have; nor does
# a hub, with what belongs to it, run there.
collect_ignore = (
    [
        "unit/test_journal_faults.py",
        "unit/test_collect_hostile.py",
        "unit/test_screen.py",
        "unit/test_district_cache.py",
        "unit/test_district_workers.py",
        "hub",
        "benchmarks/test_ceilings.py",
        "benchmarks/test_district.py",
        "benchmarks/test_marks_service.py",
        "service",
    ]
    if os.name == "nt"
    else []
)
#: What shares a site, a hub, a database, the ports of `kit read`, the one lock of this machine's files of accounts, or
#: an environment that takes long to set up; and a file of benchmarks, what it measures with.
IN_ONE_PROCESS = (
    "tests/browser/test_jupyterlite.py",
    "tests/browser/test_kit_read.py",
    "tests/hub/",
    "tests/nbgrader/",
    "tests/service/",
)
BENCHMARKS = "tests/benchmarks/"
# A slow machine is no fault of an example: nothing here is judged by the clock.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the long run of the kill test: `pytest tests/unit/test_journal_faults.py --kills 1000`."""
    parser.addoption("--kills", type=int, default=100, help="how often the kill test kills the writing process")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Run the whole suite in two processes, since it mostly waits for browsers and disks; named tests in this one."""
    return 2 if config.args_source is pytest.Config.ArgsSource.TESTPATHS else 0


class Rooms(LoadScopeScheduling):
    """Gives the tests of some rooms to one process each, and every other test to whichever is free.

    (`--dist=loadgroup` would do it by a mark, and changes the ids of tests in a way that pytest 9.2 no longer knows.)
    """

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(BENCHMARKS):
            return nodeid.partition("::")[0]
        return next((room for room in IN_ONE_PROCESS if nodeid.startswith(room)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Rooms:
    """Say who runs what where the suite runs in several processes."""
    return Rooms(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the benchmarks for the end, when hardly anything else runs beside what they measure."""
    items.sort(key=lambda item: "benchmarks" in item.path.parts)


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    """A small good lesson with a key, in a folder of its own."""
    return small_lesson(tmp_path / "bridge")


@pytest.fixture
def marks_folder(tmp_path: Path) -> Path:
    """An empty marks folder."""
    return tmp_path / "marks"
