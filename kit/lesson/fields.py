"""Checked fields of a YAML mapping: what is missing, unknown or of the wrong kind is a fault, and reading goes on."""

from collections.abc import Iterable
from typing import Any

from kit.lesson.closest import closest
from kit.lesson.faults import Fault
from kit.lesson.markdown_signs import sign_in_field
from kit.lesson.yaml_nodes import Value


class Fields:
    """The fields of one mapping in `file`; every fault found is added to `faults`.

    `where` names the mapping in messages: "the front matter", "the answer to c07"; `is_whole` says that all of it could
    be read. One cause is one fault: where a line could not be read as YAML, or a field is there under another name,
    nothing is said of what follows from that.
    """

    def __init__(self, value: Value, file: str, where: str, faults: list[Fault]) -> None:
        self.file, self.where, self.line, self._faults = file, where, value.line, faults
        self._broken, self._excused = value.broken, set[str]()
        self.is_whole = isinstance(value.data, dict) and not value.broken
        self.values: dict[str, Value] = value.data if isinstance(value.data, dict) else {}
        if not isinstance(value.data, dict):
            self.fault(
                value.line, f"{where} must be a list of “name: value” lines.", "Write it as in the bundled lessons."
            )

    def fault(self, line: int, problem: str, remedy: str) -> None:
        """Note one thing that is wrong at `line`."""
        if line not in self._broken:
            self._faults.append(Fault(self.file, line, problem[:1].upper() + problem[1:], remedy))

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def line_of(self, name: str) -> int:
        """Return the line of a field, or of the mapping where the field is missing."""
        return self.values[name].line if name in self.values else self.line

    def within(self, value: Value, where: str) -> "Fields":
        """Return the fields of a mapping within this one."""
        return Fields(value, self.file, where, self._faults)

    def is_readable(self, name: str) -> bool:
        """Whether a field is a list that could be read."""
        return name in self.values and isinstance(self.values[name].data, list) and not self.values[name].broken

    def excuse(self, names: Iterable[str]) -> None:
        """Let these fields be missing: that they are has been told elsewhere."""
        self._excused |= set(names)

    def only(self, known: Iterable[str], required: Iterable[str] = ()) -> None:
        """Refuse fields that nobody reads (a misspelt name would be swallowed), and tell in one fault what is missing.

        A field of `required` is told as missing where it is read if it alone is missing.
        """
        names = list(known)
        missing = [name for name in required if name not in self.values and name not in self._excused]
        for name, value in self.values.items():
            if name not in names:
                remedy = self._did_you_mean(name, names, missing)
                self.fault(value.line, f"{self.where} has an unknown field “{name}”.", remedy)
        missing = [name for name in missing if name not in self._excused]
        if len(missing) > 1 and self.is_whole:
            problem = f"{self.where} has no {listed(missing)}."
            self.fault(self.line, problem, "Add a line for each, as in the bundled lessons.")
            self.excuse(missing)

    def _did_you_mean(self, name: str, names: list[str], missing: list[str]) -> str:
        if close := closest(name, names):
            self.excuse([close])
            return f"Did you mean “{close}”?"
        absent = f" There is no {listed(missing)}." if missing else ""
        self.excuse(missing)
        return f"The fields are: {', '.join(names)}.{absent}"

    def misses(self, name: str) -> bool:
        """Whether a missing field is to be told."""
        return self.is_whole and name not in self._excused

    def text(self, name: str, *, required: bool = True, wanted: str = "", shown: bool = False) -> str:
        """Return a text field, stripped; `""` where it is missing or faulty.

        `wanted` is a sentence that says what to write, for whoever has left it out or empty. One that is
        `shown` as it stands holds no signs of Markdown or HTML.
        """
        text = self._written(name, required=required, wanted=wanted)
        return self.as_shown(self.values[name]) if shown and text else " ".join(text.split())

    def prose(self, name: str, *, required: bool = False, wanted: str = "") -> str:
        """Return a text of several lines, whose line ends count, as in Markdown; `""` where it is missing or faulty."""
        lines = self._written(name, required=required, wanted=wanted).strip().split("\n")
        return "\n".join(line.rstrip() for line in lines)

    def _written(self, name: str, *, required: bool, wanted: str) -> str:
        value = self.values.get(name)
        if value is None:
            if required and self.misses(name):
                self.fault(self.line, f"{self.where} has no “{name}”.", f"Add a line “{name}: ...”. {wanted}".rstrip())
            return ""
        if value.is_empty:
            if required or value.data is None:  # a field that may be left out may be "" as well
                remedy = wanted or "Write it, or take the line out if it is optional."
                self.fault(value.line, f"“{name}” in {self.where} is empty.", remedy)
            return ""
        if not isinstance(value.data, str):
            self._wrong_kind(value, f"“{name}” in {self.where} is not a text.", "Put it in double quotes.")
            return ""
        return value.data

    def as_shown(self, value: Value) -> str:
        """Return a text with single blanks; what readers would see as signs of Markdown or HTML is told."""
        if found := sign_in_field(value.data):
            self._wrong_kind(value, found[0].named(found[1]), found[0].remedy)
        return " ".join(value.data.split())

    def number(self, name: str) -> int | None:
        """Return a whole number, or None where it is missing or faulty."""
        value = self.values.get(name)
        if value is not None and isinstance(value.data, int) and not isinstance(value.data, bool):
            return value.data
        if value is not None or self.misses(name):
            self.fault(self.line_of(name), f"{self.where} needs “{name}” with a whole number.", f"Write “{name}: 1”.")
        return None

    def items(self, name: str, *, required: bool = True) -> list[Value]:
        """Return a list field; empty where it is missing or faulty."""
        value = self.values.get(name)
        if value is None:
            if required and self.misses(name):
                self.fault(
                    self.line, f"{self.where} has no “{name}”.", f"Add “{name}:” with a list; [] is the empty list."
                )
            return []
        if not isinstance(value.data, list):
            remedy = "Write it in square brackets, such as [sourced, denied]."
            self._wrong_kind(value, f"“{name}” in {self.where} is not a list.", remedy)
            return []
        return value.data

    def mapping(self, name: str) -> dict[str, Value]:
        """Return a mapping field; empty where it is missing or faulty."""
        value = self.values.get(name)
        if value is None:
            return {}
        if not isinstance(value.data, dict):
            problem = f"“{name}” in {self.where} must be “name: text” pairs."
            self._wrong_kind(value, problem, 'Write it as {sourced: "..."}.')
            return {}
        return value.data

    def plain(self, name: str) -> Any:
        """Return a field's value without lines, or None."""
        value = self.values.get(name)
        return None if value is None else value.plain()

    def _wrong_kind(self, value: Value, problem: str, remedy: str) -> None:
        if not value.broken:
            self.fault(value.line, problem, remedy)


def listed(names: Iterable[str]) -> str:
    """Write names as people list them: “labels”, “source” and “why”."""
    *first, last = [f"“{name}”" for name in names]
    return f"{', '.join(first)} and {last}" if first else last
