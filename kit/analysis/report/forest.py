"""A forest plot as rows of a table, and how many classes lie where: small pictures that stretch with the page.

Each is drawn in a box of 1 by 1 that is stretched to whatever room it has; strokes and dots keep their size.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from kit.ui.markup import Markup, element, joined

_STEP = 0.1
#: So that a phone has room for them, of many steps not every one is written.
_EVERY = {6: 2, 8: 2, 9: 3, 10: 2}
#: A share's bars are so wide.
BIN = 0.02
_SCALED = {"preserveAspectRatio": "none", "class_": "scaled"}
_FIXED = {"vector-effect": "non-scaling-stroke"}


@dataclass(frozen=True, slots=True)
class Axis:
    """From where to where the pictures of one table reach, in shares, and where the average stands."""

    low: float
    high: float
    mean: float

    @property
    def ticks(self) -> list[float]:
        """The shares that are written below, from one end to the other."""
        steps = round((self.high - self.low) / _STEP)
        return [self.low + step * _STEP for step in range(0, steps + 1, _EVERY.get(steps, 1))]

    def at(self, share: float) -> str:
        """Where a share stands, from 0 to 1."""
        return f"{min(max((share - self.low) / (self.high - self.low), 0.0), 1.0):.4f}"


def axis_for(rows: pd.DataFrame, mean: float) -> Axis:
    """Return an axis, in whole tenths, that holds every interval of a table with `low` and `high`."""
    low = max(floor(min([*rows["low"], mean]) / _STEP), 0)
    high = max(min(ceil(max([*rows["high"], mean]) / _STEP), 10), low + 1)
    if high - low == 7:  # seven steps can be written in no even way
        low, high = (low - 1, high) if low else (low, high + 1)
    return Axis(low * _STEP, high * _STEP, mean)


def interval(row: Mapping[str, Any], axis: Axis, label: str, *, of_school: bool = False) -> Markup:
    """Return a row's picture: its interval and its dot over the average, and a tick where it is `expected`."""
    kind = "whole" if of_school else {1: "out", -1: "out"}.get(int(row.get("stands_out", 0)), "one")
    pieces = [_line(axis.at(axis.mean), "0", axis.at(axis.mean), "1", "average")]
    pieces.append(_line(axis.at(row["low"]), ".5", axis.at(row["high"]), ".5", f"reach {kind}"))
    if "expected" in row:
        pieces.append(_line(axis.at(row["expected"]), ".2", axis.at(row["expected"]), ".8", "expected"))
    place = axis.at(row["mean"])
    pieces.append(element("path", d=f"M{place} .5h0", class_=f"dot {kind}", **_FIXED))
    return element("svg", *pieces, viewBox="0 0 1 1", role="img", aria_label=label, **_SCALED)


def bins(each: pd.DataFrame, readers: float, mean: float) -> pd.DataFrame:
    """Return how many classes lie in each bin of shares: `low`, `high`, `classes`, and `by_chance`, how many would.

    Args:
        each: one row a class, with its `mean` and `n`, its number of readers.
        readers: the variance between the readers of a class.
        mean: where they all would be, if chance alone spread them.
    """
    number = round(1 / BIN)
    places = np.minimum((each["mean"].to_numpy() / BIN + 1e-9).astype(int), number - 1)
    found = np.bincount(places, minlength=number)
    edges, errors = np.linspace(0, 1, number + 1), np.sqrt(readers / each["n"].to_numpy(dtype=float))
    below = np.array([[NormalDist(mean, max(error, 1e-9)).cdf(edge) for edge in edges] for error in np.unique(errors)])
    weights = np.unique(errors, return_counts=True)[1]
    by_chance = (np.diff(below, axis=1) * weights[:, None]).sum(axis=0)
    table = pd.DataFrame({"low": edges[:-1], "high": edges[1:], "classes": found, "by_chance": by_chance})
    some = table.index[(table["classes"] > 0) | (table["by_chance"] > 0.5)]
    return table.loc[some.min() : some.max()].reset_index(drop=True)


def histogram(table: pd.DataFrame, label: str) -> Markup:
    """Return the bars of `bins`, and over them the line of what chance alone would give."""
    most, width = max(table["classes"].max(), table["by_chance"].max(), 1), 1 / len(table)
    bars = [
        element(
            "rect",
            x=f"{place * width + width * 0.08:.4f}",
            y=f"{1 - count / most:.4f}",
            width=f"{width * 0.84:.4f}",
            height=f"{count / most:.4f}",
        )
        for place, count in enumerate(table["classes"])
        if count
    ]
    points = " ".join(
        f"{(place + 0.5) * width:.4f},{1 - each / most:.4f}" for place, each in enumerate(table["by_chance"])
    )
    line = element("polyline", points=points, class_="chance", **_FIXED)
    return element("svg", joined(*bars), line, viewBox="0 0 1 1", role="img", aria_label=label, **_SCALED)


def ticks(shares: Sequence[float]) -> Markup:
    """Return the shares below a picture, from its one end to the other."""
    return element("div", *(element("span", f"{share:.0%}") for share in shares), class_="ticks", aria_hidden="true")


def _line(x1: str, y1: str, x2: str, y2: str, kind: str) -> Markup:
    return element("path", d=f"M{x1} {y1}L{x2} {y2}", class_=kind, **_FIXED)
