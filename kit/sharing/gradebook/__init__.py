"""The gradebook: points in the teacher's own export, filled in and checked, or as a list by name."""

from kit.sharing.gradebook.any_school import check_gradebook, grade_for_school
from kit.sharing.gradebook.fill import fill_gradebook
from kit.sharing.gradebook.filled import CannotFill, Filled
from kit.sharing.gradebook.points_list import list_points, list_points_for

__all__ = [
    "CannotFill",
    "Filled",
    "check_gradebook",
    "fill_gradebook",
    "grade_for_school",
    "list_points",
    "list_points_for",
]
