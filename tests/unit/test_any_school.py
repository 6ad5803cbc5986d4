"""Any school's list: each file is named as what it is, and no class goes without its points."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.sharing.cells import CellsFault, read_sheet
from kit.sharing.gradebook import (
    CannotFill,
    Filled,
    fill_gradebook,
    grade_for_school,
    list_points,
    list_points_for,
    moodle,
)
from kit.sharing.gradebook.recognise import recognise
from kit.sharing.headings import HEADINGS, NAME_PARTS, full_name, kind_of
from kit.sharing.roster import Roster, Student, read_roster

ANA = Student("quiet-otter-41", "Ana Núñez", "ana@x.org", sis_id="0017")
BEN = Student("bold-fox-10", "Ben Miller", "ben@x.org", sis_id="0018")
CLEO = Student("calm-wren-22", "Cleo D’Oak", "cleo@x.org", sis_id="0019")
ROSTER = Roster((ANA, BEN, CLEO))
NAMES = Roster(tuple(Student(one.code, one.name) for one in ROSTER.students))
TITLE = "Claims"

BRIGHTSPACE = """\
OrgDefinedId,Username,Last Name,First Name,Email,Claims Points Grade <Numeric MaxPoints:10>,End-of-Line Indicator
#0017,#ana,Núñez,Ana,ana@x.org,,#
#0018,#ben,Miller,Ben,ben@x.org,,#
#0019,#cleo,D'Oak,Cleo,cleo@x.org,,#
"""
BLACKBOARD = """\
"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Availability"\t"Claims [Total Pts: 10 Score] |991"
"Núñez"\t"Ana"\t"ana"\t"0017"\t""\t"Yes"\t""
"Miller"\t"Ben"\t"ben"\t"0018"\t""\t"Yes"\t""
"D'Oak"\t"Cleo"\t"cleo"\t"0019"\t""\t"Yes"\t""
"""
CLASSROOM = """\
Last Name,First Name,Email Address,Claims,Essay
Date,,,2026-11-03,2026-11-04
Points,,,10,50
Núñez,Ana,ana@x.org,,
Miller,Ben,ben@x.org,,
D'Oak,Cleo,cleo@x.org,,
"""
GRADESCOPE = """\
First Name,Last Name,SID,Email,Sections,Claims,Claims - Max Points,Claims - Submission Time
Ana,Núñez,0017,ana@x.org,7b,,10.0,
Ben,Miller,0018,ben@x.org,7b,,10.0,
Cleo,D'Oak,0019,cleo@x.org,7b,,10.0,
"""
NBGRADER = """\
assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score
claims,,,0017,Núñez,Ana,ana@x.org,0.0,0.0,0.0,10.0
claims,,,0018,Miller,Ben,ben@x.org,0.0,0.0,0.0,10.0
claims,,,0019,D'Oak,Cleo,cleo@x.org,0.0,0.0,0.0,10.0
essay,,,0017,Núñez,Ana,ana@x.org,0.0,0.0,0.0,10.0
"""
PLAIN = "Name;Klasse\nNúñez, Ana;7b\nMiller, Ben;7b\nD'Oak, Cleo;7b\n"
FILES = {
    "Brightspace": BRIGHTSPACE,
    "Blackboard": BLACKBOARD,
    "Google Classroom": CLASSROOM,
    "Gradescope": GRADESCOPE,
    "nbgrader": NBGRADER,
    "A class list": PLAIN,
}
#: A file of a platform that is told by none of these, and what it says of its maximum.
TEAMS = """\
First Name,Last Name,Email Address,Claims,Points,Feedback
Ana,Núñez,ana@x.org,,20,
Ben,Miller,ben@x.org,,20,
Cleo,D'Oak,cleo@x.org,,20,
"""
SAKAI = """\
Student ID,Name,Claims [20],* Claims
0017,"Núñez, Ana",,
0018,"Miller, Ben",,
0019,"D'Oak, Cleo",,
"""
ONE_ASSIGNMENT = """\
First Name,Last Name,SID,Email,Total Score,Max Points,Status,Submission Time,Lateness (H:M:S),1: c01 (2.0 pts)
Ana,Núñez,0017,ana@x.org,,20.0,Missing,,,
Ben,Miller,0018,ben@x.org,,20.0,Missing,,,
"""
KLASSENLISTE = """\
Nachname,Vorname,E-Mail-Adresse,Claims,Aufsatz
Datum,,,2026-11-03,2026-11-04
Punkte,,,20,50
Kursdurchschnitt,,,,
Núñez,Ana,ana@x.org,,
Miller,Ben,ben@x.org,,
D'Oak,Cleo,cleo@x.org,,
"""
TITLED = "Teacher:,Ms Elm\nClass 7b,\n\nName,Claims / 20\n" + '"Núñez, Ana",\n"Miller, Ben",\n'
OWN_MAXIMUM = {
    "Microsoft Teams": (TEAMS, "A class list"),
    "Sakai": (SAKAI, "A class list"),
    "Gradescope, one assignment": (ONE_ASSIGNMENT, "Gradescope"),
    "Google Classroom in German": (KLASSENLISTE, "Google Classroom"),
    "lines above the headings": (TITLED, "A class list"),
    "a column beside": ("Name|Claims|Out of\nAna Núñez||20\nBen Miller||20\n", "A class list"),
}


def grades(out_of: float = 10, **points: float) -> pd.DataFrame:
    """Return a table of grades: `quiet_otter_41=7.5` is what the reader quiet-otter-41 gets."""
    rows = [{"reader": reader.replace("_", "-"), "points": value, "out_of": out_of} for reader, value in points.items()]
    return pd.DataFrame(rows, columns=["reader", "points", "out_of"])


TWO = grades(quiet_otter_41=7.5, bold_fox_10=10)


def for_school(folder: Path, export: str | bytes, table: pd.DataFrame = TWO, roster: Roster = ROSTER) -> Filled:
    """Grade into a file of any school."""
    path = folder / "export.csv"
    path.write_bytes(export if isinstance(export, bytes) else export.encode("utf-8"))
    return grade_for_school(path, table, roster, TITLE, roster_file=folder / "roster.csv")


def said(result: Filled, level: str) -> str:
    """Return the findings of one level, one a line."""
    return "\n".join(str(finding) for finding in result.findings if finding.level == level)


def rows(result: Filled) -> list[list[str]]:
    """Return the list of points as a spreadsheet program reads it."""
    assert result.data is not None, result.text
    text = result.data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.splitlines()[0] else ","))


@pytest.mark.parametrize("platform", FILES)
@pytest.mark.parametrize("roster", [ROSTER, NAMES], ids=["e-mails", "names"])
def test_every_other_platform_gets_a_list_in_its_own_order(platform: str, roster: Roster, tmp_path: Path) -> None:
    """The file is named as what it is; the list has its lines in their order, and no sentence leads to Moodle."""
    result = for_school(tmp_path, FILES[platform], roster=roster)
    assert (result.platform, result.kind, result.graded) == (platform, "points", 2)
    head, *lines = rows(result)
    assert [dict(zip(head, line, strict=True))["Points"].replace(",", ".") for line in lines] == ["7.5", "10", ""]
    assert [line[0].split()[-1].strip(",") for line in lines] in (
        ["Núñez", "Miller", "D'Oak"],
        ["Ana", "Ben", "Cleo"],
    )
    assert said(result, "stop") == ""
    assert ("no platform known" if platform == "A class list" else platform) in said(result, "note")
    assert "Moodle" not in result.text
    assert result.file_name == "export-points.csv"


@pytest.mark.parametrize("platform", [name for name in FILES if name != "A class list"])
def test_another_maximum_stops(platform: str, tmp_path: Path) -> None:
    """Points out of 20 do not go where the file itself says 10, wherever that stands in it."""
    result = for_school(tmp_path, FILES[platform], grades(20, quiet_otter_41=7.5))
    assert result.data is None
    assert "has 10 as its maximum, but the grades are out of 20. Grade again with a maximum of 10" in said(
        result, "stop"
    )
    with pytest.raises(CannotFill):
        result.write(tmp_path)


def test_the_only_assignment_of_a_file_is_the_one(tmp_path: Path) -> None:
    """A file of one assignment has one maximum, whatever that is called there."""
    other = GRADESCOPE.replace("Claims", "HW1")
    assert for_school(tmp_path, other).graded == 2
    assert "“HW1” has 10 as its maximum" in said(for_school(tmp_path, other, grades(20, quiet_otter_41=5)), "stop")


@pytest.mark.parametrize(
    "heading", ["Claims (20)", "Claims /20", "Claims - 20 pts", "Claims (max. 20)", "Claims out of 20"]
)
def test_a_class_list_may_have_its_maximum_in_a_heading(heading: str, tmp_path: Path) -> None:
    """A teacher who wrote it there is told where the points are out of something else."""
    own = PLAIN.replace("Klasse", heading)
    assert "has 20 as its maximum, but the grades are out of 10" in said(for_school(tmp_path, own), "stop")
    assert for_school(tmp_path, own, grades(20, quiet_otter_41=5)).graded == 1
    for no_maximum in ("Claims 2026", "Claims (2026)", "Klasse 7/8", "Group (3)"):
        assert for_school(tmp_path, PLAIN.replace("Klasse", no_maximum)).graded == 2


@pytest.mark.parametrize("file", OWN_MAXIMUM)
def test_a_maximum_is_found_wherever_a_file_has_it(file: str, tmp_path: Path) -> None:
    """Points out of 10 stop at each of these; out of 20, the list has the students alone."""
    export, platform = OWN_MAXIMUM[file]
    result = for_school(tmp_path, export)
    assert (result.platform, result.data) == (platform, None)
    assert "has 20 as its maximum" in said(result, "stop")
    twenty = for_school(tmp_path, export, grades(20, quiet_otter_41=7.5, bold_fox_10=10))
    names = [line[0] for line in rows(twenty)[1:]]
    assert (twenty.graded, len(names)) == (2, export.count("Ana") + export.count("Ben") + export.count("Cleo"))


def test_a_list_of_names_alone_is_told_what_it_lacks(tmp_path: Path) -> None:
    """A list without headings cannot be read as one; the sentence says which heading is missing."""
    with pytest.raises(CannotFill, match="needs a heading above its names, such as “name”"):
        for_school(tmp_path, "Ana Núñez\nBen Miller\n")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_text_whose_byte_order_mark_is_lost_is_read(encoding: str, tmp_path: Path) -> None:
    """A program that copies a file of UTF-16 may leave out its first two bytes; zeros of no text are told."""
    assert for_school(tmp_path, GRADESCOPE.encode(encoding)).graded == 2
    with pytest.raises(CellsFault, match="written in an unknown way"):
        for_school(tmp_path, GRADESCOPE.encode("utf-8") + bytes(20))


def test_a_title_that_is_not_there_is_told_where_the_file_has_a_maximum(tmp_path: Path) -> None:
    """The list is made, and the maximum that could not be compared is a sentence with the titles to choose from."""
    two = BRIGHTSPACE.replace("End-of", "Essay Points Grade <Numeric MaxPoints:9>,End-of").replace(",,#", ",,,#")
    result = for_school(tmp_path, two.replace("Claims Points", "Reading Points"))
    assert result.graded == 2
    assert "“Claims” is not the title of exactly one column" in said(result, "look")
    assert "Reading Points Grade" in said(result, "look")


def test_a_blackboard_file_as_it_is_downloaded(tmp_path: Path) -> None:
    """Blackboard's file ends in .xls, and is text with tabs in UTF-16."""
    path = tmp_path / "gc_7b_column_2026.xls"
    path.write_bytes(BLACKBOARD.encode("utf-16"))
    result = list_points_for(path, TWO, ROSTER, TITLE)
    assert (result.platform, result.graded, result.file_name) == ("Blackboard", 2, "gc_7b_column_2026-points.csv")


