"""Steps that mend the article itself: the words of a paragraph, where paragraphs begin, and the headings.

Claims and the key's quotes keep their words: they are found again where these stand now. An answer whose words are gone
is open again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kit.authoring.editor.answer_entry import key_of, settled
from kit.authoring.editor.borders import clash
from kit.authoring.editor.in_hand import LessonInHand
from kit.authoring.editor.moved_places import MovedPlaces
from kit.authoring.editor.step import Refused, Step
from kit.lesson.article import Article, Paragraph, Section
from kit.lesson.article_altering import with_heading, with_paragraphs
from kit.lesson.article_file import FILE as ARTICLE_FILE
from kit.lesson.claims import Claim
from kit.lesson.files import GUIDE_FILE, KEY_FILE
from kit.lesson.guide import Guide, ReadingPath, Stop, stops_for
from kit.lesson.guide_altering import altered_guide
from kit.lesson.guide_file import read_guide
from kit.lesson.yaml_nodes import INVISIBLE

#: A place from now on: paragraph and [start, end).
_Place = tuple[int, int, int]
#: Says where the words of a paragraph's [start, end) stand from now on; None where they are gone.
_Moves = Callable[[int, int, int], _Place | None]


def set_paragraph(hand: LessonInHand, paragraph: int, text: str) -> Step:
    """Mend the words of a paragraph. What is claimed, and what the key quotes, stays where its words stand now."""
    before = hand.article.paragraph(paragraph)
    plain = " ".join(INVISIBLE.sub(" ", text).split())
    if not plain:
        raise Refused("empty_paragraph")
    places = MovedPlaces(before.text, plain)

    def moves(number: int, start: int, end: int) -> _Place | None:
        if number != paragraph:
            return number, start, end
        found = places.moved(start, end)
        return found and (number, *found)

    after = [replace(one, text=plain) if one is before else one for one in hand.article.paragraphs]
    return _rewritten(hand, after, {paragraph: [plain]}, moves, lambda number: (number,))


def part_paragraph(hand: LessonInHand, paragraph: int, at: int) -> Step:
    """Part a paragraph in two at a blank; no claim may go over it."""
    before = hand.article.paragraph(paragraph)
    first, second = before.text[:at].rstrip(), before.text[at:].lstrip()
    if before.is_caption:
        raise Refused("caption_stays")
    if not first or not second or not (before.text[at - 1].isspace() or before.text[at].isspace()):
        raise Refused("part_paragraph_where")
    start = len(before.text) - len(second)

    def moves(number: int, begins: int, ends: int) -> _Place | None:
        if number != paragraph:
            return number + (number > paragraph), begins, ends
        if ends <= start:
            return number, begins, ends
        return (number + 1, begins - start, ends - start) if begins >= start else None

    after = [
        part for one in hand.article.paragraphs for part in (_parts(one, first, second) if one is before else [one])
    ]
    new = {paragraph: [first, second]}
    return _rewritten(
        hand,
        after,
        new,
        moves,
        lambda number: (number, number + 1) if number == paragraph else (number + (number > paragraph),),
    )


def join_paragraphs(hand: LessonInHand, paragraph: int) -> Step:
    """Join a paragraph with the next one of its section."""
    before = hand.article.paragraph(paragraph)
    behind = [one for one in hand.article.paragraphs if one.number == paragraph + 1 and one.section == before.section]
    if not behind:
        raise Refused("no_next_paragraph")
    if before.is_caption or behind[0].is_caption:
        raise Refused("caption_stays")
    whole, shift = f"{before.text} {behind[0].text}", len(before.text) + 1

    def moves(number: int, start: int, end: int) -> _Place:
        by = shift if number == paragraph + 1 else 0
        return number - (number > paragraph), start + by, end + by

    joined = [
        replace(one, text=whole) if one is before else one for one in hand.article.paragraphs if one is not behind[0]
    ]
    new: dict[int, list[str]] = {paragraph: [whole], paragraph + 1: []}
    return _rewritten(hand, joined, new, moves, lambda number: (number - (number > paragraph),))


def set_heading(hand: LessonInHand, section: int, text: str) -> Step:
    """Write the heading of a section, as it stands in the article."""
    plain = " ".join(text.split())
    if not plain:
        raise Refused("empty_field")
    if not 1 <= section <= len(hand.article.sections):
        raise Refused("section_which")
    return Step({ARTICLE_FILE: with_heading(hand.texts[ARTICLE_FILE], hand.found, section, plain)})


def _parts(paragraph: Paragraph, *texts: str) -> list[Paragraph]:
    return [replace(paragraph, text=text) for text in texts]


def _rewritten(
    hand: LessonInHand,
    paragraphs: Sequence[Paragraph],
    new: Mapping[int, Sequence[str]],
    moves: _Moves,
    numbers: Callable[[int], tuple[int, ...]],
) -> Step:
    """Write the article with other paragraphs, and all that names a place in it.

    Args:
        hand: the lesson as it is.
        paragraphs: the paragraphs from now on, their numbers to be counted anew.
        new: what stands now in the place of the paragraphs that change, by their numbers as they were.
        moves: where the words of a place stand from now on.
        numbers: which paragraphs a paragraph has become.
    """
    article = _numbered(hand.article, paragraphs)
    claims = [_moved(claim, moves, article) for claim in hand.claims]
    for claim in claims:
        if other := clash(claim, claims):
            raise Refused("clash", words=other.text)
    text = with_paragraphs(hand.texts[ARTICLE_FILE], hand.found, new, article, claims)
    texts = {ARTICLE_FILE: text}
    after = replace(hand, found=replace(hand.found, article=article, claims=tuple(claims)))
    if KEY_FILE in hand.texts:
        texts[KEY_FILE] = _key(hand, after, moves, numbers)
    if GUIDE_FILE in hand.texts and len(article.paragraphs) != len(hand.article.paragraphs):
        texts[GUIDE_FILE] = _guide(hand, after, numbers)
    return Step(texts)


def _numbered(article: Article, paragraphs: Sequence[Paragraph]) -> Article:
    counted = tuple(replace(one, number=number) for number, one in enumerate(paragraphs, start=1))
    return replace(article, paragraphs=counted, sections=tuple(_with_ends(one, counted) for one in article.sections))


def _with_ends(section: Section, paragraphs: Sequence[Paragraph]) -> Section:
    inside = [one.number for one in paragraphs if one.section == section.number]
    return replace(section, first=inside[0], last=inside[-1])


def _moved(claim: Claim, moves: _Moves, article: Article) -> Claim:
    place = moves(claim.paragraph, claim.start, claim.end)
    if place is None:
        words = claim.text if len(claim.text) < 60 else f"{claim.text[:57]}…"
        raise Refused("claim_gone", words=words)
    number, start, end = place
    return replace(claim, paragraph=number, start=start, end=end, text=article.paragraph(number).text[start:end])


def _key(hand: LessonInHand, after: LessonInHand, moves: _Moves, numbers: Callable[[int], tuple[int, ...]]) -> str:
    """The key with its quotes as they stand now; an answer that has lost one is open again."""
    key = key_of(hand) if any(answer.fields.get("evidence") for answer in hand.answers.values()) else hand.key
    for claim in after.claims:
        fields = hand.answers[claim.id].fields
        changes: dict[str, Any] = {}
        pieces = [dict(piece) for piece in fields.get("evidence") or ()]
        kept = [moved for piece in pieces if (moved := _piece(piece, hand.article, after.article, moves))]
        if kept != pieces:
            changes["evidence"] = kept
        if (later := fields.get("later_after")) and numbers(int(later))[-1] != later:
            changes["later_after"] = numbers(int(later))[-1]
        if changes:
            key = settled(after, key, claim, changes)
    return key.text


def _piece(piece: dict[str, Any], before: Article, after: Article, moves: _Moves) -> dict[str, Any] | None:
    """A piece of evidence as its words stand now; longer, where they would stand there twice. None: they are gone."""
    [start] = before.paragraph(piece["paragraph"]).places_of(piece["quote"])
    place = moves(piece["paragraph"], start, start + len(piece["quote"]))
    if place is None:
        return None
    number, start, end = place
    paragraph = after.paragraph(number)
    return piece | {"paragraph": number, "quote": paragraph.unique_quote(start, end)}


def _guide(hand: LessonInHand, after: LessonInHand, numbers: Callable[[int], tuple[int, ...]]) -> str:
    sections = tuple(replace(one, stops=_stops(one.stops, numbers, after.article)) for one in hand.guide.sections)
    guide: Guide = replace(hand.guide, sections=sections)
    text = altered_guide(hand.texts[GUIDE_FILE], hand.guide, guide, after.article, after.claims)
    found = read_guide(text, GUIDE_FILE, after.article, after.claims, [])
    for name, path in found.paths.items():
        before = hand.guide.paths[name]
        if not _is_usual(hand, before) and _shown(path) != [
            one.paragraphs for one in _stops(before.stops, numbers, after.article)
        ]:
            raise Refused("path_has_stops", path=path.title)
    return text


def _is_usual(hand: LessonInHand, path: ReadingPath) -> bool:
    """Whether a path stops where the sections do."""
    chosen = [claim for claim in hand.claims if claim.id in path.claims]
    stops = stops_for(chosen, [stop for section in hand.guide.sections for stop in section.stops])
    return _shown(path) == [one.paragraphs for one in stops]


def _shown(path: ReadingPath) -> list[tuple[int, ...]]:
    return [one.paragraphs for one in path.stops]


def _stops(stops: Sequence[Stop], numbers: Callable[[int], tuple[int, ...]], article: Article) -> tuple[Stop, ...]:
    """Stops with the paragraphs as they are counted now; one with no text of its own left goes into the one before."""
    found: list[Stop] = []
    for stop in stops:
        counted = dict.fromkeys(number for one in stop.paragraphs for number in numbers(one))
        own = tuple(number for number in counted if not found or number not in found[-1].paragraphs)
        if not found or any(not article.paragraph(number).is_caption for number in own):
            found.append(replace(stop, paragraphs=own))
        else:
            before, after = (_joined(getattr(found[-1], name), getattr(stop, name)) for name in ("before", "after"))
            found[-1] = Stop((*found[-1].paragraphs, *own), before, after)
    return tuple(found)


def _joined(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))
