"""Collecting what a class handed in: which files count, whose lines they are, and what stands."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit.analysis.collect import collected as collected_module
from kit.analysis.collect import journal_file
from kit.analysis.scores import score
from kit.lesson.lesson import Lesson
from kit.marks.entries import ENTRIES, STANCES, JournalEntry, Mark, Retract, Reveal
from kit.marks.lines import from_line, to_line
from kit.marks.table import annotations_table
from kit.sharing.grades import grade_journal
from tests.journals import READER, mark, put, retract, reveal, row, small_journal, text, zipped
from tests.lessons import ARTICLE, small_lesson

CATEGORIES = ("lesson", "edition", "reader", "claim")


def plain(annotations: pd.DataFrame) -> pd.DataFrame:
    """The table without its categories, to compare it with the one of a single journal."""
    return annotations.astype(dict.fromkeys(CATEGORIES, "string"))


def assert_same(annotations: pd.DataFrame, expected: pd.DataFrame) -> None:
    """The tables are the same in every cell and every type, but for the four categories."""
    pd.testing.assert_frame_equal(plain(annotations), expected)


def test_one_journal_is_the_table_that_its_reader_sees(tmp_path: Path, lesson: Lesson):
    """Rows, columns, types and order of a collected journal are those of `annotations_table`."""
    marks = small_journal(lesson)
    collected = kit.collect(put(tmp_path / "in", f"{READER}.jsonl", text(marks)).parent, lesson)
    assert_same(collected.annotations, annotations_table(marks, lesson))
    assert all(isinstance(collected.annotations[name].dtype, pd.CategoricalDtype) for name in CATEGORIES)
    told = row(collected, f"{READER}.jsonl")
    assert told["used"]
    assert told[["why", "reader"]].tolist() == ["", READER]
    assert told[["lines_read", "lines_refused", "lines_elsewhere", "annotations"]].tolist() == [3, 0, 0, 2]


def test_nothing_handed_in_gives_empty_tables_of_the_same_types(tmp_path: Path, lesson: Lesson):
    """An empty folder gives the columns and types of any other, with and without a lesson."""
    for asked in (lesson, None):
        (tmp_path / "empty").mkdir(exist_ok=True)
        empty = kit.collect(tmp_path / "empty", asked)
        full = kit.collect(put(tmp_path / "full", "a.jsonl", text(small_journal(lesson))), asked)
        assert len(empty.annotations) == len(empty.files) == 0
        names = [name for name in full.annotations if name not in CATEGORIES]
        assert list(empty.annotations) == list(full.annotations)
        pd.testing.assert_series_equal(empty.annotations[names].dtypes, full.annotations[names].dtypes)
        pd.testing.assert_series_equal(empty.files.dtypes, full.files.dtypes)
    assert_same(kit.collect(tmp_path / "empty", lesson).annotations, annotations_table([], lesson))


def test_a_missing_folder_is_said(tmp_path: Path):
    """A path at which there is nothing raises FileNotFoundError with the path."""
    with pytest.raises(FileNotFoundError, match="no such place"):
        kit.collect(tmp_path / "no such place")


def test_a_lesson_is_opened_first(tmp_path: Path):
    """A lesson's name in the lesson's place is an error that says what to give."""
    with pytest.raises(TypeError, match="open_lesson"):
        kit.collect(tmp_path, "warm-up")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    [
        "quiet-otter-41.jsonl",
        "Müller, José (späte Abgabe)/été 2026/quiet-otter-41 (1).jsonl",
        "a/b/c/d/e/f/g/QUIET-OTTER-41.JSONL",
        "smithann_12345_67890_quiet-otter-41-1.jsonl",
        "quiet-otter-41.jsonl.txt",
        "quiet-otter-41.json",
        "quiet-otter-41",
    ],
)
def test_finds_a_journal_under_any_name(name: str, tmp_path: Path, lesson: Lesson):
    """Nested folders, spaces, accents, numbers of copies and changed endings are no matter, in a folder or a zip."""
    data = text(small_journal(lesson))
    put(tmp_path / "in", name, data)
    packed = zipped(tmp_path / "all.zip", {name: data})
    inside = zipped(tmp_path / "outer" / "a zip.zip", {name: data}).parent
    for place, shown in ((tmp_path / "in", name), (packed, name), (inside, f"a zip.zip/{name}")):
        collected = kit.collect(place, lesson)
        assert row(collected, shown)["used"]
        assert len(collected.annotations) == 2


def test_a_name_in_an_old_zip_keeps_its_accents(tmp_path: Path, lesson: Lesson):
    """A zip that does not say that its names are UTF-8, as macOS makes them, shows them as they are."""
    path = zipped(tmp_path / "all.zip", {"Zoe_.jsonl": text(small_journal(lesson))})
    path.write_bytes(path.read_bytes().replace(b"Zoe_.jsonl", "Zoé.jsonl".encode()))
    assert row(kit.collect(path, lesson), "Zoé.jsonl")["used"]


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.decode().encode("utf-16"),
        lambda data: b"\n\n" + data.replace(b"\n", b"\n \n"),
        lambda data: data.rstrip(b"\n"),
        lambda data: data.replace(b'"v":1,', b'"later":{"a":[1]},"v":1,'),
        lambda data: data.replace(b'","', b'" , "'),
    ],
    ids=["Windows", "BOM", "UTF-16", "blank lines", "no last line end", "a field of later days", "spaces"],
)
def test_other_programs_may_have_saved_it(change, tmp_path: Path, lesson: Lesson):
    """Line ends, a byte order mark, blank lines, spaces and unknown fields change nothing."""
    marks = small_journal(lesson)
    collected = kit.collect(put(tmp_path, "a.jsonl", change(text(marks))), lesson)
    assert_same(collected.annotations, annotations_table(marks, lesson))
    assert row(collected, "a.jsonl")[["lines_read", "lines_refused"]].tolist() == [3, 0]


def test_says_of_each_foreign_file_that_it_is_no_journal(tmp_path: Path, lesson: Lesson):
    """Documents, pictures, notebooks, notes and other archives get a row with a reason, and the journals are read."""
    place = tmp_path / "in"
    put(place, "class/a.jsonl", text(small_journal(lesson)))
    foreign = (
        "essay.docx",
        "photo.JPG",
        "00_start_here.ipynb",
        "reader.txt",
        "notes",
        "other.json",
        "work.rar",
        ".DS_Store",
    )
    for name in foreign:
        put(place, f"class/{name}", b"quiet-otter-41\n")
    put(place, "class/empty.jsonl", b"")
    put(place, "class/blank.jsonl", b"\r\n\r\n")
    collected = kit.collect(place, lesson)
    assert len(collected.annotations) == 2
    assert len(collected.files) == len(foreign) + 3
    told = collected.files.set_index("file")
    assert told.index[told["used"]].tolist() == ["class/a.jsonl"]
    assert told.loc["class/work.rar", "why"] == "an archive of another kind: unpack it first"
    assert kit.collect(place / "class" / "work.rar", lesson).files["why"].tolist() == [
        told.loc["class/work.rar", "why"]
    ]
    assert told.loc["class/empty.jsonl", "why"] == told.loc["class/blank.jsonl", "why"] == "empty"
    assert all(told.loc[f"class/{name}", "why"].startswith("not a journal") for name in foreign if name != "work.rar")


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
def test_a_whole_marks_folder_tells_only_of_what_is_foreign(packed: bool, tmp_path: Path, lesson: Lesson):
    """The kit's locks, notes of what was sent and of who reads pass in silence; what only has such a name is told."""
    files = {f"marks/{READER}.jsonl": text(small_journal(lesson))}
    own = {f"marks/.{READER}.lock": b"", f"marks/.{READER}.sent": b"1", "marks/reader.txt": f"{READER}\n".encode()}
    foreign = {"marks/yarn.lock": b"x", "marks/.other.lock": b"", "marks/more/reader.txt": f"{READER}\n".encode()}
    for name, data in (files | own | foreign).items():
        put(tmp_path / "in", name, data)
    place = zipped(tmp_path / "all.zip", files | own | foreign) if packed else tmp_path / "in"
    assert set(kit.collect(place, lesson).files["file"]) == set(files | foreign)
    put(tmp_path / "in", "marks/reader.txt", b"What I think of it")
    put(tmp_path / "in", "marks/more/reader.txt", f"{READER}\nand what I think".encode())
    told = kit.collect(tmp_path / "in", lesson).files.set_index("file")["why"]
    assert all(told[f"marks/{name}"].startswith("not a journal") for name in ("reader.txt", "more/reader.txt"))


