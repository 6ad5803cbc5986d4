"""The teacher's own gradebook export: one column filled, everything else byte for byte, every trap told."""

import time
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from kit.sharing.cells import CellsFault, read_sheet
from kit.sharing.gradebook import CannotFill, Filled, fill_gradebook
from kit.sharing.roster import Roster, Student

ANA = Student("quiet-otter-41", "Ana Núñez", "ana@x.org", "17", "S17", "anunez")
BEN = Student("bold-fox-10", "Ben Miller", "ben@x.org", "18", "S18", "bmiller")
CLEO = Student("calm-wren-22", "Cleo Oak", "cleo@x.org", "19", "S19", "coak")
ROSTER = Roster((ANA, BEN, CLEO))

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Essay (900),Claims (901),Assignments Current Score,Final Score
,,,,,Manual Posting,,,
    Points Possible,,,,,20.00,10.00,(read only),(read only)
"Núñez, Ana",17,S17,anunez,"7b, ""blue"" room",15.50,,77.50,12.00
"Miller, Ben",18,S18,bmiller,7b,,,,
"Oak, Cleo",19,S19,coak,7b,"3,5",,,
"Student, Test",99,,x1,7b,,,,
"""

MOODLE = """\
"First name",Surname,"ID number",Institution,Department,"Email address","Assignment: Claims (Real)","Feedback: Claims"
Ana,Núñez,S17,"Moodle HQ","Rock on!",ana@x.org,-,"We welcome, feedback"
Ben,Miller,S18,,,ben@x.org,-,
Cleo,Oak,S19,,,cleo@x.org,-,
"""


def grades(out_of: float = 10, **points: float) -> pd.DataFrame:
    """Return a table of grades: `quiet_otter_41=7.5` is what the reader quiet-otter-41 gets."""
    rows = [{"reader": reader.replace("_", "-"), "points": value, "out_of": out_of} for reader, value in points.items()]
    return pd.DataFrame(rows, columns=["reader", "points", "out_of"])


TWO = grades(quiet_otter_41=7.5, bold_fox_10=10)


def filled(
    folder: Path, export: str | bytes, table: pd.DataFrame = TWO, roster: Roster = ROSTER, **options: object
) -> Filled:
    """Write an export and fill its column “Claims”."""
    path = folder / "export.csv"
    path.write_bytes(export if isinstance(export, bytes) else export.encode("utf-8"))
    return fill_gradebook(path, table, roster, **({"column": "Claims"} | options))  # type: ignore[arg-type]


def said(result: Filled, level: str) -> str:
    """Return the findings of one level, one a line."""
    return "\n".join(str(finding) for finding in result.findings if finding.level == level)


def refused(folder: Path, export: str, table: pd.DataFrame = TWO, roster: Roster = ROSTER) -> str:
    """Return why an export is not filled; nothing may be written then."""
    result = filled(folder, export, table, roster)
    assert (result.data, result.graded) == (None, 0)
    with pytest.raises(CannotFill):
        result.write()
    assert [path.name for path in folder.iterdir()] == ["export.csv"]
    return said(result, "stop")


def text(result: Filled) -> str:
    """Return the new file's text."""
    assert result.data is not None, result.text
    return result.data.decode("utf-8")


def test_canvas_gets_the_grades_and_nothing_else_changes(tmp_path: Path) -> None:
    """Two cells of a Canvas export are new; quotes, odd numbers, the muted line and the order stay."""
    wanted = CANVAS.replace("15.50,,77.50", "15.50,7.5,77.50").replace("bmiller,7b,,,,", "bmiller,7b,,10,,")
    result = filled(tmp_path, CANVAS)
    assert text(result) == wanted
    assert (result.platform, result.column, result.graded) == ("Canvas", "Claims (901)", 2)


