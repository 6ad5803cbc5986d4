"""The lesson desk: by buttons alone from an article to a lesson, and to what students get."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kit
from kit.analysis.class_desk.unsaved import Unsaved
from kit.sharing.lesson_desk import article_part
from kit.sharing.lesson_desk.desk import LessonDesk
from tests.lessons import write_lesson
from tests.sources import PARAGRAPHS, TITLE, WEB_PAGE
from tests.unit.test_command_line_new import DAMAGED


class Page:
    """The parts of a page as a teacher sees and presses them."""

    def __init__(self, place: Path, sample: Path | None = None) -> None:
        self.desk = LessonDesk(place, sample)
        self.article, self.hand_out = self.desk.article(), self.desk.hand_out()
        self.given: dict[str, bytes] = {}
        for view in (self.article, self.hand_out):
            view.give = lambda name, data, kind: self.given.update({name: data})  # type: ignore[method-assign] # noqa: ARG005

    def choose(self, name: str, content: bytes) -> None:
        """Choose a file in the browser."""
        files = [{"path": name, "size": len(content)}]
        for said in (
            {"kind": "begin", "upload": "1", "name": "article", "files": files},
            {"kind": "bytes", "upload": "1", "number": 0},
            {"kind": "end", "upload": "1"},
        ):
            self.article._hear(self.article, said, [content])

    def press(self, view: Unsaved, name: str, value: str = "", **typed: str) -> None:
        """Press a button."""
        view._hear(view, {"kind": "press", "name": name, "value": value, "typed": typed}, [])

    def set(self, view: Unsaved, name: str, value: Any) -> None:
        """Tick a box, choose of a menu, or write into the large field."""
        view._hear(view, {"kind": "set", "name": name, "value": value}, [])


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """The page of a teacher who has made nothing yet."""
    page = Page(tmp_path)
    yield page
    page.article.close()
    page.hand_out.close()


def test_a_saved_page_becomes_a_lesson_and_a_file_for_students(page: Page, tmp_path: Path) -> None:
    """Choose, put a line back, make, confirm, download: the page holds the article and no answer nobody confirmed."""
    page.choose("swans.html", WEB_PAGE.encode("utf-8"))
    assert "were left out" in page.article.html
    back = next(at for at, line in enumerate(page.article.html.split("<label>")[1:]) if "Read more" in line)
    page.set(page.article, "back", {"of": str(back), "on": True})
    assert "As soon as there is a lesson" in page.hand_out.html
    page.press(page.article, "make", title="Swans leave")
    lesson = kit.open_lesson(tmp_path / "swans-leave")
    assert (lesson.article.title, lesson.article.may_be_published) == ("Swans leave", False)
    texts = [paragraph.text for paragraph in lesson.article.paragraphs]
    assert {*PARAGRAPHS} < {*texts}
    assert any(text.startswith("Read more") for text in texts)
    assert f"0 of {len(lesson.claims)} answers" in page.hand_out.html
    page.press(page.hand_out, "page")
    bare = page.given["swans-leave.html"]
    open_claims = [claim for claim, answer in page.desk.editing.hand.answers.items() if not answer.lacks]  # type: ignore[union-attr]
    for claim in open_claims:
        page.desk.editing.edit("confirm", claim_id=claim)  # type: ignore[union-attr]
    assert f"{len(open_claims)} of {len(lesson.claims)} answers" in page.hand_out.html
    page.press(page.hand_out, "page")
    assert len(page.given["swans-leave.html"]) > len(bare) + 2_000
    page.press(page.hand_out, "paper")
    page.press(page.hand_out, "notebooks")
    assert sorted(page.given) == ["swans-leave-worksheet.html", "swans-leave.html"]
    assert (tmp_path / "swans-leave-notebooks" / "00_start_here.ipynb").is_file()


def test_a_locked_key_needs_a_word(page: Page, tmp_path: Path) -> None:
    """Without a word it is said what is missing; with one, the key is not to be read in the file."""
    page.desk.open(write_lesson(tmp_path / "bridge"))
    page.set(page.hand_out, "key", "later")
    page.press(page.hand_out, "page", word="")
    assert 'class="no-class"' in page.hand_out.html
    assert page.given == {}
    page.press(page.hand_out, "page", word="red boat")
    assert b"Two people vouch for it" not in page.given["bridge.html"]


def test_repairs_are_made_where_they_are_ticked(page: Page, tmp_path: Path) -> None:
    """Nothing is repaired until it is ticked, alone or with all others."""
    page.set(page.article, "pasted", DAMAGED)
    page.press(page.article, "take")
    assert page.article.drawn.values["repair"] == []
    page.press(page.article, "repair_all")
    ticked = page.article.drawn.values["repair"]
    assert len(ticked) == 2
    page.set(page.article, "repair", {"of": ticked[0], "on": False})
    page.press(page.article, "make")
    left = next(tmp_path.glob("*/left-out.txt")).read_text(encoding="utf-8")
    assert left.count("→") == 1


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("swans.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "picture"),
        ("empty.txt", b"", "The file is empty"),
        ("swans.txt", b"Swans.", "no article"),
    ],
)
def test_what_is_no_article_is_said(page: Page, name: str, content: bytes, told: str) -> None:
    """A sentence stands on the page, and there is nothing to be made of it."""
    page.choose(name, content)
    assert told in page.article.html
    assert 'class="no-class"' in page.article.html
    assert 'name="make"' not in page.article.html


def test_a_second_lesson_of_one_name_takes_another_folder(tmp_path: Path) -> None:
    """Nothing is replaced; and whoever comes back tomorrow can go on with any of them."""
    sample = tmp_path / "swans.txt"
    sample.write_text("\n\n".join([TITLE, *PARAGRAPHS]), encoding="utf-8")
    page = Page(tmp_path, sample)
    for _ in range(2):
        page.press(page.article, "sample")
        page.press(page.article, "make")
    names = sorted(folder.name for folder in page.desk.lessons())
    assert len(names) == 2
    assert names[1] == f"{names[0]}-2"
    later = Page(tmp_path)
    assert all(f"Go on with “{name}”" in later.article.html for name in names)
    later.press(later.article, "go_on", names[0])
    assert later.desk.editing is not None
    assert later.desk.editing.folder.name == names[0]
    later.press(later.article, "go_on", "../elsewhere")
    assert "There is no lesson" in later.article.html


def test_the_libraries_come_by_a_button(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they are missing it says so, and pip fetches them into this Python; a fault is told with the command."""
    ran: list[list[str]] = []
    here: list[bool] = []
    ends = iter([(1, "ERROR: No network."), (0, "")])

    def run(command: list[str], **_given: Any) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        code, said = next(ends)
        here.extend([True] * (not code))
        return subprocess.CompletedProcess(command, code, "", said)

    monkeypatch.setattr(article_part, "can_parse", lambda: bool(here))
    monkeypatch.setattr("subprocess.run", run)
    page.article.refresh()
    assert "Get them now" in page.article.html
    page.press(page.article, "get")
    assert "No network." in page.article.html
    assert article_part.EXTRAS in ran[0]
    page.press(page.article, "get")
    assert "The libraries are here" in page.article.html
    assert "Get them now" not in page.article.html
