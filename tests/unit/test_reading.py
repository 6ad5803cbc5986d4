"""A reading: who reads, where the marks go, what is checked, and who is told."""

import errno
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kit.lesson.lesson import Lesson
from kit.lesson.plain_errors import Mistake
from kit.marks.entries import Quote, Retract
from kit.marks.folder import FOLDER_VARIABLE
from kit.marks.journal import Journal, NotSaved
from kit.marks.lines import MarkFault, to_line
from kit.marks.reader import READER_CODE, is_reader_code, new_reader_code, plain_code
from kit.reading.reading import Reading, start_reading
from kit.reading.widget import ReadingWidget
from tests.lessons import ARTICLE, small_lesson
from tests.marks import READER, mark


@pytest.fixture
def reading(lesson: Lesson, marks_folder: Path) -> Reading:
    """A reading of the small lesson in an empty marks folder."""
    return start_reading(lesson, READER, marks_folder)


# Who reads, and where


def test_a_new_reader_gets_a_random_code_that_is_remembered(lesson: Lesson, marks_folder: Path) -> None:
    """Without a code, a new random one is used, and the next reading with the folder goes on with it."""
    first = start_reading(lesson, folder=marks_folder)
    assert READER_CODE.fullmatch(first.reader)
    assert first.remembered
    assert start_reading(lesson, folder=marks_folder).reader == first.reader
    assert start_reading(lesson, folder=marks_folder.with_name("other")).reader != first.reader


def test_a_code_that_was_given_is_remembered(lesson: Lesson, marks_folder: Path) -> None:
    """A reader who types a code is that reader in the next notebook too."""
    start_reading(lesson, READER, marks_folder)
    assert start_reading(lesson, folder=marks_folder).reader == READER


def test_new_codes_have_the_one_pattern() -> None:
    """Every code that the kit makes has the pattern that is checked at the door."""
    assert all(READER_CODE.fullmatch(new_reader_code()) for _ in range(300))


@pytest.mark.parametrize("content", ["Maria\n", "", "../x-y-41\n", "\x00\xff"])
def test_a_spoilt_memory_is_passed_over(content: str, lesson: Lesson, marks_folder: Path) -> None:
    """Whatever stands in reader.txt, only a reader code is taken from it."""
    marks_folder.mkdir()
    (marks_folder / "reader.txt").write_bytes(content.encode("latin-1"))
    assert READER_CODE.fullmatch(start_reading(lesson, folder=marks_folder).reader)


@pytest.mark.parametrize(
    "code",
    ["Maria", "quiet-otter", "Quiet-Otter-41", "quiet-otter-41\n", "../quiet-otter-41", "quiet-otter-41/..", ""]
    + ["quiet otter 41", "quiet-öttér-41", "quiet-otter-٤١", "a-b-41", 41, b"quiet-otter-41"],
)
def test_what_is_no_reader_code_is_refused(code: Any, lesson: Lesson, marks_folder: Path) -> None:
    """Names, paths and other letters are refused at the door, and nothing is written."""
    with pytest.raises(ValueError, match="not a reader code"):
        start_reading(lesson, code, marks_folder)
    assert not marks_folder.exists()


