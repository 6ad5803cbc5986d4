"""The roster: the teacher's own list of who has which reader code. Only here are codes and people joined."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kit.lesson.faults import Fault
from kit.lesson.plain_errors import SaidPlainly
from kit.marks.reader import is_reader_code, plain_code
from kit.sharing.cells import Row, Sheet, read_sheet
from kit.sharing.headings import HEADINGS, NAME_PARTS, full_name, kind_of, plain

#: What exports of Canvas, Moodle and Brightspace, and Moodle's grading worksheets, are headed with.
_OF_A_GRADEBOOK = (
    {"student", "id", "section"},
    {"last downloaded from this course"},
    {"identifier", "maximum grade"},
    {"orgdefinedid", "end of line indicator"},
)
#: What must not be shared by two students: each of these finds a student in a gradebook.
IDENTITIES = ("email", "id", "sis_id", "login")
#: What leads to a student's marks: their code, or on a hub their folder.
_TO_MARKS = ("code", "hub_user")
#: `quiet-otter-41 (2)`: the second journal that was handed in under one code, as `kit.collect` calls it.
_SECOND = re.compile(r"(?P<code>.*?)\s*\((?P<number>[0-9]+)\)")
#: `quiet-otter-41 (together)`: one journal of several students, who all get its points.
TOGETHER = "(together)"
#: A list may have its title above its headings, and these are looked for in so many lines below the first.
_TITLE_LINES = 5
_SHORTENED = re.compile(r"[0-9][.,]?[0-9]*E\+[0-9]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Student:
    """One line of the roster. What the teacher left out is an empty text; `line` is its line in the file.

    `code` is what stands there, a reader code or not. Students who handed in one journal `together` have one code.
    `hub_user` is their name on a hub: there their folder says which marks are theirs, and the code is found by it.
    """

    code: str
    name: str = ""
    email: str = ""
    id: str = ""
    sis_id: str = ""
    login: str = ""
    line: int = 0
    together: bool = False
    hub_user: str = ""

    @property
    def has_code(self) -> bool:
        """Whether the code is one: nobody's marks are found by anything else."""
        second = _SECOND.fullmatch(self.code)
        return is_reader_code(second["code"] if second else self.code)

    @property
    def called(self) -> str:
        """The name, or whatever else the roster says, for sentences to the teacher."""
        return (
            self.name or self.email or self.login or self.sis_id or self.id or self.hub_user or self.code or "somebody"
        )


@dataclass(frozen=True)
class Roster:
    """The students of one class, in the file's order, and remarks on the file in full sentences.

    `uses_comma` says whether the file has semicolons, as a spreadsheet program writes it that takes 1,5 for a number.
    """

    students: tuple[Student, ...]
    remarks: tuple[str, ...] = ()
    uses_comma: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """What the students are called, and their addresses: what no reason may hold that a class sees."""
        told = ((student.name, student.email, student.login, student.hub_user) for student in self.students)
        return tuple(dict.fromkeys(name for names in told for name in names if name))

    def student(self, code: str) -> Student | None:
        """Return the student with this reader code, the first of those who worked together, or None."""
        return next((student for student in self.students if student.code == code), None)

    def called(self, code: str) -> str:
        """Return what the students with this reader code are called, or the code itself."""
        return " and ".join(student.called for student in self.students if student.code == code) or code


