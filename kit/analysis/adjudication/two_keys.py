"""Two teachers' keys for one lesson: how far they agree, and one key of both, with what was decided in its comments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from kit.analysis.adjudication.decisions import Decision, read_decisions
from kit.analysis.agreement import Agreement, agreement
from kit.analysis.plain_table import plain_table
from kit.lesson.claims import Claim
from kit.lesson.codebook import LABELS, name_of
from kit.lesson.key import Answer
from kit.lesson.key_altering import altered_key
from kit.lesson.key_file import CONFIRMED, FIELDS
from kit.lesson.key_writing import fields_of
from kit.lesson.lesson import Lesson, check_opened
from kit.lesson.plain_errors import Mistake
from kit.lesson.write_file import write_file
from kit.ui.words import words

#: How the two keys are called, in tables and decisions.
ONE, OTHER = "A", "B"


@dataclass(frozen=True)
class TwoKeys:
    """Two keys for one lesson, beside each other.

    `table` has one row a claim: `claim, paragraph, core, text`, the answers `A` and `B` by name (missing where a key
    has none), and `stand`: `same`, `also` (one can defend the other's), `differ`, or `open` (one or both have no
    confirmed answer). `agreement` is Krippendorff's alpha between the two.
    """

    one: Lesson
    other: Lesson
    table: pd.DataFrame
    agreement: Agreement

    def of(self, stand: str) -> list[str]:
        """Return the claims that stand so."""
        return [str(claim) for claim in self.table.loc[self.table["stand"] == stand, "claim"]]

    def _repr_html_(self) -> str:
        return plain_table(self.table)._repr_html_()


def compare_keys(one: Lesson, other: Lesson) -> TwoKeys:
    """Lay two keys for one lesson beside each other.

    Args:
        one: the lesson with the first teacher's key, as `open_lesson(folder)` or `open_lesson(folder, key=...)` gives.
        other: the same lesson with the second teacher's.

    Raises:
        ValueError: they are not the same text, or one has no key.
    """
    for lesson, name in ((one, ONE), (other, OTHER)):
        check_opened(lesson)
        if not lesson.key_source:
            raise Mistake(f"The lesson {name} (“{lesson.id}”) has no key, so there is nothing to compare.")
    if one.edition != other.edition:
        raise Mistake(
            f"These are keys of two texts: the articles of {ONE} and {OTHER}, or their claims, are not the same."
        )
    keys: list[Mapping[str, Answer]] = [one.key or {}, other.key or {}]
    rows = [_row(claim, [key.get(claim.id) for key in keys]) for claim in one.claims]
    marks = [
        {"reader": name, "claim": claim} | {label: label in answer.labels for label in LABELS}
        for name, key in zip((ONE, OTHER), keys, strict=True)
        for claim, answer in key.items()
    ]
    frame = pd.DataFrame(marks, columns=["reader", "claim", *LABELS]).astype(dict.fromkeys(LABELS, "bool"))
    table = pd.DataFrame(rows).astype({ONE: "string", OTHER: "string"})
    return TwoKeys(one, other, table, agreement(frame))


def _row(claim: Claim, answers: Sequence[Answer | None]) -> dict[str, Any]:
    one, other = answers
    about = {"claim": claim.id, "paragraph": claim.paragraph, "core": claim.core, "text": claim.text}
    named = {ONE: one and name_of(one.labels), OTHER: other and name_of(other.labels)}
    return about | named | {"stand": _stand(one, other)}


def _stand(one: Answer | None, other: Answer | None) -> str:
    if one is None or other is None:
        return "open"
    if one.labels == other.labels:
        return "same"
    return "also" if one.labels in other.defensible or other.labels in one.defensible else "differ"


def merge_keys(
    keys: TwoKeys, path: str | Path, decisions: Mapping[str, Decision] | None = None, *, replace: bool = False
) -> Path:
    """Write one key of two, and return its path: the first one's file, with its comments, as far as nothing is decided.

    Above each answer stands what the two said and what was decided. Where they differ and nothing is decided, the
    answer is not confirmed: the lesson opens with the key, and shows no reader that answer until somebody decides.

    Args:
        keys: what `compare_keys` returned.
        path: where.
        decisions: by claim, `"A"` or `"B"`, whose whole answer is taken, or any decision of `kit.propose_key`.
        replace: whether a file that is there already gives way.

    Raises:
        ValueError: a decision is about an unknown claim, field or label.
        AlreadyThere: there is such a file already.
        NotWritten: the file cannot be written.
    """
    given = dict(decisions or {})
    whose = {claim: str(given.pop(claim)) for claim in list(given) if given[claim] in (ONE, OTHER)}
    decided = read_decisions(given, keys.one)
    for claim in whose:
        keys.one.claim(claim)
    changes: dict[str, dict[str, Any]] = {}
    notes: dict[str, list[str]] = {}
    for row in keys.table.to_dict("records"):
        claim = str(row["claim"])
        changes[claim], told = _merged(keys, claim, str(row["stand"]), whose.get(claim, ""), decided.get(claim))
        notes[claim] = [told]
    return write_file(
        path, altered_key(keys.one.key_source, changes, notes, _is_outdated).encode("utf-8"), replace=replace
    )


def _is_outdated(comment: str) -> bool:
    texts = words()["two_keys"]
    beginnings = [str(texts[f"note_{kind}"]).split("{")[0] for kind in ("both", "decided", "open")]
    beginnings += [str(texts["note_alone"]).split(". ")[0].format(what=name) for name in (ONE, OTHER)]
    return comment.startswith(tuple(beginnings))


def _merged(
    keys: TwoKeys, claim: str, stand: str, whose: str, decided: Mapping[str, Any] | None
) -> tuple[dict[str, Any], str]:
    """What becomes of an answer of the first key, and the comment that says why."""
    say = words(keys.one.article.language)
    one, other = (dict(lesson.key or {}).get(claim) for lesson in (keys.one, keys.other))
    both = {"one": _said(one, say), "other": _said(other, say)}
    if decided is not None:
        fields = _with_decision(fields_of(one) if one else {}, decided)
        return fields, say("two_keys.note_decided", what=", ".join(decided), **both)
    if stand == "same" and not whose:
        return {}, say("two_keys.note_both", **both)
    taken = whose or ((ONE if one else OTHER) if bool(one) != bool(other) else "")
    if not taken or (one if taken == ONE else other) is None:
        return {CONFIRMED: False}, say("two_keys.note_open", **both)
    told = say("two_keys.note_decided", what=taken, **both) if whose else say("two_keys.note_alone", what=taken, **both)
    if taken == ONE or other is None:
        return {CONFIRMED: None}, told
    new = fields_of(other)
    return {CONFIRMED: None} | {name: new.get(name) for name in FIELDS}, told


def _said(answer: Answer | None, say: Any) -> str:
    return name_of(answer.labels) if answer else str(say("two_keys.nothing"))


def _with_decision(old: Mapping[str, Any], decided: Mapping[str, Any]) -> dict[str, Any]:
    """The decided fields; other labels leave the rest to be looked at, and take out what only fitted the old ones."""
    if "labels" not in decided or decided["labels"] == old.get("labels"):
        return dict(decided)
    also = decided.get("also_defensible", [])
    shown = set(decided["labels"]).union(*map(set, also))
    evidence = [piece for piece in old.get("evidence", []) if piece["label"] in shown]
    slips = {name: line for name, line in old.get("if_you_chose", {}).items() if name != name_of(decided["labels"])}
    fitting = {"also_defensible": also or None, "evidence": evidence, "if_you_chose": slips or None}
    return {CONFIRMED: False} | fitting | dict(decided)
