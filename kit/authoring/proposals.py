"""What a proposer hands over: claims with a likely label, the words that speak for it, and a reason in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kit.lesson.article import Paragraph
from kit.lesson.codebook import LabelSet
from kit.lesson.key import Evidence


class HasParagraphs(Protocol):
    """An article on its way to a lesson, or in one: whatever has paragraphs."""

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """The paragraphs in order, numbered from 1."""
        ...


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim that somebody should look at: never an answer of a key until a person has confirmed it.

    `start` and `end` are code points of the paragraph, `text` its words there. `labels` is None where nothing is
    proposed; the empty set is “no source given”. `source` says who is likely to vouch for the claim, in the article's
    words. `reason` says why in a sentence or two; `core_reason` why the claim looks core, empty where it does not.
    """

    paragraph: int
    start: int
    end: int
    text: str
    labels: LabelSet | None = None
    source: str = ""
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    core_reason: str = ""

    @property
    def core(self) -> bool:
        """Whether the claim looks core."""
        return bool(self.core_reason)


@dataclass(frozen=True, slots=True)
class Proposals:
    """The proposed claims in the article's order. `notes` are sentences about the whole: what could not be proposed."""

    claims: tuple[Proposal, ...]
    notes: tuple[str, ...] = ()
