"""The static copy of a stop: plain HTML of its paragraphs, or of a section's claims, and the reader's answers.

It stays in the saved notebook, so that a notebook opened without a kernel, on GitHub or through nbconvert can be read.
While the widget lives, the widget's stylesheet hides it. It needs no style of its own: viewers strip styles. The key
is never in it: a saved notebook may be opened by the next reader on a shared computer.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from kit.lesson.claims import Claim
from kit.lesson.codebook import NO_SOURCE
from kit.marks.mark import Mark
from kit.reading.reading import Reading

CLASS = "cbc-static"


def static_copy(reading: Reading, shown: Sequence[int], chosen: Sequence[str] | None = None) -> str:
    """Return the HTML of these paragraphs with the answers as they are now; all text is escaped."""
    texts = reading.words["static_copy"]
    answers = reading.answers()
    parts = [f"<p><em>{_text(texts['about'].format(reader=reading.reader))}</em></p>"]
    for number in shown:
        paragraph = reading.lesson.article.paragraph(number)
        here = [claim for claim in reading.lesson.claims if claim.paragraph == number]
        claims = [claim for claim in here if chosen is None or claim.id in chosen]
        parts.append(f"<p><strong>{number}</strong> {_quoted(paragraph.text)}</p>")
        if claims:
            items = "".join(_item(claim, answers.get(claim.id), texts) for claim in claims)
            parts.append(f"<ul>{items}</ul>")
    return _box(reading, parts)


def reveal_copy(reading: Reading, section: int) -> str:
    """Return the HTML of the answers to a section's claims that are marked, and how to see the key beside them."""
    texts, lesson, answers = reading.words["static_copy"], reading.lesson, reading.answers()
    claims = [claim for claim in lesson.claims if lesson.section_of(claim) == section and claim.id in answers]
    about = texts["about_reveal" if lesson.key else "about_no_key"].format(reader=reading.reader, section=section)
    parts = [f"<p><em>{_text(about)}</em></p>"]
    if claims:
        parts.append(f"<ul>{''.join(_item(claim, answers[claim.id], texts) for claim in claims)}</ul>")
    return _box(reading, parts)


def _box(reading: Reading, parts: Sequence[str]) -> str:
    language = escape(reading.lesson.article.language, quote=True)
    return f'<div class="{CLASS}" lang="{language}">{"".join(parts)}</div>'


def _item(claim: Claim, mark: Mark | None, texts: Mapping[str, Any]) -> str:
    answer = texts["not_marked"] if mark is None else _labels(mark, texts)
    details = [] if mark is None else [_text(mark.who), _text(mark.reason)]
    details += [] if mark is None else [f"“{_quoted(quote.quote)}”" for quote in mark.evidence]
    said = "".join(f" · {detail}" for detail in details if detail)
    core = f" ({_text(texts['core'])})" if claim.core else ""
    return f"<li>“{_quoted(claim.text)}”{core}: <strong>{_text(answer)}</strong>{said}</li>"


def _labels(mark: Mark, texts: Mapping[str, Any]) -> str:
    return " + ".join(texts["labels"][label] for label in mark.labels or (NO_SOURCE,))


def _quoted(text: str) -> str:
    """Escape words of the article, which a browser that translates the rest must leave as they are."""
    return f'<span translate="no" class="notranslate">{_text(text)}</span>'


def _text(text: str) -> str:
    """Escape text, and part the signs with which Jupyter begins a formula: two prices are not mathematics."""
    return re.sub(r"[$\\]", r"<span>\g<0></span>", escape(text))
