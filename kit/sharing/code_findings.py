"""What the codes in a roster say beside those that came in: who has none, whose is mistyped, and which may be meant.

A likely code is named and never taken: only the student knows whose marks these are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from kit.marks.reader import ANIMALS, MANNERS, is_reader_code
from kit.sharing.findings import Finding, all_of, finding, some, the_roster
from kit.sharing.roster import Roster, Student
from kit.ui.words import words

#: How alike two codes are when one may be a slip for the other (`difflib`'s ratio, 0 to 1): one sign in ten differs.
ALIKE = 0.85
_ALIKE_WORDS = 0.7
#: Digits that are written for letters, and letters for digits.
_DIGITS = str.maketrans("olisb", "01158")


def about_codes(roster: Roster, points: Mapping[str, float]) -> Iterator[Finding]:
    """Say of every student whose code leads to no marks through a slip what stands there, and what may be meant."""
    free = _free(roster, points)
    if points and len(free) == len(points):
        yield finding("look", "codes.none_known", the_roster(), codes=some(free))
    yield from _without(roster, free)
    for student in roster.students:
        if student.code and not student.has_code:
            meant = _meant(student, free, roster)
            yield _about("codes.not_a_code_meant" if meant else "codes.not_a_code", student, meant)
    for student in mistyped(roster, points):
        yield _about("codes.mistyped", student, _meant(student, free, roster))
    shared = (student.code for student in roster.students if student.together and student.code in points)
    for code in dict.fromkeys(shared):
        yield finding("look", "codes.together", the_roster(), students=roster.called(code), code=code)


def _about(key: str, student: Student, meant: str) -> Finding:
    return finding("look", key, the_roster(), student.line, code=student.code, student=student.called, meant=meant)


def mistyped(roster: Roster, points: Mapping[str, float]) -> list[Student]:
    """Return who has a code under which no marks came, while another one may be meant."""
    free = _free(roster, points)
    silent = [student for student in roster.students if student.has_code and student.code not in points]
    return [student for student in silent if _meant(student, free, roster)]


def _free(roster: Roster, points: Mapping[str, float]) -> list[str]:
    return [code for code in points if roster.student(code) is None]


def _without(roster: Roster, free: Sequence[str]) -> Iterator[Finding]:
    """One sentence for all lines without a code: who has not got one is often nobody's fault but a day's absence."""
    nothing = [student.called for student in roster.students if student.hub_user and not student.code]
    if nothing:
        yield finding("look", "codes.nothing_on_hub", the_roster(), n=len(nothing), who=all_of(nothing))
    without = [student for student in roster.students if not student.code and not student.hub_user]
    if without:
        lines = ", ".join(str(student.line) for student in without if student.line)
        who = all_of([student.called for student in without])
        who = words()("findings.codes.in_lines", who=who, lines=lines) if lines else who
        key = "codes.missing_free" if free else "codes.missing"
        yield finding("look", key, the_roster(), who=who, codes=some(free))


def _meant(student: Student, free: Sequence[str], roster: Roster) -> str:
    """Ask about a code that came in and is nobody's, or else about one made of the words that codes are made of."""
    close = get_close_matches("-".join(re.findall(r"[^\W_]+", student.code)), free, n=2, cutoff=ALIKE)
    if close:
        key = "meant" if len(close) == 1 else "meant_two"
        return words()(f"findings.codes.{key}", code=close[0], other=close[-1])
    spelled = _spelled(student.code)
    if spelled in ("", student.code) or roster.student(spelled) is not None:
        return ""
    return words()("findings.codes.meant_spelled", code=spelled)


def _spelled(code: str) -> str:
    """The code with each of its words spelled as codes are, or an empty text where that makes no code."""
    words = re.findall(r"[^\W_]+", code)
    if len(words) != 3:
        return ""
    manner, animal = (
        get_close_matches(word, of, 1, _ALIKE_WORDS) for word, of in zip(words, (MANNERS, ANIMALS), strict=False)
    )
    likely = "-".join([*manner, *animal, words[2].translate(_DIGITS)])
    return likely if is_reader_code(likely) else ""
