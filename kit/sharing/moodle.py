"""Moodle: what its grade import (CSV) reads, and what makes it refuse the whole file or hit a wrong user.

Source: moodle/moodle, grade/import/csv/classes/load_data.php.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import zip_longest

from kit.sharing.cell_numbers import number
from kit.sharing.cells import Row, Sheet
from kit.sharing.findings import Finding, some
from kit.sharing.matching import Entry

#: The columns that say who a user is, as an English Moodle heads them. An e-mail column is known by its contents too.
_IDENTITIES = {"Email address": "email", "ID number": "sis_id", "Username": "login", "User ID": "id"}
_NAMES = ("First name", "Surname", "Last name")
_OTHERS = ("Institution", "Department")
_WORKSHEET = {"Identifier", "Grade", "Maximum Grade"}
_EXPORTED = "Last downloaded from this course"
#: The most points that Moodle takes, unless its administrator has allowed more.
MOST_POINTS = 100.0
NAME = "Moodle"
#: No cell of Moodle's says that a student is excused.
KEPT: dict[str, str] = {}
#: Columns beside the grades.
UNGRADED: tuple[str, ...] = ("Feedback",)
NOBODY: tuple[str, ...] = ()
_EXPORT = "Export the grades again from Moodle (Export > Plain text file, grades as “Real”)."


def is_moodle(sheet: Sheet) -> bool:
    """Whether the header looks like a Moodle grade export's, in English, or some column holds e-mail addresses."""
    return any(heading in sheet.header for heading in _IDENTITIES if heading != "User ID") or bool(_emails(sheet))


def is_worksheet(sheet: Sheet) -> bool:
    """Whether this is what “Download grading worksheet” gives: it can be imported into its own assignment alone.

    Source: moodle/moodle, mod/assign/feedback/offline/locallib.php.
    """
    return set(sheet.header) >= _WORKSHEET


def entries(sheet: Sheet) -> tuple[Entry, ...]:
    """Return the users' lines."""
    return tuple(Entry(row, _known_by(sheet, row)) for row in sheet.rows)


def identity_columns(sheet: Sheet) -> int:
    """Return how many columns, from the first, say who the user is."""
    known = {*_IDENTITIES, *_NAMES, *_OTHERS}
    places = [place for place, heading in enumerate(sheet.header) if heading in known]
    return max([*places, *_emails(sheet)], default=0) + 1


def check_header(sheet: Sheet) -> Iterator[Finding]:
    """Say whether Moodle can tell every line's user, and by which column the teacher should map them."""
    sound = [place for place in _identity_places(sheet) if not list(_gaps(sheet, place))]
    if sound:
        what = f"When Moodle asks, set “Map from” to “{sheet.header[sound[0]]}” and “Map to” to its counterpart."
        remedy = "One user whom Moodle does not know makes it refuse the whole file."
        yield Finding("note", sheet.name, 1, what, remedy)
        return
    places = _identity_places(sheet)
    yield from _gaps(sheet, places[0]) if places else ()
    if not places:
        what = "No column tells the users apart (e-mail address, ID number or username)."
        yield Finding("stop", sheet.name, 1, what, _EXPORT)


def check_column(sheet: Sheet, place: int, out_of: float) -> Iterator[Finding]:
    """Say what in the column at `place` (from 0) would make Moodle refuse the file."""
    heading = sheet.header[place]
    if heading.startswith(UNGRADED):
        what = f"“{heading}” is a column for feedback, not for grades."
        yield Finding("stop", sheet.name, 1, what, "Choose the column of the assignment itself.")
    if out_of > MOST_POINTS:
        what = f"The grades are out of {out_of:g}, but Moodle takes at most {MOST_POINTS:g} and refuses the whole file."
        yield Finding("stop", "", 0, what, f"Grade again with a maximum of {MOST_POINTS:g} or less.")
    for row in sheet.rows:
        text = row.texts[place] if place < len(row.texts) else ""
        if text not in ("", "-") and number(text) is None:
            what = f"“{text}” in the column “{heading}” is not a number, so Moodle would refuse the whole file."
            yield Finding("stop", sheet.name, row.line, what, _EXPORT)
        elif (number(text) or 0) > out_of:
            what = f"The grade {text} in the column “{heading}” is above {out_of:g}."
            yield Finding("stop", sheet.name, row.line, what, "Give the assignment's own maximum when grading.")


