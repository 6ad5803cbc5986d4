"""A reading: what a notebook holds, to show the text, to mark in it, and to see the answers as a table."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kit.lesson.lesson import Lesson, check_opened
from kit.lesson.plain_errors import Mistake, shown
from kit.marks.entries import Mark, Retract
from kit.marks.folder import marks_folder
from kit.marks.lines import MarkFault
from kit.marks.quotes import find_quote
from kit.marks.reader import check_reader_code
from kit.marks.who_reads import reader_here
from kit.reading.remarks import page_about, remarks
from kit.reading.session import Session

if TYPE_CHECKING:
    import pandas as pd


def start_reading(lesson: Lesson, reader: str | None = None, folder: str | Path | None = None) -> "Reading":
    """Start, or go on with, reading a lesson.

    Args:
        lesson: what `kit.open_lesson` returned.
        reader: a reader code such as `"quiet-otter-41"`. Left out, it is the code last used with this folder, or else
            a new random one, which is remembered. Where the folder has lost its note of that, it is the reader of the
            one journal there; of several, nobody can tell, and the reading says so.
        folder: where the journals are. Left out, it is the environment variable `CLAIM_BY_CLAIM_MARKS`, or else the
            `marks` folder inside `notebooks`, which all notebooks share.

    Raises:
        ValueError: `reader` is not a reader code.
        TypeError: `lesson` is not a lesson.
        NotRead: the reader's journal is there and cannot be read.
    """
    check_opened(lesson)
    place = marks_folder(folder)
    code = check_reader_code(reader) if reader is not None else reader_here(place)
    return Reading(lesson, code, place, follows=reader is None)


class Reading(Session):
    """What `start_reading` returns, for notebooks: a session that can be marked in, shown, and seen as a table.

    `.lesson`, `.reader` and `.path` (the journal's file) say what is being read.
    """

    def mark(
        self,
        claim_id: str,
        labels: Iterable[str],
        who: str = "",
        evidence: Sequence[Any] = (),
        reason: str = "",
        sure: int | None = None,
        pass_on: str | None = None,
    ) -> Mark:
        """Answer one claim, and return the mark once it is on the disk.

        Args:
            claim_id: the claim's id, such as `"c01"`.
            labels: any of `"sourced"`, `"anonymous"`, `"denied"`; an empty list is "no source given".
            who: who stands behind the claim, in the reader's words.
            evidence: pairs of a paragraph's number and words that stand in it once, such as
                `[(3, "people familiar with the matter")]`; or `Quote`s with their offsets in code points.
            reason: why, in the reader's words.
            sure: 1 (guessing) to 3 (sure).
            pass_on: `"as_fact"`, `"with_according_to"` or `"not_yet"`.

        Raises:
            ValueError: no such claim or label, or words that do not stand in their paragraph.
            NotSaved: the mark did not reach the disk.
        """
        if not isinstance(evidence, list | tuple):
            raise MarkFault(f"evidence must be a list such as [(3, 'the words')], not {shown(evidence)}.")
        answer: dict[str, Any] = {"labels": labels, "who": who, "reason": reason, "sure": sure, "pass_on": pass_on}
        answer["evidence"] = [find_quote(self.lesson.article, piece) for piece in evidence]
        return cast(Mark, self.answer(claim_id, answer))

    def retract(self, claim_id: str) -> Retract:
        """Take back the answer to one claim; it is unmarked again. Returns once that is on the disk.

        Raises:
            ValueError: there is no such claim.
            NotSaved: the disk did not take it.
        """
        return cast(Retract, self.answer(claim_id, None))

    def annotations(self, history: bool = False) -> "pd.DataFrame":
        """Return the reader's marks as a table: one row a claim and phase; with `history`, one row for every line.

        The columns are described in `kit.marks.table`.
        """
        from kit.marks.table import annotations_table, history_table  # noqa: PLC0415 (pandas waits until it is asked for)

        self.refresh()
        make = history_table if history else annotations_table
        # A journal that somebody has copied under this reader's code holds another reader's lines, too.
        return make([entry for entry in self._journal.entries if entry.reader == self.reader], self.lesson)

    def show(self, *paragraphs: int, claims: Iterable[str] | None = None, path: str | None = None) -> None:
        """Show paragraphs in the notebook, ready to mark: `show(3)`, `show(3, 4)`, or `show()` for the whole article.

        Args:
            paragraphs: the paragraphs' numbers.
            claims: only these claims can be marked here.
            path: only the claims of this path of the lesson can be marked here, as in `path="short"`.

        Raises:
            ValueError: no such paragraph, claim or path, or both claims and a path.
        """
        from kit.reading.stop import show_stop  # noqa: PLC0415 (the widget library waits until it is asked for)

        if isinstance(claims, str):
            raise Mistake(f"claims must be a list such as [{claims!r}], not the text {claims!r}.")
        if path is not None:
            if claims is not None:
                raise Mistake("Give claims or a path, not both: a path is a list of claims.")
            claims = self.lesson.path(path).claims
        for number in paragraphs:
            self.lesson.article.paragraph(number)
        numbers = sorted(set(paragraphs)) or [paragraph.number for paragraph in self.lesson.article.paragraphs]
        chosen = None if claims is None else [self.lesson.claim(claim_id).id for claim_id in claims]
        show_stop(self, numbers, chosen)

    def reveal(self, section: int | None = None, *, path: str | None = None) -> None:
        """Show a button for the key of one section: its answers, beside the reader's, to the claims that are marked.

        Nothing that stands behind the section's last paragraph is told.

        Args:
            section: the section's number, from 1.
            path: in place of a section, the name of a path of the lesson, such as `"short"`: its claims and no others;
                nothing is told that stands behind the last paragraph that the path shows.

        Raises:
            ValueError: there is no such section or path, or both are given.
        """
        from kit.reading.reveal_widget import show_reveal  # noqa: PLC0415 (the widget library waits until it is asked for)

        if section is not None and path is not None:
            raise Mistake("Give a section or a path, not both: each has a key of its own claims.")
        show_reveal(self, section if path is None else self.lesson.path(path))

    def _ipython_display_(self) -> None:
        from kit.reading.about import show_about  # noqa: PLC0415 (a notebook's library waits until there is a notebook)

        show_about(self)

    def _repr_html_(self) -> str:
        return page_about(self)

    def __repr__(self) -> str:
        marked, all_claims = len(self.answers()), len(self.lesson.claims)
        progress = f"{marked} of {all_claims} claims marked, kept in {self.path}"
        return "\n".join([f"Reading “{self.lesson.article.title}” as {self.reader}: {progress}", *remarks(self)])
