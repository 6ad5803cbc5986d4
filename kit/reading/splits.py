"""Where readers split: how a class answered claims whose key a reader has seen whole, from the lesson's own figures."""

from collections.abc import Iterable, Mapping
from typing import Any

from kit.lesson.class_figures import OTHER
from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, ordered
from kit.lesson.lesson import Lesson
from kit.marks.entries import Mark

#: So few are shown: those that split most. Which claims are missing must not tell whose key is not whole yet.
MOST = 5


def splits(
    lesson: Lesson, revealed: Iterable[str], answers: Mapping[str, Mark], most: int = MOST
) -> list[dict[str, Any]]:
    """Return how a class answered the claims that split it most, the most split first, as plain values.

    Args:
        lesson: a lesson; without a class's figures nothing is returned.
        revealed: the claims whose answers the reader has been shown in full; no other is spoken of.
        answers: the reader's standing answers by claim id.
        most: how many claims at most.

    Returns:
        For each claim its `paragraph`, whether it is `core`, its `text`, the `readers` who were counted, and `answers`:
        each with `labels` (None for those of few readers together), how many `readers` gave it, and whether it is the
        reader's own (`yours`).
    """
    figures = lesson.class_figures
    if figures is None:
        return []
    known = [claim for claim in lesson.claims if claim.id in set(revealed) and figures.split(claim.id) > 0]
    first = sorted(known, key=lambda claim: -figures.split(claim.id))[:most]
    return [
        {
            "claim": claim.id,
            "core": claim.core,
            "paragraph": claim.paragraph,
            "text": claim.text,
            "readers": sum(figures.answers[claim.id].values()),
            "answers": _bars(figures.answers[claim.id], answers.get(claim.id)),
        }
        for claim in first
    ]


def _bars(counts: Mapping[str, int], own: Mark | None) -> list[dict[str, Any]]:
    """The answers of one claim, the most frequent first, and what few readers gave last."""
    sets = {name: list(ordered(labels)) for name, labels in zip(ANSWER_NAMES, LABEL_SETS, strict=True)}
    mine = None if own is None else list(ordered(own.labels))
    order = sorted(counts, key=lambda name: (name == OTHER, -counts[name]))
    return [
        {"labels": sets.get(name), "readers": counts[name], "yours": mine is not None and sets.get(name) == mine}
        for name in order
    ]
