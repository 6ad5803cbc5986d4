"""Editing: a lesson's folder in a person's hands. Every step is checked and written before it is shown."""

import difflib
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kit.authoring.editor import about_steps, answer_steps, claim_steps, guide_steps, text_steps
from kit.authoring.editor.in_hand import LessonInHand, LessonReader, faults_of
from kit.authoring.editor.kept_steps import Done, KeptSteps
from kit.authoring.editor.lesson_files import FILES, ChangedMeanwhile, LessonFiles
from kit.authoring.editor.step import Refused, Step
from kit.lesson.earlier import earlier_passages
from kit.lesson.faults import LessonFaults
from kit.lesson.files import LIBRARY, lesson_folder
from kit.lesson.plain_errors import Mistake, SaidPlainly
from kit.ui.words import words

#: What a person can do, by name. Each takes the lesson as it is and what the view sends with it.
STEPS: Mapping[str, Callable[..., Step]] = {
    "border": claim_steps.move_border,
    "merge": claim_steps.merge,
    "delete": claim_steps.delete,
    "core": claim_steps.toggle_core,
    "label": answer_steps.toggle_label,
    "also": answer_steps.toggle_also,
    "nature": answer_steps.set_nature,
    "text": answer_steps.set_text,
    "later_after": answer_steps.set_later_after,
    "slip": answer_steps.set_slip,
    "evidence": answer_steps.add_evidence,
    "drop_evidence": answer_steps.drop_evidence,
    "propose": answer_steps.propose,
    "confirm": answer_steps.confirm,
    "reopen": answer_steps.reopen,
    "stop_text": guide_steps.set_stop_text,
    "join_stops": guide_steps.join_stops,
    "part_stop": guide_steps.part_stop,
    "questions": guide_steps.take_questions,
    "section_text": guide_steps.set_section_text,
    "section_minutes": guide_steps.set_section_minutes,
    "new_path": guide_steps.new_path,
    "on_path": guide_steps.toggle_on_path,
    "path_minutes": guide_steps.set_path_minutes,
    "path_title": guide_steps.set_path_title,
    "delete_path": guide_steps.delete_path,
    "front": about_steps.set_front_text,
    "publication": about_steps.set_publication,
    "point": about_steps.set_point,
    "person": about_steps.set_person,
    "drop_person": about_steps.drop_person,
    "paragraph": text_steps.set_paragraph,
    "part_paragraph": text_steps.part_paragraph,
    "join_paragraphs": text_steps.join_paragraphs,
    "heading": text_steps.set_heading,
}
#: Steps that give a new claim an id.
NEW_CLAIMS: Mapping[str, Callable[..., Step]] = {"make": claim_steps.make, "split": claim_steps.split}


class NotDone(SaidPlainly, ValueError):
    """A step cannot be made, and a sentence says why; the lesson is as it was."""


