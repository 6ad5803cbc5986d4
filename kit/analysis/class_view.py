"""A class in a notebook: its answers, to be filtered, and its reasons, one claim at a time for the projector.

Every control is a plain menu, which the keyboard reaches and a screen reader names. Nobody's code is shown.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as widgets
import pandas as pd

from kit.analysis.charts import bar_chart
from kit.analysis.class_figures import answers_per_claim, most_split
from kit.analysis.reasons import FEWEST, Camp, contrasting_reasons
from kit.lesson.codebook import ANSWER_NAMES
from kit.lesson.lesson import Lesson
from kit.marks.standing import PHASES
from kit.ui.joiner import join
from kit.ui.markup import Markup, element
from kit.ui.words import words

_LONGEST_NAME, _LONGEST_CHOICE = 28, 72
_WIDE = {"description_width": "7em"}


class KeepKeys(anywidget.AnyWidget):
    """Shows nothing: it keeps the keys of the menus around it from JupyterLab, which would act on each of them."""

    _esm = join(Path(__file__).with_suffix(".js"))


def answers_shown(
    annotations: pd.DataFrame, lesson: Lesson, section: int | None = None, core: bool | None = None, phase: str = "own"
) -> pd.DataFrame:
    """Return how often each answer was given: one row a claim that has answers, one column an answer that occurs.

    Args:
        annotations: of one lesson and edition.
        lesson: that lesson.
        section: its claims only; all, if left out.
        core: only core claims, or only optional ones; both, if left out.
        phase: `own` or `revised`.
    """
    table = answers_per_claim(annotations, lesson, phase)
    wanted = table[table["answers"] > 0]
    wanted = wanted if section is None else wanted[wanted["section"] == section]
    wanted = wanted if core is None else wanted[wanted["core"] == core]
    texts = wanted["text"].map(lambda text: _short(text, _LONGEST_NAME))
    counts = wanted.set_index(wanted["claim"] + " " + texts)[list(ANSWER_NAMES)].rename_axis(None)
    return counts.loc[:, counts.any()]


def show_answers(annotations: pd.DataFrame, lesson: Lesson) -> widgets.VBox:
    """Return a chart of the answers to each claim, with menus for the section, for core or optional, and the phase."""
    say = words(lesson.article.language)["class_view"]
    sections = [(f"{section.number} {section.title}", section.number) for section in lesson.article.sections]
    menus = {
        "section": _menu(say["section"], [*sections, (say["every_section"], None)]),
        "core": _menu(say["claims"], [(say["both"], None), (say["core"], True), (say["optional"], False)]),
        "phase": _menu(say["phase"], [(say[phase], phase) for phase in PHASES]),
    }
    shown = widgets.HTML()

    def draw(_change: object = None) -> None:
        counts = answers_shown(annotations, lesson, **{name: menu.value for name, menu in menus.items()})
        chart = bar_chart(counts, say["answers_title"], say["answers_unit"])
        shown.value = chart._repr_html_() if len(counts) else element("p", say["no_answers"])

    return _together(menus, shown, draw)


def show_reasons(annotations: pd.DataFrame, lesson: Lesson) -> widgets.VBox:
    """Return one claim with its two largest camps and their reasons in large type; the most split claims come first.

    Reasons of groups under five stay hidden (`kit.analysis.reasons`).
    """
    texts = words(lesson.article.language)
    say = texts["class_view"]
    split = list(most_split(annotations, lesson)["claim"])
    others = [claim.id for claim in lesson.claims if claim.id not in split]
    names = [(f"{number}. {_name(lesson, claim)}", claim) for number, claim in enumerate(split, start=1)]
    menu = _menu(say["claim"], [*names, *((_name(lesson, claim), claim) for claim in others)])
    shown = widgets.HTML()

    def draw(_change: object = None) -> None:
        camps = contrasting_reasons(annotations, lesson, menu.value)
        told = [_camp(camp, texts["report"]) for camp in camps] or [element("p", say["no_answers"])]
        quote = element("p", element("strong", lesson.claim(menu.value).text), dir="auto")
        shown.value = element("div", quote, *told, style="font-size:1.25em;line-height:1.45;max-width:40em")

    return _together({"claim": menu}, shown, draw)


def _menu(name: str, options: list[tuple[str, Any]]) -> widgets.Dropdown:
    return widgets.Dropdown(options=options, index=0, description=name, style=_WIDE, layout={"width": "max-content"})


def _together(menus: Mapping[str, widgets.Dropdown], shown: widgets.HTML, draw: Any) -> widgets.VBox:
    for menu in menus.values():
        menu.observe(draw, names="value")
    draw()
    return widgets.VBox([*menus.values(), shown, KeepKeys()])


def _camp(camp: Camp, say: Mapping[str, Any]) -> Markup:
    name = say["answers"][camp.answer]
    title = say["camp_one" if camp.readers == 1 else "camp"].format(n=camp.readers, answer=name)
    if camp.reasons:
        told = element("ul", *(element("li", reason, dir="auto") for reason in camp.reasons))
    else:
        told = element("p", say[camp.silence].format(fewest=FEWEST))
    return element("div", element("p", title, style="margin:.8em 0 0"), told)


def _name(lesson: Lesson, claim: str) -> str:
    return f"{claim} {_short(lesson.claim(claim).text, _LONGEST_CHOICE)}"


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
