"""Lists that are not filled in: exports of other platforms, and a teacher's own. They get a list of points by name.

Each is known by headings that only it writes, and keeps its maximum in a place of its own. Sources: the platforms' own
pages on their gradebook files (D2L Brightspace, Blackboard Learn, Google Classroom, Gradescope), and nbgrader's
`exporter` (nbgrader/plugins/export.py).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from kit.sharing.cell_numbers import number
from kit.sharing.cells import Row, Sheet
from kit.sharing.gradebook.people import email_places, has_names, identity_places, people
from kit.sharing.headings import kind_of, places_of, plain
from kit.sharing.matching import Entry

_AssignmentMaximum = Callable[[Sheet, int], str]


def _no_maximum(sheet: Sheet, place: int) -> str:
    return ""


def _no_title_maximum(sheet: Sheet, title: str) -> str:
    return ""


def _every_row(sheet: Sheet) -> Iterable[Row]:
    return sheet.rows


@dataclass(frozen=True)
class Listed:
    """One kind of list.

    `id` names its words, `NAME` is what it is called. `known` says whether a file is one. `rows` gives the students'
    lines; `maximum` what the file says of the most points of a column, or an empty text; `title_maximum` the same of an
    assignment that has no column of its own. If `has_one_maximum`, the only maximum of a file is the assignment's,
    whatever its title. Headings that match `beside` are no assignment's.
    """

    id: str
    NAME: str
    known: Callable[[Sheet], bool]
    maximum: _AssignmentMaximum = _no_maximum
    rows: Callable[[Sheet], Iterable[Row]] = _every_row
    title_maximum: Callable[[Sheet, str], str] = _no_title_maximum
    has_one_maximum: bool = True
    beside: re.Pattern[str] = field(default=re.compile(r"(?!)"))

    def is_of(self, sheet: Sheet) -> bool:
        """Whether this is such a file."""
        return self.known(sheet)

    def entries(self, sheet: Sheet) -> tuple[Entry, ...]:
        """Return the students' lines, each once."""
        found = people(sheet, self.rows(sheet))
        return tuple(_without_signs(entry) for entry in found if any(entry.known_by.values()))

    def grade_places(self, sheet: Sheet) -> list[int]:
        """Return the columns that grades could stand in."""
        known = {*identity_places(sheet).values(), *email_places(sheet)}
        return [
            place
            for place, heading in enumerate(sheet.header)
            if heading and place not in known and not self.beside.search(heading)
        ]


def _without_signs(entry: Entry) -> Entry:
    """Brightspace writes `#` before what says who it is, so that a spreadsheet keeps its zeros."""
    return replace(entry, known_by={kind: text.removeprefix("#") for kind, text in entry.known_by.items()})


def _has(*headings: str) -> Callable[[Sheet], bool]:
    return lambda sheet: set(headings) <= set(map(plain, sheet.header))


def _some_heading(pattern: str) -> Callable[[Sheet], bool]:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda sheet: any(map(compiled.search, sheet.header))


def _in_heading(pattern: str) -> _AssignmentMaximum:
    compiled = re.compile(pattern, re.IGNORECASE)

    def maximum(sheet: Sheet, place: int) -> str:
        found = compiled.search(sheet.header[place])
        return next(filter(None, found.groups()), "") if found else ""

    return maximum


def _beside(ending: str) -> _AssignmentMaximum:
    """The maximum stands in each line of a column headed like the assignment's, with this ending."""

    def maximum(sheet: Sheet, place: int) -> str:
        heading = f"{sheet.header[place]}{ending}".casefold()
        column = next((at for at, one in enumerate(sheet.header) if one.casefold() == heading), None)
        return _only_number(sheet.rows, column)

    return maximum


def _max_points(sheet: Sheet, place: int) -> str:
    """Gradescope has a maximum beside each assignment; the file of a single one has both under names of their own."""
    if plain(sheet.header[place]) != "total score":
        return _beside(" - Max Points")(sheet, place)
    return _only_number(sheet.rows, list(map(plain, sheet.header)).index("max points"))


def _max_score(sheet: Sheet, title: str) -> str:
    """nbgrader has the assignment in each line, and its maximum beside it."""
    places = {heading: place for place, heading in enumerate(sheet.header)}
    assignment = places["assignment"]
    told = [row for row in sheet.rows if assignment < len(row.texts)]
    of_title = [row for row in told if plain(row.texts[assignment]) == plain(title)]
    return _only_number(of_title or sheet.rows, places["max_score"])


def _only_number(rows: Iterable[Row], place: int | None) -> str:
    if place is None:
        return ""
    told = {row.texts[place] for row in rows if place < len(row.texts)} - {""}
    return told.pop() if len(told) == 1 else ""


def _points_row(sheet: Sheet, place: int) -> str:
    """Google Classroom has a line of dates and one of points above the students', in the language of the teacher."""
    rows = [row for row in sheet.rows if not _is_classroom_student(sheet, row)]
    named = [row for row in rows if "points" in map(plain, row.texts)]
    numbers = [row for row in rows if place < len(row.texts) and number(row.texts[place]) is not None]
    return _only_number(named or numbers[:1], place)


def _is_classroom_student(sheet: Sheet, row: Row) -> bool:
    places = places_of(sheet.header)
    email = row.texts[places["email"]] if places.get("email", len(row.texts)) < len(row.texts) else ""
    is_headed = {"date", "points", "class average"} & set(map(plain, row.texts[:3])) or not any(row.texts[1:3])
    return "@" in email or not is_headed


