"""The steps that can be taken back, kept beside the lesson's files: a kernel that ends takes none of them along.

They are no part of the lesson: the file may be thrown away at any time, and then there is nothing to undo. A line is a
step; of each file that it changed, it holds the lines that were there before and where they stood.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.authoring.editor.lesson_files import FILES, Texts
from kit.lesson.write_file import NotWritten, write_file

FILE = ".undo.jsonl"
#: More are not kept.
MOST = 500
_VERSION = 1
_NAME = re.compile("[a-z_]+")


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was made: its name, and the files that it changed, before and after (None: there was none)."""

    name: str
    before: Mapping[str, str | None]
    claim: str = ""
    said: str = ""


class KeptSteps:
    """The steps of the lesson in `folder` that can be taken back, the last one at the end."""

    def __init__(self, folder: Path) -> None:
        self._place = folder / FILE
        self._steps: list[Done] = []
        self._lines: list[bytes] = []

    def __bool__(self) -> bool:
        return bool(self._steps)

    @property
    def last(self) -> Done:
        """The step that is taken back next; there is one."""
        return self._steps[-1]

    def add(self, done: Done, now: Texts) -> None:
        """Keep a step, which led to these texts."""
        self._steps.append(done)
        self._lines.append(_line(done, now))
        if len(self._steps) > MOST:
            self._steps, self._lines = self._steps[-MOST:], self._lines[-MOST:]
            self._write()
            return
        # On a disk that is full or not to be written, the steps of this sitting remain.
        with suppress(OSError), self._place.open("ab") as file:
            file.write(self._lines[-1])

    def drop_last(self) -> None:
        """Forget the last step: it was taken back."""
        self._steps.pop()
        self._lines.pop()
        self._write()

    def read(self, now: Texts) -> None:
        """Take up the steps of another sitting, if they led to these texts; what cannot be followed is dropped."""
        try:
            lines = self._place.read_bytes().splitlines(keepends=True)
        except OSError:
            lines = []
        self._steps, self._lines = _followed(lines, now)
        if len(self._lines) < len(lines):
            self._write()

    def _write(self) -> None:
        with suppress(NotWritten, OSError):
            if self._lines:
                write_file(self._place, self._lines, replace=True)
            else:
                self._place.unlink(missing_ok=True)


def _followed(lines: Sequence[bytes], now: Texts) -> tuple[list[Done], list[bytes]]:
    """Go back from these texts, step by step, as far as each step led to what is there.

    Steps at the end that were never made, because the kernel ended just then, are passed over.
    """
    steps: list[Done] = []
    kept: list[bytes] = []
    texts = dict(now)
    for line in reversed(lines[-MOST:]):
        done = _step(line, texts)
        if done is None and steps:
            break
        if done is None:
            continue
        steps.insert(0, done)
        kept.insert(0, line)
        for name, text in done.before.items():
            if text is None:
                texts.pop(name, None)
            else:
                texts[name] = text
    return steps, kept


def _line(done: Done, now: Texts) -> bytes:
    before = {name: _change(text, now.get(name)) for name, text in done.before.items()}
    entry = {"v": _VERSION, "step": done.name, "claim": done.claim, "led_to": _hashes(now), "before": before}
    return (json.dumps(entry, ensure_ascii=False) + "\n").encode("utf-8")


def _step(line: bytes, now: Texts) -> Done | None:
    """Return the step of a line; None where it is none, or led elsewhere."""
    try:
        entry = json.loads(line)
        changes, name = entry["before"], entry["step"]
        if entry["v"] != _VERSION or not _NAME.fullmatch(name) or entry["led_to"] != _hashes(now):
            return None
        return Done(
            name, {file: _before(changes[file], now.get(file)) for file in FILES if file in changes}, entry["claim"]
        )
    except (ValueError, KeyError, TypeError):
        return None


def _change(before: str | None, now: str | None) -> Any:
    """What a text was before: None, all of it, or how many signs at both ends stayed and what stood between them."""
    if before is None or now is None:
        return before
    shorter = min(len(before), len(now))
    start = next((at for at in range(shorter) if before[at] != now[at]), shorter)
    end = next((at for at in range(shorter - start) if before[-1 - at] != now[-1 - at]), shorter - start)
    return [start, end, before[start : len(before) - end]]


def _before(change: Any, now: str | None) -> str | None:
    if change is None or isinstance(change, str):
        return change
    start, end, middle = change
    now = now or ""
    return f"{now[:start]}{middle}{now[len(now) - end :]}"


def _hashes(texts: Texts) -> dict[str, str]:
    return {name: hashlib.sha256(text.encode("utf-8")).hexdigest()[:16] for name, text in texts.items()}
