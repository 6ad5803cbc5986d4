"""The pages of a lesson: which notebooks there are, how they are called, and where links of the guide lead."""

import re
import unicodedata
from dataclasses import dataclass

from kit.lesson.guide import LINK
from kit.lesson.lesson import Lesson
from kit.ui.words import words

#: A file's name stays short enough to be read in JupyterLab's list.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Page:
    """One notebook: its number in the reader's order (none for a shorter path), its name in lists, and its file."""

    number: int | None
    name: str
    file: str

    @property
    def digits(self) -> str:
        """The number as the file's name has it."""
        return "" if self.number is None else f"{self.number:02}"


@dataclass(frozen=True, slots=True)
class Pages:
    """All notebooks of a lesson: the first page, one for each section, the look back, and one for each path by name.

    `first_lesson` is None where the lesson's guide asks for none.
    """

    start: Page
    first_lesson: Page | None
    sections: tuple[Page, ...]
    look_back: Page
    paths: dict[str, Page]

    def linked(self, text: str) -> str:
        """Return a text of the guide with its links leading to these notebooks."""
        return LINK.sub(lambda link: f"[{link['words']}]({self._target(link['kind'], link['name']).file})", text)

    def _target(self, kind: str, name: str) -> Page:
        if kind == "section":
            return self.sections[int(name) - 1]
        if kind == "path":
            return self.paths[name]
        return {"start": self.start, "look-back": self.look_back}[name]


def pages_of(lesson: Lesson) -> Pages:
    """Return the notebooks that a lesson has. Two have never the same file."""
    say = words(lesson.article.language)["notebooks"]
    guides = lesson.guide.sections
    sections = tuple(_numbered(number, section.name, say["section"]) for number, section in enumerate(guides, start=1))
    taken = {page.file for page in sections}
    paths = {}
    for path in lesson.paths.values():
        name = say["minutes"].format(n=path.minutes)
        if f"{slug(name)}.ipynb" in taken:
            name = f"{name} {path.name}"
        paths[path.name] = Page(None, name, f"{slug(name)}.ipynb")
        taken.add(paths[path.name].file)
    start, look_back = _numbered(0, say["start"]), _numbered(len(guides) + 1, say["look_back"])
    name = say["first_lesson"]
    first_lesson = None if lesson.guide.first_lesson is None else Page(None, name, f"{slug(name)}.ipynb")
    return Pages(start, first_lesson, sections, look_back, paths)


def slug(text: str) -> str:
    """Return a text as a part of a file's name that every system takes: small letters a to z, digits, underscores."""
    ascii_only = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", ascii_only)[:_LONGEST].strip("_")


def _numbered(number: int, name: str, otherwise: str = "") -> Page:
    return Page(number, name, f"{number:02}_{slug(name) or slug(otherwise)}.ipynb")
