"""Web annotations as other programs hand them back: no label is lost in silence, and what is elsewhere is told."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.lesson.codebook import LABEL_SETS, ordered
from kit.lesson.files import open_lesson
from kit.lesson.lesson import Lesson
from kit.marks.entries import Mark, Quote
from kit.sharing.web_annotation import web_annotations
from kit.sharing.web_annotation_reader import Imported, marks_from
from tests.lessons import ARTICLE, small_lesson
from tests.marks import mark, retract

Json = dict[str, Any]
WARM_UP = open_lesson("warm-up")
PEOPLE = Quote(3, 100, 110, "two people")


def line_of(**parts: Any) -> Mark:
    """Return a mark on claim c03 of the warm-up, with a reason and evidence unless `parts` say otherwise."""
    given_parts = {"labels": ("anonymous", "denied"), "reason": "They are not named.", "evidence": (PEOPLE,)} | parts
    return mark("m1", "c03", **given_parts, lesson=WARM_UP.id, edition=WARM_UP.edition)


def item_of(line: Mark) -> Json:
    """Return the annotation that the kit writes for a mark."""
    written: Json = json.loads(json.dumps(web_annotations([line], WARM_UP)))["first"]["items"][0]
    return written


def bodies(item: Json, change: Callable[[Json], Any]) -> Json:
    """Return an annotation with each body changed; those that become None are left out."""
    changed = [change(body) for body in item["body"]]
    return item | {"body": [body for body in changed if body is not None]}


def purposes(change: Callable[[str], Any]) -> Callable[[Json], Json]:
    """Return what writes the purpose of a body in another way."""
    return lambda body: body | {"purpose": change(body["purpose"])}


def without(part: str, purpose: str) -> Callable[[Json], Json]:
    """Return what takes a part out of the bodies with this purpose."""
    return lambda body: {name: value for name, value in body.items() if name != part or body["purpose"] != purpose}


def those(part: str, purpose: str | None, change: Callable[[Json], Json]) -> Callable[[Json], Json]:
    """Return what changes the bodies that have a part, and this purpose if one is named."""
    return lambda item: bodies(
        item, lambda body: body | change(body) if part in body and purpose in (None, body["purpose"]) else body
    )


def values(change: Callable[[str], Any], purpose: str | None = "classifying") -> Callable[[Json], Json]:
    """Return what writes the values of bodies with this purpose in another way."""
    return those("value", purpose, lambda body: {"value": change(body["value"])})


def selectors(change: Callable[[list[Json]], Any]) -> Callable[[Json], Json]:
    """Return what writes the selectors of the evidence in another way."""
    return those("selector", None, lambda body: {"selector": change(body["selector"])})


OTHER_SELECTORS = [
    {"type": "XPathSelector", "value": "/p[3]"},
    {"type": "RangeSelector", "startSelector": {}, "endSelector": {}},
    {"type": "DataPositionSelector", "start": 1, "end": 2},
]
OURS = ("cbc:id", "cbc:journal")
SAME: dict[str, Callable[[Json], Json]] = {
    "purposes in lists": lambda item: bodies(item, purposes(lambda purpose: [purpose])),
    "purposes with a prefix": lambda item: bodies(item, purposes(lambda purpose: f"oa:{purpose}")),
    "purposes as addresses": lambda item: bodies(item, purposes(lambda one: f"http://www.w3.org/ns/oa#{one}")),
    "purposes as nodes": lambda item: bodies(item, purposes(lambda purpose: {"@id": f"oa:{purpose}"})),
    "a second purpose": lambda item: bodies(item, purposes(lambda one: [one, "highlighting"])),
    "capitals": values(str.upper),
    "blanks around a label": values(lambda label: f" \u200f{label}\u00a0"),
    "values in lists": values(lambda value: [value], None),
    "values with a language": values(lambda value: {"@value": value, "@language": "en"}, None),
    "bodies within one body": lambda item: item | {"body": {"type": "Composite", "items": item["body"]}},
    "a direction": lambda item: bodies(item, lambda body: body | {"textDirection": "ltr", "language": "en"}),
    "types of JSON-LD": lambda item: {("@type" if name == "type" else name): value for name, value in item.items()},
    "a type in a list": lambda item: item | {"type": ["Annotation"]},
    "the creator's address": lambda item: item | {"creator": item["creator"]["id"]},
    "several creators": lambda item: item | {"creator": [{"name": "A. B."}, item["creator"]]},
    "no id": lambda item: {name: value for name, value in item.items() if name != "id"},
    "its own id alone": lambda item: {name: value for name, value in item.items() if name not in OURS},
    "another creation time": lambda item: item | {"created": "2026-11-26T08:50:27+01:00", "modified": "2027-01-01"},
    "a selector within another": selectors(lambda ours: {"type": "FragmentSelector", "value": "p", "refinedBy": ours}),
    "selectors beside ours": selectors(lambda ours: [*OTHER_SELECTORS, *ours]),
    "a source by its address": those("source", None, lambda body: {"source": body["source"]["id"]}),
}


@pytest.mark.parametrize("way", SAME)
def test_the_same_said_in_another_way_is_the_same(way: str) -> None:
    """What the model lets a program write in another way is read as the same mark, without a remark."""
    line = line_of()
    assert marks_from([SAME[way](item_of(line))], WARM_UP) == Imported((line,))


def test_a_single_body_and_one_without_evidence() -> None:
    """One body may stand without a list around it; and so may a label that the Model writes as a value of its own."""
    line = line_of(labels=("denied",), reason="", evidence=())
    item = item_of(line)
    assert marks_from([item | {"body": item["body"][0]}], WARM_UP) == Imported((line,))


def labelled(value: Any) -> Callable[[Json], Any]:
    """Return what leaves one label, with this value."""
    return lambda body: body | {"value": value} if body["value"] == "denied" else None


NAMES = {
    "No source given": (),
    "no_source": (),
    "NO-SOURCE": (),
    "Sourced": ("sourced",),
    "anonymous + denied": ("anonymous", "denied"),
    "Denied, Sourced": ("sourced", "denied"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_label_is_known_by_every_name_that_the_page_gives_it(name: str) -> None:
    """The words on the page, in any case, and the names of sets mean the labels."""
    item = bodies(item_of(line_of(reason="", evidence=())), labelled(name))
    [line] = marks_from([item], WARM_UP).marks
    assert line.labels == NAMES[name]


READ_AND_TOLD: dict[str, tuple[Callable[[Json], Json], str]] = {
    "tags": (purposes(lambda purpose: "tagging" if purpose == "classifying" else purpose), "read from tags"),
    "labels without a purpose": (without("purpose", "classifying"), "read from tags"),
    "a reason without a purpose": (without("purpose", "commenting"), "was read as the reason"),
}


@pytest.mark.parametrize("way", READ_AND_TOLD)
def test_what_can_only_be_meant_so_is_read_and_told(way: str) -> None:
    """Labels that stand as tags, or with no purpose, are the labels if there are no others; it is told."""
    change, remark = READ_AND_TOLD[way]
    imported = marks_from([bodies(item_of(line_of()), change)], WARM_UP)
    assert imported.marks == (line_of(),)
    assert remark in imported.remarks[0]


NOT_READ: dict[str, tuple[Callable[[Json], Json | None], str]] = {
    "no label": (lambda body: body if body["purpose"] != "classifying" else None, "no label of ours"),
    "a translated label": (
        lambda body: body | ({"value": "anonym"} if body["purpose"] == "classifying" else {}),
        "'anonym' is not a label",
    ),
    "labels described": (
        purposes(lambda purpose: "describing" if purpose == "classifying" else purpose),
        "no label of ours",
    ),
    "no source and a label": (
        lambda body: body | ({"value": "no source"} if body.get("value") == "denied" else {}),
        "contradict each other",
    ),
    "a label that is no text": (
        lambda body: body | ({"value": None} if body["purpose"] == "classifying" else {}),
        "is not a label",
    ),
}


@pytest.mark.parametrize("way", NOT_READ)
def test_labels_that_are_not_understood_are_never_none(way: str) -> None:
    """An annotation without a label of ours is kept apart and told, and never read as “no source given”."""
    change, remark = NOT_READ[way]
    item = bodies(item_of(line_of()), change)
    imported = marks_from([item], WARM_UP)
    assert (imported.marks, imported.foreign) == ((), (item,))
    assert remark in imported.remarks[0]


@pytest.mark.parametrize("body", [None, [], "http://example.org/x", {"type": "TextualBody", "value": "so"}])
def test_an_annotation_with_other_bodies_is_no_answer(body: Any) -> None:
    """Without bodies, or with those of somebody else, there is no label: told."""
    imported = marks_from([item_of(line_of()) | {"body": body}], WARM_UP)
    assert (imported.marks, len(imported.foreign)) == ((), 1)
    assert "no label of ours" in imported.remarks[0]


def test_a_body_that_is_not_read_is_told() -> None:
    """Tags beside our labels, and texts with other purposes, are told; the mark is read."""
    item = item_of(line_of())
    for purpose, value in (("tagging", "sourced"), ("describing", "a photo")):
        imported = marks_from([item | {"body": [*item["body"], {"value": value, "purpose": purpose}]}], WARM_UP)
        assert imported.marks == (line_of(),)
        assert value in imported.remarks[0]


@given(
    st.sampled_from(LABEL_SETS).map(ordered),
    st.lists(
        st.sampled_from(["tagging", None, ["classifying"], "oa:classifying", "describing", 3]), min_size=3, max_size=3
    ),
)
def test_labels_come_back_or_are_told(labels: tuple[str, ...], written: list[Any]) -> None:
    """However the purposes of labels are rewritten, the labels are the same, or something is said."""
    rest = iter(written)

    def change(body: Json) -> Json:
        return body | {"purpose": next(rest)} if body["purpose"] == "classifying" else body

    imported = marks_from([bodies(item_of(line_of(labels=labels)), change)], WARM_UP)
    assert [line.labels for line in imported.marks] == [labels] or imported.remarks
    assert not labels or all(line.labels for line in imported.marks)


def test_a_reason_in_html_comes_back_as_text() -> None:
    """A reason that a program keeps in HTML is the words that it shows."""
    write = those("value", "commenting", lambda _body: {"value": "<p>It&#39;s so.</p>", "format": "text/html"})
    assert marks_from([write(item_of(line_of()))], WARM_UP).marks[0].reason == "It's so."


def rewritten(**parts: Any) -> Json:
    """Return the annotation with these parts of the evidence's selectors written otherwise."""
    change = selectors(
        lambda ours: [one | {name: value for name, value in parts.items() if name in one} for one in ours]
    )
    return change(item_of(line_of()))


