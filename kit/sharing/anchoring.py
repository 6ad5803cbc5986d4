"""Anchoring: finds quoted words again in a text that has changed since they were quoted."""

import hashlib
from collections.abc import Iterator
from os.path import commonprefix

from kit.lesson.article import Article, Paragraph
from kit.lesson.lookalikes import folded, spans_of
from kit.marks.entries import Quote

#: How many code points before and after a quote are kept beside it, to tell it from the same words elsewhere.
CONTEXT = 32

#: Stand before and behind a paragraph, so that a quote at its very beginning or end has something around it, too.
_BEGINNING, _END = "\x02", "\x03"
#: How many code points of one side make a place the same although the other side has changed.
_ENOUGH = 16


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hex digits: equal texts have equal hashes."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def context_of(text: str, quote: Quote) -> tuple[str, str]:
    """Return what stands directly before and after a quote in its paragraph's text: at most 32 code points each."""
    return text[max(0, quote.start - CONTEXT) : quote.start], text[quote.end : quote.end + CONTEXT]


def anchor(article: Article, quote: Quote, prefix: str = "", suffix: str = "", sha256: str = "") -> Quote | None:
    """Return where the words of `quote` stand in the article now, or None where that cannot be told.

    They are where they were if the paragraph's hash is still the same. Else they are looked for in all paragraphs, by
    what a person reads, and a place counts only if what stands around it agrees with `prefix` and `suffix`: half of
    both together, or half of one long side. Of several such places the one that agrees most is taken; of equals the old
    one, else one of the old paragraph, else none. Without any surroundings, words count where they were and nowhere
    else. (W3C Web Annotation Data Model, 4.2.4: a quote with its context may be found again when the text has changed.)
    """
    numbers = range(1, len(article.paragraphs) + 1)
    own = article.paragraph(quote.paragraph) if quote.paragraph in numbers else None
    there = own is not None and own.text[quote.start : quote.end] == quote.quote != ""
    if there and own is not None and (text_hash(own.text) == sha256 or not (prefix or suffix)):
        return quote
    scores = {place: _agreement(article, place, prefix, suffix) for place in _places(article, quote.quote)}
    best = [place for place, score in scores.items() if score and score == max(scores.values())]
    nearest = [place for place in best if place == quote] or [one for one in best if one.paragraph == quote.paragraph]
    chosen = nearest or best
    return chosen[0] if len(chosen) == 1 else None


def _places(article: Article, words: str) -> Iterator[Quote]:
    for paragraph in article.paragraphs:
        yield from _within(paragraph, words)


def _within(paragraph: Paragraph, words: str) -> Iterator[Quote]:
    for start, end in spans_of(paragraph.text, words):
        yield Quote(paragraph.number, start, end, paragraph.text[start:end])


def _agreement(article: Article, place: Quote, prefix: str, suffix: str) -> int:
    """How many code points of the old context stand around a place, counted from it outwards; 0 if that is too few."""
    text = article.paragraph(place.paragraph).text
    sides = (
        (folded(f"{_BEGINNING}{text[: place.start]}")[::-1], _whole(prefix, before=True)[::-1]),
        (folded(f"{text[place.end :]}{_END}"), _whole(suffix, before=False)),
    )
    common = [len(commonprefix(side)) for side in sides]
    wanted = [len(old) for _now, old in sides]
    is_same = 2 * sum(common) >= sum(wanted) or any(
        length >= _ENOUGH and 2 * same >= length for same, length in zip(common, wanted, strict=True)
    )
    return sum(common) if is_same else 0


def _whole(context: str, *, before: bool) -> str:
    """A context as it was written down; one that is shorter than usual ends where its paragraph does."""
    if len(context) >= CONTEXT:
        return folded(context)
    return folded(f"{_BEGINNING}{context}" if before else f"{context}{_END}")
