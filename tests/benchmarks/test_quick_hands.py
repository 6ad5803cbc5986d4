"""How soon a press is seen, on a processor slowed six times, beside drawing the same paragraphs bare in the same page.

Run with `-s` to see the figures. Laid out is what scripts and layout take; the browser's own frame comes on top, which
wavers by several times on a busy machine and says nothing of the kit.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.host import Host
from tests.browser.sitting import PlainSitting

CHROMEBOOK = {"width": 1366, "height": 625}
SLOWED = 6
ROUNDS = 7
EARLIER = 16  # paragraphs before the one that is shown

#: Milliseconds until a press on the first such element is laid out.
PRESS = """(what) => {
  const began = performance.now();
  document.querySelector(what).click();
  document.body.offsetHeight;
  return performance.now() - began;
}"""
#: Milliseconds to draw these paragraphs as bare text; they are gone again afterwards.
BARE = """(texts) => {
  const began = performance.now();
  const box = document.createElement("div");
  for (const text of texts) box.appendChild(document.createElement("p")).textContent = text;
  document.querySelector("main").append(box);
  document.body.offsetHeight;
  const took = performance.now() - began;
  box.remove();
  document.body.offsetHeight;
  return took;
}"""


@pytest.fixture
def page(new_context: Callable[..., BrowserContext], tmp_path: Path) -> Iterator[tuple[Page, list[str]]]:
    """Paragraph 17 beside other stops, on a slowed Chromebook, and the texts of the paragraphs before it."""
    host = Host()
    context, kernel = new_context(viewport=CHROMEBOOK), host.kernel()
    page = context.new_page()
    page.goto(kernel.url)
    sitting = PlainSitting(page, kernel, tmp_path / "marks", "swift-finch-90")
    sitting.run((17,), (1,), (2,), (3,), (4,), (5, 6), (7,), lesson="inner-circle")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    texts = [paragraph.text for paragraph in sitting.reading.lesson.article.paragraphs[:EARLIER]]
    yield page, texts
    kernel.close_all()
    host.stop()


def test_a_press_is_soon_laid_out(page: tuple[Page, list[str]]) -> None:
    """A label costs less than drawing 16 bare paragraphs five times; showing them with their claims, twelve times."""
    window, texts = page
    bare = median(window.evaluate(BARE, texts) for _ in range(ROUNDS))
    labels = [window.evaluate(PRESS, f"[data-value={label}]") for label in ("sourced", "denied") for _ in range(ROUNDS)]
    shown = window.evaluate(PRESS, "[data-do=earlier]")
    label = median(labels)
    print(f"\nbare {bare:.1f} ms; by that, a label {label / bare:.1f}, the earlier paragraphs {shown / bare:.1f}")
    expect(window.locator(".cbc").first.locator("[data-paragraph='1']")).to_be_visible()
    assert label < 5 * bare
    assert shown < 12 * bare
