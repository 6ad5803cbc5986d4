"""The journal: the append-only file of one reader, in which no acknowledged mark is ever lost.

A line is written and flushed to the disk (fsync) before anybody is told that it is saved. Under the lock, the tail is
read first, because another notebook may have written, and a last line without its newline is closed before the next
one: it counts if it is whole, here and wherever journals are read. Nothing is ever rewritten; a line that cannot be
read is kept, and reported with its number.
"""

import codecs
import errno
import os
import stat
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from io import BufferedReader, FileIO
from pathlib import Path
from uuid import uuid4

from kit.lesson.plain_errors import SaidPlainly
from kit.lesson.write_file import FULL, AlreadyThere, sync_folder, write_file
from kit.marks.entries import Change, JournalEntry, Unit, check_entries
from kit.marks.folder import LOCK_SUFFIX, file_mode
from kit.marks.lines import MarkFault, from_file, to_line
from kit.marks.lock import Lock, Locked
from kit.marks.reader import check_reader_code
from kit.marks.standing import take

SUFFIX = ".jsonl"
#: Less than the page waits for an answer (`PATIENCE` in `view/store/outbox.js`): it is told why, before it gives up.
LOCK_SECONDS = 5.0
#: A journal of 60 marks has 25 kB; one in which every text is as long as it may be stays below this.
LARGEST_JOURNAL = 16 * 2**20
#: Every one of 75 claims changed 600 times. More lines are no journal, and would take long to refuse one by one.
MOST_LINES = 50_000
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_HEAD = 8  # bytes
_APPEND = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)


class NotSaved(SaidPlainly, OSError):
    """A mark did not reach the disk; the answer is not lost: try again.

    `.cause` is `full`, `read_only`, `locked` or `other`.
    """

    def __init__(self, cause: str, path: Path, detail: str = "") -> None:
        self.cause, self.path, self.detail = cause, path, detail
        reasons = {
            "full": "the disk is full",
            "read_only": "the folder or the file is read-only",
            "locked": "another program holds the file",
        }
        reason = reasons.get(cause, detail or "the file cannot be written")
        super().__init__(f"Not saved: {reason} ({path}). Mend that and mark again.")


class NotRead(NotSaved):
    """A journal is there and cannot be read, so that nothing is written to it either; nothing in it is lost."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__("other", path, f"the file cannot be read ({why})")
        remedy = "Mend that, or ask whoever set up this computer; then run this again."
        self.args = (f"The journal “{path}” cannot be read: {why}. Nothing in it is lost. {remedy}",)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that was kept and could not be read: its number in the file, from 1, and why."""

    line: int
    why: str


