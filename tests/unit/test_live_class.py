"""The page of a class while it reads: who is where, what splits, what the class may see, and what a teacher chooses."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import kit
from kit.analysis.class_figures import most_split
from kit.analysis.counts import counted
from kit.analysis.live.live_class import LiveClass
from kit.analysis.live.sample import SampleClass
from kit.analysis.live.seats import read_seats
from kit.lesson.lesson import Lesson
from kit.sharing.live_class import live_class
from kit.ui.words import words
from tests.classes import codes, hand_in
from tests.journals import mark, put, text

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def article() -> Lesson:
    """The bundled article."""
    return kit.open_lesson("inner-circle")


def at(ago: float) -> str:
    """The time so many seconds ago, as a journal says it."""
    return (NOW - timedelta(seconds=ago)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Room:
    """A class in a folder, whose clock stands at ten o'clock."""

    def __init__(self, folder: Path, lesson: Lesson, **options: Any) -> None:
        self.folder, self.lesson = folder, lesson
        self.now = NOW.timestamp()
        folder.mkdir(exist_ok=True)
        self.live = live_class(folder, lesson, **options)
        self.live._clock = lambda: self.now

    def reads(self, code: str, ago: list[float], first: int = 0, labels: tuple[str, ...] = ("sourced",)) -> None:
        """A reader marks the ten claims of the short path in their order, so many seconds ago each."""
        claims = self.lesson.path("short").claims[first : first + len(ago)]
        marks = [
            mark(self.lesson, claim, first + place, reader=code, journal=code, at=at(seconds), labels=labels)
            for place, (claim, seconds) in enumerate(zip(claims, ago, strict=True))
        ]
        path = self.folder / f"{code}.jsonl"
        path.write_bytes((path.read_bytes() if path.exists() else b"") + text(marks))

    def page(self, **message: Any) -> dict[str, Any]:
        """What the teacher's page shows."""
        return self.live.answer({"kind": "renew"} | message)

    def reader(self, code: str) -> dict[str, Any]:
        """What the teacher's page shows of one reader."""
        return next(reader for reader in self.page()["readers"] if reader["reader"] == code)


@pytest.fixture
def room(tmp_path: Path, article: Lesson) -> Room:
    """A class that reads the ten claims of the 45 minutes."""
    return Room(tmp_path / "7b", article, path="short")


@pytest.mark.parametrize(
    ("ago", "state", "minutes", "fast"),
    [
        ([200, 130, 60], "reading", 1, None),
        ([600, 500, 299], "reading", 4, None),
        ([600, 500, 300], "quiet", 5, None),
        ([90 * number for number in range(10, 0, -1)], "finished", 1, None),
        ([2 * 3600 + number for number in range(9, -1, -1)], "away", 120, 7),
        ([20, 18, 16, 14, 12, 10, 8, 6], "reading", 0, 14),
        ([420, 415, 410, 405, 400, 395, 390, 386], "quiet", 6, 34),
        ([47, 41, 35, 29, 23, 17, 11, 5], "reading", 0, None),
        ([9, 8, 7, 6, 5, 4, 3], "reading", 0, None),
    ],
    ids=["reads", "nearly", "quiet", "finished", "away", "fast", "fast and quiet", "quick", "too few to say"],
)
def test_where_a_reader_is(room: Room, ago: list[float], state: str, minutes: int, fast: int | None) -> None:
    """Quiet after five minutes, away after two hours, and fast with eight marks less than five seconds apart each."""
    room.reads("quiet-otter-41", ago)
    reader = room.reader("quiet-otter-41")
    claim = room.lesson.claim(room.lesson.path("short").claims[len(ago) - 1])
    assert (reader["state"], reader["minutes"], reader["fast"]) == (state, minutes, fast)
    assert (reader["paragraph"], reader["done"], reader["of"]) == (claim.paragraph, len(ago), 10)
    assert room.page()["summary"][state] == 1


def test_what_comes_now_comes_now(room: Room) -> None:
    """A computer whose clock is an hour late makes nobody quiet, once a mark of theirs was seen to come."""
    room.reads("quiet-otter-41", [3700])
    assert room.reader("quiet-otter-41")["state"] == "quiet"
    room.reads("quiet-otter-41", [3600], first=1)
    room.now = (room.folder / "quiet-otter-41.jsonl").stat().st_mtime + 61
    assert (room.reader("quiet-otter-41")["state"], room.reader("quiet-otter-41")["minutes"]) == ("reading", 1)


def test_a_reader_of_another_lesson_is_told_and_not_counted(room: Room) -> None:
    """Whoever marks only another lesson is in no figure; the page says that there is somebody, and what they read."""
    other = kit.open_lesson("warm-up")
    put(room.folder, "a.jsonl", text([mark(other, other.claims[0].id, 1)]) + b'{"v":1,\n')
    page = room.page()
    assert page["readers"] == []
    assert any("1 reader has marked nothing of this lesson" in note and "warm-up" in note for note in page["notes"])
    assert any("1 line cannot be read" in note for note in page["notes"])


