"""A good question for a stop, by the kinds of its claims: where nobody is named, what is rejected, what is foretold."""

from collections.abc import Iterable

from kit.authoring.editor.in_hand import LessonInHand
from kit.lesson.guide import Stop
from kit.ui.words import words

#: From the kind that there is most to ask about to the one with the least.
KINDS = ("contested", "denied", "anonymous", "forecast", "judgement", "sourced", "none")


def question_for(hand: LessonInHand, stop: Stop) -> str:
    """Return the question that is proposed for a stop; empty where it shows no claim."""
    kinds = list(_kinds(hand, stop))
    if not kinds:
        return ""
    return words(hand.article.language)(f"proposed.ask_{min(kinds, key=KINDS.index)}")


def _kinds(hand: LessonInHand, stop: Stop) -> Iterable[str]:
    here = [claim for claim in hand.claims if claim.paragraph in stop.paragraphs]
    for claim in [one for one in here if one.core] or here:
        fields = hand.answers[claim.id].fields
        labels = set(fields.get("labels") or ())
        if {"anonymous", "denied"} <= labels:
            yield "contested"
        yield from (label for label in ("denied", "anonymous", "sourced") if label in labels)
        if fields.get("nature") in ("forecast", "judgement"):
            yield str(fields["nature"])
        if not labels:
            yield "none"
