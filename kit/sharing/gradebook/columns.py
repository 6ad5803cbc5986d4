"""Columns: which one of a gradebook is meant by an assignment's title, or by a part of it."""

from collections.abc import Sequence

from kit.sharing.cells import Sheet
from kit.sharing.findings import some
from kit.sharing.gradebook.filled import CannotFill
from kit.sharing.gradebook.platform import Fillable
from kit.sharing.headings import plain


def column_of(sheet: Sheet, title: str, platform: Fillable) -> int:
    """Return where the assignment's grades stand (from 0).

    Raises:
        CannotFill: the title fits no column, or several; the text lists those to choose from.
    """
    places = platform.grade_places(sheet)
    graded = [place for place in places if not platform.is_beside_grades(sheet.header[place])]
    if not platform.HAS_TITLES and len(graded) == 1:
        return graded[0]
    wanted = plain(title)
    exact = [place for place in places if plain(sheet.header[place]) == wanted]
    fitting = exact or fitting_places(sheet, title, graded)
    if len(fitting) == 1 or len({sheet.header[place] for place in fitting}) == 1:
        return fitting[0]
    offered = [place for place in graded if not fitting or place in fitting]
    found = some([f"“{sheet.header[place]}”" for place in offered], 12)
    fits = "fits more than one column" if fitting else "is no column"
    make = "It has no column for grades yet: make the assignment in your gradebook first, and export again."
    raise CannotFill(f"“{title}” {fits} of {sheet.name}. {f'Choose one of {found}.' if found else make}")


def fitting_places(sheet: Sheet, title: str, places: Sequence[int]) -> list[int]:
    """Return which of the columns are headed with the title, or else those that have it in their heading."""
    wanted = plain(title)
    headings = {place: plain(sheet.header[place]) for place in places}
    exact = [place for place, heading in headings.items() if heading == wanted]
    return exact or [place for place, heading in headings.items() if wanted and wanted in heading]