def test_moodle_gets_the_grades_and_nothing_else_changes(tmp_path: Path) -> None:
    """Two cells of a Moodle export are new; the feedback and everybody else stay as they were."""
    wanted = MOODLE.replace("ana@x.org,-,", "ana@x.org,7.5,").replace("ben@x.org,-,", "ben@x.org,10,")
    result = filled(tmp_path, MOODLE)
    assert text(result) == wanted
    assert (result.platform, result.graded) == ("Moodle", 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("ends", ["", "end", "blank lines"])
def test_bytes_stay(tmp_path: Path, encoding: str, line_end: str, ends: str) -> None:
    """Encoding, byte-order mark, line ends and the end of the file are as the gradebook wrote them."""
    tail = {"": "", "end": line_end, "blank lines": line_end * 3}[ends]
    export = (MOODLE.strip().replace("\n", line_end) + tail).encode(encoding)
    result = filled(tmp_path, export)
    assert result.data is not None
    assert result.data.decode(encoding) == export.decode(encoding).replace("ana@x.org,-,", "ana@x.org,7.5,").replace(
        "ben@x.org,-,", "ben@x.org,10,"
    )
    assert result.data[:2] == export[:2]


def test_a_quoted_cell_stays_quoted_and_decimals_follow_the_file(tmp_path: Path) -> None:
    """In a file with semicolons and decimal commas, the grade has a comma; a quoted cell keeps its quotes."""
    export = CANVAS.replace(",", ";").replace("3;5", "3,5").replace("15.50", "15,50").replace("77.50", "77,50")
    export = export.replace("12.00", "12,00").replace("20.00", "20,00").replace("10.00", "10,00")
    export = export.replace("15,50;;77,50", '15,50;"";77,50').replace("Núñez; Ana", "Núñez, Ana")
    assert '15,50;"7,5";77,50' in text(filled(tmp_path, export))


def test_a_decimal_comma_between_commas_is_quoted(tmp_path: Path) -> None:
    """Where the file has decimal commas and commas between its cells, the grade is quoted."""
    export = MOODLE.replace("cleo@x.org,-,", 'cleo@x.org,"3,5",')
    assert 'ana@x.org,"7,5",' in text(filled(tmp_path, export))


def test_writing_makes_a_new_file_each_time(tmp_path: Path) -> None:
    """Nothing is written unless asked, and then beside the teacher's file, which stays, as does an earlier result."""
    result = filled(tmp_path, CANVAS)
    assert [path.name for path in tmp_path.iterdir()] == ["export.csv"]
    first, second = result.write(), result.write()
    assert (first.name, second.name) == ("export-filled.csv", "export-filled-2.csv")
    assert first.read_bytes() == second.read_bytes() == result.data
    assert (tmp_path / "export.csv").read_text(encoding="utf-8") == CANVAS


def test_nobody_disappears_without_a_sentence(tmp_path: Path) -> None:
    """Students without marks, students of only one of the lists, and unknown codes are named; their cells stay."""
    dan = Student("wise-yak-77", "Dan Elm", "dan@x.org")
    table = grades(quiet_otter_41=7.5, wise_yak_77=5, keen_owl_12=9)
    looks = said(
        filled(
            tmp_path,
            MOODLE.replace("ben@x.org", "benny@x.org").replace("S18", ""),
            table,
            Roster((ANA, BEN, CLEO, dan)),
        ),
        "look",
    )
    assert "No marks came from Cleo Oak; their cells are left as they were." in looks
    assert "The roster has Ben Miller, Dan Elm, but the gradebook's lines do not; no line is added." in looks
    assert "The gradebook has Ben Miller, but the roster does not" in looks
    assert "Marks came under keen-owl-12, and the roster has no such code." in looks


def test_a_grade_that_is_there_is_kept_unless_replaced(tmp_path: Path) -> None:
    """Another grade stays and is told, the same grade is no change, and `replace` overwrites."""
    export = MOODLE.replace("ana@x.org,-", "ana@x.org,4.00").replace("ben@x.org,-", "ben@x.org,10.00")
    kept = filled(tmp_path, export)
    assert (text(kept), kept.graded) == (export, 0)
    assert "Ana Núñez has 4.00 already, and it was kept; the marks give 7.5." in said(kept, "look")
    assert "Ben" not in said(kept, "look")
    replaced = filled(tmp_path, export, replace=True)
    assert text(replaced) == export.replace("ana@x.org,4.00", "ana@x.org,7.5")


def test_who_has_just_these_points_is_told(tmp_path: Path) -> None:
    """A gradebook that was filled before changes nothing, and the reason is a sentence."""
    again = filled(tmp_path, MOODLE.replace("ana@x.org,-", "ana@x.org,7.50").replace("ben@x.org,-", "ben@x.org,10"))
    assert again.graded == 0
    assert "2 students have just these points already: Ana Núñez, Ben Miller. Nothing" in said(again, "note")
    assert "just these points" not in filled(tmp_path, MOODLE).text


def test_excused_and_not_assigned_stay(tmp_path: Path) -> None:
    """Canvas's EX and N/A are never overwritten, not even with `replace`, and are told."""
    export = CANVAS.replace("15.50,,77.50", "15.50,EX,77.50").replace("bmiller,7b,,,,", "bmiller,7b,,N/A,,")
    result = filled(tmp_path, export, replace=True)
    assert text(result) == export
    assert "is excused (EX)" in said(result, "look")
    assert "does not have this assignment (N/A)" in said(result, "look")


def test_canvas_says_what_to_do_next(tmp_path: Path) -> None:
    """The notes tell of the import and of the columns that Canvas passes over; nothing stops."""
    result = filled(tmp_path, CANVAS)
    assert said(result, "stop") == ""
    assert "It passes over “Assignments Current Score”, “Final Score”" in said(result, "note")
    assert str(result).startswith("Canvas: 2 grades for “Claims (901)”.\n- look: ")


def test_moodle_says_how_to_map(tmp_path: Path) -> None:
    """The notes name the column to map users by, and warn of feedback without its grade."""
    notes = said(filled(tmp_path, MOODLE), "note")
    assert "set “Map from” to “Email address”" in notes
    assert "If you map “Feedback: Claims”, map its grade column too." in notes


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            '\n"Núñez, Ana",17,',
            '\n"Núñez, Ana",17-fox,',
            "line 4: “17-fox” in the column ID is not Canvas's own number",
        ),
        ('Ben",18,', 'Ben",1.8E+15,', "line 5: “1.8E+15” in the column ID"),
        ('Ben",18,', 'Ben",17,', "line 5: The ID 17 is here and in line 4"),
        (
            "SIS User ID,SIS Login ID,",
            "SIS Login ID,SIS User ID,",
            "SIS User ID counts only directly before SIS Login ID",
        ),
        ("SIS Login ID,Section", "SIS Login ID,Group", "Canvas wants the columns Student, ID"),
        ("Student,ID,", "Student,Number,", "Canvas wants the columns Student, ID"),
        ("20.00,10.00,", "20.00,100.00,", "“Claims (901)” has 100.00 points in Canvas, but the grades are out of 10."),
        ("20.00,10.00,", "20.00,(read only),", "read only"),
        ("Essay (900)", "Claims (901)", "2 columns are headed “Claims (901)”"),
        ('"Oak, Cleo"', "Oak, Cleo", "line 6: This line has 10 cells, and the header has 9."),
        ('"Núñez, Ana"', '"Elm, Dora"', "the roster calls the student with this id “Ana Núñez”"),
        ('Ben",18,S18', 'Ben",18,S17', "fits more than one student of the roster: Ben Miller (bold-fox-10), Ana"),
    ],
)
def test_canvas_traps_stop(tmp_path: Path, old: str, new: str, says: str) -> None:
    """What Canvas would refuse, drop, or give to another student stops the filling, with line and remedy."""
    assert old in CANVAS
    assert says in refused(tmp_path, CANVAS.replace(old, new))


