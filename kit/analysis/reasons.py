"""Readers' reasons, ready to be shown to a class: nobody is named, and only where many could have written them."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from kit.analysis.discretion import Discretion, Eye, Reason
from kit.analysis.discretion.people import people
from kit.lesson.class_figures import FEWEST_READERS
from kit.lesson.lesson import Lesson
from kit.marks.table import check_lesson

#: Reasons of a group with fewer people stay hidden: in a class, their writers would be plain.
FEWEST = FEWEST_READERS
LONGEST = 240

_NOTHING_HELD = Discretion()


@dataclass(frozen=True, slots=True)
class Camp:
    """Readers who gave one answer to a claim, and some of their reasons.

    `reasons` is empty where nobody gave one that may be shown, and where fewer than five people stand behind the
    answers: then `hidden` is true. `all_reasons` are the different reasons of the camp, the fuller ones first, each
    with why it is not shown, if so: for the teacher alone, who chooses among them.
    """

    answer: str
    readers: int
    reasons: tuple[str, ...]
    hidden: bool
    all_reasons: tuple[Reason, ...] = ()

    @property
    def shown(self) -> tuple[Reason, ...]:
        """Those of all reasons whose texts are `reasons`."""
        return tuple(reason for reason in self.all_reasons if _short(reason.text) in self.reasons and not reason.why)

    @property
    def silence(self) -> str:
        """Why there are no `reasons`: the key of a text in the kit's words for reports."""
        if self.hidden:
            return "camp_hidden" if self.readers < FEWEST else "camp_few_files"
        return "camp_held" if self.all_reasons else "camp_silent"

    @property
    def held_back(self) -> int:
        """How many of the reasons hold a name, or a sentence of the key."""
        return sum(reason.why in {"name", "key"} for reason in self.all_reasons)


def contrasting_reasons(
    annotations: pd.DataFrame,
    lesson: Lesson,
    claim: str,
    most: int = 3,
    discretion: Discretion = _NOTHING_HELD,
) -> tuple[Camp, ...]:
    """Return the two largest camps of a claim, the larger one first, each with up to `most` reasons.

    The phase is `own`. Of a camp's reasons the fuller ones are taken, each once, in the order of the alphabet, which
    says nothing about readers. Reader codes in the text are blotted out, however they are typed. A reason is left out
    that was copied from the lesson's key, and whatever else `discretion` keeps from the class.

    Raises:
        ValueError: there is no such claim, or a row is of another lesson or edition.
    """
    check_lesson(annotations, lesson)
    wanted = lesson.claim(claim).id
    rows = annotations[(annotations["claim"] == wanted) & (annotations["phase"] == "own")]
    sizes = rows["labels"].value_counts(sort=False)
    largest = sizes[sizes > 0].sort_values(ascending=False, kind="stable").head(2)
    eye = discretion.about(lesson, annotations["reader"].unique())
    return tuple(_camp(str(name), wanted, rows[rows["labels"] == name], most, eye) for name in largest.index)


def reasons_against(
    annotations: pd.DataFrame,
    lesson: Lesson,
    claim: str,
    most: int = 3,
    discretion: Discretion = _NOTHING_HELD,
) -> Camp:
    """Return the readers who saw the key's answer to a claim and still disagree, with reasons as in a camp.

    `answer` is empty: they agree in what they reject, not in what they answer.

    Raises:
        ValueError: there is no such claim, or a row is of another lesson or edition.
    """
    check_lesson(annotations, lesson)
    wanted = lesson.claim(claim).id
    rows = annotations[annotations["claim"] == wanted]
    against = rows[rows["stance"] == "disagree"] if "stance" in rows else rows[:0]
    return _camp("", wanted, against, most, discretion.about(lesson, annotations["reader"].unique()))


def reason_ids(annotations: pd.DataFrame, lesson: Lesson) -> frozenset[str]:
    """Return the ids of all reasons that were given, by which a `Discretion` hides or shows one.

    Raises:
        ValueError: a row is of another lesson or edition.
    """
    check_lesson(annotations, lesson)
    eye = _NOTHING_HELD.about(lesson, annotations["reader"].unique())
    return frozenset(reason.id for _, _, reason in _looked_at(annotations, eye))


def held_back(annotations: pd.DataFrame, lesson: Lesson, discretion: Discretion = _NOTHING_HELD) -> pd.DataFrame:
    """Return the answers whose reason is held back, for the teacher's eyes alone: this table names who wrote what.

    Columns: `claim`, `reader`, `why` (`name` or `key`), `found` (the name that stands in it), `id` and `reason`.

    Raises:
        ValueError: a row is of another lesson or edition.
        Mistake: the `discretion` hides or shows a reason that does not exist.
    """
    check_lesson(annotations, lesson)
    eye = discretion.about(lesson, annotations["reader"].unique())
    looked_at = list(_looked_at(annotations, eye))
    eye.check((claim, reason) for claim, _, reason in looked_at)
    rows = [
        (claim, reader, reason.why, reason.found, reason.id, reason.text)
        for claim, reader, reason in looked_at
        if reason.why in {"name", "key"}
    ]
    columns = ["claim", "reader", "why", "found", "id", "reason"]
    return pd.DataFrame(rows, columns=columns).astype("string")


def _looked_at(annotations: pd.DataFrame, eye: Eye) -> Iterator[tuple[str, str, Reason]]:
    seen: dict[tuple[str, str], Reason] = {}
    given = annotations[annotations["reason"].notna() & annotations["reason"].ne("")]
    for claim, reader, written in zip(given["claim"], given["reader"], given["reason"], strict=True):
        about = (str(claim), str(written))
        if about not in seen:
            seen[about] = eye.reason(*about)
        yield str(claim), str(reader), seen[about]


def _camp(answer: str, claim: str, rows: pd.DataFrame, most: int, eye: Eye) -> Camp:
    readers = int(rows["reader"].nunique())
    if people(rows) < FEWEST:
        return Camp(answer, readers, (), hidden=True)
    looked_at = {reason.text: reason for reason in (eye.reason(claim, str(each)) for each in rows["reason"].dropna())}
    fullest = sorted(
        (reason for text, reason in looked_at.items() if text), key=lambda each: (-len(each.text), each.text)
    )
    shown = [_short(reason.text) for reason in fullest if not reason.why][:most]
    return Camp(answer, readers, tuple(sorted(shown, key=str.casefold)), hidden=False, all_reasons=tuple(fullest))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
