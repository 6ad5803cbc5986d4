"""The list of points by name: for every school whose gradebook is not filled in, and for whoever types points in.

It stands in the order of the teacher's own file, line by line, so that its column of points can be copied there whole.
Whoever is not in that file stands below; nobody's points are lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import isnan
from pathlib import Path

import pandas as pd

from kit.lesson.pasted_path import pasted_path
from kit.sharing.cell_numbers import uses_comma, written
from kit.sharing.cells import Row, Sheet
from kit.sharing.code_findings import about_codes
from kit.sharing.file_findings import about_files, files_of, one_of_several, without_owner, without_points
from kit.sharing.findings import Finding, finding, some
from kit.sharing.gradebook import grade_findings, sheet_findings
from kit.sharing.gradebook.columns import fitting_places
from kit.sharing.gradebook.filled import CannotFill, Filled, has_stop
from kit.sharing.gradebook.grade_findings import out_of, points_of
from kit.sharing.gradebook.lists import Listed, most_points, most_points_of
from kit.sharing.gradebook.recognise import read_list
from kit.sharing.matching import Entry, Matched, match
from kit.sharing.right_class import of_another_class
from kit.sharing.roster import IDENTITIES, Roster, Student
from kit.sharing.spreadsheet import spreadsheet_bytes
from kit.ui.words import words


def list_points(
    grades: pd.DataFrame, roster: Roster, place: str | Path = "roster.csv", *, files: pd.DataFrame | None = None
) -> Filled:
    """Return the points of a class by name, in the order of its roster. Nothing has been written yet.

    Args:
        grades: what `kit.grade` returned: `reader, points, out_of`.
        roster: who has which reader code.
        place: the roster's own file: the list is written beside it, and called after it.
        files: `kit.collect(...).files`, as for `fill_gradebook`.

    Raises:
        CannotFill: grades and roster are not what they should be.
    """
    grade_findings.check_given(grades, roster, files)
    entries = tuple(_own_line(student) for student in roster.students)
    pairs = tuple(zip(entries, roster.students, strict=True))
    points, found_in = points_of(grades), Matched(pairs, ())
    found = tuple(
        dict.fromkeys(
            chain(
                _findings(grades, roster, found_in, entries, files),
                of_another_class(points, roster, [student.code for student in roster.students], ""),
                [finding("note", "way_without")],
            )
        )
    )
    return _listed(pasted_path(place), "", "", entries, found_in, grades, roster, found, roster.uses_comma)


def list_points_for(
    export: str | Path,
    grades: pd.DataFrame,
    roster: Roster,
    column: str,
    *,
    files: pd.DataFrame | None = None,
) -> Filled:
    """Return the points of a class by name, in the order of a file that is not filled in, and checked against it.

    Args:
        export: a file of any platform but Canvas and Moodle, or a class list. It is never changed.
        grades: what `kit.grade` returned: `reader, points, out_of`.
        roster: who has which reader code.
        column: the assignment's title there, or a part of it: its maximum is compared, where the file says one.
        files: `kit.collect(...).files`, as for `fill_gradebook`.

    Raises:
        CellsFault: the file cannot be read as comma-separated text.
        CannotFill: it is an export of Canvas or Moodle, or there are no people in it, or grades and roster are not what
            they should be.
    """
    sheet, kind = read_list(export)
    if not isinstance(kind, Listed):
        raise CannotFill(f"{sheet.name} is {'an export of ' + kind.NAME if kind else 'not a list of people'}.")
    grade_findings.check_given(grades, roster, files)
    return _in_order_of(pasted_path(export), sheet, kind, grades, roster, column, files)


def _in_order_of(
    path: Path,
    sheet: Sheet,
    kind: Listed,
    grades: pd.DataFrame,
    roster: Roster,
    title: str,
    files: pd.DataFrame | None,
) -> Filled:
    entries = kind.entries(sheet)
    matched = match(entries, roster, sheet.name)
    points = points_of(grades)
    places = fitting_places(sheet, title, kind.grade_places(sheet))
    column = sheet.header[places[0]] if len(places) == 1 else ""
    found = tuple(
        dict.fromkeys(
            chain(
                _maximum(sheet, kind, places, title, out_of(grades)) if len(grades) else (),
                of_another_class(points, roster, [student.code for _, student in matched.pairs], sheet.name),
                _findings(grades, roster, matched, entries, files),
                sheet_findings.unmatched(entries, matched, roster, "points"),
                matched.findings,
                [finding("note", f"way_{kind.id}", name=sheet.name, column=column or title)],
            )
        )
    )
    comma = sheet.delimiter == ";" or uses_comma(text for row in sheet.rows for text in row.texts)
    return _listed(path, kind.NAME, column, entries, matched, grades, roster, found, comma)


@dataclass(frozen=True, slots=True)
class _Line:
    """One person's line. `points` is None where there are none; `remark` says why somebody stands here."""

    name: str
    email: str
    points: float | None
    remark: str = ""


