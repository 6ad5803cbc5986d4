"""The article: sections, paragraphs, and what stands beside the text."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.lesson.claims import Claim
from kit.lesson.codebook import CODEBOOK_VERSION
from kit.lesson.plain_errors import Mistake, shown

#: What the front matter may say of `publication`. The article of somebody else begins as the first.
NOT_TO_BE_PUBLISHED = "not to be published"
MAY_BE_PUBLISHED = "may be published"

#: What the claims of one version of an article are, by their ids (`passages_of`).
Passages = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `number` counts through the whole article from 1; `section` is the section's number, from 1."""

    number: int
    text: str
    section: int
    is_caption: bool = False

    def places_of(self, quote: object) -> list[int]:
        """Return where `quote` begins in the text, in code points: every place, overlapping ones too."""
        if not isinstance(quote, str) or not quote:
            return []
        return [start for start in range(len(self.text)) if self.text.startswith(quote, start)]

    def unique_quote(self, start: int, end: int) -> str:
        """Return the words at [start, end), made longer word by word until they stand only once in the text."""
        text = self.text
        while len(self.places_of(text[start:end])) > 1 and (start > 0 or end < len(text)):
            if end < len(text):
                following = text.find(" ", end + 1)
                end = following if following > 0 else len(text)
            else:
                start = max(text.rfind(" ", 0, start - 1) + 1, 0)
        return text[start:end].strip()


@dataclass(frozen=True, slots=True)
class Section:
    """One `##` section: paragraphs `first` to `last`, and its point, the reader's goal in one sentence."""

    number: int
    title: str
    point: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Person:
    """An entry of the who's-who: a person, an institution or a place, and who or what that is."""

    name: str
    who: str


@dataclass(frozen=True, slots=True)
class Article:
    """The text, and what the reader needs beside it (all plain text, never HTML).

    `publication` is empty, “not to be published” or “may be published”.
    `codebook` is the version of the codebook that the lesson was written for.
    """

    title: str
    language: str
    credit: str
    licence: str
    date_line: str
    notice: str
    content_note: str
    whos_who: tuple[Person, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    publication: str = ""
    codebook: int = CODEBOOK_VERSION

    @property
    def may_be_published(self) -> bool:
        """Whether the lesson may leave the class: so it is unless its front matter says that it is not."""
        return self.publication != NOT_TO_BE_PUBLISHED

    def paragraph(self, number: int) -> Paragraph:
        """Return the paragraph with this number, from 1.

        Raises:
            ValueError: there is no such paragraph.
        """
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= len(self.paragraphs):
            raise Mistake(
                f"There is no paragraph {shown(number)}: the article has paragraphs 1 to {len(self.paragraphs)}."
            )
        return self.paragraphs[number - 1]


def edition_of(paragraphs: Sequence[Paragraph], claims: Sequence[Claim]) -> str:
    """Return the edition: 16 hex digits of the SHA-256 of the canonical JSON of paragraphs and claim spans.

    The key, line ends, front matter and core flags are not part of it: they change nothing about what was marked.
    """
    spans = sorted([claim.id, claim.paragraph, claim.start, claim.end] for claim in claims)
    return _fingerprint({"paragraphs": [paragraph.text for paragraph in paragraphs], "claims": spans})


def passages_of(paragraphs: Sequence[Paragraph], claims: Sequence[Claim]) -> dict[str, str]:
    """Return the passage of each claim, by its id: 16 hex digits for the text of its paragraph and its span in it.

    It stays the same while the paragraph does, whatever is mended, added or taken out elsewhere, and it tells whether
    an answer that was given to an earlier version of the article still answers the claim of that id.
    """
    texts = {paragraph.number: paragraph.text for paragraph in paragraphs}
    return {claim.id: _fingerprint([texts[claim.paragraph], claim.start, claim.end]) for claim in claims}


def _fingerprint(content: object) -> str:
    """The first 16 hex digits of the SHA-256 of the canonical JSON."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:16]
