"""Readers' reasons, ready to be shown to a class: without reader codes, and only where many could have written them."""

from dataclasses import dataclass

import pandas as pd

from kit.analysis.scores import check_lesson
from kit.lesson.files import Lesson
from kit.marks.reader import READER_CODE

#: Reasons of a group with fewer readers stay hidden: in a class, their writers would be plain.
FEWEST = 5
LONGEST = 240


@dataclass(frozen=True, slots=True)
class Camp:
    """Readers who gave one answer to a claim, and some of their reasons.

    `reasons` is empty where nobody gave one, and where there are fewer than five readers: then `hidden` is true.
    """

    answer: str
    readers: int
    reasons: tuple[str, ...]
    hidden: bool


def contrasting_reasons(annotations: pd.DataFrame, lesson: Lesson, claim: str, most: int = 3) -> tuple[Camp, ...]:
    """Return the two largest camps of a claim, the larger one first, each with up to `most` reasons.

    The phase is `own`. Of a camp's reasons the fuller ones are taken, each once, in the order of the alphabet, which
    says nothing about readers. Reader codes in the text are blotted out; other names are not known here: read before
    you project.

    Raises:
        ValueError: there is no such claim, or a row is of another lesson or edition.
    """
    check_lesson(annotations, lesson)
    wanted = lesson.claim(claim).id
    rows = annotations[(annotations["claim"] == wanted) & (annotations["phase"] == "own")]
    sizes = rows["labels"].value_counts(sort=False)
    largest = sizes[sizes > 0].sort_values(ascending=False, kind="stable").head(2)
    return tuple(_camp(str(name), rows[rows["labels"] == name], most) for name in largest.index)


def reasons_against(annotations: pd.DataFrame, lesson: Lesson, claim: str, most: int = 3) -> Camp:
    """Return the readers who saw the key's answer to a claim and still disagree, with reasons as in a camp.

    `answer` is empty: they agree in what they reject, not in what they answer.

    Raises:
        ValueError: there is no such claim, or a row is of another lesson or edition.
    """
    check_lesson(annotations, lesson)
    rows = annotations[annotations["claim"] == lesson.claim(claim).id]
    return _camp("", rows[rows["stance"] == "disagree"] if "stance" in rows else rows[:0], most)


def _camp(answer: str, rows: pd.DataFrame, most: int) -> Camp:
    readers = int(rows["reader"].nunique())
    if readers < FEWEST:
        return Camp(answer, readers, (), hidden=True)
    return Camp(answer, readers, _chosen(rows["reason"], most), hidden=False)


def _chosen(reasons: pd.Series, most: int) -> tuple[str, ...]:
    texts = {_shown(reason) for reason in reasons.dropna()} - {""}
    fullest = sorted(texts, key=lambda text: (-len(text), text))[:most]
    return tuple(sorted(fullest, key=str.casefold))


def _shown(reason: str) -> str:
    text = " ".join(READER_CODE.sub("…", str(reason)).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
