"""A lesson that was opened: one article with its claims, its answer key and its guide."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kit.lesson.article import Article, Passages, passages_of
from kit.lesson.claims import Claim
from kit.lesson.plain_errors import Mistake, SaidPlainly, shown

if TYPE_CHECKING:
    from kit.lesson.class_figures import ClassFigures
    from kit.lesson.guide import Guide, ReadingPath
    from kit.lesson.key import Answer


def _empty_guide() -> "Guide":
    from kit.lesson.guide import Guide  # noqa: PLC0415 (it waits until a lesson is asked how it is read)

    return Guide()


@dataclass(frozen=True)
class Lesson:
    """One article with its claims and, where there is one, its answer key.

    `claims` stand in reading order. `key` maps claim ids to answers, or is None; a bundled lesson's is read when it is
    first looked into. `edition` changes whenever a paragraph or a claim's span does: marks of another edition are never
    mixed in silently. `guide` says how the lesson is read. `earlier` says what earlier versions of the article, kept in
    the lesson's folder, were like. `key_source` is the text that the key was read from, with its author's comments;
    empty where there is none. `class_figures` says how a class answered, or is None. `unconfirmed` names the claims
    whose answers in the key's file were proposed and not confirmed by a person: `key` has none for them, and is None
    where it would have no other.
    """

    id: str
    article: Article
    claims: tuple[Claim, ...]
    key: "MappingProxyType[str, Answer] | None"
    edition: str
    guide_reader: "Callable[[], Guide]" = field(default=_empty_guide, repr=False, compare=False)
    earlier_reader: Callable[[], Mapping[str, Passages]] = field(default=dict, repr=False, compare=False)
    key_source: str = field(default="", repr=False, compare=False)
    class_figures: "ClassFigures | None" = field(default=None, repr=False, compare=False)
    unconfirmed: tuple[str, ...] = field(default=(), repr=False, compare=False)

    @cached_property
    def guide(self) -> "Guide":
        """How the lesson is read. A bundled lesson's is read from its file when it is first asked for."""
        return self.guide_reader()

    @cached_property
    def key_is_draft(self) -> bool:
        """Whether the key has labels alone: answers can be compared with it, and it gives no reason to show anybody."""
        return self.key is not None and not any(answer.why for answer in self.key.values())

    @cached_property
    def passages(self) -> Passages:
        """The passage of each claim, by its id (`kit.lesson.article.passages_of`)."""
        return passages_of(self.article.paragraphs, self.claims)

    @cached_property
    def earlier(self) -> Mapping[str, Passages]:
        """The passages of earlier versions of the article, by edition. They are read when they are first asked for."""
        return self.earlier_reader()

    @property
    def paths(self) -> "Mapping[str, ReadingPath]":
        """The lesson's shorter paths by name; empty where it has none."""
        return self.guide.paths

    def path(self, name: str) -> "ReadingPath":
        """Return the path of this name.

        Raises:
            ValueError: there is no such path.
        """
        try:
            return self.paths[name]
        except (KeyError, TypeError):
            there_is = f"Its paths: {', '.join(self.paths)}." if self.paths else "It has no paths."
            raise Mistake(f"The lesson “{self.id}” has no path {shown(name)}. {there_is}") from None

    @cached_property
    def _claims_by_id(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    def claim(self, claim_id: str) -> Claim:
        """Return the claim with this id.

        Raises:
            ValueError: there is no such claim.
        """
        try:
            return self._claims_by_id[claim_id]
        except (KeyError, TypeError):
            ids = f"{self.claims[0].id} to {self.claims[-1].id}"
            raise Mistake(f"The lesson “{self.id}” has no claim {shown(claim_id)}. Its claims are {ids}.") from None

    def section_of(self, claim: Claim) -> int:
        """Return the number of the section that a claim stands in."""
        return self.article.paragraph(claim.paragraph).section


class NotOpened(SaidPlainly, TypeError):
    """Something stands where a lesson belongs that is none, most often its name; the text says how to open it."""


def check_opened(lesson: object) -> None:
    """Make sure that `lesson` is one that was opened: every function that works on a lesson begins with this.

    Raises:
        NotOpened: it is a name, a folder or something else.
    """
    if isinstance(lesson, str | Path):
        given = shown(str(lesson))
        raise NotOpened(f"{given} is not opened yet. Write kit.open_lesson({given}) in its place.")
    if not isinstance(lesson, Lesson):
        raise NotOpened(f"A lesson is what kit.open_lesson(...) returns, and not {shown(lesson)}.")
