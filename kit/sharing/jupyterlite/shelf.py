"""The notebooks of a lesson as files that a browser's Python finds: a folder a lesson, in one folder for all."""

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat

from kit.lesson.files import ARTICLE_FILE, GUIDE_FILE, KEY_FILE, bundled_lessons, lesson_folder, open_lesson
from kit.lesson.lesson import Lesson
from kit.sharing.notebooks.known import fingerprint
from kit.sharing.notebooks.make import make_notebooks
from kit.ui.pages import Page, pages_of

#: Where the files of a lesson lie that is not one of the kit's, beside its notebooks.
_LESSON = "lesson"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A lesson whose notebooks are there: their files by name, and its pages, the first to begin with."""

    lesson: Lesson
    notebooks: dict[str, bytes]
    pages: tuple[Page, ...]

    @property
    def look_back(self) -> str:
        """The file of the notebook that shows the key."""
        return pages_of(self.lesson).look_back.file


def shelve(lessons: Sequence[str | Path], folder: Path, *, with_key: bool) -> list[Shelf]:
    """Write the notebooks of each lesson into a folder of its own in `folder`, and, for one's own lessons, their files.

    All keep their marks in one place: the kit puts it beside these folders, in the one that is called `notebooks`.

    Raises:
        LessonFaults: something is wrong with a lesson's files.
    """
    return [_shelved(name, folder, with_key) for name in lessons]


def _shelved(name: str | Path, folder: Path, with_key: bool) -> Shelf:
    lesson = open_lesson(name)
    place = folder / lesson.id
    place.mkdir(parents=True)
    opens = str(name)
    if name not in bundled_lessons():
        opens = f"./{_LESSON}"
        (place / _LESSON).mkdir()
        for file in (ARTICLE_FILE, GUIDE_FILE, *([KEY_FILE] if with_key else [])):
            if (found := lesson_folder(name) / file).is_file():
                shutil.copy(found, place / _LESSON / file)
    notebooks = make_notebooks(lesson, opens)
    for file, data in notebooks.items():
        (place / file).write_bytes(data)
    pages = pages_of(lesson)
    order = [pages.start, pages.first_lesson, *pages.paths.values(), *pages.sections, pages.look_back]
    return Shelf(lesson, notebooks, tuple(page for page in order if page is not None))


def known_on(shelves: Iterable[Shelf], known: bytes) -> bytes:
    """Return the list of pages that run by themselves, with those of the site: whoever publishes it stands for them."""
    pages = json.loads(known)
    for shelf in shelves:
        for file, data in shelf.notebooks.items():
            cells = nbformat.reads(data.decode("utf-8"), as_version=4).cells
            found = fingerprint([cell.source for cell in cells if cell.cell_type == "code"])
            kind = "key" if file == shelf.look_back else "runs"
            pages[kind].setdefault(found, f"{shelf.lesson.id}/{file}")
    return (json.dumps(pages, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
