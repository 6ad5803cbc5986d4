"""Several views, cells and notebooks, and one truth: the journal."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Download, Locator, expect

import kit
from kit.reading.widget import ReadingWidget
from tests.browser.lab import Server, notebook_cells, until
from tests.browser.sitting import PlainSitting, Sitting
from tests.browser.view import WORDS, View, say

pytestmark = pytest.mark.browser

CORE = "the meat had thawed"  # c03, paragraph 3
OPTIONAL = "The office declined to comment"  # c04, paragraph 3
MODELS = "from ipywidgets.widgets import widget\nprint(len(widget._instances))"


def test_run_all_twice_leaks_nothing(sit_alone: Callable[..., Sitting]):
    """Running everything again keeps the marks and leaves no widget behind, in the kernel or in the page."""
    sitting = sit_alone((2,), (3,))
    sitting.view(1).mark(CORE, "anonymous")
    counts = (sitting.notebook.ask(MODELS), sitting.notebook.open_lines())
    for _ in range(2):
        sitting.notebook.run_all()
        sitting.wait_for_widgets(2)
        sitting.view(1).expect_state(CORE, "anonymous")
        assert sitting.notebook.ask(MODELS) == counts[0]
        until(lambda: sitting.notebook.open_lines() == counts[1], "the page has let go of the old models")
    sitting.view(1).mark(CORE, "denied")
    assert len(sitting.lines()) == 2


def test_two_cells_with_one_paragraph_agree(plain: PlainSitting):
    """Two cells that show the same paragraph both live: each takes marks, and each shows the other's."""
    plain.run((3,), (3,))
    first, second = plain.view(0), plain.view(1)
    first.mark(CORE, "anonymous")
    second.expect_state(CORE, "anonymous")
    second.mark(CORE, "denied")
    first.expect_state(CORE, "anonymous", "denied")
    first.choose(CORE)
    first.expect_pressed("anonymous", "denied")
    first.button("take_back").click()
    second.expect_state(CORE)
    assert [line["kind"] for line in plain.wait_for_lines(3)] == ["mark", "mark", "retract"]


def test_two_notebooks_agree(sit_alone: Callable[..., Sitting], open_notebook: Callable, lab: Server):
    """A mark made in one notebook is there in another with a kernel of its own: in its page and in its table."""
    one = sit_alone((3,), own=True)
    name = lab.write("other.ipynb", *notebook_cells("warm-up", (3,), reader=one.reader))
    other = Sitting(open_notebook(name, context=one.page.context), one.reader)
    other.notebook.run_all()
    other.wait_for_widgets(1)
    one.view().mark(CORE, "anonymous")
    other.view().expect_state(CORE, "anonymous")
    assert other.notebook.ask("print(reading.annotations()['labels'].item())") == "anonymous"
    other.view().mark(CORE, "denied")
    one.view().expect_state(CORE, "anonymous", "denied")
    other.view().button("undo").click()
    one.view().expect_state(CORE, "anonymous")
    assert [line["labels"] for line in one.wait_for_lines(3)] == [["anonymous"], ["anonymous", "denied"], ["anonymous"]]
    assert len({line["journal"] for line in one.lines()}) == 1


def test_mark_from_a_cell_shows_at_once(plain: PlainSitting):
    """`reading.mark` and `reading.retract` in a cell show in the widget, also in the claim that the panel is about."""
    view = plain.run((3,)).view()
    view.choose(CORE)
    plain.reading.mark("c03", ["denied"], who="the firm", reason="It says so.")
    view.expect_state(CORE, "denied")
    view.expect_pressed("denied")
    expect(view.field("who")).to_have_value("the firm")
    expect(view.field("reason")).to_have_value("It says so.")
    plain.reading.retract("c03")
    view.expect_state(CORE)
    view.expect_pressed()


def test_a_mark_made_while_the_view_is_drawn_is_in_it(plain: PlainSitting, monkeypatch: pytest.MonkeyPatch):
    """What is marked between a widget's state and its view on the page, in another stop or a cell, is not missed."""
    plain.read()
    widget = ReadingWidget(plain.reading, (3,))
    state = plain.kernel._opening(widget)
    plain.reading.mark("c03", ["denied"])
    monkeypatch.setattr(plain.kernel, "_opening", lambda _widget: state)
    plain.kernel.show(widget)
    plain.view().expect_state(CORE, "denied")


