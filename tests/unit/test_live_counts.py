"""A class, read while it writes: whatever was appended in whatever order, what stands is what a collection finds."""

import os
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kit
from kit.analysis.counts import counted
from kit.analysis.discretion.people import people
from kit.analysis.live.class_so_far import ClassSoFar
from kit.analysis.live.folder import Folder
from kit.analysis.live.source import News, OutOfReach
from kit.lesson.lesson import Lesson
from kit.marks.folder import EACH_IS_ONE
from kit.marks.lines import to_line
from tests.journals import mark, put, retract, reveal, small_journal, text, zipped
from tests.lessons import small_lesson
from tests.unit.test_copied_text import by_python


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    """A small lesson."""
    return small_lesson(tmp_path_factory.mktemp("lesson") / "bridge")


class Watched:
    """A folder and the class in it, read again and again."""

    def __init__(self, folder: Path, lesson: Lesson) -> None:
        folder.mkdir(exist_ok=True)
        self.path, self.lesson = folder, lesson
        self.folder, self.so_far = Folder(folder), ClassSoFar(lesson)

    def look(self) -> News:
        """Read what is new, and return it."""
        news = self.folder.news()
        self.so_far.take(news)
        return news

    def is_as_collected(self) -> bool:
        """Make sure that every count, reader and person is the one of a collection of the same folder from scratch."""
        collected = kit.collect(self.path, self.lesson)
        mine, whole = self.so_far.annotations(), collected.annotations
        for name in ("answers", "readers", "changes"):
            pd.testing.assert_frame_equal(getattr(counted(mine), name), getattr(counted(whole), name))
        assert sorted(map(str, mine["reader"].unique())) == sorted(map(str, whole["reader"].unique()))
        assert people(mine) == people(whole)
        return True


@pytest.fixture
def watched(tmp_path: Path, bridge: Lesson) -> Watched:
    """An empty folder that is watched."""
    return Watched(tmp_path / "marks", bridge)


def append(path: Path, data: bytes) -> None:
    """Add bytes to a file, or make it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(data)


#: A line: whose journal (and of which reader), its number, its claim, what it does, and whether it is of the lesson.
ENTRY = st.tuples(
    st.sampled_from(["1a", "2b", "3c"]),
    st.integers(0, 5),
    st.sampled_from(["c01", "c02", "c03", "c77"]),
    st.sampled_from(["sourced", "anonymous", "none", "retract", "reveal", "late", "disagree"]),
    st.sampled_from(["bridge", "bridge", "bridge", "warm-up", "another edition"]),
)
DAMAGE = [b"{\n", b"\r\n", b"\xff\xfe", b'{"v":1}\n', b"\xef\xbb\xbf", b"\n"]
#: What happens to a file: its name, and what is done with it.
FILES = ["a.jsonl", "a (1).jsonl", "ode/b.jsonl", "kim/b.jsonl", "c.txt"]
ACTION = st.tuples(
    st.sampled_from(FILES),
    st.one_of(
        st.tuples(st.just("append"), st.lists(ENTRY, min_size=1, max_size=6), st.integers(0, 60)),
        st.tuples(st.just("damage"), st.sampled_from(DAMAGE)),
        st.tuples(st.just("cut"), st.integers(1, 400)),
        st.tuples(st.just("copy"), st.sampled_from(FILES)),
        st.tuples(st.just("renamed"), st.sampled_from(FILES)),
        st.tuples(st.just("gone"), st.none()),
        st.tuples(st.just("each folder is one"), st.none()),
        st.tuples(st.just("alter"), st.none()),
    ),
    st.booleans(),
)


def line_of(lesson: Lesson, said: tuple[str, int, str, str, str]) -> bytes:
    """The bytes of one line; readers of the first two journals share a code."""
    journal, number, claim, what, about = said
    parts = {"journal": journal * 16, "reader": "quiet-otter-41" if journal != "3c" else "bold-fox-10"}
    elsewhere = {"warm-up": {"lesson": about}, "another edition": {"edition": "0" * 16}}.get(about, {})
    if what == "retract":
        entry = retract(lesson, claim, number, **parts)
    elif what == "reveal":
        entry = reveal(lesson, claim, number, full=True, **parts)
    else:
        labels = () if what == "none" else ("sourced",) if what in ("sourced", "late") else ("anonymous",)
        stance = "disagree" if what == "disagree" else None
        entry = mark(lesson, claim, number, labels=labels, late=what == "late", stance=stance, **parts)
    return to_line(replace(entry, **elsewhere))


def act(folder: Path, lesson: Lesson, name: str, what: tuple) -> None:
    """Do one thing to a file: as programs, people and synchronised folders do."""
    path = folder / name
    kind = what[0]
    if kind == "append":
        data = b"".join(line_of(lesson, entry) for entry in what[1])
        append(path, data[: max(1, len(data) - what[2])] if what[2] < 30 else data)
    elif kind == "damage":
        append(path, what[1])
    elif kind == "each folder is one":
        put(folder, EACH_IS_ONE, b"")
    elif not path.exists():
        return
    elif kind == "cut":
        data = path.read_bytes()
        path.write_bytes(data[: max(0, len(data) - what[1])])
    elif kind == "copy" and what[1] != name:
        put(folder, what[1], path.read_bytes())
    elif kind == "renamed" and what[1] != name:
        (folder / what[1]).parent.mkdir(exist_ok=True)
        path.replace(folder / what[1])
    elif kind == "gone":
        path.unlink()
    elif kind == "alter":  # another file takes its place, as a program does that saves, with other words in it
        beside = put(folder.parent, "beside", path.read_bytes().replace(b"sourced", b"denied_"[:7]))
        beside.replace(path)


@given(actions=st.lists(ACTION, min_size=2, max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_sequence_the_figures_are_those_of_a_collection(
    actions: list, bridge: Lesson, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Lines are appended, torn, closed, repeated, damaged; files are cut, copied, renamed, replaced or gone."""
    watched = Watched(tmp_path_factory.mktemp("class") / "marks", bridge)
    for name, what, looks in actions:
        act(watched.path, bridge, name, what)
        if looks:
            watched.look()
    watched.look()
    assert watched.is_as_collected()


