"""Claim by Claim: read the news critically, one claim at a time.

The front door. Each name is loaded when it is first used, so that `import kit` costs next to nothing, and reading needs
neither pandas nor a plot library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kit.analysis.adjudication import propose_key, write_key
    from kit.analysis.agreement import agreement
    from kit.analysis.charts import bar_chart
    from kit.analysis.collect.collected import Collected, collect
    from kit.analysis.report.page import report
    from kit.analysis.sample_class import sample_class_annotations
    from kit.analysis.sample_reader import sample_annotations
    from kit.analysis.scores import beside_key, score
    from kit.lesson.faults import LessonFaults
    from kit.lesson.files import bundled_lessons, open_lesson
    from kit.lesson.lesson import Lesson
    from kit.marks.journal import NotSaved, write_journals
    from kit.marks.table import key_table
    from kit.reading.reading import Reading, start_reading
    from kit.sharing.desks import class_desk, grade_desk
    from kit.sharing.gradebook import fill_gradebook
    from kit.sharing.grades import grade
    from kit.sharing.notebooks.make import write_notebooks
    from kit.sharing.roster import read_roster
    from kit.sharing.web_annotation import write_web_annotations
    from kit.sharing.web_annotation_reader import read_web_annotations

_HOME = {
    "Collected": "kit.analysis.collect.collected",
    "Lesson": "kit.lesson.lesson",
    "LessonFaults": "kit.lesson.faults",
    "NotSaved": "kit.marks.journal",
    "Reading": "kit.reading.reading",
    "agreement": "kit.analysis.agreement",
    "bar_chart": "kit.analysis.charts",
    "beside_key": "kit.analysis.scores",
    "bundled_lessons": "kit.lesson.files",
    "class_desk": "kit.sharing.desks",
    "collect": "kit.analysis.collect.collected",
    "fill_gradebook": "kit.sharing.gradebook",
    "grade": "kit.sharing.grades",
    "grade_desk": "kit.sharing.desks",
    "key_table": "kit.marks.table",
    "open_lesson": "kit.lesson.files",
    "propose_key": "kit.analysis.adjudication",
    "read_roster": "kit.sharing.roster",
    "read_web_annotations": "kit.sharing.web_annotation_reader",
    "report": "kit.analysis.report.page",
    "sample_annotations": "kit.analysis.sample_reader",
    "sample_class_annotations": "kit.analysis.sample_class",
    "score": "kit.analysis.scores",
    "start_reading": "kit.reading.reading",
    "write_journals": "kit.marks.journal",
    "write_key": "kit.analysis.adjudication",
    "write_notebooks": "kit.sharing.notebooks.make",
    "write_web_annotations": "kit.sharing.web_annotation",
}

__all__ = [
    "Collected",
    "Lesson",
    "LessonFaults",
    "NotSaved",
    "Reading",
    "agreement",
    "bar_chart",
    "beside_key",
    "bundled_lessons",
    "class_desk",
    "collect",
    "fill_gradebook",
    "grade",
    "grade_desk",
    "key_table",
    "open_lesson",
    "propose_key",
    "read_roster",
    "read_web_annotations",
    "report",
    "sample_annotations",
    "sample_class_annotations",
    "score",
    "start_reading",
    "write_journals",
    "write_key",
    "write_notebooks",
    "write_web_annotations",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"kit has no {name!r}. It has: {', '.join(__all__)}.")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return list(__all__)
