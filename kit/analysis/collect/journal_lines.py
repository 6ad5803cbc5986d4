"""The lines of many journals, column by column: each file is read on its own, and then all become columns at once."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.analysis.collect.handed_in import NOT_A_JOURNAL, HandedIn
from kit.analysis.collect.held import MOST_HELD, TOO_MUCH, held
from kit.analysis.collect.journal_file import Page, plain, read_line_by_line, read_quickly
from kit.lesson.claims import CLAIM_ID
from kit.lesson.codebook import LABEL_SETS, ordered
from kit.marks.reader import READER_CODE

#: Files that become columns together: enough to be quick, few enough to stay small in memory.
BATCH, BATCH_SIZE = 64, 4 * 2**20

Numbers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]
Columns = dict[str, npt.NDArray[Any]]

_LABEL_SETS = {ordered(labels) for labels in LABEL_SETS}
_NO_TIME = " " * len("2026-11-22T09:15:02.118Z")
_LOWEST = np.frombuffer(b"0000-00-00T00:00:00.000Z", np.uint8)
_HIGHEST = np.frombuffer(b"9999-99-99T99:99:99.999Z", np.uint8)

_FIRST, _BEYOND = np.array(["1900", "2201"], dtype="datetime64[ms]").astype(np.int64)


_TEXTS = ("id", "who", "reason")


class Head(NamedTuple):
    """What the lines of one reader about one lesson have in common."""

    journal: str
    reader: str
    lesson: str
    edition: str
    codebook: int


class Claimed(NamedTuple):
    """What a line is about: the claim's id, and its passage where the line says it."""

    claim: str
    passage: str | None


class Answered(NamedTuple):
    """What an answer, or whatever else a line does, comes down to; of few kinds, however many lines there are."""

    kind: str
    labels: tuple[str, ...] | None
    sure: int | None
    pass_on: str | None
    stance: str | None
    late: bool
    full: bool


_KINDS: dict[str, Any] = {"head": Head, "claim": Claimed, "answer": Answered}
_NUMBERED = {name: attrgetter(*kind._fields) for name, kind in _KINDS.items()}
_SOUND: dict[str, Callable[[Any], object]] = {
    "head": lambda head: READER_CODE.fullmatch(Head._make(head).reader),
    "claim": lambda claimed: CLAIM_ID.fullmatch(claimed[0]),
    "answer": lambda answer: answer[0] != "mark" or answer[1] in _LABEL_SETS,
}


class Numbering(dict[Any, int]):
    """Gives each new key the next number, from 0, and notes whether the key is as it should be."""

    def __init__(self, is_sound: Callable[[Any], object]) -> None:
        super().__init__()
        self._is_sound, self._sound = is_sound, list[bool]()

    def __missing__(self, key: Hashable) -> int:
        self[key] = number = len(self)
        self._sound.append(bool(self._is_sound(key)))
        return number

    def sound(self, numbers: Numbers) -> Truths:
        """Which of the numbers are of sound keys."""
        return np.array(self._sound, dtype=bool)[numbers]


Numberings = dict[str, Numbering]


@dataclass(slots=True)
class JournalLines:
    """All lines of all files in their order, column by column, and a `Page` a file.

    Of the columns, `file`, `head`, `claim` and `answer` are numbers of `pages`, `heads`, `claims` and `answers`; `at`
    is in milliseconds since 1970 (UTC); `id`, `who`, `reason` and `evidence` (a tuple of quotes) are objects.
    """

    pages: list[Page]
    heads: list[Head]
    claims: list[Claimed]
    answers: list[Answered]
    columns: Columns

    def __getitem__(self, column: str) -> npt.NDArray[Any]:
        return self.columns[column]

    def __len__(self) -> int:
        return len(self.columns["file"])

    def says(self, place: int) -> tuple[object, ...]:
        """What one line says, apart from where it stands and its id: the same of two lines that are copies."""
        return tuple(column[place] for name, column in self.columns.items() if name not in ("file", "id"))


