"""The lines of a journal: their exact form, what comes back from them, and what is refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.lesson.codebook import LABEL_SETS, ordered
from kit.marks.entries import PASS_ON, STANCES, Mark, Quote
from kit.marks.lines import MarkFault, from_file, from_line, to_line
from tests.marks import mark, retract, reveal

TEXT = st.text(max_size=60)
ID = st.text(st.characters(codec="utf-8"), min_size=1, max_size=200)
QUOTES = st.builds(Quote, st.integers(1, 99), st.integers(0, 999), st.integers(0, 999), TEXT)


def test_a_line_has_exactly_this_form() -> None:
    """A mark's line is the design's JSON: its fields in order, no spaces, UTF-8 as it is, empty parts left out."""
    full = mark(
        "m1", "c07", labels=("anonymous", "denied"), who="Ilé", evidence=(Quote(3, 98, 101, "“a”"),), sure=2, base="m0"
    )
    assert to_line(full).decode("utf-8") == (
        '{"v":1,"kind":"mark","id":"m1","journal":"j1","reader":"quiet-otter-41","lesson":"bridge",'
        '"edition":"0123456789abcdef","codebook":1,"claim":"c07","labels":["anonymous","denied"],"who":"Ilé",'
        '"evidence":[{"paragraph":3,"start":98,"end":101,"quote":"“a”"}],"sure":2,"base":"m0",'
        '"at":"2026-11-22T09:15:02.118Z"}\n'
    )


def test_no_source_is_an_empty_list_and_a_retract_has_no_labels() -> None:
    """“No source given” is written as an empty list; a retract and a reveal have no labels at all."""
    assert json.loads(to_line(mark("m1", labels=())))["labels"] == []
    assert "labels" not in json.loads(to_line(retract("m2")))
    assert json.loads(to_line(reveal("m3")))["full"] is True


@given(
    mark=st.builds(
        mark,
        ID,
        lesson=ID,
        edition=ID,
        journal=ID,
        labels=st.sampled_from(LABEL_SETS).map(ordered),
        who=TEXT,
        reason=TEXT,
        evidence=st.lists(QUOTES, max_size=3).map(tuple),
        sure=st.sampled_from([None, 1, 2, 3]),
        pass_on=st.sampled_from([None, *PASS_ON]),
        stance=st.sampled_from([None, *STANCES]),
        base=st.none() | ID,
        late=st.booleans(),
    )
)
def test_a_mark_comes_back_from_its_line_whole(mark: Mark) -> None:
    """Any mark, whatever was typed into it, is read back as it was, from one line."""
    line = to_line(mark)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert from_line(line) == mark


@pytest.mark.parametrize("kind", [retract, reveal])
def test_retracts_and_reveals_come_back_whole(kind: Callable[..., Mark]) -> None:
    """The other two kinds of line are read back as they were."""
    assert from_line(to_line(kind("m1", "c117"))) == kind("m1", "c117")


@pytest.mark.parametrize("name", ["id", "journal", "reader", "lesson", "edition", "claim", "at"])
def test_half_a_sign_in_a_name_is_refused(name: str) -> None:
    """A lone surrogate in what lines are told apart by is refused with its field, and the sentence can be written."""
    line = json.dumps(json.loads(to_line(mark("m1", base="m0"))) | {name: "a\ud800"}).encode()
    with pytest.raises(MarkFault, match=f"“{name}”") as refusal:
        from_file(line)
    assert str(refusal.value).encode("utf-8")


@pytest.mark.parametrize("name", ["v", "codebook", "sure", "id", "at"])
def test_a_number_of_many_digits_is_refused_as_any_other_fault(name: str) -> None:
    """A number that Python itself refuses to read is a line that cannot be read, and no other error."""
    number = b"1" * 100_000
    line = to_line(mark("m1", sure=2))
    fields = json.loads(line) | {name: "HERE"}
    with pytest.raises(MarkFault):
        from_line(json.dumps(fields).encode().replace(b'"HERE"', number))


def test_half_an_emoji_is_kept_out_of_the_file() -> None:
    """A lone surrogate, which a page can send, never makes a line that is no UTF-8."""
    line = to_line(mark("m1", who="a\ud83d", evidence=(Quote(1, 0, 1, "\ud83d"),)))
    assert from_line(line.decode("utf-8").encode("utf-8")).who == "a\ufffd"


def test_unknown_fields_are_passed_over() -> None:
    """A line from a newer kit with fields more than this one knows can be read."""
    assert from_line(to_line(mark("m1")).replace(b'"v":1', b'"v":1,"mood":"good"')) == mark("m1")


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"kind": "remark"},
        {"id": ""},
        {"id": "x" * 201},
        {"id": 7},
        {"reader": "Maria"},
        {"reader": "../../etc-passwd-41"},
        {"claim": "7"},
        {"codebook": "1"},
        {"codebook": True},
        {"codebook": 10**12},
        {"at": "yesterday"},
        {"at": "2026-11-22T09:15:02"},
        {"at": "0001-01-01T00:00:00Z"},
        {"at": "2026-W01-1T00:00:00Z"},
        {"labels": "sourced"},
        {"labels": ["named"]},
        {"labels": [["sourced"]]},
        {"labels": None},
        {"who": 3},
        {"reason": "x" * 4001},
        {"sure": 4},
        {"sure": True},
        {"sure": 2.0},
        {"pass_on": "never"},
        {"stance": "angry"},
        {"evidence": "words"},
        {"evidence": [{"paragraph": 1}]},
        {"evidence": [{"paragraph": 1, "start": -1, "end": 2, "quote": "x"}]},
        {"evidence": [{"paragraph": 1, "start": 0, "end": 1, "quote": "x"}] * 21},
    ],
    ids=str,
)
def test_a_line_that_breaks_the_format_is_refused(change: dict[str, Any]) -> None:
    """Each part of a line is checked when it is read."""
    with pytest.raises(MarkFault):
        from_line(json.dumps(json.loads(to_line(mark("m1"))) | change).encode())


@given(st.binary(max_size=100))
def test_any_bytes_are_a_mark_or_a_fault(line: bytes) -> None:
    """Bytes that are no mark raise MarkFault and nothing else."""
    with pytest.raises(MarkFault):
        from_line(line)


@pytest.mark.parametrize("line", [b"[" * 100_000, b'{"v":' + b"1" * 5000 + b"}", b'{"v":1,"kind":["mark"]}', b"NaN"])
def test_hostile_json_is_a_fault(line: bytes) -> None:
    """Deep nesting and endless numbers are refused like any other line."""
    with pytest.raises(MarkFault):
        from_line(line)
