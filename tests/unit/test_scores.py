"""Scores: each figure against a plain re-computation with `Answer.overlap`, and against scikit-learn."""

import random
from math import nan
from statistics import mean

import pandas as pd
import pytest
from sklearn.metrics import jaccard_score, precision_score, recall_score

import kit
from kit.analysis.scores import beside_key, is_credulous, is_over_suspicious, score
from kit.lesson.codebook import LABEL_SETS, LABELS, LabelSet, name_of
from kit.lesson.key import Answer
from kit.lesson.lesson import Lesson
from kit.marks.table import annotations_table, key_table
from tests.lessons import small_lesson
from tests.marks import mark, reveal


def answer(labels: list[str], *also: list[str]) -> Answer:
    """A key's answer with these labels and alternatives."""
    alternatives = tuple(map(frozenset, also))
    return Answer(frozenset(labels), nature="fact", source="", why="", also_defensible=alternatives)


def random_annotations(lesson: Lesson, seed: int, readers: int = 5, phase: str = "own") -> pd.DataFrame:
    """Readers who answer two claims of three, whatever comes to their mind."""
    chance = random.Random(seed)
    rows = [
        {"reader": f"r{reader}", "claim": claim.id} | {label: chance.random() < 0.4 for label in LABELS}
        for reader in range(readers)
        for claim in lesson.claims
        if chance.random() < 0.67
    ]
    table = pd.DataFrame(rows).sample(frac=1, random_state=seed)
    return table.assign(lesson=lesson.id, edition=lesson.edition, phase=phase)


def given_by(row: pd.Series) -> LabelSet:
    """The set of labels of one row."""
    return frozenset(label for label in LABELS if row[label])


@pytest.fixture(scope="module")
def article() -> Lesson:
    """The bundled article with its key."""
    return kit.open_lesson("inner-circle")


@pytest.mark.parametrize("seed", range(5))
def test_every_figure_is_its_definition(article: Lesson, seed: int) -> None:
    """Overlap, exact, precision, recall, over-suspicion and credulity are those of one mark after the other."""
    annotations = random_annotations(article, seed)
    scores = score(annotations, article).set_index("reader")
    for reader, rows in annotations.groupby("reader"):
        pairs = [(given_by(row), article.key[row["claim"]]) for _, row in rows.iterrows()]
        expected = {
            "answered": len(pairs),
            "overlap": mean(key.overlap(given) for given, key in pairs),
            "exact": mean(given in key.defensible for given, key in pairs),
            "over_suspicion": mean(over_suspicious(given, key) for given, key in pairs),
            "credulity": mean(credulous(given, key) for given, key in pairs),
        }
        for name, value in expected.items():
            assert scores.loc[reader, name] == pytest.approx(value)
        for label in LABELS:
            given = [label in labels for labels, _ in pairs]
            wanted = [label in key.best(labels) for labels, key in pairs]
            for name, of in (("precision", precision_score), ("recall", recall_score)):
                share = of(wanted, given, zero_division=nan)  # of nothing there is no share
                assert scores.loc[reader, f"{label}_{name}"] == pytest.approx(share, nan_ok=True)


def over_suspicious(given: LabelSet, key: Answer) -> bool:
    """Over-suspicion as STATISTICS.md words it."""
    return any(label in given and all(label not in labels for labels in key.defensible) for label in LABELS[1:])


def credulous(given: LabelSet, key: Answer) -> bool:
    """Credulity as STATISTICS.md words it."""
    named = "sourced" in given and all("sourced" not in labels for labels in key.defensible)
    return named or ("denied" not in given and all("denied" in labels for labels in key.defensible))


@pytest.mark.parametrize("seed", range(3))
def test_overlap_is_scikit_learns(article: Lesson, seed: int) -> None:
    """Without alternatives in the key, the mean overlap is scikit-learn's, empty against empty being 1."""
    alone = [claim.id for claim in article.claims if not article.key[claim.id].also_defensible]
    annotations = random_annotations(article, seed)
    annotations = annotations[annotations["claim"].isin(alone)]
    key = key_table(article).set_index("claim")[list(LABELS)]
    scores = score(annotations, article).set_index("reader")
    for reader, rows in annotations.groupby("reader"):
        theirs = jaccard_score(
            key.loc[rows["claim"]].to_numpy(), rows[list(LABELS)].to_numpy(), average="samples", zero_division=1
        )
        assert scores.loc[reader, "overlap"] == pytest.approx(theirs)


