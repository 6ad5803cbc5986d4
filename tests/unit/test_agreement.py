"""Agreement: the worked examples of the literature, other people's programs on random data, and what is undefined."""

import math
import random
from collections.abc import Sequence

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics import agreement as nltk_agreement
from nltk.metrics.distance import jaccard_distance, masi_distance
from scipy import stats

from kit.analysis.agreement import agreement, alpha_of, jackknife_interval
from kit.analysis.agreement.distances import distance_matrix
from kit.analysis.agreement.student_t import student_t
from kit.analysis.counts.sets import BLOCK, SETS, count_sets
from kit.lesson.codebook import LABELS

KRIPPENDORFF_C = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
THREE_RATERS = [".....34121133.3", "1.213343.......", "..21344.21133.4"]
FLEISS = """00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 00501 30012 51000
02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"""
SETS_OF_DIGITS = "12/1, 12/12, 1/1, 3/3, 3/13, 4/4, 2/4, 12/1, 12/123, 1/1, 1/1"
SETS_WITH_EMPTY = "-/-, A/-, A/A, A/B, AB/A, AB/AC, ABC/ABC, C/AC, C/AC"
DISTANCES = ("nominal", "jaccard", "masi")


def counts_of(raters: Sequence[str]) -> np.ndarray:
    """Count the values of each unit: one text a rater, one character a unit, `.` where it is missing."""
    values = sorted(set("".join(raters)) - {"."})
    return np.array([[column.count(value) for value in values] for column in zip(*raters, strict=True)])


def nominal_alpha(raters: Sequence[str]) -> float | None:
    """Alpha of plain values."""
    counts = counts_of(raters)
    return alpha_of(counts, 1 - np.eye(counts.shape[1]))


def set_alpha(pairs: str, labels: str, distance: str) -> float | None:
    """Alpha of sets of labels: pairs of two raters' sets, `-` for the empty one."""
    counts = np.zeros((pairs.count("/"), 1 << len(labels)), dtype=int)
    for unit, pair in enumerate(pairs.split(", ")):
        for given_set in pair.split("/"):
            counts[unit, sum(1 << labels.index(label) for label in given_set if label != "-")] += 1
    return alpha_of(counts, distance_matrix(distance, labels=len(labels)))


def table(marks: Sequence[tuple[str, str, int]], **columns: object) -> pd.DataFrame:
    """An annotations table from marks as (reader, claim, mask of labels)."""
    rows = [
        {"reader": reader, "claim": claim} | {label: bool(mask >> bit & 1) for bit, label in enumerate(LABELS)}
        for reader, claim, mask in marks
    ]
    return pd.DataFrame(rows, columns=["reader", "claim", *LABELS]).assign(**columns)


def random_marks(seed: int, readers: int = 6, claims: int = 12, gaps: float = 0.3) -> list[tuple[str, str, int]]:
    """Marks of readers who lean to one answer a claim, with gaps, and every set of labels, the empty one too."""
    chance = random.Random(seed)
    lean = [chance.randrange(8) for _ in range(claims)]
    return [
        (f"r{reader}", f"c{claim:02}", lean[claim] if chance.random() < 0.6 else chance.randrange(8))
        for reader in range(readers)
        for claim in range(claims)
        if chance.random() > gaps
    ]


def test_krippendorffs_example_with_gaps() -> None:
    """Krippendorff (2011), example C, also Gwet's raw4raters: nominal alpha is .743421."""
    assert nominal_alpha(KRIPPENDORFF_C) == pytest.approx(0.743421, abs=5e-7)


def test_three_raters_with_gaps() -> None:
    """Three raters and 15 units, some marked by one or by nobody: nominal alpha is .691358."""
    assert nominal_alpha(THREE_RATERS) == pytest.approx(0.691358, abs=5e-7)


def test_krippendorffs_two_raters() -> None:
    """Krippendorff (2011), examples A (binary, .095238) and B (nominal, .691964)."""
    assert nominal_alpha(["0100000010", "1110010000"]) == pytest.approx(0.095238, abs=5e-7)
    assert nominal_alpha(["aabbdcccedda", "babbbccceddd"]) == pytest.approx(0.691964, abs=5e-7)


