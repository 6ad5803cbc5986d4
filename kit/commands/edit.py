"""The command `kit edit`: the editor of a lesson, in JupyterLab."""

import argparse

from kit.commands.adding import CODES, Commands, add_command
from kit.commands.read import add_lab_options, open_in_lab
from kit.lesson.files import LIBRARY, lesson_folder
from kit.lesson.plain_errors import Mistake
from kit.lesson.write_file import write_file
from kit.ui.words import words

NOTEBOOK = "edit_lesson.ipynb"
_ABOUT = """\
Opens the editor of a lesson in JupyterLab: the article, and beside it what the kit proposes for each claim, to confirm
or to change. Everything is saved at once in the lesson's own files. Its notebook is put into the lesson's folder.
"""
_EXAMPLES = """\
examples:
  kit edit my-lesson

"""


def add_edit_command(commands: Commands) -> None:
    """Add `edit` to the commands of `kit`."""
    edit = add_command(commands, "edit", "open the editor of a lesson of yours", _ABOUT, _EXAMPLES + CODES)
    edit.add_argument("folder", metavar="FOLDER", help="the folder of the lesson")
    add_lab_options(edit)
    edit.set_defaults(run=run_edit)


def run_edit(options: argparse.Namespace) -> int:
    """Open the editor and wait for the end of JupyterLab; return its exit code.

    Raises:
        LessonFaults: something is wrong with the lesson's files.
        FileNotFoundError: there is no such folder.
        ValueError: it is a bundled lesson, or JupyterLab cannot be opened.
    """
    from kit.authoring.editor.editing import Editing  # noqa: PLC0415 (`kit read` does not wait for it)

    folder = lesson_folder(options.folder).resolve()
    if folder.parent == LIBRARY:
        raise Mistake(words()("editor.bundled", name=folder.name))
    Editing(folder)  # what is wrong with the lesson is said here, before a browser opens
    if not (folder / NOTEBOOK).exists():
        write_file(folder / NOTEBOOK, _notebook())
    return open_in_lab(folder, NOTEBOOK, options)


def _notebook() -> bytes:
    import nbformat  # noqa: PLC0415 (nor for this)
    from nbformat.v4 import new_code_cell, new_markdown_cell  # noqa: PLC0415

    from kit.sharing.notebooks.template import notebook_bytes  # noqa: PLC0415

    cells: list[nbformat.NotebookNode] = [
        new_markdown_cell(words()("editor.notebook"), id="about"),
        new_code_cell('import kit\nkit.edit_lesson(".")', id="editor"),
        new_markdown_cell(words()("editor.notebook_hand_out"), id="hand-out"),
        new_code_cell('kit.lesson_desk(".").hand_out()', id="made"),
    ]
    return notebook_bytes(cells, "en")
