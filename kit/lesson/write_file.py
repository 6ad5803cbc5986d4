"""Writing a file: nothing that is there is replaced, unless somebody asks for it."""

from pathlib import Path

from kit.lesson.pasted_path import pasted_path
from kit.lesson.plain_errors import SaidPlainly


class AlreadyThere(SaidPlainly, FileExistsError):
    """A file was to be written where one is already; that one is left as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path}” is there already, and nothing is replaced. Give another name.")


class NotWritten(SaidPlainly, OSError):
    """A file could not be written where it was to stand."""


def write_file(path: str | Path, data: bytes, *, replace: bool = False) -> Path:
    """Write a new file, or with `replace` also over an old one, and return its path.

    Raises:
        AlreadyThere: there is something of this name, and it is not to be replaced.
        NotWritten: it cannot be written: there is no such folder, or nothing may be written there.
    """
    place = pasted_path(path)
    if place.is_dir():
        raise NotWritten(f"“{place}” is a folder. Add the name of a file.")
    try:
        with place.open("wb" if replace else "xb") as file:
            file.write(data)
    except FileExistsError:
        raise AlreadyThere(place) from None
    except FileNotFoundError:
        raise NotWritten(f"There is no folder “{place.parent}” to write into. Make it, or name another one.") from None
    except OSError as error:
        raise NotWritten(f"“{place}” cannot be written ({error.strerror}). Name another folder.") from error
    return place
