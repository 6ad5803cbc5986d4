"""Moodle: what its grade import (CSV) reads, and what makes it refuse the whole file or hit a wrong user.

Moodle heads its export in the language of the teacher's page. Who a line is about is told by `kit.sharing.headings`; an
assignment by its shape, `Kind: title (what is shown of it)`, which is the same in every language.

Source: moodle/moodle, grade/import/csv/classes/load_data.php, grade/export/lib.php (`format_column_name`).
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from kit.sharing.cell_numbers import number
from kit.sharing.cells import Row, Sheet
from kit.sharing.findings import Finding, finding, some
from kit.sharing.gradebook.people import email_places, has_names, identity_places, people
from kit.sharing.headings import kind_of, plain
from kit.sharing.matching import Entry

NAME = "Moodle"
HAS_TITLES = True
NOBODY: tuple[str, ...] = ()
#: The most points that Moodle takes, unless its administrator has allowed more.
MOST_POINTS = 100.0
#: What stands beside the names in an export, by language.
_BESIDE_NAMES = {
    *("institution", "department", "abteilung", "departement", "institucion", "departamento", "instituicao"),
    *("istituzione", "istituto", "dipartimento", "instelling", "afdeling"),
}
#: How feedback is called there, as a word begins.
_FEEDBACK = "feedback|ruckmeldung|commentaire|retroaliment|realiment|comentario|commento|terugkoppeling"
_IS_FEEDBACK = re.compile(rf"({_FEEDBACK})\w*\s*:.*|.*\((?:{_FEEDBACK})[^()]*\)")
#: `Assignment: Claims (Real)`. A kind is a word or two, and stands without a blank before its colon, or with one.
_ASSIGNMENT = re.compile(r"[^\W\d][^:()\[\]<>]{1,30}:\s*\S.*\([^\W\d][^()]*\)")
_KINDS = re.compile(
    r"(assignment|quiz|aufgabe|test|devoir|tarea|tarefa|trabalho|compito|opdracht)\s*:.*", re.IGNORECASE
)
#: `Essay (Real)`: a grade item that belongs to no activity has no kind before it.
_ITEM = re.compile(r"[^:]*\S \([^\W\d][^()\d:]*\)")
#: What Moodle knows a user by in every export; a teacher's own list seldom has it.
_IDENTITIES = {"sis_id", "login"}
#: What the last column of an export holds: when it was made, in seconds since 1970.
_TIME = re.compile(r"[0-9]{10}")
_LONGEST_EXPORT = 3600
_EXPORTED = "Last downloaded from this course"


def is_of(sheet: Sheet) -> bool:
    """Whether the header looks like a Moodle grade export's: people, and a column that only Moodle writes."""
    if not has_names(sheet) and not email_places(sheet):
        return False
    shapes = any(_ASSIGNMENT.fullmatch(heading) or _KINDS.fullmatch(heading) for heading in sheet.header)
    items = bool(_IDENTITIES & set(identity_places(sheet))) and any(
        _ITEM.fullmatch(heading) for heading in sheet.header
    )
    beside = [heading for heading in sheet.header if plain(heading) in _BESIDE_NAMES]
    return shapes or items or len(beside) > 1 or _time_place(sheet) is not None


def entries(sheet: Sheet) -> tuple[Entry, ...]:
    """Return the users' lines: first and last name stand first, in every language."""
    return people(sheet, names={"first_name": 0, "last_name": 1})


def grade_places(sheet: Sheet) -> list[int]:
    """Return the columns behind those that say who the user is."""
    beside = [place for place, heading in enumerate(sheet.header) if plain(heading) in _BESIDE_NAMES]
    known = [*identity_places(sheet).values(), *email_places(sheet), *beside]
    time = _time_place(sheet)
    return [place for place in range(max(known, default=0) + 1, len(sheet.header)) if place != time]


def is_beside_grades(heading: str) -> bool:
    """Whether this is a column for feedback."""
    return _IS_FEEDBACK.fullmatch(plain(heading)) is not None


