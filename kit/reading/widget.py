"""The widget: one anywidget that shows any number of paragraphs and lets a reader mark their claims.

Python owns the text and the answers, JavaScript paints them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import traitlets

from kit.lesson.codebook import CODEBOOK_VERSION
from kit.lesson.lesson import Lesson
from kit.marks.entries import Mark
from kit.marks.reader import is_reader_code, plain_code
from kit.reading.answering import VIEW, Answering, Handler
from kit.reading.saved_copies import saved_copies
from kit.reading.session import Session
from kit.ui.joiner import join


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


def notebooks_beside(lesson: Lesson, folder: Path) -> dict[str, str]:
    """Return, by section, the file of the notebook that holds it, for those that are in a folder.

    A notebook's kernel runs in the folder of its notebook, so these are the ones that a reader can go on to.
    """
    from kit.ui.pages import pages_of  # noqa: PLC0415 (it reads the guide, for which no paragraph waits)

    files = {number: page.file for number, page in enumerate(pages_of(lesson).sections, start=1)}
    return {str(number): file for number, file in files.items() if (folder / file).is_file()}


def _without_text(claim: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in claim.items() if name != "text"}


class ReadingWidget(Answering):
    """Shows paragraphs of a reading; an ipywidget like any other."""

    _esm = join(VIEW / "stop" / "stop.js")
    notebooks = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session, shown: Sequence[int], chosen: Iterable[str] | None = None) -> None:
        super().__init__(session, page_of(session.lesson, shown, chosen), ("widget", "codebook"))
        if session.outbox:  # what is deleted here is not deleted everywhere
            self.words = self.words | {"widget": session.words["widget"] | session.words["outbox"]}

    def _on_refresh(self, message_id: str, message: dict[str, Any]) -> None:
        super()._on_refresh(message_id, message)
        if not self.notebooks:  # only now, when the paragraphs are on the page: the guide is read for it
            self.notebooks = notebooks_beside(self._session.lesson, Path.cwd())

    def _handlers(self) -> dict[str, Handler]:
        own = {"hand_in": self._on_hand_in, "switch": self._on_switch, "clear": self._on_clear}
        return super()._handlers() | own

    def _on_hand_in(self, message_id: str, _message: dict[str, Any]) -> None:
        session, path = self._session, self._session.path
        if not any(isinstance(entry, Mark) for entry in session.marks) and not session.unreadable:
            self.send({"kind": "refused", "id": message_id, "why": str(session.words["refused"]["nothing"])})
            return
        text = path.read_bytes().decode("utf-8", errors="replace") if path.exists() else ""
        self.send({"kind": "file", "id": message_id, "name": path.name, "text": text})

    def _on_switch(self, message_id: str, message: dict[str, Any]) -> None:
        typed = message.get("reader")
        code = None if typed is None else plain_code(str(typed))
        if code is None or is_reader_code(code):
            self._session.switch(code)
        else:
            why = str(self._session.words["refused"]["code"]).format(typed=typed)
            self.send({"kind": "refused", "id": message_id, "why": why})

    def _on_clear(self, message_id: str, _message: dict[str, Any]) -> None:
        before = self._session.reader
        self._session.clear()
        copies = saved_copies(before, self._session.folder.parent, Path.cwd())
        self.send({"kind": "cleared", "id": message_id, "reader": before, "copies": copies})
