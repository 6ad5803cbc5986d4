"""Students' names in what people write: with accents and without, in any case, given names and surnames alone.

A name that is also a word of everyday language (May, Will, Mark) is looked for where it has a capital letter: “Will the
mayor say so?” is then taken for a name, and is one too many. One too few would be a student before a class.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from unicodedata import normalize

from kit.analysis.discretion.folded import folded
from kit.lesson.article import Article

_WORD = re.compile(r"[^\W\d_]+")
#: Names that are also words a reader writes every day in English; what the article writes small is added to them.
_EVERYDAY = frozenset(
    """art august banks best bill black blue bond brown bush case chance chase cook dawn day drew eve faith fields
fox frank free gene good grace grant gray green grey guy hall hand hill home hope hunt joy june justice king law
little long love major mark marks may mercy miles moon more north page park pat pope price pride prince ray read
reed rich river rivers rob rock rose rush short sky small snow song star stone storm sue summer sun temple van ward
water way west white will wise wood woods worth young""".split()  # noqa: SIM905 (a paragraph reads better)
)
#: Small words before surnames, where a roster writes them small.
_PARTICLES = frozenset("af al av bin da de del den der di dos du el la le ten ter van von y zu".split())  # noqa: SIM905
#: Stand behind a vowel that may be written out with a second one; those that a name has already look otherwise.
_MAY_BE_E, _MAY_BE_A = "\ue000", "\ue001"
_UMLAUTS = str.maketrans(dict.fromkeys("ä", f"a{_MAY_BE_E}") | dict.fromkeys("öø", f"o{_MAY_BE_E}"))
_UMLAUTS |= str.maketrans({"ü": f"u{_MAY_BE_E}", "å": f"a{_MAY_BE_A}"})
#: In a shorter word, two vowels are more often two sounds (Noe, Sue) than one that is written out.
_SHORTEST_WRITTEN_OUT = 5
_WRITTEN_OUT = re.compile("([aou])e|(a)a")
_BETWEEN_WORDS = re.compile(r"[\s,;()]+")
_JOINT = re.compile(r"[\s'\-._]+")
_ANY_JOINT = r"[\s'\-.,_]*"
_ALONE = r"(?<![^\W\d_])(?:{})(?:'?s)?(?![^\W\d_])"
_BEFORE, _AFTER = re.compile(r"([^\W\d_]+)[\s\-]$"), re.compile(r"[\s\-]([^\W\d_]+)")


class Names:
    """Looks for the names of a class in a text.

    Args:
        names: as a class list writes them: `Anna-Lena Müller`, `Müller, Anna-Lena`; of `kaya.ode@school.org`, the words
            before the `@` are looked for like a name, too.
        article: people in the news may be called like somebody in class: `Vladimir` beside `Putin`, as the article has
            it, is nobody's name here, unless a student is called just so.
    """

    def __init__(self, names: Iterable[str], article: Article) -> None:
        self._article = article
        whole, sure, careful = set[str](), set[str](), set[str]()
        for name in _with_names_of_addresses({normalize("NFC", name).strip() for name in names} - {""}):
            words = [name] if "@" in name else _BETWEEN_WORDS.split(name)
            words = [word for word in words if any(map(str.isalnum, word))]
            whole.update(_pattern(*order) for order in _orders(words))
            for word in () if "@" in name else _single(words):
                (careful if self._is_everyday(word) else sure).add(_pattern(word))
        self._whole, self._sure, self._careful = map(_any_of, (whole, sure, careful))

    def in_text(self, text: str) -> str:
        """Return the first name that stands in a text, as it is written there, or an empty text."""
        plain = folded(text)
        for pattern, forgiving, needs_capital in (
            (self._whole, False, False),
            (self._sure, True, False),
            (self._careful, True, True),
        ):
            for found in pattern.finditer(plain.text) if pattern else ():
                first, last = plain.span(*found.span())
                if needs_capital and not text[first].isupper():
                    continue
                if not (forgiving and self._is_of_the_article(plain.text, found)):
                    return text[first:last]
        return ""

    def _is_everyday(self, word: str) -> bool:
        plain = folded(word).text
        return plain in _EVERYDAY or plain in self._small_words or len(plain) <= 2

    def _is_of_the_article(self, text: str, found: re.Match[str]) -> bool:
        """Whether a name, with the word before or after it, is one that the article has."""
        name = found[0].removesuffix("s").removesuffix("'") if found[0].endswith("'s") else found[0]
        before, after = _BEFORE.search(text[: found.start()]), _AFTER.match(text, found.end())
        pairs = {(before[1], name) if before else None, (name, after[1]) if after else None}
        return bool(pairs & self._article_names)

    @cached_property
    def _article_names(self) -> set[tuple[str, str] | None]:
        """Every two words of the article that stand together and have capital letters."""
        texts = [paragraph.text for paragraph in self._article.paragraphs]
        texts += [person.name for person in self._article.whos_who]
        return {
            (folded(one[0]).text, folded(other[0]).text)
            for text in texts
            for one, other in pairwise(_WORD.finditer(text))
            if one[0][0].isupper() and other[0][0].isupper() and text[one.end() : other.start()] in {" ", "-"}
        }

    @cached_property
    def _small_words(self) -> set[str]:
        words = (word[0] for paragraph in self._article.paragraphs for word in _WORD.finditer(paragraph.text))
        return {folded(word).text for word in words if word.islower()}


def _with_names_of_addresses(names: set[str]) -> set[str]:
    """The names, and those that stand before the `@` of an address; a single letter or a number is no part of one."""
    before = (re.split(r"[^\w'-]+|[_\d]+", name.partition("@")[0]) for name in names if "@" in name)
    return names | {" ".join(word for word in words if len(word) > 1) for words in before} - {""}


def _single(words: list[str]) -> Iterator[str]:
    """The words of a name that are looked for alone, and the parts of those with a hyphen."""
    has_capitals = any(word[0].isupper() for word in words)
    for word in words:
        if has_capitals and word.islower() and folded(word).text in _PARTICLES:
            continue
        yield from {part for part in (word, *_JOINT.split(word)) if len(part.strip(".")) > 1}


def _orders(words: list[str]) -> Iterator[list[str]]:
    """A name from front to back, from back to front, without what stands in its middle, and every two of its words."""
    if len(words) > 1 or "@" in "".join(words):
        ends = [words[0], words[-1]]
        yield from (words, words[::-1], ends, ends[::-1], *map(list, pairwise(words)))


def _pattern(*words: str) -> str:
    """A name as a pattern for folded text: `ue` for `ü` or not, and anything or nothing in place of a hyphen."""
    pattern = _ANY_JOINT.join(_loosely(word) for word in words)
    has_case = any(word.upper() != word.lower() for word in words)
    return _ALONE.format(pattern) if has_case else pattern


def _loosely(word: str) -> str:
    written_out = word.casefold().translate(_UMLAUTS)
    parts = [re.escape(part) for part in _JOINT.split(folded(written_out).text) if part]
    if len(written_out) >= _SHORTEST_WRITTEN_OUT or written_out != word.casefold():
        parts = [_WRITTEN_OUT.sub(r"\g<0>?", part) for part in parts]
    return _ANY_JOINT.join(part.replace(_MAY_BE_E, "e?").replace(_MAY_BE_A, "a?") for part in parts)


def _any_of(patterns: set[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(sorted(patterns, key=len, reverse=True))) if patterns else None
