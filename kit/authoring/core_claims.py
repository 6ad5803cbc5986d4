"""Which claims look core: contested, resting on somebody unnamed, or close to what the article is about."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kit.authoring.proposals import Proposal
from kit.ui.words import words

_SAY = words()
#: About one claim in four.
SHARE = 0.25
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    """about after also been before could from have into more most much only other over said says some such than that
    their them then there these they this those very were what when where which while will with would your""".split()
)
_CENTRAL = 1.0


def with_core(proposals: Sequence[Proposal], are_denials: Sequence[bool], title: str) -> tuple[Proposal, ...]:
    """Return the proposals with a reason where they look core: the best quarter, at least one of what there is.

    Args:
        proposals: the claims in order.
        are_denials: for each, whether it denies another.
        title: the article's title, which says what it is about.
    """
    frequent = Counter(word for one in proposals for word in _words(one.text))
    about = _words(title) | {word for one in proposals[:2] for word in _words(one.text) if frequent[word] > 1}
    weighed = [_weigh(one, denial, about) for one, denial in zip(proposals, are_denials, strict=True)]
    wanted = max(1, round(SHARE * len(proposals))) if proposals else 0
    best = sorted(range(len(proposals)), key=lambda at: (-weighed[at][0], at))[:wanted]
    chosen = {at for at in best if weighed[at][0] > 0}
    return tuple(replace(one, core_reason=weighed[at][1] if at in chosen else "") for at, one in enumerate(proposals))


def _weigh(one: Proposal, is_denial: bool, about: frozenset[str] | set[str]) -> tuple[float, str]:
    """Return how core a claim looks, and the strongest reason."""
    labels = one.labels or frozenset()
    central = min(_CENTRAL, len(_words(one.text) & about) / 3)
    reasons = [
        (3.0 * ("denied" in labels), _SAY("proposals.core_contested")),
        (2.0 * is_denial, _SAY("proposals.core_rejects")),
        (1.5 * ("anonymous" in labels), _SAY("proposals.core_unnamed")),
        (central, _SAY("proposals.core_subject")),
    ]
    return sum(weight for weight, _ in reasons), max(reasons)[1]


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text)) - _COMMON
