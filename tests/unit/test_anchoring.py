"""A quote is found again only where what stood around it agrees, and where it agrees best."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.lesson.article import Article, Paragraph
from kit.lesson.files import open_lesson
from kit.marks.entries import Quote
from kit.sharing.anchoring import anchor, context_of, text_hash

INNER = open_lesson("inner-circle").article
OLD = "The rate fell, according to a senior official at the bank, in the north."
WORDS = "according to a senior official"


def article_of(*texts: str) -> Article:
    """Return an article of these paragraphs."""
    return replace(INNER, paragraphs=tuple(Paragraph(number, text, 1) for number, text in enumerate(texts, start=1)))


def quote_of(text: str, words: str, paragraph: int = 1) -> tuple[Quote, str, str]:
    """Return words of a paragraph with what stands around them."""
    quote = Quote(paragraph, text.index(words), text.index(words) + len(words), words)
    return quote, *context_of(text, quote)


#: What the article says now, and where the quoted words of `OLD` are found in it: paragraph and start, or nowhere.
NOW: dict[str, tuple[tuple[str, ...], tuple[int, int] | None]] = {
    "as it was": ((OLD,), (1, 15)),
    "a paragraph before it": (("Team Beta met on Monday.", OLD), (2, 15)),
    "words put before it": ((f"Yesterday too, {OLD}",), (1, 30)),
    "what follows is mended": (("The rate fell, according to a senior official of that firm.",), (1, 15)),
    "what comes before is mended": (("It rose, according to a senior official at the bank, in the north.",), (1, 9)),
    "the same words elsewhere": (
        (
            "The rate fell, the bank's own report shows.",
            "The bridge is safe, according to a senior official at the ministry.",
        ),
        None,
    ),
    "the same words in another sentence of it": (
        ("The rate fell, in the north. It will rain, according to a senior official at a lake.",),
        None,
    ),
    "the same words at their old place": (("It is a test,  according to a senior official of the town hall.",), None),
    "moved, with a look-alike left behind": (
        ("It will rain, according to a senior official at a lake.", "Then.", OLD),
        (3, 15),
    ),
    "twice the same": ((f"{OLD} {OLD}",), (1, 15)),
    "twice, in other paragraphs": (("Then.", OLD, OLD), None),
    "gone": (("The rate fell.",), None),
}


@pytest.mark.parametrize("now", NOW)
def test_words_are_found_where_their_surroundings_agree(now: str) -> None:
    """Words move with what stood around them; the same words about something else are not the evidence."""
    texts, place = NOW[now]
    quote, prefix, suffix = quote_of(OLD, WORDS)
    found = anchor(article_of(*texts), quote, prefix, suffix, text_hash(OLD))
    wanted = None if place is None else Quote(place[0], place[1], place[1] + len(WORDS), WORDS)
    assert found == wanted


def test_the_better_of_two_places_is_taken_across_paragraphs() -> None:
    """The old paragraph has no claim to the words where another one holds all that stood around them."""
    quote, prefix, suffix = quote_of(OLD, WORDS)
    half = "The rate fell, according to a senior official of that firm."
    found = anchor(article_of(half, OLD), quote, prefix, suffix)
    assert found is not None
    assert found.paragraph == 2


def test_of_equally_good_places_the_old_one_is_taken() -> None:
    """Where two paragraphs agree alike, the words are where they were."""
    quote, prefix, suffix = quote_of(OLD, WORDS)
    assert anchor(article_of("Then.", OLD, OLD), replace(quote, paragraph=3), prefix, suffix) == replace(
        quote, paragraph=3
    )


@pytest.mark.parametrize("words", ["The rate fell", "in the north.", OLD])
def test_a_paragraphs_ends_are_surroundings_too(words: str) -> None:
    """A quote at the beginning or end of its paragraph, or all of it, is found there in another one, and only there."""
    quote, prefix, suffix = quote_of(OLD, words)
    found = anchor(article_of("Before.", OLD), quote, prefix, suffix)
    assert found == replace(quote, paragraph=2)
    assert anchor(article_of("Before.", f"So: {words} Yes."), quote, prefix, suffix) is None


def test_without_surroundings_words_stay_where_they_were() -> None:
    """A quote without its surroundings is accepted at its place, and looked for nowhere else."""
    quote, _prefix, _suffix = quote_of(OLD, WORDS)
    assert anchor(article_of(OLD), quote) == quote
    assert anchor(article_of("Before.", OLD), quote) is None


def test_a_text_that_was_set_anew_holds_its_quotes() -> None:
    """Curly quotation marks and no-break blanks in place of plain ones: the quote has the words as they stand now."""
    old, new = 'He said "no" to the mayor of the town.', "He said “no”\u00a0to the mayor of the town."
    quote, prefix, suffix = quote_of(old, 'said "no" to')
    assert anchor(article_of(new), quote, prefix, suffix) == Quote(1, 3, 15, "said “no”\u00a0to")


@given(st.data())
def test_every_quote_of_an_article_is_found_when_paragraphs_come_before_it(data: st.DataObject) -> None:
    """Any words of the bundled article, with their surroundings, are found again behind other paragraphs."""
    paragraph = data.draw(st.sampled_from(INNER.paragraphs))
    start = data.draw(st.integers(0, len(paragraph.text) - 1))
    end = data.draw(st.integers(start + 1, len(paragraph.text)))
    words = paragraph.text[start:end]
    if not words.strip():
        return
    quote = Quote(paragraph.number, start, end, words)
    more = replace(
        INNER, paragraphs=(Paragraph(1, "Zz.", 1), *(replace(one, number=one.number + 1) for one in INNER.paragraphs))
    )
    assert anchor(more, quote, *context_of(paragraph.text, quote)) == replace(quote, paragraph=paragraph.number + 1)