class Journal:
    """One reader's journal at `path`.

    Args:
        path: the file; it and its folder are made with the first mark.
        new_id: makes the file's random id, which tells a second download from two readers with one code.
        as_it_counts: returns an entry as it counts for whoever asks, such as for a text that was mended since.

    `.entries` are what its lines say, in their order, and `.counted` the same as they count. `.unreadable` are those
    that could not be read, and `.torn` is a last one without its newline that is not whole (or not yet: another
    notebook may be writing it); both stay in the file.

    Raises:
        NotRead: the file is there and cannot be read.
    """

    def __init__(
        self,
        path: Path,
        new_id: Callable[[], str] = lambda: uuid4().hex,
        as_it_counts: Callable[[JournalEntry], JournalEntry] = lambda entry: entry,
    ) -> None:
        self.path, self._folder = path, path.parent
        self._new_id, self._as_it_counts = new_id, as_it_counts
        self._lock = Lock(path.with_name(f".{path.stem}{LOCK_SUFFIX}"))
        self._guard = threading.RLock()  # comm callbacks may run in another thread than the cells
        self._forget()
        self.refresh()

    def _forget(self) -> None:
        self.id = self._new_id()
        self.entries: list[JournalEntry] = []
        self.counted: list[JournalEntry] = []
        self._by_id: dict[str, JournalEntry] = {}
        self._last: dict[Unit, Change] = {}
        self.unreadable: list[Unreadable] = []
        self.torn: list[Unreadable] = []
        self._lines = 0
        self._read_to = 0  # everything before is taken in, line by line
        self._newest_line = b""  # the last of these lines
        self._unclosed = b""  # what follows them without a newline

    def refresh(self) -> list[JournalEntry]:
        """Read what was written since the last look, here or by another notebook; return the new lines.

        A last line without its newline counts if it is whole, and once only, whoever closes it.

        Raises:
            NotRead: the file is there and cannot be read.
        """
        with self._guard:
            try:
                with FileIO(self.path) as file:
                    if not self._go_to_news(file):
                        return []
                    before, self._unclosed, self.torn = len(self.entries), b"", []
                    with BufferedReader(file) as news:
                        for line in news:
                            self._take_in(line)
            except FileNotFoundError:
                if self._read_to or self._unclosed:
                    self._forget()
                return []
            except IsADirectoryError as error:
                raise NotRead(self.path, "a folder has its name") from error
            except PermissionError as error:
                raise NotRead(self.path, "you have no right to read it") from error
            except OSError as error:
                raise NotRead(self.path, error.strerror or str(error)) from error
            return self.entries[before:]

    @property
    def is_too_large(self) -> bool:
        """Whether the file is larger than a teacher's program will read (`LARGEST_JOURNAL`, `MOST_LINES`)."""
        return self._read_to + len(self._unclosed) > LARGEST_JOURNAL or self._lines > MOST_LINES

    def last(self, unit: Unit) -> Change | None:
        """Return the last change of a unit, a mark or a retract, as it counts, or None; late lines do not."""
        return self._last.get(unit)

    def append(self, entry: JournalEntry, *, retry: bool = False) -> JournalEntry:
        """Write `entry` and return it once it is on the disk; the same id twice is one entry, the first.

        Args:
            entry: what to write; its `journal` is filled in here.
            retry: this is a message sent again. If a newer answer stands by now, the line is kept as `late`, and the
                newer answer stays.

        Raises:
            MarkFault: the entry breaks the format, so that nobody could read it again.
            NotSaved: the disk is full or read-only, or the lock was not to be had; the file is as it was.
        """
        return self.append_all([entry], retry=retry)[0]

    def append_all(self, entries: Sequence[JournalEntry], *, retry: bool = False) -> list[JournalEntry]:
        """Write several entries as `append` writes one: all of them are on the disk, or none.

        Raises:
            MarkFault: an entry breaks the format.
            NotSaved: the file is as it was.
        """
        with self._guard, self._locked():
            self.refresh()
            new = [self._filled_in(entry, retry) for entry in entries if entry.id not in self._by_id]
            if new:
                self._write(b"".join(line for line, _ in new))
                self._take_written(new)
            return [self._by_id[entry.id] for entry in entries]

    def _filled_in(self, entry: JournalEntry, retry: bool) -> tuple[bytes, JournalEntry]:
        """Return a line, and what anybody will read in it: what could not be read must not be acknowledged."""
        last = self.last(entry.unit)
        late = retry and last is not None and last.id != entry.base
        if (entry.journal, entry.late) != (self.id, late):
            entry = replace(entry, journal=self.id, late=late)
        line = to_line(entry)
        return line, from_file(line)

    def _take_written(self, new: Sequence[tuple[bytes, JournalEntry]]) -> None:
        """Take in what was just written: it was read already, unless something stood before it that was not known."""
        if self._unclosed:
            self.refresh()
            return
        for line, entry in new:
            self._pass(line)
            self._note(entry)

    def delete(self) -> None:
        """Remove the file and forget what it held: for a reader who leaves a shared computer.

        Raises:
            NotSaved: the file cannot be removed.
        """
        with self._guard, self._locked():
            try:
                self.path.unlink(missing_ok=True)
            except OSError as error:
                raise self._not_saved(error) from error
            self._forget()

    def _go_to_news(self, file: FileIO) -> bool:
        """Go behind the lines that are known, or to the beginning if they are not there any more.

        Return False where they are there and nothing else, as before most marks: then there is nothing to read.
        """
        known = self._newest_line + self._unclosed
        file.seek(self._read_to - len(self._newest_line))
        found = file.read(len(known) + 1)
        if known and found == known:
            return False
        if not found.startswith(known):
            self._forget()  # somebody changed the file, or put another one in its place
        if not self._read_to:
            file.seek(0)
            if is_utf16(file.read(_HEAD)):
                raise NotRead(self.path, "another program saved it as UTF-16; open it there, and save it as UTF-8")
        file.seek(self._read_to)
        return True

    def _take_in(self, line: bytes) -> None:
        """Take in one line with its newline, or what stands at the end without one."""
        if not line.endswith(b"\n"):
            self._unclosed, self.torn = line, self._take(line, self._lines + 1)
            return
        self._pass(line)
        self.unreadable += self._take(line, self._lines)

    def _pass(self, line: bytes) -> None:
        self._lines += 1
        self._read_to += len(line)
        self._newest_line = line

    def _take(self, line: bytes, number: int) -> list[Unreadable]:
        """Note what a line says; return why it could not be read, if so."""
        if not line.strip():
            return []
        try:
            self._note(from_file(line))
        except MarkFault as fault:
            return [Unreadable(number, str(fault))]
        return []

    def _note(self, entry: JournalEntry) -> None:
        if not self.entries:
            self.id = entry.journal
        if entry.id not in self._by_id:
            self.entries.append(entry)
            self.counted.append(self._as_it_counts(entry))
            self._by_id[entry.id] = entry
            take(self._last, self.counted[-1])

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            try:
                self._lock.acquire(LOCK_SECONDS)
            except FileNotFoundError:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._lock.acquire(LOCK_SECONDS)
        except Locked as error:
            raise NotSaved("locked", self.path) from error
        except OSError as error:
            raise self._not_saved(error) from error
        try:
            yield
        finally:
            self._lock.release()

    def _write(self, line: bytes) -> None:
        try:
            with _closed(self._open()) as descriptor:
                found = os.fstat(descriptor)
                self._let_read(descriptor, found.st_mode)
                size = found.st_size
                if size == 0:
                    sync_folder(self._folder)
                self._write_whole(descriptor, size, b"\n" + line if self._unclosed else line)
        except OSError as error:
            raise self._not_saved(error) from error

    def _open(self) -> int:
        try:
            return os.open(self.path, _APPEND)
        except FileNotFoundError:
            return os.open(self.path, _APPEND | os.O_CREAT, file_mode(self._folder))

    def _let_read(self, descriptor: int, mode: int) -> None:
        """Let those read who should, whatever the umask took away, here or where a file was brought from elsewhere."""
        with suppress(OSError):  # a memory card has no permissions
            if missing := file_mode(self._folder) & ~mode:
                os.fchmod(descriptor, stat.S_IMODE(mode) | missing)

    def _write_whole(self, descriptor: int, size: int, data: bytes) -> None:
        try:
            written = 0
            while written < len(data):
                written += os.write(descriptor, data[written:])
            os.fsync(descriptor)
        except OSError:
            # We hold the lock, so what stands after `size` is our own half line: take it back.
            with suppress(OSError):
                os.ftruncate(descriptor, size)
            raise

    def _not_saved(self, error: OSError) -> NotSaved:
        if error.errno in FULL:
            return NotSaved("full", self.path)
        if error.errno in _READ_ONLY:
            return NotSaved("read_only", self.path)
        return NotSaved("other", self.path, error.strerror or str(error))


@contextmanager
def _closed(descriptor: int) -> Iterator[int]:
    """Close an open file. That may fail, too: a browser keeps a file only now, and some shared folders do."""
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def is_utf16(data: bytes) -> bool:
    """Whether another program saved a journal as UTF-16: each plain sign beside a zero, after a mark that says so."""
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\0" in data[:_HEAD]


def write_journals(marks: Iterable[JournalEntry], folder: str | Path) -> list[Path]:
    """Write marks, retracts and reveals that come from elsewhere as new journals, a file a reader; return their paths.

    Raises:
        AlreadyThere: one of the readers has a journal there already; nothing is written.
        OSError: a file cannot be written; none is left of those that were.
    """
    place, lines = Path(folder).expanduser(), dict[Path, list[JournalEntry]]()
    for entry in check_entries(marks):
        lines.setdefault(place / f"{check_reader_code(entry.reader)}{SUFFIX}", []).append(entry)
    for path in filter(Path.exists, lines):
        raise AlreadyThere(path)
    place.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    try:
        for path, of_reader in lines.items():
            written.append(write_file(path, b"".join(map(to_line, of_reader)), mode=file_mode(place)))
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written
