"""Grades: completion and reasons by default, the score only when asked."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit.lesson.lesson import Lesson
from kit.marks.entries import Mark, Quote
from kit.marks.journal import Journal
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
    """Points are the maximum times the mean of the two shares; of the two core claims, c03 has a label alone: half."""
    rows = graded(lesson, mark("m1", "c02", reason="because"), mark("m2", "c03"), mark("m3", "c01"), maximum=20)
    row = rows[READER]
    assert (row["core_claims"], row["core_marked"], row["core_with_reason"]) == (2, 2, 1)
    assert (row["optional_claims"], row["optional_marked"]) == (4, 1)
    assert (row["completion"], row["reasons"], row["points"], row["out_of"]) == (0.75, 0.5, 12.5, 20.0)
    assert "score" not in row


def test_evidence_is_as_good_as_a_reason_and_blanks_are_none(lesson: Lesson) -> None:
    """Evidence words count like a reason; a reason of blanks does not."""
    lines = (mark("m1", "c02", evidence=(Quote(2, 0, 1, "A"),)), mark("m2", "c03", reason=" \n"))
    row = graded(lesson, *lines)[READER]
    assert (row["completion"], row["reasons"]) == (0.75, 0.5)


def test_no_source_given_is_a_full_answer(lesson: Lesson) -> None:
    """The empty set, with a reason, counts as marked; a retracted claim does not."""
    lines = (mark("m1", "c02", labels=(), reason="nobody says it"), mark("m2", "c03"), retract("m3", "c03"))
    rows = graded(lesson, *lines)
    assert rows[READER]["completion"] == 0.5


def test_only_what_was_committed_before_the_reveal_counts(lesson: Lesson) -> None:
    """A reason that came after the full answer was seen gives nothing, and takes nothing."""
    lines = (mark("m1", "c02"), reveal("r1", "c02"), mark("m2", "c02", reason="copied from the key"))
    row = graded(lesson, *lines)[READER]
    assert (row["core_marked"], row["core_with_reason"]) == (1, 0)


def test_the_score_counts_only_where_the_teacher_asks(lesson: Lesson) -> None:
    """With a weight, the score is the mean overlap with the key over the core claims marked."""
    lines = (
        mark("m1", "c02", labels=("anonymous",), reason="unnamed"),
        mark("m2", "c03", labels=("denied",), reason="rejected"),
        mark("m3", "c01"),
    )
    row = graded(lesson, *lines, weights={"completion": 1, "score": 3}, maximum=8)[READER]
    assert (row["score"], row["points"]) == (0.5, 8 * (1 + 3 * 0.5) / 4)


def test_who_marked_no_core_claim_has_a_score_of_0(lesson: Lesson) -> None:
    """Optional marks alone give a row of zeros, not missing values."""
    row = graded(lesson, mark("m1", "c01"), weights={"completion": 1, "score": 1})[READER]
    assert (row["completion"], row["score"], row["points"]) == (0.0, 0.0, 0.0)


def test_the_teacher_chooses_which_claims_count(lesson: Lesson) -> None:
    """Chosen claims take the place of the core claims, each counted once; an optional one asks for a label alone."""
    row = graded(lesson, mark("m1", "c01"), claims=["c01", "c05", "c01"])[READER]
    assert (row["core_claims"], row["completion"], row["optional_marked"]) == (2, 0.5, 0)


def test_points_are_rounded_half_up(lesson: Lesson) -> None:
    """0.125 points are 0.13 as a teacher rounds, not 0.12."""
    row = graded(lesson, mark("m1", "c02", reason="so"), maximum=0.25, weights={"completion": 1})[READER]
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
        ({"maximum": 1e26}, "10,000"),
        ({"maximum": 10**400}, "10,000"),
        ({"maximum": 10**100_000}, "10,000"),
        ({"maximum": 1e-9}, "0.1"),
        ({"maximum": "10"}, "above 0"),
        ({"maximum": None}, "above 0"),
        ({"weights": {"completion": 1e308, "reasons": 1e308}}, "numbers from 0 to 10,000"),
        ({"weights": {"completion": "1"}}, "numbers from 0"),
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
    assert graded(lesson, mark("m1", "c02", reason="so"))[READER]["points"] == 5.0
    with pytest.raises(ValueError, match="no answer key here"):
        graded(lesson, mark("m1", "c02"), weights={"score": 1})


def test_the_formula_is_a_sentence() -> None:
    """The formula is told with the weights that the teacher chose."""
    told = "points = 10 x (completion + reasons) / 2, each part a share from 0 to 1."
    assert formula() == f"{told} A core claim without a reason or evidence counts half for completion."
    assert formula(weights={"reasons": 1}) == "points = 10 x (reasons) / 1, each part a share from 0 to 1."
    assert formula(20, {"completion": 1, "score": 3}).startswith("points = 20 x (completion + 3 x score) / 4")


def test_an_autograder_reads_the_one_journal(lesson: Lesson, marks_folder: Path) -> None:
    """The shares come from the journal in a folder; a folder without one gives 0 and no error."""
    assert grade_journal(marks_folder, lesson) == {"completion": 0.0, "reasons": 0.0}
    for line in here(lesson, mark("m1", "c02", reason="because"), mark("m2", "c03")):
        Journal(marks_folder / f"{READER}.jsonl").append(line)
    assert grade_journal(marks_folder, lesson) == {"completion": 0.75, "reasons": 0.5}
    assert grade_journal(marks_folder, lesson, ["c02", "c05"]) == {"completion": 0.5, "reasons": 0.5}


def test_an_autograder_refuses_two_readers(lesson: Lesson, marks_folder: Path) -> None:
    """Whose marks count cannot be guessed: journals of two readers in one folder are refused by name."""
    for code in (READER, OTHER):
        Journal(marks_folder / f"{code}.jsonl").append(here(lesson, mark(f"m-{code}", reader=code))[0])
    with pytest.raises(ValueError, match=f"{OTHER}, {READER}"):
        grade_journal(marks_folder, lesson)


INNER = kit.open_lesson("inner-circle")
CORE = [claim.id for claim in INNER.claims if claim.core]
BEGAN = datetime(2026, 11, 12, 9, tzinfo=UTC)


def sitting(reader: str, claims: Iterable[str], seconds: float = 60, reasons: int = 0) -> list[Mark]:
    """Return a reader's marks of the bundled article, one every so many seconds, the first ones with reasons."""
    return [
        mark(
            f"{reader}-{place}",
            claim,
            reader=reader,
            labels=(("sourced",), ("anonymous",), ())[place % 3] if reasons else ("sourced",),
            reason=f"Reason {place} of {reader}, in words of my own." if place < reasons else "",
            at=(BEGAN + timedelta(seconds=seconds * place)).isoformat(),
        )
        for place, claim in enumerate(claims)
    ]


