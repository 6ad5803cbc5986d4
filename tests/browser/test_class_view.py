"""The teacher's menus in JupyterLab: they can be used with the keyboard alone, and do the notebook no harm."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.lab import Notebook, Server

pytestmark = pytest.mark.browser

CELLS = (
    "import kit; from kit.analysis.class_view import show_answers; "
    "from kit.analysis.sample_class import sample_class_annotations; "
    "lesson = kit.open_lesson('inner-circle'); show_answers(sample_class_annotations(lesson), lesson)",
    "'another cell'",
)


def starts_with(claims: str) -> re.Pattern[str]:
    """The text alternative of a chart that begins with these claims."""
    return re.compile(rf"Number of answers: {claims} ")


def test_menus_are_used_with_the_keyboard_alone(open_notebook: Callable[..., Notebook], lab: Server) -> None:
    """Arrows choose, Tab goes to the next menu, letters search in it, and no cell is added, cut or left."""
    notebook = open_notebook(lab.write("class-view.ipynb", *CELLS))
    notebook.run_all()
    section, claims = (notebook.page.get_by_label(name, exact=True) for name in ("Section", "Claims"))
    chart = notebook.page.get_by_role("img", name="What was answered")
    expect(chart).to_have_attribute("aria-label", starts_with("c01"))
    section.focus()
    notebook.page.keyboard.press("ArrowDown")
    expect(chart).to_have_attribute("aria-label", starts_with("c14"))
    notebook.page.keyboard.press("a")  # all sections; to JupyterLab, a new cell
    expect(chart).to_have_attribute("aria-label", starts_with("c01"))
    notebook.page.keyboard.press("x")  # to JupyterLab, cut this cell
    notebook.page.keyboard.press("Tab")
    expect(claims).to_be_focused()
    notebook.page.keyboard.press("ArrowDown")
    expect(chart).not_to_have_attribute("aria-label", starts_with("c01.*c02"))
    assert notebook.cells() == len(CELLS)
