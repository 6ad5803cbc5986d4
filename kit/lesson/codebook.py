"""The labels of the codebook, and the one way to name and order sets of them.

What the labels mean is written for readers in `kit/ui/words`; the version here changes when a rule does.
"""

from collections.abc import Iterable
from itertools import combinations

from kit.lesson.closest import closest
from kit.lesson.plain_errors import Mistake, shown

#: The version whose words readers see, and under which they mark from now on.
CODEBOOK_VERSION = 2
#: Versions whose labels mean the same, so that their lessons open and their marks count alike. Version 2 says more
#: exactly how sure an identity must be, how far “said” reaches and what is not a denial, and tells the natures apart.
SAME_LABELS = (1, 2)
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
        raise Mistake(f"labels must be a list such as [{shown(labels)}], not the text {shown(labels)}.")
    given = list(labels)
    unknown = [label for label in given if label not in LABELS]
    if unknown:
        close = closest(shown(unknown[0]).strip("'").casefold(), LABELS)
        meant = f" Did you mean {close!r}?" if close else ""
        there_are = f"The labels are {', '.join(LABELS)}; an empty list is “no source given”."
        raise Mistake(f"{shown(unknown[0])} is not a label.{meant} {there_are}")
    return frozenset(given)
