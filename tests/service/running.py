"""The service as a program of its own, beside a stand-in for the hub that knows tokens and classes and nothing else."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import kit
from kit.sharing.service.database import DATABASE_VARIABLE
from tests.service.postgres import free_port

ROOT = Path(kit.__file__).parents[1]
PREFIX = "/services/marks/"
ACCESS = "access:services!service=marks"
#: Seconds until a service that does not come up is given up.
PATIENCE = 60


class HubStandIn:
    """Answers what the service asks a hub: whose a token is, and who is in a class.

    Args:
        models: what the hub says of each token; others are nobody's.
        classes: the users of each group.
    """

    def __init__(self, models: Mapping[str, dict[str, Any]], classes: Mapping[str, list[str]]) -> None:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:  # noqa: N802 (the library's name)
                token = self.headers["Authorization"].removeprefix("token ")
                found: Any = models.get(token)
                if self.path.startswith("/hub/api/groups/"):
                    name = unquote(self.path.rpartition("/")[2])
                    found = {"name": name, "users": classes[name]} if name in classes else None
                elif self.path == "/hub/api/groups":
                    found = [{"name": name} for name in classes]
                body = json.dumps(found).encode()
                self.send_response(200 if found is not None else 404 if "groups" in self.path else 403)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/hub/api"

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()


class Answer(NamedTuple):
    """What came back: the status, the body, and the headers."""

    status: int
    body: bytes
    headers: Mapping[str, str]

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def states(self) -> list[str]:
        """What became of each line."""
        return [each["state"] for each in self.json["lines"]]


class Running:
    """The service, started at a port that stays its own when it is killed and started again."""

    def __init__(self, database: str, hub_url: str, log: Path) -> None:
        self.port, self._database, self._hub_url, self.log = free_port(), database, hub_url, log
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        environment = os.environ | {
            DATABASE_VARIABLE: self._database,
            "PYTHONPATH": str(ROOT),
            "JUPYTERHUB_API_TOKEN": "of-the-service",
            "JUPYTERHUB_API_URL": self._hub_url,
            "JUPYTERHUB_SERVICE_NAME": "marks",
            "JUPYTERHUB_SERVICE_PREFIX": PREFIX,
            "JUPYTERHUB_SERVICE_URL": f"http://127.0.0.1:{self.port}",
            "JUPYTERHUB_CLIENT_ID": "service-marks",
        }
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", "kit", "marks-service"]
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=self.log.parent)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                assert self.process.poll() is None, self.log.read_text()
                time.sleep(0.05)
        raise AssertionError("The marks service did not start.")

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        """End it as a hub does."""
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)

    def ask(self, method: str, path: str, token: str = "", body: bytes | None = None, **headers: str) -> Answer:
        """Ask once, on a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            return asked(connection, method, PREFIX + path, token, body, **headers)
        finally:
            connection.close()

    def post(self, token: str, *lines: bytes, **headers: str) -> Answer:
        """Send lines."""
        return self.ask("POST", "lines", token, b"".join(line + b"\n" for line in lines), **headers)


def asked(
    connection: HTTPConnection, method: str, path: str, token: str = "", body: bytes | None = None, **headers: str
) -> Answer:
    """Ask on a connection that stays open."""
    with_token = {"Authorization": f"token {token}"} if token else {}
    connection.request(method, path, body, with_token | {name.replace("_", "-"): to for name, to in headers.items()})
    answer = connection.getresponse()
    return Answer(answer.status, answer.read(), answer.headers)


def student(name: str) -> dict[str, Any]:
    """What a hub says of a student's token."""
    return {"name": name, "kind": "user", "scopes": [ACCESS]}


#: What a connection that is cut off raises.
CUT_OFF = (OSError, HTTPException)
