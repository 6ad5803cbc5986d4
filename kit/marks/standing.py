"""Which answer stands: the last one in the file's order; and whether it was given before or after the key was seen."""

from collections.abc import Iterable
from typing import Literal

from kit.marks.entries import Change, JournalEntry, Mark, Reveal, Unit

PHASES = ("own", "revised")

Phase = Literal["own", "revised"]


def take(last: dict[Unit, Change], entry: JournalEntry) -> None:
    """Note `entry` as the last change of its unit, unless it is late or a reveal: the one rule of what stands."""
    if isinstance(entry, Change) and not entry.late:
        last[entry.unit] = entry


def latest(entries: Iterable[JournalEntry]) -> dict[Unit, Mark]:
    """Return the standing answer of each unit: its last mark in the file's order, neither retracted nor late."""
    last: dict[Unit, Change] = {}
    for entry in entries:
        take(last, entry)
    return {unit: change for unit, change in last.items() if isinstance(change, Mark)}


def with_phase(entries: Iterable[JournalEntry]) -> list[tuple[JournalEntry, Phase]]:
    """Pair each entry with its phase, derived from the order: `revised` once the full answer to its claim was seen."""
    revealed: set[Unit] = set()
    paired: list[tuple[JournalEntry, Phase]] = []
    for entry in entries:
        paired.append((entry, "revised" if entry.unit in revealed else "own"))
        if isinstance(entry, Reveal) and entry.full:
            revealed.add(entry.unit)
    return paired
