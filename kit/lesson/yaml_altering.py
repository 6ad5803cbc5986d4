"""Alters one field of a YAML file that people write, and nothing else: comments, order and layout stay."""

from collections.abc import Callable, Iterable, Sequence

import yaml

from kit.lesson.yaml_lines import comments_in, last_line
from kit.lesson.yaml_nodes import name_of_key, node_of

#: Where a mapping stands in a file: the names and places (from 0) that lead to it from the top.
Path = Sequence[str | int]
#: Writes a field with this indentation, its name included.
Write = Callable[[str], Iterable[str]]


class NoPlace(LookupError):
    """A field cannot be altered by lines: what it stands in is missing, or is written on one line."""


def with_field(text: str, path: Path, name: str, write: Write | None, order: Sequence[str] = ()) -> str:
    """Return the text of a YAML file with one field put in, altered or taken out.

    Args:
        text: the file, with line ends `\\n`; it can be read.
        path: leads to the mapping that holds the field; empty for the file itself.
        name: the field's name.
        write: what stands there now; None takes the field out. Comments in the lines of what it had stay, above it.
        order: names of fields in the order in which they are written; a new field stands behind those before it.

    Raises:
        NoPlace: there is no such mapping, it is written on one line, or it would be empty.
    """
    lines = text.split("\n")
    mapping = _mapping(node_of(text), path)
    fields = {name_of_key(key): (key, value) for key, value in mapping.value}
    indent = " " * mapping.value[0][0].start_mark.column
    if name in fields:
        key, value = fields[name]
        start, end = key.start_mark.line, last_line(value, lines) + 1
        if write is None and len(fields) == 1:
            raise NoPlace(name)
        comments, written = comments_in(value, start, end, lines, indent), list(write(indent) if write else ())
        dash = lines[start][: key.start_mark.column]
        if dash.strip():  # the first field of a list's item stands behind the dash of that item
            if not written:
                raise NoPlace(name)
            comments = [f"{' ' * (len(dash) - len(dash.lstrip()))}{one.strip()}" for one in comments]
            written[0] = f"{dash}{written[0].lstrip()}"
        lines[start:end] = [*comments, *written]
    elif write is not None:
        before = order[: order.index(name)] if name in order else list(fields)
        known = [fields[one][1] for one in before if one in fields]
        at = max((last_line(value, lines) for value in known), default=None)
        if at is None:
            first = mapping.value[0][0]
            at = first.start_mark.line - 1
            if lines[at + 1][: first.start_mark.column].strip():  # the first of an item stands behind its dash
                at = last_line(mapping.value[0][1], lines)
        lines[at + 1 : at + 1] = list(write(indent))
    return "\n".join(lines)


def one_line(name: str, value: str) -> Write:
    """Return what writes a field on one line, its value as YAML."""
    return lambda indent: [f"{indent}{name}: {value}"]


def with_item(text: str, path: Path, index: int, value: str | None) -> str:
    """Return the text of a YAML file with one item of a list altered, taken out, or put behind the last one.

    Args:
        text: the file, with line ends `\\n`; it can be read.
        path: leads to the list.
        index: the item's place in it, from 0; that of a new one is how many there are.
        value: what stands there now, as YAML on one line; None takes the item out. Comments in its lines stay.

    Raises:
        NoPlace: there is no such item, the list is written on one line, or it would be empty.
    """
    lines = text.split("\n")
    items = _node(node_of(text), path)
    if not isinstance(items, yaml.SequenceNode) or items.flow_style or index > len(items.value):
        raise NoPlace(path)
    is_new, is_last = index == len(items.value), len(items.value) == 1
    if (is_new or is_last) and value is None:
        raise NoPlace(path)
    item = items.value[min(index, len(items.value) - 1)]
    start, end = item.start_mark.line, last_line(item, lines) + 1
    dash = lines[start][: item.start_mark.column]
    written = [] if value is None else [f"{dash}{value}"]
    if is_new:
        lines[end:end] = written
    else:
        lines[start:end] = [*comments_in(item, start, end, lines, " " * dash.index("-")), *written]
    return "\n".join(lines)


def _node(node: yaml.Node | None, path: Path) -> yaml.Node | None:
    for step in path:
        if isinstance(step, int) and isinstance(node, yaml.SequenceNode) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if name_of_key(key) == str(step)), None)
        else:
            node = None
    return node


def _mapping(root: yaml.Node | None, path: Path) -> yaml.MappingNode:
    node = _node(root, path)
    if not isinstance(node, yaml.MappingNode) or node.flow_style or not node.value:
        raise NoPlace(path)
    return node
