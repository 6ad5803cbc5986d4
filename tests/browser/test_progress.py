"""Progress: how far the reader is, and what comes next."""

import pytest
from playwright.sync_api import expect

from tests.browser.sitting import PlainSitting
from tests.browser.view import View, say

pytestmark = pytest.mark.browser

CORE = "the meat had thawed"  # c03, paragraph 3
OPTIONAL = "The office declined to comment"  # c04, paragraph 3
FREEZER = "The freezer was switched off"  # c02, paragraph 2


def expect_dots(view: View, done: int, core_done: int, *, claims: int = 7, core: int = 2) -> None:
    """Wait until the strip of dots says how many claims are marked."""
    told = f"{say('dots_all', done=done, n=claims)} {say('dots_core', done=core_done, n=core)}"
    expect(view.root.get_by_role("toolbar", name=told, exact=True)).to_be_visible()


def test_dots_follow_the_marks(plain: PlainSitting):
    """Core and optional claims are counted apart; a mark counts, also “no source”, and a retract takes it off."""
    view = plain.run((3,)).view()
    expect_dots(view, 0, 0)
    view.mark(CORE, "anonymous")
    view.mark(OPTIONAL, "none")
    expect_dots(view, 2, 1)
    view.press("none")
    expect_dots(view, 1, 1)


def test_a_dot_knows_whether_the_answer_has_grounds(plain: PlainSitting):
    """A dot is open, marked, or marked with words or a reason, and the one of the claim in hand is told as such."""
    view = plain.run((3,)).view()
    dot = view.root.locator("[data-dot]").nth(2)
    view.choose(CORE)
    expect(dot).to_have_attribute("aria-current", "true")
    for act, state in [("2", "dot_marked"), ("r", "dot_reasoned")]:
        plain.page.keyboard.press(act)
        if act == "r":
            view.field("reason").fill("Two people.")
        expect(dot).to_have_accessible_name(say("dot_core", number=3, all=7, paragraph=3, state=say(state)))


def test_a_dot_leads_to_its_claim_wherever_it_is(plain: PlainSitting):
    """A press on a dot chooses its claim: of this stop, of the text before it, or of another stop on the page."""
    plain.run((2, 3), (4, 5))
    first, second = plain.view(0), plain.view(1)
    dots = first.root.locator("[data-dot]")
    dots.nth(2).click()
    expect(first.claim(CORE)).to_be_focused()
    dots.nth(0).click()
    expect(first.claim("About 400 pupils")).to_be_focused()
    dots.nth(4).click()
    expect(second.root.locator("[aria-current=true][role=button]")).to_be_focused()
    dots.nth(6).click()
    expect(first.live).to_have_text(say("next_further", n=6))


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


def test_n_goes_on_in_the_next_stop(plain: PlainSitting):
    """With nothing open left here, n and the button go on in the stop that shows the next open claim, not backwards."""
    plain.run((3,), (5, 6))
    first, second = plain.view(0), plain.view(1)
    first.mark(CORE, "anonymous")
    first.mark(OPTIONAL, "none")
    expect(first.button("next_elsewhere", n=5)).to_be_enabled()
    plain.page.keyboard.press("n")
    current = second.root.locator("[aria-current=true][role=button]")
    expect(current).to_be_focused()
    plain.page.keyboard.press("1")
    expect(second.root.locator("[data-claim].is-sourced").first).to_be_visible()


def test_n_goes_back_to_the_stop_that_shows_what_is_open(plain: PlainSitting):
    """What is still open in earlier text is offered in the stop that shows it, where there is one on the page."""
    plain.run((2,), (5, 6))
    first, second = plain.view(0), plain.view(1)
    for claim in plain.reading.lesson.claims:
        if claim.paragraph != 2:
            plain.reading.mark(claim.id, [])
    second.root.locator("[data-claim][role=button]").first.click()
    expect(second.button("next_elsewhere", n=2)).to_be_enabled()
    plain.page.keyboard.press("n")
    expect(first.claim(FREEZER)).to_be_focused()
    expect(second.claim(FREEZER)).to_have_count(0)


def test_n_goes_to_the_key_when_the_section_is_marked(plain: PlainSitting):
    """With everything of the section marked, n leads to the key that stands on the page, until it has been opened."""
    view = plain.run((1, 2, 3, 4, 5, 6)).view()
    plain.reveal(1)
    key = plain.page.locator(".cbc-reveal")
    expect(key).to_be_visible()
    for claim in plain.reading.lesson.claims:
        plain.reading.mark(claim.id, [])
    view.choose(CORE)
    expect(view.button("next_reveal")).to_be_enabled()
    plain.page.keyboard.press("n")
    expect(key.locator("[data-do=reveal]")).to_be_focused()
    plain.page.keyboard.press("Enter")
    expect(key.locator("[data-card]").first).to_be_visible()
    view.choose(CORE)
    plain.page.keyboard.press("n")
    expect(view.button("next_none")).to_be_disabled()


def test_it_says_where_further_claims_are(plain: PlainSitting):
    """When everything that is shown is marked, the page names the paragraph of the next open claim, further on."""
    view = plain.run((1, 2)).view()
    view.mark("About 400 pupils", "none")
    view.mark(FREEZER, "sourced")
    expect(view.button("next_further", n=3)).to_be_disabled()
    plain.page.keyboard.press("n")
    expect(view.live).to_have_text(say("next_further", n=3))


def test_it_says_when_everything_is_done(plain: PlainSitting):
    """With every claim of the article marked, there is no open one left, and the page says so."""
    view = plain.run((6,)).view()
    for claim in plain.reading.lesson.claims:
        plain.reading.mark(claim.id, [])
    expect(view.button("next_none")).to_be_disabled()
    expect_dots(view, 7, 2)


def test_short_path_counts_its_own_claims(plain: PlainSitting):
    """With chosen claims only these can be marked and are counted; the others are plain text."""
    plain.read()
    plain.show(3, 4, claims=["c03", "c05"])
    view = plain.view()
    expect(view.claim(CORE)).to_be_visible()
    expect(view.claim(OPTIONAL)).to_have_count(0)
    expect(view.paragraph(3)).to_contain_text(OPTIONAL)
    expect_dots(view, 0, 0, claims=2, core=1)
