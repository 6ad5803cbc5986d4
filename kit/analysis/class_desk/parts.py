"""Parts of a teacher's page: what each shows of the class that the desk knows, and what its controls do."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from kit.analysis.adjudication import Decision, objections, propose_key, write_key
from kit.analysis.class_desk.asked import AskedDesk, ComparingDesk
from kit.analysis.class_desk.part import Part, cell
from kit.analysis.class_desk.unsaved import Drawn, Unsaved
from kit.analysis.class_figures import (
    completion,
    completion_by_section,
    most_missed,
    most_split,
    own_and_revised,
    still_disagree,
)
from kit.analysis.habits import habits
from kit.ui.markup import Markup, element, table

#: As many claims as one looks through at a time.
MOST_CLAIMS = 10


class Opened(Part):
    """Which class this is, and whether answers to an earlier text are missing from its figures."""

    def draw(self) -> Drawn:
        """Return what is to be said of what was handed in, below the header."""
        told = self.desk.told_of("handed_in")
        return Drawn({"told": element("p", told, class_="note")} if told else {})


class Far(Part):
    """How much of each section the class has answered."""

    def draw(self) -> Drawn:
        """Return the table by section."""
        found = completion_by_section(self.desk.annotations, self.desk.lesson)
        percent = pd.DataFrame({"section_title": found["section"].astype(str) + " " + found["title"]})
        kinds = [kind for kind in ("core", "optional") if found[f"{kind}_claims"].any()]
        for kind in kinds:
            percent[kind] = (100 * found[kind]).round()
        shown = self.shown_table(percent, self.say("class.far"), kinds)
        return Drawn(
            {"table": shown, "note": self.note("class.far_note" if self.desk.path is None else "class.far_path")}
        )


class Readers(Part):
    """Who is how far and has which habits, by codes; readers can be left out of all figures here."""

    def draw(self) -> Drawn:
        """Return how many count, and, closed, a line for each reader with a box to tick."""
        whole = self.desk.collected.annotations
        found = habits(whole, self.desk.whole_lesson).merge(completion(whole, self.desk.whole_lesson), on="reader")
        found = found.sort_values("remarks", key=lambda told: told.eq(""), kind="stable")
        rows = [[self._box(row["reader"]), *map(cell, (row[name] for name in _OF_READERS))] for row in _rows(found)]
        heads = [self.column(name) for name in ("leave_out", *_OF_READERS)]
        listed = table(self.say("class.readers_caption"), heads, rows, [1, 2, 3])
        counted = len(found) - len(self.desk.left_out)
        told = self.note("class.counted", n=counted, all=len(found))
        remarked = self._remarked(int(found["remarks"].ne("").sum()))
        folded = self.folded("readers", self.say("class.open_codes"), element("div", listed, class_="wide"))
        return Drawn({"counted": told, "remarked": remarked, "readers": folded}, {"left_out": [*self.desk.left_out]})

    def _remarked(self, readers: int) -> Markup:
        return self.note("class.remarked", n=readers) if readers else self.note("class.nobody_remarked")

    def _box(self, reader: str) -> Markup:
        return element("label", element("input", type="checkbox", name_="left_out", value=reader), " ", reader)

    def hear(self, view: Unsaved, name: str, value: Any, typed: Mapping[str, str]) -> None:
        """Leave a reader out of all figures, or take them back."""
        if name == "left_out":
            reader = {str(value["of"])}
            self.desk.leave_out([*(self.desk.left_out | reader if value["on"] else self.desk.left_out - reader)])


_OF_READERS = ("core", "optional", "minutes", "remarks")


class Split(Part):
    """The claims on which the class splits most."""

    def draw(self) -> Drawn:
        """Return the table."""
        found = most_split(self.desk.annotations, self.desk.lesson)
        if not len(found):
            return Drawn({"none": self.note("class.split_none")})
        columns = ["claim", "paragraph", "text", "answers", "largest", "split"]
        shown = found[columns].assign(split=found["split"].map("{:.0%}".format))
        return Drawn({"table": self.shown_table(shown, self.say("class.split"), ("paragraph", "answers", "split"))})


class Missed(Part):
    """What the key reads differently; a kind word where the key comes later."""

    def draw(self) -> Drawn:
        """Return the table."""
        if self.desk.lesson.key is None:
            return Drawn({"none": self.note("class.no_key")})
        found = most_missed(self.desk.annotations, self.desk.lesson)
        if not len(found):
            return Drawn({"none": self.note("class.missed_none")})
        columns = ["claim", "text", "key", "defensible", "slip"]
        shown = found[columns].assign(defensible=found["defensible"].map("{:.0%}".format))
        return Drawn({"table": self.shown_table(shown, self.say("class.missed"), ("defensible",))})


class Disagree(Part):
    """The claims on which students who saw the key keep to another answer."""

    def draw(self) -> Drawn:
        """Return the table."""
        found = still_disagree(self.desk.annotations, self.desk.lesson).head(MOST_CLAIMS)
        if not len(found):
            return Drawn({"none": self.note("class.disagree_none")})
        shown = found[["claim", "text", "readers", "answer"]]
        return Drawn({"table": self.shown_table(shown, self.say("class.disagree"), ("readers",))})


class Decide(Part):
    """The claims that want a decision about the key, and a key of the teacher's own to download."""

    def __init__(self, desk: AskedDesk, decisions: Mapping[str, Decision] | None) -> None:
        super().__init__(desk)
        self.decisions = decisions

    def draw(self) -> Drawn:
        """Return the table, the objections (closed), and the button."""
        wanted = self._wanted().head(MOST_CLAIMS)
        shown = wanted[["claim", "text", "answers", "proposed", "key", "tie", "disagree"]]
        numbers = ("answers", "disagree")
        listed = self.shown_table(shown, self.say("class.decide"), numbers) if len(shown) else None
        said = objections(self.desk.annotations, self.desk.whole_lesson)
        table_of_said = self.shown_table(said, self.say("class.objections"))
        save = _button("key", self.say("class.save_key"))
        return Drawn(
            {
                "table": listed or self.note("class.decided"),
                "objections": self.folded("objections", self.say("class.open_objections"), table_of_said),
                "button": self.note("class.sample_key") if self.desk.is_sample else save,
            }
        )

    def _wanted(self) -> pd.DataFrame:
        """The claims that want a decision, what splits the most students first; what is decided stands on top."""
        found = propose_key(self.desk.annotations, self.desk.whole_lesson, self.decisions).table
        is_tie = found["tie"] != ""
        tied = (found["share"] * found["answers"]).where(is_tie, 0).astype(float).round()
        wanted = found.assign(split=found["disagree"] + tied)[is_tie | (found["disagree"] > 0) | found["decided"]]
        return wanted.sort_values(["decided", "split"], ascending=False, kind="stable")

    def hear(self, view: Unsaved, name: str, value: Any, typed: Mapping[str, str]) -> None:
        """Hand out the key as the teacher has decided it."""
        if name == "key" and not self.desk.is_sample:
            proposal = propose_key(self.desk.annotations, self.desk.whole_lesson, self.decisions)
            with TemporaryDirectory() as folder:
                data = write_key(proposal, Path(folder, "key.yaml")).read_bytes()
            view.give(self.desk.file_name("key", ".yaml"), data, "application/yaml")


