"""The report of many classes in a browser: accessible and never wider than its window, with few classes and many."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

import kit
from kit.analysis.district.counting import LostPart
from tests.many_classes import many_classes

pytestmark = pytest.mark.browser

LONG = "The-school-with-a-name-that-has-no-end-and-no-blank-" * 3


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The reports of a few classes and of many, in schools with a long name, and with a part that is missing."""
    lesson, folder = kit.open_lesson("inner-circle"), tmp_path_factory.mktemp("reports")
    found = {number: many_classes(lesson, number, lost=(LostPart(LONG, "no memory"),)) for number in (5, 80)}
    for number, collected in found.items():
        classes = collected.classes.assign(school=collected.classes["school"].replace("School 001", LONG))
        named = replace(collected, tally=replace(collected.tally, classes=classes))
        kit.district_report(named, lesson).save(folder / f"{number}.html")
    return {number: folder / f"{number}.html" for number in found}


@pytest.mark.parametrize(("classes", "width", "scheme"), [(5, 360, "dark"), (80, 360, "light"), (80, 1200, "dark")])
def test_the_report_can_be_read_by_everybody(
    classes: int, width: int, scheme: str, pages: dict[int, Path], new_context: Callable[..., BrowserContext]
) -> None:
    """Axe finds nothing, with every school unfolded too, and no window has to be scrolled to the side."""
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    page.goto(pages[classes].as_uri())
    folded = page.locator("details")
    assert (folded.count() > 0) == (classes > 60)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
