"""The table of counts: what it says of a class, and that the counts of classes with different readers add up."""

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit.analysis.agreement import agreement, alpha_with_interval
from kit.analysis.agreement.distances import distance_matrix
from kit.analysis.class_figures import (
    answers_per_claim,
    completion_by_section,
    most_missed,
    most_split,
    own_and_revised,
    rests_on,
    still_disagree,
)
from kit.analysis.counts import Counts, added, counted, less
from kit.analysis.counts import table as table_of_counts
from kit.analysis.report import material
from kit.analysis.sample_class import sample_class_annotations
from kit.analysis.scores import score, shares_of_class
from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, LABELS
from kit.lesson.lesson import Lesson
from kit.marks.table import ANSWERS

LESSON = kit.open_lesson("warm-up")
#: Reader, text, claim, phase, answer, and whether the reader still disagrees with the key.
MARK = st.tuples(
    st.integers(0, 5),
    st.sampled_from([("warm-up", "one"), ("warm-up", "two"), ("other", "one")]),
    st.sampled_from(["c01", "c02", "c07"]),
    st.sampled_from(["own", "revised"]),
    st.integers(0, 7),
    st.booleans(),
)
MARKS = st.lists(MARK, unique_by=lambda mark: mark[:4], max_size=40)


def table(marks: list[tuple[int, tuple[str, str], str, str, int, bool]]) -> pd.DataFrame:
    """An annotations table, as far as counts are concerned."""
    rows = [
        {"lesson": lesson, "edition": edition, "claim": claim, "phase": phase, "reader": f"r{reader}"}
        | {label: label in LABEL_SETS[answer] for label in LABELS}
        | {"labels": ANSWER_NAMES[answer], "stance": "disagree" if disagrees else None}
        for reader, (lesson, edition), claim, phase, answer, disagrees in marks
    ]
    names = ["lesson", "edition", "claim", "phase", "reader", *LABELS, "labels", "stance"]
    return pd.DataFrame(rows, columns=names).astype({"labels": ANSWERS} | dict.fromkeys(LABELS, "bool"))


def counts_by_hand(marks: list[tuple[int, tuple[str, str], str, str, int, bool]]) -> dict[tuple[str, ...], list[int]]:
    """For each lesson, edition, claim, phase and answer: how many answers, and how many of them disagree."""
    found: dict[tuple[str, ...], list[int]] = {}
    for _, text, claim, phase, answer, disagrees in marks:
        cell = found.setdefault((*text, claim, phase, ANSWER_NAMES[answer]), [0, 0])
        cell[0] += 1
        cell[1] += disagrees
    return found


@settings(deadline=None)
@given(MARKS)
def test_every_answer_is_counted_where_it_belongs(marks: list) -> None:
    """The table has one row an answer that was given, with how many gave it and how many of them disagree."""
    rows = counted(table(marks)).answers.itertuples(index=False, name=None)
    assert {row[:5]: list(row[5:]) for row in rows} == counts_by_hand(marks)


@settings(deadline=None)
@given(MARKS, st.integers(1, 4))
def test_counts_of_disjoint_classes_are_sums(marks: list, classes: int) -> None:
    """Counted class by class, whatever class a reader is in, and added up, the counts are those of all at once."""
    parts = [counted(table([mark for mark in marks if mark[0] % classes == number])) for number in range(classes)]
    same(added(parts), counted(table(marks)))
    same(added(reversed(parts)), counted(table(marks)))


@settings(deadline=None)
@given(MARKS, st.integers(1, 4))
def test_a_part_can_be_taken_away_again(marks: list, classes: int) -> None:
    """The counts of a class without those of some of its readers are the counts of the others."""
    some, others = ([mark for mark in marks if (mark[0] % classes == 0) is there] for there in (True, False))
    same(less(counted(table(marks)), counted(table(some))), counted(table(others)))


