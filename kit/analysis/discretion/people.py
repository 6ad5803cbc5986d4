"""How many people stand behind some answers: whoever handed in one file is one person, whatever codes stand in it."""

from typing import Any

import pandas as pd

#: Where `kit.collect` keeps, in a table's `attrs`, which readers came together.
TOGETHER = "came_together"


class Together(dict[str, int]):
    """A number for each reader who did not come alone. It never changes, so the tables that pandas makes share it."""

    def __deepcopy__(self, _memo: Any) -> "Together":
        return self


def people(rows: pd.DataFrame) -> int:
    """Return how many people, at most, gave these answers: readers who came in one file count once."""
    together = rows.attrs.get(TOGETHER, {})
    return len({together.get(reader, reader) for reader in map(str, rows["reader"].unique())})
