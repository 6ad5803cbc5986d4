"""What is to be said of a teacher's file beside a roster: lines that do not fit it, and people in one of both alone."""

from collections.abc import Collection, Iterator, Sequence

from kit.sharing.cells import Sheet
from kit.sharing.findings import Finding, all_of, finding
from kit.sharing.gradebook.filled import Kind
from kit.sharing.matching import Entry, Matched
from kit.sharing.roster import Roster


def ragged(sheet: Sheet) -> Iterator[Finding]:
    """Say which lines are longer or shorter than the header."""
    for row in sheet.rows:
        if len(row.cells) != len(sheet.header):
            yield finding("stop", "lines.ragged", sheet.name, row.line, n=len(row.cells), columns=len(sheet.header))


def heading_twice(sheet: Sheet, heading: str) -> Iterator[Finding]:
    """Say where two columns have the chosen heading."""
    times = sheet.header.count(heading)
    if times > 1:
        yield finding("stop", "lines.heading_twice", sheet.name, 1, times=times, heading=heading)


def unmatched(
    entries: Sequence[Entry], matched: Matched, roster: Roster, kind: Kind, nobody: Collection[str] = ()
) -> Iterator[Finding]:
    """Who stands in the roster or the gradebook alone. Whose line fits several students stands in both."""
    found = {student for _, student in matched.pairs} | {
        student for _, students in matched.open for student in students
    }
    lines = {entry.row.line for entry, _ in (*matched.pairs, *matched.open)}
    if absent := [student.called for student in roster.students if student not in found]:
        yield finding("look", f"not_in_gradebook_{kind}", who=all_of(absent))
    left = [entry.name for entry in entries if entry.row.line not in lines and entry.name not in nobody]
    if left:
        yield finding("look", f"not_in_roster_{kind}", who=all_of(left))
