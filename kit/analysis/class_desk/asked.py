"""What the parts of a teacher's page may ask of the desk that knows the class, so that parts need not know desks.

What each of these is, `kit.analysis.class_desk.desk` and `class_desk` say.
"""

# ruff: noqa: D102 (said there)

from collections.abc import Sequence
from typing import Protocol

import pandas as pd

from kit.analysis.collect.collected import Collected
from kit.analysis.discretion import Discretion
from kit.analysis.report.page import Report
from kit.lesson.guide import ReadingPath
from kit.lesson.lesson import Lesson
from kit.ui.words import Words


class AskedDesk(Protocol):
    """What any desk is asked."""

    FILES: tuple[str, ...]
    whole_lesson: Lesson
    say: Words
    path: str | None
    left_out: frozenset[str]

    @property
    def collected(self) -> Collected: ...
    @property
    def annotations(self) -> pd.DataFrame: ...
    @property
    def lesson(self) -> Lesson: ...
    @property
    def is_sample(self) -> bool: ...
    @property
    def about(self) -> str: ...
    @property
    def offered_path(self) -> ReadingPath | None: ...
    def told_of(self, name: str) -> str: ...
    def file_name(self, name: str, ending: str) -> str: ...
    def type(self, name: str, path: str) -> None: ...
    def follow(self, path: str | None) -> None: ...
    def leave_out(self, readers: Sequence[str]) -> None: ...
    def forget(self, why: str | None = None) -> None: ...


class ComparingDesk(AskedDesk, Protocol):
    """What the desk that compares a class is asked besides: what the class does not see, and the report."""

    @property
    def discretion(self) -> Discretion: ...
    def show_reason(self, reason: str, is_shown: bool) -> None: ...
    def report_page(self, *, show_key: bool = True) -> Report: ...
