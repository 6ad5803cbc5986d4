"""Whether two words run together in one, and which.

Names and compounds are guarded. A word is only taken apart if English does not know it as a whole. Then the second part
is one that goes on after a name or a noun: a word that binds sentences together (“which”, “and”), a verb that reports
(“said”), a participle (“forcing”), an office (“head”); or both parts are common words, or a name that the article has
elsewhere and a common word. So “Killingsworth”, “YouTube” and “overclassification” stay whole. Of two letters (“Leein”)
little can be seen: there, what follows must fit as well.
"""

import re

from kit.authoring.damage.english_words import (
    AFTER_A_PRONOUN,
    ARTICLES,
    BINDING,
    DETERMINERS,
    FINITE,
    PREFIXES,
    PRONOUNS,
    ROLES,
    SAYING,
    SHORT,
    TIMES,
)
from kit.authoring.damage.prose import Prose

Parts = tuple[str, str]

#: Second parts of many compounds and names (“takeover”, “Mainor”): no proof, though they bind.
_SECOND_BINDING = (
    BINDING
    | frozenset(
        "both such many much never still just may might must will shall today yesterday last next every".split()
    )
) - frozenset("can all like her over under not so or us if you your nor".split())
_TWO_LETTERS = frozenset("as at be by do he if in is it me my no of on or so to up us we".split())
#: How common two words must be, in all and each, to be seen in an unknown word (Zipf frequencies); long ones are seen
#: more easily.
_COMMON, _EACH = 8.5, 3.5
_COMMON_LONG, _EACH_LONG, _LONG = 7.6, 3.2, 5
#: A word that is no more common than this may be a slip that lists of words have picked up from the web.
_PERHAPS_A_SLIP = 2.2
_FIRST_OF_COMPOUNDS = frozenset(
    "clear days far free full half hard high ill in long low news off old on out short soft".split()
)
_LAST_OF_COMPOUNDS = frozenset(
    """able ally ate based bound eyed free fighter friendly hood ing ion ish less like long maker makers man men minded
    headed ness off on out proof related ship side style up ward ways wide wise woman women worthy writer writers
    sheet""".split()
)
_NEVER_FIRST = frozenset("here there where not with what when who how any some every no un re non".split())
#: With a capital, they begin a sentence; a capital on “In” or “On” may begin a name (“Oncenter”).
_BEGIN_A_SENTENCE = ARTICLES | PRONOUNS | frozenset("this that these those his her their but and".split())
#: Behind a common word, these make no compound.
_NEVER_LAST_OF_COMPOUNDS = frozenset("and of that the for with from was were has had who which where".split())


def taken_apart(word: str, following: str, prose: Prose) -> Parts | None:
    """Return the two words that run together in one, or None. `following` is the word behind it, or empty."""
    if "’" in word or "'" in word:
        return _behind_an_owner(word, prose)
    if len(word) < 4 or word.isupper():
        return None
    if capital := re.search(r"(?<=[^\W\d_A-Z])[A-Z][a-z]+$", word):
        return _at_a_capital(word[: capital.start()], capital[0], word, prose)
    if prose.is_known(word):
        return _in_a_known_word(word, prose)
    return _in_an_unknown_word(word, following, prose) if word[1:].islower() else None


def _behind_an_owner(word: str, prose: Prose) -> Parts | None:
    """“Lee’splan”: no English word goes on behind ’s."""
    found = re.fullmatch(r"(?P<first>[^\W\d_]+[’']s)(?P<second>[a-z]{3,})", word)
    return (found["first"], found["second"]) if found and prose.is_known(found["second"], 3) else None


def _in_an_unknown_word(word: str, following: str, prose: Prose) -> Parts | None:
    splits = [(word[:at], word[at:]) for at in range(len(word) - 1, 1, -1)]
    found = [
        (first, second)
        for first, second in splits
        if _can_be_second(second, first, following, prose) and _can_be_first(first, second, word, prose)
    ]
    if not found:
        return _two_common_words(word, prose)
    return max(found, key=lambda parts: (prose.stands_alone(parts[0]), prose.frequency(parts[0].casefold())))


def _at_a_capital(first: str, second: str, word: str, prose: Prose) -> Parts | None:
    """“weaponsThey”: not a name such as iPhone or McCain, which is known or has no common word before the capital."""
    if len(first) < 3 or prose.is_known(word) or prose.words[word] > 1:
        return None
    if first.islower():
        binds = second.casefold() in BINDING or prose.stands_alone(second)
        are_common = prose.is_known(first, 4) and len(first) > 3 and prose.is_known(second, 3)
        return (first, second) if are_common or (binds and prose.is_known(first, 3)) else None
    starts = second.casefold() in PRONOUNS | {"the", "this", "that", "these", "those", "there", "but", "and", "which"}
    return (first, second) if starts and prose.is_known(first, 2.5) else None


