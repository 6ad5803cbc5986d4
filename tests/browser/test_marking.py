"""Marking: with the mouse, with a finger, with the keyboard; and everything that an answer can hold."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.sitting import PlainSitting
from tests.browser.view import View, say

pytestmark = pytest.mark.browser

CORE = "the meat had thawed"  # c03, paragraph 3
OPTIONAL = "The office declined to comment"  # c04, paragraph 3
FREEZER = "The freezer was switched off"  # c02, paragraph 2


@pytest.fixture
def view(plain: PlainSitting) -> View:
    """The warm-up's third paragraph, with the first claim of it chosen."""
    view = plain.run((3,)).view()
    view.choose(CORE)
    return view


def test_mouse(plain: PlainSitting, view: View):
    """A click on a claim and one on a label is one line in the journal, and the page says that it is saved."""
    view.press("anonymous")
    view.expect_saved()
    [line] = plain.lines()
    assert (line["kind"], line["claim"], line["labels"], line["reader"]) == ("mark", "c03", ["anonymous"], plain.reader)
    view.expect_pressed("anonymous")
    view.expect_state(CORE, "anonymous")


def test_finger(sit_plain: Callable[..., PlainSitting]):
    """On a touch screen two taps are one line in the journal."""
    sitting = sit_plain(has_touch=True, viewport={"width": 800, "height": 1000})
    view = sitting.run((3,)).view()
    view.claim(CORE).tap()
    view.label("denied").tap()
    view.expect_saved()
    assert [line["labels"] for line in sitting.lines()] == [["denied"]]


def test_keyboard_only(plain: PlainSitting):
    """Tab leads into the widget and to its one claim; arrows, label keys and n then mark without a mouse."""
    view = plain.run((2, 3)).view()
    at_claim = view.root.locator("[data-claim]:focus")
    for _ in range(30):
        plain.page.keyboard.press("Tab")
        if at_claim.count():
            break
    expect(view.claim(FREEZER)).to_be_focused()
    for key in ["1", "ArrowRight", "2", "3", "ArrowLeft", "0", "n", "s"]:
        plain.page.keyboard.press(key)
    view.expect_saved()
    said = [(line["claim"], line["labels"]) for line in plain.wait_for_lines(5)]
    both = ["anonymous", "denied"]
    assert said == [("c02", ["sourced"]), ("c03", ["anonymous"]), ("c03", both), ("c02", []), ("c04", ["sourced"])]


def test_arrows_stop_at_the_ends(plain: PlainSitting, view: View):
    """The arrows go from claim to claim, stay at the first and the last one, and work in both directions."""
    for key, there in [("ArrowLeft", CORE), ("ArrowDown", OPTIONAL), ("ArrowRight", OPTIONAL), ("ArrowUp", CORE)]:
        plain.page.keyboard.press(key)
        expect(view.claim(there)).to_be_focused()


def test_labels_combine(plain: PlainSitting, view: View):
    """Labels add up in a fixed order, whichever comes first, and the claim shows them all."""
    view.press("denied", "anonymous", "sourced")
    view.expect_pressed("sourced", "anonymous", "denied")
    view.expect_saved()
    assert [line["labels"] for line in plain.lines()] == [
        ["denied"],
        ["anonymous", "denied"],
        ["sourced", "anonymous", "denied"],
    ]
    view.expect_state(CORE, "sourced", "anonymous", "denied")


def test_no_source_clears_the_labels(plain: PlainSitting, view: View):
    """“No source given” stands alone: it takes the labels off, and a label takes it off."""
    view.press("sourced", "denied", "none")
    view.expect_pressed("none")
    view.expect_saved()
    assert plain.lines()[-1]["labels"] == []
    view.expect_state(CORE, "none")
    view.press("anonymous")
    view.expect_pressed("anonymous")


@pytest.mark.parametrize("label", ["sourced", "none"])
def test_last_label_off_is_a_retract(plain: PlainSitting, view: View, label: str):
    """Pressing the only label once more takes the answer back: the claim is unmarked, which is not “no source”."""
    view.press(label)
    view.press(label)
    view.expect_pressed()
    view.expect_state(CORE)
    view.expect_saved()
    assert [line["kind"] for line in plain.lines()] == ["mark", "retract"]


def test_core_claim_asks_for_more(plain: PlainSitting, view: View):
    """A core claim that has only a label asks for a reason or words, until it has one; an optional claim never asks."""
    asked = view.panel.get_by_text(say("ask_for_more"))
    expect(asked).to_have_count(0)
    view.press("anonymous")
    expect(asked).to_be_visible()
    expect(view.live).to_contain_text(say("ask_for_more"))
    view.field("reason").fill("No names are given.")
    expect(asked).to_have_count(0)
    view.choose(OPTIONAL)
    view.press("sourced")
    view.expect_pressed("sourced")
    expect(asked).to_have_count(0)


def test_who_and_reason_are_saved_while_typing(plain: PlainSitting, view: View):
    """What is typed is saved a moment after the last key, without leaving the field, and not with every letter."""
    view.press("anonymous")
    view.field("who").fill("two people")
    view.field("reason").press_sequentially("They have read it.", delay=10)
    line = plain.wait_for_line(lambda line: line.get("reason") == "They have read it.", "the reason in the journal")
    assert (line["who"], line["labels"]) == ("two people", ["anonymous"])
    expect(view.field("reason")).to_be_focused()
    assert len(plain.lines()) <= 6


