"""The folder that a class shares: which files are new, and what was appended to the others.

Of a journal that has grown, nothing but the new bytes is read, and the end of what is known, to see that it is still
the same file.
"""

import time
from dataclasses import dataclass, replace
from pathlib import Path

from kit.analysis.about import name_of_handed_in
from kit.analysis.collect.handed_in import (
    LARGEST_FILE,
    MOST_FILES,
    HandedIn,
    NothingThere,
    from_file,
    from_zip,
    is_zip,
    owned,
    walk,
)
from kit.analysis.collect.owners import Owners
from kit.analysis.live.source import Begun, Grown, News, OutOfReach
from kit.lesson.pasted_path import pasted_path, why_not_here
from kit.lesson.plain_errors import Mistake
from kit.ui.words import words

#: How much of what is known is looked at again, at its end, in bytes: about a line with a reason.
_TAIL = 1024


@dataclass(frozen=True, slots=True)
class _Known:
    """A file as it was at the last look: its stamp, whose it is, how much of it was read, and the end of that."""

    stamp: tuple[int, ...]
    owner: str
    size: int
    tail: bytes


class Folder:
    """A folder with journals in it, or with a folder for each reader.

    Args:
        folder: the folder; it may still be empty.

    Raises:
        FileNotFoundError: there is no such folder.
        ValueError: it is a file.
    """

    def __init__(self, folder: str | Path) -> None:
        self.path = pasted_path(folder)
        if not self.path.exists():
            remedy = why_not_here(self.path) or words()("live.no_folder")
            raise NothingThere(words()("live.nothing_there", place=self.path, remedy=remedy))
        if not self.path.is_dir():
            raise Mistake(words()("live.not_a_folder", place=self.path))
        self.name = name_of_handed_in(self.path)
        self._known: dict[str, _Known | str] = {}  # or why it could not be read

    def news(self) -> News:
        """Return what is new since the last look.

        Raises:
            OutOfReach: the folder cannot be read now.
        """
        found = sorted(walk(self.path, MOST_FILES))
        if any(name == "." for name, _, _ in found) or not self.path.is_dir():
            raise OutOfReach(words()("live.out_of_reach", place=self.path))
        begun, grown, owners = list[Begun](), list[Grown](), Owners(name for name, _, why in found if not why)
        for name, path, why in found:
            if owners.is_note(name):
                continue
            news = self._refused(name, path, why) if why else self._news_of(name, path, owners.of(name))
            if isinstance(news, Begun):
                begun.append(news)
            elif news is not None:
                grown.append(news)
        gone = tuple(self._known.keys() - {path for _, path, _ in found})
        for path in gone:
            del self._known[path]
        return News(tuple(begun), tuple(grown), gone)

    def _refused(self, name: str, path: str, why: str) -> Begun | None:
        """Tell once why a file is not read."""
        if self._known.get(path) == why:
            return None
        self._known[path] = why
        return Begun(path, (HandedIn(name, None, why),), time.time())

    def _news_of(self, name: str, path: str, owner: str) -> Begun | Grown | None:
        try:
            found = Path(path).lstat()
        except OSError as error:
            return self._refused(name, path, str(error.strerror))
        stamp = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        known, at = self._known.get(path), min(found.st_mtime, time.time())
        if isinstance(known, _Known) and known.owner == owner:
            if known.stamp == stamp:
                return None
            is_same = known.stamp[:2] == stamp[:2] and known.size < found.st_size <= LARGEST_FILE
            if is_same and not is_zip(name) and (data := _appended(path, known)) is not None:
                self._known[path] = _Known(stamp, owner, known.size + len(data), (known.tail + data)[-_TAIL:])
                return Grown(path, data, at)
        return self._begun(name, path, _Known(stamp, owner, 0, b""), at)

    def _begun(self, name: str, path: str, found: _Known, at: float) -> Begun | None:
        if is_zip(name):
            self._known[path] = found
            return Begun(path, tuple(owned(from_zip(Path(path), name), found.owner)), at)
        file = from_file(path, name)
        if file.data is None:
            return self._refused(name, path, file.why)
        self._known[path] = replace(found, size=len(file.data), tail=file.data[-_TAIL:])
        return Begun(path, tuple(owned([file], found.owner)), at)


def _appended(path: str, known: _Known) -> bytes | None:
    """What follows the bytes that are known; None where these are not there any more."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            file.seek(known.size - len(known.tail))
            if file.read(len(known.tail)) != known.tail:
                return None
            return file.read(LARGEST_FILE - known.size)
    except OSError:
        return None
