"""Setting up a hub on this machine: the folder of all classes, and each class's group, folder, and folders of students.

Whatever is there already is mended, so this can be run again whenever the list of classes has changed.
"""

from collections.abc import Iterator
from pathlib import Path

from kit.lesson.write_file import write_file
from kit.sharing.hub.accounts import AccountName, account_of, set_members
from kit.sharing.hub.classes import COLUMNS, LIST, HubClass, read_classes
from kit.sharing.hub.folders import OF_ROOT, make_class, make_student, make_top
from kit.ui.words import words

_EXAMPLE = (COLUMNS, ("7b", "teacher", "mona"), ("7b", "student", "ada"), ("7b", "student", "ben"))


def begin(top: Path) -> bool:
    """Make the folder of all classes, and in it a list of classes to write over; return whether that is new.

    Raises:
        FolderFault: the folder cannot be made.
        NotWritten: the list cannot be written.
    """
    make_top(top)
    if (top / LIST).exists():
        return False
    lines = "".join(f"{','.join(cells)}\n" for cells in _EXAMPLE)
    write_file(top / LIST, lines.encode(), mode=OF_ROOT)
    return True


def set_up_classes(top: Path, account_name: AccountName = str) -> Iterator[str]:
    """Make or mend what each class of the list needs, and yield a line about each.

    Raises:
        ClassListFaults: the list cannot be used.
        FolderFault: a folder cannot be made.
        Mistake: a group cannot be made or changed.
    """
    for hub_class in read_classes(top / LIST):
        make_class(top, hub_class)
        teachers = {each: account_of(each, account_name) for each in hub_class.teachers}
        set_members(hub_class.group, [account.name for account in teachers.values() if account is not None])
        students = {each: account_of(each, account_name) for each in hub_class.students}
        for student, account in students.items():
            if account is not None:
                make_student(top, hub_class, student, account)
        yield _told(top, hub_class)
        if missing := [user for user, account in (teachers | students).items() if account is None]:
            yield words()("hub.no_account_yet", n=len(missing), users=", ".join(missing))


def _told(top: Path, hub_class: HubClass) -> str:
    teachers = ", ".join(hub_class.teachers) or words()("hub.nobody")
    about = {"name": hub_class.name, "teachers": teachers, "folder": top / hub_class.name}
    return words()("hub.made", n=len(hub_class.students), **about)


def class_of(top: Path, student: str) -> HubClass | None:
    """Return the class in which a student has a folder: by the list, or else by the folders that are there."""
    if student in ("", ".", "..") or "/" in student:  # would lead to another folder
        return None
    classes = read_classes(top / LIST)
    listed = next((each for each in classes if student in each.students), None)
    return listed or next((each for each in classes if (top / each.name / student).is_dir()), None)