def test_nobody_is_lost_in_a_list(tmp_path: Path) -> None:
    """Who is not in the file, and a code that nobody has, stand at the end of the list with the reason."""
    table = grades(quiet_otter_41=7.5, bold_fox_10=10, keen_owl_12=9)
    result = for_school(tmp_path, PLAIN.replace("Miller, Ben;7b\n", ""), table)
    assert [line[0] for line in rows(result)[1:]] == ["Núñez, Ana", "D'Oak, Cleo", "Ben Miller", "keen-owl-12"]
    assert [line[-1] for line in rows(result)] == [
        "Remark",
        "",
        "",
        "not in the file of your gradebook",
        "a reader code that the roster does not have",
    ]
    assert "Those of them who have points are at the end of the list." in said(result, "look")


def test_without_a_gradebook_the_list_follows_the_roster(tmp_path: Path) -> None:
    """The points stand by name in the roster's order, called after it, with the sentence how to bring them in."""
    result = list_points(TWO, ROSTER, tmp_path / "roster 7b.csv")
    assert rows(result) == [
        ["Name", "E-mail", "Points", "Out of"],
        ["Ana Núñez", "ana@x.org", "7.5", "10"],
        ["Ben Miller", "ben@x.org", "10", "10"],
        ["Cleo D’Oak", "cleo@x.org", "", "10"],
    ]
    assert result.write() == tmp_path / "roster 7b-points.csv"
    assert "Type the points into your gradebook by name" in said(result, "note")
    assert "No marks came from Cleo D’Oak; they have no points in the list." in said(result, "look")


