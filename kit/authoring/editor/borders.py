"""Where a claim may begin and end: at whole words, with or without the quotation marks around them."""

import re
from collections.abc import Iterable

from kit.lesson.claims import Claim

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
#: A word with the quotation marks right at it, and not the comma or full stop behind them.
_QUOTED = re.compile(rf"[“„«‘\"]*{_WORD.pattern}[”“»’\"]*")
_TOKEN = re.compile(r"\S+")
_PATTERNS = (_WORD, _QUOTED, _TOKEN)


def next_start(text: str, start: int, by: int) -> int:
    """Return where a claim that begins at `start` begins after so many steps: words, or tokens with their signs.

    Offsets are code points; at the end of the text it stays where it is.
    """
    places = sorted({found.start() for pattern in _PATTERNS for found in pattern.finditer(text)})
    return _stepped(places, start, by)


def next_end(text: str, end: int, by: int) -> int:
    """Return where a claim that ends at `end` ends after so many steps."""
    places = sorted({found.end() for pattern in _PATTERNS for found in pattern.finditer(text)})
    return _stepped(places, end, by)


def clash(claim: Claim, others: Iterable[Claim]) -> Claim | None:
    """Return a claim that overlaps with this one without one lying in the other, or that has the same words."""
    for other in others:
        if other.id == claim.id or other.paragraph != claim.paragraph:
            continue
        if (other.start, other.end) == (claim.start, claim.end):
            return other
        is_apart = other.end <= claim.start or claim.end <= other.start
        is_within = claim.start <= other.start and other.end <= claim.end
        is_around = other.start <= claim.start and claim.end <= other.end
        if not (is_apart or is_within or is_around):
            return other
    return None


def _stepped(places: list[int], place: int, by: int) -> int:
    if by > 0:
        ahead = [one for one in places if one > place]
        return ahead[min(by, len(ahead)) - 1] if ahead else place
    behind = [one for one in places if one < place]
    return behind[max(len(behind) + by, 0)] if behind else place