def test_fleiss_counts() -> None:
    """Fleiss (1971), 30 subjects in 5 categories, given as counts: alpha is .433410."""
    counts = np.array([[int(digit) for digit in subject] for subject in FLEISS.split()])
    assert counts.shape == (30, 5)
    assert alpha_of(counts, 1 - np.eye(5)) == pytest.approx(0.433410, abs=5e-7)


@pytest.mark.parametrize(("distance", "alpha"), [("masi", 0.540356), ("jaccard", 0.601562), ("nominal", 0.438503)])
def test_sets_of_four_labels(distance: str, alpha: float) -> None:
    """Two raters' sets of four labels, for each of the three distances."""
    assert set_alpha(SETS_OF_DIGITS, "1234", distance) == pytest.approx(alpha, abs=1e-6)


@pytest.mark.parametrize(("distance", "alpha"), [("nominal", 0.238806), ("jaccard", 0.315620), ("masi", 0.273081)])
def test_sets_with_the_empty_one(distance: str, alpha: float) -> None:
    """The empty set is an answer like any other, on which published libraries divide by zero."""
    assert set_alpha(SETS_WITH_EMPTY, "ABC", distance) == pytest.approx(alpha, abs=5e-7)


def test_masi_between_two_sets() -> None:
    """MASI({1,2},{1,2,3,4}) = 2/3, MASI({1,2},{2,3}) = 8/9; the empty set is 0 from itself and 1 from the others."""
    masi = distance_matrix("masi", labels=4)
    assert masi[0b0011, 0b1111] == pytest.approx(2 / 3)
    assert masi[0b0011, 0b0110] == pytest.approx(8 / 9)
    for distance in DISTANCES:
        assert list(distance_matrix(distance)[0]) == [0, 1, 1, 1, 1, 1, 1, 1]


def test_a_class_can_agree_on_most_and_have_a_low_alpha() -> None:
    """Eleven unanimous claims of twelve and one split in halves: 96% of the pairs agree, and alpha is .46."""
    marks = [(f"r{n}", f"c{c:02}", 1 if c < 11 else n % 2) for n in range(30) for c in range(12)]
    pairs_that_agree = (11 * 30 * 29 + 2 * 15 * 14) / (12 * 30 * 29)
    assert pairs_that_agree == pytest.approx(0.96, abs=0.005)
    assert agreement(table(marks), "nominal").alpha == pytest.approx(0.46, abs=0.005)


@pytest.mark.parametrize("seed", range(20))
def test_nominal_is_what_krippendorff_gives(seed: int) -> None:
    """On random data with gaps, nominal alpha is that of the `krippendorff` package."""
    marks = pd.DataFrame(random_marks(seed), columns=["reader", "claim", "mask"])
    matrix = marks.pivot(index="reader", columns="claim", values="mask").to_numpy(dtype=float)
    theirs = krippendorff.alpha(reliability_data=matrix, level_of_measurement="nominal")
    assert agreement(table(random_marks(seed)), "nominal").alpha == pytest.approx(theirs)


def guarded(distance):
    """NLTK's distance, kept from dividing by zero on two empty sets."""
    return lambda one, other: distance(one, other) if one | other else 0.0


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(("name", "distance"), [("jaccard", jaccard_distance), ("masi", masi_distance)])
def test_sets_are_what_nltk_gives(name: str, distance, seed: int) -> None:
    """On random sets without gaps, alpha is that of NLTK with its distance, guarded where it divides by zero."""
    marks = random_marks(seed, gaps=0)
    task = nltk_agreement.AnnotationTask(distance=guarded(distance))
    task.load_array(
        [(reader, claim, frozenset(bit for bit in range(3) if mask >> bit & 1)) for reader, claim, mask in marks]
    )
    assert agreement(table(marks), name).alpha == pytest.approx(task.alpha(), abs=1e-4)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6), st.integers(0, 7)), unique_by=lambda mark: mark[:2]))
