"""The guide of a lesson: how it is read, and what is wrong with it."""

from pathlib import Path
from typing import Any

import pytest

import kit
from kit.lesson.guide import MOST_PLAIN_STOPS, Guide, Stop
from kit.lesson.guide_file import read_guide
from tests.lessons import ARTICLE, write_lesson

GUIDE = """\
start:
  how_long: "Half an hour; the [short path](path:short) takes ten minutes."
  about: Two paragraphs and a bridge.

sections:
  1:
    name: the crack
    title: "Ask “who knows?”: the crack"
    minutes: 15
    do: read, and mark.
    stops:
      - paragraphs: [1]
        before: Begin here.
        after: |
          ## Go on

          Read on. Then go to [02](section:2).
      - paragraphs: [2, 3, 4]
    closing: Look back.
    reveal: Now the key.
    on_your_own: Look at a bridge.
    next: the answer.
  2:
    stops:
      - {paragraphs: [5], before: One more., after: "Who denies it?"}

paths:
  short:
    title: the ten-minute lesson
    minutes: 10
    claims: [c05, c02]
    heading: Read two claims
    opening: All of it is in [01](section:1); begin with [00](page:start), end with [03](page:look-back).
    steps:
      - {minutes: 8, do: mark}
      - {minutes: 2, do: talk}
    stops:
      - {paragraphs: [2], before: Look for who speaks.}
      - {paragraphs: [5], after: ""}

outside:
  - {claim: c01, about: the bridge is closed, look_for: A photo., found: It is closed.}
  - claim: c05
    about: the crack is harmless
    look_for: A report.
"""


def with_guide(folder: Path, guide: str) -> kit.Lesson:
    """The small lesson with this guide, opened."""
    write_lesson(folder)
    (folder / "guide.yaml").write_text(guide, encoding="utf-8")
    return kit.open_lesson(folder)


def faults_of(folder: Path, guide: str) -> list[tuple[int, str]]:
    """Line and text of everything that is wrong with a guide."""
    with pytest.raises(kit.LessonFaults) as refused:
        with_guide(folder, guide)
    assert all(fault.file == "guide.yaml" and fault.remedy for fault in refused.value.faults)
    return [(fault.line, fault.problem) for fault in refused.value.faults]


def test_a_guide_says_what_is_said_around_the_paragraphs(tmp_path: Path) -> None:
    """Sections, stops and the first page hold what the file says; Markdown keeps its lines."""
    guide = with_guide(tmp_path, GUIDE).guide
    first, second = guide.sections
    assert (first.name, first.title, first.minutes) == ("the crack", "Ask “who knows?”: the crack", 15)
    assert first.stops[0] == Stop((1,), "Begin here.", "## Go on\n\nRead on. Then go to [02](section:2).")
    assert first.stops[1] == Stop((2, 3, 4))
    texts = (first.do, first.closing, first.reveal, first.on_your_own, first.next)
    assert texts == ("read, and mark.", "Look back.", "Now the key.", "Look at a bridge.", "the answer.")
    assert (second.name, second.title, second.minutes) == ("The answer", "The answer", 5)
    assert guide.how_long.endswith("takes ten minutes.")
    assert guide.about == "Two paragraphs and a bridge."
    assert [(step.claim, step.found) for step in guide.outside] == [("c01", "It is closed."), ("c05", "")]


def test_a_path_takes_the_words_that_it_does_not_give(tmp_path: Path) -> None:
    """At a path's stop the section's words stand, unless the path has its own; an empty text says nothing there."""
    path = with_guide(tmp_path, GUIDE).path("short")
    assert path.claims == ("c02", "c05")
    assert path.stops == (Stop((2,), "Look for who speaks.", ""), Stop((5,), "One more.", ""))
    assert [(step.minutes, step.do) for step in path.steps] == [(8, "mark"), (2, "talk")]


def test_a_path_without_stops_gets_those_of_its_claims(tmp_path: Path) -> None:
    """Its stops are the sections', each with the paragraphs that hold a claim of the path."""
    start = GUIDE.index("    stops:\n      - {paragraphs: [2]")
    path = with_guide(tmp_path, GUIDE[:start] + GUIDE[GUIDE.index("\noutside:") :]).path("short")
    assert path.stops == (Stop((2,)), Stop((5,), "One more.", "Who denies it?"))


