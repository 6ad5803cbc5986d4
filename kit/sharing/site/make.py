"""Makes the site: a start page, each lesson as its pages and worksheets, and what keeps them for reading offline."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kit.lesson.lesson import Lesson, check_opened
from kit.lesson.plain_errors import Mistake
from kit.sharing.page import LessonPage, key_sheet, page
from kit.sharing.paper import paper
from kit.sharing.site.folder import WrittenSite, write_site
from kit.sharing.site.kept_offline import worker_script
from kit.sharing.site.part import Content, SitePart
from kit.sharing.site.start_page import LessonOfSite, above_a_lesson, language_of, lost_page, start_page
from kit.sharing.site.ways import Way, ways_of
from kit.ui.words import Words

_HERE = Path(__file__).parent
START, LOST, WORKER = "index.html", "404.html", "sw.js"
#: What a folder needs to be published as it is: GitHub Pages hands it out unchanged, and git keeps every byte.
_FOR_HOSTS = {
    ".nojekyll": b"",
    ".gitattributes": b"# What keeps the site for reading offline compares every byte.\n* -text\n",
}
_WORKFLOW = ".github/workflows/publish.yml"


@dataclass(frozen=True, repr=False)
class Site:
    """A site that was made and is not written yet: its files by their ways from its folder, and its title."""

    files: dict[str, Content]
    title: str

    def write(self, folder: str | Path, *, replace: bool = False) -> WrittenSite:
        """Write the site into a folder, over an earlier one of the kit's; return what was written.

        Of what is there already, only files that the kit wrote itself are replaced or removed.

        Args:
            folder: where; it is made if it is not there.
            replace: files that are somebody else's, or were changed by hand, give way, too, where the site needs them.

        Raises:
            AlreadyThere: the site needs the place of such a file, and `replace` is not set; nothing is changed then.
            NotWritten: the folder cannot be made or written into; the text says what is the case now.
        """
        return write_site(folder, self.files, replace=replace)

    def __repr__(self) -> str:
        return f"{self.title}: a site of {len(self.files)} files. Write it into a folder with .write(folder)."


def site(
    lessons: Lesson | Sequence[Lesson],
    paths: Sequence[str] = (),
    *,
    title: str | None = None,
    warm_up: bool = False,
    with_key: bool = False,
    key_later: str | None = None,
    key_sheets: bool = False,
    parts: Sequence[SitePart] = (),
) -> Site:
    """Return lessons as a site for any web host: whoever has its address reads and marks in the browser.

    Its pages are those of `kit.page`; marks stay in the reader's browser. Everything is static, asks nobody else for
    anything, and opens without a network after the first visit, where the address begins with https.

    Args:
        lessons: one lesson or several.
        paths: names of paths: pages for these alone; left out, each lesson as a whole and by each of its paths.
        title: what the start page is called.
        warm_up, with_key, key_later: as in `kit.page`, for every page.
        key_sheets: the teacher's key sheets are on the site, too, for everybody who looks.
        parts: further parts, each with files of its own and a place on the start page.

    Raises:
        ValueError: a lesson is not to be published; or a path, a key or a word is not as it has to be.
        TypeError: something among the lessons is none.
    """
    if isinstance(lessons, str) or not isinstance(lessons, Sequence):
        check_opened(lessons)
    lessons = [lessons] if isinstance(lessons, Lesson) else list(lessons)
    paths = [paths] if isinstance(paths, str) else list(paths)
    ways = ways_of(lessons, paths)
    check_may_be_published(lessons)
    say = language_of(lessons)
    title = title or say("site.title")
    made = partial(page, warm_up=warm_up, with_key=with_key, key_later=key_later)
    read: dict[str, bytes] = {}
    for of_lesson in ways:
        read |= _files_of_lesson(of_lesson, say, made, key_sheets)
    shown = [LessonOfSite(tuple(of_lesson)) for of_lesson in ways]
    about_key = "later" if key_later is not None else "open" if with_key else "none"
    read[START] = start_page(say, title, shown, about_key=about_key, key_sheets=key_sheets, parts=parts, worker=WORKER)
    read[LOST] = lost_page(say, START)
    files = dict(_with_parts(read, parts))
    return Site(files, title)


def check_may_be_published(lessons: Sequence[Lesson]) -> None:
    """Make sure that every lesson may leave the class.

    Raises:
        ValueError: one or more may not; the text says which, where that is written, and what can be done.
    """
    held = [f"“{lesson.id}”" for lesson in lessons if not lesson.article.may_be_published]
    if held:
        raise Mistake(
            f"Not to be published: {', '.join(held)}. That is what “publication” says at the top of article.md, since "
            "the article is somebody else’s, and everybody can open a site. Has its owner allowed it? Then write there "
            "“publication: may be published”. Else leave the lesson out: kit page makes a file for your own class."
        )


def _files_of_lesson(
    ways: Sequence[Way], say: Words, made: Callable[..., LessonPage], key_sheets: bool
) -> dict[str, bytes]:
    """The files of all ways to read a lesson; each page of a part of it leads to the whole, if that is there."""
    whole = next((way.file for way in ways if way.path is None), "")
    around = above_a_lesson(say, f"../{START}", f"../{WORKER}", whole)
    files: dict[str, bytes] = {}
    for way in ways:
        files |= _files_of(way, partial(made, around=around), key_sheets)
    return files


def _files_of(way: Way, made: Callable[..., LessonPage], key_sheets: bool) -> dict[str, bytes]:
    """The page of a way to read a lesson, and what is printed of it."""
    lesson, path = way.lesson, way.path_name
    pages = {way.page: made(lesson, path).html, way.worksheet: paper(lesson, path, codes=0).html}
    pages |= {way.key_sheet: key_sheet(lesson, path)} if key_sheets else {}
    return {name: html.encode("utf-8") for name, html in pages.items()}


def _with_parts(read: dict[str, bytes], parts: Sequence[SitePart]) -> Iterator[tuple[str, Content]]:
    """All files: what is kept for reading offline, what keeps it, what hosts need, and those of the further parts."""
    yield from read.items()
    yield WORKER, worker_script(read)
    yield from _FOR_HOSTS.items()
    yield _WORKFLOW, (_HERE / "publish.yml").read_bytes()
    for part in parts:
        yield from part.files.items()
