"""Makes the page: the lesson, its guide, the modules of the widgets and, if wanted, the key, in one HTML file."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS
from kit.lesson.files import open_lesson
from kit.lesson.guide import ReadingPath
from kit.lesson.key import NATURES
from kit.lesson.lesson import Lesson, check_opened
from kit.lesson.plain_errors import Mistake
from kit.marks.reader import ANIMALS, MANNERS
from kit.reading.answering import Answering
from kit.reading.reveal import GROUPS
from kit.reading.reveal_widget import reveal_page
from kit.reading.widget import page_of
from kit.sharing.page.drawn_stop import drawn_stop
from kit.sharing.page.key_data import key_data, label_key
from kit.sharing.page.parts import Part, Plan, plan_of
from kit.sharing.page.sealed import locked, packed, packed_text
from kit.sharing.page.surroundings import Surroundings
from kit.sharing.paper.pages import STYLE, sheets
from kit.sharing.spreadsheet import FORMULAS
from kit.ui.javascript import without_comments
from kit.ui.joiner import join
from kit.ui.markup import Markup
from kit.ui.page import MadePage, script_text, whole_page
from kit.ui.tokens import LOOKS, SERIES
from kit.ui.words import words

_HERE = Path(__file__).parent
_WARM_UP = "warm-up"
#: Comments and indents of a stylesheet; what stands in quotation marks stays.
_TIGHT = re.compile(r"""(?P<text>"(?:[^"\\]|\\.)*")|/\*.*?\*/|(?<=\n)\s+|\s+(?=\n)""", re.DOTALL)


@dataclass(frozen=True, repr=False)
class LessonPage(MadePage):
    """What `page` returns: a lesson as one file."""


@dataclass(frozen=True)
class _Content:
    """What is read on a page: a lesson or a path of it, the warm-up if one comes first, and the plan of all."""

    lesson: Lesson
    path: ReadingPath | None
    first: Lesson | None
    plan: Plan

    @property
    def lessons(self) -> list[Lesson]:
        """The lesson, and the warm-up if there is one."""
        return [self.lesson, *([self.first] if self.first else [])]

    def path_of(self, lesson: Lesson) -> ReadingPath | None:
        """The path that a lesson is read by: the warm-up has none."""
        return self.path if lesson is self.lesson else None


def page(
    lesson: Lesson,
    path: str | None = None,
    *,
    warm_up: bool = False,
    with_key: bool = False,
    key_later: str | None = None,
    around: Surroundings | None = None,
) -> LessonPage:
    """Return a lesson as one HTML file, to be read and marked in any browser, from a stick as from a server.

    It asks nobody for anything. Marks stay in the reader's browser, as lines of a journal like the notebooks' own;
    readers hand them in as a file, or as a text that `kit.collect` reads. Printed, or without scripts, it is a
    worksheet.

    Args:
        lesson: the lesson.
        path: the name of a path of the lesson, such as `"short"`: its paragraphs and claims alone.
        warm_up: the short text on which the labels are tried out comes first.
        with_key: the key is in the page, and opened section by section, as in the notebooks. Without it, and without
            `key_later`, no word of any key is in the file.
        key_later: the lesson's key is in the page, locked with this word, until the teacher tells it. The warm-up's
            key is open then, as with `with_key`.
        around: what stands around the page where it is one of a site.

    Raises:
        ValueError: the lesson has no such path; or there is no key that could be shown; or the word is too short.
        TypeError: `lesson` is not a lesson.
    """
    check_opened(lesson)
    if with_key and key_later is not None:
        raise Mistake("Give with_key or key_later, not both: a key that comes later is locked.")
    chosen = lesson.path(path) if path is not None else None
    first = open_lesson(_WARM_UP) if warm_up and lesson.id != _WARM_UP else None
    around = around or Surroundings()
    content = _Content(lesson, chosen, first, plan_of(lesson, chosen, first, around.whole if chosen else ""))
    keys = _keys(content, key_later, around.repeats) if with_key or key_later is not None else {}
    return LessonPage(_html(content, keys, around), lesson.article.title)


def _html(content: _Content, keys: dict[str, Any], around: Surroundings) -> str:
    lesson = content.lesson
    say = words(lesson.article.language)
    script = _script(around.script)
    holding, start = (script_text(_script(_HERE / "view" / name)) for name in ("held.js", "begin.js"))
    return whole_page(
        _HERE / "lesson.html.jinja",
        title=lesson.article.title,
        language=str(say["widget"]["lang"]),
        style=_style() + around.style,
        script=holding,
        more_scripts=(start, Markup(script)),
        allowed=around.allowed,
        beginning=around.beginning,
        say=say,
        codebook=say["codebook"],
        article=lesson.article,
        edition=lesson.edition,
        plan=content.plan,
        has_key=bool(keys),
        holding=holding,
        start=start,
        packed_script=packed_text(script),
        drawn=_drawn(content),
        longest_code=_longest_code(),
        sheets=sheets(lesson, content.path),
        data=packed(_data(content) | {"keys": keys})["data"],
    )


