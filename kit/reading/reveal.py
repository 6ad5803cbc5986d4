"""The reveal: what of the key a reader may see at the end of a section, and how their answer stands beside it.

Nothing here knows of widgets or files. The reading horizon is the last paragraph of the section: a label of the key
can be seen from there if words that show it stand at or before it. What lies beyond never leaves this module.

A shorter path through the lesson has a reveal of its own claims; its horizon is the last paragraph that it shows.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from kit.lesson.claims import Claim
from kit.lesson.codebook import LabelSet, ordered
from kit.lesson.guide import ReadingPath
from kit.lesson.key import Answer, Evidence
from kit.lesson.lesson import Lesson
from kit.lesson.plain_errors import Mistake, shown
from kit.marks.entries import Mark

#: How the cards stand in groups, in this order: earlier claims of which there is more to say now, which are what the
#: lesson turns on; answers that differ from the key; those that can be defended as well; those that are the key's.
GROUPS = ("earlier", "differ", "also", "same")


#: Where a reveal stands: at the end of a section, given by its number, or of a path through the lesson.
Where = int | ReadingPath


@dataclass(frozen=True, slots=True)
class Sight:
    """What can be seen of one answer of the key from a paragraph.

    `labels` and `also` are the key's own set and its alternatives, each without the labels that cannot be seen yet.
    `is_full` says whether nothing of them is missing; it is for the journal and never leaves for a page.
    """

    labels: LabelSet
    also: tuple[LabelSet, ...]
    evidence: tuple[Evidence, ...]
    later: str
    is_full: bool


def sight(answer: Answer, horizon: int, last: int) -> Sight:
    """Return what can be seen of `answer` by a reader who has read up to paragraph `horizon` of `last`.

    An alternative with a label that no words show can be placed nowhere in the text; it waits for the last paragraph.
    """
    every = answer.labels.union(*answer.also_defensible)
    read = [piece for piece in answer.evidence if piece.paragraph <= horizon]
    at_end = horizon >= last
    visible = every if at_end else frozenset(piece.label for piece in read)
    shown_somewhere = every if at_end else frozenset(piece.label for piece in answer.evidence)
    labels = answer.labels & visible
    as_read = [also & visible for also in answer.also_defensible if also <= shown_somewhere]
    also = tuple(dict.fromkeys(one for one in as_read if one != labels))
    evidence = tuple(piece for piece in read if piece.label in labels.union(*also))
    later = answer.later if answer.later_after is not None and answer.later_after <= horizon else ""
    return Sight(labels, also, evidence, later, is_full=every <= visible)


def horizon_of(lesson: Lesson, section: Where | None) -> int:
    """Return the number of the last paragraph that has been read at the end of a section or path.

    Raises:
        ValueError: there is no such section.
    """
    if isinstance(section, ReadingPath):
        return max(number for stop in section.stops for number in stop.paragraphs)
    sections = lesson.article.sections
    if isinstance(section, bool) or not isinstance(section, int) or not 1 <= section <= len(sections):
        raise Mistake(f"There is no section {shown(section)}: the article has sections 1 to {len(sections)}.")
    return sections[section - 1].last


def own_claims(lesson: Lesson, section: Where) -> list[Claim]:
    """Return the claims of a section or path, in the order of reading."""
    if isinstance(section, ReadingPath):
        return [claim for claim in lesson.claims if claim.id in section.claims]
    return [claim for claim in lesson.claims if lesson.section_of(claim) == section]


def claims_to_show(lesson: Lesson, section: Where, marked: Collection[str]) -> list[Claim]:
    """Return the marked claims whose answers are shown at the end of a section or path, in the order of reading.

    They are its own, and of a section the earlier ones of which more can be seen from here than from the one before.
    Those whose answers nobody has confirmed are withheld (`withheld`).
    """
    marked = [claim_id for claim_id in marked if claim_id not in lesson.unconfirmed]
    here = [claim for claim in own_claims(lesson, section) if claim.id in marked]
    if isinstance(section, ReadingPath):
        return here
    earlier = [claim for claim in lesson.claims if claim.id in marked and lesson.section_of(claim) < section]
    before = section - 1
    return [one for one in earlier if _sight_of(lesson, one, section) != _sight_of(lesson, one, before)] + here


def withheld(lesson: Lesson, section: Where, marked: Collection[str]) -> int:
    """Return how many marked claims of a section or path have an answer in the key that nobody has confirmed."""
    return sum(claim.id in marked and claim.id in lesson.unconfirmed for claim in own_claims(lesson, section))


def fullness(lesson: Lesson, section: Where, claim_ids: Iterable[str]) -> dict[str, bool]:
    """Return for each claim whether its answer can be seen whole at the end of the section or path."""
    return {claim_id: _sight_of(lesson, lesson.claim(claim_id), section).is_full for claim_id in claim_ids}


def cards(
    lesson: Lesson, section: Where, answers: Mapping[str, Mark], own: Mapping[str, Mark] | None = None
) -> list[dict[str, Any]]:
    """Return what a page shows at the end of a section, as plain values: one card for each claim to show, by `GROUPS`.

    Args:
        lesson: a lesson with a key.
        section: the section's number, from 1, or a path.
        answers: the reader's standing answers by claim id; what is not in here is not revealed.
        own: the answers that stood before the reader saw the key.
    """
    found = [
        card(lesson, section, claim, answers[claim.id], (own or {}).get(claim.id))
        for claim in claims_to_show(lesson, section, answers)
    ]
    return sorted(found, key=lambda one: GROUPS.index(one["group"]))


def card(lesson: Lesson, section: Where, claim: Claim, mark: Mark, own: Mark | None = None) -> dict[str, Any]:
    """Return one claim's card: its paragraph, the reader's answer, the key's as far as read, and how they compare."""
    before = own is not None and own.labels != mark.labels
    own_side = mark.answer() | {"before": list(own.labels) if own and before else None}
    return card_for(lesson, section, claim, frozenset(mark.labels)) | {"own": own_side}


