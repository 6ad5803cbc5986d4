"""A key as a teacher alters it: what is not decided stays, and what a decision leaves open is asked for."""

from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest

import kit
from kit.analysis.adjudication import propose_key, write_key
from kit.lesson.codebook import ANSWER_NAMES, name_of
from kit.lesson.faults import Fault, LessonFaults
from kit.lesson.files import open_lesson
from kit.lesson.lesson import Lesson
from kit.lesson.write_file import NotWritten
from kit.marks.entries import Quote
from kit.marks.table import annotations_table
from tests.annotations import class_of, line
from tests.lessons import ARTICLE, KEY, small_lesson

CLASS = {"c02": "AAAAaaas", "c03": "ssssaaaa", "c05": "sssssaa-"}
ODD = "The “crack”: #7 'is' 100% — naïve, 橋 🌉 and harmless"


def altered(lesson: Lesson, path: Path, decisions: dict[str, Any] | None = None) -> str:
    """Write the lesson's key with these decisions to `path`, and return its text."""
    return write_key(propose_key(class_of(lesson, CLASS), lesson, decisions), path).read_text(encoding="utf-8")


def entry(text: str, claim: str) -> str:
    """The lines of one claim, without the comments above them."""
    return text.split(f"\n{claim}:\n")[1].split("\n\n", maxsplit=1)[0]


def faults_of(folder: Path | str, path: Path) -> tuple[Fault, ...]:
    """What opening the lesson with a key says is wrong with it: nothing, if it opens."""
    try:
        open_lesson(folder, key=path)
    except LessonFaults as refused:
        return refused.faults
    return ()


def filled_in(text: str, lesson: Lesson, claim: str) -> str:
    """Do as a teacher does: quote the claim's own words as evidence, and write into every other empty quote."""
    return text.replace('quote: ""', f'quote: "{lesson.claim(claim).text}"').replace(': ""', ': "By hand."')


@pytest.mark.parametrize("name", kit.bundled_lessons())
def test_a_key_without_decisions_stays_as_it_is(name: str, tmp_path: Path) -> None:
    """Written without a decision and opened again, each bundled lesson is the same to the last letter of its key."""
    lesson = kit.open_lesson(name)
    proposal = propose_key(kit.sample_class_annotations(lesson, readers=8), lesson)
    again = kit.open_lesson(name, key=write_key(proposal, tmp_path / "new.yaml"))
    assert again == lesson
    assert dict(again.key) == dict(lesson.key)


def test_what_its_author_wrote_beside_the_key_stays(lesson: Lesson, tmp_path: Path) -> None:
    """Comments, order and layout of a hand-written key are in the file; altered again, it does not pile up notes."""
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    text = altered(lesson, first, {"c05": {"why": "The office rejects it."}})
    gone = [row for row in ndiff(KEY.splitlines(), text.splitlines()) if row.startswith("- ")]
    assert gone == ["-   why: An office on the record."]
    again = altered(open_lesson(tmp_path / "bridge", key=first), second, {"c05": {"why": "It says so."}})
    assert again == text.replace("The office rejects it.", "It says so.")


def test_odd_characters_survive(tmp_path: Path) -> None:
    """Quotes, number signs, colons, other scripts and a backslash come back from claims, evidence and texts."""
    article = ARTICLE.replace("The crack is harmless", ODD)
    key = KEY.replace("The crack is harmless", ODD).replace("She says it herself.", f'C:\\new # "{ODD}": {{no}} [list]')
    lesson = small_lesson(tmp_path / "odd", article, key)
    altered(lesson, tmp_path / "new.yaml")
    again = open_lesson(tmp_path / "odd", key=tmp_path / "new.yaml")
    assert 'C:\\new # "The “crack”: #7' in again.key["c04"].why
    assert dict(again.key) == dict(lesson.key)


def test_what_yaml_cannot_hold_is_refused_by_its_line(lesson: Lesson, tmp_path: Path) -> None:
    """Control characters and foreign line ends in a decision are named where they stand, not folded into spaces."""
    for character in "\0\x7f\x85\u2028\ufeff":
        path = tmp_path / f"{ord(character)}.yaml"
        text = altered(lesson, path, {"c05": {"why": f"One{character}two."}})
        [fault] = faults_of(tmp_path / "bridge", path)
        assert "invisible control character" in fault.problem
        assert text.splitlines()[fault.line - 1].startswith("  why:")


@pytest.mark.parametrize("decided", ANSWER_NAMES)
@pytest.mark.parametrize("claim", ["c01", "c02", "c03", "c04", "c05", "c06"])
def test_one_decision_leaves_open_its_own_claim_alone(claim: str, decided: str, lesson: Lesson, tmp_path: Path) -> None:
    """Every fault of the written key is about the decided claim; filled in, it opens, and the rest is as it was."""
    path = tmp_path / "new.yaml"
    text = altered(lesson, path, {claim: decided})
    first = text[: text.index(f"\n{claim}:\n")].count("\n") + 2
    last = first + entry(text, claim).count("\n") + 1
    faults = faults_of(tmp_path / "bridge", path)
    assert [fault for fault in faults if not first <= fault.line <= last] == []
    assert bool(faults) == (decided != name_of(lesson.key[claim].labels))
    path.write_text(filled_in(text, lesson, claim), encoding="utf-8")
    again = open_lesson(tmp_path / "bridge", key=path).key
    assert name_of(again[claim].labels) == decided
    assert (again[claim].nature, again[claim].source) == (lesson.key[claim].nature, lesson.key[claim].source)
    assert {name: again[name] for name in again if name != claim} == {
        name: lesson.key[name] for name in lesson.key if name != claim
    }


