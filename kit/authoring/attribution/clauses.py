"""Clauses of a parsed sentence: their subject, the words of the cue, and where a phrase begins and ends.

The labels of dependencies are those of spaCy's English models (ClearNLP's, Choi and Palmer 2012).
"""

from typing import TYPE_CHECKING

from kit.authoring.attribution.cue_words import LEADS_ON, LEMMAS
from kit.authoring.attribution.quotations import CLOSING, OPENING, Layout

if TYPE_CHECKING:
    from spacy.tokens import Token

#: [start, end) in tokens.
Words = tuple[int, int]

VERBS = frozenset(["VERB", "AUX"])
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_ALSO_OPENS = OPENING | {"(", "[", "$", "#", "@", "£", "€"}
_ALSO_CLOSES = CLOSING | {")", "]", "%"}
_DASHES = frozenset(["-", "--", "—", "–"])
#: Dependents of a verb that belong to the cue: “had not clearly said”.
_BESIDE_A_VERB = frozenset(["aux", "auxpass", "neg", "advmod"])
_FAR = 8


def lemma(token: "Token") -> str:
    """Return the dictionary form in small letters."""
    found = token.lemma_.lower()
    return LEMMAS.get(found, found)


def child(token: "Token", *labels: str) -> "Token | None":
    """Return the first dependent with one of these labels."""
    return next((one for one in token.children if one.dep_ in labels), None)


def is_passive(verb: "Token") -> bool:
    """Whether the verb is in the passive."""
    return child(verb, "nsubjpass", "auxpass") is not None


class Clauses:
    """The clauses of one parsed text."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.doc = layout, layout.doc

    def subject(self, verb: "Token") -> "Token | None":
        """Return who does what the verb says: its subject, that of the clause it hangs on, or whom “by” names."""
        for _ in range(_FAR):
            is_participle = verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and child(verb, "aux") is None
            if is_passive(verb) or is_participle:
                return self._agent(verb)
            own = child(verb, *SUBJECTS)
            if own is not None:
                return own
            if verb.dep_ == "acl":
                return verb.head
            controller = self._controller(verb)
            if controller is None or controller.pos_ not in VERBS:
                return controller
            verb = controller
        return None

    def _agent(self, verb: "Token") -> "Token | None":
        by = next((one for one in verb.children if one.dep_ == "agent" or one.lower_ == "by"), None)
        return child(by, "pobj") if by is not None else None

    def _controller(self, verb: "Token") -> "Token | None":
        """Return the verb whose subject this one shares, or the noun that is its subject itself."""
        label, head = verb.dep_, verb.head
        if label == "pcomp":
            while head.pos_ not in VERBS and head.head.i != head.i:
                head = head.head
        if label in ("xcomp", "ccomp") and head.pos_ == "ADJ":
            head = head.head
        if label not in ("conj", "xcomp", "ccomp", "advcl", "pcomp") or head.pos_ not in VERBS:
            return None
        whom = child(head, "dobj", "iobj") if label == "xcomp" else None
        if whom is not None and whom.i < verb.i:
            return whom
        return child(head, "nsubjpass") or head

    def phrase(self, noun: "Token") -> Words:
        """Return the words of a noun with all that belongs to it, within its paragraph."""
        start = max(noun.left_edge.i, self.layout.paragraph_start(noun.i))
        end = min(noun.right_edge.i + 1, self.layout.paragraph_end(noun.i))
        return self.trimmed(start, max(end, noun.i + 1))

    def trimmed(self, start: int, end: int) -> Words:
        """Return the words without blanks and punctuation at their edges; quotation marks and brackets stay."""
        doc = self.doc
        while start < end and self._is_edge(doc[start], _ALSO_OPENS):
            start += 1
        while start < end and self._is_edge(doc[end - 1], _ALSO_CLOSES):
            end -= 1
        return start, end

    def _is_edge(self, token: "Token", kept: frozenset[str]) -> bool:
        return token.is_space or token.text in _DASHES or (token.is_punct and token.text not in kept)

    def count(self, start: int, end: int) -> int:
        """Return how many words stand there."""
        return sum(1 for token in self.doc[start:end] if not (token.is_punct or token.is_space))

    def cue(self, verb: "Token") -> Words:
        """Return the words of a cue: the verb, what leads on to it (“declined to say”), “not”, and small adverbs."""
        chain, start, top = {verb.i}, verb.i, verb
        while self._is_led(top):
            top = top.head
            chain.add(top.i)
            if top.pos_ == "ADJ" and lemma(top.head) == "be" and top.head.i < top.i:
                top = top.head
                chain.add(top.i)
            start = top.i
        before = start - 1
        while before >= verb.sent.start and self._is_beside(self.doc[before], chain):
            start, before = before, before - 1
        end = verb.i + 1
        while end < len(self.doc) and self.doc[end].dep_ == "prt" and self.doc[end].head.i == verb.i:
            end += 1
        return start, end

    def _is_led(self, verb: "Token") -> bool:
        head = verb.head
        is_near = head.i < verb.i < head.i + _FAR
        return verb.dep_ == "xcomp" and is_near and head.pos_ in ("VERB", "AUX", "ADJ") and lemma(head) in LEADS_ON

    def _is_beside(self, token: "Token", chain: set[int]) -> bool:
        return token.dep_ in _BESIDE_A_VERB and token.head.i in chain and token.tag_ != "WRB"
