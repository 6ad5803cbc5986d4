"""Everybody can use it: axe's rules, keyboard, told states, narrow pages, zoom, dark, high contrast, no colour."""

import io
from collections.abc import Callable
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.disk import full_disk
from tests.browser.sitting import PlainSitting, Sitting
from tests.browser.view import View, say

pytestmark = pytest.mark.browser

CORE = "the meat had thawed"
OPTIONAL = "The office declined to comment"
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
LABELS = ("sourced", "anonymous", "denied", "none")


@pytest.fixture(params=["light", "dark", "high contrast"])
def themed(request: pytest.FixtureRequest, plain: PlainSitting) -> PlainSitting:
    """A reader in a light, a dark or a forced-colours page."""
    plain.theme(request.param)
    return plain


def axe(page: Page, state: str, around: str = "main", rules: int = 10) -> list[str]:
    """Return what axe finds around the widget, a line for each rule and place; more than so many rules must hold."""
    page.evaluate(f"() => {{ if (!window.axe) {{ {AXE} }} }}")
    results: dict[str, Any] = page.evaluate("async (around) => await axe.run({include: [[around]]})", around)
    assert len(results["passes"]) > rules, "axe has looked at something"
    return [
        f"{state}: {rule['id']}: {node['target'][-1]}: {node['failureSummary']}"
        for rule in results["violations"]
        for node in rule["nodes"]
    ]


def test_axe_finds_nothing(themed: PlainSitting):
    """axe finds no violation in any state: fresh, marked, choosing words, desk pages, questions, failed save."""
    view, page = themed.run((3,)).view(), themed.page
    found = axe(page, "fresh")
    view.choose(CORE)
    view.press("anonymous", "denied")
    view.drag(3, "two people")
    found += axe(page, "words caught")
    view.button("use_words", words="two people").click()
    view.expect_saved()
    found += axe(page, "marked")
    page.keyboard.press("e")
    found += axe(page, "choosing words")
    page.keyboard.press("Escape")
    view.button("show_earlier", n=2, first=1, last=2).click()
    for name in ("reference_codebook", "reference_who", "reference_account"):
        view.look_up(name)
        found += axe(page, name)
    view.button("clear").click()
    found += axe(page, "clear?")
    view.button("clear_no").click()
    view.button("back_to_claim").click()
    with full_disk():
        view.choose(OPTIONAL)
        view.press("sourced")
        expect(view.alert).to_be_visible()
    found += axe(page, "not saved")
    view.button("throw_away").click()
    found += axe(page, "throw away?")
    view.button("throw_away_yes").click()
    assert found == []


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_in_jupyterlabs_themes(theme: str, sit: Sitting):
    """On the paper and with the letters of JupyterLab's own themes, axe finds no violation either."""
    view = sit.run((3,)).view()
    sit.notebook.command("apputils:change-theme", theme=f"JupyterLab {theme}")
    try:
        expect(sit.page.locator("body")).to_have_attribute("data-jp-theme-light", str(theme == "Light").lower())
        view.choose(CORE)
        view.press("anonymous", "denied")
        view.expect_saved()
        found = axe(sit.page, "marked", ".jp-OutputArea:has(.cbc)")
        view.look_up("reference_account")
        assert found + axe(sit.page, "this computer", ".jp-OutputArea:has(.cbc)") == []
    finally:
        sit.notebook.command("apputils:change-theme", theme="JupyterLab Light")


def test_states_are_told(plain: PlainSitting):
    """Pressed labels, the current claim, each claim's state and what was just done are told to a screen reader."""
    view = plain.run((3,)).view()
    view.choose(CORE)
    expect(view.claim(CORE)).to_have_attribute("aria-current", "true")
    expect(view.claim(CORE)).to_have_accessible_name(f"{CORE} and then frozen again")
    expect(view.claim(CORE)).to_have_accessible_description(f"{say('state_core')} {say('state_open')}")
    view.press("anonymous")
    view.expect_pressed("anonymous")
    expect(view.live).to_contain_text(say("state_marked", labels=say("chip_anonymous")))
    view.expect_saved()
    told = f"{say('state_core')} {say('state_marked', labels=say('chip_anonymous'))}"
    expect(view.claim(CORE)).to_have_accessible_description(told)
    expect(view.claim(CORE)).to_have_accessible_name(f"{CORE} and then frozen again")
    view.choose(OPTIONAL)
    expect(view.root.locator("[data-claim][aria-current]")).to_have_count(1)
    expect(view.claim(OPTIONAL)).to_have_accessible_description(f"{say('state_optional')} {say('state_open')}")
    for key in ("sure_2", "pass_on_not_yet"):
        view.choose(CORE)
        view.button(key).click()
        expect(view.button(key)).to_have_attribute("aria-pressed", "true")


