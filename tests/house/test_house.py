"""The house's own rules, which no reviewer should have to check by hand."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOTEBOOKS = sorted(path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
#: conda's names of packages that PyPI names otherwise.
IN_CONDA = {"matplotlib": "matplotlib-base", "PyYAML": "pyyaml"}
LINES_IN_ONE_SITTING = 400
LINES_OF_A_FUNCTION = 45
MOST_CELLS = 40
LAYERS = "from importlinter.cli import lint_imports_command as run; run()"


@pytest.mark.parametrize(
    "tool",
    [
        ["-m", "ruff", "check", "--output-format=concise", "kit", "tests"],
        ["-m", "ruff", "format", "--diff", "kit", "tests"],
        ["-m", "mypy"],
        ["-c", LAYERS],
    ],
    ids=["style", "format", "types", "layers"],
)
def test_style_types_and_layers_hold(tool: list[str]) -> None:
    """Ruff, mypy and import-linter have nothing to say about the code."""
    ran = subprocess.run([sys.executable, *tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_conda_gets_what_pip_gets() -> None:
    """environment.yml names the run-time dependencies of pyproject.toml with their lower bounds, in the same order."""
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    in_conda = [line for line in environment["dependencies"] if isinstance(line, str)]
    names = [re.split("(?=>)", line, maxsplit=1) for line in PROJECT["dependencies"]]
    wanted = [IN_CONDA.get(name, name) + bound for name, bound in names]
    assert in_conda[: len(wanted)] == wanted
    assert set(in_conda) - set(wanted) == {f"python{PROJECT['requires-python']}", "pip"}


def test_the_first_dependencies_are_what_a_notebook_needs() -> None:
    """JupyterLab, ipywidgets and pandas come first, so that a reader of the list sees what this is."""
    assert [re.split(">", line)[0] for line in PROJECT["dependencies"][:3]] == ["jupyterlab", "ipywidgets", "pandas"]


def test_a_module_can_be_read_in_one_sitting() -> None:
    """No file of the kit's code has 400 lines or more."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "kit").rglob("*.py")}
    assert {path: length for path, length in lengths.items() if length >= LINES_IN_ONE_SITTING} == {}


def test_a_function_is_short() -> None:
    """No function of the kit has more than 45 lines, its docstring apart."""
    lengths = {}
    for path in (ROOT / "kit").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                docstring = node.body[0] if ast.get_docstring(node) is not None else None
                told = docstring.end_lineno - docstring.lineno + 1 if docstring else 0
                lengths[f"{path.name}: {node.name}"] = node.end_lineno - node.lineno + 1 - told
    assert {name: length for name, length in lengths.items() if length > LINES_OF_A_FUNCTION} == {}


def test_no_room_is_a_lumber_room() -> None:
    """No module is called utils, helpers or common: a file has one subject."""
    lumber = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert not lumber & {part for path in (ROOT / "kit").rglob("*.py") for part in (path.stem, path.parent.name)}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_clean_and_short(path: Path) -> None:
    """A notebook has no outputs, at most 40 cells, and defines no functions."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [cell for cell in code if cell["outputs"] or cell["execution_count"] is not None] == []
    assert len(cells) <= MOST_CELLS
    assert not [cell for cell in code if re.search(r"^\s*def ", "".join(cell["source"]), re.MULTILINE)]


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_every_test_says_what_it_checks_and_runs(path: Path) -> None:
    """Each test has one sentence that says what it checks, and none can be skipped or expected to fail."""
    source = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    unsaid = [test.name for test in functions if test.name.startswith("test_") and not ast.get_docstring(test)]
    assert unsaid == []
    assert not re.search(r"mark\.(skip|xfail)|pytest\.(skip|xfail|importorskip)\(", source)
