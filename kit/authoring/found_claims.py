"""Cuts an article's text into claims: what each report says, and what the article says itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.authoring.attribution.clauses import SUBJECTS, VERBS, Words, child, lemma
from kit.authoring.attribution.cue_words import REJECTS
from kit.authoring.attribution.denials import is_denial
from kit.authoring.attribution.relations import Relation
from kit.authoring.attribution.sources import Sources

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: In these, what is said is a claim by itself. In others (“she criticized the plan”) the article tells what was done.
_REPORTS = frozenset("quotation clause fronted according label signature noun viewpoint colon".split())
_REPORTING = frozenset(
    """acknowledge admit call characterize cite confirm describe dub label mention note portray predict report
    reveal""".split()
)
#: What reporters do, and do not report.
_REPORTING_WORK = frozenset("ask check contact call go print publish name speak write visit try".split())
_NAMING = frozenset("name print identify quote publish".split())
_JOINING = frozenset("so and but yet".split())
#: Fewer words beside a report are no claim of their own.
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A claim in tokens, with its attribution if it has one, and whether it is a denial itself."""

    words: Words
    relation: Relation | None = None
    is_denial: bool = False


def found_claims(doc: "Doc", relations: Sequence[Relation], sources: Sources) -> list[Found]:
    """Cut the text into claims: what each report says, and of each other sentence what the article says itself."""
    found: list[Found] = []
    reports = [one for one in relations if one.is_speech and _is_report(doc, one) and sources.of(one).kind != "nobody"]
    denials = [one for one in relations if is_denial(doc, one)]
    for sentence in doc.sents:
        if not any(token.is_alpha for token in sentence):
            continue
        denial = next((one for one in denials if sentence.start <= one.head < sentence.end), None)
        if denial is not None:
            found += _denied(sentence, denial, [one for one in reports if _is_in(one, sentence)])
            continue
        own = [one for one in reports if any(_touches(part, sentence) for part in one.content)]
        inside = (one for one in relations if one.is_speech and sentence.start <= one.head < sentence.end)
        pointing = next((one for one in inside if _points_back(doc, one)), None)
        if (
            pointing is not None
            and found
            and found[-1].relation is None
            and _is_same_paragraph(doc, found[-1], sentence)
        ):
            found[-1] = Found(found[-1].words, pointing)
            continue
        found += [Found(words, one) for one in own for words in _clauses_in(sentence, one)]
        rest = _rest(sentence, own) if own else (sentence.start, sentence.end)
        if rest is not None and not _asks(sentence) and not _tells_of_the_reporting(sentence):
            found.append(Found(_trimmed(sentence, *rest)))
    kept = [one for one in found if one.words[0] < one.words[1]]
    return sorted(_without_overlaps(kept), key=lambda one: one.words)


def _tells_of_the_reporting(sentence: "Span") -> bool:
    """“We asked the mayor”, “They asked us not to print their names”: how the article was made, and no claim of it."""
    verb = sentence.root
    subject = child(verb, "nsubj")
    if subject is not None and subject.lower_ == "we":
        return lemma(verb) in _REPORTING_WORK
    whom = child(verb, "dobj", "dative")
    if lemma(verb) == "tell" and whom is not None and whom.lower_ == "us":
        return True
    wanted = {lemma(token) for one in verb.children if one.dep_ in ("xcomp", "ccomp") for token in one.subtree}
    return lemma(verb) == "ask" and "not" in wanted and bool(wanted & _NAMING)


def _clauses_in(sentence: "Span", relation: Relation) -> list[Words]:
    """Return the words of a report, apart where it goes on with “and that …”: each may be so without the other."""
    start, end = _part_in(sentence, relation)
    doc = sentence.doc
    at = [place for place in range(start + 2, end) if _goes_on(doc[place])]
    starts, ends = [start, *(place + 1 for place in at)], [*(place - 1 for place in at), end]
    return [_trimmed(sentence, one, two) for one, two in zip(starts, ends, strict=True)]


def _goes_on(token: "Token") -> bool:
    before = token.doc[token.i - 1].lower_
    return token.lower_ == "that" and token.dep_ == "mark" and token.head.dep_ == "conj" and before in ("and", "but")


def _is_in(relation: Relation, sentence: "Span") -> bool:
    return sentence.start <= relation.head < sentence.end


