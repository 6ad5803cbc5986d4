"""What of a JavaScript file is code: its text with everything blanked out that only looks like code."""

import re
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


@cache
def code_of(source: str) -> str:
    """Return `source` with comments and the insides of strings, templates and patterns blanked out.

    What is left stands where it stood: offsets and line numbers are those of `source`. Code inside of a template
    (`${...}`) is code. The grammar is section 12 of the ECMAScript standard, but for one thing that only a full parser
    can tell: a pattern right behind a closing round bracket is taken for a division.
    """
    kept: list[str] = []
    templates: list[int] = []  # for each template around the present place: how many braces are open in its code
    at = 0
    while piece := (_INSIDE if templates else _OUTSIDE).search(source, at):
        start, end, sign = piece.start(), piece.end(), piece.group()
        kept.append(source[at:start])
        if sign == "`" or (sign == "}" and templates[-1] == 0):
            if sign == "}":
                templates.pop()
            rest = _TEMPLATE.match(source, end)
            end = rest.end() if rest else len(source)
            if source.endswith("${", start + 1, end):
                templates.append(0)
        elif sign == "/":
            pattern = _PATTERN.match(source, start) if _BEFORE_PATTERN.search(_last_of(kept)) else None
            end = pattern.end() if pattern else end
        elif sign in "{}":
            templates[-1] += 1 if sign == "{" else -1
        kept.append(_blanked(source[start:end], keep=not sign.startswith(("//", "/*"))))
        at = end
    return "".join([*kept, source[at:]])


def line_of(source: str, offset: int) -> int:
    """Return the number, from 1, of the line that an offset lies in."""
    return source.count("\n", 0, offset) + 1


def _last_of(kept: list[str]) -> str:
    """Return the end of the last piece that is more than blanks."""
    return next((piece.rstrip()[-_LONGEST_WORD:] for piece in reversed(kept) if piece.strip()), "")


def _blanked(text: str, *, keep: bool) -> str:
    """Blank a text out except for its line breaks and, if wanted, the signs that it begins and ends with."""
    blank = " " * len(text) if "\n" not in text else re.sub(r"[^\n]", " ", text)
    if not keep or len(text) == 1:
        return text if keep else blank
    last = 2 if text.endswith("${") else 1
    return text[0] + blank[1:-last] + text[-last:]
