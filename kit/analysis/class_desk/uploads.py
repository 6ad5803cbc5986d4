"""Files that a teacher chooses in the browser: they come in pieces, and lie in a private folder while they are read."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kit.ui.words import words

#: More than this is no class: a whole downloads folder, or somebody's films.
MOST_BYTES, MOST_FILES = 2**30, 10_000
_UNWRITABLE = re.compile(r'[\x00-\x1f<>:"|?*\\]')
_LONGEST = 200


class TooMuch(ValueError):
    """More was chosen than a class ever hands in."""


class Upload:
    """Files on their way from the browser, in a temporary folder that only this account can read.

    Args:
        name: which of the desk's files these are.
        files: `path` (as the browser tells it, with `/`) and `size` (bytes) of each.

    Raises:
        TooMuch: they are more or larger than `MOST_FILES` and `MOST_BYTES`.
    """

    def __init__(self, name: str, files: Sequence[Mapping[str, Any]]) -> None:
        if len(files) > MOST_FILES or sum(int(file["size"]) for file in files) > MOST_BYTES:
            raise TooMuch
        self.name = name
        self._folder = TemporaryDirectory(prefix="claim-by-claim-")
        self._paths = [self._made(_parts(str(file["path"]))) for file in files]

    @property
    def place(self) -> Path:
        """The one file, or the one folder around all of them."""
        chosen = Path(self._folder.name, "chosen")
        inside = list(chosen.iterdir())
        return inside[0] if len(inside) == 1 else chosen

    @property
    def called(self) -> str:
        """What a teacher calls what was chosen: the name of the zip or the folder, or how many files these are.

        One file alone, or several, may have students' names for their own.
        """
        place = self.place
        if place.is_dir():
            return place.name if place.name != "chosen" else words()("about.files", n=len(self._paths))
        return place.name if place.suffix.casefold() == ".zip" else words()("about.one_file")

    def _made(self, parts: list[str]) -> Path:
        path = Path(self._folder.name, "chosen", *parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        for number in count(2):
            with suppress(FileExistsError):
                path.touch(exist_ok=False)
                return path
            path = path.with_name(f"{number} {parts[-1]}")
        raise AssertionError("counting does not end")

    def add(self, file: int, piece: Any) -> None:
        """Add the next piece to a file."""
        with self._paths[file].open("ab") as opened:
            opened.write(piece)

    def delete(self) -> None:
        """Delete the folder with all that is in it."""
        self._folder.cleanup()


def _parts(path: str) -> list[str]:
    """The names of folders and file, none of which leads anywhere else or cannot be written."""
    names = [_UNWRITABLE.sub("_", name)[-_LONGEST:].strip() for name in path.split("/")]
    return [name for name in names if name.strip(".")] or ["file"]
