"""The scores of found attributions against labelled ones."""

import pytest

from tests.benchmarks.attribution.scoring import Scores, Words, words_of

TEXT = "“The pool is shut,” Ann Lee said on Friday: all of it."


def triple(source: str, cue: str, content: str) -> dict[str, Words]:
    """Return a relation whose parts are the first places of these words in the text."""
    parts = {"source": source, "cue": cue, "content": content}
    spans = {name: [(TEXT.index(part), TEXT.index(part) + len(part))] if part else [] for name, part in parts.items()}
    return {name: words_of(TEXT, span) for name, span in spans.items()}


LABELLED = triple("Ann Lee", "said", "The pool is shut")


@pytest.mark.parametrize(
    ("found", "exact", "overlap", "relation"),
    [
        (triple("Ann Lee", "said", "“The pool is shut,”"), 100, 100, 100),  # the edges are no matter
        (triple("Lee", "said", "pool is shut"), 0, 100, 100),
        (triple("Ann Lee", "said", "shut"), 100, 100, 0),  # less than half of the content
        (triple("Friday", "said", "The pool is shut"), 0, 0, 0),
    ],
)
def test_exact_overlap_and_relation(found: dict[str, Words], exact: int, overlap: int, relation: int) -> None:
    """Exact asks for the same words, overlap for one in common, a relation for half of source and content."""
    scores = Scores()
    scores.add([found], [LABELLED], [words_of(TEXT, [(0, len(TEXT))])])
    assert scores.exact["source"].f1 == exact
    assert scores.overlap["source"].f1 == overlap
    assert scores.relation.f1 == relation
    assert scores.sentence.f1 == 100


def test_each_labelled_relation_counts_once() -> None:
    """Finding one relation twice is one right, and one too many."""
    scores = Scores()
    scores.add([LABELLED, LABELLED], [LABELLED], [])
    assert (scores.relation.precision, scores.relation.recall) == (50, 100)


def test_no_source_is_like_no_source() -> None:
    """A relation without a source meets one without a source, and its missing part is not counted as found."""
    nobody = triple("", "said", "The pool is shut")
    scores = Scores()
    scores.add([nobody], [nobody], [])
    assert scores.relation.f1 == 100
    assert scores.exact["source"].found == 0


def test_a_cue_of_signs_is_compared_by_its_place() -> None:
    """A colon has no word: its place counts."""
    assert words_of(TEXT, [(TEXT.index(":"), TEXT.index(":") + 1)]) == {TEXT.index(":")}
