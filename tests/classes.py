"""Classes as teachers have them: real reader codes, files that students handed in, a roster and a gradebook."""

from dataclasses import replace
from pathlib import Path

import kit
from kit.analysis.sample_class import sample_class
from kit.lesson.files import Lesson
from kit.marks.entries import Mark
from kit.marks.reader import ANIMALS, MANNERS

#: What stands in one student's reason, and nobody must find in a saved notebook.
SECRET = "because Zacharias told me so, and he knows the man who wrote this, or so he says in every break"
NAMES = ("Ada", "Ben", "Chloé", "Dana", "Emre", "Fay", "Gül", "Hugo", "Ivy", "José", "Kim", "Lena")


def codes(readers: int, first: int = 0) -> list[str]:
    """Return so many reader codes, other ones for another `first`."""
    return [f"{MANNERS[place]}-{ANIMALS[place]}-{20 + place}" for place in range(first, first + readers)]


def lines_of(lesson: Lesson, readers: int, first: int = 0) -> list[Mark]:
    """Return the journal lines of a class of real codes; all say the same of c01, and one gives `SECRET` as reason."""
    lines = sample_class(lesson, readers)
    named = dict(zip(dict.fromkeys(line.reader for line in lines), codes(readers, first), strict=True))
    lines = [replace(line, reader=named[line.reader], journal=f"{line.journal}-{first}") for line in lines]
    about_c01 = [place for place, line in enumerate(lines) if line.kind == "mark" and line.claim == "c01"]
    for place in about_c01:
        lines[place] = replace(lines[place], labels=("anonymous",), stance=None)
    lines[about_c01[0]] = replace(lines[about_c01[0]], reason=SECRET)
    return lines


def hand_in(folder: Path, lesson: Lesson, readers: int = 12, first: int = 0) -> Path:
    """Write what a class handed in, and return the folder."""
    kit.write_journals(lines_of(lesson, readers, first), folder)
    return folder


def write_roster(path: Path, readers: int = 12, first: int = 0) -> Path:
    """Write the roster of a class, and return its path."""
    people = zip(codes(readers, first), NAMES, strict=True)
    path.write_text("reader code,name\n" + "".join(f"{code},{name} Oak\n" for code, name in people), encoding="utf-8")
    return path


def write_gradebook(path: Path, readers: int = 12) -> Path:
    """Write a Canvas export of the class, and return its path."""
    head = "Student,ID,SIS User ID,SIS Login ID,Section,Claim by Claim (901)\n    Points Possible,,,,,10.00\n"
    rows = "".join(f'"Oak, {name}",{17 + place},,,7b,\n' for place, name in enumerate(NAMES[:readers]))
    path.write_text(head + rows, encoding="utf-8")
    return path
