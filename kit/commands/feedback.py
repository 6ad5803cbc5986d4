"""The command `kit feedback`: from what a class handed in to a page for each student, ready to print."""

import argparse
from typing import TYPE_CHECKING

from kit.commands.adding import CODES, Commands
from kit.commands.collecting import LESSON, add_class_command, collect_and_tell
from kit.lesson.files import open_lesson
from kit.lesson.lesson import Lesson
from kit.ui.words import words

if TYPE_CHECKING:
    import pandas as pd

FOLDER = "feedback"
_ABOUT = """\
Makes a page for each student, under their code and without a name: what they marked beside the key with its reasons,
where they doubted more or trusted sooner than the text gives reason for, what the class said (from five readers on),
and one thing to try next. all-to-print.html holds every page, two to a sheet. Hand them out when the lesson is over:
they show the whole key for what was marked. With your roster, they lie in its order, and a reason that holds a
student's name is not printed.
"""
_EXAMPLES = """\
examples:
  kit feedback Downloads/marks.zip
  kit feedback Downloads/marks.zip --path short --roster roster.csv --out "feedback 7b"

"""


def add_feedback_command(commands: Commands) -> None:
    """Add `feedback` to the commands of `kit`. Loads nothing heavy: that waits until the command runs."""
    what = "make a page for each student: their answers beside the key"
    feedback = add_class_command(commands, "feedback", what, _ABOUT, _EXAMPLES + CODES)
    add = feedback.add_argument
    add("--lesson", default=LESSON, metavar="NAME", help="a bundled lesson, or the folder of one (%(default)s)")
    add("--key", metavar="FILE", help="the answer key, if you keep it apart from the lesson")
    path = "only the claims of this path, such as short; left out, the path that most of the class kept to, if any"
    add("--path", metavar="NAME", help=path)
    add("--roster", metavar="FILE", help="your list of students (CSV): the pages lie in its order")
    add("--out", default=FOLDER, metavar="FOLDER", help="write the pages into this folder (%(default)s)")
    add("--replace", action="store_true", help="replace pages that are there already")
    feedback.set_defaults(run=run_feedback)


def run_feedback(options: argparse.Namespace) -> int:
    """Collect, say what was used, write the pages; return 0."""
    from kit.sharing.feedback import feedback  # noqa: PLC0415 (`kit read` does not wait for pandas)
    from kit.sharing.hub_roster import on_hub  # noqa: PLC0415
    from kit.sharing.roster import Roster, read_roster  # noqa: PLC0415

    lesson = open_lesson(options.lesson, options.key)
    roster = read_roster(options.roster) if options.roster else Roster(())
    collected = collect_and_tell(options.handed_in, lesson)
    annotations, roster = collected.annotations, on_hub(roster, collected)
    path = options.path or _path(annotations, lesson)
    order = [student.code for student in roster.students]
    made = feedback(annotations, lesson, names=roster.names, path=path, order=order)
    written = made.write(options.out, replace=options.replace)
    print(words()("commands.feedback", n=len(made.pages), folder=written[0].parent.resolve(), all=written[0].name))
    if order:
        print(words()("commands.feedback_order"))
    return 0


def _path(annotations: "pd.DataFrame", lesson: Lesson) -> str | None:
    """The path that most of the class kept to: claims that were not set are not told to be open."""
    from kit.analysis.paths import path_marked  # noqa: PLC0415

    path = path_marked(annotations, lesson)
    if path is None:
        return None
    print(words()("commands.feedback_path", path=path.title, n=len(path.claims)))
    return path.name
