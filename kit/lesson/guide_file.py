"""Reads `guide.yaml`: the named paths through a lesson. Strictly: everything that is wrong is a fault, at once."""

import re
from collections.abc import Sequence
from types import MappingProxyType

from kit.lesson.claims import Claim
from kit.lesson.faults import Fault
from kit.lesson.fields import Fields
from kit.lesson.guide import Guide, ReadingPath
from kit.lesson.yaml_nodes import Value, read_yaml

FIELDS = ("paths",)
PATH_FIELDS = ("title", "minutes", "claims")
PATH_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_guide(text: str, file: str, claims: Sequence[Claim], faults: list[Fault]) -> Guide:
    """Read the text of a guide to an article with these claims; add everything that is wrong to `faults`."""
    value = read_yaml(text, file, 1, (*FIELDS, *PATH_FIELDS), faults)
    if value is None:
        return Guide()
    fields = Fields(value, file, "the guide", faults)
    fields.only(FIELDS)
    paths = {name: _path(name, item, fields, claims, faults) for name, item in fields.mapping("paths").items()}
    return Guide(MappingProxyType(paths))


def _path(name: str, value: Value, guide: Fields, claims: Sequence[Claim], faults: list[Fault]) -> ReadingPath:
    if not PATH_NAME.fullmatch(name):
        guide.fault(value.line, f"“{name}” cannot name a path.", "Use small letters, digits and hyphens: short.")
    fields = Fields(value, guide.file, f"the path “{name}”", faults)
    fields.only(PATH_FIELDS)
    title = fields.text("title", wanted="Name it for people: the 45-minute lesson.")
    minutes = fields.number("minutes")
    if minutes is not None and minutes < 1:
        fields.fault(fields.line_of("minutes"), f"{fields.where} takes {minutes} minutes.", "Write 1 or more.")
    return ReadingPath(name, title, minutes or 0, _claims(fields, claims))


def _claims(fields: Fields, claims: Sequence[Claim]) -> tuple[str, ...]:
    """Read the ids of a path's claims, and bring them into reading order."""
    items, known = fields.items("claims"), [claim.id for claim in claims]
    if "claims" in fields and not items:
        fields.fault(fields.line_of("claims"), f"{fields.where} has no claims.", "Write ids, such as [c01, c05].")
    given: list[object] = []
    for item in items:
        if item.data not in known:
            remedy = f"The article has {known[0]} to {known[-1]}." if known else "Mark claims in the article first."
            fields.fault(item.line, f"There is no claim “{item.plain()}” for {fields.where}.", remedy)
        elif item.data in given:
            fields.fault(item.line, f"The claim {item.data} stands twice in {fields.where}.", "Keep one of the two.")
        given.append(item.data)
    return tuple(claim_id for claim_id in known if claim_id in given)
