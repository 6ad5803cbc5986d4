"""From a proposal to a `key.yaml`.

Where the lesson has a key, the file is that key as the teacher has altered it; else it is what the class proposes.
What no count can tell (why, nature, source, ...) is left open, so that the loader refuses the file until a person has
written it.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import Any

from kit.analysis.adjudication.proposal import Proposal, ProposedAnswer
from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, LabelSet, name_of, ordered
from kit.lesson.key import Answer
from kit.lesson.key_altering import altered_key
from kit.lesson.key_file import FIELDS
from kit.lesson.key_writing import answer_lines, fields_of, key_text
from kit.lesson.lesson import Lesson
from kit.lesson.plain_errors import Mistake
from kit.lesson.write_file import write_file
from kit.lesson.yaml_text import quoted
from kit.ui.words import words

_SAY = words()


def write_key(proposal: Proposal, path: str | Path) -> Path:
    """Write a proposal as a `key.yaml` and return its path.

    Where the lesson has a key, the file is that one, with its author's comments and layout; a decision on other fields
    than the labels alters just those fields. Other labels keep `nature`, `source`, and the evidence of labels that
    stay; what argues for the old labels is left open, or left out where a key may do without it. Where the lesson has
    no key, every answer is the class's or the decided one.

    What is still open stands there as an empty text (or, in a tie, as a label that is none), which the loader refuses
    by name and line: open the lesson with `open_lesson(folder, key=path)`, and it lists what is left to write.

    Raises:
        AlreadyThere: there is such a file already; it is left as it is.
        NotWritten: the file cannot be written.
        ValueError: `proposal` is none.
    """
    if not isinstance(proposal, Proposal):
        raise Mistake("What is written as a key is what propose_key(...) returned.")
    text = _new(proposal) if proposal.lesson.key is None else _altered(proposal, proposal.lesson.key)
    return write_file(path, text.encode())


def _new(proposal: Proposal) -> str:
    """A key of what the class proposes."""
    entries = []
    for answer in proposal.answers:
        comments = [f"# {comment}" for comment in _of_class(answer)]
        fields = _from_class(answer, proposal.lesson)
        entries.append("\n".join([*comments, *answer_lines(answer.claim.id, fields)]))
    return "\n\n".join([_head("proposed"), *entries]) + "\n"


def _altered(proposal: Proposal, key: Mapping[str, Answer]) -> str:
    """The lesson's key, altered where the teacher has decided otherwise."""
    changes: dict[str, dict[str, Any]] = {}
    notes: dict[str, list[str]] = {}
    for answer in proposal.answers:
        if answer.claim.id not in key:  # proposed and not confirmed: what is decided is put in, and it stays so
            changes[answer.claim.id] = dict(answer.decided)
            notes[answer.claim.id] = _of_class(answer)
            continue
        old = fields_of(key[answer.claim.id])
        new = _from_key(answer, old, proposal.lesson)
        names = [name for name in FIELDS if new.get(name) != old.get(name)]
        changes[answer.claim.id] = {name: new.get(name) for name in names}
        notes[answer.claim.id] = [*_of_class(answer), *_told(answer, old, new)]
    source = proposal.lesson.key_source or key_text(key)
    for kind in ("altered", "proposed"):
        source = source.removeprefix(f"{_head(kind)}\n\n")
    return f"{_head('altered')}\n\n{altered_key(source, changes, notes, _is_outdated)}"


def _head(kind: str) -> str:
    """The comment that a key begins with: what it is, and what is still to be written."""
    lines = f"{_SAY['key_comments'][kind]}\n{_SAY['key_comments']['about']}".split("\n")
    return "\n".join(f"# {line}".rstrip() for line in lines)


def _is_outdated(comment: str) -> bool:
    """Whether a comment is of an earlier proposal: what the class answered, and what was decided, is told anew."""
    return comment.startswith(tuple(text.partition("{")[0] for text in _SAY["key_comments"]["above"].values()))


def _of_class(answer: ProposedAnswer) -> list[str]:
    claim, kind = answer.claim, "largest"
    if not answer.answers:
        kind = "nobody"
    elif len(answer.largest) > 1:
        kind = "tie"
    counted = {"labels": _or(answer.largest), "share": answer.share, "n": answer.answers}
    return [_above("paragraph", paragraph=claim.paragraph, text=claim.text), _above(kind, **counted)]


