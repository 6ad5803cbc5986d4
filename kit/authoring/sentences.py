"""Where the sentences of a paragraph begin and end: rules for news prose in languages that end sentences with signs.

A sign that ends a sentence is doubtful in few places: behind a title or another abbreviation (“Gov. Lee”, “Nov. 3”),
behind initials and letters with full stops (“J. K. Lee”, “the U.S. Senate”), between quotation marks (“‘Go!’ she
said”), and where text was damaged (“he said. all this”). Each has its rule here, and a test.
"""

import re
from collections.abc import Iterator

#: Stand before a name or a number, and so end no sentence.
_BEFORE_A_NAME = frozenset(
    """adj adm atty brig capt cdr cmdr col comdr cpl dr fr gen gov hon insp lt maj messrs mlle mme mr mrs ms mx pfc pres
    prof pvt rep reps rev sen sens sgt spc sra srta supt vice-adm herr fig figs no nos nr pp vol sec art op ca approx
    est ft mt st jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun vs v cf
    e.g i.e z.b d.h u.a p.ej al.""".split()
)
#: Stand behind a name, a number or a list, and may end a sentence: what follows tells.
_BEHIND_A_NAME = frozenset(
    """ala ariz ark ass'n assn ave bldg blvd bros calif cie co colo conn corp dept del dist div etc ext fla ga ill inc
    ind jr kan ky la ltd mass mich min minn miss mo mont neb nev okla ore pa penn plc pty rd sq sr tenn tex univ usw va
    vt wash wis wyo a.m p.m am pm ph.d m.d b.a m.a d.c u.s u.k u.n e.u u.s.a d.c.""".split()
)
#: A sentence may begin with these behind “U.S.”, “Inc.”, “p.m.”: in the middle of one they have small letters.
_STARTERS = frozenset(
    """a about according after all also although an and another any are as asked at because before both but by can
    despite did do does during each even every few for from had has have he her here his how however i if in instead is
    it its last later many meanwhile more most much my neither no nobody none nor not nothing now of on once one only or
    other others our over people she should since so some still such than that the their then there these they this
    those though three through to today two under unlike until was we were what when where whether which while who why
    will with without would yet you your yesterday el la los las der die das ein eine le les un une""".split()
)
_SAYS = frozenset(
    """says said say asked asks ask added adds told tells wrote writes cried cries shouted shouts replied replies
    answered answers tweeted tweets posted posts called calls yelled yells wondered wonders insisted insists argued
    argues recalled recalls exclaimed joked explained demanded""".split()
)
_OPENING = "“‘«„‚\"'([—–-"
_CLOSING = "”’»“‘\"')]›"
_END = re.compile(rf"(?P<sign>[.!?…]+|[。！？]+)(?P<closing>[{re.escape(_CLOSING)}]*)(?P<gap>\s+|(?<=[。！？])|$)")
_LAST_WORD = re.compile(r"[^\s“”‘«»„\"'()\[\]—–/]+\Z")
_NEXT = re.compile(rf"[{re.escape(_OPENING)}]*\s?(?P<word>[^\s“”‘«»\"()\[\]]*)")
_LETTERS_WITH_STOPS = re.compile(r"[^\W\d_](\.[^\W\d_])+")
_LAST_SIGN = re.compile(r"[.!?…。！？][”’\"')\]»]*$")
_LINE = re.compile(r"[^\n]+")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of a text stands: [start, end) in code points, without the blanks around it.

    A line end always ends a sentence, and so does the end of the text: captions and headings often have no full stop.
    Every character that is no blank stands in exactly one sentence.
    """
    return [span for line in _LINE.finditer(text) for span in _within(text, *line.span())]


def ends_like_a_sentence(text: str) -> bool:
    """Whether a text has a sign at its end as a sentence has: headings, captions and menus mostly have none."""
    return bool(_LAST_SIGN.search(text))


def _within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _END.finditer(text, start, end):
        behind = found.end("closing")
        if behind < end and not _ends(text, found, start, end):
            continue
        yield from _trimmed(text, start, behind)
        start = behind
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))


def _ends(text: str, found: re.Match[str], start: int, end: int) -> bool:
    """Whether the sign that was found ends a sentence, by the words on both of its sides."""
    sign, closing = found["sign"], found["closing"]
    rest = text[found.end() : end]
    following = _NEXT.match(rest)
    word = following["word"] if following else ""
    if sign[0] in "。！？":
        return True
    before = _LAST_WORD.search(text, start, found.start("sign"))
    last = before[0] if before else ""
    if not word[:1].isalnum():
        return bool(closing) or sign != "." or not _is_abbreviation(last)
    if word[:1].islower():
        return _ends_before_a_small_letter(sign, closing, last)
    if sign == "." and not closing:
        return _ends_with_a_full_stop(last, word)
    return not (closing and _goes_on_to_say(rest))


def _ends_before_a_small_letter(sign: str, closing: str, last: str) -> bool:
    """Only damaged text begins a sentence with a small letter: the word before must be a whole, common one."""
    is_word = last.isalpha() and last.islower() and len(last) > 3
    return sign == "." and not closing and is_word and not _is_abbreviation(last)


def _ends_with_a_full_stop(last: str, following: str) -> bool:
    plain = last.casefold()
    starts = following.rstrip(",.;:’'").split("’")[0].split("'")[0].casefold() in _STARTERS
    if plain in _BEFORE_A_NAME:
        # “The answer was no. They left.”, “on Sun. The ...”: words and abbreviations in one.
        return last in {"no", "art"} or (starts and plain in {"no", "sun", "sat", "mar", "est", "al", "ft"})
    if len(last) == 1 and last.isalpha() and last.isupper():
        return last == "I" or starts  # an initial
    if plain in _BEHIND_A_NAME or _LETTERS_WITH_STOPS.fullmatch(last):
        return starts or (last.isalpha() and last.islower() and plain in {"min", "miss", "mass", "wash", "ill"})
    return True


def _is_abbreviation(last: str) -> bool:
    plain = last.casefold()
    is_listed = plain in _BEFORE_A_NAME or plain in _BEHIND_A_NAME
    return is_listed or bool(_LETTERS_WITH_STOPS.fullmatch(last)) or (len(last) == 1 and last.isupper())


def _goes_on_to_say(rest: str) -> bool:
    """Whether a quotation's sentence goes on: “Go!” Ms. Lee said."""
    words = [word.strip(",.;:”’\"'") for word in rest.split()[:6]]
    return any(word in _SAYS for word in words) and _says_soon(words)


def _says_soon(words: list[str]) -> bool:
    """Whether nothing but a name stands before the word for saying."""
    before = words[: next(at for at, word in enumerate(words) if word in _SAYS)]
    return all(word[:1].isupper() or word in {"of", "de", "van", "von", "bin", "al"} for word in before) and not (
        before and before[0].casefold() in _STARTERS
    )
