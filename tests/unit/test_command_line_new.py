"""`kit new`: from a teacher's article to a lesson, with what was left out, what is damaged, and what comes next."""

import io
from pathlib import Path

import pytest

from kit.__main__ import main
from kit.lesson.files import open_lesson
from tests.sources import PARAGRAPHS, PLAIN, TITLE, WEB_PAGE

DAMAGED = (
    f"{PLAIN}\nThe water was closedaccording to her. It was part ofthe plan.\n\nA caf\ufffd is shut now, she told us.\n"
)


@pytest.fixture
def swans(tmp_path: Path) -> Path:
    """A saved web page."""
    file = tmp_path / "swans.html"
    file.write_text(WEB_PAGE, encoding="utf-8")
    return file


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A text with three damaged places, one of them without a repair."""
    file = tmp_path / "swans.txt"
    file.write_text(DAMAGED, encoding="utf-8")
    return file


def test_an_article_becomes_a_lesson_in_one_command(
    swans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what was found and left out, two sentences about rights, and the next step; and the lesson opens."""
    assert main(["new", str(swans), "--out", str(tmp_path / "lesson")]) == 0
    said = capsys.readouterr().out
    assert f"“{TITLE}”: 5 paragraphs, 1 caption among them, in 2 sections." in said
    assert "behind paragraph 5, " in said
    assert "Read more: The lake that nobody wanted  (It leads to other articles.)" in said
    assert "not to be published" in said
    assert f"kit notebooks {tmp_path / 'lesson'}" in said
    lesson = open_lesson(tmp_path / "lesson")
    assert [paragraph.text for paragraph in lesson.article.paragraphs if not paragraph.is_caption] == list(PARAGRAPHS)
    assert any(claim.core for claim in lesson.claims)
    assert lesson.unconfirmed == tuple(claim.id for claim in lesson.claims)
    assert "A person familiar with the tests" in (tmp_path / "lesson" / "key.yaml").read_text(encoding="utf-8")
    assert "It is an advert." in (tmp_path / "lesson" / "left-out.txt").read_text(encoding="utf-8")


def test_a_lesson_is_made_without_the_libraries_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From plain text, each sentence is a claim without a label, and it says how to get more."""
    monkeypatch.setattr("kit.authoring.propose.load_model", lambda: None)
    monkeypatch.setattr("kit.authoring.damage.find_spec", lambda _name: None)
    (tmp_path / "swans.txt").write_text(PLAIN, encoding="utf-8")
    assert main(["new", str(tmp_path / "swans.txt"), "--out", str(tmp_path / "lesson")]) == 0
    said = capsys.readouterr().out
    assert "claim-by-claim[suggest]" in said
    assert "claim-by-claim[author]" in said
    assert open_lesson(tmp_path / "lesson").claims[0].text == PARAGRAPHS[0]
    assert [path.name for path in (tmp_path / "lesson").iterdir()] == ["article.md"]


def test_text_can_be_piped_in_and_given_a_title(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash stands for what another program writes."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PLAIN.encode())))
    assert main(["new", "-", "--out", str(tmp_path / "lesson"), "--title", "Swans,  again"]) == 0
    lesson = open_lesson(tmp_path / "lesson")
    assert (lesson.article.title, lesson.id) == ("Swans, again", "swans-again")


def test_what_was_left_out_goes_back_by_its_number(
    swans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The numbers are those of the list, and the list can be had before anything is written."""
    assert main(["new", str(swans), "--list"]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if "Buy one boat" in line)
    assert not list(tmp_path.glob("*/"))
    number = line.split()[0]
    assert main(["new", str(swans), "--out", str(tmp_path / "lesson"), "--put-back", number]) == 0
    assert open_lesson(tmp_path / "lesson").article.paragraphs[2].text.startswith("Buy one boat")
    assert main(["new", str(swans), "--out", str(tmp_path / "other"), "--put-back", "99"]) == 1
    assert "There is no 99 to put back." in capsys.readouterr().err
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(("how", "whole"), [("none", []), ("all", ["closed, according", "part of the"])])
def test_nothing_is_repaired_unless_somebody_says_so(
    how: str, whole: list[str], damaged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each place is told with its repair; a lost letter stays for a person to see."""
    assert main(["new", str(damaged), "--out", str(tmp_path / "lesson"), "--repair", how]) == 0
    said = capsys.readouterr().out
    assert "“closedaccording” → “closed, according”" in said
    assert "only you can tell what belongs here" in said
    text = "\n".join(paragraph.text for paragraph in open_lesson(tmp_path / "lesson").article.paragraphs)
    assert [words for words in ("closed, according", "part of the") if words in text] == whole
    assert "A caf(?) is shut" in text


@pytest.mark.parametrize(
    ("answers", "whole"),
    [
        ("y\nn\n", ["closed, according"]),
        ("n\na\n", ["part of the"]),
        ("s\n", []),
        ("", []),
        ("y\n", ["closed, according"]),
    ],
)
def test_each_repair_can_be_asked_for(
    answers: str, whole: list[str], damaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Yes, no, all that follow, stop; and where nobody answers any more, nothing more is repaired."""
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    assert main(["new", str(damaged), "--out", str(tmp_path / "lesson"), "--repair", "ask"]) == 0
    text = "\n".join(paragraph.text for paragraph in open_lesson(tmp_path / "lesson").article.paragraphs)
    assert [words for words in ("closed, according", "part of the") if words in text] == whole


def test_a_lesson_is_never_written_over(swans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second lesson in the same folder, and a file in the folder's place, are refused before anything is read."""
    assert main(["new", str(swans), "--out", str(tmp_path / "lesson")]) == 0
    before = (tmp_path / "lesson" / "article.md").read_bytes()
    assert main(["new", str(swans), "--out", str(tmp_path / "lesson")]) == 1
    assert "nothing is replaced" in capsys.readouterr().err
    assert (tmp_path / "lesson" / "article.md").read_bytes() == before
    assert main(["new", str(swans), "--out", str(swans)]) == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "The file is empty."),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(50), "This is a picture"),
        ("short.txt", b"Nothing here.", "There is no article in this"),
    ],
)
def test_what_is_no_article_is_said_in_a_sentence(
    name: str, content: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command ends with exit code 1, one sentence or two, and no folder."""
    (tmp_path / name).write_bytes(content)
    assert main(["new", str(tmp_path / name), "--out", str(tmp_path / "lesson")]) == 1
    shown = capsys.readouterr()
    assert said in shown.err
    assert (shown.out, (tmp_path / "lesson").exists()) == ("", False)


def test_a_path_that_leads_nowhere_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So is an address in the web."""
    for path in (str(tmp_path / "swans.html"), "https://example.org/swans"):
        assert main(["new", path, "--out", str(tmp_path / "lesson")]) == 1
        assert "There is no file" in capsys.readouterr().err
