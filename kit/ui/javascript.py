"""What of a JavaScript file is code: its text with everything blanked out that only looks like code."""

import re
from collections.abc import Iterator
from functools import cache

# Without groups: an alternation of pieces that each begin with one certain sign is searched for several times faster.
_LITERAL = r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`|/"""
_OUTSIDE = re.compile(_LITERAL, re.DOTALL)
#: In the code of a template (`${...}`) braces count: one that closes none goes back to the template's text.
_INSIDE = re.compile(_LITERAL + r"|\{|\}", re.DOTALL)
_TEMPLATE = re.compile(r"(?:\\.|\$(?!\{)|[^`\\$])*(?:`|\$\{)", re.DOTALL)
_PATTERN = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/")
#: A slash behind one of these begins a pattern; behind a name, a number or a closing bracket it divides.
_BEFORE_PATTERN = re.compile(r"(?:^|[-+*%=<>!&|^~?:,;({\[}]|\b(?:return|typeof|case|else|do|in|of|void|delete|throw))$")
_LONGEST_WORD = 12
_WHITE_LINES = re.compile(r"[ \t]*\n\s*")


@cache
def code_of(source: str) -> str:
    """Return `source` with comments and the insides of strings, templates and patterns blanked out.

    What is left stands where it stood: offsets and line numbers are those of `source`. Code inside of a template
    (`${...}`) is code. The grammar is section 12 of the ECMAScript standard, but for one thing that only a full parser
    can tell: a pattern right behind a closing round bracket is taken for a division.
    """
    kept: list[str] = []
    at = 0
    for start, end in _literals(source):
        kept += [source[at:start], _blanked(source[start:end], keep=not _is_comment(source[start:end]))]
        at = end
    return "".join([*kept, source[at:]])


def without_comments(source: str) -> str:
    """Return `source` without its comments, blank lines and indents: the same code in fewer letters.

    What lies in strings, templates and patterns stays as it is.
    """
    kept, at, begins = list[str](), 0, True  # whether a line begins here
    for start, end in [*_literals(source), (len(source), len(source))]:
        code, literal = _WHITE_LINES.sub("\n", source[at:start]), source[start:end]
        if literal.startswith("//"):
            code, literal = code.rstrip(" \t"), ""
        elif literal.startswith("/*"):
            literal = "\n" if "\n" in literal else " "
        for text in (code, literal):
            shown = text.lstrip() if begins and (text is code or text.isspace()) else text
            kept.append(shown)
            begins = shown.endswith("\n") if shown else begins
        at = end
    return "".join(kept)


def _literals(source: str) -> Iterator[tuple[int, int]]:
    """Yield where each comment, string, pattern and piece of a template begins and ends, and each lone slash."""
    templates: list[int] = []  # for each template around the present place: how many braces are open in its code
    at, before = 0, ""
    while piece := (_INSIDE if templates else _OUTSIDE).search(source, at):
        start, end, sign = piece.start(), piece.end(), piece.group()
        before = source[at:start].rstrip()[-_LONGEST_WORD:] or before
        if sign == "`" or (sign == "}" and templates[-1] == 0):
            if sign == "}":
                templates.pop()
            rest = _TEMPLATE.match(source, end)
            end = rest.end() if rest else len(source)
            if source.endswith("${", start + 1, end):
                templates.append(0)
        elif sign == "/":
            pattern = _PATTERN.match(source, start) if _BEFORE_PATTERN.search(before) else None
            end = pattern.end() if pattern else end
        elif sign in "{}":
            templates[-1] += 1 if sign == "{" else -1
        if not _is_comment(sign):
            before = source[start:end][-_LONGEST_WORD:]
        yield start, end
        at = end


def _is_comment(literal: str) -> bool:
    return literal.startswith(("//", "/*"))


def line_of(source: str, offset: int) -> int:
    """Return the number, from 1, of the line that an offset lies in."""
    return source.count("\n", 0, offset) + 1


def _blanked(text: str, *, keep: bool) -> str:
    """Blank a text out except for its line breaks and, if wanted, the signs that it begins and ends with."""
    blank = " " * len(text) if "\n" not in text else re.sub(r"[^\n]", " ", text)
    if not keep or len(text) == 1:
        return text if keep else blank
    last = 2 if text.endswith("${") else 1
    return text[0] + blank[1:-last] + text[-last:]
