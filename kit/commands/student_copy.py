"""The command `kit student-copy`: the project as students get it, for a hub, an image or a zip."""

import argparse

from kit.commands.adding import CODES, Commands, add_command
from kit.lesson.files import KEY_FILE, LIBRARY, bundled_lessons
from kit.ui.words import words

_LESSON = "inner-circle"
_ABOUT = """\
Copies the project for your students: without the answer keys, the teacher's notebooks and the tests, and without what
your own notebooks have saved of their results. At the end every file is searched for sentences of the keys. The copy is
ready for a hub, for its image, or for a zip; everything runs in it, and says that the key comes later.
"""
_EXAMPLES = """\
examples:
  kit student-copy ../claim-by-claim-7b
  kit student-copy ../claim-by-claim-7b --keep-key warm-up     (the warm-up then shows its key at once)

"""


def add_student_copy_command(commands: Commands) -> None:
    """Add `student-copy` to the commands of `kit`. Loads nothing heavy: that waits until the command runs."""
    copy = add_command(
        commands, "student-copy", "copy the project for your students, without the key", _ABOUT, _EXAMPLES + CODES
    )
    copy.add_argument("folder", metavar="FOLDER", help="where the copy goes: a folder that is new or empty")
    keep = f"a lesson whose key stays in the copy; can be given several times ({', '.join(bundled_lessons())})"
    copy.add_argument("--keep-key", action="append", default=[], metavar="LESSON", help=keep)
    copy.set_defaults(run=run_student_copy)


def run_student_copy(options: argparse.Namespace) -> int:
    """Write the copy, and say what is not in it and how the key comes back; return 0."""
    from kit.sharing.student_copy import write_student_copy  # noqa: PLC0415 (`kit read` does not wait for nbformat)

    made = write_student_copy(options.folder, keep_keys=options.keep_key)
    say = words()
    print(say("student_copy.done", n=len(made.files), folder=made.folder))
    print(say("student_copy.without"))
    if options.keep_key:
        print(say("student_copy.kept", lessons=", ".join(options.keep_key)))
    print(say("student_copy.next_hub"))
    if _LESSON not in options.keep_key:
        print(say("student_copy.next_key", file=LIBRARY / _LESSON / KEY_FILE, folder=made.folder))
    return 0
