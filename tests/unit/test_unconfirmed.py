"""Answers that were proposed and not confirmed: read strictly, and never revealed."""

import re
from pathlib import Path

import pandas as pd
import pytest

import kit
from kit.__main__ import main
from kit.analysis.class_figures import most_missed, rests_on
from kit.analysis.counts import counted
from kit.analysis.scores import shares_of_class
from kit.lesson.faults import LessonFaults
from kit.lesson.lesson import Lesson
from kit.lesson.plain_errors import Mistake
from kit.marks.entries import Reveal
from kit.reading.reveal import cards, withheld
from kit.reading.reveal_widget import RevealWidget
from kit.sharing.feedback.pages import feedback
from kit.sharing.page import key_sheet
from kit.sharing.page.key_data import key_data
from tests.annotations import class_of
from tests.lessons import KEY, small_lesson, write_lesson


def key_with(fields: str, claim_id: str = "c06") -> str:
    """Return the key of the small lesson with these fields for one claim."""
    before, after = KEY.split(f"{claim_id}:\n", 1)
    rest = after.split("\n\n", 1)[1:]
    lines = "".join(f"  {line}\n" for line in fields.splitlines())
    return f"{before}{claim_id}:\n{lines}\n" + "".join(rest)


def fault_of(folder: Path, key: str) -> str:
    """Return the one fault of a lesson with this key."""
    with pytest.raises(LessonFaults) as raised:
        small_lesson(folder, key=key)
    [fault] = raised.value.faults
    return f"{fault.problem} {fault.remedy}"


def test_without_the_line_an_answer_is_confirmed(tmp_path: Path) -> None:
    """A key as people write it has no such line, and every answer counts; `confirmed: true` says the same."""
    assert small_lesson(tmp_path).unconfirmed == ()
    lesson = small_lesson(tmp_path, key=KEY.replace("c06:\n", "c06:\n  confirmed: true\n"))
    assert lesson.unconfirmed == ()
    assert lesson.key is not None
    assert lesson.key["c06"].labels == frozenset()


@pytest.mark.parametrize(
    "fields",
    [
        "confirmed: false",
        "confirmed: false\nlabels: []",
        "confirmed: false\nlabels: []\nsource: the article itself\nevidence: []",
        "confirmed: no\nwhy: Nobody is named.",
    ],
)
def test_an_unconfirmed_answer_may_be_short_and_is_not_in_the_key(tmp_path: Path, fields: str) -> None:
    """A proposed answer needs no field, and the key has none for its claim; the confirmed ones are there."""
    lesson = small_lesson(tmp_path, key=key_with(fields))
    assert lesson.unconfirmed == ("c06",)
    assert list(lesson.key) == ["c01", "c02", "c03", "c04", "c05"]


def test_a_whole_answer_that_is_unconfirmed_is_not_in_it_either(tmp_path: Path) -> None:
    """It is the person that makes a key, not the fields; of a key that nobody has looked at, nothing is left."""
    lesson = small_lesson(tmp_path, key=KEY.replace("c06:\n", "c06:\n  confirmed: false\n"))
    assert (lesson.unconfirmed, "c06" in lesson.key) == (("c06",), False)
    nothing = small_lesson(tmp_path, key=re.sub(r"(c\d\d:\n)", r"\1  confirmed: false\n", KEY))
    assert (len(nothing.unconfirmed), nothing.key) == (6, None)


@pytest.mark.parametrize("value", ["maybe", "'false'", "0", "[]", ""])
def test_confirmed_is_true_or_false(tmp_path: Path, value: str) -> None:
    """Anything else is told with what to write."""
    told = fault_of(tmp_path, KEY.replace("c06:\n", f"c06:\n  confirmed: {value}\n"))
    assert "“confirmed” in the answer to c06 is neither true nor false." in told
    assert "Write “confirmed: false” until a person has looked at the answer" in told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("confirmed: false\nlabels: [doubtful]", "“doubtful” is not a label."),
        ("confirmed: false\nnature: rumour", "“rumour” is not a nature."),
        ("confirmed: false\nlables: []", "has an unknown field “lables”. Did you mean “labels”?"),
        (
            'confirmed: false\nlabels: [sourced]\nevidence: [{label: sourced, paragraph: 1, quote: "not there"}]',
            "does not hold the quote “not there”",
        ),
    ],
)
def test_what_an_unconfirmed_answer_has_must_be_right(tmp_path: Path, fields: str, told: str) -> None:
    """A proposal is read as strictly as an answer: a wrong label or quote is told at once."""
    assert told in fault_of(tmp_path, key_with(fields))


def test_every_claim_still_has_an_entry(tmp_path: Path) -> None:
    """A claim that is left out altogether is missing, also beside unconfirmed answers."""
    key = key_with("confirmed: false", "c05").split("c06:")[0]
    assert "The claim c06 has no answer." in fault_of(tmp_path, key)


@pytest.fixture
def waiting(tmp_path: Path) -> Lesson:
    """The small lesson with an answer that nobody has confirmed, to a core claim."""
    return small_lesson(tmp_path, key=KEY.replace("c03:\n", "c03:\n  confirmed: false\n"))


