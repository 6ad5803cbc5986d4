"""Whose a file is by the folder that it stands in, where each folder is the one of a student, as on a hub.

There nobody else could write into that folder, so it says who somebody is; the code in a line says nothing, since a
student can write any code into a file of their own. A file called `EACH_IS_ONE` says that folders are such. It counts
where whoever runs the hub can have put it: not inside a student's folder.
"""

from collections.abc import Collection, Iterable, Iterator

from kit.marks.folder import EACH_IS_ONE, LOCK_SUFFIX, NOTE, SENT_SUFFIX
from kit.marks.journal import SUFFIX
from kit.marks.reader import is_reader_code


class Owners:
    """Tells whose a file is, and which files are the kit's own.

    Args:
        names: the names of all files that were found, with `/`.
    """

    def __init__(self, names: Iterable[str]) -> None:
        found = list(names)
        self._above = {name.removesuffix(EACH_IS_ONE) for name in found if name.rpartition("/")[2] == EACH_IS_ONE}
        noted = {name.removesuffix(NOTE) for name in found if name.rpartition("/")[2] == NOTE}
        self._marks_folders = noted and set(_marks_folders(found, noted))

    def of(self, name: str) -> str:
        """Return the folder of the student whose a file is, by its path; an empty text where no folder says so."""
        *around, _ = name.split("/") if self._above else [name]
        above = ""
        for folder in around:
            if above in self._above:
                return above + folder
            above += f"{folder}/"
        return ""

    def is_note(self, name: str) -> bool:
        """Whether a file is the kit's own by its name: what says that folders are the students', or beside a journal.

        Elsewhere than in a student's own folder a note of who reads is known by what stands in it, too
        (`may_be_note`): a student may have handed in a text of that name.
        """
        last = name.rpartition("/")[2]
        stem, dot, suffix = last.rpartition(".")
        if stem.startswith(".") and dot + suffix in (LOCK_SUFFIX, SENT_SUFFIX):
            return bool(self.of(name)) or is_reader_code(stem[1:])
        return last == (NOTE if self.of(name) else EACH_IS_ONE)

    def may_be_note(self, name: str) -> bool:
        """Whether a file is called as the note of who reads, and lies beside journals: a whole marks folder came."""
        folder, slash, last = name.rpartition("/")
        return last == NOTE and folder + slash in self._marks_folders


def _marks_folders(names: Iterable[str], among: Collection[str]) -> Iterator[str]:
    """Those of some folders in which a journal lies that is called as the kit calls them."""
    for name in names:
        folder, slash, last = name.rpartition("/")
        if folder + slash in among and last.endswith(SUFFIX) and is_reader_code(last.removesuffix(SUFFIX)):
            yield folder + slash


def user_of(owner: str) -> str:
    """Return the hub's user by their folder."""
    return owner.rpartition("/")[2]