def test_the_list_is_safe_for_spreadsheets_and_in_their_own_numbers(tmp_path: Path) -> None:
    """A name is never a formula, and where the roster has semicolons numbers have a comma."""
    path = tmp_path / "roster.csv"
    path.write_text("reader code;name\nquiet-otter-41;=cmd()\nbold-fox-10;Ben\n", encoding="utf-8")
    result = list_points(TWO, read_roster(path), path)
    assert rows(result) == [["Name", "Points", "Out of"], ["'=cmd()", "7,5", "10"], ["Ben", "10", "10"]]
    assert result.data is not None
    assert b"7,5;" in result.data


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
def test_any_name_comes_through_a_list(name: str) -> None:
    """Whatever a student is called stands in the list in one cell, and none begins a formula."""
    result = list_points(grades(quiet_otter_41=5), Roster((Student(ANA.code, name),)))
    assert rows(result)[1][0].removeprefix("'") == name.removeprefix("'") or "'" in rows(result)[1][0]
    assert not rows(result)[1][0].startswith(("=", "+", "-", "@"))
    assert rows(result)[1][-2:] == ["5", "10"]


def test_two_journals_of_one_code_stop_a_list_too(tmp_path: Path) -> None:
    """While nobody says whose the second journal is, there is no list that could give one the other's points."""
    table = pd.concat([TWO, grades(**{"quiet_otter_41 (2)": 3})])
    assert list_points(table, ROSTER).data is None


