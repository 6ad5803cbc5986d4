"""What the handed-in files say of students: whose is damaged or missing or counts for nothing, and whose is whose.

The names of files are looked at for this alone, and for the teacher's own eyes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kit.sharing.code_findings import mistyped
from kit.sharing.findings import Finding, all_of, finding, some, the_roster
from kit.sharing.matching import Entry
from kit.sharing.roster import Roster, Student
from kit.ui.words import words

#: Shorter numbers in a name of a file are dates, copies, or parts of a code.
_SHORTEST_ID = 4


@dataclass(frozen=True, slots=True)
class File:
    """One file that was handed in, as `kit.collect` tells of it."""

    name: str
    used: bool
    why: str
    readers: tuple[str, ...]
    refused: int
    contested: int = 0
    outdated: int = 0

    def is_of(self, code: str) -> bool:
        """Whether it holds marks under this code or, holding none that could be read, has the code in its name."""
        if self.readers or not code:
            return code in self.readers
        # `quiet-otter-412` is somebody else.
        return re.search(rf"(?<![a-z]){re.escape(code)}(?![0-9])", self.name.casefold()) is not None


def files_of(table: pd.DataFrame | None) -> tuple[File, ...]:
    """Return the files of `kit.collect(...).files`, or none."""
    if table is None:
        return ()
    whole = table.assign(**dict.fromkeys({"lines_contested", "lines_outdated"} - set(table), 0))
    numbers_of = ("lines_refused", "lines_contested", "lines_outdated")
    columns = (whole[name] for name in ("file", "used", "why", "reader", *numbers_of))
    return tuple(
        File(
            str(name),
            bool(used),
            str(why),
            () if pd.isna(reader) else tuple(str(reader).split(", ")),
            *map(int, numbers),
        )
        for name, used, why, reader, *numbers in zip(*columns, strict=True)
    )


def about_files(
    files: Sequence[File], pairs: Sequence[tuple[Entry, Student]], entries: Sequence[Entry]
) -> Iterator[Finding]:
    """Say of each student whose file is damaged or changed, or has another student's number in its name."""
    owners = {entry.known_by["id"]: entry for entry in entries if len(entry.known_by.get("id", "")) >= _SHORTEST_ID}
    for entry, student in pairs:
        yield from _changed(files, student)
        yield from _outdated(files, student)
        yield from _beside_others(files, student)
        for file in (file for file in files if file.used and file.is_of(student.code)):
            if file.refused:
                yield finding("look", "files.damaged", file.name, n=file.refused, student=student.called)
            yield from _of_another(file, entry, student, pairs, owners)


def _of_another(
    file: File,
    entry: Entry,
    student: Student,
    pairs: Sequence[tuple[Entry, Student]],
    owners: Mapping[str, Entry],
) -> Iterator[Finding]:
    """Canvas writes its number of the student who handed in into a file's name: the code should be theirs."""
    numbers = set(re.findall(r"[0-9]+", file.name)) & set(owners)
    if not numbers or entry.known_by.get("id") in numbers:
        return
    codes = {other.row.line: owner.code for other, owner in pairs if owner.has_code}
    others = [owners[number] for number in sorted(numbers)]
    if any(codes.get(other.row.line) == student.code for other in others):  # they handed in one journal together
        return
    names = "; ".join(other.name for other in others)
    key = "files.swapped" if any(other.row.line in codes for other in others) else "files.without_code"
    yield finding("look", key, file.name, names=names, code=student.code, student=student.called)


def one_of_several(roster: Roster, points: Mapping[str, float]) -> Iterator[Finding]:
    """Several journals came under one code, and the roster does not say of each whose it is: points could go astray."""
    open_to_doubt = (student for student in roster.students if student.has_code and not student.hub_user)
    for student in {student.code: student for student in open_to_doubt}.values():
        others = [name for name in points if name.startswith(f"{student.code} (")]
        if open_ones := [name for name in others if roster.student(name) is None]:
            about = {"journals": len(others) + 1, "student": student.called, "open_ones": some(open_ones)}
            named = some([student.code, *others])
            yield finding("stop", "files.several", the_roster(), student.line, named=named, **about)


def without_points(
    pairs: Sequence[tuple[Entry, Student]],
    points: Mapping[str, float],
    files: Sequence[File],
    roster: Roster,
    kind: str,
) -> Iterator[Finding]:
    """Who gets no grade though the roster has their code, and why: nobody disappears without a sentence."""
    typed_wrong = mistyped(roster, points)
    silent = [(entry, one) for entry, one in pairs if one.has_code and one.code not in points]
    told = {one: _uncounted(files, entry, one) for entry, one in silent if one not in typed_wrong}
    yield from filter(None, told.values())
    if missing := [student.called for student, found in told.items() if found is None]:
        yield finding("look", f"no_marks_{kind}", who=all_of(missing))


def without_owner(roster: Roster, points: Mapping[str, float], files: Sequence[File]) -> Iterator[Finding]:
    """Under which codes marks came that the roster gives to nobody, and in which files."""
    if unknown := [_names_of(files, code) for code in points if roster.student(code) is None]:
        yield finding("look", "files.unknown_code", the_roster(), codes="; ".join(unknown))


def _uncounted(files: Sequence[File], entry: Entry, student: Student) -> Finding | None:
    """Say why the file of a student without points does not count, if there is one: it has their code, or number.

    Whoever handed in another student's file has its code, and Canvas has written their own number into its name.
    """
    unused = [file for file in files if not file.used]
    own = entry.known_by.get("id", "")
    numbered = (file for file in unused if len(own) >= _SHORTEST_ID and own in re.findall(r"[0-9]+", file.name))
    file = next((file for file in unused if file.is_of(student.code)), None) or next(numbered, None)
    if file is None:
        return None
    key = "files.uncounted_outdated" if file.outdated else "files.uncounted"
    return finding("look", key, file.name, student=student.called, why=file.why)


def _changed(files: Sequence[File], student: Student) -> Iterator[Finding]:
    """Say in which files lines of a student were changed after they had been written: no program does that."""
    for file in (file for file in files if file.contested and file.is_of(student.code)):
        yield finding("look", "files.changed", file.name, student=student.called, why=file.why)


def _outdated(files: Sequence[File], student: Student) -> Iterator[Finding]:
    """Say whose answers count in part: the others were given before the text was mended."""
    for file in (file for file in files if file.used and file.outdated and file.is_of(student.code)):
        yield finding("look", "files.outdated", file.name, student=student.called, why=file.why)


def _beside_others(files: Sequence[File], student: Student) -> Iterator[Finding]:
    """Say where more marks of a student came in the file of somebody else: anybody could have written them."""
    own = [file for file in files if file.used and file.is_of(student.code)]
    alone = [file for file in own if len(file.readers) == 1]
    for file in (file for file in own if alone and len(file.readers) > 1):
        others = all_of([code for code in file.readers if code != student.code])
        yield finding(
            "look", "files.beside_others", file.name, student=student.called, others=others, own=alone[0].name
        )


def _names_of(files: Sequence[File], code: str) -> str:
    """Return a code with the names of its files, to find out whose it is."""
    names = ", ".join(file.name for file in files if file.used and file.is_of(code))
    return words()("findings.files.code_in", code=code, files=names) if names else code
