"""Collecting a hub's folder: who is who comes from the folder, and what one student writes changes nobody else's."""

import os
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit.analysis.collect.gathered import gather
from kit.analysis.collect.handed_in import HandedIn
from kit.analysis.collect.owners import Owners
from kit.analysis.district.source import parts_of
from kit.lesson.lesson import Lesson
from kit.marks.folder import EACH_IS_ONE
from tests.journals import mark, put, row, small_journal, text, zipped
from tests.lessons import small_lesson

CODE = "quiet-otter-41"


def _class(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in (files | {EACH_IS_ONE: b"Each folder here is the one of a student."}).items():
        put(folder, name, data)
    return folder


def _answers(collected: kit.Collected, user: str) -> list[tuple[str, str, str]]:
    """What a hub's user answered, by the readers that are theirs."""
    theirs = [reader for reader, found in collected.hub_users.items() if found == user]
    table = collected.annotations
    rows = table[table["reader"].isin(theirs)]
    return [(str(a), str(b), str(c)) for a, b, c in rows[["claim", "phase", "labels"]].itertuples(index=False)]


def test_one_code_in_two_folders_is_two_readers(lesson: Lesson, tmp_path: Path) -> None:
    """Two students whose files say the same code, and even the same journal, stay two; each is known by the folder."""
    first, other = small_journal(lesson), [mark(lesson, "c01", 9, labels=("sourced",))]
    folder = _class(tmp_path / "7b", {f"ada/{CODE}.jsonl": text(first), f"ben/{CODE}.jsonl": text(other)})
    collected = kit.collect(folder, lesson)
    assert collected.hub_users == {CODE: "ada", f"{CODE} (2)": "ben"}
    assert _answers(collected, "ben") == [("c01", "own", "sourced")]
    assert len(_answers(collected, "ada")) == 2
    assert EACH_IS_ONE not in set(collected.files["file"])


def test_somebody_elses_journal_in_an_own_folder_changes_nothing_of_theirs(lesson: Lesson, tmp_path: Path) -> None:
    """A longer copy with other answers, which would be a journal's newer download elsewhere, is the copier's alone."""
    theirs = small_journal(lesson)
    alone = _answers(kit.collect(_class(tmp_path / "alone", {f"ben/{CODE}.jsonl": text(theirs)}), lesson), "ben")
    changed = [mark(lesson, "c01", 1, labels=("denied",)), *theirs[1:], mark(lesson, "c02", 8, labels=("denied",))]
    files = {f"ben/{CODE}.jsonl": text(theirs), f"ada/{CODE}.jsonl": text(changed)}
    own = {"ben/reader.txt": CODE.encode(), f"ben/.{CODE}.lock": b""}  # the kit's, beside every journal: not told
    collected = kit.collect(_class(tmp_path / "7b", files | own), lesson)
    assert set(collected.files["file"]) == set(files)
    assert _answers(collected, "ben") == alone
    assert "also stands in the folder of another student: ben/" in row(collected, f"ada/{CODE}.jsonl")["why"]


@settings(max_examples=40)
@given(data=st.data())
def test_whatever_stands_in_one_folder_leaves_the_others_as_they_are(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Lines, whole or torn, with any reader, journal, id and claim of another's: the other's answers stay the same."""
    lesson = small_lesson(tmp_path_factory.mktemp("lesson") / "bridge")
    theirs = text(small_journal(lesson))
    lines = st.builds(
        lambda claim, number, labels, late, cut: text([mark(lesson, claim, number, labels=labels, late=late)])[:cut],
        st.sampled_from(["c01", "c02"]),
        st.integers(0, 5),
        st.sampled_from([(), ("denied",), ("sourced",)]),
        st.booleans(),
        st.sampled_from([None, None, None, 40]),
    )
    mine = b"".join(data.draw(st.lists(lines | st.just(theirs), max_size=6)))
    files = [HandedIn("ada/x.jsonl", mine, owner="ada"), HandedIn("ben/x.jsonl", theirs, owner="ben")]
    both, alone = gather(files, lesson), gather(files[1:], lesson)
    name = next(reader for reader, user in both.hub_users().items() if user == "ben")
    table = both.annotations()
    found = table[table["reader"] == name].drop(columns="reader").reset_index(drop=True)
    expected = alone.annotations().drop(columns="reader").reset_index(drop=True)
    pd.testing.assert_frame_equal(found, expected)


def test_a_student_cannot_make_folders_of_others(lesson: Lesson, tmp_path: Path) -> None:
    """Inside a student's folder neither a note, nor a folder in another's name, nor a zip makes somebody else of it."""
    journal = text(small_journal(lesson))
    files = {f"ada/{EACH_IS_ONE}": b"", f"ada/ben/{CODE}.jsonl": journal}
    folder = _class(tmp_path / "7b", files)
    zipped(folder / "ada" / "more.zip", {EACH_IS_ONE: b"", f"ben/{CODE}.jsonl": journal})
    collected = kit.collect(folder, lesson)
    assert set(collected.hub_users.values()) == {"ada"}
    assert f"ada/{EACH_IS_ONE}" in set(collected.files["file"])


def test_links_and_pipes_in_a_students_folder_are_told_and_not_followed(lesson: Lesson, tmp_path: Path) -> None:
    """A link to another's journal or folder hands in nothing, and a pipe holds nobody up."""
    folder = _class(tmp_path / "7b", {f"ben/{CODE}.jsonl": text(small_journal(lesson))})
    ada = folder / "ada"
    ada.mkdir()
    (ada / "linked.jsonl").symlink_to(folder / "ben" / f"{CODE}.jsonl")
    (ada / "folder").symlink_to(folder / "ben")
    os.mkfifo(ada / "pipe.jsonl")
    collected = kit.collect(folder, lesson)
    assert collected.hub_users == {CODE: "ben"}
    assert set(collected.files["file"]) == {"ada/folder", "ada/linked.jsonl", "ada/pipe.jsonl", f"ben/{CODE}.jsonl"}


def test_several_classes_and_zips_of_them_say_the_same(lesson: Lesson, tmp_path: Path) -> None:
    """The folder of all classes, a zip of a class, and a folder of such zips: the same users and answers."""
    names = {("7b", "ada"): "sourced", ("7b", "ben"): "denied", ("8a", "cy"): "anonymous"}
    journals = {who: text([mark(lesson, "c01", 1, labels=(label,))]) for who, label in names.items()}
    for (group, user), data in journals.items():
        put(_class(tmp_path / "marks" / group, {}), f"{user}/{CODE}.jsonl", data)
    for group in ("7b", "8a"):
        inside = {f"{user}/{CODE}.jsonl": data for (where, user), data in journals.items() if where == group}
        zipped(tmp_path / "zips" / f"{group}.zip", inside | {EACH_IS_ONE: b""})
    expected = {user: [("c01", "own", label)] for (_, user), label in names.items()}
    for place in (tmp_path / "marks", tmp_path / "zips"):
        collected = kit.collect(place, lesson)
        assert {user: _answers(collected, user) for user in collected.hub_users.values()} == expected
    assert set(kit.collect(tmp_path / "zips" / "7b.zip", lesson).hub_users.values()) == {"ada", "ben"}


@pytest.mark.parametrize("packed", [False, True])
def test_counts_of_many_classes_know_the_classes_and_name_nobody(lesson: Lesson, tmp_path: Path, packed: bool) -> None:
    """A report of a district counts a hub's folders by class, and its parts are called after classes, not students."""
    top = tmp_path / "marks"
    for group, users in {"7b": ("ada", "ben"), "8a": ("cy",)}.items():
        inside = {f"{user}/{CODE}.jsonl": text(small_journal(lesson)) for user in users}
        if packed:
            zipped(top / f"{group}.zip", inside | {EACH_IS_ONE: b""})
        else:
            _class(top / group, inside)
    counted = kit.collect_counts(top, lesson, keep=False, workers=1)
    assert dict(zip(counted.classes["class_name"], counted.classes["readers"], strict=True)) == {"7b": 2, "8a": 1}
    assert not any(user in part.name for part in parts_of(top) for user in ("ada", "ben", "cy"))


def test_without_the_note_a_folder_says_nothing() -> None:
    """A folder of a platform is read as before: there the journal says whose it is."""
    assert Owners(["7b/ada/x.jsonl"]).of("7b/ada/x.jsonl") == ""
    assert Owners(["7b/x.jsonl", f"7b/{EACH_IS_ONE}"]).of("7b/x.jsonl") == ""
    assert Owners([f"a/{EACH_IS_ONE}"]).of("a/b/c/x.jsonl") == "a/b"
