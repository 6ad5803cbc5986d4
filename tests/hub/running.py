"""A real JupyterHub on this machine, with real accounts, started and stopped by the tests."""

import asyncio
import json
import os
import pwd
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from tests.loops import run_apart

#: Seconds after which something that should have happened is taken for broken; nothing waits so long when all is well.
PATIENCE = 120


class Running:
    """A hub that answers: `url` is where, and `token` may start servers and use them as anybody.

    Args:
        place: a folder for its files, open to all.
        config: what stands in `jupyterhub_config.py` beside what a test needs.
        log: where what it says is written.
    """

    def __init__(self, place: Path, config: str, environment: Mapping[str, str] = os.environ) -> None:
        self.place, self.token = place, secrets.token_hex(16)
        self.port, hub, proxy = free_ports(3)
        self.ports = (self.port, hub, proxy)
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = place / "hub.log"
        written = place / "jupyterhub_config.py"
        written.write_text(f"{_needed(place, self.ports, self.token)}\n{config}\n", encoding="utf-8")
        written.chmod(0o600)
        command = [sys.executable, "-m", "jupyterhub", "-f", str(written)]
        with self.log.open("wb") as log:
            more = {"CONFIGPROXY_AUTH_TOKEN": secrets.token_hex(16)}
            about = {"stdout": log, "stderr": log, "cwd": place, "env": dict(environment) | more}
            self.process = subprocess.Popen(command, start_new_session=True, **about)  # type: ignore[call-overload]

    def ready(self) -> "Running":
        """Wait until it answers."""
        wait_for(self._answers, "the hub to answer", self.process, self.log)
        return self

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/hub/api/", timeout=5).ok
        except requests.RequestException:
            return False

    def said(self) -> str:
        """The end of what the hub and its servers said."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-6000:]

    def ask(self, method: str, path: str, **more: Any) -> requests.Response:
        """Ask the hub, or somebody's server, with the token that may do all of it."""
        headers = {"Authorization": f"token {self.token}"}
        return requests.request(method, f"{self.url}{path}", headers=headers, timeout=PATIENCE, **more)

    def begin_server(self, user: str) -> requests.Response:
        """Ask for somebody's server, and do not wait for it."""
        self.ask("POST", f"/hub/api/users/{user}")
        return self.ask("POST", f"/hub/api/users/{user}/server")

    def start_servers(self, *users: str) -> None:
        """Start servers at the same time, and wait for all of them."""
        for user in users:
            asked = self.begin_server(user)
            assert asked.status_code in (201, 202), f"{asked.text}\n{self.said()}"
        for user in users:
            wait_for(lambda user=user: self._is_up(user), f"{user}'s server", self.process, self.log)  # type: ignore[misc]

    def _is_up(self, user: str) -> bool:
        model = self.ask("GET", f"/hub/api/users/{user}").json()
        return bool(model["servers"] and model["servers"][""]["ready"])

    def stop_server(self, user: str) -> None:
        """Stop somebody's server, and wait for its end."""
        self.ask("DELETE", f"/hub/api/users/{user}/server")
        wait_for(lambda: not self._is_up(user), f"{user}'s server to stop", self.process, self.log)

    def run(self, user: str, code: str) -> str:
        """Run code in a kernel of somebody's server, and return what it printed."""
        kernel = self.ask("POST", f"/user/{user}/api/kernels", json={"name": "python3"})
        assert kernel.status_code == 201, kernel.text
        number = kernel.json()["id"]
        address = f"ws://127.0.0.1:{self.port}/user/{user}/api/kernels/{number}/channels"
        headers = {"Authorization": f"token {self.token}"}
        try:
            printed = _printed(HTTPRequest(address, headers=headers), code)
            return run_apart(asyncio.wait_for(printed, PATIENCE))
        finally:
            self.ask("DELETE", f"/user/{user}/api/kernels/{number}")

    def stop(self) -> None:
        """Stop the hub with its servers and its proxy, and wait until they are gone and their ports are free."""
        for insist in (signal.SIGTERM, signal.SIGKILL):
            if self.process.poll() is None:
                self.process.send_signal(insist)
                try:
                    self.process.wait(PATIENCE / 4)
                except subprocess.TimeoutExpired:
                    continue
        for port in self.ports:
            wait_for(lambda port=port: _is_free(port), f"port {port} to be free")  # type: ignore[misc]


