"""What is handed out on paper: feedback, two students to a sheet, whatever they wrote; and readable on any screen."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

import kit
from kit.analysis.sample_class import sample_class_annotations
from kit.sharing.feedback import feedback

pytestmark = pytest.mark.browser

LESSON = kit.open_lesson("inner-circle")
READERS = 12


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of a class as generated, of one that errs everywhere at length, and of one reader alone."""
    folder = tmp_path_factory.mktemp("feedback")
    plain = sample_class_annotations(LESSON, readers=READERS)
    labels = {"labels": "denied", "sourced": False, "anonymous": False, "denied": True}
    wordy = plain.assign(reason="They say so, and who would know it, and how could they know it? " * 9, **labels)
    wordy["labels"] = wordy["labels"].astype(plain["labels"].dtype)
    made = {"plain": feedback(plain, LESSON), "wordy": feedback(wordy, LESSON)}
    html = {name: each.together for name, each in made.items()} | {"one": next(iter(made["plain"].pages.values()))}
    for name, page in html.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in html}


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("name", "sheets"), [("plain", READERS // 2), ("wordy", READERS // 2), ("one", 1)])
def test_two_students_fit_on_a_sheet(
    name: str, sheets: int, paper: str, new_context: Callable[..., BrowserContext], pages: dict[str, Path]
) -> None:
    """No page runs over, on either paper, however much somebody wrote and however much differs."""
    page = new_context().new_page()
    page.goto(pages[name].as_uri())
    printed = page.pdf(format=paper, landscape=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == sheets


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
def test_feedback_is_accessible(
    scheme: str, width: int, new_context: Callable[..., BrowserContext], pages: dict[str, Path]
) -> None:
    """Axe finds nothing in a page, wide and narrow, in light and in dark, and nothing is wider than the window."""
    page = new_context(color_scheme=scheme, viewport={"width": width, "height": 625}).new_page()
    page.goto(pages["wordy"].as_uri())
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
