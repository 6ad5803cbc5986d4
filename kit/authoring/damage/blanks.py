"""Blanks at signs: one that is missing (“shut.The”), and one too many (“Norway ,”)."""

import re
from collections.abc import Iterator

from kit.authoring.damage.prose import Found, Prose

_WHY = "A blank is missing behind “{}”."
#: A sign and the next word without a blank; addresses, numbers and abbreviations have other letters around it.
_NO_BLANK = re.compile(
    r"(?<![\w.@/])(?P<word>[^\W\d_]{2,})(?P<sign>[.!?][”’\"]?|[”\"]?[,;:]|[,][”’\"]|[”\"]\.|[”])(?P<next>[^\W\d_]{1,})"
)
_YEAR = re.compile(
    r"(?<![\w-])(?P<word>[a-z]{2,}|January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?P<year>(?:19|20)\d\d)(?![\w-])"
)
_TOO_MANY = re.compile(r"(?<=[\w”’)])(?<! \.) +(?P<sign>[,.;:!?])(?=\s|$)(?! \.)")


def wrong_blanks(text: str, prose: Prose) -> Iterator[Found]:
    """Find words and signs without a blank between them, and blanks before a sign."""
    for found in _NO_BLANK.finditer(text):
        first, sign, second = found["word"], found["sign"], found["next"]
        if _is_apart(first, sign, second, prose) and not is_in_an_address(text, *found.span()):
            yield Found(*found.span(), f"{first}{sign} {second}", _WHY.format(sign))
    for found in _YEAR.finditer(text):
        if prose.is_known(found["word"], 3) and not is_in_an_address(text, *found.span()):
            yield Found(*found.span(), f"{found['word']} {found['year']}", _WHY.format(found["word"]))
    for found in _TOO_MANY.finditer(text):
        yield Found(*found.span(), found["sign"], f"A blank stands before “{found['sign']}”.")


def _is_apart(first: str, sign: str, second: str, prose: Prose) -> bool:
    """Whether a sign stands between two words, and not within an abbreviation or a name."""
    if re.search(r"[.!?]", sign):
        begins = second[0].isupper() and (len(second) > 1 or second in "AI")
        is_sentence = begins and first[1:].islower() and prose.is_known(first, 2)
        return is_sentence and (prose.is_known(second, 3) or "”" in sign)
    is_name = second[0].isupper() and first.islower() and prose.is_known(first, 3)
    return prose.is_known(first) and (prose.is_known(second, 3) or is_name)


def is_in_an_address(text: str, start: int, end: int) -> bool:
    """Whether a place belongs to an address of the web, an e-mail address, a name with @ or #, or a file's name."""
    begin = max(text.rfind(" ", 0, start), text.rfind("\N{NO-BREAK SPACE}", 0, start)) + 1
    last = text.find(" ", end)
    around = text[begin : last if last >= 0 else len(text)]
    return bool(re.search(r"[@#/_]|www\.|\.(com|org|net|gov|edu|co|io|html?|pdf|docx?)\b", around))
