"""The figures of a class beside a lesson: written, read back, refused where anybody could be recognised."""

from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit.__main__ import main
from kit.analysis.figures_to_share import figures_to_share
from kit.lesson.class_figures import FEWEST_READERS, OTHER, ClassFigures
from kit.lesson.class_figures_file import class_figures_text, read_class_figures
from kit.lesson.codebook import ANSWER_NAMES
from kit.lesson.faults import Fault, LessonFaults
from kit.lesson.files import FIGURES_FILE
from kit.lesson.lesson import Lesson
from kit.marks.entries import Mark
from kit.marks.table import annotations_table
from tests.classes import codes
from tests.lessons import ARTICLE, small_lesson, write_lesson
from tests.marks import mark

EDITION = "0123456789abcdef"
GOOD = f"""\
lesson: bridge
edition: "{EDITION}"
phase: own
answers:
  c01: {{no source: 12, sourced: 5}}
  c02: {{anonymous: 9, anonymous + denied: 7, other: 6}}
"""
COUNTS = st.dictionaries(st.sampled_from([*ANSWER_NAMES, OTHER]), st.integers(FEWEST_READERS, 10**6), min_size=1)


def read(text: str, lesson: Lesson) -> tuple[ClassFigures | None, list[Fault]]:
    """Read a text as the figures of the small lesson, and return what is wrong, too."""
    faults: list[Fault] = []
    return read_class_figures(text, "class.yaml", lesson.id, EDITION, lesson.claims, faults), faults


# The file


@given(answers=st.dictionaries(st.sampled_from([f"c0{number}" for number in range(1, 7)]), COUNTS))
@settings(max_examples=60, deadline=None)
def test_figures_read_back_as_they_were_written(answers: dict[str, dict[str, int]]) -> None:
    """Whatever figures are written, the file reads back as the same ones, in the same order."""
    figures = ClassFigures(MappingProxyType({claim: MappingProxyType(counts) for claim, counts in answers.items()}))
    claims = kit.open_lesson("warm-up").claims
    faults: list[Fault] = []
    back = read_class_figures(class_figures_text(figures, "bridge", EDITION), "f", "bridge", EDITION, claims, faults)
    assert faults == []
    assert back is not None
    assert [(claim, [*counts.items()]) for claim, counts in back.answers.items()] == [
        (claim, [*counts.items()]) for claim, counts in answers.items()
    ]


@pytest.mark.parametrize(
    ("before", "after", "line", "problem", "remedy"),
    [
        ("lesson: bridge", "lesson: tunnel", 1, "figures of the lesson “tunnel”", "Take the file away"),
        ("lesson: bridge\n", "", 1, "has no “lesson”", "Write the lesson's id"),
        ("phase: own", "phase: revised", 3, "Only answers from before the key", "Delete the file"),
        ("phase: own\n", "", 1, "has no “phase”", "phase: own"),
        (f'edition: "{EDITION}"', "edition: 12", 2, "is not a text", "double quotes"),
        (f'edition: "{EDITION}"\n', "", 1, "has no “edition”", "kit class-figures"),
        ("c01: {no source: 12", "c07: {no source: 12", 5, "There is no claim “c07”", "make it again"),
        ("sourced: 5", "sourced: 4", 5, "counts 4: fewer than 5 readers could be recognised", "under “other”"),
        ("other: 6", "other: 1", 6, "counts 1", "under “other”"),
        ("sourced: 5", "sourced: 0", 5, "counts 0", "Take it out"),
        ("sourced: 5", "sourced: -5", 5, "not a number of readers", "how many readers"),
        ("sourced: 5", "sourced: 5.5", 5, "not a number of readers", "how many readers"),
        ("sourced: 5", "sourced: yes", 5, "not a number of readers", "how many readers"),
        ("sourced: 5", "sourced: quiet-otter-41", 5, "not a number of readers", "how many readers"),
        ("sourced: 5", "source: 5", 5, "unknown field “source”", "Did you mean “"),
        ("sourced: 5", "no source: 5", 5, "“no source” appears here again", "Keep one"),
        ("c01: {no source: 12, sourced: 5}", "c01: {}", 5, "are empty", "Take the line out"),
        ("c01: {no source: 12, sourced: 5}", "c01: 12", 5, "must be a list of", "bundled lessons"),
        ("phase: own", "phase: own\nwhy: []", 4, "unknown field “why”", "The fields are"),
        ("phase: own", "phase: own\nreader: quiet-otter-41", 4, "unknown field “reader”", "The fields are"),
        ("answers:\n", "anwsers:\n", 4, "unknown field “anwsers”", "Did you mean “answers”?"),
    ],
)  # fmt: skip
def test_a_slip_is_one_fault(before: str, after: str, line: int, problem: str, remedy: str, lesson: Lesson) -> None:
    """Each single slip is told once, with its line and a remedy; a count that could expose somebody is refused."""
    assert read(GOOD, lesson)[1] == []
    assert GOOD.count(before) == 1
    [fault] = read(GOOD.replace(before, after), lesson)[1]
    assert (fault.file, fault.line) == ("class.yaml", line)
    assert problem in fault.problem
    assert remedy in fault.remedy


