"""One file that may be a journal: from its bytes to its lines, the quick way or with the rules of the format.

A file in which every line is as the kit writes it goes the quick way. Any other, be it for one torn line, is read line
by line with `kit.marks.lines.from_file`, which has the rules. The quick way may leave to it what it could have taken,
and never takes what it would refuse (the tests compare the two).
"""

import codecs
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal

import msgspec
import numpy as np

from kit.marks.entries import ENTRIES, JournalEntry, Mark
from kit.marks.journal import MOST_LINES, is_utf16
from kit.marks.lines import FORMAT_VERSION, LONGEST_LINE, LONGEST_TEXT, MOST_EVIDENCE, MarkFault, from_file, whole_signs

LONGEST_WHY = 160

_BREAK, _OPENS, _CLOSES = b"\n{}"
_ShortText = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_FreeText = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
_Whole = Annotated[int, msgspec.Meta(ge=0, lt=2**31)]


@dataclass(slots=True)
class Page:
    """What became of one file: `why` it was not read, or how many lines were read and refused, and the first refusal.

    `repeats` says that an id stands in it twice. `came_in` is what one student handed in with it, `copied_into` the
    file that holds it, and `owner` the folder of the student whose it is, as in `HandedIn`.
    """

    name: str
    why: str = ""
    read: int = 0
    refused: int = 0
    first_refused: str = ""
    repeats: bool = False
    came_in: str = ""
    copied_into: str = ""
    owner: str = ""

    @property
    def file(self) -> str:
        """The name of the file that was handed in."""
        return self.copied_into or self.name


class _Quote(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    paragraph: _Whole
    start: _Whole
    end: _Whole
    quote: str


class Line(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """A line as the kit writes it, whatever its kind: the parts of `kit.marks.entries`, for columns to be made of."""

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
    stance: Literal["changed", "keep", "disagree"] | None = None
    base: _ShortText | None = None
    passage: _ShortText | None = None
    late: bool = False
    full: bool = False


_DECODER = msgspec.json.Decoder(Line)
_PARTS = {entry.kind: [part.name for part in fields(entry)] for entry in ENTRIES}


def plain(data: bytes) -> bytes:
    """UTF-8 without a byte order mark and with plain line ends, whatever program saved the file."""
    if is_utf16(data):
        data = data.decode("utf-16", errors="replace").encode()
    data = data.removeprefix(codecs.BOM_UTF8)
    return data.replace(b"\r\n", b"\n") if b"\r" in data else data


def read_quickly(text: bytes) -> list[Line] | None:
    """The lines of a text in which all is as the kit writes it, or None."""
    signs = np.frombuffer(text.removesuffix(b"\n"), np.uint8)
    breaks = np.flatnonzero(signs == _BREAK)
    if len(breaks) >= MOST_LINES or not len(signs) or _BREAK in (signs[0], signs[-1]):  # a blank line stands at an end
        return None
    if np.diff(breaks, prepend=-1, append=len(signs)).max() > LONGEST_LINE:
        return None
    try:
        lines = _DECODER.decode_lines(text)
    except (ValueError, RecursionError):
        return None
    # Where every line break stands between two objects, and there is one object more, a line is an object.
    alone = (signs[breaks - 1] == _CLOSES).all() and (signs[breaks + 1] == _OPENS).all()
    return lines if alone and len(lines) == len(breaks) + 1 else None


def read_line_by_line(text: bytes, page: Page) -> list[Line]:
    """The lines of any text whatever; its page is told of the lines that were refused."""
    if text.count(b"\n") > MOST_LINES:
        page.why = f"more than {MOST_LINES:,} lines, which no journal has"
        return []
    lines = []
    for number, line in enumerate(text.split(b"\n"), start=1):
        if line.strip():
            try:
                lines.append(_as_line(from_file(line)))
            except MarkFault as fault:
                page.refused += 1
                page.first_refused = page.first_refused or f"line {number}: {_shortened(str(fault))}"
    return lines


def _as_line(entry: JournalEntry) -> Line:
    parts: dict[str, Any] = {"v": FORMAT_VERSION, "kind": entry.kind}
    parts |= {name: getattr(entry, name) for name in _PARTS[entry.kind]}
    if isinstance(entry, Mark):
        pieces = ((piece.paragraph, piece.start, piece.end, whole_signs(piece.quote)) for piece in entry.evidence)
        parts["evidence"] = tuple(_Quote(*piece) for piece in pieces)
    return Line(**parts)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_WHY else text[:LONGEST_WHY] + "…"
