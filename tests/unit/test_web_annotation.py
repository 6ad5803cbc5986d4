"""Marks as W3C Web Annotations: valid against the published model, back without a loss, found again in a moved text."""

import json
from dataclasses import MISSING, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import kit
from kit.lesson.codebook import LABEL_SETS, ordered
from kit.lesson.files import open_lesson
from kit.lesson.lesson import Lesson
from kit.marks.entries import PASS_ON, STANCES, SURENESS, Mark, Quote, Retract, Reveal
from kit.marks.lines import from_line, to_line
from kit.sharing.anchoring import anchor
from kit.sharing.web_annotation import web_annotations, write_web_annotations
from kit.sharing.web_annotation_reader import NotAnnotations, marks_from, read_web_annotations
from tests.lessons import ARTICLE, small_lesson
from tests.marks import mark, retract, reveal

IRI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.\-]*:[^\s<>\"{}|\\^`]+$"}
MOTIVATIONS = """assessing bookmarking classifying commenting describing editing highlighting identifying linking
moderating questioning replying tagging""".split()  # noqa: SIM905 (a paragraph reads better)
#: An own motivation is an IRI, written with the prefix that the context declares (appendix C).
MOTIVATION = {"anyOf": [{"enum": MOTIVATIONS}, {"type": "string", "pattern": "^cbc:[a-z]+$"}]}