def test_refused_lines_are_counted_and_the_rest_is_read(tmp_path: Path, lesson: Lesson):
    """A torn line costs that line only, in its own file only, and the first refusal is given with its number."""
    first, second, third = (to_line(each) for each in small_journal(lesson))
    put(tmp_path, "torn.jsonl", first + second[:100] + b"\n" + third + b"hello\n" + second[:50])
    put(tmp_path, "whole.jsonl", text(small_journal(lesson, reader="swift-finch-10", journal="2b")))
    collected = kit.collect(tmp_path, lesson)
    told = row(collected, "torn.jsonl")
    assert told[["lines_read", "lines_refused"]].tolist() == [2, 3]
    assert (
        told["why"] == "3 lines refused, the first: line 2: this line is cut off or changed (it is not complete JSON)"
    )
    assert row(collected, "whole.jsonl")[["why", "lines_read", "annotations"]].tolist() == ["", 3, 2]
    assert collected.annotations.groupby("reader", observed=True).size().to_dict() == {READER: 1, "swift-finch-10": 2}


@pytest.mark.parametrize(
    "code", ["../../etc/passwd", "Ann Smith", "=1+1", "quiet-otter-41\n", "a" * 300, "", "<b>x</b>-y-1"]
)
def test_refuses_what_is_no_reader_code(code: str, tmp_path: Path, lesson: Lesson):
    """A name, a path or a formula in place of the reader code is refused with the line, and shown safely."""
    collected = kit.collect(put(tmp_path, "a.jsonl", text(small_journal(lesson, reader=code))), lesson)
    assert len(collected.annotations) == 0
    told = row(collected, "a.jsonl")
    assert told["why"].startswith("not a journal: line 1: “reader”")
    assert told["lines_refused"] == 3
    assert len(told["why"]) < 250
    assert told["why"].isprintable()


