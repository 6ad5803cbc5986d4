"""A sample class: generated journals of readers with different habits, for a teacher who has none yet.

They are nobody's, and their reader codes say so: each begins with `sample-`.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.analysis.sample_reader import BEGAN, key_or_invented
from kit.lesson.claims import Claim
from kit.lesson.codebook import CODEBOOK_VERSION, LABEL_SETS, LabelSet, name_of, ordered
from kit.lesson.lesson import Lesson
from kit.marks.entries import PASS_ON, JournalEntry, Mark, Quote, Retract, Reveal
from kit.marks.journal import write_journals
from kit.marks.standing import latest
from kit.ui.words import words

if TYPE_CHECKING:
    import pandas as pd

READERS = 24
#: With this one, each of the three claims on which the class splits most has two sides large enough to be heard.
SEED = 7


def sample_class(lesson: Lesson, readers: int = READERS, seed: int = SEED) -> list[JournalEntry]:
    """Return the journal entries of a generated class, reader after reader, the same for the same seed.

    The readers have different habits, and their codes say so (`sample-trusting-02`): careful; trusting (takes a source
    for a name, and misses denials); suspicious (sees the unnamed and denials where there are none); hurried (few
    claims, no reasons); core (core claims only); revising (takes answers back). Careful and revising readers look at
    the key in the end, and say whether they change, keep, or still disagree. Where the lesson has no key, the answers
    are invented altogether, and nobody looks at one.
    """
    lines: list[JournalEntry] = []
    for number in range(1, readers + 1):
        lines += _Reader(lesson, HABITS[(number - 1) % len(HABITS)], number, seed).lines()
    return lines


def sample_class_annotations(lesson: Lesson, readers: int = READERS, seed: int = SEED) -> "pd.DataFrame":
    """Return the annotations of the generated class of `sample_class`, with the columns of `annotations_table`."""
    from kit.marks.table import annotations_table  # noqa: PLC0415 (pandas waits until it is asked for)

    return annotations_table(sample_class(lesson, readers, seed), lesson)


def write_sample_class(lesson: Lesson, folder: str | Path, readers: int = READERS, seed: int = SEED) -> Path:
    """Write the generated class as journals, one file a reader, and return the folder: something to try `collect` on.

    Raises:
        AlreadyThere: one of the journals is there already; it is left as it is.
    """
    write_journals(sample_class(lesson, readers, seed), folder)
    return Path(folder).expanduser()


Slip = Callable[[LabelSet, random.Random], LabelSet]


def _any_slip(_labels: LabelSet, chance: random.Random) -> LabelSet:
    return chance.choice(LABEL_SETS[:4])


def _trusting(labels: LabelSet, _chance: random.Random) -> LabelSet:
    return frozenset({"sourced"}) if labels else labels


def _suspicious(labels: LabelSet, chance: random.Random) -> LabelSet:
    return (labels - {"sourced"}) | {"anonymous"} if chance.random() < 0.7 else labels | {"denied"}


@dataclass(frozen=True, slots=True)
class _Habit:
    """How a generated reader reads: shares from 0 to 1, and what their slips look like."""

    name: str
    skill: float
    slip: Slip
    core: float = 1.0
    optional: float = 0.8
    reasons: float = 0.7
    takes_back: float = 0.0
    looks_at_key: bool = False


_CAREFUL = _Habit("careful", 0.85, _any_slip, looks_at_key=True)
_TRUSTING = _Habit("trusting", 0.45, _trusting)
_SUSPICIOUS = _Habit("suspicious", 0.5, _suspicious)
_HURRIED = _Habit("hurried", 0.55, _any_slip, core=0.5, optional=0.1, reasons=0.0)
_CORE = _Habit("core", 0.7, _any_slip, optional=0.0)
_REVISING = _Habit("revising", 0.6, _trusting, optional=0.5, takes_back=0.15, looks_at_key=True)
#: Who sits in the class, again and again.
HABITS = (_CAREFUL, _TRUSTING, _SUSPICIOUS, _CORE, _REVISING, _TRUSTING, _HURRIED, _SUSPICIOUS)


class _Reader:
    """One generated reader, who reads the article once and, with some habits, looks at the key in the end."""

    def __init__(self, lesson: Lesson, habit: _Habit, number: int, seed: int) -> None:
        self.lesson, self.habit, self.key = lesson, habit, key_or_invented(lesson)
        self.code, self.journal = f"sample-{habit.name}-{number:02}", f"sample-{seed}-{number:02}"
        self.chance = random.Random(f"{seed} {number}")
        self.said = words(lesson.article.language)["sample"]
        self.written = 0

    def lines(self) -> list[JournalEntry]:
        own = [line for claim in self.lesson.claims for line in self.reads(claim)]
        if not own:  # in a short text chance may leave nothing, and who marks nothing is no reader
            first = self.lesson.claims[0]
            own = [self.mark(first, self.key[first.id].labels)]
        standing = {mark.claim: mark for mark in latest(own).values()}
        return [*own, *self.looks(standing)] if self.habit.looks_at_key and self.lesson.key is not None else own

    def reads(self, claim: Claim) -> Iterator[JournalEntry]:
        if self.chance.random() >= (self.habit.core if claim.core else self.habit.optional):
            return
        answer = self.key[claim.id]
        is_right = self.chance.random() < self.habit.skill
        yield self.mark(claim, answer.labels if is_right else self.habit.slip(answer.labels, self.chance))
        if self.chance.random() < self.habit.takes_back:
            yield Retract(**self.about(claim.id))

    def looks(self, standing: dict[str, Mark]) -> Iterator[JournalEntry]:
        standing = {claim_id: mark for claim_id, mark in standing.items() if claim_id not in self.lesson.unconfirmed}
        for claim_id in standing:
            yield Reveal(**self.about(claim_id), full=True)
        for claim_id, mark in standing.items():
            answer = self.key[claim_id]
            if frozenset(mark.labels) not in answer.defensible:
                stance = self.chance.choices(list(self.said["afterwards"]), weights=(4, 2, 4))[0]
                labels = ordered(answer.labels) if stance == "changed" else mark.labels
                yield Mark(**self.about(claim_id), labels=labels, stance=stance, reason=self.said["afterwards"][stance])

    def mark(self, claim: Claim, labels: LabelSet) -> Mark:
        answer, line = self.key[claim.id], Mark(**self.about(claim.id), labels=ordered(labels))
        if self.chance.random() < self.habit.reasons:
            reasons = self.said["reasons"].get(name_of(labels), self.said["any_reason"])
            line = replace(line, reason=self.chance.choice(reasons))
        if not claim.core:
            return line
        shown = [piece for piece in answer.evidence if piece.label in labels]
        evidence = tuple(Quote(piece.paragraph, piece.start, piece.end, piece.quote) for piece in shown[:2])
        sure, pass_on = self.chance.randint(1, 3), self.chance.choice(PASS_ON)
        return replace(line, evidence=evidence, sure=sure, pass_on=pass_on)

    def about(self, claim_id: str) -> dict[str, Any]:
        """What the next entry says of itself, whatever its kind."""
        self.written += 1
        return {
            "id": f"{self.journal}-{self.written:03}",
            "journal": self.journal,
            "reader": self.code,
            "lesson": self.lesson.id,
            "edition": self.lesson.edition,
            "codebook": CODEBOOK_VERSION,
            "claim": claim_id,
            "passage": self.lesson.passages[claim_id],
            "at": (BEGAN + timedelta(seconds=45 * self.written)).isoformat(),
        }
