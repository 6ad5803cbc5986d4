"""The editor's widget: what a person does comes as a message, is written, and comes back as what has changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from IPython.display import display

import kit.ui
from kit.authoring.editor.editing import Done, Editing
from kit.authoring.editor.lesson_files import ChangedMeanwhile
from kit.authoring.editor.page import page_of
from kit.lesson.faults import LessonFaults
from kit.lesson.write_file import NotWritten
from kit.ui.joiner import join
from kit.ui.words import words

VIEW = Path(__file__).parent / "view"
_UI = Path(kit.ui.__file__).parent
_STYLES = (*(_UI / name for name in ("widget.css", "dots.css", "paragraphs.css")), VIEW / "editor.css")
#: How many messages are remembered: one that comes again, because its answer was lost, is not done twice.
_REMEMBERED = 200


class EditorWidget(anywidget.AnyWidget):
    """Shows a lesson that is edited. `page` is what `page_of` gives, and changes in place, part by part.

    A message `step` or `undo` is answered with `done` and the parts that changed, `refused` and why, or `failed` where
    the files could not be written; other views hear `news`. `look` asks for what other programs have written, `changes`
    for the difference to the beginning.
    """

    _esm = join(VIEW / "editor.js")
    _css = "\n".join(path.read_text(encoding="utf-8") for path in _STYLES)

    page = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    undoes = traitlets.Unicode().tag(sync=True)

    def __init__(self, editing: Editing) -> None:
        self._editing, self._answering = editing, False
        self._answers: dict[str, dict[str, Any]] = {}
        self._say = words(editing.hand.article.language)
        texts = {name: self._say[name] for name in ("widget", "editor")}
        super().__init__(page=page_of(editing.hand, editing.folder), words=texts, undoes=editing.last_step)
        self.on_msg(self._receive)
        self._stop_listening = editing.listen(self._changed)

    def __repr__(self) -> str:
        return repr(self._editing)

    def close(self) -> None:
        """Close the widget and its layout, and stop listening."""
        self._stop_listening()
        self.layout.close()
        super().close()

    def _receive(self, _widget: Any, message: dict[str, Any], _buffers: Any) -> None:
        message_id = str(message.get("id", ""))
        if message_id in self._answers:
            self.send(self._answers[message_id])
            return
        self._answering = True
        try:
            answer = self._answer(message)
        finally:
            self._answering = False
        answer |= {"id": message_id}
        if answer["kind"] == "done":
            self._answers[message_id] = answer
            for old in list(self._answers)[:-_REMEMBERED]:
                del self._answers[old]
        self.send(answer)

    def _answer(self, message: dict[str, Any]) -> dict[str, Any]:
        try:
            return self._act(message)
        except ChangedMeanwhile as changed:
            return self._taken_in(changed.files)
        except NotWritten as error:
            return {"kind": "failed", "why": str(error)}
        except (ValueError, OSError) as error:
            return {"kind": "refused", "why": str(error)}

    def _act(self, message: dict[str, Any]) -> dict[str, Any]:
        kind = message.get("kind")
        if kind == "changes":
            return {"kind": "changes", "text": self._editing.changes()}
        if kind == "look":
            changed = self._editing.look()
            said = self._say("editor.changed_outside", files=", ".join(changed)) if changed else ""
            return {"kind": "done", "said": said, "claim": ""} | self._news()
        if kind == "undo":
            undone = self._editing.undo()
            return self._done(undone, self._say("editor.undone", step=self._say(f"editor.step_{undone.name}")))
        given = message.get("given")
        done = self._editing.edit(str(message.get("name")), **(given if isinstance(given, dict) else {}))
        return self._done(done, done.said)

    def _done(self, done: Done, said: str) -> dict[str, Any]:
        return {"kind": "done", "said": said, "claim": done.claim} | self._news()

    def _taken_in(self, files: tuple[str, ...]) -> dict[str, Any]:
        """Show what another program has written, and do nothing else: the person decides with the new text in sight."""
        named = ", ".join(files)
        try:
            self._editing.look()
        except LessonFaults as found:
            return {"kind": "failed", "why": self._say("editor.broken_outside", files=named, faults=str(found))}
        return {"kind": "failed", "why": self._say("editor.not_over", files=named)} | self._news()

    def _news(self) -> dict[str, Any]:
        """Bring the page up to date, in place, and return the parts that are other ones, answers one by one."""
        now, parts = page_of(self._editing.hand, self._editing.folder), dict[str, Any]()
        for name, value in now.items():
            if name != "answers" and self.page[name] != value:
                parts[name] = self.page[name] = value
        before = self.page["answers"]
        parts["answers"] = {claim: value for claim, value in now["answers"].items() if before.get(claim) != value}
        self.page["answers"] = now["answers"]
        self.undoes = self._editing.last_step
        return {"parts": parts, "undoes": self.undoes}

    def _changed(self) -> None:
        if not self._answering:  # by another view, or by a cell
            self.send({"kind": "news"} | self._news())


#: The editors that are shown, by folder: one that is shown again takes the place of the one before.
_shown: dict[Path, EditorWidget] = {}


def show_editor(editing: Editing, show: Callable[[Any], Any] = display) -> EditorWidget:
    """Show the editor in the running cell; one of the same lesson that was shown before is closed."""
    if before := _shown.pop(editing.folder, None):
        before.close()
    widget = _shown[editing.folder] = EditorWidget(editing)
    show(widget)
    return widget
