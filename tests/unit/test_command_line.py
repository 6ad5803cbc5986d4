"""The command line: `kit read` finds notebooks, a port and a browser, or says in one line what is wrong."""

import os
import re
import signal
import socket
import subprocess
import sys
import webbrowser
from pathlib import Path

import pytest

import kit
from kit.__main__ import main
from kit.commands import read
from kit.commands.ports import PORT_TAKEN
from kit.commands.read import FIRST_NOTEBOOK, CannotRead, find_notebooks, free_port, has_browser


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `python -m kit` in a folder."""
    command = [sys.executable, "-m", "kit", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def with_notebooks(folder: Path) -> Path:
    """Put the first notebook into `folder`/notebooks and return that."""
    first = folder / "notebooks" / FIRST_NOTEBOOK
    first.parent.mkdir(parents=True)
    first.write_text("{}")
    return folder / "notebooks"


def test_help_names_the_command(tmp_path: Path) -> None:
    """`kit --help` and `kit read --help` say what there is, and succeed."""
    for arguments, says in ((["--help"], "open the first notebook"), (["read", "--help"], "--no-browser")):
        ran = run(*arguments, folder=tmp_path)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert says in ran.stdout


@pytest.mark.parametrize("arguments", [[], ["raed"], ["read", "--port", "many"], ["read", "--prot", "1"]])
def test_a_wrong_command_line_is_code_2(arguments: list[str], tmp_path: Path) -> None:
    """A command line that cannot be understood gets the usage and exit code 2, no traceback."""
    ran = run(*arguments, folder=tmp_path)
    assert ran.returncode == 2
    assert "usage: kit" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("port", ["0", "-1", "65536", "99999"])
def test_a_number_that_is_no_port_is_code_1(port: str, tmp_path: Path) -> None:
    """A port that cannot exist is refused in one line with exit code 1, no traceback."""
    ran = run("read", f"--port={port}", folder=with_notebooks(tmp_path))
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"kit: {port} is not a port")
    assert ran.stderr.count("\n") == 1


def test_missing_notebooks_are_code_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there are no notebooks, one line says where they were looked for, and the exit code is 1."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(read, "__file__", str(tmp_path / "kit" / "commands" / "read.py"))
    assert main(["read", "--no-browser"]) == 1
    error = capsys.readouterr().err
    assert str(tmp_path) in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("inside", [".", "notebooks", "notebooks/reader", "a/b"])
def test_notebooks_are_found_from_the_folder_and_below(inside: str, tmp_path: Path) -> None:
    """The notebooks are found from the project's folder and from any folder in it, spaces and all."""
    project = tmp_path / "my folder, with spaces"
    notebooks = with_notebooks(project)
    (project / inside).mkdir(parents=True, exist_ok=True)
    assert find_notebooks(project / inside) == notebooks


def test_the_notebooks_beside_the_kit_are_found_from_anywhere(tmp_path: Path) -> None:
    """From a folder that has nothing to do with the kit, its own notebooks are opened."""
    assert find_notebooks(tmp_path) == Path(kit.__file__).parents[1] / "notebooks"


def test_a_busy_port_is_passed_over() -> None:
    """The first free port is taken, beginning with the one that was asked for."""
    assert free_port(9000, lambda port: port == 9003) == 9003
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        taken = busy.getsockname()[1]
        assert free_port(taken) > taken


def test_a_server_that_hangs_is_ended_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """JupyterLab that does not end by itself, nor when it is asked to, is ended by force: none is left behind."""
    monkeypatch.setattr(read, "PATIENCE", 0.2)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        server.stdout.readline()
        assert read._ended(server) == 0
        assert server.returncode == -signal.SIGKILL


def test_without_a_free_port_the_range_is_named() -> None:
    """If no port is free, the message says which were tried; the last port there is ends the search."""
    with pytest.raises(CannotRead, match="Ports 9000 to 9049 are all in use"):
        free_port(9000, lambda port: False)
    with pytest.raises(CannotRead, match="Ports 65530 to 65535"):
        free_port(65530, lambda port: False)


def test_a_machine_without_a_browser_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a browser the kit knows it, and can print the address instead."""
    monkeypatch.setattr(webbrowser, "get", object)
    assert has_browser()

    def none_there() -> None:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none_there)
    assert not has_browser()


def test_a_lost_race_for_a_port_goes_on_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another program that takes a port at the last moment gets no token that still opens anything."""
    monkeypatch.chdir(with_notebooks(tmp_path))
    monkeypatch.setattr(read, "is_free", lambda port: port != 9002)
    ends = iter([PORT_TAKEN, PORT_TAKEN, 0])

    class Server:
        def __init__(self, command: list[str], env: dict[str, str]) -> None:
            pass

        def wait(self) -> int:
            return next(ends)

    monkeypatch.setattr(subprocess, "Popen", Server)
    assert main(["read", "--no-browser", "--port", "9001"]) == 0
    said = re.findall(r"http://127\.0\.0\.1:(\d+)/\S*token=(\S+)", capsys.readouterr().out)
    assert [port for port, _ in said] == ["9001", "9003", "9004"]
    assert len({token for _, token in said}) == 3


def test_read_starts_jupyterlab_on_the_notebooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """JupyterLab starts in the notebooks' folder; the token is in its environment, with what it needs for readers."""
    notebooks = with_notebooks(tmp_path / "my folder")
    monkeypatch.chdir(notebooks)
    started: list[tuple[list[str], dict[str, str]]] = []

    class Server:
        def __init__(self, command: list[str], env: dict[str, str]) -> None:
            started.append((command, env))

        def wait(self) -> int:
            return 3

    monkeypatch.setattr(subprocess, "Popen", Server)
    monkeypatch.setenv("JUPYTER_PATH", "/theirs")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/theirs")
    assert main(["read", "--no-browser"]) == 3
    command, environment = started[0]
    token = environment["JUPYTER_TOKEN"]
    assert f"--ServerApp.root_dir={notebooks}" in command
    assert "--no-browser" in command
    assert environment["PYTHONSAFEPATH"] == "1"
    for name, below in (("JUPYTER_PATH", "labextensions/claim-by-claim"), ("JUPYTER_CONFIG_PATH", "labconfig")):
        place, theirs = environment[name].split(os.pathsep)
        assert Path(place, below).is_dir() and theirs == "/theirs"
    assert not any(token in part for part in command)
    assert f"/doc/tree/{FIRST_NOTEBOOK}?token={token}" in capsys.readouterr().out
