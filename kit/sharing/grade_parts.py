"""The parts of the page that grades: what counts, what was handed in, the points, the check, and the file."""

from collections.abc import Mapping
from typing import Any, Protocol

import pandas as pd

from kit.analysis.class_desk.asked import AskedDesk
from kit.analysis.class_desk.part import Part
from kit.analysis.class_desk.unsaved import Drawn, Unsaved
from kit.sharing.feedback import Feedback
from kit.sharing.gradebook import Filled
from kit.sharing.roster import Roster
from kit.ui.markup import Markup, element


class _GradingDesk(AskedDesk, Protocol):
    """What the desk that grades is asked besides; `kit.sharing.grade_desk` says what each of these is."""

    @property
    def formula(self) -> str: ...
    @property
    def grades(self) -> pd.DataFrame: ...
    @property
    def roster(self) -> Roster: ...
    @property
    def filled(self) -> Filled: ...
    @property
    def has_gradebook(self) -> bool: ...
    @property
    def feedback_pages(self) -> Feedback: ...
    def file_name(self, name: str, ending: str) -> str: ...
    def written(self) -> tuple[str, bytes]: ...


class _GradePart(Part):
    desk: _GradingDesk


class Rules(_GradePart):
    """What counts, as a formula."""

    needs_class = False

    def draw(self) -> Drawn:
        """Return the formula, and the path whose claims count."""
        chosen = self.desk.whole_lesson.paths.get(self.desk.path or "")
        which = self.say("grade.count_core")
        if chosen:
            which = self.say("grade.count_path", path=chosen.title, n=len(chosen.claims))
        pieces = {"formula": element("p", self.desk.formula), "path": self.note("grade.rules", which=which)}
        return Drawn(pieces)


class Files(_GradePart):
    """The files that were not used, or have something about them to know."""

    def draw(self) -> Drawn:
        """Return how many files there are, and a line for each of these."""
        files = self.desk.collected.files
        odd = files[~files["used"] | (files["why"] != "")]
        told = self.note("grade.files_used", n=len(files), used=int(files["used"].sum()))
        if not len(odd):
            return Drawn({"told": told})
        shown = odd[["file", "why", "reader"]].assign(
            used=odd["used"].map({True: self.say("grade.used"), False: self.say("grade.not_used")})
        )
        return Drawn({"told": told, "table": self.shown_table(shown, self.say("grade.files_caption"))})


class Points(_GradePart):
    """The points by reader code, still without names."""

    def draw(self) -> Drawn:
        """Return the formula, what is to be looked at in all grades, and the table."""
        grades = self.desk.grades
        remarks = [element("p", f"{what} {remedy}", class_="note") for what, remedy in grades.attrs.get("remarks", ())]
        columns = ["reader", "core_claims", "core_marked", "core_with_reason", "optional_marked", "points"]
        columns += [name for name in ("minutes", "remarks") if name in grades]
        numbers = [name for name in columns if name not in ("reader", "remarks")]
        shown = self.shown_table(grades[columns], self.say("grade.points"), numbers)
        pieces = {"formula": element("p", self.desk.formula), "table": shown}
        return Drawn({"remarks": element("div", *remarks), **pieces} if remarks else pieces)


class Check(_GradePart):
    """What the list and the gradebook say of each other, with names: the findings, the gravest first."""

    def draw(self) -> Drawn:
        """Return the findings and the remarks on the list."""
        filled = self.desk.filled
        lines = [element("li", element("strong", finding.level), f": {finding}") for finding in filled.ordered]
        remarks = [element("li", remark) for remark in self.desk.roster.remarks]
        without = {} if self.desk.has_gradebook else {"without": self.note("grade.choose_gradebook")}
        return Drawn({"done": element("p", filled.done), "findings": element("ul", *lines, *remarks)} | without)


class Write(_GradePart):
    """The filled gradebook, or the list of points, to be downloaded."""

    def draw(self) -> Drawn:
        """Return the button, or why there is none."""
        name, _data = self.desk.written()
        button = element("button", self.say("grade.save_gradebook", name=name), type="button", name_="gradebook")
        return Drawn({"told": self._told(), "button": element("p", button)})

    def _told(self) -> Markup:
        filled = self.desk.filled
        if filled.kind == "filled":
            return self.note("grade.graded", n=filled.graded, column=filled.column)
        order = self.say("grade.order_of_gradebook" if self.desk.has_gradebook else "grade.order_of_roster")
        return self.note("grade.listed", n=filled.graded, order=order)

    def hear(self, view: Unsaved, name: str, value: Any, typed: Mapping[str, str]) -> None:
        """Hand out the file."""
        if name == "gradebook":
            view.give(*self.desk.written(), "text/csv")


class FeedbackPages(_GradePart):
    """A page for each student, to be downloaded: all in one file to print, or one file each."""

    def draw(self) -> Drawn:
        """Return the two buttons, or why there are none."""
        pages = self.desk.feedback_pages
        one = element("button", self.say("grade.feedback_one_file"), type="button", name_="print")
        each = element("button", self.say("grade.feedback_each"), type="button", name_="each")
        told = self.note("grade.feedback_ready", n=len(pages.pages))
        return Drawn({"told": told, "buttons": element("p", one, " ", each)})

    def hear(self, view: Unsaved, name: str, value: Any, typed: Mapping[str, str]) -> None:
        """Hand out the file with every page, or the zip of one each."""
        if name == "print":
            html = self.desk.feedback_pages.together.encode("utf-8")
            view.give(self.desk.file_name("feedback", ".html"), html, "text/html")
        elif name == "each":
            view.give(self.desk.file_name("feedback", ".zip"), self.desk.feedback_pages.zipped(), "application/zip")
