"""A host for one site, below a folder of its own as on GitHub Pages: it can fall silent, and tells what was asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath

from kit.sharing.site import Site

FOLDER = "/a-school/lessons-7b/"
_KINDS = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".css": "text/css"}
_KINDS |= {".json": "application/json", ".ipynb": "application/json", ".svg": "image/svg+xml", ".md": "text/markdown"}


class SiteHost:
    """The host: what it hands out (`files`), whether it answers, and every path that it was asked for.

    With `is_brief` it sends whoever asks for `page.html` on to `page`, as some hosts do.
    """

    def __init__(self, site: Site) -> None:
        self.files: dict[str, bytes] = {}
        self.is_on, self.is_brief = True, False
        self.asked: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}{FOLDER}"
        self.publish(site)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def publish(self, site: Site) -> None:
        """Hand out this site from now on."""
        self.files = {name: content for name, content in site.files.items() if isinstance(content, bytes)}
        self.files["claim-by-claim.json"] = b"{}"

    def answer(self, path: str) -> tuple[int, bytes, str]:
        """Return what a path gets: status, content, and where it is sent on to, if anywhere."""
        name = path.partition("?")[0].removeprefix(FOLDER)
        if self.is_brief and name.endswith(".html"):
            return 308, b"", FOLDER + name.removesuffix(".html").removesuffix("index")
        names = [name, f"{name}index.html", *([f"{name}.html"] if self.is_brief else [])]
        found = next((one for one in names if one in self.files), None) if path.startswith(FOLDER) else None
        return (404, self.files["404.html"], "") if found is None else (200, self.files[found], "")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        host = self

        class _Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # noqa: N802 (the library's name)
                if not host.is_on:
                    return  # the connection ends without an answer
                host.asked.append(self.path)
                status, content, onward = host.answer(self.path)
                self.send_response(status)
                self.send_header("Content-Type", _kind_of(self.path))
                self.send_header("Cache-Control", "max-age=600")  # as GitHub Pages does
                if onward:
                    self.send_header("Location", onward)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_given: object) -> None:
                pass

        return _Handler


def _kind_of(path: str) -> str:
    """The type that hosts give a file, by its ending; a folder's is that of its page."""
    ending = PurePosixPath(path.partition("?")[0]).suffix
    return _KINDS.get(ending, "text/html; charset=utf-8")


@contextmanager
def hosted(site: Site) -> Iterator[SiteHost]:
    """Host a site."""
    host = SiteHost(site)
    yield host
    host.server.shutdown()
    host.server.server_close()
