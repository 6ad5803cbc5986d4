"""Characters that look alike: words are compared by what a person reads, not by which of ten blanks was typed.

Word, phones and translators put in no-break blanks, curly quotation marks and long dashes by themselves. Nobody sees
the difference, so nobody can look for it.
"""

import re
import unicodedata

#: Blanks that are no ordinary blank: no-break, thin, ideographic, ...
ODD_BLANK = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
#: What takes no room at all and joins nothing: zero-width blanks, soft hyphens, marks of the writing direction.
HIDDEN = "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
#: The same with what joins or varies the signs beside it, as in Persian, in Hindi and in emoji.
UNSEEN = HIDDEN + "\u200c\u200d\ufe00-\ufe0f"

_SINGLE = "‘’‚‛′‵´`ʹʻʼʽˈ‹›＇\u055a\ua78c"
_DOUBLE = "“”„‟″‶«»〝〞〟＂ʺ\u02ee"
_DASHES = "‐‑‒–—―−⁃﹘﹣－─\u05be"
#: What NFKD leaves apart, or takes apart, although it looks the same.
_ALIKE = (
    dict.fromkeys(map(ord, _SINGLE), "'")
    | dict.fromkeys(map(ord, _DOUBLE), '"')
    | dict.fromkeys(map(ord, _DASHES), "-")
)
_UNSEEN = re.compile(f"[{UNSEEN}]")


def folded(text: str) -> str:
    """Return a text as a person reads it: two texts that look the same are equal after this.

    Blanks of every kind, also several, are one blank; quotation marks, apostrophes and dashes are the ones of a
    keyboard; what takes no room is gone. All else is compared by its compatibility decomposition (Unicode Standard
    Annex 15, form NFKD): “…” is three full stops, and é is é however it was put together.
    """
    return "".join(character for character, _start, _end in _pieces(text))


def spans_of(text: str, words: object) -> list[tuple[int, int]]:
    """Return where `words` stand in `text`, in code points, the end exclusive; overlapping places, too.

    Where they stand letter by letter, only that counts; else they are found by what a person reads.
    """
    if not isinstance(words, str) or not words:
        return []
    exact = [(start, start + len(words)) for start in range(len(text)) if text.startswith(words, start)]
    return exact or _spans_alike(text, words)


def name_of_character(character: str) -> str:
    """Name a character for people who cannot see which one it is: “no-break space (U+00A0)”."""
    return f"{unicodedata.name(character, 'unnamed character').lower()} (U+{ord(character):04X})"


def without_unseen(text: str) -> str:
    """Return a name or a label without what takes no room and without blanks around it."""
    return _UNSEEN.sub("", text).strip()


def _spans_alike(text: str, words: str) -> list[tuple[int, int]]:
    pieces, wanted = _pieces(text), folded(words)
    if not wanted.strip():
        return []
    plain = "".join(character for character, _start, _end in pieces)
    found, at = [], plain.find(wanted)
    while at >= 0:
        start, end = pieces[at][1], pieces[at + len(wanted) - 1][2]
        if _is_whole(pieces, at, at + len(wanted)):
            found.append((start, end))
        at = plain.find(wanted, at + 1)
    return found


def _is_whole(pieces: list[tuple[str, int, int]], first: int, last: int) -> bool:
    """Whether a place begins and ends between characters: not within an é, nor between an e and its accent."""
    begins = first == 0 or pieces[first - 1][2] <= pieces[first][1]
    ends = last == len(pieces) or (
        pieces[last - 1][2] <= pieces[last][1] and not unicodedata.combining(pieces[last][0])
    )
    return begins and ends


def _pieces(text: str) -> list[tuple[str, int, int]]:
    """The characters that a person reads, each with the stretch of the text that it stands for."""
    pieces: list[tuple[str, int, int]] = []
    for place, character in enumerate(text):
        for sign in _signs(character):
            if sign in " -" and pieces and pieces[-1][0] == sign:
                pieces[-1] = (sign, pieces[-1][1], place + 1)
            else:
                pieces.append((sign, place, place + 1))
    return pieces


def _signs(character: str) -> str:
    if character.isspace() or character in "\u2800\u3164":
        return " "
    if _UNSEEN.match(character):
        return ""
    alike = _ALIKE.get(ord(character))
    return alike or unicodedata.normalize("NFKD", character).translate(_ALIKE)
