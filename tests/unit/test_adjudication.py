"""Adjudication: the majority proposes, ties are flagged, and a key that is not finished is refused by name."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kit
from kit.analysis.adjudication import objections, propose_key, write_key
from kit.analysis.sample_class import sample_class_annotations
from kit.lesson.codebook import name_of, ordered
from kit.lesson.faults import LessonFaults
from kit.lesson.files import open_lesson
from kit.lesson.key import Answer
from kit.lesson.lesson import Lesson
from kit.lesson.plain_errors import Mistake
from kit.marks.entries import Quote
from kit.marks.table import annotations_table
from tests.annotations import afterwards, class_of, line
from tests.lessons import small_lesson

CLASS = {"c01": "--------", "c02": "AAAAaaas", "c03": "ssssaaaa", "c05": "sssssaa-"}


def decision_of(answer: Answer) -> dict[str, Any]:
    """An answer of a key as the fields that a person writes."""
    pieces = [{"label": piece.label, "paragraph": piece.paragraph, "quote": piece.quote} for piece in answer.evidence]
    fields: dict[str, Any] = {
        "labels": list(answer.labels),
        "also_defensible": [list(labels) for labels in answer.also_defensible],
        "nature": answer.nature,
        "source": answer.source,
        "evidence": pieces,
        "why": answer.why,
    }
    fields |= {"later": answer.later, "later_after": answer.later_after} if answer.later else {}
    fields |= {"model_reason": answer.model_reason} if answer.model_reason else {}
    slips = {name_of(labels): told for labels, told in answer.if_you_chose.items()}
    return fields | ({"if_you_chose": slips} if slips else {})


def test_the_majority_proposes(lesson: Lesson) -> None:
    """The largest group's answer is proposed with its share, and other answers of a third of the readers beside it."""
    table = propose_key(class_of(lesson, CLASS), lesson).table.set_index("claim")
    assert list(table.index) == [claim.id for claim in lesson.claims]
    names = ["proposed", "share", "also_defensible", "tie"]
    assert table.loc["c02", names].tolist() == ["anonymous + denied", 0.5, "anonymous", ""]
    assert table.loc["c05", names].tolist() == ["sourced", 0.625, "", ""]
    assert not table["decided"].any()


def test_a_tie_is_flagged_and_open(lesson: Lesson) -> None:
    """Two groups of one size are a tie: nothing is proposed. Neither is where nobody has answered."""
    proposal = propose_key(class_of(lesson, CLASS), lesson)
    table = proposal.table.set_index("claim")
    assert table["proposed"].isna().to_dict() == {
        "c01": False, "c02": False, "c03": True, "c04": True, "c05": False, "c06": True,
    }  # fmt: skip
    assert (table.loc["c03", "tie"], table.loc["c03", "share"]) == ("sourced or anonymous", 0.5)
    assert (table.loc["c04", "tie"], table.loc["c04", "answers"]) == ("", 0)


def test_the_teacher_decides(lesson: Lesson) -> None:
    """A decision takes the place of the majority and of its candidates, and settles a tie."""
    decisions = {"c02": ["denied", "anonymous"], "c03": {"labels": {"sourced"}, "also_defensible": [["anonymous"]]}}
    table = propose_key(class_of(lesson, CLASS), lesson, decisions).table.set_index("claim")
    assert table.loc["c02", ["proposed", "also_defensible", "decided"]].tolist() == ["anonymous + denied", "", True]
    assert table.loc["c03", ["proposed", "tie", "also_defensible"]].tolist() == ["sourced", "", "anonymous"]


def test_only_answers_before_the_key_propose(lesson: Lesson) -> None:
    """What was answered after somebody's key was seen is no vote; who still disagrees is counted beside it."""
    each = [afterwards(lesson, who, "c05", "anonymous", "disagree", f"Reason {who}.") for who in range(8)]
    annotations = class_of(lesson, CLASS, extra=sum(each, []))
    table = propose_key(annotations, lesson).table.set_index("claim")
    assert table.loc["c05", ["proposed", "disagree"]].tolist() == ["sourced", 8]
    found = objections(annotations, lesson)
    assert list(found) == ["claim", "answer", "reason"]
    assert list(found["reason"]) == [f"Reason {who}." for who in range(8)]


