"""Checking a table before agreement rests on it: all columns are there, and no reader has two marks on one claim."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kit.analysis.counts.sets import Codes, blocks
from kit.analysis.counts.units import numbered, units_of
from kit.lesson.codebook import LABELS
from kit.lesson.plain_errors import Mistake, shown
from kit.marks.standing import PHASES
from kit.marks.table import check_annotations

_TEXT = ("lesson", "edition")


@dataclass(frozen=True, slots=True)
class Checked:
    """The marks of one phase, each with the number of its unit and of its reader; and how many of both there are."""

    marks: pd.DataFrame
    units: Codes
    unit_number: int
    readers: Codes
    reader_number: int


def checked(annotations: pd.DataFrame, phase: str) -> Checked:
    """Return the marks of one phase, or all of a table without phases, once they are fit to be compared.

    Raises:
        ValueError: a column is missing or has gaps, there is no such phase, or a reader has two marks on one unit.
    """
    check_annotations(annotations)
    missing = [name for name in ("reader", "claim", *LABELS) if name not in annotations]
    if missing:
        needed = f"agreement needs reader, claim and {', '.join(LABELS)}"
        raise Mistake(f"The table has no column {', '.join(map(repr, missing))}; {needed}.")
    if phase not in PHASES:  # it would select nothing, and be told as a class without answers
        raise Mistake(f"{shown(phase)} is not a phase. There are {', '.join(PHASES)}.")
    marks = _in_phase(annotations, phase)
    units, unit_number = units_of(marks, ["claim", *(name for name in _TEXT if name in marks)])
    readers, _ = numbered(marks["reader"])
    return Checked(marks, units, unit_number, readers, _count_readers(readers, units, unit_number))


def _in_phase(annotations: pd.DataFrame, phase: str) -> pd.DataFrame:
    """The rows of one phase. A table of one phase is not copied."""
    if "phase" not in annotations:
        return annotations
    codes, _ = numbered(annotations["phase"])
    if len(codes) and annotations["phase"].iloc[0] == phase and codes.min() == codes.max():
        return annotations
    return annotations[annotations["phase"] == phase]


def _count_readers(readers: Codes, units: Codes, unit_number: int) -> int:
    """Return how many readers there are, after making sure that none has two marks on one unit."""
    number = _readers_in_order(readers, units)
    if number is not None:
        return number
    if len(readers) and readers.min() < 0:
        raise Mistake("A row has no reader. Every mark is by a reader and on a claim.")
    pairs = readers.astype(np.int64) * unit_number + units
    if len(pd.unique(pairs)) < len(pairs):
        raise Mistake("A reader has two marks on one claim. Keep one phase, and one row a reader and claim.")
    return len(pd.unique(readers))


def _readers_in_order(readers: Codes, units: Codes) -> int | None:
    """Count the readers of a tidy table, by reader and then by unit, each once; or return None, where it is not tidy.

    A look at neighbours is enough for that: with millions of marks, much less than a table of all pairs.
    """
    if not len(readers) or readers[0] < 0:
        return None
    number = 1
    for block in blocks(len(readers)):
        reader, unit = readers[block.start : block.stop + 1], units[block.start : block.stop + 1]
        next_reader = reader[1:] > reader[:-1]
        same_reader = reader[1:] == reader[:-1]
        same_reader &= unit[1:] > unit[:-1]
        more = int(np.count_nonzero(next_reader))
        if more + int(np.count_nonzero(same_reader)) < len(next_reader):
            return None
        number += more
    return number
