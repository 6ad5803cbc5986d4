"""Charts for readers: labelled, readable without colour, in light and dark themes, each with a text alternative."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any

import pandas as pd

from kit.ui.markup import NO_MATHEMATICS, Markup, element
from kit.ui.tokens import BAR, LOOKS, SERIES, Look
from kit.ui.words import FALLBACK, words

#: Of a name that stands beside a bar; the whole of it is in the words for who cannot see the chart.
_LONGEST_NAME = 60
# Drawn in this colour, then replaced by the page's own text colour, so that a chart can be read in a dark theme.
_INK = "#010203"
_PAGE_INK = "var(--jp-content-font-color1, currentColor)"
# Text stays text, so that it can be selected, enlarged and coloured by the page, and the page shows through behind it;
# a dollar sign begins no formula.
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "hatch.linewidth": 0.4,
    "text.parse_math": False,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
}


@dataclass(frozen=True)
class Chart:
    """A drawn chart: `svg`, and `alternative`, which says in words what it shows. Without data there are the words."""

    svg: str
    title: str
    alternative: str

    def _repr_html_(self) -> str:
        if not self.svg:
            return element("p", element("strong", self.title), element("br"), self.alternative)
        picture = element("div", Markup(self.svg), role="img", aria_label=f"{self.title}. {self.alternative}")
        return element("figure", picture, class_=NO_MATHEMATICS, style="margin:0;max-width:44em")

    def __repr__(self) -> str:
        return f"{self.title}. {self.alternative}"


def bar_chart(counts: pd.Series | pd.DataFrame, title: str, unit: str | None = None, language: str = FALLBACK) -> Chart:
    """Draw horizontal bars, one for each row, with the number at its end.

    Args:
        counts: numbers by name; with several columns, the bars are stacked and the columns explained in a legend.
        title: what the chart shows.
        unit: what is counted, for the axis and the text alternative; claims, if left out.
        language: the code of the language of those texts.
    """
    say = words(language)
    unit = unit or say("charts.unit")
    table = counts.to_frame("") if isinstance(counts, pd.Series) else counts
    table, title = table.rename(index=_printable, columns=_printable), _printable(title)
    if table.empty:
        return Chart("", title, say("charts.nothing", unit=unit))
    parts = "; ".join(_in_words(name, row.to_dict(), say("charts.none")) for name, row in table.iterrows())
    svg = _svg(table, title, say("charts.axis", unit=unit))
    return Chart(svg, title, say("charts.alternative", unit=unit, parts=parts))


def _printable(name: Any) -> str:
    # Control characters have no place in an XML file, which an SVG is.
    return "".join(character for character in str(name) if character.isprintable())


def _short(name: str) -> str:
    """A name that leaves room for the bars."""
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def _in_words(name: Any, row: Mapping[Any, Any], nothing: str) -> str:
    if list(row.keys()) == [""]:
        return f"{name} {row['']:g}"
    inside = ", ".join(f"{column} {value:g}" for column, value in row.items() if value)
    return f"{name}: {inside or nothing}"


def _svg(table: pd.DataFrame, title: str, axis: str) -> str:
    import matplotlib as mpl  # noqa: PLC0415 (drawing waits until it is asked for)
    from matplotlib.figure import Figure  # noqa: PLC0415

    # The salt makes ids: the same chart is the same to the byte, and two charts of one page never share a pattern
    # (JupyterLab hides what is scrolled away, and whatever pointed into it would turn white).
    with mpl.rc_context(_SETTINGS | {"svg.hashsalt": f"{title} {axis} {table.to_csv()}"}):
        figure = Figure(figsize=(7.2, 1.1 + 0.36 * max(len(table), 1)), layout="constrained")
        axes = figure.add_subplot()
        _draw(axes, table)
        axes.set_title(title, loc="left", color=_INK, fontsize=12)
        axes.set_xlabel(axis, color=_INK)
        _plain(axes)
        return _text_of(figure)


def _draw(axes: Any, table: pd.DataFrame) -> None:
    places = range(len(table))
    left = [0.0] * len(table)
    for number, column in enumerate(table.columns):
        values = [float(value) for value in table[column]]
        look = LOOKS.get(str(column), SERIES[number % len(SERIES)]) if len(table.columns) > 1 else Look(BAR, "")
        how = {"color": look.fill, "hatch": look.hatch, "edgecolor": _INK, "linewidth": 0.4}
        axes.barh(places, values, left=left, label=str(column), **how)
        left = [start + value for start, value in zip(left, values, strict=True)]
    axes.set_yticks(places, [_short(name) for name in table.index])
    for place, total in zip(places, left, strict=True):
        axes.annotate(f"{total:g}", (total, place), (4, 0), textcoords="offset points", va="center", color=_INK)
    if len(table.columns) > 1:
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False, labelcolor=_INK)
    axes.set_xlim(0, max([*left, 1]) * 1.08)
    axes.set_ylim(-0.6, len(table) - 0.4)  # else a share of all rows: of eighty, four above and below


def _plain(axes: Any) -> None:
    axes.invert_yaxis()
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.tick_params(colors=_INK, length=0)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.spines["left"].set_color(_INK)


def _text_of(figure: Any) -> str:
    file = StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None})
    svg = file.getvalue()
    return svg[svg.index("<svg") :].replace(_INK, _PAGE_INK)
