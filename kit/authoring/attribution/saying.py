"""What is said before, around or behind the words of saying: “…,” she said, “…”; …, she said; she said: “…”."""

from typing import TYPE_CHECKING

from kit.authoring.attribution.clauses import SUBJECTS, VERBS, Clauses, Words, lemma
from kit.authoring.attribution.cue_words import SAYS, TELLS_SOMEBODY
from kit.authoring.attribution.quotations import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

_SENTENCE_ENDS = frozenset([".", "!", "?"])
#: Between what is said and the words of saying.
_BREAKS = frozenset([",", "—", "--", "–", ";", "?", "!", ")"])
_HEARERS = ("dobj", "dative", "iobj")
_ADJUNCTS = ("prep", "npadvmod", "advmod", "advcl", "prt")
_NOT_MAIN = frozenset(["advcl", "acl", "relcl", "pcomp"])
_CIRCUMSTANCES = frozenset(["prep", "advmod", "advcl", "npadvmod", "cc"])


class Saying:
    """The words of saying around one verb: the cue with its subject, [start, end) in tokens."""

    def __init__(self, clauses: Clauses, verb: "Token", subject: "Token | None", cue: Words) -> None:
        self.clauses, self.layout, self.doc = clauses, clauses.layout, clauses.doc
        self.verb, self.subject = verb, subject
        self.start, self.end = cue
        if subject is not None and subject.head.i == verb.i:
            start, end = clauses.phrase(subject)
            self.start, self.end = min(self.start, start), max(self.end, end)

    # --- with quotation marks ---

    def quoted(self, clause: "Token | None") -> list[Words] | None:
        """Return what is said, where quotation marks stand right before or behind the words of saying.

        `clause` is the clause that the verb governs: what is said may go on behind the closing mark.
        """
        before = self._quotation_before()
        parts = [(self._with_words_before(before), before.end)] if before else []
        place, following = self._quotation_behind()
        if following:
            parts.append(self._with_words_behind(place, following, clause))
            return parts + self._going_on(following)
        if before is None:
            return None
        parts += self._rest_of_sentence()
        following = self._next_sentence()
        return parts + ([(following.start, following.end), *self._going_on(following)] if following else [])

    def _quotation_before(self) -> Quotation | None:
        place = self.start - 1
        while place >= 0 and self._is_skipped(place):
            place -= 1
        found = self.layout.closes_at(place) if place > 0 else None
        if found is None or not self.layout.is_together(place, self.verb.i) or self.layout.is_over(place):
            return None
        return found

    def _is_skipped(self, place: int) -> bool:
        token = self.doc[place]
        is_sign = token.is_punct and self.layout.quotation_at(place) is None and token.text not in ".;:"
        return is_sign or (token.dep_ == "cc" and token.head.i == self.verb.i)

    def _with_words_before(self, quotation: Quotation) -> int:
        """Return where what is said begins: words of its sentence before the opening mark belong to it."""
        start = max(self.doc[quotation.start].sent.start, self.layout.paragraph_start(quotation.start))
        before = quotation.start - 1
        while before > start and self.doc[before].is_space:
            before -= 1
        ends = before < start or self.doc[before].text.endswith((".", "!", "?", ":", ";"))
        if ends or any(self._is_whole_quotation(place) for place in range(start, quotation.start)):
            return quotation.start
        return start if self.clauses.count(start, quotation.start) else quotation.start

    def _is_whole_quotation(self, place: int) -> bool:
        """Whether a sentence ends here within quotation marks; words in marks (“fragile”) go on within the sentence."""
        return self.layout.quotation_at(place) is not None and self.doc[place].text in _SENTENCE_ENDS

    def _quotation_behind(self) -> tuple[int, Quotation | None]:
        """Return the quotation that follows the words of saying, and where what is said begins (“that” included)."""
        far = self._past_this(self.past_adjuncts(hearers_only=False))
        is_marked = far < len(self.doc) and self.doc[far].text in (",", ":")
        place = far if is_marked else self.past_adjuncts(hearers_only=True)
        while place < len(self.doc) and self._is_gap(place):
            place += 1
        start = place
        if place < len(self.doc) and self.doc[place].lower_ == "that":
            place += 1
        found = self.layout.opens_at(place)
        if found and not self.layout.is_together(place, self.verb.i) and not self._is_announced(place):
            found = None
        return start, found

    def _past_this(self, place: int) -> int:
        """“She said this: “…””: the word points at what follows."""
        points = place + 1 < len(self.doc) and self.doc[place].lower_ in ("this", "that", "so")
        return place + 1 if points and self.doc[place + 1].text == ":" else place

    def _is_gap(self, place: int) -> bool:
        token = self.doc[place]
        if self.layout.quotation_at(place) is not None:
            return False
        if token.is_space:
            return self.doc[place - 1].text.endswith(":")
        return token.is_punct and token.text not in _SENTENCE_ENDS

    def _is_announced(self, place: int) -> bool:
        """Whether a colon stands before the quotation: it may begin the next paragraph."""
        before = place - 1
        while before > self.verb.i and self.doc[before].is_space:
            before -= 1
        return self.doc[before].text.endswith(":")

    def _with_words_behind(self, start: int, quotation: Quotation, clause: "Token | None") -> Words:
        end = quotation.end
        if clause is not None and clause.i > self.verb.i and clause.left_edge.i < end:
            last = clause.right_edge.i
            if last >= end and self.layout.is_together(last, quotation.start):
                end = before_another_saying(clause, last + 1)
        return start, end

    def _going_on(self, quotation: Quotation) -> list[Words]:
        return [(one.start, one.end) for one in self.layout.going_on(quotation)]

    def _rest_of_sentence(self) -> list[Words]:
        """Return plain words behind “…,” she said, …: they are said too, where they hang on what stood before."""
        place = self.past_adjuncts(hearers_only=False)
        sentence = self.verb.sent
        if not (place + 1 < sentence.end and self.doc[place].text == ","):
            return []
        if any(token.head.i < self.start and not token.is_punct for token in self.doc[place + 1 : sentence.end]):
            return [(place + 1, sentence.end)]
        return []

    def _next_sentence(self) -> Quotation | None:
        """Return the quotation that is the next sentence, or the next paragraph, and has no words of saying itself."""
        doc, place = self.doc, self.end
        while place < len(doc) and not self._stops(place):
            place += 1
        if place >= len(doc) or doc[place].text not in _SENTENCE_ENDS:
            return None
        found = self.layout.opens_at(self.layout.past_blanks(place + 1))
        if found is None or self.layout.leads_into_words(found):
            return None
        is_same = self.layout.is_together(found.start, self.verb.i)
        return found if is_same or self.layout.stands_alone(found) else None

    def _stops(self, place: int) -> bool:
        token = self.doc[place]
        is_break = token.is_space and "\n" in token.text
        return token.text in _SENTENCE_ENDS or is_break or self.layout.quotation_at(place) is not None

    def past_adjuncts(self, hearers_only: bool) -> int:
        """Return the place behind the short words that hang on the verb: “told us on Friday in an interview”."""
        wanted = (*_HEARERS, "prt") if hearers_only else (*_HEARERS, *_ADJUNCTS)
        place = self.end
        while place < len(self.doc):
            top = self.doc[place]
            if top.is_punct or top.is_space:
                break
            while top.head.i not in (self.verb.i, top.i) and top.head.i >= self.end:
                top = top.head
            is_hearer = top.dep_ in _HEARERS
            hangs = top.head.i == self.verb.i and top.dep_ in wanted and top.left_edge.i >= self.end - 1
            if not hangs or (is_hearer and lemma(self.verb) not in TELLS_SOMEBODY) or top.i < place - 1:
                break
            place = max(place + 1, self._before_a_break(place, top.right_edge.i + 1))
        return place

    def _before_a_break(self, start: int, end: int) -> int:
        stops = (place for place in range(start, end) if self.layout.quotation_at(place) or self.doc[place].text == ":")
        return next(stops, end)

    # --- without quotation marks ---

    def fronted(self) -> list[Words] | None:
        """Return what is said in plain words before the words of saying, or around them: “The bridge, she said, …”."""
        if self.subject is None or self.subject.head.i != self.verb.i or self.subject.tag_ in ("WDT", "WP"):
            return None
        sentence = self.verb.sent
        first = max(sentence.start, self.layout.paragraph_start(self.verb.i))
        last = self.start - 1
        while last >= first and self.doc[last].is_space:
            last -= 1
        if last < first or self.doc[last].text not in _BREAKS:
            return None
        left = (self._begin(first, last), last)
        if self._is_circumstance(left):
            return None
        is_clause = any(token.pos_ in VERBS and token.dep_ not in _NOT_MAIN for token in self.doc[left[0] : last])
        place = self.past_adjuncts(hearers_only=False)
        rest = self.clauses.count(place, sentence.end)
        if rest and place < len(self.doc) and self.doc[place].text in (",", "—", "--"):
            if any(token.head.i < self.start and not token.is_punct for token in self.doc[place + 1 : sentence.end]):
                return [left, (place + 1, sentence.end)]
            return [left, *self._next_words()] if is_clause else None
        return [left, *self._next_words()] if (is_clause or not rest) and self.clauses.count(*left) else None

    def _next_words(self) -> list[Words]:
        """Return the quotation that follows as the next sentence: the same speaker goes on."""
        following = self._next_sentence()
        return [(following.start, following.end), *self._going_on(following)] if following else []

    def _begin(self, first: int, last: int) -> int:
        """Return where what is said begins: at the clause that the words of saying interrupt."""
        head = self.verb.head
        if head.i != self.verb.i and head.dep_ in ("relcl", "ccomp", "advcl", "conj") and head.left_edge.i < last:
            first = max(first, head.left_edge.i)
        while first < last and self._is_lead_in(first):
            first += 1
        return first

    def _is_lead_in(self, place: int) -> bool:
        token = self.doc[place]
        return token.dep_ == "cc" or (token.is_punct and self.layout.quotation_at(place) is None)

    def _is_circumstance(self, left: Words) -> bool:
        """Whether what stands before only says when or where: “In an interview on Monday, she said …”."""
        inside = range(*left)
        roots = [
            token
            for token in self.doc[left[0] : left[1]]
            if (token.head.i not in inside or token.head.i == token.i) and not (token.is_punct or token.is_space)
        ]
        return bool(roots) and all(
            token.head.i == self.verb.i and token.dep_ in _CIRCUMSTANCES and not _is_statement(token) for token in roots
        )


def _is_statement(token: "Token") -> bool:
    """Whether a clause that was parsed as an adverbial one is a plain statement: it has a subject, and no “when”."""
    labels = {one.dep_ for one in token.children}
    return token.dep_ == "advcl" and bool(labels & SUBJECTS) and not labels & {"mark", "advmod"}


def before_another_saying(clause: "Token", end: int) -> int:
    """Return where a clause ends before “but said …”, which is the speaker's next words and not what was said."""
    for token in clause.doc[clause.i + 1 : end]:
        if not (token.dep_ == "conj" and token.tag_ in ("VBD", "VBZ", "VBP") and lemma(token) in SAYS):
            continue
        first = token
        while first.dep_ == "conj":
            first = first.head
        if first.i != clause.i or any(one.dep_ in SUBJECTS for one in token.children):
            continue
        place = token.left_edge.i
        while place - 1 > clause.i and (clause.doc[place - 1].dep_ == "cc" or clause.doc[place - 1].is_punct):
            place -= 1
        return place
    return end
