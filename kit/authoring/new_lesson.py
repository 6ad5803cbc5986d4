"""From a draft to the folder of a lesson: an article.md that opens, before any person has written a key."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from unicodedata import normalize

from kit.authoring.draft import Draft
from kit.authoring.left_out_file import FILE as LEFT_OUT_FILE
from kit.authoring.left_out_file import left_out_text
from kit.authoring.proposals import Proposal
from kit.authoring.propose import RULES, propose
from kit.authoring.proposed_key import proposed_key
from kit.lesson.article import NOT_TO_BE_PUBLISHED, Article, Paragraph, Section
from kit.lesson.article_found import FILE as ARTICLE_FILE
from kit.lesson.article_writing import article_text
from kit.lesson.claims import Claim
from kit.lesson.faults import Fault
from kit.lesson.files import KEY_FILE, open_lesson
from kit.lesson.key_file import read_key
from kit.lesson.markdown_signs import sign_in_field
from kit.lesson.pasted_path import pasted_path
from kit.lesson.plain_errors import Mistake
from kit.lesson.write_file import AlreadyThere, write_file
from kit.lesson.yaml_nodes import INVISIBLE
from kit.ui.words import words

#: A section that is longer is parted: a notebook a section is to be read in one sitting.
MOST_PARAGRAPHS = 12
#: What stands where a letter was lost: a lesson's text holds no sign that nobody sees.
LOST_LETTER = "(?)"
_NO_TITLE = re.compile(r"[\[\]{}#\\*`<>|~^_]+|([=%])\1+|&(?=#?\w+;)")
_MOST_OF_AN_ID = 5


def article_of(draft: Draft) -> Article:
    """Return a draft's article, with what only a person can write left open in plain words."""
    say = words(draft.language)
    sections = tuple(_sections(draft))
    paragraphs = tuple(
        Paragraph(one.number, _as_text(one.text), section.number, one.is_caption)
        for section in sections
        for one in draft.paragraphs[section.first - 1 : section.last]
    )
    dated = say("new_lesson.date_line", published=draft.published) if draft.published else ""
    return Article(
        title=_as_field(draft.title),
        language=draft.language,
        credit=_as_field(_credit(draft)),
        licence=say("new_lesson.licence"),
        date_line=_as_field(dated) or say("new_lesson.date_line_missing"),
        notice="",
        content_note="",
        whos_who=(),
        sections=sections,
        paragraphs=paragraphs,
        publication=NOT_TO_BE_PUBLISHED,
    )


def claims_of(article: Article, proposals: Iterable[Proposal]) -> tuple[Claim, ...]:
    """Return proposals as the claims of a lesson, numbered in reading order.

    What a lesson cannot hold is passed over: words that overlap with those of an earlier proposal, or are none, or
    begin or end within a word, and captions.
    """
    claims: list[Claim] = []
    for one in sorted(proposals, key=lambda one: (one.paragraph, one.start, -one.end)):
        paragraph = article.paragraph(one.paragraph)
        last = claims[-1] if claims else None
        is_free = last is None or last.paragraph != one.paragraph or last.end <= one.start
        if is_free and not paragraph.is_caption and _is_whole(paragraph.text, one.start, one.end):
            words = paragraph.text[one.start : one.end]
            claims.append(Claim(f"c{len(claims) + 1:02d}", one.paragraph, one.start, one.end, words, one.core))
    return tuple(claims)


