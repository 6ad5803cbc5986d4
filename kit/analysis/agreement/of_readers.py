"""Agreement: how far readers agree with each other, corrected for chance (Krippendorff's alpha over sets of labels).

A unit is a claim of one lesson and edition, and each mark is a set of the three labels.
"""

from dataclasses import asdict, dataclass

import pandas as pd

from kit.analysis.agreement.alpha import alpha_with_interval
from kit.analysis.agreement.checked import checked
from kit.analysis.agreement.distances import distance_matrix
from kit.analysis.counts.sets import count_sets
from kit.lesson.codebook import LABELS
from kit.ui.words import words


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha with its interval, and what they rest on.

    `alpha` is 1 for full agreement and 0 for what chance would give; it is None where it is undefined, and `why` says
    why. `low` and `high` are the 95% jackknife interval over claims. `units`, `readers` and `marks` count what was
    used: only claims that at least two readers marked.
    """

    alpha: float | None
    low: float | None
    high: float | None
    distance: str
    units: int
    readers: int
    marks: int
    why: str = ""

    def __str__(self) -> str:
        say, figures = words(), asdict(self)
        counts = {name: say(f"agreement.{name}", n=figures[name]) for name in ("units", "readers", "marks")}
        figures["rests_on"] = say("agreement.rests_on", **counts)
        if self.alpha is None:
            return say("agreement.none", **figures)
        return say("agreement.without_interval" if self.low is None else "agreement.with_interval", **figures)


def agreement(annotations: pd.DataFrame, distance: str = "jaccard", phase: str = "own") -> Agreement:
    """Return the agreement of all readers of an annotations table.

    Args:
        annotations: needs `reader`, `claim` and the booleans `sourced, anonymous, denied`; `lesson`, `edition` and
            `phase` are used where they are there.
        distance: `"nominal"`, `"jaccard"` or `"masi"`, between two sets of labels.
        phase: the phase that is compared; revised answers were given after seeing the key.

    Raises:
        ValueError: a column is missing or has gaps, distance or phase are unknown, or a reader marked one unit twice.

    Source: Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability"; MASI: Passonneau (2006).
    """
    between = distance_matrix(distance)
    table = checked(annotations, phase)
    counts = count_sets(table.units, [table.marks[label].to_numpy(dtype=bool) for label in LABELS], table.unit_number)
    number = table.reader_number
    marks = counts.sum(axis=1)
    if (marks == 1).any():  # alone on a claim, a mark agrees with nothing, and neither does its reader
        number = len(pd.unique(table.readers[marks[table.units] >= 2]))
    found = alpha_with_interval(counts, between)
    return Agreement(found.alpha, found.low, found.high, distance, found.units, number, found.marks, found.why)
