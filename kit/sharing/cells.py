"""Cells: comma-separated text in which some cells can be changed while every other byte stays as it was."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kit.lesson.pasted_path import pasted_path, why_not_here
from kit.lesson.plain_errors import SaidPlainly

DELIMITERS = (",", ";", "\t", "|")
BOM = "\ufeff"
#: No-break blanks, which look like any other.
_ODD_BLANKS = frozenset("\u00a0\u2007\u202f")
_ZIP, _PDF = b"PK", b"%PDF"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ENCODINGS_BY_BOM = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
#: The line that Excel writes, and reads, above the header to tell what stands between the cells.
_SEPARATOR_LINE = re.compile(r"\ufeff?\s*\"?sep=(?P<delimiter>[,;\t|])?\"?[;,\t| ]*(?:\r\n|\n|\r|\Z)", re.IGNORECASE)
_SAVE_AS = "Open it in the spreadsheet program and save it as “CSV UTF-8”."


class CellsFault(SaidPlainly, ValueError):
    """A file cannot be read as comma-separated text; the text says why, and what to do."""


def seen(text: str) -> str:
    """Return what can be seen of a cell: copied text has signs of no width in it, and odd blanks in and around it."""
    shown = (sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) != "Cf")
    return "".join(" " if sign in _ODD_BLANKS else sign for sign in shown).strip()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text as people read it, and its place in the file's text (code points, quotes included)."""

    text: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `line` is the number, from 1, of the line of the file on which it begins."""

    line: int
    cells: tuple[Cell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells' texts as people see them: without blanks around them, nor signs of no width."""
        return tuple(seen(cell.text) for cell in self.cells)

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything, seen or not."""
        return not any(cell.text.strip() for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    """A file of comma-separated text: the header first, then the rows, blank lines left out.

    `encoding` is what the file is written in, `delimiter` what stands between its cells. `text` is the whole file.
    """

    name: str
    text: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def with_cells(self, new: Mapping[Cell, str]) -> bytes:
        """Return the file with these cells' texts in place of the old ones; every other byte is as it was.

        A cell that was quoted stays quoted; another one is quoted only where it must be.
        """
        pieces, place = [], 0
        for cell, text in sorted(new.items(), key=lambda item: item[0].start):
            pieces += [self.text[place : cell.start], self._written(text, cell.quoted)]
            place = cell.end
        return "".join([*pieces, self.text[place:]]).encode(self.encoding)

    def _written(self, text: str, quoted: bool) -> str:
        needed = quoted or any(special in text for special in (self.delimiter, '"', "\r", "\n"))
        return '"' + text.replace('"', '""') + '"' if needed else text


def read_sheet(path: str | Path) -> Sheet:
    """Read a file of comma-separated text as a spreadsheet or a gradebook writes it.

    UTF-8 with or without a byte-order mark, UTF-16 with one, or else Windows-1252 (what Excel writes as plain “CSV”);
    commas, semicolons or tabs between the cells, whichever makes the lines agree; RFC 4180 for the quotes. Excel's line
    `sep=;` is no header and is passed over.

    Raises:
        CellsFault: the file is missing, empty or a workbook, or its quotes do not close.
    """
    place = pasted_path(path)
    try:
        data = place.read_bytes()
    except OSError as error:
        if place.is_dir():
            raise CellsFault(f"{place} is a folder. Choose the file in it that ends in .csv.") from None
        remedy = why_not_here(place) or "Check the file's name and folder."
        raise CellsFault(f"{place} cannot be read ({error.strerror}). {remedy}") from error
    text, encoding = _decoded(data, place.name)
    if not text.strip(BOM + " \r\n"):
        raise CellsFault(f"{place.name} is empty. Export it again.")
    told = _SEPARATOR_LINE.match(text)
    delimiter = (told["delimiter"] if told else None) or _delimiter(text, place.name)
    rows = [row for row in _rows(text, delimiter, place.name) if not row.is_blank]
    if not rows:
        raise CellsFault(f"{place.name} has no line with anything in it. Export it again.")
    return Sheet(place.name, text, encoding, delimiter, rows[0].texts, tuple(rows[1:]))


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    if data.startswith(_PDF) or (data.startswith(_ZIP) and name.casefold().endswith(".zip")):
        kind = "a PDF" if data.startswith(_PDF) else "a zip"
        raise CellsFault(f"{name} is {kind}, not comma-separated text. Choose the file that ends in .csv.")
    if data.startswith(_WORKBOOKS):
        raise CellsFault(f"{name} is a workbook, not comma-separated text. {_SAVE_AS}")
    for encoding in (_ENCODINGS_BY_BOM.get(data[:2]) or _without_its_mark(data), "cp1252"):
        if b"\0" in data and not encoding.startswith("utf-16"):
            break  # no text of one byte a sign has a zero in it
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise CellsFault(f"{name} is written in an unknown way, so its accents cannot be read. {_SAVE_AS}")


def _without_its_mark(data: bytes) -> str:
    """UTF-16 whose byte-order mark is lost has a zero beside nearly every letter of a header."""
    even, odd = data[:200:2].count(0), data[1:200:2].count(0)
    some = len(data[:200]) // 4
    return "utf-16-le" if even <= some < odd else "utf-16-be" if odd <= some < even else "utf-8"


def _delimiter(text: str, name: str) -> str:
    """Return what makes most lines as wide as the header: a header alone may have commas in its titles.

    Where that tells nothing apart, a semicolon wins over a comma: a decimal comma stands in cells more often.
    """

    def fits(delimiter: str) -> tuple[bool, int, int, int]:
        widths: list[int] = []
        with suppress(CellsFault):
            widths.extend(len(row.cells) for row in _rows(text, delimiter, name) if not row.is_blank)
        header, *lines = widths or [0]
        place = DELIMITERS.index(delimiter)
        return header > 1, lines.count(header), header, place if header > 1 else -place

    return max(DELIMITERS, key=fits)


def _rows(text: str, delimiter: str, name: str) -> Iterator[Row]:
    sign = re.escape(delimiter)
    pattern = re.compile(rf'("(?:[^"]|"")*+"|[^"{sign}\r\n][^{sign}\r\n]*|)({sign}|\r\n|\n|\r|\Z)')
    told = _SEPARATOR_LINE.match(text)
    place, line = (told.end(), 2) if told else (len(BOM) if text.startswith(BOM) else 0, 1)
    begins = line
    cells: list[Cell] = []
    while place < len(text) or cells:
        found = pattern.match(text, place)
        if found is None:
            remedy = "Quotes must open and close a cell, and stand doubled inside it."
            raise CellsFault(f"{name}, line {line}: a quotation mark does not fit. {remedy}")
        cells.append(_cell(found))
        place, line = found.end(), line + len(re.findall(r"\r\n|\n|\r", found[0]))
        if found[2] != delimiter:
            yield Row(begins, tuple(cells))
            cells, begins = [], line


def _cell(found: re.Match[str]) -> Cell:
    raw, quoted = found[1], found[1].startswith('"')
    return Cell(raw[1:-1].replace('""', '"') if quoted else raw, found.start(1), found.end(1), quoted)
