"""`kit report` of many classes, as it is typed: the page, the counts, and a sentence for whatever goes wrong."""

import sys
from pathlib import Path

import pandas as pd
import pytest

import kit
from kit.__main__ import main
from kit.analysis.counts import counted
from kit.analysis.district import source, workers
from tests.districts import write_district
from tests.journals import put
from tests.lessons import small_lesson


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to type in, with a lesson and a district."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLAIM_BY_CLAIM_CACHE", str(tmp_path / "kept"))
    write_district(tmp_path / "district", small_lesson(tmp_path / "bridge"), 60)
    return tmp_path


def typed(*words: str) -> int:
    """Run the command on the small lesson."""
    return main(["report", *words, "--lesson", "bridge"])


def test_a_district_gets_a_page_and_its_counts(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --workers there is a page about schools and classes, and with --counts the table that it is made from."""
    put(here, "district/letter.txt", b"Dear teacher")
    assert typed("district", "--workers", "2", "--counts", "counts.csv") == 0
    said = capsys.readouterr().out
    assert "readers in 8 classes, from" in said
    assert "1 file was not used: not a journal" in said
    page = (here / "report.html").read_text(encoding="utf-8")
    assert "District report" in page
    wanted = counted(kit.collect("district", kit.open_lesson("bridge")).annotations).answers
    found = pd.read_csv("counts.csv", dtype={"labels": "string"})
    assert found["answers"].tolist() == wanted["answers"].tolist()
    assert found["labels"].tolist() == wanted["labels"].tolist()
    assert typed("district", "--workers", "1", "--replace") == 0
    assert "(1 known from before)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["district", "--workers", "0"], "not a number of workers"),
        (["nowhere", "--workers", "1"], "There is nothing at"),
        (["district", "--workers", "1", "--hide", "x"], "leave --hide out"),
        (["district", "--workers", "1", "--roster", "x.csv"], "leave --roster out"),
        (["district", "--workers", "1", "--path", "long"], "no path"),
        (["district", "--workers", "1", "--counts", "nowhere/c.csv"], "There is no folder"),
        (["district", "--workers", "1", "--out", "district"], "is a folder"),
        (["zzz://bucket/marks"], "Protocol not known: zzz"),
        (["empty", "--workers", "1"], "No answers about the lesson"),
    ],
)
def test_what_goes_wrong_is_a_sentence(
    words: list[str], says: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each mistake ends with 1 and one sentence, and nothing is written."""
    (here / "empty").mkdir()
    assert typed(*words) == 1
    assert says in capsys.readouterr().err
    assert not (here / "report.html").exists()


@pytest.mark.parametrize("words", [["s3://bucket/marks"], ["district", "--cluster", "tcp://127.0.0.1:1"]])
def test_without_the_extra_it_is_said_how_to_get_it(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where Dask or fsspec are not installed, the sentence says what to type."""
    for library in ("distributed", "fsspec", "fsspec.core", "s3fs"):
        monkeypatch.setitem(sys.modules, library, None)
    assert typed(*words) == 1
    assert 'pip install "claim-by-claim[district]"' in capsys.readouterr().err


def test_a_missing_part_is_told_and_the_page_is_written(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A part that could not be counted makes the command end with 1, with the page there and the part named in it."""
    monkeypatch.setattr(source, "PART", 60_000)
    [first, *_] = source.parts_of("district")
    count = workers.count_part

    def failing(task):  # type: ignore[no-untyped-def]
        if task.parts[0].entries == first.entries:
            raise MemoryError("there is no more memory")
        return count(task)

    monkeypatch.setattr(workers, "count_part", failing)
    assert typed("district", "--workers", "1") == 1
    said = capsys.readouterr().err
    assert first.name in said
    assert "there is no more memory" in said
    assert first.name in (here / "report.html").read_text(encoding="utf-8")


def test_an_address_where_files_belong_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """`kit collect` of an object store says what can be done."""
    assert main(["collect", "s3://bucket/marks"]) == 1
    assert "That is an address." in capsys.readouterr().err


def test_codes_are_not_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is said of files names no reader."""
    put(here, "district/x/quiet-otter-41.jsonl", b"no journal")
    assert typed("district", "--workers", "1") == 0
    out = capsys.readouterr()
    assert "otter" not in out.out + out.err
    assert "otter" not in (here / "report.html").read_text(encoding="utf-8")
