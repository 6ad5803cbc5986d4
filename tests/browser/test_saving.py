"""Saving: no answer is lost without the reader being told, and none is written twice or in the wrong order."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.disk import full_disk, waiting_disk
from tests.browser.sitting import PlainSitting, Sitting
from tests.browser.view import WORDS, View, say

pytestmark = pytest.mark.browser

CORE = "the meat had thawed"  # c03, paragraph 3
OPTIONAL = "The office declined to comment"  # c04, paragraph 3


def test_200_instant_clicks(plain: PlainSitting):
    """200 clicks in one go are 200 lines in the order of the clicks, and page and kernel agree on the last one."""
    view = plain.run((3,)).view()
    view.choose(CORE)
    view.root.evaluate(
        """(root) => {
          const [one, other] = root.querySelectorAll("[data-do=label]");
          for (let i = 0; i < 200; i += 1) (i % 2 ? other : one).click();
        }"""
    )
    lines = plain.wait_for_lines(200)
    view.expect_saved()
    lines = plain.lines()
    assert len(lines) == len({line["id"] for line in lines}) == 200
    assert [line.get("base") for line in lines] == [None, *(line["id"] for line in lines[:-1])]
    view.expect_pressed()  # 200 is a whole number of rounds: sourced, both, anonymous, none
    assert len(plain.reading.annotations()) == 0


def test_mark_counts_only_when_on_the_disk(plain: PlainSitting):
    """While the disk takes its time the page says “Saving…”, and “Saved” only after the line is flushed."""
    view = plain.run((3,)).view()
    view.mark(OPTIONAL, "none")  # the journal is there: only the line itself waits for the disk
    view.choose(CORE)
    with waiting_disk():
        view.press("anonymous")
        expect(view.status).to_have_text(say("saving"))
        view.expect_pressed("anonymous")
        expect(view.status).to_have_text(say("saving"))
    view.expect_saved()
    assert [line["labels"] for line in plain.lines()] == [[], ["anonymous"]]


def test_refused_answer_says_why_and_can_be_tried_again(plain: PlainSitting):
    """A full disk is told with the reason; other successes do not hide it, and a retry saves the answer once."""
    view = plain.run((3,)).view()
    view.choose(CORE)
    with full_disk():
        view.press("anonymous")
        expect(view.alert).to_contain_text(say("not_saved", n=1))
        expect(view.alert).to_contain_text(str(WORDS["refused"]["full"]).format(path=plain.journal))
        expect(view.status).to_have_text("")
        view.expect_pressed("anonymous")
        expect(view.claim(CORE)).to_have_accessible_description(re.compile(say("state_unsaved")))
        expect(view.panel).to_contain_text(say("claim_unsaved"))
        assert plain.lines() == []
        view.button("try_again").click()
        expect(view.alert).to_contain_text(say("not_saved", n=1))
    view.choose(OPTIONAL)
    view.press("none")
    plain.wait_for_lines(1)
    expect(view.alert).to_be_visible()
    view.button("try_again").click()
    view.expect_saved()
    assert sorted((line["claim"], *line["labels"]) for line in plain.lines()) == [("c03", "anonymous"), ("c04",)]
    assert not any(line.get("late") for line in plain.lines())


def test_throwing_away_asks_first(plain: PlainSitting):
    """An answer that is not saved can be thrown away, after a question; “no” keeps it."""
    view = plain.run((3,)).view()
    view.choose(CORE)
    with full_disk():
        view.press("anonymous")
        view.button("throw_away").click()
        expect(view.alert).to_contain_text(say("throw_away_sure", n=1))
        view.button("throw_away_no").click()
        expect(view.alert).to_contain_text(say("not_saved", n=1))
        view.button("throw_away").click()
        view.button("throw_away_yes").click()
        expect(view.alert).to_be_hidden()
    view.expect_pressed()
    view.expect_state(CORE)
    assert plain.lines() == []


def test_answer_without_reply_is_not_saved(plain: PlainSitting):
    """When Python does not answer, a time-out says “not saved”; trying again once it does saves one line."""
    plain.hold_clock()
    view = plain.run((3,)).view()
    view.choose(CORE)
    plain.kernel.hears = False
    view.press("anonymous")
    plain.wait_in_vain()
    expect(view.alert).to_contain_text(say("why_unanswered"))
    expect(view.claim(CORE)).to_have_accessible_description(re.compile(say("state_unsaved")))
    plain.kernel.hears = True
    view.button("try_again").click()
    view.expect_saved()
    assert [line["labels"] for line in plain.lines()] == [["anonymous"]]


def test_busy_kernel_saves_late_but_once(plain: PlainSitting):
    """A kernel that is busy longer than the page waits: the answer, tried again meanwhile, is in the journal once."""
    plain.hold_clock()
    view = plain.run((3,)).view()
    view.choose(CORE)
    with waiting_disk():
        view.press("anonymous")
        plain.wait_in_vain()
        expect(view.alert).to_contain_text(say("why_unanswered"))
        view.button("try_again").click()
        expect(view.status).to_have_text(say("saving"))
    view.expect_saved()
    assert [line["labels"] for line in plain.lines()] == [["anonymous"]]


def test_marks_survive_a_restart(sit_alone: Callable[..., Sitting]):
    """After a kernel restart and Run All the marks are there, in the page and in the table."""
    sitting = sit_alone((3,))
    sitting.view().mark(CORE, "anonymous", "denied")
    sitting.notebook.restart()
    sitting.notebook.run_all()
    sitting.view().expect_pressed("anonymous", "denied")
    assert sitting.notebook.ask("print(reading.annotations()['labels'].item())") == "anonymous + denied"
    assert len(sitting.lines()) == 2


def test_mark_between_restart_and_run_is_not_lost(sit_alone: Callable[..., Sitting]):
    """A mark on a dead page is plainly “not saved”, is offered after Run All, and is then saved once."""
    sitting = sit_alone((3,))
    mark_on_a_dead_page(sitting, "anonymous")
    sitting.notebook.run_all()
    view = sitting.view()
    expect(view.alert).to_contain_text(say("earlier_unsaved", n=1))
    view.expect_pressed("anonymous")
    assert sitting.lines() == []
    view.button("save_now").click()
    view.expect_saved()
    [line] = sitting.lines()
    assert (line["claim"], line["labels"], line.get("late")) == ("c03", ["anonymous"], None)


def test_late_answer_does_not_override_a_newer_one(plain: PlainSitting):
    """If the claim was answered anew before the old answer is saved, the new one stands; the old one is “late”."""
    plain.hold_clock()
    view = plain.run((3,)).view()
    view.choose(CORE)
    plain.kernel.hears = False
    view.press("anonymous")
    plain.wait_in_vain()
    expect(view.alert).to_contain_text(say("not_saved", n=1))
    plain.kernel.hears = True
    plain.reading.mark("c03", ["sourced"])
    plain.page.reload()
    plain.wait_in_vain()
    view.expect_pressed("sourced")
    view.button("save_now").click()
    expect(view.live).to_have_text(say("late"))
    view.expect_pressed("sourced")
    said = [(line["labels"], line.get("late", False)) for line in plain.lines()]
    assert said == [(["sourced"], False), (["anonymous"], True)]
    assert plain.reading.annotations()["labels"].item() == "sourced"


def test_marks_survive_a_reload(sit_alone: Callable[..., Sitting]):
    """After a reload of the page, with the kernel alive, the widget comes back by itself, with its marks, and saves."""
    sitting = sit_alone((3,), own=True)
    sitting.view().mark(CORE, "anonymous")
    sitting.notebook.save()
    sitting.notebook.reload()
    sitting.wait_for_widgets(1)
    view = sitting.view()
    view.expect_state(CORE, "anonymous")
    view.choose(CORE)
    view.press("denied")
    view.expect_saved()
    assert sitting.lines()[-1]["labels"] == ["anonymous", "denied"]


def test_what_was_typed_before_a_label_survives_a_reload(plain: PlainSitting):
    """A reason without a label is no answer, and is there when the page is loaded again; a label takes it along."""
    view = plain.run((3,)).view()
    view.field("reason").fill("Nobody is named here.")
    plain.page.reload()
    plain.wait_for_widgets(1)
    expect(view.field("reason")).to_have_value("Nobody is named here.")
    assert plain.lines() == []
    view.press("anonymous")
    plain.wait_for_line(lambda line: line.get("reason") == "Nobody is named here.", "the reason in the journal")


def mark_on_a_dead_page(sitting: Sitting, label: str) -> View:
    """Restart the kernel and mark a claim on the page that has lost it; the page must say so."""
    sitting.notebook.restart()
    view = sitting.view()
    view.choose(CORE)
    view.press(label)
    expect(view.alert).to_contain_text(say("not_saved", n=1))
    expect(view.claim(CORE)).to_have_accessible_description(re.compile(say("state_unsaved")))
    expect(view.status).to_have_text("")
    assert sitting.lines() == []
    return view
