"""Counting by parts: whatever a district is cut into, every figure is the one from one table of all annotations."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kit
from kit.analysis.agreement import alpha_with_interval
from kit.analysis.agreement.distances import distance_matrix
from kit.analysis.class_figures import answers_per_claim, most_missed, most_split, own_and_revised, rests_on
from kit.analysis.counts import Counts, counted
from kit.analysis.district import counting, source
from kit.analysis.district.counting import CollectedCounts, collect_counts
from kit.analysis.district.places import place_of
from kit.analysis.district.tally import ONE, SCORES
from kit.analysis.scores import shares_of_class
from kit.lesson.lesson import Lesson
from tests.districts import write_district
from tests.journals import mark, put, small_journal, text, zipped
from tests.lessons import small_lesson
from tests.unit.test_copied_text import by_python

_FILES = ("lines_read", "lines_refused", "lines_elsewhere", "lines_contested", "lines_carried", "lines_outdated")
#: Which journal's lines stand in a file: its number, and the lines from and to; and the class that it is in.
PIECE = st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(1, 4))
FILE = st.tuples(st.sampled_from(["a/1", "a/2", "b/1", "b/2/deep", "c.zip"]), st.lists(PIECE, min_size=1, max_size=3))


@pytest.fixture(scope="module")
def article() -> Lesson:
    """The bundled article with its key."""
    return kit.open_lesson("inner-circle")


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    """A small lesson."""
    return small_lesson(tmp_path_factory.mktemp("lesson") / "bridge")


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Counts of one test are not those of another."""
    monkeypatch.setenv("CLAIM_BY_CLAIM_CACHE", str(tmp_path / "counts"))
    yield


def same_counts(one: Counts, other: Counts) -> None:
    """Both are the same to the last count, column and kind of number."""
    for name in ("answers", "readers", "changes"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))


def same_as_one_table(found: CollectedCounts, whole: kit.Collected, lesson: Lesson) -> None:
    """Everything that was counted is what one table of annotations says."""
    same_counts(found.counts, counted(whole.annotations))
    assert found.lost == ()
    files = whole.files
    assert (found.tally.files["files"], found.tally.files["used"]) == (len(files), files["used"].sum())
    assert {name: found.tally.files[name] for name in _FILES} == {name: files[name].sum() for name in _FILES}
    assert sum(found.tally.unused.values()) == (~files["used"]).sum()
    assert sum(found.tally.days.values()) == len(whole.annotations)
    classes = found.classes
    assert classes["readers"].sum() == whole.annotations["reader"].nunique()
    scores = kit.score(whole.annotations, lesson)
    own = scores[scores["phase"] == "own"]
    assert classes["scored"].sum() == len(own)
    for name in SCORES:
        assert classes[f"{name}_sum"].sum() == (own[name] * ONE).round().sum()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(FILE, min_size=1, max_size=7), size=st.sampled_from([1, 3000, 6000, 10**9]))
