"""Who reads with a marks folder: the note that outlives a notebook, and what is done where it is lost."""

from pathlib import Path

from kit.lesson.write_file import write_file
from kit.marks.folder import NOTE, file_mode
from kit.marks.journal import SUFFIX
from kit.marks.reader import is_reader_code, new_reader_code, plain_code

_IN_DOUBT = "(a new code, because it was not noted any more who reads here)"


def reader_here(folder: Path) -> str:
    """Return the code of whoever reads with this marks folder: the one noted there, or else a new one.

    Where the note is lost (missing, empty, torn, unreadable) and one reader has answers there, it is that one. Where
    several have, nobody can tell: the new code is noted as in doubt, see `others_it_might_be`.
    """
    noted, answered = remembered_reader(folder), readers_with_answers(folder)
    if noted is not None or len(answered) == 1:
        return noted or answered[0]
    code = new_reader_code()
    if answered:
        _write_note(folder, f"{code}\n{_IN_DOUBT}\n")
    return code


def remembered_reader(folder: Path) -> str | None:
    """Return the code that is noted in this marks folder, or None: nobody has read here, or the note is lost."""
    code = plain_code(_note(folder)[0])
    return code if is_reader_code(code) else None


def others_it_might_be(folder: Path) -> list[str]:
    """Return whose answers the folder holds, if the reader who is noted there was new when the note was lost."""
    return readers_with_answers(folder) if any(_note(folder)[1:]) else []


def is_note_of_a_reader(data: bytes) -> bool:
    """Whether what stands in a file is what this module writes: a reader code, and perhaps that it is in doubt."""
    code, *more = data.decode("utf-8", "replace").rstrip().split("\n")
    return is_reader_code(code) and more in ([], [_IN_DOUBT])


def readers_with_answers(folder: Path) -> list[str]:
    """Return the codes that have a journal in this folder with anything in it, in the order of the alphabet."""
    journals = [path for path in folder.glob(f"*{SUFFIX}") if is_reader_code(path.stem)]
    return sorted(path.stem for path in journals if path.is_file() and path.stat().st_size)


def remember_reader(folder: Path, code: str) -> bool:
    """Keep `code` for the next reading with this folder; return whether that worked (a folder may be read-only)."""
    return remembered_reader(folder) == code or _write_note(folder, f"{code}\n")


def _note(folder: Path) -> list[str]:
    try:
        return (folder / NOTE).read_text(encoding="utf-8-sig").rstrip().split("\n")
    except (OSError, UnicodeDecodeError):
        return [""]


def _write_note(folder: Path, text: str) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_file(folder / NOTE, text.encode(), replace=True, mode=file_mode(folder))
    except OSError:
        return False
    return True