def test_the_folder_comes_from_the_argument_then_the_environment(
    lesson: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An argument wins over the environment variable, which wins over the notebooks' own folder."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "from variable"))
    assert start_reading(lesson, READER, tmp_path / "given").path == tmp_path / "given" / f"{READER}.jsonl"
    assert start_reading(lesson, READER).path.parent == tmp_path / "from variable"


@pytest.mark.parametrize("here", ["notebooks", "notebooks/reader", "notebooks/reader/skate-hall", "."])
def test_all_notebooks_share_one_folder(
    here: str, lesson: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the project, from notebooks, and from a folder in it, the marks go to notebooks/marks."""
    (tmp_path / "notebooks" / "reader" / "skate-hall").mkdir(parents=True)
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path / here)
    assert start_reading(lesson, READER).path.parent == tmp_path / "notebooks" / "marks"


# Marking


def test_a_mark_is_on_the_disk_when_it_returns(reading: Reading) -> None:
    """`mark` returns the mark that stands in the file, with everything that was given."""
    saved = reading.mark(
        "c02", ["denied", "anonymous"], "two people", [(2, "two people")], "They are not named.", 3, "not_yet"
    )
    assert Journal(reading.path).entries == [saved]
    assert saved.labels == ("anonymous", "denied")
    assert saved.evidence == (Quote(2, 41, 51, "two people"),)
    assert (saved.lesson, saved.edition, saved.codebook) == ("bridge", reading.lesson.edition, 2)


def test_a_mark_carries_the_time_in_utc(lesson: Lesson, marks_folder: Path) -> None:
    """The time of a mark is written in UTC with milliseconds, whatever zone the clock shows."""
    noon = datetime(2026, 11, 22, 12, 0, 0, 118000, tzinfo=UTC).astimezone()
    reading = Reading(lesson, READER, marks_folder, clock=lambda: noon)
    assert reading.mark("c01", []).at == "2026-11-22T12:00:00.118Z"


def test_a_retract_is_on_the_disk_when_it_returns(reading: Reading) -> None:
    """`retract` unmarks the claim again; “no source given” in turn is an answer."""
    reading.mark("c01", [])
    assert list(reading.answers()) == ["c01"]
    taken_back = reading.retract("c01")
    assert reading.answers() == {}
    assert Journal(reading.path).entries[-1] == taken_back
    assert (type(taken_back), hasattr(taken_back, "labels")) == (Retract, False)


@pytest.mark.parametrize("claim", ["c99", "bridge", "", None])
def test_an_unknown_claim_is_refused(claim: Any, reading: Reading) -> None:
    """Marking or retracting a claim that the lesson does not have is refused, and nothing is written."""
    for change in (lambda: reading.mark(claim, []), lambda: reading.retract(claim)):
        with pytest.raises(ValueError, match="c01 to c06"):
            change()
    assert not reading.path.exists()


@pytest.mark.parametrize(
    ("labels", "parts", "says"),
    [
        ("sourced", {}, r"\['sourced'\]"),
        (["named"], {}, "not a label"),
        (["sourced"], {"sure": 4}, "sure"),
        (["sourced"], {"sure": True}, "sure"),
        (["sourced"], {"pass_on": "never"}, "pass_on"),
        (["sourced"], {"who": 7}, "who"),
        (["sourced"], {"reason": "x" * 4001}, "4000 is the most"),
        (["sourced"], {"evidence": [(2, "nowhere to be found")]}, "0 times"),
        (["sourced"], {"evidence": [(5, "e")]}, "Evidence needs words that stand in it once"),
        (["sourced"], {"evidence": [(2, "")]}, "0 times"),
        (["sourced"], {"evidence": [(6, "crack")]}, "1 to 5"),
        (["sourced"], {"evidence": ["crack"]}, "paragraph, start, end and quote"),
        (["sourced"], {"evidence": [Quote(2, 1, 6, "crack")]}, "are not at 1-6"),
        (["sourced"], {"evidence": [Quote(2, 1, 1, "")]}, "are not at"),
        (["sourced"], {"evidence": [{"paragraph": 2, "start": -3, "end": 2, "quote": "x"}]}, "whole number"),
        (["sourced"], {"evidence": [{"paragraph": 2, "start": 2, "end": 999, "quote": "crack"}]}, "are not at"),
        (["sourced"], {"evidence": [{"paragraph": "2", "start": 2, "end": 7, "quote": "crack"}]}, "whole number"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_mark_is_named(labels: Any, parts: dict[str, Any], says: str, reading: Reading) -> None:
    """A part that breaks the format, or words that do not stand where it says, are refused; nothing is written."""
    with pytest.raises(ValueError, match=says):
        reading.mark("c02", labels, **parts)
    assert not reading.path.exists()


def test_evidence_comes_in_three_forms(reading: Reading) -> None:
    """A pair, a quote with offsets, and a page's mapping say the same."""
    forms = [
        (2, "two people"),
        Quote(2, 41, 51, "two people"),
        {"paragraph": 2, "start": 41, "end": 51, "quote": "two people"},
    ]
    saved = [reading.mark("c02", [], evidence=[form]).evidence for form in forms]
    assert saved == [(Quote(2, 41, 51, "two people"),)] * 3


def test_a_page_cannot_send_an_id_that_nobody_could_read_again(reading: Reading) -> None:
    """A message with an id that breaks the format is refused, not acknowledged and lost."""
    with pytest.raises(MarkFault):
        reading.answer("c01", {"labels": []}, mark_id="x" * 201)
    assert reading.answer("c01", {"labels": []}, mark_id="m1").id == "m1"


def test_other_editions_are_counted_and_never_mixed_in(reading: Reading, tmp_path: Path) -> None:
    """Marks of an earlier edition stay in the file and are counted; they answer nothing here."""
    earlier = small_lesson(tmp_path / "earlier", ARTICLE.replace("surprised", "cross"))
    before = start_reading(earlier, READER, reading.path.parent)
    before.mark("c01", ["denied"])
    before.mark("c02", [])
    before.retract("c02")
    reading.mark("c03", ["sourced"])
    assert list(reading.answers()) == ["c03"]
    assert reading.other_editions == {earlier.edition: 1}
    assert list(reading.annotations()["claim"]) == ["c03"]


def test_another_readers_lines_in_the_file_are_not_mine(reading: Reading) -> None:
    """Whoever was given a friend's journal under their own code sees none of its answers as their own."""
    reading.mark("c01", ["denied"])
    with reading.path.open("ab") as file:
        for number, edition in enumerate((reading.lesson.edition, "0123456789abcdef")):
            theirs = mark(f"theirs-{number}", "c02", reader="brave-crane-11", edition=edition)
            file.write(to_line(theirs))
    assert reading.annotations()["reader"].tolist() == [READER]
    assert reading.annotations(history=True)["reader"].tolist() == [READER]
    assert (list(reading.answers()), reading.other_editions, len(reading.marks)) == (["c01"], {}, 3)


def test_lines_that_cannot_be_read_are_numbered(reading: Reading) -> None:
    """The numbers of unreadable lines are there to be shown, and the rest is read."""
    reading.path.parent.mkdir(exist_ok=True)
    reading.path.write_bytes(b"scribble\n" + to_line(mark("m1", edition=reading.lesson.edition)))
    reading.refresh()
    assert reading.unreadable == (1,)
    assert list(reading.answers()) == ["c01"]


# Two notebooks, two readers


def test_two_notebooks_see_each_others_marks(lesson: Lesson, reading: Reading) -> None:
    """A second reading of the same reader sees a mark after `refresh`, and in its annotations without asking."""
    other = start_reading(lesson, READER, reading.path.parent)
    reading.mark("c01", ["sourced"])
    other.refresh()
    assert list(other.answers()) == ["c01"]
    other.mark("c02", [])
    assert list(reading.annotations()["claim"]) == ["c01", "c02"]


def test_switching_leaves_the_old_journal_as_it_is(reading: Reading) -> None:
    """Another reader begins empty, with a file of their own; the first one's marks are there on return."""
    reading.mark("c01", ["sourced"])
    before = reading.path.read_bytes()
    left = reading.path
    code = reading.switch()
    assert READER_CODE.fullmatch(code)
    assert (reading.reader, reading.answers()) == (code, {})
    assert left.read_bytes() == before
    reading.switch(READER)
    assert list(reading.answers()) == ["c01"]


def test_another_notebook_follows_the_reader_of_this_computer(lesson: Lesson, marks_folder: Path) -> None:
    """Whoever is chosen in one notebook reads in all; a reading that was started for one reader stays with them."""
    here, there = start_reading(lesson, folder=marks_folder), start_reading(lesson, folder=marks_folder)
    kept = start_reading(lesson, here.reader, marks_folder)
    first = here.reader
    assert not there.follow()
    told: list[str | None] = []
    there.listen(told.append)
    assert there.reader == first != here.switch()
    assert there.follow()
    assert (there.reader, kept.follow(), kept.reader, told) == (here.reader, False, first, [None])


def test_an_answer_on_a_page_of_the_reader_before_is_not_written(lesson: Lesson, marks_folder: Path) -> None:
    """The next reader's answer never lands in the journal of the one before, and the page is told who reads now."""
    here, there = start_reading(lesson, folder=marks_folder), start_reading(lesson, folder=marks_folder)
    left, sent = there.path, []
    widget = ReadingWidget(there, [1])
    widget.send = lambda message, *_: sent.append(message)
    code = here.switch()
    widget._receive(widget, {"kind": "mark", "id": "m1", "claim": "c01", "labels": ["sourced"]}, [])
    assert not left.exists()
    assert not there.path.exists()
    assert [(message["kind"], message.get("reader")) for message in sent] == [("state", code)]
    widget._receive(widget, {"kind": "mark", "id": "m2", "claim": "c01", "labels": ["denied"]}, [])
    assert (there.path.stem, there.answers()["c01"].labels) == (code, ("denied",))
    widget.close()


def test_switching_to_what_is_no_code_changes_nothing(reading: Reading) -> None:
    """A name in place of a code is refused, and the reader stays."""
    with pytest.raises(ValueError, match="not a reader code"):
        reading.switch("Maria")
    assert reading.reader == READER


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Able Otter 76", "able-otter-76"),
        (" able_otter_76 ", "able-otter-76"),
        ("ABLE\u2013OTTER \u2013 76", "able-otter-76"),
        ("able-otter-76", "able-otter-76"),
        ("Maria", "maria"),
        ("../../etc/passwd", "../../etc/passwd"),
        ("", ""),
    ],
)
def test_a_code_is_seen_in_what_was_typed(typed: str, meant: str) -> None:
    """Blanks, underscores, long dashes and capitals are mended; what is no code stays none."""
    assert plain_code(typed) == meant
    assert is_reader_code(meant) == meant.startswith("able")


