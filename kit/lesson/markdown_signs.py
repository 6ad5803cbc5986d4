"""What Markdown and HTML would make something of, and a lesson does not: told by name, so that no reader sees a star.

A paragraph of a lesson is plain text with claims in it. Only two things are taken from Markdown beside them: a
backslash before a sign makes it plain text, and comments on lines of their own are read by nobody. Whatever else a
person would expect to be set (bold, lists, links, entities, ...) is a fault with its line and what to write in its
place: setting it would change the text, and with it what has been marked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.entities import html5

ESCAPED = re.compile(r"\\.?", re.DOTALL)
_ADDRESS = r"\((?:[^()]|\([^()]*\))*\)"
_PLAIN = "A paragraph is plain text"


@dataclass(frozen=True, slots=True)
class Sign:
    """One kind of markup: what is wrong with it, and what to write in its place."""

    pattern: re.Pattern[str]
    problem: str
    remedy: str

    def named(self, found: str) -> str:
        """Return the problem with what was found in it."""
        return self.problem.replace("{}", found)


def _sign(pattern: str, problem: str, remedy: str) -> Sign:
    return Sign(re.compile(pattern, re.IGNORECASE), problem, remedy)


#: What takes a block of lines, by its first line; `{}` is what was found.
_BLOCKS = (
    _sign(r"\s*(```|~~~).*", "A code fence begins here.", f"{_PLAIN}: take the fence out."),
    _sign(
        r"\s*([-*_])(\s*\1){2,}\s*$",
        "There is a rule across the page: “{}”.",
        "Take it out; “## Title” parts sections.",
    ),
    _sign(
        r"\s*>", "This is a block quote (“>”).", "Take the “>” out; words that somebody said stand in quotation marks."
    ),
    _sign(
        r"\s*[-+*]\s+",
        "This is an item of a list (“{}”).",
        "Write sentences, or begin the paragraph with “–” or “\\-”.",
    ),
    _sign(
        r"\s*\d{1,3}[.)](\s+|$)",
        "This is an item of a numbered list (“{}”).",
        "Write it as a sentence, or “\\.” for “.”.",
    ),
    _sign(r"\s*\|.*\|\s*$", "This is a table.", "Write its contents as sentences."),
    _sign(r"\s*</?[a-z][^<>]*>\s*$", "“{}” is HTML.", "Take it out: a paragraph is the text alone."),
    _sign(rf"\s*!\[[^\[\]]*\]{_ADDRESS}\s*$", "“{}” is a picture.", "Take it out; a caption stands below {.caption}."),
    _sign(r"\s*:::", "This is a block of another program (“:::”).", "Take it out."),
    _sign(r"\s*\[//\]:\s*#", "This comment would be shown.", "Write it as <!-- comment --> on a line of its own."),
    _sign(
        r"\s*\[\^[^\]]*\]:",
        "This is a footnote of Markdown.",
        "Write it as a sentence, or put it into the front matter.",
    ),
    _sign(r"\s*\[[^\]]*\]:\s", "This is the address of a link.", "Take it out: the text of a lesson has no links."),
)
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*")
_TABLE = next(sign for sign in _BLOCKS if "table" in sign.problem)
_UNDERLINE = re.compile(r"\s*(=+|-+)\s*")
_UNDERLINED = Sign(_UNDERLINE, "A line of “=” or “-” makes a heading of the line above.", "Write “## ” and the title.")

_COMMENT = _sign(
    r"<!\s*[-\u2010-\u2015\u2212]",
    "A comment stands within the text.",
    "Put it on lines of its own, from <!-- to -->: there nobody reads it.",
)
_TAG = _sign(r"</?[a-z][^<>]*>|<[^<>\s]+[:@][^<>\s]+>", "“{}” is HTML.", "Take it out; “\\<” is the sign itself.")
_EMPHASIS = "Take it out: a lesson's text is not set bold or in italics"
#: What stands within a line, in the order in which it is looked for.
_WITHIN = (
    _COMMENT,
    _sign(r"%%", "“%%” begins a comment in another program.", "Put it on a line of its own: <!-- comment -->."),
    _sign(rf"!\[[^\[\]]*\]{_ADDRESS}", "“{}” is a picture.", "Take it out; a caption stands below {.caption}."),
    _sign(
        rf"\[[^\[\]]*\]({_ADDRESS}|\[[^\[\]]*\])",
        "“{}” is a link.",
        "Write its words alone; its address can go into the front matter's credit.",
    ),
    _sign(r"\[\^[^\[\]]*\]|\^\[", "“{}” is a footnote.", "Write it as a sentence, or put it into the front matter."),
    _TAG,
    _sign(r"~~", "“~~” strikes words out.", "Take the words out, or write “\\~” for the sign."),
    _sign(r"==[^=\s][^=]*==", "“{}” is highlighted.", "Take the “==” out."),
    _sign(r"`+", "“{}” sets words as code.", "Take it out, or write ’ or “\\`” for the sign itself."),
    _sign(r"\*+", "“{}” is a sign of Markdown.", f"{_EMPHASIS}. A star of the text itself is written “\\*”."),
    _sign(
        r"(?<![^\W_])_+|_+(?![^\W_])",
        "“{}” is a sign of Markdown.",
        f"{_EMPHASIS}. A “_” of the text itself is written “\\_”.",
    ),
)
_ENTITY = re.compile(r"&(#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
_ENTITY_SIGN = Sign(_ENTITY, "“{}” is how HTML writes a character.", "Write the character itself.")
#: In the fields of a YAML file nothing can be escaped: only what cannot be meant otherwise.
_IN_FIELDS = (
    _sign(
        r"<!\s*[-\u2010-\u2015\u2212]",
        "A comment stands within a text.",
        "Take it out; a comment in YAML is a line that begins with #.",
    ),
    _sign(r"</?[a-z][a-z0-9]*(\s[^<>]*)?/?>", "“{}” is HTML.", "Take it out: the text is shown as it stands."),
    _sign(
        r"(?<![\w*])\*{1,3}(?=[^\s*])[^*]*[^\s*]\*{1,3}(?![\w*])|(?<![\w_])_{1,2}(?=[^\s_])[^_]*[^\s_]_{1,2}(?![\w_])",
        "“{}” is marked as bold or italic.",
        "Take the signs out: the text is shown as it stands.",
    ),
    _sign(rf"!?\[[^\[\]]+\]{_ADDRESS}", "“{}” is a link of Markdown.", "Write its words alone."),
)


def block_sign(lines: Sequence[str]) -> tuple[Sign, str] | None:
    """Return what a block of lines would be in Markdown that a lesson has not, and the sign that says so; else None."""
    for sign in _BLOCKS:
        if found := sign.pattern.match(lines[0]):
            return sign, found[0].strip()
    if any(_TABLE_RULE.fullmatch(line) for line in lines[1:]):
        return _TABLE, ""
    if any(_UNDERLINE.fullmatch(line) for line in lines[1:]):
        return _UNDERLINED, ""
    return None


def signs_within(source: str) -> Iterator[tuple[Sign, str]]:
    """Yield what stands within a line of the article and would be shown to readers as signs: each kind once."""
    rest = ESCAPED.sub(lambda escaped: "x" * len(escaped[0]), source)
    entity = _entity(rest)
    if entity:
        yield _ENTITY_SIGN, entity
    for sign in _WITHIN:
        if found := sign.pattern.search(rest):
            yield sign, found[0]
            rest = sign.pattern.sub(" ", rest)


def sign_in_field(text: str) -> tuple[Sign, str] | None:
    """Return the first markup in a text of a YAML file that readers would see as signs, or None."""
    if entity := _entity(text):
        return _ENTITY_SIGN, entity
    found = ((sign, sign.pattern.search(text)) for sign in _IN_FIELDS)
    return next(((sign, match[0]) for sign, match in found if match), None)


def _entity(text: str) -> str:
    known = (found[0] for found in _ENTITY.finditer(text) if found[1][0] == "#" or f"{found[1]};" in html5)
    return next(known, "")
