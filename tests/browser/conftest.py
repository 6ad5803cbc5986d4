"""One browser, one server of plain pages and one Jupyter server for the whole run.

What is about the widgets is tested on the plain host page (`plain`; `sit_plain` for other windows or several pages).
What is about JupyterLab needs it: most of these tests put their own cells, with a reader of their own, into one shared
notebook (`sit`); those that stop or restart something get a notebook and a kernel of their own in a JupyterLab that
stays open (`sit_alone`), and those that reload or close the page, or open a second one, a browser window (`own=True`).
"""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page

from tests.browser.fixtures import SIZE
from tests.browser.host import Host
from tests.browser.lab import STEP_MS, Notebook, Server, Workbench, notebook_cells
from tests.browser.sitting import PlainSitting, Sitting

_numbers = count(10)


@pytest.fixture
def reader() -> str:
    """A reader code that no other test uses."""
    return f"quiet-otter-{next(_numbers)}"


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    """The server of plain host pages."""
    server = Host()
    yield server
    server.stop()


@pytest.fixture
def sit_plain(
    new_context: Callable[..., BrowserContext], host: Host, reader: str, tmp_path: Path, faults: list[str]
) -> Iterator[Callable[..., PlainSitting]]:
    """Sits a reader down in front of a plain host page, in a new browser or beside the page of another one."""
    sittings: list[PlainSitting] = []

    def sit_down(beside: PlainSitting | None = None, **options: Any) -> PlainSitting:
        context = beside.page.context if beside else new_context(**options)
        page, kernel = context.new_page(), host.kernel()
        page.set_default_timeout(STEP_MS)
        page.on("pageerror", lambda error: faults.append(f"{error.message}\n{error.stack}"))
        page.on("console", lambda message: _note_complaint(message, faults))
        page.goto(kernel.url)
        sittings.append(PlainSitting(page, kernel, tmp_path / "marks", reader))
        return sittings[-1]

    yield sit_down
    for sitting in sittings:
        sitting.kernel.close_all()
    faults += host.failures
    host.failures.clear()


@pytest.fixture
def plain(sit_plain: Callable[..., PlainSitting]) -> PlainSitting:
    """A reader in front of a plain host page; `plain.run((2, 3))` shows paragraphs 2 and 3 of the warm-up."""
    return sit_plain()


@pytest.fixture(scope="session")
def shared(browser: Browser, lab: Server) -> Iterator[Notebook]:
    """One notebook with one kernel, for the tests that leave both as they found them."""
    context = browser.new_context(viewport=SIZE)
    yield Notebook(context.new_page(), lab, lab.write("shared.ipynb", "pass"))
    context.close()


@pytest.fixture
def sit(shared: Notebook, reader: str, faults: list[str]) -> Iterator[Sitting]:
    """A reader in front of the shared notebook; `sit.run((2, 3))` shows paragraphs 2 and 3 of the warm-up."""
    note = _notes_faults(shared.page, faults)
    yield Sitting(shared, reader)
    shared.page.remove_listener("pageerror", note)
    shared.ask("from kit.reading.stop import living_stops\nfor stop in living_stops(): stop.close()")
    shared.set_cells("pass")


@pytest.fixture
def at_workbench(workbench: Workbench, faults: list[str]) -> Iterator[Callable[..., Notebook]]:
    """Opens notebooks in the JupyterLab that is open already, in a window of any size."""
    note = _notes_faults(workbench.page, faults)

    def open_one(name: str, viewport: Any = SIZE) -> Notebook:
        workbench.page.set_viewport_size(viewport)
        return Notebook(workbench.page, workbench.server, name)

    yield open_one
    workbench.page.remove_listener("pageerror", note)
    workbench.clear()
    workbench.page.set_viewport_size(SIZE)


@pytest.fixture
def open_notebook(
    request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext], lab: Server, faults: list[str]
) -> Iterator[Callable[..., Notebook]]:
    """Opens notebooks of the server, each with a kernel of its own, in the open JupyterLab.

    Notebook 7, a given browser, and a window of one's `own`, as for reloading or closing it, are pages of their own.
    """
    opened: list[str] = []

    def open_one(
        name: str, app: str = "lab", context: BrowserContext | None = None, *, own: bool = False, **options: Any
    ) -> Notebook:
        opened.append(name)
        if app == "lab" and not context and not own:
            return request.getfixturevalue("at_workbench")(name, **options)
        page = (context or new_context(**options)).new_page()
        _notes_faults(page, faults)
        lab.start_kernel(name)
        return Notebook(page, lab, name, app)

    yield open_one
    for name in set(opened):
        lab.stop_kernels(name)


@pytest.fixture
def sit_alone(open_notebook: Callable[..., Notebook], lab: Server, reader: str) -> Callable[..., Sitting]:
    """Sits a reader down in front of a notebook and a kernel of their own, and runs it; see `open_notebook`."""

    def sit_down(*shows: tuple[int, ...], lesson: str = "warm-up", **options: Any) -> Sitting:
        name = lab.write(f"alone-{next(_numbers)}.ipynb", *notebook_cells(lesson, *shows, reader=reader))
        sitting = Sitting(open_notebook(name, **options), reader)
        sitting.notebook.run_all()
        sitting.wait_for_widgets(len(shows))
        return sitting

    return sit_down


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """Collects what went wrong in the widget's JavaScript during a test; nothing may."""
    found: list[str] = []
    yield found
    assert not found, found


def _notes_faults(page: Page, faults: list[str]) -> Callable[[Any], None]:
    def note(error: Error) -> None:
        # The widget's module has a blob's address; what Jupyter's own bundles throw is not ours to judge.
        if "blob:" in (error.stack or ""):
            faults.append(f"{error.message}\n{error.stack}")

    page.on("pageerror", note)
    return note


def _note_complaint(message: ConsoleMessage, faults: list[str]) -> None:
    if message.type == "error":
        faults.append(message.text)
