"""What a widget takes in: whose answer it is, what of it can be taken, and what is said when it cannot."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.lesson.files import Lesson
from kit.reading.answering import Answering
from kit.reading.reading import Reading, start_reading
from kit.reading.reveal_copy import reveal_copy
from kit.reading.reveal_widget import RevealWidget
from kit.reading.saved_copies import saved_copies
from kit.reading.static_copy import static_copy
from kit.reading.stop import Stop
from kit.reading.widget import ReadingWidget, notebooks_beside
from kit.ui.pages import pages_of
from tests.lessons import small_lesson

OTTER, HERON = "quiet-otter-41", "brave-heron-52"

Send = Callable[..., list[dict[str, Any]]]


def talk_to(widget: Answering) -> Send:
    """Return a function that sends a message up and returns what comes down."""

    def send(kind: str, message_id: str = "m1", **content: Any) -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = []
        widget.send = lambda message, *_: sent.append(message)
        widget._receive(widget, {"kind": kind, "id": message_id} | content, [])
        return sent

    return send


@pytest.fixture
def reading(lesson: Lesson, marks_folder: Path) -> Reading:
    """The small lesson, read by quiet-otter-41."""
    return start_reading(lesson, OTTER, marks_folder)


@pytest.fixture
def send(reading: Reading) -> Send:
    """Sends messages to a widget of that reading."""
    return talk_to(ReadingWidget(reading, [1, 2]))


def words(lesson: Lesson, number: int = 1, length: int = 5) -> dict[str, Any]:
    """The first letters of a paragraph, as evidence."""
    return {"paragraph": number, "start": 0, "end": length, "quote": lesson.article.paragraph(number).text[:length]}


@pytest.mark.parametrize("kind", ["mark", "retract", "clear", "hand_in"])
def test_a_message_of_the_reader_before_touches_nobodys_journal(reading: Reading, send: Send, kind: str) -> None:
    """It was on its way when the reader changed: no journal changes, no file is given, the page is told who reads."""
    reading.mark("c01", ["denied"])
    left = reading.path
    reading.switch(HERON)
    reading.mark("c01", ["anonymous"])
    before = (left.read_bytes(), reading.path.read_bytes())
    sent = send(kind, reader=OTTER, claim="c01", labels=["sourced"])
    assert [(message["kind"], message["reader"]) for message in sent] == [("state", HERON)]
    assert (left.read_bytes(), reading.path.read_bytes()) == before
    assert reading.reader == HERON


def test_the_key_is_not_shown_to_whoever_did_not_ask(reading: Reading) -> None:
    """A press on the reveal's button by the reader before shows nothing and writes nothing for the next one."""
    press = talk_to(RevealWidget(reading, 1))
    reading.switch(HERON)
    reading.mark("c01", ["anonymous"])
    assert [message["kind"] for message in press("reveal", reader=OTTER)] == ["state"]
    assert [mark.kind for mark in reading.marks] == ["mark"]
    assert [message["kind"] for message in press("reveal", "m2", reader=HERON)] == ["revealed"]


def fail(*_given: object) -> str:
    """A view, or the static copy of one, that cannot follow."""
    raise RuntimeError("broken")


def test_a_listener_that_fails_does_not_keep_the_acknowledgement_back(reading: Reading, send: Send) -> None:
    """Whatever else hears of an answer: once it is in the journal, the page is told so."""
    reading.listen(fail)
    [sent] = send("mark", reader=OTTER, claim="c01", labels=["sourced"])
    assert (sent["kind"], sent["mark"]["labels"]) == ("ack", ["sourced"])
    assert [message["kind"] for message in send("retract", "m2", reader=OTTER, claim="c01")] == ["ack"]


@pytest.mark.parametrize("has_threads", [True, False])
def test_a_static_copy_that_fails_does_not_keep_the_acknowledgement_back(
    reading: Reading, monkeypatch: pytest.MonkeyPatch, has_threads: bool
) -> None:
    """Neither a copy that cannot be made nor a Python without threads stands between a mark and its acknowledgement."""
    tried: list[None] = []
    monkeypatch.setattr("kit.reading.stop.update_display", lambda *_, **__: tried.append(None))
    monkeypatch.setattr("threading.Timer.start", (lambda _timer: None) if has_threads else fail)
    widget = ReadingWidget(reading, [1])
    Stop(reading, widget, fail)
    working = Stop(reading, widget, lambda: "copy")
    assert [message["kind"] for message in talk_to(widget)("mark", reader=OTTER, claim="c01", labels=[])] == ["ack"]
    assert list(reading.answers()) == ["c01"]
    assert len(tried) == (0 if has_threads else 1)
    working.close()


