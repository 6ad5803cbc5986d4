"""What the lines are about: the text and the claim of each, and where that claim stands in the article."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from kit.analysis.collect.journal_lines import JournalLines, Numbers
from kit.lesson.claims import CLAIM_ID
from kit.lesson.files import Lesson, bundled_lessons, open_lesson

#: The columns that say where a claim stands.
WHERE = {"paragraph": "Int32", "section": "Int32", "core": "boolean", "text": "string"}


@dataclass(frozen=True, slots=True)
class Texts:
    """What the lines are about.

    `texts` (lesson and edition) and `claims` stand in the order that they have in the annotations; `text` numbers the
    text of each head, and `claim` numbers `lines.claims`. `where` has a row for each claim of the lessons that are
    known, and `place` is each line's row in it, or -1.
    """

    lesson: Lesson | None
    texts: list[tuple[str, str]]
    text: Numbers
    claims: list[str]
    claim: Numbers
    where: pd.DataFrame
    place: Numbers


def texts_of(lines: JournalLines, lesson: Lesson | None) -> Texts:
    """Return what the lines are about: claims of `lesson` or, without one, of the bundled lessons that they name."""
    of_head = [(head.lesson, head.edition) for head in lines.heads]
    known = [lesson] if lesson else _bundled({name for name, _ in of_head})
    texts = [(lesson.id, lesson.edition)] if lesson else sorted(set(of_head))
    claims = [claim.id for claim in lesson.claims] if lesson else sorted(lines.claims, key=_claim_number)
    place = np.full(len(lines), -1, dtype=np.int64)
    rows: list[tuple[int, int, bool, str]] = []
    for each in known:
        is_of = np.array([text == (each.id, each.edition) for text in of_head], dtype=bool)[lines["head"]]
        number = places_in(lines.claims, [claim.id for claim in each.claims])[lines["claim"][is_of]]
        place[is_of] = np.where(number < 0, -1, number + len(rows))
        rows += [(claim.paragraph, each.section_of(claim), claim.core, claim.text) for claim in each.claims]
    core = {"core": "bool"} if lesson else {}
    where = pd.DataFrame(rows, columns=list(WHERE)).astype(WHERE | core)
    return Texts(lesson, texts, places_in(of_head, texts), claims, places_in(lines.claims, claims), where, place)


def _bundled(names: set[str]) -> list[Lesson]:
    return [open_lesson(name) for name in bundled_lessons() if name in names]


def _claim_number(claim: str) -> tuple[int, str]:
    return int(claim[1:]) if CLAIM_ID.fullmatch(claim) else -1, claim


def places_in(values: Sequence[Any], order: Sequence[Any]) -> Numbers:
    """Return the place of each value in an order, or -1."""
    place = {value: number for number, value in enumerate(order)}
    return np.array([place.get(value, -1) for value in values], dtype=np.int64)
