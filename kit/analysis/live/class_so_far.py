"""The class so far: every journal of it, kept up to date by what is new, and what it comes down to."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from kit.analysis.collect.together import together
from kit.analysis.discretion.people import TOGETHER, Together
from kit.analysis.live.live_journal import LiveJournal
from kit.analysis.live.sheet import LiveFile
from kit.analysis.live.source import News
from kit.lesson.codebook import LABEL_SETS, LABELS, ordered
from kit.lesson.lesson import Lesson
from kit.marks.entries import STANCES, JournalEntry, Mark
from kit.marks.standing import PHASES
from kit.marks.table import ANSWERS

_COLUMNS = ("lesson", "edition", "reader", "claim", "phase", "labels", *LABELS, "stance")
#: Each set of labels, as a mark has it, by its place among the answers, and which of them have a label.
_SETS = {ordered(labels): number for number, labels in enumerate(LABEL_SETS)}
_HAS = {label: np.array([label in labels for labels in LABEL_SETS]) for label in LABELS}
_STANCES = {None: -1} | {stance: number for number, stance in enumerate(STANCES)}

_PHASES = pd.CategoricalDtype(list(PHASES), ordered=True)

#: A journal: the reader's code, the folder of the student whose it is (or nothing), and the journal's own id.
Key = tuple[str, str, str]
#: Journals by what one student handed in.
HandIns = dict[str, set[Key]]


class ClassSoFar:
    """The journals of a class for one lesson: whatever was appended, what stands is what `kit.collect` would find.

    (`kit.collect` leaves files out that together are more than any class: 100,000 of them, or 500 MB.)
    """

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self._files: dict[str, LiveFile] = {}
        self._inside: dict[str, HandIns] = {}  # by file, the journals that it has lines of
        self._journals: dict[Key, LiveJournal] = {}

    def take(self, news: News) -> None:
        """Take in what is new."""
        touched = set[Key]()
        for place in (*news.gone, *(file.place for file in news.begun)):
            touched |= self._drop(place)
        for begun in news.begun:
            self._files[begun.place] = LiveFile(begun.files)
            touched |= self._add_all(begun.place, begun.at)
        for place, data, at in news.grown:
            touched |= self._grow(place, data, at)
        for key in touched:
            self._journals[key].count_anew()
            if not self._journals[key].copies:
                del self._journals[key]

    def _grow(self, place: str, data: bytes, at: float) -> set[Key]:
        file = self._files[place]
        before = [sheet.name for sheet in file.sheets]
        new = file.grow(data)
        if new is not None:
            return self._add(place, 0, new, at)
        return self._take_back(place, before) | self._add_all(place, at)

    def _drop(self, place: str) -> set[Key]:
        file = self._files.pop(place, None)
        return self._take_back(place, [sheet.name for sheet in file.sheets]) if file else set()

    def _take_back(self, place: str, sheets: Iterable[str]) -> set[Key]:
        """Take a file's lines back; return the journals that they were of."""
        keys = set[Key]().union(*self._inside.pop(place, {}).values())
        for number, name in enumerate(sheets):
            for key in keys:
                self._journals[key].remove((name, number))
        return keys

    def _add_all(self, place: str, at: float) -> set[Key]:
        sheets = enumerate(self._files[place].sheets)
        return set[Key]().union(*(self._add(place, number, sheet.entries, at) for number, sheet in sheets))

    def _add(self, place: str, number: int, entries: Iterable[JournalEntry], at: float) -> set[Key]:
        """Hand lines of a file's sheet to their journals; return those that have to be counted anew."""
        sheet = self._files[place].sheets[number]
        by_journal = defaultdict[Key, list[JournalEntry]](list)
        for entry in entries:
            by_journal[entry.reader, sheet.owner, entry.journal].append(entry)
        self._inside.setdefault(place, {}).setdefault(sheet.came_in or sheet.name, set()).update(by_journal)
        touched = set[Key]()
        for key, lines in by_journal.items():
            if key not in self._journals:
                self._journals[key] = LiveJournal(self.lesson)
            if self._journals[key].add((sheet.name, number), lines, at):
                touched.add(key)
        return touched

    @property
    def refused(self) -> int:
        """How many lines could not be read; a last one that is still being written is none of them."""
        return sum(sheet.refused for file in self._files.values() for sheet in file.sheets)

    @property
    def journals(self) -> dict[str, LiveJournal]:
        """The journals by their readers' names, as `kit.collect` calls them."""
        again, named = Counter[str](), dict[str, LiveJournal]()
        for key in sorted(self._journals):
            reader, *_ = key
            again[reader] += 1
            named[reader if again[reader] == 1 else f"{reader} ({again[reader]})"] = self._journals[key]
        return named

    @property
    def together(self) -> Together:
        """Which readers may be one person: those in one file, or in what one student handed in."""
        number = {key: place for place, key in enumerate(sorted(self._journals))}
        hand_ins = defaultdict[str, set[int]](set)
        for of_file in self._inside.values():
            for name, keys in of_file.items():
                hand_ins[name].update(number[key] for key in keys)
        return together((inside for inside in hand_ins.values() if len(inside) > 1), list(self.journals))

    def annotations(self) -> pd.DataFrame:
        """Return what stands, one row a reader, claim and phase: as much of the table of annotations as figures need.

        Columns: `lesson, edition, reader, claim, phase, labels, sourced, anonymous, denied, stance`.
        """
        readers, marks = list[int](), list[Mark]()
        is_revised = list[bool]()
        journals = self.journals
        for number, journal in enumerate(journals.values()):
            for standing in (journal.own, journal.revised):
                marks += standing.values()
                readers += [number] * len(standing)
                is_revised += [standing is journal.revised] * len(standing)
        table = self._table(marks) | {
            "reader": _category(readers, list(journals)),
            "phase": pd.Categorical.from_codes(np.array(is_revised, dtype=np.int8), dtype=_PHASES),
        }
        annotations = pd.DataFrame({name: table[name] for name in _COLUMNS})
        annotations.attrs[TOGETHER] = self.together
        return annotations

    def _table(self, marks: list[Mark]) -> dict[str, Any]:
        """What marks say, column by column; of each column there are few values, which are numbered."""
        claims = {claim.id: number for number, claim in enumerate(self.lesson.claims)}
        given = np.fromiter((_SETS[mark.labels] for mark in marks), np.int8, len(marks))
        nothing = [0] * len(marks)
        return {
            "lesson": _category(nothing, [self.lesson.id]),
            "edition": _category(nothing, [self.lesson.edition]),
            "claim": _category([claims[mark.claim] for mark in marks], list(claims)),
            "labels": pd.Categorical.from_codes(given, dtype=ANSWERS),
            **{label: _HAS[label][given] for label in LABELS},
            "stance": _category([_STANCES[mark.stance] for mark in marks], list(STANCES)),
        }


def _category(numbers: list[int], values: list[str]) -> "pd.Categorical[Any]":
    return pd.Categorical.from_codes(np.array(numbers, dtype=np.int64), dtype=pd.CategoricalDtype(values))
