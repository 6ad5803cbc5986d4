"""The guide of a lesson: how it is read."""

from pathlib import Path

import pytest

import kit
from tests.lessons import write_lesson

PATHS = """\
paths:
  short:
    title: the short lesson
    minutes: 10
    claims: [c05, c02]
"""


def with_guide(folder: Path, guide: str) -> kit.Lesson:
    """The small lesson with this guide, opened."""
    write_lesson(folder)
    (folder / "guide.yaml").write_text(guide, encoding="utf-8")
    return kit.open_lesson(folder)


def test_the_bundled_lesson_has_a_path_of_ten_claims() -> None:
    """`short` is the 45-minute lesson: ten claims in reading order."""
    lesson = kit.open_lesson("inner-circle")
    assert list(lesson.paths) == ["short"]
    path = lesson.path("short")
    assert (path.name, path.title, path.minutes) == ("short", "the 45-minute lesson", 45)
    assert path.claims == ("c01", "c05", "c12", "c18", "c29", "c33", "c42", "c55", "c59", "c80")


def test_a_bundled_guide_waits_until_it_is_asked_for() -> None:
    """Opening a lesson and showing its text does not read its guide."""
    lesson = kit.open_lesson("inner-circle")
    assert "guide" not in vars(lesson)
    assert lesson.paths
    assert "guide" in vars(lesson)


def test_a_lesson_without_a_guide_has_no_paths(tmp_path: Path) -> None:
    """Its paths are empty, and asking for one says so."""
    lesson = kit.open_lesson(write_lesson(tmp_path))
    assert dict(lesson.paths) == {}
    with pytest.raises(ValueError, match=r"“bridge” has no path 'short'. It has no paths."):
        lesson.path("short")


def test_an_unknown_path_names_those_that_are_there(tmp_path: Path) -> None:
    """Whoever asks for a path that is not there learns which are; a list is no name either."""
    lesson = with_guide(tmp_path, PATHS)
    assert lesson.path("short").claims == ("c02", "c05")
    for name in ("long", ["short"]):
        with pytest.raises(ValueError, match=r"Its paths: short."):
            lesson.path(name)
