"""Figures of a class, to teach with: who is how far, what was answered, where the class splits, and what it missed.

Every function takes annotations of one lesson and edition (`kit.collect(folder, lesson).annotations`) and that lesson.
Where only counts matter, it takes those of the annotations as well (`kit.analysis.counts.counted`): whoever asks for
many figures then counts once.

The phase is `own`, the answers before the key was seen, unless a function says otherwise. No table names a reader,
except `completion`, which is for the teacher. Readers' reasons are shown by `kit.analysis.reasons` alone.
"""

import numpy as np
import pandas as pd

from kit.analysis.counts import Counts, counts_of
from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, name_of
from kit.lesson.lesson import Lesson
from kit.lesson.plain_errors import Mistake
from kit.marks.standing import PHASES
from kit.marks.table import check_lesson, check_text

#: A claim is compared with others once this share of the class has answered it: two readers who differ are no split.
ENOUGH = 0.5


def completion(annotations: pd.DataFrame, lesson: Lesson) -> pd.DataFrame:
    """Return how far each reader is: one row a reader, for the teacher's own eyes.

    Columns: `reader`, `core` and `optional` (claims answered, before or after the key), `core_claims` and
    `optional_claims` (how many the lesson has), `done` (all core claims are answered), `last_mark` (UTC).

    Raises:
        ValueError: a row is of another lesson or edition (so for every function here).
    """
    check_lesson(annotations, lesson)
    answered = annotations.drop_duplicates(["reader", "claim"])
    groups = answered["core"].astype(bool).groupby(answered["reader"].astype("string"))
    table = pd.DataFrame({"core": groups.sum(), "optional": groups.size() - groups.sum()})
    core = sum(claim.core for claim in lesson.claims)
    table["core_claims"], table["optional_claims"] = core, len(lesson.claims) - core
    table["done"] = table["core"] == core
    table["last_mark"] = annotations.groupby(annotations["reader"].astype("string"))["marked_at"].max()
    return table.rename_axis("reader").reset_index()


def completion_by_section(annotations: pd.DataFrame | Counts, lesson: Lesson) -> pd.DataFrame:
    """Return how much of each section the class has answered: one row a section.

    Columns: `section`, `title`, `core_claims`, `optional_claims`, and `core` and `optional`, the mean share of those
    claims, 0 to 1, that a reader has answered; missing where the section has none, or nobody has answered anything.
    """
    counts = counts_of(annotations)
    readers, answers = counts.readers_in(), answers_per_claim(counts, lesson)
    table = pd.DataFrame({"section": [section.number for section in lesson.article.sections]})
    table["title"] = [section.title for section in lesson.article.sections]
    for name, is_core in (("core", True), ("optional", False)):
        of_kind = answers[answers["core"] == is_core].groupby("section")["answers"]
        table[f"{name}_claims"] = table["section"].map(of_kind.size()).fillna(0).astype("int64")
        possible = (table[f"{name}_claims"] * readers).replace(0, np.nan)
        table[name] = table["section"].map(of_kind.sum()) / possible
    return table


def answers_per_claim(annotations: pd.DataFrame | Counts, lesson: Lesson, phase: str = "own") -> pd.DataFrame:
    """Return what was answered to each claim: one row for every claim of the lesson, in the order of reading.

    Columns: `claim, paragraph, section, core, text`; `answers` (readers who answered); the count of each answer under
    its name (`no source`, `sourced`, ..., `sourced + anonymous + denied`); `largest` (the answer given most often, the
    first of the codebook's order in a tie) and `largest_share`; `split`. `split` is the chance that two readers of this
    claim, drawn at random, answered differently, 0 to 1; it is missing for fewer than two answers.

    Source: Simpson (1949), "Measurement of diversity", Nature 163, for samples: 1 - sum of c (c - 1) / (m (m - 1)). It
    is also the disagreement on one claim that nominal alpha adds up.
    """
    counts = _checked(annotations, lesson).per_claim(lesson, phase)
    total = counts.sum(axis=1)
    table = _claims(lesson)
    table["answers"] = total
    table[list(ANSWER_NAMES)] = counts
    names = np.array(ANSWER_NAMES, dtype=object)[counts.argmax(axis=1)]
    table["largest"] = pd.Series(names, dtype="string").where(total > 0)
    with np.errstate(invalid="ignore"):
        table["largest_share"] = counts.max(axis=1) / total
        table["split"] = 1 - (counts * (counts - 1)).sum(axis=1) / (total * (total - 1))
    return table


def most_split(annotations: pd.DataFrame | Counts, lesson: Lesson, n: int = 3) -> pd.DataFrame:
    """Return the `n` claims on which the class splits most, of those that at least half of the class has answered.

    The columns are those of `answers_per_claim`. Claims without any split are left out, so there may be fewer than `n`.
    In a tie, the claim with more answers comes first, then the one that is read first.
    """
    counts = counts_of(annotations)
    answers = answers_per_claim(counts, lesson)
    known = answers[_is_enough(answers, counts) & (answers["split"] > 0)]
    return known.sort_values(["split", "answers"], ascending=False, kind="stable").head(n).reset_index(drop=True)


