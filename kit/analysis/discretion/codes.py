"""Reader codes in what people write, however they type them: each is blotted out before a class sees the text."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kit.analysis.discretion.folded import Folded, folded
from kit.marks.reader import ANIMALS, MANNERS

BLOT = "…"
_MOST_DIGITS = 4
_STRICT = re.compile(r"[a-z]{2,12}[-_]+[a-z]{2,12}[-_]*[0-9]{2,4}")
_BETWEEN = re.compile(r"[\W_]{0,3}")


def pairs_of(readers: Iterable[object]) -> frozenset[str]:
    """Return the two words of each reader's code, joined: `quietotter` of `quiet-otter-41`."""
    return frozenset("".join(str(reader).split("-")[:2]) for reader in readers)


def blotted(text: str, pairs: frozenset[str]) -> str:
    """Return a text without reader codes: `Quiet Otter 41`, `quiet_otter41` and `QUIET–OTTER–４１` are codes, too.

    Args:
        text: what somebody wrote.
        pairs: the codes of the class, as `pairs_of` gives them; of these, the two words alone are blotted out.
    """
    plain, pieces, place = folded(text), [], 0
    for start, end in sorted({*_strict(plain), *_loose(plain, pairs)}):
        first, last = plain.span(start, end)
        if last > place:
            pieces += [text[place:first], BLOT]
            place = last
    return "".join([*pieces, text[place:]])


def _strict(plain: Folded) -> Iterator[tuple[int, int]]:
    """Two words and a number with dashes between them, whatever the words are."""
    return (found.span() for found in _STRICT.finditer(plain.text))


def _loose(plain: Folded, pairs: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Words that are in use for codes, one after the other or joined, with blanks or anything else between them."""
    words = plain.words
    for place in range(len(words)):
        for group in (words[place : place + 1], words[place : place + 2]):
            joined, end = _joined(plain, group), group[-1].end()
            if joined in pairs or joined in _all_pairs():
                numbered = _with_digits(plain, words[place + len(group) :], end)
                if numbered > end or joined in pairs:
                    yield group[0].start(), numbered


def _joined(plain: Folded, words: list[re.Match[str]]) -> str:
    if len(words) > 1 and not _BETWEEN.fullmatch(plain.text, words[0].end(), words[1].start()):
        return ""
    return "".join(word[0] for word in words)


def _with_digits(plain: Folded, following: list[re.Match[str]], end: int) -> int:
    """Where the number of a code ends, that may be written `41`, `# 41` or `4 1`; `end` where there is none."""
    left = _MOST_DIGITS
    for word in following:
        left -= len(word[0])
        if not word[0].isdigit() or left < 0 or not _BETWEEN.fullmatch(plain.text, end, word.start()):
            break
        end = word.end()
    return end


@cache
def _all_pairs() -> frozenset[str]:
    return frozenset(manner + animal for manner in MANNERS for animal in ANIMALS)
