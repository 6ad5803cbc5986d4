"""What is missing before a lesson is complete: a list that leads to each place."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kit.authoring.editor.in_hand import LessonInHand
from kit.lesson.article import edition_of
from kit.lesson.files import FIGURES_FILE
from kit.lesson.guide import Stop
from kit.ui.words import Words, words

#: More stops without a question are one line of the list: they are best begun all at once.
_MOST_ALIKE = 4


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing that is missing. `page` is the page of the editor that it is done on, the rest says where there.

    `is_needed` is False where the lesson is complete without it, and better with it.
    """

    text: str
    page: str
    is_needed: bool
    claim: str = ""
    section: int = 0
    stop: int = -1
    field: str = ""


def open_points(hand: LessonInHand, folder: Path) -> list[OpenPoint]:
    """Return what is missing, in the order in which it is best done: answers, the text's frame, questions, a path."""
    say = words(hand.article.language)
    return [*_answers(hand, say), *_front(hand, say), *_guide(hand, say), *_class(hand, folder, say)]


def _answers(hand: LessonInHand, say: Words) -> Iterator[OpenPoint]:
    for claim in hand.claims:
        answer = hand.answers[claim.id]
        if answer.is_confirmed:
            continue
        short = claim.text if len(claim.text) <= 50 else f"{claim.text[:48].rstrip()}…"
        lacks = ", ".join(say(f"editor.lack_{name}") for name in answer.lacks)
        text = say("editor.point_lacks", words=short, lacks=lacks) if lacks else say("editor.point_look", words=short)
        yield OpenPoint(text, "claim", True, claim=claim.id, field=answer.lacks[0] if answer.lacks else "confirm")
    if not any(claim.core for claim in hand.claims):
        yield OpenPoint(say("editor.point_no_core"), "claim", True, claim=hand.claims[0].id, field="core")


def _front(hand: LessonInHand, say: Words) -> Iterator[OpenPoint]:
    usual = say("new_lesson.point")
    for section in hand.article.sections:
        if not section.point or section.point == usual:
            text = say("editor.point_point", section=section.title)
            yield OpenPoint(text, "lesson", False, section=section.number, field="point")
    if hand.article.date_line == say("new_lesson.date_line_missing"):
        yield OpenPoint(say("editor.point_date"), "lesson", True, field="date_line")
    if not hand.article.may_be_published:
        yield OpenPoint(say("editor.point_rights"), "lesson", False, field="publication")


def _guide(hand: LessonInHand, say: Words) -> Iterator[OpenPoint]:
    silent = [
        (number, at, stop)
        for number, section in enumerate(hand.guide.sections, start=1)
        for at, stop in enumerate(section.stops)
        if not stop.after and _has_claims(hand, stop)
    ]
    if len(silent) > _MOST_ALIKE:
        yield OpenPoint(say("editor.point_questions", n=len(silent)), "stops", False, field="questions")
    else:
        for number, at, stop in silent:
            text = say("editor.point_question", paragraphs=", ".join(map(str, stop.paragraphs)))
            yield OpenPoint(text, "stops", False, section=number, stop=at, field="after")
    if not hand.guide.paths:
        yield OpenPoint(say("editor.point_path"), "paths", False, field="new_path")


def _has_claims(hand: LessonInHand, stop: Stop) -> bool:
    return any(claim.paragraph in stop.paragraphs for claim in hand.claims)


def _class(hand: LessonInHand, folder: Path, say: Words) -> Iterator[OpenPoint]:
    """The figures of a class are those of one text: with other claims, they are not this lesson's any more."""
    try:
        figures = (folder / FIGURES_FILE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    if edition_of(hand.article.paragraphs, hand.claims) not in figures:
        yield OpenPoint(say("editor.point_class", file=FIGURES_FILE), "lesson", True, field="title")