def test_canvas_drops_computed_columns(tmp_path: Path) -> None:
    """A column that Canvas computes itself is not filled."""
    assert "drops what is imported" in said(filled(tmp_path, CANVAS, column="Final Score"), "stop")


def test_canvas_things_to_look_at(tmp_path: Path) -> None:
    """A column without a number, an assignment without points, and a student known by name only are told."""
    export = CANVAS.replace("Claims (901)", "Claims").replace("20.00,10.00", "20.00,").replace("99,,x1", ",,")
    looks = said(filled(tmp_path, export), "look")
    assert "Canvas may make a new assignment" in looks
    assert "Canvas has no points for “Claims” yet" in looks
    assert "“Student, Test” has no id, so Canvas goes by the name alone." in looks
    without = "\n".join(line for line in CANVAS.split("\n") if "Possible" not in line)
    assert "There is no line “Points Possible”" in said(filled(tmp_path, without), "look")


def test_canvas_names_in_two_columns(tmp_path: Path) -> None:
    """An export with LastName and FirstName is filled like any other."""
    export = CANVAS.replace("Student,", "LastName,FirstName,", 1).replace('"Núñez, Ana"', "Núñez,Ana")
    export = export.replace('"Miller, Ben"', "Miller,Ben").replace('"Oak, Cleo"', "Oak,Cleo")
    export = (
        export.replace('"Student, Test"', "Student,Test")
        .replace("\n,,,,,", "\n,,,,,,")
        .replace("Possible,", "Possible,,")
    )
    assert filled(tmp_path, export).graded == 2


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "ben@x.org",
            "",
            "line 3: The cell “Email address” is empty; Moodle would give this line's grade to the user before.",
        ),
        ("ben@x.org", "ana@x.org", "“ana@x.org” is here and in line 2"),
        ("ben@x.org", "0", "line 3: The cell “Email address” is empty"),
        ("ben@x.org,-", "ben@x.org,-,5", "line 3: This line has 9 cells, and the header has 8."),
        ("cleo@x.org,-", "cleo@x.org,B+", "“B+” in the column “Assignment: Claims (Real)” is not a number"),
        ("cleo@x.org,-", "cleo@x.org,75.00 %", "“75.00 %”"),
        ("cleo@x.org,-", "cleo@x.org,55.00", "The grade 55.00 in the column “Assignment: Claims (Real)” is above 10."),
        ('"Feedback: Claims"', '"Assignment: Claims (Real)"', "2 columns are headed"),
        ("Ana,Núñez", "Dora,Elm", "the roster calls the student with this id “Ana Núñez”"),
    ],
)
def test_moodle_traps_stop(tmp_path: Path, old: str, new: str, says: str) -> None:
    """What makes Moodle refuse the whole file, or grade another user, stops the filling, with line and remedy."""
    export = MOODLE.replace("ID number", "Number") if "Email" in says or "ana@x.org" in says else MOODLE
    assert old in export
    assert says in refused(tmp_path, export.replace(old, new))


