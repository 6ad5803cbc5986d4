"""The static copy of a stop: plain HTML of its paragraphs and the reader's answers. A reveal's has the same parts.

It stays in the saved notebook, so that a notebook opened without a kernel, on GitHub or through nbconvert can be read.
While the widget lives, the widget's stylesheet hides it. It can be read without any style: viewers strip styles. The
key is never in it: a saved notebook may be opened by the next reader on a shared computer.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kit.lesson.claims import Claim
from kit.lesson.codebook import NO_SOURCE
from kit.marks.entries import Mark
from kit.reading.session import Session
from kit.ui.markup import Markup, element, joined
from kit.ui.saved_copy import in_place_of_widget

CLASS = "cbc-static"
WIDGET_CLASS = "cbc"
#: What Jupyter may take for the beginning of a formula.
_FORMULA = re.compile(r"([$\\])")


def static_copy(session: Session, shown: Sequence[int], chosen: Sequence[str] | None = None) -> Markup:
    """Return the HTML of these paragraphs with the answers as they are now; all text is escaped."""
    texts = session.words["static_copy"]
    answers = session.answers()
    parts = [about(texts["about"].format(reader=session.reader))]
    for number in shown:
        paragraph = session.lesson.article.paragraph(number)
        here = [claim for claim in session.lesson.claims if claim.paragraph == number]
        claims = [claim for claim in here if chosen is None or claim.id in chosen]
        parts.append(element("p", element("strong", number), " ", _quoted(paragraph.text)))
        if claims:
            parts.append(element("ul", *(item(claim, answers.get(claim.id), texts) for claim in claims)))
    return box(session, parts)


def box(session: Session, parts: Sequence[Markup]) -> Markup:
    """Return a static copy of these parts, which is seen in place of the widget."""
    copy = element("div", *parts, class_=CLASS, lang=session.lesson.article.language)
    return in_place_of_widget(copy, copy_class=CLASS, widget_class=WIDGET_CLASS)


def about(words: str) -> Markup:
    """Return the line that says what a static copy is, and of whom."""
    return element("p", element("em", _text(words)))


def item(claim: Claim, mark: Mark | None, texts: Mapping[str, Any]) -> Markup:
    """Return the item of a list that shows one claim and the answer to it."""
    answer = texts["not_marked"] if mark is None else _labels(mark, texts)
    said = [] if mark is None else [_text(told) for told in (mark.who, mark.reason) if told]
    said += [] if mark is None else [joined("“", _quoted(quote.quote), "”") for quote in mark.evidence]
    core = f" ({texts['core']})" if claim.core else ""
    rest = (joined(" · ", told) for told in said)
    return element("li", "“", _quoted(claim.text), "”", _text(core), ": ", element("strong", _text(answer)), *rest)


def _labels(mark: Mark, texts: Mapping[str, Any]) -> str:
    return " + ".join(texts["labels"][label] for label in mark.labels or (NO_SOURCE,))


def _quoted(text: str) -> Markup:
    """Words of the article, which a browser that translates the rest must leave as they are."""
    return element("span", _text(text), translate="no", class_="notranslate")


def _text(text: str) -> Markup:
    """Text with each sign in a span with which Jupyter begins a formula: two prices are not mathematics."""
    return joined(*(element("span", part) if part in "$\\" else part for part in _FORMULA.split(text) if part))
