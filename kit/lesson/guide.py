"""The guide: how a lesson is read. All who show, hand out or grade it look here; nothing is typed twice."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType

from kit.lesson.article import Article, Section
from kit.lesson.claims import Claim

#: A link of the guide to another part of the lesson, as in `[the first section](section:1)`. Each place where the
#: lesson stands (a folder of notebooks, a page) has its own address for that part.
LINK = re.compile(r"\[(?P<words>[^\[\]]*)\]\((?P<kind>section|path|page):(?P<name>[^\s()]*)\)")
#: What `page:` can name: where a reader begins, and where the reader looks back.
PAGES = ("start", "look-back")

#: The most stops of a section that nobody has arranged: beyond this, neighbours stand together, and pages stay short.
MOST_PLAIN_STOPS = 30

#: Seconds for a claim, as teachers have timed them, and how much longer it takes with its paragraph and its key.
CORE_SECONDS, OPTIONAL_SECONDS, WITH_THE_REST = 90, 20, 2


@dataclass(frozen=True, slots=True)
class Stop:
    """Paragraphs that stand together, what is said before them, and what is asked after them (Markdown)."""

    paragraphs: tuple[int, ...]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class SectionGuide:
    """How one section is read.

    `name` is what it is called in a list, `title` its heading, which tells the reader what to do; both are plain text.
    `minutes` is about how long it takes. The other texts are Markdown, and empty where the usual words will do:
    `do` what the reader does, `closing` what stands after the last stop, `reveal` what is said before the key,
    `on_your_own` a task to take home, `next` what comes next.
    """

    name: str
    title: str
    minutes: int
    stops: tuple[Stop, ...]
    do: str = ""
    closing: str = ""
    reveal: str = ""
    on_your_own: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a path's time, and what is done in it (Markdown)."""

    minutes: int
    do: str


@dataclass(frozen=True, slots=True)
class ReadingPath:
    """A shorter way through a lesson: only its claims are marked.

    `title` names it for people, as in "the 45-minute lesson". `claims` are ids in reading order; `minutes` is how long
    it takes as a whole, and `steps`, where there are any, add up to that. `heading` (plain) and `opening` (Markdown)
    are empty where the usual words will do. `stops` show every paragraph that holds one of the claims.
    """

    name: str
    title: str
    minutes: int
    claims: tuple[str, ...]
    stops: tuple[Stop, ...] = ()
    heading: str = ""
    opening: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class FirstLesson:
    """A lesson before the article: the labels, on a short path through an easier text that the kit brings.

    `title` (plain) heads its notebook, `opening` (Markdown) may be empty; `steps`, where there are any, add up to
    `minutes`.
    """

    title: str
    minutes: int
    opening: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class OutsideStep:
    """A claim to look into outside the article: what it says, what to look for, and what can be found (Markdown)."""

    claim: str
    about: str
    look_for: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """How a lesson is read.

    `how_long` and `about` (Markdown, may be empty) are what the first page says about the time and the article.
    `first_lesson` is None where the lesson asks for none.
    `sections` stand in order, one for each of the article's. `paths` holds the shorter ways by name.
    """

    how_long: str = ""
    about: str = ""
    sections: tuple[SectionGuide, ...] = ()
    paths: Mapping[str, ReadingPath] = field(default_factory=lambda: MappingProxyType({}))
    outside: tuple[OutsideStep, ...] = ()
    first_lesson: FirstLesson | None = None


def plain_guide(article: Article, claims: Iterable[Claim]) -> Guide:
    """Return the guide of a lesson that has none: a stop a paragraph, with the captions beside it."""
    known = tuple(claims)
    return Guide(sections=tuple(plain_section(article, section, known) for section in article.sections))


def plain_section(article: Article, section: Section, claims: Iterable[Claim]) -> SectionGuide:
    """Return how a section is read where nobody has said it."""
    groups = _groups(article, section)
    together = -(-len(groups) // MOST_PLAIN_STOPS)
    parts = (groups[first : first + together] for first in range(0, len(groups), together))
    stops = tuple(Stop(tuple(chain.from_iterable(part))) for part in parts)
    return SectionGuide(section.title, section.title, usual_minutes(section, claims), stops)


def usual_minutes(section: Section, claims: Iterable[Claim]) -> int:
    """Return about how many minutes a section takes, in steps of five: by its claims, with their text and their key."""
    here = [claim for claim in claims if section.first <= claim.paragraph <= section.last]
    seconds = WITH_THE_REST * sum(CORE_SECONDS if claim.core else OPTIONAL_SECONDS for claim in here)
    return max(5, 5 * round(seconds / 300))


def _groups(article: Article, section: Section) -> list[tuple[int, ...]]:
    """Each paragraph with the captions below it; a caption at the very top stands with the paragraph below."""
    groups: list[tuple[int, ...]] = []
    for number in range(section.first, section.last + 1):
        alone = bool(groups) and all(article.paragraph(one).is_caption for one in groups[-1])
        if groups and (article.paragraph(number).is_caption or alone):
            groups[-1] += (number,)
        else:
            groups.append((number,))
    return groups


def stops_for(claims: Iterable[Claim], stops: Iterable[Stop]) -> tuple[Stop, ...]:
    """Return the stops that show these claims, each with those of its paragraphs that hold one."""
    wanted = {claim.paragraph for claim in claims}
    cut = (Stop(tuple(one for one in stop.paragraphs if one in wanted), stop.before, stop.after) for stop in stops)
    return tuple(stop for stop in cut if stop.paragraphs)
