"""Words that run together where a link, a tag or a line end was taken out: “Ukraineaccording”, “shut.The”."""

import re
from collections.abc import Iterator

from kit.authoring.damage.blanks import is_in_an_address
from kit.authoring.damage.english_words import BINDING, PRONOUNS, ROLES, SAYING
from kit.authoring.damage.parting import taken_apart
from kit.authoring.damage.pronouns import with_pronoun
from kit.authoring.damage.prose import WORD, Found, Prose
from kit.authoring.sentences import sentences

_WHY = "Two words run together here: “{}” and “{}”."
_BEHIND_A_NAME = frozenset("a an who whose whom where".split())
_BEHIND_A_COMMA = frozenset(
    """according accusing adding allowing arguing calling causing citing claiming describing forcing including insisting
    killing leaving making meaning prompting quoting raising saying sending warning which""".split()
)


def run_together(text: str, prose: Prose) -> Iterator[Found]:
    """Find words without a blank between them."""
    words = list(WORD.finditer(text))
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else None
        is_next = following is not None and text[word.end() : following.start()].strip(" ") == ""
        parts = taken_apart(word[0], following[0] if following and is_next else "", prose)
        if parts and not is_in_an_address(text, *word.span()):
            yield _split(text, word, parts, following)


def _split(text: str, word: re.Match[str], parts: tuple[str, str], following: re.Match[str] | None) -> Found:
    first, second = parts
    why = _WHY.format(first, second)
    if second[:1].isupper() and second.casefold() in BINDING - PRONOUNS:
        return Found(word.start(), word.end(), f"{first}. {second}", f"{why} A sentence ends between them, it seems.")
    if second.casefold() in PRONOUNS and second[:1].isupper():
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
    return second in _BEHIND_A_COMMA
