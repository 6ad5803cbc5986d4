"""The reader's way through the real notebooks, as they are."""

import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser.lab import Notebook, Server
from tests.browser.sitting import Sitting
from tests.browser.view import View, say

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).parents[2] / "notebooks" / "reader"
#: The tests below each open one of these, and `begin` looks at whatever it opens.
FIRST, SECOND, THIRD = "00_start_here.ipynb", "01_the_news.ipynb", "02_what_officials_say.ipynb"
LOOK_BACK = "06_look_back.ipynb"
#: Sections are made alike: a third of them says nothing new here. Each runs in `tests/notebooks`.
SECTIONS = {path.name for path in FOLDER.glob("0[3-5]_*.ipynb")}
OTHERS = sorted({path.name for path in FOLDER.glob("*.ipynb")} - {FIRST, SECOND, THIRD} - SECTIONS)
OTHERS.append("skate-hall/01_a_locked_door.ipynb")  # one of those that lie a folder deeper

Open = Callable[..., Notebook]


@pytest.fixture(scope="session")
def reader_notebooks(lab: Server) -> Server:
    """The server with a copy of the reader's notebooks."""
    shutil.copytree(FOLDER, lab.notebooks / "reader", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return lab


def begin(open_notebook: Open, server: Server, name: str, **options: object) -> Sitting:
    """Open a notebook of the reader's, which runs by itself, and sit down as the reader whose code it shows.

    It must reach its bottom without an error, and every widget must be drawn. The one that shows the key waits for its
    button.
    """
    notebook = open_notebook(f"reader/{name}", **options)
    line = notebook.page.locator(".cbc-reader-line")
    if name == LOOK_BACK:
        line.get_by_role("button").first.click()
    cells = nbformat.read(FOLDER / name, as_version=4).cells
    shows = sum(cell.source.count(".show(") for cell in cells if cell.cell_type == "code")
    expect(notebook.widgets().nth(shows - 1)).to_be_attached()
    expect(line).to_be_hidden()
    assert not notebook.errors()
    expect(notebook.page.get_by_text("Error displaying widget")).to_have_count(0)
    reading = "practice" if name.startswith("00") else "reading"
    return Sitting(notebook, notebook.ask(f"print({reading}.reader)"))


def view_of(sitting: Sitting, paragraph: int) -> View:
    """The widget that shows this paragraph, scrolled into sight."""
    found = View(sitting.page.locator(".cbc", has=sitting.page.locator(f"[data-paragraph='{paragraph}']")).first)
    found.root.scroll_into_view_if_needed()
    return found


@pytest.mark.parametrize("name", OTHERS)
def test_every_kind_of_notebook_runs(open_notebook: Open, reader_notebooks: Server, name: str):
    """In JupyterLab the notebook runs to its bottom without an error, and every widget is drawn."""
    begin(open_notebook, reader_notebooks, name)


def test_first_mark_in_the_first_notebook(open_notebook: Open, reader_notebooks: Server):
    """A beginner opens the first notebook, runs it, and the first mark is saved under the shown code."""
    sitting = begin(open_notebook, reader_notebooks, FIRST)
    view = view_of(sitting, 1)
    before = len(sitting.lines())
    view.claim("About 400 pupils").click()
    view.press("none")
    view.expect_saved()
    [line] = sitting.lines()[before:]
    assert (line["lesson"], line["claim"], line["labels"]) == ("warm-up", "c01", [])
    expect(sitting.page.get_by_text(sitting.reader).first).to_be_attached()


def test_marks_are_there_the_next_day(open_notebook: Open, reader_notebooks: Server):
    """A mark in the first section is there after the notebook and its kernel are closed and opened again."""
    sitting = begin(open_notebook, reader_notebooks, SECOND, own=True)
    view_of(sitting, 1).mark("In recent weeks", "anonymous")
    sitting.page.close()
    reader_notebooks.stop_kernels(f"reader/{SECOND}")
    again = begin(open_notebook, reader_notebooks, SECOND)
    assert again.reader == sitting.reader
    view_of(again, 1).expect_state("In recent weeks", "anonymous")


def test_paragraph_17_leads_back_to_earlier_claims(open_notebook: Open, reader_notebooks: Server):
    """At paragraph 17 the earlier paragraphs can be opened, those of section 1 too, and an earlier claim changed."""
    sitting = begin(open_notebook, reader_notebooks, THIRD)
    sitting.notebook.ask("reading.mark('c01', ['anonymous'])")
    view = view_of(sitting, 17)
    view.button("show_earlier", n=16, first=1, last=16).click()
    view.expect_state("In recent weeks", "anonymous")
    before = len(sitting.lines())
    view.choose("In recent weeks")
    view.press("denied")
    view.expect_saved()
    [line] = sitting.lines()[before:]
    assert (line["claim"], line["labels"]) == ("c01", ["anonymous", "denied"])
    expect(view.button("hide_earlier", n=16, first=1, last=16)).to_be_visible()
    view.expect_state("In recent weeks", "anonymous", "denied")


def test_the_next_part_opens_where_it_is_read(open_notebook: Open, reader_notebooks: Server):
    """With a part marked and its key seen, keys lead on: the next notebook opens beside this one, runs, at its top."""
    sitting = begin(open_notebook, reader_notebooks, SECOND)
    marks = "[reading.mark(c.id, []) for c in reading.lesson.claims if reading.lesson.section_of(c) == 1]"
    sitting.notebook.ask(f"_ = {marks}")
    sitting.page.locator(".cbc-reveal [data-do=reveal]").click()
    expect(sitting.page.locator("[data-card]").first).to_be_visible()
    view, name = view_of(sitting, 1), say("next_notebook", n=11, file=THIRD)
    view.choose("In recent weeks")
    expect(view.root.get_by_role("link", name=name)).to_be_visible()  # it knows that all is marked and seen
    sitting.page.keyboard.press("n")
    expect(sitting.page.locator(":focus")).to_have_accessible_name(name)
    sitting.page.keyboard.press("Enter")
    opened = sitting.page.locator(
        ".jp-NotebookPanel:not(.lm-mod-hidden)", has=sitting.page.locator("[data-paragraph='10']")
    )
    expect(opened).to_be_visible()
    expect(opened.locator(".jp-Cell:focus")).to_have_attribute("data-windowed-list-index", "0")
    assert sitting.page.url.endswith(f"/reader/{THIRD}")
