"""Keys: the widget's own act in the widget only, and Jupyter's never act on what the reader presses in it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.lab import until
from tests.browser.sitting import PlainSitting, Sitting
from tests.browser.view import View, say

pytestmark = pytest.mark.browser

CORE = "the meat had thawed"


@pytest.mark.parametrize("app", ["lab", "notebook7"])
def test_jupyter_does_not_steal_keys(sit_alone: Callable[..., Sitting], app: str):
    """x, dd, a, b, c, v, z, m and y in the widget leave the cells alone; Ctrl+S saves; outside, Jupyter's keys work."""
    sitting = sit_alone((2,), (3,), app=app)
    notebook, view, keyboard = sitting.notebook, sitting.view(1), sitting.page.keyboard
    cells = notebook.sources()
    for place in [view.claim(CORE), view.label("sourced"), view.button("menu"), view.button("next_open")]:
        place.click()
        for key in "xddabcvzmy":
            keyboard.press(key)
            assert notebook.sources() == cells, f"{key} has changed the notebook"
        expect(notebook.widgets()).to_have_count(2)
        assert view.root.evaluate("(root) => root.contains(document.activeElement)")
    assert notebook.mode() == "command"
    until(notebook.is_dirty, "the notebook has changes")
    keyboard.press("Control+s")
    until(lambda: not notebook.is_dirty(), "Ctrl+S saved the notebook")
    sitting.page.locator(".jp-Cell .jp-InputPrompt").first.click()
    keyboard.press("b")
    until(lambda: notebook.cells() == len(cells) + 1, "b adds a cell again")
    keyboard.press("x")
    until(lambda: notebook.cells() == len(cells), "x cuts a cell again")


@pytest.mark.parametrize("app", ["lab", "notebook7"])
def test_letters_typed_in_a_field_mark_nothing(sit_alone: Callable[..., Sitting], app: str):
    """Letters and digits typed into the reason are a reason, and neither labels nor commands, for us or for Jupyter."""
    sitting = sit_alone((3,), app=app)
    view = sitting.view()
    view.choose(CORE)
    cells = sitting.notebook.sources()
    text = "a sad 1230 n u t e h w x dd"
    view.field("reason").press_sequentially(text)
    view.field("reason").press("Enter")
    view.field("reason").press_sequentially("bb")
    expect(view.field("reason")).to_have_value(f"{text}\nbb")
    view.expect_pressed()
    sitting.notebook.ask("pass")
    assert sitting.lines() == []
    assert sitting.notebook.sources() == cells


def test_keys_with_modifiers_are_not_ours(plain: PlainSitting):
    """Ctrl, Alt or Meta with a label's key marks nothing."""
    view = plain.run((3,)).view()
    view.choose(CORE)
    for key in ["Alt+a", "Control+2", "Meta+3"]:
        plain.page.keyboard.press(key)
    view.expect_pressed()
    plain.page.keyboard.press("2")
    view.expect_saved()
    assert [line["labels"] for line in plain.lines()] == [["anonymous"]]


def test_keys_act_in_one_widget_only(plain: PlainSitting):
    """With two widgets in a notebook a key acts in the one that has the focus."""
    plain.run((2,), (3,))
    second = plain.view(1)
    second.choose(CORE)
    plain.page.keyboard.press("a")
    second.expect_saved()
    assert [line["claim"] for line in plain.lines()] == ["c03"]


def test_each_command_has_its_key(plain: PlainSitting):
    """h, w and r open the codebook, the who's-who and the reason; Esc leads back; t takes back; u undoes."""
    press_each_command(plain.run((3,)).view())
    assert [line["kind"] for line in plain.wait_for_lines(3)] == ["mark", "retract", "mark"]


def press_each_command(view: View) -> None:
    """Press the keys of all commands in a view of the warm-up's third paragraph, and see what each one does."""
    view.choose(CORE)
    keyboard = view.page.keyboard
    for key, title in [("h", "reference_codebook"), ("w", "reference_who")]:
        keyboard.press(key)
        expect(view.root.get_by_role("heading", name=say(title))).to_be_focused()
        keyboard.press("Escape")
        expect(view.claim(CORE)).to_be_focused()
    keyboard.press("r")
    expect(view.field("reason")).to_be_focused()
    keyboard.press("Escape")
    expect(view.claim(CORE)).to_be_focused()
    for key in "1tu":
        keyboard.press(key)
    view.expect_saved()
    view.expect_pressed("sourced")


def test_digits_work_where_they_need_shift(plain: PlainSitting):
    """On keyboards where digits need Shift (French ones) the key in the digit's place still labels."""
    view = plain.run((3,)).view()
    view.choose(CORE)
    view.claim(CORE).dispatch_event("keydown", {"key": "é", "code": "Digit2", "bubbles": True})
    view.expect_pressed("anonymous")
    view.expect_saved()
