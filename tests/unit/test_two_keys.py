"""Two teachers' keys for one lesson: how they stand to each other, and the key that is made of both."""

from pathlib import Path

import pytest

import kit
from kit.__main__ import main
from kit.analysis.adjudication import TwoKeys, compare_keys, merge_keys
from kit.lesson.plain_errors import Mistake
from tests.lessons import ARTICLE, KEY, small_lesson, write_lesson

SOURCED = """\
c01:
  labels: [sourced]
  nature: forecast
  source: the sign at the bridge
  evidence:
    - {label: sourced, paragraph: 1, quote: "People"}
  why: Somebody put up a sign.
"""
#: The other teacher reads c01 otherwise, takes c02's alternative for the answer, and has not looked at c05.
THEIRS = SOURCED + KEY.split("why: The article says it in its own voice.\n", 1)[1]
for before, after in (
    ("labels: [anonymous, denied]", "labels: [sourced, denied]"),
    ("[[anonymous], [sourced, denied]]", "[[anonymous, denied]]"),
    ("label: anonymous, paragraph: 2", "label: sourced, paragraph: 2"),
    ("    sourced: ", "    denied: "),
    ("c05:\n", "c05:\n  confirmed: false\n"),
):
    THEIRS = THEIRS.replace(before, after, 1)


@pytest.fixture
def keys(tmp_path: Path) -> TwoKeys:
    """The two keys of the small lesson, beside each other."""
    one = small_lesson(tmp_path / "mine")
    return compare_keys(one, small_lesson(tmp_path / "theirs", key=THEIRS))


def test_each_claim_stands_as_the_two_answer_it(keys: TwoKeys) -> None:
    """Different answers, one that the other can defend, the same ones, and one that only one of them has."""
    assert keys.table["stand"].tolist() == ["differ", "also", "same", "same", "open", "same"]
    assert keys.table.loc[0, ["A", "B"]].tolist() == ["no source", "sourced"]
    assert (keys.agreement.units, keys.agreement.readers) == (5, 2)


def test_agreement_is_that_of_two_readers(tmp_path: Path) -> None:
    """Two equal keys agree fully."""
    one = small_lesson(tmp_path / "mine")
    assert compare_keys(one, small_lesson(tmp_path / "theirs")).agreement.alpha == 1


def test_the_merged_key_says_what_was_decided(keys: TwoKeys, tmp_path: Path) -> None:
    """The other one's answer comes over whole, what is not decided waits, and each answer says whose it is."""
    path = merge_keys(keys, tmp_path / "merged.yaml", {"c01": "B"})
    lesson = kit.open_lesson(tmp_path / "mine", key=path)
    assert lesson.unconfirmed == ("c02",)
    assert (lesson.key["c01"].source, lesson.key["c01"].nature) == ("the sign at the bridge", "forecast")
    assert lesson.key["c05"] == keys.one.key["c05"]
    text = path.read_text(encoding="utf-8")
    assert "# DECIDED: B. A said: no source. B said: sourced.\nc01:" in text
    assert "# This claim is the heart of the lesson." in text
    assert "# NOT DECIDED. A says: anonymous + denied. B says: sourced + denied.\nc02:" in text
    assert "# Only A answers this." in text


def test_a_merged_key_is_merged_again_without_old_notes(keys: TwoKeys, tmp_path: Path) -> None:
    """What was decided before makes way for what is decided now."""
    first = merge_keys(keys, tmp_path / "first.yaml", {"c01": "B", "c02": "A"})
    again = compare_keys(kit.open_lesson(tmp_path / "mine", key=first), keys.other)
    text = merge_keys(again, tmp_path / "second.yaml", {"c02": "A"}).read_text(encoding="utf-8")
    assert text.count("c01:") == 1
    assert "# Both say: sourced.\nc01:" in text
    assert text.count("DECIDED: A.") == 1


def test_a_third_answer_can_be_decided(keys: TwoKeys, tmp_path: Path) -> None:
    """Other labels than either's are put in, and what only fitted the old ones is left to be looked at."""
    path = merge_keys(keys, tmp_path / "merged.yaml", {"c02": "denied", "c01": {"why": "Nobody says so."}})
    lesson = kit.open_lesson(tmp_path / "mine", key=path)
    assert lesson.key["c01"].why == "Nobody says so."
    assert lesson.unconfirmed == ("c02",)
    assert "labels: [denied]" in path.read_text(encoding="utf-8")


def test_what_cannot_be_compared_is_said(tmp_path: Path) -> None:
    """Another text, no key, a decision on no claim."""
    one = small_lesson(tmp_path / "mine")
    other = small_lesson(tmp_path / "other", ARTICLE.replace("People were surprised", "Nobody was surprised"))
    with pytest.raises(Mistake, match="keys of two texts"):
        compare_keys(one, other)
    with pytest.raises(Mistake, match="B .* has no key"):
        compare_keys(one, small_lesson(tmp_path / "none", key=None))
    with pytest.raises(Mistake, match="no claim 'c99'"):
        merge_keys(compare_keys(one, one), tmp_path / "merged.yaml", {"c99": "A"})


def test_the_command_line_compares_and_merges(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`kit compare-keys A B` says where they differ and what to do; with --out it writes the key."""
    one, other = (str(tmp_path / name) for name in ("mine", "theirs"))
    write_lesson(tmp_path / "mine")
    write_lesson(tmp_path / "theirs", key=THEIRS)
    assert main(["compare-keys", one, other]) == 0
    told = capsys.readouterr().out
    assert "Different: 1" in told
    assert "c01, paragraph 1: A says no source, B says sourced." in told
    assert "--decide c01=A" in told
    out = str(tmp_path / "merged.yaml")
    assert main(["compare-keys", one, f"{other}/key.yaml", "--out", out, "--decide", "c01=B", "c02=A"]) == 0
    assert kit.open_lesson(one, key=out).key["c01"].labels == {"sourced"}
    assert main(["compare-keys", one, other, "--out", out]) == 1
    assert "is there already" in capsys.readouterr().err
    assert main(["compare-keys", one, other, "--decide", "c01"]) == 1
    assert "“c01” is not a decision" in capsys.readouterr().err