class Revised(Part):
    """First and later answers side by side."""

    def draw(self) -> Drawn:
        """Return the table: rows are the answers before the key, columns those after it."""
        both = own_and_revised(self.desk.annotations, self.desk.lesson)
        if not len(both):
            return Drawn({"none": self.note("class.revised_none")})
        counts = pd.crosstab(both["own"], both["revised"])
        shown = counts.rename_axis("own").reset_index().rename(columns=str)
        return Drawn({"table": self.shown_table(shown, self.say("class.revised_table"), [*counts.columns])})


class ClassReport(Part):
    """The report, as it will be downloaded."""

    desk: ComparingDesk

    def __init__(self, desk: ComparingDesk) -> None:
        super().__init__(desk)
        self.shows_key = True

    def draw(self) -> Drawn:
        """Return the choice whether the key is in it, the button, and the page in a frame of its own."""
        report = self.desk.report_page(show_key=self.shows_key)
        frame = element("iframe", title=report.title, srcdoc=report.html, width="100%", height="600")
        pieces = {"button": _button("report", report.download), "page": frame}
        if self.desk.lesson.key is None:
            return Drawn(pieces)
        box = element("input", type="checkbox", name_="show_key", value="yes")
        key = {"key": element("p", element("label", box, " ", self.say("class.with_key")))}
        return Drawn(key | pieces, {"show_key": ["yes"] if self.shows_key else []})

    def hear(self, view: Unsaved, name: str, value: Any, typed: Mapping[str, str]) -> None:
        """Take the key out or in, or hand out the page."""
        if name == "show_key":
            self.shows_key = bool(value["on"])
            view.refresh()
        elif name == "report":
            data = self.desk.report_page(show_key=self.shows_key).html.encode("utf-8")
            view.give(self.desk.file_name("report", f" {date.today():%Y-%m-%d}.html"), data, "text/html")


def _button(name: str, text: str, value: str = "") -> Markup:
    return element("p", element("button", text, type="button", name_=name, value=value))


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
