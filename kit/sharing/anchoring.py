"""Anchoring: finds quoted words again in a text that has changed since they were quoted."""

import hashlib
from collections.abc import Iterator
from os.path import commonprefix

from kit.lesson.article import Article, Paragraph
from kit.marks.mark import Quote

#: How many code points before and after a quote are kept beside it, to tell it from the same words elsewhere.
CONTEXT = 32


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hex digits: equal texts have equal hashes."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def context_of(text: str, quote: Quote) -> tuple[str, str]:
    """Return what stands directly before and after a quote in its paragraph's text: at most 32 code points each."""
    return text[max(0, quote.start - CONTEXT) : quote.start], text[quote.end : quote.end + CONTEXT]


def anchor(article: Article, quote: Quote, prefix: str = "", suffix: str = "", sha256: str = "") -> Quote | None:
    """Return where the words of `quote` stand in the article now, or None where that cannot be told.

    They are where they were if the paragraph's hash is still the same. Else they are looked for, letter by letter, in
    their paragraph and then in all others; where they stand several times, the place with the most of `prefix` before
    it and of `suffix` after it is taken, and of equals the old place. (W3C Web Annotation Data Model, 4.2.4: a quote
    with its context may be found again when the text has changed.)
    """
    numbers = range(1, len(article.paragraphs) + 1)
    own = article.paragraph(quote.paragraph) if quote.paragraph in numbers else None
    if own and text_hash(own.text) == sha256 and own.text[quote.start : quote.end] == quote.quote:
        return quote
    places = list(_places(own, quote.quote)) if own else []
    places = places or [place for paragraph in article.paragraphs for place in _places(paragraph, quote.quote)]
    scores = [_closeness(article.paragraph(place.paragraph).text, place, prefix, suffix) for place in places]
    best = [place for place, score in zip(places, scores, strict=True) if score == max(scores)]
    return quote if quote in best else best[0] if len(best) == 1 else None


def _places(paragraph: Paragraph, words: str) -> Iterator[Quote]:
    start = paragraph.text.find(words) if words else -1
    while start >= 0:
        yield Quote(paragraph.number, start, start + len(words), words)
        start = paragraph.text.find(words, start + 1)


def _closeness(text: str, place: Quote, prefix: str, suffix: str) -> int:
    """How many code points of the old context stand around a place, counted from the quote outwards."""
    before, after = text[: place.start], text[place.end :]
    return len(commonprefix([before[::-1], prefix[::-1]])) + len(commonprefix([after, suffix]))
