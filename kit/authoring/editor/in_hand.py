"""A lesson while it is made: what its three texts say, answers too that are not complete or not confirmed yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.authoring.editor.lesson_files import Texts
from kit.lesson.article import Article, Section
from kit.lesson.article_altering import taken_out
from kit.lesson.article_file import FILE as ARTICLE_FILE
from kit.lesson.article_file import ArticleFile, read_article
from kit.lesson.claims import Claim
from kit.lesson.codebook import LABELS
from kit.lesson.faults import Fault, LessonFaults
from kit.lesson.files import GUIDE_FILE, KEY_FILE
from kit.lesson.guide import Guide, plain_guide
from kit.lesson.guide_file import read_guide
from kit.lesson.key import Answer
from kit.lesson.key_entries import Entry, KeyEntries, entries_of
from kit.lesson.key_file import CONFIRMED, read_answers, required_fields
from kit.lesson.plain_errors import Mistake, shown
from kit.lesson.yaml_nodes import node_of, plain_value


@dataclass(frozen=True, slots=True)
class AnswerInHand:
    """One answer: `fields` as they stand in the key's file, `answer` as it is read, and whether a person confirmed it.

    `lacks` names what it still needs: a field, or `evidence_` and a label without words that show it.
    """

    fields: Mapping[str, Any]
    answer: Answer
    is_confirmed: bool
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class LessonInHand:
    """What the texts of a lesson say. `key` is empty where there is no key; `answers` has one for every claim."""

    texts: Texts
    found: ArticleFile
    key: KeyEntries
    answers: Mapping[str, AnswerInHand]
    guide: Guide

    @property
    def article(self) -> Article:
        """The article."""
        assert self.found.article is not None  # `read` has made sure
        return self.found.article

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims in the order of reading."""
        return self.found.claims

    @property
    def used_ids(self) -> frozenset[str]:
        """Every id that a claim of this article has or had."""
        return taken_out(self.texts[ARTICLE_FILE]) | {claim.id for claim in self.claims}

    def claim(self, claim_id: str) -> Claim:
        """Return the claim with this id.

        Raises:
            ValueError: there is none.
        """
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise Mistake(f"There is no claim {shown(claim_id)} any more.")

    def section_of(self, claim: Claim) -> Section:
        """Return the section that a claim stands in."""
        return self.article.sections[self.article.paragraph(claim.paragraph).section - 1]


@dataclass
class LessonReader:
    """Reads the texts of a lesson. Answers that are as they were are not read again."""

    lesson: str
    _known: dict[tuple[str, Claim], AnswerInHand] = field(default_factory=dict)
    _article: Article | None = None

    def read(self, texts: Texts) -> LessonInHand:
        """Return what these texts say.

        Raises:
            LessonFaults: something in them is wrong.
            ValueError: the key is written in a way that cannot be altered line by line.
        """
        found = read_article(texts[ARTICLE_FILE])
        if found.faults or found.article is None:
            raise LessonFaults(self.lesson, found.faults)
        if self._article is None or found.article.paragraphs != self._article.paragraphs:
            self._known.clear()  # evidence stands in the text
        self._article = found.article
        key = entries_of(texts[KEY_FILE]) if KEY_FILE in texts else KeyEntries()
        faults: list[Fault] = []
        answers = {claim.id: self._answer(key, claim, faults) for claim in found.claims}
        guide = _guide(texts, found.article, found.claims, faults)
        if faults:
            raise LessonFaults(self.lesson, faults)
        return LessonInHand(texts, found, key, answers, guide)

    def _answer(self, key: KeyEntries, claim: Claim, faults: list[Fault]) -> AnswerInHand:
        """Return a claim's answer in a key, an empty one where it has none; add what is wrong to `faults`."""
        entry = key.of(claim.id) if claim.id in key else Entry(claim.id, (), f"{claim.id}:\n  {CONFIRMED}: false")
        if (entry.text, claim) not in self._known:
            assert self._article is not None
            before, found = len(faults), answer_in_hand(entry, claim, self._article, faults)
            if len(faults) > before:
                return found
            self._known[entry.text, claim] = found
        return self._known[entry.text, claim]


def faults_of(texts: Texts) -> list[Fault]:
    """Return everything that is wrong with the texts of a lesson, each with the line of its file."""
    found = read_article(texts[ARTICLE_FILE])
    faults = list(found.faults)
    if found.article is None:
        return faults
    if KEY_FILE in texts:
        read_answers(texts[KEY_FILE], KEY_FILE, found.article, found.claims, faults, found.doubt)
    if not faults:
        _guide(texts, found.article, found.claims, faults)
    return faults


def answer_in_hand(entry: Entry, claim: Claim, article: Article, faults: list[Fault]) -> AnswerInHand:
    """Return what an entry of a key says of a claim; add what is wrong to `faults`."""
    answers, proposed = read_answers(entry.text, KEY_FILE, article, [claim], faults)
    fields = dict((plain_value(node_of(entry.text)) or {}).get(claim.id) or {})  # type: ignore[arg-type]
    fields.pop(CONFIRMED, None)
    answer = answers.get(claim.id) or Answer(frozenset(), "", "", "")
    is_confirmed = claim.id not in proposed and bool(answer.why)  # of a draft, nobody has said why
    return AnswerInHand(fields, answer, is_confirmed, _lacks(claim, fields, answer, article))


def _guide(texts: Texts, article: Article, claims: tuple[Claim, ...], faults: list[Fault]) -> Guide:
    if GUIDE_FILE not in texts:
        return plain_guide(article, claims)
    return read_guide(texts[GUIDE_FILE], GUIDE_FILE, article, claims, faults)


def _lacks(claim: Claim, fields: Mapping[str, Any], answer: Answer, article: Article) -> tuple[str, ...]:
    names = required_fields(claim, is_labelled=False)
    order = ("labels", "nature", "source", "why", "model_reason", "if_you_chose")
    found = [name for name in order if name in names and (name not in fields or fields[name] in ("", {}, None))]
    shown_labels = {piece.label for piece in answer.evidence}
    found += [f"evidence_{label}" for label in LABELS if label in answer.labels and label not in shown_labels]
    section = article.paragraph(claim.paragraph).section
    if any(article.paragraph(piece.paragraph).section > section for piece in answer.evidence) and not answer.later:
        found.append("later")
    return tuple(found)