@pytest.mark.parametrize("kind", ["answer", "__init__", "", None, ["mark"]])
def test_a_message_that_is_not_in_the_table_is_refused(send: Send, kind: Any) -> None:
    """No message reaches a method by its name: what is no kind of message is refused, and nothing is written."""
    [sent] = send(kind, reader=OTTER, claim="c01", labels=[])
    assert (sent["kind"], sent["id"]) == ("refused", "m1")
    assert "unknown message" in sent["why"]


def test_an_answer_says_whose_it_is(reading: Reading, send: Send) -> None:
    """The acknowledgement names the reader; a message that names nobody, as older pages send, is the present one's."""
    assert send("mark", reader=OTTER, claim="c01", labels=["sourced"])[-1]["reader"] == OTTER
    assert send("mark", "m2", claim="c02", labels=[])[-1]["kind"] == "ack"
    assert sorted(reading.answers()) == ["c01", "c02"]


OTHER_WORDS: list[Any] = [
    {"paragraph": 1, "start": 0, "end": 5, "quote": "mots "},
    {"paragraph": 1, "start": 3, "end": 3, "quote": ""},
    {"paragraph": 1, "start": 10**6, "end": 10**6 + 4, "quote": "mots"},
    {"paragraph": 99, "start": 0, "end": 4, "quote": "mots"},
    {"paragraph": "1", "start": 0, "end": 4, "quote": "mots"},
    {"paragraph": 1, "start": -1, "end": 4, "quote": "mots"},
    {"quote": "mots"},
    {"paragraph": 1, "start": 0, "end": 1, "quote": 7},
    "mots",
    None,
]


@pytest.mark.parametrize("odd", OTHER_WORDS, ids=str)
def test_b1_a_label_is_not_refused_because_of_its_evidence(
    lesson: Lesson, reading: Reading, send: Send, odd: Any
) -> None:
    """B1: words that do not stand in the text are left out and told; the label, the reason and good words are saved."""
    good = words(lesson)
    sent = send("mark", claim="c01", labels=["denied"], reason="Why.", evidence=[odd, good])
    quote = str(odd.get("quote", "")) if isinstance(odd, dict) else ""
    assert (sent[-1]["kind"], sent[-1]["left_out"]) == ("ack", [quote])
    [mark] = reading.marks
    assert (mark.labels, mark.reason, [quote.quote for quote in mark.evidence]) == (
        ("denied",),
        "Why.",
        [good["quote"]],
    )


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    """The small lesson, for all examples of a property."""
    return small_lesson(tmp_path_factory.mktemp("lesson") / "bridge")


ANYTHING = st.recursive(
    st.none() | st.integers() | st.text(st.characters()), lambda inner: st.lists(inner, max_size=30)
)


@given(evidence=ANYTHING)
def test_no_evidence_whatever_costs_a_label(
    tmp_path_factory: pytest.TempPathFactory, bridge: Lesson, evidence: Any
) -> None:
    """Whatever stands where evidence should be, the label is acknowledged and in the journal."""
    reading = start_reading(bridge, OTTER, tmp_path_factory.mktemp("marks"))
    sent = talk_to(ReadingWidget(reading, [1]))("mark", claim="c01", labels=["sourced"], evidence=evidence)
    assert sent[-1]["kind"] == "ack"
    assert reading.answers()["c01"].labels == ("sourced",)


def test_half_an_emoji_as_evidence_can_be_told(send: Send) -> None:
    """What is sent back about words that were left out is text that can be sent."""
    [ack] = send("mark", claim="c01", labels=[], evidence=[{"quote": "\ud83d words"}])
    assert ack["left_out"] == ["? words"]


def test_a_label_that_is_none_is_still_refused(send: Send, reading: Reading) -> None:
    """What is wrong with the label itself is told as before, and nothing is written."""
    assert [message["kind"] for message in send("mark", claim="c01", labels=["true"])] == ["refused"]
    assert not reading.path.exists()


def test_nothing_to_hand_in_is_said(reading: Reading, send: Send) -> None:
    """Without a mark there is no file, and the page says why; with one, of whatever lesson, the file is given."""
    for number in range(2):
        [message] = send("hand_in", f"h{number}", reader=OTTER)
        assert (message["kind"], message["why"]) == ("refused", reading.words["refused"]["nothing"])
        reading.retract("c01")
    reading.mark("c01", [])
    [message] = send("hand_in", "h3", reader=OTTER)
    assert (message["kind"], message["text"].encode()) == ("file", reading.path.read_bytes())