def test_other_labels_are_argued_for_anew(lesson: Lesson, tmp_path: Path) -> None:
    """What argued for the old labels is open, or left out and named above the entry; what is true of any stays."""
    marks = [line(lesson, number, "c02", "sourced", evidence=(Quote(5, 0, 10, "It rejects"),)) for number in range(3)]
    proposal = propose_key(annotations_table(marks, lesson), lesson, {"c02": "sourced + anonymous"})
    text = write_key(proposal, tmp_path / "new.yaml").read_text(encoding="utf-8")
    assert entry(text, "c02").splitlines() == [
        "  labels: [sourced, anonymous]",
        "  also_defensible: []",
        "  nature: fact",
        "  source: two people who have seen the report",
        "  evidence:",
        '    - {label: anonymous, paragraph: 2, quote: "said two people"}',
        '    - {label: sourced, paragraph: 2, quote: ""}',
        '  why: ""',
        '  model_reason: ""',
        "  if_you_chose:",
        '    sourced: ""',
    ]
    above = text.split("\nc02:\n")[0].rsplit("\n\n", 1)[1].splitlines()
    assert above == [
        "# This claim is the heart of the lesson.",
        "# paragraph 2: A crack runs through the main arch",
        "# The largest group of the class: sourced (100% of 3 readers).",
        "# DECIDED: sourced + anonymous. The key said: anonymous + denied or anonymous or sourced + denied. "
        "Write what is empty.",
        '# Left out, because it may no longer be true: later: "The road office rejects it."',
        "# Left out, because it may no longer be true: later_after: 5",
        '# The class\'s words for sourced: "It rejects" (paragraph 5).',
    ]


def test_a_later_is_asked_for_where_the_evidence_needs_one(lesson: Lesson, tmp_path: Path) -> None:
    """Where evidence of a later section stays, “later” stands open: it spoke of labels that are no longer these."""
    text = entry(altered(lesson, tmp_path / "new.yaml", {"c02": "denied"}), "c02")
    assert 'later: ""\n  later_after: 5' in text
    decision = {"labels": ["denied"], "later": "The office says no.", "evidence": []}
    text = entry(altered(lesson, tmp_path / "decided.yaml", {"c02": decision}), "c02")
    assert 'later: "The office says no."\n  later_after: 5' in text


def test_a_decision_by_fields_alters_just_those(lesson: Lesson, tmp_path: Path) -> None:
    """With fields decided and the labels left alone, or named as they are, all other fields stay."""
    for number, labels in enumerate(({}, {"labels": ["denied", "anonymous"]})):
        path = tmp_path / f"{number}.yaml"
        text = altered(lesson, path, {"c02": labels | {"why": "Nobody is named.", "if_you_chose": {"denied": "No."}}})
        assert "# DECIDED: why, if_you_chose.\nc02:" in text
        again, old = open_lesson(tmp_path / "bridge", key=path).key["c02"], lesson.key["c02"]
        assert (again.why, dict(again.if_you_chose)) == ("Nobody is named.", {frozenset({"denied"}): "No."})
        for name in (
            "labels",
            "also_defensible",
            "nature",
            "source",
            "evidence",
            "later",
            "later_after",
            "model_reason",
        ):
            assert getattr(again, name) == getattr(old, name), name


def test_a_complete_decision_needs_no_hand(lesson: Lesson, tmp_path: Path) -> None:
    """A decision that brings its own labels, evidence and texts opens as it is."""
    piece = {"label": "denied", "paragraph": 5, "quote": "It rejects"}
    decision = {"labels": ["denied"], "evidence": [piece], "why": "The office rejects it."}
    path = tmp_path / "new.yaml"
    altered(lesson, path, {"c05": decision})
    again = open_lesson(tmp_path / "bridge", key=path).key["c05"]
    assert (again.labels, again.why, len(again.evidence)) == ({"denied"}, "The office rejects it.", 1)


def test_the_bundled_key_with_one_decision(tmp_path: Path) -> None:
    """One decision on the bundled lesson leaves a handful of texts to write, where it once left hundreds."""
    lesson, path = kit.open_lesson("inner-circle"), tmp_path / "new.yaml"
    text = altered(lesson, path, {"c01": "anonymous"})
    faults = faults_of("inner-circle", path)
    assert 0 < len(faults) < 6
    assert all("c01" in str(fault) for fault in faults)
    path.write_text(text.replace(': ""', ': "By hand."'), encoding="utf-8")
    again = kit.open_lesson("inner-circle", key=path).key
    assert {name for name in again if again[name] != lesson.key[name]} == {"c01"}


def test_the_file_says_what_goes_where(lesson: Lesson, tmp_path: Path) -> None:
    """The top of the file tells what each open field wants, with a key as without."""
    keyless = small_lesson(tmp_path / "keyless", key=None)
    for number, of in enumerate((lesson, keyless)):
        top = altered(of, tmp_path / f"{number}.yaml").split("\n\n")[0]
        assert all(row.startswith("#") for row in top.splitlines())
        for field in ("nature: fact, judgement or forecast", "source", "why", "model_reason", "if_you_chose"):
            assert f"\n# {field}" in top


def test_where_nothing_can_be_written_is_said(lesson: Lesson, tmp_path: Path) -> None:
    """A folder that is not there, and a folder in place of a file, are named; nothing is made."""
    with pytest.raises(NotWritten, match="There is no folder “.*nowhere”"):
        altered(lesson, tmp_path / "nowhere" / "key.yaml")
    with pytest.raises(NotWritten, match="is a folder"):
        altered(lesson, tmp_path)
    assert not (tmp_path / "nowhere").exists()
