"""Where classes differ more than chance: variances, predictions and probabilities, against published figures."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import f as fisher

from kit.analysis.district.spread import beyond, spread

#: Davies and Goldsmith (1972), Statistical Methods in Research and Production: the yield of dyestuff from six batches.
DYESTUFF = """1545 1440 1440 1520 1580
1540 1555 1490 1560 1495
1595 1550 1605 1510 1560
1445 1440 1595 1465 1545
1595 1630 1515 1635 1625
1520 1455 1450 1480 1445"""
#: The same: the strength of a paste, ten deliveries of three casks, two tests of each.
PASTES = """62.8 62.6 60.1 62.3 62.7 63.1
60.0 61.4 57.5 56.9 61.1 58.9
58.7 57.5 63.9 63.1 65.4 63.7
57.1 56.4 56.9 58.6 64.7 64.5
55.1 55.1 54.7 54.2 58.8 57.5
63.4 64.9 59.3 58.1 60.5 60.0
62.5 62.6 61.0 58.7 56.9 57.7
59.2 59.4 65.2 66.0 64.8 64.1
54.8 54.8 64.0 64.0 57.7 56.8
58.3 59.3 59.2 59.2 58.9 56.6"""


def classes_of(scores: dict[tuple[str, str], list[float]]) -> pd.DataFrame:
    """The sums of some classes' scores, by school and class."""
    rows = [(*place, len(each), sum(each), sum(score**2 for score in each)) for place, each in scores.items()]
    return pd.DataFrame(rows, columns=["school", "class_name", "n", "total", "squares"])


def numbers(text: str) -> list[list[float]]:
    """The lines of a table as numbers."""
    return [list(map(float, line.split())) for line in text.split("\n")]


def test_one_level_gives_the_published_figures() -> None:
    """Dyestuff: variances 2451.25 and 1764.05, F probability .0044, and the published predictions of the batches."""
    found = spread(classes_of({("", str(batch)): line for batch, line in enumerate(numbers(DYESTUFF))}))
    assert (found.mean, found.readers, found.classes, found.schools) == pytest.approx((1527.5, 2451.25, 1764.05, 0))
    assert found.chance == pytest.approx(0.0044, abs=1e-4)
    own = [-17.607, 0.391, 28.564, -23.084, 56.733, -44.995]
    assert found.each["expected"].to_numpy() - found.mean == pytest.approx(np.array(own), abs=0.01)
    assert found.of_schools.empty


def test_two_levels_give_the_published_figures() -> None:
    """Pastes: mean 60.0533, variances .678 of tests, 8.434 of casks, 1.657 of deliveries."""
    lines = enumerate(numbers(PASTES))
    casks = {(str(batch), "abc"[cask]): line[2 * cask : 2 * cask + 2] for batch, line in lines for cask in range(3)}
    found = spread(classes_of(casks))
    expected = (60.0533, 0.678, 8.4337, 1.6573)
    assert (found.mean, found.readers, found.classes, found.schools) == pytest.approx(expected, abs=1e-4)
    assert sum(found.shares.values()) == pytest.approx(1)
    assert list(found.of_schools["classes"]) == [3] * 10


def test_unequal_classes_are_estimated_without_bias() -> None:
    """Over many drawn districts of unequal schools and classes, the variances are on average those that were drawn."""
    chance = np.random.default_rng(3)
    sizes = [[4, 30, 11], [25, 25], [10, 40, 22, 6], [18], [9, 33]] * 6
    drawn = np.array([_variances(chance, sizes) for _ in range(300)])
    errors = drawn.std(axis=0) / np.sqrt(len(drawn))
    assert np.abs(drawn.mean(axis=0) - (0.04, 0.01, 0.02)) == pytest.approx(0, abs=float(4 * errors.max()))
    assert (np.abs(drawn.mean(axis=0) - (0.04, 0.01, 0.02)) < 4 * errors).all()


def _variances(chance: np.random.Generator, sizes: list[list[int]]) -> tuple[float, float, float]:
    scores = {}
    for school, classes in enumerate(sizes):
        of_school = chance.normal(0.5, 0.02**0.5)
        for number, size in enumerate(classes):
            of_class = chance.normal(of_school, 0.01**0.5)
            scores[str(school), str(number)] = list(chance.normal(of_class, 0.04**0.5, size))
    found = spread(classes_of(scores))
    return found.readers, found.classes, found.schools


def test_what_differs_by_chance_alone_seldom_stands_out() -> None:
    """Of districts whose classes are alike, about one in twenty is said to differ, and hardly a class stands out."""
    chance = np.random.default_rng(4)
    alike = [_alike(chance) for _ in range(200)]
    assert np.mean([found.chance < 0.05 for found in alike]) == pytest.approx(0.05, abs=0.045)
    assert np.mean([(found.each["stands_out"] != 0).any() for found in alike]) < 0.1


def _alike(chance: np.random.Generator):  # type: ignore[no-untyped-def]
    sizes = chance.integers(10, 30, 25)
    return spread(classes_of({("", str(n)): list(chance.normal(0.6, 0.2, size)) for n, size in enumerate(sizes)}))


def test_a_class_that_is_far_off_stands_out_and_is_drawn_towards_the_others() -> None:
    """Of twenty classes alike and one far below, that one stands out, and less is expected of a small one's word."""
    even = [0.5, 0.7] * 10
    scores = {("", f"{number}"): even for number in range(20)}
    found = spread(classes_of(scores | {("", "low"): [0.1, 0.3] * 10, ("", "few"): [0.1, 0.3] * 2}))
    each = found.each.set_index("class_name")
    assert list(each.index[each["stands_out"] == -1]) == ["low", "few"]
    assert (each["stands_out"] <= 0).all()
    assert each.loc["low", "mean"] == pytest.approx(each.loc["few", "mean"])
    assert each.loc["low", "mean"] < each.loc["low", "expected"] < each.loc["few", "expected"] < found.mean


@pytest.mark.parametrize(("ratio", "above", "below"), [(2.87, 4, 20), (4.43, 4, 20), (1.0, 5, 24), (1.46, 30, 500)])
def test_the_tail_of_fishers_f(ratio: float, above: int, below: int) -> None:
    """The probability beyond an F is that of the tables, to the second digit."""
    assert beyond(ratio, above, below) == pytest.approx(fisher.sf(ratio, above, below), rel=0.02)


SCORES = st.lists(st.floats(0, 1).map(lambda score: round(score, 6)), min_size=1, max_size=6)
PLACES = st.tuples(st.sampled_from(["", "a", "b"]), st.sampled_from(["1", "2", "3"]))


@given(st.dictionaries(PLACES, SCORES, max_size=9))
def test_any_classes_have_a_spread(scores: dict[tuple[str, str], list[float]]) -> None:
    """One class, classes of one, equal scores, none at all: there is a figure or none, and never an error."""
    found = spread(classes_of(scores))
    assert min(found.readers, found.classes, found.schools) >= 0
    assert found.chance is None or 0 <= found.chance <= 1
    assert len(found.each) == len(scores)
    assert (found.each["low"] <= found.each["mean"] + 1e-9).all()
    assert found.each["expected"].between(-1e-9, 1 + 1e-9).all()
    assert not found.each.isna().any(axis=None)
