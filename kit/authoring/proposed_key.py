"""Writes proposals as the answers of a key that nobody has confirmed: a start for the person who does."""

from collections.abc import Iterator, Mapping
from typing import Any

from kit.authoring.proposals import Proposal
from kit.lesson.codebook import ordered
from kit.lesson.key_file import CONFIRMED
from kit.lesson.key_writing import field_lines
from kit.lesson.markdown_signs import sign_in_field


def proposed_key(claims: Mapping[str, Proposal]) -> str:
    """Return the text of a `key.yaml` with an unconfirmed answer for each claim, by its id, in this order.

    A lesson with it opens, and reveals nothing until a person has taken out the lines `confirmed: false`.
    """
    return "\n\n".join("\n".join(_lines(claim_id, claim)) for claim_id, claim in claims.items()) + "\n"


def _lines(claim_id: str, claim: Proposal) -> Iterator[str]:
    yield f"{claim_id}:"
    yield f"  {CONFIRMED}: false"
    for name, value in _fields(claim).items():
        yield from field_lines(name, value, "  ")


def _fields(claim: Proposal) -> dict[str, Any]:
    """Return what is proposed, as fields of an answer; a text that a key could not show is left to the person."""
    if claim.labels is None:
        return {}
    names = ("label", "paragraph", "quote")
    evidence = [{name: getattr(piece, name) for name in names} for piece in claim.evidence]
    given = {"source": claim.source, "why": claim.reason}
    texts = {name: _visible(text) for name, text in given.items()}
    shown = {name: text for name, text in texts.items() if text and not sign_in_field(text)}
    order = ("labels", "source", "evidence", "why")
    fields = {"labels": list(ordered(claim.labels)), "evidence": evidence} | shown
    return {name: fields[name] for name in order if name in fields}


def _visible(text: str) -> str:
    """Return a text in one line, without the signs that nobody sees: a model may write anything."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
