"""The marks folder: the one place for the journals of all notebooks, and who may read what is written there."""

import os
import stat
import sys
from pathlib import Path
from typing import Literal

FOLDER_VARIABLE = "CLAIM_BY_CLAIM_MARKS"
FOLDER_NAME = "marks"
NOTEBOOKS = "notebooks"
#: A file that stands in a folder in which each folder is the one of a student, and called as they are on a hub.
EACH_IS_ONE = "each-folder-is-one-student.txt"
#: Of the file beside a journal, which is held while a line is written.
LOCK_SUFFIX = ".lock"
#: Of the file beside a journal, which says what a class's service has of it (`kit.marks.acknowledged`).
SENT_SUFFIX = ".sent"
#: Who reads with a marks folder (`kit.marks.who_reads`).
NOTE = "reader.txt"
PRIVATE, GROUP_READS = 0o600, 0o640
#: Where JupyterLite shows Python the files that a browser keeps. What lies elsewhere there is gone with the page.
_BROWSER_DRIVE = Path("/drive")


def marks_folder(folder: str | Path | None = None) -> Path:
    """Return the folder of the journals: the argument, then `CLAIM_BY_CLAIM_MARKS`, then `notebooks/marks`."""
    given = folder or os.environ.get(FOLDER_VARIABLE)
    if given:
        return Path(given).expanduser().resolve()
    here = Path.cwd()
    beside_kit = Path(__file__).parents[2] / NOTEBOOKS
    for candidate in (here, *here.parents):
        if candidate.name == NOTEBOOKS:
            return candidate / FOLDER_NAME
        if (candidate / NOTEBOOKS).is_dir():
            return candidate / NOTEBOOKS / FOLDER_NAME
    return (beside_kit if beside_kit.is_dir() else here) / FOLDER_NAME


def keeper(folder: Path) -> Literal["computer", "browser", "nobody"]:
    """Return who keeps what is written into a marks folder: this computer; or where Python runs in a browser, that.

    A browser keeps no files for a page that is neither of https nor of this computer, and in some private windows.
    """
    if sys.platform != "emscripten":
        return "computer"
    return "browser" if folder.is_relative_to(_BROWSER_DRIVE) else "nobody"


def file_mode(folder: Path) -> int:
    """Return the permissions of a new file in a marks folder: its owner's alone, whatever other files there have.

    A folder whose setgid bit is set (`chmod g+s`) says that what stands in it is for its group too, as where a class
    works on one disk and its teacher collects: then the group may read, whatever the umask.
    """
    return GROUP_READS if is_shared(folder) else PRIVATE


def is_shared(folder: Path) -> bool:
    """Whether what stands in a marks folder is for its group too, so that nothing needs to be handed in."""
    return bool(folder.stat().st_mode & stat.S_ISGID)
