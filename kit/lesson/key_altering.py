"""Alters a hand-written `key.yaml` where it must, and nowhere else: comments, order and layout are its author's.

What is not altered stays letter by letter, because only the lines of the altered fields are put in place of others.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import yaml

from kit.lesson.key_file import WRITTEN
from kit.lesson.key_writing import answer_lines, field_lines
from kit.lesson.yaml_lines import comments_in, last_line
from kit.lesson.yaml_nodes import name_of_key, node_of, plain_value

#: Lines to take out (from the first, up to the second) and to put in.
_Edit = tuple[int, int, list[str]]


def altered_key(
    text: str,
    changes: Mapping[str, Mapping[str, Any]],
    notes: Mapping[str, Sequence[str]] | None = None,
    outdated: Callable[[str], bool] = lambda _comment: False,
) -> str:
    """Return the text of a key with some of its fields altered.

    Args:
        text: a `key.yaml` that opens, with line ends `\\n`.
        changes: by claim and field, the new value as `kit.lesson.key_writing.fields_of` gives it; None takes a field
            out. A comment in the lines of an altered field stays, above it.
        notes: by claim, lines to put above its answer as comments.
        outdated: which of the comments above an answer with notes make way for them.

    Raises:
        KeyError: the key has no answer to a claim.
    """
    lines = text.split("\n")
    root = node_of(text)
    answers = {name_of_key(key): (key, value) for key, value in (root.value if root is not None else [])}
    edits: list[_Edit] = []
    for claim_id, fields in changes.items():
        if fields:
            edits += _changed(claim_id, *answers[claim_id], fields, lines)
    for claim_id, comments in (notes or {}).items():
        edits.append(_noted(answers[claim_id][0].start_mark.line, comments, lines, outdated))
    # From the end, so that what is put in moves no line that is still to be found.
    for start, end, new in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        lines[start:end] = new
    return "\n".join(lines)


def _noted(line: int, comments: Iterable[str], lines: Sequence[str], outdated: Callable[[str], bool]) -> _Edit:
    """Put comments above an answer, in place of outdated ones; others that stand there stay above them."""
    first = line
    while first > 0 and lines[first - 1].startswith("#"):
        first -= 1
    kept = [comment for comment in lines[first:line] if not outdated(comment.lstrip("# "))]
    return first, line, [*kept, *(f"# {comment}".rstrip() for comment in comments)]


def _changed(
    claim_id: str, key: yaml.Node, answer: yaml.MappingNode, fields: Mapping[str, Any], lines: Sequence[str]
) -> list[_Edit]:
    if answer.flow_style:  # an answer on one line has no lines for its fields
        whole = {name: value for name, value in {**plain_value(answer), **fields}.items() if value is not None}
        start, end = key.start_mark.line, last_line(answer, lines) + 1
        return [(start, end, [*comments_in(answer, start, end, lines, ""), *answer_lines(claim_id, whole)])]
    edits: list[_Edit] = []
    indent = " " * answer.value[0][0].start_mark.column
    before = key.start_mark.line + 1
    new: dict[int, list[str]] = {}
    given = {name_of_key(name): (name, value) for name, value in answer.value}
    for name in WRITTEN:
        written = list(field_lines(name, fields[name], indent)) if fields.get(name) is not None else []
        if name not in given:
            new.setdefault(before, []).extend(written)
            continue
        start, end = given[name][0].start_mark.line, last_line(given[name][1], lines) + 1
        if name in fields:
            edits.append((start, end, [*comments_in(given[name][1], start, end, lines, indent), *written]))
        before = end
    return edits + [(line, line, written) for line, written in new.items() if written]
