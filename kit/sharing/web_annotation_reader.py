"""Reads marks back from the web annotations that `kit.sharing.web_annotation` writes.

They may come back from another program, which writes them in its own way, and the text may have moved since. What
differs is told; no label is ever taken for “no source given” because it was not understood.
"""

import html
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from kit.lesson.lesson import Lesson, check_opened
from kit.lesson.lookalikes import folded
from kit.lesson.pasted_path import pasted_path
from kit.marks.entries import ENTRIES, JournalEntry, Mark, Quote
from kit.marks.lines import FORMAT_VERSION, MarkFault, from_line
from kit.sharing.anchoring import anchor
from kit.sharing.annotation_pages import Json, NotAnnotations, gather, listed, read_document
from kit.sharing.annotation_parts import Parts, Piece, parts_of, piece_of, told
from kit.sharing.web_annotation import IN_THE_MODEL, PREFIX, URN, iri

__all__ = ["Imported", "NotAnnotations", "marks_from", "read_web_annotations"]

_NOWHERE = Quote(0, 0, 0, "")
#: The parts of an entry, whatever its kind, that the model has no word for.
_OF_OURS = {"kind"} | {part.name for kind in ENTRIES for part in fields(kind)} - IN_THE_MODEL


@dataclass(frozen=True)
class Imported:
    """Marks, retracts and reveals read from web annotations, in the file's order; none is dropped without a word.

    `moved` are those of `marks` that were carried over to the lesson's present edition; `stale` those that could not
    be, and stay marks of the edition that they were made on. `foreign` are annotations that are no marks of ours, or
    repeat one. `remarks` says all of this in sentences.
    """

    marks: tuple[JournalEntry, ...]
    moved: tuple[JournalEntry, ...] = ()
    stale: tuple[JournalEntry, ...] = ()
    foreign: tuple[Any, ...] = ()
    remarks: tuple[str, ...] = ()


def read_web_annotations(path: str | Path, lesson: Lesson | None = None) -> Imported:
    """Read marks from a file of web annotations; see `marks_from`. Further pages are read where they lie beside it.

    Raises:
        NotAnnotations: the file is not JSON, or not a collection, page or list of annotations.
        OSError: the file cannot be read.
    """
    place = pasted_path(path)
    return marks_from(read_document(place), lesson, folder=place.parent)


def marks_from(document: Any, lesson: Lesson | None = None, *, folder: Path | None = None) -> Imported:
    """Return the marks in a collection, a page, a list of annotations, or one annotation.

    Args:
        document: what `kit.sharing.web_annotation.web_annotations` returned, or the same after its way through JSON and
            perhaps another program.
        lesson: the lesson as it is now. Marks of another edition of it are carried over, all lines of a reader and
            claim together, if the claim's words are still the same and every evidence quote is found again, with what
            stood around it. Quotes of this edition are held against the text: where a position contradicts its quote,
            the words count, and it is told. Left out, every mark comes back as it was written.
        folder: where further pages of a collection may lie.

    Raises:
        NotAnnotations: the document is none of these.
    """
    if lesson is not None:
        check_opened(lesson)
    gathered = gather(document, folder)
    read: dict[tuple[str, str], _Read] = {}
    foreign, remarks = [], list(gathered.remarks)
    for number, item in enumerate(gathered.items, start=1):
        try:
            line = _read(item, lesson)
            _refuse_repeat(line.entry, read)
        except MarkFault as fault:
            foreign.append(item)
            remarks.append(f"Annotation {number} is not a mark and was left out: {str(fault).rstrip('.')}.")
        else:
            read[line.entry.journal, line.entry.id] = line
            remarks += [f"Annotation {number}: {remark}." for remark in line.remarks]
    lines = list(read.values())
    now = [line.entry for line in lines] if lesson is None else _carried(lines, lesson)
    changes = list(zip(lines, now, strict=True))
    moved = tuple(entry for line, entry in changes if entry is not line.entry)
    stale = tuple(entry for line, entry in changes if entry is line.entry and _is_old(entry, lesson))
    remarks += [_told(moved, "moved with its words to the present text")] if moved else []
    lost = "kept with the old text: the words of the claim or evidence, or what stood around them, were not found"
    remarks += [_told(stale, lost)] if stale else []
    return Imported(tuple(now), moved, stale, tuple(foreign), tuple(remarks))


@dataclass(slots=True)
class _Read:
    """An entry, and what else the annotation says: what it is about, each evidence quote, and what is to be told."""

    entry: JournalEntry
    target: Piece
    evidence: list[Piece]
    remarks: list[str] = field(default_factory=list)


def _refuse_repeat(entry: JournalEntry, read: Mapping[tuple[str, str], _Read]) -> None:
    """One id is one line of a journal: what repeats it, or contradicts it under the same id, is told."""
    if other := read.get((entry.journal, entry.id)):
        says_more = "it has the id of another one and says something else"
        what = "it repeats another one" if other.entry == entry else says_more
        raise MarkFault(f"{what} (claim {entry.claim}, {entry.at})")