def test_a_journal_that_cannot_be_read_is_handed_in(reading: Reading, send: Send) -> None:
    """Lines that this version cannot read may be all that a reader has: the file is theirs to give."""
    reading.folder.mkdir(exist_ok=True)
    reading.path.write_bytes(b"???\n")
    assert [message["kind"] for message in send("hand_in")] == ["file"]


def test_clearing_says_where_copies_still_stand(
    reading: Reading, send: Send, marks_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is told which saved notebooks and checkpoints show the answers that were deleted, and no others."""
    reading.mark("c01", ["denied"])
    place = marks_folder.parent
    monkeypatch.chdir(place)
    other = start_reading(reading.lesson, HERON, marks_folder)
    pages = {
        "mine.ipynb": static_copy(reading, [1]),
        ".ipynb_checkpoints/mine-checkpoint.ipynb": static_copy(reading, [1]),
        "reader/01.ipynb": reveal_copy(reading, 1),
        "theirs.ipynb": static_copy(other, [1]),
        "plain.ipynb": f"<p>{OTTER}</p>",
    }
    for name, page in pages.items():
        write_notebook(place / name, f"reader = {OTTER!r}", page)
    (place / "broken.ipynb").write_text(f"cbc-static {OTTER}", encoding="utf-8")
    [told] = [message for message in send("clear", reader=OTTER) if message["kind"] == "cleared"]
    names = [str(Path(name)) for name in (".ipynb_checkpoints/mine-checkpoint.ipynb", "mine.ipynb", "reader/01.ipynb")]
    assert (told["reader"], sorted(told["copies"])) == (OTTER, names)


def write_notebook(path: Path, source: str, page: str) -> None:
    """Write a notebook of one cell that has put out a page."""
    output = nbformat.v4.new_output("display_data", {"text/html": page})
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, outputs=[output])])
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def test_copies_are_looked_for_near_by_only(tmp_path: Path, reading: Reading) -> None:
    """A marks folder may lie in a home: what is deep below it, or hidden, is left alone; a missing folder is none."""
    page = static_copy(reading, [1])
    for name in ("a/b/c/near.ipynb", "a/b/c/d/deep.ipynb", ".hidden/x.ipynb"):
        write_notebook(tmp_path / name, "1", page)
    assert saved_copies(OTTER, tmp_path, tmp_path / "not here") == [str(Path("a/b/c/near.ipynb"))]


def test_the_articles_words_are_not_translated_in_the_static_copy(reading: Reading) -> None:
    """Paragraphs, claims and quotes of the copy are marked as not to be translated; the reader's own words are not."""
    text = reading.lesson.article.paragraph(1).text
    reading.mark("c01", ["denied"], reason="My own words.", evidence=[(1, text[:9])])
    for copy in (static_copy(reading, [1]), reveal_copy(reading, 1)):
        kept = [part.split("</span>")[0] for part in copy.split('<span translate="no" class="notranslate">')[1:]]
        assert {reading.lesson.claim("c01").text, text[:9]} <= set(kept)
        assert not any("My own words" in part for part in kept)


def test_a_view_names_the_notebooks_that_are_beside_it(
    lesson: Lesson, reading: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A view is told, by section, which notebook beside it to go on in, once the view is on the page."""
    monkeypatch.chdir(tmp_path)
    file = pages_of(lesson).sections[0].file
    (tmp_path / file).touch()
    widget = ReadingWidget(reading, [1])
    assert widget.notebooks == {}
    talk_to(widget)("refresh")
    assert widget.notebooks == {"1": file}
    (tmp_path / file).unlink()
    assert notebooks_beside(lesson, tmp_path) == {}


def test_a_view_that_begins_hears_what_was_said_before_it_listened(reading: Reading) -> None:
    """A mark of another view, while this one was still being drawn, comes with the first refresh; else nothing does."""
    widget = ReadingWidget(reading, [1])
    send, known = talk_to(widget), widget.about["told"]
    assert send("refresh", told=known) == []
    reading.mark("c01", ["denied"])
    [state] = send("refresh", told=known)
    assert (state["kind"], state["marks"]["c01"]["labels"]) == ("state", ["denied"])
    assert send("refresh", told=state["about"]["told"]) == []
    [ack] = send("mark", "m2", claim="c01", labels=["sourced"])
    assert send("refresh", told=ack["told"]) == []
    assert send("refresh") == []  # a page of before, which does not count
