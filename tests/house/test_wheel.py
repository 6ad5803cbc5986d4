"""What a wheel holds: everything that a reader needs who installs the kit without its folder."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel built from a copy, so that the project's folder stays clean."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT / "kit", source / "kit", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(target)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(source)], check=True)
    with zipfile.ZipFile(next(target.glob("*.whl"))) as archive:
        return set(archive.namelist())


def test_a_wheel_holds_every_file_of_the_kit(wheel: set[str]) -> None:
    """Code, lessons, words, scripts and styles are all in the wheel, and nothing else of the project is."""
    files = (path for path in (ROOT / "kit").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert {name for name in wheel if not re.search(r"\.(dist-info|data)/", name)} == {
        path.relative_to(ROOT).as_posix() for path in files
    }


def test_a_wheel_lays_what_opens_notebooks_where_jupyter_finds_it(wheel: set[str]) -> None:
    """Installed, the extension lies in the environment's share/jupyter/labextensions, whole, and nothing else does."""
    extension = ROOT / "kit" / "commands" / "jupyter" / "labextensions" / "claim-by-claim"
    laid = {name.partition(".data/data/")[2] for name in wheel if ".data/" in name}
    assert laid == {f"share/jupyter/labextensions/claim-by-claim/{path.name}" for path in extension.iterdir()}
    about = json.loads((extension / "package.json").read_text(encoding="utf-8"))
    assert about["jupyterlab"]["_build"]["load"] in {path.name for path in extension.iterdir()}
    assert (
        about["version"] == tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    )


@pytest.mark.parametrize(
    "ending",
    ["article.md", "key.yaml", "guide.yaml", ".jinja", "words/en/report.yaml", "stop.js", ".css", "__main__.py"],
)
def test_a_wheel_holds_each_kind_of_file(ending: str, wheel: set[str]) -> None:
    """No kind of file that the kit reads at run time is missing from the wheel."""
    assert any(name.endswith(ending) for name in wheel)


def test_a_wheel_brings_its_licence(wheel: set[str]) -> None:
    """The licence goes with the wheel."""
    assert any(name.endswith("/LICENSE") for name in wheel)
