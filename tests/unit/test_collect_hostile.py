"""Collecting what would do harm: nothing is unpacked, followed or read beyond its limit; no file raises an error."""

import os
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kit
from kit.analysis.collect import handed_in as limits
from kit.analysis.collect import journal_file, journal_lines
from kit.analysis.collect.held import TOO_MUCH
from kit.lesson.lesson import Lesson
from tests.journals import READER, put, row, small_journal, text, zipped

NOBODY = 65534


def test_a_file_over_the_limit_is_not_read(tmp_path: Path, lesson: Lesson):
    """A 1 GB journal, in a folder or a zip, is a row with a reason, and its bytes never come into memory."""
    with put(tmp_path / "in", "huge.jsonl", b"").open("r+b") as file:
        file.truncate(2**30)
    put(tmp_path / "in", "a.jsonl", text(small_journal(lesson)))
    tracemalloc.start()
    collected = kit.collect(tmp_path / "in")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < limits.LARGEST_FILE
    assert row(collected, "huge.jsonl")["why"] == limits.TOO_LARGE
    assert len(collected.annotations) == 2
    monstrous = b" " * (limits.LARGEST_FILE + 1)
    assert (
        row(kit.collect(zipped(tmp_path / "a.zip", {"huge.jsonl": monstrous}, zipfile.ZIP_STORED)), "huge.jsonl")["why"]
        == limits.TOO_LARGE
    )


def test_a_zip_bomb_stays_packed(tmp_path: Path, lesson: Lesson):
    """What unpacks to a thousand times its size is not unpacked, and the journal beside it is read."""
    path = zipped(tmp_path / "a.zip", {"bomb.jsonl": b"0" * 10_000_000, "a.jsonl": text(small_journal(lesson))})
    collected = kit.collect(path, lesson)
    assert row(collected, "bomb.jsonl")["why"] == limits.TOO_DENSE
    assert row(collected, "a.jsonl")["used"]


def test_a_zip_that_lies_about_sizes_is_stopped(tmp_path: Path):
    """A member that says it is small is read no further than it says."""
    path = zipped(tmp_path / "a.zip", {"bomb.jsonl": b"0" * 1_000_000})
    data = path.read_bytes().replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(data)
    assert row(kit.collect(path), "bomb.jsonl")["why"].startswith("damaged in the zip")


def test_many_small_files_cannot_be_too_much(tmp_path: Path, monkeypatch):
    """What all files of a zip unpack to, and how many there are, is limited; in a folder, too."""
    path = zipped(tmp_path / "in" / "a.zip", {f"{number}.jsonl": os.urandom(400) for number in range(5)})
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 1000)
    assert kit.collect(path).files["why"].str.startswith("the zip unpacks").tolist() == [False, False, True, True, True]
    monkeypatch.setattr(limits, "MOST_FILES", 3)
    assert kit.collect(path).files["why"].tolist() == ["a zip of more than 3 files"]
    for number in range(9):
        put(tmp_path / "in", f"{number}.jsonl", b"")
    many = kit.collect(tmp_path / "in").files
    assert len(many) == 4
    assert many["why"].str.startswith("more than 3 files").sum() == 1
    monkeypatch.setattr(limits, "LARGEST_DIRECTORY", 100)
    assert kit.collect(path).files["why"].str.startswith("a zip of more than").all()


def test_a_file_of_many_lines_is_refused_at_once(tmp_path: Path):
    """Millions of tiny lines are not refused one by one."""
    told = row(kit.collect(put(tmp_path, "a.jsonl", b"{\n" * (journal_file.MOST_LINES + 2))), "a.jsonl")
    assert told["why"] == "more than 50,000 lines, which no journal has"


def test_what_memory_cannot_hold_is_left_out_and_told(tmp_path: Path, lesson: Lesson, monkeypatch):
    """Once the lines would take too much, that file and what follows is left out by name; what was read stays."""
    for number in range(3):
        journal = small_journal(lesson, journal=f"{number}a" * 16, reader=f"quiet-otter-4{number}")
        put(tmp_path / "in", f"{number}.jsonl", text(journal))
    monkeypatch.setattr(journal_lines, "BATCH", 1)
    whole = kit.collect(tmp_path / "in", lesson)
    assert whole.files["why"].eq("").all()
    monkeypatch.setattr(journal_lines, "MOST_HELD", 5500)
    collected = kit.collect(tmp_path / "in", lesson)
    assert collected.files["why"].tolist() == ["", "", TOO_MUCH]
    assert collected.files["used"].tolist() == [True, True, False]
    assert len(collected.annotations) == len(whole.annotations) * 2 / 3
    monkeypatch.setattr(journal_lines, "MOST_HELD", 0)
    assert kit.collect(tmp_path / "in", lesson).files["why"].tolist() == [TOO_MUCH]