@pytest.mark.parametrize("weights", [None, {"completion": 1, "reasons": 1}, {"completion": 3, "reasons": 1}])
def test_a_click_on_every_claim_is_worth_less_than_half_of_them_with_reasons(weights: dict[str, float] | None) -> None:
    """79 x “sourced” in 90 seconds are 2.5 points: below ten marks with nine reasons, and told with the minutes."""
    clicks = sitting(READER, [claim.id for claim in INNER.claims], 90 / 78)
    care = sitting(OTHER, CORE[:10], reasons=9)
    rows = graded(INNER, *clicks, *care, weights=weights)
    assert rows[READER]["points"] < rows[OTHER]["points"]
    assert (rows[READER]["minutes"], rows[OTHER]["minutes"]) == (1.5, 9.0)
    assert rows[READER]["remarks"].startswith(
        "marked 79 claims in 1.5 minutes, about 1 second a claim; gave the answer"
    )
    assert rows[OTHER]["remarks"] == ""
    if weights is None:
        assert (rows[READER]["points"], rows[OTHER]["points"]) == (2.5, 4.87)


@settings(max_examples=30)
@given(st.integers(0, 19), st.integers(0, 19), st.integers(0, 19), st.integers(0, 19))
def test_more_work_is_never_worth_less(marked: int, reasons: int, more: int, more_reasons: int) -> None:
    """Points rise with each claim and each reason, from 0 to the maximum, which all claims with reasons reach."""
    one, other = (marked, min(reasons, marked)), (more, min(more_reasons, more))
    points = [
        graded(INNER, *sitting(READER, CORE[:number], reasons=given)).get(READER, {}).get("points", 0.0)
        for number, given in (one, other)
    ]
    if one[0] <= other[0] and one[1] <= other[1]:
        assert points[0] <= points[1]
    assert all(0 <= value <= 10 for value in points)
    assert (points[0] == 10) == (one == (19, 19))


