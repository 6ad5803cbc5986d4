"""One reader after another at one computer: nothing that the one typed, chose or did is ever the other's."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kit.reading.widget import ReadingWidget
from tests.browser.lab import until
from tests.browser.sitting import PlainSitting
from tests.browser.test_views import expect_told, open_computer
from tests.browser.view import WORDS, View, say

pytestmark = pytest.mark.browser

CORE = "the meat had thawed"  # c03, paragraph 3
OPTIONAL = "The office declined to comment"  # c04, paragraph 3
SECRET = "My very own words."


def stored(page: Page) -> str:
    """Everything that the browser keeps for the kit."""
    kept = "() => Object.entries(localStorage).filter(([name]) => name.startsWith('cbc ')).join()"
    return str(page.evaluate(kept))


def leave_traces(view: View) -> None:
    """Type a reason without a label, answer another claim, and select words."""
    view.choose(CORE)
    view.field("reason").fill(SECRET)
    view.mark(OPTIONAL, "denied")
    view.choose(CORE)
    view.drag(3, "two people")
    expect(view.button("use_words", words="two people")).to_be_enabled()


def expect_no_traces(plain: PlainSitting, view: View, code: str) -> None:
    """Nobody's words are in the form, none are caught, nothing can be undone, and a label is saved without a reason."""
    view.button("back_to_claim").click()
    expect(view.root.locator("[data-do=use-words]")).to_be_disabled()
    view.choose(CORE)
    expect(view.field("reason")).to_have_value("")
    expect(view.button("undo")).to_be_disabled()
    view.press("anonymous")
    view.expect_saved()
    [line] = plain.lines(code)
    assert (line["claim"], line["labels"]) == ("c03", ["anonymous"])
    assert not {"reason", "evidence", "who"} & set(line)


def test_deleting_my_answers_deletes_what_i_typed(plain: PlainSitting):
    """A reason without a label is gone with “Delete my answers”: from the form, the browser, and for good."""
    view = plain.run((3,)).view()
    leave_traces(view)
    assert SECRET in stored(plain.page)
    open_computer(view)
    view.button("clear").click()
    view.button("clear_yes").click()
    until(lambda: plain.reading.reader != plain.reader, "a new reader")
    code = plain.reading.reader
    expect_told(view, f"{say('cleared', before=plain.reader, reader=code)} {say('copies_none')}")
    assert plain.reader not in stored(plain.page)
    expect_no_traces(plain, view, code)
    plain.reading.switch(plain.reader)
    view.expect_state(CORE)
    view.choose(CORE)
    expect(view.field("reason")).to_have_value("")


def test_a_file_that_somebody_deleted_is_said_to_be_gone(plain: PlainSitting):
    """Answers that are not in the file any more are not shown, and the page says why; then it goes on as ever."""
    view = plain.run((3,)).view()
    view.mark(CORE, "anonymous")
    view.mark(OPTIONAL, "denied")
    view.expect_saved()
    plain.wait_for_lines(2)
    plain.journal.unlink()
    plain.reading.refresh()
    expect(view.root.get_by_text(say("gone", n=2))).to_be_visible()
    view.mark(CORE, "sourced")
    view.expect_saved()
    expect(view.root.get_by_text(say("gone", n=2))).to_have_count(0)


@pytest.mark.parametrize("way", ["new reader", "switch", "cell"])
def test_the_next_reader_finds_nothing_and_i_find_all(plain: PlainSitting, way: str):
    """After a change of reader nothing typed, chosen or done is there for the next one; the draft is there for me."""
    view = plain.run((3,)).view()
    leave_traces(view)
    other = f"{plain.reader}9"
    if way == "cell":
        plain.reading.switch(other)
    open_computer(view)
    if way == "switch":
        view.root.get_by_label(say("switch_label")).fill(other)
        view.button("switch").click()
    elif way == "new reader":
        view.button("new_reader").click()
    until(lambda: plain.reading.reader != plain.reader, "another reader")
    code = plain.reading.reader
    expect(view.panel.get_by_text(code).first).to_be_visible()
    expect_no_traces(plain, view, code)
    plain.reading.switch(plain.reader)
    view.expect_state(OPTIONAL, "denied")
    view.choose(CORE)
    expect(view.field("reason")).to_have_value(SECRET)
    view.press("sourced")
    line = plain.wait_for_lines(2)[-1]
    assert (line["claim"], line["labels"], line["reason"]) == ("c03", ["sourced"], SECRET)


