"""A claim's entry in the key while it is made: what is proposed where it is empty, and when it counts as confirmed."""

from collections.abc import Mapping
from typing import Any

from kit.authoring.editor.in_hand import LessonInHand, answer_in_hand
from kit.authoring.proposed_texts import proposed_fields
from kit.lesson.claims import Claim
from kit.lesson.faults import Fault
from kit.lesson.files import KEY_FILE
from kit.lesson.key_entries import KeyEntries
from kit.lesson.key_file import CONFIRMED
from kit.ui.words import words


def key_of(hand: LessonInHand) -> KeyEntries:
    """Return the key to go on with. Where there is none, or a draft of labels alone, no answer is confirmed yet."""
    if KEY_FILE not in hand.texts:
        key = KeyEntries()
        for before, claim in zip((None, *hand.claims), hand.claims, strict=False):
            key = key.with_answer(claim.id, {CONFIRMED: False}, before.id if before else None)
        return key
    key = hand.key
    for claim_id, answer in hand.answers.items():
        if not answer.is_confirmed:  # a draft's answers are not, and do not say so
            key = key.altered(claim_id, {CONFIRMED: False})
    return key


def complete_answer(hand: LessonInHand, claim: Claim, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return what can be proposed for the fields that are still empty, by the labels and evidence that there are."""
    say = words(hand.article.language)
    proposed = proposed_fields(claim.text, is_core=claim.core, fields=fields, say=say)
    return {name: value for name, value in proposed.items() if not fields.get(name)}


def settled(hand: LessonInHand, key: KeyEntries, claim: Claim, changes: Mapping[str, Any]) -> KeyEntries:
    """Return a key with a claim's answer altered. A confirmed answer that is not whole any more is open again."""
    altered = key.altered(claim.id, changes) if changes else key
    faults: list[Fault] = []
    answer = answer_in_hand(altered.of(claim.id), claim, hand.article, faults)
    if answer.is_confirmed and not faults:
        return altered
    return altered.altered(claim.id, {CONFIRMED: False})
