"""A roster of a hub's users: codes come from the students' folders, and nobody needs a slip."""

from pathlib import Path

import pytest

import kit
from kit.__main__ import main
from kit.lesson.lesson import Lesson
from kit.marks.entries import Mark
from kit.marks.folder import EACH_IS_ONE
from kit.sharing.code_findings import about_codes
from kit.sharing.file_findings import one_of_several
from kit.sharing.hub_roster import on_hub
from kit.sharing.roster import read_roster
from tests.journals import mark, put, text


def _hub_class(folder: Path, lesson: Lesson, journals: dict[str, list[Mark]]) -> kit.Collected:
    put(folder, EACH_IS_ONE, b"")
    for name, marks in journals.items():
        put(folder, f"{name}.jsonl", text(marks))
    return kit.collect(folder, lesson)


def test_a_roster_of_hub_users_needs_no_codes(lesson: Lesson, tmp_path: Path) -> None:
    """Codes are found by the students' folders, whatever the codes are; who left nothing there has none."""
    one, two = [mark(lesson, "c01", 1)], [mark(lesson, "c01", 1), mark(lesson, "c02", 2)]
    second = [mark(lesson, "c02", 3, reader="brave-fox-12", journal="2b" * 16)]
    journals = {"ada/x": two, "ada/y": second, "ben/x": one}
    collected = _hub_class(tmp_path / "7b", lesson, journals)
    put(tmp_path, "roster.csv", b"hub user,name\nAda,Ada Lovelace\nben,Ben\ncy,Cy\n")
    roster = on_hub(read_roster(tmp_path / "roster.csv"), collected)
    assert [student.code for student in roster.students] == ["quiet-otter-41", "quiet-otter-41 (2)", ""]
    assert any("brave-fox-12" in remark and "Ada Lovelace" in remark for remark in roster.remarks)
    points = dict.fromkeys(collected.annotations["reader"].unique(), 10.0)
    told = [str(finding) for finding in (*about_codes(roster, points), *one_of_several(roster, points))]
    assert not any("stop" in line for line in told)
    assert sum("Cy" in line for line in told) == 1


def test_a_code_in_a_roster_of_hub_users_chooses_among_their_own(lesson: Lesson, tmp_path: Path) -> None:
    """A code beside the hub user says which of their journals counts; one of somebody else's counts for nothing."""
    second = [mark(lesson, "c02", 3, reader="brave-fox-12", journal="2b" * 16)]
    journals = {"ada/x": [mark(lesson, "c01", 1), mark(lesson, "c02", 2)], "ada/y": second, "ben/x": second}
    collected = _hub_class(tmp_path / "7b", lesson, journals)
    put(tmp_path, "roster.csv", b"hub user,reader code\nada,brave-fox-12\nben,quiet-otter-41\n")
    roster = on_hub(read_roster(tmp_path / "roster.csv"), collected)
    assert [student.code for student in roster.students] == ["brave-fox-12", "brave-fox-12 (2)"]
    assert "quiet-otter-41" in roster.remarks[-1]


def test_points_go_to_whose_folder_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`kit grade` gives points by the folder: a file under another student's code brings its writer theirs alone."""
    lesson = kit.open_lesson("skate-hall")
    core = [claim.id for claim in lesson.claims if claim.core]
    ben = [mark(lesson, claim, number, reason="because") for number, claim in enumerate(core)]
    # A claim without a reason counts half: 10 x (0.05 + 0) / 2.
    forged = [mark(lesson, core[0], 0, labels=("denied",))]  # Ada's file says Ben's code, journal and line
    _hub_class(tmp_path / "7b", lesson, {"ada/quiet-otter-41": forged, "ben/quiet-otter-41": ben})
    put(tmp_path, "roster.csv", "hub user,name\nben,Ben Okri\nada,Ada Löw\n".encode())
    command = ["grade", str(tmp_path / "7b"), "--roster", str(tmp_path / "roster.csv"), "--lesson", "skate-hall"]
    assert main([*command, "--out", str(tmp_path / "out")]) == 0
    assert "stop" not in capsys.readouterr().out
    points = next((tmp_path / "out").iterdir()).read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[:2] for line in points[1:]] == [["Ben Okri", "10"], ["Ada Löw", "0.25"]]
