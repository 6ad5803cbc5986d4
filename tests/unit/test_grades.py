"""Grades: completion and reasons by default, the score only when asked."""

from dataclasses import replace
from pathlib import Path

import pytest

from kit.lesson.files import Lesson
from kit.marks.journal import Journal
from kit.marks.mark import Mark, Quote
from kit.marks.table import annotations_table
from kit.sharing.grades import formula, grade, grade_journal
from tests.lessons import ARTICLE, small_lesson
from tests.marks import READER, mark, retract, reveal

OTHER = "bold-fox-10"


def here(lesson: Lesson, *lines: Mark) -> list[Mark]:
    """Return the lines as lines of this edition of the lesson."""
    return [replace(line, lesson=lesson.id, edition=lesson.edition) for line in lines]


def graded(lesson: Lesson, *lines: Mark, **options: object) -> dict[str, dict[str, float]]:
    """Grade the lines and return each reader's row."""
    table = grade(annotations_table(here(lesson, *lines), lesson), lesson, **options)  # type: ignore[arg-type]
    return table.set_index("reader").to_dict("index")


def test_completion_and_reasons_count_alike(lesson: Lesson) -> None:
    """Points are the maximum times the mean of the two shares; the lesson has two core claims, c02 and c03."""
    rows = graded(lesson, mark("m1", "c02", reason="because"), mark("m2", "c03"), mark("m3", "c01"), maximum=20)
    row = rows[READER]
    assert (row["core_claims"], row["core_marked"], row["core_with_reason"]) == (2, 2, 1)
    assert (row["optional_claims"], row["optional_marked"]) == (4, 1)
    assert (row["completion"], row["reasons"], row["points"], row["out_of"]) == (1.0, 0.5, 15.0, 20.0)
    assert "score" not in row


def test_evidence_is_as_good_as_a_reason_and_blanks_are_none(lesson: Lesson) -> None:
    """Evidence words count like a reason; a reason of blanks does not."""
    lines = (mark("m1", "c02", evidence=(Quote(2, 0, 1, "A"),)), mark("m2", "c03", reason=" \n"))
    assert graded(lesson, *lines)[READER]["reasons"] == 0.5


def test_no_source_given_is_a_full_answer(lesson: Lesson) -> None:
    """The empty set counts as marked; a retracted claim does not."""
    rows = graded(lesson, mark("m1", "c02", labels=()), mark("m2", "c03"), retract("m3", "c03"))
    assert rows[READER]["completion"] == 0.5


def test_only_what_was_committed_before_the_reveal_counts(lesson: Lesson) -> None:
    """A reason that came after the full answer was seen gives nothing, and takes nothing."""
    lines = (mark("m1", "c02"), reveal("r1", "c02"), mark("m2", "c02", reason="copied from the key"))
    row = graded(lesson, *lines)[READER]
    assert (row["core_marked"], row["core_with_reason"]) == (1, 0)


def test_the_score_counts_only_where_the_teacher_asks(lesson: Lesson) -> None:
    """With a weight, the score is the mean overlap with the key over the core claims marked."""
    lines = (mark("m1", "c02", labels=("anonymous",)), mark("m2", "c03", labels=("denied",)), mark("m3", "c01"))
    row = graded(lesson, *lines, weights={"completion": 1, "score": 3}, maximum=8)[READER]
    assert (row["score"], row["points"]) == (0.5, 8 * (1 + 3 * 0.5) / 4)


def test_who_marked_no_core_claim_has_a_score_of_0(lesson: Lesson) -> None:
    """Optional marks alone give a row of zeros, not missing values."""
    row = graded(lesson, mark("m1", "c01"), weights={"completion": 1, "score": 1})[READER]
    assert (row["completion"], row["score"], row["points"]) == (0.0, 0.0, 0.0)


def test_the_teacher_chooses_which_claims_count(lesson: Lesson) -> None:
    """The claims of a short lesson take the place of the core claims, each counted once."""
    row = graded(lesson, mark("m1", "c01"), claims=["c01", "c05", "c01"])[READER]
    assert (row["core_claims"], row["completion"], row["optional_marked"]) == (2, 0.5, 0)


