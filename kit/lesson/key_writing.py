"""Writes an answer key as a `key.yaml` that reads well, and reads back as the same key."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kit.lesson.codebook import ANSWER_NAMES, LABELS, name_of, ordered
from kit.lesson.key import NATURES, Answer
from kit.lesson.key_file import FIELDS, WRITTEN
from kit.lesson.yaml_text import quoted, reads_back

_WIDTH = 118
_PLAIN = {*LABELS, *NATURES, *ANSWER_NAMES}


def key_text(key: Mapping[str, Answer]) -> str:
    """Return the text of a `key.yaml` with these answers, in their order."""
    entries = ("\n".join(answer_lines(claim_id, fields_of(answer))) for claim_id, answer in key.items())
    return "\n\n".join(entries) + "\n"


def fields_of(answer: Answer) -> dict[str, Any]:
    """Return an answer as the fields that it was read from; optional ones only where there is something in them."""
    names = ("label", "paragraph", "quote")
    optional = {
        "later": answer.later,
        "later_after": answer.later_after,
        "model_reason": answer.model_reason,
        "if_you_chose": {name_of(labels): line for labels, line in answer.if_you_chose.items()},
    }
    labels = {
        "labels": list(ordered(answer.labels)),
        "also_defensible": [list(ordered(labels)) for labels in answer.also_defensible],
    }
    if not answer.why:  # of a draft
        return labels
    return (
        labels
        | {
            "nature": answer.nature,
            "source": answer.source,
            "evidence": [{name: getattr(piece, name) for name in names} for piece in answer.evidence],
            "why": answer.why,
        }
        | {name: value for name, value in optional.items() if value}
    )


def answer_lines(claim_id: str, fields: Mapping[str, Any]) -> Iterator[str]:
    """Return the lines of one answer, its fields in the order in which keys have them."""
    yield f"{claim_id}:"
    for name in WRITTEN:
        if name in fields:
            yield from field_lines(name, fields[name], "  ")


def field_lines(name: str, value: Any, indent: str) -> Iterator[str]:
    """Return the lines of one field. Every text reads back as it is, whatever stands in it."""
    if name == "if_you_chose" and value:
        yield f"{indent}{name}:"
        yield from (f"{indent}  {_word(slip)}: {quoted(line)}" for slip, line in value.items())
    elif name == "evidence" and value:
        yield f"{indent}{name}:"
        yield from (f"{indent}  - {_piece(piece)}" for piece in value)
    elif name in ("labels", "also_defensible"):
        yield f"{indent}{name}: {_listed(value)}"
    elif isinstance(value, str):
        yield from _text_lines(name, value, indent)
    else:
        yield f"{indent}{name}: {quoted(value)}"


def _piece(piece: Mapping[str, Any]) -> str:
    parts = (f"{name}: {_word(part) if name == 'label' else quoted(part)}" for name, part in piece.items())
    return f"{{{', '.join(parts)}}}"


def _listed(value: Sequence[Any] | Iterable[Any]) -> str:
    parts = (_word(part) if isinstance(part, str) else _listed(part) for part in value)
    return f"[{', '.join(parts)}]"


def _word(text: str) -> str:
    """A word of the codebook as it is; whatever else may stand in its place between quotation marks."""
    return text if text in _PLAIN else quoted(text)


def _text_lines(name: str, text: str, indent: str) -> Iterator[str]:
    """A text on one line, or folded into several where it is long and comes back as it was."""
    line = f"{indent}{name}: {_word(text)}"
    folded = textwrap.wrap(text, _WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    block = [">-", *(f"{indent}  {part}" for part in folded)]
    if len(line) <= _WIDTH or not reads_back(text, block, FIELDS):
        yield line
    else:
        yield f"{indent}{name}: {block[0]}"
        yield from block[1:]
