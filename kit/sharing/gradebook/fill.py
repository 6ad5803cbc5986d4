"""Filling: one column of the teacher's own export gets its grades, and no other cell is touched."""

from collections.abc import Mapping, Sequence
from itertools import chain
from math import isnan
from pathlib import Path

import pandas as pd

from kit.lesson.pasted_path import pasted_path
from kit.sharing.cell_numbers import number, uses_comma, written
from kit.sharing.cells import Cell, Sheet, read_sheet
from kit.sharing.code_findings import about_codes
from kit.sharing.file_findings import about_files, files_of, one_of_several, without_owner, without_points
from kit.sharing.findings import Finding, finding, some
from kit.sharing.gradebook import grade_findings, sheet_findings
from kit.sharing.gradebook.columns import column_of
from kit.sharing.gradebook.filled import CannotFill, Filled, has_stop
from kit.sharing.gradebook.grade_findings import out_of, points_of
from kit.sharing.gradebook.lists import Listed
from kit.sharing.gradebook.platform import Fillable
from kit.sharing.gradebook.recognise import recognise
from kit.sharing.matching import Entry, match
from kit.sharing.right_class import of_another_class
from kit.sharing.roster import Roster, Student
from kit.ui.words import words


def fill_gradebook(
    export: str | Path,
    grades: pd.DataFrame,
    roster: Roster,
    column: str,
    *,
    replace: bool = False,
    files: pd.DataFrame | None = None,
) -> Filled:
    """Fill one column of a gradebook that the teacher exported, and check what importing it would do.

    Every other cell, the header, the order of lines, quotes, line ends and byte-order mark stay byte for byte. Students
    without marks keep the cell they have; so do those who already have another grade, unless `replace`.

    Args:
        export: the file that Canvas (Grades > Export) or Moodle (Export > Plain text file, or the grading worksheet of
            the assignment) gave.
        grades: what `kit.sharing.grades.grade` returned: `reader, points, out_of`.
        roster: who has which reader code.
        column: the header of the assignment's column, or a part of it that stands in one header only.
        replace: whether a grade that is there already, and differs, is replaced.
        files: `kit.collect(...).files`, to say whose file is damaged or does not count, and whose code looks swapped.

    Raises:
        CellsFault: the file cannot be read as comma-separated text.
        CannotFill: it is neither a Canvas nor a Moodle export (a file of any other platform gets a list of points:
            `list_points_for`), the column is not to be found, or grades and roster are not what they should be.
    """
    sheet, path = read_sheet(export), pasted_path(export)
    platform = _fillable(sheet)
    place = column_of(sheet, column, platform)
    grade_findings.check_given(grades, roster, files)
    return _filled(path, sheet, platform, place, grades, roster, replace, files)


def platform_of(sheet: Sheet, platform: Fillable | Listed | None) -> Fillable | Listed:
    """Return where a file comes from, which it was recognised by.

    Raises:
        CannotFill: there are no people in it.
    """
    if platform is None:
        own = "A list of your own needs a heading above its names, such as “name”."
        raise CannotFill(f"{_neither(sheet)} Take the file that your gradebook exported, as it is. {own}")
    return platform


def _fillable(sheet: Sheet) -> Fillable:
    platform = platform_of(sheet, recognise(sheet))
    if isinstance(platform, Listed):
        called = "" if platform.id == "plain" else platform.NAME
        raise CannotFill(
            f"{_neither(sheet, called)} It gets a list of points by name instead, which “kit grade” makes."
        )
    return platform


def _neither(sheet: Sheet, called: str = "") -> str:
    say, found = words(), some([f"“{heading}”" for heading in sheet.header if heading])
    columns = say("gradebook.columns", columns=found) if found else say("gradebook.empty_line")
    key = "gradebook.neither_but" if called else "gradebook.neither"
    return say(key, name=sheet.name, platform=called, columns=columns)


def _filled(
    path: Path,
    sheet: Sheet,
    platform: Fillable,
    place: int,
    grades: pd.DataFrame,
    roster: Roster,
    replace: bool,
    files: pd.DataFrame | None,
) -> Filled:
    entries = platform.entries(sheet)
    matched = match(entries, roster, sheet.name)
    points, handed_in = points_of(grades), files_of(files)
    new, kept = _changes(sheet, matched.pairs, points, place, platform, replace)
    findings = chain(
        sheet_findings.ragged(sheet),
        platform.check_header(sheet),
        sheet_findings.heading_twice(sheet, sheet.header[place]),
        platform.check_column(sheet, place, out_of(grades)) if len(grades) else (),
        grade_findings.wrong_grades(grades),
        grade_findings.remarks(grades, roster),
        of_another_class(points, roster, [student.code for _, student in matched.pairs], sheet.name),
        one_of_several(roster, points),
        about_files(handed_in, matched.pairs, entries),
        kept,
        about_codes(roster, points),
        without_points(matched.pairs, points, handed_in, roster, "filled"),
        sheet_findings.unmatched(entries, matched, roster, "filled", platform.NOBODY),
        without_owner(roster, points, handed_in),
        matched.findings,
        grade_findings.minutes(grades),
        platform.about(sheet, sheet.header[place]),
    )
    found = tuple(dict.fromkeys(findings))
    data = None if has_stop(found) else sheet.with_cells(new)
    graded, about = 0 if data is None else len(new), str(grades.attrs.get("about", ""))
    return Filled(path, platform.NAME, sheet.header[place], data, graded, found, about)


def _changes(
    sheet: Sheet,
    pairs: Sequence[tuple[Entry, Student]],
    points: Mapping[str, float],
    place: int,
    platform: Fillable,
    replace: bool,
) -> tuple[dict[Cell, str], list[Finding]]:
    """Decide cell by cell: what is written, and what is kept and said."""
    new: dict[Cell, str] = {}
    kept, same = [], []
    comma = uses_comma(text for row in sheet.rows for text in row.texts)
    for entry, student in pairs:
        if student.code not in points or isnan(points[student.code]) or place >= len(entry.row.cells):
            continue
        cell, value = entry.row.cells[place], written(points[student.code], comma)
        there = entry.row.texts[place]
        about = {"name": entry.name, "there": there, "value": value}
        if why := platform.kept(sheet, entry.row, there):
            kept.append(finding("look", "cells.locked", sheet.name, entry.row.line, why=why, **about))
        elif there in ("", "-"):
            new[cell] = value
        elif number(there) != number(value) and replace:
            new[cell] = value
            kept.append(finding("look", "cells.replaced", sheet.name, entry.row.line, **about))
        elif number(there) == number(value):
            same.append(entry.name)
        else:
            kept.append(finding("look", "cells.kept", sheet.name, entry.row.line, **about))
    if same:
        kept.append(finding("note", "cells.same", sheet.name, n=len(same), who=some(same)))
    return new, kept
