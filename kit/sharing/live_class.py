"""The class while it reads, from wherever its journals are: a folder, or the marks service of a hub."""

from pathlib import Path

from kit.analysis.live.folder import Folder
from kit.analysis.live.live_class import LiveClass, core_claims
from kit.analysis.live.sample import SampleClass
from kit.analysis.live.source import Source
from kit.lesson.faults import Fault
from kit.lesson.file_text import text_of
from kit.lesson.files import open_lesson
from kit.lesson.lesson import Lesson
from kit.lesson.pasted_path import pasted_path
from kit.lesson.plain_errors import Mistake
from kit.sharing.live_service import ServiceClass, is_address
from kit.ui.words import words


class WatchedClass(LiveClass):
    """What `live_class` returns, for notebooks: a class that shows its page."""

    def _ipython_display_(self) -> None:
        from kit.analysis.live.widget import show_live  # noqa: PLC0415 (a server has no notebook)

        show_live(self)


def live_class(
    place: str | Path | None = None,
    lesson: str | Path | Lesson = "inner-circle",
    *,
    path: str = "",
    seats: str | Path = "",
) -> WatchedClass:
    """Watch a class while it reads: as the last line of a notebook's cell, this shows a page that renews itself.

    Args:
        place: the folder that the class shares: with the journals in it, or with a folder for each reader (a hub's);
            or the address of a class of a marks service (`kit.sharing.live_service`). Left out, an invented class
            reads, to try the page.
        lesson: a bundled lesson, the folder of one, or one that was opened.
        path: the path that the class marks, such as `short`; left out, the core claims are to be marked.
        seats: what to call readers in place of their codes: a file (CSV), or the list itself, with a code (on a hub, a
            reader's folder), a comma and a seat on each line.

    Raises:
        FileNotFoundError: there is no such folder.
        OutOfReach: the service does not answer, or the token may not see the class.
        ValueError: it is a file; the lesson has no such path; or the file with the seats cannot be read.
        LessonFaults: the lesson cannot be opened.
    """
    opened = lesson if isinstance(lesson, Lesson) else open_lesson(lesson)
    return WatchedClass(_source(place, opened, path), opened, path, _seats(seats))


def _source(place: str | Path | None, lesson: Lesson, path: str) -> Source:
    if place is None:
        return SampleClass(lesson, lesson.path(path).claims if path else core_claims(lesson))
    return ServiceClass(str(place)) if is_address(place) else Folder(place)


def _seats(seats: str | Path) -> str:
    """The list of seats: as it was given, or out of the file that was given."""
    if not seats or (isinstance(seats, str) and "\n" in seats):
        return str(seats)
    file = pasted_path(seats)
    if isinstance(seats, str) and not file.exists() and "," in seats:
        return seats
    faults: list[Fault] = []
    text = None
    try:
        text = text_of(file.read_bytes(), file.name, faults)
    except OSError as error:
        faults.append(Fault(file.name, 0, f"{error.strerror}.", ""))
    if text is None:
        raise Mistake(words()("live.seats_file", place=file, why=faults[0].problem))
    return text
