"""From bytes to text, whatever program wrote them."""

import codecs
import re

from charset_normalizer import CharsetMatch, from_bytes

from kit.authoring.formats.source import NotTakenIn

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]*charset=[\"']?([\w-]+)", re.IGNORECASE)
_SAMPLE = 400
#: The encodings that programs write where they do not write Unicode; of two that fit equally well, the first is meant.
_COMMON = """cp1252 mac_roman cp1250 cp1251 koi8_r cp1253 cp1254 cp1255 cp1256 gb18030 cp932 euc_jp big5 cp949
iso8859_2 cp850""".split()
#: Figures that differ by less say nothing (charset-normalizer's, from 0 to 1).
_NOISE = 0.02


def text_of_bytes(content: bytes) -> tuple[str, str]:
    """Return the text with line ends `\\n`, and a sentence if its encoding was guessed.

    A web page says its encoding itself, in its first lines.

    Raises:
        NotTakenIn: it is no text in any encoding that is known.
    """
    text, note = _decoded(content)
    return text.replace("\r\n", "\n").replace("\r", "\n"), note


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), ""
    if encoding := _without_its_mark(content):
        return content.decode(encoding, errors="replace"), ""
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        declared = _DECLARED.search(content[:2048])
        return _as_declared(content, declared[1].decode("ascii")) if declared else _guessed(content)


def _as_declared(content: bytes, encoding: str) -> tuple[str, str]:
    # Browsers read Latin-1 as cp1252, and so do people who write it.
    is_latin = encoding.casefold() in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "utf-8")
    try:
        return content.decode("cp1252" if is_latin else encoding), ""
    except (UnicodeDecodeError, LookupError):
        return _guessed(content)


def _without_its_mark(content: bytes) -> str:
    """UTF-16 of European letters has a zero in every second byte."""
    even, odd = content[:_SAMPLE:2].count(0), content[1:_SAMPLE:2].count(0)
    half = len(content[:_SAMPLE]) // 2
    if half and odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if half and even > half * 0.7 and odd < half * 0.1 else ""


def _guessed(content: bytes) -> tuple[str, str]:
    if 0 in content[:_SAMPLE]:
        raise NotTakenIn("This file is not text. Open it in its program, and save the article as .txt or .html.")
    best = min(from_bytes(content, cp_isolation=_COMMON), key=_unlikely, default=None)
    encoding = best.encoding if best else "cp1252"
    text = content.decode(encoding, errors="replace")
    note = f"The file is not in UTF-8. It was read as {encoding}: look whether accents and quotation marks are right."
    return text, note


def _unlikely(match: CharsetMatch) -> tuple[int, int]:
    return round((match.chaos - match.coherence) / _NOISE), _COMMON.index(match.encoding)
