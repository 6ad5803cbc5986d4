"""The teacher's pages in JupyterLab and Notebook 7: files are chosen, nothing is kept, and keys do no harm."""

import re
import shutil
import zipfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

import kit
from tests.browser.lab import Notebook, Server
from tests.browser.test_accessible import AXE
from tests.classes import SECRET, codes, hand_in, write_gradebook, write_roster

pytestmark = pytest.mark.browser

TEACHER = Path(__file__).parents[2] / "notebooks" / "teacher"
CHOOSE = "import kit\ndesk = kit.class_desk('inner-circle')\ndesk.choose()"
SAMPLE = re.compile("^SAMPLE CLASS")
_numbers = count(1)


@pytest.fixture(scope="module")
def seven_b(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of one class: what was handed in as a zip, roster and gradebook."""
    place = tmp_path_factory.mktemp("desk")
    hand_in(place / "files", kit.open_lesson("inner-circle"))
    with zipfile.ZipFile(place / "marks 7b.zip", "w") as packed:
        for path in (place / "files").iterdir():
            packed.write(path, f"Müller, José/{path.name}")
    write_roster(place / "roster 7b.csv")
    write_gradebook(place / "Grades 7b.csv")
    return place


@pytest.fixture
def open_page(open_notebook: Callable[..., Notebook], lab: Server) -> Callable[..., Notebook]:
    """Opens a notebook of these cells, or a teacher's notebook by its name, and runs it."""

    def opened(*cells: str, name: str = "", **options: object) -> Notebook:
        path = f"desk-{next(_numbers)}.ipynb"
        if name:
            shutil.copy(TEACHER / name, lab.notebooks / path)
        notebook = open_notebook(path if name else lab.write(path, *cells), **options)
        notebook.run_all()
        return notebook

    return opened


def parts(notebook: Notebook) -> Locator:
    """The parts of the page, in the order of cells."""
    return notebook.page.locator(".class-desk")


def choose(notebook: Notebook, button: str, path: Path, number: int = 0) -> None:
    """Choose a file in the computer's own file window."""
    with notebook.page.expect_file_chooser() as window:
        parts(notebook).first.get_by_role("button", name=button).nth(number).click()
    window.value.set_files(path)


@pytest.mark.parametrize("app", ["lab", "notebook7"])
def test_nothing_of_a_class_is_in_the_saved_notebook(
    app: str, open_page: Callable[..., Notebook], lab: Server, seven_b: Path
) -> None:
    """A zip is chosen, every part follows, and neither the saved notebook nor its checkpoint holds anything of it."""
    shown = ["desk.open()", "desk.readers()", "desk.reasons()", "desk.split()", "desk.report()"]
    notebook = open_page(CHOOSE, *shown, app=app)
    about = notebook.page.locator(".class-desk .about")
    expect(about).to_have_count(6)
    expect(about.first).to_have_text(SAMPLE)
    choose(notebook, "Choose a zip, or files", seven_b / "marks 7b.zip")
    for place in range(6):
        expect(about.nth(place)).to_have_text("marks 7b.zip: 12 readers, marked on 15 January 2026")
    notebook.page.get_by_text("Open the codes").click()
    expect(notebook.page.get_by_text(codes(1)[0])).to_be_visible()
    notebook.page.get_by_label("Claim", exact=True).select_option("c01")
    expect(notebook.page.get_by_text(SECRET)).to_be_visible()
    notebook.save()
    saved = [*lab.notebooks.glob(notebook.name), *lab.notebooks.rglob(f"{Path(notebook.name).stem}-checkpoint.ipynb")]
    texts = [path.read_text(encoding="utf-8") for path in saved]
    assert "shown while the notebook runs" in texts[0]
    private = [SECRET, "Müller", "marks 7b", "It reads like background", *codes(12)]
    assert [word for word in private for text in texts if word in text] == []


def test_a_slip_in_the_cell_leaves_no_class_on_the_page(open_page: Callable[..., Notebook], seven_b: Path) -> None:
    """After one class, Windows' quotes inside r"" and Run All: no figure of the first class is on the page any more."""
    notebook = open_page(CHOOSE, f"desk.open(r'{seven_b / 'marks 7b.zip'}')", "desk.far()", "desk.split()")
    expect(notebook.page.get_by_text("marks 7b.zip: 12 readers")).to_have_count(4)
    notebook._evaluate(
        '(panel) => panel.content.widgets[1].model.sharedModel.setSource(\'desk.open(r""C:\\\\marks 7a.zip"")\')'
    )
    notebook.command("notebook:run-all-cells")
    assert notebook.errors()
    expect(notebook.page.get_by_text("marks 7b.zip: 12 readers")).to_have_count(0)
    expect(parts(notebook).first.locator(".no-class")).to_contain_text("No class is chosen")
    expect(notebook.page.locator(".class-desk table")).to_have_count(0)


def test_three_files_are_chosen_and_one_is_downloaded(
    open_page: Callable[..., Notebook], seven_b: Path, tmp_path: Path
) -> None:
    """On the page that grades, marks, roster and gradebook are chosen, and the filled gradebook is downloaded."""
    notebook = open_page(name="02_grade.ipynb")
    choose(notebook, "Choose a zip, or files", seven_b / "marks 7b.zip")
    expect(notebook.page.get_by_text("Choose your roster at the top of the page.").first).to_be_visible()
    choose(notebook, "Choose a file", seven_b / "roster 7b.csv", 0)
    choose(notebook, "Choose a file", seven_b / "Grades 7b.csv", 1)
    expect(notebook.page.get_by_text("roster: roster 7b.csv · gradebook: Grades 7b.csv").first).to_be_visible()
    with notebook.page.expect_download() as download:
        notebook.page.get_by_role("button", name="Download Grades 7b-filled.csv").click()
    assert download.value.suggested_filename == "Grades 7b-filled.csv"
    download.value.save_as(tmp_path / "filled.csv")
    filled = (tmp_path / "filled.csv").read_text(encoding="utf-8")
    assert re.search(r'"Oak, Ada",17,,,7b,\d', filled)


@pytest.mark.parametrize("app", ["lab", "notebook7"])
def test_the_keyboard_alone_is_enough(app: str, open_page: Callable[..., Notebook]) -> None:
    """Arrows choose in menus, Space ticks, letters search; no cell is cut, added or left, wherever the focus is."""
    cells = ["import kit\ndesk = kit.class_desk('inner-circle')", "desk.open()", "desk.answers()", "desk.reasons()"]
    notebook = open_page(*cells, app=app)
    page = notebook.page
    chart = page.get_by_role("img", name="What was answered")
    expect(chart).to_have_attribute("aria-label", re.compile("Number of answers: c01 "))
    section = page.get_by_label("Section", exact=True)
    section.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("2")
    expect(chart).to_have_attribute("aria-label", re.compile("Number of answers: c14 "))
    expect(section).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Claims", exact=True)).to_be_focused()
    box = page.get_by_role("checkbox").first
    box.focus()
    page.keyboard.press("Space")
    expect(box).not_to_be_checked()
    expect(box).to_be_focused()
    expect(page.get_by_text("taken out by you")).to_be_visible()
    parts(notebook).last.locator(".camp").first.click()  # a click on plain words leaves the keys in the part, too
    for key in "xxdd":
        page.keyboard.press(key)
    assert notebook.cells() == len(cells)


def test_one_reason_is_hidden_before_the_class_sees_it(open_page: Callable[..., Notebook], seven_b: Path) -> None:
    """Unticked, a reason is not among those that are shown large; the button leads there and back."""
    notebook = open_page(CHOOSE, f"desk.open(r'{seven_b / 'marks 7b.zip'}')", "desk.reasons()")
    page = notebook.page
    page.get_by_label("Claim", exact=True).select_option("c01")
    page.get_by_role("checkbox", name=SECRET).uncheck()
    page.get_by_role("button", name="Show it to the class").click()
    page.get_by_role("button", name="Show two sides").click()
    expect(page.locator(".stage-camps")).to_be_visible()
    expect(page.get_by_text(SECRET)).to_have_count(0)


def test_the_projector_fills_the_window_and_is_used_with_keys(open_page: Callable[..., Notebook]) -> None:
    """One claim over the whole window: arrows go on, R and K show and hide, Esc leads back, and no key is Jupyter's."""
    cells = ["import kit\ndesk = kit.class_desk('inner-circle')", "desk.open()", "desk.reasons()"]
    notebook = open_page(*cells, viewport={"width": 1366, "height": 768})
    page, stage = notebook.page, notebook.page.locator("dialog.stage")
    page.get_by_role("button", name="Show it to the class").click()
    expect(stage).to_be_visible()
    assert stage.bounding_box() == {"x": 0, "y": 0, "width": 1366, "height": 768}
    claims = len(kit.open_lesson("inner-circle").claims)
    expect(stage).to_contain_text(f"1 of {claims}")
    for key, number in (("ArrowRight", 2), ("PageDown", 3), ("ArrowLeft", 2), ("ArrowLeft", 1), ("ArrowLeft", 1)):
        page.keyboard.press(key)
        expect(stage).to_contain_text(f"{number} of {claims}")
    page.keyboard.press("r")
    expect(page.locator(".stage-camps")).to_be_visible()
    page.keyboard.press("k")
    expect(stage).to_contain_text("The key:")
    stage.locator(".stage-text").click()
    for key in "rkxxdd":
        page.keyboard.press(key)
    expect(stage).not_to_contain_text("The key:")
    expect(page.locator(".stage-camps")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(stage).to_have_count(0)
    expect(page.get_by_role("button", name="Show it to the class")).to_be_visible()
    assert notebook.cells() == len(cells)


@pytest.mark.parametrize("name", ["01_compare_the_class.ipynb", "02_grade.ipynb"])
def test_axe_finds_nothing(name: str, open_page: Callable[..., Notebook]) -> None:
    """axe finds no violation in any part of both pages, folded parts open, in a light and a dark theme."""
    notebook = open_page(name=name)
    for theme, light in (("JupyterLab Dark", "false"), ("JupyterLab Light", "true")):
        notebook.command("apputils:change-theme", theme=theme)
        notebook.page.wait_for_function("(light) => document.body.dataset.jpThemeLight === light", arg=light)
        expect(notebook.page.locator(".class-desk .sample").first).to_be_visible()
        assert_axe_finds_nothing(notebook, theme)


def assert_axe_finds_nothing(notebook: Notebook, theme: str) -> None:
    """Ask axe about every part of the page, folded parts open."""
    notebook.page.evaluate(
        "() => document.querySelectorAll('.class-desk details').forEach((one) => { one.open = true; })"
    )
    notebook.page.evaluate(f"() => {{ if (!window.axe) {{ {AXE} }} }}")
    found = notebook.page.evaluate("async () => await axe.run({include: [['.class-desk']]}, {iframes: false})")
    assert len(found["passes"]) > 8
    wrong = [
        f"{rule['id']}: {node['failureSummary']} {node['html']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
    assert wrong == [], theme


def test_no_label_is_cut_in_two(open_page: Callable[..., Notebook]) -> None:
    """In the window of a small laptop, “anonymous” stands in one piece in every table."""
    cells = [CHOOSE, "desk.open()", "desk.split()", "desk.missed()", "desk.decide({})"]
    notebook = open_page(*cells, viewport={"width": 1366, "height": 625})
    labels = notebook.page.locator(".class-desk td").get_by_text("anonymous", exact=True)
    expect(labels.first).to_be_visible()
    lines = "(all) => all.map((one) => { const r = document.createRange(); r.selectNodeContents(one);"
    assert set(labels.evaluate_all(lines + " return r.getClientRects().length; })")) == {1}


def test_nothing_is_wider_than_a_narrow_page(open_page: Callable[..., Notebook]) -> None:
    """On a page of 400 pixels no part sticks out; a table scrolls in itself."""
    notebook = open_page(name="02_grade.ipynb", app="notebook7", viewport={"width": 400, "height": 700})
    expect(notebook.page.locator(".class-desk .sample").first).to_be_visible()
    wide = parts(notebook).evaluate_all("(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length")
    assert wide == 0
