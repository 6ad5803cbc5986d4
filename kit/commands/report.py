"""The command `kit report`: from what a class handed in to one page about it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kit.commands.collecting import LESSON, add_class_command, collect_and_tell
from kit.commands.outcome import CODES, cannot, check_free, write
from kit.lesson.files import Lesson, open_lesson

if TYPE_CHECKING:
    from kit.analysis.collect.collected import Collected

PAGE = Path("report.html")
_ABOUT = """\
Makes one page about your class: the claims that split it, with reasons from both sides, what it missed, who still
disagrees with the key, and the answers to every claim. The page names no student, needs no network, opens in any
browser, and prints on two sheets of paper. Reasons of groups under five stay hidden.
"""
_EXAMPLES = """\
examples:
  kit report Downloads/marks.zip
  kit report Downloads/marks --without-key --out "before the key.html"

"""


def add_report_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `report` to the commands of `kit`. Loads nothing heavy: that waits until the command runs."""
    what = "make a page about the class, to print or to show"
    report = add_class_command(commands, "report", what, _ABOUT, _EXAMPLES + CODES)
    one_lesson = "a bundled lesson, or the folder of one (%(default)s)"
    report.add_argument("--lesson", default=LESSON, metavar="NAME", help=one_lesson)
    report.add_argument("--key", type=Path, metavar="FILE", help="the answer key, if you keep it apart from the lesson")
    report.add_argument("--without-key", action="store_true", help="leave the key out: the class has not seen it yet")
    report.add_argument("--out", type=Path, default=PAGE, metavar="FILE", help="write the page here (%(default)s)")
    report.add_argument("--replace", action="store_true", help="replace the page that is there already")
    report.set_defaults(run=run_report)


def run_report(options: argparse.Namespace) -> int:
    """Collect, say what was used, write the page; return 0, or 1 where it could not be done."""
    try:
        check_free(options.out, options.replace)
        lesson = open_lesson(options.lesson, options.key)
        collected = collect_and_tell(options.handed_in, lesson)
        write(options.out, _page(collected, lesson, show_key=not options.without_key), replace=options.replace)
        print("Open it in your browser; print it from there.")
    except (ValueError, OSError) as error:
        return cannot(error)
    return 0


def _page(collected: "Collected", lesson: Lesson, *, show_key: bool) -> bytes:
    from kit.analysis.report.page import report  # noqa: PLC0415 (`kit read` does not wait for pandas)

    return report(collected.annotations, lesson, collected.files, show_key=show_key).html.encode("utf-8")
