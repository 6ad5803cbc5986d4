"""The roster: read as spreadsheets save it, and refused where codes and people do not fit."""

from pathlib import Path

import pytest

from kit.sharing.cells import CellsFault
from kit.sharing.roster import HEADINGS, RosterFaults, Student, read_roster

HEADER = "Reader code,Name,Email,ID,SIS id,Login\n"


def written(folder: Path, content: str | bytes) -> Path:
    """Write a roster's file and return its path."""
    path = folder / "roster.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def faults_of(folder: Path, content: str) -> str:
    """Return what is said about a roster that cannot be used."""
    with pytest.raises(RosterFaults) as caught:
        read_roster(written(folder, content))
    return str(caught.value)


def test_every_column_of_a_student_can_be_given(tmp_path: Path) -> None:
    """Each part of a student has a heading, and comes from its column, in any order."""
    roster = read_roster(written(tmp_path, HEADER + "quiet-otter-41,Ana Ruiz,ana@x.org,17,S1,aruiz\n"))
    assert roster.students == (Student("quiet-otter-41", "Ana Ruiz", "ana@x.org", "17", "S1", "aruiz", line=2),)
    assert set(HEADINGS) == {"code", "name", "email", "id", "sis_id", "login"}
    assert roster.remarks == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_it_is_read_however_a_spreadsheet_saves_it(
    tmp_path: Path, encoding: str, delimiter: str, line_end: str
) -> None:
    """Byte-order marks, Windows-1252, semicolons, tabs and all line ends give the same students, accents right."""
    lines = [["reader code", "name"], ["quiet-otter-41", '"Núñez ' + delimiter + ' Zoë"'], ["", ""]]
    text = line_end.join(delimiter.join(line) for line in lines)
    roster = read_roster(written(tmp_path, text.encode(encoding)))
    assert [student.name for student in roster.students] == [f"Núñez {delimiter} Zoë"]
    assert any("Windows-1252" in remark for remark in roster.remarks) == (encoding == "cp1252")


def test_a_code_that_a_spreadsheet_beautified_is_still_the_code(tmp_path: Path) -> None:
    """A capital at the beginning, blanks around it and dashes for hyphens do not matter."""
    roster = read_roster(written(tmp_path, "code,name\n Quiet–otter‑41 ,Ana\n"))
    assert roster.student("quiet-otter-41") == roster.students[0]
    assert roster.student("bold-fox-10") is None


@pytest.mark.parametrize("typed", ["quiet otter 41", "Quiet_Otter 41", "quiet - otter - 41"])
def test_a_code_typed_without_hyphens_is_still_the_code(typed: str, tmp_path: Path) -> None:
    """Codes are read off paper slips: blanks for hyphens do not matter."""
    assert read_roster(written(tmp_path, f"code,name\n{typed},Ana\n")).students[0].code == "quiet-otter-41"


def test_a_second_journal_of_a_code_can_be_somebodys(tmp_path: Path) -> None:
    """`quiet-otter-41 (2)`, as collecting calls it, is a code of its own in the roster."""
    roster = read_roster(written(tmp_path, "code,name\nquiet-otter-41,Ana\nQuiet otter 41(2),Ben\n"))
    assert [student.code for student in roster.students] == ["quiet-otter-41", "quiet-otter-41 (2)"]
    assert all(student.has_code for student in roster.students)
    assert not read_roster(written(tmp_path, "code,name\n17-fox (2),Dan\n")).students[0].has_code


@pytest.mark.parametrize(
    ("line", "code"),
    [(",Ben", ""), ("  ,Ben", ""), ("clever-falc0n-81,Ben", "clever-falc0n-81"), ("Ben Miller,Ben", "ben miller")],
)
def test_a_line_without_a_code_does_not_stop_the_class(tmp_path: Path, line: str, code: str) -> None:
    """Somebody was absent, or a pen slipped: the others' codes are read, and the line is kept as it is."""
    roster = read_roster(written(tmp_path, f"reader code,name\nquiet-otter-41,Ana\n{line}\n,Cleo\n"))
    assert [student.code for student in roster.students] == ["quiet-otter-41", code, ""]
    assert [student.has_code for student in roster.students] == [True, False, False]


