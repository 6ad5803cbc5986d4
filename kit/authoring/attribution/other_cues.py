"""Cues that are no verbs: “according to”, a name and a colon, a dash and a name, “is confident that”, “her claim”."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kit.authoring.attribution import cue_words
from kit.authoring.attribution.clauses import Clauses, Words, child, lemma
from kit.authoring.attribution.quotations import OPENING
from kit.authoring.attribution.relations import Relation
from kit.authoring.attribution.source_words import ANSWERS, VIEWPOINTS

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Stand before a colon, and are nobody.
_NOBODY = frozenset("story related update note photo video watch correction editor read more breaking q live".split())
_DASHES = frozenset(["―", "—", "–", "--"])
_IN_A_NAME = frozenset([".", "&", "-", "'s", "’s"])
_LONGEST_NAME = 8
_SHORTEST_SAYING = 4


def other_relations(clauses: Clauses) -> Iterator[Relation]:
    """Find the attributions whose cue is no verb."""
    for token in clauses.doc:
        if clauses.layout.quotation_at(token.i) is not None:
            continue
        if token.lower_ == "according":
            yield from _according(clauses, token)
        elif token.lower_ == "in" and token.dep_ == "prep":
            yield from _viewpoint(clauses, token)
        elif token.text == ":":
            yield from _announced(clauses, token)
        elif token.pos_ == "ADJ" and token.dep_ == "acomp":
            yield from _adjective(clauses, token)
        elif token.pos_ == "NOUN" and lemma(token) in cue_words.NOUN_THAT:
            yield from _noun(clauses, token)
    yield from _labels(clauses)
    yield from _signatures(clauses)


def _made(
    clauses: Clauses, head: "Token", construction: str, source: Words | None, cue: Words, *parts: Words
) -> Iterator[Relation]:
    trimmed = (clauses.trimmed(*part) for part in parts)
    content = tuple(part for part in trimmed if part[0] < part[1])
    if content:
        yield Relation(source, cue, content, head.i, lemma(head), construction)


def _according(clauses: Clauses, token: "Token") -> Iterator[Relation]:
    """“The bridge is closed, according to the city.”: the rest of the sentence, on both sides."""
    doc = clauses.doc
    to = doc[token.i + 1] if token.i + 1 < len(doc) else token
    who = child(to, "pobj") or child(token, "pobj")
    if to.lower_ != "to" or who is None:
        return
    source, sentence = clauses.phrase(who), token.sent
    start = max(sentence.start, clauses.layout.paragraph_start(token.i))
    while start < token.i and (doc[start].dep_ == "cc" or doc[start].is_space):
        start += 1
    is_whole = token.right_edge.i + 1 >= sentence.end - 1  # parsed as the root of the sentence
    behind = source[1] if is_whole else max(source[1], token.right_edge.i + 1)
    if token.i - start <= 1:
        parts = [(behind, sentence.end)]
    else:
        quotation = clauses.layout.quotation_at(token.i - 2) if doc[token.i - 1].text == "," else None
        quotation = quotation or clauses.layout.closes_at(token.i - 1)
        parts = [(min(start, quotation.start) if quotation else start, token.i)]
        if clauses.count(behind, token.head.right_edge.i + 1) > 2:
            parts.append((behind, token.head.right_edge.i + 1))
    yield from _made(clauses, token, "according", source, (token.i, token.i + 2), *parts)


def _viewpoint(clauses: Clauses, token: "Token") -> Iterator[Relation]:
    """“In the view of two neighbours, …”, “In her words, …”: at the beginning of a sentence."""
    sentence, noun = token.sent, child(token, "pobj")
    start = max(sentence.start, clauses.layout.paragraph_start(token.i))
    if noun is None or token.i - start > 1 or lemma(noun) not in VIEWPOINTS:
        return
    of = next((one for one in noun.children if one.lower_ == "of"), None)
    who = child(noun, "poss") or (child(of, "pobj") if of is not None else None)
    if who is None:
        return
    source, end = clauses.phrase(who), noun.right_edge.i + 1
    cue = (token.i, source[0] if of is not None else end)
    yield from _made(clauses, token, "viewpoint", source, cue, (end, sentence.end))


def _announced(clauses: Clauses, colon: "Token") -> Iterator[Relation]:
    """“She gave this answer: …”."""
    before = clauses.doc[max(colon.sent.start, colon.i - 3) : colon.i]
    noun = next((one for one in before if lemma(one) in ANSWERS), None)
    if noun is None or noun.dep_ != "dobj" or clauses.count(noun.i + 1, colon.i):
        return
    subject = child(noun.head, "nsubj")
    if subject is not None:
        cue = (noun.head.i, noun.i + 1)
        yield from _made(clauses, noun, "colon", clauses.phrase(subject), cue, (colon.i + 1, colon.sent.end))


def _adjective(clauses: Clauses, token: "Token") -> Iterator[Relation]:
    """“The mayor is confident that …”, “they were critical of …”."""
    verb, word = token.head, lemma(token)
    subject = clauses.subject(verb)
    if subject is None or subject.lower_ in ("it", "there", "this", "that"):
        return
    source, start = clauses.phrase(subject), clauses.cue(verb)[0]
    for one in (*token.children, *verb.children):
        end = one.right_edge.i + 1
        if one.i < token.i:
            continue
        if one.dep_ == "prep" and word in cue_words.ADJECTIVE_WITH.get(one.lower_, ()):
            yield from _made(clauses, token, "adjective", source, (start, one.i + 1), (one.i + 1, end))
            return
        is_clause = one.dep_ == "ccomp" and word in cue_words.ADJECTIVE_THAT
        if is_clause or (one.dep_ == "xcomp" and word in cue_words.ADJECTIVE_TO):
            yield from _made(clauses, token, "adjective", source, (start, token.i + 1), (one.left_edge.i, end))
            return


def _noun(clauses: Clauses, token: "Token") -> Iterator[Relation]:
    """“Ms. Lee's claim that …”: only with somebody whose claim it is."""
    owner = child(token, "poss")
    clause = next((one for one in token.children if one.i > token.i and one.dep_ in ("acl", "ccomp")), None)
    if owner is None or clause is None or not any(one.lower_ == "that" for one in clause.children):
        return
    start, end = owner.left_edge.i, owner.right_edge.i + 1
    if clauses.doc[end - 1].text in ("'s", "’s", "'", "’"):
        end -= 1
    cue = (end, token.i + 1)
    yield from _made(
        clauses, token, "noun", clauses.trimmed(start, end), cue, (clause.left_edge.i, clause.right_edge.i + 1)
    )


