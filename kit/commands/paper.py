"""The command `kit paper`: a lesson to be printed, for a day without computers and for whoever was away."""

import argparse
from pathlib import Path

from kit.commands.adding import CODES, Commands, add_command
from kit.commands.collecting import LESSON
from kit.commands.outcome import PAGE_ENDINGS, check_free, write
from kit.lesson.files import open_lesson
from kit.ui.words import words

PAGE = Path("paper.html")
_SLIPS = 30
_ABOUT = """\
Makes one file to print: the table of labels, the article with its claims numbered, a grid to mark them in, slips
with new reader codes to cut out, and a list for you of who has which. For a day without computers, for whoever was
away, and as plan B. Nothing of the key is on it.
"""
_EXAMPLES = """\
examples:
  kit paper
  kit paper inner-circle --path short -o "paper 7b.html"
  kit paper my-lesson --codes 0

"""


def add_paper_command(commands: Commands) -> None:
    """Add `paper` to the commands of `kit`. Loads nothing heavy: that waits until the command runs."""
    paper = add_command(
        commands, "paper", "make a lesson to print: article, grid, labels, slips with codes", _ABOUT, _EXAMPLES + CODES
    )
    lesson = "a bundled lesson, or the folder of one (%(default)s)"
    paper.add_argument("lesson", metavar="LESSON", nargs="?", default=LESSON, help=lesson)
    path = "only the claims of this path and their paragraphs, such as short, the ten of the 45 minutes"
    paper.add_argument("--path", metavar="NAME", help=path)
    paper.add_argument(
        "--codes", type=int, default=_SLIPS, metavar="N", help="how many slips (%(default)s); 0 for none"
    )
    paper.add_argument("-o", "--out", type=Path, default=PAGE, metavar="FILE", help="write it here (%(default)s)")
    paper.add_argument("--replace", action="store_true", help="replace the file that is there already")
    paper.set_defaults(run=run_paper)


def run_paper(options: argparse.Namespace) -> int:
    """Write the file and say what to do with it; return 0."""
    from kit.sharing.paper import paper  # noqa: PLC0415 (`kit read` does not wait for templates)

    check_free(options.out, options.replace, PAGE_ENDINGS)
    made = paper(open_lesson(options.lesson), options.path, options.codes)
    write(options.out, made.html.encode("utf-8"), replace=options.replace)
    print(words()("commands.paper", n=len(made.codes)))
    return 0
