"""Text that can be shown: what would command a terminal, or turn the letters around, becomes a sign that is seen."""

from unicodedata import category

UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"
#: Joiners are part of words in Persian, in Hindi and in emoji, and command nothing.
_JOINERS = "\u200c\u200d"


def printable(text: str, also: str = "") -> str:
    """Return a text with `�` for each control character (C0, C1, directions, line ends) and for what is no text.

    Args:
        text: any text, from a file that somebody else made for instance.
        also: signs that are left as they are, such as line ends.
    """
    if text.isprintable():
        return text
    return "".join(sign if sign in also or _is_shown(sign) else UNPRINTABLE for sign in text)


def _is_shown(sign: str) -> bool:
    return sign.isprintable() or sign in _JOINERS or category(sign) == "Zs"
