"""Text as it is compared, however it was typed: without accents, capitals, and the many kinds of dashes and blanks."""

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category, digit, normalize

#: Every sign that people type for an apostrophe; some of them would fall apart into a blank and an accent.
_APOSTROPHES = frozenset("'\N{ACUTE ACCENT}`‘’‛′ʹʻʼʽꞌ＇")
_MINUS = "\N{MINUS SIGN}"
#: Latin letters that Unicode does not take apart.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared, and for each of its signs the place in the original, in code points."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the signs from `start` to before `end` stand in the original."""
        return self.places[start], self.places[end - 1] + 1

    @property
    def words(self) -> list[re.Match[str]]:
        """Its words and whole numbers, each with its place."""
        return list(_WORD.finditer(self.text))


def folded(original: str) -> Folded:
    """Fold a text: small letters without accents, plain digits, `-` for every dash, `'` for every apostrophe.

    Accents are those of Unicode's compatibility decomposition (NFKD). What cannot be seen is left out.
    """
    signs = [(part, place) for place, sign in enumerate(original) for part in _parts(sign)]
    return Folded("".join(part for part, _ in signs), tuple(place for _, place in signs))


@lru_cache(maxsize=4096)  # texts are long, and their signs few
def _parts(sign: str) -> str:
    if sign in _APOSTROPHES:
        return "'"
    return "".join(map(_plain, normalize("NFKD", normalize("NFKD", sign).casefold()).translate(_LETTERS)))


def _plain(sign: str) -> str:
    kind = category(sign)
    if sign in _APOSTROPHES:
        return "'"
    if kind in {"Mn", "Me", "Cf"}:
        return ""
    if kind == "Pd" or sign == _MINUS:
        return "-"
    if kind == "Nd":
        return str(digit(sign))
    return " " if sign.isspace() else sign