@pytest.mark.parametrize("text", ["", "\n\n", "- a\n- b\n", "12", "answers: [1", "\x00"])
def test_what_is_no_such_file_is_told(text: str, lesson: Lesson) -> None:
    """An empty file, a list, a number and broken YAML are faults and no figures."""
    found, faults = read(text, lesson)
    assert faults
    assert not found or not found.answers


def test_all_faults_are_told_with_the_lessons_others(tmp_path: Path) -> None:
    """Faults of the figures are told when the lesson is opened, together with those of its other files."""
    folder = write_lesson(tmp_path / "bridge", key="c01: 5\n")
    (folder / FIGURES_FILE).write_text(GOOD.replace("sourced: 5", "sourced: 1"), encoding="utf-8")
    with pytest.raises(LessonFaults) as told:
        kit.open_lesson(folder)
    assert {fault.file for fault in told.value.faults} == {"class.yaml", "key.yaml"}


def test_a_lesson_without_the_file_has_no_figures(tmp_path: Path) -> None:
    """Where there is no file there are no figures, in a folder and in a bundled lesson, and nothing is wrong."""
    assert small_lesson(tmp_path / "bridge").class_figures is None
    assert kit.open_lesson("warm-up").class_figures is None


def test_figures_of_another_edition_are_left_out(tmp_path: Path) -> None:
    """Once the text is mended, the figures of before are not shown, and the lesson opens all the same."""
    folder = write_lesson(tmp_path / "bridge")
    text = GOOD.replace(EDITION, kit.open_lesson(folder).edition)
    (folder / FIGURES_FILE).write_text(text, encoding="utf-8")
    here = kit.open_lesson(folder).class_figures
    assert here is not None
    assert here.answers["c01"] == {"no source": 12, "sourced": 5}
    write_lesson(folder, ARTICLE.replace("closed since Sunday", "shut since Sunday"))
    assert kit.open_lesson(folder).class_figures is None


def test_a_split_is_the_chance_that_two_readers_differ() -> None:
    """20 and 10 readers differ in 200 of 435 pairs (Simpson 1949); one answer does not split, nor none."""
    figures = ClassFigures({"c01": {"sourced": 20, OTHER: 10}, "c02": {"denied": 7}})
    assert figures.split("c01") == pytest.approx(200 / 435)
    assert (figures.split("c02"), figures.split("c03")) == (0, 0)


# What a class's figures are made from


