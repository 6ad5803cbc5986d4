"""What the kit hands to the scripts that open its notebooks in Jupyter: fingerprints of its own pages, and words.

A page runs by itself when it is opened only if its code is what was made here, to the letter. What a notebook says of
itself, and whether Jupyter trusts it, is not asked: both can be had for a foreign one.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

import nbformat

from kit.lesson.files import bundled_lessons, open_lesson
from kit.sharing.notebooks.make import make_notebooks
from kit.ui.pages import pages_of
from kit.ui.words import languages, words


def known_pages() -> bytes:
    """Return the list as JSON, the same bytes each time: words by language, and the bundled lessons' notebooks.

    The notebooks stand by the fingerprint of their code under `runs`, or under `key` if they show it without being
    asked: those wait until their reader wants it.
    """
    found: dict[str, Any] = {"words": {code: words(code)["jupyter"] for code in languages()}, "runs": {}, "key": {}}
    for lesson, file, kind, sources in _pages():
        found[kind].setdefault(fingerprint(sources), f"{lesson}/{file}")
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def fingerprint(sources: Sequence[str]) -> str:
    """Return the SHA-256 of the sources of a notebook's code cells, in their order, as hexadecimal digits.

    They are counted as the JSON that ECMAScript's `JSON.stringify` writes (section 25.5.2), in UTF-8: the browser has
    to come to the same.
    """
    text = json.dumps(list(sources), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _pages() -> Iterator[tuple[str, str, str, list[str]]]:
    """The lesson, file name, kind and code of each notebook of each bundled lesson."""
    for name in bundled_lessons():
        lesson = open_lesson(name)
        look_back = pages_of(lesson).look_back.file
        for file, data in make_notebooks(lesson, name).items():
            cells = nbformat.reads(data.decode("utf-8"), as_version=4).cells
            sources = [cell.source for cell in cells if cell.cell_type == "code"]
            yield name, file, "key" if file == look_back else "runs", sources