def open_computer(view: View) -> None:
    """Open “This computer”."""
    view.look_up("reference_account")
    expect(view.root.get_by_role("heading", name=say("reference_account"))).to_be_visible()


def test_hand_in_is_the_journal_byte_for_byte(plain: PlainSitting):
    """“Download my answers” gives the journal's own bytes under its own name, with what is still being typed."""
    view = plain.run((3,)).view()
    view.mark(CORE, "anonymous")
    view.field("reason").fill("naïve — “so” 👍 \u2028 end")
    open_computer(view)
    with plain.page.expect_download() as waiting:
        view.button("hand_in").click()
    file: Download = waiting.value
    assert file.suggested_filename == plain.journal.name
    assert Path(file.path()).read_bytes() == plain.journal.read_bytes()
    assert plain.lines()[-1]["reason"] == "naïve — “so” 👍 \u2028 end"
    expect(view.live).to_have_text(say("file_given", name=plain.journal.name))


def test_on_a_hub_nothing_needs_to_be_handed_in(plain: PlainSitting):
    """Where the teachers read the folder, the panel says so in place of asking for the file, which can still be had."""
    plain.folder.mkdir(exist_ok=True)
    plain.folder.chmod(0o2750)
    view = plain.run((3,)).view()
    open_computer(view)
    expect(view.root.get_by_text(say("hand_in_shared"))).to_be_visible()
    expect(view.root.get_by_text(say("hand_in_text"))).to_have_count(0)
    expect(view.button("hand_in")).to_be_visible()


def test_switching_readers(plain: PlainSitting):
    """Another code shows that reader's marks; a bad code is refused in words; coming back brings the old marks back."""
    other = f"{plain.reader}0"
    view = plain.run((3,)).view()
    kit.start_reading(plain.reading.lesson, other, plain.folder).mark("c04", [])
    view.mark(CORE, "anonymous")
    open_computer(view)
    code = view.root.get_by_label(say("switch_label"))
    code.fill("../../etc/passwd")
    view.button("switch").click()
    expect_told(view, WORDS["refused"]["code"].format(typed="../../etc/passwd"))
    expect(code).to_be_focused()
    expect(code).to_have_attribute("aria-invalid", "true")
    code.fill(other.title().replace("-", " "))
    view.button("switch").click()
    expect_told(view, say("reader_now", reader=other))
    expect(code).to_have_value("")
    expect(code).not_to_have_attribute("aria-invalid", "true")
    view.button("back_to_claim").click()
    view.expect_state(CORE)
    view.expect_state(OPTIONAL, "none")
    view.mark(CORE, "sourced")
    assert [line["labels"] for line in plain.lines(other)] == [[], ["sourced"]]
    open_computer(view)
    code.fill(plain.reader)
    view.button("switch").click()
    view.button("back_to_claim").click()
    view.expect_state(CORE, "anonymous")
    assert len(plain.lines()) == 1


def test_a_code_without_answers_is_asked_about(plain: PlainSitting):
    """A code that nobody has used here may be a slip: the panel says so; a new reader's own code is no slip."""
    view = plain.run((3,)).view()
    open_computer(view)
    code = view.root.get_by_label(say("switch_label"))
    code.fill("Quiet Oter 41")
    view.button("switch").click()
    expect_told(view, f"{say('reader_now', reader='quiet-oter-41')} {say('code_is_new')}")
    expect(code).to_have_value("Quiet Oter 41")
    view.button("new_reader").click()
    expect(told(view)).to_have_text(re.compile(f"^{say('reader_now', reader='[a-z]+-[a-z]+-[0-9]+')}$"))
    plain.reading.switch(plain.reader)
    expect(told(view)).to_have_text(say("reader_now", reader=plain.reader))


def told(view: View) -> Locator:
    """What “This computer” says that the last thing came to."""
    return view.panel.locator(".cbc-told")


def expect_told(view: View, text: str) -> None:
    """Wait until “This computer” says this where it can be seen, with the focus in the panel."""
    expect(told(view)).to_have_text(text)
    assert told(view).evaluate(IS_SEEN), f"{text!r} is out of sight"
    assert view.panel.evaluate("(panel) => panel.contains(document.activeElement)"), "the focus has left the panel"


