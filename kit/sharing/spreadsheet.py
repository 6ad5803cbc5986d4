"""Tables for a spreadsheet program: accents right in Excel, and no cell that becomes a formula."""

from typing import Any

import pandas as pd

#: A text that begins with one of these is a formula, or may become one, when the file is opened
#: (OWASP, "CSV Injection"; the wide forms are taken for the narrow ones in East Asian versions).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def guarded(value: Any) -> Any:
    """Return `value` as it can safely stand in a cell: a text that would be a formula gets an apostrophe before it.

    Numbers, times and truths stay what they are; a tuple or list becomes one text with “ | ” between its parts.
    """
    if isinstance(value, tuple | list):
        value = " | ".join(map(str, value))
    return "'" + value if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def spreadsheet_bytes(table: pd.DataFrame, delimiter: str = ",") -> bytes:
    """Return `table` without its index as a CSV file's bytes: UTF-8 with a byte-order mark, every text guarded.

    Args:
        table: any table; missing values become empty cells.
        delimiter: `";"` for an Excel that writes 1,5 for one and a half.
    """
    safe = pd.DataFrame({name: [guarded(value) for value in table[name]] for name in table}, dtype=object)
    safe = safe.where(safe.notna(), "").rename(columns=guarded)
    text = safe.to_csv(index=False, sep=delimiter, lineterminator="\r\n", errors="replace")
    return text.encode("utf-8-sig", errors="replace")