def test_however_a_district_is_cut_the_counts_are_those_of_one_table(
    files: list, size: int, bridge: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Journals that stand in several files, parts and classes, whole and in pieces, are counted as in one piece."""
    folder, packed = tmp_path / "district", dict[str, dict[str, bytes]]()
    shutil.rmtree(folder, ignore_errors=True)
    for number, (where, pieces) in enumerate(files):
        data = b"".join(text(lines_of(bridge, journal)[first:last]) for journal, first, last in pieces)
        if where.endswith(".zip"):
            packed.setdefault(where, {})[f"{number}.jsonl"] = data
        else:
            put(folder, f"{where}/{number}.jsonl", data)
    for name, inside in packed.items():
        zipped(folder / name, inside)
    monkeypatch.setattr(source, "PART", size)
    found = collect_counts(folder, bridge, workers=1, keep=False)
    same_as_one_table(found, kit.collect(folder, bridge), bridge)


@pytest.mark.parametrize("packed", [False, True], ids=["folders", "a zip"])
def test_a_note_of_who_reads_passes_in_silence_in_whatever_part_it_is(
    packed: bool, bridge: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside journals the kit's own note is no file, though they are read in other parts; elsewhere it is told."""
    code = "quiet-otter-10"
    note, journal = f"{code}\n".encode(), text(small_journal(bridge, reader=code))
    files = {f"7a/marks/{code}.jsonl": journal, "7a/marks/reader.txt": note}
    foreign = {"7b/reader.txt": note, "7c/reader.txt": b"What I think of it", "7c/tame-wren-11.jsonl": b"nothing"}
    place = tmp_path / ("all.zip" if packed else "district")
    if packed:
        zipped(place, files | foreign)
    for name, data in ({} if packed else files | foreign).items():
        put(place, name, data)
    monkeypatch.setattr(source, "PART", 1)
    found = collect_counts(place, bridge, workers=1)
    assert found.parts > 1
    assert found.tally.files["files"] == 4
    same_as_one_table(found, kit.collect(place, bridge), bridge)


def lines_of(lesson: Lesson, journal: int) -> list:
    """Four lines of a journal; two of the journals have one code."""
    about = {"reader": f"quiet-otter-{journal // 2 + 10}", "journal": f"{journal:032x}"}
    labels = ((), ("sourced",), ("anonymous",), ("denied",))
    claims = ("c01", "c02", "c01", "c05")
    return [mark(lesson, claims[n], n, labels=labels[(n + journal) % 4], **about) for n in range(4)]


@pytest.mark.parametrize("zips", [False, True], ids=["folders", "zips"])
def test_every_figure_is_the_one_from_one_table(
    zips: bool, article: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Claims, splits, agreement with its interval, scores, own and revised: all to the last digit, from many parts."""
    monkeypatch.setattr(source, "PART", 60_000)
    folder = write_district(tmp_path / "district", article, 160, zips=zips)
    found, whole = collect_counts(folder, article, workers=1), kit.collect(folder, article)
    assert found.parts > 4
    same_as_one_table(found, whole, article)
    for figure in (answers_per_claim, most_split, most_missed, rests_on, own_and_revised):
        pd.testing.assert_frame_equal(figure(found.counts, article), figure(whole.annotations, article))
    agreement = kit.agreement(whole.annotations)
    alpha = alpha_with_interval(found.counts.units(), distance_matrix("jaccard"))
    assert (alpha.alpha, alpha.low, alpha.high) == (agreement.alpha, agreement.low, agreement.high)
    assert shares_of_class(found.counts, article) == shares_of_class(counted(whole.annotations), article)


def test_the_tied_files_are_counted_in_one_piece(
    bridge: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chain of files, each tied to the next by another journal, is one group, however many parts it runs through."""
    monkeypatch.setattr(source, "PART", 1)
    for number in range(6):
        inside = [*lines_of(bridge, number), *lines_of(bridge, number + 1)]
        put(tmp_path / "d", f"school/{number}/{number}.jsonl", text(inside))
    groups = []
    monkeypatch.setattr(counting, "_bundled", lambda given: groups.extend(given) or iter(given))
    found = collect_counts(tmp_path / "d", bridge, workers=1)
    assert [sorted(group) for group in groups] == [list(range(6))]
    same_as_one_table(found, kit.collect(tmp_path / "d", bridge), bridge)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("a.jsonl", ("", "")),
        ("7b/a.jsonl", ("", "7b")),
        ("7b.zip/a.jsonl", ("", "7b")),
        ("north/7b/a.jsonl", ("north", "7b")),
        ("north/7b.zip/a.jsonl", ("north", "7b")),
        ("north/7b.zip/Kaya_41_assignsubmission_file/a.jsonl", ("north", "7b")),
        ("7b/Kaya_41_assignsubmission_file/a.jsonl", ("", "7b")),
        ("north/7b/kaya/a.jsonl", ("north", "7b")),
        ("north/7b/kaya.zip/a.jsonl", ("north", "7b")),
    ],
)
def test_a_class_is_a_folder_or_zip_in_that_of_its_school(name: str, place: tuple[str, str]) -> None:
    """The outer folder is the school and the next the class; one alone is the class, and a student's is neither."""
    assert place_of(name) == place


