"""What is handed out on paper: feedback, two students to a sheet, and a whole lesson; readable on any screen, too."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

import kit
from kit.analysis.sample_class import sample_class_annotations
from kit.sharing.feedback import feedback
from kit.sharing.page import key_sheet
from kit.sharing.paper import paper

pytestmark = pytest.mark.browser

LESSON = kit.open_lesson("inner-circle")
READERS = 12


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Feedback for a class as generated, for one that errs everywhere at length, for one reader; and two papers."""
    folder = tmp_path_factory.mktemp("feedback")
    plain = sample_class_annotations(LESSON, readers=READERS)
    labels = {"labels": "denied", "sourced": False, "anonymous": False, "denied": True}
    wordy = plain.assign(reason="They say so, and who would know it, and how could they know it? " * 9, **labels)
    wordy["labels"] = wordy["labels"].astype(plain["labels"].dtype)
    made = {"plain": feedback(plain, LESSON), "wordy": feedback(wordy, LESSON)}
    html = {name: each.together for name, each in made.items()} | {"one": next(iter(made["plain"].pages.values()))}
    html |= {"paper": paper(LESSON).html, "ten": paper(LESSON, path="short").html}
    html["key"] = key_sheet(LESSON)
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


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize(("name", "most"), [("paper", 11), ("ten", 6)])
def test_a_lesson_on_paper_is_few_sheets(
    name: str, most: int, size: str, new_context: Callable[..., BrowserContext], pages: dict[str, Path]
) -> None:
    """Labels, grid of ten, slips and list take a page each; nothing is cut at the side of the paper."""
    page = new_context(viewport={"width": 690, "height": 900}).new_page()
    page.goto(pages[name].as_uri())
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=size))) <= most
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_key_sheet_is_read_on_a_phone(new_context: Callable[..., BrowserContext], pages: dict[str, Path]) -> None:
    """Each claim is a block as wide as the phone, and a row of a table for those who listen; axe finds nothing."""
    page = new_context(viewport={"width": 390, "height": 800}).new_page()
    page.goto(pages["key"].as_uri())
    rows = page.get_by_role("table").first.get_by_role("row")
    assert rows.nth(1).get_by_role("cell").last.bounding_box()["width"] >= 340
    assert rows.count() == 1 + sum(LESSON.section_of(one) == 1 for one in LESSON.claims)
    assert page.evaluate("[...document.querySelectorAll('.wide')].every((one) => one.scrollWidth <= one.clientWidth)")
    assert Axe().run(page).violations_count == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("name", ["wordy", "paper"])
def test_what_is_handed_out_is_accessible(
    name: str, scheme: str, width: int, new_context: Callable[..., BrowserContext], pages: dict[str, Path]
) -> None:
    """Axe finds nothing in a page, wide and narrow, in light and in dark, and nothing is wider than the window."""
    page = new_context(color_scheme=scheme, viewport={"width": width, "height": 625}).new_page()
    page.goto(pages[name].as_uri())
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
