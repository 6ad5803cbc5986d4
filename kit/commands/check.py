"""The command `kit check`: what is wrong with the folder of a lesson, everything at once, and what is good about it."""

import argparse
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from kit.commands.adding import Commands, add_command
from kit.commands.outcome import typed
from kit.lesson.article_file import read_article
from kit.lesson.article_found import FILE as ARTICLE_FILE
from kit.lesson.article_found import ArticleFile
from kit.lesson.claims import Claim
from kit.lesson.faults import LessonFaults
from kit.lesson.file_text import text_of
from kit.lesson.files import FIGURES_FILE, GUIDE_FILE, KEY_FILE, lesson_folder, open_lesson
from kit.lesson.lesson import Lesson
from kit.ui.words import Words, words

_FILES = (ARTICLE_FILE, KEY_FILE, GUIDE_FILE, FIGURES_FILE)
#: From here on two names are so alike that one may be meant by the other: `key.yml`, `article.md.txt`.
_ALIKE = 0.7
_ABOUT = """\
Reads the folder of a lesson and says everything that is wrong with it at once: file, line, what it is, and how to mend
it. Says what is good, too: how many claims, how long they take, whether there is a key and a guide. Changes nothing.
"""
_EPILOG = """\
examples:
  kit check my-lesson
  kit check inner-circle

A word that you mend after the class has marked costs nobody an answer, as long as it is not in a claim's own paragraph:
keep the article.md of before in a folder “earlier” inside the lesson's.

exit codes: 0 nothing is wrong; 1 something is, or there is no such lesson; 2 the command line is wrong.
"""


def add_check_command(commands: Commands) -> None:
    """Add `check` to the commands of `kit`."""
    check = add_command(
        commands, "check", "say what is wrong with a lesson's folder, and what is good", _ABOUT, _EPILOG
    )
    check.add_argument("folder", metavar="FOLDER", help="the folder of a lesson, or the name of a bundled one")
    check.set_defaults(run=run_check)


def run_check(options: argparse.Namespace) -> int:
    """Say what is wrong, or that nothing is; return 1 or 0.

    Raises:
        FileNotFoundError: there is no such lesson.
    """
    folder = lesson_folder(options.folder)
    strange = list(_strange(folder, words()))
    try:
        lesson = open_lesson(options.folder)
        list(lesson.key or ()), lesson.guide  # those of a bundled lesson wait until they are asked for
    except LessonFaults as found:
        print("\n".join(_of_faults(found, folder, words())))
        print("\n".join([*strange, words()("check.next_faults")]), file=sys.stderr)
        return 1
    print("\n".join([*_of_lesson(lesson, folder), *strange, _next(options.folder)]))
    return 0


def _of_faults(found: LessonFaults, folder: Path, say: Words) -> Iterator[str]:
    yield say("check.faults", n=len(found.faults), folder=folder)
    yield from (f"- {fault}" for fault in found.faults)
    faulty = {fault.file for fault in found.faults}
    whole = [name for name in _FILES if name not in faulty and (folder / name).is_file()]
    if whole:
        yield say("check.good")
    for name in whole:
        yield f"- {_of_article(_read(folder), say) if name == ARTICLE_FILE else name}"


def _read(folder: Path) -> ArticleFile:
    return read_article(text_of((folder / ARTICLE_FILE).read_bytes(), ARTICLE_FILE, []) or "")


def _of_article(found: ArticleFile, say: Words) -> str:
    assert found.article is not None  # it has no fault
    return _article(len(found.article.paragraphs), len(found.article.sections), found.claims, say)


def _article(paragraphs: int, sections: int, claims: tuple[Claim, ...], say: Words) -> str:
    core = sum(claim.core for claim in claims)
    return say(
        "check.article",
        paragraphs=say("check.paragraphs", n=paragraphs),
        sections=say("check.sections", n=sections),
        claims=say("check.claims", n=len(claims)),
        core=say("check.core", n=core) if core else say("check.core_none"),
    )


def _of_lesson(lesson: Lesson, folder: Path) -> Iterator[str]:
    say, article = words(), lesson.article
    yield say("check.well", title=article.title, folder=folder)
    yield f"- {_article(len(article.paragraphs), len(article.sections), lesson.claims, say)}"
    if not any(claim.core for claim in lesson.claims):
        yield f"- {say('check.no_core')}"
    minutes = sum(section.minutes for section in lesson.guide.sections)
    yield f"- {say('check.minutes', n=minutes, edition=lesson.edition)}"
    yield f"- {_key(lesson, say)}"
    yield f"- {_guide(lesson, say) if (folder / GUIDE_FILE).is_file() else say('check.guide_none')}"


def _key(lesson: Lesson, say: Words) -> str:
    if lesson.unconfirmed:
        waiting = say("check.key_unconfirmed", n=len(lesson.unconfirmed), claims=", ".join(lesson.unconfirmed))
        return waiting if lesson.key is None else say("check.key_rest", waiting=waiting)
    if lesson.key is None:
        return say("check.key_none")
    return say("check.key_draft" if lesson.key_is_draft else "check.key")


def _guide(lesson: Lesson, say: Words) -> str:
    stops = sum(len(section.stops) for section in lesson.guide.sections)
    named = ", ".join(lesson.paths)
    paths = say("check.paths", n=len(lesson.paths), names=named) if lesson.paths else say("check.paths_none")
    return say("check.guide", stops=say("check.stops", n=stops), paths=paths)


def _strange(folder: Path, say: Words) -> Iterator[str]:
    """Files that a lesson's may be meant by: nobody looks into `key.yml`, and nobody would be told."""
    for path in sorted(folder.iterdir()):
        name = path.name.casefold()
        meant = get_close_matches(name, [one for one in _FILES if not (folder / one).exists()], 1, _ALIKE)
        if path.is_file() and path.name not in _FILES and meant:
            yield f"- {say('check.strange', file=path.name, meant=meant[0])}"


def _next(folder: str) -> str:
    return words()("check.next", folder=typed(folder), notebooks="my-notebooks")
