"""The lines of many journals, column by column: each file is read on its own, and then all become columns at once.

A file in which every line is as the kit writes it goes the quick way. Any other, be it for one torn line, is read line
by line with `kit.marks.mark.from_line`, which has the rules of the format. The quick way may leave to it what it could
have taken, and never takes what it would refuse (the tests compare the two).
"""

import codecs
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Annotated, Any, Literal, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.analysis.handed_in import NOT_A_JOURNAL, HandedIn
from kit.lesson.claims import CLAIM_ID
from kit.lesson.codebook import LABEL_SETS, ordered
from kit.marks.mark import KINDS, LONGEST_TEXT, MOST_EVIDENCE, PASS_ON, Mark, MarkFault, from_line
from kit.marks.reader import READER_CODE

#: Every one of 75 claims changed 600 times. More lines are no journal, and would take long to refuse one by one.
MOST_LINES = 50_000
#: Files that become columns together: enough to be quick, few enough to stay small in memory.
BATCH = 256
LONGEST_WHY = 160

Numbers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]
Columns = dict[str, npt.NDArray[Any]]

_ShortText = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_FreeText = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
_Whole = Annotated[int, msgspec.Meta(ge=0, lt=2**31)]

_ANSWERS = {ordered(labels): number for number, labels in enumerate(LABEL_SETS)}
_PASS_ON = {None: -1} | {name: number for number, name in enumerate(PASS_ON)}
_KINDS = {kind: number for number, kind in enumerate(KINDS)}
_NO_TIME = " " * len("2026-11-22T09:15:02.118Z")
_LOWEST = np.frombuffer(b"0000-00-00T00:00:00.000Z", np.uint8)
_HIGHEST = np.frombuffer(b"9999-99-99T99:99:99.999Z", np.uint8)


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


_DECODER = msgspec.json.Decoder(_Line)
_HEAD = attrgetter("journal", "reader", "lesson", "edition", "codebook")


class Head(NamedTuple):
    """What the lines of one reader about one lesson have in common."""

    journal: str
    reader: str
    lesson: str
    edition: str
    codebook: int


class Numbering(dict[Any, int]):
    """Gives each new key the next number, from 0, and notes whether the key is as it should be."""

    def __init__(self, is_sound: Callable[[Any], object]) -> None:
        super().__init__()
        self._is_sound, self._sound = is_sound, list[bool]()

    def __missing__(self, key: Hashable) -> int:
        self[key] = number = len(self)
        self._sound.append(bool(self._is_sound(key)))
        return number

    def numbers(self, keys: Iterable[Any], length: int) -> Numbers:
        """The numbers of so many keys."""
        return np.fromiter(map(self.__getitem__, keys), np.int64, length)

    def sound(self, numbers: Numbers) -> Truths:
        """Which of the numbers are of sound keys."""
        return np.array(self._sound, dtype=bool)[numbers]


@dataclass(slots=True)
class Page:
    """What became of one file: `why` it was not read, or how many lines were read and refused, and the first refusal.

    `repeats` says that an id stands in it twice.
    """

    name: str
    why: str = ""
    read: int = 0
    refused: int = 0
    first_refused: str = ""
    repeats: bool = False


@dataclass(slots=True)
class JournalLines:
    """All lines of all files in their order: a number or a value a line in each column, and a `Page` a file.

    `file`, `head` and `claim` are numbers of `pages`, `heads` and `claims`; `answer` is a place in `LABEL_SETS`, `sure`
    0 and `pass_on` -1 where nothing was said; `at` is in milliseconds since 1970 (UTC); `marks`, `changes` (a mark or
    a retract, not late) and `shows` (the full answer) are truths; `who`, `reason`, `evidence` and `id` are objects.
    """

    pages: list[Page]
    heads: list[Head]
    claims: list[str]
    columns: Columns

    def __getitem__(self, column: str) -> npt.NDArray[Any]:
        return self.columns[column]

    def __len__(self) -> int:
        return len(self.columns["file"])


def read_lines(files: Iterable[HandedIn]) -> JournalLines:
    """Read every line of every file; nothing that stands in a file raises an error."""
    heads = Numbering(lambda head: READER_CODE.fullmatch(head[1]))
    claims = Numbering(CLAIM_ID.fullmatch)
    pages: list[Page] = []
    blocks: list[Columns] = []
    for batch in _batches(files):
        columns = _block(batch, new := [Page(file.name, file.why) for file in batch], heads, claims)
        columns["file"] += len(pages)
        pages += new
        blocks.append(columns)
    joined = {name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]}
    return JournalLines(pages, [Head(*head) for head in heads], list(claims), joined)


