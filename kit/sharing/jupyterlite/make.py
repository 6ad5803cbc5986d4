"""Makes the reader's notebooks run in a browser: JupyterLite as files, with all that reading needs."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from jupyter_core.paths import jupyter_path

import kit
from kit.lesson.files import KEY_FILE, bundled_lessons
from kit.lesson.plain_errors import Mistake, SaidPlainly
from kit.sharing.jupyterlite.door import door
from kit.sharing.jupyterlite.lock import lock
from kit.sharing.jupyterlite.pyodide import INSTALLER, Pyodide, published_pyodide, pyodide_in
from kit.sharing.jupyterlite.shelf import Shelf, known_on, shelve
from kit.sharing.jupyterlite.wheels import NotInstalled, Wheel, empty_wheel, kit_wheel, stand_in, wheels_for
from kit.sharing.site import SitePart
from kit.ui.words import Words, words

#: The folder of a site that they lie in.
FOLDER = "lite"
#: What the kit needs to be read with, and what Python in the browser is talked to through.
ROOTS = ("ipython", "ipywidgets", "anywidget", "markdown-it-py", "mdit-py-plugins", "pyyaml")
#: Parts of these for Jupyter's own server; and 5 MB that complete what somebody types.
_NOT_NEEDED = ("widgetsnbextension", "jupyterlab-widgets", "jedi")
_KERNEL = "@jupyterlite/pyodide-kernel-extension"
_EXTENSIONS = (_KERNEL, "@jupyter-widgets/jupyterlab-manager", "anywidget")
_JUPYTER = Path(kit.__file__).parent / "commands" / "jupyter"
_READER_MODE = _JUPYTER / "labextensions" / "claim-by-claim"
_SETTINGS = _JUPYTER / "labconfig" / "default_setting_overrides.json"
#: The kit's own bundled lesson whose key is no secret: it shows how a key looks.
_OPEN_KEYS = ("warm-up",)
# JupyterLite writes this time into what it makes, so that the same site is the same bytes.
_WHEN = "946684800"
#: Jupyter's news; and when a file was made, which is the time above.
_NOT_SHOWN = ["@jupyterlab/apputils-extension:announcements", "@jupyter-notebook/notebook-extension:checkpoints"]
#: Light or dark as everything else is on a reader's computer.
_COLOURS = {"@jupyterlab/apputils-extension:themes": {"adaptive-theme": True}}
#: The view of one notebook, the lists of files around it, and an editor for them; no console.
_APPS = ["notebooks", "tree", "lab", "edit"]


class NotBuilt(SaidPlainly, RuntimeError):
    """JupyterLite's own program failed; the text holds the end of what it said."""


@dataclass(frozen=True, repr=False)
class Lite:
    """The notebooks as files of a site: `files` by their ways from the folder that they are meant for.

    `part` is what a site takes of them. `lacks` names what there is for tables and charts elsewhere, and not in the
    folder of a self-hosted one.
    """

    files: dict[str, bytes]
    lacks: tuple[str, ...]
    say: Words
    has_key: bool

    @property
    def part(self) -> SitePart:
        """They as a part of a site, in a folder of their own: a service worker looks after all that is below it."""
        title, about, link = (self.say(f"jupyterlite.part_{name}") for name in ("title", "about", "link"))
        about += "" if self.has_key else f" {self.say('jupyterlite.part_no_key')}"
        files = {f"{FOLDER}/{path}": data for path, data in self.files.items()}
        return SitePart(title, about, link, f"{FOLDER}/index.html", files)

    def __repr__(self) -> str:
        return f"JupyterLite with the notebooks: {len(self.files)} files"


def jupyterlite(
    lessons: Sequence[str | Path], *, with_key: bool = False, self_hosted: str | Path | None = None
) -> Lite:
    """Return the reader's notebooks of some lessons in JupyterLite, ready to be served by any web host.

    Args:
        lessons: names of bundled lessons, or their folders, as for `open_lesson`.
        with_key: the lessons' keys are on the site, where everybody can read them. Without it there is none but the
            warm-up's.
        self_hosted: a folder with Pyodide and its wheels, to be served beside the site. Left out, a reader's browser
            fetches them from Pyodide's own address.

    Raises:
        ValueError: JupyterLite is not installed, or something is missing in that folder; the text says how to get it.
        LessonFaults: something is wrong with a lesson's files.
        NotBuilt: JupyterLite could not be built.
    """
    version = _pyodide_version()
    pyodide = published_pyodide(version) if self_hosted is None else pyodide_in(self_hosted, version)
    with TemporaryDirectory(prefix="claim-by-claim-") as name:
        work = Path(name)
        shelves = shelve(lessons, work / "files" / "notebooks", with_key=with_key)
        extensions = _lay_extensions(work / "extensions", shelves)
        wheels = _wheels(extensions, with_key)
        folder = f"static/wheels-{_fingerprint(wheels)}/"
        _configure(work, pyodide, wheels, folder)
        build(work)
        files = dict(_files(work / "site"))
    files |= {f"{folder}{wheel.file}": wheel.data for wheel in wheels}
    files |= {f"{folder}{path.name}": path.read_bytes() for path in pyodide.wheels}
    files |= {f"static/pyodide/{path.name}": path.read_bytes() for path in pyodide.core}
    files[f"{folder}pyodide-lock.json"] = lock(pyodide, wheels, "")
    files["index.html"] = door(shelves, json.loads(files["jupyter-lite.json"])["jupyter-config-data"]["appVersion"])
    return Lite(files, pyodide.lacks, words(shelves[0].lesson.article.language), with_key)


