"""The strip of dots: how far the reader is, without a word and without colour, and in words to whoever asks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import pytest
import traitlets
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from kit.reading.answering import Answering
from kit.ui.joiner import join
from kit.ui.words import words
from tests.browser.lab import until
from tests.browser.sitting import PlainSitting

pytestmark = pytest.mark.browser

STATES = ("open", "marked", "reasoned", "differs")
#: One claim of each state, optional and core in turn.
EACH = {f"c{index:02}": STATES[index % 4] for index in range(8)}
TOUCH = 44  # px: the slim line that the strip has to fit into


class Strip(anywidget.AnyWidget):
    """A strip of dots; `chosen` are the claims that were pressed."""

    _esm = join(Path(__file__).with_name("dots_page.js"))
    _css = Answering._css
    claims = traitlets.List().tag(sync=True)
    states = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    chooses = traitlets.Bool().tag(sync=True)
    current = traitlets.Unicode(None, allow_none=True).tag(sync=True)

    def __init__(self, states: dict[str, str], **given: Any) -> None:
        core = {name: index % 8 > 3 for index, name in enumerate(states)}
        claims = [{"id": name, "paragraph": 3, "core": core[name]} for name in states]
        super().__init__(claims=claims, states=states, words=words("en")["widget"], **given)
        self.chosen: list[str] = []
        self.on_msg(lambda _widget, message, _buffers: self.chosen.append(message["chosen"]))


def show(plain: PlainSitting, states: dict[str, str], **given: Any) -> tuple[Strip, Locator]:
    """Show a strip, and return it with its element."""
    strip = Strip(states, **given)
    plain.kernel.show(strip)
    element = plain.page.locator(".cbc-dots")
    expect(element).to_be_visible()
    return strip, element


def test_the_strip_says_its_numbers(plain: PlainSitting):
    """Its accessible name has the numbers; pointing at it shows them, leaving hides them, and Escape does."""
    _, element = show(plain, EACH)
    numbers = "Marked: 6 of 8 claims. Core claims: 3 of 4. 2 differ from the key."
    button, told = element.get_by_role("button"), element.locator("p")
    expect(button).to_have_accessible_name(numbers)
    expect(told).to_be_hidden()
    button.hover(position={"x": 4, "y": 16})
    expect(told).to_have_text(f"Claim 1 of 8, paragraph 3: not marked yet\n{numbers}")
    plain.page.mouse.move(0, 700)
    expect(told).to_be_hidden()
    button.focus()
    expect(told).to_have_text(numbers)
    plain.page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    plain.page.keyboard.press("Enter")
    expect(told).to_be_visible()


def test_a_press_chooses_a_claim(plain: PlainSitting):
    """With `choose` a press goes to a claim, by mouse or by key; the strip is one stop of the Tab key."""
    strip, element = show(plain, EACH, chooses=True, current="c05")
    expect(element.get_by_role("toolbar")).to_have_accessible_name(
        "Marked: 6 of 8 claims. Core claims: 3 of 4. 2 differ from the key."
    )
    dots = element.get_by_role("button")
    expect(dots.nth(7)).to_have_accessible_name("Claim 8 of 8, core, paragraph 3: marked, differs from the key")
    dots.nth(2).click()
    keyboard = plain.page.keyboard
    keyboard.press("ArrowRight")
    expect(dots.nth(3)).to_be_focused()
    keyboard.press("Enter")
    keyboard.press("End")
    keyboard.press("ArrowRight")
    expect(dots.nth(7)).to_be_focused()
    keyboard.press("Space")
    keyboard.press("Home")
    expect(dots.nth(0)).to_be_focused()
    expect(element.locator("p")).to_contain_text("not marked yet")
    keyboard.press("Tab")
    assert not element.evaluate("(strip) => strip.contains(document.activeElement)")
    until(lambda: strip.chosen == ["c02", "c03", "c07"], "the claims that were pressed, in their order")


def test_the_tab_key_comes_to_the_claim_that_the_reader_is_at(plain: PlainSitting):
    """The dot of the current claim is told as such, and takes the focus first."""
    _, element = show(plain, EACH, chooses=True, current="c05")
    plain.page.keyboard.press("Tab")
    expect(element.get_by_role("button").nth(5)).to_be_focused()
    expect(element.locator("[aria-current=true]")).to_have_count(1)


@pytest.mark.parametrize("theme", ["light", "dark", "high contrast"])
@pytest.mark.parametrize("chooses", [False, True])
def test_states_differ_without_colour(chooses: bool, theme: str, plain: PlainSitting):
    """Painted in shades of grey, no two dots of the eight kinds look alike; axe finds nothing."""
    plain.theme(theme)
    _, element = show(plain, EACH, chooses=chooses)
    looks = [dot.screenshot() for dot in element.locator(".cbc-dot").all()]
    assert len(set(looks)) == len(EACH)
    styles = element.locator(".cbc-dot").evaluate_all("(dots) => dots.map((dot) => getComputedStyle(dot).color)")
    assert len(set(styles)) == 1
    assert Axe().run(plain.page, context=".cbc").response["violations"] == []


@pytest.mark.parametrize("count", [1, 13, 30])
def test_thirty_claims_fit_a_phone(count: int, sit_plain: Callable[..., PlainSitting]):
    """At 390 px the strip is one line of at most 44 px, nothing stands beside it, and no dot covers another."""
    sitting = sit_plain(viewport={"width": 390, "height": 760})
    _, element = show(sitting, {f"c{index:02}": STATES[index % 4] for index in range(count)}, chooses=True)
    box = element.bounding_box()
    assert box["height"] <= TOUCH
    assert box["x"] + box["width"] <= 390
    spans = element.locator(".cbc-dot").evaluate_all(
        "(dots) => dots.map((dot) => dot.getBoundingClientRect()).map(({left, right}) => [left, right])"
    )
    assert all(right <= left + 0.01 for (_, right), (left, _) in zip(spans, spans[1:], strict=False))
    assert min(right - left for left, right in spans) >= 10
    element.locator(".cbc-dot").last.hover()
    expect(element.locator("p")).to_be_visible()
    assert sitting.page.evaluate("document.documentElement.scrollWidth") <= 390
