"""Alters the claims and the front matter of a hand-written `article.md`: every line that need not change stays.

A claim's id never changes its meaning, so one that is taken out is never given again: a comment below the front matter
keeps count.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kit.lesson.article import Article, Paragraph, Person
from kit.lesson.article_file import FIELDS, ArticleFile
from kit.lesson.article_writing import paragraph_text
from kit.lesson.claims import CLAIM_ID, Claim
from kit.lesson.yaml_altering import NoPlace, Write, with_field, with_item
from kit.lesson.yaml_text import quoted

_TAKEN_OUT = "Claims that were taken out; their ids are not given again:"
_LINE = re.compile(rf"<!-- {_TAKEN_OUT} (?P<ids>.*) -->")


def with_claims(text: str, found: ArticleFile, claims: Sequence[Claim]) -> str:
    """Return the text of an article with these claims in place of its own.

    Only the lines of paragraphs whose claims are other ones are written anew.

    Args:
        text: the article as it was read, with line ends `\\n`.
        found: what was read from it, without faults.
        claims: the claims that it has from now on.
    """
    assert found.article is not None
    lines = text.split("\n")
    for paragraph, line in zip(found.article.paragraphs, found.lines, strict=True):
        before, after = (
            sorted((one for one in some if one.paragraph == paragraph.number), key=lambda one: (one.start, -one.end))
            for some in (found.claims, claims)
        )
        if before != after:
            lines[line - 1] = paragraph_text(paragraph, after)
    gone = {claim.id for claim in found.claims} - {claim.id for claim in claims}
    return _with_taken_out("\n".join(lines), found.front_lines, gone)


def with_paragraphs(
    text: str,
    found: ArticleFile,
    new: Mapping[int, Sequence[str]],
    article: Article,
    claims: Sequence[Claim],
) -> str:
    """Return the text of an article in which other paragraphs stand in the place of some.

    Args:
        text: the article as it was read, with line ends `\\n`.
        found: what was read from it, without faults.
        new: by the number of a paragraph as it was, the texts that stand there now; none takes it out.
        article: the article from now on.
        claims: its claims.
    """
    lines, written = text.split("\n"), dict[int, str | None]()
    number = 0
    for line, before in enumerate(found.lines, start=1):
        texts = new.get(line)
        here = article.paragraphs[number : number + (1 if texts is None else len(texts))]
        number += len(here)
        if texts is not None:
            shown = [_plain_paragraph(one, claims) for one in here]
            written[before - 1] = "\n\n".join(shown) if shown else None
    for at in sorted(written, reverse=True):
        content = written[at]
        # A paragraph that goes takes the empty line above it along.
        first = at - 1 if content is None and at and not lines[at - 1].strip() else at
        lines[first : at + 1] = [] if content is None else content.split("\n")
    return "\n".join(lines)


def with_heading(text: str, found: ArticleFile, section: int, title: str) -> str:
    """Return the text of an article with another heading of one section, by its number from 1."""
    lines = text.split("\n")
    first = found.article.sections[section - 1].first if found.article else 1
    at = max(at for at, line in enumerate(lines[: found.lines[first - 1]]) if line.startswith("## "))
    lines[at] = f"## {title}"
    return "\n".join(lines)


def _plain_paragraph(paragraph: Paragraph, claims: Sequence[Claim]) -> str:
    """The line of a paragraph; the line above a caption, which says that it is one, stays."""
    inside = [one for one in claims if one.paragraph == paragraph.number]
    return paragraph_text(replace(paragraph, is_caption=False), inside)


def taken_out(text: str) -> frozenset[str]:
    """Return the ids of claims that an article once had, as far as it keeps count of them."""
    return frozenset(one for found in _LINE.finditer(text) for one in CLAIM_ID.findall(found["ids"]))


def with_front_field(text: str, found: ArticleFile, name: str, write: Write | None) -> str:
    """Return the text of an article with one field of its front matter altered, put in, or (None) taken out."""
    return _with_front(text, found, lambda inside: with_field(inside, (), name, write, FIELDS))


def with_point(text: str, found: ArticleFile, section: int, point: str) -> str:
    """Return the text of an article with another point of one section, by its number from 1."""
    return _with_front(text, found, lambda inside: with_item(inside, ("points",), section - 1, quoted(point)))


def with_person(text: str, found: ArticleFile, index: int, person: Person | None) -> str:
    """Return the text of an article with an entry of the who's-who, by its place from 0, altered, new, or taken out."""
    people = list(found.article.whos_who) if found.article else []
    try:
        written = None if person is None else _entry(person)
        return _with_front(text, found, lambda inside: with_item(inside, ("whos_who",), index, written))
    except NoPlace:  # there was no list, there will be none, or it stands on one line
        people[index : index + 1] = [] if person is None else [person]
        lines = ["whos_who:", *(f"  - {_entry(one)}" for one in people)]
        return with_front_field(text, found, "whos_who", (lambda _indent: lines) if people else None)


def _entry(person: Person) -> str:
    return f"{{name: {quoted(person.name)}, who: {quoted(person.who)}}}"


def _with_front(text: str, found: ArticleFile, alter: Callable[[str], str]) -> str:
    lines = text.split("\n")
    altered = alter("\n".join(lines[1 : found.front_lines - 1]))
    return "\n".join([lines[0], altered, *lines[found.front_lines - 1 :]])


def _with_taken_out(text: str, front_lines: int, gone: Collection[str]) -> str:
    if not gone:
        return text
    lines = text.split("\n")
    ids = sorted({*taken_out(text), *gone}, key=lambda one: int(one[1:]))
    comment = f"<!-- {_TAKEN_OUT} {', '.join(ids)} -->"
    at = next((at for at, line in enumerate(lines) if _LINE.fullmatch(line.strip())), None)
    if at is None:
        lines[front_lines:front_lines] = ["", comment]
    else:
        lines[at] = comment
    return "\n".join(lines)


def free_id(used: Iterable[str]) -> str:
    """Return the id of a new claim: one behind all that were ever used."""
    return f"c{max((int(one[1:]) for one in used), default=0) + 1:02d}"
