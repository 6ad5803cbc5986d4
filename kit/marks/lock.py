"""The lock of a journal: of all notebooks that have it open, one writes at a time.

An advisory lock of the operating system on a file beside the journal. It goes when its process does, however that
ends, and costs microseconds: a mark must not take much longer than the disk does.
"""

import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

#: How long to wait before the next try, in seconds.
PAUSE = 0.02
# Some mounted folders know no locks. A line is appended by one call to the system there too, so two of them stay whole.
_KNOWS_NO_LOCKS = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENOLCK, errno.EINVAL}
_HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}

#: A browser has no locks. One tab of it runs one program, and reads what others have written just before it writes.
HAS_LOCKS = sys.platform != "emscripten"

if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _let_go(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
elif HAS_LOCKS:
    import fcntl

    def _try(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


class Locked(Exception):
    """Another program holds the lock, and did not let it go in time."""


class Lock:
    """The lock at `path`; its file is made with the first use, and stays. One thread at a time may use this object."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = -1

    def acquire(self, seconds: float) -> None:
        """Wait for the lock; where there are no locks, go on without one.

        Raises:
            Locked: it was not to be had within so many seconds.
            OSError: its file cannot be made or opened, or its folder is not there.
        """
        if not HAS_LOCKS:
            self.path.parent.stat()
            return
        self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        until = time.monotonic() + seconds
        try:
            while not self._is_acquired():
                if time.monotonic() >= until:
                    raise Locked
                time.sleep(PAUSE)
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let the lock go, also for a process that was forked meanwhile."""
        if self._descriptor < 0:
            return
        with suppress(OSError):
            _let_go(self._descriptor)
        os.close(self._descriptor)
        self._descriptor = -1

    def _is_acquired(self) -> bool:
        try:
            _try(self._descriptor)
        except OSError as error:
            if error.errno in _HELD:
                return False
            if error.errno not in _KNOWS_NO_LOCKS:
                raise
        return True
