"""Writing a file: whole or not at all, in place of another only when asked, and with the right permissions."""

import errno
import os
from pathlib import Path

import pytest

import kit
from kit.lesson import write_file as module
from kit.lesson.lesson import Lesson
from kit.lesson.write_file import AlreadyThere, NotWritten, write_file
from kit.marks.journal import write_journals
from tests.marks import mark


class FailingDisk:
    """A disk on which so many flushes succeed before the next one fails."""

    def __init__(self, code: int = errno.ENOSPC, good: int = 0) -> None:
        self.code, self.good = code, good

    def fsync(self, _descriptor: int) -> None:
        """Take the place of `os.fsync`."""
        self.good -= 1
        if self.good < 0:
            raise OSError(self.code, os.strerror(self.code))


def contents(folder: Path) -> dict[str, bytes]:
    """Return what stands in a folder, hidden files too."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EFBIG, errno.EIO])
@pytest.mark.parametrize("before", [{}, {"report.html": b"old"}], ids=["new", "replaced"])
def test_a_disk_that_fails_leaves_what_was_there(
    code: int, before: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk does not take a file, the old one is whole, and of the new one nothing remains."""
    for name, data in before.items():
        (tmp_path / name).write_bytes(data)
    monkeypatch.setattr(module.os, "fsync", FailingDisk(code).fsync)
    with pytest.raises(NotWritten, match=r"report\.html” cannot be written"):
        write_file(tmp_path / "report.html", b"new", replace=bool(before))
    assert contents(tmp_path) == before


def test_a_full_disk_is_said_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has no space left is told to free some."""
    monkeypatch.setattr(module.os, "fsync", FailingDisk().fsync)
    with pytest.raises(NotWritten, match="Free some space, or name another folder"):
        write_file(tmp_path / "a", b"new")


def test_a_file_has_its_name_only_when_it_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until everything is flushed, the old file stands under the name: a cut of power leaves one or the other."""
    path, seen = tmp_path / "a", list[bytes]()
    path.write_bytes(b"old")
    sync = os.fsync

    def looking(descriptor: int) -> None:
        sync(descriptor)
        seen.append(path.read_bytes())

    monkeypatch.setattr(module.os, "fsync", looking)
    write_file(path, b"new", replace=True)
    assert seen[0] == b"old"
    assert contents(tmp_path) == {"a": b"new"}


def test_what_is_there_is_replaced_only_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is there, or comes in the meantime, is left as it is."""
    path = write_file(tmp_path / "a", b"first")
    with pytest.raises(AlreadyThere):
        write_file(path, b"second")
    monkeypatch.setattr(Path, "exists", lambda _self: False)  # it came after the look
    with pytest.raises(AlreadyThere):
        write_file(path, b"second")
    monkeypatch.undo()
    assert contents(tmp_path) == {"a": b"first"}
    assert write_file(path, b"second", replace=True).read_bytes() == b"second"


def _no_links(*_: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def test_a_folder_that_knows_no_second_names_takes_files_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A memory card has no hard links: a new file is written all the same, and replaces nothing."""
    monkeypatch.setattr(module.os, "link", _no_links)
    write_file(tmp_path / "a", b"first")
    with pytest.raises(AlreadyThere):
        write_file(tmp_path / "a", b"second")
    monkeypatch.setattr(Path, "replace", _no_links)
    with pytest.raises(NotWritten):
        write_file(tmp_path / "b", b"new")
    assert contents(tmp_path) == {"a": b"first"}


@pytest.mark.parametrize("replace", [False, True])
def test_where_nothing_can_stand_a_sentence_says_so(replace: bool, tmp_path: Path) -> None:
    """A folder that is not there, a folder in the file's place and a file in the folder's place are told apart."""
    (tmp_path / "file").write_bytes(b"x")
    for name, says in {"": "is a folder", "nowhere/a": "There is no folder", "file/a": "cannot be written"}.items():
        with pytest.raises(NotWritten, match=says):
            write_file(tmp_path / name, b"new", replace=replace)
    assert contents(tmp_path) == {"file": b"x"}


def test_a_report_that_does_not_fit_leaves_the_old_one(
    lesson: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`report(...).save(..., replace=True)` on a full disk leaves last week's report whole."""
    report = kit.report(kit.sample_class_annotations(lesson), lesson)
    path = report.save(tmp_path / "report.html")
    before = path.read_bytes()
    monkeypatch.setattr(module.os, "fsync", FailingDisk().fsync)
    with pytest.raises(NotWritten):
        report.save(path, replace=True)
    assert path.read_bytes() == before


def test_of_several_journals_all_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second journal does not fit, the first is not left either: the next try begins anew."""
    marks = [mark("m1"), mark("m2", reader="bold-fox-10")]
    with monkeypatch.context() as patch:
        patch.setattr(module.os, "fsync", FailingDisk(good=2).fsync)  # a file and its folder
        with pytest.raises(NotWritten):
            write_journals(marks, tmp_path)
    assert contents(tmp_path) == {}
    assert len(write_journals(marks, tmp_path)) == 2
