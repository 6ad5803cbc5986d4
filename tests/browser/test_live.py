"""The class while it reads, in a browser: it renews itself, moves nothing, says when it cannot, and stops unseen."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tornado.httpserver import HTTPServer

import kit
from kit.analysis.live import live_class as counting
from kit.analysis.live.live_class import LiveClass
from kit.commands.live_server import listen
from kit.commands.ports import HOST
from kit.commands.read import free_port
from kit.marks.lines import to_line
from kit.sharing.live_class import live_class
from tests.browser.lab import STEP_MS, Notebook, Server
from tests.browser.test_accessible import axe
from tests.classes import codes, lines_of

pytestmark = pytest.mark.browser

LESSON = kit.open_lesson("inner-circle")
#: Where each part of the page stands: what would jump if anything did.
PLACES = """() => [...document.querySelectorAll(".cbc-live section, .cbc-live-line, .cbc-live-claims > li:first-child")]
  .map((part) => [Math.round(part.getBoundingClientRect().x), Math.round(part.getBoundingClientRect().y + scrollY)])"""


class Classroom:
    """A class of twelve in a folder; its lines come when a test wants them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.left = [replace(line, labels=line.labels) for line in lines_of(LESSON, 12) if line.kind == "mark"]
        self.folder.mkdir()

    def mark(self, claims: set[str]) -> None:
        """Everybody marks these claims."""
        for line in self.left:
            if line.claim in claims:
                with (self.folder / f"{line.reader}.jsonl").open("ab") as file:
                    file.write(to_line(line))


class Serving:
    """`kit live` without its window: it can be stopped, and begin again on the same port."""

    def __init__(self, live: LiveClass) -> None:
        self.live, self.port = live, free_port(8990)
        self.asked = 0
        self._loop = asyncio.new_event_loop()
        self._server: HTTPServer | None = None
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.begin()

    @property
    def address(self) -> str:
        """The address of the teacher's page, with its token."""
        return f"http://{HOST}:{self.port}/?token=secret"

    def begin(self) -> None:
        """Serve."""
        self._server = self._in_loop(lambda: listen(self.live, self.port, "secret"))

    def stop(self) -> None:
        """End as the command does: the port is free, and nobody answers."""

        async def end() -> None:
            self._server.stop()
            await self._server.close_all_connections()

        asyncio.run_coroutine_threadsafe(end(), self._loop).result(10)

    def _in_loop(self, act: Callable[[], Any]) -> Any:
        async def run() -> Any:
            return act()

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(10)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Classroom:
    """A class that has marked three claims; its page is renewed ten times a second."""
    monkeypatch.setattr(counting, "EVERY", 0.1)
    monkeypatch.setattr(counting, "SHARE", 0.0)
    room = Classroom(tmp_path / "7b")
    room.mark({"c01", "c05", "c18"})
    return room


@pytest.fixture
def serving(room: Classroom) -> Iterator[Serving]:
    """The class's page, served."""
    serving = Serving(live_class(room.folder, LESSON, path="short"))
    yield serving
    serving.stop()


def opened(context: BrowserContext, address: str, faults: list[str]) -> Page:
    """Open a page and wait until it has news."""
    page = context.new_page()
    page.set_default_timeout(STEP_MS)
    page.on("pageerror", lambda error: faults.append(error.message))
    page.goto(address)
    expect(page.get_by_text("Renewed at")).to_be_visible()
    return page


