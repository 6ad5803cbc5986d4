"""Every notebook runs from top to bottom, whoever has marked what."""

import os
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import kit
from kit.analysis.sample_reader import sample_marks

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
MAKES_FILES = "03_make_your_own_lesson"
ALL = sorted([*NOTEBOOKS.glob("*/*.ipynb"), *NOTEBOOKS.glob("reader/*/*.ipynb")])


def run(path: Path, marks: Path) -> nbformat.NotebookNode:
    """Run a notebook as Run All does, in its own folder, with its own marks; one that makes files, in a copy of it."""
    notebook = nbformat.read(path, as_version=4)
    if path.stem == MAKES_FILES:
        path = Path(shutil.copytree(path.parent, marks / path.parent.name)) / path.name
    environment = os.environ | {"CLAIM_BY_CLAIM_MARKS": str(marks), "IPYTHONDIR": str(marks / "ipython")}
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute(env=environment)
    return notebook


def printed(notebook: nbformat.NotebookNode) -> str:
    """All text that the notebook's cells put out."""
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    plain = (output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in outputs)
    return "\n".join(map(str, plain))


def test_there_are_notebooks():
    """The reader's are there: a first lesson, the path through the article and the ten claims, and the second text."""
    assert len([path for path in ALL if path.parent.name == "reader"]) == 9
    assert len([path for path in ALL if path.parent.name == "skate-hall"]) == 7


@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_runs_with_no_marks(path: Path, tmp_path: Path):
    """Run All reaches the bottom with nobody marking, and leaves no journal behind."""
    notebook = run(path, tmp_path)
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip())
    assert not list(tmp_path.glob("*.jsonl"))


def test_a_lesson_is_made_in_a_notebook(tmp_path: Path):
    """Run All shows where an article is chosen and where the editor comes up, and makes nothing yet."""
    path = NOTEBOOKS / "teacher" / f"{MAKES_FILES}.ipynb"
    told = printed(run(path, tmp_path))
    assert "Your article" in told
    assert "The editor comes up here" in told
    assert not list((tmp_path / "teacher").glob("*/article.md"))


def test_look_back_names_sample_marks_as_such(tmp_path: Path):
    """Without marks, the look back says that it shows a generated reader's."""
    assert "sample" in printed(run(NOTEBOOKS / "reader" / "06_look_back.ipynb", tmp_path)).lower()


@pytest.mark.parametrize("share", ["one", "some", "all"])
def test_look_back_runs_with_marks(share: str, tmp_path: Path):
    """The look back works with one mark, with some, and with every claim marked, and then shows no sample."""
    for name in ("inner-circle", "warm-up", "transfer"):
        lesson = kit.open_lesson(name)
        reading = kit.start_reading(lesson, reader="quiet-otter-41", folder=tmp_path)
        if share == "all":
            for claim in lesson.claims:
                labels = lesson.key[claim.id].labels
                reading.mark(claim.id, labels, who="somebody", reason="because", sure=2, pass_on="not_yet")
        for mark in sample_marks(lesson)[: {"one": 1, "some": 9, "all": 0}[share]]:
            reading.mark(mark.claim, mark.labels, sure=mark.sure)
    assert "sample-reader" not in printed(run(NOTEBOOKS / "reader" / "06_look_back.ipynb", tmp_path))
