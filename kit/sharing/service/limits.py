"""How much one user may send: enough for every pupil on every day, and not enough to fill a school's disk."""

import time
from collections.abc import Callable
from dataclasses import dataclass

#: Lines that a user may send at once, as after a week without a network, and then in each second.
BURST, A_SECOND = 5000, 50.0
#: Bytes that are kept of one user: four journals of the largest size that is read.
MOST_KEPT = 64 * 2**20
#: Users whose allowance is remembered; who has not sent for long has all of it again.
_MOST_USERS = 10_000


@dataclass(slots=True)
class _Allowance:
    lines: float
    at: float


class Rates:
    """How many lines each user may send now.

    Args:
        clock: returns the time in seconds; handed in so that tests can set it.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._allowances: dict[str, _Allowance] = {}

    def wait(self, owner: str, lines: int) -> float:
        """Count lines of a user; return 0 where they may be taken, and else the seconds to wait, uncounted."""
        now = self._clock()
        allowance = self._allowances.pop(owner, None) or _Allowance(BURST, now)
        self._allowances[owner] = allowance  # last in the order, as the one that sent last
        allowance.lines = min(BURST, allowance.lines + (now - allowance.at) * A_SECOND)
        allowance.at = now
        if len(self._allowances) > _MOST_USERS:
            del self._allowances[next(iter(self._allowances))]
        if lines > allowance.lines:
            return (lines - allowance.lines) / A_SECOND
        allowance.lines -= lines
        return 0.0
