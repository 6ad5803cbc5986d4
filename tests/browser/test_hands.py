"""Hands as they are: presses beside the buttons, keys held down, double clicks, and keyboards of other scripts."""

import errno
import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.lab import Notebook, Server, until
from tests.browser.sitting import PlainSitting, Sitting
from tests.browser.view import View, say

pytestmark = pytest.mark.browser

CORE = "the meat had thawed"  # c03, paragraph 3
OPTIONAL = "The office declined to comment"  # c04, paragraph 3

#: Points all over an element's box that a press would hit it at, or something inside of it.
POINTS = """(root, apart) => {
  const box = root.getBoundingClientRect();
  const points = [];
  for (let y = Math.max(box.top, 0) + 2; y < Math.min(box.bottom, innerHeight); y += apart) {
    for (let x = box.left + 2; x < box.right; x += apart) {
      if (root.contains(document.elementFromPoint(x, y))) points.push([x, y]);
    }
  }
  return points;
}"""
HAS_FOCUS = "(root) => root.contains(document.activeElement)"
FOCUS_THE_CELL = "() => window.jupyterapp.shell.currentWidget.content.activeCell.node.focus()"


@pytest.fixture
def view(plain: PlainSitting) -> View:
    """The warm-up's third paragraph, with the first claim of it chosen."""
    view = plain.run((3,)).view()
    view.choose(CORE)
    return view


def expect_no_key_gets_out(notebook: Notebook, root: Locator, apart: int) -> None:
    """Press the mouse all over a widget; wherever it is, the focus stays inside, and x cuts no cell."""
    page, cells = notebook.page, notebook.sources()
    root.scroll_into_view_if_needed()
    points = root.evaluate(POINTS, apart)
    assert len(points) > 10
    for x, y in points:
        page.evaluate(FOCUS_THE_CELL)
        page.mouse.move(x, y)
        page.mouse.down()
        until(lambda: root.evaluate(HAS_FOCUS), f"the focus is inside after a press at {x:.0f}, {y:.0f}")
        page.keyboard.press("x")
        page.mouse.move(2, 2)
        page.mouse.up()
        assert notebook.sources() == cells, f"x cut a cell after a press at {x:.0f}, {y:.0f}"


@pytest.mark.parametrize("app", ["lab", "notebook7"])
def test_no_key_gets_out_wherever_the_press_was(sit_alone: Callable[..., Sitting], app: str):
    """After a press on text, quotes, numbers, titles or blank space no key is Jupyter's; with Ctrl and Shift it is."""
    sitting = sit_alone((2,), (3,), app=app)
    notebook, view, keyboard = sitting.notebook, sitting.view(1), sitting.page.keyboard
    cells = notebook.sources()
    expect_no_key_gets_out(notebook, view.root, 100)
    title, number = view.panel.locator("p").first, view.root.get_by_text("3", exact=True).first
    for place in [title, view.panel.locator("blockquote"), number]:
        place.click()
        for key in "dd00":
            keyboard.press(key)
        for _ in range(2):
            press_key(sitting.page, "в", "KeyD")  # d d to Jupyter, on a Russian keyboard, too
        expect(sitting.page.get_by_role("dialog")).to_have_count(0)
        assert notebook.sources() == cells
    until(notebook.is_dirty, "the notebook has changes")
    keyboard.press("Control+s")
    until(lambda: not notebook.is_dirty(), "Ctrl+S saved the notebook")
    view.choose(CORE)
    title.click()
    ran = notebook.ask("print(len(In))")
    keyboard.press("Shift+Enter")
    until(lambda: notebook.ask("print(len(In))") != ran, "Shift+Enter ran the cell")


def test_no_key_gets_out_after_a_tap(sit_alone: Callable[..., Sitting]):
    """On a computer with a keyboard and a touch screen a tap beside the buttons keeps the keys as a press does."""
    sitting = sit_alone((2,), (3,), has_touch=True, own=True)
    view, cells = sitting.view(1), sitting.notebook.sources()
    for place in [view.panel.locator("p").first, view.panel.locator("blockquote")]:
        sitting.page.evaluate(FOCUS_THE_CELL)
        place.tap()
        expect(view.root).to_be_focused()
        sitting.page.keyboard.press("x")
        assert sitting.notebook.sources() == cells


def test_no_key_gets_out_of_the_reveal(sit: Sitting):
    """The same holds where the key is shown."""
    start = f"import kit\nreading = kit.start_reading(kit.open_lesson('warm-up'), reader={sit.reader!r})"
    sit.notebook.set_cells(start, "reading.mark('c03', ['anonymous'])", "reading.reveal(1)")
    sit.notebook.run_all()
    sit.wait_for_widgets(1)
    root = sit.notebook.widgets()
    root.get_by_role("button", name="Show the key").click()
    expect(root.get_by_role("article")).to_have_count(1)
    expect_no_key_gets_out(sit.notebook, root, 120)


