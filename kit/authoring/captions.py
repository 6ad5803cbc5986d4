"""How the caption of a picture reads: it names who made the picture, or says that it is one."""

import re

_AGENCY = r"[A-Z][\w.&’-]*(?:[ /,]+(?:[A-Z][\w.&’-]*|via|of|for|the))*"
#: A credit in brackets at the end: “(Reuters)”, “(Ruth Ode/Ormeland Pictures)”, “(photo by Ruth Ode)”.
_CREDIT = re.compile(rf"\((?:{_AGENCY}|[^()]*\b(?i:photos?|photograph|picture|image|file|courtesy|credit)\b[^()]*)\)$")
_SAYS_SO = re.compile(
    r"^(caption|picture|photo(graph)?|image|figure|fig\.|illustration|file photo)\b.{0,12}?[:–—]"
    r"|\b(photo(graph)?s?|picture|image|credit|courtesy)\s*[:/] ?\S[^.!?]*$"
    r"|\b(photo(graph)?s?|picture|image)s? (by|courtesy( of)?) [^.!?]*$"
    r"|[^.]\. ?© ?\S[^.!?]*$",
    re.IGNORECASE,
)
#: What is longer is a paragraph.
_MOST_WORDS = 80


def is_caption(text: str) -> bool:
    """Return whether a paragraph reads like the caption of a picture."""
    return len(text.split()) <= _MOST_WORDS and bool(_CREDIT.search(text) or _SAYS_SO.search(text))
