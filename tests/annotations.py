"""Annotations of small classes, for the tests of figures and reports: what each reader answers to each claim."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, ordered
from kit.lesson.lesson import Lesson
from kit.marks.entries import Mark
from kit.marks.table import annotations_table
from tests.marks import mark, reveal

_SETS = dict(zip(ANSWER_NAMES, LABEL_SETS, strict=True))
_LETTERS = {"-": "no source", "s": "sourced", "a": "anonymous", "d": "denied", "A": "anonymous + denied"}


def reader(number: int) -> str:
    """The code of a reader."""
    return f"quiet-otter-{number:02}"


def class_of(
    lesson: Lesson, answers: Mapping[str, str], reasons: bool = True, extra: Sequence[Mark] = ()
) -> pd.DataFrame:
    """Return a class's annotations: for each claim one letter a reader (`-`, `s`, `a`, `d`, `A`; a dot: no answer)."""
    marks = [
        line(lesson, number, claim, _LETTERS[letter], reason=f"Reason {letter} of {reader(number)}." if reasons else "")
        for claim, letters in answers.items()
        for number, letter in enumerate(letters)
        if letter != "."
    ]
    return annotations_table([*marks, *extra], lesson)


def line(lesson: Lesson, number: int, claim: str, answer: str, **parts: Any) -> Mark:
    """Return one reader's mark."""
    about = {"lesson": lesson.id, "edition": lesson.edition, "reader": reader(number)}
    mark_id = f"{number}-{claim}-{answer}-{parts.get('stance')}"
    return mark(mark_id, claim, labels=ordered(_SETS[answer]), **about, **parts)


def afterwards(
    lesson: Lesson, number: int, claim: str, answer: str, stance: str, reason: str = "Because."
) -> list[Mark]:
    """Return the look of a reader at the key, and what they answer then."""
    about = {"lesson": lesson.id, "edition": lesson.edition, "reader": reader(number)}
    look = reveal(f"look-{number}-{claim}", claim, **about)
    return [look, line(lesson, number, claim, answer, stance=stance, reason=reason)]