@settings(deadline=None)
@given(MARKS)
def test_a_change_is_one_readers_two_answers_to_one_claim(marks: list) -> None:
    """The table of changes counts the readers who gave one answer before the key and one after it."""
    given_by = {mark[:4]: ANSWER_NAMES[mark[4]] for mark in marks}
    by_hand = Counter(
        (*text, claim, given_by[reader, text, claim, "own"], answer)
        for (reader, text, claim, phase), answer in given_by.items()
        if phase == "revised" and (reader, text, claim, "own") in given_by
    )
    assert {row[:5]: row[5] for row in counted(table(marks)).changes.itertuples(index=False, name=None)} == by_hand


def same(one: Counts, other: Counts) -> None:
    """Both hold the same counts, to the last column and kind of number."""
    pd.testing.assert_frame_equal(one.answers, other.answers)
    pd.testing.assert_frame_equal(one.readers, other.readers)
    pd.testing.assert_frame_equal(one.changes, other.changes)


@settings(deadline=None)
@given(MARKS)
def test_agreement_from_counts_is_that_from_the_table(marks: list) -> None:
    """Alpha, its interval, and the numbers of claims and marks are the same from counts as from annotations."""
    whole = agreement(table(marks))
    found = alpha_with_interval(counted(table(marks)).units(), distance_matrix("jaccard"))
    assert (found.units, found.marks, found.why) == (whole.units, whole.marks, whole.why)
    for name in ("alpha", "low", "high"):
        value = getattr(whole, name)
        assert getattr(found, name) == (None if value is None else pytest.approx(value))


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    """The bundled lesson."""
    return kit.open_lesson("inner-circle")


@pytest.fixture(scope="module")
def marks(lesson: Lesson) -> pd.DataFrame:
    """The sample class."""
    return sample_class_annotations(lesson)


@pytest.mark.parametrize(
    "figure",
    [answers_per_claim, completion_by_section, most_split, most_missed, rests_on, still_disagree, own_and_revised],
)
def test_figures_are_the_same_from_counts_and_from_parts(figure, lesson: Lesson, marks: pd.DataFrame) -> None:
    """A figure is the same from annotations, from their counts, and from the counts of two halves of the class."""
    first_half = marks["reader"].isin(sorted(marks["reader"].unique())[::2])
    whole = figure(marks, lesson)
    pd.testing.assert_frame_equal(figure(counted(marks), lesson), whole)
    pd.testing.assert_frame_equal(figure(added(map(counted, (marks[first_half], marks[~first_half]))), lesson), whole)


def test_the_shares_of_a_class_are_its_readers_scores(lesson: Lesson, marks: pd.DataFrame) -> None:
    """The class's shares are the means of its readers' scores, each with its number of answers."""
    own = score(marks[marks["phase"] == "own"], lesson)
    shares = shares_of_class(counted(marks), lesson)
    for name in ("overlap", "exact", "over_suspicion", "credulity"):
        assert shares[name] == pytest.approx((own[name] * own["answered"]).sum() / own["answered"].sum())


def test_without_answers_there_are_no_shares(lesson: Lesson, marks: pd.DataFrame) -> None:
    """Nobody's answers have no shares, and counting nobody gives tables that others can be added to."""
    nobody = counted(marks[:0])
    assert shares_of_class(nobody, lesson) == {}
    assert (len(nobody.answers), nobody.readers_in(), nobody.units().shape) == (0, 0, (0, 8))
    same(added([nobody, counted(marks)]), counted(marks))


def test_counts_of_another_text_are_refused(marks: pd.DataFrame) -> None:
    """Counts know which text they are of: a figure of another lesson is refused."""
    with pytest.raises(ValueError, match="Keep only the rows of"):
        answers_per_claim(counted(marks), LESSON)


def test_a_report_counts_once(lesson: Lesson, marks: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    """All figures of a report are made from one table of counts."""
    tables = []

    def counting(annotations: pd.DataFrame) -> Counts:
        tables.append(annotations)
        return counted(annotations)

    monkeypatch.setattr(table_of_counts, "counted", counting)
    monkeypatch.setattr(material, "counted", counting)
    kit.report(marks, lesson)
    assert len(tables) == 1


def test_a_report_refuses_who_counts_twice(lesson: Lesson, marks: pd.DataFrame) -> None:
    """Two marks of one reader on one claim are refused before anything is counted."""
    with pytest.raises(ValueError, match="two marks on one claim"):
        kit.report(pd.concat([marks, marks[:1]]), lesson)
