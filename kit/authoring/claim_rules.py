"""Claims from the attributions of an article: what is said, by whom, what is denied, and the words that show it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.authoring.attribution.clauses import SUBJECTS, VERBS, Words
from kit.authoring.attribution.denials import is_denial
from kit.authoring.attribution.find import find_relations
from kit.authoring.attribution.parsing import ParsedText, parse_paragraphs
from kit.authoring.attribution.relations import Relation, place
from kit.authoring.attribution.sources import NAMED, UNNAMED, Source, Sources
from kit.authoring.core_claims import with_core
from kit.authoring.proposals import HasParagraphs, Proposal
from kit.authoring.reasons import denied_reason, reason_of
from kit.authoring.rejected_claims import Rejection, rejected
from kit.lesson.codebook import LabelSet
from kit.lesson.key import Evidence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

#: In these, what is said is a claim by itself. In others (“she criticized the plan”) the article tells what somebody did.
_REPORTS = frozenset(["quotation", "clause", "fronted", "according", "label", "signature", "noun"])
#: Fewer words beside a report are no claim of their own.
_FEWEST = 5
_NEAR = 6
_SOURCED: LabelSet = frozenset(["sourced"])
_ANONYMOUS: LabelSet = frozenset(["anonymous"])
_NO_SOURCE: LabelSet = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A claim in tokens, with its attribution if it has one, and whether it is a denial itself."""

    words: Words
    relation: Relation | None = None
    is_denial: bool = False


def claims_by_rules(article: HasParagraphs, model: "Language") -> tuple[Proposal, ...]:
    """Propose the claims of an article with their labels, in order."""
    parsed = parse_paragraphs(article.paragraphs, model)
    if not parsed.paragraphs:
        return ()
    relations = find_relations(parsed.doc)
    sources = Sources(parsed.doc, relations)
    found = _found(parsed, relations)
    rejections = rejected(parsed.doc, found)
    maker = _Maker(parsed, sources)
    proposals = [maker.proposal(one, rejections.get(at)) for at, one in enumerate(found)]
    return with_core(proposals, [one.is_denial for one in found], str(getattr(article, "title", "")))


def _found(parsed: ParsedText, relations: Sequence[Relation]) -> list[Found]:
    """Cut the text into claims: what each report says, and of each other sentence what the article says itself."""
    doc = parsed.doc
    found: list[Found] = []
    reports = [one for one in relations if one.is_speech and one.construction in _REPORTS]
    denials = [one for one in relations if is_denial(doc, one)]
    for sentence in doc.sents:
        if not any(token.is_alpha for token in sentence):
            continue
        denial = next((one for one in denials if sentence.start <= one.head < sentence.end), None)
        if denial is not None:
            found.append(Found(_trimmed(sentence, sentence.start, sentence.end), denial, is_denial=True))
            continue
        own = [one for one in reports if any(_touches(part, sentence) for part in one.content)]
        found += [Found(_part_in(sentence, one), one) for one in own]
        rest = _rest(sentence, own) if own else (sentence.start, sentence.end)
        if rest is not None:
            found.append(Found(_trimmed(sentence, *rest)))
    kept = [one for one in found if one.words[0] < one.words[1]]
    return sorted(_without_overlaps(kept), key=lambda one: one.words)


def _touches(part: Words, sentence: "Span") -> bool:
    return part[0] < sentence.end and part[1] > sentence.start


def _part_in(sentence: "Span", relation: Relation) -> Words:
    """Return the words of a report in this sentence; the words of saying are among them where they stand in the middle."""
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
    while start < end and (doc[start].is_space or doc[start].text in ",;:—–-" or doc[start].dep_ == "cc"):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in ",;:—–-"):
        end -= 1
    return start, end


def _without_overlaps(found: Sequence[Found]) -> list[Found]:
    """Leave out claims that overlap an earlier one: the words of a claim are its own."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (each.words[0], -each.words[1])):
        if not kept or one.words[0] >= kept[-1].words[1]:
            kept.append(one)
    return kept


class _Maker:
    """Makes proposals of what was found: labels, evidence with unique quotes, and the reason."""

    def __init__(self, parsed: ParsedText, sources: Sources) -> None:
        self.parsed, self.doc, self.sources = parsed, parsed.doc, sources

    def proposal(self, found: Found, rejection: Rejection | None) -> Proposal:
        paragraph, start, end = self.parsed.locate(*place(self.doc, found.words))
        bare = Proposal(paragraph.number, start, end, paragraph.text[start:end])
        made = self._with_source(bare, found)
        if rejection is None:
            return made
        words = self._evidence("denied", rejection.relation)
        who = self._words_of(self.sources.of(rejection.relation))
        return replace(
            made,
            labels=(made.labels or _NO_SOURCE) | {"denied"},
            evidence=(*made.evidence, words),
            reason=f"{made.reason} {denied_reason(words, who)}",
        )

    def _with_source(self, bare: Proposal, found: Found) -> Proposal:
        relation = found.relation
        if relation is None:
            return replace(bare, labels=_NO_SOURCE, source="the article itself", reason=reason_of(None, "", None))
        source = self.sources.of(relation)
        labels = _labels(source)
        label = next(iter(labels), "")
        shown = self._evidence(label or "sourced", relation)
        earlier = self._earlier(label, source, shown)
        return replace(
            bare,
            labels=labels,
            source=self._words_of(source) if labels else "the article itself",
            evidence=tuple(one for one in (shown, earlier) if one) if labels else (),
            reason=reason_of(source, shown.quote, earlier),
        )

    def _words_of(self, source: Source) -> str:
        words = source.says_who
        return self.doc[words[0] : words[1]].text.strip() if words else "nobody"

    def _evidence(self, label: str, relation: Relation) -> Evidence:
        """Return the words that name or describe the source with the words of saying, where they stand together."""
        start, end = relation.cue
        if relation.source is not None:
            both = min(start, relation.source[0]), max(end, relation.source[1])
            apart = both[1] - both[0] - (end - start) - (relation.source[1] - relation.source[0])
            start, end = both if apart <= _NEAR else relation.source
        return self._quoted(label, (start, end))

    def _quoted(self, label: str, words: Words) -> Evidence:
        """Return the evidence with a quote that stands only once in its paragraph: longer, where it must be."""
        paragraph, start, end = self.parsed.locate(*place(self.doc, words))
        text = paragraph.text
        while len(paragraph.places_of(text[start:end])) > 1 and (start > 0 or end < len(text)):
            following = text.find(" ", end + 1)
            if end < len(text):
                end = following if following > 0 else len(text)
            else:
                start = max(text.rfind(" ", 0, start - 1) + 1, 0)
        return Evidence(label, paragraph.number, start, end, text[start:end])

    def _earlier(self, label: str, source: Source, shown: Evidence) -> Evidence | None:
        """Return where the article says who “he” is, if it is another place."""
        if not label or source.resolved is None or source.resolved == source.words:
            return None
        earlier = self._quoted(label, source.resolved)
        return None if (earlier.paragraph, earlier.start) == (shown.paragraph, shown.start) else earlier


def _labels(source: Source) -> LabelSet:
    if source.kind in NAMED or (source.kind == "document" and source.is_named):
        return _SOURCED
    return _ANONYMOUS if source.kind in UNNAMED or source.kind == "document" else _NO_SOURCE
