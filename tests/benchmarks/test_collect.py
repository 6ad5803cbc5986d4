"""Collecting 10,000 journals of 60 marks, beside the fastest other ways to the same table. Run with `-s` to see them.

The other ways check nothing: they know that every line is whole, and that no journal is there twice. They are timed in
the same run, on the same files, by the processor's time, the best of some rounds each. Ways that need a library which
the kit does not use (pyarrow, polars) run where it happens to be installed.
"""

import os
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pandas as pd
import pytest

import kit
from kit.lesson.lesson import Lesson
from kit.marks.entries import Mark, Quote
from kit.marks.lines import to_line

FILES = 10_000
MARKS = 60
ROUNDS = 2
MOST = 1.5

Way = Callable[[Path], pd.DataFrame]


def write_journals(folder: Path, lesson: Lesson) -> None:
    """Write the journals into a folder each, as Moodle does; a third of the marks have reasons and evidence."""
    whole = b"".join(_line(lesson, number) for number in range(MARKS))
    for file in range(FILES):
        code = f"{'abcdefghij'[file // 1000] * 3}-otter-{file % 1000 + 10}"
        place = folder / f"Student {file}_assignsubmission_file"
        place.mkdir()
        data = whole.replace(b"quiet-otter-41", code.encode()).replace(b"00000000", f"{file:08x}".encode())
        (place / f"{code}.jsonl").write_bytes(data)


def _line(lesson: Lesson, number: int) -> bytes:
    reasoned: dict[str, Any] = {
        "who": "people familiar with the matter",
        "evidence": (Quote(3, 98, 129, "people familiar with the matter"),),
        "reason": "Nobody is named – they “spoke on condition of anonymity”.",
        "sure": 2,
        "pass_on": "with_according_to",
    }
    mark = Mark(
        id=f"00000000-0000-4000-8000-{number:012x}",
        journal="0" * 8 + "ab" * 12,
        reader="quiet-otter-41",
        lesson=lesson.id,
        edition=lesson.edition,
        codebook=1,
        claim=lesson.claims[number].id,
        at=f"2026-11-22T09:{number:02}:00.118Z",
        labels=((), ("sourced",), ("anonymous", "denied"))[number % 3],
        **(reasoned if number % 3 == 0 else {}),
    )
    return to_line(mark)


class _Quote(msgspec.Struct, gc=False):
    quote: str


class _Line(msgspec.Struct, gc=False):
    lesson: str
    edition: str
    codebook: int
    reader: str
    claim: str
    at: str
    labels: tuple[str, ...]
    who: str = ""
    evidence: tuple[_Quote, ...] = ()
    reason: str = ""
    sure: int | None = None
    pass_on: str | None = None


def _texts(folder: Path) -> Iterator[bytes]:
    for place, _, files in os.walk(folder):
        for file in files:
            with open(os.path.join(place, file), "rb") as opened:  # noqa: PTH118, PTH123 (the fastest way)
                yield opened.read()


def _tidy(columns: dict[str, Any], labels: list[Any], at: Any) -> pd.DataFrame:
    """The table that a class is compared with: the last mark of each reader and claim."""
    for name in ("lesson", "edition", "reader", "claim", "pass_on"):
        columns[name] = pd.Categorical(columns[name])
    columns |= {label: [label in given for given in labels] for label in ("sourced", "anonymous", "denied")}
    columns["marked_at"] = pd.to_datetime(at, utc=True, format="ISO8601")
    return pd.DataFrame(columns).drop_duplicates(["reader", "lesson", "edition", "claim"], keep="last")


def with_msgspec(folder: Path) -> pd.DataFrame:
    """One msgspec call a file, into objects that know their fields."""
    decoder = msgspec.json.Decoder(_Line)
    marks: list[_Line] = []
    for text in _texts(folder):
        marks += decoder.decode_lines(text)
    names = ("lesson", "edition", "codebook", "reader", "claim", "who", "reason", "sure", "pass_on")
    columns: dict[str, Any] = {name: [getattr(mark, name) for mark in marks] for name in names}
    columns["evidence"] = [tuple([each.quote for each in mark.evidence]) for mark in marks]
    return _tidy(columns, [mark.labels for mark in marks], [mark.at for mark in marks])


def with_pyarrow(folder: Path) -> pd.DataFrame:
    """All files joined, and one pass of pyarrow."""
    table = import_module("pyarrow.json").read_json(BytesIO(b"".join(_texts(folder)))).to_pandas()
    return _tidy(
        dict(table.drop(columns=["labels", "at", "v", "kind", "id", "journal"])), list(table["labels"]), table["at"]
    )


def with_polars(folder: Path) -> pd.DataFrame:
    """All files joined, and one pass of polars."""
    frame = import_module("polars").read_ndjson(b"".join(_texts(folder)))
    columns = {name: frame[name].to_list() for name in frame.columns if name not in ("v", "kind", "id", "journal")}
    return _tidy(columns, columns.pop("labels"), columns.pop("at"))


OTHER_WAYS: dict[str, tuple[Way, str]] = {
    "msgspec a file": (with_msgspec, "msgspec"),
    "joined, pyarrow": (with_pyarrow, "pyarrow"),
    "joined, polars": (with_polars, "polars"),
}


def _is_there(library: str) -> bool:
    try:
        import_module(library)
    except ImportError:
        return False
    return True


def _seconds(way: Way, folder: Path) -> tuple[float, int]:
    began = time.process_time()
    rows = len(way(folder))
    return time.process_time() - began, rows


@pytest.mark.filterwarnings("ignore")
def test_collects_about_as_fast_as_anything_can(tmp_path: Path):
    """10,000 journals of 60 marks are collected within 1.5 times the fastest other way to the same rows."""
    lesson = kit.open_lesson("inner-circle")
    write_journals(tmp_path, lesson)
    ways: dict[str, Way] = {name: way for name, (way, library) in OTHER_WAYS.items() if _is_there(library)}
    ways["kit.collect"] = lambda folder: kit.collect(folder, lesson).annotations
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS):
        for name, way in ways.items():
            seconds, rows = _seconds(way, tmp_path)
            assert rows == FILES * MARKS
            best[name] = min(best[name], seconds)
    ours = best.pop("kit.collect")
    fastest = min(best, key=best.__getitem__)
    told = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in best.items())
    print(f"\nkit.collect {ours:.2f} s; {told}; ratio to {fastest}: {ours / best[fastest]:.2f}")
    assert ours <= MOST * best[fastest]
