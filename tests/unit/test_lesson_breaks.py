"""Mistakes that the parsers would swallow: a lesson broken at its markup is refused by name, or is the same.

Broken is what is markup: brackets, ids, heading marks, field names, quotation marks. A word left out, a claim's class
taken away whole, or a bracket moved over a quotation mark make another good lesson, which only a person can judge.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.lesson.faults import LessonFaults
from kit.lesson.files import open_lesson
from kit.lesson.lesson import Lesson
from tests.lessons import ARTICLE, KEY, small_lesson, write_lesson

FRONT, BODY = ARTICLE[: ARTICLE.index("\n## ")], ARTICLE[ARTICLE.index("\n## ") :]
FRONT_MARKUP = re.compile(r'^---$|^[a-z_]+:|^  - |[{}"]|(name|who): |(?<="), ', re.MULTILINE)
BODY_MARKUP = re.compile(r"^## |^\{\.caption\}$|\\?\[|\\\]|\]\{#c\d+( \.core)?\}", re.MULTILINE)
KEY_MARKUP = re.compile(
    r'^c\d\d:$|^  [a-z_]+:|>-$|^    - \{|(label|paragraph|quote): |, (?=paragraph|quote)|(?<=\w), (?=\w+[]])|[][{}"]'
    r"|^    (no source|sourced):|(?<=\{)anonymous:",
    re.MULTILINE,
)
FILES = {"article.md": ARTICLE, "key.yaml": KEY}


def _places() -> Iterator[tuple[str, int]]:
    for start, text, markup in ((0, FRONT, FRONT_MARKUP), (len(FRONT), BODY, BODY_MARKUP)):
        for found in markup.finditer(text):
            yield from (("article.md", start + place) for place in range(*found.span()))
    for found in KEY_MARKUP.finditer(KEY):
        yield from (("key.yaml", place) for place in range(*found.span()))


def _opens_a_slip(place: tuple[str, int]) -> bool:
    """Before a closing quotation mark stand the words of a text: what is typed there is no slip of markup."""
    name, at = place
    text = FILES[name]
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return text[at] != '"' or line.count('"') % 2 == 0


PLACES = sorted(set(_places()))
IN_YAML = [place for place in PLACES if (place[0] == "key.yaml" or place[1] < len(FRONT)) and _opens_a_slip(place)]
IN_BODY = [place for place in PLACES if place[0] == "article.md" and place[1] >= len(FRONT)]
SLIPS = st.tuples(st.sampled_from(IN_YAML), st.sampled_from("[]{}:,\"'&*!|>-?%@\\ 0")) | st.tuples(
    st.sampled_from(IN_BODY), st.sampled_from("[]{}\\")
)
KEY_FIELDS = "labels|nature|source|why|evidence|later_after|if_you_chose|model_reason"
LINES = [
    (name, number)
    for name, text in FILES.items()
    for number, line in enumerate(text.split("\n"))
    if re.match(rf"---$|## |\{{|[a-z_]+:|c\d\d:|  ({KEY_FIELDS}):|    - |  - ", line)
]
# Without these a lesson is whole: a caption may be a paragraph, and nothing else names these.
DISPENSABLE = re.compile(
    r"\{\.caption\}|notice|content_note|whos_who|  - \{name|    - \{label: denied|c06|  if_you_chose"
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    """The lesson before it is broken."""
    return small_lesson(tmp_path_factory.mktemp("good"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where broken lessons are written, one over the other."""
    return tmp_path_factory.mktemp("broken")


def swallowed(folder: Path, good: Lesson, name: str, broken: str) -> bool:
    """Return whether a broken file opens as another lesson; a refusal must name a line."""
    files = FILES | {name: broken}
    write_lesson(folder, files["article.md"], files["key.yaml"])
    try:
        return open_lesson(folder) != good
    except LessonFaults as refusal:
        return not any(fault.line for fault in refusal.faults)


