"""Proposals for an article's claims: labels, evidence, reasons, what looks core, and other proposers."""

from collections.abc import Sequence
from importlib.metadata import EntryPoint
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit.authoring import propose as proposing
from kit.authoring.proposals import Proposal, Proposals
from kit.authoring.propose import each_sentence, propose, proposers
from kit.lesson.article import Paragraph


def article(*paragraphs: str, captions: Sequence[int] = (), **more: str) -> SimpleNamespace:
    """Return an article of these paragraphs; those whose numbers are in `captions` are captions."""
    made = [Paragraph(at, text, 1, at in captions) for at, text in enumerate(paragraphs, 1)]
    return SimpleNamespace(paragraphs=made, **more)


def claims(*paragraphs: str) -> tuple[Proposal, ...]:
    """Return the proposed claims of these paragraphs."""
    return propose(article(*paragraphs)).claims


def test_what_is_said_is_the_claim_and_its_source_the_label() -> None:
    """A named source makes a sourced claim, with the words that name it as evidence."""
    [claim] = claims("Ann Lee said that the pool would stay closed.")
    assert (claim.text, claim.labels, claim.source) == (
        "the pool would stay closed.".rstrip("."),
        frozenset(["sourced"]),
        "Ann Lee",
    )
    assert [(one.label, one.paragraph, one.quote) for one in claim.evidence] == [("sourced", 1, "Ann Lee said")]
    assert claim.reason == "“Ann Lee said” names the person who says it."


def test_somebody_who_is_only_described_is_anonymous() -> None:
    """People who are not named make an anonymous claim, and the reason quotes how they are described."""
    [claim] = claims("The pool will stay closed, according to people familiar with the matter.")
    assert claim.labels == frozenset(["anonymous"])
    assert claim.reason == "“according to people familiar with the matter” names nobody: it is a group."


def test_the_articles_own_words_have_no_source() -> None:
    """A sentence in the article's own voice is a claim with no source given."""
    [claim] = claims("The pool was closed in May.")
    assert (claim.labels, claim.evidence) == (frozenset(), ())
    assert claim.reason == "Nobody is named or described for it: the article says it itself."


def test_who_she_is_is_quoted_from_where_she_is_named() -> None:
    """A pronoun's evidence is two pieces: the words of saying, and the place that says who it is."""
    claim = claims("Ann Lee runs the pool.", "She said that it would stay closed.")[-1]
    assert [(one.paragraph, one.quote) for one in claim.evidence] == [(2, "She said"), (1, "Ann Lee")]
    assert claim.reason == "“She said” means “Ann Lee” in paragraph 1, which names the source."


def test_the_claim_that_a_denial_rejects_is_denied() -> None:
    """The rejected claim gets “denied” beside its own label, with evidence; the denial is a claim of its own."""
    rejected, denial = claims(
        "Two lifeguards said that the company had hidden the leak at the pool.",
        "The company denied that it had hidden a leak at the pool.",
    )
    assert rejected.labels == frozenset(["anonymous", "denied"])
    assert [(one.label, one.paragraph) for one in rejected.evidence] == [("anonymous", 1), ("denied", 2)]
    assert "In paragraph 2 somebody rejects it: “The company denied”" in rejected.reason
    assert denial.text == "The company denied that it had hidden a leak at the pool."
    assert "denied" not in (denial.labels or ())
    assert rejected.core
    assert rejected.core_reason == "It is contested: somebody in the article rejects it."


def test_a_sentence_with_two_sources_is_two_claims() -> None:
    """What rests on different sources is cut apart."""
    found = claims("Ann Lee said the pool was safe, but residents said the water was brown.")
    assert [(claim.text, claim.labels) for claim in found] == [
        ("the pool was safe", frozenset(["sourced"])),
        ("the water was brown", frozenset(["anonymous"])),
    ]


def test_a_sentence_that_only_says_who_said_it_gives_the_one_before_its_source() -> None:
    """“Ann Lee said this.” and “This is according to …” are no claims: they say whose the sentence before is."""
    for after in ("Two residents said this.", "This is according to two residents."):
        [claim] = claims(f"The pool loses water every night. {after}")
        assert (claim.text, claim.labels) == ("The pool loses water every night.", frozenset(["anonymous"]))


