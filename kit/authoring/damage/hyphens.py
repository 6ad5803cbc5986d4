"""Hyphens that stood at the end of a line and now stand within it: “govern- ment”, “govern-ment”."""

import re
from collections.abc import Iterator

from kit.authoring.damage.english_words import PREFIXES
from kit.authoring.damage.prose import Found, Prose

_WITH_BLANK = re.compile(r"(?<![\w-])(?P<first>[^\W\d_]{2,})-\s+(?P<second>[a-zà-ÿ]{2,})(?![\w-])")
_WITHOUT = re.compile(r"(?<![\w-])(?P<first>[^\W\d_]{2,})-(?P<second>[a-zà-ÿ]{2,})(?![\w-])")
#: “two- and three-year terms”: the hyphen stands for a word.
_STANDS_FOR_A_WORD = frozenset("and or to nor but versus through plus und oder bis y o et ou e".split())


def line_end_hyphens(text: str, prose: Prose) -> Iterator[Found]:
    """Find words that a line end parted."""
    for found in _WITH_BLANK.finditer(text):
        first, second = found["first"], found["second"]
        if second in _STANDS_FOR_A_WORD:
            continue
        both_are_words = prose.is_known(first, 3) and prose.is_known(second, 3)
        repair = f"{first}-{second}" if both_are_words and not prose.is_known(first + second, 2) else first + second
        yield Found(*found.span(), repair, "A hyphen from the end of a line stands within a word.")
    for found in _WITHOUT.finditer(text):
        first, second = found["first"], found["second"]
        is_compound = first.casefold() in PREFIXES or (prose.is_known(first, 3) and prose.is_known(second, 3))
        if prose.is_known(first + second, 3.5) and not is_compound and prose.words[first + second]:
            yield Found(*found.span(), first + second, "A hyphen from the end of a line stands within a word.")
