"""What became of each file that was handed in: nothing vanishes silently."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np
import pandas as pd

from kit.analysis.collect.journal_file import Page
from kit.analysis.collect.journal_lines import JournalLines, Numbers, Truths
from kit.analysis.collect.journals import Journals
from kit.analysis.collect.texts import ELSEWHERE, Texts
from kit.lesson.printable import printable

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
    "lines_carried": "int64",
    "lines_outdated": "int64",
}
#: How many lessons or editions are named before "and more".
_NAMED = 3


def files_table(lines: JournalLines, journals: Journals, texts: Texts, known: Truths, rows: Numbers) -> pd.DataFrame:
    """Return one row a file; the columns are described at `kit.collect`.

    Args:
        lines: all lines, and the page of each file.
        journals: whose lines they are.
        texts: what they are about.
        known: which lines count for a claim of the lesson that was asked for (all, where none was).
        rows: the lines that stand in the annotations.
    """
    story = _Story(lines, journals, texts, known)
    table = {
        "file": [page.name for page in lines.pages],
        "used": story.used,
        "why": [printable(story.why(number)) for number in range(len(lines.pages))],
        "reader": [story.readers(number) for number in range(len(lines.pages))],
        "lines_read": [page.read for page in lines.pages],
        "lines_refused": [page.refused for page in lines.pages],
        "lines_elsewhere": story.elsewhere,
        "annotations": story.count(rows),
        "lines_contested": [journals.contested[number] for number in range(len(lines.pages))],
        "lines_carried": story.carried,
        "lines_outdated": story.outdated,
    }
    return pd.DataFrame({name: pd.Series(table[name], dtype=dtype) for name, dtype in _COLUMNS.items()})


class _Story:
    """Finds the words for each file."""

    def __init__(self, lines: JournalLines, journals: Journals, texts: Texts, known: Truths) -> None:
        self.lines, self.journals = lines, journals
        is_here = texts.are("here", "carried")
        self.elsewhere = self.count(np.flatnonzero(~is_here))
        self.unknown = self.count(np.flatnonzero(is_here & ~known))
        self.carried = self.count(np.flatnonzero(texts.are("carried")))
        self.outdated = self.count(np.flatnonzero(texts.are("changed", "unknown")))
        self._added = self._lines_of_copies()
        self.used = self.count(journals.order[known[journals.order]]) > 0
        self._other_lessons = self._named("head", texts.are(ELSEWHERE))
        self._editions = self._named("head", texts.are("unknown"))
        self._changed = self._named("claim", texts.are("changed"))

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

    def _lines_of_copies(self) -> Counter[tuple[int, int]]:
        """How many lines count from each file of a journal that stands in several files, by file and journal."""
        order, of_line = self.journals.order, self.journals.of_line
        places = order[np.isin(of_line[order], list(self.journals.base))]
        return Counter(zip(self.lines["file"][places].tolist(), of_line[places].tolist(), strict=True))

    def _named(self, column: str, which: Truths) -> dict[int, list[int]]:
        """The different numbers that a column has in some of the lines, by file."""
        places, found = np.flatnonzero(which), dict[int, list[int]]()
        for pair in np.asarray(
            pd.unique(self.lines["file"][places] * (len(self.lines) + 1) + self.lines[column][places])
        ):
            file, number = divmod(int(pair), len(self.lines) + 1)
            found.setdefault(file, []).append(number)
        return found

    def _copies(self, file: int) -> Iterator[str]:
        for journal in self.journals.in_files[file]:
            base = self.journals.base.get(journal, file)
            name = self.lines.pages[base].name
            if base != file and (added := self._added[file, journal]):
                yield f"a copy of the journal in {name}, with {_lines(added)} that it lacks"
            elif base != file and not self.journals.contested[file]:
                alone = len(self.journals.in_files[file]) == 1
                all_of_it = "a copy: all of it" if alone else f"all of {self.journals.names[journal]}"
                yield f"{all_of_it} also stands in {name}"

    def _contested(self, file: int) -> Iterator[str]:
        if number := self.journals.contested[file]:
            bases = [self.journals.base.get(journal, file) for journal in self.journals.in_files[file]]
            elsewhere = [self.lines.pages[base].name for base in bases if base != file]
            where = f"in {listed(elsewhere)}" if elsewhere else "further up under the same id"
            say = "says" if number == 1 else "say"
            yield f"{_lines(number)} {say} something else {where}, and what stands there counts: somebody changed it"

    def _others(self, file: int) -> Iterator[str]:
        only, heads = "" if self.used[file] else "only ", self.lines.heads
        if number := self.carried[file]:
            yield f"counted with {_lines(number)} from an earlier version of this text, in paragraphs that are the same"
        if changed := self._changed.get(file):
            claims = listed([self.lines.claims[number].claim for number in changed])
            yield f"{only}marks on paragraphs that have changed since, which do not count: {claims}"
        if unknown := self._editions.get(file):
            editions = listed([heads[number].edition for number in unknown])
            yield f"{only}marks on another edition of this article, a text that differs from it: {editions}"
        if (others := self._other_lessons.get(file)) and only:  # one file holds all lessons of a reader
            yield f"{only}marks of another lesson: {listed([heads[number].lesson for number in others])}"
        if self.unknown[file]:
            yield f"{_lines(self.unknown[file])} about claims that the lesson does not have"

    def _codes(self, file: int) -> Iterator[str]:
        for journal in self.journals.in_files[file]:
            number, name = self.journals.with_code[journal], self.journals.names[journal]
            if number > 1:
                yield f"{number} journals have the code {name.split(' ')[0]}; the one here is called {name}"
            if others := self.journals.in_others.get(journal):
                where = listed(self.lines.pages[other].name for other in others)
                yield f"the same journal also stands in the folder of another student: {where}"


def _refused(page: Page) -> Iterator[str]:
    if page.refused:
        yield f"{_lines(page.refused)} refused, the first: {page.first_refused}"


def _lines(number: int) -> str:
    return f"{number} line" if number == 1 else f"{number:,} lines"


def listed(names: Iterable[str], most: int = _NAMED) -> str:
    """Return different names as one text, up to `most` of them.

    What stands in a file may be anything: a name that would command a terminal is shown as Python writes it.
    """
    different = sorted(set(map(printable, names)))
    return ", ".join(different[:most]) + (" and more" if len(different) > most else "")
