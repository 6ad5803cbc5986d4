"""Attribution relations in a parsed text: who (source) says (cue) what (content).

The terms are those of the PARC and PolNeAR corpora (Pareti 2016; Newell, Margolin and Ruths 2018).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.authoring.attribution.clauses import Words
from kit.authoring.attribution.cue_words import REJECTS, THINKS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BREAKS = frozenset([",", "-", "--", "–", "—"])


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution; all places are [start, end) in tokens of the parsed text.

    `source` is None where nobody is named or described (“it was announced that …”). `content` has several parts where
    the words of saying stand in the middle. `head` is the token that the cue turns on and `word` its dictionary form;
    `construction` says by which rule the relation was found.
    """

    source: Words | None
    cue: Words
    content: tuple[Words, ...]
    head: int
    word: str
    construction: str

    @property
    def is_speech(self) -> bool:
        """Whether something was said or written, not only thought, wanted or seen."""
        is_state = self.construction in ("adjective", "seems")
        return not is_state and (self.word not in THINKS or self.construction == "quotation")


def place(doc: "Doc", words: Words) -> tuple[int, int]:
    """Return [start, end) of these words in code points of the text."""
    last = doc[words[1] - 1]
    return doc[words[0]].idx, last.idx + len(last)


def outermost(doc: "Doc", found: Sequence[Relation]) -> list[Relation]:
    """Return the relations whose cue is not said by somebody else: “she said he wanted …” is hers alone."""
    contents = {one.head: one.content for one in found}
    return [one for one in found if not _is_within(doc, one, contents)]


def _is_within(doc: "Doc", one: Relation, contents: dict[int, tuple[Words, ...]]) -> bool:
    if one.construction == "according":
        return False  # “The office found that …, according to two people”: they tell of what the office found
    if one.word in REJECTS and _is_an_aside(doc[one.head]):
        return False
    above = (contents[token.i] for token in doc[one.head].ancestors if token.i in contents)
    return any(_holds(parts, one.head) for parts in above)


def _is_an_aside(verb: "Token") -> bool:
    """“He said that they cheated, a charge that the firm denies”: that it denies it is not said by him."""
    noun = verb.head
    first = noun.left_edge
    begins = first.lower_ in ("a", "an", "something") and first.i > 0 and noun.doc[first.i - 1].text in _BREAKS
    return verb.dep_ in ("relcl", "acl") and begins


def _holds(parts: Iterable[Words], place: int) -> bool:
    return any(start <= place < end for start, end in parts)
