"""The gradebook: fills the teacher's own export from Canvas or Moodle, checks it, and touches no other cell."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, count
from math import isnan
from pathlib import Path
from typing import Protocol

import pandas as pd

from kit.lesson.pasted_path import pasted_path
from kit.lesson.plain_errors import SaidPlainly
from kit.lesson.write_file import AlreadyThere, write_file
from kit.marks.reader import READER_CODE
from kit.marks.table import check_files
from kit.sharing import canvas, moodle
from kit.sharing.cell_numbers import number, uses_comma, written
from kit.sharing.cells import Cell, Sheet, read_sheet
from kit.sharing.code_findings import about_codes
from kit.sharing.file_findings import about_files, files_of, one_of_several, without_owner, without_points
from kit.sharing.findings import LEVELS, Finding, all_of, some
from kit.sharing.matching import Entry, Matched, match
from kit.sharing.right_class import of_another_class
from kit.sharing.roster import Roster, Student
from kit.ui.markup import NO_MATHEMATICS, element

#: A reader's code, or that of the second journal under one code.
_CODE = re.compile(rf"{READER_CODE.pattern}( \([0-9]+\))?")


class CannotFill(SaidPlainly, ValueError):
    """The gradebook must not be filled as it is; the text says why, finding by finding."""


@dataclass(frozen=True, repr=False)
class Filled:
    """What `fill_gradebook` returns. Nothing has been written yet.

    `data` is the whole new file, or None where a finding says `stop`. `graded` counts the cells that were changed.
    `about` says which class it is (`kit.analysis.about`), where the grades know it.
    """

    export: Path
    platform: str
    column: str
    data: bytes | None
    graded: int
    findings: tuple[Finding, ...]
    about: str = ""

    @property
    def text(self) -> str:
        """Which class it is, then the findings, the gravest first, one a line, for a person to read."""
        told = [f"{self.about}."] if self.about else []
        return "\n".join([*told, self.done, *(f"- {finding.level}: {finding}" for finding in self.ordered)])

    @property
    def done(self) -> str:
        """How many grades are filled in, or that none is, in one sentence."""
        done = f"{self.platform}: {self.graded} grades for “{self.column}”."
        return done if self.data is not None else "Nothing can be filled in yet: mend what follows."

    @property
    def ordered(self) -> list[Finding]:
        """The findings, the gravest first."""
        return sorted(self.findings, key=lambda finding: LEVELS.index(finding.level))

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        lines = (element("li", element("strong", finding.level), f": {finding}") for finding in self.ordered)
        about = element("p", element("strong", f"{self.about}.")) if self.about else None
        return element("div", about, element("p", self.done), element("ul", *lines), class_=NO_MATHEMATICS)

    def write(self, folder: str | Path | None = None) -> Path:
        """Write the new file beside the teacher's (or into `folder`), and return its path. No file is ever replaced.

        Raises:
            CannotFill: a finding says `stop`.
            OSError: the file cannot be written.
        """
        if self.data is None:
            raise CannotFill(self.text)
        place = pasted_path(folder) if folder is not None else self.export.parent
        for tried in count(1):
            path = place / f"{self.export.stem}-filled{f'-{tried}' if tried > 1 else ''}{self.export.suffix}"
            with suppress(AlreadyThere):
                return write_file(path, self.data)
        raise AssertionError("counting does not end")


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
        export: the file that Canvas (Grades > Export) or Moodle (Export > Plain text file) gave.
        grades: what `kit.sharing.grades.grade` returned: `reader, points, out_of`.
        roster: who has which reader code.
        column: the header of the assignment's column, or a part of it that stands in one header only.
        replace: whether a grade that is there already, and differs, is replaced.
        files: `kit.collect(...).files`, to say whose file is damaged or does not count, and whose code looks swapped.

    Raises:
        CellsFault: the file cannot be read as comma-separated text.
        CannotFill: it is neither a Canvas nor a Moodle export, the column is not to be found, or grades and roster are
            not what they should be.
    """
    path = pasted_path(export)
    sheet = read_sheet(path)
    platform = _platform(sheet)
    place = _column(sheet, column, platform)
    _check_given(grades, roster, files)
    entries = platform.entries(sheet)
    matched = match(entries, roster, sheet.name)
    out_of = float(grades["out_of"].max()) if len(grades) else 0.0
    points = {str(reader): float(value) for reader, value in zip(grades["reader"], grades["points"], strict=True)}
    handed_in = files_of(files)
    new, kept = _changes(sheet, matched.pairs, points, place, platform, replace)
    findings = chain(
        _ragged(sheet),
        platform.check_header(sheet),
        _heading_twice(sheet, sheet.header[place]),
        platform.check_column(sheet, place, out_of) if len(grades) else (),
        _wrong_grades(grades),
        _remarks(grades, roster),
        of_another_class(points, roster, [student.code for _, student in matched.pairs], sheet.name),
        one_of_several(roster, points),
        about_files(handed_in, matched.pairs, entries),
        kept,
        about_codes(roster, points),
        without_points(matched.pairs, roster, points, handed_in),
        _unmatched(sheet, entries, matched, roster, platform),
        without_owner(roster, points, handed_in),
        matched.findings,
        _minutes(grades),
        platform.about(sheet, sheet.header[place]),
    )
    found = tuple(dict.fromkeys(findings))
    stopped = any(finding.level == "stop" for finding in found)
    data = None if stopped else sheet.with_cells(new)
    graded, about = 0 if stopped else len(new), str(grades.attrs.get("about", ""))
    return Filled(path, platform.NAME, sheet.header[place], data, graded, found, about)


