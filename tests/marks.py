"""Journal entries for the tests of journal, table and reading."""

from typing import Any

from kit.marks.entries import Mark, Retract, Reveal

READER = "quiet-otter-41"

_ABOUT: dict[str, Any] = {
    "journal": "j1",
    "reader": READER,
    "lesson": "bridge",
    "edition": "0123456789abcdef",
    "codebook": 1,
    "at": "2026-11-22T09:15:02.118Z",
}


def mark(mark_id: str, claim: str = "c01", **parts: Any) -> Mark:
    """Return a mark with this id and claim; `parts` take the place of the other fields."""
    return Mark(**_ABOUT | {"id": mark_id, "claim": claim, "labels": ("sourced",)} | parts)


def retract(entry_id: str, claim: str = "c01", **parts: Any) -> Retract:
    """Return the taking back of an answer."""
    return Retract(**_ABOUT | {"id": entry_id, "claim": claim} | parts)


def reveal(entry_id: str, claim: str = "c01", *, full: bool = True, **parts: Any) -> Reveal:
    """Return a look at the answer to a claim: `full`, or as far as the reader has read."""
    return Reveal(**_ABOUT | {"id": entry_id, "claim": claim, "full": full} | parts)
