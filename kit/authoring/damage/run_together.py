"""Words that run together where a link, a tag or a line end was taken out: “Ukraineaccording”, “shut.The”."""

import re
from collections.abc import Iterator

from kit.authoring.damage.english_words import ROLES, SAYING
from kit.authoring.damage.parting import taken_apart
from kit.authoring.damage.pronouns import with_pronoun
from kit.authoring.damage.prose import WORD, Found, Prose
from kit.authoring.sentences import sentences

_WHY = "Two words run together here: “{}” and “{}”."
_BEHIND_A_NAME = frozenset("a an who whose whom where".split())
_WHY_STOP = "A blank is missing behind “{}”."
#: A sign and the next word without a blank; addresses, numbers and abbreviations have other letters around it.
_NO_BLANK = re.compile(
    r"(?<![\w.@/])(?P<word>[^\W\d_]{2,})(?P<sign>[.!?][”’\"]?|[,;:][”’\"]?|[”])(?P<next>[^\W\d_]{2,})"
)
_YEAR = re.compile(
    r"(?<![\w-])(?P<word>[a-z]{2,}|January|February|March|April|May|June|July|August|September|October"
    r"|November|December)(?P<year>(?:19|20)\d\d)(?![\w-])"
)


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


def _split(text: str, word: re.Match[str], parts: tuple[str, str], following: re.Match[str] | None) -> Found:
    first, second = parts
    why = _WHY.format(first, second)
    if second[:1].isupper() and first[:1].islower():
        return with_pronoun(text, word.start(), word.end(), first, second, following, why)
    if _had_a_comma(first, second, text[: word.start()]):
        return Found(word.start(), word.end(), f"{first}, {second}", f"{why} A comma was lost between them, it seems.")
    return Found(word.start(), word.end(), f"{first} {second}", why)


def _had_a_comma(first: str, second: str, before: str) -> bool:
    """Whether the second word goes on as words do behind a comma: “Lee, head of”, “the lake, according to”."""
    begin = max((start for start, _end in sentences(before)), default=0)
    if second in SAYING or second.endswith("ed"):
        return before.count(",", begin) % 2 == 1  # the comma that ends what stands between: “the mayor, Ruth Lee, said”
    if first[:1].isupper() and (second in _BEHIND_A_NAME or second in ROLES):
        return True
    return second in ("according", "including", "which") or (len(second) > 5 and second.endswith("ing"))


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
        if prose.is_known(found["word"], 3) and not _is_in_an_address(text, *found.span()):
            yield Found(*found.span(), f"{found['word']} {found['year']}", _WHY_STOP.format(found["word"]))


def _is_in_an_address(text: str, start: int, end: int) -> bool:
    """Whether a place belongs to an address of the web, an e-mail address, a name with @ or #, or a file's name."""
    begin = max(text.rfind(" ", 0, start), text.rfind("\N{NO-BREAK SPACE}", 0, start)) + 1
    last = text.find(" ", end)
    around = text[begin : last if last >= 0 else len(text)]
    return bool(re.search(r"[@#/_]|www\.|\.(com|org|net|gov|edu|co|io|html?|pdf|docx?)\b", around))
