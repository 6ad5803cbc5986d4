"""The report of many classes as one self-contained page: what they answered, and where they differ."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from kit.analysis.district.counting import CollectedCounts
from kit.analysis.report import district_parts, parts
from kit.analysis.report.bars import colour_of
from kit.analysis.report.many_classes import FEWEST_IN_CLASS, ManyClasses
from kit.analysis.report.page import Report
from kit.lesson.guide import ReadingPath
from kit.lesson.lesson import Lesson
from kit.lesson.printable import printable
from kit.ui.page import whole_page
from kit.ui.words import words

_HERE = Path(__file__).parent
_STYLES = ("report.css", "district.css")


def district_report(
    collected: CollectedCounts,
    lesson: Lesson,
    *,
    show_key: bool = True,
    made: date | None = None,
    path: str | None = None,
) -> Report:
    """Return the report of many classes on one lesson, in the lesson's language where the kit knows it.

    Schools and classes stand in it by the names of their folders or zips, no class with fewer than ten people, and no
    reader. It is made of counts, so no reason that somebody wrote can stand in it.

    Args:
        collected: what was counted, as `kit.collect_counts(folder, lesson)`.
        lesson: the lesson; with a key, classes are compared by their answers that it can defend.
        show_key: False leaves the key out, and all that follows from it.
        made: the day that stands in the report; today, if left out.
        path: the name of the path whose claims alone were counted.

    Raises:
        ValueError: what was counted is of another lesson or edition, or the lesson has no such path.
    """
    chosen = lesson.path(path) if path is not None else None
    say = words(lesson.article.language)
    many = ManyClasses(collected, _told(lesson, chosen, show_key), say)
    title = say("district.title", title=lesson.article.title)
    html = whole_page(
        _HERE / "district.html.jinja",
        title=title,
        language=many.language,
        style="".join((_HERE / name).read_text(encoding="utf-8") for name in _STYLES),
        say=say,
        material=many,
        about=_about(many),
        lines=_lines(many, made or date.today(), chosen.title if chosen else ""),
        is_empty=not len(collected.classes),
        parts=parts,
        district=district_parts,
        notes=district_parts.notes(many, key_left_out=lesson.key is not None and not show_key),
        colour_of=colour_of,
        FEWEST=FEWEST_IN_CLASS,
    )
    return Report(html, title, say("report.save"), many.language)


def _told(lesson: Lesson, path: ReadingPath | None, show_key: bool) -> Lesson:
    """What the report tells of the lesson: the claims that were counted, and the key if it is to be shown."""
    told = lesson if show_key else replace(lesson, key=None)
    return replace(told, claims=tuple(claim for claim in lesson.claims if claim.id in path.claims)) if path else told


def _about(many: ManyClasses) -> str:
    """Whose answers these are, and from when."""
    readers = many.say("district.readers", n=int(many.classes["readers"].sum()))
    classes = many.say("district.classes", n=len(many.classes))
    whose = {"name": _name(many.collected.source), "readers": readers, "classes": classes}
    if not (days := many.days):
        return many.say("district.about_undated", **whose)
    return many.say("district.about", first=days[0], last=days[1], **whose)


def _lines(many: ManyClasses, made: date, path: str) -> list[str]:
    """Which text the report is about, and when it was made."""
    lesson, say = many.lesson, many.say
    edition = say("report.edition", lesson=lesson.id, edition=lesson.edition)
    lines = [lesson.article.date_line, edition, say("report.made", date=made.isoformat())]
    return [*lines, *([say("district.path", title=path)] if path else [])]


def _name(source: str) -> str:
    """What a folder, a zip or an address is called: the end of it."""
    return printable("/".join(source.rstrip("/\\").replace("\\", "/").split("/")[-2:]))
