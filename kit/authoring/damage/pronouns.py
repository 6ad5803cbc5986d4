"""A pronoun with a capital in the middle of a line: a sentence ends there, or its subject is said a second time."""

import re

from kit.authoring.damage.english_words import AFTER_A_PRONOUN, FINITE, PRONOUNS
from kit.authoring.damage.prose import WORD, Found
from kit.authoring.sentences import sentences

#: Behind these, a clause begins, with a subject and a verb of its own.
_CLAUSE = re.compile(r"\b(?:that|which|who|whether|because|when|while|if|and|but)\b")


def with_pronoun(
    text: str, start: int, end: int, before: str, pronoun: str, following: re.Match[str] | None, why: str
) -> Found:
    """Return the repair of a capital behind `before`: a new sentence, or the same one, which has its subject already.

    “The gates were shut They left” has a verb before the capital: there, a sentence ends. “The forces, armed with
    weapons They left” has none: the pronoun says the subject again.
    """
    begin = max(first for first, _last in sentences(text) if first <= start)
    sentence = text[begin:start]
    is_whole = any(word.casefold() in FINITE for word in WORD.findall(_CLAUSE.split(sentence)[-1]))
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
