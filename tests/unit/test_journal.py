"""The journal's rules (DESIGN.md, 7), one test a rule."""

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.lesson.codebook import LABEL_SETS, ordered
from kit.marks import journal as journal_module
from kit.marks.journal import Journal
from kit.marks.mark import PASS_ON, Mark, MarkFault, Quote, from_line, latest, to_line, with_phase
from tests.marks import mark, retract, reveal

TEXT = st.text(max_size=60)
ID = st.text(st.characters(codec="utf-8"), min_size=1, max_size=200)
QUOTES = st.builds(Quote, st.integers(1, 99), st.integers(0, 999), st.integers(0, 999), TEXT)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal without a file as yet."""
    return Journal(tmp_path / "marks" / "quiet-otter-41.jsonl", new_id=lambda: "j1")


def standing(journal: Journal) -> list[str]:
    """Return the ids of the marks that stand."""
    return [answer.id for answer in latest(journal.marks).values()]


def reopened(journal: Journal) -> Journal:
    """Return a second look at the same file."""
    return Journal(journal.path)


# The format


def test_a_line_has_exactly_this_form() -> None:
    """A mark's line is the design's JSON: its fields in order, no spaces, UTF-8 as it is, empty parts left out."""
    full = mark(
        "m1", "c07", labels=("anonymous", "denied"), who="Ilé", evidence=(Quote(3, 98, 101, "“a”"),), sure=2, base="m0"
    )
    assert to_line(full).decode("utf-8") == (
        '{"v":1,"kind":"mark","id":"m1","journal":"j1","reader":"quiet-otter-41","lesson":"bridge",'
        '"edition":"0123456789abcdef","codebook":1,"claim":"c07","labels":["anonymous","denied"],"who":"Ilé",'
        '"evidence":[{"paragraph":3,"start":98,"end":101,"quote":"“a”"}],"sure":2,"base":"m0",'
        '"at":"2026-11-22T09:15:02.118Z"}\n'
    )


def test_no_source_is_an_empty_list_and_a_retract_has_no_labels() -> None:
    """“No source given” is written as an empty list; a retract and a reveal have no labels at all."""
    assert json.loads(to_line(mark("m1", labels=())))["labels"] == []
    assert "labels" not in json.loads(to_line(retract("m2")))
    assert json.loads(to_line(reveal("m3")))["full"] is True


@given(
    mark=st.builds(
        mark,
        ID,
        lesson=ID,
        edition=ID,
        journal=ID,
        labels=st.sampled_from(LABEL_SETS).map(ordered),
        who=TEXT,
        reason=TEXT,
        evidence=st.lists(QUOTES, max_size=3).map(tuple),
        sure=st.sampled_from([None, 1, 2, 3]),
        pass_on=st.sampled_from([None, *PASS_ON]),
        base=st.none() | ID,
        late=st.booleans(),
    )
)
def test_a_mark_comes_back_from_its_line_whole(mark: Mark) -> None:
    """Any mark, whatever was typed into it, is read back as it was, from one line."""
    line = to_line(mark)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert from_line(line) == mark


@pytest.mark.parametrize("kind", [retract, reveal])
def test_retracts_and_reveals_come_back_whole(kind: Callable[..., Mark]) -> None:
    """The other two kinds of line are read back as they were."""
    assert from_line(to_line(kind("m1", "c117"))) == kind("m1", "c117")


def test_half_an_emoji_is_kept_out_of_the_file() -> None:
    """A lone surrogate, which a page can send, never makes a line that is no UTF-8."""
    line = to_line(mark("m1", who="a\ud83d", evidence=(Quote(1, 0, 1, "\ud83d"),)))
    assert from_line(line.decode("utf-8").encode("utf-8")).who == "a\ufffd"


def test_unknown_fields_are_passed_over() -> None:
    """A line from a newer kit with fields more than this one knows can be read."""
    assert from_line(to_line(mark("m1")).replace(b'"v":1', b'"v":1,"mood":"good"')) == mark("m1")


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"kind": "remark"},
        {"id": ""},
        {"id": "x" * 201},
        {"id": 7},
        {"reader": "Maria"},
        {"reader": "../../etc-passwd-41"},
        {"claim": "7"},
        {"codebook": "1"},
        {"codebook": True},
        {"codebook": 10**12},
        {"at": "yesterday"},
        {"at": "2026-11-22T09:15:02"},
        {"at": "0001-01-01T00:00:00Z"},
        {"at": "2026-W01-1T00:00:00Z"},
        {"labels": "sourced"},
        {"labels": ["named"]},
        {"labels": [["sourced"]]},
        {"labels": None},
        {"who": 3},
        {"reason": "x" * 4001},
        {"sure": 4},
        {"sure": True},
        {"sure": 2.0},
        {"pass_on": "never"},
        {"evidence": "words"},
        {"evidence": [{"paragraph": 1}]},
        {"evidence": [{"paragraph": 1, "start": -1, "end": 2, "quote": "x"}]},
        {"evidence": [{"paragraph": 1, "start": 0, "end": 1, "quote": "x"}] * 21},
    ],
    ids=str,
)
def test_a_line_that_breaks_the_format_is_refused(change: dict[str, Any]) -> None:
    """Each part of a line is checked when it is read."""
    with pytest.raises(MarkFault):
        from_line(json.dumps(json.loads(to_line(mark("m1"))) | change).encode())


@given(st.binary(max_size=100))
def test_any_bytes_are_a_mark_or_a_fault(line: bytes) -> None:
    """Bytes that are no mark raise MarkFault and nothing else."""
    with pytest.raises(MarkFault):
        from_line(line)


@pytest.mark.parametrize("line", [b"[" * 100_000, b'{"v":' + b"1" * 5000 + b"}", b'{"v":1,"kind":["mark"]}', b"NaN"])
def test_hostile_json_is_a_fault(line: bytes) -> None:
    """Deep nesting and endless numbers are refused like any other line."""
    with pytest.raises(MarkFault):
        from_line(line)


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
    assert len(reopened(journal).marks) == 1


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
    assert journal.last(mark("m1").unit) == journal.marks[-1]
    journal.append(mark("m3"))
    assert standing(journal) == ["m3"]


def test_a_late_retry_is_kept_and_does_not_stand(journal: Journal) -> None:
    """A message sent again after a newer answer is written down as late, here and in the file."""
    journal.append(mark("m1"))
    journal.append(mark("m3", base="m1"))
    late = journal.append(mark("m2", base="m1"), retry=True)
    assert late.late
    assert standing(journal) == standing(reopened(journal)) == ["m3"]
    assert [line.id for line in reopened(journal).marks] == ["m1", "m3", "m2"]


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
    assert again.unreadable == []
    again.append(mark("m2"))
    assert journal.path.read_bytes().split(b"\n")[1] == b'{"v":1,"kind":"ma'
    assert [line.line for line in again.unreadable] == [2]
    assert standing(reopened(journal)) == ["m2"]


def test_a_whole_line_without_its_newline_counts_once_closed(journal: Journal) -> None:
    """A last line that lost only its newline is a mark as soon as the next one closes it."""
    journal.append(mark("m1"))
    journal.path.write_bytes(journal.path.read_bytes()[:-1])
    again = reopened(journal)
    again.append(mark("m2", "c02"))
    assert standing(again) == ["m1", "m2"]
    assert again.unreadable == []


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


def test_a_deleted_journal_is_forgotten(journal: Journal) -> None:
    """`delete` removes the file and everything that was known of it; a new one can begin."""
    journal.append(mark("m1"))
    journal.delete()
    assert not journal.path.exists()
    assert journal.marks == []
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
    assert sorted(line.id for line in again.marks) == sorted(saved)
    assert len(saved) == 60
