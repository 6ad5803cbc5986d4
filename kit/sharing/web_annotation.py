"""Marks as W3C Web Annotations, for other programs: an AnnotationCollection in JSON-LD, from which nothing is missing.

Source: Web Annotation Data Model, W3C Recommendation, 23 February 2017. `kit.sharing.web_annotation_reader` reads it.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, Field, asdict, fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote as percent
from uuid import NAMESPACE_URL, uuid5

from kit.lesson.codebook import NO_SOURCE
from kit.lesson.lesson import Lesson, check_opened
from kit.lesson.write_file import write_file
from kit.marks.entries import JournalEntry, Mark, Quote, check_entries
from kit.sharing.anchoring import context_of, text_hash

URN = "urn:claim-by-claim"
#: What the model has no word for is said in a namespace of our own.
PREFIX = "cbc:"
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"cbc": f"{URN}:terms#"}]
#: The parts of a mark that the model has words for; all others, also later ones, are written under their own names.
IN_THE_MODEL = frozenset({"reader", "labels", "reason", "evidence"})


def web_annotations(marks: Iterable[JournalEntry], lesson: Lesson) -> dict[str, Any]:
    """Return marks, retracts and reveals as one AnnotationCollection with one page, ready for JSON.

    Each annotation's target is the claim's words; its bodies are the labels (purpose `classifying`; `no source` is the
    empty set), the reason (`commenting`) and the evidence words (`linking`). Words are selected by quote, with 32 code
    points before and after, and by position (code points of the paragraph's text, from 0, the end exclusive); the
    paragraph's SHA-256 stands beside them. The creator is a reader code, never a name.

    Args:
        marks: lines of journals, in the file's order. Marks of other lessons or editions are written too; their words
            have no context, because their text is not at hand.
        lesson: the lesson that the marks are about.
    """
    check_opened(lesson)
    items = [_annotation(entry, lesson) for entry in check_entries(marks)]
    identity = uuid5(NAMESPACE_URL, "\n".join(item["id"] for item in items))
    collection = {
        "@context": CONTEXT,
        "id": identity.urn,
        "type": "AnnotationCollection",
        "label": f"Marks on “{lesson.article.title}”",
        "total": len(items),
    }
    page = {"id": uuid5(identity, "page").urn, "type": "AnnotationPage", "partOf": identity.urn, "startIndex": 0}
    return collection | ({"first": page | {"items": items}, "last": page["id"]} if items else {})


def write_web_annotations(marks: Iterable[JournalEntry], lesson: Lesson, path: str | Path) -> Path:
    """Write `web_annotations` to a new file (UTF-8 JSON) and return its path.

    Raises:
        AlreadyThere: there is such a file already; it is left as it is.
        OSError: the file cannot be written.
    """
    text = json.dumps(web_annotations(marks, lesson), ensure_ascii=False, indent=1)
    # Half an emoji is escaped, as in the journal.
    return write_file(path, text.encode("utf-8", errors="backslashreplace") + b"\n")


def _annotation(entry: JournalEntry, lesson: Lesson) -> dict[str, Any]:
    bodies = list(_bodies(entry, lesson)) if isinstance(entry, Mark) else []
    purposes = [body["purpose"] for body in bodies if body["purpose"] != "linking"]
    return {
        "id": iri("mark", entry.journal, entry.id),
        "type": "Annotation",
        "motivation": list(dict.fromkeys(purposes)) or PREFIX + entry.kind,
        "creator": {"id": iri("reader", entry.reader), "type": "Person", "nickname": entry.reader},
        "created": datetime.fromisoformat(entry.at).astimezone(UTC).isoformat().replace("+00:00", "Z"),
        **({"body": bodies} if bodies else {}),
        "target": _target(entry, lesson),
        **dict(_others(entry)),
    }


def _bodies(mark: Mark, lesson: Lesson) -> Iterator[dict[str, Any]]:
    for label in mark.labels or (NO_SOURCE,):
        yield {"type": "TextualBody", "value": label, "purpose": "classifying"}
    if mark.reason:
        yield {"type": "TextualBody", "value": mark.reason, "format": "text/plain", "purpose": "commenting"}
    for piece in mark.evidence:
        yield _selected(piece, mark, lesson) | {"purpose": "linking"}


def _target(entry: JournalEntry, lesson: Lesson) -> dict[str, Any] | str:
    claim = next((claim for claim in lesson.claims if claim.id == entry.claim), None)
    if claim is None or not _is_here(entry, lesson):
        return iri("claim", entry.lesson, entry.edition, entry.claim)
    return _selected(Quote(claim.paragraph, claim.start, claim.end, claim.text), entry, lesson)


def _selected(piece: Quote, entry: JournalEntry, lesson: Lesson) -> dict[str, Any]:
    paragraphs = lesson.article.paragraphs if _is_here(entry, lesson) else ()
    text = next((paragraph.text for paragraph in paragraphs if paragraph.number == piece.paragraph), None)
    source: dict[str, Any] = {
        "id": iri("text", entry.lesson, entry.edition, str(piece.paragraph)),
        "type": "Text",
        "format": "text/plain",
        PREFIX + "paragraph": piece.paragraph,
    }
    exact = {"type": "TextQuoteSelector", "exact": piece.quote}
    if text is not None:
        source |= {"language": lesson.article.language, PREFIX + "sha256": text_hash(text)}
        around = dict(zip(("prefix", "suffix"), context_of(text, piece), strict=True))
        exact |= {side: words for side, words in around.items() if words}
    position = {"type": "TextPositionSelector", "start": piece.start, "end": piece.end}
    return {"type": "SpecificResource", "source": source, "selector": [exact, position]}


def _is_here(entry: JournalEntry, lesson: Lesson) -> bool:
    return (entry.lesson, entry.edition) == (lesson.id, lesson.edition)


def _others(entry: JournalEntry) -> Iterator[tuple[str, Any]]:
    """The parts that the model has no word for, under their own names, without those that say nothing."""
    if not isinstance(entry, Mark):
        yield PREFIX + "kind", entry.kind
    for field in fields(entry):
        value = getattr(entry, field.name)
        if field.name not in IN_THE_MODEL and value != _default(field):
            yield PREFIX + field.name, _plain(value)


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return [_plain(part) for part in value] if isinstance(value, tuple | list) else value


def iri(*parts: str) -> str:
    """An IRI of our own; what an IRI cannot hold is written with percent signs."""
    return ":".join([URN, *(percent(part.encode("utf-8", errors="replace"), safe="") for part in parts)])