def _above(kind: str, **values: Any) -> str:
    return _SAY(f"key_comments.above.{kind}", **values)


def _or(answers: Iterable[LabelSet]) -> str:
    """Name several answers: “sourced or anonymous”."""
    names = [name_of(labels) for labels in answers]
    return reduce(lambda first, last: _SAY("key_comments.or", first=first, last=last), names) if names else ""


def _told(answer: ProposedAnswer, old: dict[str, Any], fields: dict[str, Any]) -> Iterator[str]:
    """What the decision on a claim has altered in its entry, as comments for whoever fills it in."""
    altered = [name for name in answer.decided if fields[name] != old.get(name)]
    if "labels" in altered:
        before = _or([old["labels"], *old["also_defensible"]])
        yield _above("decided", labels=name_of(fields["labels"]), before=before)
    elif altered:
        yield _above("decided_fields", fields=", ".join(altered))
    for name, value in old.items():
        if name not in fields:
            yield _above("left_out", name=name, value=quoted(value))
    if "labels" in altered:
        kept = {piece["label"] for piece in old["evidence"]}
        for label, (number, quote) in answer.quotes.items():
            if label not in kept:
                yield _above("quote", label=label, quote=quoted(quote), paragraph=number)


def _from_key(answer: ProposedAnswer, old: dict[str, Any], lesson: Lesson) -> dict[str, Any]:
    """The fields of a claim that the key answers already, with what the teacher has decided."""
    decided = dict(answer.decided)
    if decided.get("labels", old["labels"]) == old["labels"]:
        return old | decided
    return _argued_anew(answer, old, lesson) | decided


def _argued_anew(answer: ProposedAnswer, old: dict[str, Any], lesson: Lesson) -> dict[str, Any]:
    """The fields of a claim that gets other labels: what is true of any stays, what argued for the old ones is open."""
    labels = answer.labels or frozenset()
    kept = [piece for piece in old["evidence"] if piece["label"] in labels.union(*answer.also_defensible)]
    bare = ordered(labels - {piece["label"] for piece in kept})
    missing = [{"label": label, "paragraph": answer.claim.paragraph, "quote": ""} for label in bare]
    fields = {"labels": list(ordered(labels)), "also_defensible": [], "evidence": kept + missing, "why": ""}
    fields |= {name: old[name] for name in ("nature", "source")}
    # `later` speaks of labels too. It is asked for anew where the evidence needs one, and else left out.
    needed = "evidence" not in answer.decided and any(piece["paragraph"] > _last(answer, lesson) for piece in kept)
    if needed or ("later" in answer.decided and "later" in old):
        fields |= {"later": "", "later_after": old["later_after"]}
    return fields | (_core_fields(answer) if answer.claim.core else {})


def _from_class(answer: ProposedAnswer, lesson: Lesson) -> dict[str, Any]:
    """The fields of a claim as far as the class and the teacher tell them; the rest is empty."""
    labels = [_or(answer.tied) or "?"] if answer.labels is None else list(ordered(answer.labels))
    found = {label: answer.quotes.get(label, (answer.claim.paragraph, "")) for label in ordered(answer.labels or ())}
    evidence = [{"label": label, "paragraph": number, "quote": quote} for label, (number, quote) in found.items()]
    also = [list(ordered(other)) for other in answer.also_defensible]
    fields: dict[str, Any] = {"labels": labels, "also_defensible": also, "nature": "", "source": ""}
    fields |= {"evidence": evidence, "why": ""}
    if beyond := [number for number, _ in found.values() if number > _last(answer, lesson)]:
        fields |= {"later": "", "later_after": max(beyond)}
    return fields | (_core_fields(answer) if answer.claim.core else {}) | dict(answer.decided)


def _core_fields(answer: ProposedAnswer) -> dict[str, Any]:
    slips = [name_of(labels) for labels in answer.slips[:2]] or [_likely_slip(answer)]
    return {"model_reason": "", "if_you_chose": dict.fromkeys(slips, "")}


def _likely_slip(answer: ProposedAnswer) -> str:
    return next(name for name, labels in zip(ANSWER_NAMES, LABEL_SETS, strict=True) if labels != answer.labels)


def _last(answer: ProposedAnswer, lesson: Lesson) -> int:
    """The last paragraph of the claim's own section."""
    return lesson.article.sections[lesson.section_of(answer.claim) - 1].last
