"""The parts of a page in the order in which they are read, made from the guide: nothing is written twice."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kit.lesson.guide import LINK, OutsideStep, ReadingPath, Step, Stop
from kit.lesson.lesson import Lesson
from kit.sharing.notebooks.template import Templates
from kit.sharing.page.key_data import name_of_place
from kit.sharing.page.told import told
from kit.ui.markup import Markup
from kit.ui.words import Words, words

#: A sentence, with the blanks behind it: it ends at its stop, or with its block.
_SENTENCE = re.compile(r"(?:(?!\n\s*\n).)+?(?:[.!?][*_”’\")]*(?=\s|$)\s?|(?=\n\s*\n)|$)", re.DOTALL)
PATH, WARM_UP, LOOK_BACK, HAND_IN = "the-claims", "warm-up", "look-back", "hand-in"


@dataclass(frozen=True, slots=True)
class ToldStop:
    """A stop as it stands in the page: what is said before its paragraphs, and asked after them, as HTML."""

    paragraphs: tuple[int, ...]
    before: Markup
    after: Markup


@dataclass(frozen=True, slots=True)
class ToldOutside:
    """A claim to look into outside the article, as HTML: its title, what to look for, and what can be found.

    The claim stands below, to be marked once more.
    """

    claim: str
    paragraph: int
    about: Markup
    look_for: Markup
    found: Markup


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its address in the page, its name in the list of parts, and what stands in it in that order.

    `lesson` is the id of the lesson whose paragraphs it shows, and `reveal` names what of its key it can open; both are
    empty where there is none. `to_do`, `closing`, `key_lead`, `ending` and `onward` are HTML, and may be empty.
    """

    address: str
    name: str
    title: str
    lesson: str = ""
    point: str = ""
    to_do: Markup = Markup()
    stops: tuple[ToldStop, ...] = ()
    closing: Markup = Markup()
    reveal: str = ""
    key_lead: Markup = Markup()
    ending: Markup = Markup()
    onward: Markup = Markup()


@dataclass(frozen=True, slots=True)
class Plan:
    """All parts of a page, what it is called, and what stands at its beginning.

    `steps` are the parts of the time that a path takes: the minutes from when to when, and what is done (HTML).
    """

    title: str
    opening: Markup
    parts: tuple[Part, ...]
    steps: tuple[tuple[str, Markup], ...] = ()
    outside: tuple[ToldOutside, ...] = ()


def plan_of(lesson: Lesson, path: ReadingPath | None, warm_up: Lesson | None, whole: str = "") -> Plan:
    """Return the parts of a page.

    Args:
        lesson: the lesson.
        path: the path that is read; None for the whole lesson.
        warm_up: the short text that comes first; None for none.
        whole: the address of another page, with the whole lesson, to which a path's can lead; empty for none.
    """
    return _Planner(lesson, path, warm_up, whole).plan()


def _without_ways(text: str) -> str:
    """Return what a path says at first without the sentences that lead to sections: its page does not hold them."""
    return _SENTENCE.sub(lambda sentence: "" if _leads_away(sentence[0]) else sentence[0], text).strip()


def _leads_away(sentence: str) -> bool:
    return any(link["kind"] == "section" for link in LINK.finditer(sentence))


