"""From the bytes of a lesson's file to its text: UTF-8, a byte order mark or none, line ends of any system."""

import codecs

from kit.lesson.faults import Fault

_REMEDY = "Save it again as plain text, with the encoding UTF-8."
#: How files begin that are no text in UTF-8, and what they are; the longer mark first where one begins another.
_BEGINNINGS = (
    (codecs.BOM_UTF32_LE, "text in UTF-32"),
    (codecs.BOM_UTF32_BE, "text in UTF-32"),
    (codecs.BOM_UTF16_LE, "text in UTF-16 (Notepad calls it “Unicode” or “UTF-16 LE”)"),
    (codecs.BOM_UTF16_BE, "text in UTF-16 (Notepad calls it “UTF-16 BE”)"),
    (b"PK\x03\x04", "a document of a word processor (such as .docx), or a zip"),
    (b"{\\rtf", "rich text (.rtf) of a word processor"),
    (b"%PDF", "a PDF"),
)


def text_of(content: bytes, name: str, faults: list[Fault]) -> str | None:
    """Return the text of the file `name` with line ends `\\n`; None, and a fault, where it is not UTF-8."""
    kind = next((kind for beginning, kind in _BEGINNINGS if content.startswith(beginning)), None)
    if kind is None and content[:200].count(0) > len(content[:200]) // 4:
        kind = "text in UTF-16 without its mark, or no text at all"
    if kind:
        faults.append(Fault(name, 0, f"The file is {kind}, not text in UTF-8.", _REMEDY))
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        seen = content[error.start : error.start + 1].decode("cp1252", errors="replace")
        problem = (
            f"The file is not UTF-8 text (line {line}, byte {error.start}: perhaps “{seen}” as Windows writes it)."
        )
        faults.append(Fault(name, 0, problem, _REMEDY))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")
