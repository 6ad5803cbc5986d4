"""YAML that remembers its lines.

PyYAML's safe loader lets a repeated key win silently and forgets where a value stood. A lesson is written by hand, so
this reads the composed nodes instead: each value knows its line, and repeated keys are faults.
"""

from dataclasses import dataclass
from typing import Any

import yaml

from kit.lesson.faults import Fault


@dataclass(frozen=True, slots=True)
class Value:
    """A YAML value with the line it starts on: `data` is a `dict[str, Value]`, a `list[Value]`, or a plain scalar."""

    data: Any
    line: int

    def plain(self) -> Any:
        """Return the value without lines."""
        if isinstance(self.data, dict):
            return {key: value.plain() for key, value in self.data.items()}
        if isinstance(self.data, list):
            return [value.plain() for value in self.data]
        return self.data


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader without aliases: a lesson has no use for them, and they can make a small file endless."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.composer.ComposerError(None, None, "“*” begins an alias, which lessons do not use", mark)
        return super().compose_node(parent, index)


class _Reader:
    def __init__(self, file: str, first_line: int, faults: list[Fault]) -> None:
        self.file, self.first_line, self.faults = file, first_line, faults
        self.constructor = yaml.SafeLoader("")

    def line(self, mark: Any) -> int:
        return int(mark.line) + self.first_line if mark else 0

    def fault(self, mark: Any, problem: str, remedy: str) -> None:
        self.faults.append(Fault(self.file, self.line(mark), problem, remedy))

    def value(self, node: yaml.Node) -> Value:
        line = self.line(node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return Value(self.mapping(node), line)
        if isinstance(node, yaml.SequenceNode):
            return Value([self.value(child) for child in node.value], line)
        return Value(self.scalar(node), line)

    def mapping(self, node: yaml.MappingNode) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in found:
                self.fault(key_node.start_mark, f"“{key}” stands here a second time.", "Keep one of the two.")
                continue
            found[key] = self.value(value_node)
        return found

    def scalar(self, node: yaml.Node) -> Any:
        try:
            return self.constructor.construct_object(node)
        except (yaml.YAMLError, ValueError) as error:
            self.fault(node.start_mark, f"This value cannot be read ({error}).", "Put it in double quotes.")
            return None


def read_yaml(text: str, file: str, first_line: int, faults: list[Fault]) -> Value | None:
    """Read `text`, whose first line is line `first_line` of `file`; add what is wrong to `faults`.

    Returns None where the text is not YAML at all, or is empty.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = int(mark.line) + first_line if mark else first_line
        detail = getattr(error, "problem", None) or "it is not YAML"
        remedy = "Look at this line and the one above: quotes that do not close, a colon in a text without quotes, or indentation."
        faults.append(Fault(file, line, f"The YAML breaks off here ({detail}).", remedy))
        return None
    except RecursionError:
        faults.append(Fault(file, first_line, "The YAML is nested too deeply.", "Write it as the README's example."))
        return None
    if node is None:
        faults.append(Fault(file, first_line, "There is nothing here.", "Write the fields that a lesson needs."))
        return None
    return _Reader(file, first_line, faults).value(node)
