"""Texts that are alike beyond chance: a reader's with the key's, and those of two readers with each other.

Words are compared without case, signs and accents of typing. What stands in the article is everybody's.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from kit.lesson.files import Lesson
from kit.lesson.key import Answer

#: So many words in a row that are neither the article's nor one's own come from somewhere.
RUN = 8
#: A text of fewer words is found by chance: “nobody is named” is what many would write.
FEWEST_WORDS = 5
#: One text like the key's may be chance; a second one is not.
FEWEST_FROM_KEY = 2
#: Two readers who share so many different reasons, and so large a share of them and of the answers, have one hand-in.
FEWEST_SHARED, SHARE = 5, 0.9
#: What more readers wrote of one claim is a common saying, or was dictated.
MOST_SHARING = 30
_CLAIMS_NAMED = 3


def plain_words(text: str) -> tuple[str, ...]:
    """Return a text's words as they are compared: small letters and digits alone."""
    return tuple(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def copied_from_key(own: pd.DataFrame, lesson: Lesson) -> dict[str, str]:
    """Return who wrote, before the key was shown, what the key says of the same claim: a sentence's end by reader."""
    if lesson.key is None:
        return {}
    articles = {run for paragraph in lesson.article.paragraphs for run in _runs(plain_words(paragraph.text), RUN)}
    texts = {claim: [plain_words(text) for text in _texts(answer)] for claim, answer in lesson.key.items()}
    runs = {claim: {run for words in of for run in _runs(words, RUN)} - articles for claim, of in texts.items()}
    found: dict[str, list[str]] = defaultdict(list)
    for reader, claim, *said in own[["reader", "claim", "reason", "who"]].itertuples(index=False, name=None):
        written = [words for text in said if isinstance(text, str) and len(words := plain_words(text)) >= FEWEST_WORDS]
        if any(words in texts[claim] or not runs[claim].isdisjoint(_runs(words, RUN)) for words in written):
            found[str(reader)].append(str(claim))
    return {
        reader: f"wrote the key's own words for {_claims(claims)}"
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
    return {
        reader: f"has the same answers and the same reasons as {_listed(others)}" for reader, others in found.items()
    }


def _texts(answer: Answer) -> Iterator[str]:
    yield from (answer.source, answer.why, answer.later, answer.model_reason, *answer.if_you_chose.values())


def _runs(words: tuple[str, ...], length: int) -> set[tuple[str, ...]]:
    return {words[start : start + length] for start in range(len(words) - length + 1)}


def _same_share(one: dict[str, str], other: dict[str, str]) -> float:
    """The share of the claims that both answered to which both gave the same answer."""
    both = one.keys() & other.keys()
    return sum(one[claim] == other[claim] for claim in both) / len(both)


def _claims(claims: list[str]) -> str:
    more = len(claims) - _CLAIMS_NAMED
    return f"{', '.join(claims[:_CLAIMS_NAMED])} and {more} more" if more > 0 else _listed(claims)


def _listed(names: list[str]) -> str:
    *first, last = sorted(names)
    return f"{', '.join(first)} and {last}" if first else last
