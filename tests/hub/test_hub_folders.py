"""A hub's folders on this machine: made, mended, checked and deleted, with real accounts and groups, without a hub."""

import errno
import io
import os
import pwd
import stat
import subprocess
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import SimpleNamespace

import pytest
from traitlets.config import Config

from kit.__main__ import main
from kit.lesson.lesson import Lesson
from kit.marks.entries import Mark
from kit.marks.folder import EACH_IS_ONE
from kit.marks.journal import Journal
from kit.sharing.hub import folders
from kit.sharing.hub.accounts import members
from kit.sharing.hub.checking import problems
from kit.sharing.hub.classes import HubClass
from kit.sharing.hub.spawn import ClassList, NoFolder, environment_for, set_up, spawn_hook
from tests.hub.running import Accounts, as_user
from tests.journals import mark
from tests.loops import run_apart


class _Class(SimpleNamespace):
    """A class on this machine: `top`, its `hub_class`, the `folder` of its student, and the users."""

    top: Path
    hub_class: HubClass
    folder: Path
    teacher: str
    student: str
    other: str


@pytest.fixture(scope="session")
def users(accounts: Accounts) -> tuple[str, str, str]:
    """A teacher, a student, and somebody else."""
    return accounts.add("tea"), accounts.add("stu"), accounts.add("oth")


@pytest.fixture
def made(open_place: Path, accounts: Accounts, users: tuple[str, str, str], request: pytest.FixtureRequest) -> _Class:
    """A class that was set up by the command."""
    teacher, student, other = users
    name = f"c-{accounts.mark}"
    top = open_place / f"top-{abs(hash(request.node.name))}"
    folders.make_top(top)
    (top / "classes.csv").write_text(
        f"class,role,hub user\n{name},teacher,{teacher}\n{name},student,{student}\n{name},student,nobody-yet\n"
    )
    done = typed(str(top))
    assert done.returncode == 0, done.stderr
    assert "no account on this machine yet: nobody-yet" in done.stdout
    hub_class = HubClass(name, (teacher,), (student, "nobody-yet"))
    place = {"top": top, "folder": top / name / student}
    return _Class(hub_class=hub_class, teacher=teacher, student=student, other=other, **place)


def typed(*arguments: str) -> SimpleNamespace:
    """Run `kit hub-setup` in this process; what it printed, and its exit code."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["hub-setup", *arguments])
    return SimpleNamespace(returncode=code, stdout=out.getvalue(), stderr=err.getvalue())


def _found(made: _Class) -> list[str]:
    return list(problems(made.top))


def test_what_was_set_up_is_as_it_should_be(made: _Class) -> None:
    """The check has nothing to say, the list is root's, and nothing anywhere can be written to by everybody."""
    assert _found(made) == []
    assert stat.S_IMODE((made.top / "classes.csv").stat().st_mode) == 0o600
    assert members(made.hub_class.group) == {made.teacher}
    assert not [path for path in made.top.rglob("*") if path.stat().st_mode & 0o022]


def _outside(path: Path) -> Path:
    return path.parent.parent.parent / "outside"


def _moved(path: Path) -> None:
    path.rmdir()
    _outside(path).mkdir(exist_ok=True)
    path.symlink_to(_outside(path))


