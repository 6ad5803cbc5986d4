"""What comes of grading into a teacher's file: the new file's bytes, and all there is to say about it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal

from kit.lesson.pasted_path import pasted_path
from kit.lesson.plain_errors import SaidPlainly
from kit.lesson.write_file import AlreadyThere, write_file
from kit.sharing.findings import LEVELS, Finding
from kit.ui.markup import NO_MATHEMATICS, element
from kit.ui.words import words

#: A gradebook that was filled in, or a list of points by name.
Kind = Literal["filled", "points"]


class CannotFill(SaidPlainly, ValueError):
    """The gradebook must not be filled as it is; the text says why, finding by finding."""


@dataclass(frozen=True, repr=False)
class Filled:
    """What `fill_gradebook` returns. Nothing has been written yet.

    `data` is the whole new file, or None where a finding says `stop`. `graded` counts the cells that were changed, or
    the students with points in a list. `column` is the heading that the points belong under, where there is one.
    `about` says which class it is (`kit.analysis.about`), where the grades know it. `kind` says whether the teacher's
    own file is filled in, or a list of points is written beside it.
    """

    export: Path
    platform: str
    column: str
    data: bytes | None
    graded: int
    findings: tuple[Finding, ...]
    about: str = ""
    kind: Kind = "filled"

    @property
    def text(self) -> str:
        """Which class it is, then the findings, the gravest first, one a line, for a person to read."""
        told = [f"{self.about}."] if self.about else []
        return "\n".join([*told, self.done, *(f"- {finding.level}: {finding}" for finding in self.ordered)])

    @property
    def done(self) -> str:
        """How many grades are filled in, or that none is, in one sentence."""
        say = words()
        if self.data is None:
            return say("gradebook.stopped" if self.kind == "filled" else "gradebook.stopped_list")
        return say(f"gradebook.done_{self.kind}", platform=self.platform, n=self.graded, column=self.column)

    @property
    def ordered(self) -> list[Finding]:
        """The findings, the gravest first."""
        return sorted(self.findings, key=lambda finding: LEVELS.index(finding.level))

    @property
    def file_name(self) -> str:
        """What the new file is called."""
        return self._called()

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        lines = (element("li", element("strong", finding.level), f": {finding}") for finding in self.ordered)
        about = element("p", element("strong", f"{self.about}.")) if self.about else None
        return element("div", about, element("p", self.done), element("ul", *lines), class_=NO_MATHEMATICS)

    def write(self, folder: str | Path | None = None) -> Path:
        """Write the new file beside the teacher's (or into `folder`), and return its path. No file is ever replaced.

        Raises:
            CannotFill: a finding says `stop`.
            OSError: the file cannot be written.
        """
        if self.data is None:
            raise CannotFill(self.text)
        place = pasted_path(folder) if folder is not None else self.export.parent
        for tried in count(1):
            with suppress(AlreadyThere):
                return write_file(place / self._called(f"-{tried}" if tried > 1 else ""), self.data)
        raise AssertionError("counting does not end")

    def _called(self, number: str = "") -> str:
        ending = self.export.suffix if self.kind == "filled" else ".csv"
        return f"{self.export.stem}-{self.kind}{number}{ending}"


def has_stop(findings: Sequence[Finding]) -> bool:
    """Whether something was found that must be mended before anything is imported."""
    return any(finding.level == "stop" for finding in findings)
