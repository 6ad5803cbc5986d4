"""What a hub does before it starts somebody's server: their folder for marks is made, and their server told of it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from pathlib import Path
from typing import Any

from kit.lesson.plain_errors import Mistake
from kit.marks.folder import FOLDER_VARIABLE
from kit.sharing.hub.accounts import AccountName, account_of, set_groups_of_classes
from kit.sharing.hub.classes import LIST, HubClass, read_classes
from kit.sharing.hub.folders import make_class, make_student, make_top

_LOG = logging.getLogger("jupyterhub.claim_by_claim")
Hook = Callable[[Any], Awaitable[None] | None]


class NoFolder(Exception):
    """Somebody's server is not started: their marks would go where no teacher finds them. The hub shows the text."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.jupyterhub_message = (
            "Your folder for Claim by Claim could not be made ready, so your work would not reach your teacher. "
            f"Please tell whoever runs this hub: {why}"
        )


class ClassList:
    """The list of classes as it is now: read again when the file has changed; with faults in it, the last good one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp = self._stamp_now()
        self._classes = read_classes(path)

    def now(self) -> tuple[HubClass, ...]:
        """Return the classes."""
        try:
            stamp = self._stamp_now()
            if stamp != self._stamp:
                self._classes, self._stamp = read_classes(self.path), stamp
        except (OSError, ValueError) as error:
            _LOG.error("%s is not read, and what it said before still holds: %s", self.path, error)
        return self._classes

    def _stamp_now(self) -> tuple[int, int, int]:
        found = self.path.stat()
        return found.st_mtime_ns, found.st_size, found.st_ino


def set_up(c: Any, folder: str | Path, account_name: AccountName = str) -> None:
    """Give each student of a hub a folder for marks that their teachers read: a line for `jupyterhub_config.py`.

    Args:
        c: the hub's configuration.
        folder: the folder of all classes, in which the list of classes lies (`kit hub-setup` makes it).
        account_name: from the name of a hub's user to the account of the machine that their server runs as, where these
            are not the same.

    A `pre_spawn_hook` that is there already runs first.

    Raises:
        ClassListFaults: the list of classes cannot be used.
        OSError: there is none, or it cannot be read.
        FolderFault: the hub does not run as root, or the folder cannot be used.
    """
    top = Path(folder)
    classes = ClassList(top / LIST)
    make_top(top)
    before = c.Spawner.pre_spawn_hook if "pre_spawn_hook" in c.Spawner else None
    c.Spawner.pre_spawn_hook = spawn_hook(top, classes, account_name, before)


def spawn_hook(
    top: Path, classes: ClassList, account_name: AccountName = str, before: Hook | None = None
) -> Callable[[Any], Awaitable[None]]:
    """Return what a hub calls before it starts somebody's server (`c.Spawner.pre_spawn_hook`); see `set_up`."""
    one_by_one = asyncio.Lock()  # a class that logs in together: groups are made by one at a time

    async def prepare(spawner: Any) -> None:
        if before is not None and isawaitable(waiting := before(spawner)):
            await waiting
        async with one_by_one:
            more = await asyncio.to_thread(environment_for, spawner.user.name, top, classes.now(), account_name)
        kept = {name: value for name, value in spawner.environment.items() if name != FOLDER_VARIABLE}
        spawner.environment = kept | more

    return prepare


def environment_for(
    user: str, top: Path, classes: tuple[HubClass, ...], account_name: AccountName = str
) -> dict[str, str]:
    """Make ready what somebody needs on this machine, and return what their server is told by its environment.

    Whoever teaches is put into the groups of these classes, and out of those of all others.

    Raises:
        NoFolder: a student's folder cannot be made.
    """
    attends = next((each for each in classes if user in each.students), None)
    teaches = [each for each in classes if user in each.teachers]
    account = account_of(user, account_name)
    if account is None and attends is None and not teaches:
        return {}
    try:
        if account is None:
            raise Mistake(f"There is no account “{account_name(user)}” on this machine.")
        for each in teaches:
            make_class(top, each)
        set_groups_of_classes(account, [each.group for each in teaches])
        if attends is None and not teaches:
            return {}
        found = {FOLDER_VARIABLE: str(make_student(top, attends, user, account))} if attends else {}
    except Mistake as error:
        _LOG.error("%s: %s", user, error)
        raise NoFolder(str(error)) from error
    return found | {"PYTHONSAFEPATH": "1"}  # a kit.py that lies beside a notebook is not taken for the kit
