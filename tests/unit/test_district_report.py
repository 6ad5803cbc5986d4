"""The report of many classes: where they differ, with 5 and with 5,000, and nothing of a class under ten readers."""

import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

import kit
from kit.analysis.district.counting import CollectedCounts, LostPart
from kit.analysis.report.district_page import district_report
from kit.analysis.report.many_classes import FEWEST_IN_CLASS
from kit.analysis.report.page import report
from kit.analysis.sample_class import sample_class_annotations
from kit.lesson.lesson import Lesson
from kit.marks.reader import READER_CODE
from tests.many_classes import many_classes
from tests.unit.test_report import parsed, words_of

DAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def article() -> Lesson:
    """The bundled article with its key."""
    return kit.open_lesson("inner-circle")


def page(collected: CollectedCounts, lesson: Lesson, **how: object) -> str:
    """The page of a district."""
    return district_report(collected, lesson, made=DAY, **how).html  # type: ignore[arg-type]


def with_class(collected: CollectedCounts, **parts: object) -> CollectedCounts:
    """The same counts with another first class."""
    classes = collected.classes.copy()
    for name, value in parts.items():
        classes.loc[0, name] = value
    return replace(collected, tally=replace(collected.tally, classes=classes))


@pytest.mark.parametrize("classes", [2, 60, 61, 300])
def test_every_class_is_on_the_page_once(classes: int, article: Lesson) -> None:
    """Few classes or many, each has a row with its share, its readers and its picture in words."""
    html = page(many_classes(article, classes), article)
    rows = {}
    for row in parsed(html).iter("tr"):
        name = "".join(row.find("th").itertext()) if row.find("th") is not None else ""
        if re.fullmatch(r"Class \d+", name):
            assert "95% interval" in row.find("td/svg").attrib["aria-label"]
            rows[name] = rows.get(name, 0) + 1
    assert rows == {f"Class {number + 1}": 1 for number in range(classes)}
    assert ("<details>" in html) == (classes > 60)


def test_no_class_under_ten_is_on_the_page(article: Lesson) -> None:
    """A class of nine readers, or nine people with more codes, is not named, drawn or part of its school's figures."""
    whole = many_classes(article, 6)
    for parts in ({"readers": 9, "people": 9, "scored": 9}, {"people": 9}, {"scored": 9}):
        small = with_class(whole, class_name="Tiny", **parts)
        html = page(small, article)
        assert "Tiny" not in html
        assert "1 class with fewer than 10 readers is not shown" in words_of(html)
        others = replace(small, tally=replace(small.tally, classes=small.classes[1:].reset_index(drop=True)))
        school = re.compile(r"School 001</span> \(the whole school\).*?</tr>", re.DOTALL)
        assert school.search(html)[0] == school.search(page(others, article))[0]
    assert FEWEST_IN_CLASS == 10


def test_fewer_than_ten_people_in_all_are_told_nothing_of(article: Lesson) -> None:
    """A district of nine people has no figures at all; one without anybody says so."""
    one = many_classes(article, 1, size=(9, 9))
    said = words_of(page(one, article))
    assert "Fewer than 10 people have answered" in said
    assert article.claims[0].text not in said
    nobody = replace(one, tally=replace(one.tally, classes=one.classes[:0]))
    assert "No answers have been handed in" in words_of(page(nobody, article))


def test_no_code_and_no_file_is_on_the_page(article: Lesson) -> None:
    """Neither a reader's code nor the name of a file is on the page, nor any address, script or outside reference."""
    html = page(many_classes(article, 70), article)
    assert not READER_CODE.search(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))
    assert not re.search(r"\.jsonl|<script|https?:|url\(|@import", html)


def test_names_are_never_html(article: Lesson) -> None:
    """Schools and classes are called what their folders are called, whatever that is."""
    evil = "<img src=x onerror=alert(1)>&\u202e{n}"
    html = page(with_class(many_classes(article, 5), school=evil, class_name=evil), article)
    assert not {"img", "script"} & {element.tag for element in parsed(html).iter()}
    assert evil in words_of(html)


