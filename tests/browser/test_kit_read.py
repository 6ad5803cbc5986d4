"""The first command of the README, for real: `kit read`."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kit.commands.ports import PORT_TAKEN
from tests.browser.lab import STEP_MS
from tests.browser.view import View

#: Settings of a computer that open JupyterLab to everybody, in every section that they can be written in.
OPEN_TO_ALL = """
for section in (c.ServerApp, c.NotebookApp, c.LabApp):
    section.ip = "0.0.0.0"
    section.port = 9999
    section.token = section.password = ""
c.IdentityProvider.token = c.PasswordIdentityProvider.token = ""
c.PasswordIdentityProvider.password_required = True
c.ServerApp.base_url = "/elsewhere/"
c.ServerApp.allow_origin = "*"
c.ServerApp.allow_remote_access = c.ServerApp.disable_check_xsrf = True
c.ServerApp.certfile = "/nowhere.pem"
"""
PROJECT = Path(__file__).parents[2]
#: JupyterLab asks about news some seconds after the page is ready.
NEWS_MS = 4000


def _hear_ctrl_c() -> None:
    """A run in the background ignores Ctrl+C, and what it starts inherits that; a reader's terminal does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Command:
    """A running `kit read --no-browser`."""

    def __init__(self, folder: Path, *options: str) -> None:
        command = [sys.executable, "-m", "kit", "read", "--no-browser", *options]
        scratch = {name: str(folder / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
        environment = os.environ | scratch | {"CLAIM_BY_CLAIM_MARKS": str(folder / "marks"), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,  # a group of its own, so that Ctrl+C can reach all of it, as in a terminal
            preexec_fn=_hear_ctrl_c,  # noqa: PLW1509 (this test starts it from one thread)
        )
        self.said = ""
        self.address = self._address()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the command and to what it has started, as a terminal does."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def _address(self) -> str:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line
            if found := re.search(r"http://127\.0\.0\.1:\S+", line):
                return found.group()
        raise AssertionError(f"kit read named no address: {self.said}")


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page in a browser with storage of its own."""
    return new_context().new_page()


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    """`kit read`, ended after the test."""
    command = Command(tmp_path, "--port", "8930")
    yield command
    command.signal(signal.SIGKILL)
    command.process.wait()


def test_opens_the_first_notebook(command: Command, page: Page) -> None:
    """From the printed address to the first saved mark the only clicks are on the claim and its label; Ctrl+C ends it.

    The kernel is there before the page: on a busy machine the page may fail to start one, and asks its reader to.
    """
    page.set_default_timeout(STEP_MS)
    _wait_for_server(page, command.address)
    page.route("**/api/sessions*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.goto(command.address, wait_until="domcontentloaded")
    expect(page.locator(".jp-Notebook h1").first).to_contain_text("Start here", timeout=STEP_MS)
    view = View(page.locator(".cbc").first)
    expect(view.root).to_be_attached(timeout=STEP_MS)
    expect(page.get_by_text("| Idle").first).to_be_visible(timeout=STEP_MS)
    expect(page.locator(".cbc-reader-line")).to_be_hidden()
    page.wait_for_timeout(NEWS_MS)
    assert page.evaluate("() => document.querySelector('.jp-WindowedPanel-outer').scrollTop") == 0
    expect(page.get_by_text("Jupyter news")).to_have_count(0)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    expect(page.locator(".jp-Toolbar-kernelName")).to_contain_text("Python 3")
    expect(page.locator("#jp-left-stack")).to_be_hidden()
    view.mark("About 400 pupils", "none")
    view.expect_saved()
    command.signal(signal.SIGINT)
    assert command.process.wait(60) == 0


def test_a_busy_port_is_passed_over_and_said(command: Command, page: Page, tmp_path: Path) -> None:
    """A second reader on the same machine gets the next port, and is told so."""
    _wait_for_server(page, command.address)
    second = Command(tmp_path / "second", "--port", "8930")
    try:
        assert ":8930/" in command.address
        assert ":8930/" not in second.address
        assert "Port 8930 is in use" in second.said
    finally:
        second.signal(signal.SIGKILL)
        second.process.wait()


def test_nobody_gets_in_without_the_token(command: Command, page: Page) -> None:
    """The notebooks are open to whoever has the printed address, and to nobody else on the machine."""
    _wait_for_server(page, command.address)
    contents = command.address.split("/doc", maxsplit=1)[0] + "/api/contents"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(contents)
    assert refused.value.code == 403
    token = command.address.split("token=")[1]
    assert urllib.request.urlopen(f"{contents}?token={token}").status == 200


def test_whoever_ends_the_command_ends_jupyterlab(command: Command, page: Page) -> None:
    """A hub or a script that ends `kit read` alone leaves no server behind."""
    _wait_for_server(page, command.address)
    command.process.terminate()
    command.process.wait(60)
    server, token = command.address.split("/doc", maxsplit=1)[0], command.address.split("token=")[1]
    with pytest.raises(OSError):  # another test's server may have the port by now, and lets this token not in
        urllib.request.urlopen(f"{server}/api/contents?token={token}", timeout=5)


def test_the_computers_own_settings_open_nothing(tmp_path: Path, page: Page) -> None:
    """Where Jupyter is set to listen to everybody without a token, `kit read` still listens here, and asks for it."""
    for kind in ("server", "lab", "notebook"):
        settings = tmp_path / "JUPYTER_CONFIG_DIR" / f"jupyter_{kind}_config.py"
        settings.parent.mkdir(exist_ok=True)
        settings.write_text(OPEN_TO_ALL)
    command = Command(tmp_path, "--port", "8940")
    try:
        _wait_for_server(page, command.address)
        port = int(re.search(r":(\d+)/", command.address)[1])
        for host in ("127.0.0.2", "::1"):  # whoever listens on every address of this machine would hear these, too
            with pytest.raises(OSError):
                socket.create_connection((host, port), timeout=5)
        contents = command.address.split("/doc", maxsplit=1)[0] + "/api/contents"
        for wrong in ("", "?token=", "?token=x"):
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(contents + wrong)
            assert refused.value.code == 403
        assert urllib.request.urlopen(command.address).status == 200
        assert command.address.split("token=")[1].encode() not in _command_lines()
    finally:
        command.signal(signal.SIGKILL)
        command.process.wait()


def test_a_lost_race_for_a_port_is_told_from_other_ends(tmp_path: Path) -> None:
    """If another program takes the port before JupyterLab does, JupyterLab says so by its exit code."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        command = [sys.executable, "-m", "kit.commands.lab", f"--ServerApp.port={port}", "--no-browser", "--allow-root"]
        environment = os.environ | {"JUPYTER_TOKEN": "x", "JUPYTER_CONFIG_DIR": str(tmp_path)}
        ran = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, check=False)
    assert ran.returncode == PORT_TAKEN


def _command_lines() -> bytes:
    """What anybody on this machine sees of running programs."""
    lines = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            lines.append(place.read_bytes())
    return b"\n".join(lines)


def _wait_for_server(page: Page, address: str) -> None:
    status = address.split("/doc", maxsplit=1)[0] + "/api"
    for _ in range(240):
        try:
            urllib.request.urlopen(status)
            return
        except OSError:
            page.wait_for_timeout(500)
    raise AssertionError("JupyterLab did not start.")
