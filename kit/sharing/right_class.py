"""Files of two classes in one run: a list or a gradebook that hardly knows anybody of those who marked."""

from collections.abc import Collection, Iterator

from kit.sharing.findings import Finding, finding
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
    if readers and len(known) < HALF * len(readers):
        yield _hardly_any("codes", known, readers, "")
    in_both = known & set(graded)
    if known and len(in_both) < HALF * len(known):
        yield _hardly_any("students", in_both, known, file)


def _hardly_any(who: str, found: Collection[str], among: Collection[str], file: str) -> Finding:
    key = f"other_class.{who}" if found else f"other_class.no_{who}"
    return finding("look", key, n=len(found or among), among=len(among), gradebook=file)
