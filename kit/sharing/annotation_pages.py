"""From a file of web annotations to the annotations: collections, their pages, lists of them, and graphs of JSON-LD.

A collection may be spread over pages, each of which names the next (Web Annotation Data Model, section 5). Pages that
lie beside the file are read; nothing is fetched, and of pages that are elsewhere it is told that they are missing.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from kit.lesson.plain_errors import SaidPlainly

Json = Mapping[str, Any]

_KINDS = ("Annotation", "AnnotationPage", "AnnotationCollection")
_LARGEST = 64 * 2**20


class NotAnnotations(SaidPlainly, ValueError):
    """A file holds no web annotations; the text says what it holds instead, and what to do."""


class CannotBeRead(SaidPlainly, OSError):
    """A file of web annotations cannot be read; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The annotations of a document in their order, and what is to be said of those that are elsewhere."""

    items: tuple[Any, ...]
    remarks: tuple[str, ...]


def read_document(path: Path) -> Any:
    """Read a file of JSON, in UTF-8 or UTF-16, with or without a byte order mark.

    Raises:
        NotAnnotations: it is not JSON.
        OSError: it cannot be read.
    """
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise CannotBeRead(f"{path} cannot be read ({error.strerror}). Check the file's name and folder.") from error
    except (ValueError, RecursionError) as error:
        raise NotAnnotations(f"{path.name} is not JSON in UTF-8 ({error}). Export the annotations again.") from error


def gather(document: Any, folder: Path | None = None) -> Gathered:
    """Return the annotations of a collection, a page, a list of any of these, a graph, or one annotation.

    Args:
        document: what was read from JSON.
        folder: where to look for further pages; None looks nowhere.

    Raises:
        NotAnnotations: the document is none of these, or all its annotations are elsewhere.
    """
    gathering = _Gathering(folder)
    if not isinstance(document, list) and not _graph(document) and not kinds(document) & set(_KINDS):
        raise NotAnnotations("This is not a collection of web annotations with its annotations in it. Export it again.")
    gathering.take(document)
    remarks = tuple(gathering.remarks())
    if gathering.elsewhere and not gathering.items:
        raise NotAnnotations(f"The annotations are not in this file. {' '.join(remarks)} Export them into one file.")
    return Gathered(tuple(gathering.items), remarks)


def kinds(node: Any) -> set[str]:
    """Return the types of a node, without the prefixes that JSON-LD may put before them."""
    given = node.get("type", node.get("@type")) if isinstance(node, Mapping) else None
    return {bare(kind) for kind in listed(given) if isinstance(kind, str)}


def bare(name: str) -> str:
    """Return a term of the model without its prefix or namespace: `oa:tagging` is `tagging`."""
    return name.rsplit("#", maxsplit=1)[-1].rsplit("/", maxsplit=1)[-1].rsplit(":", maxsplit=1)[-1].strip()


def listed(value: Any) -> list[Any]:
    """Return one value or many as a list: in JSON-LD, one thing and a list of it are the same."""
    if isinstance(value, Mapping) and ("@list" in value or "@set" in value):
        value = value.get("@list", value.get("@set"))
    return value if isinstance(value, list) else [] if value is None else [value]


class _Gathering:
    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.items: list[Any] = []
        self.elsewhere: list[str] = []
        self.counts: list[tuple[int, int]] = []
        self._nodes: dict[str, Json] = {}
        self._seen: set[str] = set()

    def take(self, node: Any) -> None:
        """Take in a node and all that it leads to."""
        if isinstance(node, list) or _graph(node):
            nodes = node if isinstance(node, list) else _graph(node)
            self._nodes |= {one: part for part in nodes if (one := _id(part))}
            for part in _leading(nodes):
                self.take(part)
        elif "AnnotationCollection" in kinds(node):
            before = len(self.items)
            for first in listed(node.get("first")) or [node]:
                self._pages(first, node)
            self._count(node, len(self.items) - before)
        elif "AnnotationPage" in kinds(node):
            before = len(self.items)
            self._pages(self._first_before(node), node)
            collection = node.get("partOf")
            self._count(collection if isinstance(collection, Mapping) else {}, len(self.items) - before)
        else:
            self.items.append(node)

    def remarks(self) -> Iterator[str]:
        """Say how many annotations are on other pages, and on which."""
        where = f": {', '.join(self.elsewhere)}" if self.elsewhere else ""
        missing = [(total, total - read) for total, read in self.counts if read < total]
        for total, absent in missing:
            place = f"on other pages, which are not here{where}" if where else "not in this file"
            yield f"{absent} of {total} annotations {'is' if absent == 1 else 'are'} {place}."
        if self.elsewhere and not missing:
            yield f"There are further pages, which are not here{where}."

    def _count(self, collection: Json, read: int) -> None:
        total = collection.get("total")
        if isinstance(total, int) and not isinstance(total, bool):
            self.counts.append((total, read))

    def _pages(self, page: Any, collection: Json) -> None:
        """Take in a page and those that follow it, as far as they are here."""
        while page is not None:
            node = self._found(page, collection)
            if node is None or not self._is_new(node):
                return
            first = node.get("first")
            if node is not page and isinstance(first, Mapping):  # a file beside it may hold its page in a collection
                node = first
            for item in listed(node.get("items", node.get("as:items"))):
                self.items.append(self._nodes.get(item, item) if isinstance(item, str) else item)
            page = node.get("next")

    def _first_before(self, page: Json) -> Json:
        """Return the first page of those before a page that are here."""
        seen = {id(page)}
        while page.get("prev") is not None:
            before = self._found(page["prev"], page)
            if before is None or id(before) in seen:
                break
            seen.add(id(before))
            page = before
        return page

    def _is_new(self, page: Json) -> bool:
        name = _id(page) or f"page {id(page)}"
        if name in self._seen:
            return False
        self._seen.add(name)
        return True

    def _found(self, page: Any, collection: Json) -> Json | None:
        """Return a page that is given as it is or by its address; None, and a note, where it is not here."""
        if isinstance(page, Mapping) and ("items" in page or "as:items" in page or page is collection):
            return page
        link = page if isinstance(page, str) else _id(page)
        found = self._nodes.get(link) or self._beside(link, collection)
        if found is None and link not in self._seen:
            self.elsewhere.append(link or "a page without an address")
        elif found is not None:
            self._nodes[link] = found
        return found

    def _beside(self, link: str, collection: Json) -> Json | None:
        """Read a page that lies beside the file under the name in its address."""
        address = urlsplit(link)
        name = unquote(address.path).rsplit("/", maxsplit=1)[-1] if address.scheme else unquote(address.path)
        if self.folder is None or not name:
            return None
        try:
            path = (self.folder / name).resolve()
            if not path.is_relative_to(self.folder.resolve()) or path.stat().st_size > _LARGEST:
                return None
            node = read_document(path)
        except (OSError, ValueError):
            return None
        # Under a name of another address may lie a page of something else.
        part_of = node.get("partOf") if isinstance(node, Mapping) else None
        belongs = not address.scheme or link == _id(node) or _id(collection) in (part_of, _id(part_of)) != ("",)
        return node if kinds(node) & {"AnnotationPage", "AnnotationCollection"} and belongs else None


def _graph(node: Any) -> list[Any]:
    graph = node.get("@graph") if isinstance(node, Mapping) and not kinds(node) else None
    return graph if isinstance(graph, list) else []


def _leading(nodes: list[Any]) -> list[Any]:
    """The nodes of a list that no other one of it leads to: a flat graph names its pages and annotations twice."""
    led_to: set[str] = set()
    for node in nodes:
        if isinstance(node, Mapping):
            links = [node.get("first"), node.get("next"), *listed(node.get("items"))]
            led_to |= {link for link in links if isinstance(link, str)}
    return [node for node in nodes if _id(node) not in led_to or not _id(node)]


def _id(node: Any) -> str:
    found = node.get("id", node.get("@id")) if isinstance(node, Mapping) else node
    return found if isinstance(found, str) else ""
