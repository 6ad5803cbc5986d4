"""From letters at their places on a page to lines in the order in which a person reads them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

#: A letter: sign, left, right, bottom and top in points, as a PDF places them (bottom to top).
Letter = tuple[str, float, float, float, float]
#: In sizes of its letters, how wide a gap within a line parts two columns.
_GUTTER = 1.6
#: What part of the lines may cross the gap between two columns: a headline does.
_CROSSING = 0.08


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column. Places are in points from the lower left corner; `size` is how high its letters are."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    column: int = 0
    column_left: float = 0.0
    column_right: float = 0.0

    @property
    def is_indented(self) -> bool:
        """Whether the line begins a good bit behind where its column does."""
        return 0.6 * self.size < self.left - self.column_left < 4 * self.size


def lines_of_letters(letters: Iterable[Letter]) -> list[Line]:
    """Put letters together, in the order of the page's own text: a new line begins where they do not go on in line."""
    lines: list[Line] = []
    row: list[Letter] = []
    for letter in letters:
        if letter[0] in "\r\n" or (row and not letter[0].isspace() and _is_apart(row, letter)):
            lines += _line(row)
            row = []
        if letter[0] not in "\r\n":
            row.append(letter)
    return lines + _line(row)


def _is_apart(row: Sequence[Letter], letter: Letter) -> bool:
    last = next((one for one in reversed(row) if not one[0].isspace()), None)
    if last is None:
        return False
    _sign, left, _right, bottom, top = letter
    size = max(top - bottom, 4)
    is_other_row = top < last[3] or bottom > last[4]
    return is_other_row or left - last[2] > _GUTTER * size or left < last[1] - size


def _line(row: Sequence[Letter]) -> list[Line]:
    seen = [letter for letter in row if not letter[0].isspace()]
    text = " ".join("".join(letter[0] for letter in row).split())
    if not seen or not text:
        return []
    size = median(letter[4] - letter[3] for letter in seen)
    return [
        Line(
            text,
            min(letter[1] for letter in seen),
            max(letter[2] for letter in seen),
            min(letter[3] for letter in seen),
            max(letter[4] for letter in seen),
            size,
        )
    ]


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page from top to bottom, and where there are columns, one column after the other.

    A line that is wider than a column, such as a headline, ends the columns above it.
    """
    columns = _columns(lines)
    edges = [_edges(lines, column) for column in columns]
    placed: list[Line] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.top):
        own = [at for at, (left, right) in enumerate(columns) if line.left < right and line.right > left]
        if len(own) == 1:
            left, right = edges[own[0]]
            band.append(replace(line, column=own[0], column_left=left, column_right=right))
        else:
            placed += sorted(band, key=lambda line: (line.column, -line.top))
            band = []
            placed.append(replace(line, column=-1, column_left=edges[0][0], column_right=edges[-1][1]))
    return placed + sorted(band, key=lambda line: (line.column, -line.top))


def _edges(lines: Sequence[Line], column: tuple[float, float]) -> tuple[float, float]:
    """Where most lines of a column begin, and where its longer ones end."""
    inside = [line for line in lines if line.left < column[1] and line.right > column[0]]
    if not inside:
        return column
    begins = Counter(round(line.left) for line in inside)
    often = [left for left, count in begins.items() if count >= max(2, 0.15 * len(inside))]
    ends = sorted(line.right for line in inside)
    return min(often, default=column[0]), ends[int(0.9 * (len(ends) - 1))]


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Where the columns stand, from left to right: between them is a gap that few lines cross."""
    if not lines:
        return [(0.0, 0.0)]
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    narrow = [line for line in lines if line.right - line.left < 0.62 * (right - left)]
    if len(narrow) < 8 or len(narrow) < 0.5 * len(lines):
        return [(left, right)]
    least = max(1, _CROSSING * len(narrow))
    columns: list[tuple[float, float]] = []
    begun: int | None = None
    for x in range(int(left), int(right) + 2):
        is_full = sum(line.left <= x <= line.right for line in narrow) > least
        if is_full and begun is None:
            begun = x
        elif not is_full and begun is not None:
            columns.append((float(begun), float(x)))
            begun = None
    wide = [(one, other) for one, other in columns if other - one > 0.15 * (right - left)]
    return wide if len(wide) > 1 else [(left, right)]
