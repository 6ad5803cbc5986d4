"""The commands `kit collect` and `kit report`: from what a class handed in to one table, and to one page."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kit.lesson.files import Lesson, open_lesson
from kit.sharing.findings import some

if TYPE_CHECKING:
    import pandas as pd

    from kit.analysis.collect.collected import Collected

LESSON = "inner-circle"
REPORT = Path("report.html")
_COLLECT = """\
Reads what your students handed in, as the learning platform gave it to you: a folder or a zip, with whatever else
stands in it. Says which files were used and which were not, and why. With --out it writes all answers into one table
for a spreadsheet program: one row for each reader and claim. Nothing that was handed in is changed.
"""
_COLLECT_EXAMPLES = """\
examples:
  kit collect Downloads/marks.zip
  kit collect Downloads/marks --lesson inner-circle --out answers.csv
"""
_REPORT = """\
Makes one page about your class: the claims that split it, with reasons from both sides, what it missed, who still
disagrees with the key, and the answers to every claim. The page names no student, needs no network, opens in any
browser, and prints on two sheets of paper. Reasons of groups under five stay hidden.
"""
_REPORT_EXAMPLES = """\
examples:
  kit report Downloads/marks.zip
  kit report Downloads/marks --without-key --out "before the key.html"
"""
_CODES = "\nexit codes: 0 done; 1 it could not be done, and a sentence says why; 2 the command line is wrong."


def add_class_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `collect` and `report` to the commands of `kit`. Loads nothing heavy: that waits until a command runs."""
    collect = _command(commands, "collect", "put what the class handed in into one table", _COLLECT, _COLLECT_EXAMPLES)
    every_lesson = "a bundled lesson, or the folder of one; left out, every lesson that there are answers to"
    collect.add_argument("--lesson", metavar="NAME", help=every_lesson)
    collect.add_argument("--out", type=Path, metavar="FILE", help="write the answers here, as a CSV file")
    collect.add_argument("--replace", action="store_true", help="replace the file that is there already")
    collect.set_defaults(run=run_collect)
    report = _command(commands, "report", "make a page about the class, to print or to show", _REPORT, _REPORT_EXAMPLES)
    one_lesson = "a bundled lesson, or the folder of one (%(default)s)"
    report.add_argument("--lesson", default=LESSON, metavar="NAME", help=one_lesson)
    report.add_argument("--key", type=Path, metavar="FILE", help="the answer key, if you keep it apart from the lesson")
    report.add_argument("--without-key", action="store_true", help="leave the key out: the class has not seen it yet")
    report.add_argument("--out", type=Path, default=REPORT, metavar="FILE", help="write the page here (%(default)s)")
    report.add_argument("--replace", action="store_true", help="replace the page that is there already")
    report.set_defaults(run=run_report)


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, what: str, about: str, examples: str
) -> argparse.ArgumentParser:
    form = argparse.RawDescriptionHelpFormatter
    command = commands.add_parser(name, help=what, description=about, epilog=examples + _CODES, formatter_class=form)
    handed_in = "what the students handed in: a folder or a zip, as it is"
    command.add_argument("handed_in", metavar="FOLDER", type=Path, help=handed_in)
    return command


def run_collect(options: argparse.Namespace) -> int:
    """Collect, say what was used, write the table where one is asked for; return 0, or 1 where it could not be done."""
    try:
        _check_free(options.out, options.replace)
        collected = _collected(options.handed_in, open_lesson(options.lesson) if options.lesson else None)
        if options.out is None:
            print("To get the answers as a table, add --out answers.csv.")
        else:
            _write(options.out, _table(collected), replace=options.replace)
    except (ValueError, OSError) as error:
        return cannot(error)
    return 0


def run_report(options: argparse.Namespace) -> int:
    """Collect, say what was used, write the page; return 0, or 1 where it could not be done."""
    try:
        _check_free(options.out, options.replace)
        lesson = open_lesson(options.lesson, options.key)
        _write(options.out, _page(_collected(options.handed_in, lesson), lesson, options), replace=options.replace)
        print("Open it in your browser; print it from there.")
    except (ValueError, OSError) as error:
        return cannot(error)
    return 0


def cannot(error: Exception) -> int:
    """Say on the error channel why a command could not be done, and return its exit code."""
    reason = f"{error.filename}: {error.strerror}." if isinstance(error, OSError) and error.strerror else str(error)
    print(f"kit: {reason}", file=sys.stderr)
    return 1


def _table(collected: "Collected") -> bytes:
    from kit.sharing.spreadsheet import spreadsheet_bytes  # noqa: PLC0415 (`kit read` does not wait for pandas)

    return spreadsheet_bytes(collected.annotations)


def _page(collected: "Collected", lesson: Lesson, options: argparse.Namespace) -> bytes:
    from kit.analysis.report.page import report  # noqa: PLC0415 (`kit read` does not wait for pandas)

    show_key = not options.without_key
    return report(collected.annotations, lesson, collected.files, show_key=show_key).html.encode("utf-8")


def _collected(handed_in: Path, lesson: Lesson | None) -> "Collected":
    """Collect and say what was used.

    Raises:
        ValueError: there is no answer in what was handed in.
        FileNotFoundError: there is nothing at `handed_in`.
    """
    from kit.analysis.collect.collected import collect  # noqa: PLC0415 (`kit read` does not wait for pandas)

    collected = collect(handed_in, lesson)
    files, readers = collected.files, collected.annotations["reader"].nunique()
    used = f"{int(files['used'].sum())} of {len(files)} files"
    told = f"{len(collected.annotations):,} answers of {readers} readers, from {used}."
    print("\n".join([told, *(f"- {line}" for line in about_files(files))]))
    if not len(collected.annotations):
        about = f"about the lesson “{lesson.id}” " if lesson else ""
        raise ValueError(f"No answers {about}were found in “{handed_in}”. Give the folder that holds the .jsonl files.")
    return collected


def about_files(files: "pd.DataFrame") -> Iterator[str]:
    """Which files were not used, or have something about them to know: a sentence for all with the same reason."""
    told = files[~files["used"] | files["why"].ne("")]
    for (used, why), names in told["file"].groupby([told["used"], told["why"]], sort=False):
        reason = str(why) or "nothing in it about this lesson"
        yield f"{'used' if used else 'not used'}: {some(list(names))}: {reason}."


def _check_free(path: Path | None, replace: bool) -> None:
    """Make sure that a file can be written, before anything else is done.

    Raises:
        OSError: there is such a file already and it is not to be replaced, or there is no such folder.
    """
    if path is None:
        return
    place = path.expanduser()
    if not place.parent.is_dir():
        raise NotADirectoryError(f"There is no folder “{place.parent}” to write into. Make it, or give another --out.")
    if place.is_dir():
        raise IsADirectoryError(f"“{place}” is a folder. Give --out the name of a file.")
    if place.exists() and not replace:
        raise FileExistsError(f"“{place}” is there already. Give another --out, or add --replace.")


def _write(path: Path, data: bytes, *, replace: bool) -> None:
    place = path.expanduser()
    with place.open("wb" if replace else "xb") as file:
        file.write(data)
    print(f"Written: {place}")
