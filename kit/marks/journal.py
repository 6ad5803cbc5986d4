"""The journal: the append-only file of one reader, in which no acknowledged mark is ever lost.

A line is written and flushed to the disk (fsync) before anybody is told that it is saved. Under the lock, the tail is
read first, because another notebook may have written, and a torn last line is closed before the next one. Nothing is
ever rewritten; a line that cannot be read is kept, and reported with its number.
"""

import errno
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from kit.lesson.write_file import AlreadyThere, write_file
from kit.marks.mark import Mark, MarkFault, Unit, from_line, take, to_line
from kit.marks.reader import check_reader_code

SUFFIX = ".jsonl"
LOCK_SECONDS = 10.0
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
# Some shared and synchronised folders cannot flush a folder, or do not let it be opened: the file itself is flushed.
_CANNOT_SYNC_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}


class NotSaved(OSError):
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
    """

    def __init__(self, path: Path, new_id: Callable[[], str] = lambda: uuid4().hex) -> None:
        self.path = path
        self._new_id = new_id
        self._guard = threading.RLock()  # comm callbacks may run in another thread than the cells
        self._forget()
        self.refresh()

    def _forget(self) -> None:
        self.id = self._new_id()
        self.marks: list[Mark] = []
        self.unreadable: list[Unreadable] = []
        self._by_id: dict[str, Mark] = {}
        self._last: dict[Unit, Mark] = {}
        self._read_to = 0
        self._newest_line = b""
        self._lines = 0
        self._torn = b""

    def refresh(self) -> list[Mark]:
        """Read what was written since the last look, here or by another notebook; return the new lines.

        A last line without its newline may still be on its way: it waits for the next look.
        """
        with self._guard:
            tail = self._read_tail()
            *complete, self._torn = tail.split(b"\n")
            self._read_to += len(tail) - len(self._torn)
            self._newest_line = complete[-1] + b"\n" if complete else self._newest_line
            before = len(self.marks)
            for line in complete:
                self._take(line)
            return self.marks[before:]

    def last(self, unit: Unit) -> Mark | None:
        """Return the last change of a unit, a mark or a retract, or None; late lines do not count."""
        return self._last.get(unit)

    def append(self, mark: Mark, *, retry: bool = False) -> Mark:
        """Write `mark` and return it once it is on the disk; the same id twice is one mark.

        Args:
            mark: the line to write; its `journal` is filled in here.
            retry: this is a message sent again. If a newer answer stands by now, the line is kept as `late`, and the
                newer answer stays.

        Raises:
            MarkFault: the mark breaks the format, so that nobody could read it again.
            NotSaved: the disk is full or read-only, or the lock was not to be had; the file is as it was.
        """
        return self.append_all([mark], retry=retry)[0]

    def append_all(self, marks: Sequence[Mark], *, retry: bool = False) -> list[Mark]:
        """Write several lines as `append` writes one: all of them are on the disk, or none.

        Raises:
            MarkFault: a mark breaks the format.
            NotSaved: the file is as it was.
        """
        with self._guard, self._locked():
            self.refresh()
            new = [self._filled_in(mark, retry) for mark in marks if mark.id not in self._by_id]
            if new:
                self._write(b"".join(to_line(mark) for mark in new))
                self.refresh()
            written = {mark.id: mark for mark in new}
            return [self._by_id.get(mark.id) or written[mark.id] for mark in marks]

    def _filled_in(self, mark: Mark, retry: bool) -> Mark:
        last = self.last(mark.unit)
        late = retry and last is not None and last.id != mark.base
        mark = replace(mark, journal=self.id, late=late)
        from_line(to_line(mark))  # what could not be read again must not be acknowledged
        return mark

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

    def _take(self, line: bytes) -> None:
        self._lines += 1
        if not line.strip():
            return
        try:
            mark = from_line(line.removeprefix(b"\xef\xbb\xbf"))
        except MarkFault as fault:
            self.unreadable.append(Unreadable(self._lines, str(fault)))
            return
        if not self.marks:
            self.id = mark.journal
        if mark.id in self._by_id:
            return
        self.marks.append(mark)
        self._by_id[mark.id] = mark
        take(self._last, mark)

    def _read_tail(self) -> bytes:
        try:
            with self.path.open("rb") as file:
                file.seek(self._read_to - len(self._newest_line))
                if file.read(len(self._newest_line)) != self._newest_line:
                    self._forget()  # somebody changed the file, or put another one in its place
                    file.seek(0)
                return file.read()
        except FileNotFoundError:
            if self._read_to:
                self._forget()
            return b""
        except OSError as error:
            raise self._not_saved(error) from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = FileLock(self.path.with_name(f".{self.path.stem}.lock"), timeout=LOCK_SECONDS)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise NotSaved("locked", self.path) from error
        except OSError as error:
            raise self._not_saved(error) from error
        try:
            yield
        finally:
            lock.release()

    def _write(self, line: bytes) -> None:
        descriptor = -1
        try:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
            if os.fstat(descriptor).st_size == 0:
                _sync_folder(self.path.parent)
            self._write_whole(descriptor, b"\n" + line if self._torn else line)
        except OSError as error:
            raise self._not_saved(error) from error
        finally:
            if descriptor >= 0:
                os.close(descriptor)

    def _write_whole(self, descriptor: int, data: bytes) -> None:
        size = os.fstat(descriptor).st_size
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
        if error.errno in _FULL:
            return NotSaved("full", self.path)
        if error.errno in _READ_ONLY:
            return NotSaved("read_only", self.path)
        return NotSaved("other", self.path, error.strerror or str(error))


def _sync_folder(folder: Path) -> None:
    """Make a new file's name durable too; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC_FOLDERS:
            raise


def write_journals(marks: Iterable[Mark], folder: str | Path) -> list[Path]:
    """Write marks that come from elsewhere as new journals, one file a reader, and return their paths.

    Raises:
        AlreadyThere: one of the readers has a journal there already; nothing is written.
        OSError: a file cannot be written.
    """
    place, lines = Path(folder).expanduser(), dict[Path, list[Mark]]()
    for mark in marks:
        lines.setdefault(place / f"{check_reader_code(mark.reader)}{SUFFIX}", []).append(mark)
    for path in filter(Path.exists, lines):
        raise AlreadyThere(path)
    place.mkdir(parents=True, exist_ok=True)
    return [write_file(path, b"".join(map(to_line, of_reader))) for path, of_reader in lines.items()]