def kept(sheet: Sheet, row: Row, text: str) -> str:
    """No cell of Moodle's export says that a student is excused."""
    return ""


def check_header(sheet: Sheet) -> Iterator[Finding]:
    """Say whether Moodle can tell every line's user, and by which column the teacher should map them."""
    sound = [place for place in _identities(sheet) if not list(_gaps(sheet, place))]
    if sound:
        yield finding("note", "moodle.map_from", sheet.name, 1, heading=sheet.header[sound[0]])
        return
    places = _identities(sheet)
    yield from _gaps(sheet, places[0]) if places else ()
    if not places:
        yield finding("stop", "moodle.no_identity", sheet.name, 1)


def check_column(sheet: Sheet, place: int, out_of: float) -> Iterator[Finding]:
    """Say what in the column at `place` (from 0) would make Moodle refuse the file."""
    heading = sheet.header[place]
    if is_beside_grades(heading):
        yield finding("stop", "moodle.feedback", sheet.name, 1, heading=heading)
    if out_of > MOST_POINTS:
        yield finding("stop", "moodle.most_points", out_of=out_of, most=MOST_POINTS)
    for row in sheet.rows:
        text = row.texts[place] if place < len(row.texts) else ""
        if text not in ("", "-") and number(text) is None:
            yield finding("stop", "moodle.no_number", sheet.name, row.line, text=text, heading=heading)
        elif (number(text) or 0) > out_of:
            yield finding("stop", "moodle.above", sheet.name, row.line, text=text, heading=heading, out_of=out_of)


def about(sheet: Sheet, heading: str) -> Iterator[Finding]:
    """Say what the teacher does next in Moodle, and what not to map there."""
    yield finding("note", "moodle.way", heading=heading)
    feedback = [f"“{name}”" for name in sheet.header if is_beside_grades(name)]
    if feedback:
        yield finding("note", "moodle.map_feedback", sheet.name, 1, feedback=some(feedback, 2))
    yield from _check_age(sheet)


def _check_age(sheet: Sheet) -> Iterator[Finding]:
    """An export more than a year old, or from the future, is refused; so is a grade given after the export."""
    place = _time_place(sheet)
    if place is None:
        return
    now = datetime.now(UTC)
    oldest, newest = (now - timedelta(days=365)).timestamp(), now.timestamp()
    times = [number(row.texts[place]) if place < len(row.texts) else None for row in sheet.rows]
    if any(time is None or not oldest <= time <= newest for time in times):
        yield finding("stop", "moodle.old", sheet.name, 1, heading=sheet.header[place])
    yield finding("note", "moodle.graded_since", sheet.name, 1)


def _time_place(sheet: Sheet) -> int | None:
    """Where the export says when it was made: headed so in English, or known by the times in it."""
    if _EXPORTED in sheet.header:
        return sheet.header.index(_EXPORTED)
    last = len(sheet.header) - 1
    texts = [row.texts[last] for row in sheet.rows if last < len(row.texts)]
    if not texts or kind_of(sheet.header[last]) or not all(map(_TIME.fullmatch, texts)):
        return None
    times = list(map(int, texts))
    return last if max(times) - min(times) < _LONGEST_EXPORT else None


def _gaps(sheet: Sheet, place: int) -> Iterator[Finding]:
    """Lines without an identity, which would get the user of the line before, and identities that stand twice."""
    first: dict[str, int] = {}
    for row in sheet.rows:
        text = row.texts[place].casefold() if place < len(row.texts) else ""
        if text in ("", "0"):
            yield finding("stop", "moodle.empty", sheet.name, row.line, heading=sheet.header[place])
        elif text in first:
            yield finding("stop", "moodle.twice", sheet.name, row.line, text=text, other=first[text])
        first.setdefault(text, row.line)


def _identities(sheet: Sheet) -> list[int]:
    """The columns that can tell users apart, the e-mail addresses first."""
    places = identity_places(sheet)
    known = [places[kind] for kind in ("email", "sis_id", "login", "id") if kind in places]
    return list(dict.fromkeys([*email_places(sheet), *known]))
