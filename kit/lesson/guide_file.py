"""Reads `guide.yaml`: sections and their stops, paths, steps outside the article. All that is wrong is told at once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from kit.lesson.article import Article, Section
from kit.lesson.claims import Claim
from kit.lesson.faults import Fault
from kit.lesson.fields import Fields
from kit.lesson.guide import (
    LINK,
    PAGES,
    FirstLesson,
    Guide,
    OutsideStep,
    ReadingPath,
    SectionGuide,
    Step,
    Stop,
    plain_section,
    stops_for,
    usual_minutes,
)
from kit.lesson.yaml_nodes import Value, read_yaml

FIELDS = ("start", "first_lesson", "sections", "paths", "outside")
START_FIELDS = ("how_long", "about")
FIRST_LESSON_FIELDS = ("title", "minutes", "opening", "steps")
SECTION_FIELDS = ("name", "title", "minutes", "do", "stops", "closing", "reveal", "on_your_own", "next")
STOP_FIELDS = ("paragraphs", "before", "after")
PATH_FIELDS = ("title", "minutes", "claims", "heading", "opening", "steps", "stops")
STEP_FIELDS = ("minutes", "do")
OUTSIDE_FIELDS = ("claim", "about", "look_for", "found")
PATH_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: Every field of the file, wherever it stands.
ALL_FIELDS = {*FIELDS, *START_FIELDS, *FIRST_LESSON_FIELDS, *SECTION_FIELDS, *STOP_FIELDS}
ALL_FIELDS |= {*PATH_FIELDS, *STEP_FIELDS, *OUTSIDE_FIELDS}
_KEEP_ONE = "Keep one of the two."
_MEANT_AS_LINK = re.compile(r"\b(?:section|path|page):[^\s()]*\)")
_LINKS = "A link is written [words](section:1), [words](path:short), [words](page:start) or [words](page:look-back)."


def read_guide(text: str, file: str, article: Article, claims: Sequence[Claim], faults: list[Fault]) -> Guide:
    """Read the text of a guide to this article; add everything that is wrong to `faults`.

    What may be left out is filled in: a section's stops and minutes, a path's stops and the words at them.
    """
    value = read_yaml(text, file, 1, ALL_FIELDS, faults)
    if value is None:
        return Guide()
    return _GuideReader(Fields(value, file, "the guide", faults), article, claims, faults).guide()


class _GuideReader:
    def __init__(self, fields: Fields, article: Article, claims: Sequence[Claim], faults: list[Fault]) -> None:
        self.fields, self.article, self.claims, self.faults = fields, article, claims, faults
        self.known = {claim.id: claim for claim in claims}
        self.links: list[tuple[int, str, str]] = []

    def guide(self) -> Guide:
        self.fields.only(FIELDS)
        start = self.inside(Value(self.fields.mapping("start"), self.fields.line_of("start")), "“start”")
        start.only(START_FIELDS)
        how_long, about = (self.prose(start, name) for name in START_FIELDS)
        first_lesson = self.first_lesson()
        sections = self.sections()
        stops = [stop for section in sections for stop in section.stops]
        paths = {name: self.path(name, value, stops) for name, value in self.fields.mapping("paths").items()}
        outside = tuple(self.outside())
        self.check_links(paths)
        return Guide(how_long, about, sections, MappingProxyType(paths), outside, first_lesson)

    def inside(self, value: Value, where: str) -> Fields:
        return Fields(value, self.fields.file, where, self.faults)

    def prose(self, fields: Fields, name: str, *, required: bool = False, wanted: str = "") -> str:
        """Read a text of Markdown, and note where its links lead."""
        text = fields.prose(name, required=required, wanted=wanted)
        links = list(LINK.finditer(text))
        self.links += [(fields.line_of(name), link["kind"], link["name"]) for link in links]
        if len(links) < len(_MEANT_AS_LINK.findall(text)):
            fields.fault(fields.line_of(name), f"A link in “{name}” of {fields.where} is not whole.", _LINKS)
        return text

    def line(self, fields: Fields, name: str, *, wanted: str) -> str:
        """Read a text of Markdown that stands on one line."""
        return " ".join(self.prose(fields, name, required=True, wanted=wanted).split())

    def minutes(self, fields: Fields) -> int:
        minutes = fields.number("minutes")
        if minutes is not None and minutes < 1:
            fields.fault(fields.line_of("minutes"), f"{fields.where} takes {minutes} minutes.", "Write 1 or more.")
        return minutes or 0

    def first_lesson(self) -> FirstLesson | None:
        if "first_lesson" not in self.fields:
            return None
        given = Value(self.fields.mapping("first_lesson"), self.fields.line_of("first_lesson"))
        fields = self.inside(given, "the first lesson")
        fields.only(FIRST_LESSON_FIELDS)
        title = fields.text("title", wanted="Say what is done: Read two short texts in 30 minutes.")
        minutes = self.minutes(fields)
        return FirstLesson(title, minutes, self.prose(fields, "opening"), self.steps(fields, minutes))

    def sections(self) -> tuple[SectionGuide, ...]:
        given, sections = self.fields.mapping("sections"), self.article.sections
        line = self.fields.line_of("sections")
        for name in given.keys() - {str(section.number) for section in sections}:
            remedy = f"The article has sections 1 to {len(sections)}; each is named by its number."
            self.fields.fault(given[name].line, f"There is no section “{name}”.", remedy)
        if "sections" in self.fields:
            for number in (section.number for section in sections if str(section.number) not in given):
                remedy = f"Add “{number}:” with its fields, or leave out “sections” as a whole."
                self.fields.fault(line, f"The guide has no section {number}.", remedy)
        return tuple(self.section(section, given.get(str(section.number))) for section in sections)

    def section(self, section: Section, value: Value | None) -> SectionGuide:
        plain = plain_section(self.article, section, self.claims)
        if value is None:
            return plain
        fields = self.inside(value, f"section {section.number}")
        fields.only(SECTION_FIELDS)
        stops = plain.stops
        if "stops" in fields:
            stops = self.stops(fields, section)
            self.check_shown(fields, stops, range(section.first, section.last + 1))
        return SectionGuide(
            name=fields.text("name", required=False) or section.title,
            title=fields.text("title", required=False) or section.title,
            minutes=self.minutes(fields) if "minutes" in fields else usual_minutes(section, self.claims),
            stops=stops,
            **{name: self.prose(fields, name) for name in ("do", "closing", "reveal", "on_your_own", "next")},
        )

    def stops(
        self, fields: Fields, section: Section | None, words: Mapping[int, Stop] | None = None
    ) -> tuple[Stop, ...]:
        """Read stops: of a section, or of a path, which takes the words that it does not give from `words`."""
        found: list[Stop] = []
        shown: list[int] = []
        for item in fields.items("stops"):
            stop = self.inside(item, f"a stop of {fields.where}")
            stop.only(STOP_FIELDS)
            numbers = self.paragraphs(stop, section, shown)
            if numbers and all(self.article.paragraph(number).is_caption for number in numbers):
                self.check_caption(stop, numbers, section)
            usual = (words or {}).get(numbers[0]) if numbers else None
            before, after = (
                self.prose(stop, name) if name in stop or usual is None else str(getattr(usual, name))
                for name in ("before", "after")
            )
            found.append(Stop(tuple(numbers), before, after))
        return tuple(found)

    def paragraphs(self, stop: Fields, section: Section | None, shown: list[int]) -> list[int]:
        """Read a stop's paragraphs; `shown` are those of the stops before it, and takes in these."""
        items, found = stop.items("paragraphs"), []
        if "paragraphs" in stop and not items:
            stop.fault(stop.line_of("paragraphs"), f"{stop.where} shows nothing.", "Write paragraphs, such as [1, 2].")
        for item in items:
            number = item.data
            if (
                isinstance(number, bool)
                or not isinstance(number, int)
                or not 1 <= number <= len(self.article.paragraphs)
            ):
                remedy = f"The article has paragraphs 1 to {len(self.article.paragraphs)}."
                stop.fault(item.line, f"There is no paragraph “{item.plain()}” for {stop.where}.", remedy)
                continue
            actual = self.article.paragraph(number).section
            if section is not None and actual != section.number:
                problem = f"Paragraph {number} stands in section {actual}, and not in section {section.number}."
                stop.fault(item.line, problem, "Move it there.")
            elif number in shown:
                stop.fault(
                    item.line, f"Paragraph {number} is shown twice in {stop.where[len('a stop of ') :]}.", _KEEP_ONE
                )
            elif shown and number < max(shown):
                problem = f"Paragraph {number} comes after paragraph {max(shown)}."
                stop.fault(item.line, problem, "List the paragraphs in the order of the article.")
            shown.append(number)
            found.append(number)
        return found

    def check_caption(self, stop: Fields, numbers: Sequence[int], section: Section | None) -> None:
        """A caption is not marked, so a stop of nothing else asks for nothing; but a section may have nothing else."""
        here = self.article.paragraph(numbers[0]).section
        inside = [paragraph for paragraph in self.article.paragraphs if paragraph.section == here]
        if section is None or not all(paragraph.is_caption for paragraph in inside):
            problem = f"Paragraph {numbers[0]} is a caption, and stands alone."
            stop.fault(stop.line_of("paragraphs"), problem, "Let it stand together with the paragraph beside it.")

    def check_shown(self, fields: Fields, stops: Iterable[Stop], wanted: Iterable[int]) -> None:
        shown = {number for stop in stops for number in stop.paragraphs}
        missing = [str(number) for number in wanted if number not in shown]
        if len(missing) == 1:
            problem = f"No stop of {fields.where} shows paragraph {missing[0]}."
            remedy = "Add it to the stop before it, or give it a stop of its own."
            fields.fault(fields.line_of("stops"), problem, remedy)
        elif missing:
            problem = f"No stop of {fields.where} shows the paragraphs {', '.join(missing)}."
            remedy = "Add each to the stop before it, or give it a stop of its own."
            fields.fault(fields.line_of("stops"), problem, remedy)

    def path(self, name: str, value: Value, stops: Sequence[Stop]) -> ReadingPath:
        if not PATH_NAME.fullmatch(name):
            problem = f"“{name}” cannot name a path."
            self.fields.fault(value.line, problem, "Use small letters, digits and hyphens, as in “short”.")
        fields = self.inside(value, f"the path “{name}”")
        fields.only(PATH_FIELDS)
        minutes, claims = self.minutes(fields), self.path_claims(fields)
        own = stops_for(claims, stops)
        if "stops" in fields:
            words = {number: stop for stop in stops for number in stop.paragraphs}
            own = self.stops(fields, None, words)
            self.check_shown(fields, own, dict.fromkeys(claim.paragraph for claim in claims))
        return ReadingPath(
            name=name,
            title=fields.text("title", wanted="Name it for people: the 45-minute lesson."),
            minutes=minutes,
            claims=tuple(claim.id for claim in claims),
            stops=own,
            heading=fields.text("heading", required=False),
            opening=self.prose(fields, "opening"),
            steps=self.steps(fields, minutes),
        )

    def path_claims(self, fields: Fields) -> list[Claim]:
        """Read the ids of a path's claims, and bring them into reading order."""
        items = fields.items("claims")
        given: set[str] = set()
        if "claims" in fields and not items:
            fields.fault(fields.line_of("claims"), f"{fields.where} has no claims.", "Write ids, such as [c01, c05].")
        for item in items:
            self.check_claim(fields, item, given)
        return [claim for claim in self.claims if claim.id in given]

    def check_claim(self, fields: Fields, item: Value, given: set[str]) -> None:
        claim_id = str(item.plain())
        if claim_id not in self.known:
            remedy = f"The article has {self.claims[0].id} to {self.claims[-1].id}." if self.claims else "It has none."
            fields.fault(item.line, f"There is no claim “{claim_id}” for {fields.where}.", remedy)
        elif claim_id in given:
            fields.fault(item.line, f"The claim {claim_id} is listed twice in {fields.where}.", _KEEP_ONE)
        given.add(claim_id)

    def steps(self, fields: Fields, minutes: int) -> tuple[Step, ...]:
        found = []
        for item in fields.items("steps", required=False):
            step = self.inside(item, f"a step of {fields.where}")
            step.only(STEP_FIELDS)
            found.append(Step(self.minutes(step), self.line(step, "do", wanted="Say what is done in these minutes.")))
        total = sum(step.minutes for step in found)
        if found and total != minutes:
            problem = f"The steps of {fields.where} take {total} minutes, and the whole takes {minutes}."
            fields.fault(fields.line_of("steps"), problem, "Let the steps add up to the whole.")
        return tuple(found)

    def outside(self) -> Iterable[OutsideStep]:
        given: set[str] = set()
        for item in self.fields.items("outside", required=False):
            fields = self.inside(item, "a step outside the article")
            fields.only(OUTSIDE_FIELDS)
            claim = fields.text("claim", wanted="Write the id of a claim, such as c01.")
            if claim:
                self.check_claim(fields, Value(claim, fields.line_of("claim")), given)
            about = self.prose(fields, "about", required=True, wanted="Say in a few words what the claim says.")
            look_for = self.prose(fields, "look_for", required=True, wanted="Say what to look for.")
            yield OutsideStep(claim, about, look_for, self.prose(fields, "found"))

    def check_links(self, paths: Mapping[str, ReadingPath]) -> None:
        there = {
            "section": {str(section.number) for section in self.article.sections},
            "path": set(paths),
            "page": set(PAGES),
        }
        for line, kind, target in self.links:
            if target not in there[kind]:
                self.fields.fault(line, f"The link ({kind}:{target}) leads nowhere.", _LINKS)
