"""Canvas: what its gradebook's import reads, and what goes wrong there without a word.

Source: instructure/canvas-lms, lib/gradebook_importer.rb and lib/gradebook_exporter.rb.
"""

import re
from collections.abc import Iterator

from kit.sharing.cell_numbers import number
from kit.sharing.cells import Row, Sheet
from kit.sharing.findings import Finding, some
from kit.sharing.matching import Entry

NAME = "Canvas"
HAS_TITLES = True
#: Columns whose headers have any of these words are dropped by the import without a word.
UNGRADED = tuple(f"{which} {what}" for which in ("Current", "Final") for what in ("Score", "Points", "Grade"))
UNGRADED += ("Override Score", "Override Grade", "Override Status")
#: Cells that mean “excused” and “not assigned to this student”.
_KEPT = {"EX": "is excused", "N/A": "does not have this assignment"}
#: Canvas's own test student, who is nobody.
NOBODY: tuple[str, ...] = ("Student, Test",)
_IDENTITIES = {"ID": "id", "SIS User ID": "sis_id", "SIS Login ID": "login"}
_SIGNS = {"ID", *_IDENTITIES}
#: What may stand between the id and the section: the import counts columns.
_BETWEEN = (
    (),
    ("SIS Login ID",),
    ("SIS User ID", "SIS Login ID"),
    ("SIS User ID", "SIS Login ID", "Integration ID"),
    ("SIS User ID", "SIS Login ID", "Root Account"),
    ("SIS User ID", "SIS Login ID", "Integration ID", "Root Account"),
)
_ASSIGNMENT = re.compile(r".+\([0-9]+\)")
_MUTED = re.compile(r"Muted|Manual Posting.*", re.IGNORECASE)
_EXPORT = "Export the gradebook again from Canvas (Grades > Export) and leave its columns as they are."


def is_of(sheet: Sheet) -> bool:
    """Whether the header looks like a Canvas gradebook's, sound or not."""
    if sheet.header[:2] == ("LastName", "FirstName"):
        return True
    others = sheet.header[1:]
    signs = any(heading in _SIGNS or "Section" in heading or _ASSIGNMENT.fullmatch(heading) for heading in others)
    return "Student" in sheet.header[0] and signs


def entries(sheet: Sheet) -> tuple[Entry, ...]:
    """Return the students' lines: all but “Points Possible” and the line of muted assignments."""
    return tuple(Entry(row, _known_by(sheet, row)) for row in sheet.rows if not _is_about_columns(row))


def grade_places(sheet: Sheet) -> list[int]:
    """Return the columns behind those that say who the student is."""
    return list(range(_identity_columns(sheet), len(sheet.header)))


def is_beside_grades(heading: str) -> bool:
    """Whether Canvas computes this column itself."""
    return any(words in heading for words in UNGRADED)


def kept(sheet: Sheet, row: Row, text: str) -> str:
    """Return what Canvas says of this student in place of a grade."""
    return f"{_KEPT[text.upper()]} ({text})" if text.upper() in _KEPT else ""


def _identity_columns(sheet: Sheet) -> int:
    places = [place for place, heading in enumerate(sheet.header) if "Section" in heading]
    return places[0] + 1 if places else _names(sheet) + 1


def check_header(sheet: Sheet) -> Iterator[Finding]:
    """Say what Canvas would not accept, or would misread, in the header and in the ids below it."""
    names = _names(sheet)
    if len(sheet.header) <= names or "ID" not in sheet.header[names] or "Section" not in " ".join(sheet.header):
        what = "Canvas wants the columns Student, ID and, last of those that say who it is, Section."
        yield Finding("stop", sheet.name, 1, what, _EXPORT)
        return
    between = tuple(" ".join(heading.split()) for heading in sheet.header[names + 1 : _identity_columns(sheet) - 1])
    if between not in _BETWEEN:
        what = f"Canvas cannot read {', '.join(between)} between ID and Section."
        remedy = f"SIS User ID counts only directly before SIS Login ID. {_EXPORT}"
        yield Finding("stop", sheet.name, 1, what, remedy)
    yield from _check_ids(sheet, names)


