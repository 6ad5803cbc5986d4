"""The class report as one self-contained page: it asks no network for anything, and prints on two sheets."""

from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

import pandas as pd

from kit.analysis.about import about, is_sample
from kit.analysis.agreement.checked import checked
from kit.analysis.discretion import Discretion, Reason
from kit.analysis.paths import limited
from kit.analysis.reasons import held_back
from kit.analysis.report import claims, parts
from kit.analysis.report.material import Material
from kit.lesson.lesson import Lesson
from kit.lesson.write_file import write_file
from kit.marks.table import check_files, check_lesson
from kit.ui.markup import Markup, element, joined
from kit.ui.words import words

_STYLE = Path(__file__).with_name("report.css")


@dataclass(frozen=True, repr=False)
class Report:
    """A class report: `html` is the whole page, `title` its title. A notebook shows it, with a link to download it.

    `reasons` are the readers' reasons that stand on the page, each with the id by which it can be taken out (`hide`).
    """

    html: str
    title: str
    download: str
    language: str
    reasons: tuple[Reason, ...] = ()

    def save(self, path: str | Path, *, replace: bool = False) -> Path:
        """Write the page to a file and return its path.

        Raises:
            AlreadyThere: there is such a file already, and `replace` is not set; it is left as it is.
            OSError: the file cannot be written.
        """
        return write_file(path, self.html.encode("utf-8"), replace=replace)

    def __repr__(self) -> str:
        return f"{self.title}. Write it to a file with .save(path)."

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
    texts = words(lesson.article.language)
    told = lesson if show_key else replace(lesson, key=None)
    discretion = Discretion(names, hide, show)
    if discretion.hide or discretion.show:
        held_back(annotations, lesson, discretion)  # says what fits no reason
    material = Material(annotations, told, lesson, texts["report"], texts["widget"]["lang"], discretion)
    title = material.say("title", title=lesson.article.title)
    lines = _about(material, made or date.today())
    left_out = lesson.key is not None and not show_key
    header = element("header", element("h1", title), *lines)
    body = element("body", header, element("main", *_main(material, files, left_out)))
    html = _page(title, material.language, body)
    return Report(html, title, material.say("save"), material.language, material.shown)


def _about(material: Material, made: date) -> list[Markup]:
    lesson = material.lesson
    told = [lesson.article.date_line, material.say("edition", lesson=lesson.id, edition=lesson.edition)]
    lines = [element("p", " · ".join([*told, material.say("made", date=made.isoformat())]), class_="about")]
    lines.append(element("p", f"{about(material.annotations)}.", class_="about"))
    if is_sample(material.annotations):
        lines.append(element("p", material.say("made_up"), class_="made-up"))
    return [*lines, element("p", material.say("teacher"), class_="note")]


def _main(material: Material, files: pd.DataFrame | None, left_out: bool) -> list[Markup | None]:
    notes = parts.notes(material, files, key_left_out=left_out)
    if not len(material.annotations):
        return [element("p", material.say("nobody")), notes]
    first = (part(material) for part in (parts.numbers, claims.splits, parts.missed, parts.disagree))
    beside = element("div", *(part(material) for part in (parts.rests, parts.revised, parts.sections)), class_="beside")
    return [*first, beside, claims.every(material), notes]


def _page(title: str, language: str, body: Markup) -> str:
    style, digest = _style()
    rules = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=rules),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("link", rel="icon", href="data:,"),
        element("title", title),
        element("style", Markup(style)),
    )
    return joined(Markup("<!doctype html>\n"), element("html", head, body, lang=language), Markup("\n"))


@cache
def _style() -> tuple[str, str]:
    """The stylesheet, and its digest: the page allows this one and nothing else."""
    style = _STYLE.read_text(encoding="utf-8")
    return style, b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
