"""Documents of a word processor (.docx): paragraphs by their styles, with what was inserted and without what was
deleted."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from kit.authoring.draft import Block, Kind
from kit.authoring.formats.source import NotTakenIn, Source, library, one_line

_KINDS: tuple[tuple[str, Kind], ...] = (("title", "title"), ("heading", "heading"), ("caption", "caption"))
_DAMAGED = (
    "This document cannot be read: it is damaged, or only a part of it arrived. Open it in a word processor, save it "
    "again, and take that file."
)


def read_word_document(content: bytes) -> Source:
    """Return a block for each paragraph, then what stands in tables, headers and footers.

    Raises:
        NotTakenIn: python-docx is missing, or the document is damaged.
    """
    docx = library("docx", "a Word document")
    try:
        document = docx.Document(BytesIO(content))
        blocks = list(_blocks(document))
    except (BadZipFile, KeyError, ValueError, SyntaxError, docx.opc.exceptions.PackageNotFoundError):
        raise NotTakenIn(_DAMAGED) from None
    return Source(blocks, any(block.kind == "heading" for block in blocks))  # its author is whoever typed it


def _blocks(document: Any) -> Iterator[Block]:
    number, parts = 0, list(document.iter_inner_content())
    if not any(_text(part._p).strip() for part in parts if not hasattr(part, "rows")):
        parts = list(_within_tables(parts))
    for part in parts:
        if hasattr(part, "rows"):
            cells = [one_line(cell.text) for row in part.rows for cell in row.cells]
            yield Block("left out", " | ".join(filter(None, cells)), "It is a table.", f"behind paragraph {number}")
            continue
        number += 1
        where = f"paragraph {number} of the document"
        for text in filter(None, map(one_line, _text(part._p).split("\n"))):
            yield Block(_kind(part), text, where=where)
        for text in dict.fromkeys(_boxes(part._p)):  # older programs find each box a second time
            yield Block("left out", text, "It stands in a box beside the text.", where)
    yield from _beside(document)


def _within_tables(tables: Iterable[Any]) -> Iterator[Any]:
    """The paragraphs of a document that is laid out in tables: each cell once, also where it spans several."""
    cells = {cell._tc: cell for table in tables for row in table.rows for cell in row.cells}
    for cell in cells.values():
        parts = list(cell.iter_inner_content())
        yield from (part for part in parts if not hasattr(part, "rows"))
        yield from _within_tables(part for part in parts if hasattr(part, "rows"))


def _boxes(paragraph: Any) -> Iterator[str]:
    from docx.oxml.ns import qn  # noqa: PLC0415 (of `.[author]`)

    for box in paragraph.iter(qn("w:txbxContent")):
        if text := one_line(" ".join(map(_text, box))):
            yield text


def _beside(document: Any) -> Iterator[Block]:
    """What stands at the edges of the pages, and the notes."""
    for section in document.sections:
        for name, around in (("header", section.header), ("footer", section.footer)):
            for text in (one_line(paragraph.text) for paragraph in around.paragraphs):
                if text:
                    yield Block("left out", text, f"It is the {name} of each page.", f"the {name}")
    for relation in document.part.rels.values():
        name = relation.reltype.rpartition("/")[2]
        if name in ("footnotes", "endnotes", "comments"):
            for note in library("lxml.etree", "a Word document").fromstring(relation.target_part.blob):
                if text := one_line(_text(note)):
                    yield Block("left out", text, "It is a note of the document.", f"the {name}")


def _kind(paragraph: Any) -> Kind:
    style = (paragraph.style.name if paragraph.style is not None else "").casefold()
    return next((kind for name, kind in _KINDS if style.startswith(name)), "paragraph")


def _text(element: Any) -> str:
    """The text as it stands on the page: with insertions, without what is marked as deleted, and no text boxes."""
    from docx.oxml.ns import qn  # noqa: PLC0415 (of `.[author]`)

    if element.tag in {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:instrText")}:
        return ""
    if element.tag == qn("w:t"):
        return element.text or ""
    if element.tag in {qn("w:br"), qn("w:cr")}:
        return "\n"
    if element.tag == qn("w:tab"):
        return " "
    if element.tag == qn("w:noBreakHyphen"):
        return "-"
    return "".join(map(_text, element))
