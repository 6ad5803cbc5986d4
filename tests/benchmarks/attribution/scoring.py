"""Scores found attributions against labelled ones: exact and overlapping spans, relations, sentences with a cue.

The measures are those of corpora of attribution (Pareti 2016; Newell, Margolin and Ruths 2018): precision, recall and
F1 over spans that agree to the word, over spans that share a word, and over whole relations.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

PARTS = ("source", "cue", "content")
_WORD = re.compile(r"\w+")

Item = TypeVar("Item")
Span = Sequence[int]
#: Where each of its words begins: so two spans are compared, and punctuation at the edges is no matter.
Words = frozenset[int]
#: A relation: the words of each part.
Triple = dict[str, Words]


@dataclass
class Tally:
    """Counts of what was found rightly, found, and labelled."""

    right: int = 0
    found: int = 0
    labelled: int = 0

    def add(self, right: int, found: int, labelled: int) -> None:
        """Add the counts of one article."""
        self.right, self.found, self.labelled = self.right + right, self.found + found, self.labelled + labelled

    @property
    def precision(self) -> float:
        """The share of what was found that is right, in per cent."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what is labelled that was found, in per cent."""
        return 100 * self.right / self.labelled if self.labelled else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in per cent."""
        both = self.found + self.labelled
        return 200 * self.right / both if both else 0.0


@dataclass
class Scores:
    """The table of one run: a tally for each part, exact and overlapping, for relations, and for sentences."""

    exact: dict[str, Tally] = field(default_factory=lambda: {part: Tally() for part in PARTS})
    overlap: dict[str, Tally] = field(default_factory=lambda: {part: Tally() for part in PARTS})
    relation: Tally = field(default_factory=Tally)
    sentence: Tally = field(default_factory=Tally)

    def add(self, found: Sequence[Triple], labelled: Sequence[Triple], sentences: Iterable[Words]) -> None:
        """Add one article: its found and its labelled relations, and the words of its sentences."""
        for part in PARTS:
            ours, theirs = ([one[part] for one in many if one[part]] for many in (found, labelled))
            same = sum((Counter(ours) & Counter(theirs)).values())
            self.exact[part].add(same, len(ours), len(theirs))
            self.overlap[part].add(_pairs(ours, theirs, _dice), len(ours), len(theirs))
        self.relation.add(_pairs(found, labelled, _likeness), len(found), len(labelled))
        self._add_sentences(found, labelled, sentences)

    def _add_sentences(self, found: Sequence[Triple], labelled: Sequence[Triple], sentences: Iterable[Words]) -> None:
        ours, theirs = (frozenset().union(*(one["cue"] for one in many)) for many in (found, labelled))
        each = [(bool(sentence & ours), bool(sentence & theirs)) for sentence in sentences]
        self.sentence.add(sum(a and b for a, b in each), sum(a for a, _ in each), sum(b for _, b in each))

    def table(self) -> str:
        """Return the scores as lines of text."""
        lines = [f"{'':10}{'exact P / R / F':>22}{'overlap P / R / F':>24}"]
        for part in PARTS:
            lines.append(f"{part:10}{_three(self.exact[part]):>22}{_three(self.overlap[part]):>24}")
        lines.append(f"{'relation':10}{'':22}{_three(self.relation):>24}")
        lines.append(f"{'sentence':10}{'':22}{_three(self.sentence):>24}")
        return "\n".join(lines)


def words_of(text: str, spans: Iterable[Span]) -> Words:
    """Return where the words of these spans begin; for a span without a word (a colon), where its signs stand."""
    found: set[int] = set()
    for start, end in spans:
        words = {start + match.start() for match in _WORD.finditer(text[start:end])}
        found |= words or {place for place in range(start, end) if not text[place].isspace()}
    return frozenset(found)


def _dice(one: Words, other: Words) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _likeness(one: Triple, other: Triple) -> float:
    """How alike two relations are, 0 where source or content agree by less than half (Dice); no source is like none."""
    parts = [
        1.0 if not one[part] and not other[part] else _dice(one[part], other[part]) for part in ("source", "content")
    ]
    return sum(parts) if min(parts) >= 0.5 else 0.0


def _pairs(found: Sequence[Item], labelled: Sequence[Item], likeness: Callable[[Item, Item], float]) -> int:
    """Count pairs, one to one, the most alike first."""
    both = [(likeness(a, b), i, j) for i, a in enumerate(found) for j, b in enumerate(labelled)]
    ours: set[int] = set()
    theirs: set[int] = set()
    for value, i, j in sorted(both, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if value > 0 and i not in ours and j not in theirs:
            ours.add(i)
            theirs.add(j)
    return len(ours)


def _three(tally: Tally) -> str:
    return f"{tally.precision:.1f} / {tally.recall:.1f} / {tally.f1:.1f}"