def _keys(content: _Content, word: str | None, repeats: bool) -> dict[str, Any]:
    """The key of each lesson; that of the warm-up is never locked."""
    key, first = key_data(content.lesson, content.path), content.first
    keys = {content.lesson.id: packed(key) if word is None else locked(key, word, repeats=repeats)}
    return keys if first is None else keys | {first.id: packed(key_data(first, None))}


def _script(entry: Path) -> str:
    """The modules as one classic script: it runs where it stands; a module waits until all of the page is read."""
    return f'"use strict";\n{{\n{without_comments(join(entry))}}}'


def _longest_code() -> str:
    """A code that takes as much room as any reader's."""
    return f"{max(MANNERS, key=len)}-{max(ANIMALS, key=len)}-00"


def _drawn(content: _Content) -> Markup:
    """The first stop of the page."""
    part, of = content.plan.parts[0], content.first or content.lesson
    if not part.stops:
        return Markup()
    stop, *others = (one.paragraphs for one in part.stops)
    panel = words(content.lesson.article.language)("page.panel_of", n=", ".join(map(str, stop)))
    path = content.path_of(of)
    beside = [number for paragraphs in others for number in paragraphs]
    return drawn_stop(of, stop, beside, path.claims if path else None, _words(content)["widget"], panel)


def _style() -> str:
    """What is seen on a screen with scripts, and the worksheet's style for paper and for who has none."""
    page = (_HERE / "page.css").read_text(encoding="utf-8")
    sheets = STYLE.read_text(encoding="utf-8")
    widgets = f"@media screen {{\n{Answering._css}\n}}"
    return _TIGHT.sub(r"\g<text>", f"{page}\n{widgets}\n@media print, (scripting: none) {{\n{sheets}\n}}\n")


def _data(content: _Content) -> dict[str, Any]:
    say = words(content.lesson.article.language)
    return {
        "words": _words(content),
        "codes": {"manners": MANNERS, "animals": ANIMALS},
        "groups": GROUPS,
        "natures": NATURES,
        "series": [asdict(look) for look in SERIES[: len(NATURES)]],
        "formulas": FORMULAS.pattern,
        "answers": [
            {
                "name": name,
                "key": label_key(labels),
                "look": asdict(LOOKS[name]),
                "said": say["report"]["answers"][name],
            }
            for name, labels in zip(ANSWER_NAMES, LABEL_SETS, strict=True)
        ],
        "lessons": [lesson_data(lesson, content.path_of(lesson)) for lesson in content.lessons],
        "parts": [_part(part, content) for part in content.plan.parts],
        "outside": [{"paragraph": step.paragraph, "claim": step.claim} for step in content.plan.outside],
    }


def _words(content: _Content) -> dict[str, Any]:
    """The widgets' words; where those of a notebook would not be true, the page's own stand in their place."""
    say = words(content.lesson.article.language)
    own: Mapping[str, Any] = say["page"]
    return {
        "widget": say["widget"] | own["widget"],
        "reveal": say["reveal"] | (say["reveal_path"] if content.path else {}) | own["reveal"],
        "codebook": say["codebook"],
        "page": {name: text for name, text in own.items() if isinstance(text, str)},
    }


def lesson_data(lesson: Lesson, path: ReadingPath | None) -> dict[str, Any]:
    """Return what the page knows of a lesson: its text, its claims, and how their passages were in earlier editions."""
    last = lesson.article.paragraphs[-1].number
    page = page_of(lesson, [last], path.claims if path else None)
    del page["outline"]  # the page makes it of the claims
    return {
        "page": page,
        "passages": dict(lesson.passages),
        "earlier": {edition: dict(passages) for edition, passages in lesson.earlier.items()},
    }


def _part(part: Part, content: _Content) -> dict[str, Any]:
    about: dict[str, Any] = {"address": part.address, "lesson": part.lesson}
    about |= {"stops": [stop.paragraphs for stop in part.stops], "reveal": part.reveal}
    about["sections"] = [int(part.reveal)] if part.reveal.isdigit() else []
    if not part.reveal:
        return about
    lesson = next(one for one in content.lessons if one.id == part.lesson)
    path = content.path
    where = path if path and part.reveal == path.name else int(part.reveal)
    shown = reveal_page(lesson, where)
    return about | {"section": shown["section"], "claims": [claim["id"] for claim in shown["claims"]]}
