"""Matching: which line of a gradebook is which student of the roster."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.analysis.discretion.folded import folded
from kit.sharing.cells import Row, seen
from kit.sharing.findings import Finding, finding, some
from kit.sharing.roster import IDENTITIES, Roster, Student
from kit.ui.words import words

#: A smaller share of both, found by name alone, are namesakes in another class.
SHARE_OF_ONE_CLASS = 0.3
_INSIDE_WORDS, _BETWEEN_WORDS = re.compile(r"['.]"), re.compile("-")


@dataclass(frozen=True, slots=True)
class Entry:
    """A student's line in a gradebook. `known_by` maps `name` and the identities of a roster to what stands there."""

    row: Row
    known_by: Mapping[str, str]

    @property
    def name(self) -> str:
        """The name in the gradebook, or whatever else it has."""
        return self.known_by.get("name") or next((text for text in self.known_by.values() if text), "somebody")

    @property
    def own(self) -> str:
        """What this line shows of the student that a roster could have too, or an empty text: `id 17 or login ana`."""
        shown = [(identity.replace("_", " "), self.known_by.get(identity)) for identity in IDENTITIES]
        return " or ".join(f"{name} “{value}”" for name, value in shown if value)


@dataclass(frozen=True)
class Matched:
    """Pairs of a line and its student, and what there is to say about the others.

    `open` holds the lines that fit more than one student, with these: nobody of them is missing on either side.
    """

    pairs: tuple[tuple[Entry, Student], ...]
    findings: tuple[Finding, ...]
    open: tuple[tuple[Entry, tuple[Student, ...]], ...] = ()


def match(entries: Sequence[Entry], roster: Roster, file: str) -> Matched:
    """Find the student of each line: by e-mail, id, SIS id or login; by name where the roster has none of these.

    Two ways that lead to different students, a student with two lines, and a name that fits two lines or students,
    that is another line's, or that has no word in common with the roster's name are findings of the level `stop`.
    """
    findings: list[Finding] = []
    pairs, several = [], []
    by_identity = _by_identity(roster)
    by_name = _by_name(entries, roster)
    named = {name_key(entry.known_by.get("name", "")): entry for entry in entries}
    named_so = Counter(name_key(entry.known_by.get("name", "")) for entry in entries)
    named_so |= Counter(name_key(student.name) for student in roster.students)
    for entry in entries:
        students = _students(entry, by_identity) or by_name.get(name_key(entry.known_by.get("name", "")), [])
        findings += _doubts(entry, students, by_identity, file)
        findings += _another_line(entry, students, named, file)
        if len(students) == 1:
            pairs.append((entry, students[0]))
        elif students:
            several.append((entry, tuple(students)))
    by_name_only = [entry for entry, _ in pairs if not _students(entry, by_identity)]
    findings += [*_twice(pairs, file), *_by_name_only(by_name_only, named_so, pairs)]
    if len(by_name_only) == len(pairs):
        findings += _other_class(len(pairs), len(entries), len(roster.students), file)
    return Matched(tuple(pairs), tuple(findings), tuple(several))


def name_key(name: str) -> str:
    """Return a name as it is compared: “Doe, Jane” is “jane doe”, and “O’Brien, Noé” is “noe obrien”."""
    plain = _BETWEEN_WORDS.sub(" ", _INSIDE_WORDS.sub("", folded(name).text))
    last, comma, first = plain.partition(",")
    return " ".join((f"{first} {last}" if comma else plain).split())


def _by_identity(roster: Roster) -> dict[tuple[str, str], Student]:
    return {
        (identity, seen(value).casefold()): student
        for student in roster.students
        for identity in IDENTITIES
        if (value := getattr(student, identity))
    }


def _students(entry: Entry, by_identity: Mapping[tuple[str, str], Student]) -> list[Student]:
    keys = [(identity, seen(value).casefold()) for identity, value in entry.known_by.items() if value]
    return list(dict.fromkeys(by_identity[key] for key in keys if key in by_identity))


def _by_name(entries: Sequence[Entry], roster: Roster) -> dict[str, list[Student]]:
    """Students who can only be found by name: this gradebook shows nothing else that the roster has of them."""
    shown = {identity for entry in entries for identity, value in entry.known_by.items() if value}
    found: dict[str, list[Student]] = {}
    for student in roster.students:
        if student.name and not any(getattr(student, identity) for identity in shown & set(IDENTITIES)):
            found.setdefault(name_key(student.name), []).append(student)
    return _turned_round(found, {name_key(entry.known_by.get("name", "")) for entry in entries})


