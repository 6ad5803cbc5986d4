"""The command `kit marks-service`: started by a hub, it keeps the marks of classes that share no disk."""

import argparse

from kit.commands.adding import CODES, Commands, add_command
from kit.lesson.plain_errors import Mistake
from kit.ui.words import words

_ABOUT = """\
Keeps the marks of a hub's classes where they share no disk. A JupyterHub starts it as one of its services: students'
notebooks send their lines by themselves, and teachers download a class that “kit collect” reads. What to write into
the hub's configuration is in the guide: kit marks-service --guide
"""
_EXAMPLES = """\
examples:
  kit marks-service --guide
  kit marks-service --delete ann

The database is named by the environment variable CLAIM_BY_CLAIM_DATABASE, since its address may hold a password:
sqlite:////srv/marks/marks.sqlite, or postgresql://marks:PASSWORD@localhost/marks. Left out, it is the file
marks.sqlite in the folder that the service runs in. Its tables are made, and brought up to date, at the start.

"""


def add_marks_service_command(commands: Commands) -> None:
    """Add `marks-service` to the commands of `kit`. Loads nothing heavy: that waits until the command runs."""
    what = "keep the marks of a hub's classes (started by the hub)"
    command = add_command(commands, "marks-service", what, _ABOUT, _EXAMPLES + CODES)
    command.add_argument("--delete", metavar="USER", help="delete all that is kept of this user of the hub, and end")
    command.add_argument("--guide", action="store_true", help="print the guide for whoever runs a hub")
    command.set_defaults(run=run_marks_service)


def run_marks_service(options: argparse.Namespace) -> int:
    """Serve until somebody ends it, or delete what is kept of a student; return 0.

    Raises:
        ValueError: the database cannot be used, a package is missing, no hub started this, or nothing is kept of them.
    """
    if options.guide:
        from kit.sharing.service.configuration import guide  # noqa: PLC0415

        print(guide())
        return 0
    try:
        if options.delete is not None:
            return _delete(options.delete)
        from kit.sharing.service.run import serve  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise Mistake(words()("marks_service.extra", missing=error.name)) from error
    serve()
    return 0


def _delete(user: str) -> int:
    from kit.sharing.service.database import open_database  # noqa: PLC0415
    from kit.sharing.service.store import Store  # noqa: PLC0415

    store = Store(open_database())
    try:
        number = store.delete(user)
    finally:
        store.close()
    if not number:
        raise Mistake(words()("marks_service.nothing_kept", user=user))
    print(words()("marks_service.deleted", user=user, n=number))
    return 0