def test_a_position_that_contradicts_its_quote_is_told() -> None:
    """The words count: where their surroundings tell the place, it is corrected; it is told either way."""
    imported = marks_from([rewritten(start=3, end=13)], WARM_UP)
    assert imported.marks == (line_of(),)
    assert "are not at 3-13 of paragraph 3, but at 100-110" in imported.remarks[0]
    imported = marks_from([rewritten(start=3, end=13, exact="no such words")], WARM_UP)
    assert imported.marks[0].evidence == (Quote(3, 3, 13, "no such words"),)
    assert "cannot be told" in imported.remarks[0]


def test_quotes_written_for_html_are_found() -> None:
    """A quote with entities, and one with other quotation marks, stand where their text does."""
    for written in ("two&nbsp;people", "two\u00a0people"):
        imported = marks_from([rewritten(exact=written)], WARM_UP)
        assert imported.marks == (line_of(),)
        assert "the words count" in imported.remarks[0]


def test_positions_in_utf_16_are_understood(tmp_path: Path) -> None:
    """A program that counts an emoji as two puts evidence one too far; it is put right and told."""
    lesson = small_lesson(tmp_path, ARTICLE.replace("[A crack runs", "😀 [A crack runs"))
    start = lesson.article.paragraph(2).text.index("two people")
    line = replace(mark("m1", "c02"), lesson=lesson.id, edition=lesson.edition)
    line = replace(line, evidence=(Quote(2, start + 1, start + 11, "two people"),))
    imported = marks_from(web_annotations([line], lesson), lesson)
    assert imported.marks[0].evidence == (Quote(2, start, start + 10, "two people"),)
    assert "the words count" in imported.remarks[0]


