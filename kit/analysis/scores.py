"""Scores: how far a reader's marks go with the answer key. (Readers with each other: `agreement`.)"""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.analysis.counts import Counts
from kit.analysis.counts.units import claim_numbers
from kit.lesson.codebook import LABEL_SETS, LABELS, LabelSet
from kit.lesson.key import Answer
from kit.lesson.lesson import Lesson
from kit.marks.table import check_lesson, check_text, key_table

SETS: tuple[LabelSet, ...] = tuple(
    frozenset(label for place, label in enumerate(LABELS) if mask >> place & 1) for mask in range(1 << len(LABELS))
)


def score(annotations: pd.DataFrame, lesson: Lesson) -> pd.DataFrame:
    """Return one row a reader and phase, from an annotations table of this lesson and edition.

    Columns: `answered` (claims); the means of what `beside_key` says of each answer: `overlap`, `exact`,
    `over_suspicion` and `credulity`; and for each label `<label>_precision` and `<label>_recall` against the best
    defensible answer. A figure without any case is missing (NaN). The phase `revised` was answered after seeing the
    key: it measures copying, not learning. Answers to claims that the key does not answer (yet) do not count; where
    the lesson has no key yet, there is no row.

    Raises:
        ValueError: a row is of another lesson or edition.
    """
    marks = _with_a_key(annotations, lesson).reset_index(drop=True)
    cases = _cases(marks, lesson)
    groups = cases.groupby([marks["reader"], marks["phase"].astype("string")], sort=True, observed=True)
    return _summary(groups.sum(), groups.size())


def shares_of_class(counts: Counts, lesson: Lesson, phase: str = "own") -> dict[str, float]:
    """Return what `beside_key` says of each answer as means over all answers of a class, from its counts.

    The names are `overlap`, `exact`, `over_suspicion`, `missed_denial` and `credulity`, each 0 to 1. Where there are no
    answers in the phase, or the lesson has no key, there is no figure.

    Raises:
        ValueError: a row is of another lesson or edition.
    """
    check_text(counts.answers, lesson)
    given = counts.per_claim(lesson, phase)
    given[[claim.id in lesson.unconfirmed for claim in lesson.claims]] = 0
    if lesson.key is None or not given.sum():
        return {}
    by_mask = _lookup(lesson).reshape(len(lesson.claims), len(SETS), -1)
    cases = by_mask[:, [SETS.index(labels) for labels in LABEL_SETS], : len(_OF_EACH)]
    sums = np.einsum("ca,cae->e", given, cases)
    return dict(zip(_OF_EACH, (sums / given.sum()).tolist(), strict=True))


def beside_key(annotations: pd.DataFrame, lesson: Lesson) -> pd.DataFrame:
    """Return the annotations with the key's answer beside each, and how the two stand to each other.

    Further columns: `key` (the key's answer, an ordered category as `labels` is), `also_defensible`, `why` and `later`
    (as in `kit.marks.table.key_table`), `overlap` (`Answer.overlap`, 0 to 1), and the booleans `exact` (the answer can
    be defended as it is), `over_suspicion` (`anonymous` or `denied` where no defensible answer has it),
    `missed_denial` (no `denied` where every defensible answer has it) and `credulity` (a missed denial, or `sourced`
    where no defensible answer has it). Where the key has no answer (yet), there is no row.

    Raises:
        ValueError: a row is of another lesson or edition.
    """
    annotations = _with_a_key(annotations, lesson)
    cases = _cases(annotations, lesson)[list(_OF_EACH)].astype(dict.fromkeys(_OF_EACH[1:], "bool"))
    key = key_table(lesson).rename(columns={"labels": "key"})
    of_claim = key[["key", "also_defensible", "why", "later"]].iloc[claim_numbers(annotations, lesson)]
    return pd.concat([annotations, *(table.set_axis(annotations.index) for table in (of_claim, cases))], axis="columns")


_OF_EACH = ("overlap", "exact", "over_suspicion", "missed_denial", "credulity")
_COUNTS = tuple(f"{label}_{count}" for label in LABELS for count in ("given", "wanted", "both"))


def _with_a_key(annotations: pd.DataFrame, lesson: Lesson) -> pd.DataFrame:
    """The annotations that a key's answer can stand beside."""
    check_lesson(annotations, lesson)
    if lesson.key is None:
        return annotations[:0]
    return annotations[~annotations["claim"].isin(lesson.unconfirmed)] if lesson.unconfirmed else annotations


def _cases(annotations: pd.DataFrame, lesson: Lesson) -> pd.DataFrame:
    """One row an annotation, in their order, with everything that scores are made of."""
    each = pd.DataFrame(_lookup(lesson), columns=[*_OF_EACH, *_COUNTS])
    return each.iloc[claim_numbers(annotations, lesson) * len(SETS) + _masks(annotations)].reset_index(drop=True)


def _summary(sums: pd.DataFrame, answered: pd.Series) -> pd.DataFrame:
    table = pd.DataFrame({"answered": answered.astype("int64")})
    for name in ("overlap", "exact"):
        table[name] = sums[name] / answered
    for label in LABELS:
        table[f"{label}_precision"] = sums[f"{label}_both"] / sums[f"{label}_given"].replace(0, np.nan)
        table[f"{label}_recall"] = sums[f"{label}_both"] / sums[f"{label}_wanted"].replace(0, np.nan)
    for name in ("over_suspicion", "credulity"):
        table[name] = sums[name] / answered
    return table.reset_index()


def _lookup(lesson: Lesson) -> npt.NDArray[np.float64]:
    """Every case there is, claims x 8 sets, in the order of claims: scoring a class is then one look-up a mark."""
    key: Mapping[str, Answer] = lesson.key or {}
    width = len(_OF_EACH) + len(_COUNTS)
    nothing = [0.0] * width  # of claims without an answer, which nobody looks up
    cases = [
        list(_case(key[claim.id], given)) if claim.id in key else nothing
        for claim in (lesson.claims if key else ())
        for given in SETS
    ]
    return np.array(cases, dtype=np.float64).reshape(-1, width)


def _case(answer: Answer, given: LabelSet) -> Iterator[float]:
    best = answer.best(given)
    yield answer.overlap(given)
    yield given in answer.defensible
    yield is_over_suspicious(answer, given)
    yield misses_a_denial(answer, given)
    yield is_credulous(answer, given)
    for label in LABELS:
        yield label in given
        yield label in best
        yield label in given and label in best


def is_over_suspicious(answer: Answer, given: LabelSet) -> bool:
    """Whether `given` says anonymous or denied where no defensible answer does."""
    return any(label in given and not answer.ever(label) for label in ("anonymous", "denied"))


def misses_a_denial(answer: Answer, given: LabelSet) -> bool:
    """Whether `given` lacks a denial that every defensible answer has."""
    return "denied" not in given and all("denied" in labels for labels in answer.defensible)


def is_credulous(answer: Answer, given: LabelSet) -> bool:
    """Whether `given` says sourced where no defensible answer does, or misses a denial that every one of them has."""
    return misses_a_denial(answer, given) or ("sourced" in given and not answer.ever("sourced"))


def _masks(marks: pd.DataFrame) -> npt.NDArray[np.integer]:
    masks = np.zeros(len(marks), dtype=np.intp)
    for place, label in enumerate(LABELS):
        masks |= marks[label].to_numpy(dtype=bool).astype(np.intp) << place
    return masks
