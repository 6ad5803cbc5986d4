"""One file to print: the table of labels, the article with its claims numbered, a grid for the marks, and slips."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kit.lesson.article import Paragraph, Section
from kit.lesson.guide import ReadingPath
from kit.lesson.lesson import Lesson
from kit.lesson.plain_errors import Mistake
from kit.marks.reader import new_reader_code
from kit.sharing.paper.numbered import numbered
from kit.ui.markup import Markup
from kit.ui.page import MadePage, piece, whole_page
from kit.ui.words import words

_HERE = Path(__file__).parent
#: How the sheets look, printed and on a screen.
STYLE = _HERE / "paper.css"
#: Slips for a class of this size; more than a school year of codes cannot be drawn apart.
CODES, MOST_CODES = 30, 500
_LONGEST_CLAIM = 90


@dataclass(frozen=True, repr=False)
class Paper(MadePage):
    """What `paper` returns: `codes` are the reader codes on its slips."""

    codes: tuple[str, ...]


def paper(
    lesson: Lesson, path: str | None = None, codes: int = CODES, *, new_code: Callable[[], str] = new_reader_code
) -> Paper:
    """Return a lesson on paper: labels, article, grid, and slips with new reader codes.

    Args:
        lesson: the lesson; of its key nothing is used.
        path: the name of a path of the lesson, such as `"short"`: its paragraphs and claims alone.
        codes: how many slips; 0 for none. Each time they are new ones.
        new_code: draws a code.

    Raises:
        ValueError: the lesson has no such path, or so many codes cannot be drawn.
    """
    if not 0 <= codes <= MOST_CODES:
        raise Mistake(f"{codes} slips cannot be made: give a number from 0 to {MOST_CODES}.")
    drawn: dict[str, None] = {}
    while len(drawn) < codes:
        drawn[new_code()] = None
    say = words(lesson.article.language)
    title = say("paper.title", title=lesson.article.title)
    html = whole_page(
        _HERE / "paper.html.jinja",
        title=title,
        language=str(say["widget"]["lang"]),
        style=STYLE.read_text(encoding="utf-8"),
        say=say,
        sheets=sheets(lesson, lesson.path(path) if path is not None else None),
        codes=list(drawn),
    )
    return Paper(html, title, tuple(drawn))


def sheets(lesson: Lesson, path: ReadingPath | None = None) -> Markup:
    """Return the sheets of a lesson as a piece of HTML: labels, article, grid; of its key nothing is used.

    Args:
        lesson: the lesson.
        path: its paragraphs and claims alone.
    """
    lesson = replace(lesson, key=None)
    claims = [claim for claim in lesson.claims if path is None or claim.id in path.claims]
    shown = {number for stop in path.stops for number in stop.paragraphs} if path else set()
    full = [claim for claim in claims if claim.core or path is not None] or claims
    say = words(lesson.article.language)
    return piece(
        _HERE / "sheets.html.jinja",
        say=say,
        codebook=say["codebook"],
        lesson=lesson,
        path=path,
        sections=[(section, _paragraphs(lesson, section, shown)) for section in lesson.article.sections],
        pieces=lambda paragraph: numbered(paragraph, claims),
        full=full,
        brief=[claim for claim in claims if claim not in full],
        shortened=_shortened,
    )


def _paragraphs(lesson: Lesson, section: Section, shown: set[int]) -> list[Paragraph]:
    """The paragraphs of a section; of a path, those that its stops show."""
    here = lesson.article.paragraphs[section.first - 1 : section.last]
    return [paragraph for paragraph in here if not shown or paragraph.number in shown]


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_CLAIM else text[:_LONGEST_CLAIM].rpartition(" ")[0].rstrip(" ,;:") + " …"
