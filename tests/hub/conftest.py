"""A school's hub with two classes, started once: what the tests below share."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hub.running import Accounts, Running
from tests.hub.runtime import ROOT, python_for_all

_NEEDED = ("useradd", "userdel", "groupadd", "groupdel", "gpasswd", "setpriv")


@dataclass(frozen=True)
class School:
    """A hub at work: `top` is the folder of all classes; the others are names of classes and users."""

    hub: Running
    top: Path
    one: str
    other: str
    teacher: str
    other_teacher: str
    students: tuple[str, str]
    other_student: str
    stranger: str

    def folder(self, student: str) -> Path:
        """The folder of a student."""
        return self.top / (self.other if student == self.other_student else self.one) / student


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `kit` as it is typed."""
    command = [sys.executable, "-m", "kit", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)


def needs_root() -> None:
    """Fail where accounts cannot be made."""
    missing = [command for command in _NEEDED if shutil.which(command) is None]
    told = "The tests of the hub make accounts of this machine, start servers as these, and remove them again: "
    assert os.geteuid() == 0, f"{told}run them as root, as in a container."
    assert not missing, f"{told}they need {', '.join(missing)} (on Debian: apt-get install passwd util-linux)."


@pytest.fixture(scope="session")
def open_place() -> Iterator[Path]:
    """A folder that every account can go into."""
    place = Path(tempfile.mkdtemp(prefix="kit-hub-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="session")
def accounts(open_place: Path) -> Iterator[Accounts]:
    """Accounts of this machine, removed at the end."""
    needs_root()
    made = Accounts(open_place)
    yield made
    made.remove()


@pytest.fixture(scope="session")
def school(open_place: Path, accounts: Accounts) -> Iterator[School]:
    """A running hub: class 7b with a teacher and two students, 8a with one of each, and somebody in neither."""
    names = ("mona", "nils", "ada", "ben", "cy", "zoe")
    mona, nils, ada, ben, cy, zoe = map(accounts.add, names)
    one, other = f"7b-{accounts.mark}", f"8a-{accounts.mark}"
    top = open_place / "marks"
    assert run("hub-setup", str(top)).returncode == 0  # the first time: a list of classes to write over
    people = [(one, "teacher", mona), (one, "student", ada), (one, "", ben)]
    people += [(other, "teacher", nils), (other, "student", cy)]
    lines = ["class,role,hub user", *(",".join(person) for person in people)]
    (top / "classes.csv").write_text("\n".join(lines), encoding="utf-8")
    made = run("hub-setup", str(top))
    assert made.returncode == 0, made.stderr
    python, needed = python_for_all(open_place)
    printed = made.stdout[made.stdout.index("# Claim by Claim") :]
    config = f"""
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.cmd = [{str(python)!r}, "-m", "jupyterhub.singleuser"]
c.Spawner.environment = {needed!r}
{printed}
"""
    hub = Running(open_place, config, os.environ | {"PYTHONPATH": str(ROOT)})
    try:
        yield School(hub.ready(), top, one, other, mona, nils, (ada, ben), cy, zoe)
    finally:
        hub.stop()
