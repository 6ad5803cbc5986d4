"""What is wrong with a lesson: every fault at once, each with file, line and remedy."""

from collections.abc import Iterable
from dataclasses import dataclass

from kit.lesson.plain_errors import SaidPlainly


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong in one file of a lesson.

    `line` counts from 1; 0 means the file as a whole.
    """

    file: str
    line: int
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.problem} {self.remedy}"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What of an article is not certain while its file has faults: what would only follow from them is not told.

    `paragraphs` may have other words or another number; `claims` are ids in lines that could not be read; `sections`
    says whether paragraphs may belong to another one.
    """

    paragraphs: frozenset[int] = frozenset()
    claims: frozenset[str] = frozenset()
    sections: bool = False


class LessonFaults(SaidPlainly, ValueError):
    """A lesson cannot be opened. `.faults` holds every `Fault`, in the order of files and lines."""

    def __init__(self, lesson: str, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        lines = "\n".join(f"- {fault}" for fault in self.faults)
        super().__init__(f"The lesson “{lesson}” cannot be opened: {count}.\n{lines}")
