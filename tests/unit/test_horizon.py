"""The reading horizon: whatever the lesson, nothing from beyond a section's end is in what reaches the page."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.lesson.article import Article, Paragraph, Section
from kit.lesson.claims import Claim
from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, LABELS, LabelSet, ordered
from kit.lesson.files import bundled_lessons, open_lesson
from kit.lesson.key import NATURES, Answer, Evidence
from kit.lesson.lesson import Lesson
from kit.reading.reading import start_reading
from kit.ui.words import words
from tests.marks import READER
from tests.reveals import Page

SECTIONS = [(name, section.number) for name in bundled_lessons() for section in open_lesson(name).article.sections]
PARAGRAPHS = re.compile(r"paragraphs? ((?:\d+(?:, | and | to )?)+)")


def numbers_in(text: str) -> list[int]:
    """Return the numbers of the paragraphs that a text speaks of."""
    return [int(number) for found in PARAGRAPHS.findall(text.lower()) for number in re.findall(r"\d+", found)]


# The bundled lessons


@pytest.mark.parametrize("chosen", ["the key's", *ANSWER_NAMES])
@pytest.mark.parametrize(("name", "section"), SECTIONS)
def test_nothing_from_beyond_a_section_reaches_the_page(name: str, section: int, chosen: str, tmp_path: Path) -> None:
    """With every claim marked, in whatever way, no later paragraph, quote, reason or line is in what a page is sent."""
    lesson = open_lesson(name)
    assert lesson.key is not None
    reading = start_reading(lesson, READER, tmp_path)
    for claim in lesson.claims:
        labels = lesson.key[claim.id].labels if chosen == "the key's" else LABEL_SETS[ANSWER_NAMES.index(chosen)]
        reading.mark(claim.id, ordered(labels))
    page = Page(reading, section)
    assert page.press()["kind"] == "revealed"
    sent = page.everything()
    assert [text for text in beyond(lesson, section) if text in sent] == []


def beyond(lesson: Lesson, section: int) -> list[str]:
    """Return all that a reader of the sections up to this one must not meet: texts, quotes, reasons, lines."""
    horizon, last = lesson.article.sections[section - 1].last, len(lesson.article.paragraphs)
    read = " ".join(paragraph.text for paragraph in lesson.article.paragraphs[:horizon])
    found = [paragraph.text for paragraph in lesson.article.paragraphs[horizon:]]
    found += [text for one in lesson.article.sections[section:] for text in (one.title, one.point)]
    assert lesson.key is not None
    for claim_id, answer in lesson.key.items():
        found += [piece.quote for piece in answer.evidence if piece.paragraph > horizon and piece.quote not in read]
        if lesson.section_of(lesson.claim(claim_id)) > section:
            found += [answer.why, answer.model_reason, answer.later, *answer.if_you_chose.values()]
        if answer.later_after is not None and answer.later_after > horizon:
            found.append(answer.later)
        if any(piece.paragraph > horizon for piece in answer.evidence) and horizon < last:
            found += answer.if_you_chose.values()
    return [text for text in found if text]


def test_the_kits_own_texts_tell_nothing() -> None:
    """The texts that every page gets hold no sentence and no longer quote of an article."""
    told = str(dict(words("en")))
    for name in bundled_lessons():
        lesson = open_lesson(name)
        assert lesson.key is not None
        quotes = [piece.quote for answer in lesson.key.values() for piece in answer.evidence]
        assert [quote for quote in quotes if len(quote) > 12 and quote in told] == []


@pytest.mark.parametrize("name", bundled_lessons())
def test_a_reason_speaks_of_what_has_been_read(name: str) -> None:
    """A `why` and a model reason name no paragraph beyond the claim's section, a `later` none beyond `later_after`."""
    lesson = open_lesson(name)
    assert lesson.key is not None
    for claim in lesson.claims:
        answer = lesson.key[claim.id]
        last = lesson.article.sections[lesson.section_of(claim) - 1].last
        assert max([0, *numbers_in(answer.why), *numbers_in(answer.model_reason)]) <= last, claim.id
        assert max([0, *numbers_in(answer.later)]) <= (answer.later_after or 0), claim.id
        assert bool(answer.later) == (answer.later_after is not None)


@pytest.mark.parametrize("name", bundled_lessons())
def test_a_model_reason_is_a_readers_own_sentence(name: str) -> None:
    """Each core claim has one: in the first person, of one or two sentences, with words that stand in what was read."""
    lesson = open_lesson(name)
    assert lesson.key is not None
    for claim in lesson.claims:
        reason = lesson.key[claim.id].model_reason
        assert bool(reason) == claim.core, claim.id
        horizon = lesson.article.sections[lesson.section_of(claim) - 1].last
        read = " ".join(paragraph.text for paragraph in lesson.article.paragraphs[:horizon]).lower()
        quotes = [quote for quote in re.findall("“([^”]*)”", reason.lower()) if quote != "no source given"]
        sentences = len(re.findall(r"[.!?](?= |$)", reason))
        assert not reason or (reason.startswith("I marked ") and quotes and sentences <= 2)
        assert [quote for quote in quotes if quote not in read] == [], claim.id


# Lessons of any shape


def quote(label: str, number: int) -> str:
    """Words of a made lesson's paragraph; their number says where they stand."""
    return f"{label}-{number:02}"


def paragraph(number: int, section: int) -> Paragraph:
    """A paragraph with a claim, and with words for each label."""
    return Paragraph(number, " ".join([f"claim-{number:02}", *(quote(label, number) for label in LABELS)]), section)


