"""Adjudication: from the answers of a class and the decisions of its teacher to an answer key.

The class proposes, the teacher decides: a proposal names the majority's answer, flags ties, and lays the key that there
is beside it. `kit.analysis.adjudication.key_writing` makes a `key.yaml` of it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from kit.analysis.adjudication.decisions import Decision, read_decisions
from kit.analysis.class_figures import answers_per_claim, still_disagree
from kit.analysis.counts import counted
from kit.analysis.plain_table import plain_table
from kit.lesson.article import Article
from kit.lesson.claims import Claim
from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, LabelSet, label_set, name_of
from kit.lesson.key import Answer
from kit.lesson.lesson import Lesson
from kit.marks.table import check_lesson

#: An answer of at least this share of a claim's readers is a candidate for `also_defensible`.
CANDIDATE = 1 / 3
#: A quote counts as the class's evidence once two readers chose it.
FEWEST_QUOTES = 2

_SETS = dict(zip(ANSWER_NAMES, LABEL_SETS, strict=True))


@dataclass(frozen=True, slots=True)
class ProposedAnswer:
    """What is proposed for one claim.

    `labels` is None where nobody has answered, or the largest groups tie: then `tied` holds their answers. `largest` is
    the answer of the largest group, or several in a tie, whatever was decided; `share` is its share of `answers`.
    `also_defensible` are other answers of at least a third of the readers. `quotes` maps a label to the words that the
    class chose for it most often and the number of their paragraph, where that is unambiguous. `slips` are other
    answers that were given, the most common first. `decided` holds the fields that the teacher has decided.
    """

    claim: Claim
    labels: LabelSet | None
    answers: int
    share: float
    largest: tuple[LabelSet, ...] = ()
    tied: tuple[LabelSet, ...] = ()
    also_defensible: tuple[LabelSet, ...] = ()
    quotes: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    slips: tuple[LabelSet, ...] = ()
    decided: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """A proposed key: one `ProposedAnswer` a claim, in the order of reading, and `table` to look through them."""

    lesson: Lesson
    answers: tuple[ProposedAnswer, ...]
    table: pd.DataFrame

    def _repr_html_(self) -> str:
        return plain_table(self.table)._repr_html_()


def propose_key(annotations: pd.DataFrame, lesson: Lesson, decisions: Mapping[str, Decision] | None = None) -> Proposal:
    """Propose an answer for each claim: what most readers answered before they saw any key.

    Args:
        annotations: what the class answered, of this lesson and edition.
        lesson: the lesson, with or without a key; the proposal is the class's either way.
        decisions: what the teacher has decided, by claim: a list of labels, the name of an answer such as
            `"anonymous + denied"`, or fields of `key.yaml` by their names. With its labels decided, a claim has only
            those `also_defensible` answers that the decision names.

    Returns:
        The proposal. Its `table` has the columns `claim, paragraph, section, core, text, answers`; `proposed` (name of
        the class's answer, or of the one decided; missing where it is open), `share`, `key` (name of the answer that
        the key has now; missing without a key), `tie` and `also_defensible` (names of answers), `decided`, and
        `disagree` (readers who still disagree with the key that they saw).

    Raises:
        ValueError: a decision is about an unknown claim, field or label or is of a wrong kind, or a row is of another
            lesson or edition.
    """
    check_lesson(annotations, lesson)
    decided = read_decisions(decisions, lesson)
    counts = counted(annotations)
    figures = answers_per_claim(counts, lesson)
    quotes = _Quotes(annotations, lesson.article)
    answers = tuple(
        _proposed(claim, {name: int(row[name]) for name in ANSWER_NAMES}, quotes, decided.get(claim.id, {}))
        for claim, row in zip(lesson.claims, figures.to_dict("records"), strict=True)
    )
    return Proposal(lesson, answers, _table(answers, lesson, figures, still_disagree(counts, lesson)))


def objections(annotations: pd.DataFrame, lesson: Lesson) -> pd.DataFrame:
    """Return what readers wrote who saw the key and still disagree: one row an objection, for the teacher's own eyes.

    Columns: `claim`, `answer`, `reason`. No reader is named, but a class could guess one: do not project this.
    """
    check_lesson(annotations, lesson)
    rows = annotations[annotations["stance"] == "disagree"]
    order = {claim.id: place for place, claim in enumerate(lesson.claims)}
    found = pd.DataFrame({"claim": rows["claim"], "answer": rows["labels"], "reason": rows["reason"]}).astype("string")
    found = found.sort_values(["answer", "reason"])
    return found.sort_values("claim", key=lambda ids: ids.map(order), kind="stable").reset_index(drop=True)


def _proposed(claim: Claim, counts: Mapping[str, int], quotes: "_Quotes", decided: Mapping[str, Any]) -> ProposedAnswer:
    total, largest = sum(counts.values()), max(counts.values())
    first = [_SETS[name] for name, count in counts.items() if count == largest and count]
    labels = label_set(decided["labels"]) if "labels" in decided else first[0] if len(first) == 1 else None
    tied = tuple(first) if len(first) > 1 and "labels" not in decided else ()
    given = sorted((name for name in counts if counts[name]), key=lambda name: -counts[name])
    others = tuple(_SETS[name] for name in given if labels is not None and _SETS[name] != labels)
    candidates = tuple(labels for labels in others if counts[name_of(labels)] >= CANDIDATE * total)
    also = tuple(map(label_set, decided.get("also_defensible", () if "labels" in decided else candidates)))
    found = {label: quote for label in labels or () if (quote := quotes.of(claim.id, label))}
    share = largest / total if total else 0.0
    return ProposedAnswer(claim, labels, total, share, tuple(first), tied, also, found, others, decided)


class _Quotes:
    """The words that readers chose. Which label they show is plain only where a reader gave no other label."""

    def __init__(self, annotations: pd.DataFrame, article: Article) -> None:
        self.article = article
        self.chosen: dict[tuple[str, str], Counter[str]] = {}
        own = annotations[annotations["phase"] == "own"]
        for claim, answer, evidence in zip(own["claim"], own["labels"], own["evidence"], strict=True):
            self.chosen.setdefault((str(claim), str(answer)), Counter()).update(set(evidence))

    def of(self, claim: str, label: str) -> tuple[int, str] | None:
        """The most common quote for a label, if there is one such, and it stands in one place of the article."""
        most = self.chosen.get((claim, label), Counter()).most_common(2)
        if not most or most[0][1] < FEWEST_QUOTES or (len(most) > 1 and most[0][1] == most[1][1]):
            return None
        quote = most[0][0]
        places = [paragraph.number for paragraph in self.article.paragraphs for _ in paragraph.places_of(quote)]
        return (places[0], quote) if len(places) == 1 else None


def _table(
    answers: Sequence[ProposedAnswer], lesson: Lesson, figures: pd.DataFrame, disputed: pd.DataFrame
) -> pd.DataFrame:
    table = figures[["claim", "paragraph", "section", "core", "text", "answers"]].copy()
    named = [None if answer.labels is None else name_of(answer.labels) for answer in answers]
    table["proposed"] = pd.Series(named, dtype="string")
    table["share"] = [answer.share if answer.answers else None for answer in answers]
    key: Mapping[str, Answer] = lesson.key or {}
    of_key = [name_of(key[answer.claim.id].labels) if answer.claim.id in key else None for answer in answers]
    table["key"] = pd.Series(of_key, dtype="string")
    table["tie"] = pd.Series([" or ".join(map(name_of, answer.tied)) for answer in answers], dtype="string")
    also = [" or ".join(map(name_of, answer.also_defensible)) for answer in answers]
    table["also_defensible"] = pd.Series(also, dtype="string")
    table["decided"] = [bool(answer.decided) for answer in answers]
    disagree = disputed.set_index("claim")["readers"]
    table["disagree"] = table["claim"].map(disagree).fillna(0).astype("int64")
    return table