def test_filling_says_what_another_platforms_file_is(tmp_path: Path) -> None:
    """Whoever asks for filling is told whose file it is, and where the list comes from."""
    path = tmp_path / "export.csv"
    path.write_text(BRIGHTSPACE, encoding="utf-8")
    with pytest.raises(CannotFill, match="a file of Brightspace, neither a Canvas nor a Moodle export") as fault:
        fill_gradebook(path, TWO, ROSTER, TITLE)
    assert "list of points by name" in str(fault.value)
    path.write_text("day,meal\nMonday,soup\n", encoding="utf-8")
    for function in (fill_gradebook, list_points_for):
        with pytest.raises(CannotFill, match=r"neither a Canvas|not a list of people"):
            function(path, TWO, ROSTER, TITLE)


WORKSHEET = """\
Identifier,Full name,ID number,Email address,Status,Group,Marker,Grade,Maximum grade,Marking workflow state,\
Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments
Participant 17,"Ana Núñez",0017,ana@x.org,"Submitted - ",7b,,,10.00,Not marked,Yes,"Monday, 9:00 AM",-,"<p>Fine, so</p>"
Participant 18,"Ben Miller",0018,ben@x.org,"Submitted - ",7b,,,10.00,Not marked,No,"Monday, 9:10 AM",-,
Participant 19,"Cleo D'Oak",0019,cleo@x.org,"No submission - ",7b,,,10.00,Not marked,Yes,-,-,
"""
GERMAN_WORKSHEET = """\
ID,Vollständiger Name,E-Mail-Adresse,Status,Bewertung,Bestwertung,Bewertung kann geändert werden,\
Zuletzt geändert (Abgabe),Feedback als Kommentar
Teilnehmer/in17,"Ana Núñez",ana@x.org,Abgegeben,,"10,00",Ja,-,
Teilnehmer/in18,"Ben Miller",ben@x.org,Abgegeben,,"10,00",Nein,-,
Teilnehmer/in19,"Cleo D'Oak",cleo@x.org,Nichts abgegeben,,"10,00",Ja,-,
"""