def test_all_zips_together_hold_no_more_files_than_there_may_be(tmp_path: Path, monkeypatch):
    """Many zips inside one, each with few enough files, end where the files of all are too many."""
    inner = packed_in({f"{number}.jsonl": b"" for number in range(4)})
    path = zipped(tmp_path / "a.zip", {f"{number}.zip": inner for number in range(4)})
    monkeypatch.setattr(limits, "MOST_FILES", 6)
    told = kit.collect(path).files["why"].tolist()
    assert told == ["empty"] * 7 + ["more than 6 files: this one and the rest were left out"]


def test_a_line_that_no_mark_has_is_not_taken_apart(tmp_path: Path):
    """A line of some megabytes is refused before it is read, in a file whose other lines are sound."""
    line = b'{"a":[' + b"[]," * 1_000_000 + b"[]]}\n"
    tracemalloc.start()
    told = row(kit.collect(put(tmp_path, "a.jsonl", line + JOURNAL)), "a.jsonl")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (told["lines_read"], told["lines_refused"]) == (3, 1)
    assert "bytes, which no mark has" in told["why"]
    assert most < 10 * len(line)


def packed_in(files: dict[str, bytes]) -> bytes:
    """The bytes of a zip."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return file.getvalue()


def test_a_zip_that_a_student_handed_in_is_read_inside_the_platforms(tmp_path: Path, lesson: Lesson):
    """A platform packs what students packed: one zip inside another is read, a third one is not, and each is told."""
    good = text(small_journal(lesson))
    third = packed_in({"marks/a.jsonl": good})
    student = packed_in({"marks/a.jsonl": good, "../out.jsonl": good, "again.zip": third, "notes.docx": b"x"})
    path = zipped(tmp_path / "submissions.zip", {"kaya_41010_marks.zip": student, "z.jsonl": b""})
    collected = kit.collect(path, lesson)
    told = collected.files.set_index("file")["why"].to_dict()
    assert told == {
        "kaya_41010_marks.zip/../out.jsonl": "its name leads out of the zip",
        "kaya_41010_marks.zip/again.zip": "a zip inside a zip inside a zip: unpack it first",
        "kaya_41010_marks.zip/marks/a.jsonl": "",
        "kaya_41010_marks.zip/notes.docx": "not a journal",
        "z.jsonl": "empty",
    }
    assert len(collected.annotations) == 2


def test_zips_inside_a_zip_share_its_allowance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Many small zips inside one cannot unpack to more than one zip may."""
    inner = packed_in({"a.jsonl": b"{}\n" * 100, "b.jsonl": b"{}\n" * 100})
    path = zipped(tmp_path / "a.zip", {f"{number}.zip": inner for number in range(4)})
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 2 * (len(inner) + 600) + 10)
    told = kit.collect(path).files["why"]
    assert told.str.startswith("the zip unpacks to more than").sum() == 2
    assert told.str.startswith("not a journal").sum() == 4


def test_names_that_lead_out_of_a_zip_are_refused_by_name(tmp_path: Path, lesson: Lesson):
    """`../`, absolute names, links and a zip that is none are rows with reasons; nothing appears on the disk."""
    data = text(small_journal(lesson))
    files = {
        "../evil.jsonl": data,
        "/abs.jsonl": data,
        "C:/win.jsonl": data,
        "a/..\\..\\b.jsonl": data,
        "inner.zip": b"PK",
        "../inner.zip": b"PK",
        "good.jsonl": data,
    }
    path = zipped(tmp_path / "in" / "a.zip", files)
    with zipfile.ZipFile(path, "a") as packed:
        link = zipfile.ZipInfo("link.jsonl")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    before = sorted(tmp_path.rglob("*"))
    collected = kit.collect(path, lesson)
    assert sorted(tmp_path.rglob("*")) == before
    told = collected.files.set_index("file")["why"].to_dict()
    assert list(told.values()).count("its name leads out of the zip") == 5
    assert told["link.jsonl"] == "a link, which is not followed"
    assert told["inner.zip"].startswith("a damaged zip")
    assert told["good.jsonl"] == ""
    assert len(collected.annotations) == 2


def test_links_are_not_followed(tmp_path: Path, lesson: Lesson):
    """Links to files and folders are rows and lead nowhere, round in circles neither."""
    put(tmp_path / "outside", "a.jsonl", text(small_journal(lesson)))
    place = tmp_path / "in"
    put(place, "notes.txt", b"hello")
    (place / "file.jsonl").symlink_to(tmp_path / "outside" / "a.jsonl")
    (place / "folder").symlink_to(tmp_path / "outside")
    (place / "round").symlink_to(place)
    os.mkfifo(place / "pipe.jsonl")
    collected = kit.collect(place)
    assert len(collected.annotations) == 0
    told = collected.files.set_index("file")["why"].to_dict()
    assert [told[name] for name in ("file.jsonl", "folder", "round")] == ["a link, which is not followed"] * 3
    assert told["pipe.jsonl"] == "not a file"


