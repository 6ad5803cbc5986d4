"""Which claim a denial rejects: the one that shares its words, or the one that was told just before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.authoring.attribution.clauses import Words, lemma
from kit.authoring.attribution.denials import disbelieved
from kit.authoring.attribution.relations import Relation
from kit.authoring.attribution.source_words import DOCUMENTS
from kit.authoring.found_claims import Found

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CONTENT = frozenset(["NOUN", "PROPN", "VERB", "ADJ", "NUM"])
#: Say that there was a claim, and not which.
_EMPTY = frozenset(
    """claim allegation accusation report suggestion charge rumor rumour idea notion story say tell deny reject dismiss
    dispute true false truth lie case not be have do any one""".split()
)
_NOT = frozenset(["not", "n't", "n’t", "neither"])
_NEGATIVE = frozenset(["no", "nobody", "none", "nothing", "never"])
_SHARED = 2
_ALIKE = 0.34
#: “Nobody has promised us the hall” rejects “The town has promised the hall to a firm”: most of its words are there.
_CONTRARY = 0.65
#: And of the words of the other one so many are shared: it is about this, too.
_OF_THE_OTHER = 0.25
#: “not aware of it”, “had not heard of it”, “cannot confirm it” deny nothing.
_KNOWS = frozenset("aware know hear recall remember see comment confirm familiar clear think believe expect".split())
#: What can be rejected as a number.
_NUMBERS = frozenset("figure number sum total estimate amount".split())
_BACK = 5
_NEGATABLE = frozenset("neg nsubj nsubjpass attr dobj advmod".split())
#: What is going to be, or ought to be, rejects nothing that is so.
_MODAL = frozenset("will would shall should may might could can must".split())


@dataclass(frozen=True, slots=True)
class Rejection:
    """The denial that rejects a claim. `words` are set where it is no denial by its form: they say the contrary."""

    relation: Relation
    words: Words | None = None


def rejected(doc: "Doc", found: Sequence[Found]) -> dict[int, Rejection]:
    """Return for the places of claims that a denial rejects, which denial it is."""
    rejections: dict[int, Rejection] = {}
    bags = [_words(doc, [one.words]) for one in found]
    for at, one in enumerate(found):
        if not one.is_denial or one.relation is None:
            continue
        of_source = _claims_of(doc, disbelieved(doc, one.relation), found[:at])
        of_source = of_source or _claims_of_the_document(doc, disbelieved(doc, one.relation), found[:at])
        for place in of_source:
            rejections.setdefault(place, Rejection(one.relation))
        if of_source:
            continue
        rejected_one = _closest(doc, _words(doc, one.relation.content), bags, found, at)
        if rejected_one is not None and rejected_one not in rejections:
            rejections[rejected_one] = Rejection(one.relation)
    return _with_contraries(doc, bags, found, rejections)


def _with_contraries(
    doc: "Doc", bags: Sequence[frozenset[str]], found: Sequence[Found], rejections: dict[int, Rejection]
) -> dict[int, Rejection]:
    """Add the claims of which somebody says the contrary: “Nobody has promised us the hall.”"""
    for at, one in enumerate(found):
        if one.relation is None or one.is_denial:
            continue
        undone = _undone(doc, one.words)
        contrary = _contrary(doc, bags, found, at, undone) if undone else None
        if contrary is not None:
            rejections.setdefault(contrary, Rejection(one.relation, one.words))
    return rejections


def _undone(doc: "Doc", words: Words) -> frozenset[str]:
    """Return what somebody says is not done: “Nobody has promised it”, “There is no plan to sell it” give the verbs.

    Empty where it is only not known, not intended, or asked.
    """
    span = doc[words[0] : words[1]]
    verb = next((one for one in (span.root, *span.root.ancestors) if one.pos_ in ("VERB", "AUX")), None)
    if verb is None or any(one.dep_ == "aux" and one.lower_ in _MODAL for one in verb.children):
        return frozenset()
    if any(lemma(one) in _KNOWS or one.lower_ in ("?", "either") for one in span):
        return frozenset()
    of_verb = [one for one in verb.children if words[0] <= one.i < words[1] and one.dep_ in _NEGATABLE]
    denies = any(one.dep_ == "neg" or one.lower_ in _NEGATIVE or _has_no(one) for one in of_verb)
    within = [
        two for one in of_verb if _has_no(one) and one.dep_ == "attr" for two in one.children if two.dep_ == "acl"
    ]
    return frozenset(lemma(one) for one in (verb, *within) if one.pos_ == "VERB") if denies else frozenset()


def _has_no(noun: "Token") -> bool:
    return any(one.lower_ in ("no", "neither") for one in noun.children)


def _contrary(
    doc: "Doc", bags: Sequence[frozenset[str]], found: Sequence[Found], at: int, undone: frozenset[str]
) -> int | None:
    """Return the claim of somebody else, or of the article, that says that this is done which is said to be undone."""
    said = bags[at] - _NEGATIVE
    if len(said) < _SHARED:
        return None
    who = _source_words(doc, found[at])
    others = [
        place
        for place, one in enumerate(found)
        if place != at
        and not one.is_denial
        and not _is_negative(doc, one.words)
        and not _is_question(doc, one.words)
        and not who & _source_words(doc, one)
    ]
    score, _near, place = max(
        ((len(said & bags[place]) / len(said), -abs(place - at), place) for place in others), default=(0.0, 0, 0)
    )
    shared = said & bags[place] if others else frozenset()
    is_alike = len(shared) >= _SHARED and score >= _CONTRARY and len(shared) >= _OF_THE_OTHER * len(bags[place])
    return place if is_alike and shared & undone else None


def _source_words(doc: "Doc", one: Found) -> frozenset[str]:
    if one.relation is None or one.relation.source is None:
        return frozenset()
    start, end = one.relation.source
    return frozenset(lemma(token) for token in doc[start:end] if token.pos_ in ("PROPN", "NOUN"))


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


def _claims_of_the_document(doc: "Doc", who: frozenset[str], found: Sequence[Found]) -> list[int]:
    """“The notice is wrong”, and the only document that has been told of is “a sheet of paper from the office”."""
    if not who & DOCUMENTS:
        return []
    places = [place for place, one in enumerate(found) if _source_words(doc, one) & DOCUMENTS and not one.is_denial]
    sources = {found[place].relation.source for place in places}  # type: ignore[union-attr]
    return places if len(sources) == 1 else []


def _closest(
    doc: "Doc", denied: frozenset[str], bags: Sequence[frozenset[str]], found: Sequence[Found], at: int
) -> int | None:
    """Return the claim that shares most words with what is denied; the one before, where the denial has no words."""
    others = [place for place, one in enumerate(found) if place != at and not one.is_denial]
    if len(denied) < _SHARED:
        before = [place for place in others if place < at]
        if _NUMBERS & {lemma(token) for start, end in _said(found[at]) for token in doc[start:end]}:
            before = [place for place in before[-_BACK:] if _has_number(doc, found[place].words)] or before
        return before[-1] if before else None
    # “They had heard of no challenge” says what the denial says: it is not what is denied.
    others = [place for place in others if not _is_negative(doc, found[place].words)]
    score, _near, place = max(
        ((_alike(denied, bags[place]), -abs(place - at), place) for place in others), default=(0.0, 0, 0)
    )
    return place if score >= _ALIKE else None


def _said(one: Found) -> Sequence[Words]:
    return one.relation.content if one.relation is not None else [one.words]


def _has_number(doc: "Doc", words: Words) -> bool:
    return any(token.like_num or token.pos_ == "NUM" for token in doc[words[0] : words[1]])


def _is_question(doc: "Doc", words: Words) -> bool:
    """“We asked whether …” says nothing that could be rejected."""
    return any(token.lower_ == "whether" for token in doc[words[0] : words[1]])


def _is_negative(doc: "Doc", words: Words) -> bool:
    return any(token.dep_ == "neg" or token.lower_ in _NEGATIVE | _NOT for token in doc[words[0] : words[1]])


def _alike(denied: frozenset[str], claim: frozenset[str]) -> float:
    shared = len(denied & claim)
    return shared / len(denied) if shared >= _SHARED else 0.0


def _words(doc: "Doc", parts: Sequence[Words]) -> frozenset[str]:
    tokens = (token for start, end in parts for token in doc[start:end])
    return frozenset(lemma(token) for token in tokens if token.pos_ in _CONTENT) - _EMPTY
