"""Reading where Python runs in a browser: without locks, threads, hard links, compiled packages, or pandas."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kit
from kit.lesson import write_file as write_file_module
from kit.lesson.lesson import Lesson
from kit.lesson.write_file import AlreadyThere, write_file
from kit.marks import folder as folder_module
from kit.marks import journal as journal_module
from kit.marks import lock as lock_module
from kit.marks.journal import Journal, NotSaved
from kit.marks.lines import from_line, to_line
from kit.reading.reading import start_reading
from kit.reading.remarks import page_about
from kit.reading.widget import ReadingWidget
from kit.sharing.jupyterlite.make import ROOTS
from kit.sharing.jupyterlite.wheels import empty_wheel, kit_wheel, stand_in, wheels_for
from tests.marks import mark
from tests.sites import unpack

#: A browser's Python as far as it can be had here: nothing but the site's wheels, and what they then miss.
BROWSER = """
import os, sys, threading
wheels, marks = sys.argv[1:]
sys.path[:] = [path for path in sys.path if "site-packages" not in path]
for name in ("fcntl", "msvcrt", "_sqlite3", "_yaml"):
    sys.modules[name] = None
def no_threads(self):
    raise RuntimeError("can't start new thread")
threading.Thread.start = no_threads
for name in ("link", "fork", "getuid", "geteuid"):
    delattr(os, name)
sys.path.insert(0, wheels)
from IPython.core.interactiveshell import InteractiveShell
import anywidget, ipywidgets, yaml
assert not yaml.__with_libyaml__
shell = InteractiveShell.instance()
sys.platform = "emscripten"
os.environ["CLAIM_BY_CLAIM_MARKS"] = marks

def run(code):
    done = shell.run_cell(code)
    assert done.success, (code, done.error_before_exec, done.error_in_exec)

run("import kit; lesson = kit.open_lesson('inner-circle')")
run("reading = kit.start_reading(lesson, 'quiet-otter-41'); reading")
run("reading.show(1); reading.show(2, 3); reading.reveal(1)")
run("reading.mark('c01', ['anonymous'], reason='Nobody is named.')")
run("from kit.reading.stop import living_stops; stops = living_stops()")
stops = shell.user_ns["stops"]
said = []
for stop in stops:
    stop.widget.send = lambda message, *_: said.append(message)
null = type("JsNull", (), {})()
me = {"reader": "quiet-otter-41"}
answer = {"labels": ["denied"], "sure": null, "who": null, "evidence": [], "reason": "", "pass_on": "not_yet"}
stops[0].widget._receive(None, {"kind": "mark", "id": "m1", "claim": "c02", "base": null} | answer | me, [])
stops[-1].widget._receive(None, {"kind": "reveal", "id": "r1"} | me, [])
kinds = [message["kind"] for message in said]
assert "ack" in kinds and "revealed" in kinds, said
assert {"pandas", "numpy", "matplotlib"}.isdisjoint(set(sys.modules))
try:
    reading = shell.user_ns["reading"].annotations()