def test_what_splits_is_what_the_class_figures_say(tmp_path: Path, article: Lesson) -> None:
    """The claims are those of `most_split`, the worst first, with the counts of every answer."""
    hand_in(tmp_path / "7b", article)
    page = Room(tmp_path / "7b", article).page()
    split = most_split(counted(kit.collect(tmp_path / "7b", article).annotations), article, 4)
    assert [claim["claim"] for claim in page["splits"]] == list(split["claim"])
    for claim, row in zip(page["splits"], split.to_dict("records"), strict=True):
        assert {piece["answer"]: piece["count"] for piece in claim["bar"]} == {
            name: row[name] for name in [*split.columns[6:14]] if row[name]
        }


def test_the_class_sees_no_code_and_no_few(room: Room) -> None:
    """Of four people nothing is shown; of more, no code, and no answer that fewer than five gave."""
    for number, code in enumerate(codes(4)):
        room.reads(code, [60], labels=("sourced",) if number % 2 else ())
    assert room.live.answer({}, is_for_class=True)["class"] == {"is_enough": False, "splits": [], "sections": []}
    for number, code in enumerate(codes(10, 4)):
        room.reads(code, [60], labels=("sourced",) if number % 2 else ("anonymous",))
    seen = room.live.answer({}, is_for_class=True)
    assert not any(code in json.dumps(seen) for code in codes(14))
    assert {"readers", "summary", "seats", "name", "notes"}.isdisjoint(seen)
    [split] = seen["class"]["splits"]
    assert [(piece["answer"], piece["count"]) for piece in split["bar"]] == [("sourced", 7), ("anonymous", 5)]
    first = [claim for claim in room.lesson.path("short").claims if room.lesson.claim(claim).paragraph < 10]
    assert seen["class"]["sections"][0]["share"] == round(1 / len(first), 2)


def test_one_person_with_many_codes_is_no_class(room: Room) -> None:
    """Five readers in one file may be one person: the class's page stays empty."""
    lines = [mark(room.lesson, "c01", n, reader=code, journal=code) for n, code in enumerate(codes(5))]
    put(room.folder, "all.jsonl", text(lines))
    assert len(room.page()["readers"]) == 5
    assert not room.page()["class"]["is_enough"]


def test_the_line_is_the_teachers(room: Room) -> None:
    """What a teacher shows is what the class's page has, until it is taken away; the class's page chooses nothing."""
    room.page(kind="line", text="  Go back to paragraph 17.  ")
    room.live.answer({"kind": "line", "text": "mine"}, is_for_class=True)
    assert room.live.answer({}, is_for_class=True)["line"] == "Go back to paragraph 17."
    room.page(kind="line", text="")
    assert room.live.answer({}, is_for_class=True)["line"] == ""
    room.page(kind="shows", name="splits", is_shown=False)
    assert room.live.answer({}, is_for_class=True)["shows"] == {"sections": True, "splits": False}


def test_what_is_to_be_marked_can_be_chosen(room: Room, article: Lesson) -> None:
    """With the core claims, ten of the short path are some of the eighteen; with the path again, all."""
    room.reads("quiet-otter-41", [90 * number for number in range(10, 0, -1)])
    core = {claim.id for claim in article.claims if claim.core}
    room.page(kind="path", name="")
    reader = room.reader("quiet-otter-41")
    done = len(core & set(article.path("short").claims))
    assert (reader["done"], reader["of"], reader["more"], reader["state"]) == (done, len(core), 10 - done, "reading")
    room.page(kind="path", name="short")
    assert room.reader("quiet-otter-41")["state"] == "finished"
    with pytest.raises(ValueError, match="no path"):
        live_class(room.folder, article, path="long")


def test_a_disk_that_is_away_is_said_and_nothing_is_lost(room: Room, tmp_path: Path) -> None:
    """The page says so, keeps what was known, and goes on."""
    room.reads("quiet-otter-41", [60])
    assert room.page()["trouble"] == ""
    room.folder.rename(tmp_path / "away")
    assert "cannot be read now" in room.page()["trouble"]
    assert len(room.page()["readers"]) == 1
    (tmp_path / "away").rename(room.folder)
    assert room.page()["trouble"] == ""


def test_readers_are_called_by_their_seats(room: Room) -> None:
    """In the order of seats, A2 before A10; whoever has none keeps the code, at the end; a user's folder works too."""
    for code in ("bold-fox-10", "quiet-otter-41", "calm-hare-22"):
        room.reads(code, [60])
    (room.folder / "kaya").mkdir()
    (room.folder / "calm-hare-22.jsonl").rename(room.folder / "kaya" / "calm-hare-22.jsonl")
    page = room.page(kind="seats", text="reader code,seat\nQuiet Otter 41; A10\nkaya, A2\n")
    assert [(reader["reader"], reader["seat"]) for reader in page["readers"]] == [
        ("calm-hare-22", "A2"),
        ("quiet-otter-41", "A10"),
        ("bold-fox-10", ""),
    ]
    assert page["seats"]["n"] == 2


