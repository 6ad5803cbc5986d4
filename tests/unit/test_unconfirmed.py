"""Answers that were proposed and not confirmed: read strictly, and never revealed."""

from pathlib import Path

import pytest

from kit.__main__ import main
from kit.lesson.faults import LessonFaults
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
def test_an_unconfirmed_answer_may_be_short_and_is_no_key(tmp_path: Path, fields: str) -> None:
    """A proposed answer needs no field, and while there is one the lesson has no key: nothing is revealed."""
    lesson = small_lesson(tmp_path, key=key_with(fields))
    assert lesson.unconfirmed == ("c06",)
    assert lesson.key is None


def test_a_whole_answer_that_is_unconfirmed_is_no_key_either(tmp_path: Path) -> None:
    """It is the person that makes a key, not the fields."""
    lesson = small_lesson(tmp_path, key=KEY.replace("c06:\n", "c06:\n  confirmed: false\n"))
    assert (lesson.unconfirmed, lesson.key) == (("c06",), None)


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


def test_the_command_line_says_which_answers_wait(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`kit notebooks` names the answers that nobody has confirmed, and what to do about them."""
    write_lesson(tmp_path / "lesson", key=key_with("confirmed: false"))
    assert main(["notebooks", str(tmp_path / "lesson"), "--out", str(tmp_path / "out")]) == 0
    assert "of the answers in the key, nobody has confirmed 1 (c06)" in capsys.readouterr().out
