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

_CELL = "max-height:13em;min-width:2em;max-width:36em;overflow:auto;overflow-wrap:break-word;white-space:pre-wrap"
_TEXT, _NUMBER = "text-align:left;vertical-align:top", "text-align:right;vertical-align:top"


@dataclass(frozen=True, repr=False)
class PlainTable:
    """A table as a notebook shows it. `table` is the one it was made from."""

    table: pd.DataFrame
    language: str = "en"

    def _repr_html_(self) -> str:
        heads = [(str(name or ""), _TEXT) for name in self._index_names]
        heads += [(str(name), _style(column.dtype)) for name, column in self.table.items()]
        head = element("tr", *(element("th", name, scope="col", style=style) for name, style in heads))
        rows = (element("tr", *cells) for cells in self._rows())
        more = self._more()
        shown = element("table", element("thead", head), element("tbody", *rows))
        return element("div", shown, more, class_=NO_MATHEMATICS, style="overflow-x:auto")

    def __repr__(self) -> str:
        return str(self.table)

    @property
    def _index_names(self) -> list[Any]:
        """The index is shown where it says something: pandas' own numbers of rows, all or some of them, do not."""
        index = self.table.index
        is_numbers = pd.api.types.is_integer_dtype(index.dtype) and index.name is None
        return [] if is_numbers else list(index.names)

    def _rows(self) -> Iterator[list[Markup]]:
        top = self.table.head(MOST_ROWS)
        with_index, styles = bool(self._index_names), [_style(dtype) for dtype in self.table.dtypes]
        for name, row in zip(top.index, top.itertuples(index=False, name=None), strict=True):
            heads = (name if isinstance(name, tuple) else (name,)) if with_index else ()
            cells = zip(row, styles, strict=True)
            yield [
                *(element("th", _cell(head), scope="row", style=_TEXT) for head in heads),
                *(element("td", _cell(value), style=style) for value, style in cells),
            ]

    def _more(self) -> Markup | None:
        left_out = len(self.table) - MOST_ROWS
        return element("p", words(self.language)("class.more_rows", n=left_out)) if left_out > 0 else None


def plain_table(table: pd.DataFrame | pd.Series, language: str = "en") -> PlainTable:
    """Return a table or a column as a notebook shows it with every letter as it is; see the top of this file.

    Missing values are empty cells, a tuple is one text, numbers stand to the right.
    """
    return PlainTable(table.to_frame() if isinstance(table, pd.Series) else table, language)


def _style(dtype: Any) -> str:
    is_number = pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_bool_dtype(dtype)
    return _NUMBER if is_number else _TEXT


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
