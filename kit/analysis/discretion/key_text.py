"""The answer key's own sentences in what people write: a reason that was copied from the key is nobody's own."""

from collections.abc import Iterable, Iterator
from itertools import chain

from kit.analysis.discretion.folded import folded
from kit.lesson.key import Answer
from kit.lesson.lesson import Lesson

#: As many words of the key in a row are no chance. (“I marked it anonymous, because nobody” is what anybody may write.)
RUN = 7
#: A whole text of the key, copied as it is, may be shorter.
SHORTEST_WHOLE = 4

Words = tuple[str, ...]


class KeyText:
    """Looks for sentences of a lesson's key in a text. Words that the article has too are quoted, not copied."""

    def __init__(self, lesson: Lesson) -> None:
        answers = list((lesson.key or {}).values())
        texts = {_words(text) for text in chain.from_iterable(map(_sentences, answers))}
        article = {run for paragraph in lesson.article.paragraphs for run in _runs(_words(paragraph.text))}
        sources = {_words(answer.source) for answer in answers}
        self._runs = {run for text in texts | sources for run in _runs(text)} - article
        self._whole = {text for text in texts if SHORTEST_WHOLE <= len(text) < RUN}

    def is_in(self, text: str) -> bool:
        """Whether seven words in a row stand in the key, or the text as a whole is one of the key's."""
        words = _words(text)
        return words in self._whole or not self._runs.isdisjoint(_runs(words))


def _sentences(answer: Answer) -> Iterable[str]:
    return (answer.why, answer.later, answer.model_reason, *answer.if_you_chose.values())


def _words(text: str) -> Words:
    return tuple(word[0] for word in folded(text).words)


def _runs(words: Words) -> Iterator[Words]:
    return (words[place : place + RUN] for place in range(len(words) - RUN + 1))
