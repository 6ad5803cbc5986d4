"""What the tests of JupyterLite have in common: wheels that are unpacked, and a folder that looks like Pyodide's."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

VERSION = "9.8.7"


def unpack(wheel: bytes, folder: Path) -> None:
    """Put a wheel's files into a folder, as installing does."""
    zipfile.ZipFile(io.BytesIO(wheel)).extractall(folder)


def names_in(wheel: bytes) -> list[str]:
    """The names of a wheel's files."""
    return zipfile.ZipFile(io.BytesIO(wheel)).namelist()


def write_wheel(path: Path) -> Path:
    """Write a wheel with next to nothing in it."""
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("nothing.py", "")
    return path


def listed(name: str, *needs: str) -> dict[str, Any]:
    """A package as Pyodide's list has it."""
    about = {
        "name": name,
        "version": "1.0",
        "file_name": f"{name}-1.0-cp314.whl",
        "depends": list(needs),
        "sha256": "0",
    }
    return about | {"imports": [name], "install_dir": "site", "package_type": "package", "unvendored_tests": False}


def write_pyodide(folder: Path, *wheels: str) -> Path:
    """Write a folder that looks like Pyodide, version 9.8.7, with these wheels."""
    folder.mkdir(parents=True)
    for name in ("pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"):
        (folder / name).write_bytes(name.encode())
    (folder / "pyodide.mjs").write_text(f'const version = "{VERSION}";', encoding="utf-8")
    packages = [listed("micropip"), listed("numpy"), listed("pandas", "numpy"), listed("matplotlib", "numpy", "Py_Six")]
    packages += [listed("py-six")]
    known = {"info": {"python": "3.14.2"}, "packages": {one["name"]: one for one in packages}}
    (folder / "pyodide-lock.json").write_text(json.dumps(known), encoding="utf-8")
    for name in wheels:
        write_wheel(folder / f"{name}-1.0-cp314.whl")
    return folder
