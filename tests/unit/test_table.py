"""The tables that pandas makes of marks and of the key."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from kit.lesson.codebook import ANSWER_NAMES
from kit.lesson.lesson import Lesson
from kit.marks.entries import Mark, Quote
from kit.marks.table import annotations_table, history_table, key_table
from tests.lessons import small_lesson
from tests.marks import READER, mark, retract, reveal

COLUMNS = {
    "lesson": "string",
    "edition": "string",
    "codebook": "Int32",
    "reader": "string",
    "claim": "string",
    "paragraph": "Int32",
    "section": "Int32",
    "core": "bool",
    "text": "string",
    "sourced": "bool",
    "anonymous": "bool",
    "denied": "bool",
    "labels": "category",
    "who": "string",
    "evidence": "object",
    "reason": "string",
    "sure": "Int8",
    "pass_on": "category",
    "phase": "category",
    "marked_at": "datetime64[ms, UTC]",
    "stance": "category",
}


def here(lesson: Lesson, *lines: Mark) -> list[Mark]:
    """Return the lines as lines of this edition of the lesson."""
    return [replace(line, lesson=lesson.id, edition=lesson.edition) for line in lines]


def types(table: pd.DataFrame) -> dict[str, str]:
    """Return the names and types of a table's columns."""
    return {name: str(dtype) for name, dtype in table.dtypes.items()}


def test_the_columns_are_the_designs_also_without_marks(lesson: Lesson) -> None:
    """The annotations have the design's columns and types, with marks and without."""
    full = annotations_table(here(lesson, mark("m1", sure=2, pass_on="as_fact"), mark("m2", "c02")), lesson)
    empty = annotations_table([], lesson)
    assert types(full) == types(empty) == COLUMNS
    assert full.dtypes.equals(empty.dtypes)
    assert (len(full), len(empty)) == (2, 0)


def test_the_historys_columns_do_not_depend_on_its_lines(lesson: Lesson) -> None:
    """The history has a kind first, and the same types with and without lines."""
    lines = here(lesson, mark("m1"), reveal("r1"), retract("m2"), mark("m3", late=True))
    full, empty = history_table(lines, lesson), history_table([], lesson)
    assert list(full) == list(empty) == ["kind", *COLUMNS]
    assert full.dtypes.equals(empty.dtypes)
    assert list(full["kind"]) == ["mark", "reveal", "retract", "late"]


def test_a_row_says_everything_about_a_mark(lesson: Lesson) -> None:
    """Each part of a mark, and the claim's place, stands in its column."""
    given = mark("m1", "c02", labels=("anonymous", "denied"), who="two people", reason="r", sure=3, pass_on="not_yet")
    row = annotations_table(here(lesson, given), lesson).iloc[0]
    assert (row["paragraph"], row["section"], row["core"], row["text"]) == (
        2,
        1,
        True,
        "A crack runs through the main arch",
    )
    assert (row["sourced"], row["anonymous"], row["denied"], row["labels"]) == (False, True, True, "anonymous + denied")
    assert (row["reader"], row["who"], row["reason"], row["sure"], row["pass_on"]) == (
        READER,
        "two people",
        "r",
        3,
        "not_yet",
    )
    assert row["marked_at"] == pd.Timestamp("2026-11-22T09:15:02.118Z")


def test_evidence_is_the_quotes(lesson: Lesson) -> None:
    """The evidence of a mark is a tuple of its quotes, empty where there is none."""
    lines = here(lesson, mark("m1", evidence=(Quote(1, 0, 3, "The"), Quote(2, 0, 1, "A"))), mark("m2", "c02"))
    assert list(annotations_table(lines, lesson)["evidence"]) == [("The", "A"), ()]


def test_no_row_is_not_marked_and_the_empty_set_is_an_answer(lesson: Lesson) -> None:
    """“No source given” is a row with no label; an unmarked or retracted claim has no row."""
    lines = here(lesson, mark("m1", labels=()), mark("m2", "c02"), retract("m3", "c02"))
    table = annotations_table(lines, lesson)
    assert list(table["claim"]) == ["c01"]
    assert table["labels"].iloc[0] == "no source"
    assert not table[["sourced", "anonymous", "denied"]].to_numpy().any()


def test_the_answers_are_ordered(lesson: Lesson) -> None:
    """The labels are an ordered category from “no source” to all three, so that tables sort as people read them."""
    labels = annotations_table([], lesson)["labels"]
    assert list(labels.cat.categories) == list(ANSWER_NAMES)
    assert labels.cat.ordered


