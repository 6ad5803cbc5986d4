"""What every format gives: the blocks of a source, and what it says of itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from kit.authoring.draft import Block
from kit.lesson.plain_errors import Mistake

INSTALL = 'pip install "claim-by-claim[author]"'


class NotTakenIn(Mistake):
    """A source holds no article that can be taken in; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """The blocks of a source, and what it says of itself (empty where it says nothing).

    `knows_kinds` says that the format itself tells headings from paragraphs; otherwise their form must.
    """

    blocks: Sequence[Block]
    knows_kinds: bool = False
    language: str = ""
    byline: str = ""
    published: str = ""
    address: str = ""


def library(name: str, what: str) -> ModuleType:
    """Load a library of `.[author]`.

    Raises:
        NotTakenIn: it is not installed.
    """
    try:
        return import_module(name)
    except ImportError:
        raise NotTakenIn(
            f"To take in {what}, the kit needs a few more libraries. Install them with: {INSTALL}. "
            "Or copy the article's text into a .txt file, and take that."
        ) from None


def one_line(text: str) -> str:
    """Return a text with single blanks, as a paragraph stands in a lesson."""
    return " ".join(text.split())
