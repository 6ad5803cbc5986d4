"""A Python and the kit where every account of this machine can run them, whoever's home they lie in."""

import os
import shutil
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[2]
_VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"
#: Large, and no server needs them.
_LEFT_OUT = shutil.ignore_patterns("site-packages", "test", "tests", "idlelib", "ensurepip", "turtledemo", "config-*")


def python_for_all(place: Path) -> tuple[Path, dict[str, str]]:
    """Return a Python that any account can run, and the environment that it needs: with the kit as it is here.

    Where this Python, its packages or the project lie in a closed folder (such as root's home), they are linked or
    copied to `place`, which is open to all.
    """
    project = _open(ROOT / "kit", place / "project" / "kit").parent
    packages = Path(sysconfig.get_path("purelib"))
    base = Path(sys.base_prefix)
    needed = {"PYTHONPATH": str(project), "PATH": f"{os.defpath}:/usr/bin"}
    if all(map(is_open, (base / "lib" / _VERSION, packages, Path(sys.executable).resolve()))):
        return Path(sys.executable), needed
    library = _open(base / "lib" / _VERSION, place / "python" / "lib" / _VERSION, _LEFT_OUT)
    program = place / "python" / "bin" / "python3"
    program.parent.mkdir(parents=True)
    shutil.copy2(Path(sys.executable).resolve(), program)
    if library.parent != place / "python" / "lib":
        (place / "python" / "lib").symlink_to(library.parent)
    elif shared := list((base / "lib").glob("libpython*.so*")):
        for each in shared:
            _link(str(each), str(library.parent / each.name))
        needed["LD_LIBRARY_PATH"] = str(library.parent)  # else the system's own of the same name is taken
    return _environment(place / "env", program, _open(packages, place / "packages")), needed


def is_open(path: Path) -> bool:
    """Whether every account can read what lies at a path."""
    real = path.resolve()
    return bool(real.stat().st_mode & 0o004) and all(folder.stat().st_mode & 0o001 for folder in real.parents)


def _open(path: Path, copy: Path, ignore: object = None) -> Path:
    if not is_open(path):
        shutil.copytree(path, copy, copy_function=_link, ignore=ignore, symlinks=True)  # type: ignore[arg-type]
        return copy
    return path


def _link(source: str, target: str) -> None:
    """Give a file a second name; a copy, where that is another disk."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _environment(place: Path, program: Path, packages: Path) -> Path:
    """A virtual environment of that Python with those packages."""
    (place / "bin").mkdir(parents=True)
    (place / "lib" / _VERSION).mkdir(parents=True)
    (place / "lib" / _VERSION / "site-packages").symlink_to(packages)
    (place / "pyvenv.cfg").write_text(f"home = {program.parent}\n", encoding="utf-8")
    (place / "bin" / "python3").symlink_to(program)
    return place / "bin" / "python3"