def test_a_journal_that_was_handed_in_in_two_classes_is_of_the_one_with_most_of_it(
    bridge: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader counts in one class, with what both files say, and in one where each file is a part, too."""
    lines = small_journal(bridge)
    put(tmp_path / "d", "a/1/x.jsonl", text(lines[:1]))
    put(tmp_path / "d", "b/2/x.jsonl", text(lines))
    for size in (1, 10**9):
        monkeypatch.setattr(source, "PART", size)
        classes = collect_counts(tmp_path / "d", bridge, workers=1, keep=False).classes
        assert classes[["school", "class_name", "readers"]].to_numpy().tolist() == [["b", "2", 1]]


def test_people_are_counted_by_what_they_handed_in(bridge: Lesson, tmp_path: Path) -> None:
    """Three journals in one file, or in one student's folder, are one person, in however many parts that folder is."""
    put(tmp_path / "d", "7b/all.jsonl", b"".join(text(lines_of(bridge, number)) for number in (0, 2, 4)))
    for number in (6, 8):
        put(tmp_path / "d", f"7b/Kaya_41_assignsubmission_file/{number}.jsonl", text(lines_of(bridge, number)))
    for size in (1, 10**9):
        source_size, source.PART = source.PART, size
        try:
            [row] = collect_counts(tmp_path / "d", bridge, workers=1, keep=False).classes.to_dict("records")
        finally:
            source.PART = source_size
        assert (row["readers"], row["people"]) == (5, 2)


def test_a_quizs_export_with_copied_texts_is_one_file(
    bridge: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the texts that readers copied into one table, one that another class holds as a file counts once."""
    monkeypatch.setattr(source, "PART", 1)
    texts = [by_python(text(lines_of(bridge, number)), f"quiet-otter-{number // 2 + 10}") for number in (0, 2, 4)]
    put(tmp_path / "d", "a/1/quiz.csv", "\n".join(f'"{each}"' for each in texts).encode())
    put(tmp_path / "d", "b/2/x.jsonl", text(lines_of(bridge, 2)[:2]))
    found = collect_counts(tmp_path / "d", bridge, workers=1)
    assert found.classes["readers"].tolist() == [3]
    same_as_one_table(found, kit.collect(tmp_path / "d", bridge), bridge)


def test_a_path_counts_its_claims_alone(article: Lesson, tmp_path: Path) -> None:
    """With a path, the counts are those of the annotations of its claims."""
    folder = write_district(tmp_path / "district", article, 40)
    found = collect_counts(folder, article, workers=1, path="short")
    annotations = kit.collect(folder, article).annotations
    same_counts(found.counts, counted(annotations[annotations["claim"].isin(article.path("short").claims)]))


def test_a_large_zip_is_read_by_parts(article: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One zip of the whole district is cut into runs of its entries, and nothing is left out or read twice."""
    folder = write_district(tmp_path / "d", article, 100)
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.jsonl")}
    place = zipped(tmp_path / "district.zip", files)
    monkeypatch.setattr(source, "PART", 50_000)
    found = collect_counts(place, article, workers=1)
    assert found.parts > 3
    same_as_one_table(found, kit.collect(folder, article), article)
    pd.testing.assert_frame_equal(found.classes, collect_counts(folder, article, workers=1).classes)


def test_a_new_file_changes_one_part(article: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where parts end is decided by names, so a file that comes in leaves the other parts as they are."""
    monkeypatch.setattr(source, "PART", 60_000)
    folder = write_district(tmp_path / "district", article, 160)
    before = {part.stamp for part in source.parts_of(folder)}
    put(folder, "school 1/class 4/bbbb-late-11.jsonl", b"{}")
    after = {part.stamp for part in source.parts_of(folder)}
    assert len(before) > 4
    assert len(after - before) <= 2


@pytest.mark.parametrize("workers", [0, -1, 1.5, "2", True])
def test_a_wrong_number_of_workers_is_told(workers: object, bridge: Lesson, tmp_path: Path) -> None:
    """Nothing is counted by no worker, or by one and a half."""
    with pytest.raises(ValueError, match="not a number of workers"):
        collect_counts(tmp_path, bridge, workers=workers)  # type: ignore[arg-type]


def test_nothing_there_is_told(bridge: Lesson, tmp_path: Path) -> None:
    """A folder that is not there is named, and an empty one has no reader."""
    with pytest.raises(FileNotFoundError, match="There is nothing at"):
        collect_counts(tmp_path / "nowhere", bridge)
    (tmp_path / "empty").mkdir()
    found = collect_counts(tmp_path / "empty", bridge)
    assert (found.parts, len(found.classes), found.counts.readers_in()) == (0, 0, 0)
    assert sum(found.tally.files.values()) == 0
    assert np.array_equal(found.counts.per_claim(bridge, "own"), np.zeros((len(bridge.claims), 8)))
