"""The class report as one self-contained page: it asks nobody for anything, and prints on both sides of two sheets."""

from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from kit.analysis.about import about, is_sample
from kit.analysis.agreement.checked import checked
from kit.analysis.discretion import Discretion, Reason
from kit.analysis.paths import limited
from kit.analysis.reasons import FEWEST, held_back
from kit.analysis.report import parts
from kit.analysis.report.bars import colour_of
from kit.analysis.report.material import Material
from kit.lesson.lesson import Lesson
from kit.marks.table import check_files, check_lesson
from kit.ui.markup import element
from kit.ui.page import MadePage, whole_page
from kit.ui.words import words

_HERE = Path(__file__).parent
#: How high the bar of a claim with its reasons is, in units of which it is 120 wide.
_CARD_BAR = 14


@dataclass(frozen=True, repr=False)
class Report(MadePage):
    """A class report. A notebook shows it, with a link to download it.

    `reasons` are the readers' reasons that stand on the page, each with the id by which it can be taken out (`hide`).
    """

    download: str
    language: str
    reasons: tuple[Reason, ...] = ()

    def _repr_html_(self) -> str:
        packed = b64encode(self.html.encode("utf-8")).decode("ascii")
        link = element("a", self.download, href=f"data:text/html;base64,{packed}", download="report.html")
        frame = {"srcdoc": self.html, "sandbox": "", "width": "100%", "height": "600"}
        return element("div", element("p", link), element("iframe", title=self.title, **frame), lang=self.language)


def report(
    annotations: pd.DataFrame,
    lesson: Lesson,
    files: pd.DataFrame | None = None,
    *,
    show_key: bool = True,
    made: date | None = None,
    names: Collection[str] = (),
    hide: Collection[str] = (),
    show: Collection[str] = (),
    path: str | None = None,
) -> Report:
    """Return the report of a class on one lesson, in the lesson's language where the kit knows it.

    Args:
        annotations: what the class answered, as `kit.collect(folder, lesson).annotations`.
        lesson: the lesson; with a key, the report compares the answers with it.
        files: `kit.collect(folder, lesson).files`; the report gives numbers from it, and no name.
        show_key: False leaves the key out, and all that follows from it: for a class that has not seen it yet.
        made: the day that stands in the report; today, if left out.
        names: the names of the class, as `kit.read_roster(...).names`: a reason that holds one is held back, as is one
            that was copied from the key.
        hide: reasons that are left out: by id (as `.reasons` gives it), or by words that stand in them.
        show: ids of reasons that stand in the report although they were held back.
        path: the name of a path of the lesson, such as `"short"`: the report is about its claims alone.

    Raises:
        ValueError: a row is of another lesson or edition, a reader has two marks on one claim, no reason fits something
            to hide or show, or the lesson has no such path.
    """
    check_lesson(annotations, lesson)
    check_files(files)
    if path is not None:
        annotations, lesson = limited(annotations, lesson, path)
    checked(annotations, "own")  # no reader counts twice
    say = words(lesson.article.language)
    told = lesson if show_key else replace(lesson, key=None)
    discretion = Discretion(names, hide, show)
    if discretion.hide or discretion.show:
        held_back(annotations, lesson, discretion)  # says what fits no reason
    material = Material(annotations, told, lesson, say, discretion)
    title = say("report.title", title=lesson.article.title)
    notes = parts.notes(material, files, key_left_out=lesson.key is not None and not show_key)
    html = _page(material, annotations, title, made or date.today(), notes)
    return Report(html, title, say("report.save"), material.language, material.shown)


def _page(material: Material, annotations: pd.DataFrame, title: str, made: date, notes: list[str]) -> str:
    return whole_page(
        _HERE / "report.html.jinja",
        title=title,
        language=material.language,
        style=(_HERE / "report.css").read_text(encoding="utf-8"),
        say=material.say,
        material=material,
        lines=_lines(material, made),
        about=about(annotations, language=material.language),
        is_sample=is_sample(annotations),
        is_empty=not len(annotations),
        parts=parts,
        notes=notes,
        colour_of=colour_of,
        CARD_BAR=_CARD_BAR,
        FEWEST=FEWEST,
    )


def _lines(material: Material, made: date) -> list[str]:
    """Which text the report is about, and when it was made."""
    lesson, say = material.lesson, material.say
    edition = say("report.edition", lesson=lesson.id, edition=lesson.edition)
    return [lesson.article.date_line, edition, say("report.made", date=made.isoformat())]
