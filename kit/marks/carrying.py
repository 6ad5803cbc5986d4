"""Carrying over: what an answer to an earlier version of an article is worth now that the article has been mended.

It counts while the paragraph of its claim, and the claim's place in it, are what they were. A claim's id alone is not
enough: the same id may stand before other words by now.
"""

from dataclasses import replace
from typing import Literal

from kit.lesson.article import Paragraph
from kit.lesson.lesson import Lesson
from kit.marks.entries import JournalEntry, Mark, Quote

#: What a line was given to, seen from a lesson: this edition; an earlier one whose paragraph is as it was; one whose
#: paragraph has changed since (or the claim is gone); or a text of which nobody knows here what it was like.
Given = Literal["here", "carried", "changed", "unknown"]


def given_to(lesson: Lesson, edition: str, claim_id: str, passage: str | None) -> Given:
    """Say what a line was given to: its edition, claim and passage are known, the last of them perhaps not."""
    if edition == lesson.edition:
        return "here"
    then = passage if passage is not None else lesson.earlier.get(edition, {}).get(claim_id)
    if then is None and edition not in lesson.earlier:
        return "unknown"
    return "carried" if then is not None and then == lesson.passages.get(claim_id) else "changed"


def carried(entry: JournalEntry, lesson: Lesson) -> JournalEntry:
    """Return an entry as it counts for a lesson: one that is carried over becomes one of the lesson's edition.

    Every other entry is returned as it is. Evidence is looked for where its words stand now; words that stand nowhere
    any more stay with the answer, as an empty span of the claim's paragraph.
    """
    if entry.lesson != lesson.id or given_to(lesson, entry.edition, entry.claim, entry.passage) != "carried":
        return entry
    if not isinstance(entry, Mark):
        return replace(entry, edition=lesson.edition)
    evidence = tuple(_found_again(quote, lesson, entry.claim) for quote in entry.evidence)
    return replace(entry, edition=lesson.edition, evidence=evidence)


def is_lost(quote: Quote) -> bool:
    """Whether the words of a piece of evidence stand nowhere in the article any more."""
    return quote.start == quote.end


def _found_again(quote: Quote, lesson: Lesson, claim_id: str) -> Quote:
    paragraphs = lesson.article.paragraphs
    same_number = paragraphs[quote.paragraph - 1 : quote.paragraph]
    in_place = [paragraph for paragraph in paragraphs if _stands(quote, paragraph)]
    if any(_stands(quote, paragraph) for paragraph in same_number):
        return quote
    if len(in_place) == 1:  # the paragraph has moved
        return replace(quote, paragraph=in_place[0].number)
    for paragraph in same_number:
        if len(places := paragraph.places_of(quote.quote)) == 1:
            return replace(quote, start=places[0], end=places[0] + len(quote.quote))
    return Quote(lesson.claim(claim_id).paragraph, 0, 0, quote.quote)


def _stands(quote: Quote, paragraph: Paragraph) -> bool:
    return bool(quote.quote) and paragraph.text[quote.start : quote.end] == quote.quote
