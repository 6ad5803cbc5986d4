"""Collections of web annotations over several pages: what lies beside the file is read, what is elsewhere is told."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kit.lesson.files import open_lesson
from kit.marks.entries import Mark, Quote
from kit.sharing.annotation_pages import NotAnnotations
from kit.sharing.web_annotation import web_annotations
from kit.sharing.web_annotation_reader import Imported, marks_from, read_web_annotations
from tests.marks import mark

Json = dict[str, Any]
WARM_UP = open_lesson("warm-up")
A_MARK = mark("m1", "c03", evidence=(Quote(3, 100, 110, "two people"),), lesson=WARM_UP.id, edition=WARM_UP.edition)


def three_pages(folder: Path) -> tuple[list[Mark], Json]:
    """Write the second and third page of a collection beside nothing yet, and return its marks and its first file."""
    marks = [replace(A_MARK, id=f"m{number}") for number in range(3)]
    document: Json = json.loads(json.dumps(web_annotations(marks, WARM_UP)))
    items = document["first"].pop("items")
    page = document["first"]
    for number, link in ((1, {"next": "page3.json"}), (2, {})):
        (folder / f"page{number + 1}.json").write_text(
            json.dumps({"type": "AnnotationPage", "partOf": document["id"], "items": [items[number]], **link})
        )
    document["first"] = page | {"items": [items[0]], "next": "page2.json"}
    return marks, document | {"last": "page3.json"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_pages_beside_the_file_are_read(tmp_path: Path, encoding: str) -> None:
    """A collection whose further pages lie beside it is read whole, in whichever Unicode it was saved."""
    marks, document = three_pages(tmp_path)
    path = tmp_path / "page1.json"
    path.write_text(json.dumps(document), encoding=encoding)
    assert read_web_annotations(path, WARM_UP) == Imported(tuple(marks))


def test_pages_that_are_elsewhere_are_told(tmp_path: Path) -> None:
    """How many annotations are missing is told, and where they are; nothing is fetched."""
    marks, document = three_pages(tmp_path)
    imported = marks_from(document)
    assert imported.marks == (marks[0],)
    assert imported.remarks == ("2 of 3 annotations are on other pages, which are not here: page2.json.",)
    (tmp_path / "page3.json").unlink()
    imported = marks_from(document, folder=tmp_path)
    assert imported.remarks == ("1 of 3 annotations is on other pages, which are not here: page3.json.",)
    del document["total"]
    assert marks_from(document).remarks == ("There are further pages, which are not here: page2.json.",)


def test_a_total_that_is_not_reached_is_told(tmp_path: Path) -> None:
    """A collection that speaks of more than it holds, without a next page, is told too."""
    _marks, document = three_pages(tmp_path)
    del document["first"]["next"]
    assert marks_from(document).remarks == ("2 of 3 annotations are not in this file.",)


def test_a_page_leads_to_those_before_and_behind_it(tmp_path: Path) -> None:
    """A middle page alone is read with its neighbours, in their order; a page that leads to itself ends."""
    marks, document = three_pages(tmp_path)
    first = document["first"] | {"id": "page1.json"}
    (tmp_path / "page1.json").write_text(json.dumps(first))
    second = json.loads((tmp_path / "page2.json").read_text()) | {"prev": "page1.json", "id": "page2.json"}
    (tmp_path / "page2.json").write_text(json.dumps(second))
    assert read_web_annotations(tmp_path / "page2.json").marks == tuple(marks)
    (tmp_path / "page2.json").write_text(json.dumps(second | {"next": "page2.json"}))
    assert read_web_annotations(tmp_path / "page2.json").marks == tuple(marks[:2])


def test_a_collection_by_addresses_alone_is_refused() -> None:
    """A collection that holds no annotation, only where they are, is refused with their address."""
    document = {
        "type": "AnnotationCollection",
        "total": 3,
        "first": "https://x.org/page1",
        "last": "https://x.org/page2",
    }
    with pytest.raises(NotAnnotations, match="https://x.org/page1"):
        marks_from(document)


@pytest.mark.parametrize("link", ["../page2.json", "/etc/passwd", "https://x.org/a/page2.json", "sub"])
def test_no_other_file_is_opened(tmp_path: Path, link: str) -> None:
    """A page outside the folder, or one of an address that it does not say it has, is not read."""
    folder = tmp_path / "here"
    folder.mkdir()
    _marks, document = three_pages(folder)
    (tmp_path / "page2.json").write_text((folder / "page2.json").read_text())
    (folder / "page2.json").write_text(json.dumps({"type": "AnnotationPage", "id": "https://x.org/b", "items": []}))
    (folder / "sub").mkdir()
    document["first"]["next"] = link
    assert "2 of 3 annotations are on other pages" in marks_from(document, folder=folder).remarks[0]


def test_pages_and_collections_in_a_list_or_graph_are_read(tmp_path: Path) -> None:
    """A list of pages, and a graph that names every node once, are read like a collection."""
    marks, document = three_pages(tmp_path)
    pages = [json.loads((tmp_path / f"page{number}.json").read_text()) for number in (2, 3)]
    assert marks_from([document["first"] | {"next": None}, *pages]).marks == tuple(marks)
    items = [page["items"][0] for page in (document["first"], *pages)]
    flat = [
        document | {"first": "urn:p"},
        {"id": "urn:p", "type": "AnnotationPage", "items": [item["id"] for item in items]},
        *items,
    ]
    assert marks_from({"@context": [], "@graph": flat}) == Imported(tuple(marks))