def test_moodle_maps_by_another_column_where_e_mails_have_gaps(tmp_path: Path) -> None:
    """If an e-mail address is missing and the ID numbers are complete, the teacher is told to map by these."""
    result = filled(tmp_path, MOODLE.replace("ben@x.org", ""))
    assert result.graded == 2
    assert "set “Map from” to “ID number”" in said(result, "note")


def test_moodle_grades_stay_below_its_limit(tmp_path: Path) -> None:
    """A maximum above 100 is refused before Moodle does; feedback is no column for grades."""
    assert "at most 100" in refused(tmp_path, MOODLE, grades(120, quiet_otter_41=110))
    assert "for feedback, not for grades" in said(filled(tmp_path, MOODLE, column="Feedback: Claims"), "stop")


def test_moodle_exports_grow_old(tmp_path: Path) -> None:
    """An export more than a year old is refused; a fresh one is filled, with a word about grades given since."""

    def dated(when: float) -> str:
        head, *lines = MOODLE.strip().split("\n")
        return "\n".join([f'{head},"Last downloaded from this course"', *(f"{line},{when:.0f}" for line in lines)])

    assert "not a time of the last year" in refused(tmp_path, dated(time.time() - 400 * 86400))
    assert "Export again just before you import." in said(filled(tmp_path, dated(time.time() - 3600)), "note")


def test_moodle_in_another_language(tmp_path: Path) -> None:
    """A German export is known by its e-mail addresses."""
    export = (
        "Vorname;Nachname;E-Mail-Adresse;Aufgabe: Claims (Punkte)\nAna;Núñez;ana@x.org;-\nBen;Miller;ben@x.org;4,5\n"
    )
    assert "ana@x.org;7,5\n" in text(filled(tmp_path, export))


def test_names_find_those_whom_nothing_else_finds(tmp_path: Path) -> None:
    """A roster with names only works, with a word to check; two students of one name are refused."""
    roster = Roster((Student("quiet-otter-41", "ana  NÚÑEZ"), Student("bold-fox-10", "Miller, Ben")))
    result = filled(tmp_path, CANVAS, roster=roster)
    assert result.graded == 2
    assert said(result, "look").count("2 students were found by name only: Núñez, Ana; Miller, Ben.") == 1
    twins = Roster((Student("quiet-otter-41", "Ben Miller"), Student("bold-fox-10", "Ben Miller")))
    assert "“Miller, Ben” fits more than one student" in refused(tmp_path, CANVAS, roster=twins)


def test_one_student_has_one_line(tmp_path: Path) -> None:
    """A student of the roster whom two lines of the export fit is refused."""
    roster = Roster((Student("quiet-otter-41", "Ana Núñez"),))
    export = CANVAS.replace('"Miller, Ben"', '"Núñez, Ana"')
    assert "2 lines fit Ana Núñez (quiet-otter-41)" in refused(tmp_path, export, grades(quiet_otter_41=5), roster)


@pytest.mark.parametrize("points", [-1, 10.5, float("inf")])
def test_a_grade_out_of_range_stops(tmp_path: Path, points: float) -> None:
    """Points below 0 or above the maximum are refused."""
    assert "quiet-otter-41 has" in refused(tmp_path, CANVAS, grades(quiet_otter_41=points))


def test_a_missing_grade_leaves_the_cell(tmp_path: Path) -> None:
    """A reader whose points are missing keeps the cell they have, and is told; one who has two lines stops all."""
    result = filled(tmp_path, CANVAS, grades(quiet_otter_41=float("nan")))
    assert text(result) == CANVAS
    assert "quiet-otter-41 has no points" in said(result, "look")
    assert "quiet-otter-41 has 2 lines" in refused(tmp_path, CANVAS, pd.concat([TWO, TWO]))


def test_no_grades_fill_nothing(tmp_path: Path) -> None:
    """An empty table of grades changes no byte."""
    assert text(filled(tmp_path, CANVAS, grades())) == CANVAS


@pytest.mark.parametrize(
    ("export", "column", "says"),
    [
        ("name,grade\nAna,7\n", "grade", "neither a Canvas nor a Moodle export; its columns are “name”, “grade”"),
        (CANVAS, "Quiz", "is no column of export.csv. Choose one of “Essay"),
        (CANVAS, "90", "fits more than one column of export.csv. Choose one of “Essay \\(900\\)”, “Claims"),
        (CANVAS, "SIS Login ID", "is no column"),
        (CANVAS, " ", "is no column"),
    ],
)
def test_what_cannot_be_filled_lists_what_there_is(tmp_path: Path, export: str, column: str, says: str) -> None:
    """A foreign file, an unknown column and a word that fits several columns are refused with the choices."""
    with pytest.raises(CannotFill, match=says):
        filled(tmp_path, export, column=column)


def test_broken_quotes_are_told_with_their_line(tmp_path: Path) -> None:
    """A quotation mark that does not close is told with the file and the line."""
    with pytest.raises(CellsFault, match="export.csv, line 7: a quotation mark"):
        filled(tmp_path, CANVAS.replace('"Student, Test"', '"Student, Test'))