#: Whether the first and the last corner of an element are on the page and nothing covers them.
IS_SEEN = """(element) => {
  const box = element.getBoundingClientRect();
  const isHit = (x, y) => element.contains(document.elementFromPoint(x, y));
  return isHit(box.left + 2, box.top + 2) && isHit(box.right - 2, box.bottom - 2);
}"""


@pytest.mark.parametrize("width", [1300, 400])
def test_the_panel_keeps_the_focus_and_says_what_was_done(sit_plain: Callable[..., PlainSitting], width: int):
    """After a switch, a new reader, or deleting, the page says so in sight, and Esc still closes the panel."""
    sitting = sit_plain(viewport={"width": width, "height": 700})
    view, keyboard = sitting.run((3,)).view(), sitting.page.keyboard
    view.mark(CORE, "anonymous")
    for act in ("switch", "clear"):
        open_computer(view)
        if act == "switch":
            view.root.get_by_label(say("switch_label")).fill(sitting.reader)
            view.button("switch").focus()
            keyboard.press("Enter")
            expect_told(view, say("reader_now", reader=sitting.reader))
        else:
            view.button("clear").focus()
            keyboard.press("Enter")
            expect(view.button("clear_no")).to_be_focused()
            view.button("clear_yes").focus()
            keyboard.press("Enter")
            until(lambda: not sitting.journal.exists(), "the journal is removed")
            new = until(lambda: (now := sitting.reading.reader) != sitting.reader and now, "a new reader")
            expect_told(view, f"{say('cleared', before=sitting.reader, reader=new)} {say('copies_none')}")
        expect(view.root.get_by_role("heading", name=say("reference_account"))).to_be_focused()
        keyboard.press("Escape")
        expect(view.panel.locator(".cbc-reference")).to_be_hidden()


def test_downloading_first_keeps_the_question(plain: PlainSitting):
    """“Download my answers first” gives the file and says so beside the question, which stays open."""
    view = plain.run((3,)).view()
    view.mark(CORE, "anonymous")
    open_computer(view)
    view.button("clear").click()
    with plain.page.expect_download():
        view.button("hand_in_first").click()
    expect_told(view, say("file_given", name=plain.journal.name))
    expect(view.button("hand_in_first")).to_be_focused()
    expect(view.button("clear_yes")).to_be_visible()


def test_new_reader_starts_empty(plain: PlainSitting):
    """“Start as a new reader” gives a fresh random code without marks; nothing of the old reader is lost or shown."""
    view = plain.run((3,)).view()
    view.mark(CORE, "anonymous")
    view.field("reason").fill("Mine.")
    open_computer(view)
    view.button("new_reader").click()
    view.button("back_to_claim").click()
    view.expect_state(CORE)
    view.choose(CORE)
    expect(view.field("reason")).to_have_value("")
    new = plain.reading.reader
    assert new != plain.reader
    assert plain.lines()[-1]["reason"] == "Mine."
    assert plain.lines(new) == []


def test_all_notebooks_of_a_computer_have_one_reader(plain: PlainSitting, sit_plain: Callable[..., PlainSitting]):
    """Whoever becomes the reader in one notebook is the reader of every other: nothing lands in the file of another."""
    other = sit_plain(beside=plain)
    for sitting in (plain, other):
        sitting.read(named=False)
        sitting.show(3)
        sitting.wait_for_widgets(1)
    before = other.reading.reader
    assert plain.reading.reader == before
    open_computer(other.view())
    other.view().button("new_reader").click()
    until(lambda: other.reading.reader != before, "a new reader")
    new = other.reading.reader
    expect(plain.view().status).to_have_text(say("reader_now", reader=new))
    plain.view().mark(CORE, "anonymous")
    assert [line["labels"] for line in plain.lines(new)] == [["anonymous"]]
    assert plain.lines(before) == []


def test_clearing_asks_twice(plain: PlainSitting):
    """“Delete my answers” asks first; “no” keeps the file; “yes” removes it and goes on as a new reader."""
    view = plain.run((3,)).view()
    view.mark(CORE, "anonymous")
    open_computer(view)
    view.button("clear").click()
    expect(view.panel).to_contain_text(say("clear_sure", reader=plain.reader))
    view.button("clear_no").click()
    assert plain.journal.exists()
    view.button("clear").click()
    view.button("clear_yes").click()
    until(lambda: not plain.journal.exists(), "the journal is removed")
    view.button("back_to_claim").click()
    view.expect_state(CORE)
    until(lambda: plain.reading.reader != plain.reader, "a new reader")
