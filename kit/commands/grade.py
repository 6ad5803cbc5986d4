"""The command `kit grade`: from what was handed in to the teacher's own gradebook, filled, or to points by name."""

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kit.commands.adding import Commands
from kit.commands.collecting import LESSON, add_class_command, collect_and_tell
from kit.lesson.files import open_lesson
from kit.lesson.pasted_path import pasted_path
from kit.ui.words import words

if TYPE_CHECKING:
    from kit.sharing.gradebook import Filled

COLUMN = "Claim by Claim"
MAXIMUM = 10.0
_ABOUT = """\
Gives points for marking the core claims and for saying why. With --gradebook, the file that you exported from Canvas
(Grades > Export) or Moodle (Export > Plain text file, or the assignment's grading worksheet) is filled in; a file of
any other platform, or your own class list, gives you a list of points by name in the same order. Without --gradebook
you get that list in the order of your roster. A new file is written beside yours; no file is ever changed or replaced.
First everything is checked: a line that begins with "stop" must be mended, a line with "look" wants your eye, a "note"
is good to know.

example: kit grade Downloads/marks.zip --roster roster.csv --gradebook "Grades 7b.csv" --column "Claim by Claim"
"""
_CODES = "exit codes: 0 the new file is written; 1 it is not, and a sentence says why; 2 the command line is wrong."


def add_grade_command(commands: Commands) -> None:
    """Add `grade` to the commands of `kit`. Loads nothing heavy: that waits until the command runs."""
    what = "give points: in the gradebook that you exported, or as a list by name"
    grade = add_class_command(commands, "grade", what, _ABOUT, _CODES)
    add = grade.add_argument
    roster, gradebook = "your list of students: reader code, and name, email or id", "what your platform exported"
    add("--roster", required=True, metavar="FILE", help=roster)
    add("--gradebook", metavar="FILE", help=gradebook)
    add("--column", default=COLUMN, metavar="TITLE", help="the assignment's title there, or a part (“%(default)s”)")
    add("--maximum", type=_points, default=MAXIMUM, metavar="POINTS", help="the points for everything (%(default)g)")
    path = "count the claims of this path of the lesson, such as short, the ten claims of the 45 minutes"
    add("--path", metavar="NAME", help=path)
    claims = "count these claims; else all core claims of the lesson"
    add("--claims", type=_claims, default=None, metavar="c01,c05,...", help=claims)
    add("--with-score", action="store_true", help="count agreement with the answer key too; students may have had it")
    add("--replace", action="store_true", help="replace grades that are there already; else they are kept")
    add("--out", metavar="FOLDER", help="write the new file here, not beside yours")
    add("--lesson", default=LESSON, metavar="NAME", help="a bundled lesson, or the folder of one (%(default)s)")
    add("--key", metavar="FILE", help="the answer key, if you keep it apart from the lesson")
    grade.set_defaults(run=run_grade)


def _points(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text[:20]}” is not a number, such as 20") from None


def _claims(text: str) -> list[str]:
    claims = re.findall(r"[^\s,;]+", text.casefold())
    if not claims:  # none at all would count every core claim
        raise argparse.ArgumentTypeError("there is no claim in it; write c01,c05 or leave it out")
    return claims


def run_grade(options: argparse.Namespace) -> int:
    """Grade, print what was found, write the filled gradebook or the list; return 0, or 1 where there is none."""
    filled = _filled(options)
    print(filled)
    if filled.data is None or not filled.graded:
        print(words()("commands.no_grade" if filled.data is not None else "commands.mend_first"), file=sys.stderr)
        return 1
    if options.out is not None:
        _make_folder(pasted_path(options.out))
    print(words()("commands.written", path=filled.write(options.out)))
    print(words()("commands.about", about=filled.about))
    return 0


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise NotADirectoryError(f"“{folder}” is not a folder. Give --out a folder, new or not.") from None


def _filled(options: argparse.Namespace) -> "Filled":
    from kit.sharing.gradebook import grade_for_school  # noqa: PLC0415 (`kit read` does not wait for pandas)
    from kit.sharing.grades import DEFAULT_WEIGHTS, formula, grade  # noqa: PLC0415
    from kit.sharing.hub_roster import on_hub  # noqa: PLC0415
    from kit.sharing.roster import read_roster  # noqa: PLC0415

    lesson = open_lesson(options.lesson, options.key)
    weights = {**DEFAULT_WEIGHTS, **({"score": 1} if options.with_score else {})}
    collected = collect_and_tell(options.handed_in, lesson)  # first: what is wrong in a roster can be mended by it
    grades = grade(collected.annotations, lesson, options.maximum, weights, options.claims, options.path)
    print(formula(options.maximum, weights))
    roster = on_hub(read_roster(options.roster), collected)
    for remark in roster.remarks:
        print(f"- {remark}")
    more = {"roster_file": options.roster, "replace": options.replace, "files": collected.files}
    return grade_for_school(options.gradebook, grades, roster, options.column, **more)
