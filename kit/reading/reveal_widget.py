"""The reveal's widget: a button, and then the cards of a section or path. Before the press it is empty of the key."""

from collections.abc import Collection
from typing import Any

from kit.lesson.codebook import CODEBOOK_VERSION
from kit.lesson.guide import ReadingPath
from kit.lesson.lesson import Lesson
from kit.marks.journal import NotSaved
from kit.reading.answering import VIEW, Answering, Handler
from kit.reading.reveal import Where, cards, claims_to_show, fullness, horizon_of, own_claims, withheld
from kit.reading.reveal_copy import reveal_copy
from kit.reading.reveal_sentence import sentence
from kit.reading.session import Session
from kit.reading.splits import splits
from kit.reading.stop import Stop, put_into_cell
from kit.ui.joiner import join
from kit.ui.words import words


def reveal_page(lesson: Lesson, section: Where) -> dict[str, Any]:
    """Return what a view of the reveal knows before the button is pressed: where claims are, and no word of them."""
    here, article = own_claims(lesson, section), lesson.article
    title = section.title if isinstance(section, ReadingPath) else article.sections[section - 1].title
    return {
        "lesson": {"id": lesson.id, "edition": lesson.edition, "codebook": CODEBOOK_VERSION}
        | {"title": article.title, "language": article.language},
        "section": {"number": None if isinstance(section, ReadingPath) else section, "title": title},
        "claims": [{"id": claim.id, "paragraph": claim.paragraph, "core": claim.core} for claim in here],
        "has_key": lesson.key is not None and not lesson.key_is_draft,
    }


class RevealWidget(Answering):
    """Shows the key for the marked claims of a section or path once the reader asks, and takes in what they make of it.

    A message `reveal` is answered with `revealed` and its cards, after the journal holds that they are shown; a change
    of an answer that is shown, wherever it was made, sends its `card` anew.
    """

    _esm = join(VIEW / "reveal" / "reveal.js")

    def __init__(self, session: Session, section: Where) -> None:
        self._section = section
        self._shown: frozenset[str] = frozenset()
        super().__init__(session, reveal_page(session.lesson, section), ("widget", "reveal"))
        if isinstance(section, ReadingPath):
            self.words = self.words | {"reveal": session.words["reveal"] | session.words["reveal_path"]}

    def _handlers(self) -> dict[str, Handler]:
        return super()._handlers() | {"reveal": self._on_reveal}

    def _on_reveal(self, message_id: str, _message: dict[str, Any]) -> None:
        session, lesson = self._session, self._session.lesson
        session.refresh()
        found = self._cards()
        shown = [claim.id for claim in claims_to_show(lesson, self._section, session.answers())]
        is_full = fullness(lesson, self._section, shown)
        try:
            session.note_reveal(is_full)
        except NotSaved as error:
            why = session.words["reveal_refused"][error.cause].format(path=error.path, detail=error.detail)
            self.send({"kind": "refused", "id": message_id, "why": why})
            return
        self._shown = frozenset(shown)
        is_open = horizon_of(lesson, self._section) < len(lesson.article.paragraphs)
        about: dict[str, Any] = {"open": is_open, "reader": session.reader}
        about["point"] = self._point()
        about["splits"] = splits(lesson, [claim for claim in shown if is_full[claim]], session.answers())
        self.send({"kind": "revealed", "id": message_id, "cards": found, "sentence": self._sentence(found)} | about)

    def _changed(self, claim_id: str | None) -> None:
        super()._changed(claim_id)
        if claim_id in self._shown:
            shown = self._cards(self._shown)
            card = next((one for one in shown if one["claim"] == claim_id), None)
            self.send({"kind": "card", "claim": claim_id, "card": card, "sentence": self._sentence(shown)})

    def _cards(self, claims: Collection[str] | None = None) -> list[dict[str, Any]]:
        """Return the cards of these claims as their answers are now, or of all that the section shows."""
        session = self._session
        answers = {name: mark for name, mark in session.answers().items() if claims is None or name in claims}
        return cards(session.lesson, self._section, answers, session.own_answers())

    def _point(self) -> str:
        """What the section is about; at the end of a path, where to look first."""
        if isinstance(self._section, ReadingPath):
            return str(self._session.words["reveal_path"]["hint"])
        return self._session.lesson.article.sections[self._section - 1].point

    def _sentence(self, shown: list[dict[str, Any]]) -> str:
        session = self._session
        waiting = withheld(session.lesson, self._section, session.answers())
        return sentence(words(session.lesson.article.language), shown, waiting)

    def _take_all(self) -> None:
        if self._session.reader != self.reader:
            self._shown = frozenset()  # what somebody else was shown is not for the next reader
        super()._take_all()


def show_reveal(session: Session, section: Where | None) -> None:
    """Show the button for the key of a section or path, and later its cards, in the running cell.

    Raises:
        ValueError: there is no such section.
    """
    horizon_of(session.lesson, section)  # before anything is shown; None is no section
    assert section is not None
    put_into_cell(Stop(session, RevealWidget(session, section), lambda: reveal_copy(session, section)))
