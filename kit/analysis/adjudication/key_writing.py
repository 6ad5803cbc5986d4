"""From a proposal to a `key.yaml`.

Where the lesson has a key, the file is that key as the teacher has altered it; else it is what the class proposes.
What no count can tell (why, nature, source, ...) is left open, so that the loader refuses the file until a person has
written it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit.analysis.adjudication.proposal import Proposal, ProposedAnswer
from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, name_of, ordered
from kit.lesson.key import Answer
from kit.lesson.key_file import FIELDS
from kit.lesson.lesson import Lesson
from kit.lesson.write_file import write_file
from kit.lesson.yaml_text import quoted

_ALTERED = "# The key of this lesson as a teacher has altered it. What is not marked DECIDED is as it was."
_PROPOSED = "# A key proposed from the answers of a class. Check every answer."
_ABOUT = """\
# Write what is empty: the text goes between the two quotes. Once nothing is left open, the lesson opens with this key;
# until then, opening it lists what is missing.
#
# nature: fact, judgement or forecast.
# source: who stands behind the claim, in a few words; where the article speaks for itself: the article itself.
# evidence: for each label the words of the article that show it, copied letter by letter, and their paragraph.
# why: two to four sentences for students, true at the end of the claim's own section.
# later, later_after: what a later section adds, and the last paragraph that this speaks of. Most claims have neither.
# model_reason (core claims): a good reason as a student would put it: “I marked sourced, because ...”.
# if_you_chose (core claims): for each likely slip a sentence that helps whoever chose it. One slip is enough."""


def write_key(proposal: Proposal, path: str | Path) -> Path:
    """Write a proposal as a `key.yaml` and return its path.

    Where the lesson has a key, each claim without a decision is written as it is there. A decision on other fields
    than the labels alters just those fields. Other labels keep `nature`, `source`, and the evidence of labels that
    stay; what argues for the old labels is left open, or left out where a key may do without it. Where the lesson has
    no key, every answer is the class's or the decided one.

    What is still open stands there as an empty text (or, in a tie, as a label that is none), which the loader refuses
    by name and line: open the lesson with `open_lesson(folder, key=path)`, and it lists what is left to write.

    Raises:
        AlreadyThere: there is such a file already; it is left as it is.
        NotWritten: the file cannot be written.
    """
    lesson = proposal.lesson
    about = _PROPOSED if lesson.key is None else _ALTERED
    entries = ["\n".join(_entry(answer, lesson)) for answer in proposal.answers]
    text = "\n\n".join([f"{about}\n{_ABOUT}", *entries]) + "\n"
    return write_file(path, text.encode())


def _entry(answer: ProposedAnswer, lesson: Lesson) -> Iterator[str]:
    old = None if lesson.key is None else _fields_of(lesson.key[answer.claim.id])
    fields = _from_class(answer, lesson) if old is None else _from_key(answer, old, lesson)
    yield f"# paragraph {answer.claim.paragraph}: {answer.claim.text}"
    yield f"# {_counted(answer)}"
    if old is not None:
        yield from (f"# {line}" for line in _altered(answer, old, fields))
    yield f"{answer.claim.id}:"
    for name in FIELDS:
        if name in fields:
            yield from _written(name, fields[name])


def _counted(answer: ProposedAnswer) -> str:
    named = " or ".join(map(name_of, answer.largest))
    if not answer.answers:
        return "Nobody has answered this claim."
    if len(answer.largest) > 1:
        return f"The class has a tie: {named} ({answer.share:.0%} of {answer.answers} readers each)."
    return f"The largest group of the class: {named} ({answer.share:.0%} of {answer.answers} readers)."


def _altered(answer: ProposedAnswer, old: dict[str, Any], fields: dict[str, Any]) -> Iterator[str]:
    """What the decision on a claim has altered in its entry, as comments for whoever fills it in."""
    altered = [name for name in answer.decided if fields[name] != old.get(name)]
    if "labels" in altered:
        before = " or ".join(map(name_of, [old["labels"], *old["also_defensible"]]))
        yield f"DECIDED: {name_of(fields['labels'])}. The key said: {before}. Write what is empty."
    elif altered:
        yield f"DECIDED: {', '.join(altered)}."
    for name, value in old.items():
        if name not in fields:
            yield f"Left out, because it may no longer be true: {name}: {quoted(value)}"
    if "labels" in altered:
        kept = {piece["label"] for piece in old["evidence"]}
        for label, (number, quote) in answer.quotes.items():
            if label not in kept:
                yield f"The class's words for {label}: {quoted(quote)} (paragraph {number})."


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
    labels = [" or ".join(map(name_of, answer.tied)) or "?"] if answer.labels is None else list(ordered(answer.labels))
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


def _fields_of(answer: Answer) -> dict[str, Any]:
    """An answer of a key as the fields that it was read from; optional ones only where there is something in them."""
    names = ("label", "paragraph", "quote")
    optional = {
        "later": answer.later,
        "later_after": answer.later_after,
        "model_reason": answer.model_reason,
        "if_you_chose": {name_of(labels): line for labels, line in answer.if_you_chose.items()},
    }
    return {
        "labels": list(ordered(answer.labels)),
        "also_defensible": [list(ordered(labels)) for labels in answer.also_defensible],
        "nature": answer.nature,
        "source": answer.source,
        "evidence": [{name: getattr(piece, name) for name in names} for piece in answer.evidence],
        "why": answer.why,
    } | {name: value for name, value in optional.items() if value}


def _written(name: str, value: Any) -> Iterator[str]:
    """One field as lines of YAML; every text is quoted, so that nothing in it can be taken for YAML."""
    if name == "if_you_chose" and value:
        yield f"  {name}:"
        yield from (f"    {quoted(slip)}: {quoted(line)}" for slip, line in value.items())
    elif name == "evidence" and value:
        yield f"  {name}:"
        for piece in value:
            yield f"    - {{{', '.join(f'{part}: {quoted(piece[part])}' for part in piece)}}}"
    else:
        yield f"  {name}: {quoted(value)}"