async def _printed(address: HTTPRequest, code: str) -> str:
    told: list[str] = []
    connection = await websocket_connect(address)
    about = {"msg_id": uuid4().hex, "msg_type": "execute_request", "username": "", "session": uuid4().hex}
    content = {"code": code, "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False}
    asked = {"header": about | {"version": "5.3"}, "parent_header": {}, "metadata": {}, "content": content}
    await connection.write_message(json.dumps(asked | {"channel": "shell"}))
    while True:
        got = await connection.read_message()
        assert got is not None, f"the kernel's connection was closed: {''.join(told)}"
        message = json.loads(got)
        if message["parent_header"].get("msg_id") != about["msg_id"]:
            continue
        if message["msg_type"] == "stream":
            told.append(message["content"]["text"])
        if message["msg_type"] == "error":
            told.append("\n".join(message["content"]["traceback"]))
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            connection.close()
            return "".join(told)


def _needed(place: Path, ports: tuple[int, int, int], token: str) -> str:
    public, hub, proxy = ports
    scopes = ["admin:users", "admin:servers", "access:servers", "read:hub", "list:users", "tokens", "groups"]
    return f"""
c.JupyterHub.bind_url = "http://127.0.0.1:{public}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy}"
c.ConfigurableHTTPProxy.command = [{sys.executable!r}, "-c", "from configurable_http_proxy.cli import main; main()"]
c.JupyterHub.db_url = "sqlite:///{place}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "{place}/cookie_secret"
c.JupyterHub.services = [{{"name": "test", "api_token": {token!r}}}]
c.JupyterHub.load_roles = [{{"name": "test", "services": ["test"], "scopes": {scopes!r}}}]
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.LocalProcessSpawner.interrupt_timeout = 1
"""


def wait_for(
    is_so: Callable[[], bool], what: str, process: subprocess.Popen[bytes] | None = None, log: Path | None = None
) -> None:
    """Ask again and again until something is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        ended = process is not None and process.poll() is not None
        if ended or time.monotonic() > end:
            said = log.read_text(errors="replace")[-6000:] if log else ""
            raise AssertionError(f"Waited in vain for {what}{' (it has ended)' if ended else ''}.\n{said}")
        time.sleep(0.05)


def free_ports(number: int) -> tuple[int, ...]:
    """Return different ports that nobody listens on."""
    sockets = [socket.socket() for _ in range(number)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return tuple(each.getsockname()[1] for each in sockets)
    finally:
        for each in sockets:
            each.close()


def _is_free(port: int) -> bool:
    with socket.socket() as each:
        each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            each.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


class Accounts:
    """Accounts and groups of this machine that are there for the tests only."""

    def __init__(self, place: Path) -> None:
        self.place, self.mark = place, secrets.token_hex(2)
        self.users: list[str] = []

    def add(self, name: str) -> str:
        """Make an account with a home, and return its name, which nobody else has."""
        user = f"{name}-{self.mark}"
        home = self.place / "home" / user
        command = ["useradd", "--no-create-home", "--home-dir", str(home), "--shell", "/bin/sh", user]
        subprocess.run(command, check=True, capture_output=True)
        self.users.append(user)
        home.mkdir(mode=0o700, parents=True)
        found = pwd.getpwnam(user)
        os.chown(home, found.pw_uid, found.pw_gid)
        return user

    def remove(self) -> None:
        """Remove the accounts, and the groups of the tests' classes."""
        for user in self.users:
            subprocess.run(["userdel", user], check=False, capture_output=True)
        groups = Path("/etc/group").read_text(encoding="utf-8").splitlines()
        for group in (line.split(":")[0] for line in groups):
            if group.startswith("cbc-") and group.endswith(self.mark):
                subprocess.run(["groupdel", group], check=False, capture_output=True)


def as_user(user: str, *command: str, umask: int = 0o022) -> subprocess.CompletedProcess[str]:
    """Run a command as an account of this machine, with the groups that it has."""
    ids = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", "--no-new-privs", "--"]
    about = {"cwd": "/", "umask": umask, "env": {"PATH": os.defpath, "HOME": pwd.getpwnam(user).pw_dir}}
    return subprocess.run([*ids, *command], check=False, capture_output=True, text=True, **about)  # type: ignore[call-overload,no-any-return]