def one_or_more(what: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one thing, or of a list of at least one."""
    return {"anyOf": [what, {"type": "array", "items": what, "minItems": 1}]}


#: The Recommendation's rules for the parts that are used here: annotations, bodies and targets, times, agents and
#: motivations (section 3), specific resources and their selectors (4), collections and pages (5).
SCHEMA: dict[str, Any] = {
    "$defs": {
        "quote": {
            "type": "object",
            "required": ["type", "exact"],
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string"},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
            "additionalProperties": False,
        },
        "position": {
            "type": "object",
            "required": ["type", "start", "end"],
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
            "additionalProperties": False,
        },
        "source": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": IRI,
                "type": {"enum": ["Dataset", "Image", "Video", "Sound", "Text"]},
                "format": {"type": "string", "pattern": "^[a-z]+/[a-z]+$"},
                "language": {"type": "string"},
            },
        },
        "specific": {
            "type": "object",
            "required": ["type", "source", "selector"],
            "properties": {
                "type": {"const": "SpecificResource"},
                "source": {"$ref": "#/$defs/source"},
                "selector": one_or_more({"anyOf": [{"$ref": "#/$defs/quote"}, {"$ref": "#/$defs/position"}]}),
                "purpose": MOTIVATION,
            },
            "additionalProperties": False,
        },
        "textual": {
            "type": "object",
            "required": ["type", "value"],
            "properties": {
                "type": {"const": "TextualBody"},
                "value": {"type": "string"},
                "format": {"type": "string"},
                "purpose": MOTIVATION,
            },
            "additionalProperties": False,
        },
        "person": {
            "type": "object",
            "required": ["type", "nickname"],
            "properties": {"id": IRI, "type": {"const": "Person"}, "nickname": {"type": "string"}},
            "additionalProperties": False,
        },
        "annotation": {
            "type": "object",
            "required": ["id", "type", "target"],
            "properties": {
                "id": IRI,
                "type": {"const": "Annotation"},
                "motivation": one_or_more(MOTIVATION),
                "creator": {"$ref": "#/$defs/person"},
                "created": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"},
                "body": one_or_more({"anyOf": [{"$ref": "#/$defs/textual"}, {"$ref": "#/$defs/specific"}]}),
                "target": one_or_more({"anyOf": [IRI, {"$ref": "#/$defs/specific"}]}),
            },
            "patternProperties": {"^cbc:[a-z_]+$": {"not": {"type": "null"}}},
            "additionalProperties": False,
        },
        "page": {
            "type": "object",
            "required": ["id", "type", "items"],
            "properties": {
                "id": IRI,
                "type": {"const": "AnnotationPage"},
                "partOf": IRI,
                "startIndex": {"const": 0},
                "items": {"type": "array", "items": {"$ref": "#/$defs/annotation"}, "minItems": 1},
            },
            "additionalProperties": False,
        },
    },
    "type": "object",
    "required": ["@context", "id", "type", "total"],
    "properties": {
        "@context": {
            "type": "array",
            "contains": {"const": "http://www.w3.org/ns/anno.jsonld"},
            "items": {"anyOf": [IRI, {"type": "object", "additionalProperties": IRI}]},
        },
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "label": {"type": "string"},
        "total": {"type": "integer", "minimum": 0},
        "first": {"$ref": "#/$defs/page"},
        "last": IRI,
    },
    "if": {"properties": {"total": {"exclusiveMinimum": 0}}},
    "then": {"required": ["first"]},
    "additionalProperties": False,
}
VALID = Draft202012Validator(SCHEMA)
INNER_CIRCLE = open_lesson("inner-circle")

short = st.text(st.characters(), min_size=1, max_size=12)
free = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
codes = st.from_regex(r"[a-z]{2,12}-[a-z]{2,12}-[0-9]{2,4}", fullmatch=True)
whole = st.integers(0, 2**31 - 1)
claims = st.sampled_from([claim.id for claim in INNER_CIRCLE.claims]) | st.just("c999")
times = st.datetimes(min_value=datetime(1901, 1, 1), max_value=datetime(2199, 1, 1))
zones = st.sampled_from(["Z", "+14:00", "-09:30", "+00:00"])
about = {
    "id": short,
    "journal": short,
    "reader": codes,
    "lesson": st.just(INNER_CIRCLE.id) | short,
    "edition": st.just(INNER_CIRCLE.edition) | short,
    "codebook": whole,
    "claim": claims,
    "at": st.builds(lambda when, zone: when.isoformat() + zone, times, zones),
    "base": st.none() | short,
    "passage": st.none() | short,
    "late": st.booleans(),
}
answer = {
    "labels": st.sampled_from(LABEL_SETS).map(ordered),
    "who": free,
    "evidence": st.lists(st.builds(Quote, whole, whole, whole, st.text(max_size=9)), max_size=3).map(tuple),
    "reason": free,
    "sure": st.none() | st.sampled_from(SURENESS),
    "pass_on": st.none() | st.sampled_from(PASS_ON),
    "stance": st.none() | st.sampled_from(STANCES),
}
any_entry = st.one_of(
    st.builds(Mark, **about, **answer), st.builds(Retract, **about), st.builds(Reveal, **about, full=st.booleans())
)


def through_json(document: dict[str, Any]) -> Any:
    """Return a document after its way through a file."""
    return json.loads(json.dumps(document))


def here(lesson: Lesson, *given_lines: Mark) -> list[Mark]:
    """Return the lines as lines of this edition of the lesson."""
    return [replace(line, lesson=lesson.id, edition=lesson.edition) for line in given_lines]


def quoted(lesson: Lesson, paragraph: int, words: str, after: int = 0) -> Quote:
    """Return words of a paragraph with their place, the first from `after` on."""
    start = lesson.article.paragraph(paragraph).text.index(words, after)
    return Quote(paragraph, start, start + len(words), words)


@given(st.lists(any_entry, max_size=4, unique_by=lambda line: (line.journal, line.id)))
def test_nothing_is_lost_on_the_way_there_and_back(marks: list[Mark]) -> None:
    """Whatever marks, retracts and reveals there are, they come back equal, in their order, without a remark."""
    imported = marks_from(through_json(web_annotations(marks, INNER_CIRCLE)))
    assert imported.marks == tuple(marks)
    assert (imported.foreign, imported.remarks, imported.stale) == ((), (), ())


@given(st.lists(any_entry, max_size=4))
def test_every_export_is_valid(marks: list[Mark]) -> None:
    """Every export keeps the rules of the Web Annotation Data Model for the parts that it uses."""
    VALID.validate(through_json(web_annotations(marks, INNER_CIRCLE)))


@pytest.mark.parametrize("part", ["@context", "id", "type", "first"])
def test_the_rules_notice_what_is_missing(part: str) -> None:
    """The schema of these tests refuses a collection without its context, id, type or first page."""
    document = web_annotations([mark("m1")], INNER_CIRCLE)
    assert VALID.is_valid(document)
    assert not VALID.is_valid({name: value for name, value in document.items() if name != part})


def test_every_part_of_a_mark_is_in_the_round_trip() -> None:
    """The marks that are tried differ from the defaults in every part that a mark has, also in later ones."""
    full = mark(
        "m1",
        who="w",
        evidence=(Quote(1, 0, 3, "The"),),
        reason="r",
        sure=3,
        pass_on="not_yet",
        stance="keep",
        base="m0",
        passage="0123456789abcdef",
    )
    seen = [replace(full, late=True), retract("m2"), reveal("m3")]
    optional = [field for field in fields(Mark) if field.default is not MISSING]
    tried = {field.name for field in optional if any(getattr(line, field.name) != field.default for line in seen)}
    assert tried == {field.name for field in optional}
    assert marks_from(through_json(web_annotations(seen, INNER_CIRCLE))).marks == tuple(seen)


def test_an_annotation_says_what_others_can_read(lesson: Lesson) -> None:
    """Labels classify, the reason comments, evidence is linked, the claim is the target, the creator a reader code."""
    piece = quoted(lesson, 2, "two people")
    (line,) = here(lesson, mark("m1", "c02", labels=("anonymous", "denied"), reason="Unnamed.", evidence=(piece,)))
    (item,) = web_annotations([line], lesson)["first"]["items"]
    assert item["motivation"] == ["classifying", "commenting"]
    assert [body.get("value") for body in item["body"]] == ["anonymous", "denied", "Unnamed.", None]
    exact, position = item["target"]["selector"]
    assert exact == {
        "type": "TextQuoteSelector",
        "exact": "A crack runs through the main arch",
        "suffix": ", said two people who had seen t",
    }
    assert (position["start"], position["end"]) == (0, 34)
    around = item["body"][3]["selector"][0]
    assert (around["prefix"], around["exact"]) == ("uns through the main arch, said ", "two people")
    assert item["creator"]["nickname"] == line.reader
    assert item["body"][3]["source"]["cbc:paragraph"] == 2


def test_no_source_given_is_a_label_too(lesson: Lesson) -> None:
    """The empty set is told as “no source”, so that nobody takes it for an unmarked claim; a retract has no body."""
    empty, back = web_annotations(here(lesson, mark("m1", labels=()), retract("m2")), lesson)["first"]["items"]
    assert [body["value"] for body in empty["body"]] == ["no source"]
    assert "body" not in back
    assert back["motivation"] == "cbc:retract"


def test_positions_count_code_points(tmp_path: Path) -> None:
    """One emoji before the claim moves it by one, not by two."""
    lesson = small_lesson(tmp_path / "emoji", ARTICLE.replace("[A crack runs", "😀 [A crack runs"))
    (item,) = web_annotations(here(lesson, mark("m1", "c02")), lesson)["first"]["items"]
    assert item["target"]["selector"][1]["start"] == 2
    assert item["target"]["selector"][0]["prefix"] == "😀 "


def test_a_file_holds_it_all(lesson: Lesson, tmp_path: Path) -> None:
    """Marks come back from a file, half an emoji included; a file that is there is not replaced."""
    lines_here = here(lesson, mark("m1", evidence=(Quote(1, 0, 1, "\ud83d"),), reason="naïve 👍"), retract("m2"))
    path = write_web_annotations(lines_here, lesson, tmp_path / "marks.json")
    assert read_web_annotations(path, lesson).marks == tuple(lines_here)
    with pytest.raises(FileExistsError):
        write_web_annotations(lines_here, lesson, path)


def test_a_reader_takes_marks_elsewhere_and_back(lesson: Lesson, tmp_path: Path) -> None:
    """By the front door: out of one marks folder as web annotations, into another as a journal, nothing lost."""
    reading = kit.start_reading(lesson, "quiet-otter-41", tmp_path / "here")
    reading.mark("c02", ["anonymous"], who="two people", evidence=[(2, "said two people")], reason="No names.", sure=2)
    reading.mark("c03", [])
    reading.retract("c03")
    path = kit.write_web_annotations(reading.marks, lesson, tmp_path / "marks.json")
    imported = kit.read_web_annotations(path, lesson)
    [journal] = kit.write_journals(imported.marks, tmp_path / "there")
    assert journal.read_bytes() == reading.path.read_bytes()
    again = kit.start_reading(lesson, "quiet-otter-41", tmp_path / "there")
    pd.testing.assert_frame_equal(again.annotations(history=True), reading.annotations(history=True))
    with pytest.raises(FileExistsError, match="nothing is replaced"):
        kit.write_journals(imported.marks, tmp_path / "there")


def changed(lesson: Lesson, folder: Path, old: str, new: str) -> Lesson:
    """Return the small lesson with its article changed."""
    assert old in ARTICLE
    other = small_lesson(folder / "changed", ARTICLE.replace(old, new), key=None)
    assert other.edition != lesson.edition
    return other


def test_evidence_moves_with_its_words(lesson: Lesson, tmp_path: Path) -> None:
    """When words were put before it, a mark comes to the new edition with its evidence, and that is told."""
    now = changed(lesson, tmp_path, "said two people", "so said yesterday two people")
    old = here(lesson, mark("m1", "c02", evidence=(quoted(lesson, 2, "two people"),)))
    imported = marks_from(through_json(web_annotations(old, lesson)), now)
    wanted = replace(old[0], edition=now.edition, evidence=(quoted(now, 2, "two people"),))
    assert (imported.marks, imported.moved, imported.stale) == ((wanted,), (wanted,), ())
    assert imported.remarks == ("1 line was moved with its words to the present text (claims: c02).",)


def test_evidence_is_found_in_another_paragraph(lesson: Lesson, tmp_path: Path) -> None:
    """When a paragraph came before it, the words are found in their new paragraph."""
    now = changed(lesson, tmp_path, "## The crack\n", "## The crack\n\nA word before.\n")
    old = here(lesson, mark("m1", "c03", evidence=(quoted(lesson, 4, "the mayor"),)))
    (line,) = marks_from(through_json(web_annotations(old, lesson)), now).marks
    assert line.evidence == (quoted(now, 5, "the mayor"),)


def test_a_claim_moves_with_all_its_lines_or_with_none(lesson: Lesson, tmp_path: Path) -> None:
    """If one line's evidence is gone, the mark, its retract and its reveal stay with the old text, and that is told."""
    now = changed(lesson, tmp_path, "two people who had seen", "three men who had seen")
    gone = mark("m1", "c02", evidence=(quoted(lesson, 2, "two people"),))
    old = here(lesson, gone, reveal("r1", "c02"), retract("m2", "c02"), mark("m3", "c05"))
    imported = marks_from(through_json(web_annotations(old, lesson)), now)
    assert imported.marks[:3] == imported.stale == tuple(old[:3])
    assert imported.moved == (replace(old[3], edition=now.edition),)
    assert "3 lines were kept with the old text" in imported.remarks[1]


def test_a_claim_in_other_words_keeps_its_old_marks(lesson: Lesson, tmp_path: Path) -> None:
    """A mark on a claim that is worded anew is not carried over, because it answered other words."""
    now = changed(lesson, tmp_path, "A crack runs through the main arch", "A hole gapes in the main arch")
    imported = marks_from(through_json(web_annotations(here(lesson, mark("m1", "c02")), lesson)), now)
    assert (imported.moved, len(imported.stale)) == ((), 1)


def test_other_lessons_are_left_in_peace(lesson: Lesson) -> None:
    """Marks of another lesson come back as they are, neither moved nor stale."""
    imported = marks_from(web_annotations([mark("m1", lesson="warm-up")], lesson), lesson)
    assert (len(imported.marks), imported.moved, imported.stale) == (1, (), ())


@pytest.fixture
def echoes(tmp_path: Path) -> Lesson:
    """A lesson in which “they say” stands three times in one paragraph."""
    text = "They left, they say, and came, they say, and stayed, they say, for good."
    return small_lesson(tmp_path / "echoes", ARTICLE.replace("People were surprised.", text))


def test_of_several_places_the_surroundings_choose(echoes: Lesson) -> None:
    """Words that stand several times are found by what stood before and after them."""
    second = quoted(echoes, 1, "they say", quoted(echoes, 1, "came").start)
    lost = replace(second, start=0, end=8)
    assert anchor(echoes.article, lost, prefix="and came, ", suffix=", and stayed") == second
    assert anchor(echoes.article, lost, prefix="I came, ") == second


def test_equal_places_are_not_guessed(echoes: Lesson) -> None:
    """Where nothing tells several places apart, the old one is kept if it is among them; else none is chosen."""
    first = quoted(echoes, 1, "they say")
    assert anchor(echoes.article, first) == first
    assert anchor(echoes.article, replace(first, start=1, end=9)) is None
    assert anchor(echoes.article, Quote(1, 0, 0, "")) is None
    assert anchor(echoes.article, Quote(99, 0, 4, "gone")) is None


def test_foreign_annotations_are_told_and_kept_apart(lesson: Lesson) -> None:
    """An annotation of another program, and one that was changed to nonsense, are named; the others are read."""
    document = web_annotations(here(lesson, mark("m1"), mark("m2", "c02")), lesson)
    items = document["first"]["items"]
    items[0]["body"][0]["value"] = "false"
    other = {"id": "http://x.org/1", "type": "Annotation", "target": "http://x.org/2"}
    items += [other, "nonsense"]
    imported = marks_from(document)
    assert [line.id for line in imported.marks] == ["m2"]
    assert imported.foreign == (items[0], other, "nonsense")
    assert [remark.partition(" is")[0] for remark in imported.remarks] == [
        "Annotation 1",
        "Annotation 3",
        "Annotation 4",
    ]
    assert "'false' is not a label" in imported.remarks[0]


def test_a_page_a_list_and_a_single_annotation_are_read_too(lesson: Lesson) -> None:
    """Marks come from a page, a list or one annotation as from a collection; evidence on a retract does no harm."""
    document = web_annotations(here(lesson, mark("m1", evidence=(Quote(1, 0, 3, "The"),)), retract("m2")), lesson)
    page = document["first"]
    page["items"][1]["body"] = page["items"][0]["body"]
    assert marks_from(page, lesson) == marks_from(page["items"], lesson) == marks_from(document, lesson)
    assert len(marks_from(page["items"][0]).marks) == 1


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no json",
        "[" * 100_000,
        "{}",
        '"text"',
        '{"type": "AnnotationCollection", "first": "x:y"}',
        '{"type": "AnnotationCollection", "first": "\\ud800"}',
    ],
)
def test_what_is_no_collection_is_refused(tmp_path: Path, content: str) -> None:
    """A file that holds no annotations is refused in a sentence."""
    path = tmp_path / "marks.json"
    path.write_text(content)
    with pytest.raises(NotAnnotations, match="Export"):
        read_web_annotations(path)


def test_an_empty_collection_has_no_page() -> None:
    """Without marks, the collection says 0 and comes back empty."""
    document = web_annotations([], INNER_CIRCLE)
    VALID.validate(document)
    assert (document["total"], marks_from(document).marks) == (0, ())


@given(any_entry)
def test_the_marks_that_are_tried_are_marks(line: Mark) -> None:
    """What these tests try is what a journal can hold."""
    assert from_line(to_line(line)).id == line.id
