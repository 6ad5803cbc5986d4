"""Adjudication: from the answers of a class and the decisions of its teacher to an answer key.

The class proposes, the teacher decides: a proposal names the majority's answer, flags ties, and `write_key` leaves open
what no count can tell (why, nature, source, ...), so that the loader refuses the file until a person has filled it in.
A lesson that had no key has one then.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from kit.analysis.class_figures import answers_per_claim, still_disagree
from kit.lesson.article import Article
from kit.lesson.claims import Claim
from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, LabelSet, label_set, name_of, ordered
from kit.lesson.files import Lesson
from kit.lesson.key_file import FIELDS
from kit.lesson.new_file import write_new
from kit.lesson.plain_errors import Mistake

#: An answer of at least this share of a claim's readers is a candidate for `also_defensible`.
CANDIDATE = 1 / 3
#: A quote counts as the class's evidence once two readers chose it.
FEWEST_QUOTES = 2

#: A teacher's decision on one claim: its labels, or any fields of `key.yaml` by name.
Decision = Sequence[str] | Mapping[str, Any]
_SETS = dict(zip(ANSWER_NAMES, LABEL_SETS, strict=True))


@dataclass(frozen=True, slots=True)
class ProposedAnswer:
    """What is proposed for one claim.

    `labels` is None where nobody has answered, or the largest groups tie: then `tied` holds their answers. `share` is
    the largest group's share of `answers`. `also_defensible` are other answers of at least a third of the readers.
    `quotes` maps a label to the words that the class chose for it most often and the number of their paragraph, where
    that is unambiguous. `slips` are other answers that were given, the most common first. `decided` holds the fields
    that the teacher has decided.
    """

    claim: Claim
    labels: LabelSet | None
    answers: int
    share: float
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
        return str(self.table.to_html(index=False))


def propose_key(annotations: pd.DataFrame, lesson: Lesson, decisions: Mapping[str, Decision] | None = None) -> Proposal:
    """Propose an answer for each claim: what most readers answered before they saw any key.

    Args:
        annotations: what the class answered, of this lesson and edition.
        lesson: the lesson; a key that it has already plays no part.
        decisions: what the teacher has decided, by claim: a list of labels, or fields of `key.yaml` by their names.
            With its labels decided, a claim has only those `also_defensible` answers that the decision names.

    Returns:
        The proposal. Its `table` has the columns `claim, paragraph, section, core, text, answers`; `proposed` (name of
        the answer; missing where it is open), `share`, `tie` and `also_defensible` (names of answers), `decided`, and
        `disagree` (readers who still disagree with the key that they saw).

    Raises:
        ValueError: a decision is about an unknown claim, field or label, or a row is of another lesson or edition.
    """
    decided = {lesson.claim(name).id: _fields(name, decision) for name, decision in (decisions or {}).items()}
    figures = answers_per_claim(annotations, lesson)
    quotes = _Quotes(annotations, lesson.article)
    answers = tuple(
        _proposed(claim, {name: int(row[name]) for name in ANSWER_NAMES}, quotes, decided.get(claim.id, {}))
        for claim, row in zip(lesson.claims, figures.to_dict("records"), strict=True)
    )
    return Proposal(lesson, answers, _table(answers, figures, still_disagree(annotations, lesson)))


def objections(annotations: pd.DataFrame, lesson: Lesson) -> pd.DataFrame:
    """Return what readers wrote who saw the key and still disagree: one row an objection, for the teacher's own eyes.

    Columns: `claim`, `answer`, `reason`. No reader is named, but a class could guess one: do not project this.
    """
    still_disagree(annotations, lesson)  # refuses rows of another lesson
    rows = annotations[annotations["stance"] == "disagree"]
    order = {claim.id: place for place, claim in enumerate(lesson.claims)}
    found = pd.DataFrame({"claim": rows["claim"], "answer": rows["labels"], "reason": rows["reason"]}).astype("string")
    found = found.sort_values(["answer", "reason"])
    return found.sort_values("claim", key=lambda ids: ids.map(order), kind="stable").reset_index(drop=True)


def write_key(proposal: Proposal, path: str | Path) -> Path:
    """Write a proposal as a `key.yaml` and return its path.

    What is still open stands there as an empty text (or, in a tie, as a label that is none), which the loader refuses
    by name and line: open the lesson with `open_lesson(folder, key=path)`, and it lists what is left to write.

    Raises:
        AlreadyThere: there is such a file already; it is left as it is.
        OSError: the file cannot be written.
    """
    text = "\n\n".join([_ABOUT, *("\n".join(_entry(answer, proposal.lesson)) for answer in proposal.answers)]) + "\n"
    return write_new(path, text.encode())


_ABOUT = """# A key proposed from the answers of a class. Check every answer, and write what is empty between quotes.
# The lesson opens with this key once nothing is left open; until then, opening it lists what is missing."""


