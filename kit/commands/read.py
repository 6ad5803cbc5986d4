"""The command `kit read`: the first notebook in JupyterLab, on a port that is free."""

import argparse
import os
import secrets
import signal
import subprocess
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from kit.commands.adding import Commands
from kit.commands.ports import FIRST_PORT, HOST, LAST_PORT, PORT_TAKEN, is_free
from kit.lesson.plain_errors import Mistake
from kit.ui.words import words

FIRST_NOTEBOOK = "reader/00_start_here.ipynb"
#: What readers get of JupyterLab: settings (it asks nobody about news, and looks for none), and what opens notebooks.
JUPYTER = Path(__file__).with_name("jupyter")
#: The page of one notebook, without tabs and lists beside it.
PAGE = "/doc/tree/"
PORTS_TO_TRY = 50
#: Seconds that JupyterLab gets to shut down in peace.
PATIENCE = 15


class CannotRead(Mistake):
    """JupyterLab cannot be opened on the notebooks; the text says why, and what to do."""


def add_read_command(commands: Commands) -> None:
    """Add `read` to the commands of `kit`."""
    read = commands.add_parser("read", help="open the first notebook in JupyterLab")
    add_lab_options(read)
    read.set_defaults(run=run_read)


def run_read(options: argparse.Namespace) -> int:
    """Open JupyterLab and wait for its end; return its exit code.

    Raises:
        CannotRead: it cannot be opened.
    """
    return open_in_lab(find_notebooks(Path.cwd()), FIRST_NOTEBOOK, options)


def add_lab_options(command: argparse.ArgumentParser) -> None:
    """Add what can be said to a command that opens JupyterLab."""
    port_help = "the port to try first (%(default)s); a busy one is passed over"
    command.add_argument("--port", type=int, default=FIRST_PORT, help=port_help)
    command.add_argument("--no-browser", action="store_true", help="print the address and open no browser")


def open_in_lab(folder: Path, notebook: str, options: argparse.Namespace) -> int:
    """Open JupyterLab in a folder, at a notebook in it, and wait for its end; return its exit code.

    Raises:
        CannotRead: it cannot be opened.
    """
    say, first_port, no_browser = words(), options.port, options.no_browser
    port = free_port(first_port)
    opens_browser = not no_browser and has_browser()
    if not no_browser and not opens_browser:
        print(say("commands.no_browser"))
    while True:
        if port != first_port:
            print(say("commands.port_in_use", first=first_port, port=port))
        token = secrets.token_urlsafe(24)  # a new one each time: whoever has the port may have heard the old one
        address = f"http://{HOST}:{port}{quote(PAGE + notebook)}?token={token}"
        print(say("commands.your_notebook", address=address))
        print(say("commands.leave_open"), flush=True)
        code = _serve(folder, notebook, port, token, opens_browser)
        if code != PORT_TAKEN:
            return code
        port = free_port(min(port + 1, LAST_PORT))  # another program took it just after it was seen to be free


def _serve(folder: Path, notebook: str, port: int, token: str, opens_browser: bool) -> int:
    command = [sys.executable, "-m", "kit.commands.lab"]
    command += [f"--ServerApp.root_dir={folder}", f"--ServerApp.port={port}"]
    command += [f"--LabApp.default_url={quote(PAGE + notebook)}", f"--ServerApp.first_notebook={notebook}"]
    command += ["--log-level=WARN"]
    command += [] if opens_browser else ["--no-browser"]
    command += ["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    command += ["--ServerApp.answer_yes=True"]  # one Ctrl+C stops it, without a question
    # The token goes by the environment: a command line can be read by everybody on the machine.
    server = subprocess.Popen(command, env=os.environ | for_jupyter() | {"JUPYTER_TOKEN": token})
    signal.signal(signal.SIGTERM, lambda *_: _end(server))
    try:
        return server.wait()
    except KeyboardInterrupt:  # JupyterLab got it too, and shuts its kernels down
        return _ended(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    """End what the command has started: whoever ends the command alone, such as a hub, leaves no server behind."""
    server.terminate()
    raise KeyboardInterrupt


def _ended(server: subprocess.Popen[bytes]) -> int:
    """Wait for JupyterLab to end. With a kernel that is just starting it may hang, and its kernels end after it."""
    for insist in (server.terminate, server.kill):
        try:
            server.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            insist()
    server.wait()
    return 0


def for_jupyter() -> dict[str, str]:
    """Return the environment in which Jupyter finds what it needs for readers.

    A kit.py that lies beside a notebook is not taken for the kit.
    """
    ours = ((name, [str(JUPYTER), os.environ.get(name)]) for name in ("JUPYTER_CONFIG_PATH", "JUPYTER_PATH"))
    return {name: os.pathsep.join(filter(None, places)) for name, places in ours} | {"PYTHONSAFEPATH": "1"}


def find_notebooks(here: Path) -> Path:
    """Return the `notebooks` folder: in this folder or above it, or beside the kit.

    Raises:
        CannotRead: there is none.
    """
    places = [*(folder / "notebooks" for folder in (here, *here.parents)), Path(__file__).parents[2] / "notebooks"]
    for place in places:
        if (place / FIRST_NOTEBOOK).is_file():
            return place
    remedy = "Go to the folder that you cloned or unpacked, and try again."
    raise CannotRead(f"The notebooks were not found in {here} or above it. {remedy}")


def free_port(first: int, free: Callable[[int], bool] | None = None) -> int:
    """Return the first free port of this machine, from `first` on.

    Raises:
        CannotRead: `first` is no port, or none of the next ports is free.
    """
    if not 1 <= first <= LAST_PORT:
        raise CannotRead(f"{first} is not a port. Give a number from 1024 to 65535, such as --port {FIRST_PORT}.")
    last = min(first + PORTS_TO_TRY, LAST_PORT + 1)
    for port in range(first, last):
        if (free or is_free)(port):
            return port
    raise CannotRead(f"Ports {first} to {last - 1} are all in use. Give another with --port, such as --port 9100.")


def has_browser() -> bool:
    """Return whether Python knows a browser that it could open here."""
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True
