"""The command `kit class-figures`: from what a class handed in to the counts that later readers see beside the key."""

import argparse
from pathlib import Path

from kit.commands.adding import CODES, Commands
from kit.commands.collecting import LESSON, add_class_command, collect_and_tell
from kit.commands.outcome import YAML_ENDINGS, check_free, write
from kit.lesson.class_figures import FEWEST_READERS
from kit.lesson.class_figures_file import class_figures_text
from kit.lesson.files import FIGURES_FILE, GUIDE_FILE, KEY_FILE, lesson_folder, open_lesson
from kit.ui.words import words

_ABOUT = f"""\
Counts how your class answered each claim before it saw the key, and puts the counts into the lesson's folder, as
{FIGURES_FILE}. Whoever reads the lesson with this file sees, after the key, where readers split. The file holds counts
alone, and none of fewer than {FEWEST_READERS} people: no names, no codes, no reasons.
"""
_EXAMPLES = """\
examples:
  kit class-figures Downloads/marks.zip
  kit class-figures Downloads/marks.zip --lesson my-lesson --replace

"""


def add_class_figures_command(commands: Commands) -> None:
    """Add `class-figures` to the commands of `kit`. Loads nothing heavy: that waits until the command runs."""
    what = "show later readers how your class answered"
    figures = add_class_command(commands, "class-figures", what, _ABOUT, _EXAMPLES + CODES)
    one_lesson = "a bundled lesson, or the folder of one (%(default)s)"
    figures.add_argument("--lesson", default=LESSON, metavar="NAME", help=one_lesson)
    out = f"write the counts here ({FIGURES_FILE} in the lesson's folder)"
    figures.add_argument("--out", type=Path, metavar="FILE", help=out)
    figures.add_argument("--replace", action="store_true", help="replace the counts that are there already")
    figures.set_defaults(run=run_class_figures)


def run_class_figures(options: argparse.Namespace) -> int:
    """Collect, say what was used, write the counts; return 0.

    Raises:
        ValueError: no claim was answered alike by enough people.
    """
    from kit.analysis.figures_to_share import figures_to_share  # noqa: PLC0415 (`kit read` does not wait for pandas)

    place = options.out or lesson_folder(options.lesson) / FIGURES_FILE
    check_free(place, options.replace, YAML_ENDINGS)
    if place.name in {KEY_FILE, GUIDE_FILE}:
        raise ValueError(
            f"“{place.name}” is another file of a lesson. Give --out another name, such as {FIGURES_FILE}."
        )
    lesson = open_lesson(options.lesson)
    figures = figures_to_share(collect_and_tell(options.handed_in, lesson).annotations, lesson)
    if not figures.answers:
        raise ValueError(f"No answer was given by {FEWEST_READERS} people or more, so there is nothing to show.")
    text = class_figures_text(figures, lesson.id, lesson.edition)
    write(place, text.encode("utf-8"), replace=options.replace)
    print(words()("commands.class_figures", n=len(figures.answers), claims=len(lesson.claims)))
    return 0