def test_cells_know_their_lines(tmp_path: Path) -> None:
    """A cell with line breaks in it does not shift the numbers of the lines below by a row."""
    path = tmp_path / "a.csv"
    path.write_bytes(b'a,b\r\n"one\r\ntwo ""x""",2\r\n\r\n3,\r\n')
    sheet = read_sheet(path)
    assert [(row.line, row.texts) for row in sheet.rows] == [(2, ('one\r\ntwo "x"', "2")), (5, ("3", ""))]
    assert sheet.with_cells({}) == path.read_bytes()


def test_a_notebook_shows_the_findings_as_a_list(tmp_path: Path) -> None:
    """In a notebook each finding is a point of a list; a name that looks like markup stays a name."""
    found = filled(tmp_path, CANVAS.replace('"Student, Test"', "<b>Test</b>"))
    html = found._repr_html_()
    assert html.count("<li>") == len(found.findings) == 3
    assert "<strong>look</strong>" in html
    assert "<b>" not in html
    assert "&lt;b&gt;Test" in html


TWO_JOURNALS = pd.concat([TWO, pd.DataFrame([{"reader": "quiet-otter-41 (2)", "points": 3.0, "out_of": 10.0}])])


def test_two_journals_with_one_code_are_never_guessed(tmp_path: Path) -> None:
    """While the roster does not say whose the second journal is, nobody gets the first one's points."""
    stops = refused(tmp_path, CANVAS, TWO_JOURNALS)
    assert "2 journals have the code of Ana Núñez: quiet-otter-41, quiet-otter-41 (2)." in stops
    assert "give quiet-otter-41 (2) to its student in the roster" in stops


def test_the_roster_may_name_the_second_journal_of_a_code(tmp_path: Path) -> None:
    """Two students who shared a code each get the points of their own journal."""
    cleo = replace(CLEO, code="quiet-otter-41 (2)")
    lines = text(filled(tmp_path, CANVAS, TWO_JOURNALS, Roster((ANA, BEN, cleo)))).splitlines()
    assert lines[3].endswith("15.50,7.5,77.50,12.00")
    assert lines[5] == '"Oak, Cleo",19,S19,coak,7b,"3,5",3,,'


def test_canvas_own_test_student_is_nobody(tmp_path: Path) -> None:
    """“Student, Test” stands in every Canvas export, and no teacher has to hear of it."""
    assert "Student, Test" not in filled(tmp_path, CANVAS).text


def test_names_with_commas_stay_apart(tmp_path: Path) -> None:
    """A list of names as Canvas writes them cannot be read as twice as many people."""
    looks = said(filled(tmp_path, CANVAS, roster=Roster((ANA,))), "look")
    assert "The gradebook has Miller, Ben; Oak, Cleo, but the roster does not" in looks


@pytest.mark.parametrize("name", ["Ana Nunez", "Ana Nuñez.", "NÚÑEZ, ana", "Ana-Núñez"])
def test_a_name_is_found_however_it_is_typed(name: str, tmp_path: Path) -> None:
    """Accents, capitals, points and hyphens do not keep a student from the points."""
    assert filled(tmp_path, CANVAS, roster=Roster((Student("quiet-otter-41", name),))).graded == 1


def test_a_name_is_found_with_the_last_name_first(tmp_path: Path) -> None:
    """Lists of schools have “Núñez Ana”, too; who is called so as it is written comes first."""
    turned = Roster(tuple(Student(one.code, " ".join(reversed(one.name.split()))) for one in ROSTER.students))
    assert filled(tmp_path, CANVAS, roster=turned).graded == 2
    both = Roster((Student("quiet-otter-41", "Ana Núñez"), Student("bold-fox-10", "Núñez Ana")))
    result = filled(tmp_path, CANVAS, roster=both)
    assert result.graded == 1
    assert "Núñez Ana" in said(result, "look")


def test_an_apostrophe_more_or_less_is_the_same_name(tmp_path: Path) -> None:
    """“Sean OBrien” in the roster is “O'Brien, Sean” in the gradebook."""
    export = CANVAS.replace('"Miller, Ben"', '"O\'Brien, Sean"')
    assert filled(tmp_path, export, roster=Roster((Student("bold-fox-10", "Sean OBrien"),))).graded == 1


def handed_in(*rows: tuple[str, bool, str, str | None, int]) -> pd.DataFrame:
    """Return a table of files as `kit.collect` gives it."""
    return pd.DataFrame(rows, columns=["file", "used", "why", "reader", "lines_refused"])


def test_namesakes_are_not_told_to_be_missing(tmp_path: Path) -> None:
    """Two lines that fit two students stop the import; nobody is told that they stand in one of the lists alone."""
    export = CANVAS.replace("Miller, Ben", "Oak, Cleo")
    two = Roster((Student(ANA.code, "Ana Núñez"), Student(BEN.code, "Cleo Oak"), Student("calm-wren-22", "Oak, Cleo")))
    result = filled(tmp_path, export, roster=two)
    assert said(result, "stop").count("“Oak, Cleo” fits more than one student of the roster") == 2
    assert "The roster has" not in said(result, "look")
    assert "The gradebook has" not in said(result, "look")


