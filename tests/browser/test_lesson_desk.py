"""The notebook that makes a lesson, in JupyterLab as a teacher uses it: no cell typed in, no file edited by hand."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kit.lesson.files import open_lesson
from tests.browser.lab import Notebook, Server, until
from tests.browser.test_accessible import axe
from tests.sources import WEB_PAGE

pytestmark = pytest.mark.browser

TEACHER = Path(__file__).parents[2] / "notebooks" / "teacher"


def test_a_saved_page_becomes_a_page_for_students(
    open_notebook: Callable[..., Notebook], lab: Server, tmp_path: Path
) -> None:
    """Choose the file, make the lesson, confirm an answer, download; and Jupyter takes no key for its own."""
    (tmp_path / "swans.html").write_text(WEB_PAGE, encoding="utf-8")
    shutil.copy(TEACHER / "03_make_your_own_lesson.ipynb", lab.notebooks / "make_a_lesson.ipynb")
    notebook = open_notebook("make_a_lesson.ipynb")
    notebook.run_all()
    page = notebook.page
    article, hand_out = page.locator(".class-desk").first, page.locator(".class-desk").last
    with page.expect_file_chooser() as window:
        article.get_by_role("button", name="Choose a file").click()
    window.value.set_files(tmp_path / "swans.html")
    make = article.get_by_role("button", name="Make the lesson")
    expect(make).to_be_visible()
    assert axe(page, "an article that was chosen", ".class-desk", 5) == []
    make.click()
    editor = page.locator(".cbc-editor")
    editor.locator("[data-claim=c01][role=button]").click()
    cells = page.locator(".jp-Cell").count()
    page.keyboard.press("x")
    page.keyboard.press("c")
    expect(hand_out.get_by_text("1 of ")).to_be_visible()
    folder = lab.notebooks / "swans-return-to-marlow-lake"
    until(lambda: len(open_lesson(folder).key or ()) == 1, "one answer is confirmed")
    expect(page.locator(".jp-Cell")).to_have_count(cells)
    with page.expect_download() as download:
        hand_out.get_by_role("button", name="Download the page").click()
    assert download.value.suggested_filename == f"{folder.name}.html"
