"""What a teacher should know of a reader's way of marking: told by name where it is plain, and of nobody honest."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit.analysis.about import about
from kit.analysis.habits import HABITS, habits, minutes, without_readers
from kit.analysis.sample_class import sample_class_annotations
from kit.lesson.codebook import ordered
from kit.lesson.lesson import Lesson
from kit.marks.entries import Mark
from kit.marks.table import annotations_table
from tests.marks import mark, reveal

LESSON = kit.open_lesson("inner-circle")
CLAIMS = [claim.id for claim in LESSON.claims]
CORE = [claim.id for claim in LESSON.claims if claim.core]
BEGAN = datetime(2026, 11, 12, 9, tzinfo=UTC)
ADA, BEN = "brave-heron-52", "calm-lynx-63"


def sitting(
    reader: str, claims: list[str], seconds: float = 60, lesson: Lesson = LESSON, **parts: object
) -> list[Mark]:
    """Return a reader's marks, one every so many seconds; `parts` are lists or functions of the place, or one value."""
    lines = []
    for place, claim in enumerate(claims):
        told = {name: part(place) if callable(part) else part for name, part in parts.items()}
        at = (BEGAN + timedelta(seconds=seconds * place)).isoformat()
        about_lesson = {"lesson": lesson.id, "edition": lesson.edition, "reader": reader, "at": at}
        lines.append(mark(f"{reader}-{place}", claim, **about_lesson, **told))
    return lines


def own_reason(place: int) -> str:
    """A reason like no other."""
    return f"Person {place} says so in sentence {place * 7}, and nobody else."


def mixed(place: int) -> tuple[str, ...]:
    """Answers of all kinds."""
    return (("sourced",), ("anonymous",), (), ("denied",))[place % 4]


def told(*lines: Mark, lesson: Lesson = LESSON) -> dict[str, tuple[tuple[str, ...], str]]:
    """Return the habits and remarks of each reader."""
    table = habits(annotations_table(lines, lesson), lesson).set_index("reader")
    return {reader: (row["habits"], row["remarks"]) for reader, row in table.iterrows()}


def test_a_careful_reader_has_no_habits() -> None:
    """Whoever reads, reasons and errs now and then is not named."""
    assert told(*sitting(ADA, CORE, 90, labels=mixed, reason=own_reason)) == {ADA: ((), "")}


@pytest.mark.parametrize("seed", range(12))
def test_nobody_of_an_honest_class_is_named_except_who_knows_the_key(seed: int) -> None:
    """Trusting, hurried and suspicious readers are honest; only all answers right, which chance can bring, are told."""
    table = habits(sample_class_annotations(LESSON, seed=seed), LESSON)
    assert set(table["habits"].sum()) <= {"like the key"}
    assert table["habits"].map(len).sum() <= 1


def test_the_sample_class_has_no_habits() -> None:
    """A teacher who tries the sample sees no false alarm."""
    for name in kit.bundled_lessons():
        lesson = kit.open_lesson(name)
        assert not habits(sample_class_annotations(lesson), lesson)["habits"].map(len).any()


def test_many_clicks_in_ninety_seconds_are_told() -> None:
    """The pace, the minutes and the one answer stand in the remark."""
    lines = sitting(ADA, CLAIMS, 90 / 78, labels=("sourced",))
    assert told(*lines)[ADA] == (
        ("too fast", "one answer"),
        "marked 79 claims in 1.5 minutes, about 1 second a claim; gave the answer “sourced” to all 79 claims",
    )


def test_a_break_does_not_hide_a_pace_nor_make_minutes() -> None:
    """A night between two sittings counts five minutes, and for the pace one: 79 clicks stay 79 clicks."""
    lines = sitting(ADA, CLAIMS, 1, labels=mixed)
    lines[40:] = [
        replace(line, at=(datetime.fromisoformat(line.at) + timedelta(days=1)).isoformat()) for line in lines[40:]
    ]
    table = annotations_table(lines, LESSON)
    assert minutes(table).to_dict() == {ADA: round((77 + 300) / 60, 1)}
    assert habits(table, LESSON)["habits"].iloc[0] == ("too fast",)


