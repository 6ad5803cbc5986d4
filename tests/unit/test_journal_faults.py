"""The journal when things go wrong: killed processes, full and read-only disks, locks, two writers, torn files.

These tests fork, so they run where POSIX is; conftest.py leaves the file out on Windows.
"""

import errno
import json
import os
import random
import resource
import signal
import stat
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from kit.lesson.write_file import NotWritten, write_file
from kit.marks import journal as journal_module
from kit.marks import lock as lock_module
from kit.marks.journal import Journal, NotRead, NotSaved, write_journals
from kit.marks.lines import to_line
from kit.marks.who_reads import remember_reader
from tests.marks import mark

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal's path, in a folder that does not exist as yet."""
    return tmp_path / "marks" / "quiet-otter-41.jsonl"


def in_child(work: Callable[[], None]) -> int:
    """Do `work` in a forked child, and return its process id; the child's exit code is 0 if nothing was raised."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    except BaseException as error:  # the child must never go on with the parent's tests
        print(repr(error), file=sys.stderr)
    finally:
        os._exit(code)


def exit_code(child: int) -> int:
    """Wait for a child and return its exit code, negative where a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def write_until_killed(path: Path, prefix: str, acknowledge: int) -> None:
    """Append marks without end, and tell each id through `acknowledge` once `append` has returned."""
    journal = Journal(path)
    number = 0
    while True:
        number += 1
        saved = journal.append(mark(f"{prefix}-{number}", f"c{number % 50:02}", reason="é🙂" * (number % 400)))
        os.write(acknowledge, saved.id.encode() + b"\n")


def killed_after(path: Path, prefix: str, seconds: float) -> list[str]:
    """Let a child write, kill it after so many seconds from its first mark, and return the ids that it was told."""
    reading, writing = os.pipe()
    child = in_child(lambda: write_until_killed(path, prefix, writing))
    os.close(writing)
    told = os.read(reading, 100)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    while more := os.read(reading, 65536):
        told += more
    os.close(reading)
    assert exit_code(child) == -signal.SIGKILL
    return told.decode().split()


def test_a_killed_process_loses_no_acknowledged_mark(path: Path, request: pytest.FixtureRequest) -> None:
    """However often the writing process is killed, every acknowledged mark is in the file and the next one works."""
    moments = random.Random(41)
    told: list[str] = []
    for kill in range(request.config.getoption("--kills")):
        if kill % 50 == 0 and path.exists():
            path.rename(path.with_name(f"fire-drill-{kill:02}.jsonl"))  # a journal of a size that people have
        told += killed_after(path, f"k{kill}", moments.uniform(0, 0.02))
        told.append(Journal(path).append(mark(f"after-{kill}")).id)
    journals = [Journal(file) for file in path.parent.glob("*.jsonl")]
    found = {line.id for journal in journals for line in journal.entries}
    assert set(told) <= found
    assert len(told) > request.config.getoption("--kills")


def test_two_processes_at_once_leave_whole_lines(path: Path) -> None:
    """Two processes that write 200 marks each at the same time leave 400 whole lines, none torn."""

    def write(prefix: str) -> None:
        journal = Journal(path)
        for number in range(200):
            journal.append(mark(f"{prefix}{number}"))

    children = [in_child(lambda prefix=prefix: write(prefix)) for prefix in "ab"]  # type: ignore[misc]
    assert [exit_code(child) for child in children] == [0, 0]
    journal = Journal(path)
    assert {line.id for line in journal.entries} == {f"{prefix}{number}" for prefix in "ab" for number in range(200)}
    assert path.read_bytes().count(b"\n") == 400
    assert journal.unreadable == []
    assert len({line.journal for line in journal.entries}) == 1


def test_a_full_disk_refuses_a_mark_and_leaves_the_file_whole(path: Path) -> None:
    """A line that does not fit is refused as “full” and taken back; with space again the same mark goes through."""
    journal = Journal(path)
    journal.append(mark("m1"))
    before = path.read_bytes()

    def fill_up() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 40, most))
        with pytest.raises(NotSaved, match="disk is full") as refusal:
            journal.append(mark("m2"))
        assert refusal.value.cause == "full"
        assert path.read_bytes() == before
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        journal.append(mark("m2"))

    assert exit_code(in_child(fill_up)) == 0
    assert [line.id for line in Journal(path).entries] == ["m1", "m2"]


def test_a_full_disk_refuses_the_first_mark_too(path: Path) -> None:
    """Without space for the first line, the mark is refused and no half line stands in the new file."""

    def fill_up() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, most))
        with pytest.raises(NotSaved, match="disk is full"):
            Journal(path).append(mark("m1"))

    assert exit_code(in_child(fill_up)) == 0
    assert path.read_bytes() == b""


@pytest.mark.parametrize("limit", [10, 5000])
def test_a_file_that_does_not_fit_is_not_there_by_halves(limit: int, tmp_path: Path) -> None:
    """Where the disk is full after so many bytes, a new file is not there, and an old one is as it was."""
    old = write_file(tmp_path / "old.html", b"last week")

    def fill_up() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
        for name, replace in (("new.html", False), ("old.html", True)):
            with pytest.raises(NotWritten, match="Free some space"):
                write_file(tmp_path / name, b"x" * 10_000, replace=replace)

    assert exit_code(in_child(fill_up)) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["old.html"]
    assert old.read_bytes() == b"last week"


