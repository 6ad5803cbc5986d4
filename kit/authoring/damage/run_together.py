"""Words that run together where a link or a tag was taken out: “Ukraineaccording”, “weaponsThey”, “shut.The”.

Names and compounds are guarded. A word is only taken apart if English does not know it as a whole, and if its second
part is one that goes on after a name or a noun: a word that binds sentences together (“which”, “and”), a verb
that reports (“said”), a participle (“forcing”) or an office (“head”). So “Killingsworth” and “YouTube” stay whole. Of
two letters (“Leein”) little can be seen: there, what follows must fit as well.
"""

import re
from collections.abc import Iterator

from kit.authoring.damage.english_words import (
    AFTER_A_PRONOUN,
    BINDING,
    DETERMINERS,
    FINITE,
    PREFIXES,
    PRONOUNS,
    ROLES,
    SAYING,
    SHORT,
)
from kit.authoring.damage.prose import WORD, Found, Prose
from kit.authoring.sentences import sentences

_WHY = "Two words run together here: “{}” and “{}”."
_WHY_STOP = "A blank is missing behind “{}”."
#: A sign and the next word without a blank; addresses, numbers and abbreviations have other letters around it.
_NO_BLANK = re.compile(
    r"(?<![\w.@/])(?P<word>[^\W\d_]{2,})(?P<sign>[.!?][”’\"]?|[,;:][”’\"]?|[”])(?P<next>[^\W\d_]{2,})"
)
_YEAR = re.compile(
    r"(?<![\w-])(?P<word>[a-z]{2,}|January|February|March|April|May|June|July|August|September|October"
    r"|November|December)(?P<year>(?:19|20)\d\d)(?![\w-])"
)
_SECOND_BINDING = BINDING - {
    "can",
    "all",
    "like",
    "her",
    "over",
    "under",
    "not",
    "so",
    "or",
    "us",
    "if",
    "you",
    "your",
    "nor",
}
_TWO_LETTERS = frozenset("as at be by do he if in is it me my no of on or so to up us we".split())
#: How common two words must be, in all and each, to be seen in an unknown word (Zipf frequencies).
_COMMON, _EACH = 8.5, 3.5
_FIRST_OF_COMPOUNDS = frozenset(
    "clear days far free full half hard high ill in long low news off old on out short soft".split()
)
_LAST_OF_COMPOUNDS = frozenset(
    """able ally ate based bound eyed free fighter friendly hood ing ion ish less like long man men minded ness proof
    related ship side style ward ways wide wise woman women worthy writer writers sheet""".split()
)
_NEVER_FIRST = frozenset("here there where not with what when who how any some every no un re non".split())


def run_together(text: str, prose: Prose) -> Iterator[Found]:
    """Find words without a blank between them."""
    words = list(WORD.finditer(text))
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else None
        is_next = following is not None and text[word.end() : following.start()].strip(" ") == ""
        parts = taken_apart(word[0], following[0] if following and is_next else "", prose)
        if parts and not _is_in_an_address(text, *word.span()):
            yield _split(text, word, parts, following)
    yield from _without_blank(text, prose)


def taken_apart(word: str, following: str, prose: Prose) -> tuple[str, str] | None:
    """Return the two words that run together in one, or None. `following` is the word behind it, or empty."""
    if "’" in word or "'" in word or len(word) < 5 or word.isupper():
        return None
    capital = re.search(r"(?<=[^\W\d_A-Z])[A-Z][a-z]+$", word)
    if capital:
        return _at_a_capital(word[: capital.start()], capital[0], word, prose)
    if not word[1:].islower():
        return None
    if prose.is_known(word):
        return _two_binding_words(word, prose)
    splits = [(word[:at], word[at:]) for at in range(len(word) - 1, 1, -1)]
    for first, second in splits:
        if _can_be_second(second, first, following, prose) and _can_be_first(first, second, word, prose):
            return first, second
    return _two_common_words(word, prose)


def _two_common_words(word: str, prose: Prose) -> tuple[str, str] | None:
    """“thebridge”, “Ruthspoke”: of all ways to part an unknown word, the one with the most common words."""
    best, found = _COMMON, None
    is_name = word[:1].isupper() and not prose.is_known(word.casefold())
    for at in range(1, len(word)):
        first, second = word[:at], word[at:]
        if _makes_a_compound(first.casefold(), second) or (is_name and not _can_be_a_name(first, second, prose)):
            continue
        each = prose.frequency(first.casefold()), prose.frequency(second)
        if min(each) >= _EACH and sum(each) > best:
            best, found = sum(each), (first, second)
    return found


def _makes_a_compound(first: str, second: str) -> bool:
    """“nonprofit”, “circuslike”; and of two letters, only few are words."""
    is_too_short = {len(first), len(second)} & {1, 2} and not {first, second} & _TWO_LETTERS
    return bool(is_too_short) or first in PREFIXES or first in _FIRST_OF_COMPOUNDS or second in _LAST_OF_COMPOUNDS


def _can_be_a_name(first: str, second: str, prose: Prose) -> bool:
    """Names are parted only where the first part is one that the article has elsewhere, or a word that binds."""
    return len(second) > 3 and (first.casefold() in BINDING or (len(first) > 3 and prose.stands_alone(first)))


