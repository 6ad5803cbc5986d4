"""A stop: a widget and its static copy in a notebook's cell, and the register that lets re-run cells go."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from IPython.core.getipython import get_ipython
from IPython.display import HTML, display, update_display

from kit.reading.answering import Answering
from kit.reading.session import Session
from kit.reading.static_copy import static_copy
from kit.reading.widget import ReadingWidget

#: The static copy follows the marks after this pause, in seconds: a click must not wait for it.
PAUSE = 1.0


@dataclass
class Stop:
    """One showing in a notebook: its widget, and the static copy below it that follows the marks.

    `copy` makes the HTML of the static copy as the answers are now.
    """

    session: Session
    widget: Answering
    copy: Callable[[], str]
    display_id: str = field(default_factory=lambda: uuid4().hex)
    _timer: threading.Timer | None = None

    def __post_init__(self) -> None:
        self._stop_listening = self.session.listen(lambda _claim: self._later())

    def display(self) -> None:
        """Put the widget and the static copy into the running cell."""
        display(self.widget)
        display(self._copy(), display_id=self.display_id)

    def close(self) -> None:
        """Close the widget; the static copy stays as it is."""
        self._stop_listening()
        if self._timer:
            self._timer.cancel()
        self.widget.close()

    def _copy(self) -> HTML:
        return HTML(self.copy())

    def _later(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(PAUSE, self._refresh)
        self._timer.daemon = True
        try:
            self._timer.start()
        except RuntimeError:  # Python in a browser has no threads
            self._refresh()

    def _refresh(self) -> None:
        update_display(self._copy(), display_id=self.display_id)


@dataclass
class _Cell:
    execution: str
    stops: list[Stop] = field(default_factory=list)


#: The living stops by notebook cell. A module's state, because a re-run of the notebook makes every other object anew.
_cells: dict[str, _Cell] = {}


def show_stop(session: Session, shown: Sequence[int], chosen: Sequence[str] | None) -> None:
    """Show paragraphs in the running cell."""
    put_into_cell(Stop(session, ReadingWidget(session, shown, chosen), lambda: static_copy(session, shown, chosen)))


def put_into_cell(stop: Stop) -> None:
    """Put a stop into the running cell. What the same cell showed in an earlier run is closed first."""
    cell, execution = _running_cell()
    before = _cells.get(cell)
    if before is None or before.execution != execution:
        for old in before.stops if before else ():
            old.close()
        before = _cells[cell] = _Cell(execution)
    before.stops.append(stop)
    stop.display()


def living_stops() -> list[Stop]:
    """Return every stop that is shown by this kernel, in the order of cells."""
    return [stop for cell in _cells.values() for stop in cell.stops]


def _running_cell() -> tuple[str, str]:
    """Return the ids of the notebook's cell and its present run; outside a notebook, each call is a cell of its own."""
    parent: dict[str, dict[str, str]] = getattr(get_ipython(), "get_parent", dict)()
    cell, run = parent.get("metadata", {}).get("cellId"), parent.get("header", {}).get("msg_id")
    return (cell, run) if cell and run else (run or uuid4().hex, run or "")
