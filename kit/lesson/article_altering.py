"""Alters the claims and the front matter of a hand-written `article.md`: every line that need not change stays.

A claim's id never changes its meaning, so one that is taken out is never given again: a comment below the front matter
keeps count.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from kit.lesson.article_file import FIELDS, ArticleFile
from kit.lesson.article_writing import paragraph_text
from kit.lesson.claims import CLAIM_ID, Claim
from kit.lesson.yaml_altering import Write, with_field, with_item

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


def taken_out(text: str) -> frozenset[str]:
    """Return the ids of claims that an article once had, as far as it keeps count of them."""
    return frozenset(one for found in _LINE.finditer(text) for one in CLAIM_ID.findall(found["ids"]))


def with_front_field(text: str, found: ArticleFile, name: str, write: Write | None) -> str:
    """Return the text of an article with one field of its front matter altered, put in, or (None) taken out."""
    return _with_front(text, found, lambda inside: with_field(inside, (), name, write, FIELDS))


def with_point(text: str, found: ArticleFile, section: int, point: str) -> str:
    """Return the text of an article with another point of one section, by its number from 1."""
    return _with_front(text, found, lambda inside: with_item(inside, ("points",), section - 1, point))


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