def key_of(claims: Sequence[Claim], proposals: Iterable[Proposal], article: Article) -> str:
    """Return the text of a `key.yaml` in which every answer is proposed and none confirmed.

    It is empty where no labels are proposed, or where a lesson could not be opened with it.
    """
    by_place = {(one.paragraph, one.start, one.end): one for one in proposals}
    proposed = {claim.id: by_place[claim.paragraph, claim.start, claim.end] for claim in claims}
    if all(one.labels is None for one in proposed.values()):
        return ""
    text, faults = proposed_key(proposed, article.language), list[Fault]()
    read_key(text, KEY_FILE, article, claims, faults)
    return "" if faults else text


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether these are whole words, without blanks around them."""
    words = text[start:end]
    inside = (0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum() for place in (start, end))
    return words == words.strip() and any(map(str.isalnum, words)) and not any(inside)


def lesson_id_of(title: str) -> str:
    """Return a lesson id made of the first words of a title."""
    plain = normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").casefold()
    found = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return "-".join(found[:_MOST_OF_AN_ID]) or "my-lesson"


def write_new_lesson(article: Article, claims: Sequence[Claim], folder: str | Path, key: str = "") -> list[Path]:
    """Write a lesson into a folder, which is made if it is not there, and return the paths of its files.

    Args:
        article: the article of a draft (`article_of`).
        claims: its claims (`claims_of`).
        folder: the lesson's folder. Nothing in it is replaced.
        key: the text of its `key.yaml`, if there is one (`key_of`).

    Raises:
        AlreadyThere: there is a lesson in the folder, or a key.
        NotWritten: the folder cannot be written into.
        ValueError: there are no claims, or there is a file where the folder should be.
    """
    place = pasted_path(folder)
    if not claims:
        raise Mistake("There is no sentence in the article that could be a claim.")
    check_new_folder(place)
    place.mkdir(parents=True, exist_ok=True)
    text = article_text(lesson_id_of(article.title), article, claims)
    files = {ARTICLE_FILE: text} | ({KEY_FILE: key} if key else {})
    return [write_file(place / name, text.encode("utf-8")) for name, text in files.items()]


@dataclass(frozen=True, slots=True)
class NewLesson:
    """A lesson that was made of a draft; `notes` are sentences about what was proposed."""

    files: tuple[Path, ...]
    claims: tuple[Claim, ...]
    has_key: bool
    notes: tuple[str, ...]


def make_lesson(draft: Draft, folder: str | Path, proposer: str = RULES) -> NewLesson:
    """Make a lesson of a draft: its article, the claims and answers that are proposed, and a list of what was left out.

    Args:
        draft: the article.
        folder: the lesson's folder. Nothing in it is replaced.
        proposer: who proposes the claims, as for `propose`.

    Raises:
        AlreadyThere, NotWritten, ValueError: as for `write_new_lesson`, and where there is no such proposer.
        LessonFaults: what was written is no lesson.
    """
    place = pasted_path(folder)
    article = article_of(draft)
    proposals = propose(article, proposer)
    claims = claims_of(article, proposals.claims)
    key = key_of(claims, proposals.claims, article)
    written = write_new_lesson(article, claims, place, key)
    if listed := left_out_text(draft):
        written.append(write_file(place / LEFT_OUT_FILE, listed.encode("utf-8")))
    open_lesson(place)
    return NewLesson(tuple(written), claims, bool(key), tuple(proposals.notes))


def check_new_folder(place: Path) -> None:
    """Make sure that a lesson can be written into a folder, before anything else is done.

    Raises:
        AlreadyThere: there is a lesson in it.
        ValueError: there is a file of this name.
    """
    if place.exists() and not place.is_dir():
        raise Mistake(f"“{place}” is a file. Give --out the name of a folder.")
    for file in (place / ARTICLE_FILE, place / KEY_FILE):
        if file.exists():
            raise AlreadyThere(file, "Give another folder.")


def _sections(draft: Draft) -> Iterator[Section]:
    say = words(draft.language)
    number = 0
    for at, title in enumerate(draft.headings, start=1):
        inside = [one.number for one in draft.paragraphs if one.section == at]
        parts = -(-len(inside) // MOST_PARAGRAPHS)
        size = -(-len(inside) // parts)
        for part in range(parts):
            number += 1
            here = inside[part * size : (part + 1) * size]
            name = _title(title)
            if parts > 1:
                name = say("new_lesson.part_of", title=name, n=part + 1) if name else say("new_lesson.part", n=part + 1)
            name = name or say("new_lesson.section")
            yield Section(number, name, say("new_lesson.point"), here[0], here[-1])


def _credit(draft: Draft) -> str:
    say = words(draft.language)
    credit = say("new_lesson.credit", name=draft.name) if draft.name else say("new_lesson.credit_pasted")
    if draft.address:
        credit = say("new_lesson.credit_address", credit=credit, address=draft.address)
    return say("new_lesson.credit_by", byline=draft.byline, credit=credit) if draft.byline else credit


def _as_text(text: str) -> str:
    """A paragraph without what no lesson may hold."""
    shown = INVISIBLE.sub(lambda sign: LOST_LETTER if sign[0] == "\N{REPLACEMENT CHARACTER}" else " ", text)
    return " ".join(shown.split())


def _title(text: str) -> str:
    return " ".join(_NO_TITLE.sub(" ", _as_field(text)).split())


def _as_field(text: str) -> str:
    """A text of the front matter: what readers would see as signs of markup is taken out of it."""
    text = _as_text(unescape(text))
    return (
        " ".join(_NO_TITLE.sub(" ", text).replace("_", " ").replace("&", "and").split())
        if sign_in_field(text)
        else text
    )