@pytest.mark.parametrize(
    ("sheet", "grade"), [(WORKSHEET, "7b,,7.5,10.00"), (GERMAN_WORKSHEET, 'Abgegeben,"7,5","10,00"')]
)
@pytest.mark.parametrize("roster", [ROSTER, NAMES], ids=["e-mails", "names"])
def test_a_grading_worksheet_is_filled(sheet: str, grade: str, roster: Roster, tmp_path: Path) -> None:
    """Its one column is filled whatever the title; a locked grade stays and is told; it has a way back of its own."""
    result = for_school(tmp_path, sheet, roster=roster)
    assert result.data is not None, result.text
    text = result.data.decode("utf-8")
    assert grade in text
    assert text.replace(grade, grade.replace("7.5", "").replace('"7,5"', "")) == sheet
    assert result.graded == 1
    assert "Ben Miller cannot be graded now (“" in said(result, "look")
    assert "Upload grading worksheet" in said(result, "note")
    assert "Import > CSV" not in result.text


@pytest.mark.parametrize("sheet", [WORKSHEET, GERMAN_WORKSHEET])
def test_a_grading_worksheet_has_its_own_maximum(sheet: str, tmp_path: Path) -> None:
    """Another maximum than the worksheet's is a stop, with what to do."""
    result = for_school(tmp_path, sheet, grades(20, quiet_otter_41=15))
    assert result.data is None
    assert "has 10 as its maximum, but the grades are out of 20" in said(result, "stop")


def test_a_grading_worksheet_with_a_scale_or_a_lost_number_stops(tmp_path: Path) -> None:
    """Where an assignment is graded in words, or Moodle could not tell whose line it is, nothing is filled."""
    assert "is graded with “Pass”" in said(for_school(tmp_path, WORKSHEET.replace("10.00", "Pass")), "stop")
    assert "no participant's number" in said(for_school(tmp_path, WORKSHEET.replace("Participant 18", "")), "stop")
    twice = WORKSHEET.replace("Participant 18", "Participant 17")
    assert "line 3: “Participant 17” is here and in line 2" in said(for_school(tmp_path, twice), "stop")


#: By language: what stands before the grades, and how an assignment and its feedback are headed.
MOODLES = {
    "de": "Vorname,Nachname,ID-Nummer,Institution,Abteilung,E-Mail-Adresse|Aufgabe: Claims|Punkte|Feedback",
    "fr": "Prénom,Nom,Numéro d'identification,Institution,Département,Adresse de courriel|Devoir : Claims|Brut|"
    "Commentaires",
    "es": "Nombre,Apellido(s),Número de ID,Institución,Departamento,Dirección de correo|Tarea: Claims|Real|"
    "Retroalimentación",
    "pt": "Nome,Apelido,Número de identificação,Instituição,Departamento,Endereço de e-mail|Trabalho: Claims|Real|"
    "Comentários",
    "pt-br": "Nome,Sobrenome,Número de identificação,Instituição,Departamento,Endereço de email|Tarefa: Claims|Real|"
    "Feedback",
    "it": "Nome,Cognome,Codice identificativo,Istituto,Dipartimento,Indirizzo email|Compito: Claims|Punteggio|Commento",
    "nl": "Voornaam,Achternaam,ID-nummer,Instelling,Afdeling,E-mailadres|Opdracht: Claims|Score|Feedback",
    "en": "First name,Last name,ID number,Institution,Department,Email address|Assignment: Claims|Real|Feedback",
}


@pytest.mark.parametrize("language", MOODLES)
@pytest.mark.parametrize("known_by", ["names", "numbers", "e-mails"])
def test_moodle_in_its_languages(language: str, known_by: str, tmp_path: Path) -> None:
    """A name, an ID number or an address alone finds each student; any blank will do in a title."""
    people, assignment, shown, feedback = MOODLES[language].split("|")
    title = f"{assignment} ({shown})"
    export = f"{people},{title},{assignment} ({feedback}),Last\n".replace(": ", ":\u00a0")
    for one in ROSTER.students:
        first, last = one.name.split()
        export += f"{first},{last},{one.sis_id},,,{one.email},-,,1795675030\n"
    blank = dict.fromkeys(("name", "email", "sis_id"), "")
    own = {"names": "name", "numbers": "sis_id", "e-mails": "email"}[known_by]
    roster = Roster(tuple(replace(one, **(blank | {own: getattr(one, own)})) for one in ROSTER.students))
    path = tmp_path / "export.csv"
    path.write_text(export, encoding="utf-8-sig")
    for wanted in (TITLE, title, title.upper()):
        result = fill_gradebook(path, TWO, roster, wanted)
        assert (result.platform, result.graded) == ("Moodle", 2), result.text
        assert result.data is not None
        assert b"ana@x.org,7.5,," in result.data
    assert said(result, "look").count("by name only") == (known_by == "names")


