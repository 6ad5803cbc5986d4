"""What stands, for many journals at once: the rules of `kit.marks.standing` on columns.

They are written there for one journal, an entry after the other; the tests hold the two against each other.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

from kit.analysis.collect.journal_lines import Numbers, Truths

Line = TypeVar("Line")


def standing(unit: Numbers, shows: Truths, changes: Truths) -> tuple[Numbers, Truths]:
    """Return the places of the last change of each unit and phase, by unit and then phase, and which are `revised`.

    Args:
        unit: what each line is about, and by whom; the lines of one reader in their order.
        shows: which lines show the full answer: what follows on the unit is revised.
        changes: which lines are a mark or a retract and not late. (Whoever wants answers drops the retracts.)
    """
    revised = _after_the_answer(unit, shows)
    key = unit * 2 + revised
    changed = np.flatnonzero(changes)
    in_order = changed[np.argsort(key[changed], kind="stable")]
    is_last = np.ones(len(in_order), dtype=bool)
    is_last[:-1] = key[in_order[1:]] != key[in_order[:-1]]
    last = in_order[is_last]
    return last, revised[last]


def _after_the_answer(unit: Numbers, shows: Truths) -> Truths:
    shown_at = np.flatnonzero(shows)
    if not len(shown_at):
        return np.zeros(len(unit), dtype=bool)
    shown, first = np.unique(unit[shown_at], return_index=True)
    nearest = np.searchsorted(shown, unit).clip(max=len(shown) - 1)
    return (shown[nearest] == unit) & (np.arange(len(unit)) > shown_at[first][nearest])


def merged(copies: Sequence[Mapping[str, Line]]) -> list[Line]:
    """Return the lines of several copies of one journal, each line once: the union in order.

    Args:
        copies: for each copy the ids of its lines, in their order, and the line itself, or where it stands. The first
            copy is the base; a line that it lacks follows the line that it follows in its own copy.
    """
    following: dict[str, str] = {}
    places: dict[str, Line] = {}
    end = ""  # no id is empty: before the first line and after the last
    for copy in copies:
        previous = end
        for mark_id, place in copy.items():
            if mark_id not in places:
                places[mark_id] = place
                following[mark_id] = following.get(previous, end)
                following[previous] = mark_id
            previous = mark_id
    order, mark_id = [], following.get(end, end)
    while mark_id != end:
        order.append(places[mark_id])
        mark_id = following[mark_id]
    return order