def test_what_hides_who_says_it_is_the_articles_own() -> None:
    """“It could not be confirmed …” and “losses suggested …” credit nobody: the sentence is the article's."""
    [claim] = claims("It could not be confirmed that the pool leaks.")
    assert (claim.text, claim.labels) == ("It could not be confirmed that the pool leaks.", frozenset())
    [claim] = claims("Losses of water suggested that the pool leaks.")
    assert (claim.text, claim.labels) == ("Losses of water suggested that the pool leaks.", frozenset())


def test_who_is_said_to_be_wrong_is_denied() -> None:
    """“Lee and the report are both wrong” rejects what rests on Lee, and what rests on the report."""
    found = claims(
        "The tap was open all night, said caretaker Tom Lee.",
        "The water was brown, according to two people who have read the report.",
        "The pool was closed in May.",
        "The company says that Lee and the report are both wrong.",
    )
    assert [sorted(claim.labels or ()) for claim in found] == [
        ["denied", "sourced"],
        ["anonymous", "denied"],
        [],
        ["sourced"],
    ]
    assert "In paragraph 4 somebody rejects it" in found[0].reason


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ("The closing came without warning.", "“It is not true that the closing came without warning,” Ann Lee said."),
        (
            "The town has promised the hall to a firm, two clerks said.",
            "“Nobody has promised us the hall,” Tom Hay said.",
        ),
        ("Some members believe that the land is to be sold.", "“There is no plan to sell the land,” Tom Hay said."),
        ("The report names a sum of £90,000, a clerk said.", "Ann Lee rejected the figure."),
        ("The repair would cost £90,000, a clerk said.", "“That number is false,” Ann Lee said."),
        ("A sheet of paper from the office said that the roof was not safe.", "“The notice is wrong,” Ann Lee said."),
        ("The firm knew of the leak, two workers said.", "Ann Lee called that a lie."),
        ("The firm has built the pool badly, Tom Hay said.", "Neither of that is true, said Ann Lee."),
    ],
    ids=str,
)
def test_plain_denials_reject_what_was_told(told: str, answer: str) -> None:
    """However plainly somebody says that it is not so, the claim is denied, and the words that do it are shown."""
    rejected, *_rest = claims("The pool has been open since May.", told, answer)[1:]
    assert "denied" in (rejected.labels or ())
    assert [one.paragraph for one in rejected.evidence if one.label == "denied"] == [3]


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (
            "The town plans flats on the land, two clerks said.",
            "Ann Lee said that she was not aware of any plan for flats.",
        ),
        ("The town has promised the hall to a firm, two clerks said.", "Tom Hay declined to comment."),
        ("The town has promised the hall to a firm, two clerks said.", "“We will not sell the hall,” Tom Hay said."),
        (
            "The town has promised the hall to a firm, two clerks said.",
            "“Has nobody promised the hall?” Tom Hay asked.",
        ),
        ("The pool is warm, two swimmers said.", "It could not be confirmed that the pool was warm."),
        ("Modi and Xi met in May, an official said.", "“Neither Modi nor Xi supports him now,” the official said."),
        (
            "The club uses the emblem on its flags, Tom Hay said.",
            "Ann Lee said it has no permission to use the emblem.",
        ),
        (
            "Lee was listed on the ballots, a clerk said.",
            "“None of us was listed on the ballots either,” Tom Hay said.",
        ),
        ("Nobody skates under the beam, Tom Hay said.", "“Nobody skates under the beam,” Ann Lee said."),
    ],
    ids=str,
)
def test_what_is_no_denial_rejects_nothing(told: str, answer: str) -> None:
    """Not knowing, silence, intentions, questions, and who says the same: no claim is denied."""
    assert [claim.text for claim in claims(told, answer) if "denied" in (claim.labels or ())] == []


