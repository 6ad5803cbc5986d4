"""Tables for spreadsheet programs: no text becomes a formula, and accents are right."""

import csv
import io
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.sharing.spreadsheet import guarded, spreadsheet_bytes


def read(data: bytes, delimiter: str = ",") -> list[list[str]]:
    """Read a spreadsheet's file as a program would."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 151", "-5", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "﹦1", " =1", "\u200b=1"]
)
def test_a_text_that_would_be_a_formula_is_guarded(text: str) -> None:
    """A text that begins like a formula gets an apostrophe before it, in cells and in headers."""
    rows = read(spreadsheet_bytes(pd.DataFrame({text: [text]})))
    assert rows == [["'" + text], ["'" + text]]


@pytest.mark.parametrize("end", [";", ",", "|", "\t", "\r", "\n", "\r\n", "\u2028"])
@pytest.mark.parametrize("formula", ["=1+1", "-5", "  @SUM(A1)", '"+1', "＝1"])
def test_a_formula_after_what_ends_a_cell_elsewhere_is_guarded(end: str, formula: str) -> None:
    """A program of another language ends a cell at `;` or a tab, and one that heeds no quotes at the end of a line."""
    assert guarded(f"Yes{end}{formula}") == f"Yes{end}'{formula}"
    assert guarded(f"Yes{end} no, 1 - 1 = 0") == f"Yes{end} no, 1 - 1 = 0"


def test_numbers_stay_numbers() -> None:
    """Negative numbers, truths and missing values are not guarded; a tuple is one text."""
    table = pd.DataFrame({"points": [-0.5, 7.0], "core": [True, False], "evidence": [("=a", "b"), ()]})
    table["sure"] = pd.array([None, -1], dtype="Int8")
    table["labels"] = pd.Categorical(["sourced", None])
    rows = read(spreadsheet_bytes(table))[1:]
    assert rows == [["-0.5", "True", "'=a | b", "", "sourced"], ["7.0", "False", "", "-1", ""]]


def test_excel_sees_the_accents() -> None:
    """The file begins with UTF-8's byte-order mark and has the line ends of Windows."""
    data = spreadsheet_bytes(pd.DataFrame({"name": ["Zoë Núñez", "½; x"]}), delimiter=";")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 3
    assert read(data, ";")[1:] == [["Zoë Núñez"], ["½; x"]]


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
TEXTS |= st.text("=+-@＝;,|\t\r\n \u200b'\"x1", max_size=8)


@given(TEXTS)
def test_every_text_comes_back_and_none_is_a_formula(text: str) -> None:
    """Whatever a reader wrote stands in the cell, with apostrophes where a formula could begin, and none does."""
    cell = read(spreadsheet_bytes(pd.DataFrame({"a": [text], "b": ["end"]})))[1][0]
    assert cell == guarded(text)
    assert cell.replace("'", "") == text.replace("'", "")
    assert not cell.startswith(("\t", "\r", "\n"))
    for piece in re.split(r"[;,|\t\r\n]", cell):
        assert not piece.strip().startswith(("=", "+", "-", "@", "＝"))
