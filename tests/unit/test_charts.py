"""Charts: well-formed SVG with a text alternative that says every number."""

from xml.etree import ElementTree

import pandas as pd
import pytest

from kit.analysis.charts import Chart, bar_chart

COUNTS = pd.Series({"no source": 31, "sourced": 17, "anonymous + denied": 4})
STACKED = pd.DataFrame({"fact": [12, 0], "forecast": [5, 7]}, index=["sourced", "anonymous"])
HOSTILE = ["<script>alert(1)</script>", "a & b", '"quoted"', "$5 and $6", "$\\frac$", "nul\x00bell\x07", "Öß"]


def texts(chart: Chart) -> list[str]:
    """Return the texts that stand in a chart's SVG, which must parse as XML."""
    return [element.text or "" for element in ElementTree.fromstring(chart.svg).iter() if element.tag.endswith("}text")]


@pytest.mark.parametrize("counts", [COUNTS, STACKED, COUNTS * 0], ids=["bars", "stacks", "zeros"])
def test_a_chart_is_well_formed(counts: pd.Series | pd.DataFrame) -> None:
    """A chart's SVG parses as XML and has its title in it, also when there is nothing to count."""
    assert "What it rests on" in texts(bar_chart(counts, "What it rests on"))


def test_a_chart_shows_its_names_and_numbers_as_text() -> None:
    """Names and numbers are text in the picture, not shapes, so that they can be selected and enlarged."""
    shown = [text.strip() for text in texts(bar_chart(COUNTS, "t"))]
    assert {"no source", "sourced", "anonymous + denied", "31", "17", "4"} <= set(shown)


@pytest.mark.parametrize("counts", [COUNTS, STACKED], ids=["bars", "stacks"])
def test_the_alternative_says_every_number(counts: pd.Series | pd.DataFrame) -> None:
    """Every name and every number of the chart stands in its text alternative, which is its label in HTML."""
    chart = bar_chart(counts, "What it rests on")
    table = counts.to_frame() if isinstance(counts, pd.Series) else counts
    for name, row in table.iterrows():
        assert str(name) in chart.alternative
        assert all(f"{value}" in chart.alternative for value in row if value)
    assert f'aria-label="What it rests on. {chart.alternative}"' in chart._repr_html_()
    assert repr(chart) == f"What it rests on. {chart.alternative}"


def test_an_empty_chart_says_so() -> None:
    """Without anything to count there are words, for everybody to see, and no empty axes."""
    for nothing in (COUNTS[:0], STACKED[:0]):
        chart = bar_chart(nothing, "a <b>", unit="marks")
        assert chart._repr_html_() == "<p><strong>a &lt;b&gt;</strong><br/>No marks yet.</p>"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_only_text(name: str) -> None:
    """Names with markup, dollars or control characters are shown as they are and break nothing."""
    chart = bar_chart(pd.DataFrame({name: [1, 2], "other": [3, 4]}, index=[name, "row"]), name)
    visible = "".join(character for character in name if character.isprintable())
    assert texts(chart).count(visible) == 3
    html = ElementTree.fromstring(chart._repr_html_())
    assert visible in html[0].attrib["aria-label"]


def test_two_rows_with_one_name_are_two_bars() -> None:
    """Rows that share a name are not drawn over each other."""
    chart = bar_chart(pd.Series([3, 5], index=["same", "same"]), "t")
    assert texts(chart).count("same") == 2


def test_the_same_numbers_make_the_same_picture() -> None:
    """A chart drawn twice is the same to the byte, so that a saved notebook does not change by itself."""
    assert bar_chart(STACKED, "t").svg == bar_chart(STACKED, "t").svg


def test_a_chart_has_no_background_of_its_own() -> None:
    """Text takes the page's colour and the page shows through, so that a chart can be read in a dark theme."""
    svg = bar_chart(STACKED, "t").svg
    assert "#ffffff" not in svg
    assert "var(--jp-content-font-color1" in svg