def check_column(sheet: Sheet, place: int, out_of: float) -> Iterator[Finding]:
    """Say what Canvas would do with the column at `place` (from 0) besides taking grades from it."""
    heading = sheet.header[place]
    if is_beside_grades(heading):
        what = f"Canvas computes the column “{heading}” itself and drops what is imported into it."
        yield Finding("stop", sheet.name, 1, what, "Choose the column of an assignment.")
    elif not _ASSIGNMENT.fullmatch(heading):
        what = f"The column “{heading}” has no assignment number in brackets, so Canvas may make a new assignment."
        remedy = "Make the assignment in Canvas first and export again, or agree when Canvas asks."
        yield Finding("look", sheet.name, 1, what, remedy)
    possible = next((row for row in sheet.rows if _is_points_possible(row)), None)
    if possible is None:
        what = "There is no line “Points Possible”, so the assignment's most points could not be compared."
        yield Finding("look", "", 0, what, f"Make sure that Canvas has {out_of:g} points for it.")
    elif place < len(possible.cells):
        yield from _check_possible(sheet, possible, place, out_of)


def _check_possible(sheet: Sheet, row: Row, place: int, out_of: float) -> Iterator[Finding]:
    said = row.texts[place]
    if re.search(r"read\s+only", said):
        what = f"Canvas marks the column “{sheet.header[place]}” as read only and would not take its grades."
        yield Finding("stop", sheet.name, row.line, what, "Choose the column of an assignment.")
    elif not said or number(said) == 0:
        what = f"Canvas has no points for “{sheet.header[place]}” yet; the grades are out of {out_of:g}."
        yield Finding("look", sheet.name, row.line, what, "Set the assignment's points in Canvas.")
    elif number(said) != out_of:
        what = f"“{sheet.header[place]}” has {said} points in Canvas, but the grades are out of {out_of:g}."
        remedy = f"Grade again with a maximum of {said}, or change it in Canvas."
        yield Finding("stop", sheet.name, row.line, what, remedy)


def _check_ids(sheet: Sheet, place: int) -> Iterator[Finding]:
    nameless = []
    for entry in entries(sheet):
        text = entry.known_by["id"]
        if text and not re.fullmatch(r"[0-9]+", text):
            what = f"“{text}” in the column ID is not Canvas's own number; Canvas could take it for another student's."
            remedy = "Take the file as Canvas exported it, or empty the cell."
            yield Finding("stop", sheet.name, entry.row.line, what, remedy)
        elif not any(entry.known_by.get(identity) for identity in _IDENTITIES.values()):
            nameless.append(entry)
    for entry in nameless:
        same = [other for other in entries(sheet) if other.known_by["name"] == entry.known_by["name"]]
        what = f"“{entry.name}” has no id, so Canvas goes by the name"
        if len(same) > 1:
            yield Finding("stop", sheet.name, entry.row.line, f"{what}, which {len(same)} lines share.", _EXPORT)
        else:
            remedy = "Check that nobody else in the course is called so."
            yield Finding("look", sheet.name, entry.row.line, f"{what} alone.", remedy)
    yield from _check_twice(sheet, place)


def _check_twice(sheet: Sheet, place: int) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for entry in entries(sheet):
        text = entry.known_by["id"]
        if text and text in seen:
            what = f"The {sheet.header[place]} {text} stands here and in line {seen[text]}."
            yield Finding("stop", sheet.name, entry.row.line, what, _EXPORT)
        seen.setdefault(text, entry.row.line)


def about(sheet: Sheet, heading: str) -> Iterator[Finding]:
    """Say what the teacher does next in Canvas."""
    what = f"In Canvas choose Grades > Import; it shows the changes in “{heading}” before it makes them."
    computed = [f"“{name}”" for name in sheet.header if is_beside_grades(name)]
    aside = f"It passes over {some(computed, 2)} and computes them anew." if computed else ""
    yield Finding("note", "", 0, what, aside)


def _names(sheet: Sheet) -> int:
    return 2 if sheet.header[0] == "LastName" else 1


def _known_by(sheet: Sheet, row: Row) -> dict[str, str]:
    texts = dict(zip(sheet.header[: _identity_columns(sheet)], row.texts, strict=False))
    name = row.texts[0] if _names(sheet) == 1 else ", ".join(row.texts[:2])
    known_by = {"name": name, "id": ""}
    known_by |= {identity: texts[heading] for heading, identity in _IDENTITIES.items() if heading in texts}
    login = known_by.get("login", "")
    return known_by | ({"email": login} if "@" in login else {})


def _is_about_columns(row: Row) -> bool:
    told = [text for text in row.texts if text]
    return _is_points_possible(row) or all(_MUTED.fullmatch(text) for text in told)


def _is_points_possible(row: Row) -> bool:
    return "Points Possible" in row.cells[0].text
