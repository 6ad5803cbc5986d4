"""Words and paragraphs that stand twice: a copied paragraph, a quotation set large beside the text, “the the”."""

import re
from collections.abc import Iterator, Sequence

from kit.authoring.damage.prose import WORD, Found, Prose

_TWICE = re.compile(
    r"(?<![\w-])(?P<word>the|a|an|of|to|in|and|is|was|for|on|with|by|from|at|as|his|her|their|its|he|she|they|it|are|were|or|but"
    r"|this|than|into)\s+(?P=word)\b",
    re.IGNORECASE,
)
#: Fewer words may well be said twice.
_FEWEST = 6


def doubled_words(text: str, prose: Prose) -> Iterator[Found]:
    """Find small words that stand twice in a row (“that that” and “had had” may be meant)."""
    for found in _TWICE.finditer(text):
        first, second = found[0].split()
        if (
            second.islower()
            and not (first.isupper() and len(first) > 1)
            and not (first == "is" and "what" in text[: found.start()].casefold())
        ):
            yield Found(*found.span(), found["word"], f"“{found['word']}” is repeated.")


def doubled_paragraphs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places in `texts`: a paragraph whose words all stand in another one, and that other.

    Of two that are alike, it is the later one.
    """
    words = [" ".join(WORD.findall(text.casefold())) for text in texts]
    for at, mine in enumerate(words):
        if mine.count(" ") + 1 < _FEWEST:
            continue
        same = next((other for other in range(at) if words[other] == mine), None)
        within = (other for other, theirs in enumerate(words) if theirs != mine and f" {mine} " in f" {theirs} ")
        found = next(within, None) if same is None else same
        if found is not None:
            yield at, found