def read_lines(files: Iterable[HandedIn]) -> JournalLines:
    """Read every line of every file; nothing that stands in a file raises an error."""
    numberings = {name: Numbering(is_sound) for name, is_sound in _SOUND.items()}
    pages: list[Page] = []
    blocks = [_columns([], numberings)[0]]  # so that there is always one
    room = MOST_HELD
    for batch in _batches(files):
        new = [_page(file) for file in batch]
        known = {name: len(numbering) for name, numbering in numberings.items()}
        columns = _block(batch, new, numberings)
        room -= held(columns, known, (place for place, page in enumerate(new) if page.repeats))
        if room < 0:
            pages += [Page(page.name, page.why or TOO_MUCH) for page in new]
            break
        columns["file"] += len(pages)
        pages += new
        blocks.append(columns)
    joined = {name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]}
    heads, claims, answers = (list(map(kind._make, numberings[name])) for name, kind in _KINDS.items())
    return JournalLines(pages, heads, claims, answers, joined)


def _page(file: HandedIn) -> Page:
    return Page(file.name, file.why, came_in=file.came_in, copied_into=file.copied_into, owner=file.owner)


def _batches(files: Iterable[HandedIn]) -> Iterator[list[HandedIn]]:
    """Files in batches: some files, or fewer large ones."""
    batch: list[HandedIn] = []
    size = 0
    for file in files:
        batch.append(file)
        size += len(file.data or b"")
        if len(batch) == BATCH or size >= BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _block(files: list[HandedIn], pages: list[Page], numberings: Numberings) -> Columns:
    """The columns of some files, and what became of each on its page."""
    texts = [plain(file.data or b"") for file in files]
    sheets: list[Any] = [read_quickly(text) for text in texts]
    columns, sound = _columns([sheet or [] for sheet in sheets], numberings)
    doubtful = {place for place, sheet in enumerate(sheets) if sheet is None} | set(columns["file"][~sound].tolist())
    for place in doubtful:
        sheets[place] = read_line_by_line(texts[place], pages[place])
    if doubtful:
        columns, _ = _columns(sheets, numberings)
    for page, sheet in zip(pages, sheets, strict=True):
        page.read = len(sheet)
        if not page.why and not sheet:
            page.why = f"{NOT_A_JOURNAL}: {page.first_refused}" if page.refused else "empty"
    _note_repeats(columns, pages)
    return columns


def _note_repeats(columns: Columns, pages: list[Page]) -> None:
    if len(set(columns["id"])) < len(columns["id"]):
        for place in np.unique(columns["file"]):
            ids = columns["id"][columns["file"] == place]
            pages[place].repeats = len(set(ids)) < len(ids)


def _columns(sheets: list[Any], numberings: Numberings) -> tuple[Columns, Truths]:
    """The columns of lines, and which of those that were read quickly are sound."""
    lines = list(chain.from_iterable(sheets))
    number = len(lines)
    columns: Columns = {name: np.fromiter(map(attrgetter(name), lines), object, number) for name in _TEXTS}
    columns["evidence"] = np.fromiter([_quotes(line.evidence) for line in lines], object, number)
    columns["file"] = np.repeat(np.arange(len(sheets)), [len(sheet) for sheet in sheets])
    columns["at"], sound = _times([line.at for line in lines])
    for name, parts in _NUMBERED.items():
        columns[name] = np.fromiter(map(numberings[name].__getitem__, map(parts, lines)), np.int64, number)
        sound &= numberings[name].sound(columns[name])
    return columns, sound


def _quotes(evidence: Sequence[Any]) -> tuple[str, ...]:
    return tuple([piece.quote for piece in evidence]) if evidence else ()


def _times(texts: list[str]) -> tuple[Numbers, Truths]:
    """Milliseconds since 1970 of times in ISO 8601, and which of them are in the kit's own form and sound.

    The others were checked by `from_file`, or will be.
    """
    times = pd.to_datetime(pd.Series(texts, dtype=object), utc=True, format="ISO8601", errors="coerce")
    moments = times.to_numpy(dtype="datetime64[ms]").view(np.int64)
    signs = "".join([text if len(text) == len(_LOWEST) else _NO_TIME for text in texts]).encode("latin-1", "replace")
    table = np.frombuffer(signs, np.uint8).reshape(-1, len(_LOWEST))
    sound = ((table >= _LOWEST) & (table <= _HIGHEST)).all(axis=1) & (moments >= _FIRST) & (moments < _BEYOND)
    return moments, sound
