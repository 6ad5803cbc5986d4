"""The lines of many journals, column by column: each file is read on its own, and all of them become numbers once.

A file in which every line is as the kit writes it goes the quick way. Any other, be it only one torn line, is read line
by line with `kit.marks.mark.from_line`, which has the rules of the format; the quick way may refuse more than these
rules do, and never less (the tests compare the two).
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Annotated, Any, Literal, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from kit.analysis.handed_in import NOT_A_JOURNAL, HandedIn
from kit.lesson.claims import CLAIM_ID
from kit.lesson.codebook import LABEL_SETS, ordered
from kit.marks.mark import LONGEST_TEXT, MOST_EVIDENCE, MarkFault, from_line
from kit.marks.reader import READER_CODE

#: Every one of 75 claims changed 600 times. More lines are no journal, and would take long to refuse one by one.
MOST_LINES = 50_000
#: Files that become columns together: enough to be quick, and few enough to stay small in memory.
BATCH = 256

Numbers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]

_ShortText = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_FreeText = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
_Whole = Annotated[int, msgspec.Meta(ge=0, lt=2**31)]
_ANSWER_OF = {ordered(labels): number for number, labels in enumerate(LABEL_SETS)}
_PASS_ON_OF = {None: -1, "as_fact": 0, "with_according_to": 1, "not_yet": 2}
_KIND_OF = {"mark": 0, "retract": 1, "reveal": 2}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TIME_LENGTH = len("2026-11-22T09:15:02.118Z")
_TIME_SIGNS = ((4, b"-"), (7, b"-"), (10, b"T"), (13, b":"), (16, b":"), (19, b"."), (23, b"Z"))


class _Quote(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    paragraph: _Whole
    start: _Whole
    end: _Whole
    quote: str


class _Line(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """A line as the kit writes it. The names are those of `kit.marks.mark.Mark`, so that the columns take either."""

    v: Literal[1]
    kind: Literal["mark", "retract", "reveal"]
    id: _ShortText
    journal: _ShortText
    reader: _ShortText
    lesson: _ShortText
    edition: _ShortText
    codebook: _Whole
    claim: _ShortText
    at: str
    labels: tuple[Literal["sourced", "anonymous", "denied"], ...] | None = None
    who: _FreeText = ""
    evidence: Annotated[tuple[_Quote, ...], msgspec.Meta(max_length=MOST_EVIDENCE)] = ()
    reason: _FreeText = ""
    sure: Literal[1, 2, 3] | None = None
    pass_on: Literal["as_fact", "with_according_to", "not_yet"] | None = None
    base: _ShortText | None = None
    late: bool = False
    full: bool = False


class Head(NamedTuple):
    """What the lines of one reader about one lesson have in common."""

    journal: str
    reader: str
    lesson: str
    edition: str
    codebook: int


class Numbering(dict[Any, int]):
    """Gives each new key the next number, from 0."""

    def __missing__(self, key: Hashable) -> int:
        self[key] = number = len(self)
        return number


@dataclass(slots=True)
class Page:
    """What became of one file: `why` it was not read, or how many lines were read and refused, and the first refusal."""

    name: str
    why: str = ""
    read: int = 0
    refused: int = 0
    first_refused: str = ""
    repeats: bool = False


@dataclass(slots=True)
class JournalLines:
    """All lines of all files, in order: a number or a value a line in each column, and a `Page` a file.

    `head` and `claim` are numbers of `heads` and `claims`; `answer` is a place in `LABEL_SETS` (-1: none); `sure` is 0
    and `pass_on` -1 where nothing was said; `at` is in milliseconds since 1970 (UTC).
    """

    pages: list[Page] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    columns: dict[str, npt.NDArray[Any]] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)

    def __getitem__(self, column: str) -> npt.NDArray[Any]:
        return self.columns[column]


def read_lines(files: Iterable[HandedIn]) -> JournalLines:
    """Read every line of every file; nothing that stands in a file raises an error."""
    found, reader = JournalLines(), _Reader()
    blocks = [reader.block(batch, found) for batch in _batches(files)] or [reader.block([], found)]
    found.heads = [Head(*key) for key in reader.heads]
    found.claims = list(reader.claims)
    for name in blocks[0]:
        found.columns[name] = np.concatenate([block[name] for block in blocks])
    return found


def _batches(files: Iterable[HandedIn]) -> Iterator[list[HandedIn]]:
    batch: list[HandedIn] = []
    for file in files:
        batch.append(file)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


class _Reader:
    """Numbers readers and claims as they come, over all files."""

    def __init__(self) -> None:
        self.heads, self.claims = Numbering(), Numbering()

    def block(self, files: Sequence[HandedIn], found: JournalLines) -> dict[str, npt.NDArray[Any]]:
        """Return the columns of some files, and add their pages and ids to what was `found`."""
        first = len(found.pages)
        found.pages += [Page(file.name, file.why) for file in files]
        pages, texts = found.pages[first:], [_plain(file.data or b"") for file in files]
        lines = [_quickly(text) if text else [] for text in texts]
        is_quick = [quick is not None for quick in lines]
        columns = self._columns([quick or [] for quick in lines], first)
        doubtful = set(columns["file"][~self._sound(columns)].tolist())
        again = [place for place, quick in enumerate(is_quick) if not quick or first + place in doubtful]
        for place in again:
            lines[place] = _line_by_line(texts[place], pages[place])
        if again:
            columns = self._columns([each or [] for each in lines], first)
        for page, each in zip(pages, lines, strict=True):
            _count(page, each or [], found.ids)
        return columns
