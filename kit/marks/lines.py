"""The lines of a journal, format 1: how an entry is written, and what a line has to be to be read as one."""

import codecs
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from sys import intern
from typing import Any

from kit.lesson.claims import CLAIM_ID
from kit.lesson.codebook import LABEL_SETS, label_set, ordered
from kit.lesson.plain_errors import Mistake, shown
from kit.marks.entries import ENTRIES, PASS_ON, STANCES, SURENESS, JournalEntry, Mark, Quote, Retract, Reveal
from kit.marks.reader import READER_CODE

FORMAT_VERSION = 1
KINDS = tuple(entry.kind for entry in ENTRIES)
LONGEST_TEXT = 4000
#: A line in which every text is as long as it may be, and every sign is escaped, is shorter (in bytes).
LONGEST_LINE = 2 * 2**20
MOST_EVIDENCE = 20

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)

#: The parts of a mark beside its labels, in the order of a journal's line; each may be left out.
_OPTIONAL = ("who", "evidence", "reason", "sure", "pass_on", "stance")

# However many lines have one of these, it is in memory once.
_EACH_ONCE = {answer: answer for answer in map(ordered, LABEL_SETS)}

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class MarkFault(Mistake):
    """Something in a line is not as the format wants it; the text says what, and what to do."""


def to_line(entry: JournalEntry) -> bytes:
    """Return the journal's line for `entry`: one JSON object in UTF-8 with its newline, without empty parts."""
    fields: dict[str, Any] = {"v": FORMAT_VERSION, "kind": entry.kind}
    for name in ("id", "journal", "reader", "lesson", "edition", "codebook", "claim"):
        fields[name] = getattr(entry, name)
    if isinstance(entry, Mark):
        fields["labels"] = entry.labels
        for name in _OPTIONAL:
            if value := getattr(entry, name):
                fields[name] = [asdict(quote) for quote in value] if name == "evidence" else value
    if isinstance(entry, Reveal):
        fields["full"] = entry.full
    for name in ("base", "late", "passage"):
        if value := getattr(entry, name):
            fields[name] = value
    fields["at"] = entry.at
    # Lone surrogates (half an emoji) are escaped, so that the file is valid UTF-8 whatever a reader pastes.
    return _JSON.encode(fields).encode("utf-8", errors="backslashreplace") + b"\n"


def from_line(line: bytes) -> JournalEntry:
    """Read one line of a journal. Fields that this version does not know are passed over.

    Raises:
        MarkFault: the line is torn, foreign, or breaks a rule of the format.
    """
    if len(line) > LONGEST_LINE:
        raise MarkFault(f"this line has {len(line):,} bytes, which no mark has")
    try:
        fields = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise MarkFault("this line is cut off or changed (it is not complete JSON)") from error
    if not isinstance(fields, dict) or fields.get("v") != FORMAT_VERSION or fields.get("kind") not in KINDS:
        raise MarkFault(f"this line is not a mark, retract or reveal of format {FORMAT_VERSION}")
    common = _common_parts(fields)
    if fields["kind"] == Mark.kind:
        return Mark(**common, **answer_parts(fields))
    if fields["kind"] == Reveal.kind:
        return Reveal(**common, full=fields.get("full") is True)
    return Retract(**common)


def from_file(line: bytes) -> JournalEntry:
    """Read one line of a file that anybody may have written: `from_line`, and its names can be shown and sorted.

    Raises:
        MarkFault: as `from_line`; or a name holds half an emoji (a lone surrogate), which no page or table could hold.
    """
    entry = from_line(line.removeprefix(codecs.BOM_UTF8))
    for name in ("id", "journal", "lesson", "edition"):
        if whole_signs(value := getattr(entry, name)) != value:
            raise MarkFault(f"“{name}” holds half a sign, which nothing can show: {shown(value)}")
    return entry


