"""Quotes and their article: words are found in their paragraph, and a quote is held against it."""

from collections.abc import Mapping
from typing import Any

from kit.lesson.article import Article
from kit.lesson.lookalikes import spans_of
from kit.lesson.plain_errors import shown
from kit.marks.entries import Quote
from kit.marks.lines import MarkFault


def find_quote(article: Article, piece: Any) -> Quote | Mapping[str, Any]:
    """Return the quote that a pair of a paragraph's number and its words means; anything but a pair is handed back.

    The words are found by what a person reads (see `kit.lesson.lookalikes`); the quote has the article's own.

    Raises:
        MarkFault: the words do not stand in the paragraph, or more than once.
        ValueError: there is no such paragraph.
    """
    if not (isinstance(piece, tuple | list) and len(piece) == 2):
        return piece
    number, quote = piece
    text = article.paragraph(number).text
    places = spans_of(text, quote)
    if len(places) != 1:
        remedy = "Evidence needs words that stand in it once."
        raise MarkFault(f"Paragraph {number} holds {shown(quote)} {len(places)} times. {remedy}")
    start, end = places[0]
    return Quote(number, start, end, text[start:end])


def check_quote(article: Article, quote: Quote) -> None:
    """Make sure that a quote stands where it says.

    Raises:
        MarkFault: other words stand there.
        ValueError: there is no such paragraph.
    """
    text = article.paragraph(quote.paragraph).text
    if not 0 <= quote.start < quote.end <= len(text) or text[quote.start : quote.end] != quote.quote:
        place = f"{quote.start}-{quote.end} of paragraph {quote.paragraph}"
        raise MarkFault(f"The words {shown(quote.quote)} are not at {place}. Select them again.")
