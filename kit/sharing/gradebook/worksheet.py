"""Moodle's grading worksheet of one assignment: its one column of grades, its maximum, and who cannot be graded.

Its headings come in the language of the teacher's page, so it is known by what stands in its columns: participants with
a number first, and a column in which every line has the same maximum, behind that of the grades.

Source: moodle/moodle, mod/assign/feedback/offline (locallib.php, importgradeslib.php) and mod/assign/gradingtable.php.
"""

import re
from collections.abc import Iterator

from kit.sharing.cell_numbers import number
from kit.sharing.cells import Row, Sheet
from kit.sharing.findings import Finding, finding
from kit.sharing.gradebook.people import email_places, people
from kit.sharing.headings import plain
from kit.sharing.matching import Entry
from kit.ui.words import words

NAME = "Moodle (grading worksheet)"
HAS_TITLES = False
NOBODY: tuple[str, ...] = ()
#: What it is headed with in English, as headings are compared.
_HEADINGS = {"identifier", "grade", "maximum grade"}
#: `Participant 500`, in any language.
_PARTICIPANT = re.compile(r"[^\W\d_][^@\d]*[0-9]+")
_YES = set(
    map(plain, ("yes", "ja", "oui", "sí", "sì", "sim", "tak", "ano", "da", "да", "так", "evet", "kyllä", "igen"))
)
_NO = set(map(plain, ("no", "nein", "non", "não", "nee", "nie", "ne", "nej", "nu", "нет", "ні", "hayır", "ei", "nem")))


def is_of(sheet: Sheet) -> bool:
    """Whether this is what “Download grading worksheet” gives."""
    if set(map(plain, sheet.header)) >= _HEADINGS:
        return True
    first = [row.texts[0] for row in sheet.rows]
    all_participants = bool(first) and all(map(_PARTICIPANT.fullmatch, first)) and len(set(first)) == len(first)
    return all_participants and _maximum_place(sheet) is not None and _changeable_place(sheet) is not None


def entries(sheet: Sheet) -> tuple[Entry, ...]:
    """Return the participants' lines; a name stands behind the number, unless names are hidden."""
    return people(sheet, names={"name": 1} if email_places(sheet) else {})


def grade_places(sheet: Sheet) -> list[int]:
    """Return the one column of grades: it stands directly before the maximum."""
    headings = list(map(plain, sheet.header))
    if "grade" in headings:
        return [headings.index("grade")]
    maximum = _maximum_place(sheet)
    return [] if maximum is None else [maximum - 1]


def is_beside_grades(heading: str) -> bool:
    """The one column is known by its place."""
    return False


def kept(sheet: Sheet, row: Row, text: str) -> str:
    """Return that Moodle has locked this participant's grade, if so."""
    place = _changeable_place(sheet)
    if place is None or place >= len(row.texts) or plain(row.texts[place]) not in _NO:
        return ""
    return words()("findings.worksheet_locked", heading=sheet.header[place], text=row.texts[place])


def check_header(sheet: Sheet) -> Iterator[Finding]:
    """Say which participants stand here twice, or under no number: Moodle goes by nothing else."""
    first: dict[str, int] = {}
    for row in sheet.rows:
        name = row.texts[0]
        if not re.search(r"[0-9]", name):
            yield finding("stop", "worksheet_number", sheet.name, row.line, heading=sheet.header[0])
        elif name in first:
            yield finding("stop", "worksheet_twice", sheet.name, row.line, name=name, other=first[name])
        first.setdefault(name, row.line)
    if sheet.rows and not any(any(entry.known_by.values()) for entry in entries(sheet)):
        yield finding("stop", "worksheet_nameless", sheet.name, 1)


def check_column(sheet: Sheet, place: int, out_of: float) -> Iterator[Finding]:
    """Say where the assignment's maximum is another than that of the grades."""
    maximum = _maximum_place(sheet)
    told = {row.texts[maximum] for row in sheet.rows if maximum is not None and maximum < len(row.texts)} - {""}
    if not told:
        yield finding("look", "no_maximum", sheet.name, out_of=f"{out_of:g}")
    for most in sorted(told):
        if number(most) is None:
            yield finding("stop", "worksheet_scale", sheet.name, most=most)
        elif number(most) != out_of:
            title = sheet.header[maximum or 0]
            both = {"most": f"{number(most):g}", "out_of": f"{out_of:g}"}
            yield finding("stop", "other_maximum", sheet.name, 0, title=title, **both)


def about(sheet: Sheet, heading: str) -> Iterator[Finding]:
    """Say how the worksheet comes back into Moodle."""
    yield finding("note", "worksheet_way")


def _maximum_place(sheet: Sheet) -> int | None:
    headings = list(map(plain, sheet.header))
    if "maximum grade" in headings:
        return headings.index("maximum grade")
    columns = list(zip(*(row.texts for row in sheet.rows), strict=False))
    for place in range(2, len(columns)):
        most = set(columns[place])
        if len(most) == 1 and (number(*most) or 0) > 0 and all(map(_is_grade, columns[place - 1])):
            return place
    return None


def _changeable_place(sheet: Sheet) -> int | None:
    """Where every line says yes or no, behind the maximum."""
    columns = list(zip(*(row.texts for row in sheet.rows), strict=False))
    after = range((_maximum_place(sheet) or 0) + 1, len(columns))
    return next((place for place in after if set(map(plain, columns[place])) <= _YES | _NO), None)


def _is_grade(text: str) -> bool:
    return text in ("", "-") or number(text) is not None
