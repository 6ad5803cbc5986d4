"""What the lines are about: the text and the claim of each, and where that claim stands in the article."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

import numpy as np
import pandas as pd

from kit.analysis.collect.journal_lines import JournalLines, Numbers, Truths
from kit.lesson.claims import CLAIM_ID
from kit.lesson.files import bundled_lessons, open_lesson
from kit.lesson.lesson import Lesson
from kit.marks.carrying import Given, given_to

#: The columns that say where a claim stands.
WHERE = {"paragraph": "Int32", "section": "Int32", "core": "boolean", "text": "string"}


ELSEWHERE = "elsewhere"  # another lesson
#: What the lines were given to: the numbers in `Texts.given` are places here.
GIVEN = (ELSEWHERE, *get_args(Given))


@dataclass(frozen=True, slots=True)
class Texts:
    """What the lines are about.

    `texts` (lesson and edition) and `claims` stand in the order that they have in the annotations; `text` numbers the
    text of each head, and `claim` numbers `lines.claims`. `where` has a row for each claim of the lessons that are
    known, and `place` is each line's row in it, or -1. `given` says of each line what it was given to, seen from
    `lesson` (everything is "here" without one): what is carried over is about the one text that was asked for.
    """

    lesson: Lesson | None
    texts: list[tuple[str, str]]
    text: Numbers
    claims: list[str]
    claim: Numbers
    where: pd.DataFrame
    place: Numbers
    given: Numbers

    def are(self, *kinds: str) -> Truths:
        """Which lines were given to one of these."""
        return np.isin(self.given, [GIVEN.index(kind) for kind in kinds])


def texts_of(lines: JournalLines, lesson: Lesson | None) -> Texts:
    """Return what the lines are about: claims of `lesson` or, without one, of the bundled lessons that they name."""
    return _one_text(lines, lesson) if lesson else _all_texts(lines)


def _one_text(lines: JournalLines, lesson: Lesson) -> Texts:
    given, claims = _given(lines, lesson), [claim.id for claim in lesson.claims]
    claim = places_in([each.claim for each in lines.claims], claims)
    text = np.array([0 if head.lesson == lesson.id else -1 for head in lines.heads], dtype=np.int64)
    counts = np.isin(given, [GIVEN.index("here"), GIVEN.index("carried")])
    place = np.where(counts, claim[lines["claim"]], -1)
    where = _where([lesson]).astype({"core": "bool"})
    return Texts(lesson, [(lesson.id, lesson.edition)], text, claims, claim, where, place, given)


def _all_texts(lines: JournalLines) -> Texts:
    of_head = [(head.lesson, head.edition) for head in lines.heads]
    ids = [each.claim for each in lines.claims]
    texts, claims = sorted(set(of_head)), sorted(set(ids), key=_claim_number)
    known = _bundled({name for name, _ in of_head})
    place, first = np.full(len(lines), -1, dtype=np.int64), 0
    for each in known:
        is_of = np.array([text == (each.id, each.edition) for text in of_head], dtype=bool)[lines["head"]]
        number = places_in(ids, [claim.id for claim in each.claims])[lines["claim"][is_of]]
        place[is_of] = np.where(number < 0, -1, number + first)
        first += len(each.claims)
    given = np.full(len(lines), GIVEN.index("here"), dtype=np.int64)
    text, claim = places_in(of_head, texts), places_in(ids, claims)
    return Texts(None, texts, text, claims, claim, _where(known), place, given)


def _where(lessons: Sequence[Lesson]) -> pd.DataFrame:
    rows = [
        (claim.paragraph, each.section_of(claim), claim.core, claim.text) for each in lessons for claim in each.claims
    ]
    return pd.DataFrame(rows, columns=list(WHERE)).astype(WHERE)


def _given(lines: JournalLines, lesson: Lesson) -> Numbers:
    """What each line was given to; the rule is asked once for each edition, claim and passage that there are."""
    of_head = [head.edition if head.lesson == lesson.id else None for head in lines.heads]
    editions = list(dict.fromkeys(of_head))
    edition, number = places_in(of_head, editions)[lines["head"]], len(lines.claims) + 1
    kinds, kind = np.unique(edition * number + lines["claim"], return_inverse=True)
    given = []
    for which, claim in (divmod(int(each), number) for each in kinds):
        said = editions[which]
        given.append(ELSEWHERE if said is None else given_to(lesson, said, *lines.claims[claim]))
    return places_in(given, GIVEN)[kind]


def _bundled(names: set[str]) -> list[Lesson]:
    return [open_lesson(name) for name in bundled_lessons() if name in names]


def _claim_number(claim: str) -> tuple[int, str]:
    return int(claim[1:]) if CLAIM_ID.fullmatch(claim) else -1, claim


def places_in(values: Sequence[Any], order: Sequence[Any]) -> Numbers:
    """Return the place of each value in an order, or -1."""
    place = {value: number for number, value in enumerate(order)}
    return np.array([place.get(value, -1) for value in values], dtype=np.int64)
