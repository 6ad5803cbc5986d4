"""The desk of the page that compares a class: how far it is, where it splits, what its sides say, and a report."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from kit.analysis.adjudication import Decision
from kit.analysis.class_desk import parts
from kit.analysis.class_desk.answers_part import Answers
from kit.analysis.class_desk.desk import FAULTS, Desk, in_words, shown_place
from kit.analysis.class_desk.reasons_part import Reasons
from kit.analysis.class_desk.unsaved import Unsaved
from kit.analysis.discretion import Discretion
from kit.analysis.reasons import reason_ids
from kit.analysis.report.page import Report, report
from kit.lesson.files import Lesson

NamesOf = Callable[[str | Path], Collection[str]]


class ClassDesk(Desk):
    """One class, compared. `kit.class_desk` makes it; each method puts a part of the page into the running cell.

    Args:
        lesson: what the class read.
        names_of: reads the names out of a teacher's roster (`kit.read_roster(...).names`).
        codes_of: reads its reader codes, which tell another class's roster.
    """

    FILES: tuple[str, ...] = ("handed_in", "roster")

    def __init__(self, lesson: Lesson, names_of: NamesOf, codes_of: NamesOf = lambda _roster: ()) -> None:
        super().__init__(lesson)
        self._names_of, self._codes_of = names_of, codes_of
        self._names: Collection[str] = ()
        self._codes: Collection[str] = ()
        self._roster_told = ""
        self._hidden: frozenset[str] = frozenset()
        self._shown: frozenset[str] = frozenset()

    def open(self, handed_in: str | Path | None = None, roster: str | Path | None = None) -> Unsaved:
        """Open a class by the paths of its files; without any, the one that was chosen above, or the invented one.

        Args:
            handed_in: the folder or zip, however its path was pasted.
            roster: the list of who has which code; reasons that hold one of its names are held back.
        """
        self._take_paths({"handed_in": handed_in, "roster": roster})
        return self.opened()

    # Parts of the page

    def far(self) -> Unsaved:
        """Show how much of each section the class has answered."""
        return self._part("far", parts.Far(self))

    def readers(self) -> Unsaved:
        """Show, closed, each reader's code and habits, with boxes that leave them out of all figures."""
        return self._part("readers", parts.Readers(self))

    def answers(self) -> Unsaved:
        """Show the answers to each claim as a chart with menus."""
        return self._part("answers", Answers(self))

    def split(self) -> Unsaved:
        """Show the claims on which the class splits most."""
        return self._part("split", parts.Split(self))

    def reasons(self) -> Unsaved:
        """Show two sides and their reasons, first to the teacher, then to the class."""
        return self._part("reasons", Reasons(self))

    def missed(self) -> Unsaved:
        """Show what the key reads differently."""
        return self._part("missed", parts.Missed(self))

    def disagree(self) -> Unsaved:
        """Show where students saw the key and keep to another answer."""
        return self._part("disagree", parts.Disagree(self))

    def decide(self, decisions: Mapping[str, Decision] | None = None) -> Unsaved:
        """Show which claims of the key want a decision, with these decisions, and give the key as a download."""
        return self._part("decide", parts.Decide(self, decisions))

    def revised(self) -> Unsaved:
        """Show first and later answers side by side."""
        return self._part("revised", parts.Revised(self))

    def report(self) -> Unsaved:
        """Show the report, and give it as a download."""
        return self._part("report", parts.ClassReport(self))

    # What the class does not see

    @property
    def discretion(self) -> Discretion:
        """What is kept from the class: names of the roster, sentences of the key, and what the teacher took out."""
        chosen = self._hidden or self._shown
        present = reason_ids(self.annotations, self.lesson) if chosen else frozenset()
        return Discretion(self._names, self._hidden & present, self._shown & present)

    def show_reason(self, reason: str, is_shown: bool) -> None:
        """Show a reason to the class, or keep it from them, here and in the report; `reason` is its id."""
        if is_shown:
            self._hidden, self._shown = self._hidden - {reason}, self._shown | {reason}
        else:
            self._hidden, self._shown = self._hidden | {reason}, self._shown - {reason}
        self.refresh()

    def report_page(self, *, show_key: bool = True) -> Report:
        """Return the report as it stands now (`kit.report`)."""
        kept = self.discretion
        hide, show = kept.hide, kept.show
        files = self.collected.files
        return report(self.annotations, self.lesson, files, show_key=show_key, names=kept.names, hide=hide, show=show)

    def told_of(self, name: str) -> str:
        """Return what is to be said of one of the chosen files."""
        if name != "roster":
            return super().told_of(name)
        return " ".join(filter(None, (self._roster_told, self._doubt_about_roster())))

    def _doubt_about_roster(self) -> str:
        """Say where fewer than half of the class are in the roster: another class's names protect nobody here."""
        if self._collected is None or not self._codes:
            return ""
        readers = {str(reader) for reader in self.collected.annotations["reader"].unique()}
        known = len(readers & set(self._codes))
        return self.say("class.other_roster", n=known, readers=len(readers)) if 2 * known < len(readers) else ""

    def _forget_class(self, why: str) -> None:
        super()._forget_class(why)
        self._hidden = self._shown = frozenset()

    def _forget_files(self) -> None:
        self._names, self._codes, self._roster_told = (), (), ""

    def _take(self, name: str, place: str | Path, called: str | None = None) -> None:
        if name != "roster":
            super()._take(name, place, called)
            return
        if self.is_sample:
            self._forget(self.say("class.roster_first"))
        try:
            self._names, self._codes = self._names_of(place), self._codes_of(place)
        except FAULTS as fault:
            self._names, self._codes = (), ()
            self._roster_told = self.say("class.no_roster", place=shown_place(place, called), why=in_words(fault))
            return
        known = "names_known" if self._names else "names_known_none"
        self._roster_told = self.say(f"class.{known}", n=len(self._names))
