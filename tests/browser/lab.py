"""A real JupyterLab (or Notebook 7) for the tests, and a page in it that can be asked and driven."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Locator, Page

START_SECONDS = 120
STEP_MS = 60_000
SETTINGS = "@jupyterlab/apputils-extension/notification.jupyterlab-settings"


class Server:
    """JupyterLab on a loopback port, with notebooks, marks and settings in scratch folders."""

    def __init__(self, folder: Path, app: str = "jupyterlab") -> None:
        self.notebooks = folder / "notebooks"
        self.marks = self.notebooks / "marks"
        self.marks.mkdir(parents=True, exist_ok=True)
        self.port = _free_port()
        self.app = app
        self._log = (folder / "server.log").open("wb")
        self._process = subprocess.Popen(self._command(), env=self._environment(folder), stdout=self._log, stderr=self._log, cwd=folder)
        self._wait()

    @property
    def url(self) -> str:
        """The server's address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def write(self, name: str, *cells: str) -> str:
        """Write a notebook of code cells and return its name."""
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        (self.notebooks / name).parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, self.notebooks / name)
        return name

    def lines(self, reader: str) -> list[dict[str, Any]]:
        """Return the lines of a reader's journal."""
        path = self.marks / f"{reader}.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    def stop(self) -> None:
        """End the server and its kernels."""
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._log.close()

    def _command(self) -> list[str]:
        options = ["--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={self.port}"]
        options += ["--ServerApp.port_retries=0", f"--ServerApp.root_dir={self.notebooks}", "--IdentityProvider.token="]
        options += ["--ServerApp.password=", "--ServerApp.disable_check_xsrf=True", "--ServerApp.terminals_enabled=False"]
        options += ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
        return [sys.executable, "-m", self.app, *options, "--expose-app-in-browser"]

    def _environment(self, folder: Path) -> dict[str, str]:
        settings = folder / "settings" / SETTINGS
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text('{"fetchNews": "false", "checkForUpdates": false}')
        places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime", "IPYTHONDIR": "ipython"}
        places |= {"JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces"}
        return os.environ | {name: str(folder / place) for name, place in places.items()} | {"CLAIM_BY_CLAIM_MARKS": str(self.marks)}

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/api/status", timeout=5)
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.3)
        self.stop()
        raise RuntimeError(f"{self.app} did not start: {Path(self._log.name).read_text(errors='replace')[-2000:]}")


class Notebook:
    """One notebook, open in a browser page."""

    def __init__(self, page: Page, server: Server, name: str) -> None:
        self.page, self.server, self.name = page, server, name
        page.set_default_timeout(STEP_MS)
        tree = "lab/tree" if server.app == "jupyterlab" else "notebooks"
        page.goto(f"{server.url}/{tree}/{name}?reset", wait_until="domcontentloaded")
        page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell")
        self.wait_for_kernel()

    def wait_for_kernel(self) -> None:
        """Wait until the kernel is idle and the notebook is loaded."""
        self.page.wait_for_function(
            "() => { const panel = window.jupyterapp.shell.currentWidget;"
            " return panel?.sessionContext?.session?.kernel?.status === 'idle' && panel.context.isReady; }"
        )

    def run_all(self) -> None:
        """Run every cell and wait for the widgets that they show."""
        self.command("notebook:run-all-cells")

    def command(self, name: str) -> None:
        """Execute one of JupyterLab's commands and wait until it is done."""
        self.page.evaluate("(name) => window.jupyterapp.commands.execute(name)", name)

    def ask(self, code: str) -> str:
        """Run code in the kernel, not in a cell, and return what it prints."""
        return self.page.evaluate(
            """async (code) => {
              const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
              const future = kernel.requestExecute({code, store_history: false});
              let printed = "";
              future.onIOPub = ({header, content}) => {
                if (header.msg_type === "stream") printed += content.text;
                if (header.msg_type === "error") printed += content.ename + ": " + content.evalue;
              };
              await future.done;
              return printed.trim();
            }""",
            code,
        )

    def restart(self) -> None:
        """Restart the kernel, as the reader would, without the question."""
        self.page.evaluate("async () => { await window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart(); }")
        self.wait_for_kernel()

    def save(self) -> None:
        """Save the notebook."""
        self.command("docmanager:save")

    def widgets(self) -> Locator:
        """The widgets that are shown."""
        return self.page.locator(".cbc")

    def cells(self) -> int:
        """How many cells the notebook has now."""
        return int(self.page.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.cells.length"))


def notebook_cells(lesson: str, *shows: Sequence[int], reader: str = "quiet-otter-41") -> list[str]:
    """Return the code of a small notebook that reads a lesson and shows paragraphs."""
    start = f"import kit\nreading = kit.start_reading(kit.open_lesson({lesson!r}), reader={reader!r})"
    return [start, *(f"reading.show({', '.join(map(str, numbers))})" for numbers in shows)]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
