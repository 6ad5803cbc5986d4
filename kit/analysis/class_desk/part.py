"""What a part of a teacher's page is: it shows something of the class that its desk knows."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from kit.analysis.class_desk.asked import AskedDesk
from kit.analysis.class_desk.unsaved import Drawn, Unsaved
from kit.ui.markup import Markup, element, table


class Part:
    """A part of the page. It keeps what a teacher has chosen in it, and nothing about a class."""

    #: Whether there is nothing to show where no class is chosen.
    needs_class = True

    def __init__(self, desk: AskedDesk) -> None:
        self.desk, self.say = desk, desk.say

    def draw(self) -> Drawn:
        """Return what is shown now."""
        raise NotImplementedError

    def hear(self, view: Unsaved, name: str, value: Any, typed: Mapping[str, str]) -> None:
        """Do what a control asks for: its name, what it is set to, and the texts that stand in all fields."""

    def forget(self) -> None:
        """Forget what was chosen for the class before: another one takes its place, or none."""

    def note(self, key: str, **values: object) -> Markup:
        """Return one of the kit's texts as a remark."""
        return element("p", self.say(key, **values), class_="note")

    def shown_table(self, frame: pd.DataFrame, caption: str, numbers: Collection[str] = ()) -> Markup:
        """Return a table of figures, its columns headed in words; what is missing stays empty."""
        heads = [self.column(name) for name in frame.columns]
        rows = [[cell(value) for value in row] for row in frame.itertuples(index=False)]
        places = [place for place, name in enumerate(frame.columns) if name in numbers]
        return element("div", table(caption, heads, rows, places), class_="wide")

    def column(self, name: str) -> str:
        """Return the heading of a column of figures; one that is called after an answer has just that."""
        return str(self.say["class"]["columns"].get(name, name))

    def folded(self, key: str, title: str, *content: Markup) -> Markup:
        """Return what only the teacher should open, closed."""
        return element("details", element("summary", title), *content, data_key=key)


def cell(value: Any) -> object:
    """Return a value as a table of figures shows it: what is missing is empty."""
    if pd.isna(value):
        return ""
    return f"{value:g}" if isinstance(value, float) else value


def menu(name: str, label: str, options: Sequence[tuple[str, str]]) -> Markup:
    """Return a menu with its name before it; each option is its text and its value."""
    inside = (element("option", text, value=value) for text, value in options)
    return element("label", label, " ", element("select", *inside, name_=name, aria_label=label), class_="menu")