def _own_line(student: Student) -> Entry:
    """The line of a roster as one of a gradebook: without one, every student is found."""
    known_by = {identity: getattr(student, identity) for identity in IDENTITIES}
    return Entry(Row(student.line, ()), {"name": student.name} | known_by)


def _findings(
    grades: pd.DataFrame, roster: Roster, matched: Matched, entries: Sequence[Entry], files: pd.DataFrame | None
) -> chain[Finding]:
    points, handed_in = points_of(grades), files_of(files)
    return chain(
        grade_findings.wrong_grades(grades),
        grade_findings.remarks(grades, roster),
        one_of_several(roster, points),
        about_files(handed_in, matched.pairs, entries),
        about_codes(roster, points),
        without_points(matched.pairs, points, handed_in, roster, "points"),
        without_owner(roster, points, handed_in),
        grade_findings.minutes(grades),
    )


def _maximum(sheet: Sheet, kind: Listed, places: Sequence[int], title: str, most: float) -> list[Finding]:
    """Say where the file's own maximum is another one, or cannot be told."""
    own = most_points_of(kind, sheet, title)
    if own is None:
        offered = kind.grade_places(sheet)
        known = [place for place in offered if most_points(kind, sheet, place) is not None]
        meant = list(places) if len(places) == 1 else [place for place in places if place in known]
        meant = meant or (known if kind.has_one_maximum else [])
        if len(meant) != 1:
            columns = some([f"“{sheet.header[place]}”" for place in offered], 12)
            values = {"title": title, "columns": columns, "out_of": f"{most:g}"}
            return [finding("look", "no_column", sheet.name, 0, **values)] if known and kind.has_one_maximum else []
        own, title = most_points(kind, sheet, meant[0]), sheet.header[meant[0]]
    if own is None or own == most:
        return []
    both = {"most": f"{own:g}", "out_of": f"{most:g}"}
    return [finding("stop", "other_maximum", sheet.name, 0, title=title, **both)]


def _listed(
    path: Path,
    platform: str,
    column: str,
    entries: Sequence[Entry],
    matched: Matched,
    grades: pd.DataFrame,
    roster: Roster,
    found: tuple[Finding, ...],
    comma: bool,
) -> Filled:
    lines = _lines(entries, matched, points_of(grades), roster)
    data = None if has_stop(found) else _bytes(lines, out_of(grades), comma)
    graded = 0 if data is None else sum(line.points is not None for line in lines)
    return Filled(path, platform, column, data, graded, found, str(grades.attrs.get("about", "")), "points")


def _lines(entries: Sequence[Entry], matched: Matched, points: Mapping[str, float], roster: Roster) -> list[_Line]:
    say = words()
    owner = {id(entry): student for entry, student in matched.pairs}
    lines = []
    for entry in entries:
        student = owner.get(id(entry))
        email = entry.known_by.get("email", "") or (student.email if student else "")
        lines.append(_Line(entry.name, email, _points(points, student)))
    listed = set(owner.values())
    for student in roster.students:
        if student not in listed and _points(points, student) is not None:
            remark = say("gradebook.list_not_in_file")
            lines.append(_Line(student.called, student.email, _points(points, student), remark))
    remark = say("gradebook.list_no_owner")
    lines += [_Line(code, "", value, remark) for code, value in points.items() if roster.student(code) is None]
    return lines


def _points(points: Mapping[str, float], student: Student | None) -> float | None:
    value = points.get(student.code) if student is not None else None
    return None if value is None or isnan(value) else value


def _bytes(lines: Sequence[_Line], most: float, comma: bool) -> bytes:
    """The list as a CSV file: with semicolons where numbers have a comma, as that Excel expects it."""
    say = words()["gradebook"]["list_columns"]
    table = pd.DataFrame(
        {
            say["name"]: [line.name for line in lines],
            say["email"]: [line.email for line in lines],
            say["points"]: ["" if line.points is None else written(line.points, comma) for line in lines],
            say["out_of"]: [written(most, comma) for _ in lines],
            say["remark"]: [line.remark for line in lines],
        }
    )
    empty = [name for name in (say["email"], say["remark"]) if not table[name].any()]
    return spreadsheet_bytes(table.drop(columns=empty), ";" if comma else ",")
