"""Reads `key.yaml`: an answer for every claim of the article, each quote in its place. A key is complete or refused."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from kit.lesson.article import Article
from kit.lesson.claims import Claim
from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, LABELS, LabelSet, name_of
from kit.lesson.faults import Fault
from kit.lesson.fields import Fields
from kit.lesson.key import NATURES, Answer, Evidence
from kit.lesson.yaml_nodes import Value, read_yaml

FIELDS = (
    *("labels", "also_defensible", "nature", "source", "evidence", "why"),
    *("later", "later_after", "model_reason", "if_you_chose"),
)
#: What to write into a text of an answer, for whoever has left it empty.
_WANTED = {
    "nature": f"Write one of {', '.join(NATURES)}.",
    "source": "Write who stands behind the claim, in a few words, such as “the article itself”.",
    "why": "Write two to four sentences: why are these the labels? True at the end of the claim's own section.",
    "model_reason": "Write a good reason as a reader would put it: “I marked sourced, because ...”.",
    "label": f"Write one of {', '.join(LABELS)}.",
}
_SET_OF_NAME = dict(zip(ANSWER_NAMES, LABEL_SETS, strict=True))
_LABELS_REMEDY = f"Write a list of {', '.join(LABELS)}, such as [anonymous, denied]; [] is “no source given”."


def read_key(text: str, file: str, article: Article, claims: Iterable[Claim], faults: list[Fault]) -> dict[str, Answer]:
    """Read the text of a key for these claims; add everything that is wrong to `faults`.

    Returns:
        The answers by claim id, in the claims' order; only complete where no fault was added.
    """
    value = read_yaml(text, file, 1, (*FIELDS, *ANSWER_NAMES), faults)
    if value is None:
        return {}
    wanted = {claim.id: claim for claim in claims}
    entries = Fields(value, file, "the key", faults)
    given: dict[str, Value] = value.data if isinstance(value.data, dict) else {}
    for claim_id in given.keys() - wanted.keys():
        entries.fault(
            given[claim_id].line, f"The article has no claim “{claim_id}”.", "Correct the id, or take the answer out."
        )
    for claim_id in wanted.keys() - given.keys():
        entries.fault(0, f"The claim {claim_id} has no answer.", "A key answers every claim of its article.")
    return {
        claim_id: _AnswerReader(
            Fields(given[claim_id], file, f"the answer to {claim_id}", faults), article, claim
        ).answer()
        for claim_id, claim in wanted.items()
        if claim_id in given
    }


class _AnswerReader:
    def __init__(self, fields: Fields, article: Article, claim: Claim) -> None:
        self.fields, self.article, self.claim = fields, article, claim

    def answer(self) -> Answer:
        self.fields.only(FIELDS)
        labels = self.labels(self.fields.items("labels"), self.fields.line_of("labels"))
        also_defensible = self.also_defensible(labels)
        evidence = self.evidence(labels, also_defensible)
        later = self.later(evidence)
        return Answer(
            labels=labels,
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

    def text(self, name: str, required: bool = True) -> str:
        return self.fields.text(name, required=required, wanted=_WANTED[name])

    def labels(self, items: Iterable[Value], line: int) -> LabelSet:
        given: list[Any] = [item.data for item in items]
        for label in given:
            if label not in LABELS:
                self.fields.fault(line, f"“{label}” is not a label.", _LABELS_REMEDY)
        known = [label for label in given if label in LABELS]
        if len(set(known)) < len(known):
            self.fields.fault(line, "A label stands twice in one list.", "Keep one of the two.")
        return frozenset(known)

    def also_defensible(self, labels: LabelSet) -> tuple[LabelSet, ...]:
        found: list[LabelSet] = []
        for item in self.fields.items("also_defensible", required=False):
            if not isinstance(item.data, list):
                self.fields.fault(item.line, "“also_defensible” is a list of lists.", "Write [[sourced, denied]].")
                continue
            also = self.labels(item.data, item.line)
            if also == labels or also in found:
                self.fields.fault(item.line, f"“{name_of(also)}” is already an answer to this claim.", "Take it out.")
                continue
            found.append(also)
        return tuple(found)

    def nature(self) -> str:
        nature = self.text("nature")
        if nature and nature not in NATURES:
            self.fields.fault(self.fields.line_of("nature"), f"“{nature}” is no nature.", _WANTED["nature"])
        return nature

    def evidence(self, labels: LabelSet, also_defensible: tuple[LabelSet, ...]) -> tuple[Evidence, ...]:
        allowed = labels.union(*also_defensible)
        items = self.fields.items("evidence", required=bool(labels))
        found = tuple(piece for item in items if (piece := self.piece(item, allowed)))
        line = self.fields.line_of("evidence")
        for label in sorted(labels - {piece.label for piece in found}):
            problem = f"The label “{label}” of {self.claim.id} has no evidence."
            such = f'- {{label: {label}, paragraph: {self.claim.paragraph}, quote: "..."}}'
            self.fields.fault(line, problem, f"Quote the words that show it, in a line such as {such}.")
        if len(set(found)) < len(found):
            self.fields.fault(line, f"A piece of evidence of {self.claim.id} stands twice.", "Keep one of the two.")
        return found

    def piece(self, item: Value, allowed: LabelSet) -> Evidence | None:
        fields = Fields(item, self.fields.file, f"a piece of evidence of {self.claim.id}", self.fields._faults)
        fields.only(("label", "paragraph", "quote"))
        label, number = fields.text("label", wanted=_WANTED["label"]), fields.number("paragraph")
        if label and label not in allowed:
            fields.fault(
                item.line,
                f"This is evidence for “{label}”, which is no answer to {self.claim.id}.",
                "Correct the label.",
            )
        # Read as a text for its faults alone: a quote keeps its spaces, for it must stand so in its paragraph.
        if not fields.text("quote", wanted="Copy the words that show the label from the article, letter by letter."):
            return None
        quote = fields.plain("quote")
        if number is None or not 1 <= number <= len(self.article.paragraphs):
            fields.fault(
                item.line, f"There is no paragraph {number}.", f"The article has 1 to {len(self.article.paragraphs)}."
            )
            return None
        return self.place(fields, item.line, label, number, quote)

    def place(self, fields: Fields, line: int, label: str, number: int, quote: str) -> Evidence | None:
        places = self.article.paragraphs[number - 1].places_of(quote)
        if not places:
            problem = f"Paragraph {number} does not hold the quote “{quote}”."
            fields.fault(line, problem, "Copy it from the article, letter by letter.")
            return None
        if len(places) > 1:
            fields.fault(line, f"The quote “{quote}” stands more than once in paragraph {number}.", "Make it longer.")
            return None
        return Evidence(label, number, places[0], places[0] + len(quote), quote)

    def later(self, evidence: Iterable[Evidence]) -> str:
        section = self.article.paragraphs[self.claim.paragraph - 1].section
        beyond = [piece for piece in evidence if self.article.paragraphs[piece.paragraph - 1].section > section]
        later = self.fields.text("later", required=False)
        if beyond and not later:
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
        if not later:
            problem = f"The answer to {self.claim.id} has a “later_after”, and no “later”."
            self.fields.fault(line, problem, "Write the “later”, or take this line out.")
        section = self.article.sections[self.article.paragraphs[self.claim.paragraph - 1].section - 1]
        first = max([section.last + 1, *(piece.paragraph for piece in evidence)])
        last = len(self.article.paragraphs)
        if number is not None and not first <= number <= last:
            problem = f"“later_after” of {self.claim.id} is {number}."
            remedy = "It is the last paragraph that “later” speaks of, beyond the claim's section and all its evidence"
            self.fields.fault(line, problem, f"{remedy}: {first} to {last} here.")
        return number

    def if_you_chose(self, labels: LabelSet) -> Mapping[LabelSet, str]:
        lines: dict[LabelSet, str] = {}
        given = self.fields.mapping("if_you_chose")
        for name, value in given.items():
            if name not in _SET_OF_NAME or _SET_OF_NAME.get(name) == labels:
                self.fields.fault(
                    value.line,
                    f"“{name}” is no slip for this claim.",
                    f"Name another answer: {', '.join(ANSWER_NAMES)}.",
                )
            elif value.is_empty:
                problem = f"The line for “{name}” in “if_you_chose” of {self.claim.id} is empty."
                remedy = "Write a sentence that helps whoever chose it, or take the line out."
                self.fields.fault(value.line, problem, remedy)
            elif not isinstance(value.data, str):
                self.fields.fault(value.line, f"The line for “{name}” is not a text.", "Put it in double quotes.")
            else:
                lines[_SET_OF_NAME[name]] = " ".join(value.data.split())
        if self.claim.core and not given:
            self.fields.fault(
                self.fields.line,
                f"The core claim {self.claim.id} has no “if_you_chose”.",
                "Write a line for each likely slip, under the name of that answer.",
            )
        return MappingProxyType(lines)
