"""The command `kit key`: the answer key comes back into a copy that was handed out without it."""

import argparse

from kit.commands.adding import CODES, Commands, add_command
from kit.lesson.files import open_lesson
from kit.ui.words import words

_ABOUT = """\
Puts an answer key into its place, after the lesson, in a copy of the project that has none (see kit student-copy).
It is checked first: a key that fits no lesson, or another text, is refused. No key that is there is replaced.
"""
_EXAMPLES = """\
examples:
  kit key Downloads/key.yaml
  kit key kit/library/inner-circle/key.yaml --into ../claim-by-claim-7b

"""


def add_key_command(commands: Commands) -> None:
    """Add `key` to the commands of `kit`. Loads nothing heavy: that waits until the command runs."""
    key = add_command(commands, "key", "put the answer key back after the lesson", _ABOUT, _EXAMPLES + CODES)
    key.add_argument("file", metavar="FILE", help="the key that your teacher has handed out, whatever it is called")
    which = "the lesson that it belongs to; left out, the bundled one that it fits"
    key.add_argument("--lesson", metavar="NAME", help=which)
    key.add_argument("--into", metavar="FOLDER", help="a student copy; left out, the kit that you type this in")
    key.set_defaults(run=run_key)


def run_key(options: argparse.Namespace) -> int:
    """Put the key into its place, and say what to do next; return 0."""
    from kit.sharing.returned_key import return_key  # noqa: PLC0415 (`kit read` does not wait for it)

    place, was_there = return_key(options.file, options.lesson, options.into)
    say, lesson = words(), place.parent.name
    print(say("student_copy.key_same" if was_there else "student_copy.key_done", lesson=lesson, place=place))
    opened = open_lesson(place.parent)
    if opened.unconfirmed:
        told = {"n": len(opened.unconfirmed), "claims": ", ".join(opened.unconfirmed)}
        print(say("commands.notebooks_unconfirmed", **told))
    print(say("commands.notebooks_draft" if opened.key_is_draft else "student_copy.key_next"))
    return 0