def test_a_claim_whose_words_are_others_is_told() -> None:
    """A target with other words or another position than its claim has is told; the mark is read."""
    for change, remark in (
        ({"exact": "Lunch was cold"}, "but c03 is"),
        ({"start": 1, "end": 2}, "contradicts its words"),
    ):
        item = item_of(line_of())
        for selector in item["target"]["selector"]:
            selector.update({name: value for name, value in change.items() if name in selector})
        imported = marks_from([item], WARM_UP)
        assert imported.marks == (line_of(),)
        assert remark in imported.remarks[0]


def test_a_place_that_is_missing_is_found_by_its_words() -> None:
    """Evidence that lost its position or its paragraph is found where it says what stood around it."""
    write = those("selector", None, lambda body: {"selector": body["selector"][0], "source": "http://x.org"})
    item = write(item_of(line_of()))
    assert marks_from([item], WARM_UP).marks == (line_of(),)
    assert "the place of its evidence “two people” is missing" in marks_from([item]).remarks[0]


@pytest.mark.parametrize(
    "address", ["urn:claim-by-claim:text:other:1:3", "urn:claim-by-claim:claim:warm-up:d51177f345fa9dba:c05"]
)
def test_a_target_elsewhere_is_told(address: str) -> None:
    """An annotation whose target is a text of another lesson, or another claim, contradicts its mark."""
    imported = marks_from([item_of(line_of()) | {"target": address}], WARM_UP)
    assert (imported.marks, "but points to" in imported.remarks[0]) == ((), True)


