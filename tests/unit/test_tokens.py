"""The colours of the answers: the same in the widget, in charts and in reports."""

import re
from colorsys import rgb_to_hls
from pathlib import Path

import pandas as pd
import pytest

import kit
from kit.analysis.report.bars import COLOURS
from kit.lesson.codebook import ANSWER_NAMES, LABELS, NO_SOURCE
from kit.ui.tokens import FILLS, HUES

KIT = Path(kit.__file__).parent
_PROPERTY = r"^ +--cbc-{}: light-dark\((\S+), (\S+)\);"


def hue_and_lightness(colour: str) -> tuple[float, float]:
    """Return where a colour such as `#0072b2` or `#555` stands on the colour wheel, in degrees, and its lightness."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    hue, lightness, _ = rgb_to_hls(*(int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)))
    return 360 * hue, lightness


@pytest.mark.parametrize("name", HUES)
def test_the_widget_has_the_colours_of_the_table(name: str) -> None:
    """Each property of the widget's stylesheet that is a label's colour is what the table says, in both themes."""
    css = (KIT / "ui" / "widget.css").read_text(encoding="utf-8")
    assert re.findall(_PROPERTY.format(name), css, re.MULTILINE) == [(HUES[name].light, HUES[name].dark)]


def test_every_label_has_its_colour() -> None:
    """The labels of the codebook and “no source” have a hue each, and no two answers are filled alike."""
    assert set(HUES) == {*LABELS, "none"}
    assert set(FILLS) <= set(ANSWER_NAMES)
    assert len(set(FILLS.values())) == len(FILLS)


@pytest.mark.parametrize("name", HUES)
def test_a_filled_label_is_the_colour_of_the_widget(name: str) -> None:
    """What fills a bar lies between the two themes: about the same hue, no lighter and no darker than both."""
    light, dark, filled = (hue_and_lightness(getattr(HUES[name], each)) for each in ("light", "dark", "filled"))
    assert light[1] < filled[1] < dark[1]
    assert min(light[0], dark[0]) - 5 <= filled[0] <= max(light[0], dark[0]) + 5


def test_charts_and_reports_fill_with_the_tables_colours() -> None:
    """A stacked chart and a report's bars show each answer in the colour of the table."""
    names = [NO_SOURCE, *LABELS]
    svg = kit.bar_chart(pd.DataFrame({name: [1] for name in names}, index=["a claim"]), "T").svg
    for name in names:
        assert FILLS[name] in svg
        assert COLOURS[name] == FILLS[name]


def test_no_other_file_states_what_a_label_is_filled_with() -> None:
    """The colours of the fills stand in the table alone."""
    files = [path for path in KIT.rglob("*") if path.suffix in (".py", ".css", ".js") and path.name != "tokens.py"]
    stated = {path.name for path in files for fill in FILLS.values() if fill in path.read_text(encoding="utf-8")}
    assert stated == set()