@pytest.mark.parametrize(
    "header",
    [
        "Imię,Nazwisko,Numer ID,Adres e-mail,Zadanie: Claims (Rzeczywisty),Ostatnio pobrane",
        "Имя,Фамилия,Номер,Адрес электронной почты,Задание: Claims (Значение),Последняя загрузка",
        "Förnamn,Efternamn,ID-nummer,E-postadress,Inlämningsuppgift: Claims (Faktisk),Senast nedladdad",
        "Nom,Cognoms,Número ID,Adreça electrònica,Tasca: Claims (Real),Última baixada",
    ],
)
def test_moodle_in_any_other_language(header: str, tmp_path: Path) -> None:
    """First and last name stand first in every export, so a roster of names alone finds its students."""
    lines = "Ana,Núñez,17,ana@x.org,-,1795675030\nBen,Miller,18,ben@x.org,-,1795675030\n"
    result = for_school(tmp_path, f"{header}\n{lines}", roster=NAMES)
    assert (result.platform, result.graded) == ("Moodle", 2), result.text


def test_a_worksheet_without_names_is_told(tmp_path: Path) -> None:
    """Where Moodle hides whose work it is, the teacher is told how to see it, and nobody is called somebody."""
    header = "Identifier,Status,Grade,Maximum grade,Grade can be changed"
    result = for_school(tmp_path, f"{header}\nParticipant 500,Submitted,,10.00,Yes\n", roster=NAMES)
    assert result.data is None
    assert "Reveal student identities" in said(result, "stop")


def test_a_worksheet_in_any_other_language(tmp_path: Path) -> None:
    """The name stands behind the number, and a locked grade is one in Polish, too."""
    header = "Identyfikator,Pełna nazwa,Adres e-mail,Ocena,Maksymalna ocena,Ocena może zostać zmieniona"
    people = "Uczestnik 500,Ana Núñez,ana@x.org,,10.00,Tak\nUczestnik 501,Ben Miller,ben@x.org,,10.00,Nie\n"
    result = for_school(tmp_path, f"{header}\n{people}", roster=NAMES)
    assert (result.platform, result.graded) == ("Moodle (grading worksheet)", 1), result.text


def test_a_class_list_with_addresses_is_not_moodle(tmp_path: Path) -> None:
    """A teacher's own list of names and addresses is called one, in sentences that do not lead to Moodle."""
    own = "First name,Surname,E-mail address,Points\nAna,Núñez,ana@x.org,\nBen,Miller,ben@x.org,\n"
    result = for_school(tmp_path, own)
    assert (result.platform, result.graded) == ("A class list", 2)
    assert "Moodle" not in result.text


def test_student_as_a_heading_is_not_yet_canvas(tmp_path: Path) -> None:
    """A list of students and points has nothing of Canvas's own."""
    result = for_school(tmp_path, "Student,Points\nAna Núñez,\nBen Miller,\nCleo D'Oak,\n")
    assert (result.platform, result.graded) == ("A class list", 2)


def test_every_heading_has_one_meaning() -> None:
    """No heading stands under two kinds, and each is known however it is typed."""
    every = [(kind, heading) for kind, headings in (HEADINGS | NAME_PARTS).items() for heading in headings]
    for kind, heading in every:
        for typed in (
            heading.upper(),
            f"\u00a0{heading.title()}\u200b ",
            heading.replace(" ", "-"),
            heading.replace(" ", "_"),
        ):
            assert kind_of(typed) == kind, (typed, kind)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"first_name": "Ana", "last_name": "Núñez"}, "Ana Núñez"),
        ({"name": "Ana", "last_name": "Núñez"}, "Ana Núñez"),
        ({"first_name": "Ana", "name": "Núñez"}, "Ana Núñez"),
        ({"first_name": "Ana", "name": "Ana Núñez"}, "Ana Núñez"),
        ({"name": "Núñez, Ana", "last_name": "Núñez"}, "Núñez, Ana"),
        ({"name": "Núñez, Ana"}, "Núñez, Ana"),
        ({"last_name": "Núñez"}, "Núñez"),
        ({}, ""),
    ],
)
def test_a_name_may_stand_in_two_columns(parts: dict[str, str], name: str) -> None:
    """First and last name, in columns of any heading, are one name; a whole name is not doubled."""
    assert full_name(parts) == name


