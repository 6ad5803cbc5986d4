"""What can be proposed for a claim's answer beside its labels: its nature, a reason, and a line for the likely slip.

Like the labels, these are for a person to look at: plain sentences that go with any claim of the kind.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kit.lesson.codebook import LABELS, NO_SOURCE, name_of, ordered
from kit.ui.words import Words

_FORECAST = re.compile(
    r"\b(?:will|won['’]t|shall|going to|(?:is|are|was|were) (?:expected|likely|set|due|bound) to|forecast|may soon)\b",
    re.IGNORECASE,
)
_JUDGEMENT = re.compile(
    r"""\b(?:best|worst|better|worse|good|bad|great|terrible|awful|wonderful|unfair|fair|wrong|right|should|ought|must|
    shame|disgrace|foolish|wise|too (?:much|many|little|late|early)|important|beautiful|ugly|harmless|dangerous|
    unacceptable|disappoint\w*|proud|nonsense|ridiculous|absurd|hope\w*|believes?|thinks?|feels?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SELF = "the article itself"


def nature_of(text: str) -> str:
    """Return what kind of claim these words look like: `forecast`, `judgement` or `fact`."""
    if _FORECAST.search(text):
        return "forecast"
    return "judgement" if _JUDGEMENT.search(text) else "fact"


def proposed_fields(text: str, *, is_core: bool, fields: Mapping[str, Any], say: Words) -> dict[str, Any]:
    """Return what can be proposed for a claim, as fields of a key, by the labels and evidence that it has.

    Args:
        text: the claim's words.
        is_core: a core claim gets a model reason and a line for the likely slip as well.
        fields: what its answer says so far.
        say: the words of the article's language.
    """
    proposed: dict[str, Any] = {"nature": nature_of(text)}
    labels: Sequence[str] | None = fields.get("labels")
    if labels is None:
        return proposed
    quotes = {piece["label"]: piece["quote"] for piece in reversed(fields.get("evidence") or [])}
    whose = [label for label in ("sourced", "anonymous") if label in labels]
    if not whose:
        proposed["source"] = _SELF
    elif quotes.get(whose[0]):
        proposed["source"] = quotes[whose[0]]
    if any(label not in quotes for label in labels):
        return proposed  # nothing can be said before the words are known
    reasons = [say(f"proposed.because_{label}", quote=quotes[label]) for label in LABELS if label in labels]
    reasons = reasons or [say("proposed.because_none")]
    proposed["why"] = " ".join(say("proposed.sentence", text=one[:1].upper() + one[1:]) for one in reasons)
    if is_core:
        named = say("proposed.and").join(ordered(labels)) or NO_SOURCE
        proposed["model_reason"] = say("proposed.model", labels=named, reasons=say("proposed.and").join(reasons))
        proposed["if_you_chose"] = _likely_slip(labels, quotes, say)
    return proposed


def _likely_slip(labels: Sequence[str], quotes: Mapping[str, str], say: Words) -> dict[str, str]:
    """A line for who is most likely to be wrong: who read on too little, or took a description for a name."""
    if "denied" in labels:
        rest = name_of(label for label in labels if label != "denied")
        return {rest: say("proposed.slip_denied", quote=quotes["denied"])}
    if "anonymous" in labels:
        slip = "anonymous" if "sourced" in labels else "sourced"
        return {slip: say("proposed.slip_anonymous", quote=quotes["anonymous"])}
    if "sourced" in labels:
        return {NO_SOURCE: say("proposed.slip_sourced", quote=quotes["sourced"])}
    return {"sourced": say("proposed.slip_none")}
