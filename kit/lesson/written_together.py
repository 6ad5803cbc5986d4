"""Files that belong together are replaced together: whoever reads meets all of them as they were, or all as they are.

No program can replace two files at once. So the new ones are first written beside the old ones, and then one small
file, the note, says which of them stand for which: from that moment on a reader takes the new ones. They get their
names, and the note goes. Where all ends in the middle, the note is still there, and whoever writes next finishes it.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from errno import ENOENT
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from kit.lesson.write_file import NotWritten, cannot_write, sync_folder, write_beside, write_file

NOTE = ".unfinished.json"
#: A note is read only as far as it names files as `write_beside` names them: nothing outside of the folder.
_BESIDE = re.compile(r"\.[0-9a-f]{32}\.part")
#: Somebody who writes without a pause is not waited for.
_TRIES = 50
_Read = TypeVar("_Read")


class _Change(NamedTuple):
    """One file of a note: the file beside it that takes its place (None: it is taken away), and what it held before."""

    beside: str | None
    held: str | None


def write_together(folder: Path, contents: Mapping[str, bytes | None]) -> None:
    """Replace, make or (None) take away these files of a folder, all at once for everybody who reads them together.

    Raises:
        NotWritten: the disk does not take it; the files are as they were.
    """
    finish(folder)
    if len(contents) == 1 and None not in contents.values():
        ((name, content),) = contents.items()
        write_file(folder / name, content or b"", replace=True)
        return
    before = {name: _content(_target(folder, name)) for name in contents}
    _write_note(folder, contents, before, replace=False)
    try:
        finish(folder)
    except NotWritten:
        _take_back(folder, before)
        raise


def finish(folder: Path) -> None:
    """Give the new files of a note their names, if there is one. Two that do so at once do not disturb each other.

    A file that another program has written since keeps what that program wrote.

    Raises:
        NotWritten: a file cannot be replaced; what the note says still holds.
    """
    note = _note(folder)
    if note is None:
        return
    for name, change in note.items():
        target = _target(folder, name)
        try:
            _make(change, target)
        except OSError as error:
            raise cannot_write(target, error) from error
    sync_folder(folder)
    (folder / NOTE).unlink(missing_ok=True)


def of_one_moment(folder: Path, names: Collection[str], read: Callable[[], _Read]) -> _Read:
    """Return what `read` makes of these files; it reads again where somebody has written some of them meanwhile.

    Raises:
        Exception: whatever `read` raises of files that nobody has written meanwhile.
    """
    for _ in range(_TRIES):
        before = _state(folder, names)
        try:
            found = read()
        except Exception:
            if _state(folder, names) == before:
                raise
            continue
        if _state(folder, names) == before:
            return found
    return read()


def content_of(path: Path) -> bytes:
    """Return what a file holds, by the note of its folder if there is one.

    Raises:
        OSError: there is no such file, or it cannot be read.
    """
    change = _change_of(path)
    if change is None:
        return path.read_bytes()
    if change.beside is None:
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(path))
    new = _content(_target(path.parent, path.name).with_name(change.beside))
    return path.read_bytes() if new is None else new  # it has its name by now


def is_there(path: Path) -> bool:
    """Return whether there is something of this name, by the note of its folder if there is one."""
    change = _change_of(path)
    return path.exists() if change is None else change.beside is not None


def _change_of(path: Path) -> _Change | None:
    """Return what a note says of a file, where that still has to be done."""
    change = (_note(path.parent) or {}).get(path.name)
    return change if change is not None and _hash(_content(path)) == change.held else None


def _write_note(
    folder: Path, contents: Mapping[str, bytes | None], before: Mapping[str, bytes | None], *, replace: bool
) -> None:
    """Write the new files beside the old ones, and then the note: from here on they count."""
    note: dict[str, _Change] = {}
    target = folder
    try:
        for name, content in contents.items():
            target = _target(folder, name)
            beside = None if content is None else write_beside(target, [content]).name
            note[name] = _Change(beside, _hash(before[name]))
        write_file(folder / NOTE, json.dumps(note).encode("utf-8"), replace=replace)
    except OSError as error:
        _drop(folder, note)
        raise error if isinstance(error, NotWritten) else cannot_write(target, error) from error


def _take_back(folder: Path, before: Mapping[str, bytes | None]) -> None:
    """Let a note say, in place of the one that cannot be finished, that all is as it was."""
    failed = _note(folder) or {}
    now = {name: _content(_target(folder, name)) for name in before}
    changed = {name: content for name, content in before.items() if now[name] != content}
    _write_note(folder, changed, now, replace=True)
    finish(folder)
    _drop(folder, failed)


def _drop(folder: Path, note: Mapping[str, _Change]) -> None:
    for name, change in note.items():
        if change.beside is not None:
            _target(folder, name).with_name(change.beside).unlink(missing_ok=True)


def _make(change: _Change, target: Path) -> None:
    is_as_it_was = _hash(_content(target)) == change.held
    if change.beside is not None:
        beside = target.with_name(change.beside)
        with suppress(FileNotFoundError):  # it has its name already
            if is_as_it_was:
                beside.replace(target)
            else:
                beside.unlink()
    elif is_as_it_was:
        target.unlink(missing_ok=True)


def _state(folder: Path, names: Collection[str]) -> list[Any]:
    """What tells whether somebody has written in between."""
    return [_signs(folder / name) for name in (NOTE, *names)]


def _signs(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _note(folder: Path) -> dict[str, _Change] | None:
    """Return what a note says, as far as it is one; None where there is none."""
    try:
        said = json.loads((folder / NOTE).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {}
    entries = said.items() if isinstance(said, dict) else ()
    return {name: _Change(*to) for name, to in entries if _is_name(name) and _is_change(to)}


def _is_name(name: str) -> bool:
    return name not in ("", os.curdir, os.pardir) and not re.search(r"[/\\:]", name)


def _is_change(to: object) -> bool:
    return isinstance(to, list) and len(to) == 2 and (to[0] is None or bool(_BESIDE.fullmatch(str(to[0]))))


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _hash(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


def _target(folder: Path, name: str) -> Path:
    return Path(os.path.realpath(folder / name))  # a link goes on leading where it led
