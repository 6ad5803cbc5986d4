"""The commands `kit collect` and `kit report`: what they say and write, and how they fail without a traceback."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

import kit
from kit.__main__ import main
from kit.analysis.sample_class import write_sample_class
from tests.lessons import ARTICLE, write_lesson

READERS = 6


@pytest.fixture
def handed_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a platform hands it out: journals of six readers of the warm-up, and a file that is none."""
    folder = write_sample_class(kit.open_lesson("warm-up"), tmp_path / "handed in, 7b", readers=READERS)
    (folder / "read me.pdf").write_bytes(b"%PDF-1.7")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.parametrize("command", ["collect", "report", "class-figures"])
def test_help_is_for_a_teacher(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` says what the command does, shows examples and names the exit codes; `kit --help` lists it."""
    for arguments in (["--help"], [command, "--help"]):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 0
        said = capsys.readouterr().out
        assert command in said
    assert f"examples:\n  kit {command} Downloads" in said
    assert "exit codes: 0 done; 1" in said
    assert "students handed in" in said


@pytest.mark.parametrize("arguments", [["collect"], ["report"], ["report", "x", "--nokey"], ["collect", "a", "b"]])
def test_a_wrong_command_line_is_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A missing folder, an unknown option and one folder too many get the usage and exit code 2."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: kit" in capsys.readouterr().err


def test_one_is_said_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One answer of one reader from one file is not “1 answers of 1 readers”; a lock beside it is not counted."""
    reading = kit.start_reading(kit.open_lesson("warm-up"), "quiet-otter-41", tmp_path)
    reading.mark("c01", [])
    kit.start_reading(kit.open_lesson("warm-up"), folder=tmp_path)
    assert main(["collect", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "1 answer of 1 reader, from 1 of 1 file.\n" in said
    assert "not a journal" not in said
    reading.mark("c02", [])
    assert main(["collect", str(tmp_path)]) == 0
    assert "2 answers of 1 reader, from 1 of 1 file.\n" in capsys.readouterr().out


def test_collect_says_what_became_of_each_file(handed_in: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without `--out`, the summary names used and unused files with the reason, and nothing is written."""
    before = sorted(handed_in.parent.rglob("*"))
    assert main(["collect", str(handed_in)]) == 0
    said = capsys.readouterr().out
    assert f"readers, from {READERS} of {READERS + 1} files." in said
    assert "- not used: read me.pdf: not a journal." in said
    assert "add --out" in said
    assert sorted(handed_in.parent.rglob("*")) == before


def test_collect_writes_a_table_that_a_spreadsheet_can_open(
    handed_in: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The CSV has a byte-order mark and all annotations, guards what would be a formula, and names no file."""
    journal = next(handed_in.glob("*.jsonl"))
    lines = journal.read_text(encoding="utf-8").replace('"reason":"', '"reason":"=1+1 ')
    journal.write_text(lines, encoding="utf-8")
    assert main(["collect", str(handed_in), "--lesson", "warm-up", "--out", "answers.csv"]) == 0
    assert f"Written: {Path('answers.csv').resolve()}" in capsys.readouterr().out
    data = (tmp_path / "answers.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b".jsonl" not in data
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert len(rows) == len(kit.collect(handed_in, kit.open_lesson("warm-up")).annotations)
    reasons = {row["reason"] for row in rows}
    assert any(reason.startswith("'=1+1") for reason in reasons)
    assert not any(reason.startswith("=") for reason in reasons)


def test_report_writes_one_page(handed_in: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page is written to `report.html`, or where `--out` says, with the key or without."""
    assert main(["report", str(handed_in), "--lesson", "warm-up"]) == 0
    assert f"Written: {Path('report.html').resolve()}" in capsys.readouterr().out
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Most often missed" in page
    assert f"{READERS} of {READERS + 1} files were used." in page
    assert main(["report", str(handed_in), "--lesson", "warm-up", "--without-key", "--out", "plain.html"]) == 0
    assert "Most often missed" not in (tmp_path / "plain.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("command", "out"), [("collect", "answers.csv"), ("report", "report.html")])
def test_nothing_is_written_over(
    command: str, out: str, handed_in: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is there stays as it is, and the answer is one line and exit code 1; `--replace` replaces it."""
    (tmp_path / out).write_text("mine", encoding="utf-8")
    arguments = [command, str(handed_in), "--lesson", "warm-up", "--out", out]
    assert main(arguments) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"kit: “{out}” is there already.")
    assert error.count("\n") == 1
    assert (tmp_path / out).read_text(encoding="utf-8") == "mine"
    assert main([*arguments, "--replace"]) == 0
    assert (tmp_path / out).read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(
    ("command", "out", "says"),
    [
        ("collect", "handed in, 7b/{journal}", "not a .jsonl file. Give it a name that ends in .csv."),
        ("collect", "answers.xlsx", "not a .xlsx file"),
        ("report", "handed in, 7b/{journal}", "not a .jsonl file. Give it a name that ends in .html."),
        ("report", "report.pdf", "not a .pdf file"),
        ("class-figures", "key.yaml", "another file of a lesson"),
        ("class-figures", "article.md", "not a .md file. Give it a name that ends in .yaml."),
    ],
)
def test_what_was_handed_in_gives_way_to_nothing(
    command: str, out: str, says: str, handed_in: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A journal, a key or a text is no place for a result, not even with `--replace`; nor is a name that opens ill."""
    journal = next(handed_in.glob("*.jsonl"))
    before = journal.read_bytes()
    place = out.format(journal=journal.name)
    assert main([command, str(handed_in), "--lesson", "warm-up", "--out", place, "--replace"]) == 1
    assert says in capsys.readouterr().err
    assert journal.read_bytes() == before


def test_two_results_do_not_go_into_one_file(
    handed_in: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Page and key sheet, or report and counts, under one name would leave the second alone, and nobody would know."""
    for arguments in (
        ["page", "warm-up", "--out", "one.html", "--key-sheet", "../" + tmp_path.name + "/one.html"],
        ["report", str(handed_in), "--lesson", "warm-up", "--workers", "1", "--out", "one", "--counts", "one"],
    ):
        assert main([*arguments, "--replace"]) == 1
        assert "cannot hold two things" in capsys.readouterr().err
    assert not list(tmp_path.glob("one*"))


@pytest.mark.parametrize("command", ["collect", "report", "class-figures"])
@pytest.mark.parametrize(
    ("more", "says"),
    [
        ([], "No answers about the lesson “transfer” were found"),
        (["--lesson", "nope"], "There is no lesson “nope”"),
        (["--lesson", "broken"], "The lesson “broken” cannot be opened: 1 fault."),
        (["--out", "nowhere/x"], "There is no folder “nowhere”"),
        (["--out", "."], "is a folder"),
    ],
    ids=["nothing usable", "no lesson", "faulty lesson", "no folder", "a folder"],
)
def test_what_cannot_be_done_is_code_1(
    command: str, more: list[str], says: str, handed_in: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be done is said on the error channel, with exit code 1, no traceback, and nothing written."""
    write_lesson(tmp_path / "broken", article=ARTICLE.replace("language: en\n", ""))
    before = sorted(tmp_path.rglob("*"))
    assert main([command, str(handed_in), "--lesson", "transfer", *more]) == 1
    error = capsys.readouterr().err
    assert error.startswith("kit: ")
    assert says in error
    assert sorted(tmp_path.rglob("*")) == before


def test_answers_to_another_lesson_lead_to_it(handed_in: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who gives the right folder and the wrong lesson is not sent to look for another folder."""
    assert main(["report", str(handed_in), "--lesson", "transfer"]) == 1
    told = capsys.readouterr()
    assert "only marks of another lesson: warm-up" in told.out
    assert "give it with --lesson" in told.err
    assert ".jsonl" not in told.err


@pytest.mark.parametrize("command", ["collect", "report", "class-figures"])
def test_an_unknown_folder_has_no_traceback(command: str, tmp_path: Path) -> None:
    """As a program of its own, a command on a folder that is not there ends with one line and exit code 1."""
    ran = subprocess.run(
        [sys.executable, "-m", "kit", command, "nowhere"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("kit: There is nothing at “nowhere”.")
    assert ran.stderr.count("\n") == 1


def test_the_report_can_be_about_a_path_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--path short` makes a page about the ten claims; it names the path, and speaks of no other claim."""
    monkeypatch.chdir(tmp_path)
    sample_class = write_sample_class(kit.open_lesson("inner-circle"), tmp_path / "7b")
    assert main(["report", str(sample_class), "--path", "short"]) == 0
    page = Path("report.html").read_text(encoding="utf-8")
    assert "only the claims of the 45-minute lesson" in page
    assert "finished all 10 core claims" in page
    assert "c05, paragraph" in page
    assert "c09, paragraph" not in page
    assert main(["report", str(sample_class), "--path", "long", "--replace"]) == 1
    assert "has no path 'long'" in capsys.readouterr().err
