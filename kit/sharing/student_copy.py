"""The student copy: the project as students get it, without a key, the teacher's notebooks, or anything of the key."""

import re
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from kit.lesson.files import ARTICLE_FILE, GUIDE_FILE, KEY_FILE, bundled_lessons, open_lesson
from kit.lesson.key import Answer
from kit.lesson.pasted_path import pasted_path
from kit.lesson.plain_errors import Mistake
from kit.lesson.write_file import AlreadyThere, NotWritten, write_file
from kit.ui.words import words

#: What is copied of the project, apart from the kit itself.
_FILES = ("LICENSE", "environment.yml", "pyproject.toml", ".gitignore", ".gitattributes")
_NOTEBOOKS = ("notebooks/reader", "notebooks/pictures")
_README = "README.md"
#: What is left behind wherever it lies: what programs made, and what readers wrote.
_NEVER = re.compile(r"__pycache__|\.ipynb_checkpoints|\.py[cod]$|\.jsonl$|\.egg-info|^\.DS_Store$|~$")
#: In a lesson's folder nothing else is a student's: not a key under another name, nor what a class answered before.
_OF_A_LESSON = {ARTICLE_FILE, GUIDE_FILE}
#: A shorter sentence may stand anywhere by chance.
_SHORTEST_SENTENCE = 40


@dataclass(frozen=True)
class StudentCopy:
    """What `write_student_copy` has written: the folder, and its files below it."""

    folder: Path
    files: tuple[Path, ...]


def write_student_copy(
    folder: str | Path, *, project: Path | None = None, keep_keys: Collection[str] = ()
) -> StudentCopy:
    """Write the project without its keys into a new folder: ready for a hub or an image, or to be handed out.

    Of the reader's notebooks only the cells are copied, not what they have shown. At the end every file is searched for
    sentences of the keys.

    Args:
        folder: where the copy goes; it must not be there, or be empty.
        project: the folder of the project; left out, the one that this kit lies in.
        keep_keys: bundled lessons whose key stays in the copy, such as the warm-up's.

    Raises:
        ValueError: there is no project around this kit, no such lesson, or a file holds a sentence of a key. Nothing is
            left of the copy then.
        AlreadyThere: the folder holds something.
        NotWritten: it cannot be written into.
    """
    root, place = project or Path(__file__).parents[2], pasted_path(folder)
    _check(root, place, keep_keys)
    secrets = _secret_sentences(root, keep_keys)
    written = []
    try:
        for path, data in _copied(root, keep_keys):
            if sentence := _told(path, data, secrets):
                where = path.as_posix()
                raise Mistake(f"“{where}” holds a sentence of the key: “{sentence}” Take it out, and copy again.")
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            written.append(write_file(place / path, data).relative_to(place))
    except OSError as error:
        shutil.rmtree(place, ignore_errors=True)
        raise NotWritten(f"“{place}” cannot be written ({error.strerror or error}). Name another folder.") from error
    except Mistake:
        shutil.rmtree(place, ignore_errors=True)
        raise
    return StudentCopy(place.resolve(), tuple(written))


def _check(root: Path, place: Path, keep_keys: Collection[str]) -> None:
    if not (root / "pyproject.toml").is_file() or not (root / "notebooks" / "reader").is_dir():
        raise Mistake("This kit is not in the project's folder. Go to the folder that you cloned or unpacked.")
    for name in keep_keys:
        if name not in bundled_lessons():
            raise Mistake(f"There is no bundled lesson “{name}”: {', '.join(bundled_lessons())}.")
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise AlreadyThere(place, "Give a folder that is new or empty.")
    inside = [root / name for name in ("kit", "notebooks") if place.resolve().is_relative_to((root / name).resolve())]
    if inside:
        raise Mistake(f"“{place}” lies in the folder {inside[0].name} of the project. Give one outside of it.")


def _copied(root: Path, keep_keys: Collection[str]) -> Iterator[tuple[Path, bytes]]:
    """Every file of the copy, by its way from the project's folder."""
    yield Path(_README), words()["student_copy"]["readme"].encode("utf-8")
    for name in _FILES:
        if (root / name).is_file():
            yield Path(name), (root / name).read_bytes()
    for folder in ("kit", *_NOTEBOOKS):
        for path in sorted((root / folder).rglob("*")):
            way = path.relative_to(root)
            if path.is_file() and not any(map(_NEVER.search, way.parts)) and _is_for_students(way, keep_keys):
                yield way, _cells_alone(path) if path.suffix == ".ipynb" else path.read_bytes()


def _is_for_students(way: Path, keep_keys: Collection[str]) -> bool:
    if way.parts[:2] != ("kit", "library"):
        return True
    lesson, inside = way.parts[2], Path(*way.parts[3:])
    if inside.name == KEY_FILE:
        return inside == Path(KEY_FILE) and lesson in keep_keys
    return inside.as_posix() in _OF_A_LESSON or (inside.parts[:1] == ("earlier",) and inside.suffix == ".md")


def _cells_alone(path: Path) -> bytes:
    """A notebook without what it has shown: a saved reveal would hold the key."""
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return (nbformat.writes(notebook) + "\n").encode("utf-8")


def _secret_sentences(root: Path, keep_keys: Collection[str]) -> tuple[str, ...]:
    """The sentences of the keys that stay behind, apart from those that the lessons' public files have, too."""
    library = root / "kit" / "library"
    secret: list[str] = []
    for name in bundled_lessons():
        if name not in keep_keys and (library / name / KEY_FILE).is_file():
            key = open_lesson(library / name).key
            secret += [sentence for answer in (key or {}).values() for sentence in _sentences(answer)]
    public = [path.read_text("utf-8") for path in library.rglob("*") if path.name in _OF_A_LESSON]
    public += [(library / name / KEY_FILE).read_text("utf-8") for name in keep_keys]
    public += [path.read_text("utf-8") for path in (root / "kit" / "ui" / "words").glob("*/codebook.yaml")]
    told = " ".join(" ".join(public).split())
    return tuple(sentence for sentence in dict.fromkeys(secret) if sentence not in told)


def _sentences(answer: Answer) -> Iterator[str]:
    told = (answer.why, answer.later, answer.model_reason, *answer.if_you_chose.values())
    for text in told:
        for sentence in re.split(r"(?<=[.?!])\s+", " ".join(text.split())):
            if len(sentence) >= _SHORTEST_SENTENCE:
                yield sentence


def _told(path: Path, data: bytes, secrets: tuple[str, ...]) -> str:
    """A sentence of the key that stands in a file, however its lines are broken, or an empty text."""
    if path.suffix == ".ipynb":
        written = "\n".join(cell.source for cell in nbformat.reads(data.decode("utf-8"), as_version=4).cells)
    else:
        written = data.decode("utf-8", errors="replace")
    text = " ".join(written.split())
    return next((sentence for sentence in secrets if sentence in text), "")
