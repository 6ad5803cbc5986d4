"""What a hub's configuration says of the service: beside all that it said before."""

import subprocess
import sys
from pathlib import Path

import pytest
from jupyterhub.roles import _validate_role_name
from traitlets.config import Config

import kit
from kit.sharing.hub.classes import ClassListFaults
from kit.sharing.service.configuration import OF_SERVER, add_marks_service

ROOT = Path(kit.__file__).parents[1]
LIST = "class,role,hub user\n7b,teacher,kim\n7b,student,ann\n8a,teacher,kim\n8a,,cas\n"


def test_what_was_configured_before_stays() -> None:
    """Services, roles, groups, scopes and variables that are there already are kept."""
    c = Config()
    c.JupyterHub.services = [{"name": "idle"}]
    c.JupyterHub.load_roles = [{"name": "idle"}]
    c.JupyterHub.load_groups = {"staff": {"users": ["pat"]}}
    c.JupyterHub.custom_scopes = {"custom:x": {"description": "x"}}
    c.Spawner.environment = {"LANG": "de"}
    c.Spawner.server_token_scopes = ["custom:x"]
    add_marks_service(c, {"7b": {"teachers": ["kim"], "students": ["ann"]}}, "sqlite:////srv/marks.sqlite")
    assert [service["name"] for service in c.JupyterHub.services] == ["idle", "marks"]
    assert c.JupyterHub.load_roles[0] == {"name": "idle"} and len(c.JupyterHub.load_roles) == 4
    assert set(c.JupyterHub.load_groups) == {"staff", "7b", "7b-teachers"}
    assert set(c.JupyterHub.custom_scopes) == {"custom:x", "custom:marks:collect", "custom:marks:delete"}
    assert set(c.Spawner.environment) == {"LANG", "CLAIM_BY_CLAIM_SERVICE"}
    assert c.Spawner.server_token_scopes == ["custom:x", *OF_SERVER]


def test_the_list_of_classes_is_the_one_of_the_folders(tmp_path: Path) -> None:
    """The same file that gives each student a folder says who is in which class; faults in it are said."""
    (tmp_path / "classes.csv").write_text(LIST)
    c = Config()
    add_marks_service(c, str(tmp_path / "classes.csv"), "sqlite:////srv/marks.sqlite", address="http://proxy/x/")
    assert c.JupyterHub.load_groups == {
        "7b": {"users": ["ann"]},
        "7b-teachers": {"users": ["kim"]},
        "8a": {"users": ["cas"]},
        "8a-teachers": {"users": ["kim"]},
    }
    assert c.Spawner.environment["CLAIM_BY_CLAIM_SERVICE"] == "http://proxy/x/"
    (tmp_path / "classes.csv").write_text("class;user\n")
    with pytest.raises(ClassListFaults, match="lacks the column"):
        add_marks_service(Config(), tmp_path / "classes.csv", "")


@pytest.mark.parametrize("name", ["7b", "7B", "Politik 8 & 9", "é"])
def test_any_class_has_a_role_that_a_hub_takes(name: str) -> None:
    """The names of roles hold small letters, figures, hyphens and underscores, and two classes never share one."""
    c = Config()
    add_marks_service(c, {name: {"teachers": [], "students": []}, "7c": {"teachers": [], "students": []}}, "")
    roles = [role["name"] for role in c.JupyterHub.load_roles]
    assert len(set(roles)) == 4
    for role in roles:
        _validate_role_name(role)


def test_a_hub_needs_nothing_but_python_for_it() -> None:
    """What the hub's configuration imports loads neither the kit's own packages nor the service's."""
    code = (
        "import sys; sys.modules |= dict.fromkeys(['yaml','pandas','sqlalchemy','tornado','jinja2','alembic'])\n"
        "import kit.sharing.service.configuration"
    )
    subprocess.run([sys.executable, "-S", "-c", code], check=True, cwd=ROOT)