def test_tab_stops_once_in_the_text_and_gets_out(plain: PlainSitting):
    """Tab finds one claim in the text, everything else once, and then leaves the widget; so does Shift+Tab."""
    view = plain.run((1, 2, 3)).view()
    plain.page.evaluate("for (const side of ['before', 'after']) document.body[side](document.createElement('button'))")
    view.choose(CORE)
    keyboard = plain.page.keyboard
    for key in ("Tab", "Shift+Tab"):
        view.claim(CORE).focus()
        seen: list[str] = []
        while view.root.evaluate("(root) => root.contains(document.activeElement)"):
            seen.append(plain.page.evaluate("() => document.activeElement.outerHTML.slice(0, 300)"))
            assert len(seen) < 60, f"{key} does not leave the widget: {seen[-5:]}"
            keyboard.press(key)
        assert len(seen) == len(set(seen))
        assert sum("data-claim" in stop for stop in seen) == 1
        assert len(seen) > 2


def test_escape_goes_back_to_the_text(plain: PlainSitting):
    """Esc leads from anywhere in the panel back to the claim."""
    view = plain.run((3,)).view()
    view.choose(CORE)
    for place in (lambda: view.field("reason"), lambda: view.button("sure_1"), lambda: view.label("denied")):
        place().focus()
        plain.page.keyboard.press("Escape")
        expect(view.claim(CORE)).to_be_focused()


def test_focus_is_seen_and_differs_from_the_current_claim(themed: PlainSitting):
    """The focus ring is at least 2px and solid, and looks unlike the outline of the current claim."""
    view = themed.run((3,)).view()
    view.choose(CORE)
    look = """(element) => {
      const {outlineStyle, outlineWidth, outlineColor, boxShadow} = getComputedStyle(element);
      return [outlineStyle, outlineWidth, outlineColor, boxShadow];
    }"""
    themed.page.keyboard.press("ArrowRight")
    themed.page.keyboard.press("ArrowLeft")
    focused = view.claim(CORE).evaluate(look)
    picture = view.claim(CORE).screenshot()
    assert focused[0] == "solid"
    assert float(focused[1].removesuffix("px")) >= 2
    view.button("take_back").evaluate("(button) => button.focus()")
    expect(view.claim(CORE)).to_have_attribute("aria-current", "true")
    assert view.claim(CORE).evaluate(look) != focused
    assert view.claim(CORE).screenshot() != picture


def test_labels_differ_without_colour(themed: PlainSitting):
    """In shades of grey the four answers still differ by the pattern under the words, in the text as on the buttons."""
    view = themed.run((1, 2, 3)).view()
    claims = ["About 400 pupils", "The freezer was switched off", CORE, OPTIONAL]
    for words, label in zip(claims, LABELS, strict=True):
        view.mark(words, label)
    looks = [view.claim(words).evaluate("(piece) => getComputedStyle(piece).backgroundImage") for words in claims]
    assert len(set(looks)) == 4
    view.button("take_back").click()  # so that all four buttons look alike, but for their patterns
    tracks = {label: track(view.label(label).locator(".is-sample").screenshot()) for label in LABELS}
    assert len(set(tracks.values())) == 4, tracks
    assert all(any("#" in row for row in rows) for rows in tracks.values()), tracks


def track(picture: bytes) -> tuple[str, ...]:
    """Return the lowest 14 rows of a picture, its first 30 columns, as # for ink and . for none."""
    image = Image.open(io.BytesIO(picture)).convert("L")
    paper = image.getpixel((image.width - 1, 0))
    columns = range(2, min(30, image.width))
    rows = range(max(image.height - 14, 0), image.height)
    is_ink = {(x, y): abs(image.getpixel((x, y)) - paper) > 60 for x in columns for y in rows}
    return tuple("".join("#" if is_ink[x, y] else "." for x in columns) for y in rows)