@pytest.mark.parametrize(
    ("given", "key", "suspicious", "credulous"),
    [
        (["anonymous"], answer([]), True, False),
        (["denied"], answer(["sourced"]), True, False),
        (["anonymous"], answer(["sourced"], ["anonymous"]), False, False),
        (["sourced"], answer([]), False, True),
        (["sourced"], answer(["anonymous"], ["sourced", "denied"]), False, False),
        (["anonymous"], answer(["anonymous", "denied"], ["denied"]), False, True),
        (["anonymous"], answer(["anonymous", "denied"], ["anonymous"]), False, False),
        (["sourced", "anonymous"], answer(["denied"]), True, True),
        (["denied"], answer(["denied"]), False, False),
        ([], answer(["anonymous"]), False, False),
    ],
)
def test_over_suspicion_and_credulity(given: list[str], key: Answer, suspicious: bool, credulous: bool) -> None:
    """Each looks at every defensible answer; missing an anonymous source is neither."""
    assert is_over_suspicious(key, frozenset(given)) is suspicious
    assert is_credulous(key, frozenset(given)) is credulous


def test_a_slip_of_each_kind_in_the_table(lesson: Lesson) -> None:
    """Four answers: one that can be defended, one too suspicious, one too trusting, one that misses a label."""
    about = {"lesson": lesson.id, "edition": lesson.edition}
    given = {"c01": ("anonymous",), "c02": ("sourced", "denied"), "c05": (), "c06": ("sourced",)}
    marks = [mark(claim, claim, labels=labels, **about) for claim, labels in given.items()]
    row = score(annotations_table(marks, lesson), lesson).iloc[0]
    assert (row["reader"], row["phase"], row["answered"]) == ("quiet-otter-41", "own", 4)
    assert (row["overlap"], row["exact"]) == (0.25, 0.25)
    assert (row["over_suspicion"], row["credulity"]) == (0.25, 0.25)
    assert (row["sourced_precision"], row["sourced_recall"]) == (0.5, 0.5)
    assert (row["anonymous_precision"], row["denied_recall"]) == (0, 1)


def test_a_figure_without_a_case_is_missing(lesson: Lesson) -> None:
    """Where a label was never given or never wanted, its precision or recall is missing, not 0."""
    about = {"lesson": lesson.id, "edition": lesson.edition}
    row = score(annotations_table([mark("m1", "c01", labels=(), **about)], lesson), lesson).iloc[0]
    assert row["overlap"] == 1
    assert row[[f"{label}_{figure}" for label in LABELS for figure in ("precision", "recall")]].isna().all()


def test_phases_are_scored_apart(lesson: Lesson) -> None:
    """The score of the phase `own` uses the last mark before the full answer was seen; later ones are `revised`."""
    about = {"lesson": lesson.id, "edition": lesson.edition}
    marks = [
        mark("m1", "c03", labels=("denied",), **about),
        mark("m2", "c03", labels=("anonymous",), **about),
        reveal("m3", "c03", **about),
        mark("m4", "c03", labels=("sourced",), **about),
    ]
    scores = score(annotations_table(marks, lesson), lesson)
    assert list(zip(scores["phase"], scores["overlap"], strict=True)) == [("own", 0), ("revised", 1)]


def test_the_order_of_rows_and_the_index_are_irrelevant(article: Lesson) -> None:
    """Shuffled rows with a foreign index, and readers as categories, score alike."""
    annotations = random_annotations(article, seed=4)
    shuffled = annotations.sample(frac=1, random_state=9).set_index("claim", drop=False).astype({"reader": "category"})
    first, again = (score(table, article).astype({"reader": "string"}) for table in (annotations, shuffled))
    pd.testing.assert_frame_equal(first, again)


def test_no_marks_make_an_empty_table(lesson: Lesson) -> None:
    """A class that has marked nothing gets a table with all columns and no row."""
    empty = score(annotations_table([], lesson), lesson)
    assert len(empty) == 0
    assert {"reader", "phase", "answered", "overlap", "exact", "over_suspicion", "credulity"} <= set(empty)