@pytest.mark.parametrize("around", [(b"", b"\n"), (b"\n", b""), (b"\n\n", b"\n\n\n"), (b" \n", b"\n \n")])
def test_blank_lines_are_no_damage(around: tuple[bytes, bytes], tmp_path: Path, lesson: Lesson):
    """Editors leave blank lines at the ends of a file: it is read whole, and so is every other."""
    before, after = around
    put(tmp_path / "in", "a.jsonl", before + text(small_journal(lesson)) + after)
    put(tmp_path / "in", "b.jsonl", text(small_journal(lesson, reader="swift-finch-10")))
    collected = kit.collect(tmp_path / "in", lesson)
    assert collected.files[["used", "lines_read", "lines_refused"]].to_numpy().tolist() == [[True, 3, 0]] * 2
    assert len(collected.annotations) == 4


def test_another_lesson_and_another_edition_stay_out_and_are_told(tmp_path: Path, lesson: Lesson):
    """With a lesson, marks of other lessons and editions are left out; a file that has nothing else is not used."""
    old = small_lesson(tmp_path / "old", ARTICLE.replace("closed since Sunday", "closed since Monday"))
    warm_up = kit.open_lesson("warm-up")
    place = tmp_path / "in"
    put(place, "all lessons.jsonl", text([mark(warm_up, "c01", 7), *small_journal(lesson)]))
    put(place, "old.jsonl", text(small_journal(old, reader="swift-finch-10")))
    put(
        place,
        "both.jsonl",
        text([mark(old, "c01", 1, reader="calm-crane-12"), mark(lesson, "c05", 2, reader="calm-crane-12")]),
    )
    put(place, "warm-up.jsonl", text([mark(warm_up, "c01", reader="wise-wren-33")]))
    put(place, "unknown claim.jsonl", text([mark(lesson, "c99", reader="tidy-tapir-50")]))
    collected = kit.collect(place, lesson)
    assert set(collected.annotations["edition"]) == {lesson.edition}
    assert set(collected.annotations["reader"]) == {READER, "calm-crane-12"}
    told = collected.files.set_index("file")
    assert told.index[told["used"]].tolist() == ["all lessons.jsonl", "both.jsonl"]
    assert told.loc["all lessons.jsonl", ["why", "lines_elsewhere"]].tolist() == ["", 1]
    other = "marks on another edition of this article, a text that differs from it"
    assert told.loc["old.jsonl", "why"] == f"only {other}: {old.edition}"
    assert told.loc["both.jsonl", "why"] == f"{other}: {old.edition}"
    assert told.loc["warm-up.jsonl", "why"] == "only marks of another lesson: warm-up"
    assert told.loc["unknown claim.jsonl", "why"] == "1 line about claims that the lesson does not have"


