"""Who reads with a marks folder: the note, when it is written, and what happens where it is lost."""

from pathlib import Path

import pytest

from kit.lesson.lesson import Lesson
from kit.marks.journal import Journal
from kit.marks.reader import READER_CODE
from kit.marks.who_reads import remember_reader, remembered_reader
from kit.reading.reading import start_reading
from tests.marks import READER, mark

OTHER = "bold-fox-10"
LOST = {
    "missing": None,
    "empty": b"",
    "torn": b"quiet-ott",
    "no text": b"\x00\xff",
    "zeros": bytes(15),
    "a name": b"Mia",
}


def lose_the_note(folder: Path, content: bytes | None) -> None:
    """Put something else in the place of reader.txt, or nothing."""
    note = folder / "reader.txt"
    note.unlink(missing_ok=True)
    if content is not None:
        note.write_bytes(content)


def answers_of(folder: Path, *codes: str) -> None:
    """Let these readers have an answer each."""
    for code in codes:
        Journal(folder / f"{code}.jsonl").append(mark("m1", reader=code))


def test_the_note_is_written_only_when_it_changes(lesson: Lesson, marks_folder: Path) -> None:
    """Starting again as the same reader leaves the note untouched: what is not written cannot be lost."""
    start_reading(lesson, READER, marks_folder)
    note = marks_folder / "reader.txt"
    before = note.stat()
    for _ in range(3):
        start_reading(lesson, folder=marks_folder)
    start_reading(lesson, READER, marks_folder)
    assert (note.stat().st_ino, note.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    start_reading(lesson, OTHER, marks_folder)
    assert note.read_text() == f"{OTHER}\n"


def test_the_note_is_never_empty_while_it_is_written(marks_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new note takes the old one's place whole; when the disk is full, the old one stays."""
    remember_reader(marks_folder, READER)

    def full(_descriptor: int) -> None:
        assert remembered_reader(marks_folder) == READER
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kit.lesson.write_file.os.fsync", full)
    assert not remember_reader(marks_folder, OTHER)
    assert [path.name for path in marks_folder.iterdir()] == ["reader.txt"]
    assert remembered_reader(marks_folder) == READER


@pytest.mark.parametrize("content", LOST.values(), ids=LOST)
def test_with_a_lost_note_the_one_journal_is_the_readers(
    content: bytes | None, lesson: Lesson, marks_folder: Path
) -> None:
    """A reader whose note was emptied, torn or deleted goes on where they stopped, and it is noted again."""
    start_reading(lesson, READER, marks_folder).mark("c01", ["sourced"])
    (marks_folder / f"{OTHER}.jsonl").touch()  # nothing was ever answered in it
    lose_the_note(marks_folder, content)
    again = start_reading(lesson, folder=marks_folder)
    assert (again.reader, list(again.answers()), again.might_be) == (READER, ["c01"], [])
    assert remembered_reader(marks_folder) == READER


@pytest.mark.parametrize("content", LOST.values(), ids=LOST)
def test_with_a_lost_note_and_several_journals_the_page_asks(
    content: bytes | None, lesson: Lesson, marks_folder: Path
) -> None:
    """Nobody can tell which of several readers it is: the new code is said to be one, with the codes and what to do."""
    answers_of(marks_folder, READER, OTHER)
    lose_the_note(marks_folder, content)
    first = start_reading(lesson, folder=marks_folder)
    assert READER_CODE.fullmatch(first.reader)
    assert first.reader not in (READER, OTHER)
    second = start_reading(lesson, folder=marks_folder)
    assert second.reader == first.reader
    for told in (repr(first), first._repr_html_(), repr(second)):
        assert all(code in told for code in (READER, OTHER, first.reader, "This computer", "Somebody else reads here"))
    first.mark("c01", ["sourced"])
    assert (second.follow(), len(repr(second).splitlines())) == (False, 1)
    assert start_reading(lesson, folder=marks_folder).reader == first.reader


def test_whoever_goes_back_to_their_code_is_not_asked_again(lesson: Lesson, marks_folder: Path) -> None:
    """Once a code was chosen, in the page or in the cell, it is noted like any other."""
    answers_of(marks_folder, READER, OTHER)
    reading = start_reading(lesson, folder=marks_folder)
    reading.switch(READER)
    assert reading.might_be == []
    again = start_reading(lesson, folder=marks_folder)
    assert (again.reader, again.might_be) == (READER, [])
    assert (marks_folder / "reader.txt").read_text() == f"{READER}\n"


def test_a_new_reader_on_a_shared_computer_is_shown_no_other_codes(lesson: Lesson, marks_folder: Path) -> None:
    """With the note in place, somebody new reads nothing about who was here before."""
    answers_of(marks_folder, READER, OTHER)
    remember_reader(marks_folder, READER)
    reading = start_reading(lesson, folder=marks_folder)
    reading.switch()
    assert OTHER not in repr(reading) + reading._repr_html_()


@pytest.mark.parametrize("typed", ["Quiet Otter 41\r\n", "\ufeffquiet-otter-41", "quiet_otter_41"])
def test_a_note_that_somebody_typed_is_understood(typed: str, marks_folder: Path) -> None:
    """A code that was written into the note by hand counts as it does at the door."""
    marks_folder.mkdir()
    (marks_folder / "reader.txt").write_text(typed, encoding="utf-8", newline="")
    assert remembered_reader(marks_folder) == READER


def test_many_codes_are_not_all_named(lesson: Lesson, marks_folder: Path) -> None:
    """On a computer of a whole class, the sentence stays a sentence."""
    answers_of(marks_folder, *(f"bold-fox-{number}" for number in range(10, 40)))
    told = repr(start_reading(lesson, folder=marks_folder))
    assert told.count("bold-fox-") == 7
    assert "…" in told
