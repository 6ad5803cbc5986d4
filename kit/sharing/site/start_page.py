"""The pages of a site that are no lesson: the one to start with, the one for an address that leads nowhere, and the
line above each lesson that leads back."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.lesson.lesson import Lesson
from kit.sharing.page import Surroundings
from kit.sharing.page.told import told
from kit.sharing.site.part import SitePart
from kit.sharing.site.ways import Way
from kit.ui.javascript import without_comments
from kit.ui.joiner import join
from kit.ui.markup import Markup
from kit.ui.page import piece, script_text, whole_page
from kit.ui.words import Words, words

_HERE = Path(__file__).parent
_VIEW = _HERE / "view"
#: A page of a site may start the site's own service worker, and that is all that it may do beyond a single file.
_ALLOWED = {"worker-src": "'self'"}


@dataclass(frozen=True, slots=True)
class LessonOfSite:
    """A lesson on the start page: the ways to read it, the shortest first, and what its guide says about it."""

    ways: tuple[Way, ...]

    @property
    def lesson(self) -> Lesson:
        """The lesson."""
        return self.ways[0].lesson

    @property
    def about(self) -> Markup:
        """What the guide says about the article; where it says nothing, what the article says of itself (HTML)."""
        article = self.lesson.article
        text = self.lesson.guide.about or "\n\n".join(filter(None, (article.notice, article.content_note)))
        return told(text, self._address, self._name)

    def _way(self, kind: str, name: str) -> Way | None:
        wanted = name if kind == "path" else None
        return next((way for way in self.ways if way.path_name == wanted), None)

    def _address(self, kind: str, name: str) -> str | None:
        way = self._way(kind, name)
        if way is None:
            return None
        return f"{way.page}#section-{name}" if kind == "section" else way.page

    def _name(self, kind: str, name: str) -> str:
        if kind == "section":
            return f"“{self.lesson.guide.sections[int(name) - 1].name}”"
        return self.lesson.paths[name].title if kind == "path" else name


def start_page(
    say: Words,
    title: str,
    lessons: Sequence[LessonOfSite],
    *,
    about_key: str,
    key_sheets: bool,
    parts: Sequence[SitePart],
    worker: str,
) -> bytes:
    """Return the page that a student and a teacher begin with.

    Args:
        say: the site's words.
        title: what it is called.
        lessons: what can be read.
        about_key: whether readers find the key in the lessons: "open", "later" with a word, or "none".
        key_sheets: the teacher's key sheets are on the site.
        parts: further parts to lead to.
        worker: the address of what keeps the site for reading offline.
    """
    return whole_page(
        _HERE / "start.html.jinja",
        title=title,
        language=str(say["widget"]["lang"]),
        style=(_HERE / "start.css").read_text(encoding="utf-8") + _offline_style(),
        script=script_text(without_comments(join(_VIEW / "start.js"))),
        allowed=_ALLOWED,
        say=say,
        named=lambda way: way.path.title if way.path else say("site.whole"),
        lessons=lessons,
        about_key=about_key,
        key_sheets=key_sheets,
        parts=parts,
        offline=_offline(say, worker),
    ).encode("utf-8")


def lost_page(say: Words, start: str) -> bytes:
    """Return the page for an address that leads nowhere; it finds the way to the start page from wherever it stands.

    Args:
        say: the site's words.
        start: the start page, from the site's folder.
    """
    return whole_page(
        _HERE / "lost.html.jinja",
        title=say("site.lost_title"),
        language=str(say["widget"]["lang"]),
        style=(_HERE / "start.css").read_text(encoding="utf-8"),
        script=script_text(without_comments(join(_VIEW / "lost.js"))),
        allowed={"connect-src": "'self'"},
        say=say,
        start=start,
    ).encode("utf-8")


def above_a_lesson(say: Words, start: str, worker: str, whole: str) -> Surroundings:
    """Return what stands around the page of a lesson.

    Args:
        say: the site's words.
        start: the address of the start page, as seen from the lesson's.
        worker: likewise, of what keeps the site for reading offline.
        whole: likewise, of the page with the whole lesson; empty where the site has none.
    """
    beginning = piece(_HERE / "above_a_lesson.html.jinja", say=say, start=start, offline=_offline(say, worker))
    style = (_HERE / "above_a_lesson.css").read_text(encoding="utf-8") + _offline_style()
    return Surroundings(beginning, style, _VIEW / "lesson.js", _ALLOWED, whole, repeats=True)


def _offline(say: Words, worker: str) -> Markup:
    return piece(_HERE / "offline.html.jinja", say=say, worker=worker)


def _offline_style() -> str:
    return (_HERE / "offline.css").read_text(encoding="utf-8")


def language_of(lessons: Sequence[Lesson]) -> Words:
    """Return the words of a site: those of its lessons' language, and English where they have several."""
    languages = {lesson.article.language for lesson in lessons}
    return words(languages.pop()) if len(languages) == 1 else words()