def test_a_press_that_gives_no_focus_keeps_the_keys(sit_alone: Callable[..., Sitting]):
    """On a scroll bar, or where a browser gives no focus to what is pressed, the widget takes it."""
    sitting = sit_alone((2,), (3,), viewport={"width": 700, "height": 500}, own=True)
    view, page, cells = sitting.view(1), sitting.page, sitting.notebook.sources()
    view.choose(CORE)
    assert view.panel.evaluate("(panel) => panel.scrollHeight > panel.clientHeight")
    box = view.panel.bounding_box()
    assert box
    page.evaluate(FOCUS_THE_CELL)
    page.mouse.click(box["x"] + box["width"] - 6, box["y"] + 40)
    expect(view.root).to_be_focused()
    page.keyboard.press("x")
    page.evaluate(FOCUS_THE_CELL)
    view.panel.dispatch_event("mousedown")  # what a page sees of a press that moves no focus
    expect(view.root).to_be_focused()
    page.keyboard.press("x")
    assert sitting.notebook.sources() == cells


def hold(page: Page, key: str, times: int = 8) -> None:
    """Hold a key down for about half a second."""
    for _ in range(times):
        page.keyboard.down(key)
    page.keyboard.up(key)


@pytest.mark.parametrize("key", ["a", "2"])
def test_k1_a_label_key_held_down_is_one_press(plain: PlainSitting, view: View, key: str):
    """K1: a label's key held for half a second, an even number of repeats, leaves the label on, in one line."""
    hold(plain.page, key, 8)
    hold(plain.page, "3", 5)
    view.expect_pressed("anonymous", "denied")
    view.expect_saved()
    assert [line["labels"] for line in plain.lines()] == [["anonymous"], ["anonymous", "denied"]]


def test_buttons_held_down_are_one_press(plain: PlainSitting, view: View):
    """Enter or Space held on a button, and Space held on a claim, which leads to a button, press nothing twice."""
    for key in ["Enter", "Space"]:
        view.claim(CORE).focus()
        hold(plain.page, key)
        expect(view.label("sourced")).to_be_focused()
        view.expect_pressed()
    view.label("denied").focus()
    hold(plain.page, "Enter")
    view.expect_pressed("denied")
    view.label("anonymous").focus()
    hold(plain.page, "Space")
    view.expect_pressed("anonymous", "denied")
    view.expect_saved()
    assert len(plain.lines()) == 2


def test_undo_held_down_is_one_step_and_arrows_go_on(plain: PlainSitting, view: View):
    """u held down takes one step back; an arrow held down goes on from claim to claim."""
    view.press("sourced", "denied")
    view.claim(CORE).focus()
    hold(plain.page, "u")
    view.expect_pressed("sourced")
    view.expect_saved()
    assert len(plain.lines()) == 3
    view.button("show_earlier", n=2, first=1, last=2).click()
    view.choose(OPTIONAL)
    hold(plain.page, "ArrowLeft", 2)
    expect(view.claim(OPTIONAL)).not_to_be_focused()
    expect(view.claim(CORE)).not_to_be_focused()


@pytest.mark.parametrize("label", ["anonymous", "none"])
def test_b8_a_double_click_on_a_label_leaves_it_on(plain: PlainSitting, view: View, label: str):
    """B8: a double click is one press: a label that is off is on then, and one that is on is off."""
    view.label(label).dblclick()
    view.expect_pressed(label)
    view.expect_saved()
    assert [line["kind"] for line in plain.lines()] == ["mark"]
    view.label(label).dblclick()
    view.expect_pressed()
    view.expect_saved()
    assert [line["kind"] for line in plain.lines()] == ["mark", "retract"]


def test_a_double_click_on_any_button_is_one_press(plain: PlainSitting, view: View):
    """Undo goes one step, × removes one piece, a choice stays chosen, and “new reader” makes one new reader."""
    for caught in ["two people", "food office"]:
        view.drag(3, caught)
        view.button("use_words", words=caught).click()
    view.press("anonymous", "denied")
    view.button("sure_3").dblclick()
    expect(view.button("sure_3")).to_have_attribute("aria-pressed", "true")
    view.button("evidence_remove", quote="two people").dblclick()
    assert view.evidence() == ["food office"]
    view.button("undo").dblclick()
    assert view.evidence() == ["two people", "food office"]
    view.expect_pressed("anonymous", "denied")
    view.expect_saved()
    before = {path.name for path in plain.folder.glob("*.jsonl")}
    view.button("menu").click()
    view.button("reference_account").dblclick()
    expect(view.root.get_by_role("heading", name=say("reference_account"))).to_be_visible()
    view.button("clear").dblclick()
    expect(view.button("clear_yes")).to_be_visible()
    assert {path.name for path in plain.folder.glob("*.jsonl")} == before


