"""A draft: an article that was taken in, block by block as it stood, with what was left out and what looks damaged.

Nothing of the source is ever lost: a block that is no part of the article is still in its place, marked as left out
and why, and goes back with `put_back`. Nothing is repaired unless somebody says so: `repaired` takes the repairs that
a person has accepted.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from kit.lesson.article import Paragraph
from kit.ui.words import words

Kind = Literal["title", "heading", "paragraph", "caption", "left out"]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the source, in one line. `why` says why it was left out, in a sentence; empty for what was kept.

    `where` says where it stood in the source, as a person finds it there (“line 12”, “page 2”).
    """

    kind: Kind
    text: str
    why: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A block that is no part of the article: `block` is its place in the draft, `after` the paragraph before it (0:
    none)."""

    block: int
    text: str
    why: str
    where: str
    after: int


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where the text looks damaged.

    It is [start, end) of the block number `block`, in code points. `repair` is what could stand there instead; None
    where only a person can tell. `kind` is one word for what happened, `why` a sentence.
    """

    kind: str
    block: int
    start: int
    end: int
    found: str
    repair: str | None
    why: str


@dataclass(frozen=True)
class Draft:
    """An article on its way to a lesson.

    `blocks` is everything that stood in the source, in order. `damage` lists the damaged places, in order. `notes` are
    sentences about the source as a whole (such as an encoding that was guessed). `byline`, `published`
    and `address` are what the source says of itself, empty where it says nothing.
    """

    blocks: tuple[Block, ...]
    damage: tuple[Damage, ...] = ()
    language: str = "en"
    name: str = ""
    byline: str = ""
    published: str = ""
    address: str = ""
    notes: tuple[str, ...] = ()

    @cached_property
    def title(self) -> str:
        """The article's title; its first words where it has none."""
        titles = (block.text for block in self.blocks if block.kind == "title")
        words = self.paragraphs[0].text.split() if self.paragraphs else []
        return next(titles, " ".join(words[:8]) + (" …" if len(words) > 8 else ""))

    @cached_property
    def _numbers(self) -> tuple[int, ...]:
        """For each block, how many paragraphs there are up to it, with it."""
        count, numbers = 0, []
        for block in self.blocks:
            count += block.kind in ("paragraph", "caption")
            numbers.append(count)
        return tuple(numbers)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The titles of the sections in order; the first is empty where the article begins without a heading."""
        return tuple(title for title, _paragraphs in self._sections)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs as a lesson has them: numbered through from 1, with their sections."""
        return tuple(paragraph for _title, inside in self._sections for paragraph in inside)

    @cached_property
    def _sections(self) -> tuple[tuple[str, tuple[Paragraph, ...]], ...]:
        """Each section that has paragraphs, with them: a heading with nothing below it begins none."""
        found: list[tuple[str, list[Paragraph]]] = [("", [])]
        number = 0
        for block in self.blocks:
            if block.kind == "heading" and found[-1][1]:
                found.append((block.text, []))
            elif block.kind == "heading":
                found[-1] = (block.text, [])
            elif block.kind in ("paragraph", "caption"):
                number += 1
                found[-1][1].append(Paragraph(number, block.text, len(found), is_caption=block.kind == "caption"))
        return tuple((title, tuple(inside)) for title, inside in found if inside)

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Everything that was left out, in order."""
        return tuple(
            LeftOut(at, block.text, block.why, block.where, self._numbers[at])
            for at, block in enumerate(self.blocks)
            if block.kind == "left out"
        )

    def paragraph_of(self, block: int) -> int:
        """Return the number of the paragraph that a block is; 0 for a title, a heading or what was left out."""
        return self._numbers[block] if self.blocks[block].kind in ("paragraph", "caption") else 0

    def put_back(self, block: int, kind: Kind = "paragraph") -> "Draft":
        """Return the draft with a block of this kind: one that was left out stands in the article again."""
        return self._with_block(block, replace(self.blocks[block], kind=kind, why=""))

    def leave_out(self, block: int, why: str) -> "Draft":
        """Return the draft without a block; it can be put back."""
        return self._with_block(block, replace(self.blocks[block], kind="left out", why=why))

    def with_title(self, title: str) -> "Draft":
        """Return the draft with this title; the source's own is left out."""
        blocks = tuple(
            replace(block, kind="left out", why=words()("new_lesson.other_title")) if block.kind == "title" else block
            for block in self.blocks
        )
        damage = tuple(replace(one, block=one.block + 1) for one in self.damage)
        return replace(self, blocks=(Block("title", " ".join(title.split())), *blocks), damage=damage)

    def _with_block(self, at: int, block: Block) -> "Draft":
        return replace(self, blocks=(*self.blocks[:at], block, *self.blocks[at + 1 :]))

    def repaired(self, accepted: Iterable[Damage]) -> "Draft":
        """Return the draft with these repairs made; what else was found stays listed, at its new place.

        A repair of "" for a whole block leaves the block out. One whose words no longer stand there is not made.
        """
        draft = self
        for one in sorted(set(accepted), key=lambda one: (one.block, one.start), reverse=True):
            draft = draft._with_repair(one)
        return draft

    def _with_repair(self, one: Damage) -> "Draft":
        block = self.blocks[one.block]
        if one.repair is None or one not in self.damage or block.text[one.start : one.end] != one.found:
            return self
        if not one.repair and one.found == block.text:
            draft = self.leave_out(one.block, one.why)
            return replace(draft, damage=_without(self.damage, {one}))
        text = block.text[: one.start] + one.repair + block.text[one.end :]
        longer = len(one.repair) - len(one.found)
        touched = {other for other in self.damage if other.block == one.block and _overlap(one, other)}
        moved = tuple(
            replace(other, start=other.start + longer, end=other.end + longer)
            if other.block == one.block and other.start >= one.end
            else other
            for other in _without(self.damage, touched)
        )
        return replace(self._with_block(one.block, replace(block, text=text)), damage=moved)


def _without(damage: Iterable[Damage], gone: Collection[Damage]) -> tuple[Damage, ...]:
    return tuple(one for one in damage if one not in gone)


def _overlap(one: Damage, other: Damage) -> bool:
    return one.start < other.end and other.start < one.end
