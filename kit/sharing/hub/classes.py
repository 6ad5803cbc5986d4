"""The list of classes: which user of a hub is a teacher or a student of which class, as an administrator keeps it.

A CSV file with the columns `class`, `role` and `hub user`, a line for each person. Read with Python's own library
alone, since a hub may run in an environment of its own, without what the kit otherwise needs.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kit.lesson.faults import Fault
from kit.lesson.plain_errors import SaidPlainly

LIST = "classes.csv"
TEACHER, STUDENT = "teacher", "student"
COLUMNS = ("class", "role", "hub user")
_PREFIX = "cbc-"
#: The name of a folder and, behind the prefix, of a group of the system, which takes 32 signs.
_CLASS_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,23}")
#: What cannot be the name of a folder, or would lead out of it.
_NO_USER = re.compile(r"[/\\\x00-\x1f\x7f]|^\.")
_DELIMITERS = ",;\t"
#: The line that Excel writes above the header, to tell what stands between the cells.
_SEPARATOR_LINE = re.compile(r"\"?sep=([,;\t])\"?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HubClass:
    """A class of a hub: its name, and the hub's users who teach and attend it."""

    name: str
    teachers: tuple[str, ...]
    students: tuple[str, ...]

    @property
    def group(self) -> str:
        """The group of the system whose members may read what the class writes: its teachers."""
        return f"{_PREFIX}{self.name.lower()}"


def is_group_of_a_class(group: str) -> bool:
    """Whether a group of the system is one that gives access to a class."""
    return group.startswith(_PREFIX)


class ClassListFaults(SaidPlainly, ValueError):
    """A list of classes cannot be used. `.faults` holds every `Fault`, in the order of lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        lines = "\n".join(f"- {fault}" for fault in self.faults)
        super().__init__(f"The list of classes cannot be used.\n{lines}")


@dataclass(frozen=True, slots=True)
class _Person:
    line: int
    class_name: str
    role: str
    user: str


def read_classes(path: Path) -> tuple[HubClass, ...]:
    """Read a list of classes, in the order of their first lines.

    Args:
        path: a CSV file with the columns `class`, `role` (`teacher` or `student`; nothing is `student`) and `hub user`,
            separated by commas, semicolons or tabs, as spreadsheet programs write it; other columns are passed over.

    Raises:
        ClassListFaults: a column is missing, a name cannot be one, or somebody stands in it twice.
        OSError: the file cannot be read.
    """
    people = list(_people(_text(path.read_bytes()), path.name))
    faults = [*_unfit(people, path.name), *_twice(people, path.name), *_same_group(people, path.name)]
    if faults:
        raise ClassListFaults(faults)
    return tuple(_classes(people))


def _text(data: bytes) -> str:
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _people(text: str, file: str) -> Iterator[_Person]:
    first, *others = text.splitlines() or [""]
    told = _SEPARATOR_LINE.fullmatch(first)
    header = others[0] if told and others else first
    delimiter = told[1] if told else max(_DELIMITERS, key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    if told:
        next(rows)
    places = _places([_seen(heading) for heading in next(rows, [])], file)
    for texts in rows:
        cells = [_seen(texts[place]) if place < len(texts) else "" for place in places]
        if any(cells):
            class_name, role, user = cells
            yield _Person(rows.line_num, class_name, role.lower() or STUDENT, user)


def _seen(text: str) -> str:
    """What can be seen of a cell: copied text has signs of no width in it, and odd blanks around it."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf").strip()


def _places(header: list[str], file: str) -> list[int]:
    """Where each column stands."""
    headings = [" ".join(heading.replace("_", " ").lower().split()) for heading in header]
    missing = [f"“{column}”" for column in COLUMNS if column not in headings]
    if missing:
        problem = f"The first line lacks the column {' and '.join(missing)}."
        raise ClassListFaults([Fault(file, 1, problem, f"It should say: {','.join(COLUMNS)}")])
    return [headings.index(column) for column in COLUMNS]


def _unfit(people: list[_Person], file: str) -> Iterator[Fault]:
    for person in people:
        if not _CLASS_NAME.fullmatch(person.class_name):
            problem = f"“{person.class_name}” cannot be the name of a class."
            remedy = "Use letters from a to z, figures and hyphens, at most 24, such as 7b or politics-8."
            yield Fault(file, person.line, problem, remedy)
        if person.role not in (TEACHER, STUDENT):
            yield Fault(file, person.line, f"“{person.role}” is not a role.", f"Write {TEACHER} or {STUDENT}.")
        if not person.user or _NO_USER.search(person.user):
            problem = f"“{person.user}” cannot be a user of the hub." if person.user else "There is no hub user."
            yield Fault(file, person.line, problem, "Write the name that they log in to the hub with.")


def _twice(people: list[_Person], file: str) -> Iterator[Fault]:
    """A student has one folder, so stands in one line; and who reads a class's marks is none of its students."""
    first: dict[str, _Person] = {}
    for person in sorted(people, key=lambda person: (person.role != STUDENT, person.line)):
        other = first.setdefault(person.user.casefold(), person)
        if other is not person and STUDENT in (person.role, other.role):
            problem = f"{person.user} is a student in line {other.line}, and stands here again."
            remedy = "A student's marks go into one folder: keep one of these lines."
            yield Fault(file, person.line, problem, remedy)


def _same_group(people: list[_Person], file: str) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for person in people:
        other = first.setdefault(person.class_name.lower(), person.class_name)
        if other != person.class_name:
            problem = f"“{person.class_name}” and “{other}” are the same but for capitals."
            yield Fault(file, person.line, problem, "Write the class in one way.")


def _classes(people: list[_Person]) -> Iterator[HubClass]:
    for name in dict.fromkeys(person.class_name for person in people):
        inside = [person for person in people if person.class_name == name]
        by_role = {role: [each.user for each in inside if each.role == role] for role in (TEACHER, STUDENT)}
        yield HubClass(name, tuple(dict.fromkeys(by_role[TEACHER])), tuple(by_role[STUDENT]))
