"""Sample files: an invented class with its roster and its gradebook, to try grading on. The people are nobody."""

import csv
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from kit.analysis.sample_class import write_sample_class
from kit.lesson.lesson import Lesson
from kit.lesson.write_file import write_file
from kit.marks.journal import SUFFIX

COLUMN = "Claim by Claim (900)"
#: Everybody's surname, so that nobody takes them for real.
SURNAME = "Sample"
_FIRST_NAMES = """Ada Ben Chloé Dan Emre Fay Gül Hugo Ivy José Kim Lena Mia Noor Oskar Pia Quinn Rosa Søren Tam Uma Vito
Wren Zoë""".split()  # noqa: SIM905 (a paragraph reads better)
_ABSENT, _GUEST = ("sample-absent-99", "Yara"), "Xaver"


class SampleFiles(NamedTuple):
    """Where the sample class lies: the folder of what was handed in, the roster, and the Canvas export."""

    handed_in: Path
    roster: Path
    gradebook: Path


def write_sample_files(lesson: Lesson, folder: str | Path) -> SampleFiles:
    """Write an invented class into a folder of its own: 24 journals, a roster, and a gradebook as Canvas exports it.

    As in a real class, something is always amiss: one student downloaded the journal twice, one handed in a file that
    is no journal, one handed in nothing, one is excused, and one is not on the roster.

    Raises:
        AlreadyThere: the folder has such files already; they are left as they are.
    """
    place = Path(folder).expanduser()
    handed_in = write_sample_class(lesson, place / "handed in", readers=len(_FIRST_NAMES))
    journals = sorted(handed_in.glob(f"*{SUFFIX}"), key=lambda path: path.stem.rpartition("-")[2])
    write_file(handed_in / f"{journals[0].stem} (1){SUFFIX}", journals[0].read_bytes())
    write_file(handed_in / "my holidays.docx", b"not marks")
    people = [*zip((path.stem for path in journals), _FIRST_NAMES, strict=True), _ABSENT]
    roster = [["reader code", "name", "email"], *([code, f"{name} {SURNAME}", _email(name)] for code, name in people)]
    names = [*(name for _, name in people), _GUEST]
    return SampleFiles(
        handed_in,
        write_file(place / "sample-roster.csv", _csv(roster)),
        write_file(place / "sample-canvas-export.csv", _csv(_canvas(names))),
    )


def _canvas(names: list[str]) -> list[list[str]]:
    """The gradebook without Canvas's own numbers: whoever imports it by mistake reaches no real student."""
    header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", COLUMN, "Current Score"]
    possible = ["    Points Possible", "", "", "", "", "10.00", "(read only)"]
    excused = _FIRST_NAMES[-1]
    return [header, possible] + [
        [f"{SURNAME}, {name}", "", "", _email(name), "Samples", "EX" if name == excused else "", ""] for name in names
    ]


def _email(name: str) -> str:
    plain = "".join(sign if sign.isascii() else f"{ord(sign):x}" for sign in name.casefold())
    return f"{plain}@example.org"


def _csv(rows: list[list[str]]) -> bytes:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")
