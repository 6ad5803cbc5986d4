"""How soon the first claim of a lesson's page can be marked, beside a bare page of the same worksheet, in the same run.

Run with `-s` to see the figures. Both times begin with the navigation and end when the browser has painted. The bare
page has the same words, numbered and in the same grid; what comes on top is reading the data, the browser's storage,
and the first stop with its panel.
"""

from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import BrowserContext

import kit
from kit.lesson.lesson import Lesson
from kit.sharing.paper.pages import STYLE, sheets
from kit.ui.page import TEMPLATES, script_text, whole_page
from tests.benchmarks.lessons import write_lesson

CHROMEBOOK = {"width": 1366, "height": 768}
ROUNDS = 5
#: Notes when a page has been painted: the first frame's own work is done when this message comes.
PAINTED = """const painted = () => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { window.took ??= performance.now(); };
  port2.postMessage(null);
});"""
WHEN_READ = f"{PAINTED} document.addEventListener('DOMContentLoaded', painted);"
WHEN_FIRST_CLAIM_IS_THERE = f"""{PAINTED} new MutationObserver((_, observer) => {{
  if (!document.querySelector("[data-stop] [data-claim]")) return;
  observer.disconnect();
  painted();
}}).observe(document, {{ childList: true, subtree: true }});"""


def bare(lesson: Lesson) -> str:
    """Return a page of the worksheet alone."""
    template, style = TEMPLATES / "plain_page.html.jinja", STYLE.read_text(encoding="utf-8")
    html = whole_page(template, title="", language="en", style=style, script=script_text(""), data="0")
    return html.replace("<main></main>", f"<main>{sheets(lesson)}</main>")


def took(open_one: Callable[..., BrowserContext], address: str, slowed: int, before: str) -> float:
    """Return the milliseconds that a page takes, in a browser that has not seen it."""
    context = open_one(viewport=CHROMEBOOK)
    page = context.new_page()
    page.add_init_script(before)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    page.goto(address)
    while (milliseconds := page.evaluate("window.took ?? 0")) == 0:
        page.wait_for_timeout(20)
    context.close()
    return float(milliseconds)


@pytest.mark.parametrize(("name", "slowed", "most"), [("bundled", 6, 2.5), ("5,000 claims", 1, 1.2)])
def test_the_first_claim_can_soon_be_marked(
    name: str, slowed: int, most: float, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """The bundled lesson with its key on a slowed Chromebook, and one of 5,000 claims, cost a few bare pages."""
    lesson = kit.open_lesson("inner-circle" if name == "bundled" else write_lesson(tmp_path / "long", 5000))
    made = {"page": kit.page(lesson, with_key=name == "bundled").html, "bare": bare(lesson)}
    for file, html in made.items():
        (tmp_path / f"{file}.html").write_text(html, encoding="utf-8")
    addresses = {file: (tmp_path / f"{file}.html").as_uri() for file in made}
    rounds = [
        (
            took(new_context, addresses["page"], slowed, WHEN_FIRST_CLAIM_IS_THERE),
            took(new_context, addresses["bare"], slowed, WHEN_READ),
        )
        for _ in range(ROUNDS)
    ]
    markable, plain = (median(figures) for figures in zip(*rounds, strict=True))
    told = f"{name}, slowed {slowed}: markable {markable:.0f} ms, bare {plain:.0f} ms, {markable / plain:.1f} times"
    print(told)
    assert markable < most * plain, told