@pytest.mark.parametrize(
    "header",
    [
        "Code;Vorname;Nachname;E-Mail",
        "reader code;Prénom;Nom;E-mail address",
        "code;Nombre;Apellidos;Correo electrónico",
    ],
)
def test_a_roster_may_be_headed_in_another_language(header: str, tmp_path: Path) -> None:
    """Names in two columns and an address are known by their headings, below Excel's own line about semicolons."""
    path = tmp_path / "roster.csv"
    path.write_bytes(
        f"sep=;\r\n{header}\r\nquiet-otter-41\u200b;Ana\u00a0;Núñez;\u200bana@x.org\r\n".encode("utf-8-sig")
    )
    roster = read_roster(path)
    assert [(one.code, one.name, one.email, one.line) for one in roster.students] == [
        ("quiet-otter-41", "Ana Núñez", "ana@x.org", 3)
    ]
    assert roster.remarks == ()


TITLES = "Student;ID;Section;Reading: who, what, when (1);Essay, part one, two, three (2)\n"


@pytest.mark.parametrize(
    ("text", "delimiter", "header"),
    [
        (TITLES + "Oak, Cleo;1;7b;7,5;\nElm, Dan;2;7b;;\n", ";", 5),
        ("sep=,\r\nname,code\r\nOak;Elm,1\r\n", ",", 2),
        ('"sep=;"\nname;code\nOak;1\n', ";", 2),
        ("Name;Points\nOak;7,5\nElm;8,5\n", ";", 2),
        ("Name\nOak, Cleo\nElm, Dan\n", ";", 1),
        ("name,code\nOak,1\n", ",", 2),
        ("name\tcode, or none\nOak, Cleo\t1\nElm\t2\n", "\t", 2),
    ],
)  # fmt: skip
def test_what_makes_the_lines_agree_stands_between_cells(
    text: str, delimiter: str, header: int, tmp_path: Path
) -> None:
    """Commas in titles do not outvote the lines, a decimal comma is none between cells, and Excel's own line counts."""
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode("utf-8-sig"))
    sheet = read_sheet(path)
    assert (sheet.delimiter, len(sheet.header)) == (delimiter, header)
    assert sheet.with_cells({}) == path.read_bytes()


@given(
    st.lists(st.lists(st.text("ab1 ,;\t", max_size=6), min_size=3, max_size=3), min_size=3, max_size=6),
    st.sampled_from([",", ";", "\t"]),
)
def test_whatever_stands_in_quoted_cells_the_delimiter_is_found(cells: list[list[str]], delimiter: str) -> None:
    """A file whose cells are all quoted is read with the sign between them, whatever stands inside."""
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in ["x", *row]) for row in cells)
    with TemporaryDirectory() as folder:
        Path(folder, "a.csv").write_text(text, encoding="utf-8")
        assert read_sheet(Path(folder, "a.csv")).delimiter == delimiter


def test_what_is_recognised_is_what_it_is(tmp_path: Path) -> None:
    """Each of these files is one kind alone, and a file without people is none."""
    for name, text in FILES.items():
        (tmp_path / "a.csv").write_text(text, encoding="utf-8")
        found = recognise(read_sheet(tmp_path / "a.csv"))
        assert found is not None
        assert name == found.NAME
    (tmp_path / "a.csv").write_text("day,meal\nMonday,soup\n", encoding="utf-8")
    assert recognise(read_sheet(tmp_path / "a.csv")) is None


def test_a_manual_item_of_moodle_has_no_kind_before_it(tmp_path: Path) -> None:
    """Moodle heads a grade item that belongs to no activity by its title alone, as in “Essay (Real)”."""
    path = tmp_path / "moodle.csv"
    path.write_text("First name,Surname,ID number,Email address,Essay (Real)\nAda,Oak,1,ada@example.org,-\n")
    assert recognise(read_sheet(path)) is moodle
    path.write_text("Name,Email,Claims (max. 20)\nAda Oak,ada@example.org,\n")
    assert recognise(read_sheet(path)) is not moodle