def test_whether_classes_differ_is_said_in_words(article: Lesson) -> None:
    """Classes that were drawn apart differ by more than chance, and ones that were drawn alike do not."""
    apart, alike = (many_classes(article, 40, spread=(0.15, own, 0)) for own in (0.12, 0.0))
    assert "Yes, by more than chance." in words_of(page(apart, article))
    assert "No more than chance would have it." in words_of(page(alike, article))
    assert "No class is further from the average" in words_of(
        page(many_classes(article, 80, spread=(0.2, 0, 0)), article)
    )
    one = many_classes(article, 1)
    assert "There are not two classes of 10 readers or more" in words_of(page(one, article))


def test_a_missing_part_is_told_at_the_top(article: Lesson) -> None:
    """What could not be counted is said before any figure, with its classes and why."""
    lost = (LostPart("School 1/7b (40 files)", "the process that counted it was ended"),)
    said = words_of(page(many_classes(article, 5, lost=lost), article))
    assert "1 part of 40 could not be counted" in said
    assert said.index("School 1/7b (40 files)") < said.index("Do classes differ?")


def test_the_key_can_be_left_out(article: Lesson) -> None:
    """Without the key no class is compared, and nothing of the key is on the page."""
    said = words_of(page(many_classes(article, 5), article, show_key=False))
    assert "The key was left out" in said
    assert not re.search("Most often missed|credulity|Class 1", said)


def test_what_it_says_of_claims_is_what_a_class_report_says(article: Lesson) -> None:
    """Every claim with its bar, the claims that are missed, and agreement are those of the report of one class."""
    annotations = sample_class_annotations(article)
    one, many = report(annotations, article, made=DAY).html, page(many_classes(article, 5), article)
    every = re.compile(r'<div class="every">.*?</div>', re.DOTALL)
    assert every.search(one)[0] == every.search(many)[0]
    for what in ("Most often missed", "Agreement of all readers"):
        said, also = (words_of(html) for html in (one, many))
        assert said[said.index(what) :][:300] == also[also.index(what) :][:300]


def test_schools_may_be_missing(article: Lesson) -> None:
    """Classes that lie in no school's folder are told by themselves, few or many."""
    assert "Every class" in words_of(page(many_classes(article, 90, a_school=0), article))
    few = many_classes(article, 6, a_school=0)
    html = page(few, article)
    assert "Between classes" in words_of(html)
    assert "the whole school" not in html
    mixed = with_class(many_classes(article, 6), school="")
    assert "Class 1" in words_of(page(mixed, article))


def test_scores_that_are_all_the_same_can_be_reported(article: Lesson) -> None:
    """Where no reader differs from another there is nothing to compare, and the page says so."""
    same = many_classes(article, 6)
    classes = same.classes.copy()
    for name in ("exact", "over_suspicion", "credulity"):
        classes[f"{name}_sum"] = classes["scored"] * 500_000
        classes[f"{name}_squares"] = classes["scored"] * 500_000**2
    html = page(replace(same, tally=replace(same.tally, classes=classes)), article)
    assert "too few classes or readers to say" in words_of(html)
    assert "nan" not in words_of(html).split()


def test_another_lesson_is_refused(article: Lesson, lesson: Lesson) -> None:
    """Counts of another lesson are refused in words."""
    with pytest.raises(ValueError, match="hold the lesson"):
        page(many_classes(article, 5), lesson)


def test_the_days_leave_out_clocks_that_were_wrong(article: Lesson) -> None:
    """A computer whose clock says 1970 marks no day of the district."""
    found = many_classes(article, 5)
    found.tally.days["1970-01-01"] = 3
    assert "from 12 November 2026 to 20 November 2026" in words_of(page(found, article))
    assert isinstance(found.classes, pd.DataFrame)
