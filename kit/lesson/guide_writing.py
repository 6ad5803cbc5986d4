"""Writes a guide as a `guide.yaml` that reads well, and reads back as the same guide."""

from collections.abc import Iterator, Mapping, Sequence

from kit.lesson.guide import FirstLesson, Guide, OutsideStep, ReadingPath, SectionGuide, Step, Stop
from kit.lesson.guide_file import ALL_FIELDS, OUTSIDE_FIELDS, START_FIELDS
from kit.lesson.yaml_text import quoted, text_lines

_SECTION_TEXTS = ("closing", "reveal", "on_your_own", "next")


def guide_text(guide: Guide) -> str:
    """Return the text of a `guide.yaml`.

    It says what the guide says; at a path's stop it leaves out the words that are the section's own.
    """
    parts = [_start(guide), _first_lesson(guide.first_lesson), section_lines(guide.sections), _paths(guide)]
    parts.append(_outside(guide.outside))
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"


def _start(guide: Guide) -> Iterator[str]:
    if any(getattr(guide, name) for name in START_FIELDS):
        yield "start:"
        yield from _texts(guide, START_FIELDS, "  ")


def _first_lesson(lesson: FirstLesson | None) -> Iterator[str]:
    if lesson is not None:
        yield from ["first_lesson:", f"  title: {quoted(lesson.title)}", f"  minutes: {lesson.minutes}"]
        yield from _texts(lesson, ("opening",), "  ")
        yield from _steps(lesson.steps, "  ")


def section_lines(sections: Sequence[SectionGuide]) -> Iterator[str]:
    """Return the lines of all sections."""
    if sections:
        yield "sections:"
    for number, section in enumerate(sections, start=1):
        yield from ["", f"  {number}:"] if number > 1 else [f"  {number}:"]
        yield from (f"    {name}: {quoted(getattr(section, name))}" for name in ("name", "title", "minutes"))
        yield from _texts(section, ("do",), "    ")
        yield from stop_lines(section.stops, {})
        yield from _texts(section, _SECTION_TEXTS, "    ")


def stop_lines(stops: Sequence[Stop], usual: Mapping[int, Stop]) -> Iterator[str]:
    """Return the lines of stops, four blanks in; words that are those of `usual`, by paragraph, are left out."""
    yield "    stops:"
    for stop in stops:
        yield f"      - paragraphs: {quoted(stop.paragraphs)}"
        words = usual.get(stop.paragraphs[0], Stop(()))
        for name in ("before", "after"):
            if getattr(stop, name) != getattr(words, name):
                yield from text_lines(name, getattr(stop, name), " " * 8, ALL_FIELDS)


def _paths(guide: Guide) -> Iterator[str]:
    if guide.paths:
        yield "paths:"
    usual = {number: stop for section in guide.sections for stop in section.stops for number in stop.paragraphs}
    for path in guide.paths.values():
        yield f"  {path.name}:"
        yield from path_lines(path)
        yield from stop_lines(path.stops, usual)


def path_lines(path: ReadingPath) -> Iterator[str]:
    """Return the lines of a path without its name and its stops, four blanks in."""
    yield f"    title: {quoted(path.title)}"
    yield f"    minutes: {path.minutes}"
    yield f"    claims: [{', '.join(path.claims)}]"
    yield from _texts(path, ("heading", "opening"), "    ")
    yield from _steps(path.steps, "    ")


def _steps(steps: Sequence[Step], indent: str) -> Iterator[str]:
    if steps:
        yield f"{indent}steps:"
        yield from (f"{indent}  - {{minutes: {step.minutes}, do: {quoted(step.do)}}}" for step in steps)


def _outside(steps: Sequence[OutsideStep]) -> Iterator[str]:
    if steps:
        yield "outside:"
    for step in steps:
        first, *more = _texts(step, OUTSIDE_FIELDS, "    ")
        yield from [f"  - {first.strip()}", *more]


def _texts(holder: object, names: Sequence[str], indent: str) -> Iterator[str]:
    """The fields of these names that hold a text."""
    for name in names:
        if text := getattr(holder, name):
            yield from text_lines(name, text, indent, ALL_FIELDS)
