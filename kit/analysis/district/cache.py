"""What was counted before: the counts of a part are kept, so that yesterday's journals are not read again.

They lie in the user's own cache folder (on Linux `~/.cache/claim-by-claim`; elsewhere with `CLAIM_BY_CLAIM_CACHE`), for
their owner alone, and hold counts, the names of folders, and no code and no text of a reader. Deleting the folder costs
time and nothing else.

Counts are kept by content: by the bytes of all files, the lesson as it was counted for, and the code that counted. What
stands for the content is found without reading it, by the files' names, sizes, times and numbers (`Part.stamp`), unless
a file is so new that it could have changed since without its time doing so.
"""

import os
import time
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import numpy as np
import pandas as pd
from platformdirs import user_cache_path

from kit.analysis.counts import Counts
from kit.analysis.district.one_part import Counted, Task
from kit.analysis.district.source import digest
from kit.analysis.district.tally import PLACE, Tally
from kit.lesson.lesson import Lesson

VARIABLE = "CLAIM_BY_CLAIM_CACHE"
#: Counts that nobody has asked for in so many days are thrown away.
KEPT = 90
#: A file system may note times no finer than this: what is younger could change again and look the same.
_FINEST = 2_000_000_000  # ns
_ROOMS = ("lesson", "marks", "analysis")
_TABLES = ("answers", "readers", "changes")
_COUNTERS = ("files", "unused", "days")
_TEXTS = {"lesson", "edition", "claim", "phase", "labels", "own", "revised", *PLACE}
_CHECK = 32


@dataclass(frozen=True, slots=True)
class Cache:
    """The counts of parts, in a folder. What cannot be read there is counted anew; what cannot be written is not kept.

    `about` stands for the lesson, its claims that are counted, and the code that counts.
    """

    folder: Path
    about: str

    def at(self, task: Task) -> Counted | None:
        """Return the counts for a task if its files are the ones of before, by their names, sizes and times."""
        content = self._read(self._stamped(task))
        return None if content is None else self.of(content.decode("ascii", "replace"))

    def of(self, content: str) -> Counted | None:
        """Return the counts of a part by its content."""
        found = self._read(self._kept(content))
        return None if found is None else _decoded(found)

    def keep(self, task: Task, counted: Counted, began: int) -> None:
        """Keep the counts for a task whose files were listed after `began` (ns since 1970)."""
        if not counted.is_known:
            self._write(self._kept(counted.content), _encoded(counted))
        if max(part.changed for part in task.parts) < began - _FINEST:
            self._write(self._stamped(task), counted.content.encode())

    def clear_out(self) -> None:
        """Throw away what nobody has asked for in a long time."""
        before = time.time() - KEPT * 24 * 60 * 60
        with suppress(OSError):
            for file in self.folder.iterdir():
                if file.stat().st_mtime < before:
                    file.unlink(missing_ok=True)

    def _stamped(self, task: Task) -> Path:
        return self.folder / f"{digest([self.about.encode(), task.stamp.encode()])}.at"

    def _kept(self, content: str) -> Path:
        return self.folder / f"{digest([self.about.encode(), content.encode()])}.counts"

    def _read(self, path: Path) -> bytes | None:
        """What was written, if every byte of it is there."""
        with suppress(OSError):
            check, found = (data := path.read_bytes())[:_CHECK], data[_CHECK:]
            if check == digest([found]).encode():
                os.utime(path)
                return found
        return None

    def _write(self, path: Path, data: bytes) -> None:
        """Write a file whole or not at all; a disk that is full, or not to be written to, only costs time."""
        beside = path.with_suffix(f".{uuid4().hex}.part")
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside.touch(mode=0o600)
            beside.write_bytes(digest([data]).encode() + data)
            beside.replace(path)
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def cache_for(lesson: Lesson, claims: tuple[str, ...] | None) -> Cache:
    """Return the cache of the counts for a lesson and some of its claims, or all."""
    folder = os.environ.get(VARIABLE)
    where = Path(folder).expanduser() if folder else user_cache_path("claim-by-claim", appauthor=False) / "counts"
    return Cache(where, digest([code_in_use().encode(), *_counted_for(lesson), repr(claims).encode()]))


def _counted_for(lesson: Lesson) -> Iterator[bytes]:
    """All of a lesson that counts depend on; sets in one order, which Python changes from one process to the next."""
    yield repr((lesson.id, lesson.edition, lesson.claims, lesson.unconfirmed)).encode()
    for claim, answer in sorted((lesson.key or {}).items()):
        yield repr((claim, [sorted(labels) for labels in answer.defensible])).encode()
    yield repr(sorted((edition, sorted(passages.items())) for edition, passages in lesson.earlier.items())).encode()


@lru_cache(maxsize=1)
def code_in_use() -> str:
    """Return what stands for the code that reads and counts: other code may count otherwise."""
    kit = Path(__file__).parents[2]
    files = sorted(path for room in _ROOMS for path in (kit / room).rglob("*.py"))
    return digest(path.read_bytes() for path in files)


def _encoded(counted: Counted) -> bytes:
    tally = counted.tally
    tables = {name: getattr(tally.counts, name) for name in _TABLES} | {"classes": tally.classes}
    columns = {name: {str(column): table[column].tolist() for column in table} for name, table in tables.items()}
    counters = {name: dict(getattr(tally, name)) for name in _COUNTERS}
    return msgspec.json.encode(columns | counters | {"ties": counted.ties.tobytes(), "content": counted.content})


def _decoded(data: bytes) -> Counted | None:
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        found = msgspec.json.decode(data)
        tables = {name: _table(found[name]) for name in (*_TABLES, "classes")}
        counts = Counts(*(tables[name] for name in _TABLES))
        counters = (Counter(found[name]) for name in _COUNTERS)
        ties = np.frombuffer(b64decode(found["ties"]), np.uint64).reshape(-1, 2)
        return Counted(Tally(counts, tables["classes"], *counters), ties, found["content"], is_known=True)
    return None


def _table(columns: dict[str, list[Any]]) -> pd.DataFrame:
    """A table as it was: what is a text in it says its name."""
    kinds = {name: "string" if name in _TEXTS else "int64" for name in columns}
    return pd.DataFrame({name: pd.Series(values, dtype=kinds[name]) for name, values in columns.items()})
