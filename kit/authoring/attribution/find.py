"""Finds the attribution relations of a parsed text: each verb by its construction, then the cues that are no verbs."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kit.authoring.attribution import cue_words
from kit.authoring.attribution.clauses import VERBS, Clauses, Words, child, is_passive, lemma
from kit.authoring.attribution.cue_words import SAYS, SEEMS, TELLS_SOMEBODY
from kit.authoring.attribution.other_cues import other_relations
from kit.authoring.attribution.quotations import Layout
from kit.authoring.attribution.relations import Relation, outermost
from kit.authoring.attribution.saying import Saying, before_another_saying

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RELATIVE = frozenset(["WDT", "WP", "WRB"])
_FAR = 12


def find_relations(doc: "Doc") -> list[Relation]:
    """Return the attributions of a parsed text, in order; none that stands within what another one reports."""
    layout = Layout(doc)
    clauses = Clauses(layout)
    found: list[Relation] = []
    for token in doc:
        if layout.quotation_at(token.i) is None and token.pos_ in VERBS and token.lower_ != "according":
            relation = _Verb(clauses, token).relation()
            if relation is not None:
                found.append(relation)
    found += other_relations(clauses)
    return sorted(outermost(doc, found), key=lambda one: one.cue)


class _Verb:
    """One verb, and what it may govern."""

    def __init__(self, clauses: Clauses, verb: "Token") -> None:
        self.clauses, self.doc, self.verb = clauses, clauses.doc, verb
        self.word = lemma(verb)
        self.behind = [one for one in verb.children if one.i > verb.i]

    def relation(self) -> Relation | None:
        """Return the relation that this verb makes, by the first construction that fits."""
        verb, word = self.verb, self.word
        passive = is_passive(verb)
        clause = next((one for one in self.behind if one.dep_ == "ccomp"), None) or self._misplaced_clause()
        infinitive = next((one for one in self.behind if one.dep_ == "xcomp"), None)
        if not self._may_matter(clause):
            return None
        self.subject = self.clauses.subject(verb)
        self.source = self.clauses.phrase(self.subject) if self.subject is not None else None
        self.cue = self.clauses.cue(verb)
        if clause is not None and self.source and self.source[0] <= clause.i < self.source[1]:
            clause = None
        if word in SAYS and not passive:
            parts = Saying(self.clauses, verb, self.subject, self.cue).quoted(clause)
            if parts:
                return self._made(parts, "quotation")
        if clause is not None:
            return self._with_clause(clause)
        if word in SAYS and not passive and word not in cue_words.NOT_BEHIND_PLAIN_WORDS:
            parts = Saying(self.clauses, verb, self.subject, self.cue).fronted()
            if parts:
                return self._made(parts, "fronted")
        if infinitive is not None:
            return self._with_infinitive(infinitive, passive)
        return self._passive() if passive else self._with_object() or self._with_preposition()

    def _misplaced_clause(self) -> "Token | None":
        """“She announced after the talks that …”: the parser hangs the clause on “talks”."""
        if self.word not in SAYS:
            return None
        nouns = (child(one, "pobj") for one in self.behind if one.dep_ == "prep")
        clauses = (child(noun, "acl", "relcl", "ccomp") for noun in nouns if noun is not None)
        return next((one for one in clauses if one is not None and _has_that(one)), None)

    def _may_matter(self, clause: "Token | None") -> bool:
        """Whether any list names this verb: what a look at the lists alone settles, costs next to nothing."""
        return self.word.isalpha() and (
            (clause is not None and self.word not in cue_words.NOT_WITH_CLAUSE) or self.word in _LISTED
        )

    def _made(
        self, parts: Iterable[Words], construction: str, cue: Words | None = None, source: Words | None = None
    ) -> Relation | None:
        trimmed = [self.clauses.trimmed(*self._to_the_closing_mark(part)) for part in parts]
        content = tuple(part for part in trimmed if part[0] < part[1])
        if not content:
            return None
        is_nobody = construction == "seems"
        return Relation(
            None if is_nobody else source or self.source,
            cue or self.cue,
            content,
            self.verb.i,
            self.word,
            construction,
        )

    def _to_the_closing_mark(self, part: Words) -> Words:
        start, end = part
        quotation = self.clauses.layout.quotation_at(end - 1)
        if quotation and quotation.start >= start and self.clauses.layout.is_together(quotation.start, self.verb.i):
            return start, max(end, quotation.end)
        return part

    # --- a clause or an infinitive ---

    def _with_clause(self, clause: "Token") -> Relation | None:
        if self.word in cue_words.NAMES_IT:
            return self._made([(clause.left_edge.i, clause.right_edge.i + 1)], "object")
        if self.word in cue_words.NOT_WITH_CLAUSE:
            return None
        parts = [self._clause_words(clause)]
        before = self.doc[max(self.cue[0] - _FAR, 0) : self.cue[0]]
        asked = next((one for one in before if one.tag_ in _RELATIVE and clause.is_ancestor(one)), None)
        if asked is not None:
            parts.insert(0, (asked.i, asked.i + 1))
        is_nobody = self.word in SEEMS and self.subject is not None and self.subject.lower_ == "it"
        return self._made(parts, "seems" if is_nobody else "clause")

    def _clause_words(self, clause: "Token") -> Words:
        start, whole = max(clause.left_edge.i, self.verb.i + 1), clause.right_edge.i + 1
        if self.source and start < self.source[1] <= clause.i and self.source[0] >= start:
            start = self.source[1]
        end = before_another_saying(clause, whole)
        if end < whole:
            return start, end
        # What hangs on the verb behind the clause mostly belongs to what is said; “…, adding that …” does not.
        for one in self.verb.children:
            is_adjunct = one.dep_ in ("advcl", "prep", "npadvmod", "advmod")
            if one.i >= end and is_adjunct and not (one.tag_ == "VBG" and one.dep_ == "advcl"):
                end = max(end, one.right_edge.i + 1)
        return start, end

    def _with_infinitive(self, infinitive: "Token", passive: bool) -> Relation | None:
        if infinitive.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
            return None
        start, end = infinitive.left_edge.i, infinitive.right_edge.i + 1
        if passive:
            return self._passive_with((start, end), "passive") if self.word in cue_words.PASSIVE_TO else None
        if self.word in SEEMS:
            reports = infinitive.pos_ == "VERB" and lemma(infinitive) in SAYS
            return None if reports or not self.source else self._made([self.source, (start, end)], "seems")
        return self._with_to(infinitive, start, end)

    def _with_to(self, infinitive: "Token", start: int, end: int) -> Relation | None:
        """“asked them to leave”, “called on them to leave”, “refused to leave”."""
        whom = next((one for one in self.behind if one.dep_ in ("dobj", "dative") and one.i < infinitive.i), None)
        if whom is not None:
            listed = self.word in cue_words.WITH_SOMEBODY_TO
            return self._made([(whom.left_edge.i, end)], "infinitive") if listed else None
        if self.word not in cue_words.WITH_INFINITIVE:
            return None
        on = next((one for one in self.behind if one.dep_ == "prep" and self.cue[1] <= one.i < infinitive.i), None)
        if on is not None and on.lower_ in ("on", "for", "upon"):
            return self._made([(on.i + 1, end)], "infinitive", cue=(self.cue[0], on.i + 1))
        return self._made([(start, end)], "infinitive")

    # --- the passive ---

    def _passive(self) -> Relation | None:
        for one in self.behind:
            if one.dep_ == "prep" and self.word in cue_words.PASSIVE_WITH.get(one.lower_, ()):
                return self._passive_with((one.i + 1, one.right_edge.i + 1), "passive")
        if self.word in cue_words.PASSIVE:
            return self._passive_with(None, "passive")
        return None

    def _passive_with(self, more: Words | None, construction: str) -> Relation | None:
        said = child(self.verb, "nsubjpass")
        if said is None:
            return None
        return self._made([self.clauses.phrase(said), *([more] if more else [])], construction)

    # --- an object or a preposition ---

    def _with_object(self) -> Relation | None:
        thing = next((one for one in self.behind if one.dep_ == "dobj"), None)
        if thing is None:
            return self._described_before() if self.word in cue_words.REJECTS else None
        joined = next((one for one in self.behind if one.dep_ == "prep" and one.i > thing.i), None)
        if joined is not None and joined.lower_ == "as":
            listed = self.word in cue_words.WITH_AS
            return self._made([(thing.left_edge.i, joined.right_edge.i + 1)], "object") if listed else None
        if self.word not in cue_words.WITH_OBJECT:
            return None
        if self.word in TELLS_SOMEBODY:
            about = joined is not None and joined.lower_ in ("of", "about")
            return self._made([(joined.i + 1, joined.right_edge.i + 1)], "object") if joined and about else None
        return self._made([(thing.left_edge.i, self._object_end(thing))], "object")

    def _described_before(self) -> Relation | None:
        """“a charge that she denied”: what is rejected stands before."""
        noun = self.verb.head
        if self.verb.dep_ not in ("relcl", "acl") or self.source is None:
            return None
        return self._made([(noun.left_edge.i, self.verb.left_edge.i)], "object")

    def _object_end(self, thing: "Token") -> int:
        end = thing.right_edge.i + 1
        for one in self.behind:
            joins = one.left_edge.i == end and one.dep_ in ("prep", "advcl", "advmod")
            names = self.word in cue_words.NAMES_IT and one.i > thing.i and one.dep_ in ("oprd", "attr", "acomp")
            if joins or names:
                end = max(end, one.right_edge.i + 1)
        quotation = self.clauses.layout.opens_at(end) if self.word in cue_words.NAMES_IT else None
        end = quotation.end if quotation else end
        return self._before_an_aside(thing.i + 1, end)

    def _before_an_aside(self, start: int, end: int) -> int:
        """Return where “, which …” begins: an aside about the thing is the article's own."""
        for place in range(start, end - 1):
            following = self.doc[place + 1]
            is_aside = self.doc[place].text == "," and following.lower_ in ("which", "who", "whom", "whose")
            if is_aside and self.clauses.layout.quotation_at(place) is None:
                return place
        return end

    def _with_preposition(self) -> Relation | None:
        for one in self.behind:
            if one.dep_ == "prep" and self.word in cue_words.WITH_PREPOSITION.get(one.lower_, ()):
                return self._made([(one.i + 1, one.right_edge.i + 1)], "preposition", cue=(self.cue[0], one.i + 1))
        return None


def _has_that(clause: "Token") -> bool:
    mark = child(clause, "mark")
    return mark is not None and mark.lower_ == "that"


_LISTED = frozenset().union(
    SAYS,
    SEEMS,
    cue_words.NAMES_IT,
    cue_words.WITH_INFINITIVE,
    cue_words.WITH_SOMEBODY_TO,
    cue_words.WITH_OBJECT,
    cue_words.WITH_AS,
    cue_words.PASSIVE,
    cue_words.PASSIVE_TO,
    *cue_words.WITH_PREPOSITION.values(),
    *cue_words.PASSIVE_WITH.values(),
)
