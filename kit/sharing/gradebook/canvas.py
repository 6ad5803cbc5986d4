"""Canvas: what its gradebook's import reads, and what goes wrong there without a word.

Source: instructure/canvas-lms, lib/gradebook_importer.rb and lib/gradebook_exporter.rb.
"""

import re
from collections.abc import Iterator

from kit.sharing.cell_numbers import number
from kit.sharing.cells import Row, Sheet
from kit.sharing.findings import Finding, finding, some
from kit.sharing.matching import Entry
from kit.ui.words import words

NAME = "Canvas"
HAS_TITLES = True
#: Columns whose headers have any of these words are dropped by the import without a word.
UNGRADED = tuple(f"{which} {what}" for which in ("Current", "Final") for what in ("Score", "Points", "Grade"))
UNGRADED += ("Override Score", "Override Grade", "Override Status")
#: Cells that mean “excused” and “not assigned to this student”.
_KEPT = {"EX": "excused", "N/A": "not_assigned"}
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
    return words()(f"findings.canvas.{_KEPT[text.upper()]}", text=text) if text.upper() in _KEPT else ""


def _identity_columns(sheet: Sheet) -> int:
    places = [place for place, heading in enumerate(sheet.header) if "Section" in heading]
    return places[0] + 1 if places else _names(sheet) + 1


def check_header(sheet: Sheet) -> Iterator[Finding]:
    """Say what Canvas would not accept, or would misread, in the header and in the ids below it."""
    names = _names(sheet)
    if len(sheet.header) <= names or "ID" not in sheet.header[names] or "Section" not in " ".join(sheet.header):
        yield finding("stop", "canvas.header", sheet.name, 1)
        return
    between = tuple(" ".join(heading.split()) for heading in sheet.header[names + 1 : _identity_columns(sheet) - 1])
    if between not in _BETWEEN:
        yield finding("stop", "canvas.between", sheet.name, 1, columns=", ".join(between))
    yield from _check_ids(sheet, names)


def check_column(sheet: Sheet, place: int, out_of: float) -> Iterator[Finding]:
    """Say what Canvas would do with the column at `place` (from 0) besides taking grades from it."""
    heading = sheet.header[place]
    if is_beside_grades(heading):
        yield finding("stop", "canvas.computed", sheet.name, 1, heading=heading)
    elif not _ASSIGNMENT.fullmatch(heading):
        yield finding("look", "canvas.no_number", sheet.name, 1, heading=heading)
    possible = next((row for row in sheet.rows if _is_points_possible(row)), None)
    if possible is None:
        yield finding("look", "canvas.no_possible", out_of=out_of)
    elif place < len(possible.cells):
        yield from _check_possible(sheet, possible, place, out_of)


def _check_possible(sheet: Sheet, row: Row, place: int, out_of: float) -> Iterator[Finding]:
    said = row.texts[place]
    if re.search(r"read\s+only", said):
        yield finding("stop", "canvas.read_only", sheet.name, row.line, heading=sheet.header[place])
    elif not said or number(said) == 0:
        yield finding("look", "canvas.no_points", sheet.name, row.line, heading=sheet.header[place], out_of=out_of)
    elif number(said) != out_of:
        yield finding(
            "stop", "canvas.other_points", sheet.name, row.line, heading=sheet.header[place], points=said, out_of=out_of
        )


def _check_ids(sheet: Sheet, place: int) -> Iterator[Finding]:
    nameless = []
    for entry in entries(sheet):
        text = entry.known_by["id"]
        if text and not re.fullmatch(r"[0-9]+", text):
            yield finding("stop", "canvas.strange_id", sheet.name, entry.row.line, text=text)
        elif not any(entry.known_by.get(identity) for identity in _IDENTITIES.values()):
            nameless.append(entry)
    for entry in nameless:
        same = [other for other in entries(sheet) if other.known_by["name"] == entry.known_by["name"]]
        if len(same) > 1:
            yield finding("stop", "canvas.names_shared", sheet.name, entry.row.line, name=entry.name, lines=len(same))
        else:
            yield finding("look", "canvas.name_alone", sheet.name, entry.row.line, name=entry.name)
    yield from _check_twice(sheet, place)


def _check_twice(sheet: Sheet, place: int) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for entry in entries(sheet):
        text = entry.known_by["id"]
        if text and text in seen:
            yield finding(
                "stop",
                "canvas.twice",
                sheet.name,
                entry.row.line,
                heading=sheet.header[place],
                text=text,
                other=seen[text],
            )
        seen.setdefault(text, entry.row.line)


def about(sheet: Sheet, heading: str) -> Iterator[Finding]:
    """Say what the teacher does next in Canvas."""
    computed = [f"“{name}”" for name in sheet.header if is_beside_grades(name)]
    key = "canvas.way_computed" if computed else "canvas.way"
    yield finding("note", key, heading=heading, computed=some(computed, 2))


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
