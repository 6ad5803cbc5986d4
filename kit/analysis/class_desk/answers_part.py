"""The answers to each claim as a chart, with menus for the section, for core or optional, and the phase."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kit.analysis.charts import bar_chart
from kit.analysis.class_desk.asked import AskedDesk
from kit.analysis.class_desk.part import Part, menu
from kit.analysis.class_desk.unsaved import Drawn, Unsaved
from kit.analysis.class_figures import answers_per_claim
from kit.lesson.codebook import ANSWER_NAMES
from kit.lesson.lesson import Lesson
from kit.marks.standing import PHASES
from kit.ui.markup import Markup, element

_LONGEST_NAME = 28
#: What the menu of claims says, and what it is set to by it.
_KINDS = (("both", ""), ("core", "core"), ("optional", "optional"))


class Answers(Part):
    """The answers to each claim as a chart, with menus."""

    def __init__(self, desk: AskedDesk) -> None:
        super().__init__(desk)
        self.chosen = {"section": "", "core": "", "phase": PHASES[0]}
        self._charted: tuple[pd.DataFrame, Markup] | None = None

    def draw(self) -> Drawn:
        """Return the menus and the chart."""
        say, lesson = self.say, self.desk.lesson
        sections = [(f"{section.number} {section.title}", str(section.number)) for section in lesson.article.sections]
        menus = [
            menu("section", say("class.section"), [(say("class.every_section"), ""), *sections]),
            menu("core", say("class.claims"), [(say(f"class.{kind}"), value) for kind, value in _KINDS]),
            menu("phase", say("class.phase"), [(say(f"class.{phase}"), phase) for phase in PHASES]),
        ]
        section, core, phase = self.chosen.values()
        kind = None if not core else core == "core"
        counts = answers_shown(self.desk.annotations, lesson, int(section) if section else None, kind, phase)
        drawn = self._chart(counts) if len(counts) else self.note("class.no_answers")
        return Drawn({"menus": element("div", *menus, class_="menus"), "chart": drawn}, self.chosen)

    def _chart(self, counts: pd.DataFrame) -> Markup:
        """Draw the bars, which takes a second, only where they are others than before."""
        if self._charted is None or not counts.equals(self._charted[0]):
            language = self.desk.whole_lesson.article.language
            chart = bar_chart(counts, self.say("class.answers_title"), self.say("class.answers_unit"), language)
            self._charted = counts, Markup(chart._repr_html_())
        return self._charted[1]

    def hear(self, view: Unsaved, name: str, value: Any, typed: Mapping[str, str]) -> None:
        """Show what a menu asks for."""
        if name in self.chosen:
            self.chosen[name] = str(value)
            view.refresh()


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
    names = [f"{claim} {_short(text)}" for claim, text in zip(wanted["claim"], wanted["text"], strict=True)]
    counts = wanted[list(ANSWER_NAMES)].set_axis(names, axis="index")
    return counts.loc[:, counts.any()]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1].rstrip() + "…"