def _in_a_known_word(word: str, prose: Prose) -> Parts | None:
    """“ofthe”, “endof”: so common a slip that lists of words know it, as a rare word."""
    splits = [(word[:at], word[at:]) for at in range(1, len(word)) if word[:at].casefold() not in _NEVER_FIRST]
    both = ((one, two) for one, two in splits if one.casefold() in BINDING and two in BINDING - {"under"})
    may_be_a_name = not word.islower() and not word.endswith("the")  # Orin, Thein
    if (
        not may_be_a_name
        and not prose.is_known(word, 4 if word.endswith("the") else 2.8)
        and (found := next(both, None))
    ):
        return found
    if prose.is_known(word, _PERHAPS_A_SLIP) or not word.islower():
        return None
    ends = ((one, two) for one, two in splits if two in _NEVER_LAST_OF_COMPOUNDS and prose.is_known(one, 4.5))
    return next(ends, None)


def _can_be_second(second: str, first: str, following: str, prose: Prose) -> bool:
    if second in SHORT:
        return _fits(second, following, first, prose)
    if second in _SECOND_BINDING or second in SAYING or second in ROLES:
        return True
    is_participle = len(second) > 4 and second.endswith(("ing", "ed")) and prose.is_known(second, 3.5)
    return is_participle and first[:1].isupper()


def _fits(short: str, following: str, first: str, prose: Prose) -> bool:
    """Whether the word behind “a”, “in”, “is” is one that such a word wants."""
    is_name = first[:1].isupper()
    if not following or following in SAYING or following in FINITE:
        return False
    if short in ("a", "an"):
        is_noun = following not in BINDING and not (is_name and following[:1].isupper())
        return is_noun and _is_vowel(following, short) == (short == "an")
    if short in ("in", "on", "at", "by", "of", "to", "as", "is"):
        is_known_name = is_name and prose.stands_alone(first)
        fits = following in DETERMINERS or (short == "as" and following in ("well", "if", "though", "soon", "long"))
        fits = fits or (short == "on" and following.casefold() in TIMES and prose.is_known(first, 3))
        return fits or is_known_name or (following[:1].isupper() and not is_name)
    return short in ("he", "it", "we") and following in AFTER_A_PRONOUN and not is_name


def _is_vowel(word: str, article: str) -> bool:
    return word[0].casefold() in "aeiou" or (article == "an" and word[0] == "h")


def _can_be_first(first: str, second: str, word: str, prose: Prose) -> bool:
    """Names are known, or stand elsewhere in the article, or are long before a long word."""
    if first.casefold() in _NEVER_FIRST or len(first) < 3:
        return False
    is_name = first[:1].isupper()
    if prose.words[word] > 1 and (is_name or len(second) < 4):
        return False  # whatever it is, the article calls it so
    if prose.stands_alone(first):
        return True
    if not is_name:
        return prose.is_known(first, 3 if len(second) < 3 else 2.5)
    if second in SHORT - ARTICLES:
        return prose.is_known(first, 2.5)  # Pijin, Buriat
    return prose.is_known(first, 1.1) or (len(first) > 4 and len(second) > 4)


def _two_common_words(word: str, prose: Prose) -> Parts | None:
    """“thebridge”, “Ruthspoke”: of all ways to part an unknown word, the one with the most common words."""
    best, found = 0.0, None
    is_name = word[:1].isupper() and not prose.is_known(word.casefold())
    for at in range(1, len(word)):
        first, second = word[:at], word[at:]
        if is_name and not _can_be_a_name(first, second, word, prose):
            continue
        each = prose.frequency(first.casefold()), prose.frequency(second)
        known_name = is_name and first.casefold() not in BINDING
        if (known_name and each[1] > 4) or (_are_common(first, second, each) and not known_name):
            best, found = max((best, found), (sum(each), (first, second)), key=lambda one: one[0])
    return found


def _are_common(first: str, second: str, each: tuple[float, float]) -> bool:
    if _makes_a_compound(first.casefold(), second, each[1]):
        return False
    is_long = min(len(first), len(second)) >= _LONG
    common, least = (_COMMON_LONG, _EACH_LONG) if is_long else (_COMMON, _EACH)
    return min(each) >= least and sum(each) > common


def _makes_a_compound(first: str, second: str, frequency: float) -> bool:
    """“nonprofit”, “circuslike”; and of two letters, only few are words."""
    if first in ARTICLES:
        return frequency < 4.3 or (len(first) < 3 and _is_vowel(second, first) != (first == "an"))
    if first in ("in", "of", "on", "to") and len(second) > 4:
        return frequency < 4.6
    is_too_short = {len(first), len(second)} & {1, 2} and not {first, second} & _TWO_LETTERS
    return bool(is_too_short) or first in PREFIXES or first in _FIRST_OF_COMPOUNDS or second in _LAST_OF_COMPOUNDS


def _can_be_a_name(first: str, second: str, word: str, prose: Prose) -> bool:
    """Names are parted only where the first part is one that the article has elsewhere, or a word that binds."""
    if len(second) < 4 or prose.words[word] > 1:
        return False
    return first.casefold() in _BEGIN_A_SENTENCE or (len(first) > 3 and prose.stands_alone(first))
