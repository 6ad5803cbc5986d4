"""What the rules for damage may ask about an article: how its words are written elsewhere in it, and in English."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

#: Words as they stand in a text: letters, with apostrophes within.
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Found:
    """A damaged place within one text: [start, end), what could stand there (None: only a person can tell), and why."""

    start: int
    end: int
    repair: str | None
    why: str


@dataclass(frozen=True)
class Prose:
    """All texts of an article, and how common a word is in its language.

    `frequency` gives the Zipf frequency of a word in small letters: the logarithm, base 10, of how often it stands in a
    billion words; 0 for one that is not known, 3 for a rare and 6 for a very common word.
    """

    texts: tuple[str, ...]
    frequency: Callable[[str], float]

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands in the article, as it is written; a text that stands twice counts once."""
        return Counter(word for text in dict.fromkeys(self.texts) for word in WORD.findall(text))

    def is_known(self, word: str, at_least: float = 1.0) -> bool:
        """Whether a word is one of the language, or a name that is known there."""
        return self.frequency(word.casefold().replace("’", "'")) >= at_least

    def stands_alone(self, word: str) -> bool:
        """Whether the article has this word elsewhere, as it is written."""
        return self.words[word] > 0


Finder = Callable[[str, Prose], Iterable[Found]]
