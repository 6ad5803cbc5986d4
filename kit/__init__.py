"""Claim by Claim: read the news critically, one claim at a time.

The front door. Each name is loaded when it is first used, so that `import kit` costs next to nothing, and reading needs
neither pandas nor a plot library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

# For type checkers and editors, which run nothing.
if TYPE_CHECKING:
    from kit.analysis.adjudication import compare_keys, merge_keys, propose_key, write_key
    from kit.analysis.agreement import agreement
    from kit.analysis.charts import bar_chart
    from kit.analysis.collect.collected import Collected, collect
    from kit.analysis.district.counting import CollectedCounts, collect_counts
    from kit.analysis.plain_table import plain_table
    from kit.analysis.report.district_page import district_report
    from kit.analysis.report.page import report
    from kit.analysis.sample_class import sample_class_annotations
    from kit.analysis.sample_reader import sample_annotations
    from kit.analysis.scores import beside_key, score
    from kit.authoring.editor.edit_lesson import edit_lesson
    from kit.lesson.faults import LessonFaults
    from kit.lesson.files import bundled_lessons, open_lesson
    from kit.lesson.lesson import Lesson
    from kit.marks.journal import NotSaved, write_journals
    from kit.marks.table import key_table
    from kit.reading.reading import Reading, start_reading
    from kit.sharing.desks import class_desk, grade_desk
    from kit.sharing.gradebook import fill_gradebook, list_points, list_points_for
    from kit.sharing.grades import grade
    from kit.sharing.lesson_desk.desk import lesson_desk
    from kit.sharing.live_class import live_class
    from kit.sharing.notebooks.make import write_notebooks
    from kit.sharing.page import page
    from kit.sharing.roster import read_roster
    from kit.sharing.site import site
    from kit.sharing.web_annotation import write_web_annotations
    from kit.sharing.web_annotation_reader import read_web_annotations

#: The same for Python: the names by the module that they come from. A test holds the imports above to them.
_NAMES = {
    "kit.analysis.adjudication": ("compare_keys", "merge_keys", "propose_key", "write_key"),
    "kit.analysis.agreement": ("agreement",),
    "kit.analysis.charts": ("bar_chart",),
    "kit.analysis.collect.collected": ("Collected", "collect"),
    "kit.analysis.district.counting": ("CollectedCounts", "collect_counts"),
    "kit.analysis.plain_table": ("plain_table",),
    "kit.analysis.report.district_page": ("district_report",),
    "kit.analysis.report.page": ("report",),
    "kit.analysis.sample_class": ("sample_class_annotations",),
    "kit.analysis.sample_reader": ("sample_annotations",),
    "kit.analysis.scores": ("beside_key", "score"),
    "kit.authoring.editor.edit_lesson": ("edit_lesson",),
    "kit.lesson.faults": ("LessonFaults",),
    "kit.lesson.files": ("bundled_lessons", "open_lesson"),
    "kit.lesson.lesson": ("Lesson",),
    "kit.marks.journal": ("NotSaved", "write_journals"),
    "kit.marks.table": ("key_table",),
    "kit.reading.reading": ("Reading", "start_reading"),
    "kit.sharing.desks": ("class_desk", "grade_desk"),
    "kit.sharing.gradebook": ("fill_gradebook", "list_points", "list_points_for"),
    "kit.sharing.grades": ("grade",),
    "kit.sharing.lesson_desk.desk": ("lesson_desk",),
    "kit.sharing.live_class": ("live_class",),
    "kit.sharing.notebooks.make": ("write_notebooks",),
    "kit.sharing.page": ("page",),
    "kit.sharing.roster": ("read_roster",),
    "kit.sharing.site": ("site",),
    "kit.sharing.web_annotation": ("write_web_annotations",),
    "kit.sharing.web_annotation_reader": ("read_web_annotations",),
}
_HOME = {name: module for module, names in _NAMES.items() for name in names}

__all__ = tuple(sorted(_HOME))


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"kit has no {name!r}. It has: {', '.join(__all__)}.")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return list(__all__)
