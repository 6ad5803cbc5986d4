"""The roster: the teacher's own list of who has which reader code. Only here are codes and people joined."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kit.lesson.faults import Fault
from kit.lesson.plain_errors import SaidPlainly
from kit.marks.reader import is_reader_code, plain_code
from kit.sharing.cells import BOM, Row, Sheet, read_sheet

#: How a roster's columns may be headed (case, blanks, hyphens and underscores do not matter).
HEADINGS = {
    "code": ("reader code", "code", "reader"),
    "name": ("name", "student", "student name", "full name"),
    "email": ("email", "e mail", "email address", "mail"),
    "id": ("id", "canvas id", "user id"),
    "sis_id": ("sis id", "sis user id", "id number", "student number"),
    "login": ("login", "sis login id", "login id", "username", "user name"),
}
#: What must not be shared by two students: each of these finds a student in a gradebook.
IDENTITIES = ("email", "id", "sis_id", "login")
#: `quiet-otter-41 (2)`: the second journal that was handed in under one code, as `kit.collect` calls it.
_SECOND = re.compile(r"(?P<code>.*?)\s*\((?P<number>[0-9]+)\)")
_SHORTENED = re.compile(r"[0-9][.,]?[0-9]*E\+[0-9]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Student:
    """One line of the roster. What the teacher left out is an empty text; `line` is its line in the file."""

    code: str
    name: str = ""
    email: str = ""
    id: str = ""
    sis_id: str = ""
    login: str = ""
    line: int = 0

    @property
    def called(self) -> str:
        """The name, or whatever else the roster says, for sentences to the teacher."""
        return self.name or self.email or self.login or self.sis_id or self.id or self.code


@dataclass(frozen=True)
class Roster:
    """The students of one class, in the file's order, and remarks on the file in full sentences."""

    students: tuple[Student, ...]
    remarks: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What the students are called, and their addresses: what no reason may hold that a class sees."""
        told = ((student.name, student.email, student.login) for student in self.students)
        return tuple(dict.fromkeys(name for names in told for name in names if name))

    def student(self, code: str) -> Student | None:
        """Return the student with this reader code, or None."""
        return next((student for student in self.students if student.code == code), None)


class RosterFaults(SaidPlainly, ValueError):
    """A roster cannot be used. `.faults` holds every `Fault`, in the order of lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        lines = "\n".join(f"- {fault}" for fault in self.faults)
        super().__init__(f"The roster cannot be used.\n{lines}")


def read_roster(path: str | Path) -> Roster:
    """Read a roster: a CSV file with the column “reader code” and any of name, email, id, SIS id and login.

    Args:
        path: the file, as Excel, LibreOffice or a text editor saves it (see `kit.sharing.cells.read_sheet`).

    Raises:
        RosterFaults: a code is missing, twice there or no code (`quiet-otter-41 (2)`, as `kit.collect` calls the second
            journal under one code, is one), or two students share what should be one's own.
        CellsFault: the file cannot be read as comma-separated text.
    """
    sheet = read_sheet(path)
    columns = _columns(sheet)
    students = [_student(row, columns) for row in sheet.rows]
    faults = [*_code_faults(students, sheet.name), *_shared(students, sheet.name), *_shortened(students, sheet.name)]
    if faults:
        raise RosterFaults(faults)
    return Roster(tuple(students), tuple(_remarks(sheet, columns)))


def _columns(sheet: Sheet) -> dict[str, int]:
    """Find where each known column stands, or say what is wrong with the header."""
    columns: dict[str, int] = {}
    faults = []
    for place, heading in enumerate(sheet.header):
        known = _known(heading)
        if known in columns:
            first = sheet.header[columns[known]]
            problem = f"The columns “{first}” and “{heading}” mean the same."
            faults.append(Fault(sheet.name, 1, problem, "Keep one of them."))
        elif known:
            columns[known] = place
    if "code" not in columns:
        found = ", ".join(f"“{heading}”" for heading in sheet.header if heading)
        problem = f"There is no column “reader code”; there are {found}."
        faults.append(Fault(sheet.name, 1, problem, "Head the column with the students' codes “reader code”."))
    if faults:
        raise RosterFaults(faults)
    return columns


def _known(heading: str) -> str | None:
    plain = " ".join(re.split(r"[\s_\-]+", heading.strip(BOM).casefold())).strip()
    return next((known for known, headings in HEADINGS.items() if plain in headings), None)


def _student(row: Row, columns: dict[str, int]) -> Student:
    texts = row.texts
    parts = {known: texts[place] if place < len(texts) else "" for known, place in columns.items()}
    parts = {known: unicodedata.normalize("NFC", text) for known, text in parts.items()}
    parts["code"] = _student_code(parts["code"])
    return Student(**parts, line=row.line)


def _student_code(text: str) -> str:
    second = _SECOND.fullmatch(text)
    return f"{plain_code(second['code'])} ({second['number']})" if second else plain_code(text)


def _is_code(text: str) -> bool:
    second = _SECOND.fullmatch(text)
    return is_reader_code(second["code"] if second else text)


def _code_faults(students: list[Student], file: str) -> Iterator[Fault]:
    first: dict[str, Student] = {}
    for student in students:
        remedy = "Write the student's code, such as quiet-otter-41, or take the line out."
        if not student.code:
            yield Fault(file, student.line, f"{student.called or 'Somebody'} has no reader code.", remedy)
        elif not _is_code(student.code):
            yield Fault(file, student.line, f"“{student.code}” is not a reader code.", remedy)
        elif student.code in first:
            also = f"in line {first[student.code].line} for {first[student.code].called}"
            problem = f"The code {student.code} stands here for {student.called} and {also}."
            remedy = (
                f"Ask them which is theirs. If they shared it, write “{student.code} (2)” for the one whose file the "
            )
            yield Fault(file, student.line, problem, f"{remedy}list of files calls so.")
        first.setdefault(student.code, student)


def _shared(students: list[Student], file: str) -> Iterator[Fault]:
    for identity in IDENTITIES:
        first: dict[str, Student] = {}
        for student in students:
            value = getattr(student, identity).casefold()
            if value and value in first:
                problem = f"The {identity.replace('_', ' ')} “{value}” stands in line {first[value].line} too."
                yield Fault(file, student.line, problem, "Two students cannot share it: mend the wrong line.")
            first.setdefault(value, student)


def _shortened(students: list[Student], file: str) -> Iterator[Fault]:
    """Long numbers that a spreadsheet has rounded: 1.23E+12 is nobody."""
    for student in students:
        for identity in IDENTITIES:
            value = getattr(student, identity)
            if _SHORTENED.fullmatch(value):
                problem = f"“{value}” is a number that the spreadsheet has shortened."
                yield Fault(file, student.line, problem, "Format the column as text and enter the number again.")


def _remarks(sheet: Sheet, columns: dict[str, int]) -> Iterator[str]:
    unknown = [heading for place, heading in enumerate(sheet.header) if heading and place not in columns.values()]
    if unknown:
        known = ", ".join(headings[0] for headings in HEADINGS.values())
        listed = ", ".join(f"“{heading}”" for heading in unknown)
        yield f"{sheet.name}: these columns are not used: {listed}. The roster's columns are {known}."
    if sheet.encoding == "cp1252":
        yield f"{sheet.name} is not UTF-8 and was read as Windows-1252; check that the accents are right."
    if len(columns) == 1:
        yield f"{sheet.name} has codes and nothing to find a person by; add a column such as email, id or name."
