"""What stands in some files: their lines, whose they are, what they are about, and which of them stand."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kit.analysis.collect.annotations import annotations_of, rows_of
from kit.analysis.collect.copied_text import with_copied_texts
from kit.analysis.collect.earlier_answers import EarlierAnswers, earlier_answers
from kit.analysis.collect.files_table import files_table
from kit.analysis.collect.handed_in import HandedIn
from kit.analysis.collect.journal_lines import JournalLines, Numbers, Truths, read_lines
from kit.analysis.collect.journals import Journals, tell_apart
from kit.analysis.collect.owners import user_of
from kit.analysis.collect.texts import Texts, texts_of
from kit.analysis.collect.together import came_together
from kit.analysis.discretion.people import TOGETHER
from kit.lesson.lesson import Lesson


@dataclass(frozen=True, slots=True)
class Gathered:
    """The lines of some files; `known` says which count for the lesson, `rows` which stand, `revised` in what phase."""

    lines: JournalLines
    journals: Journals
    texts: Texts
    known: Truths
    rows: Numbers
    revised: Truths

    def annotations(self) -> pd.DataFrame:
        """The table of annotations, as `kit.collect` describes it."""
        table = annotations_of(self.lines, self.journals, self.texts, self.rows, self.revised)
        table.attrs[TOGETHER] = came_together(self.lines.pages, self.journals)
        return table

    def files(self) -> pd.DataFrame:
        """What became of each file, as `kit.collect` describes it."""
        return files_table(self.lines, self.journals, self.texts, self.known, self.rows)

    def hub_users(self) -> dict[str, str]:
        """The hub's user of each reader whose journal stands in a student's folder."""
        pairs = zip(self.journals.names, self.journals.owners, strict=True)
        return {name: user_of(owner) for name, owner in pairs if owner}

    def earlier(self) -> EarlierAnswers:
        """What became of the answers to an earlier version of the text."""
        return earlier_answers(self.lines, self.journals, self.texts, self.rows)


def gather(files: Iterable[HandedIn], lesson: Lesson | None) -> Gathered:
    """Read every line of every file, and find out which of them stand, for one lesson or for all."""
    lines = read_lines(with_copied_texts(files))
    journals = tell_apart(lines)
    texts = texts_of(lines, lesson)
    known = texts.place >= 0 if lesson else np.ones(len(lines), dtype=bool)
    rows, revised = rows_of(lines, journals, texts, journals.order[known[journals.order]])
    return Gathered(lines, journals, texts, known, rows, revised)
