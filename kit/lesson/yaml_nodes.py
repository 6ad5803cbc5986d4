"""YAML that remembers its lines, and swallows no slip.

PyYAML's safe loader lets a repeated key win silently and forgets where a value stood. A lesson is written by hand, so
this reads the composed nodes instead: each value knows its line, and repeated keys, lost quotation marks, comments that
cut a text short and fields that slid into the text above them are faults. Blanks are blanks, whichever were typed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import yaml

from kit.lesson.faults import Fault
from kit.lesson.lookalikes import HIDDEN, name_of_character, without_unseen
from kit.lesson.yaml_composing import composed
from kit.lesson.yaml_slips import COLONS, slip_at, slip_in_text, with_plain_blanks

#: Characters that no text of a lesson holds: nobody sees them, and they change what is marked.
INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd]")

# A text without quotes that begins like a list, a key or (one character on) a block, or ends like a quoted text.
_STRAY = re.compile(r"^[-?:]|^\S?[|>｜＞][-+]?\s|'$")
_UNSEEN_ENDS = re.compile(f"^[{HIDDEN}]+|[{HIDDEN}]+$")
_WIDE_COLON = re.compile(rf"(\w[\w +]*?)\s*([{COLONS}])")
_TEXT_REMEDY = "Put the whole text in double quotes."


@dataclass(frozen=True, slots=True)
class Value:
    """A YAML value with the line it starts on: `data` is a `dict[str, Value]`, a `list[Value]`, or a plain scalar."""

    data: Any
    line: int
    #: Lines within it that could not be read as they were meant: what would follow from that is no fault of its own.
    broken: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written: no value at all, or a text of nothing but spaces."""
        return self.data is None or (isinstance(self.data, str) and not self.data.strip())

    def plain(self) -> Any:
        """Return the value without lines."""
        if isinstance(self.data, dict):
            return {key: value.plain() for key, value in self.data.items()}
        if isinstance(self.data, list):
            return [value.plain() for value in self.data]
        return self.data


class _Reader:
    def __init__(self, text: str, file: str, first_line: int, faults: list[Fault], names: Iterable[str]) -> None:
        self.lines, self.file, self.first_line, self.faults = text.split("\n"), file, first_line, faults
        self.constructor = yaml.SafeLoader("")
        any_name = "|".join(map(re.escape, names))
        self.field = re.compile(rf"\s\s({any_name})(?::(?:\s|$)|\s*[{COLONS}])")

    def line(self, mark: Any) -> int:
        return int(mark.line) + self.first_line

    def fault(self, mark: Any, problem: str, remedy: str) -> None:
        self.faults.append(Fault(self.file, self.line(mark), problem, remedy))

    def value(self, node: Any) -> Value:
        before = len(self.faults)
        data: Any
        if isinstance(node, yaml.MappingNode):
            data = self.mapping(node)
        elif isinstance(node, yaml.SequenceNode):
            data = [self.value(child) for child in node.value]
        else:
            data = self.scalar(node)
        broken = frozenset(fault.line for fault in self.faults[before:])
        return Value(data, self.line(node.start_mark), broken)

    def mapping(self, node: yaml.MappingNode) -> dict[str, Value]:
        found: dict[str, Value] = {}
        twice: list[tuple[str, Any]] = []
        for key_node, value_node in node.value:
            key = name_of_key(key_node)
            if slid := _WIDE_COLON.match(key):
                problem = f"“{slid[2]}” is not the colon of a keyboard."
                self.fault(key_node.start_mark, problem, f"Write “{slid[1]}: ” with the one that is.")
            elif key in found:
                twice.append((key, key_node.start_mark))
            else:
                self.check_gap(key_node, value_node)
                found[key] = replace(self.value(value_node), line=self.line(key_node.start_mark))
        self.check_twice(twice)
        return found

    def check_gap(self, key_node: yaml.Node, value_node: yaml.Node) -> None:
        """Find comments that were meant as the beginning of a text: a heading of Markdown without “|”."""
        is_text = isinstance(value_node, yaml.ScalarNode) and not value_node.style
        for number in range(key_node.end_mark.line + 1, value_node.start_mark.line) if is_text else ():
            if self.lines[number].lstrip().startswith("#"):
                remedy = "To begin the text with it, write “|” behind the colon above; a comment goes above the field."
                line = number + self.first_line
                self.faults.append(Fault(self.file, line, "What follows “#” is not read: it is a comment.", remedy))

    def check_twice(self, twice: list[tuple[str, Any]]) -> None:
        """Tell fields that stand twice in one mapping; where there are several, the line that parts them is missing."""
        if not twice:
            return
        name, mark = twice[0]
        more = ", ".join(f"“{other}”" for other, _mark in twice[1:])
        remedy = f"Keep one of the two. So do {more}: is the line above missing, that they belong to?"
        self.fault(mark, f"“{name}” appears here again.", remedy if more else "Keep one of the two.")

    def scalar(self, node: yaml.ScalarNode) -> Any:
        try:
            data = self.constructor.construct_object(node)
        except (yaml.YAMLError, ValueError, ArithmeticError) as error:
            detail = getattr(error, "problem", None) or str(error)
            self.fault(node.start_mark, f"This value cannot be read ({detail}).", _TEXT_REMEDY)
            return node.value  # as the text that it was most likely meant to be: it is not empty
        if isinstance(data, str):
            data = data if node.style else _UNSEEN_ENDS.sub("", data)
            self.check_text(node, data)
        return data

    def check_text(self, node: yaml.ScalarNode, text: str) -> None:
        if INVISIBLE.search(text):
            self.fault(node.start_mark, "There is an invisible control character in this text.", "Type it again.")
        if not node.style:
            self.check_unquoted(node, text)
        if not node.style or node.style in "|>":
            self.check_lines(node)

    def check_unquoted(self, node: yaml.ScalarNode, text: str) -> None:
        """Find what YAML reads as a text without quotes although its author meant something else."""
        if slip := slip_in_text(text):
            self.fault(node.start_mark, *slip)
        elif '"' in text:
            remedy = 'Put the whole text in double quotes; quotation marks within it are “ ” or \\".'
            self.fault(node.start_mark, f"A quotation mark has slipped: “{text}”.", remedy)
        elif _STRAY.search(text):
            self.fault(node.start_mark, f"A stray character stands at an end of “{text}”.", _TEXT_REMEDY)
        elif any(text.count(opening) != text.count(closing) for opening, closing in ("[]", "{}")):
            self.fault(node.start_mark, f"A bracket has no partner in “{text}”.", _TEXT_REMEDY)
        behind = self.lines[node.end_mark.line : node.end_mark.line + 1] or [""]
        if behind[0][node.end_mark.column :].lstrip().startswith("#"):
            remedy = "Put the text in double quotes; a comment needs a line of its own."
            self.fault(node.end_mark, "What follows “#” is not read: it is a comment.", remedy)

    def check_lines(self, node: yaml.ScalarNode) -> None:
        """Find fields that slid into the text above them: a line end, an indentation or a colon went wrong."""
        last = node.end_mark.line + (not node.style)
        for number in range(node.start_mark.line + 1, min(last, len(self.lines))):
            if found := self.field.search(self.lines[number]):
                remedy = (
                    "Begin a new line with it, in line with the field above; in a sentence, break the line elsewhere."
                )
                if found[0].rstrip()[-1] != ":":
                    remedy = f"“{found[0][-1]}” is not the colon of a keyboard: type “:” and a blank."
                line = number + self.first_line
                self.faults.append(Fault(self.file, line, f"“{found[1]}:” is read as text.", remedy))