def controls_out_of_reach(view: View) -> list[str]:
    """Return the controls that cannot be scrolled into sight and hit, and parts that stick out of the widget."""
    return view.root.evaluate(
        """async (root) => {
          const faults = [];
          const page = root.closest(".jp-WindowedPanel-outer") ?? document.scrollingElement;
          const edge = root.getBoundingClientRect();
          const named = (element) => element.outerHTML.slice(0, 120);
          if (root.scrollWidth > root.clientWidth + 1) faults.push(`${root.scrollWidth} wide in ${root.clientWidth}`);
          for (const element of root.querySelectorAll("button, input, textarea, summary, [role=button], p, q, li")) {
            if (!element.checkVisibility() || element.closest("[aria-live]")) continue;
            const box = element.getBoundingClientRect();
            if (box.right > edge.right + 1 || box.left < edge.left - 1) faults.push(`sticks out: ${named(element)}`);
            const isCut = element.matches("button") && element.scrollWidth > element.clientWidth + 1;
            if (isCut) faults.push(`cut: ${named(element)}`);
            if (!element.matches("button, input, textarea, summary, [role=button]")) continue;
            let isHit = false;
            const isInPanel = element.closest("aside") !== null;
            const places = isInPanel ? ["nearest", "center", "end"] : [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
            for (const place of places) {
              if (isHit) break;
              element.scrollIntoView({block: isInPanel ? place : "start", inline: "nearest"});
              if (!isInPanel) page.scrollTop -= window.innerHeight * place;
              await new Promise((drawn) => requestAnimationFrame(drawn));
              const seen = element.getClientRects()[0];
              const across = seen.left + Math.min(seen.width / 2, 12);
              const hit = document.elementFromPoint(across, seen.top + seen.height / 2);
              isHit = Boolean(hit && root.contains(hit) && (element.contains(hit) || hit.contains(element)));
            }
            if (!isHit) faults.push(`covered: ${named(element)}`);
          }
          return faults;
        }"""
    )


IS_SEEN = """(claim) => {
  const box = claim.getClientRects()[0];
  return claim.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2));
}"""


@pytest.mark.parametrize(
    ("size", "scale"),
    [({"width": 320, "height": 640}, 1), ({"width": 400, "height": 700}, 1), ({"width": 650, "height": 450}, 2)],
    ids=["320px", "400px", "zoom 200%"],
)
def test_narrow_and_zoomed(sit_plain: Callable[..., PlainSitting], size: dict[str, int], scale: int):
    """On a narrow page and at 200% zoom nothing scrolls sideways or is cut, and every control can be hit."""
    sitting = sit_plain(viewport=size, device_scale_factor=scale)
    assert_all_in_reach(sitting.run((3,)).view())


@pytest.mark.parametrize(
    ("app", "size"),
    [("notebook7", {"width": 650, "height": 450}), ("lab", {"width": 320, "height": 700})],
    ids=["Notebook 7", "JupyterLab"],
)
def test_narrow_in_jupyter(sit_alone: Callable[..., Sitting], app: str, size: dict[str, int]):
    """Between the bars of Jupyter, too, nothing is cut on a narrow page, and every control can be hit."""
    sitting = sit_alone((3,), app=app, viewport=size, own=True)
    if app == "lab":
        sitting.notebook.command("application:toggle-left-area")
    assert_all_in_reach(sitting.view())


def assert_all_in_reach(view: View) -> None:
    """Go through a widget's states, and find every control and the claim with the focus in reach and in sight."""
    faults = {"fresh": controls_out_of_reach(view)}
    view.choose(CORE)
    view.press("anonymous", "denied")
    view.expect_saved()
    faults["marked"] = controls_out_of_reach(view)
    for key, words in [("ArrowRight", OPTIONAL), ("ArrowLeft", CORE)]:
        view.root.locator("[data-claim][aria-current]").focus()
        view.page.keyboard.press(key)
        expect(view.claim(words)).to_be_focused()
        assert view.claim(words).evaluate(IS_SEEN), f"{words!r} has the focus and is not in sight"
    for name in ("reference_codebook", "reference_who", "reference_account"):
        view.look_up(name)
        faults[name] = controls_out_of_reach(view)
        view.button("back_to_claim").click()
    assert {state: found for state, found in faults.items() if found} == {}


def test_everyone_in_whos_who_stands_beside_their_name(sit_plain: Callable[..., PlainSitting]):
    """In “Who’s who” no name and no description overlap, and each description stands beside or below its own name."""
    view = sit_plain(viewport={"width": 1280, "height": 800}).run((3,)).view()
    view.look_up("reference_who")
    people = view.panel.locator(".cbc-people > *")
    assert people.evaluate_all("(all) => all.map((one) => one.tagName)") == ["DT", "DD"] * 4
    boxes = people.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().toJSON())")
    for above, below in pairwise(boxes):
        assert below["top"] >= above["bottom"] or below["left"] >= above["right"]
    for name, who in zip(boxes[::2], boxes[1::2], strict=True):
        assert min(name["width"], who["width"]) > 200, "each has the panel's width"
        assert 0 <= who["top"] - name["bottom"] < 10


def test_targets_are_large_enough(plain: PlainSitting):
    """Every button is at least 24 by 24 pixels."""
    view = plain.run((3,)).view()
    view.choose(CORE)
    view.press("anonymous")
    sizes = view.root.get_by_role("button").evaluate_all(
        "(all) => all.filter((b) => b.tagName === 'BUTTON').map((b) => [b.textContent, b.offsetWidth, b.offsetHeight])"
    )
    assert [size for size in sizes if min(size[1:]) < 24] == []
    assert len(sizes) > 10
