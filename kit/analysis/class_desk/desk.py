"""The class desk: one object that knows which class a teacher's page is about. Every result of the page asks it.

There are no results lying about that could outlive their class: each part of the page shows what the desk knows now,
and says at its top which class that is. A desk that cannot read a class knows none, and every part says so.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from kit.analysis.about import HANDED_IN, about
from kit.analysis.class_desk.chooser import Chooser, which_file
from kit.analysis.class_desk.part import Part
from kit.analysis.class_desk.parts import Opened
from kit.analysis.class_desk.unsaved import Drawn, Unsaved
from kit.analysis.class_desk.uploads import TooMuch, Upload
from kit.analysis.collect.collected import Collected, collect
from kit.analysis.habits import without_readers
from kit.analysis.paths import limited, path_marked
from kit.analysis.sample_class import write_sample_class
from kit.lesson.files import Lesson
from kit.lesson.guide import ReadingPath
from kit.lesson.plain_errors import Mistake, SaidPlainly
from kit.ui.markup import Markup, element
from kit.ui.words import words

#: What reading a teacher's file can end with; each says in words what is wrong.
FAULTS = (ValueError, OSError)


def in_words(fault: Exception) -> str:
    """Return what a fault says, in words and without a number of the system's."""
    if isinstance(fault, SaidPlainly):
        return str(fault)
    return str(getattr(fault, "strerror", None) or fault or type(fault).__name__)


def shown_place(place: object, called: str | None) -> str:
    """Return a file as its teacher knows it: by its path, or by its name where it came from the browser (`called`)."""
    return str(place).strip() if called is None else Path(str(place)).name


class NoClass(Mistake):
    """A figure was asked for, and no class is chosen; the text says why."""


