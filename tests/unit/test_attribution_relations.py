"""Attributions in sentences of our own: who says what, found by rules over a real parse."""

import pytest

from kit.authoring.attribution.find import find_relations
from kit.authoring.attribution.parsing import load_model, parse_text
from kit.authoring.attribution.relations import place

Triple = tuple[str, str, str]


def relations(text: str) -> list[Triple]:
    """Return source, cue and content of each relation, as words of the text."""
    model = load_model()
    assert model is not None, "the extra `suggest` is part of `test`"
    doc = parse_text(text, model)

    def words(*spans: tuple[int, int] | None) -> str:
        return " … ".join(text[slice(*place(doc, span))] for span in spans if span)

    return [(words(one.source), words(one.cue), words(*one.content)) for one in find_relations(doc)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The mayor said that the bridge would stay closed.",
            ("The mayor", "said", "that the bridge would stay closed"),
        ),
        ("The bridge is closed, the mayor said.", ("the mayor", "said", "The bridge is closed")),
        ("“We are ready,” said Ann Lee, who runs the pool.", ("Ann Lee, who runs the pool", "said", "“We are ready,”")),
        ("“The bridge,” she said, “is closed.”", ("she", "said", "“The bridge,” … “is closed.”")),
        (
            "“We are ready,” the coach said. “Nobody is afraid.”",
            ("the coach", "said", "“We are ready,” … “Nobody is afraid.”"),
        ),
        (
            "The pool is empty, according to two people who work there.",
            ("two people who work there", "according to", "The pool is empty"),
        ),
        (
            "According to a report by the council, the pool loses water.",
            ("a report by the council", "According to", "the pool loses water"),
        ),
        ("LEE: We will open in May.", ("LEE", ":", "We will open in May")),
        (
            "“I have never seen such a mess in my life.” — Ann Lee",
            ("Ann Lee", "—", "“I have never seen such a mess in my life.”"),
        ),
        ("Lee declined to comment on the leak.", ("Lee", "declined", "to comment on the leak")),
        ("The council called the report a lie.", ("The council", "called", "the report a lie")),
        ("She did not mention the flood.", ("She", "did not mention", "the flood")),
        ("Neighbours complained about the noise.", ("Neighbours", "complained about", "the noise")),
        (
            "In the view of two neighbours, the pool is too small.",
            ("two neighbours", "In the view of", "the pool is too small"),
        ),
        ("She gave this answer: the pool is empty.", ("She", "gave this answer", "the pool is empty")),
        (
            "The mayor announced after these comments that the pool had been closed.",
            ("The mayor", "announced", "that the pool had been closed"),
        ),
        ("‘We’re ready,’ said Ann Lee.", ("Ann Lee", "said", "‘We’re ready,’")),
        ("The mayor was critical of the plan.", ("The mayor", "was critical of", "the plan")),
        ("Nobody believes Ms. Lee's claim that the pool was safe.", ("Ms. Lee", "'s claim", "that the pool was safe")),
    ],
)
def test_source_cue_and_content_are_found(text: str, wanted: Triple) -> None:
    """Each construction gives the words of its source, its cue and its content."""
    assert wanted in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        "The council closed the bridge in May.",
        "The court denied them bail.",
        "Rain fell on the roof of the school all night.",
    ],
)
def test_what_nobody_says_is_no_attribution(text: str) -> None:
    """A sentence in the article's own voice has no attribution of something said."""
    assert not [one for one in relations(text) if one[1] in ("said", "according to", "closed", "fell")]


def test_what_is_said_by_somebody_within_a_quotation_is_not_told_apart() -> None:
    """A word of saying within quotation marks belongs to whom the quotation is credited to."""
    assert [one[0] for one in relations("“He said it was over,” Lee recalled.")] == ["Lee"]


def test_a_report_within_a_report_is_the_outer_speakers() -> None:
    """“She said he wanted to go” credits her alone: she is the one whom the article heard."""
    assert [one[0] for one in relations("Ann Lee said that he wanted to leave.")] == ["Ann Lee"]


def test_a_quotation_goes_on_over_paragraphs() -> None:
    """A quotation that is not closed at a paragraph's end goes on with the next opening mark."""
    text = "“We waited for hours,” Lee said. “Nobody came.\n\n“Then it rained.”"
    assert relations(text) == [("Lee", "said", "“We waited for hours,” … “Nobody came … “Then it rained.”")]


def test_a_verb_of_another_paragraph_is_not_joined() -> None:
    """A source never reaches beyond its paragraph, whatever the parser makes of a heading without a full stop."""
    found = relations("Pool stays shut\n\nThe mayor said it would open in May.")
    assert [one[0] for one in found] == ["The mayor"]
