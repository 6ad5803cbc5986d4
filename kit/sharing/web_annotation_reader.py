"""Reads marks back from the web annotations that `kit.sharing.web_annotation` writes; the text may have moved."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from kit.lesson.codebook import NO_SOURCE
from kit.lesson.files import Lesson, check_opened
from kit.lesson.pasted_path import pasted_path
from kit.marks.mark import FORMAT_VERSION, Mark, MarkFault, Quote, from_line
from kit.sharing.anchoring import anchor
from kit.sharing.web_annotation import IN_THE_MODEL, PREFIX

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Imported:
    """Marks read from web annotations, in the file's order; none is dropped without a word.

    `moved` are those of `marks` that were carried over to the lesson's present edition; `stale` those that could not
    be, and stay marks of the edition that they were made on. `foreign` are annotations that are no marks of ours.
    `remarks` says all of this in sentences.
    """

    marks: tuple[Mark, ...]
    moved: tuple[Mark, ...] = ()
    stale: tuple[Mark, ...] = ()
    foreign: tuple[Any, ...] = ()
    remarks: tuple[str, ...] = ()


class NotAnnotations(ValueError):
    """A file holds no web annotations; the text says what it holds instead, and what to do."""


def read_web_annotations(path: str | Path, lesson: Lesson | None = None) -> Imported:
    """Read marks from a file of web annotations; see `marks_from`.

    Raises:
        NotAnnotations: the file is not JSON, or not a collection, page or list of annotations.
        OSError: the file cannot be read.
    """
    place = pasted_path(path)
    try:
        document = json.loads(place.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotAnnotations(f"{place.name} is not JSON in UTF-8 ({error}). Export the annotations again.") from error
    return marks_from(document, lesson)


def marks_from(document: Any, lesson: Lesson | None = None) -> Imported:
    """Return the marks in a collection, a page, a list of annotations, or one annotation.

    Args:
        document: what `kit.sharing.web_annotation.web_annotations` returned, or the same after its way through JSON.
        lesson: the lesson as it is now. Marks of another edition of it are carried over, all lines of a reader and
            claim together, if the claim's words are still the same and every evidence quote is found again. Left out,
            every mark comes back exactly as it was.

    Raises:
        NotAnnotations: the document is none of these.
    """
    if lesson is not None:
        check_opened(lesson)
    read: list[_Read] = []
    foreign, remarks = [], []
    for number, item in enumerate(_items(document), start=1):
        try:
            read.append(_read(item))
        except MarkFault as fault:
            foreign.append(item)
            remarks.append(f"Annotation {number} is not a mark and was left out: {fault}.")
    now = [line.mark for line in read] if lesson is None else _carried(read, lesson)
    changes = list(zip(read, now, strict=True))
    moved = tuple(mark for line, mark in changes if mark is not line.mark)
    stale = tuple(mark for line, mark in changes if mark is line.mark and _is_old(mark, lesson))
    remarks += [_told(moved, "moved with its words to the present text")] if moved else []
    remarks += (
        [_told(stale, "kept with the old text: the words of the claim or evidence were not found")] if stale else []
    )
    return Imported(tuple(now), moved, stale, tuple(foreign), tuple(remarks))


@dataclass(frozen=True)
class _Read:
    """A mark, with what the annotation says besides: the claim's words, and each evidence quote's surroundings."""

    mark: Mark
    claim_words: str | None
    around: tuple[dict[str, str], ...]


def _items(document: Any) -> list[Any]:
    if isinstance(document, list):
        return document
    kind = document.get("type") if isinstance(document, Mapping) else None
    if kind == "Annotation":
        return [document]
    page = document.get("first", {"items": []}) if kind == "AnnotationCollection" else document
    items = page.get("items") if isinstance(page, Mapping) else None
    if kind not in ("AnnotationCollection", "AnnotationPage") or not isinstance(items, list):
        raise NotAnnotations("This is no collection of web annotations with its annotations in it. Export it again.")
    return items


def _read(item: Any) -> _Read:
    if not isinstance(item, Mapping):
        raise MarkFault("it is no JSON object")
    bodies = [body for body in _listed(item.get("body")) if isinstance(body, Mapping)]
    pieces = [_piece(body) for body in bodies if body.get("purpose") == "linking"]
    target = item.get("target")
    words = _piece(target).get("exact") if isinstance(target, Mapping) else None
    around = tuple({name: _text(piece, name) for name in ("prefix", "suffix", "sha256")} for piece in pieces)
    return _Read(_mark(item, bodies, pieces), words, around)


def _mark(item: Json, bodies: Sequence[Json], pieces: Sequence[Json]) -> Mark:
    """Put the parts together as a line of a journal, and let the journal's own rules judge it."""
    names = [field.name for field in fields(Mark) if field.name not in IN_THE_MODEL]
    line: dict[str, Any] = {"v": FORMAT_VERSION, "kind": "mark"}
    line |= {name: item[PREFIX + name] for name in names if PREFIX + name in item}
    creator = item.get("creator")
    line["reader"] = creator.get("nickname") if isinstance(creator, Mapping) else None
    if line["kind"] == "mark":
        line["labels"] = [label for label in _values(bodies, "classifying") if label != NO_SOURCE]
        line["reason"] = "\n".join(map(str, _values(bodies, "commenting")))
        line["evidence"] = [_as_evidence(piece) for piece in pieces]
    return from_line(json.dumps(line).encode("utf-8"))


