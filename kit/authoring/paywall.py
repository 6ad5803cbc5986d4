"""Whether a page is the notice of a paywall in the place of an article."""

import re
from collections.abc import Sequence

from kit.authoring.draft import Block

_ASKS = re.compile(
    r"(subscribe|sign in|log ?in|register|sign up|create (an|a free) account|become a (member|subscriber)"
    r"|start (your|a) (free )?trial)\b.{0,60}\b(to (continue|keep|read|access|unlock|view)|unlimited|for full access)"
    r"|already (a subscriber|have an account|a member|subscribed)|(this|the) (article|story|content) is (only )?"
    r"(available |reserved )?(only )?(for|to) (our )?(subscribers|members)|you.ve (reached|read) your (limit|last)"
    r"|subscriber.only|(free|remaining) articles? (left|this month|remaining)|to continue reading"
    r"|unlock (this|the) (article|story)",
    re.IGNORECASE,
)
#: With more words of running text than this, there is an article beside the notice.
_A_FEW_WORDS = 160


def asks_to_pay(blocks: Sequence[Block], words: int) -> bool:
    """Whether there is a notice of a paywall and hardly an article: `words` counts its running text."""
    return words < _A_FEW_WORDS and any(_ASKS.search(block.text) for block in blocks)
