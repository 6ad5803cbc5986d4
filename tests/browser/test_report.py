"""The class report in a browser: accessible in light and dark, asking for nothing, two sheets of paper."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

import kit
from kit.analysis.report.page import report
from kit.analysis.sample_class import sample_class_annotations
from tests.browser.lab import Notebook, Server

pytestmark = pytest.mark.browser

READERS = 30
LONG = "They say so and say so again, and who would know it, and how could they know it, if they were never there? " * 3


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Reports of a class of thirty on the bundled article: as generated, and as wordy as it can be."""
    lesson, folder = kit.open_lesson("inner-circle"), tmp_path_factory.mktemp("reports")
    plain = sample_class_annotations(lesson, readers=READERS)
    kinds = {"plain": plain, "wordy": _wordy(plain), "endless": plain.assign(reason="w" * 3000, stance="disagree")}
    return {name: report(table, lesson).save(folder / f"{name}.html") for name, table in kinds.items()}


def _wordy(annotations: pd.DataFrame) -> pd.DataFrame:
    """The same class, with a long reason for each answer, and everybody in disagreement about everything."""
    own = annotations["labels"].astype(str) + annotations["reader"].astype(str).str[-2:]
    return annotations.assign(reason=own + LONG, stance="disagree")


@pytest.fixture
def open_page(new_context: Callable[..., BrowserContext], pages: dict[str, Path]) -> Callable[..., Page]:
    """Opens a report in a window of its own."""

    def open_one(name: str = "plain", **options: Any) -> Page:
        page = new_context(**options).new_page()
        page.goto(pages[name].as_uri())
        return page

    return open_one


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
def test_the_report_is_accessible(scheme: str, width: int, open_page: Callable[..., Page]) -> None:
    """Axe finds nothing in the report, wide and narrow, in light and in dark."""
    page = open_page("wordy", color_scheme=scheme, viewport={"width": width, "height": 800})
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", ["plain", "endless"])
@pytest.mark.parametrize("width", [360, 700, 1200])
def test_nothing_has_to_be_scrolled_to_the_side(name: str, width: int, open_page: Callable[..., Page]) -> None:
    """The report fits a phone and a window, whatever words the readers write."""
    page = open_page(name, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_claims_can_be_read_on_a_phone(open_page: Callable[..., Page]) -> None:
    """No claim stands in a column of broken words, every bar is as wide as half of the phone, and rows stay rows."""
    page = open_page(viewport={"width": 390, "height": 800})
    widths = "(all) => all.map((one) => one.getBoundingClientRect().width)"
    assert min(page.locator(":is(.of-claims, .every) th[scope=row]").evaluate_all(widths)) >= 120
    assert min(page.locator(".every .bar").evaluate_all(widths)) >= 195
    every = page.locator(".every").get_by_role("table")
    assert every.get_by_role("columnheader").count() == 5
    expect(every.get_by_role("row", name="disastrous for Moscow").get_by_role("cell")).to_have_count(4)


def test_no_request_leaves_the_page(new_context: Callable[..., BrowserContext], pages: dict[str, Path]) -> None:
    """Opening the report asks for the file itself and for nothing else, and its own rules break nothing of it."""
    page, asked, said = new_context().new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(pages["wordy"].as_uri())
    page.wait_for_timeout(500)
    assert [url for url in asked if not url.startswith("data:")] == [pages["wordy"].as_uri()]
    assert said == []
    assert page.evaluate("getComputedStyle(document.querySelector('.cards')).display") == "grid"


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", ["plain", "wordy", "endless"])
def test_the_report_is_two_sheets(name: str, paper: str, open_page: Callable[..., Page]) -> None:
    """Eighty claims and thirty readers are both sides of two sheets, A4 and Letter, however much the readers wrote."""
    printed = open_page(name).pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) in (3, 4)


def test_a_printed_claim_is_whole(open_page: Callable[..., Page]) -> None:
    """On paper every claim's text is shown to its last letter, wherever it stands; only people's reasons are cut."""
    page = open_page("wordy")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 900})
    cut = """() => [...document.querySelectorAll('.words')].filter((words) => {
        const box = words.closest('.words, h3, th, td');
        const hides = [words, box].some((one) => getComputedStyle(one).overflow !== 'visible');
        return !words.closest('li') && (hides || words.scrollWidth > words.closest('th, td, h3, div').clientWidth + 1);
    }).length"""
    assert page.evaluate(cut) == 0
    assert page.evaluate("getComputedStyle(document.querySelector('.camp li .words')).overflow") == "hidden"


def test_paper_is_white(open_page: Callable[..., Page]) -> None:
    """Printed from a dark screen, the page is black on white."""
    page = open_page("plain", color_scheme="dark")
    colours = "() => ['body', 'html'].map((name) => getComputedStyle(document.querySelector(name)))"
    colours += ".flatMap((style, place) => (place ? style.backgroundColor : style.color))"
    assert page.evaluate(colours) == ["rgb(240, 240, 238)", "rgb(22, 24, 27)"]
    page.emulate_media(media="print")
    assert page.evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_the_notebooks_button_gives_the_very_page(open_notebook: Callable[..., Notebook], lab: Server) -> None:
    """In JupyterLab the report is shown in a frame, and the button downloads the page, byte for byte."""
    cell = (
        "import kit; from kit.analysis.sample_class import sample_class_annotations; "
        "lesson = kit.open_lesson('warm-up'); made = kit.report(sample_class_annotations(lesson), lesson); made"
    )
    notebook = open_notebook(lab.write("report.ipynb", cell))
    notebook.run_all()
    frame = notebook.page.frame_locator("iframe[title^='Class report']")
    expect(frame.get_by_role("heading", level=1)).to_contain_text("Class report")
    with notebook.page.expect_download() as waiting:
        notebook.page.get_by_role("link", name="Download the report").click()
    lesson = kit.open_lesson("warm-up")
    made = report(sample_class_annotations(lesson), lesson).html
    assert waiting.value.suggested_filename == "report.html"
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == made
