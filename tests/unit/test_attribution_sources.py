"""What kind of source a source is, and who a pronoun or a description means, in texts of our own."""

import pytest

from kit.authoring.attribution.denials import is_denial
from kit.authoring.attribution.find import find_relations
from kit.authoring.attribution.parsing import load_model, parse_text
from kit.authoring.attribution.relations import place
from kit.authoring.attribution.sources import Sources


def last_source(text: str) -> tuple[str, str]:
    """Return the kind of the last relation's source, and the words that say who it is."""
    model = load_model()
    assert model is not None
    doc = parse_text(text, model)
    found = find_relations(doc)
    source = Sources(doc, found).of(found[-1])
    return source.kind, text[slice(*place(doc, source.says_who))] if source.says_who else ""


def denials(text: str) -> int:
    """Return how many denials are found."""
    model = load_model()
    assert model is not None
    doc = parse_text(text, model)
    return sum(is_denial(doc, one) for one in find_relations(doc))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ann Lee said the pool was empty.", "person"),
        ("The Ministry of Health said the water was safe.", "body"),
        ("A spokesman for the Ministry of Health said the water was safe.", "body"),
        ("Police said the road was open.", "body"),
        ("A report by the Ministry of Health found that the water was safe.", "document"),
        ("A senior official said the water was safe.", "unnamed person"),
        ("One of the officials said the water was safe.", "unnamed person"),
        ("People familiar with the matter said the water was safe.", "collective"),
        ("Residents said the water was brown.", "collective"),
        ("Some say the water is brown.", "collective"),
        ("It is said that the water is brown.", "nobody"),
    ],
)
def test_kinds_of_source(text: str, kind: str) -> None:
    """Names, bodies on the record, documents, people who are only described, and nobody are told apart."""
    assert last_source(text)[0] == kind


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ann Lee runs the pool. She said it was empty.", ("person", "Ann Lee")),
        (
            "Mayor Ann Lee opened the pool on Friday. It was crowded. The mayor said she was glad.",
            ("person", "Ann Lee"),
        ),
        (
            "A senior official said the pool was empty. The official said it would stay so.",
            ("unnamed person", "A senior official"),
        ),
        (
            "Two neighbours said the pool was empty. They said it would stay so.",
            ("collective", "Two neighbours"),
        ),
        (
            "A US official spoke on Monday. A European official said it was cold. The US official said it was not.",
            ("unnamed person", "A US official"),
        ),
        ("Ann Lee, who said the pool was empty, left.", ("person", "Ann Lee")),
    ],
)
def test_who_is_meant_is_found_within_the_article(text: str, wanted: tuple[str, str]) -> None:
    """“she”, “the mayor”, “the official”, “they” and “who” mean somebody whom the article told of before."""
    assert last_source(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The mayor denied that the pool was unsafe.",
        "The mayor denied the allegations.",
        "The mayor denied having met him.",
        "The company disputed the report.",
        "Lee rejected the idea that the pool was unsafe.",
        "Lee dismissed the claim as absurd.",
        "The council called the report a lie.",
        "“That is not true,” Lee said.",
        "Lee said that the report was false.",
        "The pool is unsafe, a charge that Lee has always denied.",
        "Lee said it was not true that everybody left.",
        "“It is not true that the pool is unsafe,” Lee said.",
        "“It is false that the pool is unsafe,” Lee said.",
        "“That number is false,” Lee said.",
        "“Neither claim is true,” Lee said.",
        "“None of that is true,” Lee said.",
        "“There is no truth in the rumour,” Lee said.",
        "“Not true,” Lee said.",
        "“Nonsense,” said Lee.",
        "Lee said that the claim was neither true nor fair.",
        "The firm disputes the estimate.",
        "The mayor rejected the figure.",
        "The mayor rejected the claim.",
        "Lee called the drought a hoax.",
        "Lee called it false.",
        "Lee contradicted the account of the firm.",
        "Lee continued to deny the report.",
        "Hall said that he was fired, a charge that the firm strongly denied.",
        "The scene is entirely untrue, according to Lee.",
    ],
)
def test_denials(text: str) -> None:
    """Somebody who says that a claim is false, or rejects it, denies it."""
    assert denials(text) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The judge denied the motion.",
        "The court denied them bail.",
        "The council rejected the offer.",
        "The judge rejected the argument.",
        "Lee did not dispute the report.",
        "Lee declined to comment on the report.",
        "Lee refused to deny the report.",
        "Lee would deny it.",
        "Two countries quarrel over the disputed islands.",
        "Lee rejected the idea of a tax.",
        "Lee said he was not aware of it.",
        "Lee said it was not true love.",
        "The findings contradicted the report.",
        "Lee tried to refute the report.",
        "Lee rejected the proposal that the pool should close.",
        "The firm rejected it.",
        "Lee said it was wrong that children had no pool.",
        "“Stop lying,” Lee said.",
    ],
)
def test_false_friends_of_denials(text: str) -> None:
    """Decisions, silence, what nobody did, and other futures are no denials."""
    assert denials(text) == 0
