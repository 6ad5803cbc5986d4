"""A school's hub as it runs: servers of real accounts, marks in kernels, and every forbidden access tried."""

import stat

import pytest

from tests.hub.conftest import School, run
from tests.hub.running import as_user

_MARK = """
import os
os.umask({umask})
import kit
reading = kit.start_reading(kit.open_lesson("inner-circle"))
reading.mark("c01", ["anonymous"], who="people")
print(os.environ["CLAIM_BY_CLAIM_MARKS"], os.environ["PYTHONSAFEPATH"], reading.path.name)
"""


@pytest.fixture(scope="session")
def marked(school: School) -> dict[str, str]:
    """Two students mark a claim in kernels of their own servers; the name of each one's journal."""
    first, _ = school.students
    school.folder(first).rmdir()  # somebody took it away: the hub makes it again
    school.hub.start_servers(first, school.other_student, school.teacher)
    journals = {}
    for student in (first, school.other_student):
        printed = school.hub.run(student, _MARK.format(umask=0o077)).split()
        assert printed[:2] == [str(school.folder(student)), "1"], printed
        journals[student] = printed[2]
    return journals


def test_a_kernel_writes_into_the_students_own_folder(school: School, marked: dict[str, str]) -> None:
    """What a student marks in a kernel lies in their folder, is theirs, and the teachers' group reads it."""
    for student, journal in marked.items():
        found = (school.folder(student) / journal).stat()
        assert stat.S_IMODE(found.st_mode) == 0o640
        assert stat.S_IMODE(school.folder(student).stat().st_mode) == 0o2750
        assert (school.folder(student) / journal).owner() == student
        assert (school.folder(student) / journal).group().startswith("cbc-")


#: What somebody may try on a student's folder ($1), the class's folder ($2) and a journal ($3), by its name.
_TRIES = """
try() { name=$1; shift; if sh -c "$*" >/dev/null 2>&1; then echo "$name"; fi; }
try list-class "ls '$2'"
try list "ls '$1'"
try read "cat '$1/$3'"
try append "echo '{}' >> '$1/$3'"
try empty ": > '$1/$3'"
try add "touch '$1/new.jsonl'"
try add-to-class "mkdir '$2/new'"
try link-in-class "ln -s /tmp '$2/link'"
try rename "mv '$1/$3' '$1/other.jsonl'"
try rename-folder "mv '$1' '$2/other'"
try delete "rm -f '$1/$3'"
try delete-folder "rmdir '$1'"
try hard-link "ln '$1/$3' ~/stolen.jsonl"
try copy "cp '$1/$3' ~/copied.jsonl"
try open-to-all "chmod 777 '$1'"
try open-class "chmod 777 '$2'"
try list-classes "ls '$2/..'"
try read-list "cat '$2/../classes.csv'"
"""


def _done(school: School, actor: str, student: str, journal: str) -> set[str]:
    folder = school.folder(student)
    return set(as_user(actor, "sh", "-c", _TRIES, "sh", str(folder), str(folder.parent), journal).stdout.split())


def test_nobody_else_reaches_a_students_folder(school: School, marked: dict[str, str]) -> None:
    """A student, another class's teacher or a stranger does nothing at all to somebody else's folder; teachers read."""
    first, second = school.students
    everybody = {first, second, school.other_student, school.teacher, school.other_teacher, school.stranger}
    for student, journal in marked.items():
        teacher = school.teacher if student == first else school.other_teacher
        for actor in sorted(everybody - {student, teacher}):
            assert _done(school, actor, student, journal) == set(), f"{actor} in {student}'s folder"
    # The class's folder is made when somebody of it first logs in, as is membership in its group.
    assert _done(school, school.teacher, first, marked[first]) == {"list-class", "list", "read", "copy"}


def test_a_student_gets_no_further_than_their_own_folder(school: School, marked: dict[str, str]) -> None:
    """In their own folder a student lists and reads; the class's folder takes nothing from them, and is not listed."""
    student = school.other_student
    folder = school.folder(student)
    tries = _TRIES.replace("try delete ", "# ").replace("try rename ", "# ").replace("try empty ", "# ")
    tries = tries.replace("try open-to-all ", "# ").replace("try append ", "# ")
    done = as_user(student, "sh", "-c", tries, "sh", str(folder), str(folder.parent), marked[student]).stdout.split()
    assert set(done) == {"list", "read", "add", "hard-link", "copy"}
    linked = [line for line in run("hub-setup", str(school.top), "--check").stdout.splitlines() if "hard link" in line]
    assert [marked[student] in line for line in linked] == [True]
    as_user(student, "sh", "-c", 'rm ~/stolen.jsonl "$1/new.jsonl"', "sh", str(folder))


def test_the_check_finds_nothing_wrong_with_a_hub_at_work(school: School, marked: dict[str, str]) -> None:
    """After servers have run and marks were written, everything is as it should be."""
    checked = run("hub-setup", str(school.top), "--check")
    assert checked.returncode == 0, checked.stdout
    assert "2 classes, 3 students" in checked.stdout


def test_a_teachers_server_reads_the_class_and_only_this_one(school: School, marked: dict[str, str]) -> None:
    """In a kernel of the teacher's own server `kit.collect` reads their class, by users of the hub; no other class."""
    code = f"""
import kit, os
print(kit.collect({str(school.top / school.one)!r}).hub_users)
print("CLAIM_BY_CLAIM_MARKS" in os.environ)
try:
    print(list(os.scandir({str(school.top / school.other)!r})))
except PermissionError:
    print("closed")
"""
    users, has_folder, other = school.hub.run(school.teacher, code).splitlines()
    first, _ = school.students
    assert users == str({marked[first].removesuffix(".jsonl"): first})
    assert (has_folder, other) == ("False", "closed")


def test_a_folder_that_cannot_be_made_is_told_and_nothing_is_written_elsewhere(school: School) -> None:
    """Where a link stands in place of a student's folder, their server is not started, and the hub says why."""
    _, second = school.students
    folder = school.folder(second)
    folder.rmdir()
    folder.symlink_to(school.folder(school.students[0]))
    asked = school.hub.begin_server(second)
    assert asked.status_code == 500
    shown = school.hub.ask("GET", f"/hub/api/users/{second}/server/progress").text  # what the page shows that waits
    assert "Your folder for Claim by Claim could not be made ready" in shown
    assert "is a link or a file" in shown
    assert f"{folder} is a link to" in run("hub-setup", str(school.top), "--check").stdout
    refused = run("hub-setup", str(school.top))
    assert refused.returncode == 1
    assert "is a link or a file" in refused.stderr
    folder.unlink()
    assert run("hub-setup", str(school.top)).returncode == 0
    assert (folder.owner(), folder.is_symlink()) == (second, False)
