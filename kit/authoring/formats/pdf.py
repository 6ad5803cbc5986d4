"""PDF with text in it: from letters at their places to paragraphs.

A PDF knows no paragraphs, only where each letter stands. So: letters to lines; lines in the order of reading, column
by column; what stands at the edge of page after page is left out; lines to paragraphs, by their gaps, indents and
sizes. A hyphen at the end of a line stays, with a blank behind it: whether it belongs to the word is for the search for
damage to propose and for a person to say.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from kit.authoring.draft import Block, Kind
from kit.authoring.formats.page_edges import at_the_edges
from kit.authoring.formats.page_lines import Line, in_reading_order, lines_of_letters
from kit.authoring.formats.source import NotTakenIn, Source, library, one_line

#: How a letter of a page is written in a text: pdfium's signs for a hyphen at the end of a line, and joined letters.
_AS_WRITTEN = {"\x02": "-", "\ufffe": "-", "\N{SOFT HYPHEN}": "-"}
_AS_WRITTEN |= {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
#: In sizes of its letters, how much more blank than usual stands above a line that begins a paragraph.
_GAP = 0.3
#: What part of all gaps between lines is often.
_OFTEN = 0.12
_MOST_PAGES = 60
#: How much larger or smaller than the text the letters of a heading or a caption are.
_HEADING, _CAPTION = 1.12, 0.93
_SCANNED = (
    "This PDF holds pictures of pages and no text, as a scanner makes them. Let a text recognition (OCR) read it "
    "first, or copy the text from another source."
)


def read_pdf(content: bytes) -> Source:
    """Return a block for each paragraph, and what stands at the edges of the pages.

    Raises:
        NotTakenIn: pypdfium2 is missing; the PDF is locked, damaged, too long, or has no text in it.
    """
    pdfium = library("pypdfium2", "a PDF")
    try:
        document = pdfium.PdfDocument(content)
        if len(document) > _MOST_PAGES:
            raise NotTakenIn(
                f"This PDF has {len(document)} pages. Save the article's own pages as a PDF, and take that."
            )
        pages = [_lines(page) for page in document]
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise NotTakenIn(
                "This PDF is locked with a password. Open it, print it into a new PDF, and take that."
            ) from None
        raise NotTakenIn(
            "This PDF cannot be read: it is damaged, or only a part of it arrived. Download it again."
        ) from None
    if sum(len(line.text) for page in pages for line in page) < 40:
        raise NotTakenIn(_SCANNED)
    return Source(list(_blocks(pages)), knows_kinds=True)


def _lines(page: Any) -> list[Line]:
    """The lines of a page in the order of reading."""
    from pypdfium2 import raw  # noqa: PLC0415 (of `.[author]`)

    text, box = page.get_textpage(), raw.FS_RECTF()
    letters = []
    for at in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, at))
        raw.FPDFText_GetLooseCharBox(text, at, box)  # as high as the line, whatever the letter
        letters.append((_AS_WRITTEN.get(letter, letter), box.left, box.right, box.bottom, box.top))
    return in_reading_order(lines_of_letters(letters))


@dataclass(slots=True)
class _Part:
    """A paragraph that grows line by line; or a line that is left out, and why."""

    page: int
    lines: list[Line]
    why: str = ""
    last_page: int = 0

    @property
    def text(self) -> str:
        return one_line(" ".join(line.text for line in self.lines))

    @property
    def size(self) -> float:
        return median(line.size for line in self.lines)


def _blocks(pages: Sequence[Sequence[Line]]) -> Iterator[Block]:
    body = _body_size([line for page in pages for line in page])
    edges = at_the_edges(pages, body * _CAPTION)
    usual = _usual_gap(pages, body)
    parts: list[_Part] = []
    for number, page in enumerate(pages, start=1):
        for at, line in enumerate(page):
            why = edges.get((number, at), "")
            open_part = next((part for part in reversed(parts) if not part.why), None)
            if not why and open_part and _goes_on(open_part, line, number, body, usual):
                open_part.lines.append(line)
                open_part.last_page = number
            else:
                parts.append(_Part(number, [line], why, number))
    largest = max((part.size for part in parts if part.page == 1 and not part.why), default=body)
    for part in parts:
        kind: Kind = "left out" if part.why else _kind(part, body, largest)
        yield Block(kind, part.text, part.why, f"page {part.page}")


def _body_size(lines: Sequence[Line]) -> float:
    """The size of most letters."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0]


def _usual_gap(pages: Sequence[Sequence[Line]], body: float) -> float:
    """How much blank stands between two lines of a paragraph: the least that is there often; 0 where they touch."""
    gaps = Counter(
        round(2 * (above.bottom - line.top)) / 2
        for page in pages
        for above, line in pairwise(page)
        if above.column == line.column
        and above.top > line.top
        and max(abs(line.size - body), abs(above.size - body)) < 0.08 * body
    )
    often = [gap for gap, count in gaps.items() if count >= _OFTEN * gaps.total()]
    return max(min(often, default=0.0), 0.0)


def _goes_on(part: _Part, line: Line, page: int, body: float, usual: float) -> bool:
    """Whether a line belongs to the paragraph before it; `usual` is the blank between the lines of one."""
    last = part.lines[-1]
    if abs(last.size - line.size) > 0.08 * body:
        return False
    ends = last.text.rstrip("”’\"')").endswith((".", "!", "?", ":", "…"))
    is_new = line.is_indented and not (last.is_indented and len(part.lines) > 1)
    if page != part.last_page or line.column != last.column or line.top > last.top:
        return not ends and not is_new  # over to the next column or page
    if last.bottom - line.top > usual * line.size / body + _GAP * line.size or (is_new and ends):
        return False
    is_short = last.right < last.column_right - 0.2 * (last.column_right - last.column_left)
    return not (ends and is_short)


def _kind(part: _Part, body: float, largest: float) -> Kind:
    if part.size > body * _HEADING and len(part.text) < 200:
        return "title" if part.page == 1 and part.size == largest else "heading"
    return "caption" if part.size < body * _CAPTION and len(part.text.split()) > 3 else "paragraph"
