"""A disk that is full or slow, for the widgets on the plain page: their Python writes in this very process."""

import errno
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock


@contextmanager
def full_disk() -> Iterator[None]:
    """Let every flush fail as on a full disk."""
    with mock.patch("os.fsync", side_effect=OSError(errno.ENOSPC, "No space left on device")):
        yield


@contextmanager
def waiting_disk() -> Iterator[None]:
    """Let every flush wait until the end of the `with`, and then go on as always."""
    real, goes_on = os.fsync, threading.Event()

    def slow(descriptor: int) -> None:
        goes_on.wait(60)
        real(descriptor)

    with mock.patch("os.fsync", slow):
        try:
            yield
        finally:
            goes_on.set()