def test_clearing_removes_the_journal_and_goes_on_as_somebody_new(reading: Reading) -> None:
    """After `clear` the file is gone, and the next person on this computer is another reader."""
    reading.mark("c01", ["sourced"])
    left = reading.path
    code = reading.clear()
    assert not left.exists()
    assert code == reading.reader != READER
    assert reading.answers() == {}


# Listeners


def test_listeners_hear_of_every_change(lesson: Lesson, reading: Reading) -> None:
    """A listener hears which claim changed, here or in another notebook, and None when everything did."""
    heard: list[str | None] = []
    stop = reading.listen(heard.append)
    reading.mark("c01", [])
    reading.retract("c01")
    start_reading(lesson, READER, reading.path.parent).mark("c04", [])
    reading.refresh()
    assert heard == ["c01", "c01", "c04"]
    reading.switch()
    assert heard[-1] is None
    stop()
    stop()
    reading.mark("c02", [])
    assert heard[-1] is None


def test_listeners_do_not_hear_of_other_lessons(reading: Reading, tmp_path: Path) -> None:
    """A mark on another edition in the same file is no change here."""
    heard: list[str | None] = []
    reading.listen(heard.append)
    other = small_lesson(tmp_path / "earlier", ARTICLE.replace("surprised", "cross"))
    start_reading(other, READER, reading.path.parent).mark("c01", [])
    reading.refresh()
    assert heard == []