def node_of(text: str) -> yaml.Node | None:
    """Return the nodes of a text, with the lines that they stand in; None where it is empty.

    Raises:
        yaml.YAMLError: the text is not YAML, or has anchors, aliases or tags.
    """
    return composed(with_plain_blanks(text))


def name_of_key(node: yaml.Node) -> str:
    """Return the name that a key is, without what takes no room and with single blanks; “?” where it is no name."""
    return " ".join(without_unseen(node.value).split()) if isinstance(node, yaml.ScalarNode) else "?"


def plain_value(node: yaml.Node) -> Any:
    """Return what a node of a text without faults says."""
    return _Reader("", "", 1, [], []).value(node).plain()


def read_yaml(text: str, file: str, first_line: int, names: Iterable[str], faults: list[Fault]) -> Value | None:
    """Read `text`, whose first line is line `first_line` of `file`; add what is wrong to `faults`.

    `names` are the fields that may occur. Returns None where the text is not YAML at all, or is empty.
    """
    before = len(faults)
    seen = _without_control(text, file, first_line, faults)
    plain = with_plain_blanks(seen)
    try:
        node = composed(plain)
        value = None if node is None else _Reader(plain, file, first_line, faults, names).value(node)
    except yaml.YAMLError as error:
        if len(faults) == before:
            faults.append(_broken_off(error, plain, seen.split("\n"), file, first_line))
        return None
    except RecursionError:
        remedy = "Write it as in the lessons of kit/library."
        faults.append(Fault(file, first_line, "The YAML is nested too deeply.", remedy))
        return None
    if value is None:
        faults.append(Fault(file, first_line, "There is nothing here.", "Write the fields that a lesson needs."))
        return None
    broken = value.broken | {fault.line for fault in faults[before:]}
    faults[before:] = _told_once(faults[before:])
    return replace(value, broken=broken)


def _told_once(faults: list[Fault]) -> list[Fault]:
    """Tell a slip that a program has made all over a file in one fault: Word bends every quotation mark."""
    lines: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        lines.setdefault((fault.problem, fault.remedy), []).append(fault)
    return [
        first if not more else replace(first, problem=f"{first.problem} So it is in {_in_lines(more)}.")
        for first, *more in lines.values()
    ]


def _in_lines(faults: list[Fault]) -> str:
    return f"line {faults[0].line}" if len(faults) == 1 else f"lines {', '.join(str(fault.line) for fault in faults)}"


def _without_control(text: str, file: str, first_line: int, faults: list[Fault]) -> str:
    """Tell each line with a control character once, and take it out: for YAML alone, some of them end a line."""
    for number, line in enumerate(text.split("\n"), start=first_line):
        if found := INVISIBLE.search(line):
            problem = f"There is an invisible control character in this line: {name_of_character(found[0])}."
            faults.append(Fault(file, number, problem, "Type the line again."))
    return INVISIBLE.sub(" ", text)


def _broken_off(error: yaml.YAMLError, plain: str, lines: list[str], file: str, first_line: int) -> Fault:
    """Say where YAML breaks off, and why, as far as that can be told from the lines."""
    mark = getattr(error, "problem_mark", None)
    at = int(mark.line) if mark else plain.count("\n", 0, getattr(error, "position", 0))
    if slip := slip_at(lines, at):
        return Fault(file, slip[0] + first_line, *slip[1:])
    detail = getattr(error, "problem", None) or "it is not YAML"
    remedy = (
        "Look at this line and the one above: quotes that do not close, indentation, "
        "or a text with a colon or one of * & ! that needs double quotes."
    )
    return Fault(file, at + first_line, f"The YAML breaks off here ({detail}).", remedy)