def press_key(page: Page, key: str, code: str, **more: object) -> None:
    """Press a key as a keyboard of another layout does: the place is the same, the letter is another."""
    session = page.context.new_cdp_session(page)
    number = ord(code[-1])
    about = {"key": key, "code": code, "windowsVirtualKeyCode": number, "nativeVirtualKeyCode": number} | more
    session.send("Input.dispatchKeyEvent", {"type": "keyDown"} | about)
    session.send("Input.dispatchKeyEvent", {"type": "keyUp"} | about)
    session.detach()


@pytest.mark.parametrize("letters", ["фыв", "ασδ", "ФЫВ"], ids=["Russian", "Greek", "Caps Lock"])
def test_b2_label_keys_work_on_other_layouts(plain: PlainSitting, view: View, letters: str):
    """B2: a, s and d are found by their place where the keyboard writes no Latin letters."""
    for letter, code in zip(letters, ["KeyA", "KeyS", "KeyD"], strict=True):
        press_key(plain.page, letter, code)
    view.expect_pressed("sourced", "anonymous", "denied")
    press_key(plain.page, letters[2], "KeyD")
    view.expect_pressed("sourced", "anonymous")
    view.expect_saved()


def test_letters_are_letters_on_latin_layouts(plain: PlainSitting, view: View):
    """On a French keyboard the key that writes q, in the place of a, is no label; the one that writes a is."""
    press_key(plain.page, "q", "KeyA")
    view.expect_pressed()
    press_key(plain.page, "a", "KeyQ")
    view.expect_pressed("anonymous")
    view.expect_saved()


def test_letters_that_are_being_put_together_do_nothing(plain: PlainSitting, view: View):
    """While an input method is composing, neither a letter nor Enter is a command."""
    for composing in ({"isComposing": True}, {"keyCode": 229}):
        for key in "a", "Enter":
            about = {"key": key, "code": "KeyA", "bubbles": True} | composing
            view.claim(CORE).dispatch_event("keydown", about)
    view.expect_pressed()
    expect(view.claim(CORE)).to_be_focused()


def test_no_answer_changes_while_something_is_looked_up(plain: PlainSitting, view: View):
    """With the codebook open, label keys, t and u change nothing that the reader cannot see."""
    view.press("anonymous")
    view.expect_saved()
    view.claim(CORE).focus()
    plain.page.keyboard.press("h")
    for key in "1tu0":
        plain.page.keyboard.press(key)
    plain.page.keyboard.press("Escape")
    view.expect_pressed("anonymous")
    assert len(plain.lines()) == 1


def full(_descriptor: int) -> None:
    """Be a disk without room."""
    raise OSError(errno.ENOSPC, "No space left on device")


def test_the_focus_stays_when_its_button_goes(plain: PlainSitting, view: View, monkeypatch: pytest.MonkeyPatch):
    """Once “Try again” has helped, the alarm is gone and the focus is back at the claim, where keys label."""
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        view.press("anonymous")
        expect(view.alert).to_be_visible()
    view.button("try_again").focus()
    plain.page.keyboard.press("Enter")
    view.expect_saved()
    expect(view.claim(CORE)).to_be_focused()


def test_no_key_gets_out_of_the_class_menus(open_notebook: Callable[..., Notebook], lab: Server):
    """The teacher's menus and charts: a press beside a menu keeps the keys, Alt and Shift+Enter stay Jupyter's."""
    show = "import kit; desk = kit.class_desk('inner-circle'); desk._take_sample(); desk.answers()"
    notebook = open_notebook(lab.write("class-hands.ipynb", show, "'another cell'"))
    notebook.run_all()
    box = notebook.page.locator(".class-desk")
    expect(notebook.page.get_by_label("Section", exact=True)).to_be_visible()
    notebook.page.get_by_label("Section", exact=True).focus()
    ran = notebook.ask("print(len(In))")
    notebook.page.keyboard.press("Shift+Enter")
    until(lambda: notebook.ask("print(len(In))") != ran, "Shift+Enter ran the cell")
    expect(notebook.page.get_by_role("img", name="What was answered")).to_be_visible()
    expect_no_key_gets_out(notebook, box, 110)
