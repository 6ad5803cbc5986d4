"""Pyodide, the Python of a browser: what of it a site takes, from its own address on the web or from a folder."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from kit.lesson.pasted_path import pasted_path
from kit.lesson.plain_errors import Mistake
from kit.ui.words import words

_LIST = "pyodide-lock.json"
#: What has to lie in a folder, for Python to start.
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", _LIST)
#: What nothing runs without, and what tables and charts need, by the names that Pyodide gives them.
INSTALLER, TABLES = "micropip", ("pandas", "matplotlib")
_KNOWN = Path(__file__).with_name("pyodide.json")
_ADDRESS = "https://cdn.jsdelivr.net/pyodide/v{version}/full/"
_RELEASE = "https://github.com/pyodide/pyodide/releases/download/{version}/pyodide-{version}.tar.bz2"

#: A package as Pyodide's list of packages has it.
Entry = dict[str, Any]


@dataclass(frozen=True)
class Pyodide:
    """What a site takes of Pyodide.

    Args:
        address: where its main script is, as seen from the site, or on the web.
        info: what its list of packages says of it as a whole.
        packages: those that a site needs, by name; those that are not on the web lie in the site's folder of wheels.
        core: the files to copy, where it comes from a folder.
        wheels: the same, of its packages.
        lacks: what there is for tables and charts elsewhere, and not here.
    """

    address: str
    info: dict[str, str]
    packages: dict[str, Entry]
    core: tuple[Path, ...] = ()
    wheels: tuple[Path, ...] = ()
    lacks: tuple[str, ...] = ()


def published_pyodide(version: str) -> Pyodide:
    """Return Pyodide as it is published: a reader's browser fetches it, with numpy and pandas, from its own address.

    Args:
        version: the one that the installed JupyterLite was made for.

    Raises:
        ValueError: the kit knows another version's packages.
    """
    known = json.loads(_KNOWN.read_bytes())
    if known["version"] != version:
        raise Mistake(words()("jupyterlite.other_version", known=known["version"], here=version))
    base = _ADDRESS.format(version=version)
    packages = {name: about | {"file_name": base + about["file_name"]} for name, about in known["packages"].items()}
    return Pyodide(f"{base}pyodide.mjs", known["info"], packages)


def pyodide_in(folder: str | Path, version: str) -> Pyodide:
    """Return Pyodide as it lies in a folder, to be served beside the site: nothing is fetched from elsewhere.

    Args:
        folder: holds Pyodide, unpacked; its wheels may lie in it or in folders below it.
        version: the one that the installed JupyterLite was made for.

    Raises:
        ValueError: something is missing there, or is of another version; the text says how to get it.
    """
    place = pasted_path(folder)
    root, release = _core_in(place, version), _RELEASE.format(version=version)
    listed = json.loads((root / _LIST).read_bytes())
    there = {path.name: path for path in place.rglob("*.whl")}
    installer = listed["packages"][INSTALLER]
    if installer["file_name"] not in there:
        parts = {"file": installer["file_name"], "name": INSTALLER, "number": installer["version"]}
        raise Mistake(words()("jupyterlite.no_installer", folder=place, release=release, **parts))
    tables = dict(_with_needs(TABLES, listed))
    lacks = sorted(name for name, about in tables.items() if about["file_name"] not in there)
    taken = {INSTALLER: installer} | ({} if lacks else tables)
    wheels = {name: there[about["file_name"]] for name, about in taken.items()}
    packages = {name: about | {"sha256": _hash(wheels[name])} for name, about in taken.items()}
    core = tuple(root / name for name in CORE if name != _LIST)
    return Pyodide("./static/pyodide/pyodide.mjs", listed["info"], packages, core, tuple(wheels.values()), tuple(lacks))


def _core_in(place: Path, version: str) -> Path:
    """The folder in which Pyodide itself lies: an archive unpacks into one of its own."""
    say, release = words(), _RELEASE.format(version=version)
    scripts = [place / CORE[0], *sorted(place.glob(f"*/{CORE[0]}"))]
    root = next((script.parent for script in scripts if script.is_file()), place)
    if missing := [name for name in CORE if not (root / name).is_file()]:
        files = ", ".join(missing)
        raise Mistake(say("jupyterlite.no_core", folder=place, files=files, version=version, release=release))
    if f'"{version}"' not in (root / CORE[0]).read_text(encoding="utf-8"):
        raise Mistake(say("jupyterlite.other_core", folder=root, version=version, release=release))
    return root


def _with_needs(names: Iterable[str], listed: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    """Packages of Pyodide's list, each with all that it needs, once."""
    wanted, done = list(names), set[str]()
    while wanted:
        name = wanted.pop().lower().replace("_", "-")
        if name not in done:
            done.add(name)
            yield name, listed["packages"][name]
            wanted += listed["packages"][name]["depends"]


def _hash(wheel: Path) -> str:
    """The hash of a wheel as it lies here: the same version may come from another shelf than the list was made for."""
    if not zipfile.is_zipfile(wheel):
        raise Mistake(words()("jupyterlite.damaged", file=wheel))
    return sha256(wheel.read_bytes()).hexdigest()
