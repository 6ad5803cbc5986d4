"""Measures the search for damage against a list that a careful reader made by hand.

    python -m kit.authoring.damage_figures ARTICLE LIST

LIST has a line for each damaged place: the paragraph's number, the damaged words as they stand there (with as many
beside them as make them unique), and, if one likes, a kind; with tabs between. Lines that begin with # are comments.
A place counts as found where a reported place of that paragraph shares a letter with it, and a report counts as right
where it shares a letter with a place of the list.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.authoring.draft import Damage, Draft
from kit.authoring.intake import take_in
from kit.lesson.plain_errors import Mistake


@dataclass(frozen=True, slots=True)
class Place:
    """A damaged place of the list: [start, end) of a paragraph."""

    paragraph: int
    start: int
    end: int
    words: str
    kind: str


def read_places(text: str, draft: Draft) -> list[Place]:
    """Return the places of a list.

    Raises:
        ValueError: a line names words that do not stand in its paragraph.
    """
    places = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        paragraph, words, *more = line.split("\t")
        start = draft.paragraphs[int(paragraph) - 1].text.find(words)
        if start < 0:
            raise Mistake(f"Line {number}: “{words}” is not in paragraph {paragraph}.")
        places.append(Place(int(paragraph), start, start + len(words), words, more[0] if more else ""))
    return places


def measured(draft: Draft, places: Sequence[Place]) -> str:
    """Return the figures, what was not found, and what was reported and is not in the list."""
    hits = {place: [one for one in draft.damage if _meet(draft, place, one)] for place in places}
    right = {one for found in hits.values() for one in found}
    missed = [place for place, found in hits.items() if not found]
    extra = [one for one in draft.damage if one not in right]
    lines = [
        f"recall {_percent(len(places) - len(missed), len(places))}",
        f"precision {_percent(len(right), len(draft.damage))}",
    ]
    in_all, found = Counter(place.kind for place in places), Counter(place.kind for place in places if hits[place])
    lines += [f"  {kind or 'no kind'}: {_percent(found[kind], in_all[kind])}" for kind in sorted(in_all)]
    lines += [f"not found: paragraph {place.paragraph}: {place.words}" for place in missed]
    lines += [f"not in the list: paragraph {draft.paragraph_of(one.block)}: {one.found}" for one in extra]
    return "\n".join(lines)


def _meet(draft: Draft, place: Place, one: Damage) -> bool:
    return draft.paragraph_of(one.block) == place.paragraph and one.start < place.end and place.start < one.end


def _percent(some: int, of: int) -> str:
    return f"{some}/{of} = {some / of:.0%}" if of else "0/0"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the figures, and return 0."""
    parser = argparse.ArgumentParser(description="Measure the search for damage against a list made by hand.")
    parser.add_argument("article", type=Path)
    parser.add_argument("list", type=Path)
    options = parser.parse_args(arguments)
    draft = take_in(options.article)
    print(measured(draft, read_places(options.list.read_text(encoding="utf-8"), draft)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
