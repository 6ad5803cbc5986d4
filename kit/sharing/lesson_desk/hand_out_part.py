"""What students get of a lesson: a page for any browser, notebooks, a worksheet; made by a button each."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kit.analysis.class_desk.part import menu
from kit.analysis.class_desk.unsaved import Unsaved
from kit.authoring.editor.open_points import open_points
from kit.lesson.files import open_lesson
from kit.lesson.lesson import Lesson
from kit.ui.markup import Markup, element

if TYPE_CHECKING:
    from kit.sharing.lesson_desk.desk import LessonDesk

_HTML = "text/html"
WITH_KEY, LATER, NO_KEY = "with_key", "later", "no_key"


class HandOutPart:
    """How far the lesson is, and the buttons that make what students get of it."""

    def __init__(self, desk: "LessonDesk") -> None:
        self.desk, self.say = desk, desk.say
        self.told, self.is_fault = "", False
        self._path, self._key, self._word = "", WITH_KEY, ""

    def draw(self) -> dict[str, Markup]:
        """Return how far the lesson is, and what can be made of it."""
        say, editing = self.say, self.desk.editing
        if editing is None:
            return {"state": element("p", say("lesson_desk.hand_out_waits"), class_="note")}
        answers = editing.hand.answers.values()
        done = sum(answer.is_confirmed for answer in answers)
        needed = sum(point.is_needed for point in open_points(editing.hand, editing.folder))
        state = say("lesson_desk.state", n=done, all=len(answers))
        left = say("lesson_desk.needed", n=needed) if needed else say("lesson_desk.complete")
        pieces = {"state": element("p", f"{state} {left}", class_="about")}
        paths = editing.hand.guide.paths.values()
        options = [(say("lesson_desk.whole"), ""), *((path.title, path.name) for path in paths)]
        choices = [menu("path", say("lesson_desk.which"), options)] if paths else []
        if done:
            keys = [(say(f"lesson_desk.{name}"), name) for name in (WITH_KEY, LATER, NO_KEY)]
            choices.append(menu("key", say("lesson_desk.key"), keys))
        pieces["choices"] = element("p", *choices)
        if self._key == LATER and done:
            word = element("input", type="text", name_="word", autocomplete="off")
            pieces["word"] = element("p", element("label", say("lesson_desk.word"), " ", word))
        names = ("page", "notebooks", "paper")
        buttons = [element("button", say(f"lesson_desk.{name}"), type="button", name_=name) for name in names]
        pieces["make"] = element("p", *buttons)
        if self.told:
            pieces["told"] = element("p", self.told, class_="no-class" if self.is_fault else "about", role="status")
        return pieces

    def values(self) -> Mapping[str, Any]:
        """Return what the controls are set to."""
        return {"path": self._path, "key": self._key}

    def hear(self, view: Unsaved, message: Mapping[str, Any], _buffers: Sequence[Any]) -> bool:
        """Take a choice, or make what a button says."""
        name, value = str(message.get("name", "")), str(message.get("value") or "")
        self._word = str(message.get("typed", {}).get("word", self._word))
        if message.get("kind") == "set" and name in ("path", "key"):
            setattr(self, f"_{name}", value)
            view.refresh()
        elif message.get("kind") == "press" and self.desk.editing is not None:
            self._make(view, name)
        return True

    def _make(self, view: Unsaved, name: str) -> None:
        assert self.desk.editing is not None
        self.told, self.is_fault = self.say("lesson_desk.making_it"), False
        view.refresh()
        folder = self.desk.editing.folder
        try:
            lesson = open_lesson(folder)
            path = self._path if self._path in lesson.paths else None
            if name == "page":
                view.give(f"{folder.name}.html", self._page(lesson, path), _HTML)
                self.told = self.say("lesson_desk.page_made", file=f"{folder.name}.html")
            elif name == "paper":
                view.give(f"{folder.name}-worksheet.html", _paper(lesson, path), _HTML)
                self.told = self.say("lesson_desk.paper_made", file=f"{folder.name}-worksheet.html")
            elif name == "notebooks":
                self.told = self._notebooks()
        except (ValueError, OSError) as fault:
            self.told, self.is_fault = str(fault), True
        view.refresh()

    def _page(self, lesson: Lesson, path: str | None) -> bytes:
        from kit.sharing.page import page  # noqa: PLC0415 (no other part waits for templates)

        key = self._key if lesson.key is not None else NO_KEY
        word = self._word if key == LATER else None
        return page(lesson, path, with_key=key == WITH_KEY, key_later=word).html.encode("utf-8")

    def _notebooks(self) -> str:
        from kit.sharing.notebooks.make import write_notebooks  # noqa: PLC0415 (nor for these)

        assert self.desk.editing is not None
        folder = self.desk.editing.folder
        place = folder.with_name(f"{folder.name}-notebooks")
        first = min(write_notebooks(folder, place, replace=True))
        return self.say("lesson_desk.notebooks_made", folder=place.name, first=first.name)


def _paper(lesson: Lesson, path: str | None) -> bytes:
    from kit.sharing.paper import paper  # noqa: PLC0415 (nor for this)

    return paper(lesson, path).html.encode("utf-8")
