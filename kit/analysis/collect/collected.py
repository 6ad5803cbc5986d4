"""Collecting what a class handed in: every journal below a folder or in a zip, as one table of annotations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from kit.analysis.about import HANDED_IN, about, is_sample, name_of_handed_in
from kit.analysis.collect.earlier_answers import EarlierAnswers
from kit.analysis.collect.gathered import gather
from kit.analysis.collect.handed_in import handed_in
from kit.lesson.lesson import Lesson, check_opened
from kit.lesson.pasted_path import pasted_path

#: Seconds until a progress bar appears.
PATIENCE = 2.0


@dataclass(frozen=True, repr=False)
class Collected:
    """What `collect` returns: `annotations`, and `files`, which says what became of each file.

    `annotations` holds no names of files. `files` does, beside reader codes: where students' names stand in the names
    of files or folders, it is a list of who is who, and stays with the teacher. Only the name of the folder or zip that
    was asked for stands in `annotations.attrs`, so that every figure can say which class it is about.
    """

    annotations: pd.DataFrame
    files: pd.DataFrame
    earlier: EarlierAnswers = EarlierAnswers()
    hub_users: Mapping[str, str] = field(default_factory=dict)

    @property
    def about(self) -> str:
        """Which class this is, as one line: `7b/marks.zip: 28 readers, marked on 12 November 2026`."""
        return about(self.annotations)

    @property
    def is_sample(self) -> bool:
        """Whether this is the invented class: generated readers and nobody else."""
        return is_sample(self.annotations)

    def __repr__(self) -> str:
        told = f"{len(self.annotations):,} annotations from {int(self.files['used'].sum()):,}"
        found = f"{self.about}. {told} of {len(self.files):,} files. See .annotations and .files."
        return "\n".join([found, *self.earlier.told])


def collect(folder_or_zip: str | Path, lesson: Lesson | None = None) -> Collected:
    """Read every journal below a folder or in a zip, as a learning platform hands them out.

    Args:
        folder_or_zip: a folder, with whatever folders and zips stand in it; or a zip; or one journal; its path is taken
            however it was pasted (`kit.lesson.pasted_path`).
        lesson: the lesson that the class worked on; the annotations are those that count for it in its present edition:
            answers to an earlier version of its text are carried over where the claim's paragraph is as it was, and the
            others are told (`.earlier`). Left out, they are those of all lessons and editions (see the columns of these
            names), and where a line is about a text that is neither bundled nor of the bundled edition, `paragraph`,
            `section`, `core` and `text` are missing.

    Returns:
        `.annotations`: one row a reader, claim and phase, with the columns of `kit.marks.table.annotations_table`, in
        the order of reader, (lesson, edition,) claim and phase. `lesson, edition, reader, claim` are categories, claims
        in the order of reading (without a `lesson`: of their numbers); `core` can only be missing without a `lesson`.
        A second download of a journal adds what the first lacks, and nothing counts twice. Two journals with one
        reader code stay apart: the second reader is called `quiet-otter-41 (2)`. Which readers came in one file, and so
        may be one person, stands in `.annotations.attrs` (`kit.analysis.discretion.people`).

        `.files`: one row a file, with `file` (its path), `used` (whether the annotations rest on it), `why` (why not,
        or what is to be known), `reader` (as in the annotations), and the numbers `lines_read`, `lines_refused`,
        `lines_elsewhere` (that do not count for `lesson`: about another lesson, or another version of its text),
        `annotations` (rows from this file), `lines_contested` (with the id of another line, and not the same: the first
        of them counts), `lines_carried` (about an earlier version of the text, and counted) and `lines_outdated` (not).

        `.hub_users`: from each reader to their name on the hub, for a folder of a hub, in which each folder is the one
        of a student (a file `each-folder-is-one-student.txt` says so): there the folder alone says who somebody is. It
        is a list of who is who, and stays with the teacher.

        `.earlier`: what became of the answers that were given to an earlier version of the lesson's text.

    Raises:
        FileNotFoundError: there is nothing at `folder_or_zip`.
        ValueError: the path is empty.
        TypeError: `lesson` is not a lesson.

    Nothing is written, unpacked, executed, or read from outside; links are not followed.
    """
    if lesson is not None:
        check_opened(lesson)
    place = pasted_path(folder_or_zip)
    gathered = gather(handed_in(place, _watched), lesson)
    annotations = gathered.annotations()
    annotations.attrs[HANDED_IN] = name_of_handed_in(place)
    return Collected(annotations, gathered.files(), gathered.earlier(), gathered.hub_users())


def _watched(files: list[Any]) -> Iterable[Any]:
    return tqdm(files, desc="Collecting", unit=" files", delay=PATIENCE, leave=False)
