"""Capitals that strayed into a sentence, and those that are missing: “in May They left”, “San petersburg”."""

import re
from collections.abc import Iterator

from kit.authoring.damage.english_words import BINDING, PRONOUNS, SHORT
from kit.authoring.damage.pronouns import with_pronoun
from kit.authoring.damage.prose import WORD, Found, Prose
from kit.authoring.sentences import sentences

#: Such names have small letters in them (al-Qaeda, de Gaulle, iPhone), or are no words (addresses).
_BEGINS_SMALL = re.compile(
    r"(al|bin|l|da|de|del|della|der|di|du|el|la|le|ten|van|von|den|zu|e|i|x|http|https|www)\b|[a-z]+[A-Z@./]|\w+[-’]"
)
#: Stand before a name: what follows has a capital.
_NAMES_BEGIN = re.compile(r"\b(?P<before>San|Santa|Los|Las|Puerto|Saint|Fort|Mount) (?P<name>[a-z]{4,})\b")
#: A capital that may be meant: words of titles, of votes, of letters; and “The” of a newspaper's name.
_MEANT = frozenset("a i an all as like about".split())


def stray_capitals(text: str, prose: Prose) -> Iterator[Found]:
    """Find capitals within a sentence on words that bind it together, and names and sentences that lost theirs."""
    words = list(WORD.finditer(text))
    starts = {start for start, _end in sentences(text)}
    for at in range(1, len(words)):
        before, word = words[at - 1], words[at]
        following = words[at + 1] if at + 1 < len(words) else None
        if _is_stray(text, before, word, following) and not starts & set(range(before.end(), word.end())):
            yield _strayed(text, before, word, following)
    yield from _missing(text, prose, starts)


def _is_stray(text: str, before: re.Match[str], word: re.Match[str], following: re.Match[str] | None) -> bool:
    if word[0].casefold() not in BINDING - _MEANT or not word[0].istitle():
        return False
    gap = text[before.end() : word.start()]
    is_pronoun = word[0].casefold() in PRONOUNS
    if gap != " " and not (gap == ", " and is_pronoun):
        return False
    if text[word.end() + 1 : word.end() + 2].isdigit():
        return before[0].islower()
    if (
        following is None
        or text[word.end() : following.start()] != " "
        or (before[0].casefold() in BINDING - SHORT and not is_pronoun)
    ):
        return False  # the last word, or a title: “about The Hague”
    return following[0].islower() and (is_pronoun or not _is_in_a_title(text, before, word, following))


def _is_in_a_title(text: str, before: re.Match[str], word: re.Match[str], following: re.Match[str]) -> bool:
    """In a title, the words around have capitals too: “Tales From the Crypt”, “Fires Lee Over an Error”."""
    behind = WORD.search(text, following.end())
    goes_on = behind is None or not behind[0].islower()
    if before[0].islower():
        return goes_on and following[0] in BINDING
    return goes_on or word[0] == "Who" or (before[0].isupper() and len(before[0]) > 1)


def _strayed(text: str, before: re.Match[str], word: re.Match[str], following: re.Match[str] | None) -> Found:
    why = f"“{word[0]}” has a capital in the middle of a sentence."
    if word[0].casefold() in PRONOUNS and text[before.end() : word.start()] == " ":
        found = with_pronoun(text, before.end(), word.end(), "", word[0], following, why)
        repair = found.repair or ""
        is_blank_kept = repair.startswith(" ")
        return Found(found.start + is_blank_kept, found.end, repair.removeprefix(" "), found.why)
    return Found(*word.span(), word[0].lower(), why)


def _missing(text: str, prose: Prose, starts: set[int]) -> Iterator[Found]:
    is_whole = text.rstrip("”’\"') ").endswith((".", "!", "?"))
    for start in sorted(starts):
        word = WORD.match(text, start)
        if not word or not word[0][0].islower() or _BEGINS_SMALL.match(text, start) or not (is_whole or start):
            continue
        if start and text[:start].rstrip()[-1:] not in ".!?":
            continue
        yield Found(*word.span(), word[0][0].upper() + word[0][1:], "A sentence begins with a small letter here.")
    for name in _NAMES_BEGIN.finditer(text):
        if name["name"] not in BINDING and not prose.stands_alone(name["name"].lower() + "s"):
            whole = f"{name['before']} {name['name'].capitalize()}"
            yield Found(*name.span(), whole, f"“{name['name']}” is part of a name and has a small letter.")
