"""Which readers may be one person: those whose journals came in one file, or in one student's zip or folder."""

from collections.abc import Iterable, Iterator, Sequence

from kit.analysis.collect.journal_file import Page
from kit.analysis.collect.journals import Journals
from kit.analysis.discretion.people import Together


def came_together(pages: Sequence[Page], journals: Journals) -> Together:
    """Return a number for each reader who did not come alone: the same for all who came together.

    A reader whose journal stands in two files joins what stands in either: of people, rather too few are counted.
    """
    return together(_hand_ins(pages, journals), journals.names)


def together(hand_ins: Iterable[set[int]], names: Sequence[str]) -> Together:
    """Return the same from the journals, as numbered in `names`, of each hand-in that holds more than one."""
    root: dict[int, int] = {}

    def root_of(journal: int) -> int:
        while root.setdefault(journal, journal) != journal:
            journal = root[journal] = root[root[journal]]
        return journal

    for inside in hand_ins:
        first, *others = map(root_of, inside)
        root.update((other, first) for other in others if other != first)
    return Together((names[journal], root_of(journal)) for journal in sorted(root))


def _hand_ins(pages: Sequence[Page], journals: Journals) -> Iterator[set[int]]:
    """The journals of each hand-in that holds more than one."""
    hand_ins: dict[str, set[int]] = {}
    for file, inside in journals.in_files.items():
        page = pages[file]
        hand_ins.setdefault(page.came_in or page.name, set()).update(inside)
    return (inside for inside in hand_ins.values() if len(inside) > 1)
