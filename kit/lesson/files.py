"""Opening a lesson: from a folder that people write by hand to a `Lesson`, or to all of its faults at once."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from kit.lesson.article import Article, edition_of
from kit.lesson.article_found import FILE as ARTICLE_FILE
from kit.lesson.article_found import LESSON_ID, ArticleFile
from kit.lesson.claims import Claim
from kit.lesson.closest import closest
from kit.lesson.earlier import earlier_passages
from kit.lesson.faults import Doubt, Fault, LessonFaults
from kit.lesson.file_text import text_of
from kit.lesson.kept_article import bundled_article
from kit.lesson.lesson import Lesson
from kit.lesson.pasted_path import pasted_path
from kit.lesson.plain_errors import SaidPlainly
from kit.lesson.when_asked import AnswersWhenAsked
from kit.lesson.written_together import content_of, is_there, of_one_moment

if TYPE_CHECKING:
    from kit.lesson.class_figures import ClassFigures
    from kit.lesson.guide import Guide
    from kit.lesson.key import Answer

KEY_FILE = "key.yaml"
GUIDE_FILE = "guide.yaml"
FIGURES_FILE = "class.yaml"
LIBRARY = Path(__file__).parent.parent / "library"

_Part = TypeVar("_Part")


class NoSuchLesson(SaidPlainly, FileNotFoundError):
    """There is no lesson of this name, and no such folder; the text says which lessons there are."""


def open_lesson(name_or_folder: str | Path, key: str | Path | None = None) -> Lesson:
    """Open a bundled lesson by name, or any lesson by the path of its folder.

    Args:
        name_or_folder: a name such as `"inner-circle"`, or a folder that holds `article.md` and perhaps `key.yaml`,
            `guide.yaml`, `class.yaml` (the figures of a class), and in a folder `earlier` the article as it was before
            (`kit.lesson.earlier`).
        key: a key that was released later, as a path; it takes the place of the folder's own.

    Raises:
        LessonFaults: something is wrong with the lesson's files; `.faults` lists everything that is.
        FileNotFoundError: there is no such lesson.
    """
    folder = lesson_folder(name_or_folder)
    if folder.parent == LIBRARY:
        return _opened(folder, key)
    return of_one_moment(folder, (ARTICLE_FILE, KEY_FILE, GUIDE_FILE), partial(_opened, folder, key))


def _opened(folder: Path, key: str | Path | None) -> Lesson:
    faults: list[Fault] = []
    text = _read(folder / ARTICLE_FILE, ARTICLE_FILE, faults)
    if text is None:
        raise LessonFaults(folder.name, faults)
    found = _article(folder, text)
    faults += found.faults
    if found.article is None:
        raise LessonFaults(folder.name, faults)
    source, answers, unconfirmed = _key(folder, key, found, found.article, faults)
    if found.doubt != Doubt():  # a guide names paragraphs and claims: it is held against an article that is whole
        raise LessonFaults(folder.name, faults)
    guide = partial(_guide, folder, found.article, found.claims)
    guide_reader = _reader(folder, guide, faults)
    figures = _class_figures(folder, found.lesson, found.article, found.claims, faults)
    if faults:
        raise LessonFaults(folder.name, faults)
    return Lesson(
        found.lesson,
        found.article,
        found.claims,
        None if answers is None else MappingProxyType(answers),
        edition_of(found.article.paragraphs, found.claims),
        guide_reader,
        partial(earlier_passages, folder),
        source or "",
        figures,
        unconfirmed,
    )


def bundled_lessons() -> tuple[str, ...]:
    """Return the names of the lessons that come with the kit."""
    return tuple(sorted(folder.parent.name for folder in LIBRARY.glob(f"*/{ARTICLE_FILE}")))


def lesson_folder(name_or_folder: str | Path) -> Path:
    """Return the folder of a bundled lesson, by its name, or of any other, by its path.

    Raises:
        FileNotFoundError: there is no such lesson.
    """
    if isinstance(name_or_folder, str) and LESSON_ID.fullmatch(name_or_folder) and (LIBRARY / name_or_folder).is_dir():
        return LIBRARY / name_or_folder
    folder = pasted_path(name_or_folder)
    if folder.is_dir():
        return folder
    if folder.is_file():
        raise NoSuchLesson(f"“{name_or_folder}” is a file. Give the folder that it lies in: “{folder.parent}”.")
    bundled = bundled_lessons()
    close = closest(str(name_or_folder).casefold().replace(" ", "-"), bundled)
    meant = f" Did you mean “{close}”?" if close else ""
    raise NoSuchLesson(
        f"There is no lesson “{name_or_folder}”: it is neither a folder nor one of the bundled lessons "
        f"({', '.join(bundled)}).{meant}"
    )


def _article(folder: Path, text: str) -> ArticleFile:
    if folder.parent == LIBRARY:
        return bundled_article(folder / ARTICLE_FILE, text)
    from kit.lesson.article_file import read_article  # noqa: PLC0415 (a bundled article is read once and kept)

    return read_article(text)


def _key(
    folder: Path, key: str | Path | None, found: ArticleFile, article: Article, faults: list[Fault]
) -> tuple[str | None, Mapping[str, "Answer"] | None, tuple[str, ...]]:
    """Return the text of the key and its answers, None where there is none, and the claims with unconfirmed answers.

    Answers that nobody has confirmed are none to reveal or to measure by; a key of nothing else is no key. The answers
    of a bundled lesson, which are all confirmed, wait as its guide does.
    """
    path = folder / KEY_FILE if key is None else pasted_path(key)
    source = None if key is None and not is_there(path) else _read(path, path.name, faults)
    if source is None:
        return None, None, ()
    read = partial(_answers, source, path.name, article, found)
    if key is None and folder.parent == LIBRARY:
        return source, AnswersWhenAsked(partial(_of_bundled, folder, read)), ()
    answers = read(faults)
    unconfirmed = tuple(claim.id for claim in found.claims if claim.id not in answers)
    return source, (answers or None) if unconfirmed else answers, unconfirmed


def _answers(
    source: str, name: str, article: Article, found: ArticleFile, faults: list[Fault]
) -> Mapping[str, "Answer"]:
    from kit.lesson.key_file import read_key  # noqa: PLC0415 (no paragraph waits for it)

    return read_key(source, name, article, found.claims, faults, found.doubt)


def _reader(folder: Path, read: Callable[[list[Fault]], _Part], faults: list[Fault]) -> Callable[[], _Part]:
    """Read a part now, for its faults are told with all others; a bundled one, which is tested, when asked for."""
    if folder.parent == LIBRARY:
        return partial(_of_bundled, folder, read)
    part = read(faults)
    return lambda: part


def _guide(folder: Path, article: Article, claims: tuple[Claim, ...], faults: list[Fault]) -> "Guide":
    from kit.lesson.guide import plain_guide  # noqa: PLC0415 (nor for this)
    from kit.lesson.guide_file import read_guide  # noqa: PLC0415

    path = folder / GUIDE_FILE
    text = _read(path, path.name, faults) if is_there(path) else None
    return plain_guide(article, claims) if text is None else read_guide(text, path.name, article, claims, faults)


def _class_figures(
    folder: Path, lesson: str, article: Article, claims: tuple[Claim, ...], faults: list[Fault]
) -> "ClassFigures | None":
    """Read a class's figures where there are any, at once: in a bundled lesson, too, they are the teacher's own."""
    path = folder / FIGURES_FILE
    text = _read(path, path.name, faults) if is_there(path) else None
    if text is None:
        return None
    from kit.lesson.class_figures_file import read_class_figures  # noqa: PLC0415 (nor for this)

    return read_class_figures(text, path.name, lesson, edition_of(article.paragraphs, claims), claims, faults)


def _of_bundled(folder: Path, read: Callable[[list[Fault]], _Part]) -> _Part:
    """Return what `read` makes of a bundled lesson's file, or tell the faults that it finds in it after all."""
    faults: list[Fault] = []
    part = read(faults)
    if faults:
        raise LessonFaults(folder.name, faults)
    return part


def _read(path: Path, name: str, faults: list[Fault]) -> str | None:
    try:
        return text_of(content_of(path), name, faults)
    except OSError as error:
        faults.append(Fault(name, 0, f"The file cannot be read ({error.strerror}).", f"Put it at {path}."))
        return None
