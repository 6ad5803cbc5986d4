"""The front door: every name leads somewhere, and reading loads neither pandas nor a notebook's libraries."""

import ast
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import kit
from tests.lessons import write_lesson

HEAVY = ("numpy", "pandas", "IPython", "matplotlib", "ipywidgets", "anywidget")
OPEN = "import kit; lesson = kit.open_lesson({folder!r}); "
READ = OPEN + "kit.start_reading(lesson, folder={marks!r}).mark('c01', ['sourced']); "


@pytest.mark.parametrize("code", ["import kit; dir(kit); ", OPEN, READ], ids=["import", "open", "mark"])
def test_reading_loads_no_heavy_library(code: str, tmp_path: Path) -> None:
    """Importing the kit, opening a lesson and marking a claim load no table, plot or notebook library."""
    folder = write_lesson(tmp_path / "bridge")
    code = code.format(folder=str(folder), marks=str(tmp_path / "marks"))
    code += f"import sys; print(sorted(set(sys.modules) & set({HEAVY})))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_paragraph_waits_for_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    """Showing a paragraph loads no table, nothing of the web, and reads no key, no guide and no figures."""
    needless = ("numpy", "pandas", "matplotlib", "ssl", "http.client", "kit.reading.reveal_widget")
    needless += ("kit.lesson.key_file", "kit.lesson.guide_file", "kit.lesson.class_figures")
    code = f"import kit; kit.start_reading(kit.open_lesson('warm-up'), folder={str(tmp_path)!r}).show(1); "
    code += f"import sys; print(sorted(set(sys.modules) & set({needless})))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", kit.__all__)
def test_every_name_of_the_front_door_leads_somewhere(name: str) -> None:
    """Each name that the kit offers is there, with a text that says what it does."""
    assert getattr(kit, name).__doc__
    assert name in dir(kit)


def test_a_type_checker_sees_what_python_loads() -> None:
    """Each name is imported for type checkers from the module that Python loads it from, and no other name is."""
    tree = ast.parse(Path(kit.__file__).read_text(encoding="utf-8"))
    [checked] = [each for each in tree.body if isinstance(each, ast.If)]
    imports = [each for each in checked.body if isinstance(each, ast.ImportFrom)]
    seen = {alias.asname or alias.name: each.module for each in imports for alias in each.names}
    assert seen == kit._HOME
    assert list(kit.__all__) == sorted(seen)


def test_an_unknown_name_says_which_there_are() -> None:
    """A misspelt name is an AttributeError that lists the names there are."""
    with pytest.raises(AttributeError, match="open_lesson"):
        kit.open_leson  # noqa: B018 (the access is what is tested)
    with pytest.raises(ImportError):
        import_module("kit.open_lesson")


def test_a_lesson_can_be_read_from_start_to_table(tmp_path: Path) -> None:
    """The first lines of the README work: open, read, mark, and see the marks in a table."""
    lesson = kit.open_lesson("warm-up")
    reading = kit.start_reading(lesson, folder=tmp_path)
    reading.mark("c01", [])
    reading.mark("c02", ["sourced", "denied"], who="the caretaker")
    assert list(reading.annotations()["labels"]) == ["no source", "sourced + denied"]
    assert len(kit.key_table(lesson)) == len(lesson.claims)


def test_the_readmes_lines_work_as_printed(tmp_path: Path) -> None:
    """Whoever copies the block of Python out of the README gets what it says, marks out and back included."""
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    code = readme.split("```python\n")[1].split("```")[0]
    environment = os.environ | {"CLAIM_BY_CLAIM_MARKS": str(tmp_path / "marks"), "IPYTHONDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True, capture_output=True)
    [journal], [again] = (tmp_path / "marks").glob("*.jsonl"), (tmp_path / "elsewhere" / "marks").glob("*.jsonl")
    assert again.read_bytes() == journal.read_bytes()
