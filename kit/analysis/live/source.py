"""Where the journals of a class are while it reads, and what is new there."""

from typing import NamedTuple, Protocol

from kit.analysis.collect.handed_in import HandedIn
from kit.lesson.plain_errors import SaidPlainly


class Begun(NamedTuple):
    """A file that was not known, or is another one by now: all that it holds.

    `place` tells files apart, and `files` is what stands in it: itself, or what a zip holds. `at` is when it was
    written last, in seconds since 1970.
    """

    place: str
    files: tuple[HandedIn, ...]
    at: float


class Grown(NamedTuple):
    """What was appended to a file that is known."""

    place: str
    data: bytes
    at: float


class News(NamedTuple):
    """What is new since the last look; `gone` are the places of files that are not there any more."""

    begun: tuple[Begun, ...] = ()
    grown: tuple[Grown, ...] = ()
    gone: tuple[str, ...] = ()


class OutOfReach(SaidPlainly, OSError):
    """The journals cannot be reached just now: a disk of the network is away, or a service does not answer."""


class Source(Protocol):
    """Where the journals are: a folder, or a service.

    `name` is what a teacher calls it.
    """

    name: str

    def news(self) -> News:
        """Return what is new since this was last asked; the first time, all that there is.

        Raises:
            OutOfReach: the place cannot be reached now. What is new then comes another time.
        """