def permissions(path: Path) -> int:
    """Return who may read and write a file."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(("folder_mode", "wanted"), [(0o777, 0o600), (0o2777, 0o640)])
@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_a_journal_is_private_unless_its_folder_is_a_groups(
    umask: int, folder_mode: int, wanted: int, path: Path
) -> None:
    """New journals and the note of who reads are their owner's; in a setgid folder the group reads, whatever umask."""
    path.parent.mkdir()
    path.parent.chmod(folder_mode)
    before = os.umask(umask)
    try:
        Journal(path).append(mark("m1"))
        remember_reader(path.parent, "quiet-otter-41")
        [written] = write_journals([mark("m1", reader="bold-fox-10")], path.parent)
    finally:
        os.umask(before)
    assert [permissions(each) for each in (path, path.parent / "reader.txt", written)] == [wanted] * 3


def test_permissions_that_somebody_gave_are_kept(path: Path) -> None:
    """A journal or a file whose permissions were changed by hand keeps them when it is written again."""
    journal = Journal(path)
    journal.append(mark("m1"))
    path.chmod(0o644)
    journal.append(mark("m2"))
    report = write_file(path.with_name("report.html"), b"old")
    report.chmod(0o604)
    write_file(report, b"new", replace=True)
    assert (permissions(path), permissions(report)) == (0o644, 0o604)


def test_a_link_goes_on_leading_where_it_led(tmp_path: Path) -> None:
    """A file that is reached through a link is replaced in its own place, and a device or a pipe stays one."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "report.html").write_bytes(b"old")
    link = tmp_path / "report.html"
    link.symlink_to(tmp_path / "shared" / "report.html")
    write_file(link, b"new", replace=True)
    assert link.is_symlink()
    assert (tmp_path / "shared" / "report.html").read_bytes() == b"new"
    write_file(os.devnull, b"new", replace=True)
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("spoil", ["a folder", "no right to read it", "UTF-16"])
def test_a_journal_that_cannot_be_read_is_said_plainly(spoil: str, open_path: Path) -> None:
    """Instead of a traceback there is a sentence with the path; the file is as it was, and nothing is written to it."""
    open_path.parent.mkdir()
    if spoil == "a folder":
        open_path.mkdir()
    else:
        open_path.write_bytes(to_line(mark("m1")).decode().encode("utf-16" if spoil == "UTF-16" else "utf-8"))
        open_path.chmod(0o444 if spoil == "UTF-16" else 0)

    def try_to_read() -> None:
        with pytest.raises(NotRead, match=spoil) as refusal:
            Journal(open_path)
        assert str(open_path) in str(refusal.value)
        assert refusal.value._render_traceback_() == [str(refusal.value)]

    before = open_path.stat().st_size
    assert exit_code(in_child(as_nobody(try_to_read))) == 0
    assert open_path.stat().st_size == before


def as_nobody(work: Callable[[], None]) -> Callable[[], None]:
    """Return `work` without the rights of root, for whom nothing is read-only."""

    def without_rights() -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        work()

    return without_rights


@pytest.fixture
def open_path() -> Path:
    """A journal's path in a folder that another user can reach."""
    folder = Path(os.path.realpath("/tmp")) / f"claim-by-claim-{os.getpid()}-{random.randrange(10**9)}"
    folder.mkdir()
    yield folder / "marks" / "quiet-otter-41.jsonl"
    for place, _, files in os.walk(folder, topdown=False):
        Path(place).chmod(stat.S_IRWXU)
        for file in files:
            (Path(place) / file).unlink()
        Path(place).rmdir()


@pytest.mark.parametrize("locked", ["the folder above", "the folder", "the file"])
def test_a_read_only_place_refuses_a_mark(locked: str, open_path: Path) -> None:
    """In a read-only folder, or with a read-only file, a mark is refused as “read_only”, and leaves no trace."""
    places = {"the folder above": open_path.parents[1], "the folder": open_path.parent, "the file": open_path}
    if locked != "the folder above":
        open_path.parent.mkdir()
    if locked == "the file":
        open_path.write_bytes(to_line(mark("m1")))
        open_path.parent.chmod(0o777)
    places[locked].chmod(0o555 if locked != "the file" else 0o444)

    def try_to_mark() -> None:
        with pytest.raises(NotSaved, match="read-only") as refusal:
            Journal(open_path).append(mark("m2"))
        assert refusal.value.cause == "read_only"

    assert exit_code(in_child(as_nobody(try_to_mark))) == 0
    assert not open_path.exists() or open_path.read_bytes() == to_line(mark("m1"))


def is_folder(descriptor: int) -> bool:
    """Return whether a folder is open under this descriptor."""
    return stat.S_ISDIR(os.fstat(descriptor).st_mode)


