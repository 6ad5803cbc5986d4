"""What one web annotation says: labels, reason, evidence words and the words that it is about.

Other programs write the same annotation in other ways: one body or a list, purposes or none, tags in place of labels,
selectors within selectors. What is read differently from how it was written is told, and what is not read, too.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kit.lesson.codebook import LABELS, NO_SOURCE
from kit.lesson.lookalikes import folded
from kit.lesson.plain_errors import shown
from kit.marks.lines import MarkFault
from kit.sharing.annotation_pages import Json, bare, kinds, listed
from kit.sharing.web_annotation import PREFIX
from kit.ui.words import languages, words

_TAG = re.compile(r"<[^<>]*>")
_BETWEEN_LABELS = re.compile(r"\s*[+,;]\s*")
_LONGEST_TOLD = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are selected in a text: what its quote says, where its position puts them, and in which paragraph.

    `source` is the text's identifier, as far as it is told; whatever is missing is None.
    """

    exact: str | None = None
    prefix: str = ""
    suffix: str = ""
    sha256: str = ""
    start: Any = None
    end: Any = None
    paragraph: Any = None
    source: str | None = None


@dataclass(slots=True)
class Parts:
    """What the bodies of an annotation say: `labels` is None where none says anything of them.

    `remarks` tell what was read in another way than it is written, or not at all.
    """

    labels: list[str] | None = None
    reason: str = ""
    evidence: list[Piece] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def parts_of(item: Json) -> Parts:
    """Read the bodies of an annotation.

    Raises:
        MarkFault: a label is none of the codebook's, or the labels contradict each other.
    """
    parts, reasons, tags, texts = Parts(), list[str](), list[str](), list[str]()
    given: list[str] = []
    for body in _bodies(item):
        purposes = purposes_of(body)
        if _is_evidence(body, purposes):
            parts.evidence.append(piece_of(body))
            continue
        for text in _texts(body):
            named = labels_named(text)
            if "classifying" in purposes and (named or "commenting" not in purposes):
                given += named or [_no_label(text)]
            elif "commenting" in purposes:
                reasons.append(_as_text(body, text))
            elif named and (not purposes or "tagging" in purposes):
                tags += named
            elif not purposes and str(text).strip():
                texts.append(_as_text(body, text))
            else:
                parts.remarks.append(f"what stands under “{', '.join(sorted(purposes))}” was not read: {told(text)}")
    if texts and not reasons:
        parts.remarks.append("its text has no purpose, and was read as the reason")
        reasons, texts = texts, []
    parts.remarks += [f"a text without a purpose was not read: {told(text)}" for text in texts]
    parts.reason = "\n".join(reasons)
    parts.labels = _labels(given, tags, parts.remarks)
    return parts


def piece_of(resource: Any) -> Piece:
    """Read what a target or a body selects: by quote and by position, also within other selectors."""
    if not isinstance(resource, Mapping):
        return Piece(source=resource if isinstance(resource, str) else None)
    found: dict[str, Any] = {}
    for selector in _selectors(resource.get("selector")):
        if "exact" in selector and "exact" not in found:
            found |= {name: _plain(selector.get(name)) for name in ("exact", "prefix", "suffix")}
        elif "start" in selector and "start" not in found and "DataPositionSelector" not in kinds(selector):
            found |= {name: _plain(selector.get(name)) for name in ("start", "end")}
    source = resource.get("source", resource.get("@id", resource.get("id")))
    if isinstance(source, Mapping):
        found |= {"source": source.get("id", source.get("@id"))}
        found |= {name: _plain(source.get(PREFIX + name)) for name in ("paragraph", "sha256")}
    else:
        found["source"] = source
    for name in ("prefix", "suffix", "sha256"):
        found[name] = found[name] if isinstance(found.get(name), str) else ""
    for name in ("exact", "source"):
        found[name] = found[name] if isinstance(found.get(name), str) else None
    return Piece(**found)


def purposes_of(body: Any) -> set[str]:
    """Return the purposes of a body, one or many, without prefixes."""
    given = body.get("purpose", body.get("oa:hasPurpose")) if isinstance(body, Mapping) else None
    names = [
        purpose.get("id", purpose.get("@id")) if isinstance(purpose, Mapping) else purpose for purpose in listed(given)
    ]
    return {bare(name).lower() for name in names if isinstance(name, str)}