def test_whoever_handed_in_anothers_file_is_told_with_it(tmp_path: Path) -> None:
    """Canvas wrote Ben's number on a copy of Ana's file: the teacher reads whose copy it is, not that none came."""
    export = CANVAS.replace(",18,S18", ",41018,S18")
    why = "a copy: all of it also stands in nunezana_41017_1.jsonl"
    files = handed_in(
        ("nunezana_41017_1.jsonl", True, "", ANA.code, 0), ("millerben_41018_2.jsonl", False, why, ANA.code, 0)
    )
    roster = Roster((ANA, replace(BEN, id="")))
    looks = said(filled(tmp_path, export, grades(quiet_otter_41=5), roster, files=files), "look")
    assert f"millerben_41018_2.jsonl: Ben Miller handed in this file, but it does not count: {why}." in looks
    assert "No marks came from" not in looks


def test_no_code_of_a_class_is_no_only_0(tmp_path: Path) -> None:
    """Where nobody is known, the sentence says none; of one, it says is."""
    assert "The only reader code that handed in marks is not in the roster." in said(
        filled(tmp_path, CANVAS, grades(keen_owl_12=5)), "look"
    )
    three = grades(keen_owl_12=5, keen_owl_13=5, quiet_otter_41=5)
    looks = said(filled(tmp_path, CANVAS, three), "look")
    assert "Only 1 of the 3 reader codes that handed in marks is in the roster." in looks


def test_a_damaged_file_is_told_with_its_students_name(tmp_path: Path) -> None:
    """Low points from half a file are no surprise on the day after."""
    files = handed_in(("ana.jsonl", True, "1 line refused", ANA.code, 1), ("ben.jsonl", True, "", BEN.code, 0))
    looks = said(filled(tmp_path, CANVAS, files=files), "look")
    told = "ana.jsonl: The file of Ana Núñez is damaged: 1 line could not be read, so points may be missing."
    assert looks.count("is damaged") == looks.count(told) == 1


def test_a_changed_file_is_told_with_its_students_name(tmp_path: Path) -> None:
    """A file in which somebody changed a line is looked at, whether it counts or not."""
    files = handed_in(
        ("ana.jsonl", True, "", ANA.code, 0), ("ana 2.jsonl", False, "1 line says something else", ANA.code, 0)
    )
    looks = said(filled(tmp_path, CANVAS, files=files.assign(lines_contested=[0, 1])), "look")
    told = "ana 2.jsonl: In a file of Ana Núñez, marks are not as the kit wrote them: 1 line says something else."
    assert looks.count("as the kit wrote them") == looks.count(told) == 1


def test_a_file_that_does_not_count_is_told_with_its_students_name(tmp_path: Path) -> None:
    """Whoever did hand in a file is not said to have handed in none."""
    other = handed_in(("cleo.jsonl", False, "only marks on another edition", CLEO.code, 0))
    looks = said(filled(tmp_path, CANVAS, files=other), "look")
    assert "Cleo Oak handed in this file, but it does not count: only marks on another edition." in looks
    assert "No marks came from" not in looks
    empty = handed_in(("oak_19_Calm-Wren-22.jsonl", False, "empty", None, 0))
    assert "it does not count: empty." in said(filled(tmp_path, CANVAS, files=empty), "look")


def test_a_longer_code_is_somebody_elses(tmp_path: Path) -> None:
    """A damaged file is not given to a student whose code is the beginning of the code in its name."""
    of_somebody = handed_in((f"{CLEO.code}7.jsonl", False, "empty", None, 0))
    assert "does not count" not in said(filled(tmp_path, CANVAS, files=of_somebody), "look")


def test_marks_in_the_file_of_somebody_else_are_told(tmp_path: Path) -> None:
    """Who adds lines to another student's journal, in a file of their own, is noticed before any import."""
    files = handed_in(("ana.jsonl", True, "", ANA.code, 0), ("ben.jsonl", True, "", f"{BEN.code}, {ANA.code}", 0))
    looks = said(filled(tmp_path, CANVAS, files=files), "look")
    told = f"ben.jsonl: Marks under the code of Ana Núñez are in this file, too, beside those of {BEN.code}."
    assert looks.count("are in this file, too") == looks.count(told) == 1
    one_for_all = handed_in(("all.jsonl", True, "", f"{ANA.code}, {BEN.code}", 0))
    assert "are in this file, too" not in filled(tmp_path, CANVAS, files=one_for_all).text


