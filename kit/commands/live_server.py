"""What `kit live` serves to this computer's browser: the teacher's page, the class's page, and the news for both.

Whoever opens the address with its token gets a cookie, as with Jupyter, so that no token stands in the window's line
of addresses, which may be on the projector.
"""

import hmac
import json
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.web import Application, HTTPError, RequestHandler

from kit.analysis.live.live_class import LiveClass
from kit.analysis.live.view_files import VIEW, style, values
from kit.commands.ports import HOST
from kit.ui.joiner import join
from kit.ui.plain_page import plain_page

#: The longest message is a list of seats.
_LONGEST = 256 * 1024
_FOR_CLASS = "class"


def listen(live: LiveClass, port: int, token: str) -> HTTPServer:
    """Serve a class on a port of this computer; whoever has the token can see it.

    Raises:
        OSError: the port is taken.
    """
    given = {"live": live, "token": token, "cookie": f"claim-by-claim-live-{port}"}
    application = Application(
        [("/(|class)", _Page, given), ("/(|class/)news", _News, given)], log_function=_say_nothing
    )
    server = HTTPServer(application, max_body_size=_LONGEST)
    server.listen(port, HOST)
    return server


def _say_nothing(_handler: RequestHandler) -> None:
    """What a page asked for is nobody's business in the window of the command."""


class _Handler(RequestHandler):
    """Lets in whoever has the token, and lets nothing be kept or put into a frame."""

    def initialize(self, live: LiveClass, token: str, cookie: str) -> None:
        self.live, self.token, self.cookie = live, token, cookie

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", "frame-ancestors 'none'")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.clear_header("Server")

    def knows(self, given: str | None) -> bool:
        """Whether this is the token."""
        return given is not None and hmac.compare_digest(given.encode(), self.token.encode())

    def write_error(self, status_code: int, **_given: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(self.live.say("live.forbidden") if status_code == HTTPError(403).status_code else "")


class _Page(_Handler):
    """A page; the first time it comes with the token."""

    def get(self, name: str) -> None:
        if self.knows(self.get_query_argument("token", None)):
            self.set_cookie(self.cookie, self.token, httponly=True, samesite="Strict", expires_days=None)
            self.redirect(f"/{name}")
            return
        if not self.knows(self.get_cookie(self.cookie)):
            raise HTTPError(403)
        self.finish(_page(self.live, is_for_class=name == _FOR_CLASS))


class _News(_Handler):
    """What a page shows now. A page of another site cannot ask: its browser first asks whether it may send JSON."""

    async def post(self, name: str) -> None:
        is_json = self.request.headers.get("Content-Type", "").startswith("application/json")
        if not is_json or not self.knows(self.get_cookie(self.cookie)):
            raise HTTPError(403)
        try:
            message = json.loads(self.request.body)
        except ValueError as error:
            raise HTTPError(400) from error
        is_for_class = name.startswith(_FOR_CLASS)
        asked = message if isinstance(message, dict) else {}
        answer = await IOLoop.current().run_in_executor(
            None, lambda: self.live.answer(asked, is_for_class=is_for_class)
        )
        self.finish(answer)


def _page(live: LiveClass, *, is_for_class: bool) -> str:
    given = values(live, is_for_class=is_for_class, window="" if is_for_class else f"/{_FOR_CLASS}")
    return plain_page(
        join(VIEW / "page.js"),
        title=live.say("live.class_title" if is_for_class else "live.title"),
        language=live.lesson.article.language,
        style=style() + _WIDE,
        data=given | {"address": f"/{_FOR_CLASS}/news" if is_for_class else "/news"},
        allowed={"connect-src": "'self'"},
    )


#: The whole width is the page's.
_WIDE = "body { max-width: none; }"