def _batches(files: Iterable[HandedIn]) -> Iterator[list[HandedIn]]:
    """Files in batches; the last one may be empty, so that there is always one."""
    batch: list[HandedIn] = []
    for file in files:
        batch.append(file)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def _block(files: list[HandedIn], pages: list[Page], heads: Numbering, claims: Numbering) -> Columns:
    """The columns of some files, and what became of each on its page."""
    texts = [_plain(file.data or b"") for file in files]
    sheets = [_quickly(text) for text in texts]
    columns, sound = _columns([sheet or [] for sheet in sheets], heads, claims)
    doubtful = {place for place, sheet in enumerate(sheets) if sheet is None} | set(columns["file"][~sound].tolist())
    for place in doubtful:
        sheets[place] = _line_by_line(texts[place], pages[place])
    if doubtful:
        columns, _ = _columns([sheet or [] for sheet in sheets], heads, claims)
    for page, sheet in zip(pages, sheets, strict=True):
        _count(page, sheet or [])
    return columns


def _count(page: Page, lines: Sequence[Any]) -> None:
    page.read = len(lines)
    page.repeats = len({line.id for line in lines}) < len(lines)
    if not page.why and not lines:
        page.why = f"{NOT_A_JOURNAL}: {page.first_refused}" if page.refused else "empty"


def _plain(data: bytes) -> bytes:
    """UTF-8 without a byte order mark and with plain line ends, whatever program saved the file."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", errors="replace").encode()
    data = data.removeprefix(codecs.BOM_UTF8)
    return data.replace(b"\r\n", b"\n") if b"\r" in data else data


def _quickly(text: bytes) -> list[_Line] | None:
    """The lines of a text in which all is as the kit writes it, or None."""
    breaks = text.count(b"\n") - text.endswith(b"\n")
    # Every line break stands between two objects: then one line is one object.
    if breaks != text.count(b"}\n{") or breaks >= MOST_LINES:
        return None
    try:
        lines = _DECODER.decode_lines(text)
    except (ValueError, RecursionError):
        return None
    return lines if len(lines) == breaks + 1 else None


def _line_by_line(text: bytes, page: Page) -> list[Mark]:
    if text.count(b"\n") > MOST_LINES:
        page.why = f"more than {MOST_LINES:,} lines, which no journal has"
        return []
    marks = []
    for number, line in enumerate(text.split(b"\n"), start=1):
        if line.strip():
            try:
                marks.append(from_line(line.removeprefix(codecs.BOM_UTF8)))
            except MarkFault as fault:
                page.refused += 1
                page.first_refused = page.first_refused or f"line {number}: {_shortened(str(fault))}"
    return marks


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_WHY else text[:LONGEST_WHY] + "…"


def _columns(sheets: list[Any], heads: Numbering, claims: Numbering) -> tuple[Columns, Truths]:
    """The columns of lines of either kind, and which of the quick lines are sound."""
    lines = list(chain.from_iterable(sheets))
    number = len(lines)

    def column(name: str, dtype: Any) -> npt.NDArray[Any]:
        return np.fromiter(map(attrgetter(name), lines), dtype, number)

    columns: Columns = {name: column(name, object) for name in ("id", "who", "reason")}
    columns["evidence"] = np.fromiter((_quotes(line.evidence) for line in lines), object, number)
    columns["file"] = np.repeat(np.arange(len(sheets)), [len(sheet) for sheet in sheets])
    columns["head"] = heads.numbers(map(_HEAD, lines), number)
    columns["claim"] = claims.numbers(map(attrgetter("claim"), lines), number)
    columns["answer"] = np.fromiter((_ANSWERS.get(line.labels, -1) for line in lines), np.int8, number)
    columns["sure"] = np.fromiter((line.sure or 0 for line in lines), np.int8, number)
    columns["pass_on"] = np.fromiter(map(_PASS_ON.__getitem__, map(attrgetter("pass_on"), lines)), np.int8, number)
    kind = np.fromiter(map(_KINDS.__getitem__, map(attrgetter("kind"), lines)), np.int8, number)
    columns["marks"] = kind == _KINDS["mark"]
    columns["shows"] = column("full", bool) & (kind == _KINDS["reveal"])
    columns["changes"] = ~column("late", bool) & (kind != _KINDS["reveal"])
    columns["at"], in_time = _times([line.at for line in lines])
    sound = in_time & heads.sound(columns["head"]) & claims.sound(columns["claim"])
    return columns, sound & ((columns["answer"] >= 0) | ~columns["marks"])


def _quotes(evidence: Sequence[Any]) -> tuple[str, ...]:
    return tuple([piece.quote for piece in evidence]) if evidence else ()


def _times(texts: list[str]) -> tuple[Numbers, Truths]:
    """Milliseconds since 1970 of times in ISO 8601, and which of them are in the kit's own form and sound.

    The others were checked by `from_line`, or will be.
    """
    times = pd.to_datetime(pd.Index(texts, dtype=object), utc=True, format="ISO8601", errors="coerce")
    signs = "".join([text if len(text) == len(_LOWEST) else _NO_TIME for text in texts]).encode("latin-1", "replace")
    table = np.frombuffer(signs, np.uint8).reshape(-1, len(_LOWEST))
    in_form = ((table >= _LOWEST) & (table <= _HIGHEST)).all(axis=1)
    sound = in_form & np.asarray((times.year >= 1900) & (times.year <= 2200))
    return times.astype("datetime64[ms, UTC]").asi8, sound
