"""Writes proposals as the answers of a key that nobody has confirmed: a start for the person who does."""

from collections.abc import Iterator, Mapping
from typing import Any

from kit.authoring.proposals import Proposal
from kit.authoring.proposed_texts import proposed_fields
from kit.lesson.codebook import ordered
from kit.lesson.key_file import CONFIRMED, FIELDS
from kit.lesson.key_writing import field_lines
from kit.lesson.markdown_signs import sign_in_field
from kit.ui.words import Words, words


def proposed_key(claims: Mapping[str, Proposal], language: str = "en") -> str:
    """Return the text of a `key.yaml` with an unconfirmed answer for each claim, by its id, in this order.

    What a proposer leaves out (the kind of claim, and what a core claim needs besides) is proposed in the article's
    language, so that each answer is whole, and a person who agrees with it has only to say so.

    A lesson with it opens, and reveals of each claim nothing until a person has taken out its line `confirmed: false`.
    """
    return "\n\n".join("\n".join(_lines(claim_id, claim, words(language))) for claim_id, claim in claims.items()) + "\n"


def _lines(claim_id: str, claim: Proposal, say: Words) -> Iterator[str]:
    yield f"{claim_id}:"
    yield f"  {CONFIRMED}: false"
    for name, value in _fields(claim, say).items():
        yield from field_lines(name, value, "  ")


def _fields(claim: Proposal, say: Words) -> dict[str, Any]:
    """Return what is proposed, as fields of an answer; a text that a key could not show is left to the person."""
    if claim.labels is None:
        return {}
    names = ("label", "paragraph", "quote")
    evidence = [{name: getattr(piece, name) for name in names} for piece in claim.evidence]
    given = {"source": claim.source, "why": claim.reason}
    texts = {name: _visible(text) for name, text in given.items()}
    shown = {name: text for name, text in texts.items() if text and not sign_in_field(text)}
    fields: dict[str, Any] = {"labels": list(ordered(claim.labels)), "evidence": evidence}
    fields = proposed_fields(claim.text, is_core=claim.core, fields=fields, say=say) | fields | shown
    return {name: fields[name] for name in FIELDS if name in fields and not _has_signs(fields[name])}


def _has_signs(value: Any) -> bool:
    """Whether a text, or one of several, holds what a key could not show."""
    texts = value.values() if isinstance(value, dict) else [value]
    return any(isinstance(text, str) and sign_in_field(text) is not None for text in texts)


def _visible(text: str) -> str:
    """Return a text in one line, without the signs that nobody sees: a model may write anything."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
