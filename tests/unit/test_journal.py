"""The journal's rules (DESIGN.md, 7), one test a rule."""

import os
import threading
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.marks import journal as journal_module
from kit.marks.journal import Journal
from kit.marks.lines import MarkFault, to_line
from kit.marks.standing import latest, with_phase
from tests.marks import mark, retract, reveal


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal without a file as yet."""
    return Journal(tmp_path / "marks" / "quiet-otter-41.jsonl", new_id=lambda: "j1")


def standing(journal: Journal) -> list[str]:
    """Return the ids of the marks that stand."""
    return [answer.id for answer in latest(journal.entries).values()]


def reopened(journal: Journal) -> Journal:
    """Return a second look at the same file."""
    return Journal(journal.path)


# Saving


def test_a_mark_is_flushed_to_the_disk_before_it_is_acknowledged(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When `append` returns, the whole line was written, and after that fsynced, through the same descriptor."""
    calls: list[tuple[str, int, bytes]] = []
    write, sync = os.write, os.fsync
    journal.append(mark("m0"))

    def recording_write(descriptor: int, data: bytes) -> int:
        calls.append(("write", descriptor, bytes(data)))
        return write(descriptor, data)

    def recording_sync(descriptor: int) -> None:
        sync(descriptor)
        calls.append(("fsync", descriptor, journal.path.read_bytes()))

    monkeypatch.setattr(journal_module.os, "write", recording_write)
    monkeypatch.setattr(journal_module.os, "fsync", recording_sync)
    saved = journal.append(mark("m1"))
    to_journal = [call for call in calls if call[0] == "write" and b'"m1"' in call[2]]
    last_sync = [call for call in calls if call[0] == "fsync"][-1]
    assert [call[2] for call in to_journal] == [to_line(saved)]
    assert calls.index(last_sync) > calls.index(to_journal[-1])
    assert last_sync[1] == to_journal[-1][1]
    assert last_sync[2].endswith(to_line(saved))


