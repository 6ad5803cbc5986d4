"""The class while it reads, as a page asks for it: what is new is counted, and what a teacher chooses is kept."""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from kit.analysis.class_figures import most_split
from kit.analysis.counts import counted
from kit.analysis.live.class_so_far import ClassSoFar
from kit.analysis.live.live_journal import LiveJournal
from kit.analysis.live.pages import CLAIMS_SHOWN, for_the_class, what_splits, who_is_where
from kit.analysis.live.seats import Seats, read_seats
from kit.analysis.live.source import Source
from kit.analysis.live.whereabouts import whereabouts
from kit.lesson.lesson import Lesson
from kit.ui.words import words

#: Seconds from one look to the next; a large class is looked at less often, so that counting takes a tenth of the time.
EVERY, SHARE = 4.0, 10.0
LONGEST_LINE = 300
#: What the class sees, beside the teacher's line.
SHOWS = ("sections", "splits")
#: Of other lessons that are read here, so many are named.
_NAMED = 3


class LiveClass:
    """A class that is read while it reads: its pages ask, and are answered.

    Args:
        source: where the journals are.
        lesson: the lesson that the class works on.
        path: the path that is to be marked; the core claims, if left out.
        seats: a list of seats, as `kit.analysis.live.seats` reads it.
        clock: tells seconds since 1970.
    """

    def __init__(
        self, source: Source, lesson: Lesson, path: str = "", seats: str = "", clock: Callable[[], float] = time.time
    ) -> None:
        self.lesson, self.source = lesson, source
        self.say = words(lesson.article.language)
        self._clock = clock
        self._so_far = ClassSoFar(lesson)
        self._lock = threading.Lock()
        self._trouble, self._line = "", ""
        self._figures: dict[str, Any] = {}
        self._shows = dict.fromkeys(SHOWS, True)
        self._seats = Seats({}, ())
        self._path = ""
        self._take_path(path)
        self._take_seats(seats)

    def answer(self, message: Mapping[str, Any], *, is_for_class: bool = False) -> dict[str, Any]:
        """Do what a page asks for, and return what it shows now.

        Args:
            message: `kind` is `renew`; or what the teacher chose: `line` and `seats` (with a `text`), `path` (with a
                `name`, empty for the core claims), `shows` (with a `name` of `SHOWS` and whether it `is_shown`).
            is_for_class: the page is the one that the class sees: there are no codes in it, and it chooses nothing.
        """
        with self._lock:
            if not is_for_class:
                self._take(message)
            began = time.perf_counter()
            self._renew()
            page = self._page(is_for_class)
            return page | {"every": max(EVERY, SHARE * (time.perf_counter() - began))}

    def _take(self, message: Mapping[str, Any]) -> None:
        kind, text = message.get("kind"), str(message.get("text", ""))
        if kind == "line":
            self._line = text.strip()[:LONGEST_LINE]
        elif kind == "seats":
            self._take_seats(text)
        elif kind == "path" and message.get("name") in ("", *self.lesson.paths):
            self._take_path(str(message["name"]))
        elif kind == "shows" and message.get("name") in SHOWS:
            self._shows[str(message["name"])] = bool(message.get("is_shown"))

    def _take_path(self, name: str) -> None:
        self._claims = self.lesson.path(name).claims if name else core_claims(self.lesson)
        self._path, self._figures = name, {}

    def _take_seats(self, text: str) -> None:
        self._seats, self._typed = read_seats(text, self.say), text

    def _renew(self) -> None:
        try:
            news = self.source.news()
        except OSError as error:
            self._trouble = str(error) or type(error).__name__
            return
        self._trouble = ""
        if any(news):
            self._so_far.take(news)
            self._figures = {}

    def _figures_now(self) -> dict[str, Any]:
        """The figures, which change with what was marked alone, and not with the time."""
        if not self._figures:
            annotations = self._so_far.annotations()
            counts = counted(annotations)
            split = most_split(counts, self.lesson, CLAIMS_SHOWN).to_dict("records")
            ours = for_the_class(annotations, split, self.lesson, self._claims)
            self._figures = {"class": ours, "splits": what_splits(split), "answered": counts.readers_in("own")}
        return self._figures

    def _page(self, is_for_class: bool) -> dict[str, Any]:
        page: dict[str, Any] = {"kind": "page", "trouble": self._trouble, "line": self._line, "shows": self._shows}
        figures = self._figures_now()
        page |= {"class": figures["class"]}
        if not is_for_class:
            journals = self._so_far.journals
            readers = whereabouts(journals, self.lesson, self._claims, self._clock())
            page |= who_is_where(readers, self.lesson, self._seats_of(journals), len(self._claims))
            page |= figures | {"notes": self._notes(), "path": self._path, "name": self.source.name}
            page |= {"seats": {"text": self._typed, "n": len(self._seats.by_reader), "faults": self._seats.faults}}
        return page

    def _seats_of(self, journals: Mapping[str, LiveJournal]) -> dict[str, str]:
        """The seat of each reader who has one: by their code, or by the folder that their journal lies in."""
        seats, found = self._seats.by_reader, dict[str, str]()
        for reader, journal in journals.items() if seats else ():
            for who in (reader, *sorted(journal.folders)):
                if who in seats:
                    found.setdefault(reader, seats[who])
        return found

    def _notes(self) -> list[str]:
        """What is to be known of the files beside the figures."""
        say, journals, notes = self.say, self._so_far.journals.values(), list[str]()
        if refused := self._so_far.refused:
            notes.append(say("live.refused", n=refused))
        if outdated := sum(journal.outdated for journal in journals):
            notes.append(say("live.outdated", n=outdated))
        others = [journal for journal in journals if journal.at is None and journal.elsewhere]
        if others:
            lessons = sorted(set().union(*(journal.elsewhere for journal in others)))
            notes.append(say("live.elsewhere", n=len(others), lessons=", ".join(lessons[:_NAMED])))
        return notes

    def __repr__(self) -> str:
        return self.say("live.kept", name=self.source.name)


def core_claims(lesson: Lesson) -> tuple[str, ...]:
    """Return the ids of the core claims, in the order of reading; of all claims, where none is core."""
    return tuple(claim.id for claim in lesson.claims if claim.core) or tuple(claim.id for claim in lesson.claims)