def test_of_several_targets_ours_is_read() -> None:
    """A second target on another page is passed over, and that is told."""
    item = item_of(line_of())
    imported = marks_from([item | {"target": ["http://x.org/page", item["target"]]}], WARM_UP)
    assert (imported.marks, "2 targets" in imported.remarks[0]) == ((line_of(),), True)


def test_one_id_twice_is_told() -> None:
    """What repeats an annotation, and what says something else under its id, is kept apart and told."""
    other = item_of(line_of(reason="Another one."))
    imported = marks_from([item_of(line_of()), item_of(line_of()), other])
    assert (imported.marks, imported.foreign) == ((line_of(),), (item_of(line_of()), other))
    assert "repeats another one" in imported.remarks[0]
    assert "has the id of another one and says something else" in imported.remarks[1]


def test_a_time_with_another_zone_stands_in_for_ours() -> None:
    """Where our own time is gone, the annotation's is the mark's, in whichever zone it is written."""
    item = {name: value for name, value in item_of(line_of()).items() if name != "cbc:at"}
    for created, at in (
        ("2026-11-26T08:50:27+0100", "2026-11-26T08:50:27+01:00"),
        ("2026-11-26T07:50:27Z", "2026-11-26T07:50:27+00:00"),
    ):
        [line] = marks_from([item | {"created": created}], WARM_UP).marks
        assert line.at == at
    assert "“at” is" in marks_from([item | {"created": "yesterday"}], WARM_UP).remarks[0]


def test_a_retract_needs_no_body(lesson: Lesson) -> None:
    """A retract says nothing of labels, and is read."""
    back = replace(retract("m2"), lesson=lesson.id, edition=lesson.edition)
    assert marks_from(web_annotations([back], lesson), lesson) == Imported((back,))
