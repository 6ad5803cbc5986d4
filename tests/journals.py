"""What a class hands in, for the tests of collecting: journals as the kit writes them, in files and zips."""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

import kit
from kit.lesson.lesson import Lesson
from kit.marks.entries import JournalEntry, Mark, Quote, Retract, Reveal
from kit.marks.lines import to_line

READER = "quiet-otter-41"


def mark(lesson: Lesson, claim: str, number: int = 0, **parts: Any) -> Mark:
    """A mark of `claim`, the journal's line `number`; `parts` are other fields of `Mark`."""
    return Mark(**_about(lesson, claim, number) | {"labels": ("anonymous",)} | parts)


def retract(lesson: Lesson, claim: str, number: int = 0, **parts: Any) -> Retract:
    """The taking back of an answer to `claim`."""
    return Retract(**_about(lesson, claim, number) | parts)


def reveal(lesson: Lesson, claim: str, number: int = 0, **parts: Any) -> Reveal:
    """A look at the key's answer to `claim`."""
    return Reveal(**_about(lesson, claim, number) | parts)


def _about(lesson: Lesson, claim: str, number: int) -> dict[str, Any]:
    return {
        "id": f"{number:032x}",
        "journal": "1a" * 16,
        "reader": READER,
        "lesson": lesson.id,
        "edition": lesson.edition,
        "codebook": 1,
        "claim": claim,
        "at": f"2026-11-22T09:{number // 60 % 60:02}:{number % 60:02}.118Z",
    }


def text(marks: Iterable[JournalEntry]) -> bytes:
    """A journal's bytes."""
    return b"".join(map(to_line, marks))


def small_journal(lesson: Lesson, **parts: Any) -> list[Mark]:
    """Three marks: two claims, one of them changed."""
    first = mark(lesson, "c01", 1, labels=(), **parts)
    told = {"who": "two people", "reason": "Nobody is named – “two”.", "sure": 2, "pass_on": "not_yet"}
    second = mark(lesson, "c02", 2, evidence=(Quote(2, 40, 46, "people"),), **told, **parts)
    return [first, second, mark(lesson, "c01", 3, labels=("sourced", "denied"), **parts)]


def put(folder: Path, name: str, data: bytes) -> Path:
    """Write one file below a folder, and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def zipped(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a zip."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", method) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return path


def row(collected: kit.Collected, name: str) -> pd.Series:
    """The row of `.files` for one file."""
    rows = collected.files.set_index("file").loc[[name]]
    assert len(rows) == 1
    return rows.iloc[0]