def test_a_flush_that_fails_takes_the_line_back(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark whose fsync fails is refused, and is not in the file either."""
    journal.append(mark("m1"))
    before = journal.path.read_bytes()

    def failing(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(journal_module.os, "fsync", failing)
        with pytest.raises(journal_module.NotSaved) as refusal:
            journal.append(mark("m2"))
    assert refusal.value.cause == "other"
    assert journal.path.read_bytes() == before
    assert journal.append(mark("m2")).id == "m2"


def test_a_mark_that_nobody_could_read_again_is_not_saved(journal: Journal) -> None:
    """An id that breaks the format is refused before it is written: an acknowledged mark can always be read."""
    journal.append(mark("m1"))
    for bad in (mark("x" * 201), mark("m2", base="x" * 201), mark("m2", claim="7"), mark("m2", at="now")):
        with pytest.raises(MarkFault):
            journal.append(bad)
    assert journal.path.read_bytes().count(b"\n") == 1


def test_the_same_id_twice_is_one_mark(journal: Journal) -> None:
    """A message that comes twice is acknowledged twice and written once; the first one counts."""
    first = journal.append(mark("m1"))
    assert journal.append(mark("m1", labels=("denied",)), retry=True) == first
    assert reopened(journal).append(mark("m1")) == first
    assert journal.path.read_bytes().count(b"\n") == 1


def test_the_same_id_twice_in_a_file_is_one_mark(journal: Journal) -> None:
    """A line that somebody doubled in the file counts once."""
    line = to_line(journal.append(mark("m1")))
    journal.path.write_bytes(line + line)
    assert len(reopened(journal).entries) == 1


# What stands


def test_a_newer_answer_stands(journal: Journal) -> None:
    """Of two answers the one further down in the file stands, whatever the clock said."""
    journal.append(mark("m1", at="2026-11-22T09:15:02.118Z"))
    journal.append(mark("m2", at="1999-01-01T00:00:00.000Z"))
    assert standing(reopened(journal)) == ["m2"]


def test_a_retracted_answer_does_not_stand(journal: Journal) -> None:
    """A retract makes a claim unmarked again, and a later mark stands again."""
    journal.append(mark("m1"))
    journal.append(retract("m2"))
    assert standing(journal) == []
    assert journal.last(mark("m1").unit) == journal.entries[-1]
    journal.append(mark("m3"))
    assert standing(journal) == ["m3"]


def test_a_late_retry_is_kept_and_does_not_stand(journal: Journal) -> None:
    """A message sent again after a newer answer is written down as late, here and in the file."""
    journal.append(mark("m1"))
    journal.append(mark("m3", base="m1"))
    late = journal.append(mark("m2", base="m1"), retry=True)
    assert late.late
    assert standing(journal) == standing(reopened(journal)) == ["m3"]
    assert [line.id for line in reopened(journal).entries] == ["m1", "m3", "m2"]


def test_a_late_retry_does_not_undo_a_retract(journal: Journal) -> None:
    """An answer that comes in again after the reader took the claim back does not return."""
    journal.append(mark("m1"))
    journal.append(retract("m3", base="m1"))
    assert journal.append(mark("m2", base="m1"), retry=True).late
    assert standing(journal) == []


def test_a_late_retract_does_not_take_a_newer_answer_back(journal: Journal) -> None:
    """A retract that is sent again after a newer answer leaves the answer."""
    journal.append(mark("m1"))
    journal.append(mark("m3", base="m1"))
    assert journal.append(retract("m2", base="m1"), retry=True).late
    assert standing(journal) == ["m3"]


def test_two_lost_answers_sent_again_in_order_both_count(journal: Journal) -> None:
    """Two answers that never arrived and are sent again one after the other are not late: the second stands."""
    journal.append(mark("m1"))
    assert not journal.append(mark("m2", base="m1"), retry=True).late
    assert not journal.append(mark("m3", base="m2"), retry=True).late
    assert standing(journal) == ["m3"]


def test_a_lost_first_answer_sent_again_is_not_late(journal: Journal) -> None:
    """A retry with nothing newer in the file is an answer like any other."""
    assert not journal.append(mark("m1"), retry=True).late
    assert standing(journal) == ["m1"]


def test_a_late_answer_is_no_base(journal: Journal) -> None:
    """A retry that builds on the standing answer is not late because a late line stands between."""
    journal.append(mark("m1"))
    journal.append(mark("m2", base="m1"))
    journal.append(mark("late", base="m1"), retry=True)
    assert not journal.append(mark("m3", base="m2"), retry=True).late


def test_other_lessons_and_editions_stand_apart(journal: Journal) -> None:
    """The same claim id in another lesson or edition is another claim, in the same file."""
    journal.append(mark("m1"))
    journal.append(mark("m2", lesson="warm-up"))
    journal.append(mark("m3", edition="fedcba9876543210"))
    assert standing(journal) == ["m1", "m2", "m3"]


def test_only_a_full_reveal_begins_the_phase_revised() -> None:
    """A reveal up to the reading horizon changes no phase; what comes after the full one is revised, claim by claim."""
    lines = [mark("m1"), reveal("r1", full=False), mark("m2"), reveal("r2"), mark("m3"), mark("m4", "c02")]
    assert [phase for line, phase in with_phase(lines) if line.kind == "mark"] == ["own", "own", "revised", "own"]


# The file


def test_a_torn_last_line_is_closed_and_reported(journal: Journal) -> None:
    """Half a line at the end gets a newline before the next mark, stays in the file, and is reported by number."""
    journal.append(mark("m1"))
    with journal.path.open("ab") as file:
        file.write(b'{"v":1,"kind":"ma')
    again = reopened(journal)
    assert [line.line for line in again.torn] == [2]
    again.append(mark("m2"))
    assert journal.path.read_bytes().split(b"\n")[1] == b'{"v":1,"kind":"ma'
    assert ([line.line for line in again.unreadable], again.torn) == ([2], [])
    assert standing(reopened(journal)) == ["m2"]


def test_a_whole_line_without_its_newline_counts_at_once(journal: Journal) -> None:
    """A last line that lost only its newline is a mark like any other, before and after the next one closes it."""
    journal.append(mark("m1"))
    journal.path.write_bytes(journal.path.read_bytes()[:-1])
    again = reopened(journal)
    assert (standing(again), again.id, again.torn) == (["m1"], "j1", [])
    again.append(mark("m2", "c02"))
    for read in (again, reopened(journal)):
        assert (standing(read), read.unreadable, len(read.entries)) == (["m1", "m2"], [], 2)
    assert journal.path.read_bytes().count(b"\n") == 2


def test_a_line_that_is_still_being_written_is_never_doubled_or_kept_back(journal: Journal) -> None:
    """Whatever part of another notebook's line is there at a look, in the end it counts once."""
    journal.append(mark("m1"))
    line, other = to_line(mark("m2", "c02", journal="j1")), reopened(journal)
    for part in (line[:40], line[40:-1], line[-1:]):
        with journal.path.open("ab") as file:
            file.write(part)
        other.refresh()
        is_whole = part != line[:40]
        assert standing(other) == (["m1", "m2"] if is_whole else ["m1"])
        assert [each.line for each in other.torn] == ([] if is_whole else [2])
    assert (len(other.entries), other.unreadable) == (2, [])


def test_a_line_that_is_taken_back_is_forgotten(journal: Journal) -> None:
    """A line without its newline that vanishes (its writer's disk was full) does not count any more."""
    journal.append(mark("m1"))
    before, other = journal.path.read_bytes(), reopened(journal)
    journal.path.write_bytes(before + to_line(mark("m2", "c02"))[:-1])
    other.refresh()
    assert standing(other) == ["m1", "m2"]
    journal.path.write_bytes(before)
    other.refresh()
    assert standing(other) == ["m1"]


def test_unreadable_lines_are_kept_and_numbered(journal: Journal) -> None:
    """Lines that are no marks are reported with their numbers, blank lines are passed over, all bytes stay."""
    good = to_line(mark("m1"))
    journal.path.parent.mkdir()
    journal.path.write_bytes(b"\xff\xfe\n" + good + b"\n" + b"{}\n" + to_line(mark("m2")))
    again = reopened(journal)
    assert [line.line for line in again.unreadable] == [1, 4]
    assert all(line.why for line in again.unreadable)
    before = journal.path.read_bytes()
    again.append(mark("m3"))
    assert journal.path.read_bytes().startswith(before)


def test_windows_line_ends_and_a_byte_order_mark_are_read(journal: Journal) -> None:
    """A journal that went through a Windows editor is read as before."""
    journal.append(mark("m1"))
    journal.append(mark("m2", "c02"))
    journal.path.write_bytes(b"\xef\xbb\xbf" + journal.path.read_bytes().replace(b"\n", b"\r\n"))
    again = reopened(journal)
    assert standing(again) == ["m1", "m2"]
    assert again.unreadable == []


def test_another_notebooks_lines_are_read_before_a_line_is_written(journal: Journal) -> None:
    """Two journals open on one file see each other's marks, and `refresh` returns what is new."""
    other = reopened(journal)
    journal.append(mark("m1"))
    assert [line.id for line in other.refresh()] == ["m1"]
    other.append(mark("m2", base="m1"))
    assert journal.append(mark("m0"), retry=True).late
    assert standing(journal) == standing(reopened(journal)) == ["m2"]


def test_the_files_id_is_that_of_its_first_line(journal: Journal, tmp_path: Path) -> None:
    """All lines of a file carry one random id, also when another process goes on with it."""
    journal.append(mark("m1"))
    other = Journal(journal.path, new_id=lambda: "j2")
    assert other.append(mark("m2", "c02")).journal == other.id == "j1"
    assert Journal(tmp_path / "new.jsonl", new_id=lambda: "j2").id == "j2"


def _another_file(path: Path) -> None:
    path.unlink()
    path.write_bytes(to_line(mark("n1", "c05", journal="j9")))


def _another_longer_file(path: Path) -> None:
    path.write_bytes(b"".join(to_line(mark(f"n{number}", "c05", journal="j9")) for number in range(9)))


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("replace", "ids"), [(_another_file, ["n1"]), (_another_longer_file, ["n8"]), (_emptied, []), (Path.unlink, [])]
)
def test_a_file_that_was_replaced_is_read_anew(
    journal: Journal, replace: Callable[[Path], None], ids: list[str]
) -> None:
    """A journal that is exchanged, emptied or removed while it is open is read from its beginning."""
    journal.append(mark("m1"))
    journal.append(mark("m2", "c02"))
    replace(journal.path)
    journal.refresh()
    assert standing(journal) == ids
    assert journal.unreadable == []
    journal.append(mark("m3", "c03"))
    assert standing(journal) == standing(reopened(journal)) == [*ids, "m3"]


