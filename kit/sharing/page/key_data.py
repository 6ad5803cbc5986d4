"""The key as a page holds it: what may be seen when is worked out here, for every answer that there is.

The page looks up by a reader's answer what `kit.reading.reveal` would have said to it: the rule stands there alone.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from kit.analysis.scores import is_over_suspicious, misses_a_denial
from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, LabelSet, name_of, ordered
from kit.lesson.guide import ReadingPath
from kit.lesson.key import NATURES, Answer
from kit.lesson.lesson import Lesson
from kit.lesson.plain_errors import Mistake
from kit.reading.reveal import Where, card_for, claims_to_show, fullness, horizon_of
from kit.reading.splits import MOST, splits
from kit.ui.words import words


def key_data(lesson: Lesson, path: ReadingPath | None) -> dict[str, Any]:
    """Return all that the page knows of a lesson's key, as plain values: nothing of answers that nobody has confirmed.

    Args:
        lesson: a lesson with a key.
        path: the path that is read; None for the whole lesson, section by section.

    Raises:
        ValueError: the lesson has no key to show.
    """
    key = key_of(lesson)
    places: list[Where] = [path] if path else [section.number for section in lesson.article.sections]
    shown = [claim for claim in lesson.claims if claim.id in key and (path is None or claim.id in path.claims)]
    return {
        "reveals": {name_of_place(place): _reveal(lesson, place) for place in places},
        "splits": {"most": MOST, "claims": splits(lesson, [one.id for one in shown], {}, len(shown))},
        "claims": {claim.id: _beside(key[claim.id]) for claim in shown},
        "figures": _figures(lesson, key),
    }


def name_of_place(where: Where) -> str:
    """Return what a reveal is called in the page's data: a section's number, or a path's name."""
    return where.name if isinstance(where, ReadingPath) else str(where)


def label_key(labels: Iterable[str]) -> str:
    """Return a set of labels as the page's data has it: its labels with blanks between, nothing for none."""
    return " ".join(ordered(labels))


def key_of(lesson: Lesson) -> dict[str, Answer]:
    """Return the answers of a lesson that can be shown.

    Raises:
        ValueError: there is no key, or a draft without reasons.
    """
    if lesson.key is None:
        draft = f" Nobody has confirmed {len(lesson.unconfirmed)} of its answers yet." if lesson.unconfirmed else ""
        raise Mistake(f"The lesson “{lesson.id}” has no answer key to put into the page.{draft}")
    if lesson.key_is_draft:
        raise Mistake(f"The answer key of “{lesson.id}” is a draft: it has labels alone, and nothing to show readers.")
    return dict(lesson.key)


def _reveal(lesson: Lesson, where: Where) -> dict[str, Any]:
    everything = {claim.id: claim for claim in lesson.claims}
    shown = claims_to_show(lesson, where, everything)
    full = fullness(lesson, where, [claim.id for claim in shown])
    if isinstance(where, ReadingPath):
        point = str(words(lesson.article.language)["reveal_path"]["hint"])
    else:
        point = lesson.article.sections[where - 1].point
    return {
        "open": horizon_of(lesson, where) < len(lesson.article.paragraphs),
        "point": point,
        "claims": {claim.id: {"full": full[claim.id], **_seen(lesson, where, claim.id)} for claim in shown},
    }


def _seen(lesson: Lesson, where: Where, claim_id: str) -> dict[str, Any]:
    """What a card shows of the key: once what is the same for every answer, and by answer what is not."""
    claim = lesson.claim(claim_id)
    made = {label_key(given): card_for(lesson, where, claim, given) for given in LABEL_SETS}
    key = {name: value for name, value in made[""]["key"].items() if name != "line"}
    by_answer = {
        given: {"group": card["group"], "line": card["key"]["line"], "comparison": card["comparison"]}
        for given, card in made.items()
    }
    return {"key": key, "answers": by_answer}


def _beside(answer: Answer) -> dict[str, Any]:
    """What the look back lays beside an answer, and which answers can be defended, doubt too much, or miss a denial."""

    def those(are: Iterable[LabelSet]) -> list[str]:
        return [label_key(given) for given in are]

    return {
        "labels": list(ordered(answer.labels)),
        "nature": answer.nature,
        "source": answer.source,
        "defensible": those(answer.defensible),
        "suspicious": those(given for given in LABEL_SETS if is_over_suspicious(answer, given)),
        "missing": those(given for given in LABEL_SETS if misses_a_denial(answer, given)),
    }


def _figures(lesson: Lesson, key: dict[str, Answer]) -> dict[str, Any]:
    """What the whole article rests on, by the key: counts of answers, by nature and by section, and the sources."""
    answered = [claim for claim in lesson.claims if claim.id in key]
    answers = {claim.id: name_of(key[claim.id].labels) for claim in answered}
    natures = {
        name: Counter(key[one].nature for one, given in answers.items() if given == name) for name in ANSWER_NAMES
    }
    sections = [
        Counter(answers[claim.id] for claim in answered if lesson.section_of(claim) == section.number)
        for section in lesson.article.sections
    ]
    named = Counter(key[claim.id].source for claim in answered if "sourced" in key[claim.id].labels)
    return {
        "answers": [[name, count] for name in ANSWER_NAMES if (count := list(answers.values()).count(name))],
        "natures": [[name, [by[nature] for nature in NATURES]] for name, by in natures.items() if by.total()],
        "sections": [
            [section.title, [by[name] for name in ANSWER_NAMES]]
            for section, by in zip(lesson.article.sections, sections, strict=True)
        ],
        "named": named.most_common(),
    }
