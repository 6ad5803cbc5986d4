"""A reader in front of a notebook: the page, the widgets in it, and the journal as the truth about what was saved."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.lab import Notebook, Server, notebook_cells, until
from tests.browser.view import View


class Sitting:
    """One reader with one open notebook."""

    def __init__(self, notebook: Notebook, reader: str) -> None:
        self.notebook, self.reader = notebook, reader

    @property
    def page(self) -> Page:
        """The browser's page."""
        return self.notebook.page

    @property
    def server(self) -> Server:
        """The server, with its folders."""
        return self.notebook.server

    @property
    def journal(self) -> Path:
        """The path of the reader's journal."""
        return self.server.journal(self.reader)

    def run(self, *shows: tuple[int, ...], lesson: str = "warm-up") -> "Sitting":
        """Put a small notebook's cells in place, run them, and wait for their widgets."""
        self.notebook.set_cells(*notebook_cells(lesson, *shows, reader=self.reader))
        self.notebook.run_all()
        self.wait_for_widgets(len(shows))
        return self

    def wait_for_widgets(self, count: int) -> None:
        """Wait until so many widgets are shown."""
        expect(self.notebook.widgets()).to_have_count(count)

    def view(self, index: int = 0) -> View:
        """The widget of one of the stops, from 0."""
        return View(self.notebook.widgets().nth(index))

    def lines(self) -> list[dict[str, Any]]:
        """Return what is in the journal."""
        return self.server.lines(self.reader)

    def wait_for_lines(self, count: int) -> list[dict[str, Any]]:
        """Wait until the journal has at least so many lines, and return all of them."""
        what = f"{count} lines in the journal of {self.reader}"
        return until(lambda: len(lines := self.lines()) >= count and lines, what)

    def wait_for_line(self, holds: Callable[[dict[str, Any]], bool], what: str) -> dict[str, Any]:
        """Wait until a line of the journal is such, and return it."""
        return until(lambda: next((line for line in self.lines() if holds(line)), None), what)
