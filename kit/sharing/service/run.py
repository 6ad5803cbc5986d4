"""The service at work: started by the hub, ended by the hub, at the address that the hub gives it."""

import asyncio
import os
import signal
from secrets import token_bytes
from typing import Any
from urllib.parse import urlsplit

from jupyterhub.services.auth import HubAuth, HubOAuth, HubOAuthCallbackHandler
from tornado.httpserver import HTTPServer
from tornado.log import access_log, app_log
from tornado.web import Application, RequestHandler

from kit.lesson.plain_errors import Mistake
from kit.sharing.service.access import REMEMBERED, Classes
from kit.sharing.service.database import open_database
from kit.sharing.service.handlers import ClassLines, ClassZip, Lines, Nothing, Service, Student
from kit.sharing.service.intake import LARGEST_POST
from kit.sharing.service.page import ClassesPage
from kit.sharing.service.store import Store
from kit.sharing.service.writer import Writer

#: What a hub tells the service by its environment.
NEEDED = ("JUPYTERHUB_API_TOKEN", "JUPYTERHUB_API_URL", "JUPYTERHUB_SERVICE_URL", "JUPYTERHUB_SERVICE_PREFIX")


def serve() -> None:
    """Serve until the hub, or Ctrl+C, ends it.

    Raises:
        NoDatabase: the database cannot be used.
        ValueError: no hub started this.
        OSError: the port is taken.
    """
    if missing := [name for name in NEEDED if not os.environ.get(name)]:
        raise Mistake(
            f"The marks service is started by a JupyterHub, which tells it where it is ({missing[0]} is not set). "
            "“kit marks-service --guide” says what to write into the hub's configuration."
        )
    store = Store(open_database())
    try:
        asyncio.run(_serve(store))
    finally:
        store.close()


async def _serve(store: Store) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    writer = Writer(store)
    server = HTTPServer(application(store, writer), max_body_size=LARGEST_POST)
    address = urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
    server.listen(address.port or 80, address.hostname or "127.0.0.1")
    app_log.warning("The marks service listens at %s:%s.", address.hostname, address.port)
    await ended.wait()
    server.stop()
    await writer.close()


def application(store: Store, writer: Writer) -> Application:
    """Return the service as tornado runs it, at the address that the environment names."""
    prefix = os.environ["JUPYTERHUB_SERVICE_PREFIX"]
    by_token = HubAuth(cache_max_age=REMEMBERED)
    in_browser = HubOAuth.instance(cache_max_age=REMEMBERED)  # the one whose log-ins the callback ends
    handlers: list[tuple[str, Any]] = [
        ("", ClassesPage),
        ("oauth_callback", HubOAuthCallbackHandler),
        ("lines", Lines),
        (r"classes/(.+)\.zip", ClassZip),
        ("classes/(.+)/lines", ClassLines),
        ("students/(.+)", Student),
    ]
    return Application(
        [(prefix + path, handler) for path, handler in handlers],
        default_handler_class=Nothing,
        service=Service(store, writer, Classes(by_token)),
        by_token=by_token,
        in_browser=in_browser,
        cookie_secret=token_bytes(32),
        log_function=_log,
    )


def _log(handler: RequestHandler) -> None:
    """Log what was not done, without the address, which may name a student, and without anything that was sent."""
    status = handler.get_status()
    if status >= 400:
        what = (status, handler.request.method, type(handler).__name__, 1000 * handler.request.request_time())
        (access_log.error if status >= 500 else access_log.warning)("%d %s %s %.1f ms", *what)
