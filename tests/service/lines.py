"""Lines as the kit writes them, of many readers."""

from typing import Any

from kit.marks.entries import Mark
from kit.marks.lines import to_line
from kit.sharing.service.store import Line


def line(number: int, journal: str = "1a" * 16, reader: str = "quiet-otter-41", **parts: Any) -> bytes:
    """The bytes of a mark, without its newline."""
    about: dict[str, Any] = {
        "lesson": "bridge",
        "edition": "9f2c",
        "codebook": 1,
        "claim": "c01",
        "at": "2026-11-22T09:15:02.118Z",
    }
    mark = Mark(id=f"{number:032x}", journal=journal, reader=reader, **about | {"labels": ("anonymous",)} | parts)
    return to_line(mark).removesuffix(b"\n")


def of(owner: str, number: int, journal: str = "1a" * 16, **parts: Any) -> Line:
    """The same, under a user of the hub."""
    return Line(owner, journal, f"{number:032x}", "quiet-otter-41", line(number, journal, **parts))