def _read(item: Any, lesson: Lesson | None) -> _Read:
    if not isinstance(item, Mapping):
        raise MarkFault("it is no JSON object")
    fields_of_ours = _fields_of_ours(item)
    parts = parts_of(item) if fields_of_ours["kind"] == Mark.kind else Parts()
    target, more = _target(item)
    remarks = parts.remarks + more
    if fields_of_ours["kind"] == Mark.kind:
        if parts.labels is None:
            raise MarkFault("it has no label of ours, not even “no source”; what it says was not understood")
        fields_of_ours |= {"labels": parts.labels, "reason": parts.reason, "evidence": []}
        fields_of_ours["evidence"] = [_as_evidence(piece, lesson) for piece in parts.evidence]
    entry = from_line(json.dumps(fields_of_ours).encode("utf-8"))
    _refuse_other_text(entry, [target, *parts.evidence])
    line = _Read(entry, target, parts.evidence, remarks)
    if lesson is not None and (entry.lesson, entry.edition) == (lesson.id, lesson.edition):
        _hold_against(line, lesson)
    return line


def _fields_of_ours(item: Json) -> dict[str, Any]:
    """The parts of a line that the model has no word for; what is missing is taken from the annotation's own id."""
    line: dict[str, Any] = {"v": FORMAT_VERSION, "kind": Mark.kind}
    line |= dict(zip(("journal", "id"), _of_ours(item.get("id", item.get("@id")), "mark", 2), strict=False))
    line |= {"at": _time(item.get("created"))}
    line |= {name: item[PREFIX + name] for name in _OF_OURS if PREFIX + name in item}
    for creator in listed(item.get("creator")):
        own = creator if isinstance(creator, Mapping) else {"id": creator}
        named = own.get("nickname") or next(iter(_of_ours(own.get("id"), "reader", 1)), None)
        line.setdefault("reader", named) if named else None
    return line


def _of_ours(identifier: Any, kind: str, count: int) -> list[str]:
    """The parts of an identifier that `kit.sharing.web_annotation` has made; none where it is another one."""
    beginning = f"{URN}:{kind}:"
    parts = identifier.removeprefix(beginning).split(":") if isinstance(identifier, str) else []
    if not parts or not str(identifier).startswith(beginning) or len(parts) != count:
        return []
    return [unquote(part) for part in parts]


def _time(created: Any) -> Any:
    """A time of the annotation's own, as a journal writes it; as it is where it is none."""
    try:
        return datetime.fromisoformat(created).isoformat()
    except (TypeError, ValueError):
        return created


def _target(item: Json) -> tuple[Piece, list[str]]:
    """What the annotation is about; of several targets, the first in a text of ours counts, and that is told."""
    pieces = [piece_of(target) for target in listed(item.get("target", item.get("oa:hasTarget")))] or [Piece()]
    ours = [piece for piece in pieces if (piece.source or "").startswith(URN)] or pieces
    remarks = [] if len(pieces) == 1 else [f"it has {len(pieces)} targets; the first of ours was read"]
    return ours[0], remarks


def _as_evidence(piece: Piece, lesson: Lesson | None) -> dict[str, Any]:
    """Evidence as a line of a journal has it; where its place is missing, it is looked for by its words."""
    if piece.exact is None:
        raise MarkFault("its evidence selects no words that can be read")
    numbers = [piece.paragraph if piece.paragraph is not None else _paragraph_of(piece), piece.start, piece.end]
    if any(number is None for number in numbers):
        found = None if lesson is None else _anchored(lesson, replace(_NOWHERE, quote=piece.exact), piece)
        if found is None:
            raise MarkFault(f"the place of its evidence {told(piece.exact)} is missing, and the words do not tell it")
        return {"paragraph": found.paragraph, "start": found.start, "end": found.end, "quote": found.quote}
    return dict(zip(("paragraph", "start", "end"), numbers, strict=True)) | {"quote": piece.exact}


def _paragraph_of(piece: Piece) -> int | None:
    number = (_of_ours(piece.source, "text", 3) or [""])[2:]
    return int(number[0]) if number and number[0].isdecimal() else None


def _refuse_other_text(entry: JournalEntry, pieces: Iterable[Piece]) -> None:
    """What names a text of another lesson or edition than the entry itself contradicts it."""
    for piece in pieces:
        for kind in ("text", "claim"):
            of_entry = iri(kind, entry.lesson, entry.edition, "")
            if (piece.source or "").startswith(f"{URN}:{kind}:") and not (piece.source or "").startswith(of_entry):
                raise MarkFault(f"it is a mark on {entry.lesson} ({entry.edition}), but points to {told(piece.source)}")
        if (piece.source or "").startswith(f"{URN}:claim:") and piece.source != iri(
            "claim", entry.lesson, entry.edition, entry.claim
        ):
            raise MarkFault(f"it is a mark on {entry.claim}, but points to {told(piece.source)}")