def test_students_with_one_journal_can_be_named_both(tmp_path: Path) -> None:
    """With `(together)` in both lines, one code is that of two students; in one line alone it is a slip."""
    both = "code,name\nquiet-otter-41 (together),Ana\nQuiet Otter 41 (Together),Ben\n"
    roster = read_roster(written(tmp_path, both))
    assert [(student.code, student.together) for student in roster.students] == [("quiet-otter-41", True)] * 2
    assert roster.called("quiet-otter-41") == "Ana and Ben"
    said = faults_of(tmp_path, both.replace(" (together)", ""))
    assert "write “quiet-otter-41 (together)” in both lines: both get its points." in said


def test_what_cannot_be_seen_does_not_matter(tmp_path: Path) -> None:
    """Signs of no width and odd blanks around codes, e-mails and ids come with copied text, and are left out."""
    text = "reader code,name,email,id\nquiet-otter-41\u200b,Ana\xa0Ruiz,\u200bana@x.org\xa0,\u206017\ufeff\n"
    text += "\xa0\u2068bold-fox-10\u2069,Ben,,\n"
    ana, ben = read_roster(written(tmp_path, text)).students
    assert (ana.code, ana.email, ana.id, ben.code) == ("quiet-otter-41", "ana@x.org", "17", "bold-fox-10")


@pytest.mark.parametrize("text", ["Reader code:;Student's name:\n{};Ana\n", "reader code|name\n{}|Ana\n"])
def test_headings_and_signs_between_cells_may_be_others(text: str, tmp_path: Path) -> None:
    """A colon behind a heading is none of it, and cells may be parted by upright lines."""
    [student] = read_roster(written(tmp_path, text.format("quiet-otter-41"))).students
    assert (student.code, student.name) == ("quiet-otter-41", "Ana")


def test_an_empty_first_line_is_told(tmp_path: Path) -> None:
    """A header in which nothing stands is not listed as nothing."""
    assert "the first line is empty" in faults_of(tmp_path, '"\u200b","\u200b"\na,b\n')


@pytest.mark.parametrize("title", ["Class 8c;;\n", "Class 8c;;\n;;\n", "\n8c;Ms Berg;\n2026;;\n"])
def test_a_title_may_stand_above_the_headings(tmp_path: Path, title: str) -> None:
    """A list as an office prints it begins with its class; the students' lines are still those of the file."""
    rows = "Nom;Prénom;reader code\nGarcía López;María José;quiet-otter-41\nŻak;Ola;bold-fox-10\n"
    roster = read_roster(written(tmp_path, title + rows))
    assert [(student.name, student.code) for student in roster.students] == [
        ("María José García López", "quiet-otter-41"),
        ("Ola Żak", "bold-fox-10"),
    ]
    assert [student.line for student in roster.students] == [title.count("\n") + 2, title.count("\n") + 3]
    assert roster.uses_comma


def test_all_wrong_codes_are_told_at_once(tmp_path: Path) -> None:
    """Where a code stands twice, the roster is refused, and lines without a code or with a wrong one are told along."""
    said = faults_of(
        tmp_path, "reader code,name\nquiet-otter-41,Ana\n,Ben\nBen Miller,Ben\nquiet-otter-41,Cleo\n\n17-fox,Dan\n"
    )
    assert "line 3: Ben has no reader code." in said
    assert "line 4: “ben miller” is not a reader code." in said
    assert "line 5: The code quiet-otter-41 stands here for Cleo and in line 2 for Ana." in said
    assert "write “quiet-otter-41 (2)” for the one whose file the list of files calls so." in said
    assert "line 7: “17-fox” is not a reader code." in said


