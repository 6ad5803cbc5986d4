"""Writes an article as an `article.md` that reads well, and reads back as the same article."""

import re
from collections.abc import Iterator, Sequence

from kit.lesson.article import Article, Paragraph
from kit.lesson.article_layout import CAPTION_LINE
from kit.lesson.claims import Claim
from kit.lesson.lookalikes import UNSEEN
from kit.lesson.yaml_text import plain_or_quoted, quoted

# What Markdown or a lesson would make something of (`kit.lesson.markdown_signs`), wherever it stands in a paragraph ...
_SIGN = re.compile(
    r"""[\\\[\]{}*`^]        # claims, escapes, emphasis, code, footnotes
    | <(?![\s\d])            # tags, comments, addresses
    | &(?=[#A-Za-z])         # entities
    | ([~=%])\1+             # struck out, highlighted, comments
    | (?<![^\W_])_ | _(?![^\W_])""",
    re.VERBOSE,
)
# ... and only where it begins one.
_BEGINNING = re.compile(r"\#|>|\||:(?=::)|[-+](?=\s|$)|-(?=\s*-\s*-)|(?<=\d)[.)](?=\s|$)", re.VERBOSE)
_NOTHING = re.compile(rf"^[\s{UNSEEN}]+")
_NUMBER = re.compile(r"\d{1,3}(?=[.)](\s|$))")


def article_text(lesson: str, article: Article, claims: Sequence[Claim]) -> str:
    """Return the text of an `article.md`.

    Args:
        lesson: the lesson's id.
        article: an article whose texts are as they are read: single paragraphs without line ends or blanks at their
            ends, titles without signs of Markdown.
        claims: its claims in reading order, nested ones within each other.
    """
    parts = ["\n".join(_front_matter(lesson, article))]
    for section in article.sections:
        parts.append(f"## {section.title}")
        inside = (paragraph for paragraph in article.paragraphs if paragraph.section == section.number)
        parts += [
            paragraph_text(paragraph, [one for one in claims if one.paragraph == paragraph.number])
            for paragraph in inside
        ]
    return "\n\n".join(parts) + "\n"


def _front_matter(lesson: str, article: Article) -> Iterator[str]:
    yield "---"
    yield f"lesson: {plain_or_quoted(lesson)}"
    yield f"title: {quoted(article.title)}"
    yield f"language: {article.language}"
    yield f"codebook: {article.codebook}"
    for name in ("credit", "licence", "date_line", "notice", "content_note"):
        yield f"{name}: {quoted(getattr(article, name))}"
    if article.publication:
        yield f"publication: {article.publication}"
    if article.whos_who:
        yield "whos_who:"
        yield from (f"  - {{name: {quoted(one.name)}, who: {quoted(one.who)}}}" for one in article.whos_who)
    yield "points:"
    yield from (f"  - {quoted(section.point)}" for section in article.sections)
    yield "---"


def paragraph_text(paragraph: Paragraph, claims: Sequence[Claim]) -> str:
    """Return a paragraph with its claims in brackets; what would be read as markup stands behind a backslash."""
    before = [""] * (len(paragraph.text) + 1)
    bounds = {bound for claim in claims for bound in (claim.start, claim.end)}
    for place in _escaped(paragraph.text, bounds):
        before[place] = "\\"
    # Outer claims first: their bracket opens before, and closes behind those within them.
    for claim in sorted(claims, key=lambda claim: claim.start - claim.end, reverse=True):
        before[claim.start] = f"[{before[claim.start]}"
    for claim in sorted(claims, key=lambda claim: claim.start - claim.end):
        mark = f"]{{#{claim.id}{' .core' if claim.core else ''}}}"
        before[claim.end] = f"{mark}{before[claim.end]}"
    letters = [*paragraph.text, ""]
    text = "".join(sign + letter for sign, letter in zip(before, letters, strict=True))
    return f"{CAPTION_LINE}\n{text}" if paragraph.is_caption else text


def _escaped(text: str, bounds: set[int]) -> Iterator[int]:
    """The places of signs that need a backslash to be text."""
    for found in _SIGN.finditer(text):
        yield from range(*found.span())
    for bound in bounds:  # a “_” beside a bracket stands at the edge of a word
        yield from (place for place in (bound - 1, bound) if text[place : place + 1] == "_")
    start = len(text) - len(_NOTHING.sub("", text))
    number = _NUMBER.match(text, start)
    if beginning := _BEGINNING.match(text, number.end() if number else start):
        yield beginning.start()
