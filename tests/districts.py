"""What the classes of a district hand in, with all that becomes of files on the way, for the tests of counting."""

import codecs
import random
from collections.abc import Iterator
from pathlib import Path

from kit.lesson.codebook import LABEL_SETS, ordered
from kit.lesson.lesson import Lesson
from kit.marks.entries import JournalEntry
from tests.journals import mark, put, retract, reveal, text, zipped

DAMAGES = ("torn inside", "torn end", "byte order mark", "line ends", "utf-16", "no journal", "empty", "doubled")


def code(number: int) -> str:
    """The code of a reader; some have the code of another."""
    return f"{'abcdefghij'[number // 900 % 10] * 4}-otter-{number % 900 + 10}"


def journal(lesson: Lesson, number: int, lines: int, chance: random.Random) -> list[JournalEntry]:
    """A reader's journal: mostly marks, and some are taken back, or the key is looked at and the claim marked again."""
    about = {"reader": code(number // 2 if number % 50 == 0 else number), "journal": f"{number:032x}"}
    entries: list[JournalEntry] = []
    while len(entries) < lines:
        place = len(entries)
        claim = lesson.claims[chance.randrange(min(len(lesson.claims), lines))].id
        kind = chance.random()
        if kind < 0.8:
            labels = ordered(LABEL_SETS[min(int(chance.expovariate(0.7)), 7)])
            stance = chance.choice((None, None, "keep", "disagree"))
            entries.append(mark(lesson, claim, place, labels=labels, stance=stance, **about))
        elif kind < 0.9:
            entries.append(reveal(lesson, claim, place, full=True, **about))
        else:
            entries.append(retract(lesson, claim, place, **about))
    return entries


def damaged(data: bytes, how: str) -> bytes:
    """A journal's bytes after some mishap."""
    middle = len(data) // 2
    return {
        "torn inside": data[:middle] + data[middle + 40 :],
        "torn end": data[:-30],
        "byte order mark": codecs.BOM_UTF8 + data,
        "line ends": data.replace(b"\n", b"\r\n"),
        "utf-16": data.decode("utf-8").encode("utf-16"),
        "no journal": b"Dear teacher, my file is on my other computer.",
        "empty": b"",
        "doubled": data + data,
    }[how]


def files_of(
    lesson: Lesson, readers: int, classes: int = 8, lines: int = 12, seed: int = 1
) -> Iterator[tuple[str, bytes]]:
    """The files of a district: in one of sixteen something is wrong, and some journals were handed in twice."""
    chance = random.Random(seed)
    for number in range(readers):
        where = _class(number % classes)
        entries = journal(lesson, number, lines, chance)
        data = text(entries)
        name = f"{where}/{code(number)} {number}.jsonl"
        how = chance.choice(DAMAGES) if chance.random() < 1 / 16 else ""
        yield name, damaged(data, how) if how else data
        if chance.random() < 0.02:  # handed in again, later or earlier, in the same class or another
            other = _class((number + chance.randrange(2)) % classes)
            yield f"{other}/again {number}.jsonl", text(entries[: chance.randrange(1, lines + 1)])
        if chance.random() < 0.005:  # two readers' journals in one file
            yield f"{where}/both {number}.jsonl", data + text(journal(lesson, number + 1, lines, random.Random(number)))


def _class(number: int) -> str:
    """Three classes a school."""
    return f"school {number // 3}/class {number}"


def write_district(folder: Path, lesson: Lesson, readers: int, *, zips: bool = False, **more: int) -> Path:
    """Write the files of a district into folders, or with `zips` into a zip a class; return the folder."""
    files = dict(files_of(lesson, readers, **more))
    if not zips:
        for name, data in files.items():
            put(folder, name, data)
        return folder
    for where in sorted({name.rpartition("/")[0] for name in files}):
        inside = {name.rpartition("/")[2]: data for name, data in files.items() if name.startswith(f"{where}/")}
        zipped(folder / f"{where}.zip", inside)
    return folder
