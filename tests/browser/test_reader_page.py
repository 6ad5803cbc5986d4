"""A notebook of the kit in Jupyter opens ready, at its top; nothing else runs by itself; what goes wrong is said."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from playwright.sync_api import Error, Locator, Page, expect

import kit
from kit.sharing.notebooks.make import make_notebooks
from kit.ui.words import words
from tests.browser.lab import PANEL, Notebook, Server, until
from tests.browser.test_accessible import axe
from tests.browser.view import View

pytestmark = pytest.mark.browser

READER = Path(__file__).parents[2] / "notebooks" / "reader"
SAYS = words("en")["jupyter"]
FIRST, SECOND, LOOK_BACK = "01_the_news.ipynb", "02_what_officials_say.ipynb", "06_look_back.ipynb"
#: A short notebook of the kit: it is made of a bundled lesson, too.
SHORT = "01_the_freezer.ipynb"
MADE = make_notebooks(kit.open_lesson("warm-up"), "warm-up")
CLAIM = "About 400 pupils"
SEEN = ".jp-NotebookPanel:not(.lm-mod-hidden)"
TOP = f"() => document.querySelector('{SEEN} .jp-WindowedPanel-outer').scrollTop"

Open = Callable[..., Notebook]


@pytest.fixture
def folder(lab: Server, tmp_path: Path) -> Path:
    """A folder of the server's, for this test alone."""
    place = lab.notebooks / tmp_path.name
    place.mkdir()
    return place


def put(folder: Path, name: str, *more: str, as_name: str = "") -> str:
    """Put a notebook of the kit into a folder, with more code at its end; return its path for Jupyter."""
    data = MADE[name] if name in MADE else (READER / name).read_bytes()
    notebook = nbformat.reads(data.decode("utf-8"), as_version=4)
    notebook.cells += [nbformat.v4.new_code_cell(source) for source in more]
    nbformat.write(notebook, folder / (as_name or name))
    return f"{folder.name}/{as_name or name}"


def line(page: Page) -> Locator:
    """The line above the page that is in sight."""
    return page.locator(f"{SEEN} .cbc-reader-line")


def press(page: Page) -> None:
    """Press the button in the line, by keyboard, as whoever has no mouse does."""
    button = line(page).get_by_role("button", name=SAYS["run"])
    button.focus()
    page.keyboard.press("Enter")


def wait_until_ready(notebook: Notebook) -> None:
    """Wait until every widget is there and the line is gone."""
    page = notebook.page
    cells = nbformat.read(notebook.server.notebooks / notebook.name, as_version=4).cells
    shows = sum(cell.source.count(".show(") for cell in cells if cell.cell_type == "code")
    expect(page.locator(f"{SEEN} .cbc").nth(shows - 1)).to_be_attached()
    expect(line(page)).to_be_hidden()
    assert notebook.errors() == []


@pytest.mark.parametrize("app", ["lab", "notebook7"])
def test_a_notebook_of_the_kit_opens_ready(open_notebook: Open, folder: Path, app: str):
    """Without a click it runs, stays at its top, and its code is one line that Enter opens and the space bar closes."""
    notebook = open_notebook(put(folder, SHORT), app)
    wait_until_ready(notebook)
    page = notebook.page
    assert page.evaluate(TOP) == 0
    code = page.get_by_role("button", name=SAYS["code_of"].format(n=1), exact=True)
    source = page.locator(f"{SEEN} .jp-CodeCell .jp-InputArea-editor").first
    expect(source).to_be_hidden()
    code.focus()
    for key, is_open in (("Enter", True), (" ", False)):
        page.keyboard.press(key)
        expect(code).to_have_attribute("aria-expanded", str(is_open).lower())
        expect(source).to_be_visible(visible=is_open)
        expect(code).to_be_focused()
    assert notebook.mode() == "command"
    View(notebook.widgets().first).mark(CLAIM, "anonymous")
    assert axe(page, "fold", ".cbc-reader-fold", rules=5) == []


def test_going_on_opens_the_next_notebook_there(open_notebook: Open, folder: Path):
    """A link to the next notebook opens it in the same page, ready and at its top; one in a tab behind waits."""
    put(folder, SECOND)
    put(folder, LOOK_BACK)
    notebook = open_notebook(put(folder, FIRST))
    wait_until_ready(notebook)
    page = notebook.page
    behind = {"path": f"{folder.name}/{SECOND}", "options": {"activate": False}}
    notebook.command("docmanager:open", **behind)
    expect(page.locator(".jp-NotebookPanel")).to_have_count(2)
    page.wait_for_timeout(1500)
    assert not page.locator(".jp-NotebookPanel.lm-mod-hidden .cbc").count()
    page.locator(f"{SEEN} .jp-MarkdownOutput a", has_text="02").last.click()
    expect(page.locator(f"{SEEN} h1")).to_have_text("Weigh what officials say¶")
    notebook.name = behind["path"]
    wait_until_ready(notebook)
    assert page.evaluate(TOP) == 0
    notebook.command("docmanager:open", path=f"{folder.name}/{LOOK_BACK}")
    expect(line(page)).to_contain_text(SAYS["waits_key"])
    assert notebook.outputs() == []


