"""Tables for a spreadsheet program: accents right in Excel, and no cell that becomes a formula."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

#: Where another language's program sees the end of a cell: at `;`, or at a line end where it heeds no quotes.
_ENDS = r"\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029"
#: What it may drop from the start of one: blanks, quotes, and what cannot be seen.
_DROPPED = rf"(?:(?![{_ENDS}])\s|[\"'\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u2060\ufeff])*"
#: What a formula begins with (OWASP, "CSV Injection"); wide and small forms are the narrow ones in East Asian versions.
_FORMULA = r"[=+\-@＝＋－＠﹦﹢﹣﹫]"
#: Where in a text a formula could begin; the page without Python guards its tables by the same pattern.
FORMULAS = re.compile(rf"(^|[;,|{_ENDS}])(?={_DROPPED}{_FORMULA})")
#: Rows that are written at once.
_ROWS = 10_000
_STARTS = ("\t", "\r", "\n")


def guarded(value: Any) -> Any:
    """Return `value` as it can safely stand in a cell: an apostrophe stands wherever a formula could begin in a text.

    Numbers, times and truths stay what they are; a tuple or list becomes one text with “ | ” between its parts.
    """
    if isinstance(value, tuple | list):
        value = " | ".join(map(str, value))
    if not isinstance(value, str):
        return value
    safe = FORMULAS.sub(r"\1'", value)
    return "'" + safe if safe.startswith(_STARTS) else safe


def spreadsheet_bytes(table: pd.DataFrame, delimiter: str = ",") -> bytes:
    """Return `table` without its index as a CSV file's bytes: UTF-8 with a byte-order mark, every text guarded.

    Args:
        table: any table; missing values become empty cells.
        delimiter: `";"` for an Excel that writes 1,5 for one and a half.
    """
    return b"".join(spreadsheet_parts(table, delimiter))


def spreadsheet_parts(table: pd.DataFrame, delimiter: str = ",") -> Iterator[bytes]:
    """Yield the same file part by part: the table of a large class is written without being held twice."""
    encoding = "utf-8-sig"
    for first in range(0, max(len(table), 1), _ROWS):
        rows = table.iloc[first : first + _ROWS]
        safe = pd.DataFrame({name: [guarded(value) for value in rows[name]] for name in rows}, dtype=object)
        safe = safe.where(safe.notna(), "").rename(columns=guarded)
        text = safe.to_csv(index=False, header=not first, sep=delimiter, lineterminator="\r\n", errors="replace")
        yield text.encode(encoding, errors="replace")
        encoding = "utf-8"
