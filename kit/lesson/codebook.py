"""The labels of the codebook, and the one way to name and order sets of them.

What the labels mean is written for readers in `words/`; the version here changes when a meaning does.
"""

from collections.abc import Iterable
from itertools import combinations

from kit.lesson.plain_errors import Mistake

CODEBOOK_VERSION = 1
LABELS = ("sourced", "anonymous", "denied")
NO_SOURCE = "no source"

LabelSet = frozenset[str]

#: Every answer there is, by size and then in the order of `LABELS`: the empty set ("no source given") first.
LABEL_SETS: tuple[LabelSet, ...] = tuple(
    frozenset(members) for size in range(len(LABELS) + 1) for members in combinations(LABELS, size)
)


def ordered(labels: Iterable[str]) -> tuple[str, ...]:
    """Return `labels` without repeats, in the codebook's order."""
    given = set(labels)
    return tuple(label for label in LABELS if label in given)


def name_of(labels: Iterable[str]) -> str:
    """Name a set of labels: `"no source"`, `"sourced"`, ..., `"anonymous + denied"`."""
    return " + ".join(ordered(labels)) or NO_SOURCE


#: The names of all answers, in the order of `LABEL_SETS`.
ANSWER_NAMES: tuple[str, ...] = tuple(name_of(labels) for labels in LABEL_SETS)


def label_set(labels: Iterable[str]) -> LabelSet:
    """Return `labels` as a set.

    Raises:
        ValueError: a label is not in the codebook, or `labels` is a single string.
    """
    if isinstance(labels, str):
        raise Mistake(f"labels must be a list such as [{labels!r}], not the text {labels!r}.")
    given = list(labels)
    unknown = [label for label in given if label not in LABELS]
    if unknown:
        raise Mistake(
            f"{unknown[0]!r} is not a label. The labels are {', '.join(LABELS)}; an empty list is “no source given”."
        )
    return frozenset(given)
