"""Alters a hand-written `guide.yaml` where it must: what is not altered stays letter by letter, with its comments.

What a person wrote on one line, or left to be filled in, is written out where it has to be altered: of several ways to
alter a file, the one that touches the fewest lines and reads back as the guide that is wanted is taken.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from kit.lesson.article import Article
from kit.lesson.claims import Claim
from kit.lesson.faults import Fault
from kit.lesson.guide import Guide, ReadingPath, SectionGuide
from kit.lesson.guide_file import ALL_FIELDS, FIELDS, PATH_FIELDS, SECTION_FIELDS, STOP_FIELDS, read_guide
from kit.lesson.guide_writing import guide_text, path_lines, section_lines, stop_lines
from kit.lesson.yaml_altering import NoPlace, Path, Write, one_line, with_field
from kit.lesson.yaml_text import quoted, text_lines

_SECTION_TEXTS = ("do", "closing", "reveal", "on_your_own", "next")
#: One step of altering: leads to a mapping, names its field, says what is written there, and the order of fields.
_Step = tuple[Path, str, Write | None, Sequence[str]]


def altered_guide(text: str, old: Guide, new: Guide, article: Article, claims: Sequence[Claim]) -> str:
    """Return the text of a guide that says what `new` says, where it said what `old` says.

    Args:
        text: a `guide.yaml` that can be read, with line ends `\\n`; empty where there is none yet.
        old: what it says.
        new: what it is to say: another guide for the same sections.
        article: the lesson's article.
        claims: its claims from now on.
    """
    if not text:
        return guide_text(new)
    for steps in (list(_fine(old, new)), list(_coarse(old, new))):
        try:
            altered = _after(text, steps)
        except NoPlace:
            continue
        faults: list[Fault] = []
        if _is_meant(read_guide(altered, "", article, claims, faults), new) and not faults:
            return altered
    return guide_text(new)


def _is_meant(found: Guide, new: Guide) -> bool:
    """Whether a guide says what it is to say; a path's stops may be left to be those of the sections."""
    return replace(found, paths={}) == replace(new, paths={}) and _about(found) == _about(new)


def _about(guide: Guide) -> dict[str, list[object]]:
    """What is said of each path beside its stops."""
    return {name: [getattr(path, one) for one in PATH_FIELDS[:-1]] for name, path in guide.paths.items()}


def _after(text: str, steps: Sequence[_Step]) -> str:
    for path, name, write, order in steps:
        text = with_field(text, path, name, write, order)
    return text


def _fine(old: Guide, new: Guide) -> Iterator[_Step]:
    """Field by field."""
    for number, (before, after) in enumerate(zip(old.sections, new.sections, strict=True), start=1):
        yield from _section(number, before, after)
    for name in old.paths.keys() | new.paths.keys():
        yield from _path(old.paths.get(name), new.paths.get(name), new)


def _coarse(old: Guide, new: Guide) -> Iterator[_Step]:
    """Sections and paths as a whole."""
    if old.sections != new.sections:
        yield (), "sections", _as_it_is(lambda: section_lines(new.sections)), FIELDS
    if _about(old) != _about(new):
        apart = [] if old.paths else [""]
        write = _as_it_is(lambda: chain(apart, _paths(new))) if new.paths else None
        yield (), "paths", write, FIELDS


def _section(number: int, before: SectionGuide, after: SectionGuide) -> Iterator[_Step]:
    path = ("sections", str(number))
    for name in ("name", "title", "minutes"):
        if getattr(before, name) != getattr(after, name):
            yield path, name, one_line(name, quoted(getattr(after, name))), SECTION_FIELDS
    for name in _SECTION_TEXTS:
        if getattr(before, name) != getattr(after, name):
            yield path, name, _text(name, getattr(after, name)), SECTION_FIELDS
    if [stop.paragraphs for stop in before.stops] != [stop.paragraphs for stop in after.stops]:
        yield path, "stops", _moved(lambda: stop_lines(after.stops, {}), 4), SECTION_FIELDS
        return
    for at, (one, other) in enumerate(zip(before.stops, after.stops, strict=True)):
        for name in ("before", "after"):
            if getattr(one, name) != getattr(other, name):
                yield (*path, "stops", at), name, _text(name, getattr(other, name)), STOP_FIELDS


def _path(before: ReadingPath | None, after: ReadingPath | None, guide: Guide) -> Iterator[_Step]:
    if after is None:
        assert before is not None
        yield ("paths",), before.name, None, ()
    elif before is None:
        yield ("paths",), after.name, _moved(lambda: _one_path(after, guide), 2), ()
    elif before != after:
        path = ("paths", after.name)
        for name in ("title", "minutes"):
            if getattr(before, name) != getattr(after, name):
                yield path, name, one_line(name, quoted(getattr(after, name))), PATH_FIELDS
        if before.claims != after.claims:
            yield path, "claims", one_line("claims", f"[{', '.join(after.claims)}]"), PATH_FIELDS


def _paths(guide: Guide) -> Iterator[str]:
    yield "paths:"
    for path in guide.paths.values():
        yield from _one_path(path, guide)


def _one_path(path: ReadingPath, guide: Guide) -> Iterator[str]:
    """A path with its name, two blanks in; the stops are written where they are not those of the sections."""
    yield f"  {path.name}:"
    yield from path_lines(path)
    usual = {number: stop for section in guide.sections for stop in section.stops for number in stop.paragraphs}
    yield from stop_lines(path.stops, usual)


def _text(name: str, value: str) -> Write | None:
    return (lambda indent: text_lines(name, value, indent, ALL_FIELDS)) if value else None


def _as_it_is(lines: Callable[[], Iterator[str]]) -> Write:
    return lambda _indent: lines()


def _moved(lines: Callable[[], Iterator[str]], written: int) -> Write:
    """Lines that are written `written` blanks in, moved to where they stand."""
    return lambda indent: [f"{indent}{line[written:]}" if line else line for line in lines()]