def test_nobody_gets_0_points_without_a_word(lesson: Lesson) -> None:
    """Marks after the reveal, and marks of optional claims alone, give 0 points and a reason why."""
    late = [reveal("r1", "c02"), mark("m1", "c02"), reveal("r2", "c03"), mark("m2", "c03")]
    rows = graded(lesson, *late, mark("m3", "c01", reader=OTHER))
    assert (rows[READER]["points"], rows[OTHER]["points"]) == (0.0, 0.0)
    assert rows[READER]["remarks"] == (
        "marked all 2 claims only after the key was shown; "
        "gets 0 points: nothing that counts was marked before the key was shown"
    )
    assert rows[OTHER]["remarks"] == "gets 0 points: nothing that counts was marked"


def remarks_of(*lines: Mark, **options: object) -> str:
    """Return what is told of the grades as a whole."""
    table = grade(annotations_table(here(INNER, *lines), INNER), INNER, **options)  # type: ignore[arg-type]
    return " ".join(" ".join(remark) for remark in table.attrs["remarks"])


def test_a_forgotten_path_is_offered_by_name() -> None:
    """A class that marked the ten claims of the 45 minutes gets half its points, until the path is named."""
    ten = INNER.path("short").claims
    lines = [line for number in range(10, 20) for line in sitting(f"quiet-otter-{number}", ten, reasons=10)]
    assert graded(INNER, *lines)[READER[:-2] + "10"]["points"] == 5.26
    said = remarks_of(*lines)
    assert "Most of the class marked just the 10 claims of the 45-minute lesson, and 19 claims count." in said
    assert '--path short (in a notebook: path="short")' in said
    assert graded(INNER, *lines, path="short")[READER[:-2] + "10"]["points"] == 10.0
    assert remarks_of(*lines, path="short") == remarks_of(*lines, claims=ten) == ""


def test_claims_that_were_not_set_are_told() -> None:
    """A class that has done two of five sections is told which claims take points from all, and which to count."""
    begun = [claim.id for claim in INNER.claims if claim.core and INNER.section_of(claim) <= 2]
    lines = [line for number in range(10, 20) for line in sitting(f"quiet-otter-{number}", begun, reasons=10)]
    said = remarks_of(*lines)
    assert "Hardly anybody marked 11 of the 19 claims that count: c33, c42," in said
    assert f"--claims {','.join(begun)} (in a notebook: claims=[...])" in said
    assert remarks_of(*lines, claims=begun) == ""


def test_a_path_that_the_class_went_beyond_is_told() -> None:
    """Whoever counts the ten claims of a class that marked all core claims takes their work away, and is told."""
    lines = [line for number in range(10, 20) for line in sitting(f"quiet-otter-{number}", CORE, reasons=19)]
    said = remarks_of(*lines, path="short")
    assert "Most of the class marked core claims that do not count here, too: c09, c24" in said
    assert remarks_of(*lines) == remarks_of() == ""


def test_a_path_is_its_claims(lesson: Lesson) -> None:
    """Naming a path grades as naming its claims; an unknown path, or both at once, is a sentence."""
    table = annotations_table(here(INNER, *sitting(READER, CORE, reasons=12)), INNER)
    by_name, by_claims = grade(table, INNER, path="short"), grade(table, INNER, claims=INNER.path("short").claims)
    pd.testing.assert_frame_equal(by_name, by_claims)
    assert by_name.attrs["about"] == f"{by_claims.attrs['about']}; only the claims of the 45-minute lesson"
    with pytest.raises(ValueError, match="has no path 'long'"):
        grade(table, INNER, path="long")
    with pytest.raises(ValueError, match="either a path or claims"):
        grade(table, INNER, path="short", claims=["c01"])
    with pytest.raises(ValueError, match="It has no paths"):
        graded(lesson, mark("m1"), path="short")
