"""The ways to read a site's lessons: each lesson as a whole and by each of its paths, and where their files lie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.lesson.guide import ReadingPath
from kit.lesson.lesson import Lesson, check_opened
from kit.lesson.plain_errors import Mistake, shown


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read one lesson: as a whole, or by a path."""

    lesson: Lesson
    path: ReadingPath | None

    @property
    def path_name(self) -> str | None:
        """What functions that take a lesson and a path are given."""
        return self.path.name if self.path else None

    @property
    def file(self) -> str:
        """The name of its files. Neither a lesson's id nor a path's name has an underscore: no two ways share one."""
        return f"{self.lesson.id}_{self.path.name}.html" if self.path else f"{self.lesson.id}.html"

    @property
    def page(self) -> str:
        """Where its page lies, from the site's folder."""
        return f"lessons/{self.file}"

    @property
    def worksheet(self) -> str:
        """Where its worksheet lies."""
        return f"worksheets/{self.file}"

    @property
    def key_sheet(self) -> str:
        """Where its key sheet lies, if there is one."""
        return f"key-sheets/{self.file}"

    @property
    def claims(self) -> int:
        """How many claims it has."""
        return len(self.path.claims if self.path else self.lesson.claims)

    @property
    def minutes(self) -> int:
        """About how long it takes."""
        return self.path.minutes if self.path else sum(section.minutes for section in self.lesson.guide.sections)


def ways_of(lessons: Sequence[Lesson], paths: Sequence[str]) -> list[list[Way]]:
    """Return for each lesson the ways to read it, the shortest first.

    Args:
        lessons: the lessons.
        paths: names of paths: these alone; none for every lesson as a whole and by each of its paths.

    Raises:
        ValueError: there is no lesson, two have one id, one has none of these paths, or a path is nobody's.
        TypeError: something among the lessons is none.
    """
    for lesson in lessons:
        check_opened(lesson)
    if not lessons:
        raise Mistake("A site needs a lesson. Name at least one.")
    ids = [lesson.id for lesson in lessons]
    if twice := next((name for name in ids if ids.count(name) > 1), None):
        raise Mistake(f"Two of the lessons are called “{twice}”, and would lie in one place. Leave one of them out.")
    for name in paths:
        if not any(name in lesson.paths for lesson in lessons):
            theirs = "; ".join(f"{lesson.id}: {', '.join(lesson.paths) or 'none'}" for lesson in lessons)
            raise Mistake(f"None of the lessons has a path {shown(name)}. Their paths: {theirs}.")
    return [sorted(_ways(lesson, paths), key=lambda way: (way.minutes, way.path is None)) for lesson in lessons]


def _ways(lesson: Lesson, paths: Sequence[str]) -> Iterator[Way]:
    if not paths:
        yield Way(lesson, None)
    chosen = [path for path in lesson.paths.values() if not paths or path.name in paths]
    if paths and not chosen:
        wanted = ", ".join(map(shown, paths))
        remedy = f"Name one of its own, too ({', '.join(lesson.paths)})" if lesson.paths else "It has none"
        raise Mistake(f"The lesson “{lesson.id}” has no path {wanted}. {remedy}, or leave the lesson out.")
    yield from (Way(lesson, path) for path in chosen)
