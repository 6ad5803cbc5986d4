"""An invented class that reads while you watch, to try the page before there is a real one."""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from kit.analysis.collect.handed_in import HandedIn
from kit.analysis.live.source import Begun, Grown, News
from kit.analysis.sample_class import READERS, SEED, sample_class
from kit.lesson.lesson import Lesson
from kit.marks.entries import JournalEntry, Mark
from kit.marks.lines import to_line
from kit.ui.words import words

#: How long the class has been reading when somebody begins to watch, and how long a claim takes a reader, in seconds.
HEAD_START, A_CLAIM = 420, (40, 110)
#: One reader stops after so many claims, and another marks one every so many seconds.
_STOPS_AFTER, _RUSH = 3, 3


class _Due(NamedTuple):
    """A line, and when it is written, in seconds since 1970."""

    at: float
    reader: str
    line: bytes


class SampleClass:
    """Generated readers (`kit.analysis.sample_class`) who mark one claim after the other, from now on.

    Args:
        lesson: the lesson that they read.
        claims: the ids of the claims that they mark, in their order.
        clock: tells seconds since 1970.
    """

    def __init__(self, lesson: Lesson, claims: tuple[str, ...], clock: Callable[[], float] = time.time) -> None:
        self.name = words(lesson.article.language)("live.sample")
        self._clock, self._begun = clock, set[str]()
        self._due = sorted(_lines(lesson, claims, clock() - HEAD_START))

    def news(self) -> News:
        """Return the lines that were due since the last look."""
        now, written = self._clock(), dict[str, bytes]()
        while self._due and self._due[0].at <= now:
            _, reader, line = self._due.pop(0)
            written[reader] = written.get(reader, b"") + line
        new = {reader: data for reader, data in written.items() if reader not in self._begun}
        self._begun |= new.keys()
        begun = (Begun(reader, (HandedIn(f"{reader}.jsonl", data),), now) for reader, data in new.items())
        grown = (Grown(reader, data, now) for reader, data in written.items() if reader not in new)
        return News(tuple(begun), tuple(grown))


def _lines(lesson: Lesson, claims: tuple[str, ...], began: float) -> list[_Due]:
    chance, first = random.Random(SEED), dict[str, dict[str, JournalEntry]]()
    for entry in sample_class(lesson, READERS):
        if isinstance(entry, Mark):
            first.setdefault(entry.reader, {}).setdefault(entry.claim, entry)
    due = list[_Due]()
    for place, (reader, marks) in enumerate(first.items()):
        at, pace = began + chance.uniform(0, A_CLAIM[0]), chance.uniform(*A_CLAIM)
        mine = [marks[claim] for claim in claims if claim in marks]
        for mark in mine[:_STOPS_AFTER] if place == 0 else mine:
            at += _RUSH if place == len(first) - 1 else pace * chance.uniform(0.6, 1.4)
            said = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            due.append(_Due(at, reader, to_line(replace(mark, at=said))))
    return due
