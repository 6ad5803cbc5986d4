"""What was counted before: known by its content, never taken for anything else, and lost without harm."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

import kit
from kit.analysis.district import cache, one_part, source
from kit.analysis.district.counting import CollectedCounts, collect_counts
from kit.lesson.lesson import Lesson
from kit.marks.reader import READER_CODE
from tests.districts import write_district
from tests.journals import mark, put, text
from tests.lessons import small_lesson

READERS = 60


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache; parts are small, so that there are several."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "kept"))
    monkeypatch.setattr(source, "PART", 60_000)
    return tmp_path / "kept"


@pytest.fixture
def bridge(tmp_path: Path) -> Lesson:
    """A small lesson."""
    return small_lesson(tmp_path / "bridge")


@pytest.fixture
def district(tmp_path: Path, bridge: Lesson) -> Path:
    """A district of yesterday, as far as its files' times tell."""
    return aged(write_district(tmp_path / "district", bridge, READERS))


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from now on."""
    names: list[str] = []
    original = one_part.files_of

    def read(*arguments: object):  # type: ignore[no-untyped-def]
        for file in original(*arguments):  # type: ignore[arg-type]
            names.append(file.name)
            yield file

    monkeypatch.setattr(one_part, "files_of", read)
    return names


def aged(folder: Path) -> Path:
    """The same files, once the clock that stamps files has gone on."""
    time.sleep(0.02)  # two ticks of the clock by which Linux stamps files
    return folder


def count(folder: Path, lesson: Lesson, **how: object) -> CollectedCounts:
    """Count in this process."""
    return collect_counts(folder, lesson, workers=1, **how)  # type: ignore[arg-type]


def same(one: CollectedCounts, other: CollectedCounts) -> None:
    """Both counted the same, whatever was known before."""
    for name in ("answers", "readers", "changes"):
        pd.testing.assert_frame_equal(getattr(one.counts, name), getattr(other.counts, name))
    pd.testing.assert_frame_equal(one.classes, other.classes)
    assert (one.tally.files, one.tally.unused, one.tally.days) == (
        other.tally.files,
        other.tally.unused,
        other.tally.days,
    )


def test_what_has_not_changed_is_not_read_again(
    kept: Path, district: Path, bridge: Lesson, reading: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time no file is opened, and every figure is that of the first."""
    monkeypatch.setattr(cache, "_FINEST", 0)
    first = count(district, bridge)
    assert (first.known, len(set(reading)) > READERS) == (0, True)
    reading.clear()
    second = count(district, bridge)
    assert (second.known, reading) == (second.parts, [])
    same(first, second)
    same(second, count(district, bridge, keep=False))


def test_a_file_that_was_only_just_written_is_looked_into_again(
    kept: Path, district: Path, bridge: Lesson, reading: list[str]
) -> None:
    """Its time may not tell of a further change, so it is read; but what stands in it need not be counted again."""
    first = count(district, bridge)
    reading.clear()
    second = count(district, bridge)
    assert len(set(reading)) > READERS
    same(first, second)


def test_a_change_that_keeps_size_and_time_is_seen(
    kept: Path, district: Path, bridge: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody writes other labels of the same length and sets the time back: the answers are the new ones."""
    monkeypatch.setattr(cache, "_FINEST", 0)
    count(district, bridge)
    path = next(iter(sorted(district.rglob("*.jsonl"))))
    found, data = path.stat(), path.read_bytes()
    changed = data.replace(b'"c01"', b'"c02"')
    assert changed != data
    path.write_bytes(changed)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    again = count(district, bridge)
    assert again.known == again.parts - 1
    same(again, count(district, bridge, keep=False))


def test_a_folder_that_was_moved_is_known_by_its_content(
    kept: Path, district: Path, bridge: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of the folder elsewhere has other times, and is read, but nothing of it is counted again."""
    first = count(district, bridge)
    copy = district.rename(district.with_name("copy"))
    for path in copy.rglob("*.jsonl"):
        os.utime(path, (1, 1))
    monkeypatch.setattr(one_part, "gather", lambda *_: pytest.fail("counted again"))
    assert count(copy, bridge).counts.readers_in() == first.counts.readers_in()


def test_what_one_process_counted_is_known_to_the_next(kept: Path, district: Path, tmp_path: Path) -> None:
    """Sets, and with them the answers of a key, have another order in each process, and still it is the same lesson."""
    code = "import sys, kit; print(kit.collect_counts(sys.argv[1], kit.open_lesson(sys.argv[2]), workers=1).known)"
    known = []
    for seed in ("1", "2"):
        command = [sys.executable, "-c", code, str(district), str(tmp_path / "bridge")]
        ran = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        known.append(int(ran.stdout))
    assert known == [0, 1]


def test_another_lesson_edition_path_or_kit_is_not_taken_for_this(
    kept: Path, tmp_path: Path, bridge: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was counted for another key, another text, some claims alone or by other code is counted anew."""
    article = kit.open_lesson("inner-circle")
    monkeypatch.setattr(cache, "_FINEST", 0)
    district = aged(write_district(tmp_path / "d", article, 10))
    key = (tmp_path / "bridge" / "key.yaml").read_text(encoding="utf-8")
    put(tmp_path / "bridge", "key.yaml", key.replace("[anonymous, denied]", "[denied]").encode())
    other_key = kit.open_lesson(tmp_path / "bridge")
    for lesson, path in ((article, None), (article, "short"), (bridge, None), (other_key, None)):
        assert count(district, lesson, path=path).known == 0
    assert count(district, article).known > 0
    monkeypatch.setattr(cache, "code_in_use", lambda: "other code")
    assert count(district, article).known == 0


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "other", "folder"])
def test_a_damaged_cache_costs_time_alone(
    damage: str, kept: Path, district: Path, bridge: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever somebody does to the files of the cache, the counts are right, and it is whole again afterwards."""
    monkeypatch.setattr(cache, "_FINEST", 0)
    first = count(district, bridge)
    for path in sorted(kept.iterdir()):
        data = path.read_bytes()
        path.unlink()
        if damage == "folder":
            path.mkdir()
        else:
            middle = len(data) // 2
            flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
            path.write_bytes({"cut": data[:-9], "flipped": flipped, "empty": b"", "other": b"{}" * 40}[damage])
    again = count(district, bridge)
    assert again.known == 0
    same(first, again)
    if damage != "folder":
        assert count(district, bridge).known == again.parts


def test_a_cache_that_cannot_be_written_costs_time_alone(
    district: Path, bridge: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the cache's folder is a file, counting goes on without."""
    monkeypatch.setenv(cache.VARIABLE, str(put(tmp_path, "no-folder", b"")))
    same(count(district, bridge), count(district, bridge, keep=False))


def test_the_cache_is_private_and_holds_no_code(kept: Path, district: Path, bridge: Lesson) -> None:
    """Folder and files are their owner's alone, and no reader's code or words stand in them."""
    put(district, "school 0/class 1/x.jsonl", text([mark(bridge, "c01", reason="SECRET", who="SECRET")]))
    count(district, bridge)
    files = list(kept.iterdir())
    assert files
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    for path in files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert not READER_CODE.search(path.read_text(encoding="utf-8"))
        assert "SECRET" not in path.read_text(encoding="utf-8")


def test_what_nobody_asks_for_is_thrown_away(kept: Path, district: Path, bridge: Lesson) -> None:
    """Counts of long ago go, and those of today stay."""
    count(district, bridge)
    old = put(kept, "old.counts", b"")
    os.utime(old, (1, 1))
    count(district, bridge)
    assert not old.exists()
    assert any(kept.iterdir())
