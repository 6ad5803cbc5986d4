"""Who is where: how far each reader is, who has been quiet for long, and whose marks come faster than reading allows.

Nothing here is a verdict. A quiet reader may talk, think or read on; and marks that waited for a connection come all at
once. The page says so, and a person goes and looks.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from kit.analysis.habits.remarks import FASTEST, FEWEST_FOR_PACE, LONGEST_GAP, LONGEST_GAP_OF_PACE
from kit.analysis.live.live_journal import LiveJournal, said
from kit.lesson.lesson import Lesson

#: A core claim takes about 90 seconds; longer than this without a mark is worth a look.
QUIET = LONGEST_GAP
#: No lesson is longer: who gave no sign for so long is not here now.
AWAY = timedelta(hours=2)
#: What a reader can be; each is one of them.
STATES = ("reading", "quiet", "finished", "away")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where one reader is.

    `paragraph` and `section` are those of the last mark, None where there is none. `done` of the claims that are to be
    marked have an answer, `more` others have, too. `minutes` is how long ago the last sign of life was. `fast` is the
    number of seconds that the last `FEWEST_FOR_PACE` marks took together, where that is too few to have read them.
    """

    reader: str
    paragraph: int | None
    section: int | None
    done: int
    more: int
    state: str
    minutes: int
    fast: int | None


def whereabouts(
    journals: dict[str, LiveJournal], lesson: Lesson, claims: Collection[str], now: float
) -> list[Whereabouts]:
    """Return where each reader is who has begun the lesson, in the order of reader codes.

    Args:
        journals: by the readers' names.
        lesson: the lesson.
        claims: the ids of the claims that are to be marked.
        now: seconds since 1970.
    """
    return [_of(name, each, lesson, claims, now) for name, each in journals.items() if each.at is not None]


def _of(name: str, journal: LiveJournal, lesson: Lesson, claims: Collection[str], now: float) -> Whereabouts:
    answered = journal.answered
    done = len(answered.intersection(claims))
    ago = timedelta(seconds=max(0.0, now - (journal.at or now)))
    claim = lesson.claim(journal.last.claim) if journal.last else None
    return Whereabouts(
        name,
        claim.paragraph if claim else None,
        lesson.section_of(claim) if claim else None,
        done,
        len(answered) - done,
        _state(ago, is_done=bool(claims) and done == len(claims)),
        int(ago.total_seconds() // 60),
        _too_fast(journal),
    )


def _state(ago: timedelta, *, is_done: bool) -> str:
    if ago >= AWAY:
        return "away"
    if is_done:
        return "finished"
    return "quiet" if ago >= QUIET else "reading"


def _too_fast(journal: LiveJournal) -> int | None:
    """How many seconds the last marks took, if that is too few for reading; as `kit.analysis.habits` counts a pace."""
    last = sorted(said(mark) for mark in list(journal.own.values())[-FEWEST_FOR_PACE:])
    if len(last) < FEWEST_FOR_PACE:
        return None
    gaps = [min(later - earlier, LONGEST_GAP_OF_PACE.total_seconds()) for earlier, later in pairwise(last)]
    return round(last[-1] - last[0]) if sum(gaps) / len(gaps) < FASTEST.total_seconds() else None
