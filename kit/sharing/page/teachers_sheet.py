"""The key sheet: what the teacher prints to have beside the worksheet."""

from pathlib import Path

from kit.lesson.codebook import name_of
from kit.lesson.lesson import Lesson, check_opened
from kit.sharing.page.key_data import key_of
from kit.ui.page import whole_page
from kit.ui.words import words

_HERE = Path(__file__).parent


def key_sheet(lesson: Lesson, path: str | None = None) -> str:
    """Return the key of a lesson as an HTML page to print: each claim with its answer, evidence and why.

    Args:
        lesson: a lesson with a key.
        path: the name of a path of the lesson: its claims alone.

    Raises:
        ValueError: the lesson has no key that could be shown, or no such path.
        TypeError: `lesson` is not a lesson.
    """
    check_opened(lesson)
    key = key_of(lesson)
    chosen = set(key).intersection(lesson.path(path).claims if path is not None else key)
    say = words(lesson.article.language)
    sections = [
        (
            section,
            [(one, key[one.id]) for one in lesson.claims if one.id in chosen and lesson.section_of(one) == number],
        )
        for number, section in enumerate(lesson.article.sections, start=1)
    ]
    return whole_page(
        _HERE / "key_sheet.html.jinja",
        title=say("page.key_sheet", title=lesson.article.title),
        language=str(say["widget"]["lang"]),
        style=(_HERE / "key_sheet.css").read_text(encoding="utf-8"),
        say=say,
        article=lesson.article,
        sections=[(section, claims) for section, claims in sections if claims],
        name_of=name_of,
    )
