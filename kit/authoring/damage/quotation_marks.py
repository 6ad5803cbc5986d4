"""Quotation marks that were broken: one of a pair is missing, of another kind, or has its full stop twice or not."""

import re
from collections.abc import Iterator

from kit.authoring.damage.english_words import SAYING
from kit.authoring.damage.parting import taken_apart
from kit.authoring.damage.prose import WORD, Found, Prose
from kit.authoring.sentences import sentences

_TWICE = re.compile(
    r"(?P<first>[.,!?])(?P<mark>[”\"»])(?P<second>[.,])(?=\s|$)|(?<![.…])(?P<stops>\.\.)(?=\s|$)|(?P<commas>,,)(?=\s)"
)
_NO_STOP = re.compile(r"(?P<word>\w+)(?P<mark>[”\"»])$")
_MIXED = re.compile(r"“(?P<in>[^“”\"]*)(?P<end>\")|(?P<start>\")(?P<inside>[^“”\"]*)”")
_BLANK_INSIDE = re.compile(r"(?<![\w.,!?])“\s+(?=\w)|(?<=[\w.,!?])\s+”(?!\w)")
#: An opening mark where one closes. („German marks“ are none of this.)
_TURNED = re.compile(r"(?<=[\w.,!?])“(?=[\s.,;:?!)]|$)")
_SAYS_NEAR = re.compile(rf"\b({'|'.join(sorted(SAYING))})\b")
_SUBJECT = re.compile(r"(?:a|an|the|one|another|some|his|her|their|its|he|she|they|it)\b|[A-Z]")
_LONGEST_SUBJECT = 8  # words between a quotation and “said”


def broken_quotation_marks(text: str, prose: Prose) -> Iterator[Found]:
    """Find quotation marks without their other one, and punctuation at them that stands twice or is missing."""
    for found in _TWICE.finditer(text):
        if not found["mark"]:
            yield Found(*found.span(), found[0][0], f"“{found[0][0]}” is repeated.")
        elif (found["first"], found["second"]) != ("!", ",") and found["first"] + found["second"] not in (
            "?,",
            "?.",
            "!.",
        ):
            yield Found(
                *found.span(),
                found["first"] + found["mark"],
                "The sentence ends twice, before and behind the quotation mark.",
            )
    turned = [] if "„" in text else [found.start() for found in _TURNED.finditer(text)]
    for place in turned:
        yield Found(place, place + 1, "”", "An opening quotation mark stands where one closes.")
    for found in _BLANK_INSIDE.finditer(text):
        yield Found(*found.span(), found[0].strip(), "A blank stands on the inner side of a quotation mark.")
    yield from _unlike(text)
    yield from _without_the_other(text, turned, prose)
    last = _NO_STOP.search(text)
    if last and len(text.split()) > 10 and "“" in text[: last.start()]:
        yield from _without_stop(text, last)


def _without_stop(text: str, found: re.Match[str]) -> Iterator[Found]:
    quoted = text[text.rindex("“") : found.end()] if found["mark"] == "”" else ""
    # A quotation of a few words ends a caption or a heading; one that is a sentence has a full stop.
    if len(quoted.split()) > 4:
        repair = f"{found['word']}.{found['mark']}"
        yield Found(*found.span(), repair, "The paragraph ends with a quotation that has no full stop.")


def _unlike(text: str) -> Iterator[Found]:
    if text.count('"') == 1:
        for found in _MIXED.finditer(text):
            place, mark = (found.start("end"), "”") if found["end"] else (found.start("start"), "“")
            yield Found(place, place + 1, mark, "The two quotation marks of this pair are not alike.")


def _without_the_other(text: str, turned: list[int], prose: Prose) -> Iterator[Found]:
    if re.search('["„]', text):
        return  # straight marks do not say which they are, and with two kinds nothing is certain
    opened: int | None = None
    for found in re.finditer("[“”]", text):
        if found[0] == "“" and found.start() not in turned:
            if opened is not None:
                yield _not_closed(text, opened, found.start(), prose)
            opened = found.start()
        elif opened is None:
            yield _not_opened(text, found.start())
        else:
            opened = None
    if opened is not None and not _goes_on_below(text, prose):
        yield _not_closed(text, opened, len(text), prose)


def _goes_on_below(text: str, prose: Prose) -> bool:
    """A quotation that goes on in the next paragraph is closed there, and opened in each."""
    at = prose.texts.index(text)
    return at + 1 < len(prose.texts) and prose.texts[at + 1].startswith("“")


def _not_opened(text: str, place: int) -> Found:
    why = "A quotation ends here and begins nowhere."
    begin = max((start for start, _end in sentences(text) if start <= place), default=0)
    if "”" in text[begin:place] or place == begin:
        return Found(place, place + 1, None, why)
    return Found(begin, place + 1, f"“{text[begin : place + 1]}", f"{why} Perhaps it begins with the sentence.")


def _not_closed(text: str, opened: int, end: int, prose: Prose) -> Found:
    """Propose to close it before the words that name its speaker, or at the end of the paragraph."""
    why = "A quotation begins and does not end."
    for says in _SAYS_NEAR.finditer(text, opened, end):
        words = list(WORD.finditer(text, opened, says.start()))
        for word in reversed(words[-_LONGEST_SUBJECT:]):
            before = text[word.start() - 2 : word.start()]
            if before in (", ", ". ", "! ", "? ") and _SUBJECT.match(text, word.start()):
                place = word.start() - 1
                return Found(
                    place - 1, place, f"{text[place - 1]}”", f"{why} Perhaps it ends before its speaker is named."
                )
            following = WORD.search(text, word.end())
            if following and (parts := taken_apart(word[0], following[0], prose)):
                repair = f"{parts[0]},” {parts[1]}"
                return Found(*word.span(), repair, f"{why} Two words run together where its speaker is named.")
    if end == len(text) and text[-1:] in ".!?" and not _SAYS_NEAR.search(text, opened):
        return Found(end - 1, end, f"{text[-1]}”", f"{why} Perhaps it ends with the paragraph.")
    return Found(opened, opened + 1, None, why)
