"""`kit report` of many classes: counted by parts, on all processors of a machine or of a cluster."""

import argparse
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from kit.analysis.district.remote import is_address
from kit.commands.outcome import PAGE_ENDINGS, TABLE_ENDINGS, cannot, check_apart, check_free, write
from kit.lesson.files import open_lesson
from kit.lesson.lesson import Lesson
from kit.ui.words import words

if TYPE_CHECKING:
    from kit.analysis.district.counting import CollectedCounts

_NAMED = 10


def add_district_options(report: argparse.ArgumentParser) -> None:
    """Add what makes `kit report` one of many classes."""
    many = report.add_argument_group("many classes: a folder or zip a class, or an address such as s3://bucket/marks")
    workers = "count in this many processes, and report on all classes by school and class, in figures alone"
    many.add_argument("--workers", type=int, metavar="N", help=workers)
    cluster = "count on a cluster of Dask's, by the address of its scheduler, such as tcp://10.0.0.5:8786"
    many.add_argument("--cluster", metavar="ADDRESS", help=cluster)
    counts = "also write the counts here, as a CSV file: how many readers gave each answer to each claim"
    many.add_argument("--counts", type=Path, metavar="FILE", help=counts)
    many.add_argument("--recount", action="store_true", help="count everything anew, also what is known from before")


def is_of_many(options: argparse.Namespace) -> bool:
    """Whether the report is one of many classes."""
    asked = (options.workers, options.cluster, options.counts)
    return options.recount or any(value is not None for value in asked) or is_address(options.handed_in)


def run_district_report(options: argparse.Namespace) -> int:
    """Count, say what was used, write the page; return 0, or 1 where a part is missing in it.

    Raises:
        ValueError: an option is about reasons, which no report of many classes shows, or there are no answers.
        OSError: something cannot be reached or read.
    """
    for name in ("roster", "hide", "show"):
        if getattr(options, name):
            raise ValueError(f"A report of many classes shows no reason that somebody wrote: leave --{name} out.")
    check_free(options.out, options.replace, PAGE_ENDINGS)
    check_free(options.counts, options.replace, TABLE_ENDINGS)
    check_apart(options.out, options.counts)
    lesson = open_lesson(options.lesson, options.key)
    counted = _counted(options, lesson)
    print("\n".join(_told(counted)))
    if not len(counted.classes):
        raise ValueError(f"No answers about the lesson “{lesson.id}” were found in “{options.handed_in}”.")
    _write(options, lesson, counted)
    if counted.lost:
        lost = "; ".join(f"{part.name}: {part.why}" for part in counted.lost[:_NAMED])
        said = words()("commands.district_lost", n=len(counted.lost), of=counted.parts, lost=lost)
        return cannot(ValueError(said))
    return 0


def _counted(options: argparse.Namespace, lesson: Lesson) -> "CollectedCounts":
    from kit.analysis.district.cluster import on_cluster  # noqa: PLC0415 (`kit read` does not wait for pandas)
    from kit.analysis.district.counting import collect_counts  # noqa: PLC0415

    with on_cluster(options.cluster) if options.cluster is not None else nullcontext() as executor:
        how = {"workers": options.workers, "executor": executor, "path": options.path, "keep": not options.recount}
        return collect_counts(options.handed_in, lesson, **how)


def _told(counted: "CollectedCounts") -> Iterator[str]:
    say, files = words(), counted.tally.files
    readers = say("district.readers", n=int(counted.classes["readers"].sum()))
    classes = say("district.classes", n=len(counted.classes))
    numbers = {
        "used": f"{files['used']:,}",
        "files": say("commands.number_files", n=files["files"]),
        "n": counted.parts,
        "known": counted.known,
    }
    yield say("commands.district", readers=readers, classes=classes, **numbers)
    for why, number in counted.tally.unused.most_common():
        yield f"- {say('commands.district_unused', n=number, why=why)}"
    if refused := files["lines_refused"]:
        yield f"- {say('commands.district_refused', n=refused)}"


def _write(options: argparse.Namespace, lesson: Lesson, counted: "CollectedCounts") -> None:
    from kit.analysis.report.district_page import district_report  # noqa: PLC0415
    from kit.sharing.spreadsheet import spreadsheet_parts  # noqa: PLC0415

    page = district_report(counted, lesson, show_key=not options.without_key, path=options.path)
    write(options.out, page.html.encode("utf-8"), replace=options.replace)
    if options.counts is not None:
        write(options.counts, spreadsheet_parts(counted.counts.answers), replace=options.replace)
    print(words()("commands.open_report"))