def _denied(sentence: "Span", denial: Relation, reports: Sequence[Relation]) -> list[Found]:
    """Return a denial as a claim: what is said, or, where the verb itself denies, all of it; and other reports."""
    parts = [part for part in (denial.cue, denial.source, *denial.content) if part and _touches(part, sentence)]
    whole = _trimmed(sentence, max(sentence.start, min(part[0] for part in parts)), max(part[1] for part in parts))
    others = [one for one in reports if one is not denial and not _overlaps(_part_in(sentence, one), whole)]
    if denial.word in REJECTS or denial.construction not in _REPORTS:
        words = whole if others else _trimmed(sentence, sentence.start, sentence.end)
    else:
        words = _part_in(sentence, denial)
    return [Found(words, denial, is_denial=True), *(Found(_part_in(sentence, one), one) for one in others)]


def _overlaps(one: Words, other: Words) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _asks(sentence: "Span") -> bool:
    """Whether a sentence is a question: it says nothing that could be so or not."""
    return sentence.text.rstrip(" \n”’\"'").endswith("?")


def _is_report(doc: "Doc", relation: Relation) -> bool:
    """Whether what is said is a claim: “she called it a lie”, “she cited losses”, but not “she criticized the plan”."""
    is_plain = child(doc[relation.head], "prt") is None and doc[relation.head].dep_ not in ("xcomp", "pcomp")
    is_naming = relation.construction == "object" and relation.word in _REPORTING and is_plain
    return is_naming or relation.construction in _REPORTS


def _points_back(doc: "Doc", relation: Relation) -> bool:
    """“This is according to two officials”, “Lee said this on Monday”: what is said is the sentence before."""
    first = doc[relation.content[0][0]]
    if first.lower_ in ("this", "that") and first.dep_ == "dobj" and first.head.i == relation.head:
        return True
    words = [token.lower_ for start, end in relation.content for token in doc[start:end] if token.is_alpha]
    return words in (["this", "is"], ["this"], ["that", "is"], ["that"])


def _is_same_paragraph(doc: "Doc", found: Found, sentence: "Span") -> bool:
    return not any("\n" in token.text for token in doc[found.words[1] : sentence.start])


def _touches(part: Words, sentence: "Span") -> bool:
    return part[0] < sentence.end and part[1] > sentence.start


def _part_in(sentence: "Span", relation: Relation) -> Words:
    """Return the words of a report in this sentence, with the words of saying where they stand in the middle."""
    parts = [part for part in relation.content if _touches(part, sentence)]
    start = max(sentence.start, min(part[0] for part in parts))
    end = min(sentence.end, max(part[1] for part in parts))
    if sentence.doc[start].lower_ == "that" and sentence.doc[start].dep_ == "mark":
        start += 1
    return _trimmed(sentence, start, end)


def _rest(sentence: "Span", own: Sequence[Relation]) -> Words | None:
    """Return the longest piece of a sentence that no report covers, if it says something by itself."""
    covered = set()
    for one in own:
        for part in (*one.content, one.cue, *([one.source] if one.source else [])):
            covered |= set(range(*part))
    pieces: list[Words] = []
    start = sentence.start
    for at in range(sentence.start, sentence.end + 1):
        if at == sentence.end or at in covered:
            if start < at:
                pieces.append((start, at))
            start = at + 1
    whole = [piece for piece in pieces if _says_something(sentence, piece)]
    return max(whole, key=lambda piece: piece[1] - piece[0], default=None)


def _says_something(sentence: "Span", piece: Words) -> bool:
    tokens = sentence.doc[piece[0] : piece[1]]
    if sum(1 for token in tokens if token.is_alpha) < _FEWEST:
        return False
    return any(
        token.pos_ in VERBS
        and token.dep_ in ("ROOT", "conj", "advcl", "parataxis", "ccomp")
        and any(one.dep_ in SUBJECTS and piece[0] <= one.i < piece[1] for one in token.children)
        for token in tokens
    )


def _trimmed(sentence: "Span", start: int, end: int) -> Words:
    doc = sentence.doc
    while start < end and _leads_in(doc[start], is_first=start == sentence.start):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in ",;:—–-"):
        end -= 1
    return start, end


def _leads_in(token: "Token", *, is_first: bool) -> bool:
    """A sign or a word that only joins a claim to the one before: “And yet …”, “So …”."""
    joins = token.dep_ == "cc" or (token.lower_ in _JOINING and (is_first or token.doc[token.i - 1].lower_ in _JOINING))
    return token.is_space or token.text in ",;:—–-" or joins


def _without_overlaps(found: Sequence[Found]) -> list[Found]:
    """Leave out claims that overlap an earlier one: the words of a claim are its own."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (each.words[0], -each.words[1])):
        if not kept or one.words[0] >= kept[-1].words[1]:
            kept.append(one)
    return kept
