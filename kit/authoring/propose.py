"""Proposes claims for an article: by the kit's own rules, or by another proposer that was installed beside it.

A proposer is a function that takes an article and returns `Proposals`. Another one is added by an entry point of the
group `claim_by_claim.proposers`; it is used only where somebody asks for it by name.
"""

from importlib.metadata import entry_points

from kit.authoring.attribution.parsing import load_model
from kit.authoring.proposals import HasParagraphs, Proposal, Proposals
from kit.authoring.sentences import sentences
from kit.lesson.plain_errors import Mistake, shown
from kit.ui.words import words

GROUP = "claim_by_claim.proposers"
#: The kit's own.
RULES = "rules"
WITHOUT_LABELS = words()("proposals.without_labels")
ONLY_ENGLISH = words()("proposals.only_english")
#: In code points, some 80,000 words: more is no article, and the parser would need gigabytes of memory.
LONGEST = 500_000
TOO_LONG = words()("proposals.too_long")


def propose(article: HasParagraphs, proposer: str = RULES) -> Proposals:
    """Propose the claims of an article, with their likely labels; captions hold none.

    Args:
        article: whatever has paragraphs: a draft, or a lesson's article. Where it says its `language` and that is not
            English, no labels are proposed.
        proposer: the name of an installed proposer (`proposers`); the kit's own rules otherwise.

    Raises:
        ValueError: there is no proposer of this name.
    """
    if proposer == RULES:
        return by_rules(article)
    found = {point.name: point for point in entry_points(group=GROUP)}
    if proposer not in found:
        raise Mistake(f"There is no proposer {shown(proposer)}: there are {', '.join((RULES, *sorted(found)))}.")
    made: Proposals = found[proposer].load()(article)
    return made


def proposers() -> tuple[str, ...]:
    """Return the names of the proposers that are installed, the kit's own first."""
    return (RULES, *sorted({point.name for point in entry_points(group=GROUP)} - {RULES}))


def by_rules(article: HasParagraphs) -> Proposals:
    """Propose claims by the kit's own rules; where spaCy is missing, each sentence, without a label."""
    language = str(getattr(article, "language", "") or "en")
    if not language.casefold().startswith("en"):
        return Proposals(each_sentence(article), (ONLY_ENGLISH,))
    if sum(len(one.text) for one in article.paragraphs) > LONGEST:
        return Proposals(each_sentence(article), (TOO_LONG,))
    model = load_model()
    if model is None:
        return Proposals(each_sentence(article), (WITHOUT_LABELS,))
    from kit.authoring.claim_rules import claims_by_rules  # noqa: PLC0415  the rules need the model

    return Proposals(claims_by_rules(article, model))


def each_sentence(article: HasParagraphs) -> tuple[Proposal, ...]:
    """Return each sentence of the running text as a claim without a label."""
    return tuple(
        Proposal(paragraph.number, start, end, paragraph.text[start:end])
        for paragraph in article.paragraphs
        if not paragraph.is_caption
        for start, end in sentences(paragraph.text)
    )
