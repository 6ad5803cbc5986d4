"""Codes in a roster beside those that came in: slips of the pen are named with what may be meant, and stop nobody."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from kit.sharing.gradebook import Filled, fill_gradebook
from kit.sharing.roster import Roster, Student

HEADER = "Student,ID,SIS User ID,SIS Login ID,Section,Claims (901)\n    Points Possible,,,,,10.00\n"
ANA = Student("quiet-otter-41", "Ana Ruiz", "ana@x.org", "17", line=2)
BEN = Student("clever-falcon-81", "Ben Miller", "ben@x.org", "18", line=3)
CLEO = Student("calm-wren-22", "Cleo Oak", "cleo@x.org", "19", line=4)
CLASS = (ANA, BEN, CLEO)


def grades(*codes: str) -> pd.DataFrame:
    """Return seven and a half points for each of these codes."""
    return pd.DataFrame([{"reader": code, "points": 7.5, "out_of": 10.0} for code in codes])


def filled(folder: Path, table: pd.DataFrame, *students: Student, names: bool = False) -> Filled:
    """Fill the gradebook of the class; it shows ids, or, with `names`, names alone."""
    lines = [f'"{" ".join(s.name.split()[1:])}, {s.name.split()[0]}",{"" if names else s.id},,,7b,\n' for s in CLASS]
    path = folder / "export.csv"
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return fill_gradebook(path, table, Roster(students), "Claims")


def cells(result: Filled) -> list[str]:
    """Return the points in the lines of Ana, Ben and Cleo."""
    assert result.data is not None, result.text
    return [line.rpartition(",")[2] for line in result.data.decode("utf-8").splitlines()[2:]]


def looks(result: Filled) -> str:
    """Return what is to be looked at; nothing may stop."""
    assert "stop" not in {finding.level for finding in result.findings}, result.text
    return "\n".join(str(finding) for finding in result.findings if finding.level == "look")


ALL = grades(ANA.code, BEN.code, CLEO.code)


@pytest.mark.parametrize(
    "slip",
    [
        "clever-falc0n-81",
        "clever falcn 81",
        "clever-falcon-8l",
        "cleverfalcon81",
        "clever-falcon-18",
        "clevr-falcon-81",
        "clever-falcon",
    ],
)
def test_a_slip_of_the_pen_is_told_with_the_code_that_came_in(tmp_path: Path, slip: str) -> None:
    """The others get their points, Ben gets none, and the code that nobody has is named and not taken."""
    result = filled(tmp_path, ALL, ANA, replace(BEN, code=slip), CLEO)
    assert cells(result) == ["7.5", "", "7.5"]
    said = looks(result)
    assert said.count("Did you mean clever-falcon-81, which nobody has?") == 1
    assert f"The roster, line 3: {'No marks came under' if replace(BEN, code=slip).has_code else '“'}" in said
    assert "No marks came from Ben" not in said


def test_a_code_is_spelled_with_the_words_of_codes_where_nothing_like_it_came_in(tmp_path: Path) -> None:
    """Ben's file did not come, and his code has a slip: the words that codes are made of say which."""
    said = looks(filled(tmp_path, grades(ANA.code), ANA, replace(BEN, code="clever-falc0n-81")))
    assert "“clever-falc0n-81”, for Ben Miller, is not a reader code, so they get no points." in said
    assert "Did you mean clever-falcon-81? No marks came under it, either; look at the student's slip." in said


def test_a_code_of_another_student_is_never_meant(tmp_path: Path) -> None:
    """What another line has already is not offered, however alike it is; neither is a code that is like nothing."""
    other = replace(CLEO, code="clever-falcon-81")
    said = looks(filled(tmp_path, grades(ANA.code, BEN.code), ANA, replace(BEN, code="clever-falc0n-81"), other))
    assert "Did you mean" not in said
    assert "Write the student's code, such as quiet-otter-41." in said
    assert "Did you mean" not in looks(filled(tmp_path, ALL, ANA, replace(BEN, code="ben")))


def test_students_without_a_code_are_told_in_one_sentence(tmp_path: Path) -> None:
    """Two empty cells are two students who get no points, beside the codes that nobody has; the third gets theirs."""
    result = filled(tmp_path, ALL, ANA, replace(BEN, code=""), replace(CLEO, code=""))
    assert cells(result) == ["7.5", "", ""]
    said = looks(result)
    assert "No reader code stands for Ben Miller, Cleo Oak (line 3, 4): they get no points." in said
    assert "These came in and are nobody's: clever-falcon-81, calm-wren-22. Ask whose they are." in said
    alone = looks(filled(tmp_path, grades(ANA.code), ANA, replace(BEN, code="")))
    assert "Write the code into the line if they took part." in alone


def test_two_students_with_one_journal_both_get_its_points(tmp_path: Path) -> None:
    """Whom the roster says to have worked together gets the points of one journal, and that is told."""
    together = [replace(student, code=ANA.code, together=True) for student in (ANA, BEN)]
    result = filled(tmp_path, grades(ANA.code, CLEO.code), *together, CLEO)
    assert cells(result) == ["7.5", "7.5", "7.5"]
    assert "Ana Ruiz and Ben Miller handed in one journal together (quiet-otter-41): each gets its points." in looks(
        result
    )


def test_one_code_for_two_who_did_not_say_so_stops(tmp_path: Path) -> None:
    """A roster made by hand in which two have one code could give one the other's points."""
    result = filled(tmp_path, ALL, ANA, replace(BEN, code=ANA.code), CLEO)
    assert result.data is None
    assert result.text.count("2 lines fit") == 2


def test_marks_and_roster_of_two_classes_are_told(tmp_path: Path) -> None:
    """Where no code is that of a student, the first thing to look at is whether it is one class."""
    result = filled(tmp_path, grades("bold-fox-10", "wise-yak-77"), *CLASS)
    assert cells(result) == ["", "", ""]
    said = looks(result)
    assert "None of the codes that marks came under is in the roster: bold-fox-10, wise-yak-77." in said
    assert "Make sure that marks and roster are of the same class." in said
    assert "same class" not in looks(filled(tmp_path, ALL, *CLASS))


def test_namesakes_in_another_class_get_nothing(tmp_path: Path) -> None:
    """A gradebook in which few students of the roster stand, by name alone, is not believed to be theirs."""
    others = [Student(f"bold-fox-{number}", f"Sam Elm{number}", line=number) for number in range(10, 20)]
    roster = [replace(ANA, email="", id=""), *others]
    path = tmp_path / "export.csv"
    lines = "".join(f'"Other{number}, Kim",{number},,,7c,\n' for number in range(30, 40))
    path.write_text(f'{HEADER}"Ruiz, Ana",17,,,7c,\n{lines}', encoding="utf-8")
    result = fill_gradebook(path, ALL, Roster(tuple(roster)), "Claims")
    assert result.data is None
    assert "Of 11 students in the roster only 1 stand here, and by name alone." in result.text
    known = fill_gradebook(path, ALL, Roster((ANA, *others)), "Claims")
    assert known.graded == 1
