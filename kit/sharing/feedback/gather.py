"""Gathers what each reader of a class gets back, from the table of annotations and the whole key.

The lesson is over: no horizon holds any more, and every label of the key is shown with all of its reasons.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from kit.analysis.class_figures import answers_per_claim
from kit.analysis.counts import counted
from kit.analysis.discretion import Discretion, Eye
from kit.analysis.discretion.people import people
from kit.analysis.reasons import FEWEST
from kit.analysis.report.figures import rows_of
from kit.analysis.scores import is_over_suspicious, misses_a_denial
from kit.lesson.claims import Claim
from kit.lesson.codebook import LABELS, LabelSet, name_of
from kit.lesson.key import Answer
from kit.lesson.lesson import Lesson
from kit.sharing.feedback.reader import ClaimBack, ClassShare, ReaderBack, Slip, Standing

#: The most claims that stand on a page: with more, they are not one page.
MOST_CLAIMS = 18


def gathered(annotations: pd.DataFrame, lesson: Lesson, discretion: Discretion) -> Iterator[ReaderBack]:
    """Yield what each reader gets back who marked anything before the key, in the order of reader codes.

    Args:
        annotations: a class's answers, of this lesson and edition.
        lesson: with its key; limited to a path where only that was set.
        discretion: whose names no reason may hold that is printed.
    """
    own = annotations[annotations["phase"] == "own"]
    shares = _shares(own, lesson)
    eye = discretion.about(lesson, annotations["reader"].unique())
    revised = annotations[annotations["phase"] == "revised"]
    changed = zip(revised["reader"], revised["claim"], revised["labels"], strict=True)
    later = {(str(reader), str(claim)): str(labels) for reader, claim, labels in changed}
    core = [claim.id for claim in lesson.claims if claim.core] or [claim.id for claim in lesson.claims]
    for reader, rows in own.groupby(own["reader"].astype("string"), sort=True):
        marked = {str(row["claim"]): row for row in rows_of(rows)}
        shown = [claim for claim in lesson.claims if claim.id in marked and claim.id in core]
        others = [claim for claim in lesson.claims if claim.id in marked and claim not in shown]
        backs = tuple(
            _claim(claim, lesson, marked[claim.id], later.get((str(reader), claim.id), ""), shares, eye)
            for claim in (shown or others)[:MOST_CLAIMS]
        )
        rest = others if shown else others[MOST_CLAIMS:]
        defended = sum(_labels(marked[claim.id]) in _answer(lesson, claim).defensible for claim in rest)
        reasoned = sum(_has_reason(marked[each.claim.id]) for each in backs)
        yield ReaderBack(str(reader), backs, len(core), reasoned, len(rest), defended)


def _claim(
    claim: Claim,
    lesson: Lesson,
    row: Mapping[str, Any],
    now: str,
    shares: Mapping[str, Mapping[str, Any]],
    eye: Eye,
) -> ClaimBack:
    answer, given = _answer(lesson, claim), _labels(row)
    also: Standing = "also" if given in answer.defensible else "differ"
    written = row["reason"]
    reason = eye.reason(claim.id, str(written)) if written is not None and not pd.isna(written) else None
    sure = row["sure"]
    own, key = name_of(given), name_of(answer.labels)
    return ClaimBack(
        claim=claim,
        own=own,
        key=key,
        also=tuple(name_of(labels) for labels in answer.also_defensible),
        standing="same" if given == answer.labels else also,
        slip=_slip(answer, given),
        why=" ".join(filter(None, (answer.why, answer.later))),
        line=answer.if_you_chose.get(given, ""),
        reason=reason.text if reason is not None and reason.why != "name" else "",
        sure=None if pd.isna(sure) else int(sure),
        now=now if now not in ("", own) else "",
        share=_share(shares.get(claim.id), own, key),
    )


def _answer(lesson: Lesson, claim: Claim) -> Answer:
    assert lesson.key is not None  # `feedback` has made sure
    return lesson.key[claim.id]


def _slip(answer: Answer, given: LabelSet) -> Slip:
    """What went astray, on either side; a denial that was overlooked weighs most, since an article turns on it."""
    if given in answer.defensible:
        return ""
    if misses_a_denial(answer, given):
        return "missed_denial"
    if "sourced" in given and not answer.ever("sourced"):
        return "no_name"
    if not is_over_suspicious(answer, given):
        return ""
    return "no_denial" if "denied" in given and not answer.ever("denied") else "no_voice"


def _shares(own: pd.DataFrame, lesson: Lesson) -> dict[str, Mapping[str, Any]]:
    """The counts of each claim that enough people answered: of fewer, one would know who is meant."""
    counts = {str(row["claim"]): row for row in rows_of(answers_per_claim(counted(own), lesson))}
    enough = [str(claim) for claim, rows in own.groupby(own["claim"].astype("string")) if people(rows) >= FEWEST]
    return {claim: counts[claim] for claim in enough}


def _share(counts: Mapping[str, Any] | None, own: str, key: str) -> ClassShare | None:
    return None if counts is None else ClassShare(int(counts["answers"]), int(counts[own]), int(counts[key]))


def _labels(row: Mapping[str, Any]) -> LabelSet:
    return frozenset(label for label in LABELS if row[label])


def _has_reason(row: Mapping[str, Any]) -> bool:
    written, evidence = row["reason"], row["evidence"]
    return bool(not pd.isna(written) and str(written).strip()) or bool(evidence)
