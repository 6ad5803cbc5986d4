"""Quotations in a parsed text, by their marks; and its paragraphs, in which they end."""

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPEN = frozenset(["“", "‘‘", "``", "«", "„"])
_CLOSE = frozenset(["”", "»"])
#: One sign for both ends: the blanks beside it tell which.
_EITHER = frozenset(['"', "''"])
_BEFORE_AN_OPENING = frozenset(["(", "[", "—", "--", "-"])
OPENING = _OPEN | _EITHER | {"‘", "'"}
CLOSING = _CLOSE | _EITHER | {"’", "'"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words [start, end) with their marks; `is_closed` is false where the paragraph ended first: the speech goes on."""

    start: int
    end: int
    is_closed: bool


class Layout:
    """Where the paragraphs and the quotations of a text are; all places are numbers of tokens."""

    def __init__(self, doc: "Doc") -> None:
        self.doc = doc
        self.paragraph_of: list[int] = []
        self.paragraph_starts = [0]
        for token in doc:
            self.paragraph_of.append(len(self.paragraph_starts) - 1)
            if _ends_paragraph(token):
                self.paragraph_starts.append(token.i + 1)
        self.quotations = _quotations(doc)
        self._at = {place: one for one in self.quotations for place in range(one.start, one.end)}

    def quotation_at(self, place: int) -> Quotation | None:
        """Return the quotation that this word or mark belongs to."""
        return self._at.get(place)

    def opens_at(self, place: int) -> Quotation | None:
        """Return the quotation that begins here."""
        found = self._at.get(place)
        return found if found and found.start == place else None

    def closes_at(self, place: int) -> Quotation | None:
        """Return the quotation whose last sign stands here."""
        found = self._at.get(place)
        return found if found and found.end == place + 1 else None

    def paragraph_end(self, place: int) -> int:
        """Return where the paragraph of this word ends, its line end not counted."""
        number = self.paragraph_of[place] + 1
        return self.paragraph_starts[number] - 1 if number < len(self.paragraph_starts) else len(self.doc)

    def paragraph_start(self, place: int) -> int:
        """Return where the paragraph of this word begins."""
        return self.paragraph_starts[self.paragraph_of[place]]

    def is_together(self, one: int, other: int) -> bool:
        """Whether two words stand in one paragraph."""
        return self.paragraph_of[one] == self.paragraph_of[other]

    def leads_into_words(self, quotation: Quotation) -> bool:
        """Whether the quotation ends in a comma: words that say whose it is follow."""
        inner = [token for token in self.doc[quotation.start : quotation.end] if not token.is_space]
        return len(inner) > 1 and inner[-2].text == ","

    def is_over(self, last: int) -> bool:
        """Whether the sentence is over at this closing mark: a full stop before it, and no comma behind."""
        behind = self.doc[last + 1].text if last + 1 < len(self.doc) else ""
        return self.doc[last - 1].text == "." and behind != ","

    def stands_alone(self, quotation: Quotation) -> bool:
        """Whether its paragraph is nothing but this quotation, and nobody is named for it."""
        start, end = self.paragraph_start(quotation.start), self.paragraph_end(quotation.start)
        if quotation.start != start or self.leads_into_words(quotation):
            return False
        return all(place in self._at or _is_blank(self.doc[place]) for place in range(start, end))

    def going_on(self, quotation: Quotation) -> list[Quotation]:
        """Return the quotations of the next paragraphs that go on with one that was not closed."""
        found: list[Quotation] = []
        while not quotation.is_closed:
            following = self.opens_at(self.past_blanks(quotation.end))
            if following is None or self.leads_into_words(following):
                break
            found.append(following)
            quotation = following
        return found

    def past_blanks(self, place: int) -> int:
        """Return the first place from this one on that is no white space."""
        return place + sum(1 for _ in takewhile(lambda token: token.is_space, self.doc[place:]))


def _quotations(doc: "Doc") -> list[Quotation]:
    found: list[Quotation] = []
    start: int | None = None
    # ‘Single marks’ quote where a text has no double ones: elsewhere they are quotations within quotations.
    single = not any(token.text in _OPEN or token.text in _EITHER for token in doc)
    for token in doc:
        if _ends_paragraph(token):
            if start is not None:
                found.append(Quotation(start, token.i, is_closed=False))
            start = None
        elif start is None and (_can_open(doc, token) or (single and token.text == "‘")):
            start = token.i
        elif start is not None and (_can_close(doc, token) or (single and _closes_single(token))):
            found.append(Quotation(start, token.i + 1, is_closed=True))
            start = None
    if start is not None:
        found.append(Quotation(start, len(doc), is_closed=False))
    return found


def _closes_single(token: "Token") -> bool:
    """Whether ’ ends a quotation: it is no apostrophe, neither in a word nor behind an owner (“the workers’ pay”)."""
    return token.text == "’" and token.tag_ != "POS"


def _can_open(doc: "Doc", token: "Token") -> bool:
    return token.text in _OPEN or (
        token.text in _EITHER and not (_touches_before(doc, token) and _is_free_behind(doc, token))
    )


def _can_close(doc: "Doc", token: "Token") -> bool:
    return token.text in _CLOSE or (
        token.text in _EITHER and (_touches_before(doc, token) or _is_free_behind(doc, token))
    )


def _touches_before(doc: "Doc", token: "Token") -> bool:
    """Whether a word or a sign touches the mark on its left."""
    if token.i == 0:
        return False
    before = doc[token.i - 1]
    return not before.whitespace_ and not before.is_space and before.text not in _BEFORE_AN_OPENING


def _is_free_behind(doc: "Doc", token: "Token") -> bool:
    return bool(token.whitespace_) or token.i + 1 == len(doc) or doc[token.i + 1].is_space


def _ends_paragraph(token: "Token") -> bool:
    return token.is_space and "\n" in token.text


def _is_blank(token: "Token") -> bool:
    return token.is_punct or token.is_space
