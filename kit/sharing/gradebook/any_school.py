"""Any school: a teacher's file is filled in where its platform takes that, and else gets a list of points by name."""

from pathlib import Path

import pandas as pd

from kit.sharing.gradebook.fill import fill_gradebook, platform_of
from kit.sharing.gradebook.filled import Filled
from kit.sharing.gradebook.lists import Listed
from kit.sharing.gradebook.points_list import list_points, list_points_for
from kit.sharing.gradebook.recognise import read_list
from kit.sharing.roster import Roster


def grade_for_school(
    gradebook: str | Path | None,
    grades: pd.DataFrame,
    roster: Roster,
    column: str,
    *,
    roster_file: str | Path,
    replace: bool = False,
    files: pd.DataFrame | None = None,
) -> Filled:
    """Return the teacher's gradebook with its grades, or the list of points that takes its place.

    Args:
        gradebook: the file that any platform exported, or a class list; None for a list in the order of the roster.
        grades: what `kit.grade` returned.
        roster: who has which reader code.
        column: the assignment's title, as for `fill_gradebook`.
        roster_file: where the roster lies: a list without a gradebook is called after it.
        replace: as for `fill_gradebook`.
        files: as for `fill_gradebook`.

    Raises:
        CellsFault: the gradebook cannot be read as comma-separated text.
        CannotFill: it has no people in it, or no such column.
    """
    if gradebook is None:
        return list_points(grades, roster, roster_file, files=files)
    if isinstance(platform_of(*read_list(gradebook)), Listed):
        return list_points_for(gradebook, grades, roster, column, files=files)
    return fill_gradebook(gradebook, grades, roster, column, replace=replace, files=files)


def check_gradebook(gradebook: str | Path) -> None:
    """Raise what `grade_for_school` would, where this is no list of people at all: whoever chooses it is told at once.

    Raises:
        CellsFault: the file cannot be read as comma-separated text.
        CannotFill: there are no people in it.
    """
    platform_of(*read_list(gradebook))