def test_alpha_is_its_definition(marks: list[tuple[int, int, int]]) -> None:
    """Alpha is 1 - observed/expected over pairs of marks, computed one pair after the other."""
    ours = agreement(table([(f"r{reader}", f"c{claim:02}", mask) for reader, claim, mask in marks]), "masi")
    assert ours.alpha == (None if (theirs := by_pairs(marks)) is None else pytest.approx(theirs))


def by_pairs(marks: list[tuple[int, int, int]]) -> float | None:
    """Alpha from its definition, pair by pair."""
    distance = distance_matrix("masi")
    units = {claim: [mask for _, other, mask in marks if other == claim] for _, claim, _ in marks}
    used = [masks for masks in units.values() if len(masks) >= 2]
    everything = [mask for masks in used for mask in masks]
    observed = sum(distance[a, b] / (len(masks) - 1) for masks in used for a in masks for b in masks)
    expected = sum(distance[a, b] for a in everything for b in everything) / max(len(everything) - 1, 1)
    return None if expected == 0 else 1 - observed / expected


@pytest.mark.parametrize("distance", DISTANCES)
def test_the_order_of_rows_is_irrelevant(distance: str) -> None:
    """Shuffled rows, and columns as categories in another order, give the same agreement."""
    marks = table(random_marks(3))
    shuffled = marks.sample(frac=1, random_state=1).reset_index(drop=True)
    backwards = pd.CategoricalDtype(sorted(marks["claim"].unique(), reverse=True))
    as_categories = shuffled.astype({"reader": "category", "claim": backwards})
    first = agreement(marks, distance)
    for other in (shuffled, as_categories):
        again = agreement(other, distance)
        assert again.alpha == pytest.approx(first.alpha)
        assert (again.low, again.high) == (pytest.approx(first.low), pytest.approx(first.high))
        assert (again.units, again.readers, again.marks) == (first.units, first.readers, first.marks)


def test_a_reader_twice_on_one_claim_is_an_error() -> None:
    """Two marks of one reader on one claim are refused, in tidy order and out of it; two phases are two things."""
    twice = table([("r1", "c01", 1), ("r1", "c01", 2), ("r2", "c01", 1)])
    for rows in ([0, 1, 2], [0, 2, 1]):
        with pytest.raises(ValueError, match="two marks on one claim"):
            agreement(twice.iloc[rows])
    assert agreement(twice.assign(phase=["own", "revised", "own"])).marks == 2


def test_claims_of_other_texts_are_other_units() -> None:
    """A claim of another lesson or edition is another unit, also where the ids are alike."""
    marks = random_marks(5)
    apart = table([(reader, claim.replace("c", "c9"), mask) for reader, claim, mask in marks])
    for column in ("lesson", "edition"):
        both = pd.concat([table(marks, **{column: "a"}), table(marks, **{column: "b"})])
        assert agreement(both).alpha == pytest.approx(agreement(pd.concat([table(marks), apart])).alpha)
        assert agreement(both).units == 2 * agreement(table(marks)).units


def test_only_claims_of_two_readers_count() -> None:
    """Claims that one reader marked, and readers who are alone everywhere, are not counted anywhere."""
    marks = [("r1", "c01", 1), ("r2", "c01", 2), ("r1", "c02", 1), ("r3", "c03", 4)]
    found = agreement(table(marks))
    assert (found.units, found.readers, found.marks) == (1, 2, 2)
    phases = ["own", "own", "own", "revised"]
    known = table(marks, phase=phases).astype({"reader": "category", "claim": "category"})
    assert agreement(known).readers == 2


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        ([], "no claim was marked by two readers"),
        ([("r1", "c01", 1), ("r2", "c02", 1)], "no claim was marked by two readers"),
        ([("r1", "c01", 1), ("r2", "c01", 1)], "all answers are the same"),
        ([("r1", "c01", 0), ("r2", "c01", 0)], "all answers are the same"),
    ],
    ids=["empty", "alone", "unanimous", "unanimous empty"],
)
def test_undefined_is_said_in_words(marks: list[tuple[str, str, int]], why: str) -> None:
    """Where chance could not have disagreed, alpha is no number: the reason is given in words."""
    found = agreement(table(marks))
    assert (found.alpha, found.low, found.high) == (None, None, None)
    assert why in found.why
    assert str(found).startswith("Agreement cannot be given:")
    assert why in str(found)
    assert "nan" not in str(found).lower()


