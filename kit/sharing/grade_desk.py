"""The desk of the page that grades: from what a class handed in to the teacher's own gradebook, checked on the way."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from kit.analysis.class_desk.desk import FAULTS, Desk, in_words, shown_place
from kit.analysis.class_desk.unsaved import Unsaved
from kit.lesson.files import Lesson
from kit.lesson.pasted_path import pasted_path
from kit.lesson.plain_errors import Mistake
from kit.sharing import grade_parts as parts
from kit.sharing.feedback import Feedback, feedback
from kit.sharing.gradebook import Filled, check_gradebook, grade_for_school
from kit.sharing.grades import DEFAULT_WEIGHTS, MAXIMUM, formula, grade
from kit.sharing.hub_roster import on_hub
from kit.sharing.roster import Roster, read_roster
from kit.sharing.sample_files import write_sample_files
from kit.ui.markup import Markup, element

COLUMN = "Claim by Claim"


class GradeDesk(Desk):
    """One class, graded. `kit.grade_desk` makes it; each method puts a part of the page into the running cell."""

    FILES: tuple[str, ...] = ("handed_in", "roster", "gradebook")

    def __init__(self, lesson: Lesson) -> None:
        super().__init__(lesson)
        self.maximum, self.weights, self.column = MAXIMUM, dict(DEFAULT_WEIGHTS), COLUMN
        self.replaces = False
        self._roster: Roster | None = None
        self._gradebook: tuple[Path, bytes] | None = None
        self._names: dict[str, str] = {}
        self._faults: dict[str, str] = {}

    def open(
        self,
        handed_in: str | Path | None = None,
        roster: str | Path | None = None,
        gradebook: str | Path | None = None,
    ) -> Unsaved:
        """Open a class by the paths of its files; without any, the one that was chosen above, or the invented one.

        Args:
            handed_in: the folder or zip, however its path was pasted.
            roster: the list of who has which code.
            gradebook: the file that your platform exported; without one, the points are listed by name.
        """
        self._take_paths({"handed_in": handed_in, "roster": roster, "gradebook": gradebook})
        return self.opened()

    def count(
        self,
        maximum: float = MAXIMUM,
        weights: Mapping[str, float] | None = None,
        path: str | None = None,
        column: str = COLUMN,
        *,
        replace: bool = False,
    ) -> Unsaved:
        """Say what counts, and show the formula.

        Args:
            maximum: the points for everything.
            weights: how much `completion`, `reasons` and `score` count; left out, the first two count alike.
            path: the path of the lesson whose claims count, such as `"short"`; all core claims, if left out.
            column: the assignment's title in the gradebook, or a part of it.
            replace: whether grades that stand there already are replaced.
        """
        if path is not None:
            self.whole_lesson.path(path)  # first: a slip in it must not leave one half of the rules new
        self.maximum, self.column, self.replaces = maximum, column, replace
        self.weights = dict(DEFAULT_WEIGHTS if weights is None else weights)
        self.follow(path)
        return self._part("rules", parts.Rules(self))

    # Parts of the page

    def files(self) -> Unsaved:
        """Show which files were not used, or have something about them to know."""
        return self._part("files", parts.Files(self))

    def points(self) -> Unsaved:
        """Show the points by reader code."""
        return self._part("points", parts.Points(self))

    def check(self) -> Unsaved:
        """Show what importing the filled gradebook would do."""
        return self._part("check", parts.Check(self))

    def write(self) -> Unsaved:
        """Give the filled gradebook, or the list of points, as a download."""
        return self._part("write", parts.Write(self))

    def feedback(self) -> Unsaved:
        """Give each student's page of feedback as a download."""
        return self._part("feedback", parts.FeedbackPages(self))

    # What the parts show

    @property
    def formula(self) -> str:
        """How points are counted, in a sentence."""
        return formula(self.maximum, self.weights)

    @property
    def grades(self) -> pd.DataFrame:
        """The points, one row a reader (`kit.grade`)."""
        return grade(self.collected.annotations, self.whole_lesson, self.maximum, self.weights, path=self.path)

    @property
    def feedback_pages(self) -> Feedback:
        """A page for each student, with their answers beside the key (`kit.sharing.feedback`).

        Raises:
            ValueError: there is no class, or no key; the text says why.
        """
        roster = on_hub(self._roster or Roster(()), self.collected)
        order = [student.code for student in roster.students]
        annotations = self.collected.annotations
        return feedback(annotations, self.whole_lesson, names=roster.names, path=self.path, order=order)

    @property
    def roster(self) -> Roster:
        """Who has which code.

        Raises:
            ValueError: no list is chosen, or it could not be read; the text says why.
        """
        if self._roster is None:
            raise Mistake(self._faults.get("roster") or self.say("grade.choose_roster"))
        return self._roster if self._collected is None else on_hub(self._roster, self._collected)

    @property
    def filled(self) -> Filled:
        """The filled gradebook, checked (`kit.fill_gradebook`), or a list of points by name. Nothing is written.

        Raises:
            ValueError: there is no class or roster, or the gradebook cannot be filled; the text says why.
        """
        roster, grades = self.roster, self.grades
        if fault := self._faults.get("gradebook"):
            raise Mistake(fault)
        with TemporaryDirectory() as folder:
            copy = None
            if self._gradebook is not None:
                place, data = self._gradebook
                copy = Path(folder, place.name)
                copy.write_bytes(data)
            return grade_for_school(
                copy,
                grades,
                roster,
                self.column,
                roster_file=self._names["roster"],
                replace=self.replaces,
                files=self.collected.files,
            )

    @property
    def has_gradebook(self) -> bool:
        """Whether a gradebook is chosen."""
        return self._gradebook is not None

    def header(self) -> Markup:
        """What stands at the top of every result: which class this is, and from which files."""
        if self._collected is None:
            return super().header()
        named = [self.say(f"grade.from_file.{name}", name=called) for name, called in self._names.items()]
        told = element("span", f" · {' · '.join(named)}") if named else None
        kind = "about sample" if self.is_sample else "about"
        return element("p", self.say("grade.grades_of"), " ", element("strong", self.about), told, class_=kind)

    def told_of(self, name: str) -> str:
        """Return what is to be said of one of the chosen files."""
        if called := self._names.get(name):
            return self.say("grade.chosen", name=called)
        return self._faults.get(name) or super().told_of(name)

    def _forget_files(self) -> None:
        self._roster = self._gradebook = None
        self._names, self._faults = {}, {}

    def _take(self, name: str, place: str | Path, called: str | None = None) -> None:
        if name == "handed_in":
            super()._take(name, place, called)
            return
        if self.is_sample:
            self._forget(self.say("grade.class_first"))
        self._names.pop(name, None)
        self._faults.pop(name, None)
        try:
            path = pasted_path(place)
            self._read(name, path)
            self._names[name] = path.name
        except FAULTS as fault:
            self._faults[name] = self.say(f"class.no_{name}", place=shown_place(place, called), why=in_words(fault))

    def _read(self, name: str, path: Path) -> None:
        if name == "roster":
            self._roster = None
            self._roster = read_roster(path)
        else:
            self._gradebook = None
            check_gradebook(path)
            self._gradebook = (path, path.read_bytes())

    def _take_sample(self) -> None:
        with TemporaryDirectory() as folder:
            files = write_sample_files(self.whole_lesson, folder)
            self._take_class(files.handed_in)
            self._roster = read_roster(files.roster)
            self._gradebook = (files.gradebook, files.gradebook.read_bytes())
            self._names = {"roster": files.roster.name, "gradebook": files.gradebook.name}

    def written(self) -> tuple[str, bytes]:
        """Return the name and the content of the filled gradebook, or of the list of points.

        Raises:
            ValueError: it cannot be filled, or a finding says `stop`.
        """
        filled = self.filled
        if filled.data is None:
            raise Mistake(self.say("grade.mend"))
        if not filled.graded:
            raise Mistake(self.say("grade.nothing_to_fill"))
        return filled.file_name, filled.data
