"""What the report of many classes is made from: their counts, and where schools and classes differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from kit.analysis.about import FIRST_DAY, day_in_words
from kit.analysis.counts import Counts
from kit.analysis.district.counting import CollectedCounts
from kit.analysis.district.spread import Spread, spread
from kit.analysis.district.tally import ONE
from kit.analysis.report.figures import Figures, rows_of
from kit.lesson.lesson import Lesson
from kit.ui.words import Words

#: A class with fewer people than this is never shown: its figures could show what one of them wrote.
FEWEST_IN_CLASS = 10
#: The scores by which classes are compared; the first is the one that is drawn.
COMPARED = ("exact", "over_suspicion", "credulity")


@dataclass(frozen=True)
class ManyClasses(Figures):
    """The counts of many classes, their lesson, and the texts (`say`)."""

    collected: CollectedCounts
    lesson: Lesson
    say: Words

    @property
    def counts(self) -> Counts:
        """The counts of all classes together."""
        return self.collected.counts

    def head(self, name: str) -> str:
        """What a column is called: what a class report calls the class are all of them here."""
        return self.say("district.all_classes") if name == "class" else super().head(name)

    @property
    def classes(self) -> pd.DataFrame:
        """What was counted of each class."""
        return self.collected.classes

    @cached_property
    def shown(self) -> pd.DataFrame:
        """The classes that are large enough to be shown: so many people answered before they saw the key."""
        enough = (self.classes["people"] >= FEWEST_IN_CLASS) & (self.classes["scored"] >= FEWEST_IN_CLASS)
        return self.classes[enough].reset_index(drop=True)

    @property
    def is_too_small(self) -> bool:
        """Whether there are too few people for any figure."""
        return bool(self.classes["people"].sum() < FEWEST_IN_CLASS)

    @cached_property
    def spreads(self) -> dict[str, Spread]:
        """How each of the scores spreads over the classes that are shown; empty where there are no two of them."""
        if self.lesson.key is None or len(self.shown) < 2:
            return {}
        return {name: spread(_scores(self.shown, name)) for name in COMPARED}

    @cached_property
    def drawn(self) -> Spread | None:
        """The spread that is drawn, class by class."""
        return self.spreads.get(COMPARED[0])

    def by_school(self) -> Iterator[tuple[dict[str, Any] | None, list[dict[str, Any]]]]:
        """Each school with its classes, as `Spread` has them; the classes without a school come last, and have None."""
        if self.drawn is None:
            return
        each = self.drawn.each
        for school in rows_of(self.drawn.of_schools):
            yield school, rows_of(each[each["school"] == school["school"]])
        if alone := rows_of(each[each["school"] == ""]):
            yield None, alone

    def outstanding(self, side: int, most: int) -> list[dict[str, Any]]:
        """The classes that stand out on one side (1 above, -1 below), furthest from the average first."""
        if self.drawn is None:
            return []
        found = self.drawn.each[self.drawn.each["stands_out"] == side]
        return rows_of(found.sort_values("expected", ascending=side < 0, kind="stable").head(most))

    def class_name(self, row: dict[str, Any]) -> str:
        """What a class is called."""
        return row["class_name"] or self.say("district.nameless")

    @property
    def days(self) -> tuple[str, str] | None:
        """The first and the last day of an answer, in words; none where no clock was right."""
        first = FIRST_DAY.date().isoformat()
        known = sorted(day for day in self.collected.tally.days if day >= first)
        return (self._in_words(known[0]), self._in_words(known[-1])) if known else None

    def _in_words(self, day: str) -> str:
        return day_in_words(date.fromisoformat(day), self.say)


def _scores(classes: pd.DataFrame, name: str) -> pd.DataFrame:
    table = classes[["school", "class_name"]].copy()
    table["n"] = classes["scored"]
    table["total"], table["squares"] = classes[f"{name}_sum"] / ONE, classes[f"{name}_squares"] / ONE**2
    return table
