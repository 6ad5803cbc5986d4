"""A paragraph's text with its claims numbered: cut where a claim begins or ends, also inside another one."""

from collections.abc import Iterable
from dataclasses import dataclass

from kit.lesson.article import Paragraph
from kit.lesson.claims import Claim


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a paragraph. `begins` are the claims that begin with it; `depth` is how many it lies in."""

    text: str
    begins: tuple[Claim, ...]
    depth: int


def numbered(paragraph: Paragraph, claims: Iterable[Claim]) -> list[Piece]:
    """Return the paragraph's text in pieces, which together are the whole of it.

    Args:
        paragraph: the paragraph.
        claims: those that are numbered, in any order; others' are passed over.
    """
    here = [claim for claim in claims if claim.paragraph == paragraph.number]
    cuts = sorted({0, len(paragraph.text), *(place for claim in here for place in (claim.start, claim.end))})
    return [
        Piece(
            paragraph.text[start:end],
            tuple(sorted((claim for claim in here if claim.start == start), key=lambda claim: -claim.end)),
            sum(claim.start <= start and end <= claim.end for claim in here),
        )
        for start, end in zip(cuts, cuts[1:], strict=False)
    ]
