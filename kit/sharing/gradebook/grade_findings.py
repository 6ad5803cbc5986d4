"""What is to be said of the grades themselves: what cannot be one, what wants a look, how long the class took."""

import re
from collections import Counter
from collections.abc import Iterator
from math import isnan

import pandas as pd

from kit.marks.reader import READER_CODE
from kit.marks.table import check_files
from kit.sharing.findings import Finding, finding
from kit.sharing.gradebook.filled import CannotFill
from kit.sharing.roster import Roster
from kit.ui.words import words

#: A reader's code, or that of the second journal under one code.
_CODE = re.compile(rf"{READER_CODE.pattern}( \([0-9]+\))?")


def check_given(grades: object, roster: object, files: object) -> None:
    """The three tables of a teacher are easily mixed up, or given by the names of their files.

    Raises:
        CannotFill: grades or roster are not what they should be.
    """
    if not isinstance(roster, Roster):
        raise CannotFill("The roster is not read yet: write read_roster(...) around the name of its file.")
    if not isinstance(grades, pd.DataFrame) or not {"reader", "points", "out_of"} <= set(grades):
        raise CannotFill("There are no points in what stands where the grades belong: that is what grade(...) returns.")
    check_files(files)


def points_of(grades: pd.DataFrame) -> dict[str, float]:
    """Return the points by reader code."""
    return {str(reader): float(value) for reader, value in zip(grades["reader"], grades["points"], strict=True)}


def out_of(grades: pd.DataFrame) -> float:
    """Return the points for everything, or 0 where there are no grades."""
    return float(grades["out_of"].max()) if len(grades) else 0.0


def wrong_grades(grades: pd.DataFrame) -> Iterator[Finding]:
    """Say which grades are none, or two."""
    the_grades = words()("findings.the_grades")
    for reader, times in Counter(map(str, grades["reader"])).items():
        if times > 1:
            yield finding("stop", "grades.twice", the_grades, reader=reader, times=times)
    for reader, points, most in zip(grades["reader"], grades["points"], grades["out_of"], strict=True):
        if isnan(points):
            yield finding("look", "grades.none", the_grades, reader=reader)
        elif not 0 <= points <= most:
            yield finding("stop", "grades.out_of_range", the_grades, reader=reader, points=points, most=most)


def remarks(grades: pd.DataFrame, roster: Roster) -> Iterator[Finding]:
    """What is to be looked at in the grades as a whole, and then of each student, by name."""
    for what, remedy in grades.attrs.get("remarks", ()):
        yield Finding("look", "", 0, what, remedy)
    told = dict(zip(grades["reader"], grades["remarks"], strict=True)) if "remarks" in grades else {}
    for reader, remark in ((reader, remark) for reader, remark in told.items() if remark):
        what = _CODE.sub(lambda code: _named(code[0], roster), f"{reader} {remark}.")
        yield Finding("look", "", 0, what, words()("findings.grades.look_at"))


def minutes(grades: pd.DataFrame) -> Iterator[Finding]:
    """How long the class took: who stands far below the others may have had another way to the answers."""
    if "minutes" in grades and len(grades) > 1:
        least, middle, most = (grades["minutes"].quantile(share) for share in (0, 0.5, 1))
        yield finding("note", "grades.minutes", least=least, most=most, middle=middle)


def _named(code: str, roster: Roster) -> str:
    return f"{roster.called(code)} ({code})" if roster.student(code) else code
