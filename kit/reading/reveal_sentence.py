"""The first thing that a reveal says: how the answers stand to the key, in a sentence or two."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from kit.reading.reveal import group_of
from kit.ui.words import Words


def sentence(say: Words, cards: Sequence[dict[str, Any]], waiting: int = 0) -> str:
    """Return how the answers of a section stand to the key, as in “11 of 13 as in the key. Two to talk about.”

    Args:
        say: the texts of the reader's language.
        cards: what is shown (`kit.reading.reveal.cards`). Earlier claims are not counted among the section's: they get
            a sentence of their own.
        waiting: how many marked claims are withheld, because nobody has confirmed the key's answers to them.
    """
    earlier = sum(card["group"] == "earlier" for card in cards)
    kinds = Counter(group_of(card["comparison"]["kind"]) for card in cards if card["group"] != "earlier")
    here = [say(f"reveal.one_{kind}") for kind in kinds] if kinds.total() == 1 else _of_many(say, kinds)
    more = [say("reveal.more_of_earlier", n=earlier, many=_many(say, earlier))] if earlier else []
    more += [say("reveal.waiting", n=waiting, many=_many(say, waiting))] if waiting else []
    return " ".join([*here, *more])


def _of_many(say: Words, kinds: Counter[str]) -> list[str]:
    same, count = kinds["same"], kinds.total()
    if not count:
        return []
    how = "some" if 0 < same < count else f"{'all' if same else 'none'}{'_of_two' if count == 2 else ''}"
    said = [say(f"reveal.same_{how}", same=same, n=count)]
    rest = [(name, kinds[kind]) for name, kind in (("also_defended", "also"), ("to_talk_about", "differ"))]
    return said + [say(f"reveal.{name}", many=_many(say, number)) for name, number in rest if number]


def _many(say: Words, number: int) -> str:
    """Return a number as it stands at the beginning of a sentence: small ones in letters."""
    small = say("reveal.small_numbers").split()
    return small[number - 1] if number <= len(small) else str(number)
