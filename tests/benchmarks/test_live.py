"""Renewing the page of a class while it reads, beside reading all of it again. Run with `-s` to see the figures.

Between two looks every eighth reader has marked a claim: so many do in five seconds, at 40 seconds a claim. Both ways
come to the same figures; they are timed in the same run, by the processor's time, the best of some rounds each.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest

import kit
from kit.analysis.class_figures import completion, most_split
from kit.analysis.counts import counted
from kit.analysis.live.class_so_far import ClassSoFar
from kit.analysis.live.folder import Folder
from kit.analysis.live.pages import for_the_class
from kit.lesson.lesson import Lesson
from kit.marks.lines import to_line
from kit.sharing.live_class import live_class
from tests.journals import mark

MARKS, ROUNDS, ONE_IN = 60, 3, 8
#: Taking in what is new takes at most this part of the time of collecting all of it, and the whole page, with its
#: figures (which cost the same on both ways), at most this part of making them of everything anew.
MOST, MOST_IN_ALL = 0.25, {30: 1.0, 1000: 0.6}


def code(reader: int) -> str:
    """The code of a reader."""
    return f"{'abcdefghij'[reader // 100] * 3}-otter-{reader % 100 + 10}"


def of_round(lesson: Lesson, reader: int, number: int) -> bytes:
    """The line that a reader adds in a round."""
    claim = lesson.claims[number % len(lesson.claims)].id
    labels = ((), ("sourced",), ("anonymous", "denied"))[(number + reader) % 3]
    return to_line(mark(lesson, claim, number, reader=code(reader), journal=code(reader), labels=labels))


def write_class(folder: Path, lesson: Lesson, readers: int) -> None:
    """Write the journals of a class that is near the end of the article."""
    folder.mkdir()
    for reader in range(readers):
        lines = b"".join(of_round(lesson, reader, number) for number in range(MARKS))
        (folder / f"{code(reader)}.jsonl").write_bytes(lines)


def figures(annotations: pd.DataFrame, lesson: Lesson) -> list[str]:
    """Make the figures of the page, and say what splits the class."""
    split = most_split(counted(annotations), lesson, 4).to_dict("records")
    assert for_the_class(annotations, split, lesson, [claim.id for claim in lesson.claims if claim.core])["is_enough"]
    assert len(completion(annotations, lesson)) == annotations["reader"].nunique()
    return [row["claim"] for row in split]


class Stopwatch:
    """The processor's time and the clock's, in milliseconds: the shortest of each."""

    def __init__(self) -> None:
        self.cpu = self.clock = float("inf")

    @contextmanager
    def running(self) -> Iterator[None]:
        """Measure what is done within."""
        began, at = time.process_time(), time.perf_counter()
        yield
        self.cpu = min(self.cpu, 1000 * (time.process_time() - began))
        self.clock = min(self.clock, 1000 * (time.perf_counter() - at))


@pytest.mark.parametrize("readers", sorted(MOST_IN_ALL))
def test_only_what_was_appended_is_read(readers: int, tmp_path: Path) -> None:
    """Taking in what is new, and the page with it, take a part of what reading everything again takes."""
    lesson = kit.open_lesson("inner-circle")
    folder = tmp_path / "marks"
    write_class(folder, lesson, readers)
    live, source, so_far = live_class(folder, lesson), Folder(folder), ClassSoFar(lesson)
    live.answer({"kind": "renew"})
    so_far.take(source.news())
    taken, page, collected, anew = (Stopwatch() for _ in range(4))
    for number in range(MARKS, MARKS + ROUNDS):
        for reader in range(number % ONE_IN, readers, ONE_IN):
            with (folder / f"{code(reader)}.jsonl").open("ab") as journal:
                journal.write(of_round(lesson, reader, number))
        with taken.running():
            so_far.take(source.news())
        with page.running():
            shown = live.answer({"kind": "renew"})
        with anew.running():
            with collected.running():
                annotations = kit.collect(folder, lesson).annotations
            found = figures(annotations, lesson)
        assert [claim["claim"] for claim in shown["splits"]] == found
        assert len(so_far.annotations()) == len(annotations)
    told = f"what is new {taken.cpu:.0f} ms, all {collected.cpu:.0f} ms; page {page.cpu:.0f} ms, anew {anew.cpu:.0f} ms"
    print(f"\n{readers} readers: {told}; the page by the clock {page.clock:.0f} ms")
    assert taken.cpu <= MOST * collected.cpu
    assert page.cpu <= MOST_IN_ALL[readers] * anew.cpu