def test_no_moment_in_which_old_words_are_under_the_new_code(plain: PlainSitting, monkeypatch: pytest.MonkeyPatch):
    """While the page still shows the reader before, what is typed and marked there stays that reader's: in the
    journal, in the browser, and on the page, although the synced trait names the next one already."""
    plain.hold_clock()
    view = plain.run((3,)).view()
    plain.wait_in_vain()  # the page has been open for long
    view.choose(CORE)
    other = f"{plain.reader}8"
    held: list[tuple[ReadingWidget, Any]] = []
    monkeypatch.setattr(ReadingWidget, "send", lambda widget, message, *_: held.append((widget, message)))
    plain.reading.switch(other)
    view.field("reason").fill(SECRET)
    view.press("denied")
    expect(view.status).to_have_text(say("saving"))
    until(
        lambda: len(held) == 2, "the page is told twice who reads: at the change, and when it sent what was another's"
    )
    until(lambda: f" {plain.reader} " in stored(plain.page), "the browser keeps what was typed for its reader")
    assert f" {other} " not in stored(plain.page)
    monkeypatch.undo()
    for widget, message in held:
        widget.send(message)
    expect(view.status).to_have_text(say("reader_left", reader=other, n=1))
    view.expect_pressed()
    expect(view.field("reason")).to_have_value("")
    assert (plain.lines(), plain.lines(other)) == ([], [])
    plain.reading.switch(plain.reader)
    expect(view.status).to_have_text(say("reader_now", reader=plain.reader))
    plain.wait_in_vain()  # until nobody can still be sending it
    expect(view.alert).to_contain_text(say("earlier_unsaved", n=1))
    view.button("save_now").click()
    view.expect_saved()
    assert [(line["labels"], line["reason"]) for line in plain.lines()] == [(["denied"], SECRET)]
    assert plain.lines(other) == []


def test_deleting_reaches_every_lesson_and_tab(sit_plain: Callable[..., PlainSitting]):
    """What was typed in another lesson, in another tab, is gone as well; that tab goes on with the new reader."""
    here = sit_plain()
    here.read(named=False)
    here.show(3)
    there = sit_plain(beside=here)
    there.read("transfer", named=False)
    there.show(2)
    before = here.reading.reader
    assert there.reading.reader == before
    there.view().field("reason").fill(SECRET)
    until(lambda: SECRET in stored(there.page), "the draft is kept")
    open_computer(here.view())
    here.view().button("clear").click()
    here.view().button("clear_yes").click()
    until(lambda: there.reading.reader != before, "the other notebook follows")
    expect(there.view().field("reason")).to_have_value("")
    assert before not in stored(there.page)
    assert SECRET not in stored(there.page)
    new = there.reading.reader
    assert here.reading.reader == new
    there.view().press("sourced")
    there.view().expect_saved()
    assert SECRET not in json.dumps(there.lines(new))
    assert [line["labels"] for line in there.lines(new)] == [["sourced"]]
    there.reading.switch(before)
    expect(there.view().status).to_have_text(say("reader_now", reader=before))
    expect(there.view().field("reason")).to_have_value("")


def test_nothing_to_hand_in_is_said(plain: PlainSitting):
    """Without a mark “Download my answers” gives no empty file: it says that there is nothing yet, in sight."""
    view = plain.run((3,)).view()
    downloads: list[str] = []
    plain.page.on("download", lambda file: downloads.append(file.url))
    view.field("reason").fill("Typed, but no label.")
    open_computer(view)
    view.button("hand_in").click()
    expect_told(view, WORDS["refused"]["nothing"])
    view.button("clear").click()
    view.button("hand_in_first").click()
    expect_told(view, WORDS["refused"]["nothing"])
    assert downloads == []
    assert not plain.journal.exists()
