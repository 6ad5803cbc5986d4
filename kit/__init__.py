"""Claim by Claim: read the news critically, one claim at a time.

The front door. Each name is loaded when it is first used, so that `import kit` costs next to nothing, and reading needs
neither pandas nor a plot library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kit.analysis.charts import bar_chart
    from kit.analysis.collect import Collected, collect
    from kit.analysis.sample import sample_annotations
    from kit.lesson.faults import LessonFaults
    from kit.lesson.files import Lesson, bundled_lessons, open_lesson
    from kit.marks.journal import NotSaved
    from kit.marks.table import key_table
    from kit.reading.reading import Reading, start_reading

_HOME = {
    "Collected": "kit.analysis.collect",
    "Lesson": "kit.lesson.files",
    "LessonFaults": "kit.lesson.faults",
    "NotSaved": "kit.marks.journal",
    "Reading": "kit.reading.reading",
    "bar_chart": "kit.analysis.charts",
    "bundled_lessons": "kit.lesson.files",
    "collect": "kit.analysis.collect",
    "key_table": "kit.marks.table",
    "open_lesson": "kit.lesson.files",
    "sample_annotations": "kit.analysis.sample",
    "start_reading": "kit.reading.reading",
}

__all__ = [
    "Collected",
    "Lesson",
    "LessonFaults",
    "NotSaved",
    "Reading",
    "bar_chart",
    "bundled_lessons",
    "collect",
    "key_table",
    "open_lesson",
    "sample_annotations",
    "start_reading",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"kit has no {name!r}. It has: {', '.join(__all__)}.")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return list(__all__)
