"""Reads `key.yaml`: an answer for every claim of the article, each quote in its place.

A key is complete, or a draft that has labels alone for every claim, or refused. An answer with the line
`confirmed: false` was proposed, and nobody has looked at it yet: it may lack fields, what it has must be right, and it
is no part of the key.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kit.lesson.article import Article
from kit.lesson.claims import Claim
from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, LABELS, LabelSet, name_of, ordered
from kit.lesson.faults import Doubt, Fault
from kit.lesson.fields import Fields, listed
from kit.lesson.key import NATURES, Answer, Evidence
from kit.lesson.lookalikes import spans_of, without_unseen
from kit.lesson.yaml_nodes import Value, read_yaml

FIELDS = (
    *("labels", "also_defensible", "nature", "source", "evidence", "why"),
    *("later", "later_after", "model_reason", "if_you_chose"),
)
#: Stands in an answer that was proposed: false until a person has looked at it.
CONFIRMED = "confirmed"
#: All that an answer's entry may hold, in the order in which it is written.
WRITTEN = (CONFIRMED, *FIELDS)
#: What the answers of a draft hold, and nothing else.
_OF_A_DRAFT = frozenset({"labels", "also_defensible"})
#: What to write into a text of an answer, for whoever has left it empty.
_WANTED = {
    "nature": f"Write one of {', '.join(NATURES)}.",
    "source": "Write who stands behind the claim, in a few words, such as “the article itself”.",
    "why": "Write two to four sentences: why are these the labels? True at the end of the claim's own section.",
    "model_reason": "Write a good reason as a reader would put it: “I marked sourced, because ...”.",
    "label": f"Write one of {', '.join(LABELS)}.",
}
_FIELDS_REMEDY = (
    "Write them as in the bundled lessons: below the id, a line for each field, such as “labels: [sourced]”."
)
#: So many quotes that stand equally far from where they should have been moved by one change of the article.
_ONE_CAUSE = 3
_NO_DOUBT = Doubt()
_SET_OF_NAME = dict(zip(ANSWER_NAMES, LABEL_SETS, strict=True))
_LABELS_REMEDY = f"Write a list of {', '.join(LABELS)}, such as [anonymous, denied]; [] is “no source given”."


def read_key(
    text: str, file: str, article: Article, claims: Iterable[Claim], faults: list[Fault], doubt: Doubt = _NO_DOUBT
) -> dict[str, Answer]:
    """Read the text of a key for these claims; add everything that is wrong to `faults`.

    Returns:
        The answers by claim id, in the claims' order, without those that nobody has confirmed; only complete where no
        fault was added.
    """
    answers, proposed = read_answers(text, file, article, claims, faults, doubt)
    return {claim_id: answer for claim_id, answer in answers.items() if claim_id not in proposed}


def read_answers(
    text: str, file: str, article: Article, claims: Iterable[Claim], faults: list[Fault], doubt: Doubt = _NO_DOUBT
) -> tuple[dict[str, Answer], frozenset[str]]:
    """Read every answer of a key, those too that nobody has confirmed; add everything that is wrong to `faults`.

    What may only follow from faults of the article (`doubt`) is not told: an answer to a claim that could not be read,
    a quote of a paragraph that could not.

    Returns:
        The answers by claim id, in the claims' order, and the ids of those that nobody has confirmed.
    """
    value = read_yaml(text, file, 1, (*WRITTEN, *ANSWER_NAMES), faults)
    if value is None:
        return {}, frozenset()
    wanted = {claim.id: claim for claim in claims}
    entries = Fields(value, file, "the key", faults)
    given: dict[str, Value] = value.data if isinstance(value.data, dict) else {}
    _check_ids(entries, given, list(wanted), doubt)
    read = [claim_id for claim_id in wanted if claim_id in given]
    flat = [claim_id for claim_id in read if not isinstance(given[claim_id].data, dict)]
    if len(flat) > 1:
        entries.fault(given[flat[0]].line, f"{len(flat)} answers have no fields: {', '.join(flat)}.", _FIELDS_REMEDY)
        read = [claim_id for claim_id in read if claim_id not in flat]
    found = {claim_id: entries.within(given[claim_id], f"the answer to {claim_id}") for claim_id in read}
    elsewhere: list[_Elsewhere] = []
    readers = {
        claim_id: _AnswerReader(fields, article, wanted[claim_id], doubt, elsewhere)
        for claim_id, fields in found.items()
    }
    if found and not flat and all(_is_bare(given[claim_id]) for claim_id in found):
        return {claim_id: reader.bare_answer() for claim_id, reader in readers.items()}, frozenset()
    proposed = {claim_id for claim_id, fields in found.items() if not _is_confirmed(fields)}
    for claim_id in proposed:
        found[claim_id].excuse(FIELDS)
    _tell_alike(entries, {claim_id: found[claim_id] for claim_id in found if claim_id not in proposed}, given, wanted)
    answers = {claim_id: reader.answer() for claim_id, reader in readers.items()}
    _tell_elsewhere(entries, elsewhere)
    return answers, frozenset(proposed)


def _is_bare(answer: Value) -> bool:
    """Whether an answer says which labels, and not why."""
    return isinstance(answer.data, dict) and not answer.broken and {"labels"} <= answer.data.keys() <= _OF_A_DRAFT


def _is_confirmed(fields: Fields) -> bool:
    """Whether a person has looked at an answer: one that does not say otherwise was written by one."""
    value = fields.values.get(CONFIRMED)
    if value is None or isinstance(value.data, bool):
        return value is None or bool(value.data)
    remedy = f"Write “{CONFIRMED}: false” until a person has looked at the answer, and then take the line out."
    fields.fault(value.line, f"“{CONFIRMED}” in {fields.where} is neither true nor false.", remedy)
    return True


def _check_ids(entries: Fields, given: Mapping[str, Value], wanted: Sequence[str], doubt: Doubt) -> None:
    """Tell answers to claims that are none, and claims without an answer; a mistyped id is both, and told once."""
    unknown = [] if doubt.paragraphs else [claim_id for claim_id in given if claim_id not in wanted]
    missing = [claim_id for claim_id in wanted if claim_id not in given and claim_id not in doubt.claims]
    for claim_id in unknown:
        remedy = "Correct the id, or take the answer out."
        if 0 < len(missing) <= len(unknown):
            remedy += f" Without an answer: {', '.join(missing)}."
        entries.fault(given[claim_id].line, f"The article has no claim “{claim_id}”.", remedy)
    if len(missing) > len(unknown) and entries.is_whole:
        problem = (
            f"The claim {missing[0]} has no answer."
            if len(missing) == 1
            else f"{len(missing)} claims have no answer: {', '.join(missing)}."
        )
        entries.fault(0, problem, "A key answers every claim of its article.")


def _tell_alike(
    entries: Fields, found: Mapping[str, Fields], given: Mapping[str, Value], wanted: Mapping[str, Claim]
) -> None:
    """Tell answers that hold the same few fields, such as the labels alone, in one fault and not in one for each."""
    groups: dict[frozenset[str], list[str]] = {}
    for claim_id in found:
        if isinstance(given[claim_id].data, dict) and not given[claim_id].broken:
            groups.setdefault(frozenset(given[claim_id].data), []).append(claim_id)
    for names, claim_ids in groups.items():
        missing = {claim_id: _required(wanted[claim_id], given[claim_id].data) - names for claim_id in claim_ids}
        lacking = [claim_id for claim_id in claim_ids if len(missing[claim_id]) > 1]
        if len(lacking) > 1 and names <= set(FIELDS):
            absent = [name for name in FIELDS if any(name in missing[claim_id] for claim_id in lacking)]
            has = f"nothing but {listed(name for name in FIELDS if name in names)}" if names else "nothing"
            problem = f"{len(lacking)} answers hold {has}: {', '.join(lacking)}."
            remedy = f"A key gives {listed(absent)} as well, where a claim needs them: see the bundled lessons."
            if names <= _OF_A_DRAFT:
                remedy += " Only where no answer has more than its labels is a key a draft, and taken as it is."
            entries.fault(found[lacking[0]].line, problem, remedy)
            for claim_id in lacking:
                found[claim_id].excuse(missing[claim_id])


def required_fields(claim: Claim, *, is_labelled: bool) -> set[str]:
    """Return the fields that an answer to this claim cannot do without."""
    names = {"labels", "nature", "source", "why"} | ({"model_reason", "if_you_chose"} if claim.core else set())
    return names | ({"evidence"} if is_labelled else set())


def _required(claim: Claim, fields: Mapping[str, Value]) -> set[str]:
    return required_fields(claim, is_labelled="labels" in fields and bool(fields["labels"].data))


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """A quote that its paragraph does not hold, and one other paragraph does."""

    fields: Fields
    line: int
    problem: str
    number: int
    other: int


def _tell_elsewhere(entries: Fields, found: Sequence[_Elsewhere]) -> None:
    """Tell quotes that stand elsewhere: those that are all as far away, as behind a new paragraph, in one fault."""
    by_distance: dict[int, list[_Elsewhere]] = {}
    for one in found:
        by_distance.setdefault(one.other - one.number, []).append(one)
    for distance, moved in by_distance.items():
        if len(moved) < _ONE_CAUSE:
            for one in moved:
                one.fields.fault(one.line, one.problem, f"It stands in paragraph {one.other}.")
            continue
        way, again = ("later", f"Add {distance}") if distance > 0 else ("earlier", f"Take {-distance} away")
        by = "1 paragraph" if abs(distance) == 1 else f"{abs(distance)} paragraphs"
        problem = f"{len(moved)} quotes stand {by} {way} than their “paragraph” says."
        lines = ", ".join(str(line) for line in dict.fromkeys(one.line for one in moved))
        new = "a paragraph was put in or taken out above them"
        entries.fault(moved[0].line, problem, f"Perhaps {new}. {again} in lines {lines}.")


class _AnswerReader:
    def __init__(
        self, fields: Fields, article: Article, claim: Claim, doubt: Doubt, elsewhere: list[_Elsewhere]
    ) -> None:
        self.fields, self.article, self.claim, self.doubt = fields, article, claim, doubt
        self.elsewhere = elsewhere

    def answer(self) -> Answer:
        given = self.fields.values
        self.is_confirmed = bool(self.fields.plain(CONFIRMED) in (None, True))
        self.fields.only(WRITTEN, [name for name in FIELDS if name in _required(self.claim, given)])
        labels = self.labels(self.fields.items("labels"), self.fields.line_of("labels"))
        also_defensible = self.also_defensible(labels)
        evidence = self.evidence(labels, also_defensible)
        later = self.later(evidence)
        return Answer(
            labels=labels or frozenset(),
            also_defensible=also_defensible,
            nature=self.nature(),
            source=self.text("source"),
            evidence=evidence,
            why=self.text("why"),
            later=later,
            later_after=self.later_after(later, evidence),
            if_you_chose=self.if_you_chose(labels),
            model_reason=self.text("model_reason", required=self.claim.core),
        )

    def bare_answer(self) -> Answer:
        """Return the answer of a draft: labels, and nothing to show."""
        labels = self.labels(self.fields.items("labels"), self.fields.line_of("labels"))
        also_defensible = self.also_defensible(labels)
        return Answer(labels or frozenset(), nature="", source="", why="", also_defensible=also_defensible)

    def text(self, name: str, required: bool = True) -> str:
        return self.fields.text(name, required=required, wanted=_WANTED[name], shown=True)

    def labels(self, items: Iterable[Value], line: int) -> LabelSet | None:
        """Read a set of labels; None where it could not be read, so that nothing is held against it."""
        given: list[Any] = [without_unseen(item.data) if isinstance(item.data, str) else item.data for item in items]
        unknown = [label for label in given if label not in LABELS]
        for label in unknown:
            self.fields.fault(line, f"“{label}” is not a label.", _LABELS_REMEDY)
        known = [label for label in given if label in LABELS]
        if len(set(known)) < len(known):
            self.fields.fault(line, "A label is listed twice.", "Keep one of the two.")
        return None if unknown or not self.fields.is_readable("labels") else frozenset(known)

    def also_defensible(self, labels: LabelSet | None) -> tuple[LabelSet, ...]:
        found: list[LabelSet] = []
        for item in self.fields.items("also_defensible", required=False):
            if not isinstance(item.data, list):
                self.fields.fault(item.line, "“also_defensible” is a list of lists.", "Write [[sourced, denied]].")
                continue
            also = self.labels(item.data, item.line)
            if also is not None and (also == labels or also in found):
                self.fields.fault(item.line, f"“{name_of(also)}” is already an answer to this claim.", "Take it out.")
            elif also is not None:
                found.append(also)
        return tuple(found)

    def nature(self) -> str:
        nature = self.text("nature")
        if nature and nature not in NATURES:
            self.fields.fault(self.fields.line_of("nature"), f"“{nature}” is not a nature.", _WANTED["nature"])
        return nature

    def evidence(self, labels: LabelSet | None, also_defensible: tuple[LabelSet, ...]) -> tuple[Evidence, ...]:
        allowed = None if labels is None else labels.union(*also_defensible)
        items = self.fields.items("evidence", required=bool(labels))
        read = [self.piece(item, allowed) for item in items]
        found = tuple(piece for piece in read if piece is not None)
        bare = ordered((labels or frozenset()) - {piece.label for piece in found})
        # A piece that could not be read is told by itself: it may be the one for this label.
        if bare and self.is_confirmed and "evidence" in self.fields and len(found) == len(read):
            name = f"The label “{bare[0]}” of {self.claim.id} has" if len(bare) == 1 else f"{listed(bare)} have"
            such = f'- {{label: {bare[0]}, paragraph: {self.claim.paragraph}, quote: "..."}}'
            problem = f"{name} no evidence." if len(bare) == 1 else f"The labels {name} no evidence."
            self.fields.fault(
                self.fields.line_of("evidence"), problem, f"Quote the words that show it, in a line such as {such}."
            )
        if len(set(found)) < len(found):
            line = self.fields.line_of("evidence")
            self.fields.fault(line, f"A piece of evidence of {self.claim.id} is given twice.", "Keep one of the two.")
        return found

    def piece(self, item: Value, allowed: LabelSet | None) -> Evidence | None:
        fields = self.fields.within(item, f"a piece of evidence of {self.claim.id}")
        fields.only(("label", "paragraph", "quote"), ("label", "paragraph", "quote"))
        label, number = fields.text("label", wanted=_WANTED["label"]), fields.number("paragraph")
        if label and allowed is not None and label not in allowed:
            problem = f"This is evidence for “{label}”, which is not an answer to {self.claim.id}."
            fields.fault(item.line, problem, "Correct the label.")
            return None
        # Read as a text for its faults alone: a quote keeps its spaces, for it must stand so in its paragraph.
        wanted = "Copy the words that show the label from the article, letter by letter."
        if not fields.text("quote", wanted=wanted) or number is None or not label:
            return None
        if number in self.doubt.paragraphs or self.doubt.sections:
            return None
        return self.place(fields, item.line, label, number, fields.plain("quote"))

    def place(self, fields: Fields, line: int, label: str, number: int, quote: str) -> Evidence | None:
        paragraphs = self.article.paragraphs
        places = spans_of(paragraphs[number - 1].text, quote) if 1 <= number <= len(paragraphs) else []
        if len(places) == 1:
            start, end = places[0]
            return Evidence(label, number, start, end, paragraphs[number - 1].text[start:end])
        if places:
            fields.fault(line, f"The quote “{quote}” appears more than once in paragraph {number}.", "Make it longer.")
            return None
        others = [paragraph.number for paragraph in paragraphs if spans_of(paragraph.text, quote)]
        if 1 <= number <= len(paragraphs):
            problem = f"Paragraph {number} does not hold the quote “{quote}”."
        else:
            problem = f"There is no paragraph {number}: the article has 1 to {len(paragraphs)}, comments not counted."
        if len(others) == 1:
            self.elsewhere.append(_Elsewhere(fields, line, problem, number, others[0]))
        else:
            copy = "Copy it from the article, letter by letter."
            fields.fault(line, problem, f"It stands in paragraphs {', '.join(map(str, others))}." if others else copy)
        return None

    def later(self, evidence: Iterable[Evidence]) -> str:
        section = self.article.paragraphs[self.claim.paragraph - 1].section
        beyond = [piece for piece in evidence if self.article.paragraphs[piece.paragraph - 1].section > section]
        later = self.fields.text("later", required=False, shown=True)
        if self.is_confirmed and beyond and not {"later", "later_after"} & self.fields.values.keys():
            place = f"paragraph {beyond[0].paragraph}, of a later section"
            problem = f"The answer to {self.claim.id} rests on {place}, and has no “later”."
            remedy = "Say there what the later paragraph adds; “why” must be true before it."
            self.fields.fault(self.fields.line, problem, remedy)
        return later

    def later_after(self, later: str, evidence: Iterable[Evidence]) -> int | None:
        """Read after which paragraph `later` may be shown: nobody is told of what they have not read."""
        if "later_after" not in self.fields:
            if later:
                problem = f"The answer to {self.claim.id} has a “later”, and no “later_after”."
                remedy = "Add the number of the last paragraph that “later” speaks of."
                self.fields.fault(self.fields.line_of("later"), problem, remedy)
            return None
        number, line = self.fields.number("later_after"), self.fields.line_of("later_after")
        if not later and self.fields.is_whole:
            problem = f"The answer to {self.claim.id} has a “later_after”, and no “later”."
            self.fields.fault(line, problem, "Write the “later”, or take this line out.")
        elif number is not None and not self.doubt.sections:
            self.check_later_after(number, line, evidence)
        return number

    def check_later_after(self, number: int, line: int, evidence: Iterable[Evidence]) -> None:
        section = self.article.sections[self.article.paragraphs[self.claim.paragraph - 1].section - 1]
        first = max([section.last + 1, *(piece.paragraph for piece in evidence)])
        last = len(self.article.paragraphs)
        if not first <= number <= last:
            problem = f"“later_after” of {self.claim.id} is {number}."
            remedy = "It is the last paragraph that “later” speaks of, beyond the claim's section and all its evidence"
            self.fields.fault(line, problem, f"{remedy}: {first} to {last} here.")

    def if_you_chose(self, labels: LabelSet | None) -> Mapping[LabelSet, str]:
        lines: dict[LabelSet, str] = {}
        given = self.fields.mapping("if_you_chose")
        for name, value in given.items():
            if name not in _SET_OF_NAME or (_SET_OF_NAME[name] == labels and self.fields.is_whole):
                self.fields.fault(
                    value.line,
                    f"“{name}” is not a slip for this claim.",
                    f"Name another answer: {', '.join(ANSWER_NAMES)}.",
                )
            elif value.is_empty:
                problem = f"The line for “{name}” in “if_you_chose” of {self.claim.id} is empty."
                remedy = "Write a sentence that helps whoever chose it, or take the line out."
                self.fields.fault(value.line, problem, remedy)
            elif not isinstance(value.data, str):
                self.fields.fault(value.line, f"The line for “{name}” is not a text.", "Put it in double quotes.")
            else:
                lines[_SET_OF_NAME[name]] = self.fields.as_shown(value)
        if self.claim.core and not given and self.fields.misses("if_you_chose"):
            self.fields.fault(
                self.fields.line,
                f"The core claim {self.claim.id} has no “if_you_chose”.",
                "Write a line for each likely slip, under the name of that answer.",
            )
        return MappingProxyType(lines)