except ImportError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def path(marks_folder: Path) -> Path:
    """The journal of one reader; it and its folder are not there yet."""
    return marks_folder / "quiet-otter-41.jsonl"


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheels of a site without pandas, unpacked."""
    folder = tmp_path_factory.mktemp("wheels")
    made = wheels_for(ROOTS, ["widgetsnbextension", "jupyterlab-widgets", "jedi"])
    for wheel in [*made, kit_wheel(ROOTS), empty_wheel("jedi"), stand_in("pandas", "no_tables")]:
        unpack(wheel.data, folder)
    return folder


def test_reading_marking_and_the_key_need_nothing_that_a_browser_lacks(wheels: Path, tmp_path: Path) -> None:
    """The site's wheels alone open a lesson, mark and reveal; the journal is as Jupyter's; tables are explained."""
    marks = tmp_path / "marks"
    command = [sys.executable, "-I", "-c", BROWSER, str(wheels), str(marks)]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.splitlines()[-1].startswith("NoTables There are no tables and charts here")
    table = kit.collect(marks).annotations.set_index("claim")
    assert set(table.index) == {"c01", "c02"}
    assert [table.loc["c01", "reason"], table.loc["c02", "pass_on"]] == ["Nobody is named.", "not_yet"]
    lines = (marks / "quiet-otter-41.jsonl").read_bytes().splitlines(keepends=True)
    assert {json.loads(line)["kind"] for line in lines} == {"mark", "reveal"}
    assert [to_line(from_line(line)) for line in lines] == lines
    assert not list(marks.glob(".*.lock"))


def test_without_locks_no_lock_is_looked_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are no locks, a mark is kept without a file for one, also the first of a folder."""
    monkeypatch.setattr(lock_module, "HAS_LOCKS", False)
    Journal(path).append(mark("m1"))
    assert [line.id for line in Journal(path).entries] == ["m1"]
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_what_fails_on_closing_is_not_acknowledged(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser keeps a file when it is closed; where that fails, as on a shared folder, the reader hears it."""
    journal, close = Journal(path), os.close
    journal.append(mark("m1"))

    def failing(descriptor: int) -> None:
        is_journal = os.fstat(descriptor).st_ino == path.stat().st_ino
        close(descriptor)
        if is_journal:
            raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as failure:
        failure.setattr(journal_module.os, "close", failing)
        with pytest.raises(NotSaved, match="Input/output error"):
            journal.append(mark("m2"))
    journal.append(mark("m2"))
    assert [line.id for line in Journal(path).entries] == ["m1", "m2"]


def test_a_file_gets_its_name_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser's Python has no hard links at all: a new file is written all the same, and replaces nothing."""
    monkeypatch.delattr(write_file_module.os, "link")
    assert write_file(tmp_path / "a.txt", b"one").read_bytes() == b"one"
    with pytest.raises(AlreadyThere):
        write_file(tmp_path / "a.txt", b"two")
    assert (tmp_path / "a.txt").read_bytes() == b"one"


@pytest.mark.parametrize(
    ("platform", "place", "keeper"),
    [
        ("linux", "/home/pyodide/marks", "computer"),
        ("win32", "/drive/marks", "computer"),
        ("emscripten", "/drive/notebooks/marks", "browser"),
        ("emscripten", "/drives/marks", "nobody"),
        ("emscripten", "/home/pyodide/marks", "nobody"),
    ],
)
def test_who_keeps_the_marks_is_known(platform: str, place: str, keeper: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a browser only what lies on its drive is kept; elsewhere any folder is the computer's."""
    monkeypatch.setattr(folder_module.sys, "platform", platform)
    assert folder_module.keeper(Path(place)) == keeper


def test_a_reader_hears_who_keeps_the_marks_before_marking(
    lesson: Lesson, marks_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says that a browser keeps them, on a shared computer for everybody; or that nobody does."""
    reading = start_reading(lesson, "quiet-otter-41", marks_folder)
    assert "lost" not in page_about(reading) and str(reading.path) in page_about(reading)
    monkeypatch.setattr(folder_module.sys, "platform", "emscripten")
    monkeypatch.setattr(folder_module, "_BROWSER_DRIVE", marks_folder)
    assert "whoever uses the same browser after you" in page_about(reading)
    monkeypatch.setattr(folder_module, "_BROWSER_DRIVE", Path("/drive"))
    said = page_about(reading)
    assert "<strong>What you mark here is lost when this page is closed" in said
    assert "are kept in" not in said


@pytest.mark.parametrize("odd", [object(), {1, 2}, b"bytes"])
def test_what_is_no_json_counts_as_nothing(lesson: Lesson, marks_folder: Path, odd: Any) -> None:
    """A null of JavaScript, which a browser's Python gets as an object, is a part that was left out, at any depth."""
    widget = ReadingWidget(start_reading(lesson, "quiet-otter-41", marks_folder), [1, 2])
    sent: list[dict[str, Any]] = []
    widget.send = lambda message, *_: sent.append(message)
    answer = {"labels": ["sourced"], "sure": odd, "who": odd, "base": odd, "evidence": [{"quote": odd, "paragraph": 1}]}
    widget._receive(widget, {"kind": "mark", "id": "m1", "claim": "c01"} | answer, [])
    assert [message["kind"] for message in sent] == ["ack"]
    assert list(sent[0]["mark"]["labels"]) == ["sourced"]
