"""Recognise: which platform a teacher's file comes from, by its headings and by what its lines hold."""

from dataclasses import replace
from pathlib import Path

from kit.sharing.cells import Sheet, read_sheet
from kit.sharing.gradebook import canvas, lists, moodle, worksheet
from kit.sharing.gradebook.lists import Listed
from kit.sharing.gradebook.platform import Fillable

#: The surest sign first: Moodle's file and a teacher's own list have few that nobody else has.
_KINDS: tuple[Fillable | Listed, ...] = (*lists.WITH_SIGNS, worksheet, canvas, moodle, *lists.WITHOUT_SIGNS)


#: A list may have its title, or what it is about, above its headings, which are looked for in so many lines below.
_TITLE_LINES = 8


def read_list(path: str | Path) -> tuple[Sheet, Fillable | Listed | None]:
    """Read a teacher's file, and return it with the kind of file that it is.

    What stands above the headings of a list is left out; a file that is filled in has its headings in the first line.

    Raises:
        CellsFault: the file cannot be read as comma-separated text.
    """
    sheet = read_sheet(path)
    kind = recognise(sheet)
    for at, row in enumerate(sheet.rows[:_TITLE_LINES] if kind is None else ()):
        below = replace(sheet, header=row.texts, rows=sheet.rows[at + 1 :])
        if isinstance(found := recognise(below), Listed) and below.rows:
            return below, found
    return sheet, kind


def recognise(sheet: Sheet) -> Fillable | Listed | None:
    """Return what kind of file this is: one whose grades can be filled in, another list of people, or neither."""
    for kind in _KINDS:
        if kind.is_of(sheet):
            return kind
    return None