def test_nothing_else_runs_by_itself(open_notebook: Open, lab: Server, folder: Path):
    """A foreign notebook that calls itself the kit's, a trusted, an edited and an appended one: a line, a button."""
    ran = folder / "ran"
    put(folder, SHORT)
    mischief = f"open({str(ran)!r}, 'w').close()"
    foreign = nbformat.read(folder / SHORT, as_version=4)
    foreign.cells = [nbformat.v4.new_code_cell(mischief, metadata={"trusted": True})]
    trusted = nbformat.from_dict(foreign)
    trusted.cells.append(nbformat.v4.new_code_cell("pass"))
    edited = nbformat.read(folder / SHORT, as_version=4)
    edited.cells[1].source = f"{mischief}\n{edited.cells[1].source}"
    NotebookNotary(data_dir=str(lab.data)).sign(trusted)
    for name, each in {"foreign": foreign, "trusted": trusted, "edited": edited}.items():
        nbformat.write(each, folder / f"{name}.ipynb")
    put(folder, SHORT, mischief, as_name="appended.ipynb")
    notebook = open_notebook(f"{folder.name}/foreign.ipynb")
    page = notebook.page
    for name in ("foreign", "trusted", "edited", "appended"):
        notebook.command("docmanager:open", path=f"{folder.name}/{name}.ipynb")
        until(lambda name=name: page.evaluate(f"() => {PANEL}.context.path").endswith(f"/{name}.ipynb"), name)
        notebook.wait_for_kernel()
        expect(line(page)).to_contain_text(SAYS["waits_unknown"])
        page.wait_for_timeout(500)
        assert not ran.exists(), name
        press(page)
        until(ran.exists, f"{name}: it runs when its reader wants it")
        ran.unlink()
        expect(line(page)).to_be_hidden()


def test_a_foreign_kit_beside_a_notebook_is_not_the_kit(open_notebook: Open, folder: Path):
    """What runs by itself imports nothing that lies beside the notebook, also on a hub that sets nothing."""
    ran = folder / "ran"
    for name in ("kit.py", "pandas.py", "yaml.py"):
        (folder / name).write_text(f"open({str(ran)!r}, 'w').close()")
    notebook = open_notebook(put(folder, SHORT))
    wait_until_ready(notebook)
    assert not ran.exists()


def test_where_the_browser_cannot_count_the_page_waits(new_context: Callable, lab: Server, folder: Path):
    """On plain http there are no fingerprints: the line says so, blames nobody, and the button runs the page."""
    page = new_context().new_page()
    page.add_init_script("Object.defineProperty(crypto, 'subtle', {value: undefined})")
    notebook = Notebook(page, lab, put(folder, SHORT))
    expect(line(page)).to_contain_text(SAYS["waits_unchecked"])
    assert axe(page, "line", f"{SEEN} .cbc-reader-line", rules=5) == []
    press(page)
    wait_until_ready(notebook)
    lab.stop_kernels(notebook.name)


def test_what_comes_between_is_said(open_notebook: Open, lab: Server, folder: Path):
    """A reload is ready again; a restart, a second tab and a Python that is gone are said, and the button mends it."""
    notebook = open_notebook(put(folder, SHORT), own=True)
    wait_until_ready(notebook)
    notebook.save()
    notebook.reload()
    wait_until_ready(notebook)
    page = notebook.page
    notebook.restart()
    expect(line(page)).to_contain_text(SAYS["waits_restarted"])
    press(page)
    wait_until_ready(notebook)
    other = Notebook(page.context.new_page(), lab, notebook.name)
    expect(line(other.page)).to_contain_text(SAYS["waits_elsewhere"])
    assert other.widgets().count() == 0
    press(other.page)
    wait_until_ready(other)
    expect(line(page)).to_contain_text(SAYS["waits_elsewhere"])
    other.page.close()
    press(page)
    wait_until_ready(notebook)
    with suppress(Error):  # nobody answers
        notebook.ask("import os; os._exit(1)")
    expect(line(page)).to_contain_text(SAYS["waits_restarted"])
    page.locator(".jp-Dialog").get_by_role("button").last.click()
    lab.stop_kernels(notebook.name)
    expect(line(page)).to_contain_text(SAYS["waits_dead"])
    press(page)
    wait_until_ready(notebook)
    View(notebook.widgets().first).mark(CLAIM, "anonymous")


def test_an_error_in_the_middle_is_said_and_shown(open_notebook: Open, folder: Path):
    """The page stops at it, and the line leads to it; what was wrong is mended, and the button runs the page."""
    wrong = folder / "wrong"
    wrong.touch()
    stumbles = f"import os\nassert not os.path.exists({str(wrong)!r})"
    notebook = open_notebook(put(folder, SHORT, stumbles, "after = 1"))
    page = notebook.page
    press(page)
    expect(line(page)).to_contain_text(SAYS["waits_failed"])
    assert notebook.ask("print('after' in dir())") == "False"
    line(page).get_by_role("button", name=SAYS["show_where"]).click()
    expect(page.locator(f"{SEEN} .jp-OutputArea-output", has_text="AssertionError").last).to_be_in_viewport()
    wrong.unlink()
    press(page)
    wait_until_ready(notebook)
    assert notebook.ask("print(after)") == "1"
