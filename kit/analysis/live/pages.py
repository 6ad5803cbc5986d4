"""What the two pages show: the teacher's, with who is where, and the class's, on which nobody can be recognised."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from statistics import mean
from typing import Any

import pandas as pd

from kit.analysis.discretion.people import people
from kit.analysis.figures_to_share import figures_to_share
from kit.analysis.live.whereabouts import STATES, Whereabouts
from kit.analysis.report.bars import ink_on, short
from kit.lesson.class_figures import FEWEST_READERS, OTHER
from kit.lesson.codebook import ANSWER_NAMES
from kit.lesson.lesson import Lesson
from kit.ui.tokens import LOOKS

#: A row of `most_split`.
Row = Mapping[Any, Any]
#: So many claims are shown: more nobody takes in at a glance.
CLAIMS_SHOWN, CLAIMS_PROJECTED = 4, 2


def who_is_where(readers: list[Whereabouts], lesson: Lesson, seats: Mapping[str, str], of: int) -> dict[str, Any]:
    """Return the part of the teacher's page that has codes or seats in it.

    Args:
        readers: where each is.
        lesson: the lesson.
        seats: by reader, what the teacher calls them.
        of: how many claims are to be marked.
    """
    here = [each for each in readers if each.state != "away"]
    states, sections = Counter(each.state for each in readers), Counter(each.section for each in here)
    return {
        "summary": {"here": len(here), "fast": sum(each.fast is not None for each in here)}
        | {state: states[state] for state in STATES},
        "sections": [
            {"number": each.number, "title": each.title, "readers": sections[each.number]}
            for each in lesson.article.sections
        ],
        "readers": sorted(
            (
                {"reader": each.reader, "seat": seats.get(each.reader, ""), "of": of}
                | {name: getattr(each, name) for name in ("paragraph", "done", "more", "state", "minutes", "fast")}
                for each in readers
            ),
            key=lambda reader: (_in_order(reader["seat"]), reader["reader"]),
        ),
    }


def what_splits(split: Iterable[Row]) -> list[dict[str, Any]]:
    """Return the claims on which the class splits most (`kit.analysis.class_figures.most_split`), with every count."""
    return [
        _claim(row) | {"answers": int(row["answers"]), "bar": _bar({name: int(row[name]) for name in ANSWER_NAMES})}
        for row in split
    ]


def for_the_class(
    annotations: pd.DataFrame, split: Iterable[Row], lesson: Lesson, claims: Collection[str]
) -> dict[str, Any]:
    """Return what the class may see of itself; of fewer than `FEWEST_READERS` people, nothing.

    Claims on which it splits have counts in which an answer of fewer than so many people is told with others, or not.
    """
    if people(annotations) < FEWEST_READERS:
        return {"is_enough": False, "splits": [], "sections": []}
    shown = (_claim(row) | {"bar": bar} for row in split if len(bar := _shared(annotations, lesson, row)) > 1)
    return {
        "is_enough": True,
        "splits": list(islice(shown, CLAIMS_PROJECTED)),
        "sections": _sections(annotations, lesson, claims),
    }


def _shared(annotations: pd.DataFrame, lesson: Lesson, row: Row) -> list[dict[str, Any]]:
    of_claim = annotations[annotations["claim"] == row["claim"]]
    return _bar(figures_to_share(of_claim, lesson).answers.get(str(row["claim"]), {}))


def _sections(annotations: pd.DataFrame, lesson: Lesson, claims: Collection[str]) -> list[dict[str, Any]]:
    """How much of each section the class has marked: the share of the claims that are to be marked, of all readers."""
    answered = annotations.drop_duplicates(["reader", "claim"])["claim"].value_counts()
    readers = annotations["reader"].nunique()
    shares: dict[int, list[float]] = {}
    for claim in claims:
        shares.setdefault(lesson.section_of(lesson.claim(claim)), []).append(float(answered.get(claim, 0)) / readers)
    return [
        {"number": each.number, "title": each.title, "share": round(mean(shares[each.number]), 2)}
        for each in lesson.article.sections
        if each.number in shares
    ]


def _claim(row: Row) -> dict[str, Any]:
    return {"claim": str(row["claim"]), "paragraph": int(row["paragraph"]), "text": str(row["text"])}


def _bar(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """A bar's pieces: each answer that was given, how often, and how it looks."""
    return [
        {"answer": name, "count": counts[name], "letters": "" if name == OTHER else short(name)} | _look(name)
        for name in (*ANSWER_NAMES, OTHER)
        if counts.get(name)
    ]


def _look(name: str) -> dict[str, str]:
    fill = LOOKS[name].fill if name in LOOKS else "#cfcfcf"
    return {"fill": fill, "ink": ink_on(fill)}


def _in_order(seat: str) -> tuple[bool, str, int, str]:
    """Seats in order: A2 before A10, and readers without one at the end."""
    letters = seat.rstrip("0123456789")
    number = seat[len(letters) :]
    return (not seat, letters.casefold(), int(number) if number else 0, seat)
