"""The command `kit grade`: from what was handed in to a filled gradebook, or one sentence that says why not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kit
from kit.__main__ import main
from kit.sharing.sample_files import SampleFiles, write_sample_files

LESSON = kit.open_lesson("inner-circle")


@pytest.fixture
def sample(tmp_path: Path) -> SampleFiles:
    """The invented class, its roster and its gradebook, in a folder with a space in its name."""
    return write_sample_files(LESSON, tmp_path / "my downloads")


def grade(sample: SampleFiles, *more: str) -> int:
    """Run `kit grade` on the sample; later options win over earlier ones."""
    files = ["--roster", str(sample.roster), "--gradebook", str(sample.gradebook)]
    return main(["grade", str(sample.handed_in), *files, *more])


def filled(sample: SampleFiles, number: str = "") -> Path:
    """Where the filled gradebook is written."""
    return sample.gradebook.with_name(f"{sample.gradebook.stem}-filled{number}.csv")


def test_help_is_for_a_teacher() -> None:
    """`kit grade --help` explains itself with an example and the exit codes, and loads no table library for it."""
    command = "import sys; from kit.__main__ import main\ntry: main(['grade', '--help'])\n"
    command += "finally: assert 'pandas' not in sys.modules, 'pandas'"
    environment = os.environ | {"COLUMNS": "120"}
    ran = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, env=environment, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    for says in ("what the students handed in", "example: kit grade", "exit codes", "no file is ever", "--roster FILE"):
        assert says in ran.stdout


@pytest.mark.parametrize(
    "arguments", [[], ["marks"], ["marks", "--roster", "r.csv"], ["marks", "--roster", "r.csv", "--gradebook"]]
)
def test_a_missing_argument_is_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Without folder, roster and gradebook the usage is shown, and the exit code is 2."""
    with pytest.raises(SystemExit) as stopped:
        main(["grade", *arguments])
    assert stopped.value.code == 2
    assert "usage: kit grade" in capsys.readouterr().err


def test_the_gradebook_is_filled_beside_the_teachers(sample: SampleFiles, capsys: pytest.CaptureFixture[str]) -> None:
    """The new file lies beside the old one, which stays as it is, and every doubt is a sentence."""
    before = sample.gradebook.read_bytes()
    assert grade(sample) == 0
    out = capsys.readouterr().out
    assert f"Written: {filled(sample)}" in out
    for says in (
        "answers of 24 readers, from 24 of 26 files.",
        "points = 10 x (completion + reasons) / 2",
        "my holidays.docx: not a journal.",
        "Zoë is excused",
        "No marks came from Yara Sample",
        "The gradebook has Sample, Xaver, but the roster does not",
    ):
        assert says in out
    assert sample.gradebook.read_bytes() == before
    assert filled(sample).read_bytes() != before


def test_a_second_run_replaces_no_file(sample: SampleFiles) -> None:
    """The file of the first run stays, and the second run writes another."""
    assert grade(sample) == 0
    first = filled(sample).read_bytes()
    assert grade(sample, "--maximum", "10") == 0
    assert filled(sample).read_bytes() == filled(sample, "-2").read_bytes() == first


def test_out_names_another_folder(sample: SampleFiles, tmp_path: Path) -> None:
    """With --out the file is written into that folder, which is made if need be."""
    assert grade(sample, "--out", str(tmp_path / "a" / "b")) == 0
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == [filled(sample).name]
    assert not filled(sample).exists()


def test_the_score_counts_only_if_asked(sample: SampleFiles, capsys: pytest.CaptureFixture[str]) -> None:
    """With --with-score the formula names the score, and the grades are others."""
    assert grade(sample) == grade(sample, "--with-score") == 0
    assert "(completion + reasons + score) / 3" in capsys.readouterr().out
    assert filled(sample).read_bytes() != filled(sample, "-2").read_bytes()


def test_only_some_claims_can_count(sample: SampleFiles) -> None:
    """With --claims, somebody who marked all of these, with reasons, has every point."""
    table = kit.collect(sample.handed_in, LESSON).annotations
    first = table[(table["reader"] == "sample-careful-01") & (table["phase"] == "own") & (table["reason"] != "")]
    assert grade(sample, "--claims", ", ".join(first["claim"].iloc[:3])) == 0
    line = next(line for line in filled(sample).read_text("utf-8").splitlines() if "Sample, Ada" in line)
    assert line.split(",")[-2] == "10"


