"""The reveal: what of the key is shown after a section, what is written of it, and what a page is sent."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.lesson.class_figures import OTHER, ClassFigures
from kit.lesson.codebook import LABEL_SETS, LabelSet, ordered
from kit.lesson.files import open_lesson
from kit.lesson.lesson import Lesson
from kit.marks.journal import Journal, NotSaved
from kit.reading.reading import Reading, start_reading
from kit.reading.reveal import GROUPS, Sight, cards, compare, group_of, horizon_of
from kit.reading.reveal_copy import reveal_copy
from kit.reading.reveal_sentence import sentence
from kit.ui.words import words
from tests.lessons import KEY, small_lesson
from tests.marks import READER, mark
from tests.reveals import Page


@pytest.fixture
def reading(lesson: Lesson, marks_folder: Path) -> Reading:
    """A reading of the small lesson: c01 to c04 in section 1, c05 and c06 in section 2; c02 is denied in section 2."""
    return start_reading(lesson, READER, marks_folder)


@pytest.fixture
def long_reading(marks_folder: Path) -> Reading:
    """A reading of the long article."""
    return start_reading(open_lesson("inner-circle"), READER, marks_folder)


def reveals(reading: Reading) -> list[tuple[str, bool]]:
    """Return the claims of the journal's reveal lines, and whether each was full."""
    return [(line.claim, line.full) for line in Journal(reading.path).entries if line.kind == "reveal"]


# The horizon


def test_the_first_claim_is_not_spoilt_after_section_1(long_reading: Reading) -> None:
    """After section 1, c01 is anonymous; after section 2 it is denied as well."""
    long_reading.mark("c01", ["anonymous"])
    [first] = cards(long_reading.lesson, 1, long_reading.answers())
    assert (first["key"]["labels"], first["key"]["also"]) == (["anonymous"], [])
    assert (first["key"]["later"], first["key"]["line"]) == ("", "")
    assert "absolutely false" not in json.dumps(first)
    [then] = cards(long_reading.lesson, 2, long_reading.answers())
    assert (then["key"]["labels"], then["key"]["also"]) == (["anonymous", "denied"], [])
    assert then["key"]["line"].startswith("Right about who tells us")
    assert "paragraph 17" in then["key"]["later"]
    assert (17, "absolutely false") in [(piece["paragraph"], piece["quote"]) for piece in then["key"]["evidence"]]


def test_an_earlier_claim_comes_back_when_there_is_more_to_say(reading: Reading) -> None:
    """Section 2 shows the earlier claims of which more can be seen first, and then its own; no others."""
    for claim in reading.lesson.claims:
        reading.mark(claim.id, ["sourced"])
    assert [card["claim"] for card in cards(reading.lesson, 1, reading.answers())] == ["c01", "c02", "c03", "c04"]
    after = cards(reading.lesson, 2, reading.answers())
    assert after[0]["claim"] == "c02"
    assert {card["claim"]: card["group"] == "earlier" for card in after} == {"c02": True, "c05": False, "c06": False}


@given(data=st.data(), section=st.integers(1, 5))
@settings(max_examples=40, deadline=None)
def test_cards_stand_in_groups(data: st.DataObject, section: int) -> None:
    """Earlier claims, then differences, then what can be defended, then the key's; within each as the text goes."""
    lesson = open_lesson("inner-circle")
    chosen = data.draw(st.dictionaries(st.sampled_from([one.id for one in lesson.claims]), st.sampled_from(LABEL_SETS)))
    answers = {claim: mark("m", claim, labels=ordered(labels)) for claim, labels in chosen.items()}
    found = cards(lesson, section, answers)
    order = [one.id for one in lesson.claims]
    assert found == sorted(found, key=lambda one: (GROUPS.index(one["group"]), order.index(one["claim"])))
    for card in found:
        is_earlier = lesson.section_of(lesson.claim(card["claim"])) < section
        kind = {"partly": "differ", "different": "differ"}.get(card["comparison"]["kind"], card["comparison"]["kind"])
        assert card["group"] == ("earlier" if is_earlier else kind)


# The first sentence