def fail(*_given: object) -> None:
    """A view that cannot follow."""
    raise RuntimeError("the view is broken")


def test_a_listener_that_fails_stops_nothing(reading: Reading, caplog: pytest.LogCaptureFixture) -> None:
    """Its error goes to the log; the mark is written and returned, and the other listeners hear of it."""
    heard: list[str | None] = []
    reading.listen(fail)
    reading.listen(heard.append)
    assert reading.mark("c01", []).claim == "c01"
    assert (list(reading.answers()), heard) == (["c01"], ["c01"])
    reading.switch()
    assert heard == ["c01", None]
    assert "the view is broken" in caplog.text


def test_a_mark_that_was_refused_changes_nothing(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk does not take a mark, NotSaved comes through and no listener hears of a change."""
    heard: list[str | None] = []
    reading.listen(heard.append)
    monkeypatch.setattr(Journal, "_write", lambda self, line: (_ for _ in ()).throw(NotSaved("full", self.path)))
    with pytest.raises(NotSaved):
        reading.mark("c01", [])
    assert (reading.answers(), heard) == ({}, [])


def test_a_journal_that_is_too_large_is_said_before_it_is_handed_in(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever's file the teacher's program would refuse reads that below the first cell, with what to do."""
    reading.mark("c01", [])
    assert "too large" not in repr(reading)
    monkeypatch.setattr("kit.marks.journal.LARGEST_JOURNAL", 100)
    for told in (repr(reading), reading._repr_html_()):
        assert "16 MB or 50,000 lines. Show this to your teacher before you hand it in." in told


def test_a_reading_says_where_it_is(reading: Reading) -> None:
    """Its text in a notebook names the reader, how far they are, and the file."""
    reading.mark("c01", [])
    assert repr(reading) == (
        f"Reading “Why is the bridge closed?” as {READER}: 1 of 6 claims marked, kept in {reading.path}"
    )


def test_a_switch_that_fails_changes_nothing(reading: Reading, tmp_path: Path) -> None:
    """If the other reader's journal cannot be opened, the next mark still goes to the present reader's."""
    before = reading.reader
    (reading.folder / "bold-fox-10.jsonl").mkdir()
    with pytest.raises(OSError):
        reading.switch("bold-fox-10")
    assert reading.mark("c01", ["sourced"]).reader == before == reading.reader
    assert reading.path.stem == before


def test_another_notebooks_mark_is_told_even_if_ones_own_fails(lesson: Lesson, tmp_path: Path) -> None:
    """A write that fails still announces what another notebook has written since the last look."""
    mine, other = (start_reading(lesson, reader="quiet-otter-41", folder=tmp_path) for _ in range(2))
    told: list[str | None] = []
    mine.listen(told.append)
    other.mark("c02", ["sourced"])
    with pytest.MonkeyPatch.context() as patch, pytest.raises(NotSaved):
        patch.setattr("kit.marks.journal.os.fsync", _no_space)
        mine.mark("c01", ["denied"])
    assert told == ["c02"]


def _no_space(_descriptor: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("labels", [["sorced"], ["Sourced"], [10**5000], [["sourced"] * 1000]])
def test_a_wrong_label_is_a_sentence(labels: Any, reading: Reading) -> None:
    """A label that is none is told with what there is, and with what was meant; nobody sees a traceback."""
    with pytest.raises(ValueError, match="is not a label") as refusal:
        reading.mark("c01", labels)
    [said] = refusal.value._render_traceback_()  # type: ignore[attr-defined]
    assert ("Did you mean 'sourced'?" in said) == isinstance(labels[0], str)
    assert len(said) < 300


@pytest.mark.parametrize("part", [{"sure": 10**5000}, {"who": 10**5000}, {"evidence": [(10**5000, "x")]}])
def test_a_number_of_many_digits_is_a_sentence(part: dict[str, Any], reading: Reading) -> None:
    """A number that Python would not print is refused in words like any other."""
    with pytest.raises(Mistake):
        reading.mark("c01", ["sourced"], **part)


def test_a_torn_last_line_is_told_before_anybody_writes(reading: Reading) -> None:
    """Half a line at the end of the file is among the lines that could not be read, as it is when a class is read."""
    reading.mark("c01", ["sourced"])
    with reading.path.open("ab") as file:
        file.write(b'{"v":1')
    reading.refresh()
    assert reading.unreadable == (2,)


def test_wrong_kinds_are_refused_in_words(reading: Reading) -> None:
    """An argument of the wrong kind is a clear ValueError, not a puzzle from deep inside."""
    wrong: Any = None
    with pytest.raises(ValueError, match="labels must be a list"):
        reading.mark("c01", wrong)
    with pytest.raises(ValueError, match="evidence must be a list"):
        reading.mark("c01", ["sourced"], evidence=wrong)
    with pytest.raises(ValueError, match="claims must be a list"):
        reading.show(1, claims="c01")


def test_the_cell_that_names_the_reader_names_the_next_one(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands below the cell is said anew when somebody else reads, or answers are deleted; not at each mark."""
    said: list[dict[str, Any]] = []
    for name in ("display", "update_display"):
        monkeypatch.setattr(f"kit.reading.about.{name}", lambda data, **_: said.append(data))
    reading._ipython_display_()
    reading.mark("c01", [])
    assert [READER in told["text/html"] for told in said] == [True]
    second = reading.switch("brave-heron-52")
    third = reading.clear()
    readers = [next(code for code in (READER, second, third) if code in told["text/html"]) for told in said]
    assert readers == [READER, second, third]
    assert all(code in told["text/plain"] for code, told in zip(readers, said, strict=True))
