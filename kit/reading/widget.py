"""The widget: one anywidget that shows any number of paragraphs and lets a reader mark their claims.

Python owns the text and the answers, JavaScript paints them. Every answer is a message that is validated, written to
the journal and acknowledged; the synced traits give a reloaded page the state without sending it again.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from kit.lesson.codebook import CODEBOOK_VERSION
from kit.lesson.files import Lesson
from kit.marks.journal import NotSaved
from kit.marks.mark import Mark
from kit.reading.reading import Reading

VIEW = Path(__file__).parent / "view"
ENTRY = "widget.js"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z_]+\.js)";\n', re.MULTILINE)


@cache
def module() -> str:
    """Return the view's files as one ES module that imports nothing, as anywidget and a single HTML page need it.

    Each file stands once, below the files that it imports; names are unique across all of them.
    """
    texts: dict[str, str] = {}
    _collect(ENTRY, texts)
    return "\n".join(texts.values())


def _collect(name: str, texts: dict[str, str]) -> None:
    source = (VIEW / name).read_text(encoding="utf-8")
    for imported in _IMPORT.findall(source):
        if imported not in texts:
            _collect(imported, texts)
    texts[name] = _IMPORT.sub("", source)


@cache
def style() -> str:
    """Return the widget's stylesheet."""
    return (VIEW / "widget.css").read_text(encoding="utf-8")


def page_of(lesson: Lesson, shown: Sequence[int], chosen: Iterable[str] | None = None) -> dict[str, Any]:
    """Return what a view of these paragraphs shows: their text and all earlier text, and never any later one."""
    last, article = max(shown), lesson.article
    section_of = {claim.id: lesson.section_of(claim) for claim in lesson.claims}
    about = ("title", "language", "date_line", "notice", "content_note")
    return {
        "lesson": {name: getattr(article, name) for name in about}
        | {"id": lesson.id, "edition": lesson.edition, "codebook": CODEBOOK_VERSION}
        | {"whos_who": [asdict(person) for person in article.whos_who]}
        | {"sections": [asdict(section) for section in article.sections]},
        "shown": list(shown),
        "paragraphs": [asdict(paragraph) for paragraph in article.paragraphs[:last]],
        "claims": [_without_text(asdict(claim)) for claim in lesson.claims if claim.paragraph <= last],
        "outline": [
            {"id": claim.id, "paragraph": claim.paragraph, "section": section_of[claim.id], "core": claim.core}
            for claim in lesson.claims
        ],
        "chosen": None if chosen is None else list(chosen),
    }


def _without_text(claim: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in claim.items() if name != "text"}


class ReadingWidget(anywidget.AnyWidget):
    """Shows paragraphs of a reading; an ipywidget like any other.

    `page` never changes. `marks` and `retracted` are changed in place, so that an answer costs one message up and one
    down however many there are; a page that loads again reads them whole.
    """

    _esm = module()
    _css = style()

    page = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    reader = traitlets.Unicode().tag(sync=True)
    marks = traitlets.Dict().tag(sync=True)
    retracted = traitlets.Dict().tag(sync=True)
    about = traitlets.Dict().tag(sync=True)

    def __init__(self, reading: Reading, shown: Sequence[int], chosen: Iterable[str] | None = None) -> None:
        self._reading = reading
        self._answering: str | None = None
        texts = reading.words
        super().__init__(
            page=page_of(reading.lesson, shown, chosen),
            words={part: texts[part] for part in ("widget", "codebook")},
            **self._state(),
        )
        self.on_msg(self._receive)
        self._stop_listening = reading.listen(self._changed)

    def close(self) -> None:
        """Close the widget and its layout, and stop listening."""
        self._stop_listening()
        self.layout.close()
        super().close()

    def _state(self) -> dict[str, Any]:
        reading, last = self._reading, {}
        for claim in reading.lesson.claims:
            if mark := reading.last(claim.id):
                last[claim.id] = mark
        about = {"journal": str(reading.path), "unreadable": len(reading.unreadable)}
        return {
            "reader": reading.reader,
            "marks": {claim_id: mark.answer() for claim_id, mark in last.items() if mark.kind == "mark"},
            "retracted": {claim_id: mark.id for claim_id, mark in last.items() if mark.kind == "retract"},
            "about": about | {"other_editions": sum(reading.other_editions.values())},
        }

    def _receive(self, _widget: Any, message: dict[str, Any], _buffers: Any) -> None:
        message_id = str(message.get("id", ""))
        try:
            handle = getattr(self, f"_on_{message.get('kind')}", None)
            if handle is None:
                raise ValueError(f"unknown message {message.get('kind')!r}")
            handle(message_id, message)
        except (ValueError, TypeError, OSError) as error:
            self.send({"kind": "refused", "id": message_id, "why": self._why(error)})

    def _why(self, error: Exception) -> str:
        refused = self._reading.words["refused"]
        if isinstance(error, NotSaved):
            return str(refused[error.cause]).format(path=error.path, detail=error.detail)
        return str(refused["fault"]).format(detail=error)

    def _on_mark(self, message_id: str, message: dict[str, Any]) -> None:
        self._answer(message_id, message, message)

    def _on_retract(self, message_id: str, message: dict[str, Any]) -> None:
        self._answer(message_id, message, None)

    def _answer(self, message_id: str, message: dict[str, Any], answer: dict[str, Any] | None) -> None:
        claim_id, retry = str(message.get("claim")), message.get("retry") is True
        base = message.get("base")
        self._answering = claim_id
        try:
            saved = self._reading.answer(claim_id, answer, mark_id=message_id or None, base=base, retry=retry)
        finally:
            self._answering = None
        standing = self._take(claim_id)
        self.send({"kind": "ack", "id": message_id, "claim": claim_id, "late": saved.late} | standing)

    def _on_refresh(self, message_id: str, _message: dict[str, Any]) -> None:
        self._reading.refresh()

    def _on_hand_in(self, message_id: str, _message: dict[str, Any]) -> None:
        path = self._reading.path
        text = path.read_bytes().decode("utf-8", errors="replace") if path.exists() else ""
        self.send({"kind": "file", "id": message_id, "name": path.name, "text": text})

    def _on_switch(self, message_id: str, message: dict[str, Any]) -> None:
        self._reading.switch(message.get("reader"))

    def _on_clear(self, message_id: str, _message: dict[str, Any]) -> None:
        self._reading.clear()

    def _changed(self, claim_id: str | None) -> None:
        if claim_id is None:
            self._take_all()
        elif claim_id != self._answering:
            self.send({"kind": "mark", "claim": claim_id} | self._take(claim_id))

    def _take(self, claim_id: str) -> dict[str, Any]:
        """Bring one claim up to date, in place (a synced change would send every mark); return what a page needs."""
        last: Mark | None = self._reading.last(claim_id)
        self.marks.pop(claim_id, None)
        self.retracted.pop(claim_id, None)
        if last is None:
            return {"mark": None, "retracted": None}
        if last.kind == "retract":
            self.retracted[claim_id] = last.id
            return {"mark": None, "retracted": last.id}
        self.marks[claim_id] = last.answer()
        return {"mark": self.marks[claim_id], "retracted": None}

    def _take_all(self) -> None:
        state = self._state()
        for name in ("marks", "retracted", "about"):
            mine = getattr(self, name)
            mine.clear()
            mine.update(state[name])
        self.reader = state["reader"]
        self.send({"kind": "state", "id": None} | state)
