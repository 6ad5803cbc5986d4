"""Opening a lesson: from a folder that people write by hand to a `Lesson`, or to all of its faults at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType

from kit.lesson.article import Article, edition_of, passages_of
from kit.lesson.article_file import FILE as ARTICLE_FILE
from kit.lesson.article_file import LESSON_ID, ArticleFile, read_article
from kit.lesson.claims import Claim
from kit.lesson.earlier import Passages, earlier_passages
from kit.lesson.faults import Doubt, Fault, LessonFaults
from kit.lesson.file_text import text_of
from kit.lesson.guide import Guide, ReadingPath, plain_guide
from kit.lesson.guide_file import read_guide
from kit.lesson.key import Answer
from kit.lesson.key_file import read_key
from kit.lesson.pasted_path import pasted_path
from kit.lesson.plain_errors import Mistake, SaidPlainly, shown

KEY_FILE = "key.yaml"
GUIDE_FILE = "guide.yaml"
LIBRARY = Path(__file__).parent.parent / "library"


@dataclass(frozen=True)
class Lesson:
    """One article with its claims and, where there is one, its answer key.

    `claims` stand in reading order. `key` maps claim ids to answers, or is None. `edition` changes whenever a
    paragraph or a claim's span does: marks of another edition are never mixed in silently. `guide` says how it is read.
    `earlier` says what earlier versions of the article, kept in the lesson's folder, were like.
    """

    id: str
    article: Article
    claims: tuple[Claim, ...]
    key: MappingProxyType[str, Answer] | None
    edition: str
    guide_reader: Callable[[], Guide] = field(default=Guide, repr=False, compare=False)
    earlier_reader: Callable[[], Mapping[str, Passages]] = field(default=dict, repr=False, compare=False)

    @cached_property
    def guide(self) -> Guide:
        """How the lesson is read. A bundled lesson's is read from its file when it is first asked for."""
        return self.guide_reader()

    @cached_property
    def passages(self) -> Passages:
        """The passage of each claim, by its id (`kit.lesson.article.passages_of`)."""
        return passages_of(self.article.paragraphs, self.claims)

    @cached_property
    def earlier(self) -> Mapping[str, Passages]:
        """The passages of earlier versions of the article, by edition. They are read when they are first asked for."""
        return self.earlier_reader()

    @property
    def paths(self) -> Mapping[str, ReadingPath]:
        """The lesson's shorter paths by name; empty where it has none."""
        return self.guide.paths

    def path(self, name: str) -> ReadingPath:
        """Return the path of this name.

        Raises:
            ValueError: there is no such path.
        """
        try:
            return self.paths[name]
        except (KeyError, TypeError):
            there_is = f"Its paths: {', '.join(self.paths)}." if self.paths else "It has no paths."
            raise Mistake(f"The lesson “{self.id}” has no path {shown(name)}. {there_is}") from None

    @cached_property
    def _claims_by_id(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    def claim(self, claim_id: str) -> Claim:
        """Return the claim with this id.

        Raises:
            ValueError: there is no such claim.
        """
        try:
            return self._claims_by_id[claim_id]
        except (KeyError, TypeError):
            ids = f"{self.claims[0].id} to {self.claims[-1].id}"
            raise Mistake(f"The lesson “{self.id}” has no claim {shown(claim_id)}. Its claims are {ids}.") from None

    def section_of(self, claim: Claim) -> int:
        """Return the number of the section that a claim stands in."""
        return self.article.paragraph(claim.paragraph).section


class NoSuchLesson(SaidPlainly, FileNotFoundError):
    """There is no lesson of this name, and no such folder; the text says which lessons there are."""


class NotOpened(SaidPlainly, TypeError):
    """Something stands where a lesson belongs that is none, most often its name; the text says how to open it."""


def check_opened(lesson: object) -> None:
    """Make sure that `lesson` is one that was opened: every function that works on a lesson begins with this.

    Raises:
        NotOpened: it is a name, a folder or something else.
    """
    if isinstance(lesson, str | Path):
        given = shown(str(lesson))
        raise NotOpened(f"{given} is not opened yet. Write kit.open_lesson({given}) in its place.")
    if not isinstance(lesson, Lesson):
        raise NotOpened(f"A lesson is what kit.open_lesson(...) returns, and not {shown(lesson)}.")


def open_lesson(name_or_folder: str | Path, key: str | Path | None = None) -> Lesson:
    """Open a bundled lesson by name, or any lesson by the path of its folder.

    Args:
        name_or_folder: a name such as `"inner-circle"`, or a folder that holds `article.md` and perhaps `key.yaml`,
            `guide.yaml`, and in a folder `earlier` the article as it was before (`kit.lesson.earlier`).
        key: a key that was released later, as a path; it takes the place of the folder's own.

    Raises:
        LessonFaults: something is wrong with the lesson's files; `.faults` lists everything that is.
        FileNotFoundError: there is no such lesson.
    """
    folder = _folder(name_or_folder)
    faults: list[Fault] = []
    text = _read(folder / ARTICLE_FILE, ARTICLE_FILE, faults)
    if text is None:
        raise LessonFaults(folder.name, faults)
    found = read_article(text)
    faults += found.faults
    answers: MappingProxyType[str, Answer] | None = None
    guide_reader: Callable[[], Guide] = Guide
    if found.article is not None:
        answers = _answers(folder, key, found.article, found, faults)
        if found.doubt == Doubt():  # a guide names paragraphs and claims: it is held against an article that is whole
            guide_reader = _guide_reader(folder, found.article, found.claims, faults)
    if faults or found.article is None:
        raise LessonFaults(folder.name, faults)
    edition = edition_of(found.article.paragraphs, found.claims)
    earlier_reader = partial(earlier_passages, folder)
    return Lesson(found.lesson, found.article, found.claims, answers, edition, guide_reader, earlier_reader)


def bundled_lessons() -> tuple[str, ...]:
    """Return the names of the lessons that come with the kit."""
    return tuple(sorted(folder.parent.name for folder in LIBRARY.glob(f"*/{ARTICLE_FILE}")))


def _folder(name_or_folder: str | Path) -> Path:
    if isinstance(name_or_folder, str) and LESSON_ID.fullmatch(name_or_folder) and (LIBRARY / name_or_folder).is_dir():
        return LIBRARY / name_or_folder
    folder = pasted_path(name_or_folder)
    if folder.is_dir():
        return folder
    bundled = bundled_lessons()
    close = get_close_matches(str(name_or_folder).casefold().replace(" ", "-"), bundled, n=1)
    meant = f" Did you mean “{close[0]}”?" if close else ""
    raise NoSuchLesson(
        f"There is no lesson “{name_or_folder}”: it is neither a folder nor one of the bundled lessons "
        f"({', '.join(bundled)}).{meant}"
    )


def _answers(
    folder: Path, key: str | Path | None, article: Article, found: ArticleFile, faults: list[Fault]
) -> MappingProxyType[str, Answer] | None:
    path = folder / KEY_FILE if key is None else pasted_path(key)
    if key is None and not path.exists():
        return None
    text = _read(path, path.name, faults)
    if text is None:
        return None
    return MappingProxyType(read_key(text, path.name, article, found.claims, faults, found.doubt))


def _guide_reader(
    folder: Path, article: Article, claims: tuple[Claim, ...], faults: list[Fault]
) -> Callable[[], Guide]:
    """Read the guide now, for its faults are told with all others; a bundled one, which is tested, when asked for."""
    if folder.parent == LIBRARY:
        return partial(_bundled_guide, folder, article, claims)
    guide = _guide(folder, article, claims, faults)
    return lambda: guide


def _guide(folder: Path, article: Article, claims: tuple[Claim, ...], faults: list[Fault]) -> Guide:
    path = folder / GUIDE_FILE
    text = _read(path, path.name, faults) if path.exists() else None
    return plain_guide(article, claims) if text is None else read_guide(text, path.name, article, claims, faults)


def _bundled_guide(folder: Path, article: Article, claims: tuple[Claim, ...]) -> Guide:
    faults: list[Fault] = []
    guide = _guide(folder, article, claims, faults)
    if faults:
        raise LessonFaults(folder.name, faults)
    return guide


def _read(path: Path, name: str, faults: list[Fault]) -> str | None:
    try:
        return text_of(path.read_bytes(), name, faults)
    except OSError as error:
        faults.append(Fault(name, 0, f"The file cannot be read ({error.strerror}).", f"Put it at {path}."))
        return None