def _labels(clauses: Clauses) -> Iterator[Relation]:
    """“LEE: We will see.” at the head of a paragraph."""
    doc = clauses.doc
    for first in clauses.layout.paragraph_starts:
        if first >= len(doc):
            continue
        start, end = first, clauses.layout.paragraph_end(first)
        while start < end and (doc[start].is_space or doc[start].text in OPENING):
            start += 1
        colon = start
        while colon < end and colon - start < _LONGEST_NAME and _is_of_a_name(doc[colon]):
            colon += 1
        is_label = start < colon < end - 1 and doc[colon].text == ":"
        if is_label and doc[start].is_alpha and doc[start].text[0].isupper() and doc[start].lower_ not in _NOBODY:
            yield from _made(clauses, doc[colon], "label", (start, colon), (colon, colon + 1), (colon + 1, end))


def _is_of_a_name(token: "Token") -> bool:
    return token.pos_ == "PROPN" or token.text in _IN_A_NAME or token.is_upper


def _signatures(clauses: Clauses) -> Iterator[Relation]:
    """“‘We will see.’ — Ann Lee”: a quotation that is signed."""
    doc = clauses.doc
    for quotation in clauses.layout.quotations:
        dash = clauses.layout.past_blanks(quotation.end)
        if dash + 1 >= len(doc) or doc[dash].text not in _DASHES:
            continue
        end = clauses.layout.paragraph_end(dash)
        next_quote = next((place for place in range(dash + 1, end) if clauses.layout.opens_at(place)), end)
        start, end = clauses.trimmed(dash + 1, next_quote)
        is_name = 0 < end - start <= _LONGEST_NAME and doc[start].text[:1].isupper() and next_quote >= end
        if is_name and next_quote == clauses.layout.paragraph_end(dash):
            said = (quotation.start, quotation.end)
            if clauses.count(*said) > _SHORTEST_SAYING:
                yield from _made(clauses, doc[dash], "signature", (start, end), (dash, dash + 1), said)
