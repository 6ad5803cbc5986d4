"""What a journal holds: marks, retracts and reveals, each an entry of one reader about one claim at one moment."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from kit.lesson.plain_errors import Mistake, shown

SURENESS = (1, 2, 3)
PASS_ON = ("as_fact", "with_according_to", "not_yet")
STANCES = ("changed", "keep", "disagree")

#: What is marked, and by whom: reader, lesson, edition, claim.
Unit = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one paragraph: a span in code points (`end` exclusive), always kept with its exact quote."""

    paragraph: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """What every line of a journal says: who did something about which claim, and when; it is one of `ENTRIES`.

    `base` is the id of the answer that the reader saw meanwhile. A `late` entry came in after a newer answer: it is
    kept and never stands. `passage` tells what paragraph and span the entry is about
    (`kit.lesson.article.passages_of`), so that it goes on counting when a word elsewhere in the article is mended; the
    lines of earlier days are without it. `at` is a UTC time in ISO 8601; it is for people, the order in the file
    decides.
    """

    kind: ClassVar[str]

    id: str
    journal: str
    reader: str
    lesson: str
    edition: str
    codebook: int
    claim: str
    at: str
    base: str | None = None
    late: bool = False
    passage: str | None = None

    @property
    def unit(self) -> Unit:
        """What is marked, and by whom: reader, lesson, edition, claim."""
        return (self.reader, self.lesson, self.edition, self.claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(JournalEntry):
    """One reader's answer to one claim at one moment; no labels are the answer “no source given”.

    `stance` says what the reader made of the key: `changed` the answer, `keep` it, or still `disagree` with the key.
    """

    kind: ClassVar[str] = "mark"

    labels: tuple[str, ...] = ()
    who: str = ""
    evidence: tuple[Quote, ...] = ()
    reason: str = ""
    sure: int | None = None
    pass_on: str | None = None
    stance: str | None = None

    def answer(self) -> dict[str, Any]:
        """Return the parts of a mark that its page shows, as plain JSON values."""
        names = ("id", "who", "reason", "sure", "pass_on", "stance", "at")
        return {name: getattr(self, name) for name in names} | {
            "labels": list(self.labels),
            "evidence": [asdict(quote) for quote in self.evidence],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Retract(JournalEntry):
    """An answer was taken back: the claim is unmarked again."""

    kind: ClassVar[str] = "retract"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal(JournalEntry):
    """The key's answer to the claim was shown: `full`, or as far as the reader had read."""

    kind: ClassVar[str] = "reveal"

    full: bool = False


#: The kinds of entry, and those of them that change what is answered.
ENTRIES = (Mark, Retract, Reveal)
Change = Mark | Retract


def check_entries(given: Iterable[JournalEntry]) -> list[JournalEntry]:
    """Return journal entries as a list: what writes them into a file begins with this.

    Raises:
        ValueError: it is something else, such as the table of them.
    """
    entries = list(given) if isinstance(given, Iterable) else [given]
    for other in (entry for entry in entries if not isinstance(entry, JournalEntry)):
        raise Mistake(f"Marks belong here, such as reading.marks, and not a table or {shown(other)}.")
    return entries