def test_swapped_codes_are_noticed_by_the_numbers_in_the_names_of_files(tmp_path: Path) -> None:
    """Canvas writes its own number of a student into the name of the file; the roster should agree with it."""
    export = CANVAS.replace(",17,S17", ",41017,S17").replace(",18,S18", ",41018,S18")
    roster = Roster((replace(ANA, id=""), replace(BEN, id="")))
    right = [
        ("nunezana_LATE_41017_5_quiet-otter-41.jsonl", True, "", ANA.code, 0),
        ("b_41018.jsonl", True, "", BEN.code, 0),
    ]
    assert "swapped" not in filled(tmp_path, export, roster=roster, files=handed_in(*right)).text
    wrong = [("nunezana_41017_5_bold-fox-10.jsonl", True, "", BEN.code, 0), right[1]]
    looks = said(filled(tmp_path, export, roster=roster, files=handed_in(*wrong)), "look")
    assert looks.count("two codes may be swapped") == 1
    assert "The number in its name is that of Núñez, Ana, and its code bold-fox-10 that of Ben Miller." in looks


def test_a_code_without_an_owner_comes_with_its_file(tmp_path: Path) -> None:
    """The name of the file says whose it is, to the teacher alone."""
    files = handed_in(("miller_18_bold-fox-10.jsonl", True, "", BEN.code, 0))
    looks = said(filled(tmp_path, CANVAS, roster=Roster((ANA,)), files=files), "look")
    assert "Marks came under bold-fox-10 (in miller_18_bold-fox-10.jsonl), and the roster has no such code." in looks


def test_nobody_without_points_stays_unnamed(tmp_path: Path) -> None:
    """A long list of students is given whole."""
    lines = "".join(f'"Oak, Sam{number}",{number},S{number},s{number},7b,,,,\n' for number in range(30, 50))
    looks = said(filled(tmp_path, CANVAS + lines), "look")
    assert all(f"Oak, Sam{number}" in looks for number in range(30, 50))
    assert "more" not in looks


def test_swapped_emails_are_refused_even_with_one_surname(tmp_path: Path) -> None:
    """Ann and Anne Smith share a surname; a roster that gives each the other's e-mail is not believed."""
    export = CANVAS.replace('"Núñez, Ana"', '"Smith, Ann"').replace('"Miller, Ben"', '"Smith, Anne"')
    ann, anne = Student(ANA.code, "Ann Smith", id="18"), Student(BEN.code, "Anne Smith", id="17")
    stops = refused(tmp_path, export, roster=Roster((ann, anne)))
    assert "By id this line, “Smith, Ann”, is Anne Smith of the roster, but by name that is line 5." in stops
    assert filled(tmp_path, export, roster=Roster((replace(ann, id="17"), replace(anne, id="18")))).graded == 2


def test_a_replaced_grade_is_told(tmp_path: Path) -> None:
    """Whoever replaces grades sees each of them, old and new."""
    export = CANVAS.replace("15.50,,77.50", "15.50,3,77.50")
    assert "Núñez, Ana had 3 and gets 7.5." in said(filled(tmp_path, export, replace=True), "look")


NAMES = """\
Student,ID,SIS User ID,SIS Login ID,Section,Claims (901)
    Points Possible,,,,,10.00
"Elm, Ana",1,,aelm1,7b,
"Elm, Ana",2,,aelm2,7c,
"Miller, Ben",3,,,7b,
"""
ANA_ELM = Student(ANA.code, "Ana Elm", "ana@x.org")


def test_two_lines_with_one_name_stop_and_nobody_is_said_to_be_alone(tmp_path: Path) -> None:
    """Canvas shows no e-mail here, so either line may be Ana's: both stop, with what would tell them apart."""
    roster = Roster((ANA_ELM, Student(BEN.code, "Ben Miller")))
    stops = refused(tmp_path, NAMES, TWO, roster)
    assert "line 3: 2 lines fit Ana Elm (quiet-otter-41); this one is “Elm, Ana”." in stops
    assert "line 4: 2 lines fit Ana Elm (quiet-otter-41); this one is “Elm, Ana”." in stops
    assert "Write into the roster whose line this is: id “1” or login “aelm1”." in stops
    looks = said(filled(tmp_path, NAMES, TWO, roster), "look")
    assert "1 student was found by name only: Miller, Ben. Nobody else here is called so." in looks
    alone = filled(tmp_path, NAMES, grades(quiet_otter_41=7.5), Roster((ANA_ELM,)))
    assert "Nobody else" not in alone.text


def test_a_namesake_who_is_left_over_is_told(tmp_path: Path) -> None:
    """Of two Anas one is found by id; the other one is found by name, but not because nobody else is called so."""
    other = replace(ANA_ELM, code=BEN.code, id="2", line=3)
    result = filled(tmp_path, NAMES, TWO, Roster((ANA_ELM, other)))
    assert text(result).splitlines()[2:4] == ['"Elm, Ana",1,,aelm1,7b,7.5', '"Elm, Ana",2,,aelm2,7c,10']
    assert "“Elm, Ana” was found by name only, and somebody else is called so, too." in said(result, "look")
    assert "Nobody else" not in result.text


