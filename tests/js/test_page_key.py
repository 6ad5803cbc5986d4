"""The key in the page, held to the one in Python: what is shown to whom, in which words, and what opens it."""

import json
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

import kit
from kit.lesson.codebook import LABEL_SETS, ordered
from kit.lesson.guide import ReadingPath
from kit.reading.reveal import GROUPS, Where, cards
from kit.reading.reveal_sentence import sentence
from kit.reading.session import Session
from kit.sharing.page.key_data import key_data, name_of_place
from kit.sharing.page.make import lesson_data
from kit.sharing.page.sealed import locked
from kit.ui.words import words
from tests.js.page_side import in_the_page

LESSON = kit.open_lesson("inner-circle")
READER = "quiet-otter-41"


def answered(seed: int) -> list[dict[str, Any]]:
    """Answers of all kinds to most claims, some of them changed after the key was seen."""
    chance, made = Random(seed), list[dict[str, Any]]()
    for number, claim in enumerate(LESSON.claims):
        if chance.random() < 0.1:
            continue
        for again in range(1 + (chance.random() < 0.3)):
            labels = list(ordered(chance.choice(LABEL_SETS)))
            step = {"kind": "mark", "id": f"{number}-{again}", "claim": claim.id, "base": None, "retry": False}
            made.append(step | {"labels": labels, "reason": "why", "stance": "keep" if again else None})
            if not again:
                made.append({"kind": "reveal", "claims": {claim.id: chance.random() < 0.5}})
    return made


@pytest.mark.parametrize("path", [None, "short"])
def test_the_page_shows_what_a_notebook_would_show(path: str | None, tmp_path: Path) -> None:
    """For every section, or the path, the cards are those of `kit.reading.reveal`, in their order, and so is the
    sentence above them: own side, key's side, comparison, group."""
    chosen = LESSON.path(path) if path else None
    steps = answered(3)
    given = {"steps": steps, "lesson": lesson_data(LESSON, chosen), "key": key_data(LESSON, chosen), "groups": GROUPS}
    theirs = in_the_page("cards", words=dict(words()["reveal"]), **given)
    session = Session(LESSON, READER, tmp_path)
    for step in steps:
        if step["kind"] == "reveal":
            session.note_reveal(step["claims"])
        else:
            session.answer(step["claim"], step, mark_id=step["id"])
    places: list[Where] = [chosen] if chosen else [section.number for section in LESSON.article.sections]
    for place in places:
        ours = cards(LESSON, place, session.answers(), session.own_answers())
        assert len(ours) > (9 if isinstance(place, ReadingPath) else 5) - 2
        shown = theirs[name_of_place(place)]
        assert without_times(shown["cards"]) == without_times(json.loads(json.dumps(ours)))
        assert shown["sentence"] == sentence(words(), ours)


def without_times(shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cards without the moments at which the two sides were given the answers."""
    return [card | {"own": card["own"] | {"at": ""}} for card in shown]


def test_every_count_is_said_as_in_python() -> None:
    """Whatever number of answers is as the key's, defensible, different or earlier, the sentence is the same."""
    kinds = {"same": "same", "also": "also", "partly": "differ", "different": "differ"}
    all_cards = []
    for same, also, different, earlier in product((0, 1, 2, 3, 11), (0, 1, 2), (0, 1, 2), (0, 1, 2, 12)):
        kinds_here = ["same"] * same + ["also"] * also + ["partly", "different"][:1] * different
        made = [{"group": kinds[kind], "comparison": {"kind": kind}} for kind in kinds_here]
        all_cards.append(made + [{"group": "earlier", "comparison": {"kind": "same"}}] * earlier)
    theirs = in_the_page("sentences", words=dict(words()["reveal"]), groups=GROUPS, all=all_cards)
    assert theirs == [sentence(words(), made) for made in all_cards]


def test_the_word_opens_the_key_and_no_other_word_does() -> None:
    """What Python has locked opens in the page with the word, however it is typed; a wrong word is told apart."""
    value = {"told": "sourced, “because” é 😀"}
    typed = ["Otter Garden", " otter  GARDEN ", "ottergarden", "", "café", "otter garden"]
    assert in_the_page("unlock", sealed=locked(value, "Otter Garden"), words=typed) == [
        value, value, "wrong", "wrong", "wrong", value
    ]  # fmt: skip
