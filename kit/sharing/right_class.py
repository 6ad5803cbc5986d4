"""Files of two classes in one run: a list or a gradebook that hardly knows anybody of those who marked."""

from collections.abc import Collection, Iterator

from kit.sharing.findings import Finding
from kit.sharing.roster import Roster

#: Below this share of known readers, another class's file is likelier than slips that are still missing.
HALF = 0.5


def of_another_class(readers: Collection[str], roster: Roster, graded: Collection[str], file: str) -> Iterator[Finding]:
    """Say where most of those who marked are not in the roster, or most of those are not in the gradebook.

    Args:
        readers: the codes that marks came from.
        roster: who has which code.
        graded: the codes of the students whom the gradebook's lines were found for.
        file: the gradebook's name.
    """
    known = {student.code for student in roster.students} & set(readers)
    remedy = "Is it the file of this class? Look before you import."
    if readers and len(known) < HALF * len(readers):
        what = f"{_only(known, readers)} reader codes that handed in marks {_is(known)} in the roster."
        yield Finding("look", "", 0, what, remedy)
    in_both = known & set(graded)
    if known and len(in_both) < HALF * len(known):
        what = f"{_only(in_both, known)} students who handed in marks {_is(in_both)} in {file}."
        yield Finding("look", "", 0, what, remedy)


def _only(found: Collection[str], among: Collection[str]) -> str:
    return f"{f'Only {len(found)}' if found else 'None'} of the {len(among)}"


def _is(found: Collection[str]) -> str:
    return "is" if len(found) == 1 else "are"