def answer_parts(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Check what a reader answered (`labels` and the optional parts) and return it as `Mark`'s arguments.

    Raises:
        MarkFault: a part is not as the format wants it.
    """
    labels = fields.get("labels")
    if not isinstance(labels, list | tuple | set | frozenset):
        raise MarkFault("labels must be a list such as ['sourced']; an empty list is “no source given”.")
    try:
        labels = _EACH_ONCE[ordered(label_set(labels))]
    except (ValueError, TypeError) as error:
        raise MarkFault(str(error)) from error
    evidence = fields.get("evidence") or ()
    if not isinstance(evidence, list | tuple) or len(evidence) > MOST_EVIDENCE:
        raise MarkFault(f"evidence must be a list of at most {MOST_EVIDENCE} quotes.")
    return {
        "labels": labels,
        "who": _free_text(fields, "who"),
        "reason": _free_text(fields, "reason"),
        "evidence": tuple(_quote(piece) for piece in evidence),
        "sure": _choice(fields, "sure", SURENESS),
        "pass_on": _choice(fields, "pass_on", PASS_ON),
        "stance": _choice(fields, "stance", STANCES),
    }


def _common_parts(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Check what every line has to say, and return it as `JournalEntry`'s arguments."""
    parts: dict[str, Any] = {name: intern(_text(fields, name)) for name in ("journal", "lesson", "edition")}
    return parts | {
        "id": _text(fields, "id"),
        "reader": intern(_matching(fields, "reader", READER_CODE.fullmatch)),
        "claim": intern(_matching(fields, "claim", CLAIM_ID.fullmatch)),
        "at": _matching(fields, "at", _time),
        "codebook": _whole(fields.get("codebook"), "codebook"),
        "base": _text(fields, "base") if fields.get("base") is not None else None,
        "passage": intern(_text(fields, "passage")) if fields.get("passage") is not None else None,
        "late": fields.get("late") is True,
    }


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value or len(value) > 200:
        raise MarkFault(f"“{name}” is missing or not a short text")
    return value


def _matching(fields: Mapping[str, Any], name: str, matches: Callable[[str], object]) -> str:
    value = _text(fields, name)
    if not matches(value):
        raise MarkFault(f"“{name}” is not as it should be: {shown(value)}")
    return value


def _time(text: str) -> bool:
    # A computer's clock may be decades off; a time that no table could hold is no time.
    try:
        return _TIME.fullmatch(text) is not None and 1900 <= datetime.fromisoformat(text).year <= 2200
    except ValueError:
        return False


def _whole(value: object, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise MarkFault(f"“{name}” must be a whole number from 0, not {shown(value)}.")
    return value


def _free_text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name) or ""
    if not isinstance(value, str):
        raise MarkFault(f"“{name}” must be a text, not {shown(value)}.")
    if len(value) > LONGEST_TEXT:
        raise MarkFault(f"“{name}” has {len(value)} characters; {LONGEST_TEXT} is the most.")
    return whole_signs(value)


def whole_signs(text: str) -> str:
    """Return `text` with a sign that can be shown for each half emoji (lone surrogate), which no file could hold."""
    if text.isascii():
        return text
    return text.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="replace")


def _choice(fields: Mapping[str, Any], name: str, choices: tuple[Any, ...]) -> Any:
    value = fields.get(name)
    if value is None or (value in choices and type(value) is type(choices[0])):
        return value
    raise MarkFault(f"“{name}” must be one of {', '.join(map(str, choices))}, or left out; not {shown(value)}.")


def _quote(piece: object) -> Quote:
    if isinstance(piece, Quote):
        return piece
    if not isinstance(piece, Mapping) or not isinstance(piece.get("quote"), str):
        raise MarkFault("A piece of evidence needs paragraph, start, end and quote.")
    paragraph, start, end = (_whole(piece.get(name), name) for name in ("paragraph", "start", "end"))
    return Quote(paragraph, start, end, piece["quote"])