def _turned_round(found: dict[str, list[Student]], names: set[str]) -> dict[str, list[Student]]:
    """A list may have the last name first without a comma: whom no line fits as written is found by the words."""
    by_words: dict[tuple[str, ...], list[str]] = {}
    for name in sorted(names - {*found}):
        by_words.setdefault(tuple(sorted(name.split())), []).append(name)
    for written in sorted({*found} - names):
        turned = by_words.get(tuple(sorted(written.split())), [])
        if len(turned) == 1:
            found.setdefault(turned[0], []).extend(found.pop(written))
    return found


def _doubts(
    entry: Entry, students: list[Student], by_identity: Mapping[tuple[str, str], Student], file: str
) -> Iterator[Finding]:
    line = entry.row.line
    if len(students) > 1:
        who = ", ".join(map(_with_code, students))
        key = "matching.swapped" if _students(entry, by_identity) else f"matching.several_{_told_apart(entry)}"
        yield finding("stop", key, file, line, name=entry.name, who=who, known=entry.own)
    elif (
        _students(entry, by_identity)
        and students[0].name
        and not _same_person(entry.known_by.get("name", ""), students[0].name)
    ):
        yield finding("stop", "matching.other_name", file, line, name=entry.name, student=students[0].name)


def _another_line(
    entry: Entry, students: Sequence[Student], named: Mapping[str, Entry], file: str
) -> Iterator[Finding]:
    """A student found by an id whose name is, letter for letter, that of another line: two ids may be swapped."""
    for student in students if len(students) == 1 and students[0].name else ():
        other = named.get(name_key(student.name))
        if other is not None and other.row.line != entry.row.line and name_key(entry.name) != name_key(student.name):
            about = {"name": entry.name, "student": student.called, "other": other.row.line}
            yield finding("stop", "matching.other_line", file, entry.row.line, **about)


def _same_person(one: str, other: str) -> bool:
    ours, theirs = (set(re.findall(r"\w+", name_key(name))) for name in (one, other))
    return not ours or not theirs or bool(ours & theirs)


def _twice(pairs: Sequence[tuple[Entry, Student]], file: str) -> Iterator[Finding]:
    """Lines that fit one student, or students who share a code without having worked together."""
    times = Counter(_whose(student) for _, student in pairs)
    for entry, student in pairs:
        if times[_whose(student)] > 1:
            about = {"lines": times[_whose(student)], "who": _with_code(student), "name": entry.name}
            key = f"matching.lines_{_told_apart(entry)}"
            yield finding("stop", key, file, entry.row.line, known=entry.own, **about)


def _with_code(student: Student) -> str:
    key = "with_code" if student.code else "without_code"
    return words()(f"findings.matching.{key}", student=student.called, code=student.code)


def _whose(student: Student) -> Student | str:
    return student.code if student.has_code and not student.together else student


def _told_apart(entry: Entry) -> str:
    """By what one of several who are called alike is found: what the gradebook shows of this line, or by nothing."""
    return "by_line" if entry.own else "by_nothing"


def _other_class(matched: int, in_gradebook: int, in_roster: int, file: str) -> Iterator[Finding]:
    """Two classes have namesakes: a few of them, found by nothing but the name, are no sign of one class."""
    if 0 < matched < SHARE_OF_ONE_CLASS * min(in_gradebook, in_roster):
        yield finding("stop", "matching.other_class", file, in_roster=in_roster, matched=matched)


def _by_name_only(
    found: Sequence[Entry], named_so: Mapping[str, int], pairs: Sequence[tuple[Entry, Student]]
) -> Iterator[Finding]:
    """One sentence for all of them: with a roster of names alone it is about the whole class."""
    lines = Counter(student for _, student in pairs)
    once = [entry for entry, student in pairs if entry in found and lines[student] == 1]
    alone = [entry.name for entry in once if named_so[name_key(entry.name)] == 1]
    for entry in (entry for entry in once if named_so[name_key(entry.name)] > 1):
        yield finding("look", f"matching.namesake_{_told_apart(entry)}", name=entry.name, known=entry.own)
    if alone:
        yield finding("look", "matching.name_only", n=len(alone), who=some(alone))
