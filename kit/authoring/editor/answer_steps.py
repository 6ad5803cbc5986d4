"""Steps that write the answer to a claim: labels, evidence, texts; and the one that confirms it."""

from collections.abc import Iterable, Mapping
from typing import Any

from kit.authoring.editor.answer_entry import complete_answer, key_of, settled
from kit.authoring.editor.in_hand import LessonInHand
from kit.authoring.editor.step import Refused, Step
from kit.lesson.article import Paragraph
from kit.lesson.claims import Claim
from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, LABELS, name_of, ordered
from kit.lesson.files import KEY_FILE
from kit.lesson.key import NATURES
from kit.lesson.key_file import CONFIRMED

#: The button for “no source given”.
NONE = "none"
TEXTS = ("source", "why", "later", "model_reason")
_SETS = dict(zip(ANSWER_NAMES, LABEL_SETS, strict=True))


def toggle_label(hand: LessonInHand, claim_id: str, label: str) -> Step:
    """Press a label, or “no source given” (`none`), as a reader does."""
    fields = _fields(hand, claim_id)
    before = fields.get("labels")
    labels: list[str] | None
    if label == NONE:
        labels = None if before == [] else []
    elif label in LABELS:
        held = set(before or ()) ^ {label}
        labels = list(ordered(held)) or None
    else:
        raise Refused("unknown_label")
    return _with(hand, claim_id, _fitting(fields | {"labels": labels, CONFIRMED: False}))


def toggle_also(hand: LessonInHand, claim_id: str, name: str) -> Step:
    """Let another answer, by its name, be defensible as well, or not any more."""
    fields = _fields(hand, claim_id)
    if name not in _SETS or fields.get("labels") is None or name == name_of(fields["labels"]):
        raise Refused("also_which")
    held = [name_of(one) for one in fields.get("also_defensible") or []]
    names = [one for one in ANSWER_NAMES if (one in held) != (one == name)]
    also = [list(ordered(_SETS[one])) for one in names]
    return _with(hand, claim_id, _fitting(fields | {"also_defensible": also or None}))


def set_nature(hand: LessonInHand, claim_id: str, nature: str) -> Step:
    """Say what kind of claim it is."""
    if nature not in NATURES:
        raise Refused("nature_which")
    return _with(hand, claim_id, _fields(hand, claim_id) | {"nature": nature}, complete=False)


def set_text(hand: LessonInHand, claim_id: str, name: str, text: str) -> Step:
    """Write one of the texts of an answer; an empty one is taken out."""
    if name not in TEXTS:
        raise Refused("unknown_field")
    fields = _fields(hand, claim_id) | {name: " ".join(text.split()) or None}
    if name == "later":
        fields["later_after"] = _later_after(hand, hand.claim(claim_id), fields) if fields["later"] else None
    return _with(hand, claim_id, fields, complete=False)


def set_later_after(hand: LessonInHand, claim_id: str, paragraph: int) -> Step:
    """Say which paragraph is the last one that `later` speaks of."""
    return _with(hand, claim_id, _fields(hand, claim_id) | {"later_after": paragraph}, complete=False)


def set_slip(hand: LessonInHand, claim_id: str, name: str, text: str) -> Step:
    """Write the line for whoever chose another answer, by its name; an empty one is taken out."""
    fields = _fields(hand, claim_id)
    lines = dict(fields.get("if_you_chose") or {})
    lines.pop(name, None)
    if text.strip():
        lines[name] = " ".join(text.split())
    return _with(hand, claim_id, fields | {"if_you_chose": lines or None}, complete=False)


def add_evidence(hand: LessonInHand, claim_id: str, label: str, paragraph: int, start: int, end: int) -> Step:
    """Let words of the article show a label; one that the answer has not yet is given with them.

    Words that stand in their paragraph more than once are made longer, until they stand there once.
    """
    if label not in LABELS:
        raise Refused("unknown_label")
    fields = _fields(hand, claim_id)
    quote = _unique(hand.article.paragraph(paragraph), start, end)
    pieces = list(fields.get("evidence") or [])
    piece = {"label": label, "paragraph": paragraph, "quote": quote}
    if piece in pieces:
        raise Refused("evidence_twice")
    wanted = set(fields.get("labels") or ())
    if not any(label in also for also in fields.get("also_defensible") or ()):
        wanted |= {label}
    changed = fields | {"labels": list(ordered(wanted)), "evidence": [*pieces, piece]}
    changed |= {CONFIRMED: False} if wanted != set(fields.get("labels") or ()) else {}
    return _with(hand, claim_id, _fitting(changed))


