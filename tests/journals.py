"""Journals for the tests of collecting: written with the kit's own `to_line`."""

from collections.abc import Iterable
from typing import Any

from kit.lesson.files import Lesson
from kit.marks.mark import Mark, Quote, to_line

READER = "quiet-otter-41"


def mark(lesson: Lesson, claim: str, number: int = 0, **parts: Any) -> Mark:
    """A mark of `claim`, the journal's line `number`; `parts` are other fields of `Mark`."""
    fields: dict[str, Any] = {
        "id": f"{number:032x}",
        "journal": "1a" * 16,
        "reader": READER,
        "lesson": lesson.id,
        "edition": lesson.edition,
        "codebook": 1,
        "claim": claim,
        "at": f"2026-11-22T09:{number // 60 % 60:02}:{number % 60:02}.118Z",
        "labels": ("anonymous",),
    }
    fields |= parts
    if fields.get("kind", "mark") != "mark":
        fields["labels"] = ()
    return Mark(**fields)


def text(marks: Iterable[Mark]) -> bytes:
    """A journal's bytes."""
    return b"".join(map(to_line, marks))


def small_journal(lesson: Lesson, **parts: Any) -> list[Mark]:
    """Three marks: two claims, one of them changed."""
    first = mark(lesson, "c01", 1, labels=(), **parts)
    second = mark(
        lesson, "c02", 2, who="two people", evidence=(Quote(2, 40, 46, "people"),), reason="Nobody is named – “two”.", sure=2,
        pass_on="not_yet", **parts,
    )  # fmt: skip
    return [first, second, mark(lesson, "c01", 3, labels=("sourced", "denied"), **parts)]
