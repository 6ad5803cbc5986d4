"""Steps that arrange how the lesson is read: stops and what is asked at them, sections, and shorter paths."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from kit.authoring.editor.in_hand import LessonInHand
from kit.authoring.editor.questions import question_for
from kit.authoring.editor.step import Refused, Step
from kit.lesson.claims import Claim
from kit.lesson.files import GUIDE_FILE
from kit.lesson.guide import (
    CORE_SECONDS,
    OPTIONAL_SECONDS,
    WITH_THE_REST,
    Guide,
    ReadingPath,
    SectionGuide,
    Stop,
    stops_for,
)
from kit.lesson.guide_altering import altered_guide
from kit.ui.words import words

#: How many claims a shorter path has, and how many minutes it takes to begin it and to talk about it.
MOST_ON_A_PATH, TO_BEGIN_AND_TALK = 10, 15
PATH = "short"
STOP_TEXTS, SECTION_TEXTS = ("before", "after"), ("name", "title", "do", "closing", "reveal", "on_your_own", "next")


def set_stop_text(hand: LessonInHand, section: int, stop: int, name: str, text: str) -> Step:
    """Write what is said before a stop (`before`), or asked after it (`after`)."""
    if name not in STOP_TEXTS:
        raise Refused("unknown_field")
    changed: dict[str, Any] = {name: _prose(text)}
    return _with_stop(hand, section, stop, lambda one: [replace(one, **changed)])


def join_stops(hand: LessonInHand, section: int, stop: int) -> Step:
    """Let a stop and the next one of its section stand together; what is said at both stays."""
    stops = _section(hand, section).stops
    if not 0 <= stop < len(stops) - 1:
        raise Refused("no_next_stop")
    one, other = stops[stop : stop + 2]
    both = Stop(
        one.paragraphs + other.paragraphs,
        "\n\n".join(filter(None, (one.before, other.before))),
        "\n\n".join(filter(None, (one.after, other.after))),
    )
    return _with_section(hand, section, lambda it: replace(it, stops=(*stops[:stop], both, *stops[stop + 2 :])))


def part_stop(hand: LessonInHand, section: int, stop: int, paragraph: int) -> Step:
    """Part a stop before one of its paragraphs; what is said before it stays with the first part, the question last."""

    def parts(one: Stop) -> list[Stop]:
        if paragraph not in one.paragraphs[1:]:
            raise Refused("part_where")
        at = one.paragraphs.index(paragraph)
        halves = one.paragraphs[:at], one.paragraphs[at:]
        if any(all(hand.article.paragraph(number).is_caption for number in half) for half in halves):
            raise Refused("caption_alone")
        return [Stop(halves[0], one.before), Stop(halves[1], "", one.after)]

    return _with_stop(hand, section, stop, parts)


def take_questions(hand: LessonInHand) -> Step:
    """Write the proposed question at every stop that has none."""

    def asked(stop: Stop) -> Stop:
        return stop if stop.after else replace(stop, after=question_for(hand, stop))

    sections = tuple(replace(one, stops=tuple(map(asked, one.stops))) for one in hand.guide.sections)
    return _written(hand, replace(hand.guide, sections=sections))


def set_section_text(hand: LessonInHand, section: int, name: str, text: str) -> Step:
    """Write one of the texts of a section's guide."""
    if name not in SECTION_TEXTS:
        raise Refused("unknown_field")
    plain = " ".join(text.split()) if name in ("name", "title") else _prose(text)
    if name in ("name", "title") and not plain:
        raise Refused("empty_title")
    changed: dict[str, Any] = {name: plain}
    return _with_section(hand, section, lambda it: replace(it, **changed))


def set_section_minutes(hand: LessonInHand, section: int, minutes: int) -> Step:
    """Say how long a section takes."""
    return _with_section(hand, section, lambda it: replace(it, minutes=_whole(minutes)))


def new_path(hand: LessonInHand) -> Step:
    """Make a shorter path of at most ten claims, core ones first, with the minutes that they take."""
    names = [PATH, *(f"{PATH}-{number}" for number in range(2, 100))]
    name = next(name for name in names if name not in hand.guide.paths)
    core = [claim for claim in hand.claims if claim.core][:MOST_ON_A_PATH]
    rest = [claim for claim in hand.claims if not claim.core][: MOST_ON_A_PATH - len(core)]
    chosen = [claim for claim in hand.claims if claim in core or claim in rest]
    minutes = usual_path_minutes(chosen)
    title = words(hand.article.language)("editor.path_title_new", n=minutes)
    path = ReadingPath(name, title, minutes, tuple(claim.id for claim in chosen), _stops(hand, chosen))
    return _with_path(hand, path)


