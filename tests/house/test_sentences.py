"""What people read stands in the words' folders: no sentence is written into Python, apart from what is named here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

KIT = Path(__file__).parents[2] / "kit"
FILES = sorted(KIT.rglob("*.py"))
#: Four words of a language in a row, the last of them small: a name of a column or a key is shorter.
SENTENCE = re.compile(r"(?:[A-Za-z][a-z’'-]*,? ){3,}[a-z’'-]+")
#: Rooms and files whose sentences stand beside what finds them, and why.
BESIDE = {
    "lesson": "lies below the words; a fault needs the values of the check that finds it",
    "marks": "lies below the words; says why a line or a file is refused",
    "analysis/collect": "says why a file or a line is refused, as `marks` does",
    "analysis/district": "the same, for the files of many classes",
    "authoring/damage": "what is wrong with an English sentence is part of the rule that finds it",
    "authoring/formats": "says why a file, or a part of one, is not taken for an article",
    "authoring/left_out.py": "the same, for the lines of any file",
    "authoring/notices.py": "the same, for what stands in the place of an article; and its words in seven languages",
    "sharing/hub/classes.py": "runs in a hub's own Python, which may lack what reads the words; faults, as of a roster",
    "sharing/hub/folders.py": "the same",
    "sharing/hub/spawn.py": "the same",
    "sharing/headings.py": "the headings of other programs' files, in their languages",
    "authoring/damage_figures.py": "prints figures for whoever works on the search for damage",
    "sharing/roster.py": "says why a roster cannot be used: faults, as of a lesson's files",
    "sharing/web_annotation_reader.py": "says why an annotation is not read, or how it was, as `marks` does for lines",
    "sharing/annotation_pages.py": "the same",
    "sharing/annotation_parts.py": "the same",
}
#: Names that programs compare with, and texts for programs alone; and what somebody who programs is shown.
NAMES = {"words of the key", "end of line indicator", "Last downloaded from this course"}
FOR_PROGRAMS = {"_TASK", "_KINDS", "_TEXT"}
SHOWN_BY_PYTHON = {"__repr__", "__str__"}
#: What a command's help is made of stands beside its options: these constants, these arguments, functions `add_...`.
HELP_TEXTS = {"_ABOUT", "_EXAMPLES", "_EPILOG", "_CODES", "CODES", "EXIT_CODES"}
HELP = {"help", "description", "epilog", "usage", "title"}
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
MAKES_AN_ERROR = ("Fault", "Faults", "Error", "Mistake", "__init__")
LOGS = {"exception", "warning", "info"}


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _assigned(node: ast.Assign | ast.AnnAssign) -> str:
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    return getattr(target, "id", "")


def _raised_names(tree: ast.Module) -> set[str]:
    """Names that an error's text is put together from."""
    raised = (node for node in ast.walk(tree) if isinstance(node, ast.Raise))
    return {name.id for node in raised for name in ast.walk(node) if isinstance(name, ast.Name)}


def _not_said(tree: ast.Module) -> Iterator[ast.AST]:
    """What is no text of a page or a command: docstrings, errors, the help of a command, lists of words, logs."""
    not_said = _raised_names(tree) | FOR_PROGRAMS | HELP_TEXTS
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node) is not None:
            yield node.body[0]
        if isinstance(node, ast.Raise | ast.Assert) or _is_own_voice(node):
            yield node
        elif isinstance(node, ast.Attribute) and node.attr == "split":
            yield node.value
        elif isinstance(node, ast.Call):
            yield from (keyword.value for keyword in node.keywords if keyword.arg in HELP)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and _assigned(node) in not_said:
            yield node


def _is_own_voice(node: ast.AST) -> bool:
    """Whether this makes an error, writes a log, adds a command's options, or shows an object as Python does."""
    if isinstance(node, ast.Call):
        return _called(node).endswith(MAKES_AN_ERROR) or _called(node) in LOGS
    return isinstance(node, ast.FunctionDef) and (node.name in SHOWN_BY_PYTHON or node.name.startswith("add_"))


def sentences(path: Path) -> list[str]:
    """Return the sentences of a file that are none of those."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed_over = {id(part) for node in _not_said(tree) for part in ast.walk(node)}
    found = []
    for node in ast.walk(tree):
        if id(node) in passed_over:
            continue
        if isinstance(node, ast.JoinedStr):
            passed_over |= {id(value) for value in node.values}
            text = "".join(str(value.value) if isinstance(value, ast.Constant) else "{}" for value in node.values)
        else:
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if SENTENCE.search(text) and text not in NAMES:
            found.append(f"line {node.lineno}: {text}")
    return found


def _is_beside(path: Path) -> bool:
    way = path.relative_to(KIT).as_posix()
    return any(way == place or way.startswith(f"{place}/") for place in BESIDE)


@pytest.mark.parametrize(
    "path", [path for path in FILES if not _is_beside(path)], ids=lambda path: str(path.relative_to(KIT))
)
def test_no_sentence_is_written_into_python(path: Path) -> None:
    """A text that people read, and a translator would look for, has its place in `kit/ui/words`."""
    assert sentences(path) == []


@pytest.mark.parametrize("place", BESIDE)
def test_an_exception_is_needed(place: str) -> None:
    """What is named as an exception is there, and holds sentences: once it has none, it goes."""
    assert any(sentences(path) for path in FILES if path.relative_to(KIT).as_posix().startswith(place))
