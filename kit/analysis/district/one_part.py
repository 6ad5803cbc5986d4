"""Counting one part: what a worker does, in this process, in another, or on another machine."""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from types import MappingProxyType
from typing import NamedTuple, Protocol, cast

from kit.analysis.collect.gathered import gather
from kit.analysis.collect.handed_in import HandedIn, every
from kit.analysis.district.reading import files_of
from kit.analysis.district.source import Part, digest
from kit.analysis.district.tally import Tally, tally_of
from kit.analysis.district.ties import Ties, ties_of, wanting
from kit.lesson.key import Answer
from kit.lesson.lesson import Lesson


class Counted(NamedTuple):
    """A part that was counted, now or before (`is_known`).

    `content` stands for all bytes that were read, and `ties` for whose they are.
    """

    tally: Tally
    ties: Ties
    content: str
    is_known: bool = False


class Kept(Protocol):
    """What knows the counts of parts that were counted before, by their content."""

    def of(self, content: str) -> Counted | None:
        """Return the counts of a part, if they are known."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be counted together: parts, and of each the wanted files, by number (`ties.number_of`), or all.

    `lesson` is a lesson as it is sent (`packed`), and `claims` limits the count to some of its claims. What `kept`
    knows is not counted again.
    """

    parts: tuple[Part, ...]
    wanted: tuple[frozenset[int] | None, ...]
    lesson: bytes
    claims: tuple[str, ...] | None = None
    kept: Kept | None = None

    @property
    def stamp(self) -> str:
        """What changes when one of the files does, or others are wanted."""
        return digest(repr((part.stamp, wanted and sorted(wanted))).encode() for part, wanted in self._pairs())

    def files(self) -> Iterator[HandedIn]:
        """Read the files."""
        for part, wanted in self._pairs():
            yield from files_of(part, every if wanted is None else wanting(wanted))

    def _pairs(self) -> Iterator[tuple[Part, frozenset[int] | None]]:
        return zip(self.parts, self.wanted, strict=True)


def packed(lesson: Lesson) -> bytes:
    """Return a lesson as it is sent to a worker: all that counting needs, and none of the key's texts."""
    key = {claim: _bare(answer) for claim, answer in (lesson.key or {}).items()}
    earlier = {edition: dict(passages) for edition, passages in lesson.earlier.items()}
    sent = Lesson(
        lesson.id,
        lesson.article,
        lesson.claims,
        None if lesson.key is None else cast(MappingProxyType[str, Answer], key),
        lesson.edition,
        earlier_reader=partial(dict, earlier),
        unconfirmed=lesson.unconfirmed,
    )
    return pickle.dumps(sent)


def count_part(task: Task) -> Counted:
    """Read and count; this is the function that an executor is given.

    Raises:
        OSError: what the parts lie below cannot be reached from here.
    """
    files = list(task.files())
    content = digest(part for file in files for part in _parts_of(file))
    if task.kept is not None and (counted := task.kept.of(content)):
        return counted
    lesson = _unpacked(task.lesson)
    gathered = gather(files, lesson)
    return Counted(tally_of(gathered, lesson, task.claims), ties_of(gathered), content)


def _parts_of(file: HandedIn) -> Iterator[bytes]:
    """All that counts of a file, as bytes."""
    for text in (file.name, file.why, file.packed_in, file.owner):
        yield text.encode("utf-8", "surrogatepass")
    yield b"" if file.data is None else file.data


def _bare(answer: Answer) -> Answer:
    return replace(answer, source="", why="", later="", model_reason="", evidence=(), if_you_chose={})


@lru_cache(maxsize=4)
def _unpacked(lesson: bytes) -> Lesson:
    opened: Lesson = pickle.loads(lesson)
    return opened
