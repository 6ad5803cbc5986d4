"""Plain text: pasted, or of a .txt file. Paragraphs have empty lines between them, or are one line each."""

import re
from collections.abc import Sequence

from kit.authoring.draft import Block
from kit.authoring.formats.source import Source, one_line

_STOP = re.compile(r"[.!?:;…][”’\"')\]]*$")
#: Line ends of other programs: what is copied from Word has the second for a line that its author ended.
_LINE_ENDS = re.compile("[\N{NEXT LINE}\v\u2028]")
#: Lines of these lengths were broken by a program, not by the author.
_SHORTEST, _LONGEST = 38, 110


def read_plain_text(text: str) -> Source:
    """Return a block for each paragraph, with the line that it begins in; broken lines are put together again."""
    lines = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n").split("\n")
    groups = _groups(lines)
    if len(groups) == 1 and len(groups[0]) > 1:
        groups = _by_short_lines(groups[0])
    blocks = []
    for group in groups:
        parts = [group] if _is_broken(group) else [[line] for line in group]
        blocks += [
            Block("paragraph", one_line(" ".join(line for _at, line in part)), where=f"line {part[0][0]}")
            for part in parts
        ]
    return Source(blocks)


Group = list[tuple[int, str]]


def _groups(lines: Sequence[str]) -> list[Group]:
    """Lines, numbered from 1, without empty lines between them."""
    groups: list[Group] = [[]]
    for number, line in enumerate(lines, start=1):
        if line.strip():
            groups[-1].append((number, line.strip()))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _is_broken(group: Group) -> bool:
    """Whether the lines of a group are one paragraph: all but the last are about as long as a line can be."""
    before = [line for _at, line in group[:-1]]
    if not before:
        return True
    are_long = all(_SHORTEST <= len(line) <= _LONGEST for line in before)
    return are_long and sum(bool(_STOP.search(line)) for line in before) <= len(before) / 2


def _by_short_lines(group: Group) -> list[Group]:
    """Part a text without empty lines: where its lines were broken, a paragraph ends with a short line and a stop."""
    longest = max(len(line) for _at, line in group)
    unfinished = sum(not _STOP.search(line) for _at, line in group)
    if longest > _LONGEST or unfinished < len(group) / 2:
        return [[line] for line in group]
    groups: list[Group] = [[]]
    for at, line in group:
        groups[-1].append((at, line))
        if len(line) < longest * 0.8 and _STOP.search(line):
            groups.append([])
    return [part for part in groups if part]
