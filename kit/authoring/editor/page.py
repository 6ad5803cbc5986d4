"""What the editor's view shows of a lesson, as plain values, part by part."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from kit.authoring.editor.about_steps import TEXTS as FRONT_TEXTS
from kit.authoring.editor.guide_steps import SECTION_TEXTS, usual_path_minutes
from kit.authoring.editor.in_hand import LessonInHand
from kit.authoring.editor.open_points import open_points
from kit.authoring.editor.questions import question_for
from kit.lesson.codebook import ANSWER_NAMES, name_of
from kit.lesson.guide import ReadingPath, SectionGuide


def page_of(hand: LessonInHand, folder: Path) -> dict[str, Any]:
    """Return the parts of the page: `lesson`, `paragraphs`, `claims`, `answers`, `guide` and `open`."""
    return {
        "lesson": _lesson(hand, folder),
        "paragraphs": [asdict(paragraph) for paragraph in hand.article.paragraphs],
        "claims": [{name: value for name, value in asdict(claim).items() if name != "text"} for claim in hand.claims],
        "answers": {claim.id: _answer(hand, claim.id) for claim in hand.claims},
        "guide": _guide(hand),
        "open": [asdict(point) for point in open_points(hand, folder)],
    }


def _lesson(hand: LessonInHand, folder: Path) -> dict[str, Any]:
    article = hand.article
    about = {name: getattr(article, name) for name in (*FRONT_TEXTS, "language")}
    about |= {"folder": str(folder), "may_be_published": article.may_be_published}
    about |= {"people": [asdict(person) for person in article.whos_who]}
    return about | {"sections": [asdict(section) for section in article.sections], "names": list(ANSWER_NAMES)}


def _answer(hand: LessonInHand, claim_id: str) -> dict[str, Any]:
    found = hand.answers[claim_id]
    answer, labels = found.answer, found.fields.get("labels")
    texts = {name: str(found.fields.get(name) or "") for name in ("nature", "source", "why", "later", "model_reason")}
    return texts | {
        "labels": labels,
        "name": None if labels is None else name_of(labels),
        "also": [name_of(labels) for labels in answer.also_defensible],
        "evidence": [asdict(piece) for piece in answer.evidence],
        "later_after": answer.later_after,
        "slips": {name_of(labels): line for labels, line in answer.if_you_chose.items()},
        "confirmed": found.is_confirmed,
        "lacks": list(found.lacks),
    }


def _guide(hand: LessonInHand) -> dict[str, Any]:
    return {
        "sections": [_section(hand, section) for section in hand.guide.sections],
        "paths": [_path(hand, path) for path in hand.guide.paths.values()],
    }


def _section(hand: LessonInHand, section: SectionGuide) -> dict[str, Any]:
    stops = [asdict(stop) | {"proposed": question_for(hand, stop)} for stop in section.stops]
    texts = {name: getattr(section, name) for name in SECTION_TEXTS}
    return texts | {"minutes": section.minutes, "stops": stops}


def _path(hand: LessonInHand, path: ReadingPath) -> dict[str, Any]:
    chosen = [claim for claim in hand.claims if claim.id in path.claims]
    about = {"name": path.name, "title": path.title, "minutes": path.minutes, "claims": list(path.claims)}
    return about | {"usual": usual_path_minutes(chosen), "has_steps": bool(path.steps)}