def test_phases_come_from_the_full_reveal(lesson: Lesson) -> None:
    """Own is the latest mark before the full reveal, revised the latest after it; a partial reveal changes nothing."""
    lines = here(
        lesson,
        mark("m1", labels=()),
        mark("m2", labels=("sourced",)),
        reveal("r1", full=False),
        mark("m3", labels=("denied",)),
        reveal("r2"),
        mark("m4", labels=("anonymous",)),
        mark("m5", labels=("anonymous", "denied")),
    )
    table = annotations_table(lines, lesson)
    assert list(table["phase"]) == ["own", "revised"]
    assert list(table["labels"]) == ["denied", "anonymous + denied"]


def test_a_retract_after_the_reveal_leaves_the_own_answer(lesson: Lesson) -> None:
    """What a reader thought before the reveal stays, whatever is taken back afterwards."""
    lines = here(lesson, mark("m1"), reveal("r1"), mark("m2", labels=("denied",)), retract("m3"))
    table = annotations_table(lines, lesson)
    assert list(table["phase"]) == ["own"]
    assert list(table["labels"]) == ["sourced"]


def test_late_lines_make_no_row(lesson: Lesson) -> None:
    """A late retry stands in the history and not in the annotations."""
    lines = here(lesson, mark("m1"), mark("m2", labels=("denied",), late=True))
    assert list(annotations_table(lines, lesson)["labels"]) == ["sourced"]
    assert list(history_table(lines, lesson)["kind"]) == ["mark", "late"]


def test_rows_stand_by_reader_claim_and_phase(lesson: Lesson) -> None:
    """Rows are ordered by reader, then by the claims' order in the article, then by phase."""
    lines = here(lesson, mark("m1", "c04"), mark("m2", "c03"), mark("m3", "c01", reader="bold-fox-10"))
    table = annotations_table(lines, lesson)
    assert list(zip(table["reader"], table["claim"], strict=True)) == [
        ("bold-fox-10", "c01"),
        (READER, "c03"),
        (READER, "c04"),
    ]


def test_other_lessons_and_editions_are_left_out(lesson: Lesson) -> None:
    """The annotations hold this lesson and edition; the history also keeps other editions, without a place."""
    other = mark("m2", lesson=lesson.id)
    lines = [*here(lesson, mark("m1")), other, mark("m3", lesson="warm-up")]
    assert len(annotations_table(lines, lesson)) == 1
    history = history_table(lines, lesson)
    assert list(history["edition"]) == [lesson.edition, other.edition]
    assert list(history["paragraph"].isna()) == [False, True]


def test_retracts_and_reveals_have_no_labels_in_the_history(lesson: Lesson) -> None:
    """A line that is no mark has missing labels there, which is not “no source given”."""
    history = history_table(here(lesson, mark("m1", labels=()), retract("m2"), reveal("r1")), lesson)
    assert list(history["labels"].isna()) == [False, True, True]
    assert list(history["sourced"].isna()) == [False, True, True]


def test_a_wrong_clock_breaks_no_table(lesson: Lesson) -> None:
    """Times from a computer whose clock is decades off are shown as they are."""
    lines = here(
        lesson, mark("m1", at="1900-01-01T00:00:00Z"), mark("m2", "c02", at="2200-12-31T23:59:59.999999+14:00")
    )
    assert list(annotations_table(lines, lesson)["marked_at"].dt.year) == [1900, 2200]


def test_the_keys_table_has_a_row_for_each_claim(lesson: Lesson) -> None:
    """The key's table tells what the article rests on, claim by claim in reading order."""
    table = key_table(lesson)
    assert list(table["claim"]) == ["c01", "c02", "c03", "c04", "c05", "c06"]
    assert list(table["labels"]) == ["no source", "anonymous + denied", "sourced", "sourced", "sourced", "no source"]
    assert list(table["nature"]) == ["fact", "fact", "fact", "judgement", "forecast", "fact"]
    assert table["labels"].cat.ordered


def test_without_a_key_every_claim_stands_there_and_every_answer_is_missing(tmp_path: Path) -> None:
    """Where the key comes later, its table has the claims, and nothing that could be taken for an answer."""
    table = key_table(small_lesson(tmp_path, key=None))
    assert list(table["claim"]) == ["c01", "c02", "c03", "c04", "c05", "c06"]
    assert table["text"].notna().all()
    assert table["core"].dtype == bool
    answers = table.drop(columns=["claim", "paragraph", "section", "core", "text"])
    assert answers.isna().all(axis=None)
    assert not len(table[table["anonymous"]])