def test_a_new_journals_name_is_flushed_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the first mark, the folder is fsynced as well, or the whole file could be lost; later it is not."""
    journal, folders = Journal(path), []
    monkeypatch.setattr(journal_module.os, "fsync", lambda descriptor: folders.append(is_folder(descriptor)))
    journal.append(mark("m1"))
    assert folders == [True, False]
    journal.append(mark("m2"))
    assert folders == [True, False, False]


def test_a_folder_that_cannot_be_flushed_is_no_obstacle(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some shared folders refuse an fsync of the folder: the mark is saved all the same."""
    sync = os.fsync

    def refusing(descriptor: int) -> None:
        if is_folder(descriptor):
            raise OSError(22, "Invalid argument")
        sync(descriptor)

    monkeypatch.setattr(journal_module.os, "fsync", refusing)
    Journal(path).append(mark("m1"))
    assert [line.id for line in Journal(path).entries] == ["m1"]


def test_a_lock_that_is_held_refuses_a_mark(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process holds the lock, a mark is refused as “locked”; afterwards it goes through."""
    monkeypatch.setattr(journal_module, "LOCK_SECONDS", 0.1)
    journal = Journal(path)
    journal.append(mark("m1"))
    reading, writing = os.pipe()

    def hold() -> None:
        with FileLock(path.with_name(f".{path.stem}.lock")):
            os.write(writing, b"held")
            signal.pause()

    child = in_child(hold)
    assert os.read(reading, 4) == b"held"
    with pytest.raises(NotSaved, match="another program") as refusal:
        journal.append(mark("m2"))
    assert refusal.value.cause == "locked"
    os.kill(child, signal.SIGKILL)
    exit_code(child)
    journal.append(mark("m2"))
    assert [line.id for line in Journal(path).entries] == ["m1", "m2"]


def test_a_folder_that_knows_no_locks_takes_marks_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some mounted folders have no locks: a reader there is not shut out, and lines are whole all the same."""

    def unknown(_descriptor: int) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(lock_module, "_try", unknown)
    Journal(path).append(mark("m1"))
    assert [line.id for line in Journal(path).entries] == ["m1"]


def test_a_lock_is_waited_for(path: Path) -> None:
    """A mark that meets another notebook's lock is saved as soon as that one is done, and not refused."""
    journal = Journal(path)
    journal.append(mark("m1"))
    held = FileLock(path.with_name(f".{path.stem}.lock"), thread_local=False)
    held.acquire()
    letting_go = threading.Timer(0.2, held.release)
    letting_go.start()
    assert journal.append(mark("m2")).id == "m2"
    letting_go.join()


def test_a_journal_that_was_open_before_a_fork_writes_on_both_sides(path: Path) -> None:
    """A process that was forked locks on its own: neither it nor its parent is shut out afterwards."""
    journal = Journal(path)
    journal.append(mark("m1"))
    assert exit_code(in_child(lambda: journal.append(mark("m2", "c02")))) == 0
    journal.append(mark("m3", "c03"))
    assert [line.id for line in journal.entries] == ["m1", "m2", "m3"]


def test_a_place_that_is_no_folder_refuses_a_mark(tmp_path: Path) -> None:
    """Where a file stands in the folder's place, a mark is refused as NotSaved, not with an exception of its own."""
    (tmp_path / "marks").write_text("")
    with pytest.raises(NotSaved):
        Journal(tmp_path / "marks" / "quiet-otter-41.jsonl").append(mark("m1"))


def test_a_file_torn_anywhere_keeps_every_line_before_the_tear(path: Path) -> None:
    """Torn at each byte of its last two lines, a journal keeps all earlier marks, and takes and keeps new ones."""
    journal = Journal(path)
    for number in range(4):
        journal.append(mark(f"m{number}", f"c{number:02}", who="Ilé 🙂"))
    whole = path.read_bytes()
    ends = [place + 1 for place, byte in enumerate(whole) if byte == ord("\n")]
    for cut in range(ends[1], len(whole)):
        path.write_bytes(whole[:cut])
        again = Journal(path)
        again.append(mark("n1", "c10"))
        again.append(mark("n2", "c11"))
        kept = [line.id for line in Journal(path).entries]
        complete = sum(end <= cut + 1 for end in ends)  # a line without its newline is whole too
        assert kept == [f"m{number}" for number in range(complete)] + ["n1", "n2"]
        assert path.read_bytes().startswith(whole[:cut])


def test_a_tear_while_the_journal_is_open_loses_nothing_after_it(path: Path) -> None:
    """A file that somebody cut short under an open journal is read anew, and new marks are whole lines."""
    journal = Journal(path)
    for number in range(3):
        journal.append(mark(f"m{number}", f"c{number:02}"))
    path.write_bytes(path.read_bytes()[:-20])
    journal.append(mark("n1", "c10"))
    assert [line.id for line in Journal(path).entries] == [line.id for line in journal.entries] == ["m0", "m1", "n1"]
    assert [line.line for line in journal.unreadable] == [3]
    assert json.loads(path.read_bytes().splitlines()[-1])["id"] == "n1"
