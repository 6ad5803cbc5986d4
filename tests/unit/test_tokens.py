"""Colours and patterns: the same in the widgets, on whole pages, in charts and in reports."""

import re
from colorsys import rgb_to_hls
from pathlib import Path

import pandas as pd
import pytest

import kit
from kit.analysis.report.bars import answers_bar
from kit.lesson.codebook import ANSWER_NAMES, LABELS
from kit.ui.tokens import HUES, LOOKS, SHADES, notebook_properties

KIT = Path(kit.__file__).parent
STYLESHEETS = sorted(KIT.rglob("*.css"))
STATED = re.compile(r"#[0-9a-f]{3,8}\b", re.IGNORECASE)


def hue_and_lightness(colour: str) -> tuple[float, float]:
    """Return where a colour such as `#0072b2` or `#555` stands on the colour wheel, in degrees, and its lightness."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    hue, lightness, _ = rgb_to_hls(*(int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)))
    return 360 * hue, lightness


def test_the_widget_has_the_colours_of_the_table() -> None:
    """Each property of the table stands in the widgets' stylesheet as a notebook's other views get it."""
    css = (KIT / "ui" / "widget.css").read_text(encoding="utf-8")
    properties = re.findall(r"--cbc-[a-z]+: [^;]+;", notebook_properties(".x"))
    assert len(properties) == len(HUES | SHADES)
    assert [one for one in properties if one not in css] == []


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_no_stylesheet_has_a_colour_of_its_own(path: Path) -> None:
    """Colours are named properties everywhere; the widgets' stylesheet alone defines more, in its first block."""
    css = path.read_text(encoding="utf-8")
    rules = css.partition("}")[2] if path.name == "widget.css" else css
    assert STATED.findall(re.sub(r"/\*.*?\*/", "", rules, flags=re.DOTALL)) == []


def test_every_property_that_is_used_is_defined() -> None:
    """No stylesheet asks for a property of the table's kind that neither the table nor another stylesheet has."""
    css = "\n".join(path.read_text(encoding="utf-8") for path in STYLESHEETS)
    defined = set(re.findall(r"(--cbc-[\w-]+):", css + notebook_properties(".x")))
    assert set(re.findall(r"var\((--cbc-[\w-]+)\)", css)) <= defined


def test_every_answer_has_its_look() -> None:
    """The labels of the codebook and “no source” have a hue each, and no two answers share a colour or a pattern."""
    assert set(HUES) == {*LABELS, "none"}
    assert tuple(sorted(LOOKS)) == tuple(sorted(ANSWER_NAMES))
    assert len({look.fill for look in LOOKS.values()}) == len({look.hatch for look in LOOKS.values()}) == len(LOOKS)


@pytest.mark.parametrize("name", HUES)
def test_a_filled_label_is_the_colour_of_the_widget(name: str) -> None:
    """What fills a bar lies between the two themes: about the same hue, no lighter and no darker than both."""
    light, dark, filled = (hue_and_lightness(getattr(HUES[name], each)) for each in ("light", "dark", "filled"))
    assert light[1] < filled[1] < dark[1]
    assert min(light[0], dark[0]) - 5 <= filled[0] <= max(light[0], dark[0]) + 5


def test_charts_and_reports_fill_with_the_tables_colours() -> None:
    """A stacked chart and a report's bars show each answer in the colour of the table, whichever others there are."""
    for name in ANSWER_NAMES:
        svg = kit.bar_chart(pd.DataFrame({"other": [1], name: [1]}, index=["a claim"]), "T").svg
        assert LOOKS[name].fill in svg
        assert LOOKS[name].fill in answers_bar({name: 1}, "one")


def test_an_answer_has_its_pattern_in_every_chart() -> None:
    """An answer is hatched alike whether it is the first or the third that a class gave."""
    assert [_hatches({"denied": [1], "sourced": [1]}), _hatches({"denied": [1], "other": [1]})] == [1, 2]


def _hatches(columns: dict[str, list[int]]) -> int:
    """How many different patterns a stacked chart defines: none for what is filled plainly."""
    return kit.bar_chart(pd.DataFrame(columns, index=["a claim"]), "T").svg.count("<pattern ")


def test_no_other_file_states_what_an_answer_is_filled_with() -> None:
    """The colours of the answers stand in the table alone."""
    files = [path for path in KIT.rglob("*") if path.suffix in (".py", ".css", ".js") and path.name != "tokens.py"]
    fills = {look.fill for look in LOOKS.values()}
    assert {path.name for path in files for fill in fills if fill in path.read_text(encoding="utf-8")} == set()
