"""The reason for a proposed label, in a sentence for the teacher who decides."""

from kit.authoring.attribution.sources import Source
from kit.lesson.key import Evidence

_SELF = "Nobody is named or described for it: the article says it itself."


def reason_of(source: Source | None, quote: str, earlier: Evidence | None) -> str:
    """Say why a claim has its label.

    Args:
        source: the source that was found; None where the article says the claim itself.
        quote: the words that name or describe the source.
        earlier: the words that say who it is, where the quote does not.
    """
    if source is None:
        return _SELF
    if source.kind == "nobody":
        return f"“{quote}” names nobody and describes nobody: no source is given."
    if earlier is not None:
        who = f"“{quote}” means “{earlier.quote}” in paragraph {earlier.paragraph}"
        return f"{who}, who is not named." if earlier.label == "anonymous" else f"{who}, which names the source."
    return _BY_KIND[source.kind, source.is_named].format(quote=quote)


def denied_reason(words: Evidence, who: str) -> str:
    """Say who rejects a claim, and where."""
    return f"In paragraph {words.paragraph} somebody rejects it: “{words.quote}” ({who})."


_BY_KIND = {
    ("person", True): "“{quote}” names the person who says it.",
    ("body", True): "“{quote}” names an institution that speaks for itself.",
    ("body", False): "“{quote}” is an institution that speaks for itself.",
    ("document", True): "“{quote}” is a document, and the article says whose it is.",
    ("document", False): "“{quote}” is a document, and the article does not say whose it is.",
    ("unnamed person", False): "“{quote}” describes somebody and names nobody.",
    ("collective", False): "“{quote}” names nobody: it is a group.",
}
