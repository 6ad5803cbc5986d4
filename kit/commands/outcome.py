"""How a command ends: with a file that is written and named, or with one sentence that says why not."""

import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kit.lesson.write_file import write_file
from kit.ui.words import words

STOPPED = 130  # what a shell says of a command that was stopped by Ctrl+C
#: Endings by which programs tell what a file is: under another one's, what a command writes would not open, or would
#: take the place of what was handed in, of a lesson's text or of a key.
_ENDINGS = {
    *(".csv", ".html", ".htm", ".yaml", ".yml", ".json", ".jsonl", ".md", ".ipynb", ".py", ".zip"),
    *(".xlsx", ".xls", ".ods", ".numbers", ".pdf", ".doc", ".docx", ".odt", ".pages", ".rtf", ".png", ".jpg"),
}
PAGE_ENDINGS, TABLE_ENDINGS, YAML_ENDINGS = (".html", ".htm"), (".csv",), (".yaml", ".yml")
#: In a line that is told, more signs say no more.
_LONGEST_LINE = 600


def ended(command: Callable[[], int]) -> int:
    """Run a command to its end, and return its exit code; whatever stops it is said in a sentence, never a traceback.

    (`python -X dev -m kit ...` shows the traceback of an error that is the kit's own.)
    """
    try:
        return command()
    except KeyboardInterrupt:
        print(f"kit: {words()('commands.stopped')}", file=sys.stderr)
        return STOPPED
    except (ValueError, OSError) as error:
        return cannot(error)
    except (MemoryError, RecursionError):
        return cannot(ValueError("There is too much in these files for this computer. Try with fewer of them."))
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        fault = f"{type(error).__name__}: {error}"
        return cannot(ValueError(words()("commands.fault", fault=fault)))


def cannot(error: Exception) -> int:
    """Say on the error channel why a command could not be done, and return its exit code."""
    reason = str(error)
    if isinstance(error, OSError) and error.strerror:
        reason = f"{error.filename}: {error.strerror}." if error.filename else f"{error.strerror}."
    print(f"kit: {shortened(reason)}", file=sys.stderr)
    return 1


def shortened(text: str) -> str:
    """Return a text with its longest lines cut in the middle: names and numbers may have 100,000 signs."""
    half = _LONGEST_LINE // 2
    lines = text.split("\n")
    return "\n".join(line if len(line) <= _LONGEST_LINE else f"{line[:half]} … {line[-half:]}" for line in lines)


def typed(path: str) -> str:
    """Return a path as it is typed in a command: in quotation marks where it has blanks."""
    return f'"{path}"' if re.search(r"\s", path) else path


def as_typed() -> str:
    """Return what the kit was called by, so that the next command can be typed as this one was: `.venv/bin/kit`."""
    called = Path(sys.argv[0])
    if called.stem == "__main__":
        return f"{typed(sys.executable)} -m kit"
    found = shutil.which("kit")
    is_known = found is not None and Path(found).resolve() == called.resolve()
    return "kit" if called.stem != "kit" or is_known else typed(sys.argv[0])


def check_free(path: Path | None, replace: bool, endings: Sequence[str]) -> None:
    """Make sure that a file can be written, before anything else is done.

    Args:
        path: where; None where nothing is to be written.
        replace: whether a file that is there already gives way.
        endings: what such a file may end in; an ending that tells nothing, or none, will do as well.

    Raises:
        ValueError: its ending is that of another kind of file.
        OSError: there is such a file already and it is not to be replaced, or there is no such folder.
    """
    if path is None:
        return
    place = path.expanduser()
    ending = place.suffix.casefold()
    if ending in _ENDINGS and ending not in endings:
        kind = {PAGE_ENDINGS: "a web page", TABLE_ENDINGS: "a table as text (CSV)"}.get(tuple(endings), "a YAML file")
        remedy = f"Give it a name that ends in {endings[0]}."
        raise ValueError(f"“{place.name}” would be {kind}, not a {ending} file. {remedy}")
    if not place.parent.is_dir():
        raise NotADirectoryError(f"There is no folder “{place.parent}” to write into. Make it, or give another --out.")
    if place.is_dir():
        raise IsADirectoryError(f"“{place}” is a folder. Give --out the name of a file.")
    if place.exists() and not replace:
        raise FileExistsError(f"“{place}” is there already. Give another --out, or add --replace.")


def check_apart(one: Path | None, other: Path | None) -> None:
    """Make sure that two files that are written together are two.

    Raises:
        ValueError: one would take the place of the other.
    """
    if one is not None and other is not None and one.expanduser().resolve() == other.expanduser().resolve():
        raise ValueError(f"“{one}” cannot hold two things: give each file a name of its own.")


def write(path: Path, data: bytes | Iterable[bytes], *, replace: bool) -> None:
    """Write the file and name it.

    Raises:
        OSError: it cannot be written, or it is there already and not to be replaced.
    """
    print(words()("commands.written", path=write_file(path, data, replace=replace).resolve()))