def test_other_grades_are_kept_unless_replaced(sample: SampleFiles, capsys: pytest.CaptureFixture[str]) -> None:
    """A grade that stands there already is kept and told; --replace puts the new one there."""
    text = sample.gradebook.read_text("utf-8-sig").replace("ada@example.org,Samples,,", "ada@example.org,Samples,1,")
    sample.gradebook.write_text(text, encoding="utf-8")
    assert grade(sample) == grade(sample, "--replace") == 0
    assert "Ada has 1 already, and it was kept" in capsys.readouterr().out
    kept, replaced = (filled(sample, number).read_text("utf-8") for number in ("", "-2"))
    assert "ada@example.org,Samples,1," in kept
    assert "ada@example.org,Samples,1," not in replaced


def test_a_key_kept_apart_can_be_used(sample: SampleFiles, tmp_path: Path) -> None:
    """A lesson that was handed out without its key is graded; the score needs --key, and says so."""
    library = Path(kit.__file__).parent / "library" / "inner-circle"
    shutil.copytree(library, tmp_path / "inner-circle", ignore=shutil.ignore_patterns("key.yaml"))
    keyless = ["--lesson", str(tmp_path / "inner-circle")]
    assert grade(sample, *keyless) == 0
    assert grade(sample, *keyless, "--with-score") == 1
    assert grade(sample, *keyless, "--with-score", "--key", str(library / "key.yaml")) == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--maximum", "nan"], "cannot be the most points"),
        (["--claims", "c01,c99"], "c99"),
        (["--column", "Essay"], "“Essay” is no column"),
        (["--lesson", "inner-square"], "inner-square"),
        (["--key", "nowhere.yaml"], "nowhere.yaml"),
        (["--roster", "nowhere.csv"], "nowhere.csv"),
        (["--gradebook", "nowhere.csv"], "nowhere.csv"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    arguments: list[str], says: str, sample: SampleFiles, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each mistake is told on the error channel, with exit code 1 and without a traceback; nothing is written."""
    before = sorted(sample.gradebook.parent.rglob("*"))
    assert grade(sample, *arguments) == 1
    error = capsys.readouterr().err
    assert error.startswith("kit: ")
    assert says in error
    assert "Traceback" not in error
    assert sorted(sample.gradebook.parent.rglob("*")) == before


def test_files_that_were_mixed_up_are_told(sample: SampleFiles, capsys: pytest.CaptureFixture[str]) -> None:
    """Roster and gradebook in each other's place, or a folder that is not there, are told as what they are."""
    assert grade(SampleFiles(sample.handed_in, sample.gradebook, sample.roster)) == 1
    assert "no column “reader code”" in capsys.readouterr().err
    assert grade(SampleFiles(sample.handed_in / "nowhere", sample.roster, sample.gradebook)) == 1
    assert "There is nothing at" in capsys.readouterr().err


def test_a_stop_writes_nothing(sample: SampleFiles, capsys: pytest.CaptureFixture[str]) -> None:
    """If the assignment has other points in Canvas, the finding says so, nothing is written, and the exit code is 1."""
    assert grade(sample, "--maximum", "20") == 1
    told = capsys.readouterr()
    assert "- stop: " in told.out
    assert "has 10.00 points in Canvas, but the grades are out of 20" in told.out
    assert told.err == "No file was written: first mend what begins with “stop”.\n"
    assert not filled(sample).exists()


def test_a_wrong_roster_is_told_after_the_files(sample: SampleFiles, capsys: pytest.CaptureFixture[str]) -> None:
    """Two students with one code can only be told apart by the list of files, so that comes first."""
    lines = sample.roster.read_text(encoding="utf-8-sig").splitlines()
    lines[2] = lines[1].split(",")[0] + lines[2][lines[2].index(",") :]
    sample.roster.write_text("\n".join(lines), encoding="utf-8")
    assert grade(sample) == 1
    said = capsys.readouterr()
    assert "my holidays.docx: not a journal." in said.out
    assert "Ask them which is theirs." in said.err


def test_an_empty_folder_writes_nothing(
    sample: SampleFiles, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nobody handed in a mark, no file is written that would look like grades."""
    (tmp_path / "empty").mkdir()
    assert grade(SampleFiles(tmp_path / "empty", sample.roster, sample.gradebook)) == 1
    assert "0 answers of 0 readers, from 0 of 0 files." in capsys.readouterr().out
    assert not filled(sample).exists()


def test_many_strange_files_are_one_line(sample: SampleFiles, capsys: pytest.CaptureFixture[str]) -> None:
    """A downloads folder full of other things does not bury what a teacher should see."""
    for number in range(40):
        (sample.handed_in / f"photo {number:02}.png").write_bytes(b"\x89PNG")
    assert grade(sample) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if "not a journal" in line]
    photos = ", ".join(f"photo {number:02}.png" for number in range(19))
    assert told == [f"- not used: my holidays.docx, {photos} and 21 more: not a journal."]
