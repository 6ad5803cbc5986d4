"""A sample reader: generated marks, for a notebook that has none of its own yet. They are nobody's."""

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from kit.lesson.claims import Claim
from kit.lesson.codebook import CODEBOOK_VERSION, LABEL_SETS, ordered
from kit.lesson.key import Answer
from kit.lesson.lesson import Lesson, check_opened
from kit.marks.entries import PASS_ON, Mark

if TYPE_CHECKING:
    import pandas as pd

SAMPLE_READER = "sample-reader-00"
#: How often the sample reader gives a defensible answer, and when they began to read.
SKILL = 0.7
BEGAN = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
#: With this one the reader of the bundled article slips in every way that a score tells apart.
SEED = 22


def sample_annotations(lesson: Lesson, seed: int = SEED) -> "pd.DataFrame":
    """Return the annotations of a generated reader (`sample-reader-00`), the same for the same seed.

    The columns are those of `kit.marks.table.annotations_table`.
    """
    from kit.marks.table import annotations_table  # noqa: PLC0415 (pandas waits until it is asked for)

    return annotations_table(sample_marks(lesson, seed), lesson)


def sample_marks(lesson: Lesson, seed: int = SEED) -> list[Mark]:
    """Return the marks of a generated reader who answers every core claim and every second optional one."""
    chance, key = random.Random(seed), key_or_invented(lesson)
    answered = [claim for place, claim in enumerate(lesson.claims) if claim.core or place % 2 == 0]
    return [_mark(lesson, claim, key[claim.id], place, chance) for place, claim in enumerate(answered)]


def key_or_invented(lesson: Lesson) -> Mapping[str, Answer]:
    """Return what generated readers draw their answers from: the key or, where that was taken away, invented answers.

    Invented answers are the same every time, and are nobody's reading of the article; they never leave the samples.
    """
    check_opened(lesson)
    if lesson.key is not None and not lesson.unconfirmed:
        return lesson.key
    invented = {claim.id: _invented(claim, random.Random(f"{lesson.id} {claim.id}")) for claim in lesson.claims}
    return invented | dict(lesson.key or {})


def _invented(claim: Claim, chance: random.Random) -> Answer:
    return Answer(chance.choice(LABEL_SETS[:4]), nature="", source="", why="")


def _mark(lesson: Lesson, claim: Claim, answer: Answer, place: int, chance: random.Random) -> Mark:
    labels = answer.labels if chance.random() < SKILL else chance.choice(LABEL_SETS[:4])
    return Mark(
        id=f"sample-{place}",
        journal="sample",
        reader=SAMPLE_READER,
        lesson=lesson.id,
        edition=lesson.edition,
        codebook=CODEBOOK_VERSION,
        claim=claim.id,
        passage=lesson.passages[claim.id],
        at=(BEGAN + timedelta(seconds=60 * place)).isoformat(),
        labels=ordered(labels),
        who=answer.source if claim.core else "",
        sure=chance.randint(1, 3) if claim.core else None,
        pass_on=chance.choice(PASS_ON) if claim.core else None,
    )
