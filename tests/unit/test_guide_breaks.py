"""Guides that are written and read back, and slips in a guide that YAML would swallow."""

import re
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit.lesson.faults import Fault
from kit.lesson.guide import FirstLesson, Guide, OutsideStep, ReadingPath, SectionGuide, Step, Stop
from kit.lesson.guide_file import read_guide
from kit.lesson.guide_writing import guide_text
from tests.lessons import write_lesson
from tests.unit.test_guide import GUIDE

CLAIMS = [f"c0{number}" for number in range(1, 7)]
# Everything that people write, and what YAML or Markdown could take for its own; the sign of damaged text is refused.
LINE = st.text(
    st.sampled_from("ab 'é🙂\"#:-[]{}|>&*!%@`,?\\\t0~_")
    | st.characters(exclude_categories=["C", "Z"], exclude_characters="\ufffd"),
    max_size=25,
)
PLAIN = LINE.map(lambda text: " ".join(text.split())).filter(bool)
PROSE = st.lists(LINE | st.sampled_from(["", "next: week", "  before: you go", "- one", "# two"]), max_size=4).map(
    lambda lines: "\n".join(line.rstrip() for line in "\n".join(lines).strip().split("\n"))
)


@st.composite
def stops_of(draw: st.DrawFn, paragraphs: tuple[int, ...], caption: int | None) -> tuple[Stop, ...]:
    """Stops that show these paragraphs, in order, with the caption never alone."""
    groups: list[tuple[int, ...]] = []
    for number in paragraphs:
        if groups and (number == caption or draw(st.booleans())):
            groups[-1] += (number,)
        else:
            groups.append((number,))
    return tuple(Stop(group, draw(PROSE), draw(PROSE)) for group in groups)


@st.composite
def sections(draw: st.DrawFn, paragraphs: tuple[int, ...]) -> SectionGuide:
    """How a section of these paragraphs is read."""
    texts = {name: draw(PROSE) for name in ("do", "closing", "reveal", "on_your_own", "next")}
    stops = draw(stops_of(paragraphs, caption=3))
    return SectionGuide(draw(PLAIN), draw(PLAIN), draw(st.integers(1, 300)), stops, **texts)


@st.composite
def timed_steps(draw: st.DrawFn) -> tuple[tuple[Step, ...], int]:
    """Steps, if any, and the minutes that they take together."""
    steps = tuple(Step(draw(st.integers(1, 20)), draw(PLAIN)) for _ in range(draw(st.integers(0, 3))))
    return steps, sum(step.minutes for step in steps) or draw(st.integers(1, 90))


@st.composite
def first_lessons(draw: st.DrawFn) -> FirstLesson:
    """A first lesson on the two short texts."""
    steps, minutes = draw(timed_steps())
    return FirstLesson(draw(PLAIN), minutes, draw(PROSE), steps)


@st.composite
def paths(draw: st.DrawFn, name: str) -> ReadingPath:
    """A path through the small lesson."""
    claims = sorted(draw(st.sets(st.sampled_from(CLAIMS), min_size=1)))
    stops = draw(stops_of((1, 2, 3, 4, 5), caption=3))
    steps, minutes = draw(timed_steps())
    heading = draw(PLAIN | st.just(""))
    return ReadingPath(name, draw(PLAIN), minutes, tuple(claims), stops, heading, draw(PROSE), steps)


@st.composite
def guides(draw: st.DrawFn) -> Guide:
    """A guide to the small lesson."""
    names = draw(st.lists(st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4})?", fullmatch=True), unique=True, max_size=3))
    outside = draw(st.lists(st.sampled_from(CLAIMS), unique=True, max_size=2))
    return Guide(
        how_long=draw(PROSE),
        about=draw(PROSE),
        sections=(draw(sections((1, 2, 3, 4))), draw(sections((5,)))),
        paths=MappingProxyType({name: draw(paths(name)) for name in names}),
        outside=tuple(
            OutsideStep(claim, draw(PROSE.filter(bool)), draw(PROSE.filter(bool)), draw(PROSE)) for claim in outside
        ),
        first_lesson=draw(st.none() | first_lessons()),
    )


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> kit.Lesson:
    """The small lesson."""
    return kit.open_lesson(write_lesson(tmp_path_factory.mktemp("good")))