class RosterFaults(SaidPlainly, ValueError):
    """A roster cannot be used. `.faults` holds every `Fault`, in the order of lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        lines = "\n".join(f"- {fault}" for fault in self.faults)
        super().__init__(f"The roster cannot be used.\n{lines}")


def read_roster(path: str | Path) -> Roster:
    """Read a roster: a CSV file with the column “reader code” and any of name, email, id, SIS id and login.

    With marks from a hub, the column “hub user” takes the place of the codes (`kit.sharing.hub_roster`).

    Args:
        path: the file, as Excel, LibreOffice or a text editor saves it (see `kit.sharing.cells.read_sheet`).

    A line without a code, or with something that is none, is read: `fill_gradebook` says whose it is, and which code
    may be meant. `quiet-otter-41 (2)` is the second journal under one code, as `kit.collect` calls it. Students who
    handed in one journal have its code with `(together)` after it, each in a line of their own.

    Raises:
        RosterFaults: there is no column of codes or hub users, two lines have one code without `(together)`, or two
            students share what should be one's own: a student could get another's points.
        CellsFault: the file cannot be read as comma-separated text.
    """
    sheet = _below_its_title(read_sheet(path))
    columns = _columns(sheet)
    students = [_student(row, columns) for row in sheet.rows]
    faults = [*_twice(students, sheet.name), *_shared(students, sheet.name), *_shortened(students, sheet.name)]
    if faults:
        raise RosterFaults([*faults, *_no_codes(students, sheet.name)])
    return Roster(tuple(students), tuple(_remarks(sheet, columns)), uses_comma=sheet.delimiter == ";")


def _below_its_title(sheet: Sheet) -> Sheet:
    """Return the sheet with the first line that heads what leads to marks as its header: “Class 8c” may stand above."""
    lines = [sheet.header, *(row.texts for row in sheet.rows[:_TITLE_LINES])]
    place = next((number for number, texts in enumerate(lines) if {*_TO_MARKS} & {*map(kind_of, texts)}), 0)
    return replace(sheet, header=lines[place], rows=sheet.rows[place:])


def _columns(sheet: Sheet) -> dict[str, int]:
    """Find where each known column stands, or say what is wrong with the header."""
    columns: dict[str, int] = {}
    faults = []
    for place, heading in enumerate(sheet.header):
        known = kind_of(heading)
        if known in columns:
            first = sheet.header[columns[known]]
            problem = f"The columns “{first}” and “{heading}” mean the same."
            faults.append(Fault(sheet.name, 1, problem, "Keep one of them."))
        elif known:
            columns[known] = place
    is_open = not columns.keys() & {*_TO_MARKS}
    if is_open and any(headings <= set(map(plain, sheet.header)) for headings in _OF_A_GRADEBOOK):
        problem = "There is no column “reader code”: this is a gradebook, and not the roster."
        faults.append(Fault(sheet.name, 1, problem, "Choose your own list of who has which code."))
    elif is_open:
        found = ", ".join(f"“{heading}”" for heading in sheet.header if heading)
        problem = f"There is no column “reader code”; {f'there are {found}' if found else 'the first line is empty'}."
        faults.append(Fault(sheet.name, 1, problem, "Head the column with the students' codes “reader code”."))
    if faults:
        raise RosterFaults(faults)
    return columns


def _student(row: Row, columns: dict[str, int]) -> Student:
    texts = row.texts
    parts = {known: texts[place] if place < len(texts) else "" for known, place in columns.items()}
    parts["name"] = full_name({part: parts.pop(part, "") for part in ("name", *NAME_PARTS)})
    code = parts.pop("code", "")
    alone = code.casefold().removesuffix(TOGETHER)
    return Student(_student_code(alone), **parts, line=row.line, together=alone != code.casefold())


def _student_code(text: str) -> str:
    second = _SECOND.fullmatch(text)
    return f"{plain_code(second['code'])} ({second['number']})" if second else plain_code(text).strip()


def _twice(students: list[Student], file: str) -> Iterator[Fault]:
    """Two lines with one code, unless both say that the students worked together."""
    first: dict[str, Student] = {}
    for student in (student for student in students if student.has_code):
        other = first.setdefault(student.code, student)
        if other is not student and not (other.together and student.together):
            code, also = student.code, f"in line {other.line} for {other.called}"
            problem = f"The code {code} stands here for {student.called} and {also}."
            remedy = (
                f"Ask them which is theirs. If two files came, write “{code} (2)” for the one whose file the list of "
                f"files calls so. If they handed in one file together, write “{code} {TOGETHER}” in both lines: both "
                "get its points."
            )
            yield Fault(file, student.line, problem, remedy)


def _no_codes(students: list[Student], file: str) -> Iterator[Fault]:
    """Lines that lead to no marks: no reason to refuse a roster, but told along with one."""
    remedy = "Write the student's code, such as quiet-otter-41, or take the line out."
    for student in (student for student in students if not student.has_code):
        problem = f"“{student.code}” is not a reader code." if student.code else f"{student.called} has no reader code."
        yield Fault(file, student.line, problem, remedy)


def _shared(students: list[Student], file: str) -> Iterator[Fault]:
    for identity in (*IDENTITIES, "hub_user"):
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