def _hold_against(line: _Read, lesson: Lesson) -> None:
    """Hold the quotes of a line of this edition against the text: the words count, and what contradicts is told."""
    claim = next((claim for claim in lesson.claims if claim.id == line.entry.claim), None)
    if claim is not None and line.target.exact is not None:
        if not _is_same(line.target.exact, claim.text):
            line.remarks.append(f"it is about {told(line.target.exact)}, but {claim.id} is {told(claim.text)}")
        elif (line.target.start, line.target.end) not in ((claim.start, claim.end), (None, None)):
            line.remarks.append(f"the position of {claim.id} contradicts its words; the words count")
    if isinstance(line.entry, Mark):
        evidence = tuple(_mended(quote, piece, line, lesson) for quote, piece in _quotes(line.entry, line))
        if evidence != line.entry.evidence:
            line.entry = replace(line.entry, evidence=evidence)


def _mended(quote: Quote, piece: Piece, line: _Read, lesson: Lesson) -> Quote:
    paragraphs = {paragraph.number: paragraph.text for paragraph in lesson.article.paragraphs}
    text = paragraphs.get(quote.paragraph, "")
    if text[quote.start : quote.end] == quote.quote or quote.start == quote.end:
        return quote
    found = _counted_in_utf_16(text, quote) or _anchored(lesson, quote, piece)
    where = f"the words {told(quote.quote)} are not at {quote.start}-{quote.end} of paragraph {quote.paragraph}"
    if found is None:
        line.remarks.append(f"{where}, and where they are meant cannot be told; they were kept as they are")
        return quote
    line.remarks.append(f"{where}, but at {found.start}-{found.end} of paragraph {found.paragraph}; the words count")
    return found


def _counted_in_utf_16(text: str, quote: Quote) -> Quote | None:
    """The place that a program means which counts in units of UTF-16: an emoji is two of them."""
    units = text.encode("utf-16-le", errors="surrogatepass")
    before, words = units[: 2 * quote.start], units[2 * quote.start : 2 * quote.end]
    if words != quote.quote.encode("utf-16-le", errors="surrogatepass"):
        return None
    start = len(before.decode("utf-16-le", errors="replace"))
    return replace(quote, start=start, end=start + len(quote.quote))


def _anchored(lesson: Lesson, quote: Quote, piece: Piece) -> Quote | None:
    """Find a quote again; one that another program has written for HTML is read as text where it is not found so."""
    found = anchor(lesson.article, quote, piece.prefix, piece.suffix, piece.sha256)
    plain = html.unescape(quote.quote)
    if found is None and plain != quote.quote:
        around = html.unescape(piece.prefix), html.unescape(piece.suffix)
        found = anchor(lesson.article, replace(quote, quote=plain), *around, piece.sha256)
    return found


def _is_same(one: str, other: str) -> bool:
    return folded(other) in (folded(one), folded(html.unescape(one)))


def _quotes(mark: Mark, line: _Read) -> Iterable[tuple[Quote, Piece]]:
    return zip(mark.evidence, line.evidence, strict=True)


def _is_old(entry: JournalEntry, lesson: Lesson | None) -> bool:
    return lesson is not None and entry.lesson == lesson.id and entry.edition != lesson.edition


def _carried(read: list[_Read], lesson: Lesson) -> list[JournalEntry]:
    """Carry old marks over; a unit moves with all of its lines or stays with all of them."""
    tried = [_moved(line, lesson) if _is_old(line.entry, lesson) else line.entry for line in read]
    stuck = {line.entry.unit for line, entry in zip(read, tried, strict=True) if entry is None}
    pairs = zip(read, tried, strict=True)
    return [line.entry if entry is None or line.entry.unit in stuck else entry for line, entry in pairs]


def _moved(line: _Read, lesson: Lesson) -> JournalEntry | None:
    claims = {claim.id: claim.text for claim in lesson.claims}
    if line.target.exact is None or not _is_same(line.target.exact, claims.get(line.entry.claim, "")):
        return None
    passage = line.entry.passage and lesson.passages[line.entry.claim]
    moved = replace(line.entry, edition=lesson.edition, passage=passage)
    if not isinstance(moved, Mark):
        return moved
    found = [_anchored(lesson, quote, piece) for quote, piece in _quotes(moved, line)]
    evidence = tuple(quote for quote in found if quote is not None)
    return replace(moved, evidence=evidence) if len(evidence) == len(found) else None


def _told(entries: tuple[JournalEntry, ...], what: str) -> str:
    claims = ", ".join(sorted({entry.claim for entry in entries}))
    lines = "1 line was" if len(entries) == 1 else f"{len(entries)} lines were"
    return f"{lines} {what} (claims: {claims})."
