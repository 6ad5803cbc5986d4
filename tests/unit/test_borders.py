"""Where a claim's borders can be moved to: every place at which a person has put one."""

import pytest

import kit
from kit.authoring.editor.borders import next_end, next_start
from kit.lesson.claims import Claim

CLAIMS = [
    (lesson.article.paragraph(claim.paragraph).text, claim)
    for lesson in map(kit.open_lesson, kit.bundled_lessons())
    for claim in lesson.claims
]


@pytest.mark.parametrize(("text", "claim"), CLAIMS, ids=lambda given: given.id if isinstance(given, Claim) else "")
def test_every_border_of_the_bundled_lessons_is_reached(text: str, claim: Claim) -> None:
    """Step by step from either end of the paragraph, a border comes to stand where the lesson has it."""
    start, end = len(text), 0
    while start > claim.start:
        start = next_start(text, start, -1)
    while end < claim.end:
        end = next_end(text, end, 1)
    assert (start, end) == (claim.start, claim.end)


def test_a_border_stands_at_the_quotation_mark_without_the_comma() -> None:
    """Behind the word, behind its quotation mark, behind the comma: three places for the end of a claim."""
    text = "“It is dry”, said the builder."
    ends = [len("“It is dry"), len("“It is dry”"), len("“It is dry”,")]
    assert [next_end(text, ends[0] - 1, by) for by in (1, 2, 3)] == ends
    assert [next_start(text, 3, by) for by in (-1, -2)] == [1, 0]