def most_missed(annotations: pd.DataFrame | Counts, lesson: Lesson, n: int = 3) -> pd.DataFrame:
    """Return the `n` claims with the fewest answers that can be defended, of those that half of the class has answered.

    Claims that the key does not answer (yet) are left out.

    Columns: `claim, paragraph, section, core, text, answers`; `key` (the key's answer), `defensible` (share of answers
    that the key can defend, 0 to 1), `slip` (the most common other answer) and `slip_share`. Claims that nobody missed
    are left out.

    Raises:
        ValueError: the lesson has no key.
    """
    if lesson.key is None:
        raise Mistake(f"The lesson “{lesson.id}” has no answer key, so nothing can be missed.")
    of_class = counts_of(annotations)
    answers = _answered_by_key(answers_per_claim(of_class, lesson), lesson)
    counts = answers[list(ANSWER_NAMES)].to_numpy()
    key = [lesson.key[claim] for claim in answers["claim"]]
    good = np.array([[labels in answer.defensible for labels in LABEL_SETS] for answer in key]).reshape(counts.shape)
    slips = np.where(good, 0, counts)
    table = answers[["claim", "paragraph", "section", "core", "text", "answers"]].copy()
    table["key"] = pd.Series([name_of(answer.labels) for answer in key], dtype="string")
    with np.errstate(invalid="ignore"):
        table["defensible"] = np.where(good, counts, 0).sum(axis=1) / answers["answers"].to_numpy()
        table["slip"] = pd.Series(np.array(ANSWER_NAMES, dtype=object)[slips.argmax(axis=1)], dtype="string")
        table["slip_share"] = slips.max(axis=1) / answers["answers"].to_numpy()
    missed = table[_is_enough(answers, of_class) & (table["defensible"] < 1)]
    worst = missed.sort_values(["defensible", "answers"], ascending=[True, False], kind="stable")
    return worst.head(n).reset_index(drop=True)


def rests_on(annotations: pd.DataFrame | Counts, lesson: Lesson) -> pd.DataFrame:
    """Return what the article rests on, in the eyes of the class and by the key: one row an answer.

    Columns: `answer`; `class_claims`: each claim counts once and is shared out among the answers it got, so that one
    claim in halves adds .5 to each; `key_claims`: the key's answers to the same claims (only with a key). Claims that
    nobody has answered are in neither, nor, with a key, those that it does not answer (yet).
    """
    answers = answers_per_claim(annotations, lesson)
    answers = answers if lesson.key is None else _answered_by_key(answers, lesson)
    known = answers[answers["answers"] > 0]
    shares = known[list(ANSWER_NAMES)].div(known["answers"], axis=0).sum()
    table = pd.DataFrame({"answer": pd.Series(ANSWER_NAMES, dtype="string"), "class_claims": shares.to_numpy(float)})
    if lesson.key is not None:
        of_key = [name_of(lesson.key[claim].labels) for claim in known["claim"]]
        table["key_claims"] = [of_key.count(name) for name in ANSWER_NAMES]
    return table


def _answered_by_key(answers: pd.DataFrame, lesson: Lesson) -> pd.DataFrame:
    return answers[~answers["claim"].isin(lesson.unconfirmed)].reset_index(drop=True)


def still_disagree(annotations: pd.DataFrame | Counts, lesson: Lesson) -> pd.DataFrame:
    """Return the claims on which readers who saw the key still disagree with it, most readers first.

    Columns: `claim, paragraph, section, core, text`, `readers` (how many disagree), `answer` (what most of them say).
    """
    counts = _checked(annotations, lesson).disagreeing(lesson)
    table = _claims(lesson)
    table["readers"] = counts.sum(axis=1)
    table["answer"] = pd.Series(np.array(ANSWER_NAMES, dtype=object)[counts.argmax(axis=1)], dtype="string")
    found = table[table["readers"] > 0]
    return found.sort_values("readers", ascending=False, kind="stable").reset_index(drop=True)


def own_and_revised(annotations: pd.DataFrame | Counts, lesson: Lesson) -> pd.DataFrame:
    """Return the answers before and after the key was seen, side by side: one row an answer to one claim by one reader.

    Columns: `claim`, `own`, `revised` (names of answers), `changed`. Only where a reader gave both: an answer that was
    left alone after the key is not in here. What was answered after the key measures copying, not learning.
    """
    changes = _checked(annotations, lesson).changes
    places = {claim.id: place for place, claim in enumerate(lesson.claims)}
    in_order = changes.sort_values("claim", key=lambda ids: ids.map(places), kind="stable")
    table = in_order.loc[in_order.index.repeat(in_order["answers"]), ["claim", *PHASES]].reset_index(drop=True)
    table["changed"] = (table["own"] != table["revised"]).astype(bool)
    return table


def _claims(lesson: Lesson) -> pd.DataFrame:
    rows = [(claim.id, claim.paragraph, lesson.section_of(claim), claim.core, claim.text) for claim in lesson.claims]
    table = pd.DataFrame(rows, columns=["claim", "paragraph", "section", "core", "text"])
    return table.astype({"claim": "string", "core": bool, "text": "string"})


def _checked(annotations: pd.DataFrame | Counts, lesson: Lesson) -> Counts:
    """The counts, after making sure that all that was counted is of this lesson and edition."""
    counts = counts_of(annotations)
    check_text(counts.answers, lesson)
    return counts


def _is_enough(answers: pd.DataFrame, counts: Counts) -> pd.Series:
    return answers["answers"] >= max(2, ENOUGH * counts.readers_in("own"))
