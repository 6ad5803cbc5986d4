"""The marks folder: the one place for the journals of all notebooks."""

import os
from pathlib import Path

FOLDER_VARIABLE = "CLAIM_BY_CLAIM_MARKS"
FOLDER_NAME = "marks"
NOTEBOOKS = "notebooks"


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