def test_without_a_lesson_everything_is_there(tmp_path: Path, lesson: Lesson):
    """All lessons and editions have rows; the place is known where the lesson is bundled as it is, else not."""
    warm_up = kit.open_lesson("warm-up")
    marks = [*small_journal(lesson), mark(warm_up, "c03", 8), replace(mark(warm_up, "c02", 9), edition="older")]
    collected = kit.collect(put(tmp_path, "a.jsonl", text(marks)))
    table = collected.annotations
    assert table[["lesson", "claim"]].astype(str).to_numpy().tolist() == [
        ["bridge", "c01"], ["bridge", "c02"], ["warm-up", "c03"], ["warm-up", "c02"],
    ]  # fmt: skip
    assert table["text"].isna().tolist() == table["core"].isna().tolist() == [True, True, False, True]
    assert table["text"][2] == warm_up.claim("c03").text
    assert row(collected, "a.jsonl")[["used", "why", "lines_elsewhere"]].tolist() == [True, "", 0]


def test_a_second_download_counts_once(tmp_path: Path, lesson: Lesson):
    """Copies of one journal are one: the older adds nothing, and its row says so."""
    marks = small_journal(lesson)
    put(tmp_path, f"{READER}.jsonl", text(marks))
    put(tmp_path, f"{READER} (1).jsonl", text(marks))
    put(tmp_path, "Monday/early.jsonl", text(marks[:1]))
    collected = kit.collect(tmp_path, lesson)
    assert_same(collected.annotations, annotations_table(marks, lesson))
    assert row(collected, f"{READER}.jsonl")[["used", "why", "annotations"]].tolist() == [True, "", 2]
    for name in (f"{READER} (1).jsonl", "Monday/early.jsonl"):
        assert row(collected, name)[["used", "why"]].tolist() == [
            False,
            f"a copy: all of it also stands in {READER}.jsonl",
        ]


def test_a_damaged_copy_is_filled_up_from_another(tmp_path: Path, lesson: Lesson):
    """A line that one copy lacks is put where the other has it, so that order still decides what stands."""
    marks = [
        mark(lesson, "c01", 1),
        mark(lesson, "c01", 2, labels=("denied",)),
        mark(lesson, "c01", 3, labels=()),
        mark(lesson, "c05", 4),
    ]
    put(tmp_path, "a.jsonl", text([marks[0], marks[2], marks[3]]))
    put(tmp_path, "b.jsonl", text(marks[:2]))
    collected = kit.collect(tmp_path, lesson)
    assert_same(collected.annotations, annotations_table(marks, lesson))
    assert row(collected, "b.jsonl")["why"] == "a copy of the journal in a.jsonl, with 1 line that it lacks"
    assert row(collected, "b.jsonl")["used"]


def test_what_a_file_adds_is_counted_for_each_journal(tmp_path: Path, lesson: Lesson):
    """Of a file with a reader's own marks and one line for another's journal, that one line is told, and no more."""
    ann = [mark(lesson, "c01", 1), mark(lesson, "c02", 2)]
    ben = [mark(lesson, claim, n, reader="swift-finch-10", journal="2b") for n, claim in enumerate(("c01", "c02"), 5)]
    put(tmp_path, "ann.jsonl", text(ann))
    path = put(tmp_path, "ben.jsonl", text([*ben, mark(lesson, "c01", 9, labels=("denied",))]))
    told = "a copy of the journal in ann.jsonl, with 1 line that it lacks"
    assert row(kit.collect(tmp_path, lesson), "ben.jsonl")["why"] == told
    path.write_bytes(text([*ben, ann[0]]))
    assert row(kit.collect(tmp_path, lesson), "ben.jsonl")["why"] == f"all of {READER} also stands in ann.jsonl"


def test_two_readers_with_one_code_stay_two(tmp_path: Path, lesson: Lesson):
    """Two journals with one code are two readers, and both files' rows say which is which."""
    put(tmp_path, "Ann/x.jsonl", text(small_journal(lesson, journal="of Ann")))
    put(tmp_path, "Ben/x.jsonl", text(small_journal(lesson, journal="of Ben")))
    put(tmp_path, "Ben/x (1).jsonl", text(small_journal(lesson, journal="of Ben")))
    collected = kit.collect(tmp_path, lesson)
    assert collected.annotations["reader"].astype(str).tolist() == [READER, READER, f"{READER} (2)", f"{READER} (2)"]
    for name, reader in (("Ann/x.jsonl", READER), ("Ben/x.jsonl", f"{READER} (2)")):
        told = row(collected, name)
        assert told["reader"] == reader
        assert told["why"] == f"2 journals have the code {READER}; the one here is called {reader}"
    assert not row(collected, "Ben/x (1).jsonl")["used"]
    warm_up = kit.collect(tmp_path, kit.open_lesson("warm-up"))
    assert warm_up.files["reader"].tolist() == collected.files["reader"].tolist()