def test_too_few_claims_have_no_interval() -> None:
    """With two claims there is an alpha and no interval, and the text says why."""
    found = agreement(table([("r1", "c01", 1), ("r2", "c01", 2), ("r1", "c02", 2), ("r2", "c02", 2)]))
    assert found.alpha is not None
    assert found.low is None
    assert "without an interval: there are too few claims" in str(found)


def test_the_interval_says_what_was_left_out() -> None:
    """The sentence names the alpha, its interval, what it is an interval over, and what all of it rests on."""
    found = agreement(table(random_marks(1)))
    assert found.low < found.alpha < found.high <= 1
    assert "95% interval" in str(found)
    assert "claims left out one at a time" in str(found)
    assert f"{found.units} claims, {found.readers} readers, {found.marks} marks; distance: jaccard" in str(found)


def test_the_jackknife_is_its_definition() -> None:
    """The interval is alpha and Student's t times the jackknife's error, from really leaving out each claim."""
    marks = table(random_marks(7))
    counts = pd.crosstab(marks["claim"], sum(marks[label] * 2**bit for bit, label in enumerate(LABELS)))
    counts = counts.reindex(columns=range(8), fill_value=0).to_numpy()
    distance = distance_matrix("jaccard")
    without = np.array([alpha_of(np.delete(counts, unit, axis=0), distance) for unit in range(len(counts))])
    error = math.sqrt((len(counts) - 1) * without.var())
    alpha, reach = alpha_of(counts, distance), student_t(len(counts) - 1) * error
    low, high = jackknife_interval(counts, distance)
    assert (low, high) == (pytest.approx(alpha - reach), pytest.approx(min(1.0, alpha + reach)))


@pytest.mark.parametrize(
    ("degrees", "quantile"), [(1, 12.7062), (2, 4.3027), (3, 3.1824), (10, 2.2281), (29, 2.0452), (120, 1.9799)]
)
def test_students_t_is_the_printed_one(degrees: int, quantile: float) -> None:
    """The two-sided 95% quantiles of Student's t are those of the printed tables."""
    assert student_t(degrees) == pytest.approx(quantile, abs=5e-5)


def test_students_t_is_scipys() -> None:
    """The quantiles are SciPy's, which scikit-learn brings along, for many degrees and three confidences."""
    for degrees in (*range(1, 40), 75, 200, 1000):
        for confidence in (0.8, 0.95, 0.99):
            assert student_t(degrees, confidence) == pytest.approx(stats.t.ppf((1 + confidence) / 2, degrees), rel=1e-6)


@pytest.mark.parametrize("number", [1, 9, 64, 65, 400])
def test_sets_are_counted_in_blocks(number: int) -> None:
    """Counting piece by piece, by pairs or singly, gives what counting at once gives, beyond one piece's length."""
    chance, marks = np.random.default_rng(number), BLOCK + 11
    units = chance.integers(0, number, marks, dtype=np.int16)
    labels = [chance.random(marks) < 0.4 for _ in LABELS]
    keys = units.astype(int) * SETS + sum(truths.astype(int) << bit for bit, truths in enumerate(labels))
    assert (count_sets(units, labels, number).ravel() == np.bincount(keys, minlength=number * SETS)).all()


@pytest.mark.parametrize("column", ["reader", "claim", "denied"])
def test_a_missing_column_is_named(column: str) -> None:
    """A table without a column that is needed is refused by that column's name."""
    with pytest.raises(ValueError, match=f"no column '{column}'"):
        agreement(table(random_marks(1)).drop(columns=column))


def test_a_gap_and_an_unknown_distance_are_refused() -> None:
    """A mark of nobody, or a distance that there is not, is refused with what to do."""
    marks = table(random_marks(1))
    with pytest.raises(ValueError, match="nominal, jaccard, masi"):
        agreement(marks, "hamming")
    marks.loc[2, "reader"] = None
    with pytest.raises(ValueError, match="A row has no reader"):
        agreement(marks)
