"""Where a reader's answers still stand once their journal is deleted: in the static copies of saved notebooks."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from kit.reading.static_copy import CLASS

#: How many folders below a given one are looked into, and how many notebooks at most: a marks folder may lie in a home.
DEEPEST, MOST = 3, 2000
CHECKPOINTS = ".ipynb_checkpoints"  # where Jupyter keeps an older version of each notebook


def saved_copies(reader: str, *folders: Path) -> list[str]:
    """Return the paths of the notebooks, and of Jupyter's older versions of them, that show answers of a reader.

    Args:
        reader: the reader code.
        folders: where to look; paths in the first one are given as seen from it. What cannot be read is passed over.
    """
    found = dict.fromkeys(path for folder in folders for path in _notebooks(folder.resolve()) if _shows(path, reader))
    base = folders[0].resolve()
    return [str(path.relative_to(base) if path.is_relative_to(base) else path) for path in found]


def _notebooks(folder: Path) -> Iterator[Path]:
    left = MOST
    for place, inner, names in os.walk(folder):
        depth = len(Path(place).relative_to(folder).parts)
        inner[:] = sorted(name for name in inner if depth < DEEPEST and (name == CHECKPOINTS or name[0] != "."))
        for name in sorted(names):
            if name.endswith(".ipynb") and left:
                left -= 1
                yield Path(place) / name


def _shows(notebook: Path, reader: str) -> bool:
    try:
        text = notebook.read_text(encoding="utf-8", errors="replace")
        if CLASS not in text or reader not in text:
            return False  # most notebooks: nothing to take apart
        outputs = (output for cell in json.loads(text)["cells"] for output in cell.get("outputs", ()))
        pages = ("".join(output.get("data", {}).get("text/html", ())) for output in outputs)
        return any(CLASS in page and reader in page for page in pages)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return False  # not to be read, or no notebook
