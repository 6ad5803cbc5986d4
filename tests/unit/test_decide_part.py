"""The table of claims that want a decision: what splits most students stands on top, and nothing is missing in it."""

import re
from types import SimpleNamespace

from kit.analysis.class_desk.parts import MOST_CLAIMS, Decide
from kit.lesson.lesson import Lesson
from kit.ui.words import words
from tests.annotations import afterwards, class_of


def listed(lesson: Lesson, answers: dict[str, str], decisions: dict | None = None, extra: list = ()) -> list[list[str]]:
    """Return the cells of the table's rows for a class that answered so."""
    annotations = class_of(lesson, answers, extra=list(extra))
    desk = SimpleNamespace(annotations=annotations, whole_lesson=lesson, lesson=lesson, is_sample=False, say=words())
    html = Decide(desk, decisions).draw().pieces["table"]
    assert "&lt;NA&gt;" not in html
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in html.split("<tbody>")[1].split("</tr>") if row]


def test_a_tie_of_many_comes_before_a_tie_of_two(lesson: Lesson) -> None:
    """Claims are sorted by how many students the matter is about: 7 to 7, then 2 to 2, then one to one."""
    answers = {"c01": "-s", "c02": "ssAA", "c03": "sssssssaaaaaaa"}
    rows = [row for row in listed(lesson, answers) if row and row[0].startswith("c")]
    assert [row[0] for row in rows][:3] == ["c03", "c02", "c01"]
    assert all(row[3] == "" for row in rows[:3])


def test_what_is_decided_stands_on_top(lesson: Lesson) -> None:
    """A claim that the teacher has decided stays in sight, above every tie."""
    rows = listed(lesson, {"c01": "-s", "c03": "sssssssaaaaaaa"}, {"c01": ["sourced"]})
    assert [row[0] for row in rows if row and row[0].startswith("c")][:2] == ["c01", "c03"]


def test_who_disagrees_counts_like_who_splits(lesson: Lesson) -> None:
    """Three students who still disagree with the key weigh more than a tie of one to one."""
    extra = [entry for reader in (1, 2, 3) for entry in afterwards(lesson, reader, "c03", "anonymous", "disagree")]
    rows = listed(lesson, {"c01": "-s", "c03": "aaas"}, extra=extra)
    assert [row[0] for row in rows if row and row[0].startswith("c")][:2] == ["c03", "c01"]
    assert len(rows) <= MOST_CLAIMS