def labels_named(text: Any) -> list[str]:
    """Return the labels that a text names, in whatever language the kit has words for; empty where it names none.

    `no source` is among them. Capitals, blanks and hyphens make no difference; “anonymous + denied” names two.
    """
    parts = [_word(part) for part in _BETWEEN_LABELS.split(text)] if isinstance(text, str) else []
    found = [_label_words().get(part, "") for part in parts]
    return found if found and all(found) else []


def told(text: Any) -> str:
    """Return a text for a sentence: cut where it is long."""
    plain = " ".join(str(text).split())
    return f"“{plain}”" if len(plain) <= _LONGEST_TOLD else f"“{plain[:_LONGEST_TOLD]}…”"


@cache
def _label_words() -> dict[str, str]:
    """Every way in which a page or the codebook writes a label, folded, with the label."""
    found = {_word(label): label for label in (*LABELS, NO_SOURCE)}
    for language in languages():
        texts = words(language)["widget"]
        for name, label in (*((label, label) for label in LABELS), ("none", NO_SOURCE)):
            found |= {_word(texts[f"{kind}_{name}"]): label for kind in ("chip", "label") if f"{kind}_{name}" in texts}
    return found


def _word(text: str) -> str:
    return " ".join(folded(text).replace("_", " ").replace("-", " ").casefold().split())


def _no_label(text: Any) -> str:
    raise MarkFault(f"{shown(text)} is not a label. The labels are {', '.join(LABELS)} and “{NO_SOURCE}”")


def _labels(given: list[str], tags: list[str], remarks: list[str]) -> list[str] | None:
    """Put the labels together; those that stand as tags count only where there are no others, and that is told."""
    more = [tag for tag in dict.fromkeys(tags) if tag not in given]
    if given and more:
        remarks.append(f"beside its labels, tags were not read: {', '.join(more)}")
    elif more:
        remarks.append(f"it has no label of ours; its labels were read from tags: {', '.join(more)}")
    labels = list(dict.fromkeys(given or more))
    if NO_SOURCE in labels and len(labels) > 1:
        raise MarkFault(f"its labels contradict each other: {', '.join(labels)}")
    return [label for label in labels if label != NO_SOURCE] if labels else None


def _bodies(item: Json) -> Iterator[Any]:
    """The bodies of an annotation, one by one; those that stand together in one are taken apart."""
    waiting = [*listed(item.get("body", item.get("oa:hasBody"))), *listed(item.get("bodyValue"))]
    while waiting:
        body = waiting.pop(0)
        if isinstance(body, Mapping) and "items" in body and "value" not in body:
            inner = listed(body["items"])
            waiting[:0] = [_with_purpose(part, body) for part in inner]
        else:
            yield body


def _with_purpose(part: Any, whole: Json) -> Any:
    if isinstance(part, Mapping) and not purposes_of(part) and "purpose" in whole:
        return {**part, "purpose": whole["purpose"]}
    return part


def _is_evidence(body: Any, purposes: set[str]) -> bool:
    if not isinstance(body, Mapping):
        return False
    return "linking" in purposes or ("selector" in body and not purposes)


def _texts(body: Any) -> Iterable[Any]:
    """The texts of a body: its value or values, or those of the textual body that it is about."""
    if not isinstance(body, Mapping):
        return [body]
    source = body.get("source")
    values = body.get("value", body.get("rdf:value", source.get("value") if isinstance(source, Mapping) else None))
    return [_plain(value) for value in listed(values)] or [body.get("id", body.get("source", ""))]


def _as_text(body: Any, text: Any) -> str:
    """A reason as plain text, also where another program keeps it in HTML."""
    if isinstance(body, Mapping) and body.get("format") == "text/html" and isinstance(text, str):
        return html.unescape(_TAG.sub("", text))
    return str(text)


def _selectors(given: Any) -> Iterator[Json]:
    """All selectors, those that refine others behind them."""
    waiting = list(listed(given))
    while waiting:
        selector = waiting.pop(0)
        if isinstance(selector, Mapping):
            yield selector
            waiting += [*listed(selector.get("refinedBy")), *listed(selector.get("items"))]


def _plain(value: Any) -> Any:
    return value["@value"] if isinstance(value, Mapping) and "@value" in value else value
