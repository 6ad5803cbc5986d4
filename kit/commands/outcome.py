"""How a command ends: with a file that is written and named, or with one sentence that says why not."""

import sys
from pathlib import Path

from kit.lesson.write_file import write_file

CODES = "exit codes: 0 done; 1 it could not be done, and a sentence says why; 2 the command line is wrong."


def cannot(error: Exception) -> int:
    """Say on the error channel why a command could not be done, and return its exit code."""
    reason = f"{error.filename}: {error.strerror}." if isinstance(error, OSError) and error.strerror else str(error)
    print(f"kit: {reason}", file=sys.stderr)
    return 1


def check_free(path: Path | None, replace: bool) -> None:
    """Make sure that a file can be written, before anything else is done.

    Raises:
        OSError: there is such a file already and it is not to be replaced, or there is no such folder.
    """
    if path is None:
        return
    place = path.expanduser()
    if not place.parent.is_dir():
        raise NotADirectoryError(f"There is no folder “{place.parent}” to write into. Make it, or give another --out.")
    if place.is_dir():
        raise IsADirectoryError(f"“{place}” is a folder. Give --out the name of a file.")
    if place.exists() and not replace:
        raise FileExistsError(f"“{place}” is there already. Give another --out, or add --replace.")


def write(path: Path, data: bytes, *, replace: bool) -> None:
    """Write the file and name it.

    Raises:
        OSError: it cannot be written, or it is there already and not to be replaced.
    """
    print(f"Written: {write_file(path, data, replace=replace).resolve()}")