@pytest.mark.parametrize("spare", [0, 1])
def test_a_journal_knows_when_it_is_too_large_to_be_read(
    spare: int, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One byte or one line more than `collect` reads is known here, before the file is handed in."""
    journal.append(mark("m1"))
    journal.append(mark("m2"))
    assert not journal.is_too_large
    monkeypatch.setattr(journal_module, "LARGEST_JOURNAL", journal.path.stat().st_size - 1 + spare)
    assert journal.is_too_large == reopened(journal).is_too_large == (not spare)
    monkeypatch.undo()
    monkeypatch.setattr(journal_module, "MOST_LINES", 1 + spare)
    assert journal.is_too_large == (not spare)


def test_a_large_journal_takes_no_more_memory_than_its_answers(journal: Journal) -> None:
    """A file is taken in line by line, and what all lines say is there once: memory stays below twice the file."""
    journal.append(mark("m0", reason="Nobody is named here. " * 5, passage="0123456789abcdef"))
    line = journal.path.read_bytes()
    journal.path.write_bytes(b"".join(line.replace(b'"m0"', b'"%036d"' % number) for number in range(5000)))
    tracemalloc.start()
    again = reopened(journal)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(again.entries) == 5000
    assert most < 2 * journal.path.stat().st_size


def test_a_deleted_journal_is_forgotten(journal: Journal) -> None:
    """`delete` removes the file and everything that was known of it; a new one can begin."""
    journal.append(mark("m1"))
    journal.delete()
    assert not journal.path.exists()
    assert journal.entries == []
    journal.append(mark("m1"))
    assert standing(reopened(journal)) == ["m1"]


def test_threads_do_not_mix_their_lines(journal: Journal) -> None:
    """Two threads that mark at once leave whole lines, every one of them acknowledged."""
    saved: list[str] = []

    def write(name: str) -> None:
        saved.extend(journal.append(mark(f"{name}{number}", f"c{number:02}")).id for number in range(30))

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    again = reopened(journal)
    assert again.unreadable == []
    assert sorted(line.id for line in again.entries) == sorted(saved)
    assert len(saved) == 60
