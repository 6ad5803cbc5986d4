"""The one door for all that the commands say: nothing commands the terminal, and no letter stops a command.

File names, lessons and reasons are other people's text. And a window, a pipe or a file may know fewer letters than
Unicode has: on Windows it often knows 256.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import Any, TextIO, cast
from unicodedata import normalize

from kit.lesson.printable import printable

#: How common signs are written where the window does not know them.
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\u00a0": " "})


class Door:
    """Stands before a stream, and passes on what can be shown there."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._failed: OSError | None = None

    def write(self, text: str) -> int:
        """Write a text as it can be shown."""
        # A progress bar goes back to where its line begins; nobody else's text begins what is written.
        start = "\r" if text.startswith("\r") else ""
        shown = printable(text.removeprefix(start).replace("\r\n", "\n"), also="\n\t")
        self._try(self._stream.write, start + self._known_there(shown))
        return len(text)

    def flush(self) -> None:
        """Write what is still held back."""
        self._try(self._stream.flush)

    @property
    def fault(self) -> OSError | None:
        """Why not everything could be written; that nobody listens any more is no fault (EINVAL on Windows)."""
        return None if self._failed is None or self._failed.errno in {errno.EPIPE, errno.EINVAL} else self._failed

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def _known_there(self, text: str) -> str:
        encoding = getattr(self._stream, "encoding", None) or "utf-8"
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            return "".join(_nearest(sign, encoding) for sign in text.translate(_PLAIN))
        return text

    def _try(self, action: Any, *arguments: str) -> None:
        """Go on without a listener (`| head`): whatever the command does beside talking is still done."""
        if self._failed is None:
            try:
                action(*arguments)
            except OSError as error:
                self._failed = error
                self._close()

    def _close(self) -> None:
        """What is still held back must not be tried again when Python ends."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


def _nearest(sign: str, encoding: str) -> str:
    """A letter as the window knows it: itself, or without its accent, or `?`."""
    for known in (sign, normalize("NFKD", sign)[:1]):
        with suppress(UnicodeEncodeError):
            known.encode(encoding)
            return known
    return "?"


@contextmanager
def one_door() -> Iterator[Door]:
    """Let through a door all that is printed inside, to the output and to the channel for errors; give the output's."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 (a program without a window has no streams)
        out, errors = Door(sys.stdout or nowhere), Door(sys.stderr or nowhere)
        with redirect_stdout(cast(TextIO, out)), redirect_stderr(cast(TextIO, errors)):
            try:
                yield out
            finally:
                out.flush()
                errors.flush()