def test_of_a_journal_that_grows_only_the_new_bytes_are_read(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was appended comes, and no more; a look at which nothing is new opens no file."""
    journal = [mark(watched.lesson, "c01", number) for number in range(60)]
    path = put(watched.path, "a.jsonl", text(journal))
    watched.look()
    append(path, text([mark(watched.lesson, "c02", 60)]))
    news = watched.look()
    assert [(grown.place, grown.data) for grown in news.grown] == [(str(path), text([mark(watched.lesson, "c02", 60)]))]
    assert news.begun == ()
    monkeypatch.setattr("builtins.open", lambda *_: pytest.fail("a file was opened"))
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("a file was opened"))
    assert watched.look() == News()


def test_a_line_that_is_still_being_written_waits(watched: Watched) -> None:
    """Half a line counts nothing and is no fault; whole without its newline it counts, and closed it counts once."""
    line = to_line(mark(watched.lesson, "c01", 1))
    path = put(watched.path, "a.jsonl", line[:80])
    for piece, answers in ((line[80:-1], 1), (b"\n", 1), (to_line(mark(watched.lesson, "c02", 2)), 2)):
        watched.look()
        assert watched.so_far.refused == 0
        append(path, piece)
        watched.look()
        assert len(watched.so_far.annotations()) == answers


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt", "a.zip", "mail.eml"])
def test_whatever_collect_reads_is_read(name: str, watched: Watched) -> None:
    """A journal, one with a byte order mark, a zip and a copied text in an e-mail appear, grow and go."""
    first, second = small_journal(watched.lesson)[:2], small_journal(watched.lesson)
    for entries in (first, second):
        data = text(entries)
        if name == "a.zip":
            zipped(watched.path / name, {"a.jsonl": data, "b/c.jsonl": data})
        elif name == "mail.eml":
            put(watched.path, name, b"Hello!\n> " + by_python(data, "quiet-otter-41").encode())
        else:
            put(watched.path, name, b"\xef\xbb\xbf" * (name == "a.txt") + data.replace(b"\n", b"\r\n"))
        watched.look()
        assert len(watched.so_far.annotations()) == 2
        assert watched.is_as_collected()
    (watched.path / name).unlink()
    watched.look()
    assert len(watched.so_far.annotations()) == 0


def test_only_the_lesson_that_was_chosen_counts(watched: Watched) -> None:
    """Marks of another lesson in the same journal, and of another edition of the text, count for nothing."""
    others = [
        replace(mark(watched.lesson, "c01", 1), lesson="warm-up"),
        mark(watched.lesson, "c01", 2, edition="0" * 16),
        mark(watched.lesson, "c02", 3),
    ]
    put(watched.path, "a.jsonl", text(others))
    watched.look()
    assert list(watched.so_far.annotations()["claim"]) == ["c02"]
    assert watched.is_as_collected()


def test_a_folder_that_is_away_for_a_moment_takes_nobody_along(watched: Watched, tmp_path: Path) -> None:
    """A disk of the network that cannot be reached is said, and what was known stays; then it goes on."""
    put(watched.path, "a.jsonl", text(small_journal(watched.lesson)))
    watched.look()
    watched.path.rename(tmp_path / "away")
    with pytest.raises(OutOfReach, match="cannot be read now"):
        watched.look()
    assert len(watched.so_far.annotations()) == 2
    (tmp_path / "away").rename(watched.path)
    append(watched.path / "a.jsonl", text([mark(watched.lesson, "c03", 9)]))
    watched.look()
    assert len(watched.so_far.annotations()) == 3


def test_links_are_not_followed(watched: Watched, tmp_path: Path) -> None:
    """A student who puts a link to somebody else's journal into the folder hands in nothing."""
    put(tmp_path / "elsewhere", "b.jsonl", text(small_journal(watched.lesson)))
    (watched.path / "a.jsonl").symlink_to(tmp_path / "elsewhere" / "b.jsonl")
    (watched.path / "folder").symlink_to(tmp_path / "elsewhere")
    watched.look()
    assert len(watched.so_far.annotations()) == 0


def test_a_folder_for_each_reader_is_one_class(watched: Watched) -> None:
    """Each student's folder is read, also one that appears; where a hub says that each is one, the folder is who."""
    for number, user in enumerate(["kaya", "noor", "sam"]):
        parts = {"reader": f"quiet-otter-{41 + number}", "journal": user}
        lines = [replace(line, **parts) for line in small_journal(watched.lesson)]
        put(watched.path, f"{user}/{parts['reader']}.jsonl", text(lines))
        put(watched.path, f"{user}/of another code.jsonl", text(small_journal(watched.lesson, reader="bold-fox-10")))
        watched.look()
        assert watched.so_far.annotations()["reader"].nunique() == number + 2  # the same journal three times is one
        assert watched.is_as_collected()
    put(watched.path, EACH_IS_ONE, b"")
    watched.look()
    assert watched.is_as_collected()
    assert watched.so_far.annotations()["reader"].nunique() == 6
    assert people(watched.so_far.annotations()) == 3


def test_too_many_lines_are_no_journal(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that grows beyond what any journal has counts for nothing from then on, as when it is collected."""
    for module in ("kit.analysis.live.sheet", "kit.analysis.collect.journal_file"):
        monkeypatch.setattr(f"{module}.MOST_LINES", 5)
    path = put(watched.path, "a.jsonl", text(small_journal(watched.lesson)))
    watched.look()
    assert len(watched.so_far.annotations()) == 2
    append(path, b"\n" * 4)
    watched.look()
    assert len(watched.so_far.annotations()) == 0
    assert watched.is_as_collected()


def test_of_copies_in_another_order_the_longest_leads(watched: Watched) -> None:
    """Where two copies of a journal hold the same lines in another order, that of the longer one counts."""
    first, then = mark(watched.lesson, "c01", 1, labels=("sourced",)), mark(watched.lesson, "c01", 2, labels=())
    put(watched.path, "a.jsonl", text([first, then]))
    watched.look()
    path = put(watched.path, "a copy.jsonl", text([then, first]))
    watched.look()
    assert watched.is_as_collected()
    append(path, text([mark(watched.lesson, "c02", 3)]))
    watched.look()
    assert watched.is_as_collected()
    assert list(watched.so_far.annotations()["labels"]) == ["sourced", "anonymous"]


def test_of_two_lines_with_one_id_the_first_counts(watched: Watched) -> None:
    """A line that comes again under the same id and says something else changes nothing, in its file or in a copy."""
    path = put(watched.path, "a.jsonl", text([mark(watched.lesson, "c01", 1, labels=("sourced",))]))
    watched.look()
    other = text([mark(watched.lesson, "c01", 1, labels=())])
    append(path, other)
    watched.look()
    assert watched.is_as_collected()
    put(watched.path, "b.jsonl", other)
    watched.look()
    assert watched.is_as_collected()
    assert list(watched.so_far.annotations()["labels"]) == ["sourced"]


def test_a_late_line_and_a_look_at_the_key_count_as_in_a_collection(watched: Watched) -> None:
    """A late mark never stands; what follows the full answer is revised; what is taken back is open again."""
    lesson = watched.lesson
    lines = [
        mark(lesson, "c01", 1, labels=("sourced",)),
        mark(lesson, "c01", 2, labels=(), late=True),
        reveal(lesson, "c01", 3, full=True),
        mark(lesson, "c01", 4, labels=("denied",), stance="changed"),
        mark(lesson, "c02", 5),
        retract(lesson, "c02", 6),
    ]
    for line in lines:
        append(watched.path / "a.jsonl", text([line]))
        watched.look()
        assert watched.is_as_collected()
    found = watched.so_far.annotations()
    assert list(zip(found["labels"], found["phase"], strict=True)) == [("sourced", "own"), ("denied", "revised")]


def test_a_last_line_that_goes_on_was_none(watched: Watched) -> None:
    """What looked whole without its newline, and turns out to be the beginning of something else, is taken back."""
    path = put(watched.path, "a.jsonl", text([mark(watched.lesson, "c01", 1), mark(watched.lesson, "c02", 2)])[:-1])
    watched.look()
    assert len(watched.so_far.annotations()) == 2
    append(path, text([mark(watched.lesson, "c03", 3)]))  # a program that closed no line before it wrote
    watched.look()
    assert watched.is_as_collected()
    assert list(watched.so_far.annotations()["claim"]) == ["c01"]


def test_another_file_that_has_grown_meanwhile_is_read_as_a_whole(watched: Watched) -> None:
    """A synchronised folder puts a new file in the old one's place: what was changed far from its end is seen, too."""
    lines = [
        mark(watched.lesson, "c01", 0, labels=("sourced",)),
        *(mark(watched.lesson, "c02", n) for n in range(1, 20)),
    ]
    path = put(watched.path, "a.jsonl", text(lines))
    watched.look()
    lines = [mark(watched.lesson, "c04", 0, labels=("sourced",)), *lines[1:], mark(watched.lesson, "c03", 20)]
    put(watched.path.parent, "beside", text(lines)).replace(path)
    watched.look()
    assert watched.is_as_collected()
    assert sorted(watched.so_far.annotations()["claim"]) == ["c02", "c03", "c04"]


def test_what_is_no_plain_journal_grows_too(watched: Watched) -> None:
    """A journal in UTF-16, one whose first sign only has arrived, and an e-mail with copied texts: each grows."""
    data, more = text(small_journal(watched.lesson)), text([mark(watched.lesson, "c03", 9)])
    other = text([mark(watched.lesson, "c04", 1, reader="bold-fox-10", journal="fox")])
    pieces = {
        "wide.jsonl": (data.decode().encode("utf-16"), more.decode().encode("utf-16-le")),
        "begun.jsonl": (data[:1], data[1:]),
        "mail.eml": (by_python(data, "quiet-otter-41").encode(), b"\n> " + by_python(other, "bold-fox-10").encode()),
    }
    for part in range(2):
        for name, halves in pieces.items():
            append(watched.path / name, halves[part])
        watched.look()
        assert watched.is_as_collected()
    assert sorted(watched.so_far.annotations()["claim"]) == ["c01", "c02", "c03", "c04"]
