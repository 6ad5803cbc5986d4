"""Templates of notebooks: text with `{{ markdown("id") }}` and `{{ code("id") }}` where a cell begins.

`{{ code("id", "again") }}` begins a cell that its reader is asked to run again, after marking.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kit.ui.words import FALLBACK

if TYPE_CHECKING:
    from nbformat import NotebookNode

# Begins a cell in what a template yields. No text of a lesson holds this character: the readers of its files refuse it.
_CELL = "\x1e"
# What Markdown, or the mathematics in it, would take for more than text: anywhere, and where a text begins.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>$|~&#]|^[-+=])")
_NUMBERED = re.compile(r"^(\d+)([.)])")
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
#: Nobody loses a part of the page by pressing a key, nor sees prose turn into its source by a double click.
_KEPT: dict[str, dict[str, Any]] = {"markdown": {"deletable": False, "editable": False}, "code": {"deletable": False}}
#: What a page of the kit says of itself and its cells, to the scripts that open it in Jupyter.
ABOUT = "claim_by_claim"


class Templates:
    """The templates of one language (English where a language has none), for a lesson whose links `linked` resolves.

    In a template, `|plain` makes text of the article stand in Markdown as it is, `|linked` resolves the links of a text
    of the guide, and `|quoted` writes a text as Python reads it.
    """

    def __init__(self, language: str, linked: Callable[[str], str]) -> None:
        room = Path(__file__).parent
        folders = [room / name for name in (language, language.split("-", maxsplit=1)[0], FALLBACK)]
        # What is made is Markdown and Python, not HTML: HTML's escapes would stand in it as text.
        made = Environment(loader=FileSystemLoader(folders), undefined=StrictUndefined, autoescape=False)
        made.globals |= {"markdown": _begin("markdown"), "code": _begin("code")}
        made.filters |= {"plain": plain, "linked": linked, "quoted": quoted}
        self._environment = made

    def cells(self, template: str, **parts: Any) -> "list[NotebookNode]":
        """Return the cells of a notebook, each with the id that the template gives it."""
        text = self._environment.get_template(f"{template}.jinja").render(**parts)
        return [_cell(part) for part in text.split(_CELL)[1:]]

    def said(self, what: str, *given: Any) -> str:
        """Return, as Markdown, what the notebooks say and another page says, too: a macro of `words.jinja`."""
        words = self._environment.get_template("words.jinja").module
        return str(getattr(words, what)(*given))


def notebook_bytes(cells: "list[NotebookNode]", language: str) -> bytes:
    """Return the file of a reader's notebook in a language: the same cells are the same bytes."""
    import nbformat  # noqa: PLC0415 (a page needs the words of the notebooks alone, and nbformat takes seconds to load)

    about = {"language": language, "reader": True}
    metadata = {ABOUT: about, "kernelspec": _KERNEL, "language_info": {"name": "python"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    return (nbformat.writes(notebook) + "\n").encode("utf-8")


def plain(text: str) -> str:
    """Return a text as Markdown that shows it as it is."""
    return _NUMBERED.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", text))


def quoted(text: str) -> str:
    """Return a text as Python reads it."""
    return json.dumps(text, ensure_ascii=not text.isprintable())


def _begin(kind: str) -> Callable[..., str]:
    return lambda cell_id, *marks: " ".join([f"{_CELL}{kind}", cell_id, *marks])


def _cell(part: str) -> "NotebookNode":
    from nbformat.v4 import new_code_cell, new_markdown_cell  # noqa: PLC0415 (the same)

    head, _, source = part.partition("\n")
    kind, cell_id, *marks = head.split()
    about = {ABOUT: dict.fromkeys(marks, True)} if marks else {}
    new_cell = new_markdown_cell if kind == "markdown" else new_code_cell
    return new_cell(source.strip("\n"), id=cell_id, metadata=_KEPT[kind] | about)
