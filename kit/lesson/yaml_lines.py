"""Which lines of a YAML file a value takes, and the comments in them, which stay when it is altered."""

import re
from collections.abc import Iterable, Sequence

import yaml

# A comment at the end of a line: what stands between quotation marks, or against a letter, is none.
_COMMENT = re.compile(
    r"""(?:(?<![^\s,:\[{])"(?:[^"\\]|\\.)*"|(?<![^\s,:\[{])'(?:[^']|'')*'|(?<=\S)\#|[^#])*+(\#.*)?""", re.VERBOSE
)


def last_line(node: yaml.Node, lines: Sequence[str]) -> int:
    """Return the last line that a value stands in, from 0, without the empty lines and comments below it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        parts = [part for pair in node.value for part in (pair if isinstance(pair, tuple) else (pair,))]
        return max(last_line(part, lines) for part in parts)
    last = int(node.end_mark.line)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        last -= node.end_mark.column == 0
        while not lines[last].strip():
            last -= 1
    return last


def comments_in(node: yaml.Node, start: int, end: int, lines: Sequence[str], indent: str) -> list[str]:
    """Return the comments within the lines of a value, from `start` up to `end`, each as a line of its own."""
    texts = set(_lines_of_texts(node, lines))
    found = [_COMMENT.match(lines[number]) for number in range(start, end) if number not in texts]
    return [f"{indent}{comment[1]}" for comment in found if comment and comment[1]]


def _lines_of_texts(node: yaml.Node, lines: Sequence[str]) -> Iterable[int]:
    """The lines that stand within a text over several lines: a “#” there begins no comment."""
    if isinstance(node, yaml.ScalarNode):
        yield from range(node.start_mark.line + 1, last_line(node, lines) + 1)
    elif isinstance(node, yaml.CollectionNode):
        for pair in node.value:
            for part in pair if isinstance(pair, tuple) else (pair,):
                yield from _lines_of_texts(part, lines)
