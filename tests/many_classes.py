"""The counts of districts of any size, made up without a file being written, to test and look at their report."""

import random
from collections import Counter
from functools import cache

import pandas as pd

import kit
from kit.analysis.counts import Counts, counted
from kit.analysis.district.counting import CollectedCounts, LostPart
from kit.analysis.district.tally import ONE, PLACE, READERS, SCORES, Tally
from kit.analysis.sample_class import sample_class_annotations
from kit.lesson.lesson import Lesson


def many_classes(
    lesson: Lesson,
    classes: int,
    *,
    a_school: int = 4,
    size: tuple[int, int] = (14, 30),
    spread: tuple[float, float, float] = (0.16, 0.06, 0.04),
    seed: int = 5,
    lost: tuple[LostPart, ...] = (),
) -> CollectedCounts:
    """Return the counts of so many classes; `spread` is how far readers, classes and schools stray (0 to 1)."""
    chance = random.Random(seed)
    rows, schools = [], dict[int, float]()
    for number in range(classes):
        school = number // a_school if a_school else None
        own = chance.gauss(0, spread[1]) + schools.setdefault(school or 0, chance.gauss(0, spread[2]))
        readers = chance.randint(*size)
        name = (f"School {school + 1:03}" if school is not None else "", f"Class {number + 1}")
        rows.append((*name, *_class(chance, readers, 0.62 + own, spread[0])))
    table = pd.DataFrame(rows, columns=[*PLACE, *READERS, *(f"{name}_{what}" for name in SCORES for what in _SUMS)])
    readers = int(table["readers"].sum())
    files = Counter(files=readers + 7, used=readers, lines_refused=12, lines_elsewhere=3)
    unused, days = Counter({"not a journal": 5, "empty": 2}), Counter({"2026-11-12": readers, "2026-11-20": readers})
    tally = Tally(_counts(lesson.id), table.astype(dict.fromkeys(PLACE, "string")), files, unused, days)
    return CollectedCounts(tally, lost, 40, 0, "/data/Oxley district")


@cache
def _counts(lesson: str) -> Counts:
    """The counts of the sample class, for every district."""
    return counted(sample_class_annotations(kit.open_lesson(lesson)))


_SUMS = ("sum", "squares")


def _class(chance: random.Random, readers: int, mean: float, spread: float) -> list[int]:
    numbers = [readers, readers, readers // 2, 0, readers]
    for centre in (mean, mean + 0.1, 0.15, 0.2):
        scores = [round(min(max(chance.gauss(centre, spread), 0), 1) * ONE) for _ in range(readers)]
        numbers += [sum(scores), sum(score**2 for score in scores)]
    return numbers
