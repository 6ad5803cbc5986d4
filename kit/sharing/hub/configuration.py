"""What an administrator puts into a hub's configuration, as text to copy, for the ways in which hubs are run."""

from importlib.resources import files
from pathlib import PurePosixPath
from string import Template

from kit.marks.folder import EACH_IS_ONE
from kit.sharing.hub.accounts import AccountName

#: By the kind of hub: what an account is called behind the name of a user, where it is not called the same.
_ACCOUNTS: dict[str, AccountName] = {"tljh": lambda user: f"jupyter-{user}"}


def account_name_of(kind: str) -> AccountName:
    """Return how an account is called, by the name of a hub's user."""
    return _ACCOUNTS.get(kind, str)


def configuration(kind: str, folder: PurePosixPath) -> str:
    """Return the text for the configuration of a hub, of the kind `local`, `tljh` or `kubernetes`.

    Args:
        kind: how the hub is run.
        folder: the folder of all classes, where servers see it.
    """
    text = files(__package__).joinpath("configurations", f"{kind}.txt").read_text(encoding="utf-8")
    return Template(text).substitute(folder=folder, note=EACH_IS_ONE)


def guide() -> str:
    """Return the guide for whoever runs a hub, as Markdown."""
    return files(__package__).joinpath("guide.md").read_text(encoding="utf-8")