class _Platform(Protocol):
    """What `kit.sharing.canvas` and `kit.sharing.moodle` both have."""

    NAME: str
    KEPT: dict[str, str]
    UNGRADED: tuple[str, ...]
    NOBODY: tuple[str, ...]

    def entries(self, sheet: Sheet) -> tuple[Entry, ...]: ...
    def identity_columns(self, sheet: Sheet) -> int: ...
    def check_header(self, sheet: Sheet) -> Iterator[Finding]: ...
    def check_column(self, sheet: Sheet, place: int, out_of: float) -> Iterator[Finding]: ...
    def about(self, sheet: Sheet, heading: str) -> Iterator[Finding]: ...


def check_export(export: str | Path) -> None:
    """Raise what `fill_gradebook` would, where this file is no gradebook at all: whoever chooses it is told at once.

    Raises:
        CellsFault: the file cannot be read as comma-separated text.
        CannotFill: it is neither a Canvas nor a Moodle export.
    """
    _platform(read_sheet(export))


def _platform(sheet: Sheet) -> _Platform:
    if moodle.is_worksheet(sheet):
        what = f"{sheet.name} is the grading worksheet of one Moodle assignment, and not the gradebook."
        raise CannotFill(f"{what} In Moodle choose Grades > Export > Plain text file, grades as “Real”.")
    if canvas.is_canvas(sheet):
        return canvas
    if moodle.is_moodle(sheet):
        return moodle
    found = some([f"“{heading}”" for heading in sheet.header if heading])
    columns = f"its columns are {found}" if found else "its first line is empty"
    remedy = "Take the file that your gradebook exported, as it is."
    raise CannotFill(f"{sheet.name} is neither a Canvas nor a Moodle export; {columns}. {remedy}")


def _check_given(grades: object, roster: object, files: object) -> None:
    """The three tables of a teacher are easily mixed up, or given by the names of their files."""
    if not isinstance(roster, Roster):
        raise CannotFill("The roster is not read yet: write read_roster(...) around the name of its file.")
    if not isinstance(grades, pd.DataFrame) or not {"reader", "points", "out_of"} <= set(grades):
        raise CannotFill("There are no points in what stands where the grades belong: that is what grade(...) returns.")
    check_files(files)


def _column(sheet: Sheet, column: str, platform: _Platform) -> int:
    begin, wanted = platform.identity_columns(sheet), column.strip().casefold()
    headings = [(place, heading) for place, heading in enumerate(sheet.header) if place >= begin]
    exact = [place for place, heading in headings if heading.casefold() == wanted]
    graded = [pair for pair in headings if not any(words in pair[1] for words in platform.UNGRADED)]
    places = exact or [place for place, heading in graded if wanted and wanted in heading.casefold()]
    if len(places) == 1 or len({sheet.header[place] for place in places}) == 1:
        return places[0]
    found = some([f"“{heading}”" for place, heading in graded if not places or place in places], 12)
    fits = "fits more than one column" if places else "is no column"
    make = "It has no column for grades yet: make the assignment in your gradebook first, and export again."
    raise CannotFill(f"“{column}” {fits} of {sheet.name}. {f'Choose one of {found}.' if found else make}")


