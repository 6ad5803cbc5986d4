"""A class's figures: how many readers gave which answer, before they saw the key. What a lesson may carry beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

#: Answers of fewer readers are never told apart: whoever gave one of them could be recognised.
FEWEST_READERS = 5
#: The name under which answers of few readers are counted together.
OTHER = "other"


@dataclass(frozen=True)
class ClassFigures:
    """How a class answered each claim, as counts alone.

    `answers` maps a claim's id to its answers: the name of a set of labels (`kit.lesson.codebook.ANSWER_NAMES`), or
    `OTHER`, to the number of readers who gave it, `FEWEST_READERS` or more. What fewer gave may be missing, so the
    counts of a claim need not add up to the class.
    """

    answers: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))

    def split(self, claim: str) -> float:
        """Return the chance that two readers of a claim, drawn at random, answered differently: 0 to 1.

        `OTHER` counts as one answer. A claim without figures does not split.

        Source: Simpson (1949), "Measurement of diversity", Nature 163, for samples: 1 - sum of c (c - 1) / (m (m - 1)).
        """
        counts = list(self.answers.get(claim, {}).values())
        total = sum(counts)
        return 1 - sum(count * (count - 1) for count in counts) / (total * (total - 1)) if total else 0.0