def test_a_locked_zip_and_a_damaged_zip_are_told(tmp_path: Path, lesson: Lesson):
    """A zip that cannot be opened is a row with a reason, and the other files are read."""
    put(tmp_path, "a.jsonl", text(small_journal(lesson)))
    put(tmp_path, "damaged.zip", b"PK\x03\x04 no zip at all")
    path = zipped(tmp_path / "locked.zip", {"b.jsonl": b"{}"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    collected = kit.collect(tmp_path, lesson)
    assert row(collected, "damaged.zip")["why"].startswith("a damaged zip")
    assert row(collected, "locked.zip/b.jsonl")["why"] == "locked with a password: unpack it first"
    assert row(collected, "a.jsonl")["used"]


def test_names_can_be_printed(tmp_path: Path, lesson: Lesson):
    """A name that would command a terminal is shown without that."""
    collected = kit.collect(zipped(tmp_path / "a.zip", {"\x1b[31mred\n.jsonl": text(small_journal(lesson))}))
    assert collected.files["file"].tolist() == ["�[31mred�.jsonl"]
    assert collected.files["used"].all()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the superuser's rights, who may read everything."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_what_may_not_be_read_is_told(lesson: Lesson):
    """A file or folder without the right to read it is a row with a reason."""
    with TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        put(place, "a.jsonl", text(small_journal(lesson))).chmod(0)
        put(place, "folder/b.jsonl", b"").parent.chmod(0)
        with as_nobody():
            collected = kit.collect(place)
        (place / "folder").chmod(0o700)
    assert row(collected, "a.jsonl")["why"] == "it cannot be read: Permission denied"
    assert row(collected, "folder/")["why"] == "this folder cannot be read: Permission denied"


# Fuzzed --------------------------------------------------------------------------------------------------------------

WARM_UP = kit.open_lesson("warm-up")
JOURNAL = text(small_journal(WARM_UP))
SANE = "sane.jsonl"
SNIPPETS = st.sampled_from(
    [
        b"",
        b"\n",
        b"\r\n",
        b"\x00",
        b'"',
        b"\\",
        b"{",
        b"}",
        b"[[[[",
        b"null",
        b"1e999",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"NaN",
    ]
)
PIECES = st.tuples(st.integers(0, len(JOURNAL)), st.integers(0, 30), SNIPPETS | st.binary(max_size=8))


def mutated(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """`data` with pieces cut out and others put in their place."""
    for place, length, piece in changes:
        first = place % (len(data) + 1)
        data = data[:first] + piece + data[first + length :]
    return data


JOURNALS = st.builds(mutated, st.just(JOURNAL), st.lists(PIECES, max_size=5)) | st.binary(max_size=200)
NAMES = st.text(min_size=1, max_size=12).map(lambda name: name + ".jsonl") | st.sampled_from(
    ["a.jsonl", "../a.jsonl", "a/", "b.zip", "c"]
)


def packed(files: list[tuple[str, bytes]], method: int, changes: list[tuple[int, int, bytes]]) -> bytes:
    """A zip of some files, with pieces of it changed."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as packed:
        for name, data in files:
            packed.writestr(zipfile.ZipInfo(name), data, method)
    return mutated(buffer.getvalue(), changes)


ZIPS = st.builds(
    packed,
    st.lists(st.tuples(NAMES, JOURNALS), max_size=4),
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2]),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 4), st.binary(max_size=4)), max_size=4),
)


@settings(max_examples=100, deadline=None)
@given(files=st.lists(JOURNALS, max_size=3))
def test_no_bytes_in_a_file_harm_another(files: list[bytes], tmp_path_factory: pytest.TempPathFactory):
    """Whatever stands in other files: there is no error, each has its row, and a sane journal comes out whole."""
    folder = tmp_path_factory.mktemp("in")
    for number, data in enumerate(files):
        put(folder, f"{number}.jsonl", data)
    put(folder, SANE, JOURNAL.replace(READER.encode(), b"wise-wren-99").replace(b"1a1a", b"2b2b"))
    for lesson in (None, WARM_UP):
        collected = kit.collect(folder, lesson)
        assert len(collected.files) == len(files) + 1
        assert row(collected, SANE)[["used", "lines_read", "lines_refused", "annotations"]].tolist() == [True, 3, 0, 2]
        unused = collected.files[~collected.files["used"]]
        assert (unused["why"] != "").all()
        assert (unused["annotations"] == 0).all()
        assert collected.files["annotations"].sum() == len(collected.annotations)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=ZIPS)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_no_zip_raises_an_error(data: bytes, tmp_path_factory: pytest.TempPathFactory):
    """Whatever a zip is made of, alone or in a folder, it gives rows with reasons, and nothing appears on the disk."""
    folder = tmp_path_factory.mktemp("in")
    path = put(folder, "class.zip", data)
    put(folder, SANE, JOURNAL)
    for place in (path, folder):
        files = kit.collect(place).files
        assert ((files["why"] != "") | files["used"]).all()
    assert files.set_index("file").loc[SANE, "lines_read"] == 3
    assert sorted(each.name for each in folder.iterdir()) == ["class.zip", SANE]
