"""The entries of a `key.yaml` as lines: one can be altered, put in or taken out, and every other letter stays."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kit.lesson.claims import CLAIM_ID
from kit.lesson.key_altering import altered_key
from kit.lesson.key_writing import answer_lines
from kit.lesson.plain_errors import Mistake
from kit.lesson.yaml_nodes import name_of_key, node_of

_BEGINS = re.compile(rf"""(["']?)({CLAIM_ID.pattern})\1[ \t]*:(?=\s|$)""")


@dataclass(frozen=True, slots=True)
class Entry:
    """The answer to one claim: `above` are the comments and empty lines above it, `text` its own lines."""

    claim: str
    above: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class KeyEntries:
    """A key, entry by entry; `below` is what stands behind the last one."""

    entries: tuple[Entry, ...] = ()
    below: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole file."""
        parts = [line for entry in self.entries for line in (*entry.above, entry.text)]
        whole = "\n".join([*parts, *self.below])
        return whole if whole.endswith("\n") else f"{whole}\n"

    def __contains__(self, claim: str) -> bool:
        return any(entry.claim == claim for entry in self.entries)

    def of(self, claim: str) -> Entry:
        """Return the entry of a claim.

        Raises:
            KeyError: the key has none.
        """
        try:
            return next(entry for entry in self.entries if entry.claim == claim)
        except StopIteration:
            raise KeyError(claim) from None

    def altered(self, claim: str, fields: Mapping[str, Any]) -> "KeyEntries":
        """Return the key with some fields of an answer altered; None takes a field out. Comments stay."""
        text = altered_key(self.of(claim).text, {claim: fields})
        return self._with(claim, lambda entry: replace(entry, text=text))

    def noted(self, claim: str, notes: Sequence[str]) -> "KeyEntries":
        """Return the key with comments above an answer, below those that stand there."""
        comments = tuple(f"# {note}".rstrip() for note in notes)
        return self._with(claim, lambda entry: replace(entry, above=(*entry.above, *comments)))

    def with_answer(self, claim: str, fields: Mapping[str, Any], behind: str | None) -> "KeyEntries":
        """Return the key with a new answer behind that of another claim, or at the top."""
        entry = Entry(claim, ("",) if self.entries else (), "\n".join(answer_lines(claim, fields)))
        at = next((at for at, one in enumerate(self.entries, start=1) if one.claim == behind), 0)
        if at == 0 and self.entries:  # what stands above the first answer is said of the whole key
            first = self.entries[0]
            entries = (replace(entry, above=first.above), replace(first, above=("",)), *self.entries[1:])
            return replace(self, entries=entries)
        return replace(self, entries=(*self.entries[:at], entry, *self.entries[at:]))

    def without(self, claim: str) -> "KeyEntries":
        """Return the key without a claim's answer, and without the comments right above it, which speak of it.

        What stands above the first answer may speak of the whole key, and stays.
        """
        at = next(at for at, entry in enumerate(self.entries) if entry.claim == claim)
        above = list(self.entries[at].above)
        while at and above and above[-1].startswith("#"):
            above.pop()
        rest = [*self.entries[:at], *self.entries[at + 1 :]]
        following = rest[at].above if at < len(rest) else self.below
        if following and not following[0] and not (at and above and above[-1]):
            following = following[1:]
        if at == len(rest):
            return KeyEntries(tuple(rest), (*above, *following))
        rest[at] = replace(rest[at], above=(*above, *following))
        return replace(self, entries=tuple(rest))

    def _with(self, claim: str, alter: Callable[[Entry], Entry]) -> "KeyEntries":
        return replace(self, entries=tuple(alter(one) if one.claim == claim else one for one in self.entries))


def entries_of(text: str) -> KeyEntries:
    """Return the entries of a key that can be read.

    Raises:
        ValueError: its answers do not begin on lines of their own, so that nothing can be altered line by line.
    """
    root = node_of(text)
    lines = text.split("\n")
    starts = [(at, found[2]) for at, line in enumerate(lines) if (found := _BEGINS.match(line))]
    names = [name_of_key(key) for key, _ in root.value] if root is not None else []
    if [name for _, name in starts] != names:
        raise Mistake(
            "The answers of key.yaml do not begin on lines of their own. Write each as “c01:” and its fields."
        )
    entries, above = [], lines[: starts[0][0]] if starts else []
    for (at, name), following in zip(starts, [*(at for at, _ in starts[1:]), len(lines)], strict=True):
        last = following
        while last > at + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
            last -= 1
        entries.append(Entry(name, tuple(above), "\n".join(lines[at:last])))
        above = lines[last:following]
    return KeyEntries(tuple(entries), tuple(above))
