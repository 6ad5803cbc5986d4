"""The command `kit notebooks`: the reader's notebooks of any lesson."""

import argparse
from contextlib import suppress
from pathlib import Path

from kit.commands.adding import CODES, Commands, add_command
from kit.lesson.files import bundled_lessons, open_lesson
from kit.lesson.lesson import Lesson
from kit.ui.words import words

#: The kit's own notebooks, as the scripts know them that open notebooks in Jupyter.
KNOWN = Path(__file__).parent / "jupyter" / "labextensions" / "claim-by-claim" / "known.json"
_ABOUT = """\
Makes the notebooks that readers go through: one to start with, one for each section of the article, one to look back,
and one for each shorter path. The words come from the lesson's guide.yaml; a lesson without one gets plain notebooks.
"""
_EXAMPLES = """\
examples:
  kit notebooks my-lesson --out my-notebooks
  kit notebooks inner-circle --out my-notebooks

"""


def add_notebooks_command(commands: Commands) -> None:
    """Add `notebooks` to the commands of `kit`. Loads nothing heavy: that waits until the command runs."""
    notebooks = add_command(commands, "notebooks", "make the reader's notebooks of a lesson", _ABOUT, _EXAMPLES + CODES)
    notebooks.add_argument("lesson", metavar="LESSON", help="the folder of a lesson, or the name of a bundled one")
    into = "write them into this folder; it is made if it is not there"
    notebooks.add_argument("--out", required=True, metavar="FOLDER", help=into)
    notebooks.add_argument("--replace", action="store_true", help="replace notebooks that are there already")
    notebooks.set_defaults(run=run_notebooks)


def run_notebooks(options: argparse.Namespace) -> int:
    """Write the notebooks and say what to do with them; return 0."""
    from kit.sharing.notebooks.known import known_pages  # noqa: PLC0415 (`kit read` does not wait for nbformat)
    from kit.sharing.notebooks.make import write_notebooks  # noqa: PLC0415

    if options.lesson in bundled_lessons() and KNOWN.read_bytes() != (known := known_pages()):
        with suppress(OSError):  # whoever changes what is made here makes the list of it, too; others have it already
            KNOWN.write_bytes(known)
    written = write_notebooks(options.lesson, options.out, replace=options.replace)
    print(_told(written, open_lesson(options.lesson), options.lesson in bundled_lessons()))
    return 0


def _told(written: list[Path], lesson: Lesson, is_bundled: bool) -> str:
    say = words()
    told = [say("commands.notebooks", folder=written[0].parent.resolve()), *(f"  {path.name}" for path in written)]
    if lesson.unconfirmed:
        told.append(
            say("commands.notebooks_unconfirmed", n=len(lesson.unconfirmed), claims=", ".join(lesson.unconfirmed))
        )
    elif lesson.key is None:
        told.append(say("commands.notebooks_no_key"))
    elif lesson.key_is_draft:
        told.append(say("commands.notebooks_draft"))
    if not is_bundled:
        told.append(say("commands.notebooks_folder"))
        told += [say("commands.notebooks_wait")] if lesson.key else []
    return "\n".join([*told, say("commands.notebooks_next", first=written[0].name)])