@st.composite
def lessons(draw: st.DrawFn) -> Lesson:
    """Draw a lesson of one to four sections, with one claim a paragraph, and evidence anywhere."""
    sections: list[Section] = []
    for number, length in enumerate(draw(st.lists(st.integers(1, 3), min_size=1, max_size=4)), start=1):
        first = sections[-1].last + 1 if sections else 1
        sections.append(Section(number, f"title {number}", f"point {number}", first, first + length - 1))
    paragraphs = [paragraph(number, one.number) for one in sections for number in range(one.first, one.last + 1)]
    claims = [Claim(f"c{one.number:02}", one.number, 0, 8, one.text[:8], draw(st.booleans())) for one in paragraphs]
    ends = {claim.id: sections[one.section - 1].last for claim, one in zip(claims, paragraphs, strict=True)}
    key = {claim.id: draw(answers(claim, ends[claim.id], len(paragraphs))) for claim in claims}
    article = Article("Made", "en", "", "", "", "", "", (), tuple(sections), tuple(paragraphs))
    return Lesson("made", article, tuple(claims), MappingProxyType(key), "0123456789abcdef")


@st.composite
def answers(draw: st.DrawFn, claim: Claim, read: int, last: int) -> Answer:
    """Draw an answer to a claim of a section that ends with paragraph `read`, in an article of `last` paragraphs."""
    labels = draw(st.sampled_from(LABEL_SETS))
    also = tuple(one for one in draw(st.lists(st.sampled_from(LABEL_SETS), max_size=3, unique=True)) if one != labels)
    places = st.lists(st.integers(1, last), min_size=1, max_size=3, unique=True)
    pieces = [(label, number) for label in ordered(labels) for number in draw(places)]
    others = ordered(frozenset().union(*also) - labels)
    pieces += [(label, number) for label in others if draw(st.booleans()) for number in draw(places)]
    evidence = tuple(Evidence(label, number, 0, 1, quote(label, number)) for label, number in pieces)
    first = max([read + 1, *(piece.paragraph for piece in evidence)])
    after = draw(st.none() | st.integers(first, last)) if first <= last else None
    lines = {one: f"line of {claim.id}" for one in LABEL_SETS if one != labels}
    told: dict[str, Any] = {"later": f"later {claim.id}" if after else "", "later_after": after}
    told |= {"if_you_chose": lines, "model_reason": f"model {claim.id}"}
    nature = draw(st.sampled_from(NATURES))
    return Answer(labels, nature, f"source {claim.id}", f"why {claim.id}", also, evidence, **told)


@settings(max_examples=150, deadline=None)
@given(lesson=lessons(), data=st.data())
def test_no_lesson_tells_of_what_is_beyond(lesson: Lesson, data: st.DataObject) -> None:
    """For any lesson, section and marks: no later paragraph, quote, label or line is in what a page is sent."""
    with TemporaryDirectory() as folder:
        reading = start_reading(lesson, READER, folder)
        for claim in lesson.claims:
            reading.mark(claim.id, ordered(data.draw(st.sampled_from(LABEL_SETS))))
        section = data.draw(st.integers(1, len(lesson.article.sections)))
        page = Page(reading, section)
        shown = page.press()["cards"]
        check_nothing_beyond(lesson, section, page.everything())
        for card in shown:
            check_card(lesson, section, card)
        here = [claim.id for claim in lesson.claims if lesson.section_of(claim) == section]
        assert sorted(card["claim"] for card in shown if card["group"] != "earlier") == sorted(here)


def check_nothing_beyond(lesson: Lesson, section: int, sent: str) -> None:
    """Every number on a word of the article is that of a paragraph that has been read."""
    horizon = lesson.article.sections[section - 1].last
    paragraphs = re.findall(r"(?:claim|sourced|anonymous|denied)-(\d\d)", sent)
    assert max([0, *map(int, paragraphs)]) <= horizon
    assert max([0, *map(int, re.findall(r"(?:title|point) (\d)", sent))]) <= section
    later = set(re.findall(r"later (c\d\d)", sent))
    assert lesson.key is not None
    assert all((lesson.key[claim_id].later_after or 99) <= horizon for claim_id in later)


def check_card(lesson: Lesson, section: int, card: dict[str, Any]) -> None:
    """The labels that a card shows are the key's, as far as words that were read show them; a line comes at the end."""
    assert lesson.key is not None
    answer, horizon = lesson.key[card["claim"]], lesson.article.sections[section - 1].last
    every = answer.labels.union(*answer.also_defensible)
    at_end = horizon == len(lesson.article.paragraphs)
    seen: LabelSet = every if at_end else frozenset(one.label for one in answer.evidence if one.paragraph <= horizon)
    assert frozenset(card["key"]["labels"]) == answer.labels & seen
    assert all(frozenset(labels) <= seen for labels in card["key"]["also"])
    assert card["key"]["labels"] not in card["key"]["also"]
    assert len({tuple(labels) for labels in card["key"]["also"]}) == len(card["key"]["also"])
    assert not card["key"]["line"] or every <= seen
    assert not at_end or {frozenset(one) for one in card["key"]["also"]} == set(answer.also_defensible)


@settings(max_examples=100, deadline=None)
@given(lesson=lessons())
def test_everything_is_told_in_the_end(lesson: Lesson) -> None:
    """Whoever marks all and reveals every section has seen every answer in full, each full one written once."""
    with TemporaryDirectory() as folder:
        reading = start_reading(lesson, READER, folder)
        for claim in lesson.claims:
            reading.mark(claim.id, [])
        for section in lesson.article.sections:
            Page(reading, section.number).press()
        lines = [(mark.claim, mark.full) for mark in reading._journal.entries if mark.kind == "reveal"]
        assert len(lines) == len(set(lines))
        assert {claim_id for claim_id, full in lines if full} == {claim.id for claim in lesson.claims}