def about(sheet: Sheet, heading: str) -> Iterator[Finding]:
    """Say what the teacher does next in Moodle, and what not to map there."""
    what = f"In Moodle choose Import > CSV file, map “{heading}” to the assignment, and all other columns to “Ignore”."
    remedy = "Check that the assignment's maximum grade in Moodle is that of these grades."
    yield Finding("note", "", 0, what, remedy)
    feedback = [f"“{name}”" for name in sheet.header if name.startswith(UNGRADED)]
    if feedback:
        what = f"If you map {some(feedback, 2)}, map its grade column too."
        yield Finding("note", sheet.name, 1, what, "Moodle would otherwise lose the grade beside the feedback.")
    yield from _check_age(sheet)


def _check_age(sheet: Sheet) -> Iterator[Finding]:
    """An export more than a year old, or from the future, is refused; so is a grade given after the export."""
    if _EXPORTED not in sheet.header:
        return
    place, now = sheet.header.index(_EXPORTED), datetime.now(UTC)
    oldest, newest = (now - timedelta(days=365)).timestamp(), now.timestamp()
    times = [number(row.texts[place]) if place < len(row.texts) else None for row in sheet.rows]
    if any(time is None or not oldest <= time <= newest for time in times):
        what = f"“{_EXPORTED}” is not a time of the last year, so Moodle would refuse the whole file."
        yield Finding("stop", sheet.name, 1, what, _EXPORT)
    what = "If somebody graded in Moodle after this export, Moodle refuses the file."
    yield Finding("note", sheet.name, 1, what, "Export again just before you import.")


def _gaps(sheet: Sheet, place: int) -> Iterator[Finding]:
    """Lines without an identity, which would get the user of the line before, and identities that stand twice."""
    seen: dict[str, int] = {}
    for row in sheet.rows:
        text = row.texts[place].casefold() if place < len(row.texts) else ""
        if text in ("", "0"):
            what = f"The cell “{sheet.header[place]}” is empty; Moodle would give this line's grade to the user before."
            yield Finding("stop", sheet.name, row.line, what, "Fill the cell, or take the line out.")
        elif text in seen:
            what = f"“{text}” stands here and in line {seen[text]}, so one user would get two grades."
            yield Finding("stop", sheet.name, row.line, what, _EXPORT)
        seen.setdefault(text, row.line)


def _identity_places(sheet: Sheet) -> list[int]:
    named = [sheet.header.index(heading) for heading in _IDENTITIES if heading in sheet.header]
    return list(dict.fromkeys([*_emails(sheet), *named]))


def _emails(sheet: Sheet) -> list[int]:
    """The columns in which every cell with something in it has an @ with a dot after it."""
    columns = [list(filter(None, column)) for column in zip_longest(*(row.texts for row in sheet.rows))]
    return [place for place, texts in enumerate(columns) if texts and all(map(_is_email, texts))]


def _is_email(text: str) -> bool:
    return "." in text.partition("@")[2]


def _known_by(sheet: Sheet, row: Row) -> dict[str, str]:
    texts = dict(zip(sheet.header, row.texts, strict=False))
    known_by = {"name": " ".join(texts[heading] for heading in _NAMES if texts.get(heading))}
    known_by |= {identity: texts[heading] for heading, identity in _IDENTITIES.items() if heading in texts}
    emails = _emails(sheet)
    return known_by | ({"email": row.texts[emails[0]]} if emails and emails[0] < len(row.texts) else {})
