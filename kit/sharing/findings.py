"""Findings: what a check of a teacher's file has to say, each in full sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kit.ui.words import words

#: `stop`: importing the file would fail or reach a wrong student. `look`: a person should look. `note`: good to know.
Level = Literal["stop", "look", "note"]
LEVELS: tuple[Level, ...] = ("stop", "look", "note")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: how grave, where, what, and what to do.

    `line` counts from 1; 0 is the file as a whole. Without a `file` it is about the gradebook as a whole.
    """

    level: Level
    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}: " if self.line else f"{self.file}: " if self.file else ""
        return f"{place}{self.what} {self.remedy}".rstrip()


def finding(level: Level, key: str, file: str = "", line: int = 0, **values: Any) -> Finding:
    """Return a finding in the kit's words.

    Args:
        level: how grave it is.
        key: the name of its two sentences in the words' page `findings`, such as `canvas.header`.
        file: the file's name, or nothing for the gradebook as a whole.
        line: the line, from 1.
        values: what stands in the sentences in braces.
    """
    what, remedy = (words()(f"findings.{key}.{part}", file=file, **values) for part in ("what", "remedy"))
    return Finding(level, file, line, what, remedy)


def the_roster() -> str:
    """Return what stands in the place of a file's name where a finding is about the roster."""
    return words()("findings.the_roster")


def all_of(names: Sequence[str]) -> str:
    """Return all names as one text: of students, nobody is left out."""
    return some(names, len(names))


def some(names: Sequence[str], most: int = 6) -> str:
    """Return up to `most` names as one text, and how many more there are; names with a comma stay apart."""
    more = len(names) - most
    told = ("; " if any("," in name for name in names) else ", ").join(names[:most])
    return words()("findings.and_more", names=told, n=more) if more > 0 else told
