"""The sample class with its roster and gradebook: invented, named as such, and harmless."""

from pathlib import Path

import pytest

import kit
from kit.marks.reader import READER_CODE
from kit.sharing.cells import read_sheet
from kit.sharing.sample_files import write_sample_files

LESSON = kit.open_lesson("inner-circle")


def test_everything_is_named_a_sample(tmp_path: Path) -> None:
    """Codes, names and files of the sample all say that they are one."""
    sample = write_sample_files(LESSON, tmp_path)
    students = kit.read_roster(sample.roster).students
    assert all(student.name.endswith(" Sample") and student.email.endswith("@example.org") for student in students)
    assert all(student.code.startswith("sample-") and READER_CODE.fullmatch(student.code) for student in students)
    assert len({student.name for student in students}) == len({student.email for student in students}) == 25
    assert sample.roster.name.startswith("sample-")
    assert sample.gradebook.name.startswith("sample-")


def test_the_gradebook_has_nobodys_number(tmp_path: Path) -> None:
    """Imported by mistake, the sample reaches no student: Canvas's own numbers stay empty."""
    sheet = read_sheet(write_sample_files(LESSON, tmp_path).gradebook)
    assert {row.texts[sheet.header.index("ID")] for row in sheet.rows} == {""}


def test_the_sample_overwrites_nothing(tmp_path: Path) -> None:
    """Where sample files are already, they are left as they are."""
    sample = write_sample_files(LESSON, tmp_path)
    sample.roster.write_text("mine")
    with pytest.raises(FileExistsError):
        write_sample_files(LESSON, tmp_path)
    assert sample.roster.read_text() == "mine"


@pytest.mark.parametrize("name", ["warm-up", "transfer"])
def test_a_short_text_has_a_whole_class_too(name: str, tmp_path: Path) -> None:
    """However few claims there are, every invented student hands in something."""
    sample = write_sample_files(kit.open_lesson(name), tmp_path)
    assert len(kit.collect(sample.handed_in, kit.open_lesson(name)).annotations["reader"].unique()) == 24