@pytest.mark.parametrize("first", ["of Ann", "of Ben"])
@pytest.mark.parametrize("torn", ["of Ann", "of Ben", None])
def test_who_is_the_second_of_one_code_depends_on_the_journals_alone(
    first: str, torn: str | None, tmp_path: Path, lesson: Lesson
):
    """Neither the names of files nor a torn line swap two readers with one code, and so their points."""
    for journal in ("of Ann", "of Ben"):
        data = text(small_journal(lesson, journal=journal)[: 3 if journal == "of Ann" else 1])
        name = "1.jsonl" if journal == first else "2.jsonl"
        put(tmp_path / "in", name, data + b'{"v":1,' if journal == torn else data)
    collected = kit.collect(tmp_path / "in", lesson)
    assert collected.annotations["reader"].astype(str).tolist() == [READER, READER, f"{READER} (2)"]
    ann = "1.jsonl" if first == "of Ann" else "2.jsonl"
    assert row(collected, ann)["reader"] == READER


@pytest.mark.parametrize("change", [{"labels": ("denied",)}, {"reason": "other"}, {"claim": "c05"}, {"late": True}])
def test_a_changed_copy_is_told(change: dict, tmp_path: Path, lesson: Lesson):
    """A second file whose lines differ under the same ids is no copy: its row says how many, and which file counts."""
    marks = small_journal(lesson)
    put(tmp_path, "a.jsonl", text(marks))
    put(tmp_path, "a (1).jsonl", text([marks[0], replace(marks[1], **change)]))
    put(tmp_path, "a (2).jsonl", text(marks[:2]))
    collected = kit.collect(tmp_path, lesson)
    assert_same(collected.annotations, annotations_table(marks, lesson))
    told = row(collected, "a (1).jsonl")
    assert told["why"] == "1 line says something else in a.jsonl, and what stands there counts: somebody changed it"
    assert told["lines_contested"] == 1
    assert row(collected, "a.jsonl")[["why", "lines_contested"]].tolist() == ["", 0]
    assert row(collected, "a (2).jsonl")["why"] == "a copy: all of it also stands in a.jsonl"


def test_a_changed_line_within_a_file_is_told(tmp_path: Path, lesson: Lesson):
    """Two lines of one file with one id: the first counts, as everywhere, and a second one that differs is told."""
    marks = small_journal(lesson)
    put(tmp_path, "a.jsonl", text([*marks, marks[0], replace(marks[1], labels=("denied",))]))
    collected = kit.collect(tmp_path, lesson)
    assert_same(collected.annotations, annotations_table(marks, lesson))
    told = row(collected, "a.jsonl")
    assert told["why"].startswith("1 line says something else further up under the same id")
    assert (told["used"], told["lines_contested"]) == (True, 1)


@pytest.mark.parametrize("name", ["who", "reason", "quote"])
def test_half_a_sign_in_a_text_becomes_one_that_can_be_shown(name: str, tmp_path: Path, lesson: Lesson):
    """In what somebody wrote, half an emoji is replaced, and the answer counts, here as in a reading."""
    data = text(small_journal(lesson)).replace(f'"{name}":"'.encode(), f'"{name}":"\\ud800'.encode())
    collected = kit.collect(put(tmp_path, f"{READER}.jsonl", data), lesson)
    column = collected.annotations["evidence" if name == "quote" else name]
    assert "\ufffd" in column.astype(str).str.cat()
    assert collected.annotations.to_csv().encode("utf-8")
    assert_same(collected.annotations, kit.start_reading(lesson, READER, tmp_path).annotations())