def swapped(text: str, place: int) -> str:
    """Return `text` with two neighbours exchanged, but for a bracket and a quotation mark."""
    one, two = text[place : place + 2]
    return text if {one, two} & set("“”") else text[:place] + two + one + text[place + 2 :]


def test_a_character_of_markup_left_out_doubled_or_swapped_is_found(folder: Path, good: Lesson) -> None:
    """Each character of markup, left out, doubled, or exchanged with its neighbour, changes nothing in silence."""
    lost = []
    for name, place in PLACES:
        text = FILES[name]
        doubled = text[:place] + text[place] + text[place:]
        for broken in (text[:place] + text[place + 1 :], doubled, swapped(text, place)):
            if swallowed(folder, good, name, broken):
                lost.append((name, text[:place].count("\n") + 1, broken[max(place - 20, 0) : place + 20]))
    assert lost == []


@settings(max_examples=400, deadline=None)
@given(slip=SLIPS)
def test_a_character_typed_into_markup_is_found(folder: Path, good: Lesson, slip: tuple[tuple[str, int], str]) -> None:
    """A character typed by mistake before a character of markup changes nothing in silence."""
    (name, at), typed = slip
    text = FILES[name]
    assert not swallowed(folder, good, name, text[:at] + typed + text[at:])


def test_a_line_of_structure_doubled_is_found(folder: Path, good: Lesson) -> None:
    """A heading, field, answer, point or quote that stands twice is found."""
    for name, number in LINES:
        lines = FILES[name].split("\n")
        broken = "\n".join(lines[: number + 1] + lines[number:])
        assert not swallowed(folder, good, name, broken), (name, lines[number])


def test_a_line_of_structure_left_out_is_found(folder: Path, good: Lesson) -> None:
    """A heading, field, answer or point that a lesson needs and does not have is found."""
    for name, number in LINES:
        lines = FILES[name].split("\n")
        broken = "\n".join(lines[:number] + lines[number + 1 :])
        assert DISPENSABLE.match(lines[number]) or not swallowed(folder, good, name, broken), (name, lines[number])


@pytest.mark.parametrize("name", FILES)
def test_lines_that_run_together_are_found(name: str, folder: Path, good: Lesson) -> None:
    """A line end left out anywhere changes nothing in silence."""
    text = FILES[name]
    for end in (place for place, character in enumerate(text) if character == "\n"):
        assert not swallowed(folder, good, name, text[:end] + text[end + 1 :]), text[end - 30 : end + 30]


@settings(max_examples=200, deadline=None)
@given(name=st.sampled_from(list(FILES)), garbage=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_garbage_is_refused(folder: Path, name: str, garbage: bytes) -> None:
    """Any bytes at all in place of a file are faults of the lesson, never another exception."""
    write_lesson(folder)
    (folder / name).write_bytes(garbage)
    with pytest.raises(LessonFaults):
        open_lesson(folder)


@settings(max_examples=200, deadline=None)
@given(name=st.sampled_from(list(FILES)), data=st.data())
def test_a_file_torn_and_patched_never_crashes(folder: Path, name: str, data: st.DataObject) -> None:
    """A file with a stretch replaced by anything opens, or is refused with faults, never with another exception."""
    text = FILES[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 40, len(text))))
    patch = data.draw(
        st.text(alphabet=st.sampled_from("[]{}#:,.\"'&*!|>-?%@\\\n \t0ac<é🙂") | st.characters(), max_size=20)
    )
    broken = (text[:start] + patch + text[end:]).encode("utf-8", errors="replace")
    files = {file: content.encode() for file, content in FILES.items()} | {name: broken}
    try:
        lesson = open_lesson(write_lesson(folder, files["article.md"], files["key.yaml"]))
    except LessonFaults as refusal:
        assert refusal.faults
    else:
        assert all(
            lesson.article.paragraph(claim.paragraph).text[claim.start : claim.end] == claim.text
            for claim in lesson.claims
        )
