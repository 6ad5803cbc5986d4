"""What one reader gets back: their own answers beside the key, claim by claim, and where they doubted or trusted."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kit.lesson.claims import Claim

#: How an answer stands to the key's: the same, another one that can be defended, or neither.
Standing = Literal["same", "also", "differ"]
#: What went astray with an answer that cannot be defended, and `doubted` or `trusted` for which side that is on.
Slip = Literal["missed_denial", "no_name", "no_denial", "no_voice", ""]
SIDES: Mapping[Slip, str] = {
    "missed_denial": "trusted",
    "no_name": "trusted",
    "no_denial": "doubted",
    "no_voice": "doubted",
    "": "",
}


@dataclass(frozen=True, slots=True)
class ClassShare:
    """How many readers of the class answered a claim, how many as this reader did, and how many as the key does."""

    answered: int
    as_you: int
    as_key: int


@dataclass(frozen=True, slots=True)
class ClaimBack:
    """One claim: the reader's answer from before the key was seen, the key's whole answer, and how they stand.

    `now` is the answer after the key, where it is another one. `share` is None where too few people answered for the
    class to be told of. `line` is what the key says to just this slip.
    """

    claim: Claim
    own: str
    key: str
    also: tuple[str, ...]
    standing: Standing
    slip: Slip
    why: str
    line: str
    reason: str
    sure: int | None
    now: str
    share: ClassShare | None

    @property
    def side(self) -> str:
        """`doubted` or `trusted`, where an answer leans to one of them."""
        return SIDES[self.slip]


@dataclass(frozen=True)
class ReaderBack:
    """All that one reader gets back. `to_mark` counts the claims that were set; `reasoned` those with a reason."""

    reader: str
    claims: tuple[ClaimBack, ...]
    to_mark: int
    reasoned: int
    optional: int
    optional_as_key: int

    def standing(self, *kinds: Standing) -> tuple[ClaimBack, ...]:
        """Return the claims whose answers stand so to the key's, in the order of reading."""
        return tuple(each for each in self.claims if each.standing in kinds)

    def leaning(self, side: str) -> tuple[ClaimBack, ...]:
        """Return the claims at which the reader doubted more, or trusted sooner, than the text gives reason for."""
        return tuple(each for each in self.claims if each.side == side)

    @cached_property
    def advice(self) -> str:
        """The one thing to try next: the name of its text.

        A slip made at two claims comes first, then claims left open, then missing reasons, then certainty that was too
        high, then a slip made once. Whoever has none of these is ready for an article of their own.
        """
        slips: list[Slip] = [each.slip for each in self.claims if each.slip]
        most = max(SIDES, key=lambda slip: slips.count(slip) if slip else 0)
        if slips.count(most) > 1:
            return most
        if len(self.claims) * 2 < self.to_mark:
            return "open"
        if self.reasoned * 2 < len(self.claims):
            return "reasons"
        if sum(each.sure == _VERY_SURE for each in self.standing("differ")) > 1:
            return "sure"
        if most and most in slips:
            return most
        return "differ" if self.standing("differ") else "own_article"


_VERY_SURE = 3
