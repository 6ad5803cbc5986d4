"""The list of packages that Python in the browser goes by: Pyodide's own, and the site's wheels, each with its hash."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kit.sharing.jupyterlite.pyodide import Entry, Pyodide
from kit.sharing.jupyterlite.wheels import Wheel


def lock(pyodide: Pyodide, wheels: Iterable[Wheel], folder: str) -> bytes:
    """Return the list as JSON, in the form of Pyodide's `pyodide-lock.json`.

    What a cell imports is looked up in it, and loaded before the cell runs. Where the site has a package of its own,
    it goes before Pyodide's.

    Args:
        pyodide: what the site takes of Pyodide.
        wheels: the site's own.
        folder: where those lie, as seen from the list, with a slash at its end.
    """
    packages = _with_charts(pyodide.packages) | {wheel.name: _entry(wheel, folder) for wheel in wheels}
    for about in packages.values():  # what nobody needs in a browser was left out
        about["depends"] = [name for name in about["depends"] if name.lower().replace("_", "-") in packages]
    return (json.dumps({"info": pyodide.info, "packages": packages}, indent=1) + "\n").encode("utf-8")


def _with_charts(packages: Mapping[str, Entry]) -> dict[str, Entry]:
    """Let tables bring charts along: a cell says `import pandas`, and only the kit's code asks for matplotlib."""
    changed = dict(packages)
    if "pandas" in changed:
        changed["pandas"] = changed["pandas"] | {"depends": [*changed["pandas"]["depends"], "matplotlib"]}
    return changed


def _entry(wheel: Wheel, folder: str) -> dict[str, Any]:
    return {
        "name": wheel.name,
        "version": wheel.version,
        "file_name": f"{folder}{wheel.file}",
        "install_dir": "site",
        "sha256": wheel.sha256,
        "package_type": "package",
        "imports": list(wheel.imports),
        "depends": list(wheel.needs),
        "unvendored_tests": False,
    }
