"""What a reading says of itself in a notebook: who reads what, and what else the reader has to know."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kit.marks.carrying import given_to, is_lost
from kit.marks.journal import LARGEST_JOURNAL, MOST_LINES
from kit.ui.markup import Markup, element, filled, joined

if TYPE_CHECKING:
    from kit.reading.reading import Reading

#: How many codes are named before "and more".
_NAMED = 6


def page_about(reading: "Reading") -> Markup:
    """Return the HTML that stands below the cell which started the reading; all text is escaped."""
    about = reading.words["reading"]
    so_far = about["so_far"].format(marked=len(reading.answers()), claims=len(reading.lesson.claims))
    parts = {"title": reading.lesson.article.title, "reader": reading.reader, "path": reading.path}
    named = {name: element("strong", value) for name, value in parts.items()}
    who, where = (filled(about[part], **named) for part in ("who", "where"))
    return joined(element("p", who, " ", so_far, " ", where), *map(_with_a_lead, remarks(reading)))


def _with_a_lead(remark: str) -> Markup:
    """A remark whose first sentence cannot be overlooked."""
    lead, stop, rest = remark.partition(". ")
    return element("p", element("strong", lead, stop), rest)


def remarks(reading: "Reading") -> list[str]:
    """Return what the reader has to know, each in full sentences; nothing where all is well."""
    return [*_who_reads(reading), *_earlier_answers(reading), *_too_large(reading)]


def _who_reads(reading: "Reading") -> Iterator[str]:
    if codes := reading.might_be:
        named = ", ".join(codes[:_NAMED]) + (", …" if len(codes) > _NAMED else "")
        yield reading.words["reading"]["might_be"].format(reader=reading.reader, codes=named, first=codes[0])


def _earlier_answers(reading: "Reading") -> Iterator[str]:
    """What became of the answers that were given to another version of the text."""
    lesson, carried, answered = reading.lesson, reading.carried, reading.answers()
    still_open = [mark for mark in reading.uncounted if mark.claim not in answered and mark.claim in lesson.passages]
    given = {mark.id: given_to(lesson, mark.edition, mark.claim, mark.passage) for mark in still_open}
    changed = [mark.claim for mark in still_open if given[mark.id] == "changed"]
    where = sorted({lesson.claim(claim).paragraph for claim in changed})
    lost = [quote for mark in carried for quote in mark.evidence if is_lost(quote)]
    yield from _said(reading, "carried", len(carried))
    yield from _said(reading, "lost_words", len(lost))
    yield from _said(reading, "changed", len(changed), where=", ".join(map(str, where)))
    yield from _said(reading, "unknown", len(still_open) - len(changed))


def _too_large(reading: "Reading") -> Iterator[str]:
    """A file that the teacher's program would not take: better told now than after it was handed in."""
    if reading.is_too_large:
        about = reading.words["reading"]["too_large"]
        yield about.format(megabytes=LARGEST_JOURNAL // 2**20, lines=f"{MOST_LINES:,}")


def _said(reading: "Reading", what: str, number: int, **parts: str) -> Iterator[str]:
    if number:
        words = reading.words["reading"]
        yield words[f"{what}_one" if number == 1 else what].format(n=number, **parts)
