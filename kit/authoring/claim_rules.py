"""Claims from the attributions of an article: what is said, by whom, what is denied, and the words that show it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.authoring.attribution.clauses import Words
from kit.authoring.attribution.cue_words import REJECTS
from kit.authoring.attribution.find import find_relations
from kit.authoring.attribution.parsing import ParsedText, parse_paragraphs
from kit.authoring.attribution.relations import Relation, place
from kit.authoring.attribution.sources import NAMED, UNNAMED, Source, Sources
from kit.authoring.core_claims import with_core
from kit.authoring.found_claims import Found, found_claims
from kit.authoring.proposals import HasParagraphs, Proposal
from kit.authoring.reasons import ITSELF, denied_reason, reason_of
from kit.authoring.rejected_claims import Rejection, rejected
from kit.lesson.codebook import LabelSet
from kit.lesson.key import Evidence

if TYPE_CHECKING:
    from spacy.language import Language

_NEAR = 6
_SOURCED: LabelSet = frozenset(["sourced"])
_ANONYMOUS: LabelSet = frozenset(["anonymous"])
_NO_SOURCE: LabelSet = frozenset()


def claims_by_rules(article: HasParagraphs, model: "Language") -> tuple[Proposal, ...]:
    """Propose the claims of an article with their labels, in order."""
    parsed = parse_paragraphs(article.paragraphs, model)
    if not parsed.paragraphs:
        return ()
    relations = find_relations(parsed.doc)
    sources = Sources(parsed.doc, relations)
    found = found_claims(parsed.doc, relations, sources)
    rejections = rejected(parsed.doc, found)
    maker = _Maker(parsed, sources)
    proposals = [maker.proposal(one, rejections.get(at)) for at, one in enumerate(found)]
    return with_core(proposals, [one.is_denial for one in found], str(getattr(article, "title", "")))


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
        words = self._denial(rejection)
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
            return replace(bare, labels=_NO_SOURCE, source=ITSELF, reason=reason_of(None, "", None))
        source = self.sources.of(relation)
        labels = _labels(source)
        label = next(iter(labels), "")
        shown = self._evidence(label or "sourced", relation)
        earlier = self._earlier(label, source, shown)
        return replace(
            bare,
            labels=labels,
            source=self._words_of(source) if labels else ITSELF,
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

    def _denial(self, rejection: Rejection) -> Evidence:
        """Return the words that reject a claim: “she denied”, or what is said as well: “‘That is false,’ she said”."""
        relation = rejection.relation
        if rejection.words is not None:
            return self._quoted("denied", rejection.words)
        if relation.word in REJECTS:
            return self._evidence("denied", relation)
        parts = (relation.content[0], relation.cue, relation.source or relation.cue)
        return self._quoted("denied", (min(start for start, _ in parts), max(end for _, end in parts)))

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
