"""The system's accounts and groups behind a hub's users and classes: who is in which group decides who may read."""

import grp
import pwd
import subprocess
from collections.abc import Callable, Iterable
from typing import NamedTuple

from kit.lesson.plain_errors import Mistake
from kit.sharing.hub.classes import is_group_of_a_class

#: From the name of a hub's user to that of the account on this machine.
AccountName = Callable[[str], str]


class Account(NamedTuple):
    """An account of this machine, by its name and number."""

    name: str
    uid: int


def account_of(user: str, account_name: AccountName = str) -> Account | None:
    """Return the account of a hub's user, or None: whoever has never logged in may not have one yet."""
    name = account_name(user)
    try:
        return Account(name, pwd.getpwnam(name).pw_uid)
    except KeyError:
        return None


def group_number(group: str) -> int | None:
    """Return the number of a group, or None."""
    try:
        return grp.getgrnam(group).gr_gid
    except KeyError:
        return None


def members(group: str) -> set[str]:
    """Return the accounts that are in a group, also those whose first group it is."""
    try:
        found = grp.getgrnam(group)
    except KeyError:
        return set()
    return {*found.gr_mem, *(each.pw_name for each in pwd.getpwall() if each.pw_gid == found.gr_gid)}


def make_group(group: str) -> int:
    """Make a group unless it is there, and return its number."""
    if (number := group_number(group)) is None:
        _run("groupadd", "--system", group)
        number = grp.getgrnam(group).gr_gid
    return number


def set_groups_of_classes(account: Account, wanted: Iterable[str]) -> None:
    """Put an account into these groups of classes, and take it out of all others that are such groups."""
    inside = {group.gr_name for group in grp.getgrall() if account.name in group.gr_mem}
    for group in sorted(set(wanted) - inside):
        _run("gpasswd", "--add", account.name, group)
    for group in sorted(filter(is_group_of_a_class, inside - set(wanted))):
        _run("gpasswd", "--delete", account.name, group)


def set_members(group: str, wanted: Iterable[str]) -> None:
    """Let a group have just these members."""
    _run("gpasswd", "--members", ",".join(sorted(wanted)), group)


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise Mistake(f"This needs the command {command[0]}, which is not on this machine.") from error
    except subprocess.CalledProcessError as error:
        raise Mistake(f"{' '.join(command)}: {error.stderr.strip() or 'it could not be done'}") from error
