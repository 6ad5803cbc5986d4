"""A real Jupyter server for the tests, and a notebook in its JupyterLab or Notebook 7 that can be asked and driven."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Locator, Page

from kit.commands.read import JUPYTER

START_SECONDS = 120
STEP_MS = 40_000
STEP_SECONDS = STEP_MS / 1000
#: The interfaces of the one server: where each shows a notebook. Both are given a window.jupyterapp to talk to.
APPS = {"lab": "lab/workspaces/{workspace}/tree", "notebook7": "notebooks"}
PANEL = "window.jupyterapp.shell.currentWidget"
READER = "quiet-otter-41"
SETTINGS = "@jupyterlab/apputils-extension/notification.jupyterlab-settings"


def until(holds: Callable[[], Any], what: str, seconds: float = STEP_SECONDS) -> Any:
    """Ask again and again until the answer is true, and return it; fail when the time is over."""
    deadline = time.monotonic() + seconds
    while not (answer := holds()):
        assert time.monotonic() < deadline, f"Still not so after {seconds:.0f} s: {what}"
        time.sleep(0.05)
    return answer


class Server:
    """JupyterLab and Notebook 7 on a loopback port, with notebooks, marks and settings in scratch folders."""

    def __init__(self, folder: Path) -> None:
        self.notebooks = folder / "notebooks"
        self.marks = self.notebooks / "marks"
        self.marks.mkdir(parents=True, exist_ok=True)
        self.port = _free_port()
        self._log = (folder / "server.log").open("wb")
        self._process = subprocess.Popen(
            self._command(), env=self._environment(folder), stdout=self._log, stderr=self._log, cwd=folder
        )
        self._wait()

    @property
    def url(self) -> str:
        """The server's address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def data(self) -> Path:
        """The folder in which Jupyter keeps, among others, which notebooks it trusts."""
        return self.notebooks.parent / "data"

    def write(self, name: str, *cells: str) -> str:
        """Write a notebook of code cells and return its name."""
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        (self.notebooks / name).parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, self.notebooks / name)
        return name

    def write_lesson(self, name: str, article: str) -> str:
        """Write a lesson's folder and return its path, for `kit.open_lesson`."""
        folder = self.notebooks / "lessons" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "article.md").write_text(article, encoding="utf-8")
        return str(folder)

    def start_kernel(self, name: str) -> None:
        """Start a notebook's kernel while its page is still loading; the page finds it."""
        session = {"path": name, "name": name, "type": "notebook", "kernel": {"name": "python3"}}
        threading.Thread(target=self._call, args=("POST", "sessions", session), daemon=True).start()

    def stop_kernels(self, name: str) -> None:
        """Shut down the kernel of a notebook."""
        for session in self._call("GET", "sessions"):
            if session["path"] == name:
                self._call("DELETE", f"sessions/{session['id']}")

    def _call(self, method: str, what: str, content: Any = None) -> Any:
        data = None if content is None else json.dumps(content).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}/api/{what}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=STEP_SECONDS) as answer:
            return json.loads(answer.read() or b"null")

    def journal(self, reader: str) -> Path:
        """Return the path of a reader's journal."""
        return self.marks / f"{reader}.jsonl"

    def lines(self, reader: str) -> list[dict[str, Any]]:
        """Return the lines of a reader's journal."""
        path = self.journal(reader)
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        return [json.loads(line) for line in text.split("\n") if line]

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
        options += ["--ServerApp.password=", "--ServerApp.disable_check_xsrf=True"]
        options += ["--ServerApp.terminals_enabled=False"]
        options += ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
        options += ["--LabApp.expose_app_in_browser=True", "--JupyterNotebookApp.expose_app_in_browser=True"]
        return [sys.executable, "-m", "jupyterlab", *options]

    def _environment(self, folder: Path) -> dict[str, str]:
        settings = folder / "settings" / SETTINGS
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text('{"fetchNews": "false", "checkForUpdates": false}')
        places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"}
        places |= {"IPYTHONDIR": "ipython"}
        places |= {"JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces"}
        scratch = {name: str(folder / place) for name, place in places.items()}
        # The extension, as an installed kit brings it; and nothing by which `kit read` makes Jupyter safer.
        return os.environ | scratch | {"CLAIM_BY_CLAIM_MARKS": str(self.marks), "JUPYTER_PATH": str(JUPYTER)}

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/api/status", timeout=5)
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.3)
        self.stop()
        raise RuntimeError(f"JupyterLab did not start: {Path(self._log.name).read_text(errors='replace')[-2000:]}")


