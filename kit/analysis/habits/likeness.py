"""Texts that are alike beyond chance: a reader's with the key's, and those of two readers with each other."""

from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from types import MappingProxyType

import pandas as pd

from kit.analysis.discretion.folded import folded
from kit.analysis.discretion.key_text import KeyText
from kit.lesson.lesson import Lesson
from kit.ui.words import words

_SAY = words()
#: One text like the key's may be chance; a second one is not.
FEWEST_FROM_KEY = 2
#: Two readers who share so many different reasons, and so large a share of them and of the answers, have one hand-in.
FEWEST_SHARED, SHARE = 5, 0.9
#: What more readers wrote of one claim is a common saying, or was dictated.
MOST_SHARING = 30
_CLAIMS_NAMED = 3


def plain_words(text: str) -> tuple[str, ...]:
    """Return a text's words as they are compared: without accents, capitals and signs."""
    return tuple(word[0] for word in folded(text).words)


def copied_from_key(own: pd.DataFrame, lesson: Lesson) -> dict[str, str]:
    """Return who wrote, before the key was shown, what the key says of the same claim: a sentence's end by reader.

    The key of other claims does not matter: its words may have been learned from, at an earlier reveal.
    """
    if lesson.key is None:
        return {}
    whole_key, found = KeyText(lesson), defaultdict[str, list[str]](list)
    for reader, claim, *said in own[["reader", "claim", "reason", "who"]].itertuples(index=False, name=None):
        suspicious = [text for text in said if isinstance(text, str) and text and whole_key.is_in(text)]
        if suspicious and claim in lesson.key:
            key_of_claim = KeyText(replace(lesson, key=MappingProxyType({claim: lesson.key[claim]})))
            if any(map(key_of_claim.is_in, suspicious)):
                found[str(reader)].append(str(claim))
    return {
        reader: _SAY("habits.words_of_the_key", claims=_claims(claims))
        for reader, claims in found.items()
        if len(claims) >= FEWEST_FROM_KEY
    }


def like_another(own: pd.DataFrame) -> dict[str, str]:
    """Return who has the same answers and the same reasons as another reader: a sentence's end by reader."""
    writers: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    wrote: dict[str, int] = defaultdict(int)
    for reader, claim, reason in own[["reader", "claim", "reason"]].itertuples(index=False, name=None):
        if isinstance(reason, str) and (words := plain_words(reason)):
            writers[str(claim), words].append(str(reader))
            wrote[str(reader)] += 1
    shared: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    times: dict[tuple[str, str], int] = defaultdict(int)
    for (_, words), readers in writers.items():
        for pair in combinations(sorted(readers), 2) if len(readers) <= MOST_SHARING else ():
            shared[pair].add(words)
            times[pair] += 1
    answers = {reader: dict(zip(of["claim"], of["labels"], strict=True)) for reader, of in own.groupby("reader")}
    found: dict[str, list[str]] = defaultdict(list)
    for (one, other), texts in shared.items():
        enough = len(texts) >= FEWEST_SHARED and times[one, other] >= SHARE * min(wrote[one], wrote[other])
        if enough and _same_share(answers[one], answers[other]) >= SHARE:
            found[one].append(other)
            found[other].append(one)
    return {reader: _SAY("habits.like_another", others=_listed(others)) for reader, others in found.items()}


def _same_share(one: dict[str, str], other: dict[str, str]) -> float:
    """The share of the claims that both answered to which both gave the same answer."""
    both = one.keys() & other.keys()
    return sum(one[claim] == other[claim] for claim in both) / len(both)


def _claims(claims: list[str]) -> str:
    more = len(claims) - _CLAIMS_NAMED
    if more <= 0:
        return _listed(claims)
    return _SAY("habits.and_more", first=", ".join(claims[:_CLAIMS_NAMED]), n=more)


def _listed(names: list[str]) -> str:
    *first, last = sorted(names)
    return _SAY("habits.and", first=", ".join(first), last=last) if first else last
