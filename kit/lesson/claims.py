"""A claim: one thing that the article says is so; the unit that gets marked."""

import re
from dataclasses import dataclass

#: `c01`, `c02`, ... `c117`: an id never changes its meaning once marks exist.
CLAIM_ID = re.compile(r"c[0-9]{2,}")


@dataclass(frozen=True, slots=True)
class Claim:
    """A span of one paragraph with an id.

    `paragraph` counts from 1. `start` and `end` are offsets in Unicode code points of the paragraph's text, `end`
    exclusive, so that `text == paragraph.text[start:end]`.
    """

    id: str
    paragraph: int
    start: int
    end: int
    text: str
    core: bool = False