@pytest.mark.parametrize(
    ("quotes", "written"),
    [
        (["the road office wrote"] * 3 + ["It rejects"], "the road office wrote"),
        (["the road office wrote"] * 2 + ["It rejects"] * 2, ""),
        (["the road office wrote"], ""),
        (["crack"] * 3, ""),
    ],
    ids=["common", "tie", "alone", "in many places"],
)
def test_common_evidence_is_taken_over(quotes: list[str], written: str, tmp_path: Path) -> None:
    """The words that most readers chose are the evidence, if there is one such quote, of two readers, in one place."""
    lesson = small_lesson(tmp_path / "keyless", key=None)
    marks = [
        replace(line(lesson, number, "c05", "sourced"), evidence=(Quote(5, 0, len(quote), quote),))
        for number, quote in enumerate(quotes)
    ]
    path = write_key(propose_key(annotations_table(marks, lesson), lesson), tmp_path / "new.yaml")
    entry = path.read_text(encoding="utf-8").split("\nc05:")[1].split("\nc06:")[0]
    assert f'{{label: sourced, paragraph: 5, quote: "{written}"}}' in entry


def test_an_unfinished_key_is_refused_by_name(tmp_path: Path) -> None:
    """The loader refuses a fresh proposal and lists what is left to write: each field of each claim, and the tie."""
    lesson = small_lesson(tmp_path / "keyless", key=None)
    path = write_key(propose_key(class_of(lesson, CLASS), lesson), tmp_path / "new.yaml")
    with pytest.raises(LessonFaults) as refused:
        open_lesson(tmp_path / "keyless", key=path)
    assert all(str(fault) in str(refused.value) for fault in refused.value.faults)
    faults = [str(fault) for fault in refused.value.faults]
    for says in (
        "“nature” in the answer to c01 is empty",
        "“source” in the answer to c05 is empty",
        "“why” in the answer to c06 is empty",
        "“model_reason” in the answer to c02 is empty",
        "“quote” in a piece of evidence of c05 is empty",
        "“sourced or anonymous” is not a label",
        "“?” is not a label",
        "The line for “anonymous” in “if_you_chose” of c02 is empty",
    ):
        assert any(says in fault for fault in faults), says


def test_a_complete_set_of_decisions_is_a_key(lesson: Lesson, tmp_path: Path) -> None:
    """With every field decided, a lesson that had no key opens with the written one, and it is what was decided."""
    keyless = small_lesson(tmp_path / "keyless", key=None)
    decisions = {claim: decision_of(answer) for claim, answer in lesson.key.items()}
    path = write_key(propose_key(class_of(lesson, CLASS), keyless, decisions), tmp_path / "new.yaml")
    again = open_lesson(tmp_path / "keyless", key=path)
    assert dict(again.key) == dict(lesson.key)


def test_the_bundled_key_goes_there_and_back(tmp_path: Path) -> None:
    """Every answer of the bundled lesson, with all its quotes and punctuation, survives being decided and written."""
    article = kit.open_lesson("inner-circle")
    decisions = {claim: decision_of(answer) for claim, answer in article.key.items()}
    proposal = propose_key(sample_class_annotations(article, readers=8), article, decisions)
    again = kit.open_lesson("inner-circle", key=write_key(proposal, tmp_path / "new.yaml"))
    assert dict(again.key) == dict(article.key)


def test_what_is_filled_in_by_hand_opens(tmp_path: Path) -> None:
    """A proposal in which a person writes into the empty quotes is a key: nothing else has to be touched."""
    lesson = small_lesson(tmp_path / "keyless", key=None)
    answers = {claim.id: "------" for claim in lesson.claims}
    path = write_key(propose_key(class_of(lesson, answers), lesson), tmp_path / "new.yaml")
    text = path.read_text(encoding="utf-8").replace('nature: ""', 'nature: "fact"')
    path.write_text(text.replace(': ""', ': "Written by hand."'), encoding="utf-8")
    assert {answer.why for answer in open_lesson(tmp_path / "keyless", key=path).key.values()} == {"Written by hand."}


