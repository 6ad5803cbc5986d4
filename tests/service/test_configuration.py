"""What a hub's configuration says of the service: beside all that it said before."""

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import yaml
from jupyterhub.roles import _validate_role_name
from traitlets.config import Config

import kit
from kit.__main__ import main
from kit.marks.outbox import SERVICE_VARIABLE
from kit.sharing.hub.classes import ClassListFaults
from kit.sharing.hub.configuration import guide as of_hubs
from kit.sharing.service.configuration import (
    ACCESS,
    COLLECT,
    DELETE,
    OF_SERVER,
    SCOPES,
    add_marks_service,
    groups,
    guide,
    roles,
)
from kit.sharing.service.database import DATABASE_VARIABLE
from kit.sharing.service.run import NEEDED

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


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", guide(), re.MULTILINE | re.DOTALL)


def test_the_guides_lines_of_python_run(tmp_path: Path) -> None:
    """What the guide tells an administrator to write into the configuration does what the tests' hub does."""
    (tmp_path / "classes.csv").write_text(LIST)
    codes, (deleting,) = _blocks("python"), re.findall(r"^   ```python\n(.*?)^   ```", guide(), re.M | re.S)
    assert len(codes) == 2
    for code in codes:
        c = Config()
        exec(code.replace("/srv/claim-by-claim", str(tmp_path)), {"c": c})
        exec(textwrap.dedent(deleting), {"c": c})
        assert c.JupyterHub.load_roles[-1]["scopes"] == [ACCESS, DELETE]
        assert set(c.JupyterHub.load_groups) == {"7b", "8a", "7b-teachers", "8a-teachers"}
        assert c.JupyterHub.services[0]["environment"] == {DATABASE_VARIABLE: "sqlite:////srv/marks/marks.sqlite"}


def test_the_values_for_kubernetes_say_what_the_code_says() -> None:
    """Roles, scopes, groups and what a server's token may do are, in the values, those that the tests' hub has."""
    values, deployment, _ = yaml.safe_load_all(_blocks("yaml")[0])
    classes = {"7b": {"teachers": ["kim"], "students": ["ann", "ben"]}}
    hub = values["hub"]
    assert [{"name": name} | role for name, role in hub["loadRoles"].items()] == roles(classes)
    assert hub["config"]["JupyterHub"]["load_groups"] == groups(classes)
    assert hub["config"]["JupyterHub"]["custom_scopes"] == SCOPES
    assert hub["config"]["Spawner"]["server_token_scopes"] == OF_SERVER
    assert hub["services"]["marks"]["oauth_client_allowed_scopes"] == [COLLECT]
    assert set(values["singleuser"]["extraEnv"]) == {SERVICE_VARIABLE}
    told = {each["name"] for each in deployment["spec"]["template"]["spec"]["containers"][0]["env"]}
    assert {DATABASE_VARIABLE, *NEEDED} <= told


def test_the_guide_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """`kit marks-service --guide` prints the guide, and the hub's guide leads to it."""
    assert main(["marks-service", "--guide"]) == 0
    assert capsys.readouterr().out == f"{guide()}\n"
    assert "kit marks-service --guide" in of_hubs()


def test_without_a_hub_the_command_says_who_starts_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Typed by somebody, the command says that a hub starts it, and where to read on."""
    monkeypatch.delenv("JUPYTERHUB_API_TOKEN", raising=False)
    assert main(["marks-service"]) == 1
    assert "is started by a JupyterHub" in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["sqlalchemy", "jupyterhub"])
def test_a_missing_package_is_named(missing: str) -> None:
    """Without the extra's packages, the command says which is missing and what to type."""
    code = f"import sys; sys.modules[{missing!r}] = None; from kit.__main__ import main; main(['marks-service'])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert f"not installed ({missing}" in ran.stderr and "claim-by-claim[hub]" in ran.stderr


def test_a_hub_needs_nothing_but_python_for_it() -> None:
    """What the hub's configuration imports loads neither the kit's own packages nor the service's."""
    code = (
        "import sys; sys.modules |= dict.fromkeys(['yaml','pandas','sqlalchemy','tornado','jinja2','alembic'])\n"
        "import kit.sharing.service.configuration"
    )
    subprocess.run([sys.executable, "-S", "-c", code], check=True, cwd=ROOT)
