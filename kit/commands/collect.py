"""The command `kit collect`: from what a class handed in to one table."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kit.commands.adding import CODES, Commands
from kit.commands.collecting import add_class_command, collect_and_tell
from kit.commands.outcome import TABLE_ENDINGS, check_free, write
from kit.lesson.files import open_lesson
from kit.ui.words import words

if TYPE_CHECKING:
    from kit.analysis.collect.collected import Collected

_ABOUT = """\
Reads what your students handed in, as the learning platform gave it to you: a folder or a zip, with whatever else
stands in it. Says which files were used and which were not, and why. With --out it writes all answers into one table
for a spreadsheet program: one row for each reader and claim. Nothing that was handed in is changed.
"""
_EXAMPLES = """\
examples:
  kit collect Downloads/marks.zip
  kit collect Downloads/marks --lesson inner-circle --out answers.csv

"""


def add_collect_command(commands: Commands) -> None:
    """Add `collect` to the commands of `kit`. Loads nothing heavy: that waits until the command runs."""
    what = "put what the class handed in into one table"
    collect = add_class_command(commands, "collect", what, _ABOUT, _EXAMPLES + CODES)
    every_lesson = "a bundled lesson, or the folder of one; left out, every lesson that there are answers to"
    collect.add_argument("--lesson", metavar="NAME", help=every_lesson)
    collect.add_argument("--out", type=Path, metavar="FILE", help="write the answers here, as a CSV file")
    collect.add_argument("--replace", action="store_true", help="replace the file that is there already")
    collect.set_defaults(run=run_collect)


def run_collect(options: argparse.Namespace) -> int:
    """Collect, say what was used, write the table where one is asked for; return 0."""
    check_free(options.out, options.replace, TABLE_ENDINGS)
    collected = collect_and_tell(options.handed_in, open_lesson(options.lesson) if options.lesson else None)
    if options.out is None:
        print(words()("commands.table"))
    else:
        write(options.out, _table(collected), replace=options.replace)
    return 0


def _table(collected: "Collected") -> Iterator[bytes]:
    from kit.sharing.spreadsheet import spreadsheet_parts  # noqa: PLC0415 (`kit read` does not wait for pandas)

    return spreadsheet_parts(collected.annotations)
