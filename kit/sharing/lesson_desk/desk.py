"""The lesson desk: one object that knows which lesson a page makes, and the parts of the page that follow it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from IPython.display import display

from kit.analysis.class_desk.unsaved import Drawn, Unsaved
from kit.authoring.editor.edit_lesson import LessonEditor, edit_lesson
from kit.authoring.editor.widget import EditorWidget, show_editor
from kit.lesson.files import ARTICLE_FILE
from kit.lesson.pasted_path import pasted_path
from kit.sharing.lesson_desk.article_part import ArticlePart
from kit.sharing.lesson_desk.hand_out_part import HandOutPart
from kit.ui.markup import Markup, element
from kit.ui.words import words

_VIEW = "application/vnd.jupyter.widget-view+json"
#: What a teacher's article or lesson can end with; each says in words what is wrong.
FAULTS = (ValueError, OSError)


class _Part(Protocol):
    """A part of the page."""

    def draw(self) -> dict[str, Markup]: ...  # noqa: D102
    def values(self) -> Mapping[str, Any]: ...  # noqa: D102
    def hear(self, view: Unsaved, message: Mapping[str, Any], buffers: Sequence[Any]) -> bool: ...  # noqa: D102


class LessonDesk:
    """A lesson on its way from an article to a class. `kit.lesson_desk` makes it.

    Args:
        place: the folder in which lessons are made.
        sample: an article to try it with, if there is one.
    """

    def __init__(self, place: Path, sample: Path | None = None) -> None:
        self.place, self.sample, self.say = place, sample, words()
        self.editing: LessonEditor | None = None
        self._views: list[Unsaved] = []
        self._editor_place: Any = None

    def article(self) -> Unsaved:
        """Show where the article is chosen and looked at, and where a lesson is made of it."""
        return self._part("article", ArticlePart(self))

    def editor(self) -> "_EditorPlace":
        """Show the editor, as soon as there is a lesson."""
        return _EditorPlace(self)

    def hand_out(self) -> Unsaved:
        """Show what students can be given."""
        return self._part("hand_out", HandOutPart(self))

    def open(self, folder: str | Path) -> None:
        """Go on with the lesson in this folder.

        Raises:
            LessonFaults: something is wrong with its files.
            FileNotFoundError: there is no such folder.
            ValueError: it is a bundled lesson.
        """
        self.editing = edit_lesson(folder)
        self.editing.listen(self.refresh)
        if self._editor_place is not None:
            self._show_editor()
        self.refresh()

    def lessons(self) -> list[Path]:
        """Return the folders of the lessons that lie here, the one last written first."""
        found = [article.parent.resolve() for article in self.place.glob(f"*/{ARTICLE_FILE}")]
        return sorted(found, key=lambda folder: (folder / ARTICLE_FILE).stat().st_mtime, reverse=True)

    def refresh(self) -> None:
        """Show in all parts of the page what is known now."""
        for view in self._views:
            view.refresh()

    def show_editor(self) -> None:
        """Put the editor, or what stands for it, into the running cell."""
        waits = self.say("lesson_desk.editor_waits")
        self._editor_place = display({"text/markdown": waits, "text/plain": waits}, raw=True, display_id=True)
        if self.editing is not None:
            self._show_editor()

    def _show_editor(self) -> None:
        assert self.editing is not None
        show_editor(self.editing, self._put_editor)

    def _put_editor(self, widget: EditorWidget) -> None:
        reference = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
        self._editor_place.update({"text/plain": repr(widget), _VIEW: reference}, raw=True)

    def _part(self, name: str, part: _Part) -> Unsaved:
        texts = {"gone": self.say("lesson_desk.gone")}

        def drawn() -> Drawn:
            try:
                return Drawn(part.draw(), part.values())
            except FAULTS as fault:
                return Drawn({"fault": element("p", str(fault), class_="no-class", role="status")})

        view = Unsaved(drawn, lambda *said: part.hear(view, *said), self._kept(name), texts)
        self._views.append(view)
        return view

    def _kept(self, name: str) -> Callable[[], str]:
        return lambda: self.say(f"lesson_desk.kept_{name}")


class _EditorPlace:
    """What `editor` returns: as the last line of a cell, it shows the editor there."""

    def __init__(self, desk: LessonDesk) -> None:
        self._desk = desk

    def _ipython_display_(self) -> None:
        self._desk.show_editor()


def lesson_desk(folder: str | Path | None = None, sample: str | Path | None = None) -> LessonDesk:
    """Begin a page on which a lesson is made.

    Args:
        folder: a lesson to go on with; left out, one is made of an article.
        sample: the path of an article to try it with.

    Raises:
        LessonFaults: something is wrong with the lesson's files.
        FileNotFoundError: there is no such folder.
        ValueError: it is a bundled lesson, which is never altered.
    """
    desk = LessonDesk(Path.cwd(), None if sample is None else pasted_path(sample))
    if folder is not None:
        desk.open(folder)
    return desk