@pytest.mark.parametrize(
    ("typed", "seats", "told"),
    [
        ("quiet-otter-41,A3\nbold-fox-10\tB 1\n", {"quiet-otter-41": "A3", "bold-fox-10": "B 1"}, ""),
        ("\ufeffcode;seat\n\nquiet-otter-41;A3;;\n", {"quiet-otter-41": "A3"}, ""),
        ("quiet-otter-41 window, left", {"quiet-otter-41": "window, left"}, ""),
        ("quiet-otter-41 A3\nbold-fox-10: B1", {"quiet-otter-41": "A3", "bold-fox-10": "B1"}, ""),
        ("A3\nquiet-otter-41,A3", {"quiet-otter-41": "A3"}, "Line 1 is not used: “A3”"),
        ("quiet-otter-41,A3\nquiet-otter-41,B1", {"quiet-otter-41": "B1"}, "Line 2: quiet-otter-41 is listed twice"),
        ('"quiet-otter-41","A3"', {"quiet-otter-41": "A3"}, ""),
        ("x\n" * 9, {}, "And 6 more lines"),
        ("", {}, ""),
    ],
)
def test_a_list_of_seats_as_people_write_it(typed: str, seats: dict[str, str], told: str) -> None:
    """Commas, semicolons, tabs, a heading and blanks are read; every line that is not is told, by its number."""
    found = read_seats(typed, words())
    assert found.by_reader == seats
    assert told in " ".join(found.faults)
    assert bool(found.faults) == bool(told)


def test_seats_come_from_a_file_too(room: Room, tmp_path: Path, article: Lesson) -> None:
    """`seats` is a file or the list itself; a file that cannot be read is a sentence."""
    file = put(tmp_path, "seats.csv", b"\xef\xbb\xbfcode,seat\r\nquiet-otter-41,A3\r\n")
    for given in (file, str(file), "quiet-otter-41, A3", "code,seat\nquiet-otter-41,A3"):
        assert live_class(room.folder, article, seats=given).answer({})["seats"]["n"] == 1
    for wrong in (put(tmp_path, "seats.xlsx", b"PK\x03\x04\x00"), tmp_path / "nowhere.csv"):
        with pytest.raises(ValueError, match="list of seats"):
            live_class(room.folder, article, seats=wrong)


def test_an_empty_folder_is_a_class_that_has_not_begun(room: Room) -> None:
    """Nothing is there yet: the page is whole, and the class appears by itself."""
    assert room.page()["readers"] == []
    assert room.page()["splits"] == []
    room.reads("quiet-otter-41", [60])
    assert len(room.page()["readers"]) == 1


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"kind": "shows", "name": "codes"},
        {"kind": 5},
        {"kind": "path", "name": "long"},
        {"kind": "line", "text": None},
    ],
)
def test_no_message_harms(room: Room, message: dict[str, Any]) -> None:
    """Whatever a page sends, it gets the page."""
    assert room.live.answer(message)["kind"] == "page"
    assert set(room.live.answer({})["shows"]) == {"sections", "splits"}


def test_nothing_of_a_class_is_kept_by_its_widget(room: Room) -> None:
    """What a notebook could save of the widget, its synced values, are words; news come by message alone."""
    from kit.analysis.live.widget import LiveWidget  # noqa: PLC0415 (ipywidgets waits)

    room.reads("bold-fox-10", [60])
    widget = LiveWidget(room.live)
    sent: list[dict[str, Any]] = []
    widget.send = lambda message, _buffers=None: sent.append(message)
    widget._hear(widget, {"kind": "renew"}, [])
    assert sent[0]["readers"][0]["reader"] == "bold-fox-10"
    kept = json.dumps(
        {name: value for name, value in widget.get_state().items() if not name.startswith("_")}, default=str
    )
    assert "bold-fox-10" not in kept
    assert room.folder.parent.name in sent[0]["name"]
    assert room.folder.parent.name not in kept


def test_the_readers_page_and_the_class_are_one_object(room: Room) -> None:
    """`kit.live_class` gives a `LiveClass`, which says in one sentence what it shows."""
    assert isinstance(kit.live_class(room.folder), LiveClass)
    assert "not kept in this file" in repr(kit.live_class(room.folder))


def test_an_invented_class_reads_while_one_looks(article: Lesson) -> None:
    """Without a folder, generated readers mark from minute to minute, one stops, and one is far too fast."""
    now = [NOW.timestamp()]
    live = LiveClass(
        SampleClass(article, article.path("short").claims, lambda: now[0]), article, "short", "", lambda: now[0]
    )
    first = live.answer({})
    now[0] += 300
    later = live.answer({})
    done = [sum(reader["done"] for reader in page["readers"]) for page in (first, later)]
    assert 24 * 2 < done[0] < done[1] - 24
    assert later["summary"]["quiet"] >= 1 and first["summary"]["fast"] == 1
    assert len(first["splits"]) >= 3
    now[0] += 3600
    assert live.answer({})["summary"]["finished"] >= 20
    assert kit.live_class(path="short").answer({})["name"] == "an invented class"
