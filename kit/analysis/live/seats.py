"""Seats: what a teacher calls each reader on the screen, in place of a code: a short list, typed or pasted."""

import re
from typing import NamedTuple

from kit.marks.reader import is_reader_code, plain_code
from kit.ui.words import Words

#: A reader's code or, on a hub, the reader's folder; a comma, semicolon or tab; the seat. Or blanks, after a code.
_LINE = re.compile(r"(?P<who>[^,;\t]+?)\s*[,;\t]\s*(?P<seat>[^,;\t]+?)[\s,;]*")
_TYPED = re.compile(r"(?P<who>[A-Za-z]+-[A-Za-z]+-[0-9]+)(?:\s*[:=]\s*|\s+)(?P<seat>[^\s,;].*?)[\s,;]*")
#: What stands above a list that a spreadsheet program wrote.
_HEADING = re.compile(r"\s*[\"']?(reader code|code|reader|user|folder)\b", re.IGNORECASE)
LONGEST_SEAT = 40
#: More faults than these tell nobody more.
_NAMED = 3


class Seats(NamedTuple):
    """The seat of each reader code, or of each reader's folder; and what is wrong with the list, in sentences."""

    by_reader: dict[str, str]
    faults: tuple[str, ...]


def read_seats(text: str, say: Words) -> Seats:
    """Read a list of seats: on each line a reader's code (or, on a hub, their folder), a comma, and the seat."""
    seats, faults = dict[str, str](), list[str]()
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        if not line.strip() or (number == 1 and _HEADING.match(line)):
            continue
        plain = line.strip().replace('"', "")
        found = _TYPED.fullmatch(plain) or _LINE.fullmatch(plain)
        if found is None or len(found["seat"]) > LONGEST_SEAT:
            faults.append(say("live.seat_fault", line=number, text=plain[:LONGEST_SEAT]))
            continue
        who = plain_code(found["who"])
        who = who if is_reader_code(who) else found["who"]
        if who in seats:
            faults.append(say("live.seat_twice", line=number, who=who))
        seats[who] = found["seat"]
    if more := len(faults) - _NAMED:
        faults = faults if more < 0 else [*faults[:_NAMED], say("live.seat_more", n=more)]
    return Seats(seats, tuple(faults))
