"""The outbox: where a class has a marks service, it sends the journals' lines there when the service can be reached.

The journal stays the truth. A mark is on the disk before the outbox hears of it, and never waits for the network: a
thread of its own reads what the journals have beyond what was acknowledged, line by line, and tries again, more and
more rarely, while nobody answers. What a kernel has not sent when it ends is sent when somebody reads there again.
"""

import logging
import os
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from kit.marks.acknowledged import Acknowledged, acknowledged, note_of, remember
from kit.marks.journal import SUFFIX, is_utf16
from kit.marks.lines import LONGEST_LINE, MarkFault, from_file
from kit.marks.posting import NotReached, TooLarge, post_lines
from kit.marks.reader import is_reader_code

#: The address of the class's service; without it, nothing is sent anywhere.
SERVICE_VARIABLE = "CLAIM_BY_CLAIM_SERVICE"
#: What a hub tells each server: the token, and whose it is.
TOKEN_VARIABLE, USER_VARIABLE = "JUPYTERHUB_API_TOKEN", "JUPYTERHUB_USER"
#: What is sent at once: less than any proxy minds.
MOST_LINES, MOST_BYTES = 200, 2**18
#: Seconds until the next try, at first and at most; a class does not come back all at once.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0

_LOG = logging.getLogger(__name__)
_OUTBOXES: dict[tuple[Path, str], "Outbox"] = {}

#: Sends lines, of which so many more wait, and returns which of them are there (`kit.marks.posting.post_lines`).
Post = Callable[[Sequence[bytes], int], list[bool]]


def outbox_of(folder: Path) -> "Outbox | None":
    """Return the outbox of a marks folder, the same one for every reading there; None where there is no service."""
    service, token = os.environ.get(SERVICE_VARIABLE, "").strip(), os.environ.get(TOKEN_VARIABLE, "")
    if not service or not token:
        return None
    service = service.rstrip("/") + "/"
    if (folder, service) not in _OUTBOXES:
        user = os.environ.get(USER_VARIABLE, "")
        _OUTBOXES[folder, service] = Outbox(
            folder, service, user, lambda lines, waiting: post_lines(service, token, lines, waiting)
        )
    return _OUTBOXES[folder, service]


class Outbox:
    """Sends what stands in the journals of a folder.

    Args:
        folder: the marks folder.
        service: the address of the service.
        user: whose lines they are, as the hub knows them.
        post: sends lines.
        pause: waits so many seconds; handed in so that tests need not.
    """

    def __init__(
        self, folder: Path, service: str, user: str, post: Post, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self.service = service
        self._folder, self._user, self._post, self._pause = folder, user, post, pause
        self._news = threading.Event()
        self._thread = threading.Thread()
        self._left = 0

    def wake(self) -> None:
        """Send what is new, soon. Returns at once, whatever the network does."""
        self._news.set()
        if not self._thread.is_alive():  # at first, and in a process that was forked
            self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)
            self._thread.start()

    @property
    def waiting(self) -> int:
        """How many lines of the folder's journals have not been acknowledged."""
        return sum(_count(path, self._noted(path).to) for path in self._journals())

    def forget(self, journal: Path) -> None:
        """Remove the note of a journal that was deleted."""
        note_of(journal).unlink(missing_ok=True)

    def send(self) -> None:
        """Send all that stands in the journals and was not acknowledged.

        Raises:
            NotReached: the service did not take it; what it has acknowledged is remembered.
        """
        self._left = self.waiting
        for path in self._journals():
            try:
                self._send_journal(path)
            except OSError:  # this journal cannot be read; the others can
                _LOG.info("A journal could not be sent, and is tried again later.", exc_info=True)

    def _run(self) -> None:
        while True:
            self._news.wait()
            self._news.clear()
            pause = FIRST_PAUSE
            while (wait := self._tried()) is not None:
                self._pause(max(wait, pause * random.uniform(0.5, 1.0)))
                pause = min(2 * pause, LONGEST_PAUSE)

    def _tried(self) -> float | None:
        """Try once; return None if all is sent, and else the seconds that the service asks for, or 0."""
        try:
            self.send()
        except NotReached as error:
            _LOG.info("The marks service cannot be reached (%s). Answers are kept, and sent later.", error)
            return error.wait
        except Exception:  # whatever it is: the journals are whole, and the thread must go on
            _LOG.exception("Answers could not be sent. They are kept, and sent later.")
            return LONGEST_PAUSE
        return None

    def _journals(self) -> list[Path]:
        found = (path for path in self._folder.glob(f"*{SUFFIX}") if is_reader_code(path.stem))
        return sorted(path for path in found if path.is_file() and not path.is_symlink())

    def _noted(self, path: Path) -> Acknowledged:
        try:
            return acknowledged(path, self.service, self._user)
        except OSError:
            return Acknowledged(self.service, self._user)

    def _send_journal(self, path: Path) -> None:
        noted = acknowledged(path, self.service, self._user)
        with path.open("rb") as file:
            if is_utf16(file.read(16)):  # no reading takes it, either, until it is saved as it was
                return
            file.seek(noted.to)
            while batch := list(_batch(file)):
                noted = self._sent(noted, batch)
                try:
                    remember(path, noted)
                except OSError:  # a full disk: what is forgotten is sent twice, and nothing is doubled
                    _LOG.info("What was sent could not be noted.", exc_info=True)

    def _sent(self, noted: Acknowledged, batch: Sequence[bytes]) -> Acknowledged:
        """Send some lines, and return how far the journal is then; a line that no service could take is passed."""
        lines = [line for line in batch if line.strip() and len(line) <= LONGEST_LINE]
        self._left -= len(lines)
        there = iter(self._posted(lines) if lines else ())
        for line in batch:
            if not line.strip():
                noted = noted.after_blank(line)
            else:
                noted = noted.after(line, refused=len(line) > LONGEST_LINE or not next(there))
        return noted

    def _posted(self, lines: Sequence[bytes]) -> list[bool]:
        try:
            return self._post(lines, max(0, self._left))
        except TooLarge:
            if len(lines) == 1:
                return [False]
        half = len(lines) // 2
        return self._posted(lines[:half]) + self._posted(lines[half:])


def _count(path: Path, start: int) -> int:
    """How many lines a journal has from a place on."""
    try:
        with path.open("rb") as file:
            file.seek(start)
            return sum(bool(line.strip()) for line in file)
    except OSError:
        return 0


def _batch(file: BinaryIO) -> Iterator[bytes]:
    """The next lines that can be sent at once; what stands at the end without a newline, only if it is whole."""
    size = 0
    for _ in range(MOST_LINES):
        start, line = file.tell(), file.readline()
        size += len(line)
        is_torn = not line.endswith(b"\n") and not _is_whole(line)  # or is being written just now
        if is_torn or (size > MOST_BYTES and size > len(line)):
            file.seek(start)
            return
        yield line


def _is_whole(line: bytes) -> bool:
    try:
        from_file(line)
    except MarkFault:
        return False
    return True
