"""Checked fields of a YAML mapping: what is missing, unknown or of the wrong kind is a fault, and reading goes on."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from kit.lesson.faults import Fault
from kit.lesson.yaml_nodes import Value


class Fields:
    """The fields of one mapping in `file`; every fault found is added to `faults`.

    `where` names the mapping in messages: "the front matter", "the answer to c07".
    """

    def __init__(self, value: Value, file: str, where: str, faults: list[Fault]) -> None:
        self.file, self.where, self.line, self._faults = file, where, value.line, faults
        self._values: dict[str, Value] = value.data if isinstance(value.data, dict) else {}
        if not isinstance(value.data, dict):
            self.fault(
                value.line, f"{where} must be a list of “name: value” lines.", "Write it as in the bundled lessons."
            )

    def fault(self, line: int, problem: str, remedy: str) -> None:
        """Note one thing that is wrong at `line`."""
        self._faults.append(Fault(self.file, line, problem[:1].upper() + problem[1:], remedy))

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def line_of(self, name: str) -> int:
        """Return the line of a field, or of the mapping where the field is missing."""
        return self._values[name].line if name in self._values else self.line

    def only(self, known: Iterable[str]) -> None:
        """Refuse fields that nobody reads: a misspelt name would otherwise be swallowed."""
        names = list(known)
        for name, value in self._values.items():
            if name not in names:
                close = get_close_matches(name, names, n=1)
                remedy = f"Did you mean “{close[0]}”?" if close else f"The fields are: {', '.join(names)}."
                self.fault(value.line, f"{self.where} has an unknown field “{name}”.", remedy)

    def text(self, name: str, *, required: bool = True, wanted: str = "") -> str:
        """Return a text field, stripped; `""` where it is missing or faulty.

        `wanted` is a sentence that says what to write, for whoever has left it out or empty.
        """
        return " ".join(self._written(name, required=required, wanted=wanted).split())

    def prose(self, name: str, *, required: bool = False, wanted: str = "") -> str:
        """Return a text of several lines, whose line ends count, as in Markdown; `""` where it is missing or faulty."""
        lines = self._written(name, required=required, wanted=wanted).strip().split("\n")
        return "\n".join(line.rstrip() for line in lines)

    def _written(self, name: str, *, required: bool, wanted: str) -> str:
        value = self._values.get(name)
        if value is None:
            if required:
                self.fault(self.line, f"{self.where} has no “{name}”.", f"Add a line “{name}: ...”. {wanted}".rstrip())
            return ""
        if value.is_empty:
            if required or value.data is None:  # a field that may be left out may be "" as well
                remedy = wanted or "Write it, or take the line out if it is optional."
                self.fault(value.line, f"“{name}” in {self.where} is empty.", remedy)
            return ""
        if not isinstance(value.data, str):
            self.fault(value.line, f"“{name}” in {self.where} is not a text.", "Put it in double quotes.")
            return ""
        return value.data

    def number(self, name: str) -> int | None:
        """Return a whole number, or None where it is missing or faulty."""
        value = self._values.get(name)
        if value is not None and isinstance(value.data, int) and not isinstance(value.data, bool):
            return value.data
        self.fault(self.line_of(name), f"{self.where} needs “{name}” with a whole number.", f"Write “{name}: 1”.")
        return None

    def items(self, name: str, *, required: bool = True) -> list[Value]:
        """Return a list field; empty where it is missing or faulty."""
        value = self._values.get(name)
        if value is None:
            if required:
                self.fault(
                    self.line, f"{self.where} has no “{name}”.", f"Add “{name}:” with a list; [] is the empty list."
                )
            return []
        if not isinstance(value.data, list):
            self.fault(
                value.line,
                f"“{name}” in {self.where} is not a list.",
                "Write it in square brackets, such as [sourced, denied].",
            )
            return []
        return value.data

    def mapping(self, name: str) -> dict[str, Value]:
        """Return a mapping field; empty where it is missing or faulty."""
        value = self._values.get(name)
        if value is None:
            return {}
        if not isinstance(value.data, dict):
            self.fault(
                value.line, f"“{name}” in {self.where} must be “name: text” pairs.", 'Write it as {sourced: "..."}.'
            )
            return {}
        return value.data

    def plain(self, name: str) -> Any:
        """Return a field's value without lines, or None."""
        value = self._values.get(name)
        return None if value is None else value.plain()
