"""What the teacher's commands begin with: a folder of what was handed in, and a word about every file in it."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kit.commands.adding import Commands, add_command
from kit.lesson.lesson import Lesson
from kit.sharing.findings import some
from kit.ui.words import words

if TYPE_CHECKING:
    import pandas as pd

    from kit.analysis.collect.collected import Collected

_FILES_NAMED = 20
#: The lesson of a class, unless the teacher names another.
LESSON = "inner-circle"


def add_class_command(commands: Commands, name: str, what: str, about: str, epilog: str) -> argparse.ArgumentParser:
    """Add a command that works on what was handed in, and return it for its own options."""
    command = add_command(commands, name, what, about, epilog)
    handed_in = 'what the students handed in: a folder or a zip, as it is; in "quotation marks" if it has blanks'
    command.add_argument("handed_in", metavar="FOLDER", help=handed_in)
    return command


def collect_and_tell(handed_in: str, lesson: Lesson | None) -> "Collected":
    """Collect and say which class it is and what was used.

    Raises:
        ValueError: the path is empty, or there is no answer in what was handed in.
        FileNotFoundError: there is nothing at `handed_in`.
    """
    from kit.analysis.collect.collected import collect  # noqa: PLC0415 (`kit read` does not wait for pandas)

    collected = collect(handed_in, lesson)
    files, readers = collected.files, collected.annotations["reader"].nunique()
    told = _counted(len(collected.annotations), readers, int(files["used"].sum()), len(files))
    lines = (f"- {line}" for line in about_files(files))
    print("\n".join([f"{collected.about}.", told, *lines, *collected.earlier.told]))
    if not len(collected.annotations):
        about = f"about the lesson “{lesson.id}” " if lesson else ""
        remedy = "Give the folder that holds the .jsonl files."
        if collected.earlier.told:
            remedy = "See above how they can."
        elif files["lines_elsewhere"].any():
            remedy = "They are about another lesson, which stands above: give it with --lesson."
        found = "count" if collected.earlier.told else "were found"
        raise ValueError(f"No answers {about}{found} in “{handed_in}”. {remedy}")
    return collected


def _counted(answers: int, readers: int, used: int, files: int) -> str:
    say = words()
    parts = {"answers": say("commands.number_answers", n=answers), "readers": say("about.readers", n=readers)}
    return say("commands.answers", **parts, used=f"{used:,}", files=say("commands.number_files", n=files))


def about_files(files: "pd.DataFrame") -> Iterator[str]:
    """Which files were not used, or have something about them to know: a sentence for all with the same reason."""
    told = files[~files["used"] | files["why"].ne("")]
    for (used, why), names in told["file"].groupby([told["used"], told["why"]], sort=False):
        reason, say = str(why) or words()("commands.nothing_about"), words()
        yield say("commands.used" if used else "commands.not_used", files=some(list(names), _FILES_NAMED), why=reason)
