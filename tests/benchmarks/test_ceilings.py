"""What collecting takes at most: whatever somebody packs, no more than 500 MB of memory. Run with `-s` to see it.

Each input is collected by a program of its own, whose largest size is asked of the system; each would take a gigabyte
or more if nobody counted.
"""

import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import product
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import pytest

import kit

CEILING = 500  # MB
MOST_LINES = 49_999
LESSON = kit.open_lesson("inner-circle")
# What `resource` tells of a new program begins with the size of the one that started it; Linux also keeps its own.
MEASURE = """
import re, resource, sys
from pathlib import Path
import kit
files = kit.collect(sys.argv[1], kit.open_lesson("inner-circle")).files
own = Path("/proc/self/status")
most = int(re.search("VmHWM: *(.*) kB", own.read_text().replace("\\t", " "))[1]) * 1024 if own.exists() else None
per = 1 if sys.platform == "darwin" else 1024
most = most or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * per
print(most // 2**20, *sorted(set(files["why"])), sep="\\n")
"""


def line(number: int, **parts: Any) -> bytes:
    """A line as short as one can be."""
    fields = {"v": 1, "kind": "mark", "id": f"{number:x}", "journal": "j", "reader": "quiet-otter-41"}
    fields |= {"lesson": LESSON.id, "edition": LESSON.edition, "codebook": 1, "claim": f"c{number % 75 + 1:02}"}
    fields |= {"labels": [], "at": "2026-11-22T09:15:02.118Z"}
    return json.dumps(fields | parts, separators=(",", ":")).encode() + b"\n"


def short_lines() -> Iterator[bytes]:
    """A million of the shortest lines, of a reader a file."""
    whole = b"".join(map(line, range(MOST_LINES)))
    return (whole.replace(b'"j"', b'"j%d"' % file) for file in range(25))


def readers() -> Iterator[bytes]:
    """A reader a line, and a claim that nobody has heard of."""
    codes = ("".join(letters) for letters in product(ascii_lowercase, repeat=5))
    for _ in range(7):
        yield b"".join(
            line(number, reader=f"{code}-otter-41", journal=code, claim=f"c{number + 100}")
            for number, code in zip(range(MOST_LINES), codes, strict=False)
        )


def copies() -> Iterator[bytes]:
    """One journal in many files, each with lines that the others lack."""
    for file in range(10):
        yield b"".join(line(file * MOST_LINES + number) for number in range(MOST_LINES))


def wide_texts() -> Iterator[bytes]:
    """Long reasons, of which one sign makes all others take four bytes."""
    chance = random.Random(5)
    reasons = [f"{chance.getrandbits(4096):x}" * 3 + "x" * 600 + "\U0001f600" for _ in range(3500)]
    whole = b"".join(line(number, reason=reason) for number, reason in enumerate(reasons))
    return (whole.replace(b'"j"', b'"j%d"' % file) for file in range(12))


def junk() -> Iterator[bytes]:
    """Files as large as they may be, in which no line is one: brackets in brackets, and one line of many values."""
    return (start + middle * 3_500_000 for start, middle in ((b'{"a":[', b"[],"), (b"[", b"[[[["), (b"", b"{}\n")) * 6)


@pytest.mark.parametrize("make", [short_lines, readers, copies, wide_texts, junk], ids=lambda make: make.__name__)
def test_no_files_take_more_than_their_ceiling(make: Callable[[], Iterator[bytes]], tmp_path: Path) -> None:
    """Many lines, many readers, many copies, wide texts and junk: what is too much is left out, and said to be."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w", zipfile.ZIP_STORED) as packed:
        for number, data in enumerate(make()):
            packed.writestr(f"{number:03}.jsonl", data)
    said = _peak(tmp_path / "class.zip")
    assert make is junk or "too much to be held in memory" in said


def test_no_list_of_contents_takes_more_than_its_ceiling(tmp_path: Path) -> None:
    """A list of 600,000 files of one byte each, and zips in a zip that list 2,700,000, are not made into objects."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as inner:
        inner.writestr("a", b"")
    data = packed.getvalue()
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    listed, size = 600_000, (end - start).to_bytes(4, "little")
    whole = data[end : end + 12] + ((end - start) * listed).to_bytes(4, "little") + data[end + 16 :]
    assert size == data[end + 12 : end + 16]
    (tmp_path / "list.zip").write_bytes(data[:start] + data[start:end] * listed + whole)
    assert "a zip of more than 100,000 files" in _peak(tmp_path / "list.zip")
    with zipfile.ZipFile(packed, "w") as inner:
        for number in range(30_000):
            inner.writestr(f"{number}.jsonl", b"")
    with zipfile.ZipFile(tmp_path / "nested.zip", "w", zipfile.ZIP_DEFLATED) as outer:
        for number in range(30):
            outer.writestr(f"{number}.zip", packed.getvalue())
    assert "more than 100,000 files" in _peak(tmp_path / "nested.zip")


def test_overlapping_entries_stay_below_the_ceiling(tmp_path: Path) -> None:
    """5,000 entries that are all the same 10 MB are unpacked one at a time, and only as many as one zip may hold."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as one:
        one.writestr("a.jsonl", b"".join(map(line, range(MOST_LINES))))
    data = packed.getvalue()
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entries, number = data[start:end] * 5000, (5000).to_bytes(2, "little") * 2
    whole = data[end : end + 8] + number + len(entries).to_bytes(4, "little") + data[end + 16 :]
    (tmp_path / "overlap.zip").write_bytes(data[:start] + entries + whole)
    _peak(tmp_path / "overlap.zip")


def _peak(place: Path) -> str:
    """Collect a zip in a program of its own, hold its largest size against the ceiling, and return what it told."""
    ran = subprocess.run([sys.executable, "-c", MEASURE, place], capture_output=True, text=True, check=True)
    megabytes, said = ran.stdout.split("\n", maxsplit=1)
    print(f"\n{place.name}: {megabytes} MB")
    assert int(megabytes) < CEILING
    return said