@pytest.mark.parametrize("name", ["lesson", "edition", "journal", "id"])
def test_half_a_sign_costs_one_line(name: str, tmp_path: Path, lesson: Lesson):
    """A lone surrogate in what lines are told apart by stops nobody's collecting, report or table."""
    marks = small_journal(lesson, base="b")
    bad = to_line(marks[1]).replace(f'"{name}":"'.encode(), f'"{name}":"\\ud800'.encode())
    put(tmp_path / "in", "a.jsonl", text(marks) + bad)
    put(tmp_path / "in", "b.jsonl", text(small_journal(lesson, reader="swift-finch-10")))
    for asked in (lesson, None):
        collected = kit.collect(tmp_path / "in", asked)
        assert row(collected, "a.jsonl")[["lines_read", "lines_refused"]].tolist() == [3, 1]
        assert collected.annotations.to_csv().encode("utf-8")
        assert repr(collected).encode("utf-8")
    kit.report(kit.collect(tmp_path / "in", lesson).annotations, lesson).save(tmp_path / "report.html")


def test_what_would_command_a_terminal_is_shown_as_text(tmp_path: Path, lesson: Lesson):
    """A lesson or an edition may be called anything in a file: what is printed of it is plain."""
    put(tmp_path, "a.jsonl", text([mark(replace(lesson, id="\x1b[2J"), "c01"), mark(lesson, "c01", edition="\x9b1m")]))
    assert row(kit.collect(tmp_path, lesson), "a.jsonl")["why"].isprintable()


@pytest.mark.parametrize("cut", [1, 2, 30])
def test_a_last_line_counts_the_same_everywhere(cut: int, tmp_path: Path, lesson: Lesson):
    """Without its newline a whole line counts and half a line does not: in `collect`, a reading, and nbgrader."""
    data = text(small_journal(lesson))[:-cut]
    path = put(tmp_path, f"{READER}.jsonl", data)
    collected = kit.collect(path, lesson).annotations
    reading = kit.start_reading(lesson, READER, tmp_path)
    assert_same(collected, reading.annotations())
    assert len(collected) == 2
    assert (collected["labels"].iloc[0] == "no source") == (cut > 1)
    assert len(reading.unreadable) == (cut > 1)
    graded = kit.grade(collected, lesson)
    assert grade_journal(tmp_path, lesson)["completion"] == graded["completion"].iloc[0]


def test_several_readers_in_one_file_are_read(tmp_path: Path, lesson: Lesson):
    """A teacher may have put journals together into one file: each line goes to its own reader."""
    ann, ben = small_journal(lesson), small_journal(lesson, reader="swift-finch-10", journal="2b")
    collected = kit.collect(put(tmp_path, "all.jsonl", text([*ann, *ben])), lesson)
    assert_same(
        collected.annotations, pd.concat([annotations_table(each, lesson) for each in (ann, ben)], ignore_index=True)
    )
    assert row(collected, "all.jsonl")["reader"] == f"{READER}, swift-finch-10"


def test_names_of_files_never_reach_the_annotations(tmp_path: Path, lesson: Lesson):
    """Students' names stand in the names of files and folders: the annotations hold none of them."""
    put(tmp_path, "Ann Smith/smithann_1.jsonl", text(small_journal(lesson)))
    assert "mith" not in kit.collect(tmp_path).annotations.to_csv().lower()


def test_the_collected_table_feeds_scores(tmp_path: Path, lesson: Lesson):
    """`score` takes a collected table and finds the same as in the plain one."""
    marks = small_journal(lesson)
    collected = kit.collect(put(tmp_path, "a.jsonl", text(marks)), lesson)
    pd.testing.assert_frame_equal(
        score(collected.annotations, lesson),
        score(annotations_table(marks, lesson), lesson),
        check_dtype=False,
        check_categorical=False,
    )


def test_says_what_it_found(tmp_path: Path, lesson: Lesson):
    """The last line of a cell shows the numbers."""
    put(tmp_path / "in", "a.jsonl", text(small_journal(lesson)))
    put(tmp_path / "in", "a.png", b"")
    assert (
        repr(kit.collect(tmp_path / "in")) == f"{tmp_path.name}/in: 1 reader, marked on 22 November 2026. "
        "2 annotations from 1 of 2 files. See .annotations and .files."
    )


def test_shows_a_bar_only_when_it_takes_long(tmp_path: Path, lesson: Lesson, monkeypatch, capsys):
    """A short collecting says nothing, a long one shows how far it is; neither writes to the output."""
    for number in range(3):
        put(tmp_path, f"{number}.jsonl", text(small_journal(lesson)))
    kit.collect(tmp_path)
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr(collected_module, "PATIENCE", 0)
    kit.collect(tmp_path)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Collecting" in shown.err


