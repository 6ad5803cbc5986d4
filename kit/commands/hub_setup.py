"""The command `kit hub-setup`: a school's JupyterHub, on which each student has a folder that their teachers read."""

import argparse
import os
from pathlib import Path, PurePosixPath

from kit.commands.adding import CODES, Commands, add_command
from kit.commands.outcome import typed
from kit.lesson.plain_errors import Mistake
from kit.ui.words import words

KINDS = ("local", "tljh", "kubernetes")
_ABOUT = """\
Prepares a JupyterHub for a school: each student gets a folder of their own, which the teachers of their class read,
and nobody else enters. Run it as root on the hub's machine; the first time it writes a list of classes for you to fill
in, then it makes groups and folders, and prints what belongs into the hub's configuration. Run it again whenever the
list has changed. The guide explains every step: kit hub-setup --guide
"""
_EXAMPLES = """\
examples:
  sudo kit hub-setup /srv/claim-by-claim
  sudo kit hub-setup /srv/claim-by-claim --check
  sudo kit hub-setup /srv/claim-by-claim --delete ada
  kit hub-setup --guide

"""


def add_hub_setup_command(commands: Commands) -> None:
    """Add `hub-setup` to the commands of `kit`."""
    setup = add_command(
        commands,
        "hub-setup",
        "prepare a school's JupyterHub: a folder for each student, read by their teachers",
        _ABOUT,
        _EXAMPLES + CODES,
    )
    setup.add_argument("folder", nargs="?", metavar="FOLDER", help="the folder of all classes, on the hub's machine")
    kind = "how the hub is run: accounts of this machine (local), The Littlest JupyterHub, or Zero to JupyterHub"
    setup.add_argument("--for", dest="kind", choices=KINDS, default=KINDS[0], help=kind)
    setup.add_argument("--check", action="store_true", help="change nothing, and say what is not as it should be")
    delete = "delete the folder of this student of the hub, with all marks in it"
    setup.add_argument("--delete", metavar="USER", help=delete)
    setup.add_argument("--guide", action="store_true", help="print the guide for whoever runs a hub")
    setup.set_defaults(run=run_hub_setup)


def run_hub_setup(options: argparse.Namespace) -> int:
    """Do what was asked; return 0, or 1 where the check has found something.

    Raises:
        ValueError: there is no folder to work on, the list of classes has faults, or root is needed.
        OSError: something cannot be read or written.
    """
    if os.name == "nt":
        raise Mistake("A hub with accounts runs on Linux: run this on its machine.")
    from kit.sharing.hub.configuration import configuration, guide  # noqa: PLC0415 (needs what Windows lacks)

    if options.guide:
        print(guide())
        return 0
    if not options.folder:
        raise Mistake(words()("hub.no_folder_given"))
    if options.kind == "kubernetes":
        print(f"{configuration(options.kind, PurePosixPath(options.folder))}\n{words()('hub.next_kubernetes')}")
        return 0
    if os.geteuid() != 0:
        raise Mistake(words()("hub.only_root"))
    top = Path(options.folder).expanduser().absolute()
    if options.delete:
        return _delete(top, options.delete)
    return _check(top, options.kind) if options.check else _set_up(top, options.kind)


def _set_up(top: Path, kind: str) -> int:
    from kit.sharing.hub.classes import LIST  # noqa: PLC0415
    from kit.sharing.hub.configuration import account_name_of, configuration  # noqa: PLC0415
    from kit.sharing.hub.setting_up import begin, set_up_classes  # noqa: PLC0415

    if begin(top):
        print(words()("hub.begun", path=top / LIST))
        return 0
    for line in set_up_classes(top, account_name_of(kind)):
        print(line)
    print(f"\n{words()(f'hub.next_{kind}', folder=typed(str(top)))}\n\n{configuration(kind, PurePosixPath(top))}")
    return 0


def _check(top: Path, kind: str) -> int:
    from kit.sharing.hub.checking import problems  # noqa: PLC0415
    from kit.sharing.hub.classes import LIST, read_classes  # noqa: PLC0415
    from kit.sharing.hub.configuration import account_name_of  # noqa: PLC0415

    found = list(problems(top, account_name_of(kind)))
    if not found:
        classes = read_classes(top / LIST)
        print(words()("hub.all_right", n=len(classes), students=sum(len(each.students) for each in classes)))
        return 0
    lines = [words()("hub.wrong", n=len(found)), *(f"- {line}" for line in found)]
    print("\n".join([*lines, words()("hub.mend", folder=typed(str(top)))]))
    return 1


def _delete(top: Path, user: str) -> int:
    from kit.sharing.hub.classes import LIST  # noqa: PLC0415
    from kit.sharing.hub.folders import delete_student  # noqa: PLC0415
    from kit.sharing.hub.setting_up import class_of  # noqa: PLC0415

    if not (top / LIST).is_file():
        raise Mistake(words()("hub.no_list_to_delete", folder=top, list=LIST))
    hub_class = class_of(top, user)
    if hub_class is None or not delete_student(top, hub_class, user):
        raise Mistake(words()("hub.nothing_to_delete", user=user, folder=top))
    print(words()("hub.deleted", path=top / hub_class.name / user))
    if user in hub_class.students:
        print(words()("hub.take_out", user=user, path=top / LIST))
    return 0
