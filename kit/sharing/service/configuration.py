"""What a hub's configuration says of the marks service: a line for `jupyterhub_config.py`.

What is imported from here needs Python's own library alone: a hub may run in an environment of its own.
"""

import re
import sys
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from kit.sharing.hub.classes import read_classes

NAME = "marks"
#: The right to collect: of all students, or with `!group=` and the name of a group of that class.
COLLECT = "custom:marks:collect"
OF_CLASS = f"{COLLECT}!group="
#: The right to delete what is kept of a student.
DELETE = "custom:marks:delete"
ACCESS = f"access:services!service={NAME}"
#: The group of the hub in which the teachers of a class are, behind its name.
TEACHERS = "-teachers"
SCOPES = {
    COLLECT: {"description": "Collect class answers"},
    DELETE: {"description": "Delete student answers"},
}
#: What the token of each server may do: as without this service, and to send what its own user marks.
OF_SERVER = ["users:activity!user", "access:servers!server", ACCESS]

#: Who teaches a class and who attends it, as the hub names them: `{"teachers": [...], "students": [...]}`.
People = Mapping[str, Sequence[str]]


def add_marks_service(
    c: Any,
    classes: str | Path | Mapping[str, People],
    database: str,
    *,
    port: int = 10101,
    python: str | Path = sys.executable,
    address: str = "",
) -> None:
    """Let a hub run the marks service, with a group for each class, and tell every server where it is.

    Args:
        c: the hub's configuration.
        classes: the list of classes, a CSV file with the columns `class`, `role` and `hub user`
            (`kit.sharing.hub.classes`); or the classes by their names, such as
            `{"7b": {"teachers": ["kim"], "students": ["ann", "ben"]}}`. A hub only adds people to groups: whoever
            leaves a class is taken out of its group on the hub's own page, too.
        database: the address of the database, `sqlite:////srv/marks/marks.sqlite` or `postgresql://...`.
        port: a port of this machine for the service.
        python: the Python that the kit is installed in.
        address: where the students' servers reach the service, if not at that port of this machine.

    Raises:
        ClassListFaults: the list of classes cannot be used.
        OSError: it cannot be read.
    """
    if not isinstance(classes, Mapping):
        found = read_classes(Path(classes))
        classes = {each.name: {"teachers": each.teachers, "students": each.students} for each in found}
    hub, spawner = c.JupyterHub, c.Spawner
    command = [str(python), "-m", "kit", "marks-service"]
    service: dict[str, Any] = {"name": NAME, "url": f"http://127.0.0.1:{port}", "command": command}
    service |= {"environment": {"CLAIM_BY_CLAIM_DATABASE": database}, "oauth_no_confirm": True, "display": True}
    service |= {"oauth_client_allowed_scopes": [COLLECT]}
    hub.services = [*_there(hub, "services", []), service]
    hub.custom_scopes = {**_there(hub, "custom_scopes", {}), **SCOPES}
    hub.load_groups = {**_there(hub, "load_groups", {}), **groups(classes)}
    hub.load_roles = [*_there(hub, "load_roles", []), *roles(classes)]
    spawner.server_token_scopes = [*dict.fromkeys([*_there(spawner, "server_token_scopes", []), *OF_SERVER])]
    told = {"CLAIM_BY_CLAIM_SERVICE": address or f"http://127.0.0.1:{port}/services/{NAME}/"}
    spawner.environment = {**_there(spawner, "environment", {}), **told}


def groups(classes: Mapping[str, People]) -> dict[str, dict[str, list[str]]]:
    """Return the hub's groups: one of the students and one of the teachers of each class."""
    students = {name: {"users": list(people["students"])} for name, people in classes.items()}
    return students | {f"{name}{TEACHERS}": {"users": list(people["teachers"])} for name, people in classes.items()}


def roles(classes: Mapping[str, People]) -> list[dict[str, Any]]:
    """Return the hub's roles: students and teachers may use the service, and teachers may collect their class."""
    mine: list[dict[str, Any]] = [
        {"name": "marks-service", "services": [NAME], "scopes": ["list:groups", "read:groups"]},
        {"name": "marks-students", "groups": list(classes), "scopes": [ACCESS]},
    ]
    for name in classes:
        collects = [ACCESS, f"{OF_CLASS}{name}"]
        mine.append({"name": _role(name), "groups": [f"{name}{TEACHERS}"], "scopes": collects})
    return mine


def guide() -> str:
    """Return the guide for whoever runs a hub, as Markdown."""
    return files(__package__).joinpath("guide.md").read_text(encoding="utf-8")


def _role(name: str) -> str:
    """The name of the role of a class's teachers: a hub's roles have small letters and figures alone."""
    return f"marks-{re.sub('[^a-z0-9-]', lambda sign: f'_{ord(sign[0]):x}_', name)}-teachers"


def _there(part: Any, name: str, otherwise: Any) -> Any:
    """What the configuration says already."""
    return part[name] if name in part else otherwise  # noqa: SIM401 (a part of a configuration has no `get`)
