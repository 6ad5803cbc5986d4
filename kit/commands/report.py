"""The command `kit report`: from what a class handed in to one page about it."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kit.commands.adding import CODES, Commands
from kit.commands.collecting import LESSON, add_class_command, collect_and_tell
from kit.commands.district import add_district_options, is_of_many, run_district_report
from kit.commands.outcome import PAGE_ENDINGS, check_free, write
from kit.lesson.files import open_lesson
from kit.lesson.lesson import Lesson
from kit.sharing.findings import some
from kit.ui.words import words

if TYPE_CHECKING:
    from kit.analysis.collect.collected import Collected
    from kit.analysis.report.page import Report

PAGE = Path("report.html")
_HELD_NAMED = 10
_ABOUT = """\
Makes one page about your class: the claims that split it, with reasons from both sides, what it missed, who still
disagrees with the key, and the answers to every claim. The page names no student, needs no network, opens in any
browser, and prints on both sides of two sheets. Reasons of groups under five stay hidden, and so does what was copied
from the key. With your roster, reasons that hold a student's name are held back, too. The reasons on the page are
listed for you to read, each with a sign by which you can take it out.

Of many classes (a folder or zip for each, in folders of schools or not), --workers makes a page about all of them: what
they answered, and where schools and classes differ by more than chance. It names no class of fewer than ten readers, no
reader and no reason.
"""
_EXAMPLES = """\
examples:
  kit report Downloads/marks.zip
  kit report Downloads/marks --without-key --out "before the key.html"
  kit report Downloads/marks.zip --roster roster.csv --hide c05-3fa2b1 --hide "my neighbour" --replace
  kit report district --workers 8 --out district.html

A cluster and addresses need more packages: in the project's folder, pip install ".[district]". Keep a cluster's
scheduler in a closed network, since it runs programs for whoever reaches it.

"""


def add_report_command(commands: Commands) -> None:
    """Add `report` to the commands of `kit`. Loads nothing heavy: that waits until the command runs."""
    what = "make a page about the class, to print or to show"
    report = add_class_command(commands, "report", what, _ABOUT, _EXAMPLES + CODES)
    one_lesson = "a bundled lesson, or the folder of one (%(default)s)"
    report.add_argument("--lesson", default=LESSON, metavar="NAME", help=one_lesson)
    report.add_argument("--key", metavar="FILE", help="the answer key, if you keep it apart from the lesson")
    report.add_argument("--without-key", action="store_true", help="leave the key out: the class has not seen it yet")
    report.add_argument("--out", type=Path, default=PAGE, metavar="FILE", help="write the page here (%(default)s)")
    report.add_argument("--replace", action="store_true", help="replace the page that is there already")
    roster = "your list of students (CSV): reasons that hold a name of it are held back"
    report.add_argument("--roster", metavar="FILE", help=roster)
    hide = "leave a reason out: by its sign, such as c05-3fa2b1, or by words of it; can be given several times"
    report.add_argument("--hide", action="append", default=[], metavar="REASON", help=hide)
    show = "show a reason that is held back, by its sign: you have read it, and it exposes nobody"
    report.add_argument("--show", action="append", default=[], metavar="REASON", help=show)
    only = "only the claims of this path of the lesson, such as short, the ten claims of the 45 minutes"
    report.add_argument("--path", metavar="NAME", help=only)
    add_district_options(report)
    report.set_defaults(run=run_report)


def run_report(options: argparse.Namespace) -> int:
    """Collect, say what was used, write the page; return 0."""
    if is_of_many(options):
        return run_district_report(options)
    check_free(options.out, options.replace, PAGE_ENDINGS)
    lesson = open_lesson(options.lesson, options.key)
    collected = collect_and_tell(options.handed_in, lesson)
    page = _page(collected, lesson, options)
    write(options.out, page.html.encode("utf-8"), replace=options.replace)
    print(words()("commands.open_report"))
    print("\n".join([*_about_reasons(page), *_about_held_back(collected, lesson, options)]))
    return 0


def _page(collected: "Collected", lesson: Lesson, options: argparse.Namespace) -> "Report":
    from kit.analysis.report.page import report  # noqa: PLC0415 (`kit read` does not wait for pandas)

    kept = {"names": _names(options), "hide": options.hide, "show": options.show, "path": options.path}
    return report(collected.annotations, lesson, collected.files, show_key=not options.without_key, **kept)


def _names(options: argparse.Namespace) -> tuple[str, ...]:
    from kit.sharing.roster import read_roster  # noqa: PLC0415

    return read_roster(options.roster).names if options.roster else ()


def _about_reasons(page: "Report") -> Iterator[str]:
    if page.reasons:
        yield words()("commands.reasons")
    yield from (f"- {reason.id} “{reason.text}”" for reason in page.reasons)


def _about_held_back(collected: "Collected", lesson: Lesson, options: argparse.Namespace) -> Iterator[str]:
    """Which reasons are held back: their signs alone, since this window may be on the projector."""
    from kit.analysis.discretion import Discretion  # noqa: PLC0415
    from kit.analysis.reasons import held_back  # noqa: PLC0415

    held = held_back(collected.annotations, lesson, Discretion(_names(options), options.hide, options.show))
    for why in ("name", "key"):
        if ids := list(dict.fromkeys(held.loc[held["why"] == why, "id"])):
            yield words()(f"commands.held_{why}", ids=some(ids, _HELD_NAMED))
    if not options.roster:
        yield words()("commands.add_roster")