def class_of(lesson: Lesson, answers: dict[str, int], claim: str = "c01") -> list[Mark]:
    """Return the marks of a class in which so many readers gave each answer to one claim."""
    given = [name for name, number in answers.items() for _ in range(number)]
    about = {"lesson": lesson.id, "edition": lesson.edition, "claim": claim}
    labels = [() if name == "no source" else tuple(name.split(" + ")) for name in given]
    return [
        mark(f"m-{claim}-{code}", labels=chosen, reader=code, journal=code, **about)
        for code, chosen in zip(codes(len(given)), labels, strict=True)
    ]


@pytest.mark.parametrize(
    ("answers", "shared"),
    [
        ({"anonymous": 9, "sourced": 5}, {"sourced": 5, "anonymous": 9}),
        ({"anonymous": 9, "sourced": 4}, {"anonymous": 9}),
        ({"anonymous": 9, "sourced": 4, "denied": 1}, {"anonymous": 9, OTHER: 5}),
        ({"anonymous": 4, "sourced": 4}, {OTHER: 8}),
        ({"anonymous": 4}, None),
        ({"no source": 6, "anonymous + denied": 5}, {"no source": 6, "anonymous + denied": 5}),
    ],
)
def test_no_count_is_of_fewer_than_five(answers: dict[str, int], shared: dict[str, int] | None, lesson: Lesson) -> None:
    """Answers that few gave are counted together, or not at all: no count lets anybody be recognised."""
    figures = figures_to_share(annotations_table(class_of(lesson, answers), lesson), lesson)
    assert figures.answers.get("c01") == shared


def test_readers_who_came_in_one_file_are_one_person(lesson: Lesson, tmp_path: Path) -> None:
    """Five codes in one file are no five people: their answers are not counted apart."""
    lines = class_of(lesson, {"sourced": 6, "anonymous": 5})
    kit.write_journals(lines, tmp_path / "in")
    together = [path for path in sorted((tmp_path / "in").iterdir()) if '"anonymous"' in path.read_text("utf-8")]
    text = "".join(path.read_text("utf-8") for path in together)
    for path in together:
        path.unlink()
    (tmp_path / "in" / "one file.jsonl").write_text(text, encoding="utf-8")
    figures = figures_to_share(kit.collect(tmp_path / "in", lesson).annotations, lesson)
    assert figures.answers["c01"] == {"sourced": 6}


# The command


def test_the_command_puts_the_figures_into_the_lesson(
    tmp_path: Path, lesson: Lesson, capsys: pytest.CaptureFixture[str]
) -> None:
    """`kit class-figures` writes counts and nothing else, which the lesson then has; it replaces only when asked to."""
    folder = write_lesson(tmp_path / "bridge")
    lines = class_of(lesson, {"sourced": 6, "denied": 5}) + class_of(lesson, {"anonymous": 3}, "c02")
    kit.write_journals(lines, tmp_path / "in")
    command = ["class-figures", str(tmp_path / "in"), "--lesson", str(folder)]
    assert main(command) == 0
    assert "the answers to 1 of 6 claims" in capsys.readouterr().out
    text = (folder / FIGURES_FILE).read_text(encoding="utf-8")
    assert not [code for code in codes(11) if code in text]
    found = kit.open_lesson(folder).class_figures
    assert found is not None
    assert {claim: dict(counts) for claim, counts in found.answers.items()} == {"c01": {"sourced": 6, "denied": 5}}
    assert main(command) == 1
    assert "is there already" in capsys.readouterr().err
    assert main([*command, "--replace"]) == 0


def test_a_class_that_is_too_small_gets_no_file(
    tmp_path: Path, lesson: Lesson, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nothing may be shown, nothing is written, and the command says so."""
    folder = write_lesson(tmp_path / "bridge")
    kit.write_journals(class_of(lesson, {"sourced": 4}), tmp_path / "in")
    assert main(["class-figures", str(tmp_path / "in"), "--lesson", str(folder)]) == 1
    assert "5 people or more" in capsys.readouterr().err
    assert not (folder / FIGURES_FILE).exists()
