"""What a teacher gets: a class as a zip that `kit collect` reads, with a folder for each of the hub's users."""

import re
import zipfile
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import IO

from kit.marks.folder import EACH_IS_ONE
from kit.marks.journal import SUFFIX
from kit.sharing.service.store import KeptLine

#: What no system minds in the name of a folder; a dot or blank at an end is none of it.
_SAFE = re.compile(r"[^\w@+. -]|^[. ]|[. ]$")


def write_class(lines: Iterator[KeptLine], file: IO[bytes]) -> None:
    """Write lines as a zip: `<user>/<reader code>.jsonl`, every journal with its lines' own bytes.

    A note says that each folder is one student, and that no line in a file says whose it is.

    Args:
        lines: the lines, owner by owner, each in the order of arrival.
        file: where the zip goes.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(EACH_IS_ONE, b"")
        for owner, of_owner in groupby(lines, attrgetter("owner")):
            for name, content in _journals(of_owner):
                packed.writestr(f"{folder_of(owner)}/{name}", content)


def folder_of(user: str) -> str:
    """Return a user's name as a folder's: the same, but for signs that some system does not take (`%2F`)."""
    return _SAFE.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), user)


def _journals(lines: Iterator[KeptLine]) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of one owner's journals; two that begin with the same code get a number."""
    journals: dict[str, list[KeptLine]] = {}
    for line in lines:
        journals.setdefault(line.journal, []).append(line)
    names: dict[str, int] = {}
    for of_journal in journals.values():
        code = of_journal[0].reader
        names[code] = number = names.get(code, 0) + 1
        name = code if number == 1 else f"{code} ({number})"
        yield name + SUFFIX, b"".join(line.content + b"\n" for line in of_journal)
