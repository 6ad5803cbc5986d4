"""The list of what was proposed for a lesson's claims: for the teacher who is to confirm or change it, and no key."""

from collections.abc import Iterator, Sequence

from kit.authoring.proposals import Proposal
from kit.lesson.claims import Claim
from kit.lesson.codebook import NO_SOURCE, ordered
from kit.ui.words import words

FILE = "proposals.txt"


def proposals_text(claims: Sequence[Claim], proposals: Sequence[Proposal], language: str) -> str:
    """Return each claim with its proposed label, who may stand behind it, and why; empty if no label is proposed."""
    if all(one.labels is None for one in proposals):
        return ""
    by_place = {(one.paragraph, one.start, one.end): one for one in proposals}
    parts = ("\n".join(_lines(claim, by_place[claim.paragraph, claim.start, claim.end], language)) for claim in claims)
    return "\n\n".join([words(language)("new_lesson.list_proposals"), *parts]) + "\n"


def _lines(claim: Claim, proposal: Proposal, language: str) -> Iterator[str]:
    say = words(language)
    core = f", {say('new_lesson.core')}" if claim.core else ""
    yield f"{claim.id} ({say('new_lesson.in_paragraph', n=claim.paragraph)}{core}): {claim.text}"
    if proposal.labels is not None:
        yield f"  {' + '.join(ordered(proposal.labels)) or NO_SOURCE}: {proposal.source}"
    yield from (f"  {reason}" for reason in (proposal.reason, proposal.core_reason) if reason)
