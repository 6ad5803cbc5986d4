"""Proposals as a key that nobody has confirmed."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.authoring.new_lesson import claims_of, key_of, write_new_lesson
from kit.authoring.proposals import Proposal
from kit.authoring.propose import propose
from kit.authoring.proposed_key import proposed_key
from kit.lesson.article import Article
from kit.lesson.claims import Claim
from kit.lesson.faults import Fault
from kit.lesson.key_file import read_key

ARTICLE = kit.open_lesson("inner-circle").article


def faults_of(article: Article, proposals: dict[str, Proposal]) -> list[Fault]:
    """Write these proposals as a key, read it, and return the faults; nothing in it is an answer."""
    claims = [Claim(name, one.paragraph, one.start, one.end, one.text) for name, one in proposals.items()]
    faults: list[Fault] = []
    assert read_key(proposed_key(proposals), "key.yaml", article, claims, faults) == {}
    return faults


def test_what_is_proposed_for_an_article_reads_as_a_key_without_answers() -> None:
    """The proposals for a whole article are a key that is read without a fault, and that answers nothing yet."""
    found = propose(ARTICLE).claims
    assert faults_of(ARTICLE, {f"c{at:02}": one for at, one in enumerate(found, 1)}) == []


def test_an_entry_reads_well() -> None:
    """An unconfirmed answer is written as a person writes one, with the line that says what it is."""
    claim = Proposal(1, 0, 5, "Words", frozenset(["anonymous"]), "officials", (), "“officials said” names nobody.")
    assert proposed_key({"c01": claim}) == (
        "c01:\n"
        "  confirmed: false\n"
        "  labels: [anonymous]\n"
        "  nature: fact\n"
        '  source: "officials"\n'
        "  evidence: []\n"
        '  why: "“officials said” names nobody."\n'
    )


def test_what_is_proposed_needs_only_a_yes(tmp_path: Path) -> None:
    """Every answer of a proposed key is whole, core ones too: without its line “confirmed: false” it is an answer."""
    article = kit.open_lesson("transfer").article
    proposals = propose(article).claims
    claims = claims_of(article, proposals)
    write_new_lesson(article, claims, tmp_path / "lesson", key_of(claims, proposals, article))
    path = tmp_path / "lesson" / "key.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  confirmed: false\n", ""), encoding="utf-8")
    lesson = kit.open_lesson(tmp_path / "lesson")
    assert any(claim.core for claim in lesson.claims)
    assert all(answer.why for answer in lesson.key.values())


def test_a_claim_without_a_label_gets_the_line_alone() -> None:
    """Where nothing is proposed, the key says only that the answer is open."""
    assert proposed_key({"c01": Proposal(1, 0, 5, "Words")}) == "c01:\n  confirmed: false\n"


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_a_proposer_writes_the_key_can_be_read(source: str, reason: str) -> None:
    """Signs, quotation marks and odd letters in a source or a reason never break the file."""
    text = ARTICLE.paragraphs[0].text[:20]
    claim = Proposal(1, 0, 20, text, frozenset(), source, (), reason)
    assert faults_of(ARTICLE, {"c01": claim}) == []
