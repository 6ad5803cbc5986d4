"""A class that has marked just a path is noticed, and figures can be limited to it."""

import random
from collections.abc import Iterable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit.analysis.about import about
from kit.analysis.class_figures import answers_per_claim, completion, completion_by_section
from kit.analysis.paths import limited, marked_by_few, path_marked
from kit.analysis.sample_class import sample_class_annotations
from kit.lesson.lesson import Lesson
from kit.marks.table import annotations_table
from tests.marks import mark

LESSON = kit.open_lesson("inner-circle")
CLAIMS = [claim.id for claim in LESSON.claims]
CORE = [claim.id for claim in LESSON.claims if claim.core]
SHORT = LESSON.path("short")


def marked(*readers: Iterable[str]) -> pd.DataFrame:
    """Return annotations in which each reader has marked these claims."""
    about_lesson = {"lesson": LESSON.id, "edition": LESSON.edition}
    lines = [
        mark(f"{number}-{claim}", claim, reader=f"quiet-otter-{number + 10}", **about_lesson)
        for number, claims in enumerate(readers)
        for claim in claims
    ]
    return annotations_table(lines, LESSON)


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(1, 30), st.floats(0.4, 1), st.integers(0, 2))
def test_a_class_on_the_path_is_noticed(seed: int, readers: int, done: float, strayed: int) -> None:
    """However far each reader got, and with a few strayed clicks and a few who read on, the path is found."""
    chance = random.Random(seed)
    others = [claim for claim in CLAIMS if claim not in SHORT.claims]
    of_class = [list(SHORT.claims)]
    for _ in range(readers - 1):
        on_path = [claim for claim in SHORT.claims if chance.random() < done] or [SHORT.claims[0]]
        of_class.append(on_path + chance.sample(others, strayed if len(on_path) >= 4 * strayed else 0))
    of_class += [CORE] * (readers // 3)
    assert path_marked(marked(*of_class), LESSON) == SHORT


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(8, 30), st.sampled_from(["core", "all", "begun"]))
def test_a_class_that_reads_the_lesson_is_not_on_the_path(seed: int, readers: int, way: str) -> None:
    """Who marks all core claims, any claims, or as far as the second section, is on no path."""
    chance = random.Random(seed)
    begun = [claim.id for claim in LESSON.claims if claim.core and LESSON.section_of(claim) <= 2]
    pool = {"core": CORE, "all": CLAIMS, "begun": begun}[way]
    of_class = [[claim for claim in pool if chance.random() < 0.9] for _ in range(readers)]
    assert path_marked(marked(*of_class), LESSON) is None


def test_who_stopped_after_two_claims_is_on_no_path() -> None:
    """A class that marked c01 and c05 has begun, whichever way it meant to go; so has nobody."""
    assert path_marked(marked(*[["c01", "c05"]] * 20), LESSON) is None
    assert path_marked(marked(), LESSON) is None


def test_a_lesson_without_shorter_paths_has_none_to_notice(lesson: Lesson) -> None:
    """The sample class reads the lesson; a lesson without paths, or whose path is all core claims, offers none."""
    assert path_marked(sample_class_annotations(LESSON), LESSON) is None
    assert path_marked(sample_class_annotations(lesson), lesson) is None


def test_figures_can_be_limited_to_a_path() -> None:
    """Every figure counts the path's claims alone: who has marked the ten has finished."""
    marks, lesson = limited(marked(SHORT.claims, CLAIMS, CORE[:3]), LESSON, "short")
    assert [claim.id for claim in lesson.claims] == list(SHORT.claims)
    assert list(completion(marks, lesson)["done"]) == [True, True, False]
    assert completion_by_section(marks, lesson)["core_claims"].sum() == 10
    assert list(answers_per_claim(marks, lesson)["claim"]) == list(SHORT.claims)
    assert kit.score(marks, lesson)["answered"].tolist() == [10, 10, 2]
    assert about(marks) == "3 readers, marked on 22 November 2026; only the claims of the 45-minute lesson"
    with pytest.raises(ValueError, match="has no path 'shrot'. Its paths: short."):
        limited(marks, LESSON, "shrot")


def test_claims_that_few_have_marked() -> None:
    """At most one reader in ten, or whatever share is asked for; where nobody marked anything, nothing is told."""
    marks = marked(*[["c01", "c05"]] * 9, ["c09", "c01"])
    assert marked_by_few(marks, ["c01", "c05", "c09", "c12"]) == ["c09", "c12"]
    assert marked_by_few(marks, ["c01", "c05", "c09"], 0.95) == ["c05", "c09"]
    assert marked_by_few(marked(), ["c01"]) == []
