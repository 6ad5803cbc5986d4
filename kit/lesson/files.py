"""Opening a lesson: from a folder that people write by hand to a `Lesson`, or to all of its faults at once."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from kit.lesson.article import Article, edition_of
from kit.lesson.article_file import FILE as ARTICLE_FILE
from kit.lesson.article_file import LESSON_ID, read_article
from kit.lesson.claims import Claim
from kit.lesson.faults import Fault, LessonFaults
from kit.lesson.key import Answer
from kit.lesson.key_file import read_key
from kit.lesson.plain_errors import Mistake

KEY_FILE = "key.yaml"
LIBRARY = Path(__file__).parent.parent / "library"


@dataclass(frozen=True)
class Lesson:
    """One article with its claims and, where there is one, its answer key.

    `claims` stand in reading order. `key` maps claim ids to answers, or is None. `edition` changes whenever a
    paragraph or a claim's span does: marks of another edition are never mixed in silently.
    """

    id: str
    article: Article
    claims: tuple[Claim, ...]
    key: MappingProxyType[str, Answer] | None
    edition: str

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
            raise Mistake(f"The lesson “{self.id}” has no claim {claim_id!r}. Its claims are {ids}.") from None

    def section_of(self, claim: Claim) -> int:
        """Return the number of the section that a claim stands in."""
        return self.article.paragraph(claim.paragraph).section


def open_lesson(name_or_folder: str | Path, key: str | Path | None = None) -> Lesson:
    """Open a bundled lesson by name, or any lesson by the path of its folder.

    Args:
        name_or_folder: a name such as `"inner-circle"`, or a folder that holds `article.md` and perhaps `key.yaml`.
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
    answers = None
    if found.article is not None:
        answers = _answers(folder, key, found.article, found.claims, faults)
    if faults or found.article is None:
        raise LessonFaults(folder.name, faults)
    edition = edition_of(found.article.paragraphs, found.claims)
    return Lesson(found.lesson, found.article, found.claims, answers, edition)


def bundled_lessons() -> tuple[str, ...]:
    """Return the names of the lessons that come with the kit."""
    return tuple(sorted(folder.parent.name for folder in LIBRARY.glob(f"*/{ARTICLE_FILE}")))


def _folder(name_or_folder: str | Path) -> Path:
    if isinstance(name_or_folder, str) and LESSON_ID.fullmatch(name_or_folder) and (LIBRARY / name_or_folder).is_dir():
        return LIBRARY / name_or_folder
    folder = Path(name_or_folder).expanduser()
    if folder.is_dir():
        return folder
    names = ", ".join(bundled_lessons())
    raise FileNotFoundError(
        f"There is no lesson “{name_or_folder}”: it is neither a folder nor one of the bundled lessons ({names})."
    )


def _answers(
    folder: Path, key: str | Path | None, article: Article, claims: tuple[Claim, ...], faults: list[Fault]
) -> MappingProxyType[str, Answer] | None:
    path = folder / KEY_FILE if key is None else Path(key).expanduser()
    if key is None and not path.exists():
        return None
    text = _read(path, path.name, faults)
    return None if text is None else MappingProxyType(read_key(text, path.name, article, claims, faults))


def _read(path: Path, name: str, faults: list[Fault]) -> str | None:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.append(
            Fault(name, 0, f"The file is not UTF-8 text (byte {error.start}).", "Save it as UTF-8 in your editor.")
        )
        return None
    except OSError as error:
        faults.append(Fault(name, 0, f"The file cannot be read ({error.strerror}).", f"Put it at {path}."))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")
