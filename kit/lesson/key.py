"""The answer key: the reasoned labels of each claim, and how far a mark agrees with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kit.lesson.codebook import LabelSet, label_set

NATURES = ("fact", "judgement", "forecast")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the article that support a label: `paragraph` from 1; `start`, `end` in code points, `end` exclusive."""

    label: str
    paragraph: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The key's answer to one claim.

    `also_defensible` holds the label sets that a second careful reader could defend. `why` is true at the end of the
    claim's own section; `later` is what a later section adds, to be shown once paragraph `later_after` has been read.
    `if_you_chose` maps a label set to a line for that slip; `model_reason` is a good reason as a reader would put it.
    In a draft of a key there are labels alone, and every text is empty.
    """

    labels: LabelSet
    nature: str
    source: str
    why: str
    also_defensible: tuple[LabelSet, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    later: str = ""
    later_after: int | None = None
    model_reason: str = ""
    if_you_chose: Mapping[LabelSet, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def defensible(self) -> tuple[LabelSet, ...]:
        """Every label set that can be defended: the key's own first."""
        return (self.labels, *self.also_defensible)

    def ever(self, label: str) -> bool:
        """Whether any defensible set has `label`."""
        return any(label in labels for labels in self.defensible)

    def best(self, labels: Iterable[str]) -> LabelSet:
        """Return the defensible set that goes best with `labels`; a tie goes to the key's own.

        Raises:
            ValueError: a label is not in the codebook.
        """
        given = label_set(labels)
        return max(self.defensible, key=lambda defensible: _jaccard(given, defensible))

    def overlap(self, labels: Iterable[str]) -> float:
        """Return how far `labels` agrees with this answer, from 0 to 1: the best over the defensible sets.

        The measure is Jaccard's: labels in common / labels in either; empty with empty is 1.
        (Jaccard 1912, "The distribution of the flora in the alpine zone".)

        Raises:
            ValueError: a label is not in the codebook.
        """
        return _jaccard(label_set(labels), self.best(labels))


def _jaccard(one: LabelSet, other: LabelSet) -> float:
    either = one | other
    return len(one & other) / len(either) if either else 1.0
