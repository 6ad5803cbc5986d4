"""Text as YAML, so that it reads back as it was: what a lesson's files are written with."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from kit.lesson.faults import Fault
from kit.lesson.lookalikes import HIDDEN
from kit.lesson.yaml_nodes import read_yaml

# What must not stand in YAML as it is: control characters, line ends of other alphabets, lone surrogates, and what
# nobody sees, for who edits the file by hand could not tell.
_UNWRITABLE = re.compile(f"[\x7f-\x9f\u2028\u2029\ud800-\udfff{HIDDEN}\ufffe\uffff]")


def quoted(value: Any) -> str:
    """Return a text, a number, or a list or mapping of them on one line, so that nothing in it is taken for YAML."""
    text = json.dumps(value, ensure_ascii=False)
    return _UNWRITABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def plain_or_quoted(text: str) -> str:
    """Return a text as people write it, or in quotes where YAML would take it for something else: 123, no, 1e3."""
    return text if reads_back(text, [text], ["text"]) else quoted(text)


def text_lines(name: str, text: str, indent: str, names: Iterable[str]) -> Iterator[str]:
    """Return a field and its text: as a block if it has several lines and reads back as one among fields `names`."""
    block = ["|", *(f"{indent}  {line}" if line else "" for line in text.split("\n"))]
    if "\n" in text and reads_back(text + "\n", block, names):
        yield f"{indent}{name}: {block[0]}"
        yield from block[1:]
    else:
        yield f"{indent}{name}: {quoted(text)}"


def reads_back(text: str, block: list[str], names: Iterable[str]) -> bool:
    """Return whether a block, its sign before its lines, is read as `text` among fields `names`, without a fault."""
    faults: list[Fault] = []
    value = read_yaml("\n".join(["text: " + block[0], *block[1:], ""]), "", 1, names, faults)
    return not faults and value is not None and value.plain() == {"text": text}