# The quick way and the rules -----------------------------------------------------------------------------------------

THEN = {"c01": kit.open_lesson("warm-up").passages["c01"], "c02": "other words"}
WARM_UP = replace(kit.open_lesson("warm-up"), earlier_reader=lambda: {"old": THEN})
CODES = (READER, "swift-finch-10")
TIMES = (
    "2026-11-22T09:15:02.118Z",
    "1969-07-20T20:17:40.000Z",
    "2024-02-29T23:59:59.999+05:30",
    "2026-11-22T09:15:02.118999Z",
)


def lines_of_a_journal(lesson: Lesson) -> st.SearchStrategy[list[JournalEntry]]:
    """Journals of one reader with marks, retracts, reveals, late lines, double ids, and other lessons and editions.

    Of the edition “old” the text is known, of “unknown” it is not.
    """
    editions = st.sampled_from([lesson.edition] * 5 + ["old", "unknown"])
    passages = st.none() | st.sampled_from([lesson.passages["c02"], "other words"])
    about: dict[str, Any] = {
        "id": st.integers(0, 12).map(str),
        "journal": st.just("j"),
        "reader": st.just(READER),
        "lesson": st.sampled_from([lesson.id] * 5 + ["warm-up"]),
        "edition": editions,
        "codebook": st.integers(1, 2),
        "claim": st.sampled_from(["c01", "c02", "c05", "c99"]),
        "at": st.sampled_from(TIMES),
        "late": st.booleans(),
        "passage": passages,
    }
    marks = st.builds(
        Mark,
        **about,
        labels=st.sampled_from([(), ("sourced",), ("anonymous", "denied"), ("sourced", "anonymous", "denied")]),
        who=st.text(max_size=4),
        reason=st.text(st.characters(), max_size=4),
        sure=st.sampled_from([None, 1, 2, 3]),
        pass_on=st.sampled_from([None, "as_fact", "with_according_to", "not_yet"]),
        stance=st.sampled_from([None, *STANCES]),
    )
    others = st.builds(Retract, **about) | st.builds(Reveal, **about, full=st.booleans())
    return st.lists(marks | marks | others, max_size=25)


def once(entries: list[JournalEntry]) -> list[JournalEntry]:
    """The entries without those whose id has been there."""
    first: dict[str, JournalEntry] = {}
    for each in entries:
        first.setdefault(each.id, each)
    return list(first.values())


def as_one_reader_sees(marks: list[JournalEntry], lesson: Lesson) -> pd.DataFrame:
    """What `annotations_table` makes of a journal, in which the same id twice is one mark."""
    return annotations_table(once([from_line(to_line(each)) for each in marks]), lesson)


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_any_journal_is_the_table_that_its_reader_sees(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory):
    """Whatever stands in a journal, the columns come to what `take`, `latest` and `with_phase` come to."""
    lesson = WARM_UP
    marks = data.draw(lines_of_a_journal(lesson))
    path = tmp_path_factory.mktemp("in") / "a.jsonl"
    path.write_bytes(text(marks))
    assert_same(kit.collect(path, lesson).annotations, as_one_reader_sees(marks, lesson))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_two_downloads_of_a_journal_are_the_longer_one(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory):
    """An earlier download, or one that lacks lines in the middle, changes nothing beside the whole journal."""
    lesson = WARM_UP
    marks = data.draw(lines_of_a_journal(lesson))
    kept = data.draw(st.lists(st.booleans(), min_size=len(marks), max_size=len(marks)))
    folder = tmp_path_factory.mktemp("in")
    copy = [each for each, keep in zip(once(marks), kept, strict=False) if keep]
    put(folder, data.draw(st.sampled_from(["0.jsonl", "2.jsonl"])), text(copy))
    put(folder, "1.jsonl", text(marks))
    assert_same(kit.collect(folder, lesson).annotations, as_one_reader_sees(marks, lesson))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_readers_do_not_mix(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory):
    """Two journals collected together come to what each comes to alone."""
    lesson = WARM_UP
    folder = tmp_path_factory.mktemp("in")
    tables = []
    for number, code in enumerate(sorted(CODES)):
        marks = [replace(each, reader=code) for each in data.draw(lines_of_a_journal(lesson))]
        put(folder, f"{1 - number}.jsonl", text(marks))
        tables.append(as_one_reader_sees(marks, lesson))
    expected = pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)
    assert_same(kit.collect(folder, lesson).annotations, expected)


