"""The answer key's one definition of overlap, and the names and order of label sets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.lesson.codebook import ANSWER_NAMES, LABEL_SETS, LABELS, LabelSet, label_set, name_of, ordered
from kit.lesson.key import Answer

SETS = st.sampled_from(LABEL_SETS)


def answer(labels: set[str] | LabelSet, *also: LabelSet) -> Answer:
    """Return an answer with these labels, and nothing to say for itself."""
    return Answer(frozenset(labels), "fact", "somebody", "because", also_defensible=also)


@pytest.mark.parametrize(
    ("key", "mark", "overlap"),
    [
        (set(), set(), 1),
        (set(), {"denied"}, 0),
        ({"sourced"}, set(), 0),
        ({"anonymous", "denied"}, {"denied"}, 1 / 2),
        ({"anonymous", "denied"}, {"sourced", "denied"}, 1 / 3),
        ({"anonymous", "denied"}, {"sourced", "anonymous", "denied"}, 2 / 3),
        ({"sourced"}, {"anonymous"}, 0),
    ],
)
def test_overlap_is_jaccards(key: set[str], mark: set[str], overlap: float) -> None:
    """The overlap is labels in common by labels in either; empty with empty is 1."""
    assert answer(key).overlap(mark) == pytest.approx(overlap)


def test_overlap_takes_the_best_defensible_answer() -> None:
    """A mark that an alternative fits better is measured by the alternative."""
    either = answer({"anonymous"}, frozenset({"sourced", "denied"}))
    assert either.overlap(["denied", "sourced"]) == 1
    assert either.overlap(["sourced"]) == pytest.approx(1 / 2)


@given(key=SETS, also=st.lists(SETS, max_size=3), mark=SETS)
def test_overlap_is_1_only_for_a_defensible_answer(key: LabelSet, also: list[LabelSet], mark: LabelSet) -> None:
    """The overlap lies from 0 to 1, and is 1 exactly where the mark is a defensible answer."""
    overlap = answer(key, *also).overlap(mark)
    assert 0 <= overlap <= 1
    assert (overlap == 1) == (mark in (key, *also))


@given(one=SETS, other=SETS)
def test_overlap_is_symmetric(one: LabelSet, other: LabelSet) -> None:
    """Key and mark can change places where there are no alternatives."""
    assert answer(one).overlap(other) == answer(other).overlap(one)


@given(key=SETS, mark=SETS, also=SETS)
def test_an_alternative_never_costs_a_reader(key: LabelSet, mark: LabelSet, also: LabelSet) -> None:
    """An alternative can raise an overlap and never lower it."""
    assert answer(key, also).overlap(mark) >= answer(key).overlap(mark)


@pytest.mark.parametrize("labels", ["sourced", ["no source"], ["Sourced"], [None], ["sourced", 1]])
def test_overlap_refuses_what_is_no_label(labels: object) -> None:
    """A plain string, or a label that the codebook does not have, is refused."""
    with pytest.raises(ValueError, match="label"):
        answer({"sourced"}).overlap(labels)  # type: ignore[arg-type]


def test_there_are_eight_answers_with_names_of_their_own() -> None:
    """Three labels make eight answers, named in one order from “no source” to all three."""
    assert len(set(LABEL_SETS)) == len(set(ANSWER_NAMES)) == 2 ** len(LABELS)
    assert (ANSWER_NAMES[0], ANSWER_NAMES[1], ANSWER_NAMES[-1]) == (
        "no source",
        "sourced",
        "sourced + anonymous + denied",
    )


@given(st.lists(st.sampled_from(LABELS)))
def test_names_and_order_do_not_depend_on_how_labels_were_given(labels: list[str]) -> None:
    """Order and repeats of labels do not matter: one set has one name and one order."""
    assert name_of(labels) == name_of(reversed(labels)) == ANSWER_NAMES[LABEL_SETS.index(label_set(labels))]
    assert ordered(labels) == tuple(label for label in LABELS if label in labels)