def drop_evidence(hand: LessonInHand, claim_id: str, index: int) -> Step:
    """Take out the words at this place in the list of evidence."""
    fields = _fields(hand, claim_id)
    pieces = list(fields.get("evidence") or [])
    if not 0 <= index < len(pieces):
        raise Refused("words_moved")
    del pieces[index]
    return _with(hand, claim_id, fields | {"evidence": pieces}, complete=False)


def propose(hand: LessonInHand, claim_id: str) -> Step:
    """Fill in what can be proposed of what is empty."""
    return _with(hand, claim_id, _fields(hand, claim_id))


def confirm(hand: LessonInHand, claim_id: str) -> Step:
    """Say that a person has looked at an answer and stands by it. It must be complete; the next open one comes up."""
    answer = hand.answers[hand.claim(claim_id).id]
    if answer.lacks:
        raise Refused("lacks", lacks=answer.lacks)
    ids = [claim.id for claim in hand.claims]
    at = ids.index(claim_id)
    waiting = [one for one in (*ids[at + 1 :], *ids[:at]) if not hand.answers[one].is_confirmed]
    key = key_of(hand).altered(claim_id, {CONFIRMED: None})
    said = "confirmed_said" if waiting else "all_confirmed_said"
    return Step({KEY_FILE: key.text}, waiting[0] if waiting else claim_id, said)


def reopen(hand: LessonInHand, claim_id: str) -> Step:
    """Take a confirmation back."""
    return Step({KEY_FILE: key_of(hand).altered(hand.claim(claim_id).id, {CONFIRMED: False}).text}, claim_id)


def _fields(hand: LessonInHand, claim_id: str) -> dict[str, Any]:
    return dict(hand.answers[hand.claim(claim_id).id].fields)


def _with(hand: LessonInHand, claim_id: str, fields: Mapping[str, Any], *, complete: bool = True) -> Step:
    claim, before = hand.claim(claim_id), hand.answers[claim_id].fields
    if complete:
        proposed = complete_answer(hand, claim, fields)
        fields = dict(fields) | proposed | ({CONFIRMED: False} if proposed else {})
    changes = {name: value for name, value in fields.items() if before.get(name) != value or name == CONFIRMED}
    return Step({KEY_FILE: settled(hand, key_of(hand), claim, changes).text}, claim_id)


def _fitting(fields: Mapping[str, Any]) -> dict[str, Any]:
    """An answer without what only fitted its labels as they were."""
    labels = fields.get("labels")
    also = [one for one in fields.get("also_defensible") or [] if labels is None or set(one) != set(labels)]
    shown = set(labels or ()).union(*map(set, also))
    pieces = [piece for piece in fields.get("evidence") or [] if piece["label"] in shown]
    lines = dict(fields.get("if_you_chose") or {})
    if labels is not None:
        lines.pop(name_of(labels), None)
    fitted = dict(fields) | {"also_defensible": also or None, "if_you_chose": lines or None}
    return fitted | ({"evidence": pieces} if "evidence" in fields or pieces else {})


def _later_after(hand: LessonInHand, claim: Claim, fields: Mapping[str, Any]) -> int:
    """The last paragraph that `later` speaks of, as far as the evidence tells."""
    last = hand.section_of(claim).last
    if last == len(hand.article.paragraphs):
        raise Refused("nothing_later")
    numbers: Iterable[int] = (piece["paragraph"] for piece in fields.get("evidence") or [])
    return max([last + 1, int(fields.get("later_after") or 0), *numbers])


def _unique(paragraph: Paragraph, start: int, end: int) -> str:
    text = paragraph.text
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise Refused("words_moved")
    return paragraph.unique_quote(start, end)
