"""The sample class: generated, the same each time, of different habits, and readable like a real one."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

import kit
from kit.analysis.class_figures import most_split
from kit.analysis.collect.collected import collect
from kit.analysis.reasons import contrasting_reasons
from kit.analysis.sample_class import HABITS, sample_class, sample_class_annotations, write_sample_class
from kit.analysis.sample_reader import sample_annotations
from kit.analysis.scores import score
from kit.lesson.lesson import Lesson
from kit.marks.lines import from_line, to_line


@pytest.fixture(scope="module")
def article() -> Lesson:
    """The bundled article with its key."""
    return kit.open_lesson("inner-circle")


def test_every_line_is_a_journals_line(article: Lesson) -> None:
    """Each generated line can be written and read again, and each reader's code says that it is a sample."""
    lines = sample_class(article)
    assert [from_line(to_line(line)) for line in lines] == lines
    assert len({line.id for line in lines}) == len(lines)
    assert len({line.reader for line in lines}) == 24
    assert all(line.reader.startswith("sample-") for line in lines)


def test_the_same_seed_is_the_same_class(article: Lesson) -> None:
    """A seed gives the same class each time; another seed gives another one; fewer readers are its first ones."""
    assert sample_class(article, seed=7) == sample_class(article, seed=7)
    assert sample_class(article, seed=7) != sample_class(article, seed=8)
    few = sample_class(article, readers=5, seed=7)
    assert sample_class(article, seed=7)[: len(few)] == few


def test_the_habits_show_in_the_scores(article: Lesson) -> None:
    """The trusting are credulous, the suspicious over-suspicious, the careful best; the hurried answer few."""
    scores = score(sample_class_annotations(article), article)
    own = scores[scores["phase"] == "own"]
    habits = own.set_index(own["reader"].str.split("-").str[1])
    means = habits[["answered", "overlap", "over_suspicion", "credulity"]].groupby(level=0).mean()
    assert set(means.index) == {habit.name for habit in HABITS}
    assert means["credulity"].idxmax() == "trusting"
    assert means["over_suspicion"].idxmax() == "suspicious"
    assert means["overlap"].idxmax() == "careful"
    assert means["answered"].idxmin() == "hurried"
    assert means.loc["core", "answered"] == sum(claim.core for claim in article.claims)


def test_the_class_has_every_kind_of_line(article: Lesson) -> None:
    """There are marks, retracts and reveals, revised answers of every stance, reasons and evidence."""
    assert set(Counter(line.kind for line in sample_class(article))) == {"mark", "retract", "reveal"}
    annotations = sample_class_annotations(article)
    revised = annotations[annotations["phase"] == "revised"]
    assert set(revised["stance"].dropna()) == {"changed", "keep", "disagree"}
    assert (annotations["reason"] != "").any()
    assert annotations["evidence"].map(len).max() > 0


def test_written_journals_are_collected(article: Lesson, tmp_path: Path) -> None:
    """The written journals, one a reader, give the very annotations of the class, and are never overwritten."""
    folder = write_sample_class(article, tmp_path / "class", readers=8)
    collected = collect(folder, article)
    assert collected.files["used"].all()
    assert len(collected.files) == 8
    again = sample_class_annotations(article, readers=8)
    for column in ("reader", "claim", "labels", "reason", "phase", "stance"):
        assert list(collected.annotations[column].astype(str)) == list(again[column].astype(str))
    with pytest.raises(FileExistsError):
        write_sample_class(article, folder, readers=8)


def test_without_a_key_the_answers_are_invented(article: Lesson) -> None:
    """Where the key was taken away there is a class all the same; nobody in it has seen a key, and it is repeatable."""
    keyless = replace(article, key=None)
    lines = sample_class(keyless)
    assert lines == sample_class(keyless)
    assert {line.kind for line in lines} == {"mark", "retract"}
    annotations = sample_class_annotations(keyless)
    assert set(annotations["phase"]) == {"own"}
    assert annotations["reader"].nunique() == 24
    assert len(most_split(annotations, keyless)) == 3


def test_a_reader_without_a_key_is_invented_too(article: Lesson) -> None:
    """The sample reader answers the same claims with and without a key, with several answers."""
    keyless = sample_annotations(replace(article, key=None))
    assert list(keyless["claim"]) == list(sample_annotations(article)["claim"])
    assert keyless["labels"].nunique() >= 4


def test_both_sides_of_the_splits_can_be_heard(article: Lesson) -> None:
    """A teacher who tries the kit on the sample sees reasons from both sides of each of the three most split claims."""
    annotations = sample_class_annotations(article)
    split = most_split(annotations, article)["claim"]
    sides = [side for claim in split for side in contrasting_reasons(annotations, article, claim)]
    assert len(sides) == 6
    assert all(side.reasons and not side.hidden for side in sides)