def test_a_lesson_without_a_guide_gets_a_plain_one(tmp_path: Path) -> None:
    """A stop a paragraph, captions beside the paragraph above (or below, at the top), titles as in the article."""
    lesson = kit.open_lesson(write_lesson(tmp_path))
    assert [stop.paragraphs for section in lesson.guide.sections for stop in section.stops] == [
        (1,),
        (2, 3),
        (4,),
        (5,),
    ]
    assert [section.title for section in lesson.guide.sections] == ["The crack", "The answer"]
    assert all(section.minutes >= 5 for section in lesson.guide.sections)
    assert dict(lesson.paths) == {}
    top = ARTICLE.replace("## The crack\n", "## The crack\n\n{.caption}\nThe bridge\n\n{.caption}\nThe river\n")
    stops = kit.open_lesson(write_lesson(tmp_path, top, None)).guide.sections[0].stops
    assert [stop.paragraphs for stop in stops] == [(1, 2, 3), (4, 5), (6,)]


def test_a_guide_of_paths_alone_leaves_the_rest_plain(tmp_path: Path) -> None:
    """Whoever only names a path writes nothing else."""
    lesson = with_guide(tmp_path, "paths:\n  a-b: {title: the short one, minutes: 5, claims: [c01]}\n")
    assert lesson.path("a-b").stops == (Stop((1,)),)
    assert lesson.guide.sections[0].stops[0] == Stop((1,))


def test_a_long_section_stays_a_short_page(tmp_path: Path) -> None:
    """A section of many paragraphs that nobody has arranged gets at most 30 stops, which show them all in order."""
    more = "".join(f"And more, {number}.\n\n" for number in range(100))
    lesson = kit.open_lesson(write_lesson(tmp_path, ARTICLE.replace("## The answer", f"{more}## The answer"), None))
    [first, _] = lesson.guide.sections
    assert len(first.stops) <= MOST_PLAIN_STOPS
    assert [number for stop in first.stops for number in stop.paragraphs] == list(range(1, 105))


def test_the_bundled_lesson_has_a_path_of_ten_claims() -> None:
    """`short` is the 45-minute lesson: ten claims in reading order, each in one of its stops."""
    lesson = kit.open_lesson("inner-circle")
    assert list(lesson.paths) == ["short"]
    path = lesson.path("short")
    assert (path.name, path.title, path.minutes) == ("short", "the 45-minute lesson", 45)
    assert path.claims == ("c01", "c05", "c12", "c18", "c29", "c33", "c42", "c55", "c59", "c80")
    shown = {number for stop in path.stops for number in stop.paragraphs}
    assert {lesson.claim(claim_id).paragraph for claim_id in path.claims} <= shown


@pytest.mark.parametrize("name", kit.bundled_lessons())
def test_the_bundled_guides_are_whole(name: str) -> None:
    """Each bundled lesson's guide is read without a fault, and shows every paragraph once and in order."""
    lesson = kit.open_lesson(name)
    shown = [number for section in lesson.guide.sections for stop in section.stops for number in stop.paragraphs]
    assert shown == list(range(1, len(lesson.article.paragraphs) + 1))


