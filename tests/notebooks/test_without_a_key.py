"""The key is taken away, as the teacher is advised: every notebook runs all the same, and says what comes later."""

import os
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
ALL = sorted(path.relative_to(ROOT / "notebooks") for path in (ROOT / "notebooks").glob("*/*.ipynb"))
#: The sections' notebooks are made alike: of those between the first and the last, each runs with the key elsewhere.
KINDS = [path for path in ALL if path.stem[:2] not in ("02", "03", "04") or path.parent.name == "teacher"]
#: The notebooks that speak of the article's key before anybody has marked anything.
ABOUT_THE_KEY = [path for path in ALL if path.parent.name == "teacher" or path.stem == "06_look_back"]


@pytest.fixture(scope="module")
def keyless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which no lesson has a key."""
    return copy(tmp_path_factory.mktemp("keyless"), "*")


@pytest.fixture(scope="module")
def without_the_article_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project from which the article's key was taken away; the warm-up and the new text keep theirs."""
    return copy(tmp_path_factory.mktemp("taken"), "inner-circle")


def copy(place: Path, lessons: str) -> Path:
    """Copy code and notebooks, and take the keys of some lessons away."""
    for folder in ("kit", "notebooks/reader", "notebooks/teacher"):
        shutil.copytree(ROOT / folder, place / folder, ignore=shutil.ignore_patterns("__pycache__"))
    keys = list(place.glob(f"kit/library/{lessons}/key.yaml"))
    assert keys
    for key in keys:
        key.unlink()
    return place


def printed(project: Path, path: Path, marks: Path) -> str:
    """Run a notebook of a copy as Run All does, and return all text that its cells put out."""
    notebook = nbformat.read(project / "notebooks" / path, as_version=4)
    scratch = {"PYTHONPATH": str(project), "CLAIM_BY_CLAIM_MARKS": str(marks), "IPYTHONDIR": str(marks / "ipython")}
    place = {"metadata": {"path": str(project / "notebooks" / path.parent)}}
    NotebookClient(notebook, timeout=300, resources=place).execute(env=os.environ | scratch)
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    return "\n".join(str(output.get("text", "")) + str(output.get("data", "")) for output in outputs)


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_every_notebook_runs_without_any_key(path: Path, keyless: Path, tmp_path: Path) -> None:
    """Run All reaches the bottom of every kind of notebook where no lesson has a key."""
    assert "Traceback" not in printed(keyless, path, tmp_path)


@pytest.mark.parametrize("path", ABOUT_THE_KEY, ids=lambda path: path.stem)
def test_the_key_that_was_taken_away_comes_later(path: Path, without_the_article_key: Path, tmp_path: Path) -> None:
    """A notebook that speaks of the article's key runs without it; where something stays empty, it says why."""
    told = printed(without_the_article_key, path, tmp_path)
    assert "Traceback" not in told
    assert ("key comes later" in told) == (path.stem in ("06_look_back", "00_teach_this_lesson"))
