"""Writing a file: whole or not at all, and nothing that is there is replaced, unless somebody asks for it.

The bytes go into a file of another name beside it and are flushed to the disk; only then do they get the name. On a
full disk, or when the power fails, what stood there before is still there, and no half of the new file is.
"""

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from kit.lesson.pasted_path import pasted_path
from kit.lesson.plain_errors import SaidPlainly

#: A disk, a quota or a limit that is used up.
FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
# Some shared and synchronised folders cannot flush a folder, or do not let it be opened: the file itself is flushed.
_CANNOT_SYNC_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class AlreadyThere(SaidPlainly, FileExistsError):
    """A file was to be written where one is already; that one is left as it is."""

    def __init__(self, path: Path, remedy: str = "Give another name.") -> None:
        super().__init__(f"“{path}” is there already, and nothing is replaced. {remedy}")


class NotWritten(SaidPlainly, OSError):
    """A file could not be written where it was to stand; what stood there before still does."""


def write_file(
    path: str | Path, data: bytes | Iterable[bytes], *, replace: bool = False, mode: int | None = None
) -> Path:
    """Write a new file, or with `replace` also over an old one, and return its path.

    Args:
        path: where; the folder is there already.
        data: what the file holds, whole or part by part.
        replace: an old file gives way to the new one, which takes over its permissions.
        mode: the permissions of a new file; left out, they are those that every program's new files have here.

    Raises:
        AlreadyThere: there is something of this name, and it is not to be replaced.
        NotWritten: it cannot be written: there is no such folder, the disk is full, or nothing may be written there.
    """
    place = pasted_path(path)
    parts = [data] if isinstance(data, bytes) else data
    try:
        if place.is_dir():
            raise IsADirectoryError
        if place.exists() and not replace:
            raise FileExistsError
        if place.exists() and not place.is_file():
            with place.open("wb") as file:  # a pipe or a device: it keeps its name, and holds nothing to be lost
                file.writelines(parts)
        else:
            _write_whole(place, parts, replace, mode)
    except IsADirectoryError:
        raise NotWritten(f"“{place}” is a folder. Add the name of a file.") from None
    except FileExistsError:
        raise AlreadyThere(place) from None
    except FileNotFoundError:
        raise NotWritten(f"There is no folder “{place.parent}” to write into. Make it, or name another one.") from None
    except OSError as error:
        raise cannot_write(place, error) from error
    return place


def sync_folder(folder: Path) -> None:
    """Make a new file's name durable too; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC_FOLDERS:
            raise


def write_beside(target: Path, parts: Iterable[bytes], mode: int | None = None) -> Path:
    """Write what a file is to hold into a new one beside it, whole and on the disk, and return that one.

    Raises:
        OSError: it cannot be written; nothing of it is left.
    """
    beside = target.with_name(f".{uuid4().hex}.part")
    try:
        with os.fdopen(os.open(beside, _NEW, 0o666 if mode is None else mode), "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        _permit(beside, target, mode)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def cannot_write(place: Path, error: OSError) -> NotWritten:
    """Return what says that, and why, a file cannot be written."""
    remedy = "Free some space, or name another folder." if error.errno in FULL else "Name another folder."
    return NotWritten(f"“{place}” cannot be written ({error.strerror}). {remedy}")


def _write_whole(place: Path, parts: Iterable[bytes], replace: bool, mode: int | None) -> None:
    target = Path(os.path.realpath(place)) if replace else place  # a link goes on leading where it led
    beside = write_beside(target, parts, mode)
    try:
        if replace:
            beside.replace(target)
        else:
            _give_name(beside, place)
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(target.parent)


def _permit(beside: Path, target: Path, mode: int | None) -> None:
    """Give a new file its permissions, whatever the umask takes away: those of the old one, or else `mode`."""
    with suppress(OSError):  # a memory card has no permissions
        if target.exists():
            mode = stat.S_IMODE(target.stat().st_mode)
        if mode is not None:
            beside.chmod(mode)


def _give_name(beside: Path, place: Path) -> None:
    """Give a finished file its name, unless something has that name by now.

    Raises:
        FileExistsError: something has.
    """
    try:
        os.link(beside, place)
    except FileExistsError:
        raise
    except (OSError, AttributeError):
        # Memory cards, some shared folders and browsers know no second name of a file: take the name, then fill it.
        with place.open("xb"):
            pass
        try:
            beside.replace(place)
        except OSError:
            place.unlink()
            raise
