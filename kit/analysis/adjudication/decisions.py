"""A teacher's decisions on an answer key, checked: by claim, an answer or fields of `key.yaml`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kit.lesson.codebook import NO_SOURCE, label_set, ordered
from kit.lesson.key_file import FIELDS
from kit.lesson.lesson import Lesson
from kit.lesson.plain_errors import Mistake

#: A decision on one claim: an answer (its labels, or its name as tables show it), or any fields of `key.yaml` by name.
Decision = str | Iterable[str] | Mapping[str, Any]

_SUCH = '["sourced"] or "anonymous + denied"; [] or "no source" is “no source given”'


def read_decisions(decisions: Mapping[str, Decision] | None, lesson: Lesson) -> dict[str, dict[str, Any]]:
    """Return the decided fields of each claim that a decision is about, labels in the codebook's order.

    Raises:
        ValueError: a decision is about an unknown claim, field or label, or is of a wrong kind.
    """
    if decisions and not isinstance(decisions, Mapping):
        raise Mistake(f'Write the decisions as {{"{lesson.claims[0].id}": ["sourced"]}}: claims, each with its answer.')
    return {lesson.claim(claim).id: _fields(claim, decision) for claim, decision in (decisions or {}).items()}


def _fields(claim: str, decision: Decision) -> dict[str, Any]:
    fields = dict(decision) if isinstance(decision, Mapping) else {"labels": decision}
    for name, value in fields.items():
        if name not in FIELDS:
            raise Mistake(f"The decision on {claim} has an unknown field {name!r}. There are {', '.join(FIELDS)}.")
        kind, fits = _KINDS.get(name, _TEXT)
        if not fits(value):
            raise Mistake(f"“{name}” in the decision on {claim} must be {kind}.")
    if "labels" in fields:
        fields["labels"] = _labels(claim, fields["labels"])
    if "also_defensible" in fields:
        fields["also_defensible"] = [_labels(claim, also) for also in fields["also_defensible"]]
    return fields


def _labels(claim: str, answer: Any) -> list[str]:
    if isinstance(answer, str):
        named = answer.strip()
        answer = [] if named == NO_SOURCE else [label.strip() for label in named.split("+")]
    if isinstance(answer, Mapping) or not isinstance(answer, Iterable):
        raise Mistake(f"The decision on {claim} is {answer!r}, which is not an answer. Write one such as {_SUCH}.")
    try:
        return list(ordered(label_set(answer)))
    except Mistake as mistake:
        raise Mistake(f"The decision on {claim}: {mistake}") from None


def _are_lists(value: Any) -> bool:
    return isinstance(value, list) and not any(isinstance(labels, str) for labels in value)


def _are_pieces(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(piece, Mapping) and all(isinstance(part, str | int) for part in piece.values()) for piece in value
    )


def _are_lines(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(text, str) for pair in value.items() for text in pair)


#: What a field must be, in words, and whether it is; labels are looked at one by one, and all other fields are texts.
_KINDS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "labels": ("an answer", lambda value: True),
    "also_defensible": ('a list of lists of labels, such as [["anonymous"], ["sourced", "denied"]]', _are_lists),
    "evidence": ('a list such as [{"label": "sourced", "paragraph": 3, "quote": "..."}]', _are_pieces),
    "later_after": ("the number of a paragraph", lambda value: isinstance(value, int)),
    "if_you_chose": ('answers with a line for each, such as {"sourced": "..."}', _are_lines),
}
_TEXT: tuple[str, Callable[[Any], bool]] = ("a text in quotation marks", lambda value: isinstance(value, str))