def _classroom_students(sheet: Sheet) -> Iterable[Row]:
    return [row for row in sheet.rows if _is_classroom_student(sheet, row)]


def _is_classroom(sheet: Sheet) -> bool:
    if sheet.header[:3] == ("Last Name", "First Name", "Email Address"):
        return True
    kinds = [kind_of(heading) for heading in sheet.header[:3]]
    above = [_is_classroom_student(sheet, row) for row in sheet.rows[:2]]
    return kinds == ["last_name", "first_name", "email"] and above == [False, False]


def _heading_or_beside(sheet: Sheet, place: int) -> str:
    """A teacher's own list says it in the heading, or in the next column; so does Microsoft Teams, before feedback."""
    following = list(map(plain, sheet.header[place + 1 : place + 3]))
    is_told = following[:1] and (following[0] in _MAXIMUM or following == ["points", "feedback"])
    return _in_heading(_AT_THE_END)(sheet, place) or (_only_number(sheet.rows, place + 1) if is_told else "")


def _students_once(sheet: Sheet) -> Iterable[Row]:
    """nbgrader has a line for each student and assignment."""
    place = sheet.header.index("student_id") if "student_id" in sheet.header else 0
    first: dict[str, Row] = {}
    for row in sheet.rows:
        first.setdefault(row.texts[place] if place < len(row.texts) else "", row)
    return first.values()


def _is_plain(sheet: Sheet) -> bool:
    """Whether there are people in it: a heading for names, a column of addresses, or numbers and logins of students."""
    return has_names(sheet) or bool(email_places(sheet)) or any(map(_tells_people_apart, sheet.header))


def _tells_people_apart(heading: str) -> bool:
    return kind_of(heading) in {"sis_id", "login"}


_BRIGHTSPACE = Listed(
    "brightspace",
    "Brightspace",
    lambda sheet: (
        _has("orgdefinedid")(sheet)
        or _has("end of line indicator")(sheet)
        or _some_heading(r"Points Grade\s*<\s*Numeric")(sheet)
    ),
    _in_heading(r"MaxPoints:\s*([0-9.,]*[0-9])"),
    beside=re.compile(r"End-of-Line|Subtotal|Calculated Final|Adjusted Final", re.IGNORECASE),
)
_BLACKBOARD = Listed(
    "blackboard",
    "Blackboard",
    lambda sheet: _some_heading(r"\[Total Pts:")(sheet) or _has("last access", "availability")(sheet),
    _in_heading(r"\[Total Pts:\s*(?:up to\s*)?([0-9.,]*[0-9])"),
    beside=re.compile(r"Last Access|Availability|Child Course ID|Weighted Total|^Total \[", re.IGNORECASE),
)
_GRADESCOPE = Listed(
    "gradescope",
    "Gradescope",
    lambda sheet: (
        _some_heading(r" - (Max Points|Submission Time|Lateness.*)$")(sheet) or _has("total score", "max points")(sheet)
    ),
    _max_points,
    beside=re.compile(
        r"(^| - )(Max Points|Submission Time|Lateness.*)$|^(Sections?|Status|Submission ID|(View|Submission) Count)$"
        r"|^Total Lateness|^[0-9.]+: ",
        re.IGNORECASE,
    ),
)
_NBGRADER = Listed(
    "nbgrader",
    "nbgrader",
    _has("assignment", "student id", "max score"),
    rows=_students_once,
    title_maximum=_max_score,
)
_CLASSROOM = Listed("classroom", "Google Classroom", _is_classroom, _points_row, _classroom_students)
#: `Claims (20)`, `Claims [20]`, `Claims /20`, `Claims von 20`, `Claims 20 pts`, `Claims - Max Points: 20`: three digits
#: at most, since four are a year.
_AT_THE_END = (
    r"(?:\bmax\w*[.:]?(?:\s*(?:points|pts|punkte)\s*[.:]?)?|\b(?:out of|von|sur|sobre|su|de|van)\b|/|[(\[]|[-–])"
    r"\s*([0-9]{1,3}(?:[.,][0-9]+)?)\s*(?:p|p\.|pts|points|punkte)?\s*[)\]]?$"
    r"|(?<![0-9.,])([0-9]{1,3}(?:[.,][0-9]+)?)\s*(?:pts|points|punkte|puntos|punti|pontos|punten)\s*[)\]]?$"
)
_MAXIMUM = {"max", "maximum", "max points", "maximum points", "points possible", "possible points", "out of"}
_PLAIN = Listed("plain", "A class list", _is_plain, _heading_or_beside, has_one_maximum=False)

#: Those that are known by what only they write, and those that are told last.
WITH_SIGNS = (_BRIGHTSPACE, _BLACKBOARD, _GRADESCOPE, _NBGRADER)
WITHOUT_SIGNS = (_CLASSROOM, _PLAIN)


def most_points(kind: Listed, sheet: Sheet, place: int) -> float | None:
    """Return the most points that a column of a list has, or None where the file does not say."""
    return number(kind.maximum(sheet, place))


def most_points_of(kind: Listed, sheet: Sheet, title: str) -> float | None:
    """Return the most points of an assignment by its title, where it has no column of its own; or None."""
    return number(kind.title_maximum(sheet, title))