def test_points_are_rounded_half_up(lesson: Lesson) -> None:
    """0.125 points are 0.13 as a teacher rounds, not 0.12."""
    row = graded(lesson, mark("m1", "c02"), maximum=0.25, weights={"completion": 1})[READER]
    assert row["points"] == 0.13


def test_one_row_a_reader_and_none_without_marks(lesson: Lesson) -> None:
    """Readers stand in the order of their codes; nobody who marked nothing has a row; the columns stay the same."""
    lines = (mark("m1", "c02"), mark("m2", "c01", reader=OTHER), mark("m3", "c03", lesson="warm-up"))
    full = grade(annotations_table(here(lesson, *lines), lesson), lesson)
    empty = grade(annotations_table([], lesson), lesson)
    assert list(full["reader"]) == [OTHER, READER]
    assert (list(empty), len(empty)) == (list(full), 0)


def test_marks_of_another_edition_are_not_mixed_in(lesson: Lesson, tmp_path: Path) -> None:
    """Annotations of another edition are refused, because their claims may be others."""
    other = small_lesson(tmp_path / "other", ARTICLE.replace("since Sunday", "since Monday"))
    with pytest.raises(ValueError, match="edition"):
        grade(annotations_table(here(other, mark("m1")), other), lesson)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"maximum": 0}, "above 0"),
        ({"maximum": float("nan")}, "above 0"),
        ({"weights": {"cleverness": 1}}, "cannot be graded"),
        ({"weights": {"completion": 0}}, "at least one"),
        ({"weights": {"completion": -1, "reasons": 2}}, "at least one"),
        ({"claims": ["c99"]}, "no claim"),
        ({"claims": []}, "no core claims"),
    ],
)
def test_what_makes_no_grade_is_refused(lesson: Lesson, options: dict[str, object], says: str) -> None:
    """A maximum of nothing, unknown or empty weights, and claims that are not there are told in a sentence."""
    with pytest.raises(ValueError, match=says):
        graded(lesson, mark("m1"), **options)


def test_without_a_key_only_the_score_is_refused(tmp_path: Path) -> None:
    """A lesson without a key can be graded; its score cannot."""
    lesson = small_lesson(tmp_path / "keyless", key=None)
    assert graded(lesson, mark("m1", "c02"))[READER]["points"] == 2.5
    with pytest.raises(ValueError, match="no answer key here"):
        graded(lesson, mark("m1", "c02"), weights={"score": 1})


def test_the_formula_is_a_sentence() -> None:
    """The formula is told with the weights that the teacher chose."""
    assert formula() == "points = 10 x (completion + reasons) / 2, each part a share from 0 to 1."
    assert formula(20, {"completion": 1, "score": 3}).startswith("points = 20 x (completion + 3 x score) / 4")


def test_an_autograder_reads_the_one_journal(lesson: Lesson, marks_folder: Path) -> None:
    """The shares come from the journal in a folder; a folder without one gives 0 and no error."""
    assert grade_journal(marks_folder, lesson) == {"completion": 0.0, "reasons": 0.0}
    for line in here(lesson, mark("m1", "c02", reason="because"), mark("m2", "c03")):
        Journal(marks_folder / f"{READER}.jsonl").append(line)
    assert grade_journal(marks_folder, lesson) == {"completion": 1.0, "reasons": 0.5}
    assert grade_journal(marks_folder, lesson, ["c02", "c05"]) == {"completion": 0.5, "reasons": 0.5}


def test_an_autograder_refuses_two_readers(lesson: Lesson, marks_folder: Path) -> None:
    """Whose marks count cannot be guessed: journals of two readers in one folder are refused by name."""
    for code in (READER, OTHER):
        Journal(marks_folder / f"{code}.jsonl").append(here(lesson, mark(f"m-{code}", reader=code))[0])
    with pytest.raises(ValueError, match=f"{OTHER}, {READER}"):
        grade_journal(marks_folder, lesson)
