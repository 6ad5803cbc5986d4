"""Progress: how far the reader is, and what comes next."""

import pytest
from playwright.sync_api import expect

from tests.browser.sitting import PlainSitting
from tests.browser.view import say

pytestmark = pytest.mark.browser

CORE = "the meat had thawed"  # c03, paragraph 3
OPTIONAL = "The office declined to comment"  # c04, paragraph 3
FREEZER = "The freezer was switched off"  # c02, paragraph 2


def test_counts_follow_the_marks(plain: PlainSitting):
    """Core and optional claims are counted apart; a mark counts, also “no source”, and a retract takes it off."""
    view = plain.run((3,)).view()
    counts = {"core": 2, "optional": 5}
    expect(view.root).to_contain_text(say("progress_article", core_done=0, optional_done=0, **counts))
    view.mark(CORE, "anonymous")
    view.mark(OPTIONAL, "none")
    expect(view.root).to_contain_text(say("progress_article", core_done=1, optional_done=1, **counts))
    expect(view.root).to_contain_text(say("progress_section", number=1, core_done=1, optional_done=1, **counts))
    view.press("none")
    expect(view.root).to_contain_text(say("progress_article", core_done=1, optional_done=0, **counts))


def test_n_goes_to_core_claims_first(plain: PlainSitting):
    """n goes to the next open core claim, then to optional ones behind, then to those before, then to earlier text."""
    view = plain.run((2, 3)).view()
    view.choose(FREEZER)
    plain.page.keyboard.press("n")
    expect(view.claim(CORE)).to_be_focused()
    plain.page.keyboard.press("2")
    plain.page.keyboard.press("n")
    expect(view.claim(OPTIONAL)).to_be_focused()
    plain.page.keyboard.press("0")
    plain.page.keyboard.press("n")
    expect(view.claim(FREEZER)).to_be_focused()
    plain.page.keyboard.press("1")
    plain.page.keyboard.press("n")
    expect(view.claim("About 400 pupils")).to_be_focused()


def test_it_says_where_further_claims_are(plain: PlainSitting):
    """When everything that is shown is marked, the page names the paragraph of the next open claim, further on."""
    view = plain.run((1, 2)).view()
    view.mark("About 400 pupils", "none")
    view.mark(FREEZER, "sourced")
    expect(view.root).to_contain_text(say("next_further", n=3))
    expect(view.button("next_open")).to_be_disabled()
    plain.page.keyboard.press("n")
    expect(view.live).to_have_text(say("next_further", n=3))


def test_it_says_when_everything_is_done(plain: PlainSitting):
    """With every claim of the article marked, there is no open one left, and the page says so."""
    view = plain.run((6,)).view()
    for claim in plain.reading.lesson.claims:
        plain.reading.mark(claim.id, [])
    expect(view.root).to_contain_text(say("next_none"))
    expect(view.root).to_contain_text(say("progress_article", core_done=2, core=2, optional_done=5, optional=5))


def test_short_path_counts_its_own_claims(plain: PlainSitting):
    """With chosen claims only these can be marked and are counted; the others are plain text."""
    plain.read()
    plain.show(3, 4, claims=["c03", "c05"])
    view = plain.view()
    expect(view.claim(CORE)).to_be_visible()
    expect(view.claim(OPTIONAL)).to_have_count(0)
    expect(view.paragraph(3)).to_contain_text(OPTIONAL)
    expect(view.root).to_contain_text(say("progress_chosen", core_done=0, core=1, optional_done=0, optional=1))
