"""The command `kit live`: what it serves, and to whom; and what it says where it cannot begin."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, closing
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPResponse

import kit
from kit.__main__ import main
from kit.commands import live as command
from kit.commands.live_server import listen
from kit.commands.ports import HOST
from kit.commands.read import free_port
from kit.sharing.live_class import live_class
from tests.journals import put, small_journal, text
from tests.loops import apart, run_apart

JSON = {"Content-Type": "application/json"}
Ask = Callable[..., Awaitable[HTTPResponse]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that a class shares: two readers have begun."""
    lesson = kit.open_lesson("inner-circle")
    for code in ("bold-fox-10", "calm-hare-22"):
        put(tmp_path / "7b", f"{code}.jsonl", text(small_journal(lesson, reader=code, journal=code)))
    return tmp_path / "7b"


def served(folder: Path, use: Callable[[Ask], Awaitable[Any]]) -> Any:
    """Serve a class with the token `secret`, and let `use` ask for addresses there."""

    async def run() -> Any:
        port = free_port(8970)
        server = listen(live_class(folder), port, "secret")

        async def ask(path: str, body: object = None, **headers: str) -> HTTPResponse:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            method = "GET" if body is None else "POST"
            data = None if body is None else json.dumps(body)
            options = {"method": method, "body": data, "headers": given, "raise_error": False}
            return await AsyncHTTPClient().fetch(f"http://{HOST}:{port}{path}", follow_redirects=False, **options)

        try:
            return await use(ask)
        finally:
            server.stop()

    return run_apart(run())


def test_the_page_is_for_whoever_has_the_token(folder: Path) -> None:
    """With the token there is a cookie, and with the cookie a page without the token, which asks nobody else."""

    async def use(ask: Ask) -> None:
        assert [(await ask(path)).code for path in ("/", "/class", "/?token=guess")] == [403, 403, 403]
        assert "kit live wrote" in (await ask("/")).body.decode()
        let_in = await ask("/?token=secret")
        assert (let_in.code, let_in.headers["Location"]) == (302, "/")
        cookie = let_in.headers["Set-Cookie"]
        assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
        page = await ask("/", Cookie=cookie.partition(";")[0])
        assert page.code == 200
        html = unescape(page.body.decode())
        assert "secret" not in html and "bold-fox-10" not in html
        assert "default-src 'none'" in html and "connect-src 'self'" in html and "unsafe" not in html
        assert "://" not in html.split("<style>")[0]

    served(folder, use)


def test_news_are_for_whoever_has_the_cookie(folder: Path) -> None:
    """The teacher's news have codes, the class's none; without a cookie, or from another site's form, none come."""

    async def use(ask: Ask) -> None:
        cookie = (await ask("/?token=secret")).headers["Set-Cookie"].partition(";")[0]
        for path in ("/news", "/class/news"):
            assert (await ask(path, {}, **JSON)).code == 403
            assert (await ask(path, {}, Cookie=cookie, Content_Type="text/plain")).code == 403
            assert (await ask(path, {}, Cookie="claim-by-claim-live-8970=no", **JSON)).code == 403
        teachers = json.loads((await ask("/news", {"kind": "line", "text": "Pause."}, Cookie=cookie, **JSON)).body)
        assert [reader["reader"] for reader in teachers["readers"]] == ["bold-fox-10", "calm-hare-22"]
        ours = await ask("/class/news", {"kind": "line", "text": "mine"}, Cookie=cookie, **JSON)
        assert json.loads(ours.body)["line"] == "Pause."
        assert b"bold-fox-10" not in ours.body
        assert (await ask("/news", [1], Cookie=cookie, **JSON)).code == 200
        assert (await ask("/nothing", Cookie=cookie)).code == 404

    served(folder, use)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere"], "There is nothing at “nowhere”"),
        (["7b/bold-fox-10.jsonl"], "is a file. Give the folder"),
        ([""], "The path is empty"),
        (["7b", "--path", "long"], "has no path 'long'"),
        (["7b", "--lesson", "nothing"], "There is no lesson"),
        (["7b", "--seats", "nowhere.csv"], "The list of seats"),
        (["7b", "--port", "99999"], "99999 is not a port"),
    ],
)
def test_where_it_cannot_begin_it_says_why(
    arguments: list[str], told: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence and the exit code 1, and nothing is served."""
    monkeypatch.chdir(folder.parent)
    assert main(["live", *arguments, "--no-browser"]) == 1
    assert told in capsys.readouterr().err


def test_it_serves_until_it_is_stopped(folder: Path) -> None:
    """A busy port is passed over and said; Ctrl+C ends it with the exit code 0; no journal was touched."""
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    with closing(socket.socket()) as busy:
        busy.bind((HOST, 0))
        busy.listen()
        port = busy.getsockname()[1]
        started = [sys.executable, "-u", "-m", "kit", "live", str(folder), "--no-browser", "--port", str(port)]
        # A shell that runs the tests in the background has Ctrl+C ignored by all that they start.
        ready: Any = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)} if os.name != "nt" else {}
        with (
            subprocess.Popen(started, stdout=subprocess.PIPE, text=True, **ready) as program,
            ExitStack() as at_the_end,
        ):
            at_the_end.callback(program.kill)  # whatever fails below, nobody waits for it for ever
            lines = iter(program.stdout.readline, "")
            assert f"Port {port} is in use" in next(lines)
            address = re.search(r"http://127\.0\.0\.1:(\d+)(/\?token=\S+)", next(lines))
            assert "Ctrl+C" in next(lines)
            with closing(HTTPConnection(HOST, int(address[1]))) as connection:
                connection.request("GET", address[2])
                assert connection.getresponse().status == 302
            program.send_signal(signal.SIGINT)
            assert program.wait(30) == 0
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before


def test_a_browser_is_opened_where_there_is_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page opens by itself, with its token, unless nobody wants that."""
    opened: list[str] = []

    def open_and_stop(address: str) -> None:
        opened.append(address)
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "has_browser", lambda: True)
    monkeypatch.setattr(command.webbrowser, "open", open_and_stop)
    assert apart(main, ["live", str(folder)]) == 0
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=\S{20,}", opened[0])