def counted(same: int = 0, also: int = 0, differ: int = 0, earlier: int = 0) -> str:
    """Return the sentence for so many answers of each kind; every other difference is a partial one."""
    kinds = ["same"] * same + ["also"] * also + [("different", "partly")[index % 2] for index in range(differ)]
    here = [{"group": group_of(kind), "comparison": {"kind": kind}} for kind in kinds]
    before = [{"group": "earlier", "comparison": {"kind": "different"}} for _ in range(earlier)]
    return sentence(words(), before + here)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"same": 11, "differ": 2}, "11 of 13 as in the key. Two to talk about."),
        ({"same": 12, "differ": 1}, "12 of 13 as in the key. One to talk about."),
        ({"same": 9, "also": 3, "differ": 1},
         "9 of 13 as in the key. Three can be defended as well. One to talk about."),
        ({"same": 1, "also": 1}, "1 of 2 as in the key. One can be defended as well."),
        ({"same": 13}, "All 13 as in the key."),
        ({"also": 2}, "Neither of the two as in the key. Two can be defended as well."),
        ({"differ": 12}, "None of the 12 as in the key. 12 to talk about."),
        ({"same": 1}, "Your one answer is as in the key."),
        ({"also": 1}, "Your one answer is not the key's, but it can be defended as well."),
        ({"differ": 1}, "Your one answer is not the key's. Read why, and decide what you make of it."),
        ({}, ""),
        ({"same": 2, "earlier": 1},
         "Both as in the key. One earlier claim stands first, because there is more to say about it now."),
        ({"earlier": 2}, "Two earlier claims stand first, because there is more to say about them now."),
    ],
)  # fmt: skip
def test_the_first_sentence_counts_the_answers(counts: dict[str, int], said: str) -> None:
    """Each kind is counted as what it is, none is named that there is not, and one answer is spoken of as one."""
    assert counted(**counts) == said


def test_the_sentence_follows_the_answers(reading: Reading) -> None:
    """It comes with the cards, and anew with each card that changes, also for one that is taken back."""
    for claim in ("c01", "c03"):
        reading.mark(claim, ["denied"])
    page = Page(reading, 1)
    assert page.press()["sentence"] == "Neither of the two as in the key. Two to talk about."
    reading.mark("c01", [])
    assert page.sent[-1]["sentence"] == "1 of 2 as in the key. One to talk about."
    reading.retract("c03")
    assert page.sent[-1]["sentence"] == "Your one answer is as in the key."


def test_an_alternative_that_no_words_show_waits_for_the_end(reading: Reading) -> None:
    """c02 may also be sourced and denied, and no words show “sourced”: that is told after the last paragraph only."""
    reading.mark("c02", ["denied"])
    assert cards(reading.lesson, 1, reading.answers())[0]["key"]["also"] == []
    assert cards(reading.lesson, 2, reading.answers())[0]["key"]["also"] == [["anonymous"], ["sourced", "denied"]]


def test_the_line_for_a_choice_comes_with_the_full_answer_only(reading: Reading) -> None:
    """What is said to a slip may speak of any paragraph: it waits for the full answer, and is not for the key's own."""
    reading.mark("c02", ["sourced"])
    lines = [cards(reading.lesson, section, reading.answers())[0]["key"]["line"] for section in (1, 2)]
    assert lines == ["", "No name is given."]
    reading.mark("c02", ["anonymous", "denied"])
    assert cards(reading.lesson, 2, reading.answers())[0]["key"]["line"] == ""


def test_nothing_unmarked_is_revealed(reading: Reading) -> None:
    """A claim that is not marked, or was taken back, has no card and no line in the journal."""
    reading.mark("c01", [])
    reading.mark("c03", ["sourced"])
    reading.retract("c03")
    page = Page(reading, 1)
    assert [card["claim"] for card in page.press()["cards"]] == ["c01"]
    assert reveals(reading) == [("c01", True)]


def test_only_core_claims_have_a_model_reason(reading: Reading) -> None:
    """A card of a core claim carries a model reason; that of an optional claim does not."""
    for claim in reading.lesson.claims:
        reading.mark(claim.id, [])
    told = {card["claim"]: bool(card["key"]["model_reason"]) for card in cards(reading.lesson, 1, reading.answers())}
    assert told == {"c01": False, "c02": True, "c03": True, "c04": False}


@pytest.mark.parametrize("section", [0, 3, -1, True, "1", None])
def test_a_section_that_is_not_there_is_refused(section: Any, reading: Reading) -> None:
    """A section that the article does not have is named, and nothing is shown."""
    with pytest.raises(ValueError, match="sections 1 to 2"):
        reading.reveal(section)
    with pytest.raises(ValueError, match="sections 1 to 2"):
        horizon_of(reading.lesson, section)


# How two answers stand to each other


