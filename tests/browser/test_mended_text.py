"""The text was mended after it had been marked: what the page shows of the answers that were given before."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

import kit
from tests.browser.sitting import PlainSitting
from tests.lessons import ARTICLE, small_lesson

pytestmark = pytest.mark.browser

CRACK, HARMLESS = "A crack runs through the main arch", "The crack is harmless"


def test_answers_to_unchanged_paragraphs_are_on_the_page(plain: PlainSitting, tmp_path: Path):
    """An earlier answer stands with its labels and words, even with lost ones, and takes a change like any other."""
    before = kit.start_reading(small_lesson(tmp_path / "1", ARTICLE, key=None), plain.reader, plain.folder)
    before.mark("c02", ["anonymous"])
    before.mark("c05", ["sourced"], evidence=[(5, "the road office"), (4, "Ana Ruiz")])
    mended = ARTICLE.replace("said the mayor, Ana Ruiz", "said the mayor")
    view = plain.run((2, 4, 5), lesson=small_lesson(tmp_path / "2", mended, key=None)).view()
    view.expect_state(CRACK, "anonymous")
    view.choose(HARMLESS)
    view.expect_pressed("sourced")
    assert view.evidence() == ["the road office", "Ana Ruiz"]
    view.press("denied")
    view.expect_saved()
    changed = plain.wait_for_lines(3)[-1]
    assert (changed["edition"], changed["labels"]) == (plain.reading.lesson.edition, ["sourced", "denied"])
    assert [piece["quote"] for piece in changed["evidence"]] == ["the road office", "Ana Ruiz"]
    expect(view.alert).to_be_hidden()
