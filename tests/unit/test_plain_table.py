"""Tables as notebooks show them: words whole, nothing that says nothing, and no code of a row."""

import re

import pandas as pd

from kit.analysis.plain_table import plain_table

TABLE = pd.DataFrame(
    {
        "paragraph": pd.array([3, 17, 20], dtype="Int32"),
        "text": pd.array(["one", None, "three"], dtype="string"),
        "share": [0.5, float("nan"), 1.0],
    }
)


def texts(html: str, name: str) -> list[str]:
    """Return the texts of all elements of a name."""
    return [re.sub(r"<[^>]*>", "", found) for found in re.findall(rf"<{name}\b[^>]*>(.*?)</{name}>", html)]


def test_rows_have_no_numbers_of_their_own_also_when_some_are_taken() -> None:
    """pandas numbers its rows; neither these numbers nor what is left of them after choosing rows is shown."""
    for table in (TABLE, TABLE[TABLE["paragraph"] > 3]):
        html = plain_table(table)._repr_html_()
        assert texts(html, "th") == ["paragraph", "text", "share"]
        assert texts(html, "td")[-3:] == ["20", "three", "1"]


def test_an_index_that_says_something_is_shown() -> None:
    """The names of rows stand before them, also of a column that was counted."""
    assert texts(plain_table(TABLE["text"].value_counts())._repr_html_(), "th") == ["text", "count", "one", "three"]


def test_what_is_missing_is_an_empty_cell() -> None:
    """Whatever pandas has for it, nobody reads NaN or <NA>."""
    assert texts(plain_table(TABLE)._repr_html_(), "td")[3:6] == ["17", "", ""]


def test_text_stands_to_the_left_and_numbers_to_the_right_with_their_heads() -> None:
    """A column stands on one side, whatever is missing in it, and its head stands where it does."""
    html = plain_table(TABLE)._repr_html_()
    sides = re.findall(r"<t[hd][^>]*text-align:(left|right)", html)
    assert sides == ["right", "left", "right"] * 4
