"""The reason for a proposed label, in a sentence for the teacher who decides."""

from kit.authoring.attribution.sources import Source
from kit.lesson.key import Evidence
from kit.ui.words import words

_SAY = words()
#: Who stands behind what the article says without a source.
ITSELF = _SAY("proposals.itself_source")


def reason_of(source: Source | None, quote: str, earlier: Evidence | None) -> str:
    """Say why a claim has its label.

    Args:
        source: the source that was found; None where the article says the claim itself.
        quote: the words that name or describe the source.
        earlier: the words that say who it is, where the quote does not.
    """
    if source is None:
        return _SAY("proposals.itself")
    if source.kind == "nobody":
        return _SAY("proposals.nobody", quote=quote)
    if earlier is not None:
        key = "means_unnamed" if earlier.label == "anonymous" else "means_named"
        return _SAY(f"proposals.{key}", quote=quote, earlier=earlier.quote, paragraph=earlier.paragraph)
    key = f"proposals.{source.kind}_named" if source.is_named else f"proposals.{source.kind}"
    return _SAY(key, quote=quote)


def denied_reason(rejection: Evidence, who: str) -> str:
    """Say who rejects a claim, and where."""
    return _SAY("proposals.denied", paragraph=rejection.paragraph, quote=rejection.quote, who=who)