def read(text: str, lesson: kit.Lesson) -> tuple[Guide, list[Fault]]:
    """The guide that a text holds, and what is wrong with it."""
    faults: list[Fault] = []
    return read_guide(text, "guide.yaml", lesson.article, lesson.claims, faults), faults


@settings(max_examples=80, deadline=None)
@given(guide=guides())
def test_what_is_written_reads_back_the_same(guide: Guide, lesson: kit.Lesson) -> None:
    """Any guide, written and read, is the same guide, and nothing is wrong with it."""
    assert read(guide_text(guide), lesson) == (guide, [])


def test_the_bundled_guide_is_as_the_kit_writes_it() -> None:
    """Writing a bundled guide gives its file, byte for byte: an editor that saves it changes nothing else."""
    for name in kit.bundled_lessons():
        file = Path(kit.__file__).parent / "library" / name / "guide.yaml"
        assert guide_text(kit.open_lesson(name).guide) == file.read_text(encoding="utf-8")


def swallowed(text: str, lesson: kit.Lesson) -> bool:
    """Whether a broken guide is read as another one, or refused without a line."""
    guide, faults = read(text, lesson)
    return guide != read(GUIDE, lesson)[0] if not faults else not any(fault.line for fault in faults)


LINES = GUIDE.split("\n")
STRUCTURE = [number for number, line in enumerate(LINES) if re.match(r" *(- )?(\{|[a-z_]+:|\d:)", line)]
MARKUP = re.compile(
    r"^ *(?:- )?\{?[a-z\d]|[a-z\d]:(?= |$)|[{}\"]|, (?=[a-z_]+: )|(?<=: )\[|(?<=\d)\](?!\()"
    r"|\](?=\((?:section|page|path))|\|$",
    re.MULTILINE,
)
PLACES = sorted({place for found in MARKUP.finditer(GUIDE) for place in range(*found.span())})
# Without these a guide is whole, and says less: only their author knows.
OPTIONAL = re.compile(
    r"(start|outside|sections|paths|  (how_long|about)|  2|    (name|title: \"|minutes: 15|do|closing|reveal"
    r"|on_your_own|next|heading|opening|steps|stops)|      - \{minutes|        (before|after)|  - \{claim)"
)


def test_a_line_of_structure_left_out_or_doubled_is_found(lesson: kit.Lesson) -> None:
    """A field, stop, step or path that stands twice is found; so is one that is left out and needed."""
    for number in STRUCTURE:
        doubled = "\n".join(LINES[: number + 1] + LINES[number:])
        assert not swallowed(doubled, lesson), LINES[number]
        left_out = "\n".join(LINES[:number] + LINES[number + 1 :])
        assert OPTIONAL.match(LINES[number]) or not swallowed(left_out, lesson), LINES[number]


def test_a_character_of_markup_left_out_doubled_or_swapped_is_found(lesson: kit.Lesson) -> None:
    """Each character of markup, left out, doubled, or exchanged with its neighbour, changes nothing in silence."""
    lost = []
    for place in PLACES:
        one, two = GUIDE[place], GUIDE[place + 1]
        for typed in ("", one + one, two + one):
            broken = GUIDE[:place] + typed + GUIDE[place + 1 + (typed == two + one) :]
            if swallowed(broken, lesson):
                lost.append((GUIDE[:place].count("\n") + 1, typed, broken[max(place - 20, 0) : place + 20]))
    assert lost == []


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_guide_torn_and_patched_never_crashes(data: st.DataObject, lesson: kit.Lesson) -> None:
    """A guide with a stretch replaced by anything is read, or refused with faults, never with another exception."""
    start = data.draw(st.integers(0, len(GUIDE)))
    end = data.draw(st.integers(start, min(start + 40, len(GUIDE))))
    patch = data.draw(st.text(st.sampled_from("[]{}#:,.\"'&*!|>-?%@\\\n \t0ac<é🙂") | st.characters(), max_size=20))
    guide, faults = read(GUIDE[:start] + patch + GUIDE[end:], lesson)
    assert faults or read(guide_text(guide), lesson) == (guide, [])


@settings(max_examples=100, deadline=None)
@given(garbage=st.text(max_size=200))
def test_garbage_is_refused(garbage: str, lesson: kit.Lesson) -> None:
    """Any text at all in place of a guide is a fault."""
    assert read(garbage, lesson)[1]