def toggle_on_path(hand: LessonInHand, name: str, claim_id: str) -> Step:
    """Put a claim on a path, or take it off."""
    path = _path(hand, name)
    wanted = set(path.claims) ^ {hand.claim(claim_id).id}
    if not wanted:
        raise Refused("last_of_path", path=path.title)
    chosen = [claim for claim in hand.claims if claim.id in wanted]
    stops = path.stops
    shown = {number for stop in stops for number in stop.paragraphs}
    if {claim.paragraph for claim in chosen} - shown or not stops:
        stops = _stops(hand, chosen)
    step = _with_path(hand, replace(path, claims=tuple(claim.id for claim in chosen), stops=stops))
    return replace(step, claim=claim_id)


def set_path_minutes(hand: LessonInHand, name: str, minutes: int) -> Step:
    """Say how long a path takes as a whole."""
    path = _path(hand, name)
    if path.steps:
        raise Refused("path_has_steps", path=path.title)
    return _with_path(hand, replace(path, minutes=_whole(minutes)))


def set_path_title(hand: LessonInHand, name: str, title: str) -> Step:
    """Name a path for people."""
    if not title.strip():
        raise Refused("empty_title")
    return _with_path(hand, replace(_path(hand, name), title=" ".join(title.split())))


def delete_path(hand: LessonInHand, name: str) -> Step:
    """Take a path out."""
    _path(hand, name)
    paths = {one: path for one, path in hand.guide.paths.items() if one != name}
    return _written(hand, replace(hand.guide, paths=MappingProxyType(paths)))


def usual_path_minutes(claims: Sequence[Claim]) -> int:
    """Return about how many minutes a path takes, in steps of five: its claims, a beginning, and a talk."""
    seconds = WITH_THE_REST * sum(CORE_SECONDS if claim.core else OPTIONAL_SECONDS for claim in claims)
    return 5 * round((seconds / 60 + TO_BEGIN_AND_TALK) / 5)


def _prose(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def _whole(minutes: object) -> int:
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 1 <= minutes <= 600:
        raise Refused("minutes_which")
    return minutes


def _section(hand: LessonInHand, number: int) -> SectionGuide:
    if not 1 <= number <= len(hand.guide.sections):
        raise Refused("section_which")
    return hand.guide.sections[number - 1]


def _path(hand: LessonInHand, name: str) -> ReadingPath:
    if name not in hand.guide.paths:
        raise Refused("path_which")
    return hand.guide.paths[name]


def _stops(hand: LessonInHand, claims: Sequence[Claim]) -> tuple[Stop, ...]:
    return stops_for(claims, [stop for section in hand.guide.sections for stop in section.stops])


def _kept(hand: LessonInHand, guide: Guide, path: ReadingPath) -> ReadingPath:
    """A path whose stops are those of the sections keeps to them, whatever these are now."""
    chosen = [claim for claim in hand.claims if claim.id in path.claims]
    before = hand.guide.paths.get(path.name)
    if before is None or before.stops != _stops(hand, [one for one in hand.claims if one.id in before.claims]):
        return path
    return replace(path, stops=stops_for(chosen, [stop for section in guide.sections for stop in section.stops]))


def _with_stop(hand: LessonInHand, section: int, stop: int, alter: Callable[[Stop], list[Stop]]) -> Step:
    stops = _section(hand, section).stops
    if not 0 <= stop < len(stops):
        raise Refused("stop_which")
    altered = (*stops[:stop], *alter(stops[stop]), *stops[stop + 1 :])
    return _with_section(hand, section, lambda it: replace(it, stops=altered))


def _with_section(hand: LessonInHand, number: int, alter: Callable[[SectionGuide], SectionGuide]) -> Step:
    _section(hand, number)
    sections = list(hand.guide.sections)
    sections[number - 1] = alter(sections[number - 1])
    return _written(hand, replace(hand.guide, sections=tuple(sections)))


def _with_path(hand: LessonInHand, path: ReadingPath) -> Step:
    return _written(hand, replace(hand.guide, paths=MappingProxyType({**hand.guide.paths, path.name: path})))


def _written(hand: LessonInHand, guide: Guide) -> Step:
    guide = replace(guide, paths=MappingProxyType({name: _kept(hand, guide, one) for name, one in guide.paths.items()}))
    text = altered_guide(hand.texts.get(GUIDE_FILE, ""), hand.guide, guide, hand.article, hand.claims)
    return Step({GUIDE_FILE: text})
