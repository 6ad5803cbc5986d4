"""Taking an article in: from pasted text, a file or its bytes to a draft, or to one sentence that says why not."""

import re
from collections.abc import Callable
from pathlib import Path

from kit.authoring.damage import can_look_closely, find_damage
from kit.authoring.draft import Block, Draft
from kit.authoring.formats.encodings import text_of_bytes
from kit.authoring.formats.markdown import looks_like_markdown, read_markdown
from kit.authoring.formats.pdf import read_pdf
from kit.authoring.formats.plain_text import read_plain_text
from kit.authoring.formats.recognised import format_of
from kit.authoring.formats.single_file_page import read_single_file_page
from kit.authoring.formats.source import INSTALL, NotTakenIn, Source
from kit.authoring.formats.web_page import read_web_page
from kit.authoring.formats.word_document import read_word_document
from kit.authoring.left_out import sorted_out
from kit.authoring.notices import notice_in
from kit.lesson.pasted_path import pasted_path, why_not_here
from kit.ui.words import words

_MEGABYTE = 1_000_000
#: An article has a few thousand words; with its pictures inside, a saved page may have some megabytes.
LARGEST = 20 * _MEGABYTE
#: More are a book, or a page of many articles.
MOST_WORDS, MOST_BLOCKS = 30_000, 3_000
#: Fewer words are no article.
FEWEST_WORDS = 25
_TOO_LONG = (
    "This holds {:,} words, and the longest articles have about 10,000. "
    "Copy the article alone into a .txt file, and take that."
)
#: Where hardly anything else stands, a link was saved and not its page.
_ADDRESS = re.compile(r"https?://\S+")
_READERS: dict[str, Callable[[str], Source]] = {
    "html": read_web_page,
    "markdown": read_markdown,
    "text": read_plain_text,
}
_OF_BYTES: dict[str, Callable[[bytes], Source]] = {
    "pdf": read_pdf,
    "docx": read_word_document,
    "mhtml": read_single_file_page,
}


def take_in(source: str | Path | bytes, name: str = "", language: str = "") -> Draft:
    """Return the draft of an article.

    Args:
        source: the article's text as it was pasted; or the path of a file (.txt, .md, .html, .docx, .pdf); or the bytes
            of one. A text of one line that names a file is its path.
        name: the name of the file that the bytes came from: where they do not tell what they are, its ending does.
        language: a language code, if the source does not say its own; English otherwise.

    Raises:
        NotTakenIn: there is no article in it, or none that can be read; the text says why, in a sentence.
        FileNotFoundError: there is no such file.
    """
    if isinstance(source, bytes):
        return _of_bytes(source, name, language)
    if isinstance(source, Path) or _is_path(source):
        path = pasted_path(source)
        return _of_bytes(_content(path), path.name, language)
    _check_size(len(source.encode("utf-8", errors="replace")))
    kind = "html" if _looks_like_html(source) else "markdown" if looks_like_markdown(source) else "text"
    return _draft(_of_text(kind, source.replace("\r\n", "\n").replace("\r", "\n")), name, language)


def _of_text(kind: str, text: str) -> Source:
    if kind != "html" and _words(text) > 2 * MOST_WORDS:
        raise NotTakenIn(_TOO_LONG.format(_words(text)))
    return _READERS[kind](text)


def _is_path(text: str) -> bool:
    """Whether a pasted text of one line is the path of a file, and not an article."""
    line = text.strip()
    if not line or "\n" in line or len(line) > 1000:
        return False
    return bool(re.search(r"\.\w{2,5}[\"'”]?$", line) or why_not_here(Path(line))) and len(line.split()) < 20


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise NotTakenIn(f"“{path}” is a folder. Give the name of the article's file.")
    if not path.exists():
        raise FileNotFoundError(f"There is no file “{path}”. {why_not_here(path)}".rstrip())
    _check_size(path.stat().st_size)
    return path.read_bytes()


def _check_size(size: int) -> None:
    if size > LARGEST:
        raise NotTakenIn(
            f"This has {size / _MEGABYTE:.0f} MB, and an article has rarely more than one. "
            "Save the page as “HTML only”, or copy the article's text into a .txt file."
        )


def _of_bytes(content: bytes, name: str, language: str) -> Draft:
    _check_size(len(content))
    kind = format_of(content, name)
    if kind in _OF_BYTES:
        return _draft(_OF_BYTES[kind](content), name, language)
    text, note = text_of_bytes(content)
    if kind == "text" and _looks_like_html(text):
        kind = "html"
    return _draft(_of_text(kind, text), name, language, note)


def _looks_like_html(text: str) -> bool:
    return bool(
        re.match(
            r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|body|article|div|p)\b", text, re.I | re.S
        )
    )


def _draft(source: Source, name: str, language: str, note: str = "") -> Draft:
    _check_length(source)
    blocks = tuple(sorted_out(source.blocks, source.knows_kinds))
    _check_article(blocks)
    spoken = (source.language or language or "en").partition("-")[0].casefold()
    closer = "" if can_look_closely() else words()("new_lesson.look_closer", install=INSTALL)
    notes = tuple(filter(None, [note, closer]))
    code = spoken if re.fullmatch("[a-z]{2,3}", spoken) else "en"
    return Draft(blocks, find_damage(blocks, code), code, name, source.byline, source.published, source.address, notes)


def _check_length(source: Source) -> None:
    kept = [block.text for block in source.blocks if block.kind != "left out"]
    if len(kept) > MOST_BLOCKS or sum(map(_words, kept)) > MOST_WORDS:
        raise NotTakenIn(_TOO_LONG.format(sum(map(_words, kept))))


def _words(text: str) -> int:
    return text.count(" ") + 1


def _check_article(blocks: tuple[Block, ...]) -> None:
    words = sum(len(block.text.split()) for block in blocks if block.kind in ("paragraph", "caption"))
    if notice := notice_in(blocks, words):
        raise NotTakenIn(notice)
    if words < FEWEST_WORDS and any(_ADDRESS.search(block.text) for block in blocks):
        raise NotTakenIn(
            "This is the address of a page, and nothing is fetched from there. Open it in the browser, save the page "
            "as “Web page, HTML only”, and take that file; or copy the article's text."
        )
    if words < FEWEST_WORDS:
        raise NotTakenIn(
            f"There is no article in this: only {words} words of running text were found. "
            "Copy the article's text into a .txt file, with an empty line between paragraphs, and take that."
        )
