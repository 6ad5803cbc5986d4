"""Recognise: which platform a teacher's file comes from, by its headings and by what its lines hold."""

from kit.sharing.cells import Sheet
from kit.sharing.gradebook import canvas, lists, moodle, worksheet
from kit.sharing.gradebook.lists import Listed
from kit.sharing.gradebook.platform import Fillable

#: The surest sign first: Moodle's file and a teacher's own list have few that nobody else has.
_KINDS: tuple[Fillable | Listed, ...] = (*lists.WITH_SIGNS, worksheet, canvas, moodle, *lists.WITHOUT_SIGNS)


def recognise(sheet: Sheet) -> Fillable | Listed | None:
    """Return what kind of file this is: one whose grades can be filled in, another list of people, or neither."""
    for kind in _KINDS:
        if kind.is_of(sheet):
            return kind
    return None
