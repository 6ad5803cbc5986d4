"""What became of each file that was handed in: nothing vanishes silently."""

from collections.abc import Iterator
from itertools import chain

import numpy as np
import pandas as pd

from kit.analysis.collect.journal_file import Page
from kit.analysis.collect.journal_lines import JournalLines, Numbers, Truths
from kit.analysis.collect.journals import Journals
from kit.lesson.files import Lesson

_COLUMNS = {
    "file": "string",
    "used": "bool",
    "why": "string",
    "reader": "string",
    "lines_read": "int64",
    "lines_refused": "int64",
    "lines_elsewhere": "int64",
    "annotations": "int64",
    "lines_contested": "int64",
}
#: How many lessons or editions are named before "and more".
_NAMED = 3


def files_table(
    lines: JournalLines, journals: Journals, lesson: Lesson | None, known: Truths, rows: Numbers
) -> pd.DataFrame:
    """Return one row a file; the columns are described at `kit.collect`.

    Args:
        lines: all lines, and the page of each file.
        journals: whose lines they are.
        lesson: the lesson that was asked for, if any.
        known: which lines are about a claim of that lesson in its edition (all, where none was asked for).
        rows: the lines that stand in the annotations.
    """
    story = _Story(lines, journals, lesson, known)
    table = {
        "file": [page.name for page in lines.pages],
        "used": story.used,
        "why": [story.why(number) for number in range(len(lines.pages))],
        "reader": [story.readers(number) for number in range(len(lines.pages))],
        "lines_read": [page.read for page in lines.pages],
        "lines_refused": [page.refused for page in lines.pages],
        "lines_elsewhere": story.elsewhere,
        "annotations": story.count(rows),
        "lines_contested": [journals.contested[number] for number in range(len(lines.pages))],
    }
    return pd.DataFrame({name: pd.Series(table[name], dtype=dtype) for name, dtype in _COLUMNS.items()})


class _Story:
    """Finds the words for each file."""

    def __init__(self, lines: JournalLines, journals: Journals, lesson: Lesson | None, known: Truths) -> None:
        self.lines, self.journals, self.lesson = lines, journals, lesson
        of_head = np.array([self._is_here(head.lesson, head.edition) for head in lines.heads], dtype=bool)
        is_here = of_head[lines["head"]]
        self.elsewhere = self.count(np.flatnonzero(~is_here))
        self.unknown = self.count(np.flatnonzero(is_here & ~known))
        self.kept = self.count(journals.order)
        self.used = self.count(journals.order[known[journals.order]]) > 0
        self._texts = self._texts_elsewhere(np.flatnonzero(~is_here))

    def count(self, places: Numbers) -> Numbers:
        """How many of these lines each file has."""
        return np.bincount(self.lines["file"][places], minlength=len(self.lines.pages))

    def readers(self, file: int) -> str | None:
        """The names of a file's readers."""
        return ", ".join(self.journals.names[journal] for journal in self.journals.in_files.get(file, ())) or None

    def why(self, file: int) -> str:
        """Why a file was not used, and what else is to be known of it."""
        page = self.lines.pages[file]
        told = (self._copies(file), self._contested(file), self._others(file), _refused(page), self._codes(file))
        return page.why or "; ".join(chain.from_iterable(told))

    def _is_here(self, lesson: str, edition: str) -> bool:
        return self.lesson is None or (lesson, edition) == (self.lesson.id, self.lesson.edition)

    def _texts_elsewhere(self, places: Numbers) -> dict[int, list[tuple[str, str]]]:
        texts: dict[int, list[tuple[str, str]]] = {}
        number = len(self.lines.heads) + 1
        for pair in np.asarray(pd.unique(self.lines["file"][places] * number + self.lines["head"][places])).tolist():
            file, head = divmod(pair, number)
            texts.setdefault(file, []).append((self.lines.heads[head].lesson, self.lines.heads[head].edition))
        return texts

    def _copies(self, file: int) -> Iterator[str]:
        for journal in self.journals.in_files[file]:
            base = self.journals.base.get(journal, file)
            name = self.lines.pages[base].name
            if base != file and self.kept[file]:
                yield f"a copy of the journal in {name}, with {_lines(self.kept[file])} that it lacks"
            elif base != file and not self.journals.contested[file]:
                yield f"a copy: all of it also stands in {name}"

    def _contested(self, file: int) -> Iterator[str]:
        if number := self.journals.contested[file]:
            bases = [self.journals.base.get(journal, file) for journal in self.journals.in_files[file]]
            elsewhere = [self.lines.pages[base].name for base in bases if base != file]
            where = f"in {_listed(elsewhere)}" if elsewhere else "further up under the same id"
            say = "says" if number == 1 else "say"
            yield f"{_lines(number)} {say} something else {where}, and what stands there counts: somebody changed it"

    def _others(self, file: int) -> Iterator[str]:
        if self.lesson is None:
            return
        texts = self._texts.get(file, [])
        only = "" if self.used[file] else "only "
        editions = [edition for lesson, edition in texts if lesson == self.lesson.id]
        lessons = [lesson for lesson, _ in texts if lesson != self.lesson.id]
        if editions:
            yield f"{only}marks on another edition of this article, a text that differs from it: {_listed(editions)}"
        if lessons and only:  # one file holds all lessons of a reader: that is as it should be
            yield f"{only}marks of another lesson: {_listed(lessons)}"
        if self.unknown[file]:
            yield f"{_lines(self.unknown[file])} about claims that the lesson does not have"

    def _codes(self, file: int) -> Iterator[str]:
        for journal in self.journals.in_files[file]:
            number, name = self.journals.with_code[journal], self.journals.names[journal]
            if number > 1:
                yield f"{number} journals have the code {name.split(' ')[0]}; the one here is called {name}"


def _refused(page: Page) -> Iterator[str]:
    if page.refused:
        yield f"{_lines(page.refused)} refused, the first: {page.first_refused}"


def _lines(number: int) -> str:
    return f"{number} line" if number == 1 else f"{number:,} lines"


def _listed(names: list[str]) -> str:
    """Names that stand in a file, which may be anything: what would command a terminal is shown as Python writes it."""
    different = sorted({name if name.isprintable() else ascii(name) for name in names})
    return ", ".join(different[:_NAMED]) + (" and more" if len(different) > _NAMED else "")
