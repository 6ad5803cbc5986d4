"""A session: one reader, one lesson, one journal. The widgets and a notebook's cells go the same way through here."""

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid4, uuid5

from kit.lesson.codebook import CODEBOOK_VERSION
from kit.lesson.lesson import Lesson
from kit.marks.carrying import carried
from kit.marks.entries import Change, JournalEntry, Mark, Quote, Retract, Reveal
from kit.marks.journal import SUFFIX, Journal
from kit.marks.lines import answer_parts
from kit.marks.outbox import outbox_of
from kit.marks.quotes import check_quote
from kit.marks.reader import check_reader_code, new_reader_code
from kit.marks.standing import latest, with_phase
from kit.marks.who_reads import others_it_might_be, remember_reader, remembered_reader
from kit.reading.listeners import Listener, Listeners
from kit.ui.words import words


class Session:
    """One reader at one lesson: the answers that stand, the journal that they go to, and who is told of changes.

    Args:
        lesson: the lesson.
        reader: a checked reader code.
        folder: the marks folder.
        clock: returns the present UTC time; handed in so that tests can set it.
        new_id: makes the ids of marks.
        follows: nobody asked for this reader by code: it is whoever reads on this computer now.
    """

    def __init__(
        self,
        lesson: Lesson,
        reader: str,
        folder: Path,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        new_id: Callable[[], str] = lambda: str(uuid4()),
        *,
        follows: bool = False,
    ) -> None:
        self.lesson, self.folder = lesson, folder
        self._clock, self._new_id, self._follows = clock, new_id, follows
        self._lock = threading.RLock()
        self._listeners = Listeners()
        self.outbox = outbox_of(folder)
        self._open(reader)
        if self.outbox:
            self.outbox.wake()  # what was not sent when this was last read

    def _open(self, reader: str) -> None:
        path, as_it_counts = self.folder / f"{reader}{SUFFIX}", partial(carried, lesson=self.lesson)
        journal = Journal(path, as_it_counts=as_it_counts)  # first: a journal that cannot be read changes nothing
        self.reader, self._journal = reader, journal
        self.remembered = remember_reader(self.folder, reader)

    @property
    def path(self) -> Path:
        """The reader's journal: the one file to hand in."""
        return self._journal.path

    @property
    def marks(self) -> tuple[JournalEntry, ...]:
        """The journal's entries that can be read, of all lessons, in the file's order: marks, retracts and reveals."""
        self.refresh()
        return tuple(self._journal.entries)

    @property
    def words(self) -> Mapping[str, Any]:
        """The interface's texts in the lesson's language."""
        return words(self.lesson.article.language)

    def answer(
        self,
        claim_id: str,
        answer: Mapping[str, Any] | None,
        *,
        mark_id: str | None = None,
        base: str | None = None,
        retry: bool = False,
    ) -> JournalEntry:
        """Write one answer (None takes it back), as the widget sends it, tell every view, and return what was written.

        Args:
            claim_id: the claim's id.
            answer: `labels` and the optional parts of a mark.
            mark_id: the id that the page gave; the same id twice is one entry.
            base: the id of the change that the reader saw last, for a message that is sent again.
            retry: whether this message was sent before.

        Raises:
            ValueError: no such claim, or a part that breaks the format.
            NotSaved: the disk did not take it.
        """
        claim = self.lesson.claim(claim_id)
        parts = {} if answer is None else answer_parts(answer)
        for quote in parts.get("evidence", ()):
            self.check_evidence(claim.id, quote)
        about = self._about(mark_id or self._new_id(), claim.id) | {"base": base}
        entry: Change = Retract(**about) if answer is None else Mark(**about, **parts)
        with self._changing():
            return self._journal.append(entry, retry=retry)

    def check_evidence(self, claim_id: str, quote: Quote) -> None:
        """Make sure that a quote stands in the article, or in the claim's answer so far, perhaps of an earlier text.

        Raises:
            ValueError: it does neither.
        """
        before = self.last(claim_id)
        if not isinstance(before, Mark) or quote not in before.evidence:
            check_quote(self.lesson.article, quote)

    def note_reveal(self, shown: Mapping[str, bool]) -> None:
        """Write that the key's answers to these claims are shown: in full (True), or as far as the reader has read.

        Each is written once, however often it is shown; what was shown in full is not written as a part later.

        Raises:
            NotSaved: the disk did not take it, and nothing was written: show nothing.
        """
        with self._changing():
            self._journal.refresh()
            reveals = [entry for entry in self._journal.counted if isinstance(entry, Reveal)]
            mine = [reveal for reveal in reveals if reveal.unit == self._unit(reveal.claim)]
            known = {reveal.claim: reveal.full for reveal in sorted(mine, key=lambda reveal: reveal.full)}
            new = {claim: full for claim, full in shown.items() if claim not in known or full > known[claim]}
            if new:
                self._journal.append_all([self._reveal(claim, full) for claim, full in new.items()])

    def _reveal(self, claim_id: str, full: bool) -> Reveal:
        # Two notebooks that show the same at the same moment write the same id, and one entry.
        told = " ".join((self._journal.id, *self._unit(claim_id), str(full)))
        return Reveal(**self._about(str(uuid5(NAMESPACE_OID, told)), claim_id), full=full)

    def _about(self, entry_id: str, claim_id: str) -> dict[str, Any]:
        """Return what a new entry says of itself, whatever its kind."""
        about: dict[str, Any] = {"reader": self.reader, "lesson": self.lesson.id, "edition": self.lesson.edition}
        about |= {"id": entry_id, "journal": self._journal.id, "codebook": CODEBOOK_VERSION, "at": self._now()}
        return about | {"claim": claim_id, "passage": self.lesson.passages[claim_id]}

    def refresh(self) -> None:
        """Take in what another notebook has written since the last look."""
        with self._changing():
            self._journal.refresh()

    def switch(self, reader: str | None = None) -> str:
        """Go on as another reader, or as a new one, and return the code. The journal left behind stays as it is.

        Raises:
            ValueError: `reader` is not a reader code.
        """
        code = new_reader_code() if reader is None else check_reader_code(reader)
        with self._lock:
            self._open(code)
        self._listeners.tell(None)
        return code

    def follow(self) -> bool:
        """Go on as the reader who was chosen on this computer in another notebook, and return whether there is one.

        Without it, whoever sits down next would write into the journal of the one before, in every open notebook.
        """
        chosen = remembered_reader(self.folder) if self._follows else None
        if chosen is None or chosen == self.reader:
            return False
        self.switch(chosen)
        return True

    def clear(self) -> str:
        """Remove this reader's journal from this computer, and go on as a new reader, whose code is returned.

        Raises:
            NotSaved: the file could not be removed.
        """
        with self._lock:
            self._journal.delete()
            if self.outbox:
                self.outbox.forget(self.path)
        return self.switch()

    def answers(self) -> dict[str, Mark]:
        """Return the answers that stand, by claim id: this reader's, for this article.

        Those given to an earlier version of it count where the claim's paragraph was as it is now; `edition` is then
        the present one, and evidence is where its words stand now (`kit.marks.carrying`).
        """
        changes = ((claim.id, self.last(claim.id)) for claim in self.lesson.claims)
        return {claim_id: change for claim_id, change in changes if isinstance(change, Mark)}

    def own_answers(self) -> dict[str, Mark]:
        """Return by claim id the answers that stood when the key's full answer was first seen, or stand until then."""
        own = latest(entry for entry, phase in with_phase(self._journal.counted) if phase == "own")
        return {claim.id: own[self._unit(claim.id)] for claim in self.lesson.claims if self._unit(claim.id) in own}

    def last(self, claim_id: str) -> Change | None:
        """Return the last change of a claim, a mark or a retract, or None."""
        return self._journal.last((self.reader, self.lesson.id, self.lesson.edition, claim_id))

    @property
    def other_editions(self) -> dict[str, int]:
        """How many claims are marked on other editions of this article and do not count here. Those marks are kept."""
        return dict(Counter(mark.edition for mark in self.uncounted))

    @property
    def uncounted(self) -> list[Mark]:
        """The answers that stand on other editions of this article, and do not count for this one."""
        standing = latest(entry for entry in self._journal.counted if entry.reader == self.reader).values()
        return [mark for mark in standing if mark.lesson == self.lesson.id and mark.edition != self.lesson.edition]

    @property
    def carried(self) -> list[Mark]:
        """Those of the `answers` that were given to an earlier version of the text, as they count now."""
        earlier = {entry.id for entry in self._journal.entries if entry.edition != self.lesson.edition}
        return [mark for mark in self.answers().values() if mark.id in earlier]

    @property
    def unreadable(self) -> tuple[int, ...]:
        """The numbers of the journal's lines, from 1, that could not be read. They are kept in the file."""
        return tuple(line.line for line in (*self._journal.unreadable, *self._journal.torn))

    @property
    def is_too_large(self) -> bool:
        """Whether the journal has outgrown what `kit.collect` reads: it would not count when it is handed in."""
        return self._journal.is_too_large

    @property
    def might_be(self) -> list[str]:
        """Whose answers this may go on with: codes in the folder, if it lost its note of who reads and this one is new.

        With the first answer that question is settled.
        """
        return [] if self.marks else others_it_might_be(self.folder)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every change, until the returned function is called.

        A listener that fails stops nothing: its error goes to the log.
        """
        return self._listeners.add(listener)

    @contextmanager
    def _changing(self) -> Any:
        """Tell the listeners of every claim that changed inside, whoever wrote it."""
        with self._lock:
            known = len(self._journal.entries)
            try:
                yield
            finally:  # also when the write failed: the tail that was read before it may hold another notebook's marks
                self._tell_since(known)
                if self.outbox and len(self._journal.entries) != known:
                    self.outbox.wake()

    def _tell_since(self, known: int) -> None:
        if len(self._journal.entries) < known:  # another file stands in the journal's place
            self._listeners.tell(None)
            return
        new = (entry for entry in self._journal.counted[known:] if isinstance(entry, Change))
        changed = (change.claim for change in new if change.unit == self._unit(change.claim))
        for claim_id in dict.fromkeys(changed):
            self._listeners.tell(claim_id)

    def _unit(self, claim_id: str) -> tuple[str, str, str, str]:
        return (self.reader, self.lesson.id, self.lesson.edition, claim_id)

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
