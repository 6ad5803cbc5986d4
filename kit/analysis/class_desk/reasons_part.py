"""Reasons for the projector: the teacher looks through them first, and takes out what the class shall not see."""

from collections.abc import Mapping, Sequence
from typing import Any

from kit.analysis.class_desk.asked import ComparingDesk
from kit.analysis.class_desk.part import Part, menu
from kit.analysis.class_desk.projector import Projector
from kit.analysis.class_desk.unsaved import Drawn, Unsaved
from kit.analysis.class_figures import most_split
from kit.analysis.discretion import Reason
from kit.analysis.reasons import Camp, contrasting_reasons
from kit.ui.markup import Markup, element

_LONGEST_CHOICE = 72


class Reasons(Part):
    """One claim with its two largest camps: first as a list to look through, then on the projector.

    On the projector one goes from claim to claim, and no reason is there that the teacher has not looked through.
    """

    desk: ComparingDesk

    def __init__(self, desk: ComparingDesk) -> None:
        super().__init__(desk)
        self.forget()

    def forget(self) -> None:
        """Go back to the list and the most split claim: nothing of another class is projected before it was read."""
        self.claim = ""
        self.is_projected = self.shows_key = self.shows_reasons = False
        self._read: set[str] = set()

    def draw(self) -> Drawn:
        """Return the menu of claims, the camps as the teacher sees them, and the projector where it is on."""
        claims = self._claims()
        if self.claim not in claims:
            self.claim, self.is_projected = next(iter(claims)), False
        if self.is_projected:
            return Drawn({"stage": self._stage(list(claims))}, {"claim": self.claim})
        camps = self._camps()
        self._read.update(reason.id for camp in camps for reason in camp.all_reasons)
        quote = element("p", element("strong", self.desk.lesson.claim(self.claim).text), dir="auto")
        told = [*map(self._listed, camps)] or [self.note("class.no_answers")]
        button = element("button", self.say("class.project"), type="button", name_="project")
        pieces = {
            "menu": menu("claim", self.say("class.claim"), [(name, claim) for claim, name in claims.items()]),
            "state": element("p", button, " ", self.say("class.preview"), class_="note"),
            "camps": element("div", quote, *told, class_="preview"),
            "names": element("p", self.desk.told_of("roster") or self.say("class.names_unknown"), class_="note"),
        }
        ticked = [reason.id for camp in camps for reason in camp.all_reasons if not reason.why]
        return Drawn(pieces, {"claim": self.claim, "shown": ticked})

    def hear(self, view: Unsaved, name: str, value: Any, typed: Mapping[str, str]) -> None:
        """Choose a claim, take a reason out or in, go to the projector and back, and do there what its buttons say."""
        if name == "shown":
            self.desk.show_reason(str(value["of"]), bool(value["on"]))
            return
        if name == "claim":
            self._go_to(str(value))
        elif name in ("project", "look"):
            self.is_projected, self.shows_key, self.shows_reasons = name == "project", False, False
        elif name in ("previous", "next"):
            self._step(-1 if name == "previous" else 1)
        elif name == "key":
            self.shows_key = not self.shows_key
        elif name == "reasons":
            self.shows_reasons = not self.shows_reasons
        view.refresh()

    def _step(self, by: int) -> None:
        claims = list(self._claims())
        at = claims.index(self.claim) if self.claim in claims else 0
        self._go_to(claims[min(max(at + by, 0), len(claims) - 1)])

    def _go_to(self, claim: str) -> None:
        """Another claim comes without its key and its reasons: first the class thinks."""
        self.claim, self.shows_key, self.shows_reasons = claim, False, False

    def _stage(self, claims: Sequence[str]) -> Markup:
        camps = self._camps() if self.shows_reasons else None
        is_read = all(reason.id in self._read for camp in camps or () for reason in camp.shown)
        return Projector(self.desk, claims).stage(self.claim, shows_key=self.shows_key, camps=camps, is_read=is_read)

    def _camps(self) -> tuple[Camp, ...]:
        kept = self.desk.discretion
        return contrasting_reasons(self.desk.annotations, self.desk.lesson, self.claim, discretion=kept)

    def _claims(self) -> dict[str, str]:
        """All claims with their names in the menu: first those that split the class most, then the others in order."""
        lesson = self.desk.lesson
        split = [str(claim) for claim in most_split(self.desk.annotations, lesson)["claim"]]
        named = {claim: f"{number}. {self._name(claim)}" for number, claim in enumerate(split, start=1)}
        return named | {claim.id: self._name(claim.id) for claim in lesson.claims if claim.id not in named}

    def _name(self, claim: str) -> str:
        text = self.desk.lesson.claim(claim).text
        return f"{claim} {text if len(text) <= _LONGEST_CHOICE else text[: _LONGEST_CHOICE - 1].rstrip() + '…'}"

    def _listed(self, camp: Camp) -> Markup:
        answer = self.say(f"report.answers.{camp.answer}")
        title = element("p", self.say("report.camp", n=camp.readers, answer=answer), class_="camp")
        if camp.hidden or not camp.all_reasons:
            return element("div", title, self.note("class.camp_hidden" if camp.hidden else "class.camp_silent"))
        return element("div", title, element("ul", *(element("li", self._box(reason)) for reason in camp.all_reasons)))

    def _box(self, reason: Reason) -> Markup:
        box = element("input", type="checkbox", name_="shown", value=reason.id)
        why = self.say(f"class.held_{reason.why}", found=reason.found) if reason.why else ""
        told = element("em", f" ({why})") if why else None
        return element("label", box, " ", element("span", reason.text, dir="auto"), told)
