"""What is printed for hubs that are not run here: the texts are sound, and do what they say to hubs made up for it."""

import re
import shlex
import sys
from pathlib import Path, PurePosixPath
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import yaml

from kit.__main__ import _parser, main
from kit.marks.folder import EACH_IS_ONE
from kit.sharing.hub.configuration import configuration, guide

FOLDER = PurePosixPath("/srv/claim-by-claim")


def _kubernetes(tmp_path: Path) -> Any:
    values = yaml.safe_load(configuration("kubernetes", FOLDER))
    extra = values["hub"]["extraFiles"]["claim-by-claim-classes"]
    listed = tmp_path / "classes.csv"
    listed.write_text(extra["stringData"] + "7b,student,twice\n8a,student,twice\n", encoding="utf-8")
    code = values["hub"]["extraConfig"]["claim-by-claim"].replace(extra["mountPath"], str(listed))
    c = SimpleNamespace(KubeSpawner=SimpleNamespace())
    exec(compile(code, "extraConfig", "exec"), {"c": c})
    return c.KubeSpawner.pre_spawn_hook


def _spawner(user: str) -> SimpleNamespace:
    home = {"name": "home", "mountPath": "/home/jovyan"}
    about = {"volume_mounts": [home], "init_containers": [], "environment": {}}
    return SimpleNamespace(user=SimpleNamespace(name=user), **about)


def test_on_kubernetes_a_server_sees_its_own_part_of_the_volume_alone(tmp_path: Path) -> None:
    """A student's server mounts their folder, a teacher's the class's for reading, and nobody else's anything."""
    hook = _kubernetes(tmp_path)
    student, teacher, stranger = (_spawner(user) for user in ("ada", "mona", "zoe"))
    for spawner in (student, student, teacher, stranger):  # the second start of a server is as the first
        hook(spawner)
    mounted = {"name": "claim-by-claim", "mountPath": str(FOLDER), "subPath": "7b/{username}"}
    assert student.volume_mounts[1:] == [mounted]
    assert student.environment == {"CLAIM_BY_CLAIM_MARKS": str(FOLDER)}
    assert EACH_IS_ONE in student.init_containers[0]["command"][-1]
    mounted = {"name": "claim-by-claim", "mountPath": f"{FOLDER}/7b", "subPath": "7b", "readOnly": True}
    assert (teacher.volume_mounts[1:], teacher.environment) == ([mounted], {})
    assert (stranger.volume_mounts[1:], stranger.init_containers) == ([], [])


def test_on_kubernetes_nobody_has_two_folders(tmp_path: Path) -> None:
    """A student who stands in the list twice gets no server, since one of the two folders would stay empty."""
    with pytest.raises(ValueError, match="more than once"):
        _kubernetes(tmp_path)(_spawner("twice"))


def test_on_the_littlest_jupyterhub_the_account_is_made_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text asks that hub for the account's name and makes the account, so that the folder can be its own."""
    made: list[str] = []
    normalize: Any = ModuleType("tljh.normalize")
    normalize.generate_system_username = lambda name: name[:26]
    user: Any = ModuleType("tljh.user")
    user.ensure_user = made.append
    for module in (ModuleType("tljh"), normalize, user):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    handed: list[Any] = []
    monkeypatch.setattr("kit.sharing.hub.set_up", lambda *arguments: handed.extend(arguments))
    exec(compile(configuration("tljh", FOLDER), "claim_by_claim.py", "exec"), {"c": "the configuration"})
    assert handed[:2] == ["the configuration", str(FOLDER)]
    assert (handed[2]("ada"), made) == ("jupyter-ada", ["jupyter-ada"])


def test_the_guide_says_what_can_be_typed_and_what_is_printed() -> None:
    """Each line with `kit` in the guide is a command that there is, and its configuration is Python with the text."""
    text = guide()
    typed = re.findall(r"^(?:sudo )?(?:/opt/\S+/)?kit (.+)$", text, re.MULTILINE)
    assert len(typed) >= 6
    for line in typed:
        _parser().parse_args(shlex.split(line))
    whole = next(block for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "bind_url" in block)
    compile(whole, "jupyterhub_config.py", "exec")
    printed = [line for line in configuration("local", FOLDER).splitlines() if line and line[0] != "#"]
    assert [line for line in printed if line not in whole] == []


def test_the_command_prints_guide_and_configuration(capsys: pytest.CaptureFixture[str]) -> None:
    """`--guide` and `--for kubernetes` need no root and touch nothing; without a folder it says what is missing."""
    assert main(["hub-setup", "--guide"]) == 0
    assert "kit hub-setup /srv/claim-by-claim" in capsys.readouterr().out
    assert main(["hub-setup", "/srv/x", "--for", "kubernetes"]) == 0
    assert 'FOLDER = "/srv/x"' in capsys.readouterr().out
    assert main(["hub-setup"]) == 1
    assert "Say in which folder" in capsys.readouterr().err