def test_always_no_source_is_no_good_score(article: Lesson) -> None:
    """Whoever always answers "no source" gets about the share of such claims, which is why this is not Hamming's."""
    rows = [{"reader": "r", "claim": claim.id} | dict.fromkeys(LABELS, False) for claim in article.claims]
    annotations = pd.DataFrame(rows).assign(lesson=article.id, edition=article.edition, phase="own")
    can_be_empty = mean(frozenset() in article.key[claim.id].defensible for claim in article.claims)
    assert score(annotations, article)["overlap"].iloc[0] == pytest.approx(can_be_empty)


@pytest.mark.parametrize("given", LABEL_SETS, ids=name_of)
def test_the_key_against_itself_is_perfect(article: Lesson, given: LabelSet) -> None:
    """A reader who answers as the key does, where its answer is this one, has an overlap of 1 and no slip."""
    claims = [claim.id for claim in article.claims if article.key[claim.id].labels == given]
    rows = [{"reader": "r", "claim": claim} | {label: label in given for label in LABELS} for claim in claims]
    annotations = pd.DataFrame(rows, columns=["reader", "claim", *LABELS])
    scores = score(annotations.assign(lesson=article.id, edition=article.edition, phase="own"), article)
    assert (scores["overlap"] == 1).all()
    assert (scores[["over_suspicion", "credulity"]] == 0).all(axis=None)


@pytest.mark.parametrize("score", [score, beside_key])
def test_what_cannot_be_scored_is_refused(score, lesson: Lesson) -> None:
    """Another lesson or edition, and a claim that is not in it, are refused in words."""
    annotations = random_annotations(lesson, seed=1)
    for column in ("lesson", "edition"):
        with pytest.raises(ValueError, match=f"hold the {column} 'other'"):
            score(annotations.assign(**{column: "other"}), lesson)
    with pytest.raises(ValueError, match="no claim 'c99'"):
        score(annotations.assign(claim="c99"), lesson)


@pytest.mark.parametrize("score", [score, beside_key])
def test_without_a_key_there_is_no_row_and_every_column(score, tmp_path, lesson: Lesson) -> None:
    """Where the key comes later, the tables are empty with the columns and kinds that they will have."""
    annotations, keyless = random_annotations(lesson, seed=1), small_lesson(tmp_path / "no key", key=None)
    later, now = score(annotations, lesson), score(annotations, keyless)
    assert len(later)
    assert not len(now)
    assert list(now.columns) == list(later.columns)
    assert all(now[name].dtype.kind == later[name].dtype.kind for name in later)
    with pytest.raises(ValueError, match="hold the lesson 'other'"):
        score(annotations.assign(lesson="other"), keyless)


@pytest.mark.parametrize("seed", range(3))
def test_the_key_beside_each_answer(article: Lesson, seed: int) -> None:
    """Each row keeps its answer and place, and gets the key's and what that makes of it; scores are their means."""
    annotations = random_annotations(article, seed)
    annotations = annotations.set_index(annotations.index * 7)
    beside = beside_key(annotations, article)
    pd.testing.assert_frame_equal(beside[list(annotations)], annotations)
    for _, row in beside.iterrows():
        given, key = given_by(row), article.key[row["claim"]]
        assert (row["key"], row["why"]) == (name_of(key.labels), key.why)
        assert row["overlap"] == pytest.approx(key.overlap(given))
        assert row["exact"] == (given in key.defensible)
        assert row["over_suspicion"] == over_suspicious(given, key)
        assert row["credulity"] == credulous(given, key)
        assert row["missed_denial"] == ("denied" not in given and all("denied" in one for one in key.defensible))
    scores = score(annotations, article).set_index("reader")
    means = beside.groupby("reader")[["overlap", "exact", "over_suspicion", "credulity"]].mean()
    pd.testing.assert_frame_equal(scores[list(means)], means, check_index_type=False, check_names=False)


def test_the_key_beside_no_answers(article: Lesson) -> None:
    """Without a mark the table is empty, and its columns have the same kinds as with marks."""
    some = kit.sample_annotations(article)
    full, none = beside_key(some, article), beside_key(some[:0], article)
    assert len(none) == 0 < len(full)
    assert none.dtypes.equals(full.dtypes)


def test_the_sample_reader_slips_in_every_way(article: Lesson) -> None:
    """Whoever looks back at the sample sees each table filled: too suspicious, a missed denial, too trusting."""
    beside = beside_key(kit.sample_annotations(article), article)
    assert beside[["over_suspicion", "missed_denial"]].any().all()
    assert (beside["credulity"] & ~beside["missed_denial"]).any()
