"""Those who hear of a reading's changes: the widgets, and the static copies below them."""

import logging
from collections.abc import Callable

#: Told of every change: the claim that changed, or None where everything may have.
Listener = Callable[[str | None], None]

_LOG = logging.getLogger(__name__)


class Listeners:
    """Tells each listener of each change. One that fails stops nothing: its error goes to the log."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def add(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every change, until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def tell(self, claim_id: str | None) -> None:
        """Tell all of them, in the order in which they were added."""
        for listener in list(self._listeners):
            try:
                listener(claim_id)
            except Exception:  # whatever it is: the change is on the disk, and whoever made it must hear so
                _LOG.exception(
                    "A view could not follow the change of %s. The answer is saved.", claim_id or "the reader"
                )