def _pyodide_version() -> str:
    try:
        import jupyterlite_core  # noqa: F401, PLC0415 (an extra, and nothing but this needs it)
        from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION  # noqa: PLC0415
    except ImportError as error:
        raise Mistake(words()("jupyterlite.not_installed", missing=error.name)) from error
    return str(PYODIDE_VERSION)


def _lay_extensions(folder: Path, shelves: Sequence[Shelf]) -> Path:
    """Put the extensions of Jupyter in a folder that reading needs, and no others that may be installed here."""
    for name in _EXTENSIONS:
        found = next((Path(place, name) for place in jupyter_path("labextensions") if Path(place, name).is_dir()), None)
        if found is None:
            raise Mistake(words()("jupyterlite.not_installed", missing=name))
        shutil.copytree(found, folder / name)
    ours = shutil.copytree(_READER_MODE, folder / _READER_MODE.name)
    (ours / "known.json").write_bytes(known_on(shelves, (_READER_MODE / "known.json").read_bytes()))
    return folder


def _wheels(extensions: Path, with_key: bool) -> list[Wheel]:
    """The site's own wheels. They are loaded while Python starts, before any cell runs."""
    kernel = map(_of_kernel, sorted((extensions / _KERNEL / "static" / "pypi").glob("*.whl")))
    try:
        wheels = wheels_for(ROOTS, _NOT_NEEDED)
    except NotInstalled as error:
        raise Mistake(words()("jupyterlite.not_installed", missing=error.args[0])) from error
    wheels += [one for one in kernel if one.name not in _NOT_NEEDED]
    wheels.append(kit_wheel(ROOTS, keys_left_out(with_key=with_key)))
    return [*wheels, empty_wheel("jedi"), stand_in("pandas", "no_tables")]  # the kernel asks for jedi by its name


def keys_left_out(*, with_key: bool) -> list[str]:
    """Return the files of the kit that are not to be on a site, as seen from the kit."""
    names = [] if with_key else [name for name in bundled_lessons() if name not in _OPEN_KEYS]
    return [f"library/{name}/{KEY_FILE}" for name in names]


def _of_kernel(path: Path) -> Wheel:
    module, version = path.name.split("-")[:2]
    return Wheel(module.replace("_", "-"), version, path.read_bytes(), (module,))


def _fingerprint(wheels: Sequence[Wheel]) -> str:
    """Names a folder of wheels after what they hold: a browser may have kept those of the site as it was before."""
    return sha256("".join(wheel.sha256 for wheel in wheels).encode()).hexdigest()[:12]


def _configure(work: Path, pyodide: Pyodide, wheels: Sequence[Wheel], folder: str) -> None:
    at_once = [INSTALLER, *(wheel.name for wheel in wheels)]
    kernel = {
        "pyodideUrl": pyodide.address,
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"lockFileURL": f"./{folder}pyodide-lock.json", "packages": at_once},
    }
    page = {
        "appName": words()("jupyterlite.name"),
        "disabledExtensions": _NOT_SHOWN,
        "litePluginSettings": {f"{_KERNEL}:kernel": kernel},
    }
    build = {
        "LiteBuildConfig": {
            "apps": _APPS,
            "contents": ["files"],
            "ignore_sys_prefix": ["federated_extensions"],
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
            "output_dir": "site",
        },
        "FederatedExtensionAddon": {"extra_labextensions_path": [str(work / "extensions")]},
    }
    shown = {"jupyter-lite-schema-version": 0, "jupyter-config-data": page}
    (work / "jupyter-lite.json").write_text(json.dumps(shown), encoding="utf-8")
    (work / "jupyter_lite_config.json").write_text(json.dumps(build), encoding="utf-8")
    settings = json.loads(_SETTINGS.read_bytes()) | _COLOURS
    (work / "overrides.json").write_text(json.dumps(settings), encoding="utf-8")


def build(work: Path) -> None:
    """Run JupyterLite's own program in a folder, as from the command line; it needs Python alone.

    Raises:
        NotBuilt: it failed.
    """
    command = [sys.executable, "-m", "jupyterlite_core", "build"]
    ran = subprocess.run(
        command,
        cwd=work,
        env=os.environ | {"SOURCE_DATE_EPOCH": _WHEN},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if ran.returncode != 0 or not (work / "site" / "jupyter-lite.json").is_file():
        raise NotBuilt(words()("jupyterlite.not_built", said="\n".join((ran.stdout + ran.stderr).splitlines()[-10:])))


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield path.relative_to(site).as_posix(), path.read_bytes()
