"""Which claim a denial rejects: the one that shares its words, or the one that was told just before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.authoring.attribution.clauses import Words, lemma
from kit.authoring.attribution.denials import disbelieved
from kit.authoring.attribution.relations import Relation
from kit.authoring.found_claims import Found

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CONTENT = frozenset(["NOUN", "PROPN", "VERB", "ADJ", "NUM"])
#: Say that there was a claim, and not which.
_EMPTY = frozenset(
    """claim allegation accusation report suggestion charge rumor rumour idea notion story say tell deny reject dismiss
    dispute true false truth lie case not be have do any""".split()
)
_NEGATIVE = frozenset(["no", "nobody", "none", "nothing", "never"])
_SHARED = 2
_ALIKE = 0.34


@dataclass(frozen=True, slots=True)
class Rejection:
    """The denial that rejects a claim."""

    relation: Relation


def rejected(doc: "Doc", found: Sequence[Found]) -> dict[int, Rejection]:
    """Return for the places of claims that a denial rejects, which denial it is."""
    rejections: dict[int, Rejection] = {}
    bags = [_words(doc, [one.words]) for one in found]
    for at, one in enumerate(found):
        if not one.is_denial or one.relation is None:
            continue
        of_source = _claims_of(doc, disbelieved(doc, one.relation), found[:at])
        for place in of_source:
            rejections.setdefault(place, Rejection(one.relation))
        if of_source:
            continue
        rejected_one = _closest(doc, _words(doc, one.relation.content), bags, found, at)
        if rejected_one is not None and rejected_one not in rejections:
            rejections[rejected_one] = Rejection(one.relation)
    return rejections


def _claims_of(doc: "Doc", who: frozenset[str], found: Sequence[Found]) -> list[int]:
    """Return the claims that rest on these: their sources are named so, or speak of that document."""
    return [
        place
        for place, one in enumerate(found)
        if one.relation is not None
        and one.relation.source is not None
        and not one.is_denial
        and who & {lemma(token) for token in doc[one.relation.source[0] : one.relation.source[1]]}
    ]


def _closest(
    doc: "Doc", denied: frozenset[str], bags: Sequence[frozenset[str]], found: Sequence[Found], at: int
) -> int | None:
    """Return the claim that shares most words with what is denied; the one before, where the denial has no words."""
    others = [place for place, one in enumerate(found) if place != at and not one.is_denial]
    if len(denied) < _SHARED:
        before = [place for place in others if place < at]
        return before[-1] if before else None
    # “They had heard of no challenge” says what the denial says: it is not what is denied.
    others = [place for place in others if not _is_negative(doc, found[place].words)]
    score, _near, place = max(
        ((_alike(denied, bags[place]), -abs(place - at), place) for place in others), default=(0.0, 0, 0)
    )
    return place if score >= _ALIKE else None


def _is_negative(doc: "Doc", words: Words) -> bool:
    return any(token.dep_ == "neg" or token.lower_ in _NEGATIVE for token in doc[words[0] : words[1]])


def _alike(denied: frozenset[str], claim: frozenset[str]) -> float:
    shared = len(denied & claim)
    return shared / len(denied) if shared >= _SHARED else 0.0


def _words(doc: "Doc", parts: Sequence[Words]) -> frozenset[str]:
    tokens = (token for start, end in parts for token in doc[start:end])
    return frozenset(lemma(token) for token in tokens if token.pos_ in _CONTENT) - _EMPTY