class Editing:
    """A lesson that is edited, in `folder`. `hand` is what its files say now.

    The steps of earlier sittings can be taken back, too (`kept_steps`), as long as nobody else has written the files.

    Raises:
        LessonFaults: the lesson cannot be opened; `.faults` lists everything that is wrong.
        FileNotFoundError: there is no such folder.
        ValueError: it is a bundled lesson.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = lesson_folder(folder).resolve()
        if self.folder.parent == LIBRARY:
            raise Mistake(words()("editor.bundled", name=self.folder.name))
        self._files, self._reader = LessonFiles(self.folder), LessonReader(self.folder.name)
        self._history = KeptSteps(self.folder)
        self._listeners: dict[Callable[[], None], None] = {}
        self._lock = threading.RLock()
        self.hand = self._read()
        self._history.read(self.hand.texts)
        self._first = dict(self.hand.texts)
        self._used = set(self.hand.used_ids)

    def edit(self, name: str, /, **given: Any) -> Done:
        """Make one step and return it once it is in the files.

        Args:
            name: one of `STEPS` or `NEW_CLAIMS`.
            given: what the step needs, by name.

        Raises:
            NotDone: the step cannot be made.
            ChangedMeanwhile: another program has written a file; nothing is done until `look` has taken it in.
            NotWritten: the disk does not take it.
        """
        with self._lock:
            self._check_unchanged()
            step = self._step(name, given)
            texts = {file: text for file, text in step.texts.items() if self.hand.texts.get(file) != text}
            hand = self._checked({**self.hand.texts, **texts})
            before = {file: self.hand.texts.get(file) for file in texts}
            if texts:
                self._write(Done(name, before, step.claim), texts, hand)
            said = words(hand.article.language)(f"editor.{step.said}", **step.about) if step.said else ""
            done = Done(name, before, step.claim, said)
        self._tell()
        return done

    def undo(self) -> Done:
        """Take the last step back, and return it.

        Raises:
            NotDone: there is none.
            ChangedMeanwhile, NotWritten: as for `edit`.
        """
        with self._lock:
            if not self._history:
                raise NotDone(self._say("nothing_to_undo"))
            self._check_unchanged()
            last = self._history.last
            texts = {file: text for file, text in {**self.hand.texts, **last.before}.items() if text is not None}
            hand = self._reader.read(texts)
            self._files.write(last.before)
            self._history.drop_last()
            self.hand = hand
        self._tell()
        return last

    @property
    def last_step(self) -> str:
        """The name of the step that `undo` takes back; empty where there is none."""
        return self._history.last.name if self._history else ""

    def look(self) -> tuple[str, ...]:
        """Take in what another program has written, and return the names of its files.

        The steps before it cannot be taken back any more: they would write over what is new. (Those of another editor
        of the lesson can.)

        Raises:
            LessonFaults: something is wrong in them; the lesson stays as it was, and no step is made until it is right.
        """
        with self._lock:
            changed = self._files.changed()
            if not changed:
                return ()
            self.hand = self._read()
            self._history.read(self.hand.texts)
            self._used |= self.hand.used_ids
        self._tell()
        return changed

    def changes(self) -> str:
        """Return what has changed since the lesson was opened here, as a unified diff; empty where nothing has."""
        parts: list[str] = []
        for file in FILES:
            before, after = self._first.get(file, ""), self.hand.texts.get(file, "")
            lines = difflib.unified_diff(before.splitlines(), after.splitlines(), file, file, lineterm="", n=1)
            parts += lines
        return "\n".join(parts)

    def listen(self, listener: Callable[[], None]) -> Callable[[], object]:
        """Call `listener` after every change, until the returned function is called."""
        self._listeners[listener] = None
        return lambda: self._listeners.pop(listener, None)

    def __repr__(self) -> str:
        open_claims = sum(not answer.is_confirmed for answer in self.hand.answers.values())
        about = {"title": self.hand.article.title, "folder": self.folder, "claims": len(self.hand.claims)}
        return words()("editor.about", **about, open=open_claims)

    def _step(self, name: str, given: Mapping[str, Any]) -> Step:
        try:
            if name in NEW_CLAIMS:
                earlier = (one for passages in earlier_passages(self.folder).values() for one in passages)
                return NEW_CLAIMS[name](self.hand, {*self._used, *earlier}, **given)
            return STEPS[name](self.hand, **given)
        except Refused as why:
            raise NotDone(self._why(why)) from None
        except (KeyError, TypeError, AttributeError, IndexError) as error:
            raise NotDone(self._say("strange_step", detail=f"{name}: {error}")) from error

    def _why(self, why: Refused) -> str:
        about = dict(why.about)
        if isinstance(lacks := about.get("lacks"), Sequence):
            about["lacks"] = ", ".join(self._say(f"lack_{name}") for name in lacks)
        return self._say(f"not_{why.key}", **about)

    def _say(self, key: str, **about: Any) -> str:
        return words(self.hand.article.language)(f"editor.{key}", **about)

    def _checked(self, texts: Mapping[str, str]) -> LessonInHand:
        """Read what a step would write; what a lesson cannot hold is said without the file's lines."""
        try:
            return self._reader.read(texts)
        except LessonFaults as found:
            fault = found.faults[0]
            raise NotDone(f"{fault.problem} {fault.remedy}") from None

    def _read(self) -> LessonInHand:
        texts = self._files.read()
        if faults := faults_of(texts):
            raise LessonFaults(self.folder.name, faults)
        hand = self._reader.read(texts)
        self._files.take()
        return hand

    def _write(self, done: Done, texts: Mapping[str, str], hand: LessonInHand) -> None:
        """Keep a step, then make it: where all ends in between, the steps before it are still known."""
        self._history.add(done, hand.texts)
        try:
            self._files.write(texts)
        except Exception:
            self._history.drop_last()
            raise
        self.hand = hand
        self._used |= hand.used_ids

    def _check_unchanged(self) -> None:
        if changed := self._files.changed():
            raise ChangedMeanwhile(changed)

    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener()