class _Planner:
    def __init__(self, lesson: Lesson, path: ReadingPath | None, warm_up: Lesson | None, whole: str) -> None:
        self.lesson, self.path, self.warm_up, self.whole = lesson, path, warm_up, whole
        self.say: Words = words(lesson.article.language)

    def plan(self) -> Plan:
        guide, article = self.lesson.guide, self.lesson.article
        of_lesson = [self._of_path(self.path)] if self.path else list(self._sections())
        first = [self._warm_up(self.warm_up)] if self.warm_up else []
        outside = () if self.path else guide.outside
        return Plan(
            title=(self.path.heading if self.path else "") or article.title,
            opening=self._told(self._opening()),
            parts=(*first, *of_lesson, self._look_back(), Part(HAND_IN, *self._names("hand_in"))),
            steps=self._steps(self.path.steps if self.path else ()),
            outside=tuple(map(self._outside, outside)),
        )

    def _outside(self, step: OutsideStep) -> ToldOutside:
        number = self.lesson.claim(step.claim).paragraph
        title = f"### {self.say('widget.paragraph_number', n=number)}: {' '.join(step.about.split())}"
        about, look_for, found = (self._told(text) for text in (title, step.look_for, step.found))
        return ToldOutside(step.claim, number, about, look_for, found)

    def _opening(self) -> str:
        """What is said first; where the article says itself what it is, nobody says it for it."""
        article = self.lesson.article
        if self.path and self.whole:
            return self.path.opening
        if self.path:
            return f"{_without_ways(self.path.opening)}\n\n{self.say('page.path_whole')}"
        return "" if article.notice or article.content_note else self.lesson.guide.about

    def _sections(self) -> Iterable[Part]:
        for number, (section, how) in enumerate(
            zip(self.lesson.article.sections, self.lesson.guide.sections, strict=True), start=1
        ):
            own = f"## {self.say('page.on_your_own')}\n\n{how.on_your_own}" if how.on_your_own else ""
            yield Part(
                address=f"section-{number}",
                name=f"{number} · {how.name}",
                title=how.title,
                lesson=self.lesson.id,
                point=section.point,
                to_do=self._led("to_do", how.do),
                stops=self._stops(how.stops),
                closing=self._told(how.closing),
                reveal=name_of_place(number),
                key_lead=self._told(how.reveal),
                ending=self._told(own),
                onward=self._led("next", how.next),
            )

    def _of_path(self, path: ReadingPath) -> Part:
        name = self.say("page.path_name", n=len(path.claims))
        said = Templates(self.lesson.article.language, str).said
        talk = self._told(f"{self.say('page.path_look')}\n\n{said('talk_about', len(path.claims))}")
        return Part(
            address=PATH,
            name=name,
            title=name,
            lesson=self.lesson.id,
            stops=self._stops(path.stops),
            closing=talk,
            reveal=name_of_place(path),
            key_lead=self._told(said("before_the_key")),
        )

    def _warm_up(self, short: Lesson) -> Part:
        [section], [how] = short.article.sections[:1], short.guide.sections[:1]
        name = self.say("page.warm_up")
        to_do = self._told(self.say("page.warm_up_about"))
        stops, reveal = self._stops(how.stops), name_of_place(section.number)
        return Part(WARM_UP, name, short.article.title, short.id, to_do=to_do, stops=stops, reveal=reveal)

    def _look_back(self) -> Part:
        return Part(LOOK_BACK, *self._names("look_back"), lesson=self.lesson.id)

    def _names(self, name: str) -> tuple[str, str]:
        return self.say(f"page.{name}"), self.say(f"page.{name}_title")

    def _stops(self, stops: Iterable[Stop]) -> tuple[ToldStop, ...]:
        return tuple(ToldStop(one.paragraphs, self._told(one.before), self._told(one.after)) for one in stops)

    def _steps(self, steps: Sequence[Step]) -> tuple[tuple[str, Markup], ...]:
        ends = list(accumulate(step.minutes for step in steps))
        return tuple(
            (f"{end - step.minutes}–{end}", self._told(step.do)) for step, end in zip(steps, ends, strict=True)
        )

    def _led(self, lead: str, text: str) -> Markup:
        """What the guide says in half a sentence, after the words that make it a whole one."""
        return self._told(f"**{self.say(f'page.{lead}')}** {text}" if text else "")

    def _told(self, text: str) -> Markup:
        return told(text, self._address, self._name)

    def _name(self, kind: str, name: str) -> str:
        """What a link of the guide is called where the page has no such part."""
        sections = self.lesson.guide.sections
        return f"“{sections[int(name) - 1].name}”" if kind == "section" else name

    def _address(self, kind: str, name: str) -> str | None:
        """Where a link of the guide leads to: in this page if it has that part, or in the one with the whole lesson."""
        if kind == "section":
            return f"{self.whole}#section-{name}" if self.whole or not self.path else None
        first = "#section-1" if not self.path else f"#{PATH}"
        return {"start": first, "look-back": f"#{LOOK_BACK}"}.get(name) if kind == "page" else None
