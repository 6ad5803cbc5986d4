"""The lines of an `article.md` as they are read: comments are nobody's, and an odd blank in markup is a blank.

Line numbers stay, and so does every character of the text: only what is no part of a paragraph is made plain.
"""

import re
from collections.abc import Callable

from kit.lesson.lookalikes import ODD_BLANK, UNSEEN
from kit.lesson.markdown_signs import ESCAPED

CAPTION_LINE = "{.caption}"

_ODD = re.compile(f"[{ODD_BLANK}{UNSEEN}]")
_BLANK = re.compile(f"[{ODD_BLANK}]")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_HEADING = re.compile(rf"^[\s{UNSEEN}]*(#+)[\s{UNSEEN}]+")
_BRACES = re.compile(rf"(?<=\])[\s{UNSEEN}]*\{{[^{{}}]*\}}")
_FENCE = re.compile(r"\s*(```|~~~)")

Tell = Callable[[int, str, str], None]


def with_plain_markup(line: str) -> str:
    """Return a line with ordinary blanks wherever blanks are markup: alone, in headings, in {#c01 .core}, in ---."""
    if not _ODD.search(line):
        return line
    bare = _UNSEEN.sub("", line).strip()
    if bare in ("", "---", CAPTION_LINE):
        return bare
    line = _HEADING.sub(lambda heading: f"{heading[1]} ", line)
    return _BRACES.sub(_plain_braces, line)


def without_comments(lines: list[str], first: int, tell: Tell) -> list[str]:
    """Return the lines with comments made empty, where comments have lines of their own.

    Args:
        lines: all lines of the article.
        first: how many lines of front matter come before its text; they are left as they are.
        tell: is told of a comment that does not end, with its line (from 1), what is wrong, and what to do.
    """
    kept, number = list(lines), first
    while number < len(kept):
        opening = kept[number].strip()
        if _FENCE.match(opening):
            number = _after_fence(kept, number)
        elif opening.startswith("<!--"):
            number = _after_comment(kept, number, tell)
        else:
            number = _after_text(kept, number)
    return kept


def _after_text(lines: list[str], number: int) -> int:
    """Empty what a comment that begins within a line of text goes on with: that it begins there is told once."""
    source = ESCAPED.sub("  ", lines[number])
    if source.rfind("<!--") > source.rfind("-->"):
        last = next((at for at in range(number + 1, len(lines)) if "-->" in lines[at]), number)
        lines[number + 1 : last + 1] = [""] * (last - number)
        return last + 1
    return number + 1


def _after_comment(lines: list[str], number: int, tell: Tell) -> int:
    """Empty the comment that begins at this line, and return the line after it."""
    rest = "\n".join(lines[number:])
    inside, ending, behind = rest.partition("-->")
    if not ending:
        tell(number + 1, "A comment begins here and does not end.", "End it with -->.")
        lines[number] = ""
        return number + 1
    last = number + inside.count("\n")
    behind = behind.partition("\n")[0].strip()
    lines[number:last] = [""] * (last - number)
    # Text behind a comment on its last line is a paragraph with a comment in it: that is told where it is read.
    lines[last] = f"<!-- -->{behind}" if behind and not behind.startswith("<!--") else behind
    return last + (0 if behind.startswith("<!--") else 1)


def _after_fence(lines: list[str], number: int) -> int:
    """Keep the first line of a code fence, so that it is told once, and empty what it encloses."""
    sign = lines[number].strip()[:3]
    ends = (at for at in range(number + 1, len(lines)) if lines[at].strip().startswith(sign))
    last = next(ends, number)
    lines[number + 1 : last + 1] = [""] * (last - number)
    return last + 1


def _plain_braces(braces: re.Match[str]) -> str:
    return _UNSEEN.sub("", _BLANK.sub(" ", braces[0]))
