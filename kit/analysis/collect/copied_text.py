"""Copied texts: answers that readers handed in as a text, found in whatever they were pasted or exported into.

A text is `ClaimByClaim1.quiet-otter-41.1234.<data>.quiet-otter-41.1ClaimByClaim`: the reader's code, how many signs of
data there are, the data, and at its end the code once more, so that a piece says whose it is and what it lacks. The
data is the journal's file, packed by gzip (RFC 1952, whose check shows every change) and written in base64url (RFC
4648). What line wraps, quotes of e-mails, cells and pages put in between does not matter.
"""

import binascii
import html
import re
import zipfile
import zlib
from base64 import urlsafe_b64decode
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO

from kit.analysis.collect.handed_in import DAMAGE, LARGEST_FILE, NOT_A_JOURNAL, OFFICE, TEXTS, HandedIn, suffix_of
from kit.analysis.collect.journal_file import plain

_NAME, _FORMAT = "ClaimByClaim", 1
_BEGINS, _ENDS = f"{_NAME}{_FORMAT}.", f".{_FORMAT}{_NAME}"
_CODE = r"[a-z]{2,12}-[a-z]{2,12}-[0-9]{2,4}"
#: What stands between the signs of a text by no doing of its reader: blanks and breaks, quotation marks, what e-mails
#: put at the beginning of a line and at its end, hyphens that only show where a line may break.
_BETWEEN = re.compile(r"[\s\"'>=*“”«»\u00ad\u200b-\u200d\u2060\ufeff]+")
_WHOLE = rf"(?P<whole>\.(?P=code){re.escape(_ENDS)})?"
_TEXT = re.compile(rf"(?P<code>{_CODE})\.(?P<signs>\d{{1,8}})\.(?P<data>[A-Za-z0-9_-]*){_WHOLE}")
_LOST_BEGINNING = re.compile(rf"\.(?P<code>{_CODE}){re.escape(_ENDS)}")
_LOST_HEAD = re.compile(rf"(?P<code>{_CODE})")
_TAG = re.compile(r"<[^<>]*>")
#: How a journal begins, as the kit writes it.
JOURNAL = re.compile(rb"\s*\{\s*\"v\"")
_ASK = "Ask for it again, or for the downloaded file"


def with_copied_texts(files: Iterable[HandedIn]) -> Iterator[HandedIn]:
    """Yield files, and in place of one that holds copied texts each of them, as the file that it was.

    A text that is cut or changed is yielded with whose it is and what is wrong, and without data.
    """
    for file in files:
        yield from _one(file)


def _one(file: HandedIn) -> Iterator[HandedIn]:
    found = [] if file.data is None or _is_journal(file.data) else list(_texts_in(file))
    names = Counter[str]()
    for text in found:
        names[text.name] += 1
        again = f" {names[text.name]}" if names[text.name] > 1 else ""
        yield replace(text, name=f"{file.name} ({text.name}{again})", copied_into=file.name)
    if found:
        return
    if file.data is not None and suffix_of(file.name) in TEXTS | OFFICE:
        yield replace(file, data=None, why=NOT_A_JOURNAL)
    else:
        yield file


def _is_journal(data: bytes) -> bool:
    return bool(JOURNAL.match(data) or JOURNAL.match(plain(data)))


def _texts_in(file: HandedIn) -> Iterator[HandedIn]:
    for text in _shown(file):
        squeezed = _BETWEEN.sub("", text)
        if _NAME not in squeezed:
            continue
        before, *pieces = squeezed.split(_BEGINS)
        yield from _without_beginning(file, before)
        for piece in pieces:
            yield from _read(file, piece)


def _shown(file: HandedIn) -> Iterator[str]:
    """What a file shows as text: of a page or a document, without its markup."""
    data, suffix = file.data or b"", suffix_of(file.name)
    if suffix in OFFICE:
        yield from map(_without_tags, _parts(data))
        return
    text = plain(data).decode("utf-8", errors="replace")
    yield _without_tags(text) if suffix in ("html", "htm") else text


def _without_tags(text: str) -> str:
    return html.unescape(_TAG.sub("", text))


def _parts(data: bytes) -> Iterator[str]:
    """The texts of an office document, which is a zip of XML files."""
    with suppress(*DAMAGE), zipfile.ZipFile(BytesIO(data)) as packed:
        left = LARGEST_FILE
        for info in packed.infolist():
            if info.filename.endswith(".xml") and info.file_size <= left:
                left -= info.file_size
                with packed.open(info) as part:
                    yield part.read(info.file_size).decode("utf-8", errors="replace")


def _without_beginning(file: HandedIn, before: str) -> Iterator[HandedIn]:
    for found in _LOST_BEGINNING.finditer(before):
        yield _cut(file, found["code"], "its beginning is missing")


def _read(file: HandedIn, piece: str) -> Iterator[HandedIn]:
    found = _TEXT.match(piece)
    if found is None:
        head = _LOST_HEAD.match(piece)
        yield _cut(file, head["code"] if head else "", "it breaks off where it begins")
        return
    code, wanted, data = found["code"], int(found["signs"]), found["data"]
    if len(data) < wanted:
        yield _cut(file, code, f"{len(data):,} of {wanted:,} signs are there")
    elif not found["whole"]:
        yield _cut(file, code, "its end is missing")
    elif (lines := _unpacked(data)) is None or len(data) != wanted:
        yield _named(file, code, None, f"this copied text of {code} has been changed on its way. {_ASK}")
    else:
        yield _named(file, code, lines)
    yield from _without_beginning(file, piece[found.end() :])


def _cut(file: HandedIn, code: str, what: str) -> HandedIn:
    whose = f" of {code}" if code else ""
    return _named(file, code, None, f"this copied text{whose} is cut off: {what}. {_ASK}")


def _named(file: HandedIn, code: str, data: bytes | None, why: str = "") -> HandedIn:
    return replace(file, name=code or "?", data=data, why=why)


def _unpacked(data: str) -> bytes | None:
    """What was packed, or None where the check says that it was changed; no more than a journal can be."""
    try:
        unpacker = zlib.decompressobj(wbits=31)
        packed = urlsafe_b64decode(data + "=" * (-len(data) % 4))
        lines = unpacker.decompress(packed, LARGEST_FILE + 1)
    except (binascii.Error, ValueError, zlib.error):
        return None
    return lines if unpacker.eof and not unpacker.unused_data and len(lines) <= LARGEST_FILE else None
