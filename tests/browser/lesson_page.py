"""A reader in front of a lesson that is one file: its parts, its stops, and what this browser keeps."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.lab import STEP_MS, until
from tests.browser.view import View

_numbers = count(1)

#: Opens the page's own database: `store` is then the one of the lines; it goes on inside of `new Promise((done) => {`.
KEPT = (
    "const asked = indexedDB.open('claim-by-claim'); asked.onsuccess = () => { const store = (mode) =>"
    " asked.result.transaction('lines', mode).objectStore('lines');"
)
#: Ways in which a browser can be without storage; each runs before the page's own script.
WITHOUT_STORAGE = {
    "undefined": "Object.defineProperty(window, 'indexedDB', { value: undefined });",
    "throws": "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('', 'SecurityError'); } });",
    "fails": "indexedDB.open = () => { const asked = {}; setTimeout(() => asked.onerror?.()); return asked; };",
    "hangs": "indexedDB.open = () => ({});",
}


class At:
    """A reader at one page; `asked` lists every request, `html` is the file's text."""

    def __init__(self, page: Page, address: str, html: str, faults: list[str], before: str = "", **how: Any) -> None:
        self.page, self.html, self.faults = page, html, faults
        self.asked: list[str] = []
        page.set_default_timeout(STEP_MS)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: faults.append(f"{error.message}\n{error.stack}"))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        if before:
            page.add_init_script(before)
        page.goto(address, **how)
        self.ready()

    def ready(self) -> None:
        """Wait until the first part lives, to its last stop."""
        for place in self.page.locator(".part.is-open [data-stop]").all():
            expect(place.locator(".cbc:not([data-drawn])").first).to_be_attached(timeout=STEP_MS)

    def part(self, address: str) -> Locator:
        """The part with this address."""
        return self.page.locator(f"section.part[id='{address}']")

    def go(self, address: str) -> None:
        """Open a part by its name in the list of parts."""
        self.page.locator(f".parts a[href='#{address}']").click()
        expect(self.part(address)).to_be_visible()

    def stop(self, paragraph: int) -> View:
        """The stop that shows this paragraph as its own, in the part that is open."""
        shown = f"[data-stop] .cbc:has([data-paragraph='{paragraph}'])"
        return View(self.page.locator(".part.is-open").locator(shown).first)

    def stop_of(self, words: str) -> View:
        """The stop in whose text a claim with these words stands, in the part that is open."""
        return View(self.page.locator(".part.is-open [data-stop] .cbc", has=self.page.get_by_text(words)).first)

    def reader(self) -> str:
        """Whose answers the page keeps now."""
        return str(self.page.evaluate(self._kept("notes", "get('reader')")))

    def lines(self) -> list[dict[str, Any]]:
        """What this browser keeps of whoever reads now."""
        reader = json.dumps(self.reader())
        range_ = f"IDBKeyRange.bound([{reader}, 0], [{reader}, 1e9])"
        return [json.loads(line) for line in self.page.evaluate(self._kept("lines", f"getAll({range_})"))]

    def kept_notes(self) -> list[Any]:
        """The names of what this browser keeps beside the lines."""
        return list(self.page.evaluate(self._kept("notes", "getAllKeys()")))

    def wait_for_lines(self, number: int) -> list[dict[str, Any]]:
        """Wait until there are at least so many lines, and return them."""
        return until(lambda: len(lines := self.lines()) >= number and lines, f"{number} lines")

    def download(self) -> tuple[str, str]:
        """Take the file to hand in, and return its name and text."""
        self.go("hand-in")
        with self.page.expect_download() as started:
            self.part("hand-in").locator("[data-do=hand-in]").click()
        return started.value.suggested_filename, Path(started.value.path()).read_text(encoding="utf-8")

    def _kept(self, store: str, ask: str) -> str:
        return (
            "() => new Promise((done) => { const asked = indexedDB.open('claim-by-claim'); asked.onsuccess = () => {"
            f" const got = asked.result.transaction('{store}').objectStore('{store}').{ask};"
            " got.onsuccess = () => { asked.result.close(); done(got.result); } } })"
        )


def open_file(
    context: BrowserContext,
    html: str,
    folder: Path,
    faults: list[str],
    without_storage: str | None = None,
    at_once: str = "",
) -> At:
    """Open a page as a file, as from a stick; `at_once` is JavaScript that runs before it."""
    path = folder / f"lesson-{next(_numbers)}.html"
    path.write_text(html, encoding="utf-8")
    before = WITHOUT_STORAGE[without_storage] if without_storage else at_once
    return At(context.new_page(), path.as_uri(), html, faults, before)


@contextmanager
def serve(html: str, held: str = "", go_on: threading.Event | None = None) -> Iterator[str]:
    """Serve one page by http, at the address that this yields; behind the words `held` it comes when `go_on` is set."""
    first, sign, rest = html.partition(held) if held else (html, "", "")

    class _Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802 (the library's name)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"{first}{sign}".encode())
            if go_on:
                self.wfile.flush()
                go_on.wait(STEP_MS / 1000)
            self.wfile.write(rest.encode())

        def log_message(self, *_given: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
