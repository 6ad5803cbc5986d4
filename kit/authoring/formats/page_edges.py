"""What stands at the edge of page after page and is no part of the text: running heads, numbers, dates of print."""

import re
from collections import Counter
from collections.abc import Sequence

from kit.authoring.captions import is_caption
from kit.authoring.formats.page_lines import Line

_NUMBER = re.compile(r"(page\s*)?[-–—|]?\s*\d{1,4}\s*[-–—|]?(\s*(of|/)\s*\d{1,4})?", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(https?://|www\.)\S+(\s+\d+/\d+)?|\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d{2}.*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
#: How many lines from the top and from the bottom of a page are looked at.
_DEPTH = 3


def at_the_edges(pages: Sequence[Sequence[Line]], small: float) -> dict[tuple[int, int], str]:
    """Return which lines are left out, by page (from 1) and place in it (from 0), and why, in a sentence.

    Letters that are no higher than `small` are small print.
    """
    found: dict[tuple[int, int], str] = {}
    outer = [_outer(page) for page in pages]
    repeated = Counter(
        text for page, places in zip(pages, outer, strict=True) for text in {_alike(page[at]) for at in places}
    )
    for number, (page, places) in enumerate(zip(pages, outer, strict=True), start=1):
        for at in places:
            text = page[at].text
            if _NUMBER.fullmatch(text):
                found[number, at] = "It is a page number."
            elif _ADDRESS.fullmatch(text):
                found[number, at] = "The browser printed it at the edge of the page."
            elif repeated[_alike(page[at])] > 1:
                found[number, at] = "It stands at the edge of several pages."
            elif at in (places[0], places[-1]) and page[at].size <= small and not is_caption(page[at].text):
                found[number, at] = "It is small print at the edge of the page."
    return found


def _outer(page: Sequence[Line]) -> list[int]:
    by_height = sorted(range(len(page)), key=lambda at: -page[at].top)
    return [*by_height[:_DEPTH], *by_height[max(_DEPTH, len(by_height) - _DEPTH) :]]


def _alike(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())