def test_who_reads_a_section_and_then_marks_it_is_not_too_fast() -> None:
    """Five clicks in ten seconds after two minutes of reading are a way to read, and few claims say nothing."""
    lines = sitting(ADA, CLAIMS[:30], 2, labels=mixed)
    slow = [
        replace(line, at=(datetime.fromisoformat(line.at) + timedelta(minutes=2 * (place // 5))).isoformat())
        for place, line in enumerate(lines)
    ]
    assert told(*slow)[ADA][0] == ()
    assert told(*sitting(ADA, CLAIMS[:7], 1))[ADA][0] == ()


def test_one_answer_in_twenty_hides_nothing_and_ten_claims_are_enough() -> None:
    """One other answer among forty does not matter, three do; nine claims of one kind may be so, ten hardly."""
    lines = sitting(ADA, CLAIMS[:40], labels=lambda place: ("denied",) if place == 7 else ())
    assert told(*lines)[ADA] == (("one answer",), "gave the answer “no source” to 39 of 40 claims")
    three_others = sitting(ADA, CLAIMS[:40], labels=lambda place: ("denied",) if place in (7, 17, 27) else ())
    assert told(*three_others)[ADA][0] == ()
    assert told(*sitting(ADA, CLAIMS[:9]))[ADA][0] == ()
    assert told(*sitting(ADA, CLAIMS[:10]))[ADA][0] == ("one answer",)


@pytest.mark.parametrize("reason", ["because", "Because!", ".", "..."])
def test_one_reason_for_all_is_told(reason: str) -> None:
    """A word, or a full stop, under every claim gives points for reasons, so it is told."""
    lines = sitting(ADA, CORE, labels=mixed, reason=lambda place: reason.upper() if place % 2 else reason)
    assert told(*lines)[ADA] == (("one reason",), "gave one and the same reason for all 19 claims")
    assert told(*sitting(ADA, CORE[:7], labels=mixed, reason=reason))[ADA][0] == ()


def test_marks_after_the_key_are_told() -> None:
    """Who looked first and answered then is told; who looked first at a few claims is not."""
    about_lesson = {"lesson": LESSON.id, "edition": LESSON.edition, "reader": ADA}
    looks = [reveal(f"look-{claim}", claim, **about_lesson) for claim in CORE]
    lines = sitting(ADA, CORE, 90, labels=mixed, reason=own_reason)
    assert told(*looks, *lines)[ADA] == (("after the key",), "marked all 19 claims only after the key was shown")
    assert told(*looks[:10], *lines)[ADA][1] == "marked 10 of 19 claims only after the key was shown"
    assert told(*looks[:9], *lines)[ADA][0] == ()
    assert told(*lines, *looks, *sitting(ADA, CORE, 91, labels=mixed))[ADA][0] == ()


def key_labels(claims: list[str]) -> list[tuple[str, ...]]:
    """The key's own answers."""
    assert LESSON.key is not None
    return [ordered(LESSON.key[claim].labels) for claim in claims]


def test_all_answers_of_the_key_are_told() -> None:
    """All of fifteen, or all but one of forty; ten right ones are good reading, and so are all but two."""
    labels = key_labels(CLAIMS)
    found = told(*sitting(ADA, CLAIMS, labels=lambda place: labels[place] if place != 3 else ("denied",)))
    assert found[ADA] == (("like the key",), "gave the key's own answer to 78 of 79 claims")
    ten = key_labels(CORE)
    assert "like the key" not in told(*sitting(ADA, CORE[:14], labels=lambda place: ten[place]))[ADA][0]
    wrong = sitting(ADA, CORE, labels=lambda place: ten[place] if place != 3 else ("denied",))
    assert told(*wrong)[ADA][0] == ()


@pytest.mark.parametrize("part", ["why", "model_reason"])
@pytest.mark.parametrize("whole", [True, False])
def test_words_of_the_key_are_told(part: str, whole: bool) -> None:
    """Sentences of the key as reasons, whole or in part, before the key was shown are told with their claims."""
    assert LESSON.key is not None
    texts = [getattr(LESSON.key[claim], part) for claim in CORE[:4]]
    cut = [text if whole else f"I think: {' '.join(text.split()[1:14])} and so on" for text in texts]
    lines = sitting(ADA, CORE[:4], 90, labels=mixed, reason=lambda place: cut[place])
    assert told(*lines)[ADA] == (("words of the key",), "wrote the key's own words for c01, c05, c09 and 1 more")
    about_lesson = {"lesson": LESSON.id, "edition": LESSON.edition, "reader": ADA}
    looks = [reveal(f"look-{claim}", claim, **about_lesson) for claim in CORE]
    assert "words of the key" not in told(*looks, *lines)[ADA][0]


def test_words_of_the_article_are_everybodys() -> None:
    """A quotation from the article is no copy of the key that quotes it too; one likeness is chance."""
    texts = [LESSON.article.paragraph(LESSON.claim(claim).paragraph).text for claim in CORE]
    assert told(*sitting(ADA, CORE, 90, labels=mixed, reason=lambda place: texts[place]))[ADA][0] == ()
    assert LESSON.key is not None
    one = LESSON.key[CORE[0]].why
    lines = sitting(ADA, CORE, 90, labels=mixed, reason=lambda place: one if not place else own_reason(place))
    assert told(*lines)[ADA][0] == ()


def test_two_with_one_hand_in_are_told_of_each_other() -> None:
    """The same answers with the same reasons are told of both; another's answers with own reasons of nobody."""
    ada = sitting(ADA, CORE, 90, labels=mixed, reason=own_reason)
    ben = sitting(BEN, CORE, 70, labels=mixed, reason=lambda place: own_reason(place).upper())
    found = told(*ada, *ben)
    assert found[ADA] == (("like another",), f"has the same answers and the same reasons as {BEN}")
    assert found[BEN] == (("like another",), f"has the same answers and the same reasons as {ADA}")
    own = sitting(BEN, CORE, 70, labels=mixed, reason=lambda place: own_reason(place + 1))
    assert told(*ada, *own) == {ADA: ((), ""), BEN: ((), "")}
    other = sitting(BEN, CORE, 70, labels=lambda place: mixed(place + place // 3), reason=own_reason)
    assert told(*ada, *other) == {ADA: ((), ""), BEN: ((), "")}


def test_a_clock_that_is_wrong_is_told() -> None:
    """Marks of 1970 or of next month are told; the minutes between them may be right all the same."""
    lines = sitting(ADA, CORE[:3], 90, labels=mixed)
    old = [replace(line, at=f"1970-01-01T0{place}:00:00Z") for place, line in enumerate(lines)]
    said = "has marks dated 1 January 1970: the computer's clock was wrong, so minutes may be, too"
    assert told(*old)[ADA] == (("wrong clock",), said)
    ahead = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    assert told(replace(lines[0], at=ahead))[ADA][0] == ("wrong clock",)


def test_without_a_key_and_without_marks_there_is_a_table() -> None:
    """A lesson without a key, and a class without marks, give the same columns."""
    keyless = replace(LESSON, key=None)
    full = habits(annotations_table(sitting(ADA, CORE), LESSON), keyless)
    empty = habits(annotations_table([], LESSON), LESSON)
    assert list(full) == list(empty) == ["reader", "claims", "minutes", "habits", "remarks"]
    assert (len(full), len(empty)) == (1, 0)
    assert full["habits"].iloc[0] == ("one answer",)


def test_every_habit_has_its_test_of_order() -> None:
    """The habits of one reader are told in one order."""
    lines = sitting(ADA, CLAIMS, 1, labels=("sourced",), reason="so")
    (found, _), *_ = told(*lines).values()
    assert found == tuple(sorted(found, key=HABITS.index)) == ("too fast", "one answer", "one reason")


def test_readers_can_be_left_out_of_a_class() -> None:
    """The others' annotations stay, and the line about the class says how many were left out."""
    marks = annotations_table([*sitting(ADA, CLAIMS), *sitting(BEN, CORE)], LESSON)
    left = without_readers(marks, [ADA])
    pd.testing.assert_frame_equal(left, marks[marks["reader"] == BEN])
    assert about(left) == "1 reader (1 left out), marked on 12 November 2026"
    assert about(marks) == "2 readers, marked on 12 November 2026"
    pd.testing.assert_frame_equal(without_readers(marks, []), marks)
    with pytest.raises(ValueError, match="Nobody here has the code bold-fox-10"):
        without_readers(marks, ["bold-fox-10"])


@settings(max_examples=30)
@given(st.lists(st.floats(0, 100_000), min_size=1, max_size=20))
def test_minutes_are_gaps_each_of_five_minutes_at_most(gaps: list[float]) -> None:
    """In whatever order the marks stand, the minutes are the sum of the gaps between them, cut at five minutes."""
    times = [BEGAN + timedelta(seconds=round(sum(gaps[:place]), 3)) for place in range(len(gaps) + 1)]
    lines = [replace(line, at=time.isoformat()) for line, time in zip(sitting(ADA, CLAIMS), times, strict=False)]
    found = minutes(annotations_table(lines[::-1], LESSON))[ADA]
    assert found == pytest.approx(sum(min(gap, 300) for gap in gaps) / 60, abs=0.06)
