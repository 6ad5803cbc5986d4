"""One notebook twice: in two tabs of JupyterLab, or in two tabs of the browser. What cannot be used says so."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.lab import Notebook
from tests.browser.sitting import Sitting
from tests.browser.view import View

pytestmark = pytest.mark.browser

CORE = "the meat had thawed"
PANELS = ".jp-NotebookPanel"
COPY = "A copy to read"


def test_two_views_of_one_notebook_are_both_alive(sit_alone: Callable[..., Sitting]):
    """In a second view of a notebook a mark is seen in both, also when it was run again; one can be closed."""
    sitting = sit_alone((3,))
    sitting.view().mark(CORE, "anonymous")
    page, widgets = sitting.page, sitting.notebook.widgets()
    first = page.evaluate("() => jupyterapp.shell.currentWidget.id")
    sitting.notebook.command("docmanager:clone")
    for _ in range(2):
        expect(page.locator(PANELS)).to_have_count(2)
        for panel in (page.locator(f"#{first}"), page.locator(f"{PANELS}:not(#{first})")):
            expect(panel.locator(".cbc")).to_have_count(1)
            View(panel.locator(".cbc")).expect_state(CORE, "anonymous")
        sitting.notebook.run_all()
    page.evaluate("(id) => [...jupyterapp.shell.widgets('main')].find((one) => one.id === id).close()", first)
    expect(page.locator(PANELS)).to_have_count(1)
    View(widgets.first).mark(CORE, "denied")
    View(widgets.first).expect_saved()


def test_a_page_whose_notebook_was_run_elsewhere_says_that_it_is_a_copy(sit_alone: Callable[..., Sitting]):
    """Run again in another tab of the browser, the text is marked there; here stands a copy that says how to go on."""
    sitting = sit_alone((3,), own=True)
    sitting.view().mark(CORE, "anonymous")
    sitting.notebook.save()
    other = Notebook(sitting.page.context.new_page(), sitting.server, sitting.notebook.name)
    other.run_all()
    View(other.widgets().first).expect_state(CORE, "anonymous")
    copy = sitting.page.locator(".jp-OutputArea-output", has_text=COPY).last
    expect(copy).to_be_visible()
    expect(copy).to_contain_text("To go on marking, run this notebook")
    expect(sitting.notebook.widgets()).to_have_count(0)