BREAKS = [
    (b'"codebook":1', b'"codebook":1.0'),
    (b'"codebook":1', b'"codebook":-1'),
    (b'"v":1', b'"v":true'),
    (b'"v":1', b'"v":2'),
    (b'"sure":2', b'"sure":2.0'),
    (b'"sure":2', b'"sure":null'),
    (b'"sure":2', b'"sure":4'),
    (b'"kind":"mark"', b'"kind":"mark","kind":"reveal"'),
    (b'"labels":["anonymous"]', b'"labels":["denied","anonymous","denied"]'),
    (b'"labels":["anonymous"]', b'"labels":null'),
    (b'"labels":["anonymous"],', b""),
    (b'"labels":["anonymous"]', b'"labels":["true"]'),
    (b'"claim":"c02"', b'"claim":"d02"'),
    (b'"at":"2026', b'"at":"1800'),
    (b'"at":"2026-11-22T', b'"at":"2026-13-22T'),
    (b'"at":"2026-11-22T', b'"at":"2026-02-30T'),
    (b'"at":"2026-11-22T', b'"at":"2026-11-22 '),
    (b"118Z", b"118"),
    (b"118Z", b"118+01:00"),
    (b"09:00", b"24:00"),
    (b"02.118Z", b"60.118Z"),
    ("–".encode(), b"\\ud83d"),
    ("–".encode(), b"\\ud83d\\ude00"),
    ("–".encode(), b"\xff"),
    ("–".encode(), b"\x00"),
    ("–".encode(), b"\\u0000"),
    (b'"paragraph":2', b'"paragraph":"2"'),
    (b'"paragraph":2', b'"paragraph":2,"more":1'),
    (b'"id":"', b'"id":"' + b"x" * 200),
    (b'"who":"two people"', b'"who":null'),
    (b'"who":"two people"', b'"who":"' + b"x" * 4001 + b'"'),
    (b'"evidence":[', b'"evidence":[5,'),
    (b'"claim":', b'"base":null,"claim":'),
    (b'"claim":', b'"base":"","claim":'),
    (b'"claim":', b'"passage":null,"claim":'),
    (b'"claim":', b'"passage":7,"claim":'),
    (b'"claim":', b'"passage":"9f2c","claim":'),
    (b'"claim":', b'"late":1,"claim":'),
    (b"}\n", b"}}\n"),
    (b"}\n{", b"}{"),
    (b',"codebook"', b',\n"codebook"'),
    (b"}\n", b"} \n"),
    (b'{"v"', b'\xef\xbb\xbf{"v"'),
    (b'"lesson":', b'"x":NaN,"lesson":'),
    (b'"lesson":', b'"x":' + b"[" * 5000 + b"]" * 5000 + b',"lesson":'),
]


@pytest.mark.parametrize(("old", "new"), BREAKS, ids=[str(number) for number in range(len(BREAKS))])
def test_the_quick_way_takes_and_refuses_what_the_rules_do(old: bytes, new: bytes, tmp_path: Path, lesson: Lesson):
    """Each line of a changed journal is taken or refused as `from_line` does, and with the same values."""
    data = text(small_journal(lesson))
    assert old in data
    changed = data.replace(old, new)
    taken, refused = [], 0
    for line in changed.split(b"\n"):
        try:
            taken += [from_line(line.removeprefix(b"\xef\xbb\xbf"))] if line.strip() else []
        except ValueError:
            refused += 1
    collected = kit.collect(put(tmp_path, "a.jsonl", changed), lesson)
    assert row(collected, "a.jsonl")[["lines_read", "lines_refused"]].tolist() == [len(taken), refused]
    assert_same(collected.annotations, annotations_table(once(taken), lesson))


def test_what_the_kit_writes_goes_the_quick_way(lesson: Lesson):
    """Every field of a line is known to the quick way: else collecting would be ten times slower."""
    parts = {part.name for kind in ENTRIES for part in fields(kind)}
    assert set(journal_file.Line.__struct_fields__) == parts | {"v", "kind"}
    everything = [
        *small_journal(lesson, base="b", late=True, passage=lesson.passages["c01"]),
        reveal(lesson, "c02", 9, full=True),
        retract(lesson, "c02", 10),
    ]
    assert len(journal_file.read_quickly(text(everything)) or []) == len(everything)
