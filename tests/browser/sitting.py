"""A reader in front of a page: the widgets in it, and the journal as the truth about what was saved.

`PlainSitting` is one at the plain host page: the true widgets and the true journal, without Jupyter, in a fraction of a
second. `Sitting` is one at a notebook in JupyterLab.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

import kit
from kit.lesson.lesson import Lesson
from kit.reading.reading import Reading
from kit.reading.reveal_widget import RevealWidget
from kit.reading.widget import ReadingWidget
from tests.browser.host import Kernel
from tests.browser.lab import Notebook, Server, notebook_cells, until
from tests.browser.view import View

#: In ms: by then the page has given up waiting, and has offered what an earlier page did not save (`outbox.js`).
LONGER_THAN_PATIENCE = 20_000


class AtPage(ABC):
    """One reader at one page. `reader` is the code, `page` the browser's page."""

    reader: str
    page: Page

    @property
    @abstractmethod
    def journal(self) -> Path:
        """The path of the reader's journal."""

    def widgets(self) -> Locator:
        """The widgets that are shown."""
        return self.page.locator(".cbc")

    def wait_for_widgets(self, count: int) -> None:
        """Wait until so many widgets are shown."""
        expect(self.widgets()).to_have_count(count)

    def view(self, index: int = 0) -> View:
        """The widget of one of the stops, from 0."""
        return View(self.widgets().nth(index))

    def lines(self, reader: str | None = None) -> list[dict[str, Any]]:
        """Return what is in the journal, this reader's or another one's."""
        path = self.journal if reader is None else self.journal.with_stem(reader)
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        return [json.loads(line) for line in text.split("\n") if line]

    def wait_for_lines(self, count: int) -> list[dict[str, Any]]:
        """Wait until the journal has at least so many lines, and return all of them."""
        what = f"{count} lines in the journal of {self.reader}"
        return until(lambda: len(lines := self.lines()) >= count and lines, what)

    def wait_for_line(self, holds: Callable[[dict[str, Any]], bool], what: str) -> dict[str, Any]:
        """Wait until a line of the journal is such, and return it."""
        return until(lambda: next((line for line in self.lines() if holds(line)), None), what)


class PlainSitting(AtPage):
    """One reader at the plain host page.

    `reading` is the reading that the widgets on the page belong to, and `kernel` what answers them: a test marks, asks
    and disturbs here directly, where it would run a cell in JupyterLab.
    """

    reading: Reading

    def __init__(self, page: Page, kernel: Kernel, folder: Path, reader: str) -> None:
        self.page, self.kernel, self.folder, self.reader = page, kernel, folder, reader

    @property
    def journal(self) -> Path:
        """The path of the reader's journal."""
        return self.folder / f"{self.reader}.jsonl"

    def read(self, lesson: str | Path | Lesson = "warm-up", *, named: bool = True) -> Reading:
        """Start reading a lesson, by its name, its folder or itself; if not `named`, as whoever read here last."""
        opened = lesson if isinstance(lesson, Lesson) else kit.open_lesson(lesson)
        self.reading = kit.start_reading(opened, self.reader if named else None, self.folder)
        return self.reading

    def run(self, *shows: tuple[int, ...], lesson: str | Path | Lesson = "warm-up") -> "PlainSitting":
        """Start reading, show paragraphs in as many widgets, and wait for these; earlier ones are taken away."""
        self.kernel.close_all()
        self.read(lesson)
        for numbers in shows:
            self.show(*numbers)
        self.wait_for_widgets(len(shows))
        return self

    def show(self, *paragraphs: int, claims: Iterable[str] | None = None) -> None:
        """Show paragraphs in one more widget, as `reading.show` does in a notebook."""
        self.kernel.show(ReadingWidget(self.reading, paragraphs, claims))

    def reveal(self, section: int = 1) -> None:
        """Show the button for a section's key in one more widget, as `reading.reveal` does in a notebook."""
        self.kernel.show(RevealWidget(self.reading, section))

    def hold_clock(self) -> None:
        """Take the page's clock in hand: from now on `wait_in_vain` lets time pass."""
        self.page.clock.install()

    def wait_in_vain(self) -> None:
        """Let as much time pass on the page as it waits for an answer, and for the answers of an earlier page."""
        self.page.clock.fast_forward(LONGER_THAN_PATIENCE)

    def theme(self, name: str) -> None:
        """Turn the page `light`, `dark`, or to `high contrast`."""
        scheme = "dark" if name == "dark" else "light"
        self.page.emulate_media(color_scheme=scheme, forced_colors="active" if name == "high contrast" else "none")


class Sitting(AtPage):
    """One reader at one notebook in JupyterLab."""

    def __init__(self, notebook: Notebook, reader: str) -> None:
        self.notebook, self.reader, self.page = notebook, reader, notebook.page

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