class Notebook:
    """One notebook, open in a browser page: loaded with it, or opened in a JupyterLab that is there already."""

    def __init__(self, page: Page, server: Server, name: str, app: str = "lab") -> None:
        self.page, self.server, self.name, self.app = page, server, name, app
        page.set_default_timeout(STEP_MS)
        if app == "lab" and page.url.startswith(f"{server.url}/lab/"):
            self.open()
        else:
            place = APPS[app].format(workspace=name.replace("/", "-").removesuffix(".ipynb"))
            page.goto(f"{server.url}/{place}/{name}", wait_until="domcontentloaded")
            self.wait_until_open()

    def open(self) -> None:
        """Open the notebook in the JupyterLab that the page shows."""
        self.command("docmanager:open", path=self.name)
        self.page.wait_for_function(f"(name) => {PANEL}?.context?.path === name", arg=self.name)
        self.wait_until_open()

    def wait_until_open(self) -> None:
        """Wait until the notebook is shown and its kernel is idle."""
        self.page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell")
        self.wait_for_kernel()

    def wait_for_kernel(self) -> None:
        """Wait until the kernel is idle and the notebook is loaded."""
        ready = f"{PANEL}?.sessionContext?.session?.kernel?.status === 'idle' && {PANEL}.context.isReady"
        self.page.wait_for_function(f"() => {ready}")

    def reload(self) -> None:
        """Load the page again, as F5 does. The notebook must be saved, or the browser asks."""
        self.page.reload(wait_until="domcontentloaded")
        self.wait_until_open()

    def reopen(self) -> None:
        """Close the notebook in its JupyterLab, and open it again there. It must be saved."""
        self._evaluate("(panel) => panel.dispose()")
        self.open()

    def set_cells(self, *cells: str) -> None:
        """Put new code cells in the place of all cells."""
        self._evaluate(
            """(panel, sources) => {
              const notebook = panel.content.model.sharedModel;
              const old = notebook.cells.length;
              const cells = sources.map((source) => ({cell_type: "code", source, metadata: {}, outputs: []}));
              notebook.insertCells(old, cells);
              notebook.deleteCellRange(0, old);
            }""",
            list(cells),
        )

    def run_all(self) -> None:
        """Run every cell; no cell may fail."""
        self.command("notebook:run-all-cells")
        assert not self.errors(), "\n".join(self.errors())

    def errors(self) -> list[str]:
        """Return the errors that cells have put out."""
        errors = [output for output in self.outputs() if output["output_type"] == "error"]
        return [f"{error['ename']}: {error['evalue']}" for error in errors]

    def outputs(self) -> list[dict[str, Any]]:
        """Return all cells' outputs, as they would be saved now."""
        cells = self._evaluate("(panel) => panel.content.model.sharedModel.toJSON().cells")
        return [output for cell in cells for output in cell.get("outputs", [])]

    def command(self, name: str, **arguments: Any) -> None:
        """Execute one of JupyterLab's commands and wait until it is done."""
        self._evaluate(
            "async (_, [name, args]) => { await jupyterapp.commands.execute(name, args); }", [name, arguments]
        )

    def ask(self, code: str) -> str:
        """Run code in the kernel, not in a cell, and return what it prints."""
        return self._evaluate(
            """async (panel, [code, patience]) => {
              const future = panel.sessionContext.session.kernel.requestExecute({code, store_history: false});
              let printed = "";
              future.onIOPub = ({header, content}) => {
                if (header.msg_type === "stream") printed += content.text;
                if (header.msg_type === "error") printed += content.ename + ": " + content.evalue;
              };
              const silent = new Error("The kernel is silent.");
              const silence = new Promise((_, fail) => setTimeout(() => fail(silent), patience));
              await Promise.race([future.done, silence]);
              return printed.trim();
            }""",
            [code, STEP_MS],
        )

    def restart(self) -> None:
        """Restart the kernel, as the reader would, without the question."""
        self._evaluate("async (panel) => { await panel.sessionContext.session.kernel.restart(); }")
        self.wait_for_kernel()

    def save(self) -> None:
        """Save the notebook."""
        self.command("docmanager:save")

    def is_dirty(self) -> bool:
        """Whether the notebook has changes that are not saved."""
        return bool(self._evaluate("(panel) => panel.context.model.dirty"))

    def mode(self) -> str:
        """Return `command`, or `edit` while a cell is being typed in."""
        return str(self._evaluate("(panel) => panel.content.mode"))

    def widgets(self) -> Locator:
        """The widgets that are shown."""
        return self.page.locator(".cbc")

    def sources(self) -> list[str]:
        """Return the cells' texts, in order."""
        return self._evaluate("(panel) => [...panel.content.model.cells].map((cell) => cell.sharedModel.source)")

    def cells(self) -> int:
        """How many cells the notebook has now."""
        return len(self.sources())

    def open_lines(self) -> int:
        """How many widget models the page keeps a line to the kernel for."""
        return int(self._evaluate("(panel) => panel.sessionContext.session.kernel._comms.size"))

    def _evaluate(self, function: str, argument: Any = None) -> Any:
        return self.page.evaluate(f"(argument) => ({function})({PANEL}, argument)", argument)


class Workbench:
    """A JupyterLab that stays open while one test after the other opens its notebooks in it: loading takes longest."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server = page, server
        page.set_default_timeout(STEP_MS)
        self.load()
        self.clear()

    def load(self) -> None:
        """Load the page."""
        self.page.goto(f"{self.server.url}/lab/workspaces/workbench?reset", wait_until="domcontentloaded")
        self.page.wait_for_function("() => window.jupyterapp?.shell.currentWidget")

    def clear(self) -> None:
        """Close whatever is open, saved or not, put the page back as it was, and forget what it keeps."""
        self.page.evaluate(
            """async () => {
              await jupyterapp.restored;
              for (const one of [...jupyterapp.shell.widgets("main")]) one.dispose();
              if (jupyterapp.shell.leftCollapsed) jupyterapp.shell.expandLeft();
              if (document.body.dataset.jpThemeLight !== "true")
                await jupyterapp.commands.execute("apputils:change-theme", {theme: "JupyterLab Light"});
              localStorage.clear();
              sessionStorage.clear();
            }"""
        )
        if self.page.locator(".jp-Dialog").count():  # a test that failed has left a question
            self.load()


def notebook_cells(lesson: str, *shows: Sequence[int], reader: str | None = READER) -> list[str]:
    """Return the code of a small notebook that reads a lesson and shows paragraphs."""
    start = f"import kit\nreading = kit.start_reading(kit.open_lesson({lesson!r}), reader={reader!r})"
    return [start, *(f"reading.show({', '.join(map(str, numbers))})" for numbers in shows)]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
