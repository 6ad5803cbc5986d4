"""What every widget of a reading does: take in answers, write them to the journal, and keep its page up to date.

Every answer is a message that is validated, written to the journal and acknowledged; the synced traits give a reloaded
page the state without sending it again.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

import kit.ui
from kit.marks.entries import Mark, Retract
from kit.marks.folder import is_shared
from kit.marks.journal import NotSaved
from kit.marks.lines import answer_parts
from kit.reading.session import Session

#: The files of the views, as JavaScript and CSS; each widget has its own entry there.
VIEW = Path(__file__).parent / "view"
_UI = Path(kit.ui.__file__).parent
_SHARED = ("widget.css", "dots.css", "paragraphs.css")
_STYLES = (*(_UI / name for name in _SHARED), VIEW / "stop" / "stop.css", VIEW / "reveal" / "reveal.css")

#: Takes in a message: its id, and the message itself.
Handler = Callable[[str, dict[str, Any]], None]

#: Messages that count only for the reader who gave them. Before one of the second kind, the reading follows whoever was
#: chosen on this computer meanwhile; a file to hand in, or a clearing, is meant for the reader whom the page names.
_OWN = frozenset({"mark", "retract", "reveal", "clear", "hand_in"})
_FOLLOWING = frozenset({"mark", "retract", "reveal"})


class Answering(anywidget.AnyWidget):
    """A widget in which a reader gives answers; `page` never changes.

    `marks` and `retracted` are changed in place, so that an answer costs one message up and one down however many there
    are; a page that loads again reads them whole. Which messages there are is what `_handlers` says. Messages say as
    whom they were given (`reader`): an answer never enters the journal of another.

    Changes are counted (`told`). What a page is told before its view listens, nobody hears: a page that begins says how
    far it knows (`refresh`), and gets everything again if that is not all.
    """

    _css = "\n".join(path.read_text(encoding="utf-8") for path in _STYLES)

    page = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    reader = traitlets.Unicode().tag(sync=True)
    marks = traitlets.Dict().tag(sync=True)
    retracted = traitlets.Dict().tag(sync=True)
    about = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session, page: dict[str, Any], words: tuple[str, ...]) -> None:
        self._session = session
        self._answering: str | None = None
        self._told = 0
        super().__init__(page=page, words={part: session.words[part] for part in words}, **self._state())
        self.on_msg(self._receive)
        self._stop_listening = session.listen(self._changed)

    def __repr__(self) -> str:
        return str(self._session.words["static_copy"]["folded"])  # Jupyter shows it where the widget is folded away

    def close(self) -> None:
        """Close the widget and its layout, and stop listening."""
        self._stop_listening()
        self.layout.close()
        super().close()

    def _state(self) -> dict[str, Any]:
        session, last = self._session, {}
        for claim in session.lesson.claims:
            if change := session.last(claim.id):
                last[claim.id] = change
        about = {"journal": str(session.path), "unreadable": len(session.unreadable)}
        about["is_shared"] = session.folder.is_dir() and is_shared(session.folder)
        about["is_new"] = not session.path.exists()  # a journal is made with its first line
        about["told"] = self._told
        return {
            "reader": session.reader,
            "marks": {claim_id: change.answer() for claim_id, change in last.items() if isinstance(change, Mark)},
            "retracted": {claim_id: change.id for claim_id, change in last.items() if isinstance(change, Retract)},
            "about": about | {"other_editions": sum(session.other_editions.values())},
        }

    def _handlers(self) -> dict[str, Handler]:
        """Return what takes in each kind of message; a widget adds its own to them."""
        return {"mark": self._on_mark, "retract": self._on_retract, "refresh": self._on_refresh}

    def _receive(self, _widget: Any, message: dict[str, Any], _buffers: Any) -> None:
        message, message_id = _plain(message), str(message.get("id", ""))
        try:
            handle = self._handlers().get(str(message.get("kind")))
            if handle is None:
                raise ValueError(f"unknown message {message.get('kind')!r}")
            if not self._is_of_another(message):
                handle(message_id, message)
        except (ValueError, TypeError, OSError) as error:
            self.send({"kind": "refused", "id": message_id, "why": self._why(error)})

    def _is_of_another(self, message: dict[str, Any]) -> bool:
        """Whether a message was given as another reader. The page is told who reads now, and keeps it for them."""
        kind, given_as = message.get("kind"), message.get("reader")
        if kind not in _OWN:
            return False
        if kind in _FOLLOWING and self._session.follow():
            return bool(given_as != self._session.reader)
        is_other = given_as not in (None, self._session.reader)
        if is_other:
            self._take_all()
        return is_other

    def _why(self, error: Exception) -> str:
        refused = self._session.words["refused"]
        if isinstance(error, NotSaved):
            return str(refused[error.cause]).format(path=error.path, detail=error.detail)
        return str(refused["fault"]).format(detail=error)

    def _on_mark(self, message_id: str, message: dict[str, Any]) -> None:
        self._answer(message_id, message, message)

    def _on_retract(self, message_id: str, message: dict[str, Any]) -> None:
        self._answer(message_id, message, None)

    def _answer(self, message_id: str, message: dict[str, Any], answer: dict[str, Any] | None) -> None:
        claim_id, retry = str(message.get("claim")), message.get("retry") is True
        answer, left_out = (None, []) if answer is None else self._with_fitting_evidence(claim_id, answer)
        base = message.get("base")
        self._answering = claim_id
        try:
            saved = self._session.answer(claim_id, answer, mark_id=message_id or None, base=base, retry=retry)
        finally:
            self._answering = None
        standing = self._take(claim_id)
        about = {"reader": self._session.reader, "claim": claim_id, "late": saved.late, "left_out": left_out}
        self.send({"kind": "ack", "id": message_id} | about | standing)

    def _with_fitting_evidence(self, claim_id: str, answer: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
        """Part an answer from evidence that cannot be taken: no label is refused because of the words beside it.

        Return the answer with what fits, and the quotes of what does not.
        """
        fitting: list[Any] = []
        left_out: list[Any] = []
        given = answer.get("evidence") or []
        for piece in given if isinstance(given, list) else [given]:
            (fitting if self._fits(claim_id, [*fitting, piece]) else left_out).append(piece)
        return answer | {"evidence": fitting}, [_quote_of(piece) for piece in left_out]

    def _fits(self, claim_id: str, evidence: list[Any]) -> bool:
        try:
            *_, last = answer_parts({"labels": [], "evidence": evidence})["evidence"]
            self._session.check_evidence(claim_id, last)
        except ValueError:
            return False
        return True

    def _on_refresh(self, message_id: str, message: dict[str, Any]) -> None:
        has_missed = message.get("told", self._told) != self._told
        if self._session.follow():
            return
        self._session.refresh()
        if has_missed:
            self._take_all()

    def _changed(self, claim_id: str | None) -> None:
        if claim_id is None:
            self._take_all()
        elif claim_id != self._answering:
            self.send({"kind": "mark", "reader": self._session.reader, "claim": claim_id} | self._take(claim_id))

    def _take(self, claim_id: str) -> dict[str, Any]:
        """Bring one claim up to date, in place (a synced change would send every mark); return what a page needs."""
        last = self._session.last(claim_id)
        self.marks.pop(claim_id, None)
        self.retracted.pop(claim_id, None)
        if isinstance(last, Mark):
            self.marks[claim_id] = last.answer()
        elif last is not None:
            self.retracted[claim_id] = last.id
        self._told += 1
        self.about["told"] = self._told
        return {"mark": self.marks.get(claim_id), "retracted": self.retracted.get(claim_id), "told": self._told}

    def _take_all(self) -> None:
        self._told += 1
        state = self._state()
        for name in ("marks", "retracted", "about"):
            mine = getattr(self, name)
            mine.clear()
            mine.update(state[name])
        self.reader = state["reader"]
        self.send({"kind": "state", "id": None} | state)


def _plain(value: Any) -> Any:
    """Return a message, or a part of it, as JSON has it: a browser's Python gets an object of its own for a null."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value if isinstance(value, str | int | float) else None


def _quote_of(piece: Any) -> str:
    quote = piece.get("quote") if isinstance(piece, dict) else None
    return str(quote or "").encode("utf-8", errors="replace").decode("utf-8")  # half an emoji could not be sent back