def test_two_students_share_nothing_that_finds_them(tmp_path: Path) -> None:
    """An e-mail address or id that two students have is refused; empty cells are not the same id."""
    rows = "quiet-otter-41,Ana,a@x.org,,,\nbold-fox-10,Ben,A@X.org,,,\n"
    said = faults_of(tmp_path, HEADER + rows)
    assert said.count("\n") == 1
    assert "line 3: The email “a@x.org” stands in line 2 too." in said


def test_numbers_that_a_spreadsheet_shortened_are_refused(tmp_path: Path) -> None:
    """1.23E+12 is nobody's id."""
    said = faults_of(tmp_path, "reader code,id\nquiet-otter-41,1.23457E+14\n")
    assert "has shortened" in said


def test_without_a_column_of_codes_the_columns_are_listed(tmp_path: Path) -> None:
    """A file without reader codes says which columns it has."""
    assert "there are “name”, “grade”" in faults_of(tmp_path, "name,grade\nAna,7\n")


def test_one_thing_has_one_column(tmp_path: Path) -> None:
    """Two columns that mean the same are refused, because they may differ."""
    said = faults_of(tmp_path, "code,Email,E-mail\nquiet-otter-41,a@x.org,b@x.org\n")
    assert "The columns “Email” and “E-mail” mean the same." in said


def test_columns_that_are_not_used_are_listed(tmp_path: Path) -> None:
    """Unknown columns are no fault, and are said; so is a roster by which nobody could be found."""
    roster = read_roster(written(tmp_path, "reader code,birthday\nquiet-otter-41,1 May\n"))
    assert "not used: “birthday”" in roster.remarks[0]
    assert "nothing to find a person by" in roster.remarks[1]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04rest", "is a workbook"),
        (b"%PDF-1.4 rest", "is a PDF, not comma-separated text. Choose the file that ends in .csv"),
        (b"", "is empty"),
        (b'code,name\nquiet-otter-41,"Ana\n', "line 2: a quotation mark does not fit"),
        (b"code,name\nquiet-otter-41,\x81\xff\n", "unknown way"),
    ],
)
def test_what_is_no_table_says_what_to_do(tmp_path: Path, content: bytes, says: str) -> None:
    """A workbook, an empty file, an open quotation mark and bytes of no known encoding are told in a sentence."""
    with pytest.raises(CellsFault, match=says):
        read_roster(written(tmp_path, content))


def test_a_zip_or_a_folder_is_told_as_what_it_is(tmp_path: Path) -> None:
    """What was handed in, chosen in the roster's place, is called a zip or a folder, be it empty or not."""
    for data in (b"PK\x05\x06" + bytes(18), b"PK\x03\x04rest"):
        (tmp_path / "marks.zip").write_bytes(data)
        with pytest.raises(CellsFault, match=r"marks\.zip is a zip, not comma-separated text"):
            read_roster(tmp_path / "marks.zip")
    with pytest.raises(CellsFault, match="is a folder"):
        read_roster(tmp_path)


@pytest.mark.parametrize(
    "header",
    [
        "Student,ID,SIS User ID,SIS Login ID,Section,Essay (900)",
        "First name,Last name,Email address,Essay (Real),Last downloaded from this course",
        "Identifier,Full name,Email address,Status,Grade,Maximum Grade",
    ],
)
def test_a_gradebook_in_the_place_of_the_roster_is_called_so(tmp_path: Path, header: str) -> None:
    """Nobody is told to head a column of the gradebook anew; one with a column of codes added is a roster."""
    said = faults_of(tmp_path, f"{header}\n")
    assert "this is a gradebook, and not the roster. Choose your own list of who has which code." in said
    assert read_roster(written(tmp_path, f"reader code,{header}\nquiet-otter-41\n")).student("quiet-otter-41")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """A path that leads nowhere is a sentence, not a traceback of the system's."""
    with pytest.raises(CellsFault, match="cannot be read"):
        read_roster(tmp_path / "nowhere.csv")
