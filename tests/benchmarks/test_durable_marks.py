"""What a durable mark costs, beside a bare append and flush, and with many marks before it. `-s` shows the figures."""

import json
import os
import statistics
import time
from pathlib import Path

import kit

MARKS = 100
ROUNDS = 12
#: Measured: 1.9 to 2.0 on a calm machine, where the disk is quick, and less where it is slow.
MOST = 2.2


def seconds(action) -> float:
    """The time of an action."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def median_ms(action, times: int = MARKS) -> float:
    """The median time of an action in milliseconds."""
    return 1000 * statistics.median(seconds(action) for _ in range(times))


def bare_append(path: Path):
    """The action of appending a line of the same length and flushing it to the disk, with nothing around it."""
    line = json.dumps({"filler": "x" * 300}).encode() + b"\n"

    def append() -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(descriptor, line)
        os.fsync(descriptor)
        os.close(descriptor)

    return append


def test_a_mark_costs_little_more_than_the_disk_does(tmp_path):
    """A mark, with its lock, its checks and its look for other notebooks, costs about twice the bare append.

    The two take turns, because a disk is slow at one time and quick at another; the best of some rounds counts.
    """
    reading = kit.start_reading(kit.open_lesson("warm-up"), reader="quiet-otter-41", folder=tmp_path)
    append, ratios = bare_append(tmp_path / "bare"), []
    for _ in range(ROUNDS):
        turns = [(seconds(append), seconds(lambda: reading.mark("c01", ["sourced"]))) for _ in range(MARKS)]
        bare, mark = (statistics.median(each) for each in zip(*turns, strict=True))
        ratios.append(mark / bare)
        print(f"\nbare append + fsync {1000 * bare:.2f} ms; a mark {1000 * mark:.2f} ms: {ratios[-1]:.2f} times")
    assert min(ratios) <= MOST


def test_a_mark_costs_the_same_after_many(tmp_path):
    """After 10,000 marks, another costs less than three times what it costs in an empty journal."""
    lesson = kit.open_lesson("warm-up")
    reading = kit.start_reading(lesson, reader="quiet-otter-41", folder=tmp_path)
    empty = median_ms(lambda: reading.mark("c01", ["sourced"]))
    line = reading.path.read_bytes().splitlines()[-1].decode()
    mark_id = json.loads(line)["id"]
    with reading.path.open("a", encoding="utf-8", newline="\n") as journal:
        journal.writelines(line.replace(mark_id, f"{number:036}") + "\n" for number in range(10_000))
    reading.refresh()
    full = median_ms(lambda: reading.mark("c01", ["denied"]))
    print(f"\na mark {empty:.2f} ms in an empty journal, {full:.2f} ms after 10,000")
    assert full < 3 * empty
