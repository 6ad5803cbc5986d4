"""The article of a bundled lesson as it was read, kept for the next notebook.

To read it, parsers of Markdown and YAML are loaded, which is a third of what a reader's first paragraph costs. It lies
where Python keeps what it has compiled (PEP 3147) and is written where Python writes that. It counts as long as nothing
has changed, neither the article nor the code that reads it.
"""

import json
import sys
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from kit.lesson.article import Article, Paragraph, Person, Section
from kit.lesson.article_found import ArticleFile
from kit.lesson.claims import Claim
from kit.lesson.write_file import write_file


def bundled_article(path: Path, text: str) -> ArticleFile:
    """Return what reading the text of a bundled `article.md` finds: as it was kept, or else read now and then kept."""
    place, version = _place(path), _version(text)
    kept = None if place is None else _kept(place, version)
    if kept is not None:
        return kept
    from kit.lesson.article_file import read_article  # noqa: PLC0415 (the parsers: only where nothing is kept)

    found = read_article(text)
    if place is not None and found.article is not None and not found.faults:
        _keep(place, version, found)
    return found


def _place(path: Path) -> Path | None:
    try:
        return Path(cache_from_source(str(path))).with_suffix(".json")
    except NotImplementedError:  # a Python that keeps nothing
        return None


def _version(text: str) -> str:
    """Return what the article and the code of this room are: as for compiled files, by the code's sizes and times."""
    code = sorted((path.name, path.stat()) for path in Path(__file__).parent.glob("*.py"))
    written = [text, *((name, about.st_size, about.st_mtime_ns) for name, about in code)]
    return sha256(json.dumps(written).encode()).hexdigest()


def _kept(place: Path, version: str) -> ArticleFile | None:
    try:
        kept = json.loads(place.read_bytes())
        if kept["version"] == version:
            claims, lines = tuple(Claim(**one) for one in kept["claims"]), tuple(kept["lines"])
            front = {"lines": lines, "front_lines": kept["front_lines"]}
            return ArticleFile(kept["lesson"], _article(kept["article"]), claims, **front)
    except (OSError, ValueError, LookupError, TypeError):
        pass  # nothing is kept, or nothing that can be read
    return None


def _article(values: dict[str, Any]) -> Article:
    parts = {"whos_who": Person, "sections": Section, "paragraphs": Paragraph}
    return Article(**values | {name: tuple(part(**one) for one in values[name]) for name, part in parts.items()})


def _keep(place: Path, version: str, found: ArticleFile) -> None:
    if sys.dont_write_bytecode:
        return
    assert found.article is not None
    kept = {"version": version, "lesson": found.lesson, "lines": found.lines, "front_lines": found.front_lines}
    kept |= {"article": asdict(found.article), "claims": [asdict(claim) for claim in found.claims]}
    with suppress(OSError):  # what may not be written here is read anew each time
        place.parent.mkdir(parents=True, exist_ok=True)
        write_file(place, json.dumps(kept).encode(), replace=True)