def asked(page: Page) -> list[str]:
    """A list that grows with every question of the page."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if request.method == "POST" else None)
    return found


def see(page: Page, *, is_hidden: bool) -> None:
    """Look away from the page, or at it again, as when another window covers it."""
    page.evaluate(
        "(hidden) => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        is_hidden,
    )


def test_it_renews_itself_and_nothing_moves(
    room: Classroom, serving: Serving, new_context: Callable[..., BrowserContext], faults: list[str]
) -> None:
    """New marks appear; parts, typed letters and the focus stay; unseen it asks nothing; a stop is said, and ends."""
    page = opened(new_context(viewport={"width": 1366, "height": 625}), serving.address, faults)
    readers = page.locator(".cbc-live-readers > li")
    expect(readers).to_have_count(12)
    line = page.get_by_label("Your line for the class")
    line.type("Go ba")
    before = page.evaluate(PLACES)
    room.mark({"c12", "c29"})
    expect(readers.first.locator(".is-far")).to_contain_text("5/10")
    assert page.evaluate(PLACES) == before
    page.keyboard.type("ck.")
    expect(line).to_have_value("Go back.")
    expect(line).to_be_focused()
    see(page, is_hidden=True)
    questions = asked(page)
    page.wait_for_timeout(500)
    assert len(questions) <= 1
    see(page, is_hidden=False)
    serving.stop()
    expect(page.locator(".cbc-live-state")).to_contain_text("No answer since")
    assert page.evaluate(PLACES) == before
    expect(readers).to_have_count(12)
    serving.begin()
    see(page, is_hidden=False)
    expect(page.locator(".cbc-live-state")).to_contain_text("Renewed at")
    assert questions


def test_the_class_sees_the_teachers_line_and_nobody(
    serving: Serving, new_context: Callable[..., BrowserContext], faults: list[str]
) -> None:
    """By keys alone a line comes to the projector, in its own window and over the whole one; no code is in either."""
    context = new_context(viewport={"width": 1280, "height": 720})
    page = opened(context, serving.address, faults)
    assert "secret" not in page.url
    window = opened(context, page.get_by_role("link", name="Open in a window").evaluate("(link) => link.href"), faults)
    page.bring_to_front()
    page.get_by_label("Or begin with one of these").select_option(index=2)
    expect(page.get_by_label("Your line for the class")).to_be_focused()
    page.keyboard.press("Enter")
    expect(window.locator(".cbc-stage-line")).to_have_text(
        "Go back to paragraph 17. Which earlier claim does it touch?"
    )
    expect(window.get_by_role("heading", name="What splits us")).to_be_visible()
    assert not any(code in window.content() for code in codes(12))
    for width, height in [(1280, 720), (1366, 625)]:
        window.set_viewport_size({"width": width, "height": height})
        assert window.evaluate("document.documentElement.scrollHeight") <= height
    page.get_by_role("button", name="Fill the screen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Go back to paragraph 17")
    assert not any(code in page.get_by_role("dialog").inner_text() for code in codes(12))
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_label("how far we are").uncheck()
    expect(window.get_by_role("heading", name="How far we are")).to_be_hidden()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1366, "dark")])
def test_everybody_can_use_it(
    width: int,
    scheme: str,
    serving: Serving,
    new_context: Callable[..., BrowserContext],
    faults: list[str],
) -> None:
    """Axe finds nothing on either page, with all that folds unfolded, and nothing is wider than the window."""
    context = new_context(viewport={"width": width, "height": 720}, color_scheme=scheme)
    for address in (serving.address, serving.address.replace("?token=secret", "class")):
        page = opened(context, address, faults)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert axe(page, address) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_in_a_notebook_no_cell_is_run_again(
    room: Classroom, open_notebook: Callable[..., Notebook], lab: Server, faults: list[str]
) -> None:
    """The same page below a cell renews itself; nothing of the class is saved; without its cell, nothing is asked."""
    cells = [
        "from kit.analysis.live import live_class as counting\ncounting.EVERY = 0.1\ncounting.SHARE = 0.0",
        f"import kit\nlive = kit.live_class({str(room.folder)!r}, path='short')\nlive",
        "asked = []\nanswer = live.answer\nlive.answer = lambda *given: asked.append(1) or answer(*given)",
    ]
    notebook = open_notebook(lab.write("live.ipynb", *cells))
    notebook.run_all()
    reader = notebook.page.locator(".cbc-live-readers > li").first
    expect(reader).to_contain_text("3/10")
    room.mark({"c12"})
    expect(reader).to_contain_text("4/10")
    notebook.save()
    saved = (lab.notebooks / "live.ipynb").read_text(encoding="utf-8")
    assert "not kept in this file" in saved
    assert not any(code in saved for code in codes(12))
    notebook.set_cells("pass")
    expect(notebook.page.locator(".cbc-live")).to_have_count(0)
    notebook.ask("asked.clear()")
    notebook.page.wait_for_timeout(400)
    assert notebook.ask("print(len(asked))").strip() == "0"
