"""Marks for the tests of journal, table and reading."""

from dataclasses import replace
from typing import Any

from kit.marks.mark import Mark

READER = "quiet-otter-41"

_PATTERN = Mark(
    id="m1",
    journal="j1",
    reader=READER,
    lesson="bridge",
    edition="0123456789abcdef",
    codebook=1,
    claim="c01",
    at="2026-11-22T09:15:02.118Z",
    labels=("sourced",),
)


def mark(mark_id: str, claim: str = "c01", **parts: Any) -> Mark:
    """Return a mark with this id and claim; `parts` take the place of the other fields."""
    return replace(_PATTERN, id=mark_id, claim=claim, **parts)


def retract(mark_id: str, claim: str = "c01", **parts: Any) -> Mark:
    """Return the taking back of an answer."""
    return mark(mark_id, claim, kind="retract", labels=(), **parts)


def reveal(mark_id: str, claim: str = "c01", *, full: bool = True, **parts: Any) -> Mark:
    """Return a look at the answer to a claim: `full`, or as far as the reader has read."""
    return mark(mark_id, claim, kind="reveal", labels=(), full=full, **parts)
