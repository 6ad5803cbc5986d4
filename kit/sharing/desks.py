"""The teacher's desks, begun anew: whoever begins one leaves nothing behind that another class could be taken for."""

from pathlib import Path
from typing import TypeVar

from kit.analysis.class_desk.class_desk import ClassDesk
from kit.analysis.class_desk.desk import Desk
from kit.lesson.files import open_lesson
from kit.sharing.grade_desk import GradeDesk
from kit.sharing.roster import read_roster

DeskKind = TypeVar("DeskKind", bound=Desk)
#: The desk that this notebook works at. A module's state, because a re-run of the notebook makes all else anew.
_living: list[Desk] = []
#: The one before: it still says on the page that another one has begun.
_ended: list[Desk] = []


def class_desk(lesson: str | Path = "inner-circle", key: str | Path | None = None) -> ClassDesk:
    """Begin a page that compares a class, and forget the class before: all that is still shown of it goes.

    Args:
        lesson: a bundled lesson, or the folder of one.
        key: the answer key, where it is kept apart from the lesson.

    Raises:
        LessonFaults: the lesson or its key cannot be opened.
    """
    clear_desks()
    return _begun(ClassDesk(open_lesson(lesson, key), lambda roster: read_roster(roster).names, _codes))


def grade_desk(lesson: str | Path = "inner-circle", key: str | Path | None = None) -> GradeDesk:
    """Begin a page that grades a class, and forget the class before: all that is still shown of it goes.

    Args:
        lesson: a bundled lesson, or the folder of one.
        key: the answer key, where it is kept apart from the lesson.

    Raises:
        LessonFaults: the lesson or its key cannot be opened.
    """
    clear_desks()
    return _begun(GradeDesk(open_lesson(lesson, key)))


def clear_desks() -> None:
    """End every desk that was begun before."""
    while _ended:
        _ended.pop().take_down()
    while _living:
        desk = _living.pop()
        desk.close()
        _ended.append(desk)


def _codes(roster: str | Path) -> list[str]:
    return [student.code for student in read_roster(roster).students if student.has_code]


def _begun(desk: DeskKind) -> DeskKind:
    _living.append(desk)
    return desk
