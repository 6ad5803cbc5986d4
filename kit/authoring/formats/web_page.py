"""Saved web pages (.html): the blocks of the page, and which of them are the article.

Every block of text of the page becomes a block of the draft. trafilatura tells which belong to the article; what it
drops stays in the list, with the reason that its place in the page gives: a menu, an advert, a comment. Captions and
headings within the article are kept whatever it says.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from kit.authoring.draft import Block, Kind
from kit.authoring.formats.source import NotTakenIn, Source, library, one_line
from kit.authoring.left_out import said_of
from kit.authoring.sentences import ends_like_a_sentence

_BLOCKS = frozenset(
    """address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section select summary
    table tbody td textarea tfoot th thead tr ul""".split()
)
_NO_TEXT = frozenset("script style noscript template svg head title iframe object math link meta".split())
#: Why a block is no part of the article, by the element that it stands in or by words in that element's class or id.
_PLACES = (
    ("nav", r"\bnav|menu|breadcrumb", "It is a menu of the page."),
    ("form", r"newsletter|subscribe\b|subscription|sign-?up|paywall", "It asks the reader to sign up."),
    ("button", r"\bshare|social|toolbar", "It is a button of the page."),
    ("", r"\bad(s|vert\w*)?\b|sponsor|promo", "It is an advert."),
    (
        "",
        r"related|recirc|teaser|more-?(stories|on)|recommend|read-?more|most-?(read|viewed)|trending|outbrain|taboola",
        "It leads to other articles.",
    ),
    ("", r"comment|disqus", "It is a comment of a reader."),
    ("", r"cookie|consent|gdpr", "It asks about cookies."),
    ("", r"byline|author|dateline|timestamp|published", "It says who wrote the article, and when."),
    ("footer", r"footer|copyright|legal", "It is the foot of the page."),
    ("header", r"masthead|site-?header|top-?bar", "It is the head of the page."),
    ("aside", r"sidebar|\brail\b|widget", "It stands beside the article."),
)
_PATTERNS = [(tag, re.compile(words, re.IGNORECASE), why) for tag, words, why in _PLACES]
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
_CAPTION = re.compile(r"caption|cutline", re.IGNORECASE)
#: A piece with more words than this reads like prose.
_PROSE = 8
#: A line in bold with more words is no heading.
_MOST_OF_A_HEADING = 12
_MOST_PIECES = 5_000
#: With fewer words than this, trafilatura has not found the article.
_FEWEST_WORDS = 30
#: A piece with so many letters stands in the article by more than chance.
_TELLING = 20
#: What part of all text an element holds that is no mere advert, whatever it is called.
_LARGE = 0.35
_INLINE_DATA = re.compile(r"data:[a-z]+/[^\"'()\s<>]{200,}")
_LETTERS = re.compile(r"\W+")


@dataclass(slots=True)
class _Piece:
    """A block of the page: its text, its element, and why its place speaks against it."""

    text: str
    element: Any
    tag: str
    why: str


def read_web_page(html: str) -> Source:
    """Return every block of text of a page, with those that are no part of the article left out.

    Raises:
        NotTakenIn: trafilatura is missing, or there is no text in the page.
    """
    trafilatura = library("trafilatura", "a web page")
    lxml_html = library("lxml.html", "a web page")
    html = _readable(html)
    try:
        tree = lxml_html.document_fromstring(html)
        body = tree.find("body")
        pieces = list(_Page(body).pieces(body, "")) if body is not None else []
    except (lxml_html.etree.ParserError, ValueError):
        pieces = []
    if not pieces:
        raise NotTakenIn("There is no text in this page. Open it in the browser, and save it again as a whole page.")
    with _in_silence("trafilatura"):
        html = html if len(pieces) <= _MOST_PIECES else ""  # no article: that is told by whoever counts
        article = trafilatura.extract(html, include_comments=False, include_tables=False, favor_recall=True) or ""
        about = trafilatura.extract_metadata(html, extensive=False)  # what the page says, and no guesses
    said = {name: one_line(getattr(about, name, "") or "") for name in ("author", "date", "url", "title")}
    blocks = list(_kept(pieces, _belonging(pieces, article), said["title"]))
    return Source(blocks, True, tree.get("lang") or "", said["author"], said["date"], said["url"])


def _belonging(pieces: Sequence[_Piece], article: str) -> list[bool]:
    """Which pieces stand in what trafilatura takes for the article; where it finds none, those that read like prose."""
    lines = {_letters(line) for line in article.splitlines()} - {""}
    whole = _letters(article)
    if len(article.split()) < _FEWEST_WORDS:
        return [len(piece.text.split()) > _PROSE for piece in pieces]
    letters = [_letters(piece.text) for piece in pieces]
    return [text in lines or (len(text) >= _TELLING and text in whole) for text in letters]


@contextmanager
def _in_silence(name: str) -> Iterator[None]:
    """A library's remarks on a page are not for whoever brings it."""
    log = logging.getLogger(name)
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)


def _readable(html: str) -> str:
    """The page without what the parser refuses: a declaration of XML, and pictures that are written into it."""
    return _INLINE_DATA.sub("", re.sub(r"^\s*<\?xml[^>]*\?>", "", html))


