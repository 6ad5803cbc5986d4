"""The static copy: a saved notebook can be read without a kernel, without Jupyter, and without JavaScript."""

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter
from playwright.sync_api import BrowserContext, Locator, Page, expect

import kit
from kit.reading.static_copy import static_copy
from tests.browser.lab import Notebook, Server, notebook_cells, until
from tests.browser.sitting import Sitting
from tests.browser.test_views import open_computer
from tests.browser.view import say
from tests.lessons import one_section

pytestmark = pytest.mark.browser

CORE = "the meat had thawed"
ABOUT = "A copy to read"


DOLLARS = one_section("dollars", "[The pool cost $5 million and the gym $7 million]{#c01 .core}, she said.")


def copy_in(page: Page) -> Locator:
    """The static copy, seen or not."""
    return page.locator(".jp-OutputArea-output", has_text=ABOUT).last


def saved(sitting: Sitting) -> str:
    """Return the notebook file's text."""
    return (sitting.server.notebooks / sitting.notebook.name).read_text(encoding="utf-8")


@pytest.mark.parametrize("app", ["lab", "notebook7"])
def test_hidden_while_the_widget_lives_and_read_after(sit_alone: Callable[..., Sitting], app: str):
    """The copy is hidden while the widget lives, follows the marks by itself, and is what a reopened notebook shows."""
    sitting = sit_alone((3,), app=app, own=True)
    view, page = sitting.view(), sitting.page
    expect(copy_in(page)).to_have_count(1)
    expect(copy_in(page)).to_be_hidden()
    view.mark(CORE, "anonymous", "denied")
    view.field("reason").fill("Two people, unnamed.")
    expect(copy_in(page)).to_contain_text("anonymous + denied · Two people, unnamed.")
    expect(copy_in(page)).to_be_hidden()
    sitting.notebook.save()
    until(lambda: "Two people, unnamed." in saved(sitting), "the saved file has the answer")
    sitting.server.stop_kernels(sitting.notebook.name)
    page.reload(wait_until="domcontentloaded")
    expect(copy_in(page)).to_be_visible()
    expect(copy_in(page)).to_contain_text("the county food office found that the meat had thawed")
    expect(copy_in(page)).to_contain_text("anonymous + denied · Two people, unnamed.")
    expect(copy_in(page)).to_contain_text("not marked")
    expect(sitting.notebook.widgets()).to_have_count(0)
    expect(page.get_by_text("Error displaying widget")).to_have_count(1)
    expect(page.get_by_text("Error displaying widget")).to_be_hidden()


def test_readable_without_javascript(sit: Sitting, new_context: Callable[..., BrowserContext], tmp_path: Path):
    """The notebook as nbconvert's web page, in a browser without JavaScript, shows the text and the answers."""
    view = sit.run((3,)).view()
    view.mark(CORE, "anonymous")
    until(lambda: "<strong>anonymous</strong>" in json.dumps(sit.notebook.outputs()), "the copy follows")
    sit.notebook.save()
    notebook = nbformat.read(sit.server.notebooks / sit.notebook.name, as_version=4)
    html, _ = HTMLExporter().from_notebook_node(notebook)
    (tmp_path / "copy.html").write_text(html, encoding="utf-8")
    page = new_context(java_script_enabled=False).new_page()
    page.goto((tmp_path / "copy.html").as_uri(), wait_until="domcontentloaded")
    expect(page.get_by_text("the county food office found that")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text=CORE)).to_contain_text("anonymous")
    shown = page.locator("body").inner_text()
    assert "object at 0x" not in shown
    assert "Click here" not in shown  # there is nothing to open


def test_nothing_of_the_state_is_embedded(sit: Sitting):
    """The saved notebook carries no widget state: a reopened page must not look alive when nobody answers."""
    view = sit.run((3,)).view()
    view.mark(CORE, "anonymous")
    sit.notebook.save()
    notebook = nbformat.read(sit.server.notebooks / sit.notebook.name, as_version=4)
    assert "widgets" not in notebook.metadata


