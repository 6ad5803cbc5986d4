"""The table of counts: for each lesson, edition, claim, phase and set of labels, how many answers there are.

All of it are plain columns of plain numbers, so that the counts of classes with different readers are added by adding
(`added`), in any order, wherever each part was counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.analysis.counts.sets import SETS, SetCounts, count_sets
from kit.analysis.counts.units import claim_numbers, units_of
from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, LABELS
from kit.lesson.lesson import Lesson
from kit.lesson.plain_errors import Mistake, shown
from kit.marks.standing import PHASES
from kit.marks.table import check_annotations

_TEXT = ("lesson", "edition")
_NUMBERS = ("answers", "disagree", "readers", "readers_own")
_MASKS = [sum(1 << place for place, label in enumerate(LABELS) if label in labels) for labels in LABEL_SETS]
_NAMES_BY_MASK = np.array([name for _, name in sorted(zip(_MASKS, ANSWER_NAMES, strict=True))], dtype=object)


@dataclass(frozen=True)
class Counts:
    """The counts of a class, or of many.

    `answers` has one row for each answer that was given: `lesson, edition, claim, phase, labels` (texts; `labels` is
    the answer's name), `answers` (how many readers gave it) and `disagree` (how many of those saw the key's answer and
    still disagree). `readers` has one row for each `lesson, edition`: `readers` (who answered anything) and
    `readers_own` (who did before they saw the key). `changes` has one row for each `lesson, edition, claim, own,
    revised` (an answer before and one after the key): `answers` (how many readers gave both).
    """

    answers: pd.DataFrame
    readers: pd.DataFrame
    changes: pd.DataFrame

    def per_claim(self, lesson: Lesson, phase: str) -> SetCounts:
        """Return how often each claim got each answer in one phase: claims x 8, in the order of `ANSWER_NAMES`.

        Raises:
            ValueError: there is no such phase, or the lesson has no such claim.
        """
        if phase not in PHASES:
            raise Mistake(f"{shown(phase)} is not a phase. There are {' and '.join(PHASES)}.")
        return _per_claim(self.answers[self.answers["phase"] == phase], "answers", lesson)

    def disagreeing(self, lesson: Lesson) -> SetCounts:
        """Return how many readers of each claim and answer still disagree with the key, shaped as `per_claim` is."""
        return _per_claim(self.answers, "disagree", lesson)

    def units(self, phase: str = "own") -> SetCounts:
        """Return how often each unit, a claim of one lesson and edition, got each set in one phase: units x 8."""
        rows = self.answers[self.answers["phase"] == phase]
        units, number = units_of(rows, ("claim", *_texts_of(rows)))
        return _summed(units, np.array(_MASKS)[_places(rows)], rows["answers"], number)

    def readers_in(self, phase: str | None = None) -> int:
        """Return how many readers answered anything, or anything in the phase `own`."""
        return int(self.readers["readers" if phase is None else f"readers_{phase}"].sum())


def counted(annotations: pd.DataFrame) -> Counts:
    """Count the answers of an annotations table, in which a reader has one row a claim and phase.

    Raises:
        ValueError: this is no table of annotations, or a row lacks its lesson, edition, claim or phase.
    """
    check_annotations(annotations)
    texts = _texts_of(annotations)
    names = [*texts, "claim", "phase"]
    units, number = units_of(annotations, names[::-1])
    counts = _sets(annotations, units, number)
    unit, mask = counts.nonzero()
    first = pd.Series(units).drop_duplicates()
    row_of = pd.Series(first.index, index=first.to_numpy())
    table = annotations[names].iloc[row_of[unit]].astype("string").reset_index(drop=True)
    table["labels"] = pd.Series(_NAMES_BY_MASK[mask], dtype="string")
    table["answers"] = counts[unit, mask]
    disagree = _disagree(annotations)
    table["disagree"] = _sets(annotations[disagree], units[disagree], number)[unit, mask]
    return Counts(_in_order(table), _readers(annotations, texts), _changes(annotations, texts))


def counts_of(annotations: pd.DataFrame | Counts) -> Counts:
    """Return the counts of annotations; counts are handed through, so that nobody counts the same answers again."""
    return annotations if isinstance(annotations, Counts) else counted(annotations)


def added(parts: Iterable[Counts]) -> Counts:
    """Return the counts of several parts together, such as classes. No reader may stand in two of them."""
    tables = zip(*((part.answers, part.readers, part.changes) for part in parts), strict=True)
    return Counts(*map(_added, tables))


def less(whole: Counts, part: Counts) -> Counts:
    """Return the counts of a whole without one of its parts, whose readers all stand in the whole."""
    names = ("answers", "readers", "changes")
    return Counts(*(_less(getattr(whole, name), getattr(part, name)) for name in names))


def _less(whole: pd.DataFrame, part: pd.DataFrame) -> pd.DataFrame:
    taken = part.copy()
    numbers = [name for name in part if name in _NUMBERS]
    taken[numbers] = -taken[numbers]
    left = _added([whole, taken])
    return left[left[numbers[0]] > 0].reset_index(drop=True)


def _added(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    table = pd.concat(list(tables), ignore_index=True)
    names = [name for name in table if name not in _NUMBERS]
    return table.groupby(names, sort=True).sum().reset_index() if names else table.sum().to_frame().T


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values([str(name) for name in table if name not in _NUMBERS]).reset_index(drop=True)


def _readers(annotations: pd.DataFrame, texts: list[str]) -> pd.DataFrame:
    own = annotations["reader"].where(annotations["phase"] == "own")
    readers = pd.DataFrame({"readers": annotations["reader"], "readers_own": own})
    if not texts:
        return readers.nunique().to_frame().T
    by = [annotations[name].astype("string") for name in texts]
    return readers.groupby(by, sort=True).nunique().reset_index()


def _changes(annotations: pd.DataFrame, texts: list[str]) -> pd.DataFrame:
    """Count the pairs of answers of one reader to one claim, before and after the key."""
    what, pair = [*texts, "claim"], ["labels_own", "labels_revised"]
    columns = annotations[["reader", *what, "labels"]]
    own, revised = (columns[(annotations["phase"] == phase).to_numpy()].astype("string") for phase in PHASES)
    both = pd.merge(own, revised, on=["reader", *what], suffixes=("_own", "_revised"))
    table = both.groupby([*what, *pair], sort=True).size().rename("answers").reset_index()
    return table.rename(columns=dict(zip(pair, PHASES, strict=True)))


def _sets(annotations: pd.DataFrame, units: npt.NDArray[np.integer], number: int) -> SetCounts:
    return count_sets(units, [annotations[label].to_numpy(dtype=bool) for label in LABELS], number)


def _disagree(annotations: pd.DataFrame) -> npt.NDArray[np.bool_]:
    if "stance" not in annotations:
        return np.zeros(len(annotations), dtype=bool)
    return (annotations["stance"] == "disagree").to_numpy(dtype=bool)


def _texts_of(table: pd.DataFrame) -> list[str]:
    return [name for name in _TEXT if name in table]


def _per_claim(rows: pd.DataFrame, column: str, lesson: Lesson) -> SetCounts:
    return _summed(claim_numbers(rows, lesson), _places(rows), rows[column], len(lesson.claims))


def _places(rows: pd.DataFrame) -> npt.NDArray[np.integer]:
    return pd.Index(ANSWER_NAMES).get_indexer(pd.Index(rows["labels"]))


def _summed(
    units: npt.NDArray[np.integer], answers: npt.NDArray[np.integer], counts: pd.Series, number: int
) -> SetCounts:
    table = np.zeros((number, SETS), dtype=np.int64)
    np.add.at(table, (units, answers), counts.to_numpy())
    return table
