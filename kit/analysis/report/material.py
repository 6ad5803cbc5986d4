"""What a class report is made from: the figures of one class, and the reasons that its readers gave."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from kit.analysis.counts import Counts, counted
from kit.analysis.discretion import Discretion, Reason
from kit.analysis.reasons import Camp, contrasting_reasons, reasons_against
from kit.analysis.report.figures import Figures, rows_of
from kit.lesson.lesson import Lesson
from kit.ui.markup import Markup, element
from kit.ui.words import Words

#: Reasons of one camp.
_REASONS = 2
#: How many claims on which readers still disagree are listed one by one.
MOST_DISPUTED = 3


@dataclass(frozen=True)
class Material(Figures):
    """The annotations of a class, their lesson, and the texts (`say`).

    `opened` is the lesson as it was opened: no reason may give away the key of a report that leaves it out.
    `discretion` is what else no reason may give away.
    """

    annotations: pd.DataFrame
    lesson: Lesson
    opened: Lesson
    say: Words
    discretion: Discretion

    @cached_property
    def counts(self) -> Counts:
        """The counts of the annotations."""
        return counted(self.annotations)

    @cached_property
    def split(self) -> list[tuple[dict[str, Any], tuple[Camp, ...]]]:
        """The claims that split the class most, each with its two largest camps."""
        about = (self.annotations, self.opened)
        return [(row, contrasting_reasons(*about, row["claim"], _REASONS, self.discretion)) for row in self.most_split]

    @cached_property
    def disputed(self) -> list[tuple[dict[str, Any], Camp]]:
        """The claims on which most readers still disagree with the key, each with those readers; none without a key."""
        if self.lesson.key is None:
            return []
        rows = rows_of(self.disagreed.head(MOST_DISPUTED))
        return [(row, reasons_against(self.annotations, self.opened, row["claim"], 1, self.discretion)) for row in rows]

    @property
    def camps(self) -> list[Camp]:
        """All camps whose reasons stand in the report."""
        return [*(camp for _, camps in self.split for camp in camps), *(camp for _, camp in self.disputed)]

    @property
    def shown(self) -> tuple[Reason, ...]:
        """Every reason that stands in the report."""
        return tuple(dict.fromkeys(reason for camp in self.camps for reason in camp.shown))

    def reasons(self, reasons: Sequence[str]) -> Markup:
        """Return readers' reasons as a list."""
        return element("ul", *(element("li", self.quoted(reason)) for reason in reasons))
