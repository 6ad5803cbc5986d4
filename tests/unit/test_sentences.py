"""Sentences: the places where a sign ends none, and those where a sentence ends without one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.authoring.sentences import sentences


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The bridge is shut.", "It opens in May."],
        ["Gov. Ruth Lee and Lt. Gov. Amos Hale spoke.", "Mr. and Mrs. Ode listened."],
        ["Officials of the U.S. Forest Service came.", "They left on Nov. 3 at 4 p.m. Friday."],
        ["They came from the U.S.", "The talks had failed."],
        ["He arrived at 4 p.m.", "The gates were shut."],
        ["J. K. Marlow wrote it.", "So did I.", "Nobody else knew."],
        ["Prices rose by 3.5 percent to $1.2 million.", "Version 2.0 is out."],
        ["“This is it.”", "“Is it?” she asked.", "“It is!” Ms. Ode said."],
        ["“Go home!” Mayor Ruth Lee told them.", "They went."],
        ["“It is over.”", "The mayor left.", "“Nobody stayed.”"],
        ["“We won.”", "Ode smiled."],
        ["(The council met twice.)", "It will meet again."],
        ["“I was … not there,” he said...", "Then he left."],
        ["Was it safe?!", "No.", "They left."],
        ["The company, Ode & Sons Inc., closed.", "Acme Corp. Chairman Lee agreed."],
        ["She works at Acme Inc.", "Her brother does not."],
        ["“There are gaps.", "He points at others.", "all this is happening.”"],
        ["The ship docked at St. Mary’s with approx. 200 crates.", "See No. 7 and pp. 3-4, e.g. the map."],
        ["Sen. Mary Ode (D-Ga.) voted no.", "Rep. Lee (R-Ky.), who was ill, did not."],
        ["El alcalde salió.", "¿Quién lo vio?", "¡Nadie!", "Nadie más."],
        ["橋は閉鎖された。", "五月に開く。"],
        ["A crane lifts a bus from the river, on a Friday in May (Ode Pictures)"],
        ["Shares of Yahoo! fell.", "“Why?”"],
    ],
    ids=lambda parts: parts[0][:30],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    """Titles, initials, numbers, quotation marks and damaged text: each sentence is found whole."""
    glue = "" if parts[0].endswith("。") else " "
    assert _split(glue.join(parts)) == parts


def test_a_line_end_ends_a_sentence() -> None:
    """A caption or heading without a full stop is no part of the sentence below it."""
    assert _split("Flooded streets in May (Ode Pictures)\nThe river rose. It fell.") == [
        "Flooded streets in May (Ode Pictures)",
        "The river rose.",
        "It fell.",
    ]


@given(st.text(alphabet='ab .!?\n“”’"A1é…U.S。', max_size=60) | st.text(max_size=60))
def test_nothing_is_lost_between_sentences(text: str) -> None:
    """Sentences stand in order without overlap, hold every character that is no blank, and have no blanks around."""
    spans = sentences(text)
    inside = {place for start, end in spans for place in range(start, end)}
    assert all(text[place].isspace() for place in range(len(text)) if place not in inside)
    assert spans == sorted(spans)
    assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
