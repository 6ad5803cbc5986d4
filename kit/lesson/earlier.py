"""Earlier versions of an article, kept beside it: what answers were given to before a word was mended.

A lesson's folder may hold a folder `earlier` with the `article.md` of before, in files of any names that end in `.md`.
Nobody has to say which version a file is: its edition follows from its text.
"""

from pathlib import Path

from kit.lesson.article import Passages, edition_of, passages_of
from kit.lesson.file_text import text_of

FOLDER = "earlier"


def earlier_passages(folder: Path) -> dict[str, Passages]:
    """Return the passages of each version in the folder `earlier` of a lesson, by edition; empty where there is none.

    A file that cannot be read is passed over: it stops no reader, and answers to it are told as those to a text that is
    not here.
    """
    from kit.lesson.article_file import read_article  # noqa: PLC0415 (only answers to an earlier text ask for this)

    found: dict[str, Passages] = {}
    for path in sorted((folder / FOLDER).rglob("*.md")):
        try:
            text = text_of(path.read_bytes(), path.name, [])
        except OSError:
            continue
        version = None if text is None else read_article(text)
        if version is not None and version.article is not None:
            paragraphs = version.article.paragraphs
            found[edition_of(paragraphs, version.claims)] = passages_of(paragraphs, version.claims)
    return found
