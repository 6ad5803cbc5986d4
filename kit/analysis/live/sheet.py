"""The lines of one file, as far as it is written; a journal grows at its end, and so does what is known of it here."""

from collections.abc import Iterator
from dataclasses import replace

from kit.analysis.collect.copied_text import JOURNAL, with_copied_texts
from kit.analysis.collect.handed_in import HandedIn
from kit.analysis.collect.journal_file import plain
from kit.marks.entries import JournalEntry
from kit.marks.journal import MOST_LINES
from kit.marks.lines import MarkFault, from_file


class Sheet:
    """The lines of one journal, or of one copied text.

    `entries` are the sound ones in their order. A last line without its newline is among them if it is whole: until it
    is closed, it may turn out to be the beginning of a longer one. `refused` counts the others that are closed.
    """

    def __init__(self, file: HandedIn) -> None:
        self.name, self.came_in, self.owner = file.name, file.came_in, file.owner
        self.entries: list[JournalEntry] = []
        self.refused = 0
        self._lines = 0
        self._unclosed = b""
        self._is_unclosed_sound = False
        if file.data is not None:
            self.add(plain(file.data))

    def add(self, data: bytes) -> list[JournalEntry] | None:
        """Take in what follows; return the new entries, or None where an entry was taken back, so that all count anew.

        More than `MOST_LINES` are no journal: nothing of it counts then (as in `kit.collect`).
        """
        *closed, unclosed = (self._unclosed + data).split(b"\n")
        self._lines += len(closed)
        was_sound = self._is_unclosed_sound
        before = self.entries.pop() if was_sound else None
        if self._lines > MOST_LINES:
            self.entries, self._unclosed, self._is_unclosed_sound = [], b"", False
            return None
        new = list(self._sound(closed))
        self._unclosed, self._is_unclosed_sound = unclosed, False
        if (last := _entry(unclosed)) is not None:
            new.append(last)
            self._is_unclosed_sound = True
        self.entries += new
        if not was_sound:
            return new
        return new[1:] if new and new[0] == before else None

    def _sound(self, lines: list[bytes]) -> Iterator[JournalEntry]:
        for line in lines:
            entry = _entry(line)
            if entry is not None:
                yield entry
            elif line.strip():
                self.refused += 1


class LiveFile:
    """One file, with the sheets in it: most often one, which grows.

    What does not begin as a journal does (saved by another program, a text that was copied into an e-mail, a zip) is
    read as a whole, by the rules of `kit.collect`, whenever it changes.
    """

    def __init__(self, files: tuple[HandedIn, ...]) -> None:
        self._whole: HandedIn | None = None
        if len(files) == 1 and files[0].data is not None and not JOURNAL.match(files[0].data):
            self._whole = files[0]
        self.sheets = [Sheet(file) for file in with_copied_texts(files)]

    def grow(self, data: bytes) -> list[JournalEntry] | None:
        """Take in what was appended; return the new entries, or None where all of them count anew."""
        if self._whole is None:
            return self.sheets[0].add(data)
        self.__init__((replace(self._whole, data=(self._whole.data or b"") + data),))  # type: ignore[misc]
        return None


def _entry(line: bytes) -> JournalEntry | None:
    if not line.strip():
        return None
    try:
        return from_file(line.removesuffix(b"\r"))
    except MarkFault:
        return None
