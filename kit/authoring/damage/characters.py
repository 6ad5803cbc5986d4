"""Characters that were lost or turned into others on the way: “â€œ”, “Ã©”, “&amp;”, “�”."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import unescape
from importlib.util import find_spec

from kit.authoring.damage.prose import Found, Prose

_LOST = re.compile("\\S*\N{REPLACEMENT CHARACTER}\\S*")
_ENTITY = re.compile(r"&(#\d{1,6}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_PIECE = re.compile(r"\s+|\S+")
_HIDDEN = re.compile("[\N{SOFT HYPHEN}\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")


def broken_characters(text: str, prose: Prose) -> Iterator[Found]:
    """Find letters that were read with a wrong encoding, codes of HTML, lost letters and signs that nobody sees."""
    yield from _mojibake(text)
    for found in _ENTITY.finditer(text):
        sign = unescape(found[0])
        if sign != found[0]:
            yield Found(*found.span(), sign, "This is how HTML writes a character.")
    for found in _LOST.finditer(text):
        yield Found(*found.span(), None, "A character was lost here; “\N{REPLACEMENT CHARACTER}” stands in its place.")
    for found in _HIDDEN.finditer(text):
        yield Found(*found.span(), "", "A sign that nobody sees stands here.")


def _mojibake(text: str) -> Iterator[Found]:
    """Compare the text with what ftfy makes of it, piece by piece."""
    if text.isascii() or not find_spec("ftfy"):
        return
    import ftfy  # noqa: PLC0415 (of `.[author]`)

    mended = ftfy.fix_encoding(text)
    if mended == text:
        return
    before, after = _PIECE.findall(text), _PIECE.findall(mended)
    ends = [0]
    for piece in before:
        ends.append(ends[-1] + len(piece))
    for change, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if change != "equal":
            repair = "".join(after[first:last])
            is_mended = not ftfy.badness.is_bad(repair)
            why = "These letters were read with a wrong encoding."
            yield Found(ends[start], ends[end], repair if is_mended else None, why)
