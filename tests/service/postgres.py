"""A PostgreSQL of the tests' own, on a free port of this machine; where there is none, it is got, or said how."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

from filelock import FileLock

#: Where Debian and Ubuntu keep the programs, and what to do where they are not.
_PROGRAMS = Path("/usr/lib/postgresql")
NEEDED = (
    "PostgreSQL could not be started, so nothing can be said of marks that are kept in it. Install it "
    "(Debian or Ubuntu: sudo apt-get install postgresql), then run the tests again."
)


def free_port() -> int:
    """A port that nobody has just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Postgres:
    """A server that has been started; `stop`, `start` and `kill` are what an administrator or a power cut does."""

    def __init__(self) -> None:
        _get_unless_there()
        self._folder = Path(tempfile.mkdtemp(prefix="marks-postgres-"))
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            owner = pwd.getpwnam("postgres")
            os.chown(self._folder, owner.pw_uid, owner.pw_gid)
        self.port = free_port()
        self._run("initdb", "-D", self._data, "-A", "trust", "-U", "marks", "--no-sync")
        self.start()

    @property
    def url(self) -> str:
        """Its address, with a database that is empty at first."""
        return f"postgresql://marks@127.0.0.1:{self.port}/postgres"

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -h 127.0.0.1 -k {self._folder}"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", self._data, "-l", log, "-o", options, "-w", "start")

    def stop(self, how: str = "fast") -> None:
        """Stop it: `fast` ends what goes on, `immediate` is a power cut."""
        self._run("pg_ctl", "-D", self._data, "-m", how, "-w", "stop")

    def close(self) -> None:
        """Stop it and remove what it held."""
        self.stop("immediate")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        as_whom = {"user": "postgres"} if os.geteuid() == 0 else {}
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        ran = subprocess.run([_found(program), *arguments], check=False, cwd="/", **quiet, **as_whom)
        assert ran.returncode == 0, f"{NEEDED} ({program} ended with {ran.returncode}.)"


def _found(program: str) -> str:
    """The path of one of PostgreSQL's programs, of the newest version that is here; empty where none is."""
    versions = sorted(_PROGRAMS.glob(f"*/bin/{program}"), key=lambda path: float(path.parts[-3]), reverse=True)
    return str(versions[0]) if versions else shutil.which(program) or ""


def _get_unless_there() -> None:
    """Get PostgreSQL from Debian's or Ubuntu's packages; of several processes one does, the others wait.

    Where that cannot be done, the assertion says what is missing.
    """
    with FileLock(Path(tempfile.gettempdir()) / "claim-by-claim-postgresql.lock"):
        if not _found("initdb") and shutil.which("apt-get") and os.geteuid() == 0:
            environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            for command in (["update"], ["install", "--yes", "--no-install-recommends", "postgresql"]):
                apt = ["apt-get", "--quiet", *command]
                subprocess.run(apt, check=False, timeout=900, env=environment, stdin=subprocess.DEVNULL)
    assert _found("initdb"), NEEDED