def _changes(
    sheet: Sheet,
    pairs: Sequence[tuple[Entry, Student]],
    points: Mapping[str, float],
    place: int,
    platform: _Platform,
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
        there = cell.text.strip()
        if there.upper() in platform.KEPT:
            what = f"{entry.name} {platform.KEPT[there.upper()]} ({there}), so {value} points are left out."
            remedy = "Change it in the gradebook if that is wrong."
            kept.append(Finding("look", sheet.name, entry.row.line, what, remedy))
        elif there in ("", "-"):
            new[cell] = value
        elif number(there) != number(value) and replace:
            new[cell] = value
            kept.append(Finding("look", sheet.name, entry.row.line, f"{entry.name} had {there} and gets {value}.", ""))
        elif number(there) == number(value):
            same.append(entry.name)
        else:
            what = f"{entry.name} has {there} already, and it was kept; the marks give {value}."
            remedy = "To replace such grades, add replace=True (in the terminal: --replace)."
            kept.append(Finding("look", sheet.name, entry.row.line, what, remedy))
    if same:
        has = "1 student has" if len(same) == 1 else f"{len(same)} students have"
        what = f"{has} just these points already: {some(same)}."
        kept.append(Finding("note", sheet.name, 0, what, "Nothing is changed there."))
    return new, kept


def _ragged(sheet: Sheet) -> Iterator[Finding]:
    for row in sheet.rows:
        if len(row.cells) != len(sheet.header):
            what = f"This line has {len(row.cells)} cells, and the header has {len(sheet.header)}."
            remedy = "Export the file again; a comma in a cell without quotes does this."
            yield Finding("stop", sheet.name, row.line, what, remedy)


def _heading_twice(sheet: Sheet, heading: str) -> Iterator[Finding]:
    times = sheet.header.count(heading)
    if times > 1:
        what = f"{times} columns are headed “{heading}”, and the import would mix them up."
        yield Finding("stop", sheet.name, 1, what, "Rename one in the gradebook and export again.")


def _wrong_grades(grades: pd.DataFrame) -> Iterator[Finding]:
    for reader, times in Counter(map(str, grades["reader"])).items():
        if times > 1:
            yield Finding("stop", "The grades", 0, f"{reader} has {times} lines.", "Each reader gets one grade.")
    for reader, points, out_of in zip(grades["reader"], grades["points"], grades["out_of"], strict=True):
        if isnan(points):
            yield Finding("look", "The grades", 0, f"{reader} has no points; the cell is left as it is.", "")
        elif not 0 <= points <= out_of:
            what = f"{reader} has {points:g} points of {out_of:g}."
            yield Finding("stop", "The grades", 0, what, "Points go from 0 to the maximum.")


def _remarks(grades: pd.DataFrame, roster: Roster) -> Iterator[Finding]:
    """What is to be looked at in the grades as a whole, and then of each student, by name."""
    for what, remedy in grades.attrs.get("remarks", ()):
        yield Finding("look", "", 0, what, remedy)
    told = dict(zip(grades["reader"], grades["remarks"], strict=True)) if "remarks" in grades else {}
    for reader, remarks in ((reader, remarks) for reader, remarks in told.items() if remarks):
        what = _CODE.sub(lambda code: _named(code[0], roster), f"{reader} {remarks}.")
        yield Finding("look", "", 0, what, "Look at the answers before you give these points.")


def _minutes(grades: pd.DataFrame) -> Iterator[Finding]:
    """How long the class took: who stands far below the others may have had another way to the answers."""
    if "minutes" in grades and len(grades) > 1:
        least, middle, most = (grades["minutes"].quantile(share) for share in (0, 0.5, 1))
        what = (
            f"The class marked for {least:.0f} to {most:.0f} minutes, in the middle {middle:.0f}; breaks do not count."
        )
        yield Finding("note", "", 0, what, "The table of points (in the notebook 02_grade) has the minutes of each.")


def _named(code: str, roster: Roster) -> str:
    return f"{roster.called(code)} ({code})" if roster.student(code) else code


def _unmatched(
    sheet: Sheet,
    entries: Sequence[Entry],
    matched: Matched,
    roster: Roster,
    platform: _Platform,
) -> Iterator[Finding]:
    """Who stands in the roster or the gradebook alone. Whose line fits several students stands in both."""
    found = {student for _, student in matched.pairs} | {
        student for _, students in matched.open for student in students
    }
    lines = {entry.row.line for entry, _ in (*matched.pairs, *matched.open)}
    if absent := [student.called for student in roster.students if student not in found]:
        what = f"The roster has {all_of(absent)}, but the gradebook's lines do not; no line is added."
        yield Finding("look", "", 0, what, "Check how the name is written there, or give the roster an e-mail or id.")
    left = [entry.name for entry in entries if entry.row.line not in lines and entry.name not in platform.NOBODY]
    if left:
        what = f"The gradebook has {all_of(left)}, but the roster does not; their cells are left as they were."
        yield Finding("look", "", 0, what, "Add them to the roster if they took part.")