def test_dollars_are_no_formula(sit_alone: Callable[..., Sitting], lab: Server):
    """Amounts of money stay as they are written: Jupyter sets text between two dollar signs as mathematics."""
    sitting = sit_alone((1,), lesson=lab.write_lesson("dollars", DOLLARS))
    sitting.view().mark("The pool cost", "sourced")
    sitting.view().field("reason").fill("It says $5 and \\(7\\) and $$8$$.")
    expect(copy_in(sitting.page)).to_contain_text("It says $5 and")
    sitting.notebook.save()
    lab.stop_kernels(sitting.notebook.name)
    sitting.notebook.reopen()
    expect(copy_in(sitting.page)).to_be_visible()
    sitting.page.wait_for_function("() => window.MathJax || document.querySelector('.jp-RenderedHTML')")
    expect(copy_in(sitting.page)).to_contain_text("The pool cost $5 million and the gym $7 million, she said.")
    expect(copy_in(sitting.page)).to_contain_text("It says $5 and \\(7\\) and $$8$$.")
    expect(copy_in(sitting.page).locator("mjx-container")).to_have_count(0)


def test_what_remains_is_named_and_the_way_to_remove_it_works(open_notebook: Callable[..., Notebook], lab: Server):
    """After deleting, the page names the saved notebooks that still show answers; what it tells to do removes them."""
    name = lab.write("keeps-a-copy.ipynb", *notebook_cells("warm-up", (3,), reader=None))
    sitting = Sitting(open_notebook(name), "")
    sitting.notebook.run_all()
    sitting.wait_for_widgets(1)
    view, before = sitting.view(), sitting.notebook.ask("print(reading.reader)")
    view.mark(CORE, "anonymous")
    until(lambda: "<strong>anonymous" in json.dumps(sitting.notebook.outputs()), "the copy follows")
    sitting.notebook.save()
    checkpoint = lab.notebooks / ".ipynb_checkpoints" / "keeps-a-copy-checkpoint.ipynb"
    until(lambda: checkpoint.exists() and before in checkpoint.read_text(), "Jupyter keeps a copy, too")
    open_computer(view)
    view.button("clear").click()
    view.button("clear_yes").click()
    note = view.panel.get_by_text(say("copies_how"))
    expect(note).to_contain_text("keeps-a-copy.ipynb")
    expect(note).to_contain_text(str(checkpoint.relative_to(lab.notebooks)))
    expect(note).to_contain_text(say("cleared", before=before, reader=sitting.notebook.ask("print(reading.reader)")))
    assert before in saved(sitting)
    sitting.notebook.command("notebook:clear-all-cell-outputs")
    sitting.notebook.save()
    until(lambda: before not in saved(sitting), "the notebook shows nothing any more")
    until(lambda: before not in checkpoint.read_text(), "nor does Jupyter's older version")


def test_a_notebook_from_somebody_else_shows_the_copy_and_nothing_of_its_style(
    open_notebook: Callable[..., Notebook], lab: Server, tmp_path: Path
):
    """Where Jupyter does not trust a notebook, it cleans outputs: text and answers are left, and no rule as text."""
    reading = kit.start_reading(kit.open_lesson("warm-up"), "quiet-otter-41", tmp_path)
    reading.mark("c03", ["anonymous"])
    name = lab.write("from-elsewhere.ipynb", "reading.show(3)")
    notebook = nbformat.read(lab.notebooks / name, as_version=4)
    notebook.cells[0].outputs = [nbformat.v4.new_output("display_data", {"text/html": static_copy(reading, [3])})]
    nbformat.write(notebook, lab.notebooks / name)
    page = open_notebook(name).page
    expect(copy_in(page)).to_be_visible()
    expect(copy_in(page)).to_contain_text("anonymous")
    assert "jp-OutputArea" not in copy_in(page).inner_text()
