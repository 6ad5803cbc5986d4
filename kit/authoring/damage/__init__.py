"""Damage of a text: what is broken in it, what could stand there instead, and why. Nothing is repaired here."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec

from kit.authoring.damage.blanks import wrong_blanks
from kit.authoring.damage.capitals import stray_capitals
from kit.authoring.damage.characters import broken_characters
from kit.authoring.damage.doubled import doubled_paragraphs, doubled_words
from kit.authoring.damage.hyphens import line_end_hyphens
from kit.authoring.damage.prose import Finder, Found, Prose
from kit.authoring.damage.quotation_marks import broken_quotation_marks
from kit.authoring.damage.run_together import run_together
from kit.authoring.damage.translation import translation_traces
from kit.authoring.draft import Block, Damage

#: What is looked for, by the word for it; where two find the same place, the first is told.
_IN_ANY_LANGUAGE: tuple[tuple[str, Finder], ...] = (
    ("characters", broken_characters),
    ("quotation mark", broken_quotation_marks),
)
_IN_ENGLISH: tuple[tuple[str, Finder], ...] = (("capital", stray_capitals), ("doubled", doubled_words))
#: These go by how common a word is.
_BY_WORDS: tuple[tuple[str, Finder], ...] = (
    ("hyphen", line_end_hyphens),
    ("translation", translation_traces),
    ("run together", run_together),
    ("blank", wrong_blanks),
)
#: The list of words comes with `.[author]`, and so does what mends characters.
MORE = ("wordfreq", "ftfy")


def can_look_closely() -> bool:
    """Whether the libraries are there that the search for damage goes by."""
    return all(find_spec(name) for name in MORE)


def find_damage(blocks: Sequence[Block], language: str = "en") -> tuple[Damage, ...]:
    """Return every place in the blocks of an article that looks damaged, in order.

    Without the libraries of `.[author]` (`can_look_closely`), words that run together, hyphens within words, letters of
    a wrong encoding and traces of a translation are not found.

    Args:
        blocks: all blocks of a draft; those that were left out are not looked at.
        language: a language code. Words are looked at in English alone.
    """
    places = [at for at, block in enumerate(blocks) if block.kind != "left out"]
    texts = tuple(blocks[at].text for at in places)
    prose = Prose(texts, _frequency if can_look_closely() else lambda _word: 0.0)
    finders = _finders(language)
    found = [
        Damage(kind, at, one.start, one.end, blocks[at].text[one.start : one.end], one.repair, one.why)
        for at in places
        for kind, one in _in_text(blocks[at].text, prose, finders)
    ]
    bodies = [at for at in places if blocks[at].kind in ("paragraph", "caption")]
    for later, earlier in doubled_paragraphs([blocks[at].text for at in bodies]):
        at, other = bodies[later], bodies.index(bodies[earlier]) + 1
        text = blocks[at].text
        why = f"All words of this paragraph are in paragraph {other} too."
        found.append(Damage("doubled", at, 0, len(text), text, "", why))
    return tuple(sorted(found, key=lambda one: (one.block, one.start, one.end)))


def _finders(language: str) -> tuple[tuple[str, Finder], ...]:
    if language.partition("-")[0] != "en":
        return _IN_ANY_LANGUAGE
    return _IN_ANY_LANGUAGE + (_BY_WORDS if can_look_closely() else ()) + _IN_ENGLISH


def _in_text(text: str, prose: Prose, finders: Sequence[tuple[str, Finder]]) -> Iterator[tuple[str, Found]]:
    taken: list[Found] = []
    for kind, finder in finders:
        for found in finder(text, prose):
            if not any(found.start < other.end and other.start < found.end for other in taken):
                taken.append(found)
                yield kind, found


@lru_cache(maxsize=50_000)
def _frequency(word: str) -> float:
    from wordfreq import zipf_frequency  # noqa: PLC0415 (of `.[author]`; its list takes half a second)

    return zipf_frequency(word, "en")
