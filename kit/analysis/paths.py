"""A lesson's shorter paths: figures of one path alone, and whether a class has marked just a path."""

from dataclasses import replace

import pandas as pd

from kit.analysis.about import PATH
from kit.lesson.guide import ReadingPath
from kit.lesson.lesson import Lesson
from kit.marks.table import check_lesson

#: A reader keeps to a path where so large a share of what they marked stands on it: a strayed click is none.
SHARE_ON_PATH = 0.8
#: A class has marked a path where at least so many of its readers keep to it...
SHARE_OF_READERS = 0.5
#: ...and have together marked so much of it: whoever stopped after two claims keeps to every path.
SHARE_OF_PATH = 0.5
#: What no larger share of the readers than this has marked, hardly anybody has: it may not have been set.
HARDLY_ANYBODY = 0.1


def limited(annotations: pd.DataFrame, lesson: Lesson, path: str) -> tuple[pd.DataFrame, Lesson]:
    """Return the annotations and the lesson with the claims of one path and no others, for every figure of a class.

    `kit.analysis.about` then names the path.

    Raises:
        ValueError: the lesson has no such path, or a row is of another lesson or edition.
    """
    check_lesson(annotations, lesson)
    chosen = lesson.path(path)
    kept = annotations[annotations["claim"].isin(chosen.claims)]
    kept.attrs[PATH] = chosen.title
    return kept, replace(lesson, claims=tuple(claim for claim in lesson.claims if claim.id in chosen.claims))


def path_marked(annotations: pd.DataFrame, lesson: Lesson) -> ReadingPath | None:
    """Return the path that most of a class kept to, the shortest where several fit; None where it read on.

    Most of a class: at least half of those who marked. A reader keeps to a path when at least four of five claims that
    they answered, core or not, stand on it. Together they have answered at least half of it. A path with all core
    claims is no shorter way, and is never returned.

    Raises:
        ValueError: a row is of another lesson or edition.
    """
    check_lesson(annotations, lesson)
    core = {claim.id for claim in lesson.claims if claim.core}
    shorter = [path for path in lesson.paths.values() if not core <= set(path.claims)]
    kept_to = [path for path in shorter if _keeps_to(annotations, path)]
    return min(kept_to, key=lambda path: len(path.claims), default=None)


def marked_by_few(annotations: pd.DataFrame, claims: list[str], share: float = HARDLY_ANYBODY) -> list[str]:
    """Return which of these claims at most this share of the readers has answered; none where nobody answered any."""
    answered = annotations.drop_duplicates(["reader", "claim"])["claim"].astype("string").value_counts()
    most = share * annotations["reader"].nunique()
    return [claim for claim in claims if answered.get(claim, 0) <= most] if len(annotations) else []


def _keeps_to(annotations: pd.DataFrame, path: ReadingPath) -> bool:
    pairs = annotations.drop_duplicates(["reader", "claim"])
    on_path = pairs["claim"].isin(path.claims)
    share = on_path.groupby(pairs["reader"].astype("string")).mean()
    keep = set(share.index[share >= SHARE_ON_PATH])
    marked = pairs.loc[on_path & pairs["reader"].isin(keep), "claim"].nunique()
    enough = len(keep) >= SHARE_OF_READERS * len(share) and marked >= SHARE_OF_PATH * len(path.claims)
    return bool(keep) and enough