def test_reason_typed_before_the_label(plain: PlainSitting, view: View):
    """A reason typed before any label is no answer yet, says so, and is saved with the first label."""
    view.field("reason").fill("Nobody is named.")
    expect(view.root.get_by_text(say("claim_draft"))).to_be_visible()
    view.choose(OPTIONAL)
    view.choose(CORE)
    expect(view.field("reason")).to_have_value("Nobody is named.")
    assert plain.lines() == []
    view.press("anonymous")
    view.expect_saved()
    assert plain.lines()[-1]["reason"] == "Nobody is named."


def test_reason_is_saved_when_another_claim_is_chosen(plain: PlainSitting, view: View):
    """Going on to another claim saves what was typed at once, for the claim that it was typed for."""
    view.press("anonymous")
    view.field("reason").fill("Only described.")
    view.claim(OPTIONAL).click()
    line = plain.wait_for_line(lambda line: line.get("reason") == "Only described.", "the reason in the journal")
    assert line["claim"] == "c03"
    view.choose(CORE)
    expect(view.field("reason")).to_have_value("Only described.")


def test_reason_is_saved_when_the_page_is_hidden(plain: PlainSitting, view: View):
    """Putting the browser away saves what was typed before the pause is over."""
    view.press("anonymous")
    view.expect_saved()
    view.field("reason").fill("They saw it.")
    busy = view.status.evaluate(
        """(status) => {
          Object.defineProperty(document, "visibilityState", {value: "hidden", configurable: true});
          document.dispatchEvent(new Event("visibilitychange"));
          delete document.visibilityState;
          return status.ariaBusy;
        }"""
    )
    assert busy == "true"
    plain.wait_for_line(lambda line: line.get("reason") == "They saw it.", "the reason in the journal")


def test_reason_survives_the_closed_tab(plain: PlainSitting, view: View):
    """A reason typed right before the page goes away reaches the journal."""
    view.press("anonymous")
    view.expect_saved()
    view.field("reason").fill("The last words.")
    plain.page.goto("about:blank")
    plain.wait_for_line(lambda line: line.get("reason") == "The last words.", "the reason in the journal")


def test_sure_and_pass_on(plain: PlainSitting, view: View):
    """How sure and how to pass it on are part of the answer; a second press takes the choice away."""
    view.press("anonymous")
    view.button("sure_3").click()
    view.button("pass_on_with_according_to").click()
    expect(view.button("sure_3")).to_have_attribute("aria-pressed", "true")
    view.expect_saved()
    line = plain.wait_for_lines(3)[-1]
    assert (line["sure"], line["pass_on"]) == (3, "with_according_to")
    view.button("sure_3").click()
    expect(view.button("sure_3")).to_have_attribute("aria-pressed", "false")
    view.expect_saved()
    line = plain.wait_for_lines(4)[-1]
    assert "sure" not in line
    assert line["pass_on"] == "with_according_to"


def test_undo_several_steps(plain: PlainSitting, view: View):
    """Undo goes back step by step over several claims, each step saved, until nothing is left to undo."""
    view.press("sourced", "denied")
    view.choose(OPTIONAL)
    view.press("none")
    view.expect_saved()
    for expected in [("c04", None), ("c03", ["sourced"]), ("c03", None)]:
        before = len(plain.lines())
        plain.page.keyboard.press("u")
        line = plain.wait_for_lines(before + 1)[-1]
        assert (line["claim"], line.get("labels")) == expected
    view.expect_state(CORE)
    view.expect_state(OPTIONAL)
    view.expect_saved()
    plain.page.keyboard.press("u")
    expect(view.live).to_have_text(say("undo_none"))
    assert len(plain.lines()) == 6


def test_undo_brings_the_reason_back(plain: PlainSitting, view: View):
    """Undoing a changed reason shows and saves the one before it."""
    view.press("anonymous")
    view.field("reason").fill("First.")
    plain.wait_for_line(lambda line: line.get("reason") == "First.", "the first reason")
    view.field("reason").fill("Second.")
    plain.wait_for_line(lambda line: line.get("reason") == "Second.", "the second reason")
    view.button("undo").click()
    expect(view.field("reason")).to_have_value("First.")
    view.expect_saved()
    assert plain.lines()[-1]["reason"] == "First."


def test_take_back(plain: PlainSitting, view: View):
    """“Take back” makes the claim unmarked, keeps what was typed at hand, and can be undone."""
    view.press("anonymous")
    view.field("reason").fill("Because.")
    plain.wait_for_line(lambda line: line.get("reason") == "Because.", "the reason")
    view.button("take_back").click()
    expect(view.live).to_have_text(say("taken_back"))
    view.expect_state(CORE)
    view.expect_saved()
    assert plain.lines()[-1]["kind"] == "retract"
    expect(view.field("reason")).to_have_value("Because.")
    view.button("undo").click()
    view.expect_state(CORE, "anonymous")
    view.expect_saved()
    assert plain.lines()[-1]["reason"] == "Because."
