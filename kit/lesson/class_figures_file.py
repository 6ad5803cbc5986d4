"""Reads and writes `class.yaml`, a class's figures beside a lesson: counts only. All that is wrong is told at once."""

from collections.abc import Sequence
from types import MappingProxyType

from kit.lesson.claims import Claim
from kit.lesson.class_figures import FEWEST_READERS, OTHER, ClassFigures
from kit.lesson.codebook import ANSWER_NAMES
from kit.lesson.faults import Fault
from kit.lesson.fields import Fields
from kit.lesson.yaml_nodes import Value, read_yaml
from kit.lesson.yaml_text import quoted

FIELDS = ("lesson", "edition", "phase", "answers")
#: The only answers that are counted: those from before the key was seen.
PHASE = "own"
_NAMES = (*ANSWER_NAMES, OTHER)
_MAKE_AGAIN = "Delete the file, and make it again with “kit class-figures”."
_HEAD = f"""\
# How readers of a class answered before they saw the key, shown to later readers after they have seen it. Counts only:
# no names, no codes, no reasons. What fewer than {FEWEST_READERS} readers answered counts as “{OTHER}”, or not at all.
"""


def read_class_figures(
    text: str, file: str, lesson: str, edition: str, claims: Sequence[Claim], faults: list[Fault]
) -> ClassFigures | None:
    """Read the text of a class's figures for this lesson; add everything that is wrong to `faults`.

    Returns None where they count answers to another edition: the text was mended since, which stops no reader.
    """
    value = read_yaml(text, file, 1, {*FIELDS, *_NAMES}, faults)
    if value is None:
        return None
    fields = Fields(value, file, "this file", faults)
    fields.only(FIELDS, FIELDS)
    about = fields.text("lesson", wanted="Write the lesson's id.")
    if about and about != lesson:
        problem = f"These are figures of the lesson “{about}”, and this is “{lesson}”."
        fields.fault(fields.line_of("lesson"), problem, "Take the file away, or put it into that lesson's folder.")
    phase = fields.text("phase", wanted=f"Write “phase: {PHASE}”.")
    if phase and phase != PHASE:
        problem = f"Only answers from before the key are counted, so “phase” is “{PHASE}”, and not “{phase}”."
        fields.fault(fields.line_of("phase"), problem, _MAKE_AGAIN)
    is_this = fields.text("edition", wanted=_MAKE_AGAIN) == edition
    figures = _answers(fields, {claim.id for claim in claims} if is_this else None)
    return figures if is_this else None


def _answers(fields: Fields, known: set[str] | None) -> ClassFigures:
    if "answers" not in fields and fields.misses("answers"):
        fields.fault(fields.line, "This file has no “answers”.", _MAKE_AGAIN)
    found = {}
    for claim, value in fields.mapping("answers").items():
        if known is not None and claim not in known:
            fields.fault(value.line, f"There is no claim “{claim}” in the article.", _MAKE_AGAIN)
        found[claim] = MappingProxyType(_counts(fields.within(value, f"the answers to {claim}")))
    return ClassFigures(MappingProxyType(found))


def _counts(fields: Fields) -> dict[str, int]:
    fields.only(_NAMES)
    if fields.is_whole and not fields.values:
        fields.fault(fields.line, f"{fields.where} are empty.", "Take the line out.")
    return {
        name: int(value.data)
        for name, value in fields.values.items()
        if name in _NAMES and _is_count(fields, name, value)
    }


def _is_count(fields: Fields, name: str, value: Value) -> bool:
    number = value.data
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        problem = f"“{name}” in {fields.where} is not a number of readers."
        fields.fault(value.line, problem, "Write how many readers gave this answer.")
        return False
    if number < FEWEST_READERS:
        problem = (
            f"“{name}” in {fields.where} counts {number}: fewer than {FEWEST_READERS} readers could be recognised."
        )
        fields.fault(value.line, problem, f"Take it out, or count it under “{OTHER}” with others.")
        return False
    return True


def class_figures_text(figures: ClassFigures, lesson: str, edition: str) -> str:
    """Return the text of a `class.yaml` with these figures: it reads back as the same figures."""
    lines = [f"lesson: {quoted(lesson)}", f"edition: {quoted(edition)}", f"phase: {PHASE}"]
    lines += ["answers:"] if figures.answers else ["answers: {}"]
    for claim, counts in figures.answers.items():
        inside = ", ".join(f"{name}: {count}" for name, count in counts.items())
        lines.append(f"  {claim}: {{{inside}}}")
    return _HEAD + "\n".join(lines) + "\n"
