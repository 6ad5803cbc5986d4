"""The command `kit site`: lessons as a folder for any web host, so that one link is all that a class gets."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kit.commands.adding import CODES, Commands, add_command
from kit.lesson.files import open_lesson
from kit.lesson.plain_errors import Mistake
from kit.ui.words import words

if TYPE_CHECKING:
    from kit.sharing.site import SitePart, WrittenSite

LESSON, FOLDER = "inner-circle", Path("site")
_ABOUT = """\
Makes a folder for any web host: GitHub Pages, your school's web space, a bucket in a cloud. It has a start page for you
and your students, each lesson as a page to read and mark (as a whole, and each of its shorter paths), and worksheets to
print. Answers stay in the reader's browser, and are handed in as a file or a text. After the first visit the site opens
without a network, too, where its address begins with https. Written again, it replaces only what the kit itself wrote.
"""
_EXAMPLES = """\
examples:
  kit site inner-circle skate-hall -o our-site
  kit site skate-hall -o our-site --path first --warm-up --key-later "red boat"   (the key opens with these words)
  kit site my-lesson -o our-site --title "News in class 7b"

Everybody who has the address can read what is there. On GitHub Pages the folder publishes itself, in three steps:
  1. Make an empty public repository, and push the folder:
     cd our-site && git init -b main && git add . && git commit -m "Our site"
     git remote add origin https://github.com/NAME/REPOSITORY.git && git push -u origin main
  2. On GitHub choose Settings > Pages > Source: GitHub Actions.
  3. Choose Actions > Publish the site > Run workflow. Your class opens https://NAME.github.io/REPOSITORY/;
     from then on, each push publishes by itself.

With --jupyterlite a reader's browser fetches Python, numpy and pandas from Pyodide's address; with --self-hosted,
from the site.

"""


def add_site_command(commands: Commands) -> None:
    """Add `site` to the commands of `kit`. Loads nothing heavy: that waits until the command runs."""
    site = add_command(
        commands, "site", "make a folder of lessons for any web host: one link for the class", _ABOUT, _EXAMPLES + CODES
    )
    lesson = "bundled lessons, or folders of lessons (inner-circle)"
    site.add_argument("lessons", metavar="LESSON", nargs="*", default=[LESSON], help=lesson)
    path = "pages for this path alone, such as short; can be given several times"
    site.add_argument("--path", action="append", default=[], metavar="NAME", help=path)
    site.add_argument("--title", metavar="TEXT", help="what the start page is called")
    site.add_argument("--warm-up", action="store_true", help="put a short text first, to try the labels out on")
    key = site.add_mutually_exclusive_group()
    with_key = "readers open the key once they have marked; whoever looks for it finds it sooner"
    key.add_argument("--with-key", action="store_true", help=with_key)
    key.add_argument("--key-later", metavar="WORD", help="the key is on the site, locked: it opens with this word")
    lite = "the notebooks, too: JupyterLite, with Python in the browser (40 MB; needs the extra lite)"
    site.add_argument("--jupyterlite", action="store_true", help=lite)
    hosted = "with --jupyterlite: Python comes from this folder with Pyodide, too, and nothing from another address"
    site.add_argument("--self-hosted", type=Path, metavar="WHEELS", help=hosted)
    sheets = "put the teacher's key sheets on the site, too, where everybody can read them"
    site.add_argument("--key-sheets", action="store_true", help=sheets)
    site.add_argument("-o", "--out", type=Path, default=FOLDER, metavar="FOLDER", help="write it here (%(default)s)")
    replace = "also replace files that are not the kit's, or were changed by hand, where the site needs their places"
    site.add_argument("--replace", action="store_true", help=replace)
    site.set_defaults(run=run_site)


def run_site(options: argparse.Namespace) -> int:
    """Write the site and say what to do with it; return 0."""
    from kit.sharing.site import check_may_be_published, site  # noqa: PLC0415 (`kit read` does not wait for templates)

    lessons = [open_lesson(name) for name in options.lessons]
    check_may_be_published(lessons)  # before anything takes long
    made = site(
        lessons,
        options.path,
        title=options.title,
        warm_up=options.warm_up,
        with_key=options.with_key,
        key_later=options.key_later,
        key_sheets=options.key_sheets,
        parts=_parts(options),
    )
    _tell(made.write(options.out, replace=options.replace), options)
    return 0


def _parts(options: argparse.Namespace) -> "list[SitePart]":
    """The further parts that are asked for."""
    if not options.jupyterlite:
        if options.self_hosted is not None:
            raise Mistake(words()("jupyterlite.self_hosted_alone"))
        return []
    from kit.sharing.jupyterlite.make import jupyterlite  # noqa: PLC0415 (an extra is asked for in there)

    lite = jupyterlite(options.lessons, with_key=options.with_key, self_hosted=options.self_hosted)
    if lite.lacks:
        print(words()("jupyterlite.lacks", folder=options.self_hosted, names=", ".join(lite.lacks)))
    return [lite.part]


def _tell(written: "WrittenSite", options: argparse.Namespace) -> None:
    say = words()
    print(say("commands.site", n=len(written.files), folder=written.folder))
    for name in written.left:
        print(say("commands.site_left", file=name))
    if options.with_key or options.key_sheets:
        print(say("commands.site_open_key"))
    if options.key_later is not None:
        print(say("commands.page_locked", word=options.key_later))
    if not (options.with_key or options.key_sheets or options.key_later):
        print(say("commands.site_no_key"))
    print(say("commands.site_next", folder=written.folder))
