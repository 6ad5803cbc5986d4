"""Errors for people who do not program: in a notebook they are sentences, without a traceback."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

import kit

TABLE = kit.sample_class_annotations(kit.open_lesson("inner-circle"), readers=2)
PROPOSE = "kit.propose_key(kit.sample_class_annotations(INNER, readers=2), INNER, {})"
KEY = "kit.write_key(kit.propose_key(kit.sample_class_annotations(INNER, readers=2), INNER), r'{{folder}}/{}')"
MOODLE = "First name,Surname,ID number,Email address,Essay (Real)\nAda,Oak,1,ada@example.org,-\n"
CELLS = {
    "no folder": ("kit.collect(r'{folder}/nowhere')", "There is nothing at"),
    "no roster": ("kit.read_roster(r'{folder}/nowhere.csv')", "cannot be read"),
    "a wrong roster": ("kit.read_roster(r'{folder}/wrong.csv')", "There is no column “reader code”"),
    "no gradebook": ("kit.fill_gradebook(r'{folder}/wrong.csv', [], None, 'x')", "neither a Canvas nor a Moodle"),
    "no claim": ("kit.grade(kit.sample_class_annotations(INNER), INNER, 10, {{'score': 1}}, ['c99'])", "no claim"),
    "no weight": ("kit.grade(kit.sample_class_annotations(INNER), INNER, 10, {{'luck': 1}})", "cannot be graded"),
    "no label": ("kit.propose_key(kit.sample_class_annotations(INNER), INNER, {{'c01': ['true']}})", "is not a label"),
    "no paragraph": ("kit.start_reading(INNER, folder=r'{folder}').show(99)", "paragraph"),
    "no reader": ("kit.start_reading(INNER, reader='me', folder=r'{folder}')", "is not a reader code"),
    "a file is there": ("kit.write_web_annotations([], INNER, r'{folder}/wrong.csv')", "nothing is replaced"),
    "no folder to write into": (KEY.format("nowhere/key.yaml"), "There is no folder"),
    "a folder to write over": (KEY.format(""), "Add the name of a file"),
    "a file for a folder": (KEY.format("wrong.csv/key.yaml"), "cannot be written"),
    "no decision": (PROPOSE.format("{{'c18': None}}"), "The decision on c18 is None"),
    "a number for a decision": (PROPOSE.format("{{'c18': 1}}"), "The decision on c18 is 1"),
    "a list of decisions": (PROPOSE.format("['c18']"), "Write the decisions as"),
    "a name that is no answer": (PROPOSE.format("{{'c18': 'sourcd'}}"), "decision on c18: 'sourcd' is not a label"),
    "a decision in a wrong shape": (
        PROPOSE.format("{{'c18': {{'evidence': ['x']}}}}"),
        "“evidence” in the decision on c18",
    ),
    "no such lesson": ("kit.open_lesson('Inner Circle')", "Did you mean “inner-circle”?"),
    "no label in a mark": ("kit.start_reading(INNER, folder=r'{folder}').mark('c01', ['sorced'])", "mean 'sourced'?"),
    "a journal that is a folder": ("kit.start_reading(INNER, 'quiet-otter-41', r'{folder}')", "cannot be read"),
    "all that was collected": ("kit.report(kit.collect(r'{folder}'), INNER)", "Write .annotations behind"),
    "what was collected, scored": ("kit.score(kit.collect(r'{folder}'), INNER)", "Write .annotations behind"),
    "what was collected, compared": ("kit.agreement(kit.collect(r'{folder}'))", "Write .annotations behind"),
    "what was collected, graded": ("kit.grade(kit.collect(r'{folder}'), INNER)", "Write .annotations behind"),
    "a reading": ("kit.agreement(kit.start_reading(INNER, folder=r'{folder}'))", "Write .annotations() behind"),
    "nothing for a table": ("kit.report(None, INNER)", "A table of annotations belongs here, and not None"),
    "another table": ("kit.score(kit.key_table(INNER), INNER)", "no column 'reader'"),
    "not its files": (
        "c = kit.collect(r'{folder}', INNER); kit.report(c.annotations, INNER, c)",
        "write .files behind what was collected",
    ),
    "claims in one text": (
        "kit.grade(kit.sample_class_annotations(INNER), INNER, claims='c01, c05')",
        "['c01', 'c05']",
    ),
    "a list of weights": ("kit.grade(kit.sample_class_annotations(INNER), INNER, weights=['score'])", "how much each"),
    "the name of a roster": (
        "kit.fill_gradebook(r'{folder}/moodle.csv', kit.sample_class_annotations(INNER), 'roster.csv', 'Essay')",
        "The roster is not read yet",
    ),
    "annotations for grades": (
        "r = kit.read_roster(r'{folder}/roster.csv'); t = kit.sample_class_annotations(INNER); "
        "kit.fill_gradebook(r'{folder}/moodle.csv', t, r, 'Essay')",
        "There are no points",
    ),
    "a lesson for a distance": ("kit.agreement(kit.sample_class_annotations(INNER), INNER)", "is not a distance"),
    "no phase": ("kit.agreement(kit.sample_class_annotations(INNER), phase='before')", "There are own, revised"),
    "a table for a proposal": ("kit.write_key(kit.key_table(INNER), r'{folder}/new.yaml')", "propose_key"),
    "a table for marks": (
        "kit.write_journals(kit.sample_class_annotations(INNER), r'{folder}/new')",
        "Marks belong here",
    ),
    "one thing for marks": ("kit.write_web_annotations(1, INNER, r'{folder}/new.json')", "Marks belong here"),
    "a folder of web annotations": ("kit.read_web_annotations(r'{folder}')", "Check the file's name and folder"),
    "no web annotations": ("kit.read_web_annotations(r'{folder}/wrong.csv')", "is not JSON"),
    "a list of paragraphs": ("kit.start_reading(INNER, folder=r'{folder}/new').show([1, 2])", "no paragraph [1, 2]"),
    "a number for the key's word": ("kit.page(INNER, key_later=12345)", "such as 'red boat', and not 12345"),
    "no lesson": ("kit.open_lesson(r'{folder}')", "cannot be opened"),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_notebook_shows_the_sentences_alone(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a teacher has mistyped or mixed up is told in sentences, and nothing else stands around them."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    (tmp_path / "wrong.csv").write_text("Name,Colour\nAda,red\n")
    (tmp_path / "roster.csv").write_text("reader code,name\nquiet-otter-41,Ada\n")
    (tmp_path / "moodle.csv").write_text(MOODLE)
    (tmp_path / "article.md").write_text("no lesson")
    (tmp_path / "quiet-otter-41.jsonl").mkdir()
    cell, says = CELLS[name]
    shell = InteractiveShell()
    with capture_output() as shown:
        result = shell.run_cell("import kit; INNER = kit.open_lesson('inner-circle'); " + cell.format(folder=tmp_path))
    assert not result.success
    told = shown.stdout + shown.stderr
    assert says in told
    assert "Traceback" not in told
    assert "kit." not in told


WITH_A_LESSON: dict[str, Callable[[Any, Path], object]] = {
    "start_reading": lambda lesson, place: kit.start_reading(lesson, folder=place),
    "collect": lambda lesson, place: kit.collect(place, lesson),
    "score": lambda lesson, _: kit.score(TABLE, lesson),
    "beside_key": lambda lesson, _: kit.beside_key(TABLE, lesson),
    "grade": lambda lesson, _: kit.grade(TABLE, lesson, path="short"),
    "report": lambda lesson, _: kit.report(TABLE, lesson, path="short"),
    "propose_key": lambda lesson, _: kit.propose_key(TABLE, lesson, {"c01": ["sourced"]}),
    "page": lambda lesson, _: kit.page(lesson),
    "site": lambda lesson, _: kit.site(lesson),
    "key_table": lambda lesson, _: kit.key_table(lesson),
    "sample_annotations": lambda lesson, _: kit.sample_annotations(lesson),
    "sample_class_annotations": lambda lesson, _: kit.sample_class_annotations(lesson),
    "write_web_annotations": lambda lesson, place: kit.write_web_annotations([], lesson, place / "marks.json"),
    "read_web_annotations": lambda lesson, place: kit.read_web_annotations(place / "none.json", lesson),
}


@pytest.mark.parametrize("name", WITH_A_LESSON)
def test_a_lessons_name_in_its_place_is_told_the_same_everywhere(name: str, tmp_path: Path) -> None:
    """Every function that works on a lesson says how to open it, whatever it was given in its place."""
    (tmp_path / "none.json").write_text("[]")
    with pytest.raises(TypeError, match=r"not opened yet\. Write kit\.open_lesson\('inner-circle'\)") as refusal:
        WITH_A_LESSON[name]("inner-circle", tmp_path)
    assert refusal.value._render_traceback_() == [str(refusal.value)]  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match=r"A lesson is what kit\.open_lesson\(\.\.\.\) returns, and not 7"):
        WITH_A_LESSON[name](7, tmp_path)
