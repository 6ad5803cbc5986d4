"""The plain host page with the real widgets behind it: what a kernel is to JupyterLab, without JupyterLab.

The page is the kit's own (`kit/ui`); a thread of this process takes in the page's messages, one after the other, and
hands them to the widget just as a kernel does. So a test sees the true pair of page and Python, in a second or less.
"""

import asyncio
import json
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import anywidget
import traitlets.log
from comm.base_comm import BaseComm
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from kit.ui.joiner import join
from kit.ui.plain_page import plain_page
from tests.browser.lab import until

SCRIPT = Path(__file__).with_name("host_page.js")


class Kernel:
    """Holds the widgets of one page (or of several tabs), and the lines to them.

    `hears` is whether messages reach the widgets; what comes while it is False is lost, as with a kernel that hangs.
    """

    def __init__(self, url: str, in_turn: Callable[..., Any]) -> None:
        self.url, self.hears = url, True
        self._widgets: dict[str, anywidget.AnyWidget] = {}
        self._lines: list[_Line] = []
        self._in_turn = in_turn

    def show(self, widget: anywidget.AnyWidget) -> None:
        """Show a widget on the page, below the others."""
        widget.comm = _Wire(self, widget.model_id)

        def open_it() -> None:
            self._widgets[widget.model_id] = widget
            self._send(self._opening(widget), self._lines)

        self._in_turn(open_it)

    def close_all(self) -> None:
        """Close every widget; the page takes them away."""

        def close_them() -> None:
            for widget in self._widgets.values():
                widget.close()
            self._widgets.clear()

        self._in_turn(close_them)

    def die(self) -> None:
        """Cut the lines, and wait until the pages have noticed: whatever they send now finds nobody."""
        self._in_turn(lambda: [line.close() for line in self._lines])
        until(lambda: not self._lines, "the lines are cut")

    def tell(self, message: dict[str, Any]) -> None:
        """Send a message down every line, from any thread."""
        self._in_turn(self._send, message, self._lines)

    def join_in(self, line: "_Line") -> None:
        """Take a new line of a page, and show on it what is open now."""
        for widget in self._widgets.values():
            self._send(self._opening(widget), [line])
        self._lines.append(line)

    def leave(self, line: "_Line") -> None:
        """Let the line of a page go that is closed."""
        self._lines.remove(line)

    def hear(self, message: dict[str, Any]) -> None:
        """Hand what came up to its widget; one that was closed meanwhile hears nothing."""
        widget = self._widgets.get(message.pop("widget"))
        if self.hears and widget is not None and widget.comm is not None:
            widget.comm.handle_msg({"content": {"data": message}, "buffers": []})

    def _send(self, message: dict[str, Any], lines: list["_Line"]) -> None:
        text = json.dumps(message)
        for line in lines:
            with suppress(WebSocketClosedError):
                line.write_message(text)

    def _opening(self, widget: anywidget.AnyWidget) -> dict[str, Any]:
        state = widget.get_state()
        texts = {"esm": state.pop("_esm"), "css": state.pop("_css", "")}
        return {"method": "open", "widget": widget.model_id, "state": state} | texts


class _Wire(BaseComm):
    """What a widget sends through, where a kernel has its comm."""

    def __init__(self, kernel: Kernel, widget: str) -> None:
        super().__init__(comm_id=widget, primary=False)
        self._kernel, self._widget = kernel, widget

    def publish_msg(self, msg_type: str, data: Any = None, *_more: Any, **_named: Any) -> None:
        """Send a message to the page."""
        message = {"method": "close"} if msg_type == "comm_close" else dict(data)
        self._kernel.tell({"widget": self._widget} | message)


class Host:
    """One server of plain pages for a whole run, on a loopback port, in a thread of its own.

    `failures` are the exceptions that a widget did not catch while it heard a message.
    """

    def __init__(self) -> None:
        self.failures: list[str] = []
        self._kernels: dict[str, Kernel] = {}
        self._numbers = count(1)
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="host", daemon=True)
        self._note = _Note(self.failures)
        traitlets.log.get_logger().addHandler(self._note)
        self._thread.start()
        assert self._ready.wait(20), "the server of plain pages has not started"

    def kernel(self) -> Kernel:
        """Start a kernel with a page of its own."""
        number = str(next(self._numbers))
        self._kernels[number] = Kernel(f"http://127.0.0.1:{self._port}/{number}", self._in_turn)
        return self._kernels[number]

    def stop(self) -> None:
        """End the server."""
        self._in_turn(self._end.set)
        self._thread.join()
        traitlets.log.get_logger().removeHandler(self._note)

    def _in_turn(self, act: Callable[..., Any], *given: Any) -> None:
        self._loop.call_soon_threadsafe(act, *given)

    async def _serve(self) -> None:
        [socket] = bind_sockets(0, "127.0.0.1")
        self._port = socket.getsockname()[1]
        allowed = {"script-src": "blob:", "connect-src": f"ws://127.0.0.1:{self._port}"}
        script = f"{join(SCRIPT)}openLine((address) => import(address));"
        page = plain_page(script, title="Plain host page", allowed=allowed)
        given = {"kernels": self._kernels}
        server = HTTPServer(Application([(r"/(\d+)", _Page, {"page": page}), (r"/(\d+)/line", _Line, given)]))
        server.add_socket(socket)
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        self._ready.set()
        await self._end.wait()
        server.stop()


class _Page(RequestHandler):
    def initialize(self, page: str) -> None:
        self.page = page

    def get(self, _number: str) -> None:
        self.finish(self.page)


class _Line(WebSocketHandler):
    def initialize(self, kernels: dict[str, Kernel]) -> None:
        self.kernels = kernels

    def open(self, number: str) -> None:
        if number not in self.kernels:
            raise HTTPError(404)
        self.kernel = self.kernels[number]
        self.kernel.join_in(self)

    def on_message(self, message: str | bytes) -> None:
        self.kernel.hear(json.loads(message))

    def on_close(self) -> None:
        self.kernel.leave(self)


class _Note(logging.Handler):
    """Keeps what ipywidgets only logs: a callback that failed."""

    def __init__(self, failures: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.failures = failures

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self.failures.append(self.format(record))
