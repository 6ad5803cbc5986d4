"""The command `kit page`: a lesson as one file that opens in any browser, with nothing to install."""

import argparse
from pathlib import Path

from kit.commands.adding import CODES, Commands, add_command
from kit.commands.outcome import PAGE_ENDINGS, check_apart, check_free, write
from kit.lesson.files import open_lesson
from kit.ui.words import words

LESSON, PAGE = "inner-circle", Path("lesson.html")
_ABOUT = """\
Writes a whole lesson as one HTML file. Hand it out by mail, over your platform or on a stick: it opens in any browser,
needs no installation and no network, and is read and marked as in a notebook. The answers stay in the reader's browser;
readers hand them in as a file, or as a text that they paste into a form, and kit collect reads both. Printed, it is a
worksheet. Without --with-key or --key-later, no word of the answer key is in it.
"""
_EXAMPLES = """\
examples:
  kit page -o lesson.html --path short --with-key            (ten claims, for one lesson of 45 minutes)
  kit page -o lesson.html --warm-up --key-later "red boat"   (the key opens when you tell the class these words)
  kit page my-lesson -o lesson.html --with-key --key-sheet key.html

"""


def add_page_command(commands: Commands) -> None:
    """Add `page` to the commands of `kit`. Loads nothing heavy: that waits until the command runs."""
    page = add_command(
        commands, "page", "write a lesson as one file that opens in any browser", _ABOUT, _EXAMPLES + CODES
    )
    lesson = "a bundled lesson, or the folder of one (%(default)s)"
    page.add_argument("lesson", metavar="LESSON", nargs="?", default=LESSON, help=lesson)
    path = "only the claims of this path and their paragraphs, such as short, the ten of the 45 minutes"
    page.add_argument("--path", metavar="NAME", help=path)
    page.add_argument(
        "--warm-up", action="store_true", help="put a short text first, on which the labels are tried out"
    )
    key = page.add_mutually_exclusive_group()
    key.add_argument(
        "--with-key", action="store_true", help="readers open the key, section by section, once they have marked"
    )
    key.add_argument("--key-later", metavar="WORD", help="the key is in the file, locked: it opens with this word")
    sheet = "also write the key as a sheet to print, for you alone"
    page.add_argument("--key-sheet", type=Path, metavar="FILE", help=sheet)
    page.add_argument("-o", "--out", type=Path, default=PAGE, metavar="FILE", help="write it here (%(default)s)")
    page.add_argument("--replace", action="store_true", help="replace the file that is there already")
    page.set_defaults(run=run_page)


def run_page(options: argparse.Namespace) -> int:
    """Write the file and say what to do with it; return 0."""
    from kit.sharing.page import key_sheet, page  # noqa: PLC0415 (`kit read` does not wait for templates)

    for place in (options.out, options.key_sheet):
        check_free(place, options.replace, PAGE_ENDINGS)
    check_apart(options.out, options.key_sheet)
    lesson = open_lesson(options.lesson)
    keys = {"with_key": options.with_key, "key_later": options.key_later}
    made = page(lesson, options.path, warm_up=options.warm_up, **keys)
    sheet = key_sheet(lesson, options.path) if options.key_sheet else None
    write(options.out, made.html.encode("utf-8"), replace=options.replace)
    if sheet is not None:
        write(options.key_sheet, sheet.encode("utf-8"), replace=options.replace)
    say = words()
    print(say("commands.page"))
    if options.key_later is not None:
        print(say("commands.page_locked", word=options.key_later))
    elif not options.with_key:
        print(say("commands.page_no_key"))
    return 0