@pytest.mark.parametrize(
    ("given", "key", "also", "kind", "both", "added", "only"),
    [
        ({"sourced"}, {"sourced"}, [], "same", ["sourced"], [], []),
        (set(), set(), [{"denied"}], "same", [], [], []),
        ({"denied"}, set(), [{"denied"}], "also", [], [], ["denied"]),
        ({"anonymous"}, {"anonymous", "denied"}, [], "partly", ["anonymous"], ["denied"], []),
        ({"sourced", "denied"}, {"anonymous", "denied"}, [], "partly", ["denied"], ["anonymous"], ["sourced"]),
        ({"sourced"}, {"anonymous"}, [set()], "different", [], ["anonymous"], ["sourced"]),
        (set(), {"anonymous"}, [], "different", [], ["anonymous"], []),
        ({"denied"}, set(), [], "different", [], [], ["denied"]),
    ],
)  # fmt: skip
def test_answers_are_compared_by_their_labels(
    given: set[str], key: set[str], also: list[set[str]], kind: str, both: list[str], added: list[str], only: list[str]
) -> None:
    """The same, a second reader's, partly the same, or different: with what both say, and what only one says."""
    alternatives: tuple[LabelSet, ...] = tuple(frozenset(labels) for labels in also)
    sight = Sight(frozenset(key), alternatives, (), "", is_full=True)
    assert compare(frozenset(given), sight) == {"kind": kind, "both": both, "key": added, "own": only}


def test_no_word_of_the_reveal_says_right_or_wrong() -> None:
    """The texts of the reveal never call an answer right, wrong, correct or false."""
    said = " ".join(text for text in words("en")["reveal"].values()).lower()
    assert not [word for word in ("right", "wrong", "correct", "false", "mistake", "error") if word in said.split()]


# The journal


def test_a_full_answer_starts_the_phase_revised(reading: Reading) -> None:
    """A mark after a look at a part is still the reader's own; after the full answer it is revised."""
    reading.mark("c02", ["sourced"])
    Page(reading, 1).press()
    reading.mark("c02", ["anonymous"])
    assert list(reading.annotations()["phase"]) == ["own"]
    Page(reading, 2).press()
    reading.answer("c02", {"labels": ["anonymous", "denied"], "stance": "changed"})
    table = reading.annotations()
    assert list(zip(table["phase"], table["labels"], table["stance"].astype(object).fillna(""), strict=True)) == [
        ("own", "anonymous", ""),
        ("revised", "anonymous + denied", "changed"),
    ]
    assert reveals(reading) == [("c02", False), ("c02", True)]


def test_a_card_remembers_the_answer_before_the_key(reading: Reading) -> None:
    """Who changed their answer after the full answer sees what they had chosen before; others do not."""
    reading.mark("c01", ["sourced"])
    page = Page(reading, 1)
    assert page.press()["cards"][0]["own"]["before"] is None
    reading.mark("c01", [])
    assert page.press()["cards"][0]["own"]["before"] == ["sourced"]


def test_revealing_twice_writes_nothing_more(reading: Reading) -> None:
    """The same claims shown again, in this notebook, in another one, or from an earlier section, are no new lines."""
    for claim in ("c01", "c02", "c05"):
        reading.mark(claim, [])
    page = Page(reading, 1)
    page.press()
    page.press()
    Page(start_reading(reading.lesson, READER, reading.path.parent), 1).press()
    assert reveals(reading) == [("c01", True), ("c02", False)]
    Page(reading, 2).press()
    Page(reading, 1).press()
    assert reveals(reading) == [("c01", True), ("c02", False), ("c02", True), ("c05", True)]


def test_two_notebooks_at_the_same_moment_write_one_line(reading: Reading) -> None:
    """Two notebooks that do not know of each other's look give it the same id, so it is one line."""
    reading.mark("c01", [])
    other = start_reading(reading.lesson, READER, reading.path.parent)
    assert reading._reveal("c01", True).id == other._reveal("c01", True).id
    assert reading._reveal("c01", True).id != reading._reveal("c01", False).id


