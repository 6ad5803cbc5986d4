"""The platforms whose files can be filled in: what the filling has to know of each."""

from collections.abc import Iterator
from typing import Protocol

from kit.sharing.cells import Row, Sheet
from kit.sharing.findings import Finding
from kit.sharing.matching import Entry


class Fillable(Protocol):
    """What the modules `canvas`, `moodle` and `worksheet` each have.

    `NAME` is what the platform is called. `HAS_TITLES` says whether its columns are headed with the assignments'
    titles, among which one is looked for. A line whose name is in `NOBODY` is no student of the class.
    """

    NAME: str
    HAS_TITLES: bool
    NOBODY: tuple[str, ...]

    def is_of(self, sheet: Sheet) -> bool:
        """Whether this is such a file, sound or not."""

    def entries(self, sheet: Sheet) -> tuple[Entry, ...]:
        """Return the students' lines."""

    def grade_places(self, sheet: Sheet) -> list[int]:
        """Return the columns that grades could stand in: those after the ones that say who it is."""

    def is_beside_grades(self, heading: str) -> bool:
        """Whether a column holds something else than an assignment's grades: it is never offered."""

    def kept(self, sheet: Sheet, row: Row, text: str) -> str:
        """Return why this student's cell must stay as it is, for a sentence that begins with the name, or nothing."""

    def check_header(self, sheet: Sheet) -> Iterator[Finding]:
        """Say what the platform would not accept, or would misread, in the columns that say who it is."""

    def check_column(self, sheet: Sheet, place: int, out_of: float) -> Iterator[Finding]:
        """Say what the platform would do with the column at `place` (from 0) besides taking grades from it."""

    def about(self, sheet: Sheet, heading: str) -> Iterator[Finding]:
        """Say what the teacher does next."""