def _as_evidence(piece: Json) -> dict[str, Any]:
    places = {name: piece.get(name) for name in ("paragraph", "start", "end")}
    return places | {"quote": piece.get("exact")}


def _piece(resource: Json) -> dict[str, Any]:
    """The selectors and the source of a SpecificResource, laid flat."""
    selectors = [selector for selector in _listed(resource.get("selector")) if isinstance(selector, Mapping)]
    flat = {name: value for selector in selectors for name, value in selector.items() if name != "type"}
    source = resource.get("source")
    own = source if isinstance(source, Mapping) else {}
    return flat | {name: own.get(PREFIX + name) for name in ("paragraph", "sha256")}


def _values(bodies: Sequence[Json], purpose: str) -> list[Any]:
    return [body.get("value") for body in bodies if body.get("purpose") == purpose]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(piece: Json, name: str) -> str:
    value = piece.get(name)
    return value if isinstance(value, str) else ""


def _is_old(mark: Mark, lesson: Lesson | None) -> bool:
    return lesson is not None and mark.lesson == lesson.id and mark.edition != lesson.edition


def _carried(read: list[_Read], lesson: Lesson) -> list[Mark]:
    """Carry old marks over; a unit moves with all of its lines or stays with all of them."""
    tried = [_moved(line, lesson) if _is_old(line.mark, lesson) else line.mark for line in read]
    stuck = {line.mark.unit for line, mark in zip(read, tried, strict=True) if mark is None}
    pairs = zip(read, tried, strict=True)
    return [line.mark if mark is None or line.mark.unit in stuck else mark for line, mark in pairs]


def _moved(line: _Read, lesson: Lesson) -> Mark | None:
    claims = {claim.id: claim.text for claim in lesson.claims}
    if line.claim_words is None or claims.get(line.mark.claim) != line.claim_words:
        return None
    pairs = zip(line.mark.evidence, line.around, strict=False)  # only a mark has evidence
    found = [anchor(lesson.article, piece, **around) for piece, around in pairs]
    if None in found:
        return None
    evidence: tuple[Quote, ...] = tuple(piece for piece in found if piece is not None)
    passage = line.mark.passage and lesson.passages[line.mark.claim]
    return replace(line.mark, edition=lesson.edition, passage=passage, evidence=evidence)


def _told(marks: tuple[Mark, ...], what: str) -> str:
    claims = ", ".join(sorted({mark.claim for mark in marks}))
    lines = "1 line was" if len(marks) == 1 else f"{len(marks)} lines were"
    return f"{lines} {what} (claims: {claims})."
