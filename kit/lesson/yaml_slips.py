"""What people type that is no YAML although it looks so: Word's quotation marks, tabs, full-width colons, comments.

YAML's own words for these ("could not find expected ':'") help nobody, and name the line after the slip.
"""

import re
from collections.abc import Sequence

from kit.lesson.lookalikes import HIDDEN, ODD_BLANK, UNSEEN, name_of_character

_OPENING, _CLOSING = "“„«‘‚‹″〝‟＂", "”“»’‘›″〞‟＂"
_ODD = re.compile(f"[\t{ODD_BLANK}{UNSEEN}]")
_LEADING = re.compile(rf"^[\s{UNSEEN}]+")
_AT_A_SIGN = re.compile(rf"(?<=[-:,\[\]{{}}\"'])[\s{ODD_BLANK}]+|[\s{ODD_BLANK}]+(?=[:,\[\]{{}}\"'])")
_BEFORE_A_VALUE = re.compile(rf"(?<=[:,\[{{-])( *)[{HIDDEN}]+(?=[\[{{\"'|>])")
_TRAILING = re.compile(rf"[\s{UNSEEN}]+$")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_ODD_BLANK = re.compile(f"[{ODD_BLANK}]")
#: Colons that are not the one of a keyboard.
COLONS = "：﹕︓∶꞉ː"
_LIST_DASH = re.compile(r"^([\u2010-\u2015\u2212•·])\s")
_QUOTES_REMEDY = (
    'Put the text between straight quotation marks: "...". Word bends them; an editor for plain text does not.'
)
_CLOSE_REMEDY = "End the text with the same mark as it begins with, and write it on one line."
_DASH_PROBLEM, _DASH_REMEDY = "“{}” does not begin an item of a list.", "Type a hyphen (“-”) and a blank."
_WIDE_PROBLEM, _WIDE_REMEDY = "“{}” is a full-width character; YAML has the one of a keyboard.", "Type it anew."
#: Each slip by the line that shows it, with what to say; `{}` is what was found. The first that fits is told.
_SLIPS = (
    (r"^ *(\t)", "This line is indented with a tab.", "Indent it with spaces: two for each level."),
    (r"^\s*(<!\s*[-\u2010-\u2015].*)", "“{}” is not a comment in YAML.", "Begin each line of a comment with #."),
    (r"^\s*(```|~~~)", "“{}” is no YAML: it is Markdown's code fence.", "Take it out."),
    (rf"^\s*(?:- *)?[\w +]+?\s*([{COLONS}])", "“{}” is not the colon of a keyboard.", "Type “:” and a blank."),
    (r"^\s*([\u2010-\u2015\u2212•·])\s", _DASH_PROBLEM, _DASH_REMEDY),
    (r":\s*([＞｜])[-+]?\s*$", _WIDE_PROBLEM, _WIDE_REMEDY),
    (r"([［］｛｝，＃])", _WIDE_PROBLEM, _WIDE_REMEDY),
    (rf"(?:[:,\[{{]\s*|-\s+)([{_OPENING}{_CLOSING}])", "The quotation mark {} does not quote in YAML.", _QUOTES_REMEDY),
    (
        rf"^[^\"]*(?:\"[^\"]*\"[^\"]*)*\"[^\"]*([{_CLOSING}{_OPENING}])[\s,}}\]]*$",
        'A text begins with " and ends with {}.',
        _QUOTES_REMEDY,
    ),
    (
        r"(?:^|[:,\[{]|^\s*-)\s*(\"(?:[^\"\\]|\\.)*|'(?:[^']|'')*)$",
        "A quotation mark opens here and does not close.",
        _CLOSE_REMEDY,
    ),
    (rf"([{UNSEEN}])", "There is an invisible character in this line: {}.", "Type the line again."),
)
#: A slip far above the line where YAML gives up is its cause only if nothing else can be meant by it.
_STRUCTURAL = _SLIPS[:7] + _SLIPS[8:10]


def with_plain_blanks(text: str) -> str:
    """Return YAML with ordinary blanks wherever blanks part its signs, and nothing that takes no room beside them.

    Nothing is lost: what stands between the words of a text stays. A tab before a line stays, too, for nobody can tell
    how deep it indents.
    """
    return "\n".join(map(_plain_line, text.split("\n")))


def slip_at(lines: Sequence[str], number: int) -> tuple[int, str, str] | None:
    """Say why YAML breaks off at line `number` (from 0): the line of the slip, what is wrong, and what to do.

    The slip is looked for in this line, then upwards. None where it is none that is known.
    """
    for at in range(min(number, len(lines) - 1), -1, -1):
        for pattern, problem, remedy in _SLIPS if at == number else _STRUCTURAL:
            if found := re.search(pattern, lines[at]):
                sign = name_of_character(found[1]) if _UNSEEN.match(found[1]) else found[1].strip()
                return at, problem.replace("{}", sign), remedy
    return None


def slip_in_text(text: str) -> tuple[str, str] | None:
    """Say what is wrong with a text that YAML reads without quotation marks, and what to do; None where nothing is."""
    if found := _LIST_DASH.match(text):
        return _DASH_PROBLEM.replace("{}", found[1]), _DASH_REMEDY
    if text[:1] in tuple("［｛"):
        return _WIDE_PROBLEM.replace("{}", text[0]), _WIDE_REMEDY
    if _is_bent(text):
        return f"The quotation mark {text[0]} does not quote in YAML: it is read as part of the text.", _QUOTES_REMEDY
    return None


def _is_bent(text: str) -> bool:
    """Whether bent quotation marks were meant to quote: around the whole text, or before it with no partner in it."""
    if text[:1] not in tuple(_OPENING + _CLOSING):
        return False
    others = [mark for mark in text[1:] if mark in _OPENING + _CLOSING and mark not in "’‘"]
    return not others or (len(others) == 1 and text[-1] in _CLOSING and text[-1] == others[0])


def _plain_line(line: str) -> str:
    if not _ODD.search(line):
        return line
    body = _LEADING.sub("", line)
    indentation = _ODD_BLANK.sub(" ", _UNSEEN.sub("", line[: len(line) - len(body)]))
    body = _AT_A_SIGN.sub(lambda blanks: " " * len(blanks[0]), _TRAILING.sub("", body))
    return indentation + _BEFORE_A_VALUE.sub(r"\1", body).replace("\t", " ")