def test_a_gradebook_of_names_alone_sends_to_nobody(tmp_path: Path) -> None:
    """Where nothing but names is shown, the way to tell two apart is not in the roster."""
    export = NAMES.replace(",1,,aelm1", ",,,").replace(",2,,aelm2", ",,,")
    assert "enter these grades by hand" in refused(tmp_path, export, TWO, Roster((ANA_ELM,)))


def test_a_line_without_a_name_is_nobodys_name(tmp_path: Path) -> None:
    """A roster of ids without names is not held against a line of the gradebook that has no name."""
    export = CANVAS.replace('"Oak, Cleo"', "")
    assert filled(tmp_path, export, roster=Roster((replace(ANA, name=""), replace(BEN, name="")))).graded == 2


@pytest.mark.parametrize(
    ("in_roster", "in_gradebook"),
    [
        ("Mar\u02bcyana Solov\u02bcyan", "Solov'yan, Mar'yana"),
        ("Keola Ka\u02bbahumanu", "Ka'ahumanu, Keola"),
        ("G\u2018ayrat O\u2018rinov", "O'rinov, G'ayrat"),
        ("\u200bŁukasz Żak", "Zak, Lukasz"),
    ],
)
def test_an_apostrophe_is_an_apostrophe(tmp_path: Path, in_roster: str, in_gradebook: str) -> None:
    """However an apostrophe is typed, and with signs that nobody sees, a name is the same name."""
    export = CANVAS.replace("Núñez, Ana", in_gradebook)
    assert filled(tmp_path, export, roster=Roster((Student(ANA.code, in_roster),))).graded == 1


@pytest.mark.parametrize("export", ["Student,ID,Section\nAna,1,7b\n", MOODLE.partition(',"Assignment')[0] + "\n"])
def test_a_gradebook_without_assignments_says_what_to_do(tmp_path: Path, export: str) -> None:
    """There is nothing to choose from, and no sentence ends with an empty list."""
    with pytest.raises(CannotFill, match="no column for grades yet: make the assignment in your gradebook first"):
        filled(tmp_path, export)


def test_a_file_with_the_number_of_somebody_without_a_code_is_no_swap(tmp_path: Path) -> None:
    """The roster has no code for Ben: the code on the file with his number may be his."""
    export = CANVAS.replace(",17,S17", ",41017,S17").replace(",18,S18", ",41018,S18")
    files = handed_in(("miller_41018_quiet-otter-41.jsonl", True, "", ANA.code, 0))
    for roster in (Roster((replace(ANA, id=""),)), Roster((replace(ANA, id=""), replace(BEN, id="", code="")))):
        looks = said(filled(tmp_path, export, grades(quiet_otter_41=5), roster, files=files), "look")
        assert "Miller, Ben has no code there, and this may be it." in looks
        assert "swapped" not in looks


def test_the_minutes_of_the_class_are_told(tmp_path: Path) -> None:
    """A note says how long the class took; grades that were made by hand have no minutes."""
    assert "The class marked for 9 to 62 minutes, in the middle 36" in said(
        filled(tmp_path, CANVAS, TWO.assign(minutes=[62.2, 9.0])), "note"
    )
    assert "minutes" not in filled(tmp_path, CANVAS).text


def test_what_is_told_of_a_class_stands_first(tmp_path: Path) -> None:
    """The class that the grades are about is the first line; their remarks are told with names instead of codes."""
    table = TWO.assign(remarks=[f"has the same answers and the same reasons as {BEN.code}", ""])
    table.attrs |= {"about": "7b/marks.zip: 2 readers", "remarks": (("Most marked just a path.", "Grade with it."),)}
    result = filled(tmp_path, CANVAS, table)
    assert result.about == "7b/marks.zip: 2 readers"
    assert repr(result).startswith("7b/marks.zip: 2 readers.\nCanvas: 2 grades for “Claims (901)”.\n")
    assert "><p><strong>7b/marks.zip: 2 readers.</strong></p><p>Canvas: " in result._repr_html_()
    looks = said(result, "look")
    assert "Most marked just a path. Grade with it." in looks
    copied = "Ana Núñez (quiet-otter-41) has the same answers and the same reasons as Ben Miller (bold-fox-10)."
    assert f"{copied} Look at the answers before you give these points." in looks


def test_who_worked_together_is_no_swap(tmp_path: Path) -> None:
    """The one file of two students has the number of the one who handed it in: no word about the other."""
    export = CANVAS.replace(",17,S17", ",41017,S17").replace(",18,S18", ",41018,S18")
    files = handed_in(("nunezana_41017_quiet-otter-41.jsonl", True, "", ANA.code, 0))
    both = [replace(student, id="", code=ANA.code, together=True) for student in (ANA, BEN)]
    result = filled(tmp_path, export, grades(quiet_otter_41=5), Roster(tuple(both)), files=files)
    assert result.graded == 2
    assert "The number in its name" not in result.text
