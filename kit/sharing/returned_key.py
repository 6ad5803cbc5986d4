"""The key comes back: after the lesson, a file that the teacher hands out gets its place in a copy without one."""

from pathlib import Path

from kit.lesson.faults import LessonFaults
from kit.lesson.files import ARTICLE_FILE, KEY_FILE, LIBRARY, open_lesson
from kit.lesson.pasted_path import pasted_path, why_not_here
from kit.lesson.plain_errors import Mistake
from kit.lesson.write_file import AlreadyThere, NotWritten, write_file


def return_key(file: str | Path, lesson: str | None = None, into: str | Path | None = None) -> tuple[Path, bool]:
    """Put a key into its place in a lesson that has none; return the place, and whether the key was there already.

    Args:
        file: the key, as the teacher has handed it out, whatever it is called.
        lesson: the bundled lesson that it belongs to, or the folder of one; left out, the bundled one that it fits.
        into: a copy of the project; left out, the kit that runs.

    Raises:
        LessonFaults: the key does not fit the lesson, or none.
        AlreadyThere: another key is there.
        ValueError: there is no such file or lesson, no key in the file, or no way to write into the lesson's folder.
    """
    library = LIBRARY if into is None else pasted_path(into) / "kit" / "library"
    if not library.is_dir():
        raise Mistake(f"“{into}” is not a copy of the project: it has no folder kit/library.")
    given = pasted_path(file)
    if given.is_dir():
        raise Mistake(f"“{given}” is a folder. Give the key itself, the file in it.")
    if not given.is_file():
        raise Mistake(f"There is no file “{given}”. {why_not_here(given) or 'Check its name and folder.'}")
    home = _home(file, lesson, library)
    data, place = given.read_bytes(), home / KEY_FILE
    if place.exists():
        if place.read_bytes() == data:
            return place, True
        raise AlreadyThere(place, "It is another key than this one. Take it away first if it is to be replaced.")
    try:
        return write_file(place, data), False
    except NotWritten as error:
        way = f'lesson = kit.open_lesson("{home.name}", key=r"{pasted_path(file).resolve()}")'
        remedy = f"Write this into the first cell of a notebook, in place of its line: {way}"
        raise Mistake(f"{error} {remedy}") from None


def _home(file: str | Path, lesson: str | None, library: Path) -> Path:
    """Return the folder of the lesson that a key fits."""
    if lesson is not None:
        home = library / lesson if (library / lesson / ARTICLE_FILE).is_file() else pasted_path(lesson)
        open_lesson(home, key=file)
        return home
    bundled = sorted(folder.parent for folder in library.glob(f"*/{ARTICLE_FILE}"))
    faults = {}
    for home in bundled:
        try:
            open_lesson(home, key=file)
        except LessonFaults as fault:
            faults[home] = fault
        else:
            return home
    if len(told := {fault.faults for fault in faults.values()}) == 1:  # it is about no lesson: there is no key in it
        lines = "\n".join(f"- {fault}" for fault in told.pop())
        raise Mistake(f"There is no key in “{pasted_path(file).name}”.\n{lines}")
    # The lesson with the fewest faults is the one that is meant.
    raise min(faults.values(), key=lambda fault: len(str(fault)))
