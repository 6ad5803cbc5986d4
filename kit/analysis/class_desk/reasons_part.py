"""Reasons for the projector: the teacher looks through them first, and takes out what the class shall not see."""

from collections.abc import Mapping
from typing import Any

from kit.analysis.class_desk.asked import ComparingDesk
from kit.analysis.class_desk.part import Part, menu
from kit.analysis.class_desk.unsaved import Drawn, Unsaved
from kit.analysis.class_figures import most_split
from kit.analysis.discretion import Reason
from kit.analysis.reasons import Camp, contrasting_reasons
from kit.ui.markup import Markup, element

_LONGEST_CHOICE = 72


class Reasons(Part):
    """One claim with its two largest camps. First as a list to look through, then large, without what was taken out."""

    desk: ComparingDesk

    def __init__(self, desk: ComparingDesk) -> None:
        super().__init__(desk)
        self.forget()

    def forget(self) -> None:
        """Go back to the list and the most split claim: nothing of another class is projected before it was read."""
        self.claim = ""
        self.is_projected = False

    def draw(self) -> Drawn:
        """Return the menu of claims, and the camps as the teacher or as the class sees them."""
        options = self._options()
        values = [value for _, value in options]
        if self.claim not in values:
            self.claim, self.is_projected = values[0], False
        camps = contrasting_reasons(
            self.desk.annotations, self.desk.lesson, self.claim, discretion=self.desk.discretion
        )
        quote = element("p", element("strong", self.desk.lesson.claim(self.claim).text), dir="auto")
        told = [*map(self._large if self.is_projected else self._listed, camps)] or [self.note("no_answers")]
        kind, name = ("projected", "look") if self.is_projected else ("preview", "project")
        button = element("button", self.text(name), type="button", name_=name)
        pieces = {
            "menu": menu("claim", self.say["claim"], options),
            "state": element("p", button, " ", "" if self.is_projected else self.text("preview"), class_="note"),
            "camps": element("div", quote, *told, class_=kind),
        }
        if not self.is_projected:
            pieces["names"] = element("p", self.desk.told_of("roster") or self.text("names_unknown"), class_="note")
        ticked = [reason.id for camp in camps for reason in camp.all_reasons if not reason.why]
        return Drawn(pieces, {"claim": self.claim, "shown": ticked})

    def hear(self, view: Unsaved, name: str, value: Any, typed: Mapping[str, str]) -> None:
        """Choose a claim, take a reason out or in, or go to what the class sees and back."""
        if name == "shown":
            self.desk.show_reason(str(value["of"]), bool(value["on"]))
            return
        if name == "claim":
            self.claim, self.is_projected = str(value), False
        elif name in ("project", "look"):
            self.is_projected = name == "project"
        view.refresh()

    def _options(self) -> list[tuple[str, str]]:
        lesson = self.desk.lesson
        split = [str(claim) for claim in most_split(self.desk.annotations, lesson)["claim"]]
        others = [claim.id for claim in lesson.claims if claim.id not in split]
        numbered = [(f"{number}. {self._name(claim)}", claim) for number, claim in enumerate(split, start=1)]
        return [*numbered, *((self._name(claim), claim) for claim in others)]

    def _name(self, claim: str) -> str:
        text = self.desk.lesson.claim(claim).text
        return f"{claim} {text if len(text) <= _LONGEST_CHOICE else text[: _LONGEST_CHOICE - 1].rstrip() + '…'}"

    def _title(self, camp: Camp) -> Markup:
        answer = self.say["answers"][camp.answer]
        return element("p", self.text("camp", n=camp.readers, answer=answer), class_="camp")

    def _large(self, camp: Camp) -> Markup:
        if camp.hidden:
            told = self.note("camp_hidden")
        elif camp.reasons:
            told = element("ul", *(element("li", reason, dir="auto") for reason in camp.reasons))
        else:
            told = self.note("camp_silent")
        return element("div", self._title(camp), told)

    def _listed(self, camp: Camp) -> Markup:
        if camp.hidden or not camp.all_reasons:
            return element("div", self._title(camp), self.note("camp_hidden" if camp.hidden else "camp_silent"))
        lines = (element("li", self._box(reason)) for reason in camp.all_reasons)
        return element("div", self._title(camp), element("ul", *lines))

    def _box(self, reason: Reason) -> Markup:
        box = element("input", type="checkbox", name_="shown", value=reason.id)
        why = element("em", f" ({self.text(f'held_{reason.why}', found=reason.found)})") if reason.why else None
        return element("label", box, " ", element("span", reason.text, dir="auto"), why)