def _linked_twice(path: Path) -> None:
    (path / "a.jsonl").touch()
    os.link(path / "a.jsonl", path.parent.parent / "b")


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "mode": (lambda path: path.chmod(0o2770), "has the mode 2770, and should have 2750"),
    "world": (lambda path: path.parent.chmod(0o2777), "has the mode 2777, and should have 2751"),
    "listed": (lambda path: path.parent.parent.chmod(0o755), "has the mode 0755, and should have 0711"),
    "owner": (lambda path: os.chown(path, 0, -1), "belongs to 0:"),
    "group": (lambda path: os.chown(path.parent, -1, 0), "belongs to 0:0"),
    "missing": (lambda path: path.rmdir(), "is not there"),
    "link": (_moved, "is a link to"),
    "file": (lambda path: (path.rmdir(), path.touch()), "is not a folder"),
    "list": (lambda path: (path.parent.parent / "classes.csv").chmod(0o644), "can be read or written by others"),
    "note": (lambda path: (path.parent / EACH_IS_ONE).unlink(), "is missing: without it"),
    "stranger": (lambda path: (path.parent / "zoe").mkdir(), "and the list of classes does not have it"),
    "link inside": (lambda path: (path / "x.jsonl").symlink_to("/etc/passwd"), "is a link. Collecting"),
    "pipe inside": (lambda path: os.mkfifo(path / "x.jsonl"), "neither a file nor a folder"),
    "two names": (_linked_twice, "a second name elsewhere"),
    "root's": (lambda path: (path / "x.jsonl").touch(), "does not belong to the student"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_the_check_names_what_is_wrong(made: _Class, what: str) -> None:
    """Each thing that would let others in, keep the teacher out or lead elsewhere is found, and named with its path."""
    spoil, told = SPOILT[what]
    spoil(made.folder)
    assert any(told in line and str(made.top) in line for line in _found(made)), _found(made)


@pytest.mark.parametrize("what", ["mode", "world", "listed", "owner", "group", "missing", "list", "note"])
def test_running_it_again_mends_folders(made: _Class, what: str) -> None:
    """`kit hub-setup` makes good what is wrong with folders, groups and modes."""
    SPOILT[what][0](made.folder)
    assert typed(str(made.top)).returncode == 0
    assert _found(made) == []


def test_who_is_no_teacher_any_more_reads_no_more(made: _Class) -> None:
    """The check names who is in the group and not in the list; the hub takes them out before their server starts."""
    subprocess.run(["gpasswd", "--add", made.other, made.hub_class.group], check=True, capture_output=True)
    assert any(f"{made.other} is in the group" in line for line in _found(made))
    assert environment_for(made.other, made.top, (made.hub_class,)) == {}
    assert _found(made) == []
    subprocess.run(["gpasswd", "--delete", made.teacher, made.hub_class.group], check=True, capture_output=True)
    assert any(f"{made.teacher} teaches" in line for line in _found(made))
    assert environment_for(made.teacher, made.top, (made.hub_class,)) == {"PYTHONSAFEPATH": "1"}
    assert _found(made) == []


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "the disk is full. Free some space."),
        (errno.EDQUOT, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_disk_that_takes_no_folder_is_told(
    made: _Class, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    """A student's server is not started without their folder, and hub and student are told why."""

    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(folders.os, "mkdir", full)
    with pytest.raises(NoFolder, match=told) as caught:
        environment_for(made.student, made.top, (made.hub_class,))
    assert told in caught.value.jupyterhub_message


def test_a_top_that_is_gone_is_not_made_on_another_disk(made: _Class) -> None:
    """Where the folder of all classes is not there, its disk may not be mounted: nothing is made in its place."""
    gone = made.top.with_name(f"{made.top.name}-gone")
    made.top.rename(gone)
    with pytest.raises(NoFolder, match="Is its disk mounted"):
        environment_for(made.student, made.top, (made.hub_class,))
    assert not made.top.exists()


def test_a_hook_that_is_there_already_runs_too(made: _Class) -> None:
    """`set_up` keeps what the hub did before a server starts, and the environment that was set."""
    called: list[str] = []

    async def before(spawner: SimpleNamespace) -> None:
        called.append(spawner.user.name)

    c = Config()
    c.Spawner.pre_spawn_hook = before
    set_up(c, made.top)
    hook = c.Spawner.pre_spawn_hook
    student = SimpleNamespace(user=SimpleNamespace(name=made.student), environment={"LANG": "de"})
    run_apart(hook(student))
    assert student.environment == {"LANG": "de", "CLAIM_BY_CLAIM_MARKS": str(made.folder), "PYTHONSAFEPATH": "1"}
    assert called == [made.student]


def test_an_account_may_be_called_otherwise(made: _Class, users: tuple[str, str, str]) -> None:
    """As on The Littlest JupyterHub, the folder is called as the user, and belongs to the account behind it."""
    hub_class = HubClass(made.hub_class.name, (), ("short",))
    classes = ClassList(made.top / "classes.csv")
    hook = spawn_hook(made.top, classes, lambda _user: made.student)
    assert hook is not None
    found = environment_for("short", made.top, (hub_class,), lambda _user: made.student)
    folder = Path(found["CLAIM_BY_CLAIM_MARKS"])
    assert (folder.name, folder.owner()) == ("short", made.student)
    with pytest.raises(NoFolder, match="no account “x-short”"):
        environment_for("short", made.top, (hub_class,), lambda user: f"x-{user}")


def test_a_journal_that_was_closed_is_opened_with_the_next_mark(made: _Class, lesson: Lesson) -> None:
    """A file that was brought to the hub under a umask of 077 is read by the teacher once the student marks again."""
    path = made.folder / "quiet-otter-41.jsonl"
    entry = mark(lesson, "c01")
    Journal(path).append(entry)
    path.chmod(0o600)
    assert isinstance(Journal(path).append(mark(lesson, "c02", 2)), Mark)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert as_user(made.teacher, "cat", str(path)).stdout.count("\n") == 2


def test_what_a_student_moved_into_the_folder_is_read_by_the_teacher(made: _Class) -> None:
    """A file that kept its own group and a closed mode is opened; what is not the student's alone stays as it is."""
    home = Path(pwd.getpwnam(made.student).pw_dir)
    script = (
        "umask 077; echo '{}' > ~/a.jsonl; mv ~/a.jsonl $0/; echo x > ~/two; ln ~/two $0/two; ln -s /etc/passwd $0/l"
    )
    assert as_user(made.student, "sh", "-c", script, str(made.folder)).returncode == 0
    (made.folder / "of-root").touch(0o600)
    before = Path("/etc/passwd").stat()
    assert as_user(made.teacher, "cat", str(made.folder / "a.jsonl")).returncode == 1
    assert any("a.jsonl cannot be read by the teachers" in line for line in _found(made))
    assert typed(str(made.top)).returncode == 0
    assert as_user(made.teacher, "cat", str(made.folder / "a.jsonl")).stdout == "{}\n"
    for kept in (made.folder / "of-root", home / "two"):
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    after = Path("/etc/passwd").stat()
    assert (before.st_mode, before.st_gid) == (after.st_mode, after.st_gid)


def test_a_students_folder_is_deleted_in_one_command(made: _Class) -> None:
    """The folder goes with all in it; what a link in it leads to stays; who has none is told, and no path leads out."""
    kept = made.top.parent / f"{made.top.name}-kept"
    kept.mkdir()
    (kept / "x").touch()
    (made.folder / "link").symlink_to(kept)
    (made.folder / "quiet-otter-41.jsonl").touch()
    done = typed(str(made.top), "--delete", made.student)
    assert (done.returncode, made.folder.exists(), (kept / "x").exists()) == (0, False, True)
    assert f"Take {made.student} out of" in done.stdout
    for user in (made.student, "nobody", f"../{made.hub_class.name}", ".."):
        again = typed(str(made.top), "--delete", user)
        assert (again.returncode, "There is no folder of" in again.stderr) == (1, True)
    assert (made.top / made.hub_class.name).is_dir()


def test_a_folder_without_a_list_is_told(tmp_path: Path) -> None:
    """Whoever names another folder to delete from is told what it lacks, in a sentence."""
    done = typed(str(tmp_path), "--delete", "ada")
    assert (done.returncode, "There is no list classes.csv in" in done.stderr) == (1, True)


@pytest.mark.parametrize("more", [[], ["--check"], ["--delete", "ada"]])
def test_only_root_is_asked_for_and_told(made: _Class, monkeypatch: pytest.MonkeyPatch, more: list[str]) -> None:
    """Whoever is not root is told so in a sentence."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    done = typed(str(made.top), *more)
    assert (done.returncode, "Run this with sudo." in done.stderr) == (1, True)
