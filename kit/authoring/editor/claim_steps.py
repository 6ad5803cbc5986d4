"""Steps that make claims, move their borders, part and join them, and take them out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kit.authoring.editor.answer_entry import complete_answer, key_of, settled
from kit.authoring.editor.borders import clash, next_end, next_start
from kit.authoring.editor.in_hand import LessonInHand
from kit.authoring.editor.step import Refused, Step
from kit.authoring.proposed_texts import nature_of
from kit.lesson.article_altering import free_id, with_claims
from kit.lesson.article_file import FILE as ARTICLE_FILE
from kit.lesson.claims import Claim
from kit.lesson.files import GUIDE_FILE, KEY_FILE
from kit.lesson.key_entries import KeyEntries
from kit.lesson.key_file import CONFIRMED
from kit.lesson.yaml_altering import NoPlace, one_line, with_field


def make(hand: LessonInHand, used: Iterable[str], paragraph: int, start: int, end: int, quote: str) -> Step:
    """Make a claim of words of a paragraph; its id is one that no claim ever had."""
    text = hand.article.paragraph(paragraph).text
    if text[start:end] != quote or not quote.strip():
        raise Refused("words_moved")
    if hand.article.paragraph(paragraph).is_caption:
        raise Refused("caption")
    start += len(quote) - len(quote.lstrip())
    end -= len(quote) - len(quote.rstrip())
    new = Claim(free_id(used), paragraph, start, end, text[start:end])
    claims = _checked(new, [*hand.claims, new])
    return _with(hand, claims, lambda key: _with_new(key, new, claims, {"nature": nature_of(new.text)}), new.id)


def move_border(hand: LessonInHand, claim_id: str, edge: str, by: int) -> Step:
    """Move the beginning (`start`) or the end (`end`) of a claim by so many words."""
    claim = hand.claim(claim_id)
    text = hand.article.paragraph(claim.paragraph).text
    start = next_start(text, claim.start, by) if edge == "start" else claim.start
    end = next_end(text, claim.end, by) if edge == "end" else claim.end
    if start >= end:
        raise Refused("no_words_left")
    if (start, end) == (claim.start, claim.end):
        raise Refused("paragraph_ends")
    moved = replace(claim, start=start, end=end, text=text[start:end])
    return _with(hand, _checked(moved, _instead(hand.claims, moved)), None, claim_id)


def split(hand: LessonInHand, used: Iterable[str], claim_id: str, at: int) -> Step:
    """Part a claim in two; the first keeps its id, the second gets a new one and the same answer, to be looked at."""
    claim = hand.claim(claim_id)
    text = hand.article.paragraph(claim.paragraph).text
    end, start = len(text[:at].rstrip()), at + len(text[at:]) - len(text[at:].lstrip())
    if not claim.start < end or not start < claim.end:
        raise Refused("split_where")
    first = replace(claim, end=end, text=text[claim.start : end])
    second = Claim(free_id(used), claim.paragraph, start, claim.end, text[start : claim.end], claim.core)
    claims = _checked(first, _instead(hand.claims, first))
    claims = _checked(second, [*claims, second])
    fields = dict(hand.answers[claim_id].fields)
    return _with(hand, claims, lambda key: _with_new(key, second, claims, fields), second.id, "split_said")


def merge(hand: LessonInHand, claim_id: str) -> Step:
    """Join a claim with the next one of its paragraph; it keeps its id and its answer, to be looked at again."""
    claim = hand.claim(claim_id)
    behind = [one for one in hand.claims if one.paragraph == claim.paragraph and one.start >= claim.end]
    if not behind:
        raise Refused("nothing_to_join")
    other = behind[0]
    text = hand.article.paragraph(claim.paragraph).text
    whole = replace(claim, end=other.end, text=text[claim.start : other.end], core=claim.core or other.core)
    claims = _checked(whole, [one for one in _instead(hand.claims, whole) if one.id != other.id])

    def alter(key: KeyEntries) -> KeyEntries:
        return key.without(other.id).altered(claim_id, {CONFIRMED: False})

    step = _with(hand, claims, alter, claim_id, "joined_said")
    return _without_in_guide(hand, step, other.id, instead=claim_id)


def delete(hand: LessonInHand, claim_id: str) -> Step:
    """Take a claim out; its id is not given again."""
    hand.claim(claim_id)
    if len(hand.claims) == 1:
        raise Refused("last_claim")
    at = [claim.id for claim in hand.claims].index(claim_id)
    rest = [claim for claim in hand.claims if claim.id != claim_id]
    step = _with(hand, rest, lambda key: key.without(claim_id), rest[min(at, len(rest) - 1)].id, "deleted_said")
    return _without_in_guide(hand, step, claim_id)


def toggle_core(hand: LessonInHand, claim_id: str) -> Step:
    """Make a claim core, or optional."""
    claim = hand.claim(claim_id)
    other = replace(claim, core=not claim.core)
    fields = complete_answer(hand, other, hand.answers[claim_id].fields) if other.core else {}
    fields |= {CONFIRMED: False} if fields else {}
    return _with(hand, _instead(hand.claims, other), lambda key: settled(hand, key, other, fields), claim_id)


def _with(
    hand: LessonInHand,
    claims: Sequence[Claim],
    alter: Callable[[KeyEntries], KeyEntries] | None,
    claim_id: str,
    said: str = "",
) -> Step:
    in_order = sorted(claims, key=lambda one: (one.paragraph, one.start, -one.end))
    texts = {ARTICLE_FILE: with_claims(hand.texts[ARTICLE_FILE], hand.found, in_order)}
    if alter is not None:
        texts[KEY_FILE] = alter(key_of(hand)).text
    return Step(texts, claim_id, said)


def _with_new(key: KeyEntries, new: Claim, claims: Sequence[Claim], fields: dict[str, object]) -> KeyEntries:
    in_order = sorted(claims, key=lambda one: (one.paragraph, one.start, -one.end))
    at = [one.id for one in in_order].index(new.id)
    return key.with_answer(new.id, {CONFIRMED: False} | fields, in_order[at - 1].id if at else None)


def _instead(claims: Iterable[Claim], new: Claim) -> list[Claim]:
    return [new if one.id == new.id else one for one in claims]


def _checked(claim: Claim, claims: Sequence[Claim]) -> list[Claim]:
    if other := clash(claim, claims):
        raise Refused("clash", words=other.text if len(other.text) < 60 else f"{other.text[:57]}…")
    return list(claims)


def _without_in_guide(hand: LessonInHand, step: Step, gone: str, instead: str = "") -> Step:
    """Take a claim out of the paths; one that a path or a step outside the article is all about stays."""
    if any(outside.claim == gone for outside in hand.guide.outside):
        raise Refused("outside_step", claim=gone)
    text = hand.texts.get(GUIDE_FILE, "")
    for path in hand.guide.paths.values():
        if gone in path.claims:
            left = [instead if one == gone else one for one in path.claims]
            left = [one for one in dict.fromkeys(left) if one]
            if not left:
                raise Refused("last_of_path", path=path.title)
            try:
                text = with_field(text, ("paths", path.name), "claims", one_line("claims", f"[{', '.join(left)}]"))
            except NoPlace:
                raise Refused("path_on_one_line", path=path.name) from None
    return replace(step, texts=dict(step.texts) | {GUIDE_FILE: text}) if text else step