EVERYBODY = {"c01": "------", "c02": "aaaaaa", "c03": "aaaaaa", "c05": "ssssss"}


def test_the_reveal_shows_what_is_confirmed_and_says_what_waits(waiting: Lesson, tmp_path: Path) -> None:
    """The card of a confirmed answer comes; the other one is withheld, spoken of, and not called revealed."""
    reading = kit.start_reading(waiting, "quiet-otter-41", tmp_path / "marks")
    reading.mark("c01", [])
    reading.mark("c03", ["anonymous"])
    assert [one["claim"] for one in cards(waiting, 1, reading.answers())] == ["c01"]
    assert withheld(waiting, 1, reading.answers()) == 1
    widget, sent = RevealWidget(reading, 1), []
    widget.send = sent.append
    widget._receive(widget, {"kind": "reveal", "id": "1", "reader": reading.reader}, [])
    assert sent[-1]["sentence"] == (
        "Your one answer is as in the key. One of your answers waits: nobody has confirmed what the key says of it."
    )
    assert "She has a name" not in str(sent)
    assert [entry.claim for entry in reading.marks if isinstance(entry, Reveal)] == ["c01"]
    widget.close()


def test_figures_leave_out_what_waits(waiting: Lesson) -> None:
    """Scores, tables and the class's figures count confirmed answers alone: as if nobody had answered the other."""
    annotations = class_of(waiting, EVERYBODY)
    without = class_of(waiting, {claim: given for claim, given in EVERYBODY.items() if claim != "c03"})
    pd.testing.assert_frame_equal(kit.score(annotations, waiting), kit.score(without, waiting))
    assert set(kit.beside_key(annotations, waiting)["claim"]) == {"c01", "c02", "c05"}
    table = kit.key_table(waiting).set_index("claim")
    assert (pd.isna(table.loc["c03", "labels"]), table.loc["c05", "labels"]) == (True, "sourced")
    assert "c03" not in set(most_missed(annotations, waiting)["claim"])
    assert rests_on(annotations, waiting)["key_claims"].sum() == 3
    assert shares_of_class(counted(annotations), waiting) == shares_of_class(counted(without), waiting)
    assert kit.propose_key(annotations, waiting).table.set_index("claim")["key"].isna()["c03"]


def test_report_feedback_and_grades_say_what_waits(waiting: Lesson) -> None:
    """Whoever gets figures is told which answers are not in them."""
    annotations = class_of(waiting, EVERYBODY)
    assert "Nobody has confirmed 1 answer of the key (c03)" in kit.report(annotations, waiting).html
    page = next(iter(feedback(annotations, waiting).pages.values()))
    assert "1 claim is left out: nobody has confirmed" in page
    assert "She has a name" not in page
    [(what, _), *_] = kit.grade(annotations, waiting, weights={"score": 1}).attrs["remarks"]
    assert what == "Nobody has confirmed the key's answers to c03, so the score leaves these claims out."
    with pytest.raises(Mistake, match="leave the score out"):
        kit.grade(annotations, waiting, weights={"score": 1}, claims=["c03"])


def test_page_and_sheet_hold_nothing_of_what_waits(waiting: Lesson) -> None:
    """The one-file page and the key sheet have the confirmed answers, and no word of the other."""
    data = key_data(waiting, None)
    assert set(data["claims"]) == {"c01", "c02", "c04", "c05", "c06"}
    for text in (str(data), key_sheet(waiting)):
        assert "Two people vouch for it" in text
        assert "The mayor is named" not in text


def test_a_key_that_is_altered_keeps_what_waits(waiting: Lesson, tmp_path: Path) -> None:
    """A teacher's decision on a claim that waits goes into the file, and the answer still waits."""
    proposal = kit.propose_key(class_of(waiting, EVERYBODY), waiting, {"c03": {"why": "Decided."}})
    path = kit.write_key(proposal, tmp_path / "new.yaml")
    again = kit.open_lesson(tmp_path, key=path)
    assert (again.unconfirmed, dict(again.key)) == (("c03",), dict(waiting.key))
    assert "Decided." in path.read_text(encoding="utf-8")


def test_samples_answer_every_claim(waiting: Lesson) -> None:
    """Generated readers and classes need no whole key, and no generated reader has seen an answer that waits."""
    assert len(kit.sample_annotations(waiting))
    sample = kit.sample_class_annotations(waiting, readers=8)
    assert not len(sample[(sample["claim"] == "c03") & (sample["phase"] == "revised")])


def test_the_command_line_says_which_answers_wait(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`kit notebooks` names the answers that nobody has confirmed, and what to do about them."""
    write_lesson(tmp_path / "lesson", key=key_with("confirmed: false"))
    assert main(["notebooks", str(tmp_path / "lesson"), "--out", str(tmp_path / "out")]) == 0
    assert "of the answers in the key, nobody has confirmed 1 (c06)" in capsys.readouterr().out
