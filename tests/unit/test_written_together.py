"""Files that belong together: whoever reads a lesson while it is written meets it as it was, or as it is."""

import errno
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kit.authoring.editor.editing import Editing
from kit.lesson.files import open_lesson
from kit.lesson.write_file import NotWritten
from kit.lesson.written_together import NOTE, of_one_moment, write_together
from tests.lessons import write_lesson


class Ended(BaseException):
    """The kernel ends here."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small lesson."""
    return write_lesson(tmp_path / "bridge")


def new_claim(editing: Editing) -> None:
    """Make a claim, which alters the article and the key."""
    start = editing.hand.article.paragraph(1).text.index("People")
    editing.edit("make", paragraph=1, start=start, end=start + 21, quote="People were surprised")


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def at_each_change(monkeypatch: pytest.MonkeyPatch, then: Callable[[int], None]) -> None:
    """Call `then` before each file gets its name or goes, with how many did so before."""
    count = iter(range(1000))

    def watched(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            then(next(count))
            return original(*given, **named)

        return call

    for name in ("replace", "unlink", "link"):
        monkeypatch.setattr(os, name, watched(getattr(os, name)))


def test_a_lesson_can_be_read_at_any_moment_of_a_step(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before each file that is renamed or taken away it opens, as it was and from one moment on as it is."""
    editing, seen = Editing(folder), list[int]()
    at_each_change(monkeypatch, lambda _at: seen.append(len(open_lesson(folder).claims)))
    new_claim(editing)
    assert len(seen) > 3
    assert seen == sorted(seen)
    assert {*seen} == {6, 7}


@pytest.mark.parametrize("at", range(7))
def test_a_step_that_ends_in_the_middle_is_whole(folder: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Wherever the kernel ends, the lesson opens; the next editor has it whole and clears up."""
    editing = Editing(folder)

    def end(now: int) -> None:
        if now == at:
            raise Ended

    with monkeypatch.context() as patched, pytest.raises(Ended):
        at_each_change(patched, end)
        new_claim(editing)
        raise Ended  # a step has fewer changes than this
    count = len(open_lesson(folder).claims)
    assert len(Editing(folder).hand.claims) == count
    assert not (folder / NOTE).exists()
    assert len(open_lesson(folder).claims) == count


@pytest.mark.parametrize("name", ["article.md", "key.yaml"])
def test_a_file_that_cannot_be_replaced_takes_all_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Another program holds one of the files open: both are as they were, and nothing lies about."""
    editing, before, replace = Editing(folder), contents(folder), Path.replace

    def held(self: Path, target: Any) -> Path:
        if Path(target).name == name:
            raise PermissionError(errno.EACCES, "The file is open elsewhere")
        return replace(self, target)

    with monkeypatch.context() as patched, pytest.raises(NotWritten, match="open elsewhere"):
        patched.setattr(Path, "replace", held)
        new_claim(editing)
    assert contents(folder) == before
    new_claim(editing)
    assert len(open_lesson(folder).claims) == 7


def test_a_reader_beside_a_writer_meets_no_fault(folder: Path) -> None:
    """While claims are made and taken back without a pause, a lesson that is opened again and again always opens."""
    editing, stop, faults = Editing(folder), threading.Event(), list[Exception]()

    def read() -> None:
        while not stop.is_set():
            try:
                open_lesson(folder)
            except Exception as fault:
                faults.append(fault)
                return

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(15):
        new_claim(editing)
        editing.undo()
    stop.set()
    reader.join()
    assert faults == []


def test_what_another_program_writes_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was written after a step had ended in its middle keeps what was written then."""
    editing = Editing(folder)
    with monkeypatch.context() as patched, pytest.raises(Ended):
        at_each_change(patched, lambda _at: end() if (folder / NOTE).exists() else None)
        new_claim(editing)
    theirs = (folder / "article.md").read_text(encoding="utf-8").replace("Made up.", "All made up.")
    (folder / "article.md").write_text(theirs, encoding="utf-8")
    (folder / "key.yaml").unlink()
    lesson = open_lesson(folder)
    assert (lesson.article.notice, len(lesson.claims), lesson.key) == ("All made up.", 6, None)
    assert Editing(folder).hand.article.notice == "All made up."
    assert not {NOTE, "key.yaml"} & contents(folder).keys()


def end() -> None:
    """End the kernel."""
    raise Ended


@pytest.mark.parametrize(
    "note",
    [
        "no note",
        "[]",
        json.dumps({"article.md": ["../other", None]}),
        json.dumps({"../article.md": [".0123456789abcdef0123456789abcdef.part", None]}),
        json.dumps({"article.md": 7, "key.yaml": [None]}),
    ],
)
def test_a_strange_note_does_nothing(folder: Path, note: str) -> None:
    """A note that names files elsewhere, or is none, changes nothing and goes with the next step."""
    (folder.parent / "other").write_text("elsewhere", encoding="utf-8")
    (folder / NOTE).write_text(note, encoding="utf-8")
    assert len(open_lesson(folder).claims) == 6
    new_claim(Editing(folder))
    assert len(open_lesson(folder).claims) == 7
    assert (folder.parent / "other").read_text(encoding="utf-8") == "elsewhere"
    assert not (folder / NOTE).exists()


def test_links_go_on_leading_where_they_led(folder: Path) -> None:
    """A lesson whose files are links is written where they lead."""
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    for name in ("article.md", "key.yaml"):
        (folder / name).rename(elsewhere / name)
        (folder / name).symlink_to(elsewhere / name)
    new_claim(Editing(folder))
    assert (folder / "article.md").is_symlink()
    assert "{#c07}" in (elsewhere / "article.md").read_text(encoding="utf-8")
    assert [path.name for path in elsewhere.iterdir() if path.suffix == ".part"] == []


def test_what_is_read_while_somebody_writes_is_read_again(tmp_path: Path) -> None:
    """A reader that met the first file before a change and the second one after it begins anew, whatever it found."""
    write_together(tmp_path, {"one": b"1", "two": b"1"})
    tries = list[bytes]()

    def read() -> bytes:
        first = (tmp_path / "one").read_bytes()
        if not tries:
            write_together(tmp_path, {"one": b"22", "two": b"22"})
        tries.append(first + (tmp_path / "two").read_bytes())
        if len(tries) == 1:
            raise ValueError("They do not fit each other.")
        return tries[-1]

    assert of_one_moment(tmp_path, ("one", "two"), read) == b"2222"