def test_nothing_is_shown_that_could_not_be_written(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk does not take it, the page is told why, gets no card, and not one line is written."""
    reading.mark("c01", [])
    reading.mark("c03", ["sourced"])

    def full(journal: Journal, _line: bytes) -> None:
        raise NotSaved("full", journal.path)

    page = Page(reading, 1)
    monkeypatch.setattr(Journal, "_write", full)
    message = page.press()
    assert (message["kind"], "cards" in message) == ("refused", False)
    assert "The disk is full" in message["why"]
    monkeypatch.undo()
    assert reveals(reading) == []
    assert len(page.press()["cards"]) == 2


def test_all_lines_of_a_look_are_written_or_none(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that gets full in the middle of the lines leaves the journal as it was."""
    reading.mark("c01", [])
    reading.mark("c03", ["sourced"])
    before = reading.path.read_bytes()
    monkeypatch.setattr("os.fsync", lambda _descriptor: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(NotSaved):
        reading.note_reveal({"c01": True, "c03": True})
    monkeypatch.undo()
    assert reading.path.read_bytes() == before


# The page


def test_before_the_press_the_page_knows_nothing_of_the_key(long_reading: Reading) -> None:
    """The widget's state holds no reason, no source and no evidence of the key until the button is pressed."""
    lesson = long_reading.lesson
    for claim in lesson.claims:
        long_reading.mark(claim.id, ["sourced"])
    state = Page(long_reading, 1).state()
    assert lesson.key is not None
    for answer in lesson.key.values():
        assert not [text for text in (answer.why, answer.later, answer.model_reason) if text and text in state]
        assert not [piece.quote for piece in answer.evidence if len(piece.quote) > 8 and piece.quote in state]


def test_a_page_is_told_neither_fullness_nor_the_rest(reading: Reading) -> None:
    """Nothing that a page is sent says whether an answer is full: that alone would give the rest away."""
    reading.mark("c02", ["anonymous"])
    message = Page(reading, 1).press()
    assert "full" not in json.dumps(message)
    assert message["open"] is True
    assert Page(reading, 2).press()["open"] is False


def test_the_point_of_the_section_comes_back(reading: Reading) -> None:
    """The section's point stands over the cards."""
    reading.mark("c05", [])
    assert Page(reading, 2).press()["point"] == "Ask again: who denies it?"


def test_a_changed_answer_is_laid_beside_the_key_anew(reading: Reading) -> None:
    """A change of an answer that is shown, from anywhere, sends its card again; other answers send none."""
    reading.mark("c01", ["sourced"])
    page = Page(reading, 1)
    page.press()
    reading.mark("c03", ["sourced"])
    assert "card" not in page.kinds()
    reading.mark("c01", [])
    assert page.sent[-1]["card"]["comparison"]["kind"] == "same"
    reading.retract("c01")
    assert page.sent[-1] == {"kind": "card", "claim": "c01", "card": None, "sentence": ""}


def test_what_one_reader_was_shown_is_not_for_the_next(reading: Reading) -> None:
    """After a switch of the reader, the page gets no card until the new reader asks."""
    reading.mark("c01", ["sourced"])
    page = Page(reading, 1)
    page.press()
    reading.switch("swift-finch-12")
    page.sent.clear()
    reading.mark("c01", [])
    assert "card" not in page.kinds()
    assert [card["own"]["labels"] for card in page.press()["cards"]] == [[]]


@pytest.mark.parametrize("stance", ["changed", "keep", "disagree"])
def test_what_the_reader_makes_of_it_goes_the_way_of_every_answer(stance: str, reading: Reading) -> None:
    """A stance is a mark with an id and an acknowledgement, and stands in the journal with its reason."""
    first = reading.mark("c01", ["sourced"])
    page = Page(reading, 1)
    page.press()
    answer = {"kind": "mark", "id": "s1", "claim": "c01", "labels": ["sourced"], "reason": "I read it twice."}
    page.send(answer | {"stance": stance, "base": first.id})
    page.send(answer | {"stance": stance, "base": first.id, "retry": True})
    saved = Journal(reading.path).entries[-1]
    assert (saved.id, saved.stance, saved.reason, saved.labels) == ("s1", stance, "I read it twice.", ("sourced",))
    assert [message["id"] for message in page.sent if message["kind"] == "ack"] == ["s1", "s1"]
    assert len([mark for mark in Journal(reading.path).entries if mark.id == "s1"]) == 1


def test_a_page_cannot_make_up_a_stance(reading: Reading) -> None:
    """A stance that does not exist is refused with the ones that do."""
    page = Page(reading, 1)
    page.send({"kind": "mark", "id": "s1", "claim": "c01", "labels": [], "stance": "angry"})
    assert page.sent[-1]["kind"] == "refused"
    assert "changed, keep, disagree" in page.sent[-1]["why"]


# With and without a key


def test_a_lesson_without_a_key_says_so(tmp_path: Path, marks_folder: Path) -> None:
    """Without a key the page knows that there is none, and a press shows nothing and writes nothing."""
    reading = start_reading(small_lesson(tmp_path / "bridge", key=None), READER, marks_folder)
    reading.mark("c01", [])
    page = Page(reading, 1)
    assert page.widget.page["has_key"] is False
    assert page.press()["kind"] == "refused"
    assert reveals(reading) == []


def test_a_key_that_is_released_later_meets_the_old_marks(tmp_path: Path, marks_folder: Path) -> None:
    """Marks made without a key are revealed when the lesson is opened again with one."""
    folder = tmp_path / "bridge"
    start_reading(small_lesson(folder, key=None), READER, marks_folder).mark("c01", [])
    (tmp_path / "released.yaml").write_text(KEY, encoding="utf-8")
    reading = start_reading(open_lesson(folder, key=tmp_path / "released.yaml"), READER, marks_folder)
    assert [card["comparison"]["kind"] for card in Page(reading, 1).press()["cards"]] == ["same"]


def test_the_copy_in_a_saved_notebook_never_holds_the_key(reading: Reading) -> None:
    """The static copy has the reader's answers and no word of the key, revealed or not; it says how to see it."""
    reading.mark("c02", ["sourced"], reason="<b>I</b> think so")
    Page(reading, 1).press()
    copy = reveal_copy(reading, 1)
    assert "&lt;b&gt;I&lt;/b&gt; think so" in copy
    assert "run this notebook" in copy
    assert "A crack runs" in copy
    assert "vouch" not in copy
    assert "anonymous" not in copy


# Where readers split


@pytest.fixture
def split(reading: Reading) -> Reading:
    """A reading of the small lesson, which a class of 30 has read before: it split on c02, c03 and c05."""
    answers = {
        "c01": {"no source": 30},
        "c02": {"anonymous + denied": 15, "sourced": 15},
        "c03": {"anonymous": 6, "sourced": 20, OTHER: 9},
        "c05": {"sourced": 25, "denied": 5},
    }
    lesson = replace(reading.lesson, class_figures=ClassFigures(answers))
    return start_reading(lesson, READER, reading.path.parent)


def splits_of(reading: Reading, section: int) -> list[str]:
    """Return the claims of which a reveal shows how a class answered them."""
    return [one["claim"] for one in Page(reading, section).press()["splits"]]


def test_a_class_is_shown_beside_what_was_revealed_in_full(split: Reading) -> None:
    """c02 splits most, and is told only once its key is whole, in section 2; nothing unmarked and nothing agreed is."""
    for claim in ("c01", "c02", "c03"):
        split.mark(claim, ["sourced"])
    assert splits_of(split, 1) == ["c03"]
    split.mark("c05", [])
    assert splits_of(split, 2) == ["c02", "c05"]


def test_the_answers_of_a_class_are_counts(split: Reading) -> None:
    """Each answer has its labels and how many gave it, the most frequent first, the others last; one's own is told."""
    split.mark("c03", ["anonymous"])
    [one] = Page(split, 1).press()["splits"]
    assert (one["paragraph"], one["core"], one["readers"]) == (4, True, 35)
    assert one["answers"] == [
        {"labels": ["sourced"], "readers": 20, "yours": False},
        {"labels": ["anonymous"], "readers": 6, "yours": True},
        {"labels": None, "readers": 9, "yours": False},
    ]


def test_a_class_is_not_in_the_page_before_the_press(split: Reading) -> None:
    """Neither the page's state nor what an answer sends holds a figure of the class; a refused press sends none."""
    split.mark("c03", ["anonymous"])
    page = Page(split, 1)
    split.mark("c03", ["sourced"])
    assert "splits" not in page.everything()
    assert '"readers"' not in page.everything()


def test_only_the_claims_that_split_most_are_shown(long_reading: Reading) -> None:
    """Of many claims that split, five are shown, the most split first: what is missing says nothing about the key."""
    lesson = long_reading.lesson
    counts = {claim.id: {"sourced": 500, "denied": 5 + number} for number, claim in enumerate(lesson.claims)}
    reading = start_reading(replace(lesson, class_figures=ClassFigures(counts)), READER, long_reading.path.parent)
    for claim in lesson.claims:
        reading.mark(claim.id, [])
    last = len(lesson.article.sections)
    assert splits_of(reading, last) == [claim.id for claim in reversed(lesson.claims)][:5]


def test_without_figures_nothing_is_shown(reading: Reading) -> None:
    """A lesson without a class's figures shows no splits."""
    reading.mark("c03", ["sourced"])
    assert splits_of(reading, 1) == []