def _fields(claim: str, decision: Decision) -> dict[str, Any]:
    fields: dict[str, Any] = dict(decision) if isinstance(decision, Mapping) else {"labels": decision}
    for name in fields:
        if name not in FIELDS:
            raise Mistake(f"The decision on {claim} has an unknown field {name!r}. There are {', '.join(FIELDS)}.")
    if "labels" in fields:
        fields["labels"] = list(ordered(label_set(fields["labels"])))
    if "also_defensible" in fields:
        fields["also_defensible"] = [list(ordered(label_set(also))) for also in fields["also_defensible"]]
    return fields


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
    return ProposedAnswer(claim, labels, total, share, tied, also, found, others, decided)


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


def _table(answers: Sequence[ProposedAnswer], figures: pd.DataFrame, disputed: pd.DataFrame) -> pd.DataFrame:
    table = figures[["claim", "paragraph", "section", "core", "text", "answers"]].copy()
    named = [None if answer.labels is None else name_of(answer.labels) for answer in answers]
    table["proposed"] = pd.Series(named, dtype="string")
    table["share"] = [answer.share if answer.answers else None for answer in answers]
    table["tie"] = pd.Series([" or ".join(map(name_of, answer.tied)) for answer in answers], dtype="string")
    also = [" or ".join(map(name_of, answer.also_defensible)) for answer in answers]
    table["also_defensible"] = pd.Series(also, dtype="string")
    table["decided"] = [bool(answer.decided) for answer in answers]
    disagree = disputed.set_index("claim")["readers"]
    table["disagree"] = table["claim"].map(disagree).fillna(0).astype("int64")
    return table


def _entry(answer: ProposedAnswer, lesson: Lesson) -> Iterator[str]:
    claim = answer.claim
    yield f"# paragraph {claim.paragraph}: {claim.text}"
    yield f"# {_counted(answer)}"
    yield f"{claim.id}:"
    for name, value in (_open_fields(answer, lesson) | dict(answer.decided)).items():
        yield from _written(name, value)


def _counted(answer: ProposedAnswer) -> str:
    if not answer.answers:
        return "Nobody has answered this claim."
    if answer.tied:
        return f"A tie: {' or '.join(map(name_of, answer.tied))} ({answer.share:.0%} of {answer.answers} readers each)."
    return f"The largest group: {answer.share:.0%} of {answer.answers} readers."


def _open_fields(answer: ProposedAnswer, lesson: Lesson) -> dict[str, Any]:
    """The fields of one answer in the order of the format, as far as the class tells them; the rest is empty."""
    labels = [" or ".join(map(name_of, answer.tied)) or "?"] if answer.labels is None else list(ordered(answer.labels))
    found = {label: answer.quotes.get(label, (answer.claim.paragraph, "")) for label in ordered(answer.labels or ())}
    evidence = [{"label": label, "paragraph": number, "quote": quote} for label, (number, quote) in found.items()]
    also = [list(ordered(other)) for other in answer.also_defensible]
    fields: dict[str, Any] = {"labels": labels, "also_defensible": also, "nature": "", "source": ""}
    fields |= {"evidence": evidence, "why": ""}
    section = lesson.article.sections[lesson.section_of(answer.claim) - 1]
    if beyond := [number for number, _ in found.values() if number > section.last]:
        fields |= {"later": "", "later_after": max(beyond)}
    if answer.claim.core:
        slips = [name_of(labels) for labels in answer.slips[:2]] or [_likely_slip(answer)]
        fields |= {"model_reason": "", "if_you_chose": dict.fromkeys(slips, "")}
    return fields


def _likely_slip(answer: ProposedAnswer) -> str:
    return next(name for name in ANSWER_NAMES if _SETS[name] != answer.labels)


def _written(name: str, value: Any) -> Iterator[str]:
    """One field as lines of YAML; every text is quoted, so that nothing in it can be taken for YAML."""
    if name == "if_you_chose":
        yield f"  {name}:"
        yield from (f"    {json.dumps(slip)}: {_quoted(line)}" for slip, line in value.items())
    elif name == "evidence" and value:
        yield f"  {name}:"
        for piece in value:
            yield f"    - {{{', '.join(f'{part}: {_quoted(piece[part])}' for part in piece)}}}"
    else:
        yield f"  {name}: {_quoted(value)}"


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
