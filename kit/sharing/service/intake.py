"""What was sent: the lines of a body, each taken or refused by itself, so that none can stand in another's way."""

from dataclasses import dataclass

from kit.marks.lines import LONGEST_LINE, MarkFault, from_file
from kit.sharing.service.store import Line
from kit.ui.words import words

#: Bytes of one post; the longest line alone is a quarter of it.
LARGEST_POST = 4 * LONGEST_LINE
#: Lines of one post.
MOST_LINES = 1000


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that is not kept, and why: it would be refused however often it is sent."""

    why: str


def taken_in(body: bytes, owner: str) -> list[Line | Refused]:
    """Return what the lines of a body are, in their order, as lines of `owner`.

    Each line is held against the format of journals, by the rules that every journal is read with. Its bytes stay as
    they are. A newline ends a line; after the last one there is none.
    """
    lines = body.removesuffix(b"\n").split(b"\n") if body else []
    return [_taken(line, owner) for line in lines]


def _taken(line: bytes, owner: str) -> Line | Refused:
    try:
        entry = from_file(line)
    except MarkFault as fault:
        return Refused(str(fault))
    for name, text in (("id", entry.id), ("journal", entry.journal)):
        if "\0" in text:  # PostgreSQL holds no text with this sign
            return Refused(words()("marks_service.nul", name=name))
    return Line(owner, entry.journal, entry.id, entry.reader, line)