def test_a_denial_is_what_is_said() -> None:
    """The words that only introduce who denies are no part of the claim; a second report is a claim of its own."""
    [denial] = claims("“It is not true that the pool leaks”, said Ann Lee, who runs it.")
    assert denial.text == "“It is not true that the pool leaks”"
    denial, report = claims("The council denied that it had told nobody: it said that letters had been sent in May.")
    assert denial.text == "The council denied that it had told nobody"
    assert (report.text, report.labels) == ("letters had been sent in May", frozenset(["sourced"]))


def test_the_council_is_no_school() -> None:
    """A body that was named before is meant only where it is called so; “its website” is nobody else's."""
    *_before, claim = claims("Castle Hill School closed in May.", "The council said that it knew.")
    assert claim.source == "The council"
    *_before, claim = claims(
        "A report of the council said that the pool leaks.", "The gym is full, according to its website."
    )
    assert "website" in claim.source


@pytest.mark.parametrize(
    "told",
    [
        "We asked the mayor whether the hall has been promised to anybody.",
        "They asked us not to print their names.",
        "The person asked not to be named because staff may not speak to reporters.",
        "So we print no name.",
        "We have checked that the person works for the town.",
        "Two other members of the club told us the same.",
    ],
)
def test_how_the_article_was_made_is_no_claim_of_it(told: str) -> None:
    """What reporters asked and checked, and why somebody is not named, is nothing that the article claims."""
    assert [claim.text for claim in claims(told, "The pool is closed.")] == ["The pool is closed."]


def test_what_was_asked_in_vain_is_a_claim() -> None:
    """“Declined to comment” and “did not answer” are the article's own claims."""
    found = claims(
        "The mayor declined to comment.", "She did not answer that question.", "Ann Lee asked the town for money."
    )
    assert len(found) == 3


def test_a_claim_begins_behind_words_that_join_it() -> None:
    """“And yet” and “So” belong to no claim; “… and that …” begins another one."""
    own, reported = claims(
        "And yet the pool is closed.",
        "Ann Lee said that the beam would be mended in May, and that the pool would open in June.",
    )[:2]
    assert own.text == "the pool is closed."
    assert reported.text == "the beam would be mended in May"
    assert (
        claims("Ann Lee said that the beam would be mended in May, and that the pool would open in June.")[-1].text
        == "the pool would open in June"
    )


def test_a_towns_list_is_on_the_record() -> None:
    """A document is named where the article says whose it is, a town's as well."""
    [claim] = claims("The gym is full, according to a list that the town published.")
    assert claim.labels == frozenset(["sourced"])


def test_a_question_is_no_claim() -> None:
    """What the article asks its readers says nothing that could be so."""
    assert [claim.text for claim in claims("Do you swim there?", "The pool is closed.")] == ["The pool is closed."]


def test_what_a_body_found_is_vouched_for_by_who_tells_of_it() -> None:
    """“The office found that …, according to two people” rests on the two people, who are not named."""
    [claim] = claims("The office found that the water was brown, according to two people who have seen the results.")
    assert claim.labels == frozenset(["anonymous"])


def test_a_document_counts_as_named_where_the_article_says_whose_it_is() -> None:
    """A council's report is on the record; a report that nobody is named for is like a person who is not named."""
    assert claims("The pool leaks, according to a council report.")[0].labels == frozenset(["sourced"])
    assert claims("The pool leaks, according to a report.")[0].labels == frozenset(["anonymous"])


def test_what_somebody_is_called_is_a_claim_and_what_is_criticized_is_none() -> None:
    """“She called the plan reckless” is hers; “she criticized the plan” is the article's word for what she did."""
    assert claims("Ann Lee called the plan reckless.")[0].labels == frozenset(["sourced"])
    assert claims("Ann Lee criticized the plan.")[0].labels == frozenset()


def test_captions_hold_no_claims() -> None:
    """A caption is left out, and the paragraphs after it keep their numbers."""
    found = propose(article("The pool is old.", "The pool in May.", "It leaks.", captions=[2])).claims
    assert [claim.paragraph for claim in found] == [1, 3]


def test_an_article_without_words_has_no_claims() -> None:
    """Nothing is proposed for nothing."""
    assert propose(article()).claims == ()
    assert propose(article("…", "?")).claims == ()


