"""What Jupyter does where somebody clicks beside a text: it folds an output away, or makes it a small box."""

import pytest
from playwright.sync_api import expect

from tests.browser.sitting import Sitting

pytestmark = pytest.mark.browser

CELL = ".jp-CodeCell:has(.cbc)"


def test_one_click_beside_a_text_leaves_it_as_it_is(sit: Sitting):
    """The click that makes an output scroll makes no box of a text to mark: it stays as high as it was."""
    sit.run((3,)).view()
    area = sit.page.locator(f"{CELL} .jp-Cell-outputArea")
    text = sit.page.locator(".cbc")
    before, place = area.bounding_box()["height"], text.bounding_box()["x"]
    sit.page.locator(f"{CELL} .jp-OutputArea-promptOverlay").first.click()
    expect(sit.page.locator(f"{CELL}.jp-mod-outputsScrolled")).to_have_count(1)
    assert area.bounding_box()["height"] >= before
    assert text.bounding_box()["x"] == place
    assert area.evaluate("(area) => area.scrollHeight <= area.clientHeight + 1")


def test_a_text_that_is_folded_away_says_how_to_open_it(sit: Sitting):
    """A click on the bar beside an output leaves a sentence that opens it, and no address of an object."""
    sit.run((3,)).view()
    cell = sit.page.locator(CELL)
    cell.locator(".jp-OutputCollapser").click(force=True)
    folded = sit.page.get_by_text("Click here to open it again")
    expect(folded).to_be_visible()
    folded.click()
    expect(sit.notebook.widgets().first).to_be_visible()
