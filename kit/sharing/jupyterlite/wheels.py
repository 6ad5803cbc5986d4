"""Wheels of what is installed here, so that the Python of a browser runs the very same code.

A wheel is a zip of a package's files with a few words about it (Binary distribution format, packaging.python.org). The
compiled parts are left out: a browser cannot run them, and each of these packages works without.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import kit

#: The kit's own name as a package.
KIT = "claim-by-claim"
#: What markers such as `sys_platform != "win32"` are answered with: the Python of a browser.
_BROWSER = {"sys_platform": "emscripten", "platform_system": "Emscripten", "os_name": "posix", "extra": ""}
_COMPILED = {".so", ".pyd", ".dylib", ".dll", ".pyc"}
_OF_AN_INSTALLATION = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "WHEEL"}
_ABOUT = "Wheel-Version: 1.0\nGenerator: claim-by-claim\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_WHEN = (1980, 1, 1, 0, 0, 0)  # the same code is the same wheel


@dataclass(frozen=True)
class Wheel:
    """A wheel: the package's `name` as it is normally written, its `version`, its file's `data`, what it `needs`."""

    name: str
    version: str
    data: bytes
    imports: tuple[str, ...]
    needs: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name of its file, which says that it runs on any Python."""
        return f"{self.name.replace('-', '_')}-{self.version}-py3-none-any.whl"

    @property
    def sha256(self) -> str:
        """The hash of its file, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


class NotInstalled(LookupError):
    """A package is not installed here; its name is the argument."""


def kit_wheel(needs: Iterable[str], leave_out: Iterable[str] = ()) -> Wheel:
    """Return the wheel of the kit as it is here, installed or not.

    Args:
        needs: the names of the packages that it is loaded with.
        leave_out: paths below `kit/` of files that are not to be in it.
    """
    room, gone = Path(kit.__file__).parent, {f"kit/{path}" for path in leave_out}
    found = (path for path in sorted(room.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    named = {f"kit/{path.relative_to(room).as_posix()}": path for path in found}
    files = {name: path.read_bytes() for name, path in named.items() if name not in gone}
    return _wheel(KIT, _kit_version(), files, needs)


def empty_wheel(name: str) -> Wheel:
    """Return a wheel with nothing in it, for a package that something asks for by its name and works without."""
    return _wheel(name, "0", {}, ())


def stand_in(name: str, module: str) -> Wheel:
    """Return a wheel that stands in for a package until it is there: importing it calls a function of this room.

    Of a module and a package in one folder Python takes the package, so the real one goes before it.

    Args:
        name: the package's name, which is its module's, too.
        module: the name of the room's module, and of the function in it, which says what is the case.
    """
    code = f"from kit.sharing.jupyterlite.{module} import {module}\n\n{module}()\n"
    return replace(_wheel(f"{name}-stand-in", "0", {f"{name}.py": code.encode()}, [KIT]), imports=())


def wheels_for(roots: Iterable[str], apart_from: Iterable[str] = ()) -> list[Wheel]:
    """Return the wheels of some packages, and of all that they need in a browser, as they are installed here.

    Args:
        roots: the names of the packages.
        apart_from: names of packages that come from elsewhere, or that nothing of the kit needs there.

    Raises:
        NotInstalled: one of them is not installed.
    """
    done, wanted = {canonicalize_name(name): None for name in apart_from}, list(roots)
    found: list[Wheel] = []
    while wanted:
        name = canonicalize_name(wanted.pop())
        if name in done:
            continue
        done[name] = None
        wheel = _installed(name)
        found.append(wheel)
        wanted += wheel.needs
    return sorted(found, key=lambda wheel: wheel.name)


def _installed(name: str) -> Wheel:
    try:
        package = distribution(name)
    except PackageNotFoundError as error:
        raise NotInstalled(name) from error
    files = {path.as_posix(): Path(str(package.locate_file(path))) for path in package.files or () if _runs(path)}
    there = {name: path.read_bytes() for name, path in files.items() if path.is_file()}
    return _wheel(name, package.version, there, _needs(package))


def _runs(path: PurePosixPath) -> bool:
    """Whether a file of an installed package is of use in a browser."""
    if path.parts[0] == ".." or path.is_absolute() or path.suffix in _COMPILED:
        return False
    return not (path.parts[0].endswith(".dist-info") and path.name in _OF_AN_INSTALLATION)


def _needs(package: Distribution) -> tuple[str, ...]:
    requirements = map(Requirement, package.requires or ())
    met = (one.name for one in requirements if one.marker is None or one.marker.evaluate(_BROWSER))
    return tuple(dict.fromkeys(map(canonicalize_name, met)))


def _kit_version() -> str:
    try:
        return distribution(KIT).version
    except PackageNotFoundError:  # a folder that is on the path, and not installed
        return "0"


def _wheel(name: str, version: str, files: dict[str, bytes], needs: Iterable[str]) -> Wheel:
    about = f"{name.replace('-', '_')}-{version}.dist-info"
    old = {path.split("/")[0] for path in files if path.split("/")[0].endswith(".dist-info")}
    moved = {re.sub(r"^[^/]*\.dist-info/", f"{about}/", path): data for path, data in files.items()}
    moved.setdefault(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode())
    moved |= {f"{about}/WHEEL": _ABOUT.encode()}
    imports = tuple(dict.fromkeys(_imports(path for path in files if path.split("/")[0] not in old)))
    moved |= {f"{about}/RECORD": "".join(f"{path},,\n" for path in [*moved, f"{about}/RECORD"]).encode()}
    return Wheel(name, version, _zip(moved), imports, tuple(needs))


def _imports(paths: Iterable[str]) -> Iterator[str]:
    """The names that code may import of a package."""
    for path in paths:
        top, *below = path.split("/")
        if path.endswith(".py") and (not below or below[-1] == "__init__.py"):
            yield top.removesuffix(".py")


def _zip(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in sorted(files.items()):
            zipped.writestr(zipfile.ZipInfo(name, _WHEN), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()
