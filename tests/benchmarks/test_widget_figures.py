"""The widget's figures (models, comm messages, bytes, time to the last claim) beside a bare `ipywidgets.HTML`.

Run with `-s` to see the table.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.benchmarks.frames import Frames
from tests.benchmarks.lessons import write_lesson
from tests.browser.lab import Notebook, Server, Workbench

SIZES = (5, 50, 500, 2000, 5000)
#: With fewer claims both times are a handful of the screen's frames, and their ratio is noise.
PROMISED = 2000
BARE = """import ipywidgets, html
from IPython.display import display
paragraphs = "".join(f"<p>{html.escape(p.text)}</p>" for p in lesson.article.paragraphs)
display(ipywidgets.HTML(paragraphs + "<b id='bare-end'>end</b>"))"""
OPEN = """import kit, ipywidgets, anywidget
lesson = kit.open_lesson({folder!r})
reading = kit.start_reading(lesson, reader={reader!r})"""


@pytest.fixture
def frames(workbench: Workbench) -> Iterator[Frames]:
    """What goes over the websockets of the open JupyterLab."""
    watching = Frames().watch(workbench.page)
    yield watching
    watching.leave(workbench.page)


@pytest.fixture
def open_cells(workbench: Workbench, lab: Server, frames: Frames) -> Iterator[Callable[..., Notebook]]:
    """Opens a notebook of these cells in the open JupyterLab, and closes it with its kernel."""
    opened: list[str] = []

    def open_one(name: str, *cells: str) -> Notebook:
        opened.append(name)
        return Notebook(workbench.page, lab, lab.write(name, *cells))

    yield open_one
    workbench.clear()
    for name in opened:
        lab.stop_kernels(name)


def shown_after(notebook: Notebook, cell: int, last: str) -> float:
    """Run one cell and return the milliseconds until the last of its words is laid out on the page."""
    return notebook.page.evaluate(
        """async ([cell, last]) => {
          const panel = window.jupyterapp.shell.currentWidget;
          panel.content.activeCellIndex = cell;
          const began = performance.now();
          window.jupyterapp.commands.execute("notebook:run-cell");
          const said = () => JSON.stringify(panel.content.activeCell.model.outputs?.toJSON() ?? "").slice(0, 500);
          while (!document.querySelector(last)?.getBoundingClientRect().height) {
            if (performance.now() - began > 60000) throw new Error("nothing was drawn: " + last + said());
            await new Promise(requestAnimationFrame);
          }
          return performance.now() - began;
        }""",
        [cell, last],
    )


def models(notebook: Notebook) -> int:
    """How many widget models the kernel holds."""
    return int(notebook.ask("import ipywidgets; print(len(ipywidgets.widgets.widget._instances))"))


@pytest.mark.parametrize("size", SIZES)
def test_draws_any_number_of_claims(size: int, lab: Server, frames: Frames, open_cells: Callable[..., Notebook]):
    """At most 3 models and 12 comm messages for any number of claims, and all in sight within 3 times the bare HTML."""
    folder = write_lesson(lab.notebooks / f"lesson-{size}", size)
    cells = (OPEN.format(folder=str(folder), reader=f"swift-finch-{10 + SIZES.index(size)}"), BARE, "reading.show()")
    notebook = open_cells(f"figures-{size}.ipynb", *cells)
    shown_first(notebook)
    bare = shown_after(notebook, 1, "#bare-end")
    before = models(notebook)
    frames.clear()
    last = f"[data-claim='c{size:04}']"
    widget = shown_after(notebook, 2, last)
    notebook.page.wait_for_timeout(500)
    drawn, count = frames.count, models(notebook) - before
    print(f"\n{size} claims: {count} models, {drawn} messages, {widget:.0f} ms, bare HTML {bare:.0f} ms")
    assert count <= 3
    assert drawn <= 12
    if size == PROMISED:
        assert best_ratio(notebook, last, widget / bare) <= 3


def best_ratio(notebook: Notebook, last: str, first: float) -> float:
    """The widget's time by the bare HTML's, the best of four pairs: whatever else the machine does only adds to it."""
    ratios = [first]
    for _ in range(3):
        notebook.command("notebook:clear-all-cell-outputs")
        bare = shown_after(notebook, 1, "#bare-end")
        ratios.append(shown_after(notebook, 2, last) / bare)
    print(f"ratios: {', '.join(f'{ratio:.2f}' for ratio in ratios)}")
    return min(ratios)


@pytest.mark.parametrize("size", [50, 2000])
def test_a_mark_costs_the_same_however_many_there_are(
    size: int, lab: Server, frames: Frames, open_cells: Callable[..., Notebook]
):
    """A mark is 1 message up and at most 2 down, of bytes that grow neither with claims nor with marks."""
    folder, reader = write_lesson(lab.notebooks / f"lesson-{size}", size), f"swift-finch-{30 + size % 7}"
    cells = (OPEN.format(folder=str(folder), reader=reader), "reading.show()")
    notebook = open_cells(f"marks-{size}.ipynb", *cells)
    page = notebook.page
    notebook.run_all()
    first = mark_bytes(page, frames, "c0001")
    notebook.ask(f"for claim in lesson.claims[1:{min(size, 500)}]: reading.mark(claim.id, ['sourced'])")
    page.wait_for_timeout(2500)
    later = mark_bytes(page, frames, "c0002")
    print(f"\n{size} claims: {first} bytes up and down with no marks, {later} with {min(size, 500)}")
    assert max(later) <= 1.2 * max(first)


def mark_bytes(page: Page, frames: Frames, claim: str) -> tuple[int, int]:
    """Mark a claim with a key and return the bytes that went up and down, from one message up and at most two down."""
    page.locator(f"[data-claim='{claim}']").first.click()
    page.wait_for_timeout(300)
    frames.clear()
    page.keyboard.press("d")
    page.wait_for_timeout(1500)
    assert len(frames.up) == 1
    assert 1 <= len(frames.down) <= 2
    return sum(frames.up), sum(frames.down)


def shown_first(notebook: Notebook) -> None:
    """Run the first cell and wait until the kernel has done it."""
    notebook.page.evaluate(
        "async () => { const panel = window.jupyterapp.shell.currentWidget; panel.content.activeCellIndex = 0;"
        " await window.jupyterapp.commands.execute('notebook:run-cell'); }"
    )