def test_a_file_is_never_written_over(lesson: Lesson, tmp_path: Path) -> None:
    """A key that is there already stays as it is."""
    path = tmp_path / "key.yaml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_key(propose_key(class_of(lesson, CLASS), lesson), path)
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("decision", "labels"),
    [
        ("no source", ()),
        ("sourced", ("sourced",)),
        ("anonymous + denied", ("anonymous", "denied")),
        ("denied+anonymous ", ("anonymous", "denied")),
        ({"labels": "no source"}, ()),
        ([], ()),
        (("denied",), ("denied",)),
    ],
    ids=str,
)
def test_a_decision_is_an_answer_by_its_labels_or_its_name(
    decision: Any, labels: tuple[str, ...], lesson: Lesson
) -> None:
    """A decision may name its answer as the tables do, or list its labels."""
    proposal = propose_key(class_of(lesson, CLASS), lesson, {"c05": decision})
    assert proposal.answers[4].labels == set(labels)
    assert proposal.table.loc[4, ["proposed", "decided"]].tolist() == [name_of(labels), True]


def test_the_table_lays_the_key_beside_the_class(lesson: Lesson, tmp_path: Path) -> None:
    """Beside what the class proposes stands what the key says now; without a key, nothing does."""
    table = propose_key(class_of(lesson, CLASS), lesson, {"c05": ["denied"]}).table.set_index("claim")
    assert table["key"].tolist() == ["no source", "anonymous + denied", "sourced", "sourced", "sourced", "no source"]
    keyless = small_lesson(tmp_path / "keyless", key=None)
    assert propose_key(class_of(keyless, CLASS), keyless).table["key"].isna().all()


def test_decisions_that_do_not_fit_are_refused(lesson: Lesson) -> None:
    """An unknown claim, field or label in a decision is refused in words."""
    annotations = class_of(lesson, CLASS)
    for decisions, says in (
        ({"c99": ["denied"]}, "no claim 'c99'"),
        ({"c01": {"labls": []}}, "unknown field 'labls'"),
        ({"c01": ["true"]}, "'true' is not a label"),
        ({"c01": {"also_defensible": [["false"]]}}, "'false' is not a label"),
        ({"c01": "refuted"}, "decision on c01: 'refuted' is not a label"),
        ({"c01": None}, "decision on c01 is None"),
        ({"c01": 0}, "decision on c01 is 0"),
        ({"c01": {"labels": {"denied": 1}}}, "decision on c01 is {'denied': 1}"),
        (["c01"], "Write the decisions as"),
        ("c01", "Write the decisions as"),
        ({"c01": {"why": None}}, "“why” in the decision on c01 must be a text"),
        ({"c01": {"also_defensible": ["denied"]}}, "“also_defensible” in the decision on c01 must be a list of lists"),
        ({"c01": {"evidence": "words"}}, "“evidence” in the decision on c01 must be a list"),
        ({"c01": {"evidence": ["words"]}}, "“evidence” in the decision on c01 must be a list"),
        ({"c01": {"later_after": "5"}}, "“later_after” in the decision on c01 must be the number"),
        ({"c01": {"if_you_chose": ["denied"]}}, "“if_you_chose” in the decision on c01 must be answers"),
    ):
        with pytest.raises(Mistake, match=re.escape(says)):
            propose_key(annotations, lesson, decisions)


def test_a_proposal_is_a_table_in_a_notebook(lesson: Lesson) -> None:
    """A notebook shows the proposal as its table; labels are in the codebook's order."""
    proposal = propose_key(class_of(lesson, CLASS), lesson)
    assert "<table" in proposal._repr_html_()
    assert ordered(proposal.answers[1].labels) == ("anonymous", "denied")
