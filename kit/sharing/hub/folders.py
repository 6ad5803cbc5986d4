"""The folders of a hub: one for all classes, one for each class, and in it one for each student.

- All classes (`0711 root:root`): whoever has an account goes through, and nobody lists it.
- A class (`2751 root:teachers`): its teachers list it; nobody but root makes, renames or removes anything in it.
- A student (`2750 student:teachers`): they write, their teachers read, and nobody else gets in. What is made in it
  belongs to the teachers' group (setgid), which is how the journal knows that this group reads it, whatever the umask.

Root works here among names that others may have made. So a folder is opened without following a link, and what is
changed is the folder that was opened.
"""

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kit.lesson.plain_errors import Mistake
from kit.lesson.write_file import FULL
from kit.marks.folder import EACH_IS_ONE
from kit.sharing.hub.accounts import Account, make_group
from kit.sharing.hub.classes import LIST, HubClass

ALL_CLASSES, ONE_CLASS, ONE_STUDENT, OF_ROOT = 0o711, 0o2751, 0o2750, 0o600
_SAYS_EACH_IS_ONE = """\
Each folder here is the one of a student, and is called as they log in to the hub.
Claim by Claim takes from it whose marks are whose: leave this file here, and the folders' names as they are.
"""
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


class FolderFault(Mistake):
    """A folder of the hub cannot be made or used as it should be; the text says which, why, and what to do."""


def make_top(top: Path) -> None:
    """Make the folder of all classes, or mend it; the list of classes in it is root's alone.

    Raises:
        FolderFault: it cannot be made.
    """
    with _told(top):
        top.parent.mkdir(parents=True, exist_ok=True)
        os.close(_made(None, str(top), 0, 0, ALL_CLASSES))
        with suppress(FileNotFoundError):
            (top / LIST).chmod(OF_ROOT)  # in a folder of root's: no link that is somebody else's


def make_class(top: Path, hub_class: HubClass) -> Path:
    """Make the folder of a class and the group of its teachers, or mend them, and return the folder.

    Raises:
        FolderFault: the folder cannot be made.
        Mistake: the group cannot be made.
    """
    path = top / hub_class.name
    with _told(path):
        group = make_group(hub_class.group)
        folder = _made(None, str(path), 0, group, ONE_CLASS)
        try:
            _write_note(folder, group)
        finally:
            os.close(folder)
    return path


def make_student(top: Path, hub_class: HubClass, student: str, account: Account) -> Path:
    """Make the folder of a student, or mend it, and return it; what they brought into it is given to their teachers.

    Raises:
        FolderFault: the folder cannot be made.
        Mistake: the group of its teachers cannot be made.
    """
    path = make_class(top, hub_class) / student
    with _told(path), _opened(path.parent) as parent:
        group = make_group(hub_class.group)
        folder = _made(parent, student, account.uid, group, ONE_STUDENT)
        try:
            _let_read(folder, account.uid, group)
        finally:
            os.close(folder)
    return path


def _let_read(folder: int, owner: int, group: int) -> None:
    """Let teachers read files that a student moved here from elsewhere: a group stays with a file that is moved.

    Only what is a file, the student's own and of one name: root changes nothing that may be somebody else's.
    """
    for name in os.listdir(folder):
        with suppress(OSError):  # a link, or gone by now
            file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
            try:
                found = os.fstat(file)
                if stat.S_ISREG(found.st_mode) and found.st_uid == owner and found.st_nlink == 1:
                    os.fchown(file, -1, group)
                    os.fchmod(file, stat.S_IMODE(found.st_mode) & 0o777 | stat.S_IRGRP)
            finally:
                os.close(file)


def delete_student(top: Path, hub_class: HubClass, student: str) -> bool:
    """Remove a student's folder with all that is in it; return whether there was one. No link is followed.

    Raises:
        FolderFault: it cannot be removed.
    """
    path = top / hub_class.name / student
    if not os.path.lexists(path):
        return False
    with _told(path):
        if path.is_symlink() or not path.is_dir():
            path.unlink()
        else:
            shutil.rmtree(path)
    return True


def _made(parent: int | None, name: str, owner: int, group: int, mode: int) -> int:
    """Return an open folder that is as it should be. Who owns it comes first: a change of it takes setgid away."""
    with suppress(FileExistsError):
        os.mkdir(name, 0o700, dir_fd=parent)
    folder = os.open(name, _FOLDER, dir_fd=parent)
    try:
        os.fchown(folder, owner, group)
        os.fchmod(folder, mode)
    except OSError:
        os.close(folder)
        raise
    return folder


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    folder = os.open(path, _FOLDER)
    try:
        yield folder
    finally:
        os.close(folder)


def _write_note(folder: int, group: int) -> None:
    try:
        note = os.open(EACH_IS_ONE, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o640, dir_fd=folder)
    except FileExistsError:
        return
    with os.fdopen(note, "w", encoding="utf-8") as file:
        os.fchown(note, 0, group)
        os.fchmod(note, 0o640)
        file.write(_SAYS_EACH_IS_ONE)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say of an error which folder it is about, and what to do."""
    try:
        yield
    except OSError as error:
        raise FolderFault(f"The folder “{path}” {_why(error)}") from error


def _why(error: OSError) -> str:
    if error.errno in FULL:
        return "cannot be made: the disk is full. Free some space."
    if error.errno in (errno.ELOOP, errno.ENOTDIR):
        return "is a link or a file, and no folder. Find out who put it there, move it away, and try again."
    if error.errno == errno.ENOENT:
        return "is not there, nor is the one that it lies in. Is its disk mounted? If so, run kit hub-setup."
    if error.errno == errno.EPERM or isinstance(error, PermissionError):
        return "cannot be made or given to its owner: only root can. Run this as root (sudo)."
    if error.errno == errno.EROFS:
        return "cannot be made: the disk is read-only."
    return f"cannot be made: {error.strerror}."
