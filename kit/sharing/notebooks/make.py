"""The reader's notebooks of a lesson: made from its article and guide, the same each time."""

import os
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import nbformat

from kit.lesson.files import bundled_lessons, open_lesson
from kit.lesson.guide import Step
from kit.lesson.lesson import Lesson
from kit.lesson.pasted_path import pasted_path
from kit.lesson.plain_errors import Mistake
from kit.lesson.write_file import AlreadyThere, NotWritten, write_file
from kit.sharing.notebooks.template import Templates, notebook_bytes, quoted
from kit.ui.pages import Page, Pages, pages_of

#: The short text before every article, on which the labels are tried out.
WARM_UP = "warm-up"
#: The lesson that a first lesson is about, and the path through it that leaves time to learn the labels.
FIRST_LESSON, FIRST_PATH = "skate-hall", "first"
#: A notebook with more cells than this is not read to its end.
MOST_CELLS = 40
_INSTEAD = "Give another folder, or add --replace (in Python: replace=True)."


def write_notebooks(name_or_folder: str | Path, folder: str | Path, *, replace: bool = False) -> list[Path]:
    """Write the reader's notebooks of a lesson into a folder, which is made if it is not there; return their paths.

    Args:
        name_or_folder: the lesson, as for `open_lesson`. The notebooks open it by its name if it is a bundled one, else
            by the way that leads from them to it: they keep working while both are moved together.
        folder: where the notebooks go.
        replace: also write over notebooks of the same names. Nothing else in the folder is touched.

    Raises:
        LessonFaults: something is wrong with the lesson's files.
        FileNotFoundError: there is no such lesson.
        ValueError: a notebook would be too long.
        AlreadyThere: there is such a notebook already. Nothing is written then.
        NotWritten: the folder cannot be made or written into.
    """
    lesson, place = open_lesson(name_or_folder), pasted_path(folder)
    notebooks = make_notebooks(lesson, _opens(name_or_folder, place))
    if not replace:
        for name in (name for name in notebooks if (place / name).exists()):
            raise AlreadyThere(place / name, _INSTEAD)
    _make(place)
    return [write_file(place / name, data, replace=replace) for name, data in notebooks.items()]


def make_notebooks(lesson: Lesson, opens: str) -> dict[str, bytes]:
    """Return the reader's notebooks of a lesson by file name; their cells open it as `opens`, a name or a path.

    Raises:
        ValueError: a notebook would be too long.
    """
    pages = pages_of(lesson)
    found = {page.file: cells for page, cells in _cells(lesson, pages, opens)}
    for name, cells in found.items():
        if len(cells) > MOST_CELLS:
            remedy = "Let more paragraphs stand together in its stops in guide.yaml, or say less around them."
            raise Mistake(f"“{name}” would have {len(cells)} cells, and {MOST_CELLS} are the most. {remedy}")
    return {name: notebook_bytes(cells, lesson.article.language) for name, cells in found.items()}


def _cells(lesson: Lesson, pages: Pages, opens: str) -> Iterator[tuple[Page, list[nbformat.NotebookNode]]]:
    article, guide = lesson.article, lesson.guide
    templates = Templates(article.language, pages.linked)
    parts: dict[str, Any] = {"article": article, "opens": quoted(opens), "core": any(one.core for one in lesson.claims)}
    parts |= {"start": pages.start, "sections": pages.sections, "look_back": pages.look_back}
    parts |= {"first_lesson": pages.first_lesson, "warm_up": open_lesson(WARM_UP).guide.sections[0].stops}
    minutes, paths = sum(section.minutes for section in guide.sections), list(pages.paths.values())
    yield pages.start, templates.cells("start", guide=guide, minutes=minutes, paths=paths, **parts)
    if guide.first_lesson is not None and pages.first_lesson is not None:
        text = {"text": quoted(FIRST_LESSON), "path": open_lesson(FIRST_LESSON).path(FIRST_PATH)}
        plan = {"plan": guide.first_lesson, "begins": _begins(guide.first_lesson.steps)}
        yield pages.first_lesson, templates.cells("first_lesson", **text, **plan, **parts)
    following = [*pages.sections[1:], pages.look_back]
    for section, page, how, after in zip(article.sections, pages.sections, guide.sections, following, strict=True):
        yield page, templates.cells("section", section=section, guide=how, next=after, **parts)
    paragraph_of = {claim.id: claim.paragraph for claim in lesson.claims}
    yield pages.look_back, templates.cells("look_back", outside=guide.outside, paragraph_of=paragraph_of, **parts)
    for path in lesson.paths.values():
        numbers = {"begins": _begins(path.steps), "number_of_claims": len(lesson.claims)}
        yield pages.paths[path.name], templates.cells("path", path=path, **numbers, **parts)


def _begins(steps: Sequence[Step]) -> list[int]:
    """The minute at which each step begins, and the one at which the last ends."""
    return list(accumulate((step.minutes for step in steps), initial=0))


def _opens(name_or_folder: str | Path, place: Path) -> str:
    """Return how notebooks in `place` name the lesson."""
    if name_or_folder in bundled_lessons():
        return str(name_or_folder)
    lesson = pasted_path(name_or_folder).resolve()
    try:
        way = Path(os.path.relpath(lesson, place.resolve())).as_posix()
    except ValueError:  # on Windows no way leads from one drive to another
        return lesson.as_posix()
    return way if way.startswith("..") else f"./{way}"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError:
        raise NotWritten(f"“{folder}” is a file, and notebooks need a folder. Give another name.") from None
    except FileNotFoundError:
        raise NotWritten(f"There is no folder “{folder.parent}”. Make it, or name another one.") from None
    except OSError as error:
        raise NotWritten(f"“{folder}” cannot be made ({error.strerror}). Name another folder.") from error
