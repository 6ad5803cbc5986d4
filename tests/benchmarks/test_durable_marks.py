"""What a durable mark costs, with few and with many marks before it. Run with `-s` to see the figures."""

import json
import os
import statistics
import time
from pathlib import Path

import kit

MARKS = 300


def median_ms(action, times: int = MARKS) -> float:
    """The median time of an action in milliseconds."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        taken.append(time.perf_counter() - began)
    return 1000 * statistics.median(taken)


def bare_append(path: Path) -> float:
    """The cost of appending a line of the same length and flushing it to the disk, with nothing around it."""
    line = json.dumps({"filler": "x" * 300}).encode() + b"\n"

    def append() -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(descriptor, line)
        os.fsync(descriptor)
        os.close(descriptor)

    return median_ms(append)


def test_a_mark_costs_the_same_after_many(tmp_path):
    """After 10,000 marks, another costs less than three times what it costs in an empty journal."""
    lesson = kit.open_lesson("warm-up")
    reading = kit.start_reading(lesson, reader="quiet-otter-41", folder=tmp_path)
    bare = bare_append(tmp_path / "bare")
    empty = median_ms(lambda: reading.mark("c01", ["sourced"]))
    line = reading.path.read_bytes().splitlines()[-1].decode()
    mark_id = json.loads(line)["id"]
    with reading.path.open("a", encoding="utf-8", newline="\n") as journal:
        journal.writelines(line.replace(mark_id, f"{number:036}") + "\n" for number in range(10_000))
    reading.refresh()
    full = median_ms(lambda: reading.mark("c01", ["denied"]))
    print(f"\nbare append + fsync {bare:.2f} ms; a mark {empty:.2f} ms in an empty journal, {full:.2f} ms after 10,000")
    assert full < 3 * empty
