"""The figures of a class that later readers may see beside the key: counts in which nobody can be recognised."""

from types import MappingProxyType

import pandas as pd

from kit.analysis.discretion.people import people
from kit.lesson.class_figures import FEWEST_READERS, OTHER, ClassFigures
from kit.lesson.codebook import ANSWER_NAMES
from kit.lesson.lesson import Lesson
from kit.marks.table import check_lesson


def figures_to_share(annotations: pd.DataFrame, lesson: Lesson) -> ClassFigures:
    """Count the answers of a class from before it saw the key, as `class.yaml` in a lesson's folder holds them.

    An answer to a claim that fewer than `FEWEST_READERS` people gave is counted under `OTHER` with others; if these are
    too few together, it is left out. Whoever handed in one file is one person.

    Raises:
        ValueError: a row is of another lesson or edition.
    """
    check_lesson(annotations, lesson)
    own = annotations[annotations["phase"] == "own"]
    rows = dict(iter(own.groupby(own["claim"].astype("string"), sort=False)))
    counted = {claim.id: _counts(rows[claim.id]) for claim in lesson.claims if claim.id in rows}
    return ClassFigures(
        MappingProxyType({claim: MappingProxyType(counts) for claim, counts in counted.items() if counts})
    )


def _counts(rows: pd.DataFrame) -> dict[str, int]:
    labels = rows["labels"].astype("string")
    given = {name: rows[labels == name] for name in ANSWER_NAMES}
    enough = [name for name, those in given.items() if people(those) >= FEWEST_READERS]
    others = rows[~labels.isin(enough)]
    counts = {name: len(given[name]) for name in enough}
    return counts | ({OTHER: len(others)} if people(others) >= FEWEST_READERS else {})
