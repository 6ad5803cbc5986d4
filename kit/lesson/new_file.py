"""Writing a new file: nothing that is there is ever replaced."""

from pathlib import Path

from kit.lesson.plain_errors import SaidPlainly


class AlreadyThere(SaidPlainly, FileExistsError):
    """A file was to be written where one is already; that one is left as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path}” is there already, and nothing is replaced. Give another name.")


def write_new(path: str | Path, data: bytes) -> Path:
    """Write a new file and return its path.

    Raises:
        AlreadyThere: there is something of this name.
        OSError: the file cannot be written.
    """
    place = Path(path).expanduser()
    try:
        with place.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise AlreadyThere(place) from None
    return place
