"""Tables with words of students, for a notebook: letters stay letters, and no row is higher than a hand.

JupyterLab sets whatever stands between two dollar signs in a pandas table as mathematics, which garbles prices, and can
draw boxes, links and rows of any height. Here it sets none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kit.ui.markup import NO_MATHEMATICS, Markup, element
from kit.ui.words import words

#: More rows are counted, not shown.
MOST_ROWS = 200

_CELL = "max-height:9em;min-width:2em;max-width:36em;overflow:auto;overflow-wrap:anywhere;white-space:pre-wrap"
_TEXT, _NUMBER = "text-align:left;vertical-align:top", "text-align:right;vertical-align:top"


@dataclass(frozen=True, repr=False)
class PlainTable:
    """A table as a notebook shows it. `table` is the one it was made from."""

    table: pd.DataFrame
    language: str = "en"

    def _repr_html_(self) -> str:
        names = [*(str(name or "") for name in self._index_names), *map(str, self.table.columns)]
        head = element("tr", *(element("th", name, scope="col", style=_TEXT) for name in names))
        rows = (element("tr", *cells) for cells in self._rows())
        more = self._more()
        shown = element("table", element("thead", head), element("tbody", *rows))
        return element("div", shown, more, class_=NO_MATHEMATICS, style="overflow-x:auto")

    def __repr__(self) -> str:
        return str(self.table)

    @property
    def _index_names(self) -> list[Any]:
        """The index is shown where it says something: pandas' own numbers of rows do not."""
        index = self.table.index
        return [] if isinstance(index, pd.RangeIndex) and index.name is None else list(index.names)

    def _rows(self) -> Iterator[list[Markup]]:
        top = self.table.head(MOST_ROWS)
        with_index = bool(self._index_names)
        for name, row in zip(top.index, top.itertuples(index=False, name=None), strict=True):
            heads = (name if isinstance(name, tuple) else (name,)) if with_index else ()
            yield [*(element("th", _cell(head), scope="row", style=_TEXT) for head in heads), *map(_data, row)]

    def _more(self) -> Markup | None:
        left_out = len(self.table) - MOST_ROWS
        say = words(self.language)["class_view"]["more_rows_one" if left_out == 1 else "more_rows"]
        return element("p", say.format(n=left_out)) if left_out > 0 else None


def plain_table(table: pd.DataFrame | pd.Series, language: str = "en") -> PlainTable:
    """Return a table or a column as a notebook shows it with every letter as it is; see the top of this file.

    Missing values are empty cells, a tuple is one text, numbers stand to the right.
    """
    return PlainTable(table.to_frame() if isinstance(table, pd.Series) else table, language)


def _data(value: Any) -> Markup:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return element("td", _cell(value), style=_NUMBER if is_number else _TEXT)


def _cell(value: Any) -> Markup:
    return element("div", _text(value), dir="auto", style=_CELL)


def _text(value: Any) -> str:
    if isinstance(value, tuple | list):
        return " | ".join(map(_text, value))
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.isoformat(sep=" ", timespec="minutes")
    return f"{value:.10g}" if isinstance(value, float) else str(value).strip()
