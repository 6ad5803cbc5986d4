"""The command `kit notebooks`: what it says and writes, and how it fails without a traceback."""

from pathlib import Path

import pytest

from kit.__main__ import main
from tests.lessons import ARTICLE, KEY, write_lesson


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder of one's own."""
    monkeypatch.chdir(tmp_path)


def failed(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The one sentence of a command that could not be done."""
    assert main(["notebooks", *arguments]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("kit: ")
    return said.err


def test_help_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` says what is made, and how to call it."""
    with pytest.raises(SystemExit) as left:
        main(["notebooks", "--help"])
    assert left.value.code == 0
    assert "kit notebooks my-lesson --out my-notebooks" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("key", "says", "says_not"), [(KEY, "Leave key.yaml out", "no key yet"), (None, "has no key yet", "Leave key.yaml")]
)
def test_it_says_what_was_written_and_what_to_do(
    key: str | None, says: str, says_not: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each notebook is named, and the last sentence says what comes next; with a key, what to do with that."""
    write_lesson(tmp_path / "bridge", key=key)
    assert main(["notebooks", "bridge", "--out", "made"]) == 0
    said = capsys.readouterr().out
    names = ["00_start_here.ipynb", "01_the_crack.ipynb", "02_the_answer.ipynb", "03_look_back.ipynb"]
    assert sorted(path.name for path in (tmp_path / "made").iterdir()) == names
    assert all(name in said for name in names)
    assert says in said
    assert says_not not in said
    assert said.splitlines()[-1].startswith("Next: open 00_start_here.ipynb in JupyterLab")
    assert 'kit.open_lesson("../bridge")' in (tmp_path / "made" / names[1]).read_text(encoding="utf-8").replace(
        '\\"', '"'
    )


def test_a_bundled_lesson_goes_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bundled lesson's notebooks need no folder beside them."""
    assert main(["notebooks", "warm-up", "--out", "made"]) == 0
    assert "Hand that out too" not in capsys.readouterr().out
    [first] = (tmp_path / "made").glob("01_*.ipynb")
    assert 'kit.open_lesson(\\"warm-up\\")' in first.read_text(encoding="utf-8")


def test_what_is_there_stays_until_replace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second run is refused by name; with --replace it writes."""
    assert main(["notebooks", "warm-up", "--out", "made"]) == 0
    first = tmp_path / "made" / "00_start_here.ipynb"
    first.write_text("mine")
    capsys.readouterr()
    assert "add --replace" in failed("warm-up", "--out", "made", capsys=capsys)
    assert first.read_text() == "mine"
    assert main(["notebooks", "warm-up", "--out", "made", "--replace"]) == 0
    assert first.read_text(encoding="utf-8") != "mine"


def test_what_is_wrong_is_said_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A lesson that is not there, one with faults, an empty path, and a file in the folder's place are told."""
    write_lesson(tmp_path / "bad", ARTICLE.replace("licence: CC", "license: CC"))
    write_lesson(tmp_path / "good")
    (tmp_path / "file").write_text("")
    assert "There is no lesson “nothing”" in failed("nothing", "--out", "made", capsys=capsys)
    assert "article.md, line 7" in failed("bad", "--out", "made", capsys=capsys)
    assert "is a file" in failed("good", "--out", "file", capsys=capsys)
    assert "The path is empty" in failed("good", "--out", "", capsys=capsys)
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("arguments", [["notebooks"], ["notebooks", "warm-up"], ["notebooks", "a", "b", "--out", "c"]])
def test_a_wrong_command_line_is_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A lesson or folder left out, or one too many, gets the usage and exit code 2."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: kit" in capsys.readouterr().err
