"""The command line: `kit read` opens the first notebook in JupyterLab; the other commands are the teacher's."""

import argparse
import os
import secrets
import socket
import subprocess
import sys
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from kit.sharing.class_commands import add_class_commands
from kit.sharing.grade_command import add_grade_command

FIRST_NOTEBOOK = "reader/00_start_here.ipynb"
FIRST_PORT = 8888
PORTS_TO_TRY = 50
#: Seconds that JupyterLab gets to shut down in peace.
PATIENCE = 15


class CannotRun(Exception):
    """A command cannot do its work; the text says why, and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0 done, 1 it could not be done, 2 the command line is wrong."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except CannotRun as error:
        print(f"kit: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    about = "Claim by Claim: read the news critically, one claim at a time."
    parser = argparse.ArgumentParser(prog="kit", description=about)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    read = commands.add_parser("read", help="open the first notebook in JupyterLab")
    port_help = "the port to try first (%(default)s); a busy one is passed over"
    read.add_argument("--port", type=int, default=FIRST_PORT, help=port_help)
    read.add_argument("--no-browser", action="store_true", help="print the address and open no browser")
    read.set_defaults(run=_read)
    add_class_commands(commands)
    add_grade_command(commands)
    return parser


def _read(options: argparse.Namespace) -> int:
    notebooks = find_notebooks(Path.cwd())
    port = free_port(options.port)
    if port != options.port:
        print(f"Port {options.port} is in use by another program, so JupyterLab opens on port {port}.")
    token = secrets.token_urlsafe(24)
    address = f"http://localhost:{port}/lab/tree/{quote(FIRST_NOTEBOOK)}?token={token}"
    opens_browser = not options.no_browser and has_browser()
    if not options.no_browser and not opens_browser:
        print("No browser was found on this machine.")
    print(f"Your notebook: {address}\nLeave this window open while you read.", end=" ")
    print("To stop, press Ctrl+C here; your marks are already saved.", flush=True)
    return _serve(notebooks, port, token, opens_browser)


def _serve(notebooks: Path, port: int, token: str, opens_browser: bool) -> int:
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={notebooks}", f"--ServerApp.port={port}"]
    command += ["--ServerApp.port_retries=0", f"--LabApp.default_url=/lab/tree/{FIRST_NOTEBOOK}", "--log-level=WARN"]
    command += ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    command += [] if opens_browser else ["--no-browser"]
    command += ["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    command += ["--ServerApp.answer_yes=True"]  # one Ctrl+C stops it, without a question
    # The token goes by the environment: a command line can be read by everybody on the machine.
    server = subprocess.Popen(command, env=os.environ | {"JUPYTER_TOKEN": token})
    try:
        return server.wait()
    except KeyboardInterrupt:  # JupyterLab got it too, and shuts its kernels down; one that is just starting may hang
        try:
            server.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            server.terminate()
            server.wait()
        return 0


def find_notebooks(here: Path) -> Path:
    """Return the `notebooks` folder: in this folder or above it, or beside the kit.

    Raises:
        CannotRun: there is none.
    """
    places = [*(folder / "notebooks" for folder in (here, *here.parents)), Path(__file__).parents[1] / "notebooks"]
    for place in places:
        if (place / FIRST_NOTEBOOK).is_file():
            return place
    remedy = "Go to the folder that you cloned or unpacked, and try again."
    raise CannotRun(f"The notebooks were not found in {here} or above it. {remedy}")


def free_port(first: int, is_free: Callable[[int], bool] | None = None) -> int:
    """Return the first free port of this machine, from `first` on.

    Raises:
        CannotRun: `first` is no port, or none of the next ports is free.
    """
    if not 1 <= first <= 65535:
        raise CannotRun(f"{first} is not a port. Give a number from 1024 to 65535, such as --port {FIRST_PORT}.")
    last = min(first + PORTS_TO_TRY, 65536)
    for port in range(first, last):
        if (is_free or _is_free)(port):
            return port
    raise CannotRun(f"Ports {first} to {last - 1} are all in use. Give another with --port, such as --port 9100.")


def has_browser() -> bool:
    """Return whether Python knows a browser that it could open here."""
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":  # on Windows this option would let two programs share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