class _Page:
    """Walks through the elements of a page, in order."""

    def __init__(self, body: Any) -> None:
        self._most = _LARGE * len(body.text_content())

    def pieces(self, element: Any, why: str) -> Iterator[_Piece]:
        """Return each run of text between two blocks; two line breaks part paragraphs too."""
        why = self._why_not(element) or why
        run: list[str] = []
        yield from self._within(element, element, why, run)
        yield from _piece(run, element, why)

    def _within(self, element: Any, block: Any, why: str, run: list[str]) -> Iterator[_Piece]:
        run.append(element.text or "")
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _NO_TEXT:
                pass
            elif child.tag in _BLOCKS:
                yield from _piece(run, block, why)
                yield from self.pieces(child, why)
            elif child.tag == "br":
                run.append("\n")
            else:
                yield from self._within(child, block, why, run)
            run.append(child.tail or "")

    def _why_not(self, element: Any) -> str:
        """Why an element is no part of an article, by its name, its class or its id; empty if nothing tells."""
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            return "The page hides it."
        if element.tag in ("body", "main", "article", "html", "p"):
            return _byline(element)
        if element.tag == "header" and any(one.tag in ("article", "main") for one in element.iterancestors()):
            return ""  # the article's own head
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
        found = next((why for tag, words, why in _PATTERNS if element.tag == tag or words.search(names)), "")
        # A box around most of the page may well be called “page with-ads”.
        return "" if found and len(element.text_content()) > self._most else found


def _byline(element: Any) -> str:
    is_byline = element.tag == "p" and re.search(
        r"byline|dateline|timestamp", element.get("class") or "", re.IGNORECASE
    )
    return "It says who wrote the article, and when." if is_byline else ""


def _piece(run: list[str], element: Any, why: str) -> Iterator[_Piece]:
    for text in re.split(r"\n(?:[ \t]*\n)+", "".join(_blank(part) for part in run)):
        for words in _lines_of(text):
            yield _Piece(words, element, element.tag, why)
    run.clear()


def _lines_of(text: str) -> Iterator[str]:
    """A single line break parts what is a line of its own; within a long sentence it is a blank."""
    line = ""
    for part in text.split("\n"):
        line = one_line(f"{line} {part}")
        if line and (len(line.split()) <= _MOST_OF_A_HEADING or ends_like_a_sentence(line)):
            yield line
            line = ""
    if line:
        yield line


def _blank(part: str) -> str:
    return part if part == "\n" else re.sub(r"\s+", " ", part)


def _letters(text: str) -> str:
    return _LETTERS.sub("", text).casefold()


def _kept(pieces: list[_Piece], belongs: list[bool], title: str) -> Iterator[Block]:
    """Tell the blocks of the article from the others; between its first and its last, headings and captions stay."""
    prose = [at for at, piece in enumerate(pieces) if belongs[at] and not piece.why and _is_prose(piece.text)]
    first, last = (prose[0], prose[-1]) if prose else (0, -1)
    headline = _headline(pieces, first, title)
    for at, piece in enumerate(pieces):
        kind, where = _kind(piece), f"block {at + 1} of the page"
        is_within = first <= at <= last and not piece.why
        is_below_headline = headline is not None and headline < at < first and not piece.why
        if at == headline:
            yield Block("title", piece.text, where=where)
        elif (kind == "caption" and (is_within or is_below_headline)) or (
            is_within and (kind == "heading" or belongs[at])
        ):
            yield Block(kind, piece.text, where=where)
        else:
            yield Block("left out", piece.text, piece.why or said_of(piece.text) or _beside(at, first, last), where)


def _beside(at: int, first: int, last: int) -> str:
    place = "above" if at < first else "below" if at > last else "between the paragraphs of"
    return f"It stands {place} the article."


def _headline(pieces: Iterable[_Piece], first: int, title: str) -> int | None:
    """The place of the headline: the last h1 above the text, or the block that says what the page's title does."""
    above = [(at, piece) for at, piece in enumerate(pieces) if at <= first]
    heads = [at for at, piece in above if piece.tag == "h1"]
    named = [at for at, piece in above if title and _begin_alike(_letters(piece.text), _letters(title))]
    found = heads or named
    return found[-1] if found else None


def _begin_alike(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    return one == other or (shorter >= _TELLING and one[:shorter] == other[:shorter])


def _is_prose(text: str) -> bool:
    words = len(text.split())
    return words > _PROSE or (words >= _PROSE / 2 and ends_like_a_sentence(text))


def _is_bold(piece: _Piece) -> bool:
    """Whether a short line is set in bold as a whole: a heading of a page that has no elements for them."""
    is_line = len(piece.text.split()) <= _MOST_OF_A_HEADING and not ends_like_a_sentence(piece.text)
    return is_line and piece.text in {one_line("".join(one.itertext())) for one in piece.element.iter("b", "strong")}


def _kind(piece: _Piece) -> Kind:
    if piece.tag in ("h1", "h2", "h3", "h4", "h5", "h6") or _is_bold(piece):
        return "heading"
    around = [piece.element, *piece.element.iterancestors()][:3]
    is_caption = any(one.tag == "figcaption" or _CAPTION.search(one.get("class") or "") for one in around)
    return "caption" if is_caption else "paragraph"