class Desk:
    """What the desks of both teacher's pages have: one class, and the parts of the page that follow it.

    Args:
        lesson: what the class read.
    """

    #: The files that a teacher chooses here, in the order of asking.
    FILES: tuple[str, ...] = ("handed_in",)

    def __init__(self, lesson: Lesson) -> None:
        self.whole_lesson = lesson
        self.say = words(lesson.article.language)
        self.path: str | None = None
        self.left_out: frozenset[str] = frozenset()
        self._collected: Collected | None = None
        self._why = self.say("class.not_begun")
        #: What is on its way from the browser, by its number: a roster and a gradebook may come at once.
        self._uploads: dict[str, Upload] = {}
        #: Whether files were chosen at the top of the page: empty brackets below it then mean these, and no sample.
        self._chosen = False
        self._views: list[Unsaved] = []
        self._parts: list[Part] = []
        self._is_open = True

    # What the desk knows

    @property
    def collected(self) -> Collected:
        """What was handed in, of the whole class.

        Raises:
            NoClass: no class is chosen, or it could not be read; the text says why.
        """
        if self._collected is None:
            raise NoClass(self._why)
        return self._collected

    @property
    def annotations(self) -> pd.DataFrame:
        """The answers that every figure rests on: without the readers who were left out, and on one path if so chosen.

        Raises:
            NoClass: as for `collected`.
        """
        return self._figures()[0]

    @property
    def lesson(self) -> Lesson:
        """The lesson, with the claims of the chosen path alone where one was chosen."""
        return self._figures()[1]

    @property
    def is_sample(self) -> bool:
        """Whether the class is the invented one."""
        return self._collected is not None and self._collected.is_sample

    @property
    def about(self) -> str:
        """Which class this is, and of how many readers the figures are, in one line.

        Raises:
            NoClass: as for `collected`.
        """
        return about(self.annotations, language=self.whole_lesson.article.language)

    @property
    def offered_path(self) -> ReadingPath | None:
        """The path that most of the class kept to, where another one (or none) is chosen."""
        if self._collected is None:
            return None
        found = path_marked(self._collected.annotations, self.whole_lesson)
        return found if found is not None and found.name != self.path else None

    def _figures(self) -> tuple[pd.DataFrame, Lesson]:
        annotations, lesson = self.collected.annotations, self.whole_lesson
        if self.left_out:
            annotations = without_readers(annotations, self.left_out)
        return (annotations, lesson) if self.path is None else limited(annotations, lesson, self.path)

    # What a teacher does

    def choose(self) -> Unsaved:
        """Show where the files are chosen, from this computer's own file window or by their paths."""
        return self._part("choose", Chooser(self))

    def opened(self) -> Unsaved:
        """Show which class this is, or why there is none."""
        return self._part("opened", Opened(self))

    def leave_out(self, readers: Sequence[str]) -> None:
        """Leave these readers out of all figures; nobody else is. The parts of the page follow.

        Raises:
            ValueError: a reader has no annotations here.
        """
        without_readers(self.collected.annotations, readers)
        self.left_out = frozenset(readers)
        self.refresh()

    def follow(self, path: str | None) -> None:
        """Limit all figures to the claims of one path of the lesson, such as `"short"`, or to none.

        Raises:
            ValueError: the lesson has no such path.
        """
        if path is not None:
            self.whole_lesson.path(path)
        self.path = path
        self.refresh()

    def forget(self, why: str | None = None) -> None:
        """Forget the class and everything that was said or done about it. Every part of the page then says why."""
        self._chosen = False
        self._forget(why or self.say("class.forgotten"))
        self.refresh()

    def close(self) -> None:
        """End this desk for good: another one has begun. What it still shows says so."""
        self._is_open = False
        self.forget(self.say("class.begun_again"))

    def take_down(self) -> None:
        """Take down what this desk still shows, and the browser's lines to it."""
        for view in self._views:
            view.close()
        self._views.clear()

    def refresh(self) -> None:
        """Show in all parts of the page what is known now."""
        for view in self._views:
            view.refresh()

    # How files come in

    def _forget(self, why: str) -> None:
        self._forget_class(why)
        self._forget_files()
        self._drop_uploads()

    def _forget_class(self, why: str) -> None:
        """Forget what was handed in, and what was said of its readers."""
        self._collected, self._why = None, why
        self.left_out = frozenset()
        for part in self._parts:
            part.forget()

    def _forget_files(self) -> None:
        """Forget the other files of the class."""

    def _take(self, name: str, place: str | Path, called: str | None = None) -> None:
        """Take one of the files. Whatever goes wrong is said by every part that would need it."""
        self._take_class(place, called)

    def _take_class(self, place: str | Path, called: str | None = None) -> None:
        """Another class takes the place of the one before, of which nothing is left, whether it can be read or not.

        Its other files stay only where they were chosen first: there was no class yet that they could be of.
        """
        self._forget_class("") if self._collected is None else self._forget("")
        try:
            collected = collect(place, self.whole_lesson)
        except FAULTS as fault:
            self._why = self.fault(place if called is None else called, fault)
            return
        if called is not None:
            collected.annotations.attrs[HANDED_IN] = called
        if not len(collected.annotations):
            self._why = self._why_nobody(collected)
            return
        self._collected = collected

    def _why_nobody(self, collected: Collected) -> str:
        """Say why nothing that was handed in counts: it is of an earlier text, of another lesson, or nothing."""
        told = collected.earlier.told
        kind = "nobody_now" if told else "nobody_here" if collected.files["lines_elsewhere"].any() else "nobody"
        return self.say(f"class.{kind}", name=collected.annotations.attrs[HANDED_IN], why=" ".join(told))

    def _take_paths(self, given: Mapping[str, str | Path | None]) -> None:
        """Take files by their paths. Without any, what was chosen at the top of the page stays, or the sample comes.

        Whoever is quick chooses files while the cells below still run, and their empty brackets undo nothing.
        """
        paths = {name: place for name, place in given.items() if place is not None}
        if paths:
            self._chosen = False
        elif not self._chosen:
            self._take_sample()
        for name, place in paths.items():
            self._take(name, place)
        self.refresh()

    def _take_sample(self) -> None:
        with TemporaryDirectory() as folder:
            self._take_class(write_sample_class(self.whole_lesson, folder))

    def fault(self, place: object, fault: Exception) -> str:
        """Say that no class is chosen because a file could not be read."""
        return self.say("class.could_not_read", place=str(place).strip(" \"'"), why=in_words(fault))

    def begin_upload(self, number: str, name: str, files: Sequence[Mapping[str, Any]]) -> bool:
        """Make room for files that come from the browser; return whether they may come.

        Args:
            number: of this upload.
            name: which of the desk's files these are; what still comes of an earlier choice of the same is passed over.
            files: `path` and `size` of each.
        """
        self._drop_uploads(name)
        try:
            self._uploads[number] = Upload(name, files)
        except TooMuch:
            self.forget(self.say("class.too_much"))
            return False
        return True

    def add_upload(self, number: str, file: int, piece: Any) -> bool:
        """Keep a piece of a file that comes from the browser; return whether the next one may come."""
        upload = self._uploads.get(number)
        if upload is None:
            return False
        try:
            upload.add(file, piece)
        except OSError as fault:
            self.forget(self.fault(upload.called, fault))
            return False
        return True

    def end_upload(self, number: str) -> bool:
        """Read what came from the browser, and delete it; return whether there was anything to read."""
        upload = self._uploads.pop(number, None)
        if upload is None:
            return False
        try:
            self._take(which_file(upload.name), upload.place, upload.called)
        finally:
            upload.delete()
        self._chosen = True
        self.refresh()
        return True

    def _drop_uploads(self, name: str | None = None) -> None:
        """Drop what is on its way: of one of the desk's files, or all of it."""
        for number, upload in list(self._uploads.items()):
            if name is None or which_file(upload.name) == which_file(name):
                del self._uploads[number]
                upload.delete()

    def type(self, name: str, path: str) -> None:
        """Take one of the files from where a typed or pasted path says that it is."""
        self._take(name, path)
        self._chosen = True
        self.refresh()

    # How it is shown

    def told_of(self, name: str) -> str:
        """Return what is to be said of one of the chosen files, if anything."""
        if name != "handed_in" or self._collected is None:
            return ""
        return " ".join(self._collected.earlier.told)

    def file_name(self, name: str, ending: str) -> str:
        """Return what a file about this class is called: after the class, or as one of the sample."""
        handed_in = "SAMPLE" if self.is_sample else Path(str(self.collected.annotations.attrs[HANDED_IN])).name
        return f"{name} {handed_in.removesuffix('.zip')}{ending}"

    def header(self) -> Markup:
        """What stands at the top of every result: which class this is."""
        if self._collected is None:
            return element("p", self._why, class_="no-class", role="status")
        kind = "about sample" if self.is_sample else "about"
        return element("p", element("strong", self.about), class_=kind)

    def _part(self, name: str, part: Part) -> Unsaved:
        """Put a part on the page: it follows the desk, and nothing of it is saved."""
        texts = {"gone": self.say("class.gone")}
        view = Unsaved(lambda: self._drawn(part), lambda *said: self._hear(view, part, *said), self._kept(name), texts)
        self._views.append(view)
        self._parts.append(part)
        return view

    def _drawn(self, part: Part) -> Drawn:
        pieces = {"about": self.header()}
        if not self._is_open or (self._collected is None and part.needs_class):
            return Drawn(pieces)
        try:
            drawn = part.draw()
        except FAULTS as fault:
            told = in_words(fault)
        except Exception as fault:  # a fault of the kit's own: what stood here before must not stay
            told = self.say("class.broken", fault=f"{type(fault).__name__}: {fault}")
        else:
            return Drawn(pieces | dict(drawn.pieces), drawn.values)
        return Drawn(pieces | {"fault": element("p", told, class_="no-class", role="status")})

    def _hear(self, view: Unsaved, part: Part, message: Mapping[str, Any], buffers: Sequence[Any]) -> bool:
        if not self._is_open:
            return False
        kind, name = message.get("kind"), str(message.get("name", ""))
        upload = str(message.get("upload", ""))
        if kind == "begin":
            return self.begin_upload(upload, name, message.get("files", ()))
        if kind == "bytes":
            return self.add_upload(upload, int(message["number"]), buffers[0])
        if kind == "end":
            return self.end_upload(upload)
        part.hear(view, name, message.get("value"), message.get("typed", {}))
        return True

    def _kept(self, name: str) -> Callable[[], str]:
        """What stands in the saved notebook in place of a part: of which kind of class, and no word of it."""

        def kept() -> str:
            what = self.say(f"class.parts.{name}")
            return self.say("class.kept_sample" if self.is_sample else "class.kept", what=what)

        return kept
