"""One reader's journal while it is written: what stands in it for a lesson, kept up to date line by line.

The rules of what stands are those of `kit.marks.standing`; the tests hold the figures to those of `kit.collect`.
"""

from collections.abc import Iterable
from datetime import datetime

from kit.analysis.collect.standing import merged
from kit.lesson.lesson import Lesson
from kit.marks.carrying import given_to
from kit.marks.entries import Change, JournalEntry, Mark, Reveal

#: Where a copy of a journal stands: its file's name, and how many sheets of the file stand before it.
Where = tuple[str, int]


class LiveJournal:
    """What one journal says of one lesson.

    `own` and `revised` hold the standing marks by claim, `shown` the claims whose full answer was seen. `last` is the
    last mark, and `at` when the last line about the lesson came. `elsewhere` names the lessons of other lines, and
    `outdated` counts the lines about an earlier text that do not count.
    """

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self._claims = {claim.id for claim in lesson.claims}
        self._seen: dict[str, float] = {}
        self.copies: dict[Where, dict[str, JournalEntry]] = {}
        self._forget()

    def _forget(self) -> None:
        self.own: dict[str, Mark] = {}
        self.revised: dict[str, Mark] = {}
        self.shown: set[str] = set()
        self.last: Mark | None = None
        self.at: float | None = None
        self.elsewhere: set[str] = set()
        self.outdated = 0

    def add(self, where: Where, entries: Iterable[JournalEntry], at: float) -> bool:
        """Take in what was appended to one of its files; return whether all has to be counted anew.

        Args:
            where: which file.
            entries: its new lines.
            at: when the file was written.
        """
        is_new = not self._seen
        copy = self.copies.setdefault(where, {})
        for entry in entries:
            if entry.id in copy:
                continue  # the first one counts
            copy[entry.id] = entry
            # What was there before anybody looked was written when it says so; what comes now, comes now.
            self._seen.setdefault(entry.id, min(at, _said(entry, at)) if is_new else at)
            if len(self.copies) == 1:
                self._count(entry)
        return len(self.copies) > 1

    def remove(self, where: Where) -> None:
        """Forget one of its files."""
        self.copies.pop(where, None)

    def count_anew(self) -> None:
        """Count every line once: copies of one journal are laid together as `kit.collect` does."""
        self._forget()
        in_order = sorted(self.copies.items())
        copies = [copy for _, copy in sorted(in_order, key=lambda item: (-len(item[1]), len(item[0][0])))]
        for entry in merged(copies):
            self._count(entry)

    def _count(self, entry: JournalEntry) -> None:
        if entry.lesson != self._lesson.id:
            self.elsewhere.add(entry.lesson)
            return
        if given_to(self._lesson, entry.edition, entry.claim, entry.passage) not in ("here", "carried"):
            self.outdated += 1
            return
        if entry.claim not in self._claims:
            return
        self.at = max(self.at or 0.0, self._seen[entry.id])
        if isinstance(entry, Reveal):
            if entry.full:
                self.shown.add(entry.claim)
            return
        if isinstance(entry, Change) and not entry.late:
            self._change(entry)

    def _change(self, entry: Change) -> None:
        standing = self.revised if entry.claim in self.shown else self.own
        standing.pop(entry.claim, None)  # what is given anew stands at the end
        if isinstance(entry, Mark):
            standing[entry.claim] = self.last = entry

    @property
    def folders(self) -> set[str]:
        """The folders around its files, below the class's own: on a hub, the user's."""
        return {folder for name, _ in self.copies for folder in name.split("/")[:-1]}

    @property
    def answered(self) -> set[str]:
        """The claims that have an answer, given before or after the key was seen."""
        return self.own.keys() | self.revised.keys()


def said(entry: JournalEntry) -> float:
    """Return when a line says that it was written, in seconds since 1970."""
    return datetime.fromisoformat(entry.at).timestamp()


def _said(entry: JournalEntry, otherwise: float) -> float:
    try:
        return said(entry)
    except (ValueError, OverflowError, OSError):
        return otherwise
