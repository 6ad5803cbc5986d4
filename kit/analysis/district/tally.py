"""A tally: everything that is counted of some journals. Tallies of different readers add up, and can be taken away.

All of it are whole numbers, so that a sum is the same to the last digit in whatever order it is made: a reader's score
stands in it in millionths, and beside its sum that of its squares.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kit.analysis.class_figures import completion
from kit.analysis.collect.gathered import Gathered
from kit.analysis.counts import Counts, added, counted, less
from kit.analysis.discretion.people import people
from kit.analysis.district.places import place_of
from kit.analysis.scores import score
from kit.lesson.lesson import Lesson
from kit.marks.reader import READER_CODE, SAMPLE

#: What a score of 1 is counted as.
ONE = 1_000_000
#: The scores of a reader that a class is told by, as `kit.score` names them.
SCORES = ("exact", "overlap", "over_suspicion", "credulity")
PLACE = ["school", "class_name"]
#: Of a class: its readers, how many people they are at least, how many are finished, generated, and have a score.
READERS = ("readers", "people", "done", "sample", "scored")
_SUMS = [f"{name}{what}" for name in SCORES for what in ("_sum", "_squares")]
_NUMBERS = [*READERS, *_SUMS]
_KINDS = dict.fromkeys(PLACE, "string") | dict.fromkeys(_NUMBERS, "int64")
_LINES = ("read", "refused", "elsewhere", "carried", "outdated", "contested")
_COPY = "a copy of a journal that stands elsewhere"


@dataclass(frozen=True)
class Tally:
    """What is counted.

    `counts` are the answers. `classes` has one row for each `school, class_name` with the numbers `READERS`, and for
    each of `SCORES` the sum over its readers (`exact_sum`) and that of the squares (`exact_squares`), in millionths.
    `files` counts files, `used` ones and lines (`lines_read`, ...). `unused` counts the reasons why others were not
    used. `days` counts the answers of each day (UTC).
    """

    counts: Counts
    classes: pd.DataFrame
    files: Counter[str]
    unused: Counter[str]
    days: Counter[str]


def tally_of(gathered: Gathered, lesson: Lesson, claims: Iterable[str] | None = None) -> Tally:
    """Count what was gathered from whole journals.

    Args:
        gathered: the lines of the journals.
        lesson: the lesson that they count for.
        claims: the ids of those that are counted, such as the ones of a path; all of them, if left out.
    """
    annotations = gathered.annotations()
    if claims is not None:
        annotations = annotations[annotations["claim"].isin(list(claims))]
    table = gathered.files()
    days = annotations["marked_at"].dt.strftime("%Y-%m-%d").value_counts()
    return Tally(
        counted(annotations),
        _classes(annotations, lesson, _places(gathered)),
        Counter(dict(_about_files(table))),
        Counter(map(_reason, table.loc[~table["used"], "why"])),
        Counter({str(day): int(number) for day, number in days.items()}),
    )


def sum_of(tallies: Iterable[Tally]) -> Tally:
    """Return the tally of several parts together. No reader may stand in two of them."""
    every = list(tallies)
    classes = pd.concat([tally.classes for tally in every]).groupby(PLACE, sort=True, as_index=False).sum()
    counters = (sum((getattr(tally, name) for tally in every), Counter[str]()) for name in ("files", "unused", "days"))
    return Tally(added(tally.counts for tally in every), classes, *counters)


def without(whole: Tally, part: Tally) -> Tally:
    """Return the tally of a whole without one of its parts."""
    taken = part.classes.copy()
    taken[_NUMBERS] = -taken[_NUMBERS]
    classes = pd.concat([whole.classes, taken]).groupby(PLACE, sort=True, as_index=False).sum()
    counters = (getattr(whole, name) - getattr(part, name) for name in ("files", "unused", "days"))
    return Tally(less(whole.counts, part.counts), classes[classes["readers"] > 0].reset_index(drop=True), *counters)


def _places(gathered: Gathered) -> dict[str, tuple[str, str]]:
    """The place of each reader: that of the file from which their journal was read first."""
    lines, journals = gathered.lines, gathered.journals
    file_of = {journal: file for file, inside in journals.in_files.items() for journal in inside} | journals.base
    return {
        journals.names[journal]: place_of(lines.pages[file].owner or lines.pages[file].name)
        for journal, file in file_of.items()
    }


def _classes(annotations: pd.DataFrame, lesson: Lesson, places: dict[str, tuple[str, str]]) -> pd.DataFrame:
    readers = completion(annotations, lesson)[["reader", "done"]].set_index("reader")
    scores = score(annotations, lesson)
    own = scores[scores["phase"] == "own"].set_index(scores.loc[scores["phase"] == "own", "reader"].astype("string"))
    table = pd.DataFrame({"readers": 1, "done": readers["done"].astype("int64")}, index=readers.index)
    table["sample"] = [int(reader.startswith(SAMPLE)) for reader in table.index]
    table["scored"] = table.index.isin(own.index).astype("int64")
    for name in SCORES:
        value = (own[name].reindex(table.index) * ONE).round().fillna(0).astype("int64")
        table[f"{name}_sum"], table[f"{name}_squares"] = value, value**2
    table[PLACE] = [places[reader] for reader in table.index] or np.empty((0, 2), dtype=object)
    table = table.groupby(PLACE, sort=True).sum()
    table["people"] = _people(annotations, places).reindex(table.index).astype("int64")
    return table.reset_index()[[*PLACE, *_NUMBERS]].astype(_KINDS)


def _people(annotations: pd.DataFrame, places: dict[str, tuple[str, str]]) -> pd.Series:
    """How many people there are in each class, at least."""
    readers = annotations.drop_duplicates("reader")
    where = pd.MultiIndex.from_tuples([places[str(reader)] for reader in readers["reader"]], names=PLACE)
    return pd.Series({place: people(readers[where == place]) for place in where.unique()}, dtype="int64")


def _about_files(table: pd.DataFrame) -> Iterator[tuple[str, int]]:
    yield "files", len(table)
    yield "used", int(table["used"].sum())
    for name in _LINES:
        yield f"lines_{name}", int(table[f"lines_{name}"].sum())


def _reason(why: str) -> str:
    """Why a file was not used, without what is its own: no name of another file, no code, nothing that stands in it."""
    reason = why.partition(":")[0].partition(";")[0].strip()
    if reason.startswith(("a copy", "all of ")):
        return _COPY
    return READER_CODE.sub("…", reason) or "no line of it counts"