def _at_a_capital(first: str, second: str, word: str, prose: Prose) -> tuple[str, str] | None:
    """“weaponsThey”: not a name such as iPhone or McCain, which is known or has no common word before the capital."""
    if len(first) < 3 or prose.is_known(word) or prose.words[word] > 1:
        return None
    binds = second.casefold() in BINDING | {"According", "The"}
    if first.islower():
        is_word = prose.is_known(first, 3)
        return (first, second) if is_word and (binds or prose.stands_alone(second)) else None
    starts = second.casefold() in PRONOUNS | {"the", "this", "that", "these", "those", "there", "but", "and", "which"}
    return (first, second) if starts and prose.is_known(first, 2.5) else None


def _two_binding_words(word: str, prose: Prose) -> tuple[str, str] | None:
    """“ofthe”: so common a slip that lists of words know it, as a rare word."""
    splits = ((word[:at], word[at:]) for at in range(1, len(word)))
    both = ((one, two) for one, two in splits if one.casefold() in BINDING and two in BINDING - {"under"})
    found = next(((one, two) for one, two in both if one not in _NEVER_FIRST), None)
    most = 4 if word.endswith("the") else 2.8
    return None if prose.is_known(word, most) else found


def _can_be_second(second: str, first: str, following: str, prose: Prose) -> bool:
    if second in SHORT:
        return _fits(second, following, first[:1].isupper())
    if second in _SECOND_BINDING or second in SAYING or second in ROLES:
        return True
    is_participle = len(second) > 5 and second.endswith(("ing", "ed")) and prose.is_known(second, 3.5)
    return is_participle and first[:1].isupper()


def _fits(short: str, following: str, is_name: bool) -> bool:
    """Whether the word behind “a”, “in”, “is” is one that such a word wants."""
    if not following or following in SAYING or following in FINITE:
        return False
    if short in ("a", "an"):
        is_vowel = following[0].casefold() in "aeiou" or (short == "an" and following[0] == "h")
        is_noun = following not in BINDING and not (is_name and following[:1].isupper())
        return is_noun and is_vowel == (short == "an")
    if short in ("in", "on", "at", "by", "of", "to", "as", "is"):
        return following in DETERMINERS or (following[:1].isupper() and not is_name)
    return short in ("he", "it", "we") and following in AFTER_A_PRONOUN and not is_name


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
        return prose.is_known(first, 3)
    return prose.is_known(first, 1.1) or (len(first) > 4 and len(second) > 4)


def _split(text: str, word: re.Match[str], parts: tuple[str, str], following: re.Match[str] | None) -> Found:
    first, second = parts
    why = _WHY.format(first, second)
    if second[:1].isupper() and first[:1].islower():
        return with_pronoun(text, word.start(), word.end(), first, second, following, why)
    return Found(word.start(), word.end(), f"{first} {second}", f"{why} Perhaps a comma belongs between them.")


def with_pronoun(
    text: str, start: int, end: int, before: str, pronoun: str, following: re.Match[str] | None, why: str
) -> Found:
    """Return the repair of a capital behind `before`: a new sentence, or the same one, which has its subject already.

    “The gates were shut They left” has a verb before the capital: there, a sentence ends. “The forces, armed with
    weapons They left” has none: the pronoun says the subject again.
    """
    begin = max(first for first, _last in sentences(text) if first <= start)
    sentence = text[begin:start]
    is_whole = any(word.casefold() in FINITE for word in WORD.findall(sentence))
    if is_whole:
        return Found(start, end, f"{before}. {pronoun}", f"{why} A sentence ends here.")
    goes_on = following is not None and is_verb(following[0])
    comma = "," if sentence.count(",") % 2 else ""
    if pronoun.casefold() in PRONOUNS and goes_on and following is not None:
        repair = f"{before}{comma} {following[0]}"
        return Found(start, following.end(), repair, f"{why} “{pronoun}” says again who the sentence is about.")
    return Found(start, end, f"{before}{comma} {pronoun.lower()}", why)


def is_verb(word: str) -> bool:
    """Whether a word behind a pronoun is its verb, as far as its form tells."""
    return word in AFTER_A_PRONOUN or (len(word) > 4 and word.endswith("ed"))


def _without_blank(text: str, prose: Prose) -> Iterator[Found]:
    for found in _NO_BLANK.finditer(text):
        first, sign, second = found["word"], found["sign"], found["next"]
        if _is_in_an_address(text, *found.span()) or not prose.is_known(second, 3):
            continue
        is_stop = sign[0] in ".!?"
        if is_stop and (not second[0].isupper() or not first[1:].islower() or not prose.is_known(first, 2)):
            continue  # an address, or an abbreviation
        if sign[0] in ",;:" and not prose.is_known(first, 1):
            continue
        yield Found(*found.span(), f"{first}{sign} {second}", _WHY_STOP.format(sign))
    for found in _YEAR.finditer(text):
        yield Found(*found.span(), f"{found['word']} {found['year']}", _WHY_STOP.format(found["word"]))


def _is_in_an_address(text: str, start: int, end: int) -> bool:
    """Whether a place belongs to an address of the web, an e-mail address, a name with @ or #, or a file's name."""
    begin = max(text.rfind(" ", 0, start), text.rfind("\N{NO-BREAK SPACE}", 0, start)) + 1
    last = text.find(" ", end)
    around = text[begin : last if last >= 0 else len(text)]
    return bool(re.search(r"[@#/_]|www\.|\.(com|org|net|gov|edu|co|io|html?|pdf|docx?)\b", around))