def card_for(lesson: Lesson, section: Where, claim: Claim, given: LabelSet) -> dict[str, Any]:
    """Return what a card shows to whoever answered with these labels: all of it but the reader's own side."""
    seen = _sight_of(lesson, claim, section)
    comparison = compare(given, seen)
    return {
        "claim": claim.id,
        "core": claim.core,
        "group": "earlier" if _is_earlier(lesson, claim, section) else group_of(comparison["kind"]),
        "paragraph": claim.paragraph,
        "text": lesson.article.paragraph(claim.paragraph).text,
        "start": claim.start,
        "end": claim.end,
        "key": _key_side(_answer(lesson, claim), seen, claim, given) | {"has_grown": _has_grown(lesson, claim, seen)},
        "comparison": comparison,
    }


def compare(given: LabelSet, seen: Sight) -> dict[str, Any]:
    """Say how a reader's labels stand to the key's: `same`, `also` (an alternative), `partly` or `different`.

    `both`, `key` and `own` list the labels in common, those that only the key has, and those that only the reader has.
    """
    if given == seen.labels:
        kind = "same"
    elif given in seen.also:
        kind = "also"
    else:
        kind = "partly" if given & seen.labels else "different"
    parts = {"both": given & seen.labels, "key": seen.labels - given, "own": given - seen.labels}
    return {"kind": kind} | {name: list(ordered(labels)) for name, labels in parts.items()}


def group_of(kind: str) -> str:
    """Return the group of an answer of the section itself, by how it stands to the key."""
    return kind if kind in GROUPS else "differ"


def _key_side(answer: Answer, seen: Sight, claim: Claim, chosen: LabelSet) -> dict[str, Any]:
    return {
        "labels": list(ordered(seen.labels)),
        "also": [list(ordered(labels)) for labels in seen.also],
        "evidence": [asdict(piece) for piece in seen.evidence],
        "source": answer.source,
        "nature": answer.nature,
        "why": answer.why,
        "later": seen.later,
        "line": answer.if_you_chose.get(chosen, "") if seen.is_full and chosen != answer.labels else "",
        "model_reason": answer.model_reason if claim.core else "",
    }


def _has_grown(lesson: Lesson, claim: Claim, seen: Sight) -> bool:
    """Whether the key's labels are other ones by now than at the end of the claim's own section, as its reasons are."""
    return _sight_of(lesson, claim, lesson.section_of(claim)).labels != seen.labels


def _is_earlier(lesson: Lesson, claim: Claim, section: Where) -> bool:
    return isinstance(section, int) and lesson.section_of(claim) < section


def _sight_of(lesson: Lesson, claim: Claim, section: Where) -> Sight:
    return sight(_answer(lesson, claim), horizon_of(lesson, section), len(lesson.article.paragraphs))


def _answer(lesson: Lesson, claim: Claim) -> Answer:
    if lesson.key is None:
        raise Mistake(f"The lesson “{lesson.id}” has no answer key here. Open it with key=... once you have one.")
    if lesson.key_is_draft:
        raise Mistake(
            f"The answer key of “{lesson.id}” is a draft: it has labels alone, so there is nothing to show yet."
        )
    return lesson.key[claim.id]