def test_a_bundled_guide_waits_until_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a bundled lesson does not read its guide, which the tests hold; asking for its paths does, once."""
    read: list[str] = []

    def reading(text: str, *others: Any) -> Guide:
        read.append(text)
        return read_guide(text, *others)

    monkeypatch.setattr("kit.lesson.guide_file.read_guide", reading)
    lesson = kit.open_lesson("inner-circle")
    assert read == []
    assert lesson.paths == lesson.guide.paths
    assert len(read) == 1


def test_an_unknown_path_names_those_that_are_there(tmp_path: Path) -> None:
    """Whoever asks for a path that is not there learns which are; a list is no name either."""
    lesson = with_guide(tmp_path, GUIDE)
    for name in ("long", ["short"]):
        with pytest.raises(ValueError, match=r"Its paths: short."):
            lesson.path(name)
    with pytest.raises(ValueError, match=r"“warm-up” has no path 'short'. It has no paths."):
        kit.open_lesson("warm-up").path("short")


MISTAKES = {
    "an unknown field": ("outside:\n", "outsides:\n", 41, "The guide has an unknown field “outsides”"),
    "an unknown field of the start": ("  about: Two", "  abut: Two", 3, "“start” has an unknown field “abut”"),
    "an unknown field of a section": (
        "    reveal: Now",
        "    reveil: Now",
        20,
        "Section 1 has an unknown field “reveil”",
    ),
    "an unknown field of a stop": (
        "        before: Begin",
        "        befor: Begin",
        13,
        "A stop of section 1 has an unknown",
    ),
    "an unknown field of a path": ("    heading:", "    head:", 32, "The path “short” has an unknown field “head”"),
    "an unknown field of a step": ("do: mark}", "done: mark}", 35, "a step of the path “short” has an unknown field"),
    "an unknown field outside": ("found: It", "find: It", 42, "a step outside the article has an unknown field"),
    "a section that is not there": ("  2:\n", "  3:\n", 23, "There is no section “3”"),
    "a section left out": ("  2:\n", "  3:\n", 5, "The guide has no section 2"),
    "a section twice": ("  2:\n", "  1:\n", 23, "“1” appears here again"),
    "no minutes": ("    minutes: 15", "    minutes: soon", 9, "Section 1 needs “minutes” with a whole number"),
    "minutes below one": ("    minutes: 15", "    minutes: 0", 9, "Section 1 takes 0 minutes"),
    "a stop without paragraphs": ("[1]\n", "[]\n", 12, "A stop of section 1 shows nothing"),
    "a paragraph that is not there": ("[2, 3, 4]", "[2, 3, 4, 6]", 18, "There is no paragraph “6”"),
    "a paragraph 0": ("[1]\n", "[0, 1]\n", 12, "There is no paragraph “0”"),
    "a paragraph that is a word": ("[1]\n", "[one, 1]\n", 12, "There is no paragraph “one”"),
    "a paragraph that is yes": ("[1]\n", "[yes, 1]\n", 12, "There is no paragraph “True”"),
    "a paragraph of another section": ("[2, 3, 4]", "[2, 3, 4, 5]", 18, "Paragraph 5 stands in section 2, and not in"),
    "a paragraph left out": ("[2, 3, 4]", "[2, 3]", 11, "No stop of section 1 shows paragraph 4"),
    "two paragraphs left out": ("[2, 3, 4]", "[2]", 11, "No stop of section 1 shows the paragraphs 3, 4"),
    "a caption left out": ("[2, 3, 4]", "[2, 4]", 11, "No stop of section 1 shows paragraph 3"),
    "a paragraph twice": ("[2, 3, 4]", "[1, 2, 3, 4]", 18, "Paragraph 1 is shown twice in section 1"),
    "paragraphs out of order": ("[2, 3, 4]", "[2, 4, 3]", 18, "Paragraph 3 comes after paragraph 4"),
    "a caption alone": (
        "[2, 3, 4]",
        "[2]\n      - paragraphs: [3]\n      - paragraphs: [4]",
        19,
        "Paragraph 3 is a caption, and stands alone",
    ),
    "a name that is no name": ("  short:\n", "  Short path:\n", 28, "“Short path” cannot name a path"),
    "a path twice": (
        "\noutside:",
        "  short: {title: t, minutes: 1, claims: [c01]}\n\noutside:",
        40,
        "“short” appears here again",
    ),
    "a path without a title": ("    title: the ten-minute lesson\n", "", 28, "The path “short” has no “title”"),
    "a path without claims": ("[c05, c02]", "[]", 31, "The path “short” has no claims"),
    "an unknown claim": ("[c05, c02]", "[c05, c02, c99]", 31, "There is no claim “c99” for the path “short”"),
    "a claim twice": ("[c05, c02]", "[c05, c02, c05]", 31, "The claim c05 is listed twice in the path “short”"),
    "a claim that is a list": ("[c05, c02]", "[c05, c02, [c01]]", 31, "There is no claim"),
    "a claim that no stop shows": (
        "[c05, c02]",
        "[c05, c02, c01]",
        37,
        "No stop of the path “short” shows paragraph 1",
    ),
    "a path's stops out of order": (
        "      - {paragraphs: [5], after",
        "      - {paragraphs: [1], after",
        39,
        "Paragraph 1 comes after paragraph 2",
    ),
    "a path's caption alone": ("{paragraphs: [2], before", "{paragraphs: [3], before", 38, "Paragraph 3 is a caption"),
    "steps that do not add up": ("{minutes: 2,", "{minutes: 3,", 34, "The steps of the path “short” take 11 minutes"),
    "a step of nothing": (", do: talk}", "}", 36, "A step of the path “short” has no “do”"),
    "an unknown claim outside": ("claim: c01,", "claim: c9,", 42, "There is no claim “c9” for a step outside"),
    "a claim outside twice": ("  - claim: c05", "  - claim: c01", 43, "The claim c01 is listed twice"),
    "nothing to look for": ("    look_for: A report.\n", "", 43, "A step outside the article has no “look_for”"),
    "a link to no section": ("(section:2)", "(section:3)", 14, "The link (section:3) leads nowhere"),
    "a link to no path": ("(path:short)", "(path:long)", 2, "The link (path:long) leads nowhere"),
    "a link to no page": ("(page:start)", "(page:begin)", 33, "The link (page:begin) leads nowhere"),
    "a list where a text belongs": ("    do: read, and mark.", "    do: [read]", 10, "“do” in section 1 is not a text"),
    "a text where a list belongs": ("    stops:\n      - {par", "    stops: all\n    next: {par", 24, "is not a list"),
    "a section that is a text": (
        '  2:\n    stops:\n      - {paragraphs: [5], before: One more., after: "Who denies it?"}',
        "  2: x",
        23,
        "must",
    ),
    "sections that are a list": (
        GUIDE[GUIDE.index("sections:") : GUIDE.index("paths:")],
        "sections: [1, 2]\n",
        5,
        "must",
    ),
    "nothing at all": (GUIDE, "# later\n", 1, "There is nothing here"),
    "no YAML": ("paths:\n", "paths: [\n", 29, "The YAML breaks off here"),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_every_mistake_is_named(mistake: tuple[str, str, int, str], tmp_path: Path) -> None:
    """A mistake in a guide is told with its line and what to do."""
    right, wrong, line, says = mistake
    assert right in GUIDE
    faults = faults_of(tmp_path, GUIDE.replace(right, wrong, 1))
    assert [found for found, problem in faults if says.casefold() in problem.casefold()] == [line], faults


def test_all_faults_of_a_lesson_come_at_once(tmp_path: Path) -> None:
    """Mistakes in article, key and guide are told together."""
    write_lesson(tmp_path, ARTICLE.replace("licence: CC", "license: CC"), "c01:\n  labels: [sorced]\n")
    (tmp_path / "guide.yaml").write_text("paths:\n  short: {title: t, minutes: 5, claims: [c77]}\n", encoding="utf-8")
    with pytest.raises(kit.LessonFaults) as refused:
        kit.open_lesson(tmp_path)
    assert {fault.file for fault in refused.value.faults} == {"article.md", "key.yaml", "guide.yaml"}


def test_a_guide_that_is_no_text_is_a_fault(tmp_path: Path) -> None:
    """A guide.yaml in another encoding, or a folder of that name, is told as such."""
    write_lesson(tmp_path)
    (tmp_path / "guide.yaml").write_bytes("start: {about: Größe}".encode("latin-1"))
    with pytest.raises(kit.LessonFaults, match=r"guide.yaml: The file is not UTF-8"):
        kit.open_lesson(tmp_path)
    (tmp_path / "guide.yaml").unlink()
    (tmp_path / "guide.yaml").mkdir()
    with pytest.raises(kit.LessonFaults, match=r"guide.yaml: The file cannot be read"):
        kit.open_lesson(tmp_path)


def test_the_edition_does_not_hang_on_the_guide(tmp_path: Path) -> None:
    """Marks made with another guide, or none, stay marks of the same edition."""
    plain = kit.open_lesson(write_lesson(tmp_path)).edition
    assert with_guide(tmp_path, GUIDE).edition == plain


def test_a_stop_can_be_shown_for_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`show(2, path="short")` lets just the path's claims be marked; an unknown path, or claims as well, is said."""
    shown: list[object] = []
    monkeypatch.setattr("kit.reading.stop.show_stop", lambda _reading, numbers, chosen: shown.append((numbers, chosen)))
    reading = kit.start_reading(with_guide(tmp_path / "lesson", GUIDE), folder=tmp_path / "marks")
    reading.show(2, path="short")
    reading.show(1)
    assert shown == [([2], ["c02", "c05"]), ([1], None)]
    with pytest.raises(ValueError, match=r"no path 'long'. Its paths: short."):
        reading.show(2, path="long")
    with pytest.raises(ValueError, match="Give claims or a path, not both"):
        reading.show(2, path="short", claims=["c02"])