_PIECES = st.sampled_from(
    [
        "Ann Lee said",
        "the pool was closed",
        "“We are ready,”",
        "according to officials",
        "denied that",
        "She",
        "who",
        ".",
        ",",
        ":",
        "—",
        "\u00a0",
        "🏊",
        "“",
        "”",
        '"',
        "(",
        "The report",
        "it was false",
        "and",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_PIECES, max_size=12).map(" ".join), max_size=4))
def test_each_proposal_stands_in_the_article(paragraphs: list[str]) -> None:
    """Whatever the text: spans are within paragraphs and do not overlap, quotes stand where they say, and only once."""
    given_article = article(*paragraphs)
    found = propose(given_article).claims
    texts = {one.number: one for one in given_article.paragraphs}
    for claim in found:
        assert claim.text == texts[claim.paragraph].text[claim.start : claim.end]
        assert claim.text.strip()
        assert {one.label for one in claim.evidence} == (claim.labels or set())
        for piece in claim.evidence:
            assert texts[piece.paragraph].places_of(piece.quote) == [piece.start]
    for before, after in zip(found, found[1:], strict=False):
        assert (before.paragraph, before.end) <= (after.paragraph, after.start) or before.paragraph < after.paragraph


def test_about_a_quarter_looks_core() -> None:
    """On the bundled lesson, at most a quarter of the claims look core, each with a reason."""
    found = propose(kit.open_lesson("inner-circle").article).claims
    core = [claim for claim in found if claim.core]
    assert len(core) == round(len(found) / 4)


def test_the_bundled_lessons_denial_is_found() -> None:
    """The lesson's central claim is rejected ten paragraphs later, and the proposals say so."""
    found = propose(kit.open_lesson("inner-circle").article).claims
    denied = [claim for claim in found if "denied" in (claim.labels or ())]
    assert [claim.paragraph for claim in denied] == [1]
    assert 17 in {piece.paragraph for claim in denied for piece in claim.evidence}


# --- without the extra, and in other languages ---


def test_without_the_model_each_sentence_is_a_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without spaCy a lesson can still be made: sentences, no labels, and a note on how to get more."""
    monkeypatch.setattr(proposing, "load_model", lambda: None)
    found = propose(article("The pool is old. It leaks."))
    assert [(claim.text, claim.labels) for claim in found.claims] == [("The pool is old.", None), ("It leaks.", None)]
    assert "claim-by-claim[suggest]" in found.notes[0]


def test_a_text_that_is_no_article_for_its_length_gets_sentences() -> None:
    """What the parser could not hold in memory is not parsed, and the notes say why."""
    found = propose(article(*["The pool leaks. "] * (proposing.LONGEST // 16 + 1)))
    assert {claim.labels for claim in found.claims} == {None}
    assert found.notes == (proposing.TOO_LONG,)


def test_other_languages_get_sentences() -> None:
    """The rules are for English: an article in another language gets its sentences, and is told why."""
    found = propose(article("Das Bad ist alt. Es leckt.", language="de"))
    assert [claim.labels for claim in found.claims] == [None, None]
    assert found.notes == (proposing.ONLY_ENGLISH,)


# --- other proposers ---


def shouting(given_article: object) -> Proposals:
    """A proposer for tests: each sentence, with a note."""
    return Proposals(each_sentence(given_article), ("LOUD",))  # type: ignore[arg-type]


def test_an_installed_proposer_is_used_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proposer that another package brings is found by its entry point, and used only where it is asked for."""
    point = EntryPoint("loud", f"{__name__}:shouting", proposing.GROUP)
    monkeypatch.setattr(proposing, "entry_points", lambda group: [point] if group == proposing.GROUP else [])
    assert proposers() == ("rules", "loud")
    assert propose(article("It leaks."), "loud").notes == ("LOUD",)
    assert propose(article("It leaks.")).notes == ()


def test_a_proposer_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is not installed gets a sentence with the names that are."""
    monkeypatch.setattr(proposing, "entry_points", lambda group: [])
    with pytest.raises(ValueError, match="There is no proposer 'loud': there are rules"):
        propose(article("It leaks."), "loud")
