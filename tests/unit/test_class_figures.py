"""Figures of a class: counts, shares and splits by hand, what stays hidden, and what is said of nothing."""

from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

import kit
from kit.analysis.class_figures import (
    answers_per_claim,
    completion,
    completion_by_section,
    most_missed,
    most_split,
    own_and_revised,
    rests_on,
    still_disagree,
)
from kit.analysis.reasons import FEWEST, contrasting_reasons, reasons_against
from kit.analysis.sample_class import sample_class_annotations
from kit.lesson.codebook import ANSWER_NAMES
from kit.lesson.lesson import Lesson
from kit.marks.table import annotations_table
from tests.annotations import afterwards, class_of, reader
from tests.lessons import small_lesson

# Eight readers. The key: c01 none, c02 A (or a, or s+d), c03 s, c04 s, c05 s, c06 none.
CLASS = {"c01": "--------", "c02": "AAAAaasd", "c03": "ssssaaaa", "c05": "sss.....", "c06": "a......."}
TABLES = (completion, completion_by_section, answers_per_claim, most_split, most_missed, rests_on, still_disagree)


@pytest.fixture
def answers(lesson: Lesson) -> pd.DataFrame:
    """What the small class answered to the small lesson."""
    return class_of(lesson, CLASS)


def test_answers_are_counted_by_claim(answers: pd.DataFrame, lesson: Lesson) -> None:
    """Every claim has a row, in the order of reading, with the count of each answer, also where nobody answered."""
    table = answers_per_claim(answers, lesson).set_index("claim")
    assert list(table.index) == [claim.id for claim in lesson.claims]
    names = ["answers", "anonymous + denied", "anonymous", "sourced", "denied"]
    assert table.loc["c02", names].tolist() == [8, 4, 2, 1, 1]
    assert (table[list(ANSWER_NAMES)].sum(axis=1) == table["answers"]).all()
    assert (table.loc["c02", "largest"], table.loc["c02", "largest_share"]) == ("anonymous + denied", 0.5)
    assert table.loc["c04", "answers"] == 0
    assert table.loc["c04", ["largest", "largest_share", "split"]].isna().all()


def test_the_split_is_the_chance_that_two_readers_differ(answers: pd.DataFrame, lesson: Lesson) -> None:
    """The split of a claim is the share of pairs of readers who answered differently, counted pair by pair."""
    table = answers_per_claim(answers, lesson).set_index("claim")
    for claim in ("c01", "c02", "c03", "c05"):
        given = answers.loc[answers["claim"] == claim, "labels"]
        pairs = list(combinations(given, 2))
        assert table.loc[claim, "split"] == pytest.approx(sum(one != other for one, other in pairs) / len(pairs))
    assert pd.isna(table.loc["c06", "split"])


def test_the_most_split_claims_were_answered_by_half_of_the_class(answers: pd.DataFrame, lesson: Lesson) -> None:
    """The most split come first; unanimous claims, and those of which few know, are no splits."""
    found = most_split(answers, lesson)
    assert list(found["claim"]) == ["c02", "c03"]
    few = class_of(lesson, {"c01": "--------", "c02": "sa......"})
    assert len(most_split(few, lesson)) == 0


def test_the_most_missed_claims_name_key_and_slip(answers: pd.DataFrame, lesson: Lesson) -> None:
    """A claim is missed by answers that the key cannot defend, also as an alternative."""
    found = most_missed(answers, lesson).set_index("claim")
    assert list(found.index) == ["c03", "c02"]
    assert found.loc["c02", ["key", "defensible"]].tolist() == ["anonymous + denied", 0.75]
    assert found.loc["c03", ["key", "defensible", "slip", "slip_share"]].tolist() == ["sourced", 0.5, "anonymous", 0.5]


def test_completion_counts_claims_not_answers(lesson: Lesson) -> None:
    """A claim that was answered before and after the key counts once; core and optional claims are apart."""
    again = afterwards(lesson, 0, "c03", "sourced", "changed")
    annotations = class_of(lesson, {"c01": "-.", "c02": "Aa", "c03": "a."}, extra=again)
    table = completion(annotations, lesson).set_index("reader")
    names = ["core", "optional", "core_claims", "optional_claims", "done"]
    assert table.loc[reader(0), names].tolist() == [2, 1, 2, 4, True]
    assert table.loc[reader(1), ["core", "optional", "done"]].tolist() == [1, 0, False]


def test_completion_by_section_is_a_mean_over_readers(answers: pd.DataFrame, lesson: Lesson) -> None:
    """The share of a section's claims that a reader has answered; a section without core claims has no such share."""
    table = completion_by_section(answers, lesson).set_index("section")
    assert table.loc[1, ["core", "optional"]].tolist() == [1.0, 0.5]
    assert table.loc[2, "optional"] == pytest.approx((3 + 1) / 16)
    assert pd.isna(table.loc[2, "core"])


def test_what_the_class_rests_on_adds_up_to_claims(answers: pd.DataFrame, lesson: Lesson) -> None:
    """Each answered claim counts once on each side, shared out among the class's answers."""
    table = rests_on(answers, lesson).set_index("answer")
    assert table["class_claims"].sum() == pytest.approx(5)
    assert table["key_claims"].sum() == 5
    assert table.loc["sourced", "class_claims"] == pytest.approx(1 / 8 + 1 / 2 + 1)
    assert table.loc["no source", "key_claims"] == 2


