"""The reveal at the end of a path: its claims and no others, and nothing from behind the last paragraph it shows."""

from dataclasses import replace
from pathlib import Path

import pytest

from kit.lesson.codebook import ordered
from kit.lesson.files import open_lesson
from kit.lesson.guide import Stop
from kit.lesson.lesson import Lesson
from kit.reading.reading import Reading, start_reading
from kit.reading.reveal import cards, claims_to_show, fullness, horizon_of, sight
from kit.reading.reveal_copy import reveal_copy
from kit.reading.reveal_widget import RevealWidget
from tests.marks import READER

LESSON = open_lesson("inner-circle")
PATH = LESSON.path("short")


@pytest.fixture
def reading(marks_folder: Path) -> Reading:
    """A reading of the long article, with three claims of the path marked and two others."""
    begun = start_reading(LESSON, READER, marks_folder)
    others = [claim.id for claim in LESSON.claims if claim.id not in PATH.claims]
    for claim in (*PATH.claims[:3], *others[:2]):
        begun.mark(claim, ["denied"])
    return begun


def test_a_path_reveals_its_own_marked_claims_and_no_others(reading: Reading) -> None:
    """What is not marked stays unseen, what is not on the path stays for its section, and none is an earlier one."""
    assert [claim.id for claim in claims_to_show(LESSON, PATH, reading.answers())] == list(PATH.claims[:3])
    shown = cards(LESSON, PATH, reading.answers())
    assert sorted(card["claim"] for card in shown) == sorted(PATH.claims[:3])
    assert "earlier" not in {card["group"] for card in shown}


@pytest.mark.parametrize("last", [1, 8, 17, 42])
def test_its_horizon_is_the_last_paragraph_that_it_shows(last: int, marks_folder: Path) -> None:
    """Labels, evidence and later words from behind it are not told, however near the end of the article is."""
    path = replace(PATH, stops=(Stop((1,)), Stop((last,))))
    reading = start_reading(LESSON, READER, marks_folder)
    for claim in path.claims:
        reading.mark(claim, ["sourced"])
    assert horizon_of(LESSON, path) == last
    assert LESSON.key is not None
    for card in cards(LESSON, path, reading.answers()):
        answer = LESSON.key[card["claim"]]
        seen = sight(answer, last, len(LESSON.article.paragraphs))
        assert card["key"]["labels"] == list(ordered(seen.labels))
        assert all(piece["paragraph"] <= last for piece in card["key"]["evidence"])
        assert (card["key"]["later"] == "") == (answer.later_after is None or answer.later_after > last)
    assert (False in fullness(LESSON, path, path.claims).values()) == (last < len(LESSON.article.paragraphs))


def test_its_words_are_about_the_path(reading: Reading) -> None:
    """The view is the section's, with words of its own: none of them speaks of a section."""
    widget = RevealWidget(reading, PATH)
    said = widget.words["reveal"]
    assert said["title"] == "The key for {title}"
    assert widget.page["section"] == {"number": None, "title": PATH.title}
    assert [claim["id"] for claim in widget.page["claims"]] == list(PATH.claims)
    changed = [text for key, text in said.items() if text != reading.words["reveal"].get(key)]
    assert not [text for text in changed if "section" in text]
    assert "in the 45-minute lesson" in reveal_copy(reading, PATH)
    widget.close()


def test_pressing_shows_the_whole_key_of_the_ten(reading: Reading) -> None:
    """The path ends with the article, so its answers are whole, and the journal holds that they were seen."""
    widget, sent = RevealWidget(reading, PATH), []
    widget.send = lambda message, buffers=None: sent.append(message)  # type: ignore[method-assign]
    widget._receive(widget, {"kind": "reveal", "id": "1", "reader": READER}, [])
    (revealed,) = (message for message in sent if message["kind"] == "revealed")
    assert len(revealed["cards"]) == 3
    assert revealed["open"] is False
    seen = {entry.claim: entry.full for entry in reading.marks if entry.kind == "reveal"}
    assert seen == dict.fromkeys(PATH.claims[:3], True)
    widget.close()


def test_what_is_not_there_is_told(reading: Reading, lesson: Lesson, marks_folder: Path) -> None:
    """A path that the lesson does not have, and a section and a path at once, are sentences."""
    with pytest.raises(ValueError, match="has no path 'shrot'"):
        reading.reveal(path="shrot")
    with pytest.raises(ValueError, match="a section or a path, not both"):
        reading.reveal(1, path="short")
    with pytest.raises(ValueError, match="has no path 'short'"):
        start_reading(lesson, READER, marks_folder / "other").reveal(path="short")
