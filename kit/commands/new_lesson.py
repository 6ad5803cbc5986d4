"""The command `kit new-lesson`: a small lesson to write over, with comments that say what each part is for."""

import argparse
import re
from pathlib import Path

from kit.commands.adding import CODES, Commands, add_command
from kit.commands.outcome import typed
from kit.lesson.article_found import LESSON_ID
from kit.lesson.pasted_path import pasted_path
from kit.lesson.plain_errors import Mistake
from kit.lesson.write_file import AlreadyThere, NotWritten, write_file
from kit.lesson.yaml_text import plain_or_quoted
from kit.ui.page import TEMPLATES
from kit.ui.words import words

#: The files of the small lesson, in the order in which one writes them.
FILES = ("article.md", "key.yaml", "guide.yaml")
_ROOM = TEMPLATES / "new_lesson"
_ABOUT = """\
Makes a folder with a small lesson of two short sections, which works as it is: a text, a draft of a key, and a guide.
Comments in plain words say what each part is for. Write your own text over it, in any text editor. Replaces nothing.
(To make a lesson of an article that you have as a file, use kit new.)
"""
_EXAMPLE = """\
example:
  kit new-lesson my-lesson
  kit check my-lesson

"""


def add_new_lesson_command(commands: Commands) -> None:
    """Add `new-lesson` to the commands of `kit`."""
    new = add_command(commands, "new-lesson", "make a small lesson to write over", _ABOUT, _EXAMPLE + CODES)
    new.add_argument("folder", metavar="FOLDER", help="where to make it: a folder that is not there yet, or is empty")
    new.set_defaults(run=run_new_lesson)


def run_new_lesson(options: argparse.Namespace) -> int:
    """Write the small lesson and say what comes next; return 0.

    Raises:
        AlreadyThere: there is one of its files already; nothing is written then.
        NotWritten: the folder cannot be made or written into.
        ValueError: there is a file of this name.
    """
    folder = pasted_path(options.folder)
    _check_free(folder)
    _make(folder)
    name = _lesson_id(folder)
    written = [write_file(folder / file, _text(file, name).encode("utf-8")) for file in FILES]
    say = words()
    print("\n".join([say("check.made", folder=folder), *(f"  {path.name}" for path in written)]))
    print(say("check.made_next", folder=typed(options.folder)))
    return 0


def _check_free(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise Mistake(f"“{folder}” is a file. Give the name of a folder.")
    for file in FILES:
        if (folder / file).exists():
            raise AlreadyThere(folder / file, "Give another folder.")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritten(f"“{folder}” cannot be made ({error.strerror}). Name another folder.") from error


def _text(file: str, lesson: str) -> str:
    text = (_ROOM / file).read_text(encoding="utf-8")
    return text.format(lesson=plain_or_quoted(lesson)) if file == FILES[0] else text


def _lesson_id(folder: Path) -> str:
    """The folder's name as a lesson's id has it."""
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.casefold()).strip("-")
    return name if LESSON_ID.fullmatch(name) else "my-lesson"