def test_who_still_disagrees_is_counted(lesson: Lesson) -> None:
    """Readers who saw the key and disagree are counted by claim; whoever keeps or changes is not."""
    extra = [
        *afterwards(lesson, 0, "c03", "anonymous", "disagree"),
        *afterwards(lesson, 1, "c03", "anonymous", "disagree"),
        *afterwards(lesson, 2, "c03", "sourced", "changed"),
        *afterwards(lesson, 3, "c02", "anonymous", "keep"),
        *afterwards(lesson, 4, "c02", "denied", "disagree"),
    ]
    table = still_disagree(class_of(lesson, CLASS, extra=extra), lesson)
    assert table[["claim", "readers", "answer"]].to_numpy().tolist() == [["c03", 2, "anonymous"], ["c02", 1, "denied"]]


def test_own_and_revised_stand_side_by_side(lesson: Lesson) -> None:
    """Only answers of which there are both are compared, without a reader's name."""
    extra = [*afterwards(lesson, 4, "c03", "sourced", "changed"), *afterwards(lesson, 5, "c03", "anonymous", "keep")]
    table = own_and_revised(class_of(lesson, CLASS, extra=extra), lesson)
    assert list(table.columns) == ["claim", "own", "revised", "changed"]
    rows = [["c03", "anonymous", "anonymous", False], ["c03", "anonymous", "sourced", True]]
    assert table.to_numpy().tolist() == rows


def test_reasons_of_few_stay_hidden(lesson: Lesson) -> None:
    """The reasons of a camp of four are hidden and of a camp of five shown, without reader codes."""
    four, five = contrasting_reasons(class_of(lesson, {"c03": "aaaa" + "sssss"}), lesson, "c03", most=9)[::-1]
    assert (four.answer, four.readers, four.reasons, four.hidden) == ("anonymous", 4, (), True)
    assert (five.answer, five.readers, five.hidden) == ("sourced", FEWEST, False)
    assert five.reasons == ("Reason s of ….",)


def test_reasons_tell_nothing_about_readers(lesson: Lesson) -> None:
    """Reasons are in the order of the alphabet, each once, and long ones are cut."""
    annotations = class_of(lesson, {"c03": "ssssss"})
    annotations["reason"] = ["zebra", "  apple\n pie ", "zebra", "", None, "m" * 5000]
    camp = contrasting_reasons(annotations, lesson, "c03")[0]
    assert camp.reasons == ("apple pie", "m" * 239 + "…", "zebra")
    assert contrasting_reasons(class_of(lesson, {"c03": "ssssss"}, reasons=False), lesson, "c03")[0].reasons == ()


def test_a_claim_has_at_most_two_camps(answers: pd.DataFrame, lesson: Lesson) -> None:
    """The two largest camps, the larger first; one where all agree, none where nobody has answered."""
    assert [camp.answer for camp in contrasting_reasons(answers, lesson, "c02")] == ["anonymous + denied", "anonymous"]
    assert len(contrasting_reasons(answers, lesson, "c01")) == 1
    assert contrasting_reasons(answers, lesson, "c04") == ()


def test_objections_of_few_stay_hidden(lesson: Lesson) -> None:
    """Why readers disagree with the key is shown only if five of them do."""
    for number, shown in ((4, ()), (5, ("Because.",))):
        extra = [one for who in range(number) for one in afterwards(lesson, who, "c03", "anonymous", "disagree")]
        camp = reasons_against(class_of(lesson, CLASS, extra=extra), lesson, "c03")
        assert (camp.readers, camp.reasons, camp.hidden) == (number, shown, number < FEWEST)


def test_no_table_but_completion_names_a_reader() -> None:
    """No figure of a class has a column of readers or a reader's code in it, except who is how far."""
    article = kit.open_lesson("inner-circle")
    annotations = sample_class_annotations(article)
    for figure in (*TABLES, own_and_revised):
        assert ("sample-" in figure(annotations, article).to_csv()) is (figure is completion)


def test_nobody_and_nothing(lesson: Lesson) -> None:
    """A class that has handed in nothing gets tables with all their columns and no numbers."""
    empty = annotations_table([], lesson)
    assert answers_per_claim(empty, lesson)["answers"].sum() == 0
    assert rests_on(empty, lesson)[["class_claims", "key_claims"]].to_numpy().sum() == 0
    for figure in (completion, most_split, most_missed, still_disagree, own_and_revised):
        assert len(figure(empty, lesson)) == 0


def test_what_does_not_fit_is_refused(answers: pd.DataFrame, lesson: Lesson, tmp_path: Path) -> None:
    """Another lesson, an unknown claim or phase, and a missing key are refused in words."""
    for figure in (*TABLES, own_and_revised):
        with pytest.raises(ValueError, match="hold the edition 'other'"):
            figure(answers.assign(edition="other"), lesson)
    with pytest.raises(ValueError, match="no claim 'c99'"):
        contrasting_reasons(answers, lesson, "c99")
    with pytest.raises(ValueError, match="'later' is not a phase"):
        answers_per_claim(answers, lesson, phase="later")
    keyless = small_lesson(tmp_path / "keyless", key=None)
    with pytest.raises(ValueError, match="no answer key"):
        most_missed(answers, keyless)
    assert list(rests_on(answers, keyless)) == ["answer", "class_claims"]
