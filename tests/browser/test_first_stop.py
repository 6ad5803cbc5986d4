"""The first stop of a page is there before its script: it looks the same, and what is pressed in it counts."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

import kit
from kit.lesson.lesson import Lesson
from tests.browser.lab import until
from tests.browser.lesson_page import open_file
from tests.lessons import ARTICLE, small_lesson

pytestmark = pytest.mark.browser

#: What the browser makes of the file's own first stop, whose script has not run.
AS_IT_CAME = """(html) => new DOMParser().parseFromString(html, "text/html").querySelector("[data-stop]").innerHTML"""
AS_IT_LIVES = """() => document.querySelector("[data-stop]").innerHTML"""
#: Does something as soon as the first stop has been read, which is before anything of it has been seen.
AT_ONCE = """window.shifts = 0;
new PerformanceObserver((list) => { window.shifts += list.getEntries().length; }).observe({ type: "layout-shift" });
new MutationObserver((_, observer) => {
  const stop = document.querySelector("[data-drawn] .cbc-alarm") && document.querySelector("[data-drawn]");
  if (!stop) return;
  observer.disconnect();
  const find = (what) => stop.querySelector(what);
  %s
}).observe(document, { childList: true, subtree: true });"""
FIRST = "The bridge has been closed since Sunday"  # c01, paragraph 1
TYPED = "someone at the road office"
PRESS = 'find("[data-value=anonymous]").click();'
KEY = 'find("[data-value=anonymous]").dispatchEvent(new KeyboardEvent("keydown", { key: "2", bubbles: true }));'
PRESSED = f"""{PRESS}
  const label = find("[data-value=anonymous]");
  label.focus();
  window.seen = label.getAttribute("aria-pressed");
  const typed = {{ key: "3", bubbles: true }};
  for (const repeat of [false, true]) label.dispatchEvent(new KeyboardEvent("keydown", {{ ...typed, repeat }}));
  window.seen += find("[data-value=denied]").getAttribute("aria-pressed");
  find("[data-field=who]").value = "{TYPED}";"""
#: Notes at each frame whether a claim of the first stop is seen that looks open.
OPEN_SEEN = """window.looks = [];
requestAnimationFrame(function look() {
  const claim = document.querySelector("[data-stop] [data-claim=c01]");
  if (claim?.checkVisibility({ visibilityProperty: true })) window.looks.push(claim.classList.contains("is-open"));
  requestAnimationFrame(look);
});"""


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    """A small lesson with a key."""
    return small_lesson(tmp_path_factory.mktemp("lesson"))


def tree(html: str) -> list[Any]:
    """The elements and texts of a piece of HTML, whatever its attributes' order and its ids' beginning."""
    same = re.sub(r"cbc-(?:[0-9a-f]{8}|drawn)-", "", html)
    return [
        (name, sorted(re.findall(r'[\w-]+="[^"]*"', attributes)), text)
        for name, attributes, text in re.findall(r"<([/\w]+)([^>]*)>([^<]*)", same)
    ]


@pytest.mark.parametrize("which", ["small", "whole", "path", "warm-up", "nested, from right to left"])
def test_it_is_what_its_script_draws(
    which: str,
    new_context: Callable[..., BrowserContext],
    lesson: Lesson,
    tmp_path: Path,
    faults: list[str],
) -> None:
    """Element by element and word by word, the stop in the file is the one that the script draws in its place."""
    nested = ARTICLE.replace("has been closed since Sunday", "has [been closed]{#c08} since Sunday")
    how = {"path": {"path": "short"}, "warm-up": {"warm_up": True}}.get(which, {})
    if which.startswith("nested"):
        lesson = small_lesson(tmp_path / "nested", nested.replace("language: en", "language: ar"), key=None)
    elif which != "small":
        lesson = kit.open_lesson("inner-circle")
    html = kit.page(lesson, **how).html
    at = open_file(new_context(), html, tmp_path, faults)
    came = tree(at.page.evaluate(AS_IT_CAME, html))
    assert len(came) > 80
    until(lambda: came[1:] == tree(at.page.evaluate(AS_IT_LIVES))[1:], "the stop to look as it did")


def test_what_is_pressed_at_once_is_answered_and_kept(
    new_context: Callable[..., BrowserContext], lesson: Lesson, tmp_path: Path, faults: list[str]
) -> None:
    """A label and a key that are pressed, and a name that is typed, before the script lives: each is seen at once,
    then saved, and shown by the stop that has taken over, with the focus where it was; nothing has moved."""
    at = open_file(new_context(), kit.page(lesson).html, tmp_path, faults, at_once=AT_ONCE % PRESSED)
    assert at.page.evaluate("seen") == "truetrue"
    expect(at.stop(1).root.locator(":focus")).to_have_attribute("data-value", "anonymous")
    at.stop(1).expect_state(FIRST, "anonymous", "denied")
    line = at.wait_for_lines(3)[-1]
    assert (line["claim"], line["labels"], line["who"]) == ("c01", ["anonymous", "denied"], TYPED)
    at.stop(1).expect_saved()
    assert at.page.evaluate("shifts") == 0


@pytest.mark.parametrize("press", [PRESS, KEY], ids=["mouse", "key"])
def test_an_answer_from_before_never_looks_open(
    press: str, new_context: Callable[..., BrowserContext], lesson: Lesson, tmp_path: Path, faults: list[str]
) -> None:
    """Whoever comes back sees the claim with its mark, from the first frame on in which it is seen; what is pressed
    before that takes no answer back; and after deleting, nothing tells that somebody was here."""
    at = open_file(new_context(), kit.page(lesson).html, tmp_path, faults)
    at.stop(1).mark(FIRST, "anonymous")
    at.stop(1).expect_saved()
    at.page.add_init_script(OPEN_SEEN)
    at.page.add_init_script(AT_ONCE % press)
    at.page.reload()
    at.ready()
    at.stop(1).expect_state(FIRST, "anonymous")
    until(lambda: at.page.evaluate("looks.length") > 3, "some frames")
    assert not any(at.page.evaluate("looks"))
    assert [line["labels"] for line in at.lines()] == [["anonymous"]]
    at.go("hand-in")
    at.page.locator("[data-do=clear]").click()
    at.page.locator("[data-do=clear-yes]").click()
    expect(at.page.locator("[data-hand-in]")).to_contain_text("are deleted from this browser")
    assert at.page.evaluate("Object.keys(localStorage)") == []
