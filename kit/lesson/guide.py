"""The guide: how a lesson is read. All who show, hand out or grade it look here; nothing is typed twice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class ReadingPath:
    """A shorter way through a lesson: only its claims are marked.

    `title` names it for people, as in "the 45-minute lesson". `claims` are ids in reading order; `minutes` is how long
    it takes as a whole.
    """

    name: str
    title: str
    minutes: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """How a lesson is read: its named paths, none where nobody has named any."""

    paths: Mapping[str, ReadingPath] = field(default_factory=lambda: MappingProxyType({}))
