"""Looking whether a hub's folders are as they should be: whose they are, who may read and write, what lies in them."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kit.lesson.printable import printable
from kit.marks.folder import EACH_IS_ONE
from kit.sharing.hub.accounts import AccountName, account_of, group_number, members
from kit.sharing.hub.classes import LIST, ClassListFaults, HubClass, read_classes
from kit.sharing.hub.folders import ALL_CLASSES, OF_ROOT, ONE_CLASS, ONE_STUDENT
from kit.ui.words import words

_ACCESS_LISTS = {"system.posix_acl_access", "system.posix_acl_default"}
_HARD_LINKS = Path("/proc/sys/fs/protected_hardlinks")
#: Of what lies in a student's folder so much is named.
_NAMED = 5


def problems(top: Path, account_name: AccountName = str) -> Iterator[str]:
    """Yield a sentence for everything about a hub's folders that is not as it should be. Nothing is changed.

    Args:
        top: the folder of all classes.
        account_name: from the name of a hub's user to the account of this machine.
    """
    if found := list(_of_folder(top, 0, 0, ALL_CLASSES)):
        yield from found
        if not top.is_dir():
            return
    yield from _of_way(top)
    try:
        classes = read_classes(top / LIST)
    except ClassListFaults as faults:
        yield from map(str, faults.faults)
        return
    except OSError as error:
        yield _say("no_list", path=top / LIST, why=error.strerror)
        return
    yield from _of_list(top / LIST)
    for hub_class in classes:
        yield from _of_class(top, hub_class, account_name)
    yield from _unknown(top, {each.name for each in classes} | {LIST})


def _say(key: str, **values: object) -> str:
    return words()(f"hub.{key}", **values)


def _of_way(top: Path) -> Iterator[str]:
    """What is wrong with the folders around: everybody must get through, and nobody may put others in their place."""
    for folder in top.resolve().parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            yield _say("way_closed", path=folder)
        if mode & (stat.S_IWGRP | stat.S_IWOTH) and not mode & stat.S_ISVTX:
            yield _say("way_open", path=folder)
    if _HARD_LINKS.exists() and _HARD_LINKS.read_text().strip() == "0":
        yield _say("hard_links", path=_HARD_LINKS)


def _of_list(path: Path) -> Iterator[str]:
    found = path.lstat()
    if found.st_uid != 0 or stat.S_IMODE(found.st_mode) & ~OF_ROOT:
        yield _say("list_open", path=path)


def _of_folder(path: Path, owner: int, group: int | None, mode: int) -> Iterator[str]:
    """What is wrong with a folder itself."""
    try:
        found = path.lstat()
    except OSError as error:
        yield _say("missing", path=path, why=error.strerror)
        return
    if stat.S_ISLNK(found.st_mode):
        yield _say("link", path=path, to=printable(str(path.readlink())))
    elif not stat.S_ISDIR(found.st_mode):
        yield _say("no_folder", path=path)
    else:
        if (found.st_uid, found.st_gid) != (owner, group):
            yield _say("owner", path=path, owner=f"{found.st_uid}:{found.st_gid}", wanted=f"{owner}:{group}")
        if stat.S_IMODE(found.st_mode) != mode:
            yield _say("mode", path=path, mode=f"{stat.S_IMODE(found.st_mode):04o}", wanted=f"{mode:04o}")
        if _has_access_list(path):
            yield _say("access_list", path=path)


def _has_access_list(path: Path) -> bool:
    try:
        return bool(_ACCESS_LISTS.intersection(os.listxattr(path, follow_symlinks=False)))
    except OSError:  # a disk that knows none
        return False


def _of_class(top: Path, hub_class: HubClass, account_name: AccountName) -> Iterator[str]:
    path, group = top / hub_class.name, group_number(hub_class.group)
    if group is None:
        yield _say("no_group", group=hub_class.group, name=hub_class.name)
    else:
        yield from _of_members(hub_class, account_name)
        yield from _of_folder(path, 0, group, ONE_CLASS)
    if not path.is_dir() or path.is_symlink():
        return
    if not (path / EACH_IS_ONE).is_file():
        yield _say("no_note", path=path / EACH_IS_ONE)
    for student in hub_class.students:
        if account := account_of(student, account_name):
            yield from _of_folder(path / student, account.uid, group, ONE_STUDENT)
            yield from _of_contents(path / student, account.uid)
    yield from _unknown(path, {*hub_class.students, EACH_IS_ONE})


def _of_members(hub_class: HubClass, account_name: AccountName) -> Iterator[str]:
    wanted = {account.name for each in hub_class.teachers if (account := account_of(each, account_name))}
    found = members(hub_class.group)
    for name in sorted(found - wanted):
        yield _say("reads_too", user=name, name=hub_class.name, group=hub_class.group)
    for name in sorted(wanted - found):
        yield _say("reads_not", user=name, name=hub_class.name, group=hub_class.group)


def _of_contents(folder: Path, owner: int) -> Iterator[str]:
    """What lies in a student's folder that a teacher does not get, or that is not the student's own."""
    if folder.is_symlink() or not folder.is_dir():
        return
    group = folder.stat().st_gid
    found = (
        (key, path)
        for inside, folders, files in os.walk(folder)
        for path in (Path(inside, name) for name in (*folders, *files))
        if (key := _wrong_inside(path, owner, group))
    )
    for number, (key, path) in enumerate(found):
        if number == _NAMED:
            yield _say("more_inside", path=folder)
            return
        yield _say(key, path=printable(str(path)))


def _wrong_inside(path: Path, owner: int, group: int) -> str:
    """What is wrong with something in a student's folder, as a key of the words; empty, if nothing."""
    found = path.lstat()
    kind, mode = stat.S_IFMT(found.st_mode), found.st_mode
    is_lock = path.name.startswith(".")  # the journal's: it holds nothing, and nobody reads it
    is_folder = kind == stat.S_IFDIR
    needed = stat.S_IRGRP | (stat.S_IXGRP if is_folder else 0)
    reasons = (
        (kind == stat.S_IFLNK, "link_inside"),
        (kind not in (stat.S_IFREG, stat.S_IFDIR, stat.S_IFLNK), "no_file_inside"),
        (kind == stat.S_IFREG and found.st_nlink > 1, "two_names_inside"),
        (found.st_uid != owner, "owner_inside"),
        (bool(mode & stat.S_IWOTH) or bool(mode & stat.S_IWGRP), "open_inside"),
        (not is_lock and (found.st_gid != group or (mode & needed) != needed), "closed_inside"),
    )
    return next((key for is_so, key in reasons if is_so), "")


def _unknown(folder: Path, known: set[str]) -> Iterator[str]:
    for name in sorted({path.name for path in folder.iterdir()} - known):
        yield _say("unknown", path=printable(str(folder / name)))
