"""The command `kit edit`: the editor's notebook in the lesson's folder, and JupyterLab at it."""

import json
from pathlib import Path

import pytest

from kit.__main__ import main
from kit.commands import edit
from tests.lessons import write_lesson


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, str]]:
    """What JupyterLab would be opened at; it is not."""
    found: list[tuple[Path, str]] = []
    monkeypatch.setattr(edit, "open_in_lab", lambda folder, notebook, _options: found.append((folder, notebook)) or 0)
    return found


def test_the_editor_is_opened_in_the_lessons_folder(tmp_path: Path, opened: list[tuple[Path, str]]) -> None:
    """A notebook with the editor, and what students get, is put there once; what a teacher writes into it stays."""
    folder = write_lesson(tmp_path / "my lesson")
    assert main(["edit", str(folder)]) == 0
    assert opened == [(folder, "edit_lesson.ipynb")]
    cells = json.loads((folder / "edit_lesson.ipynb").read_text(encoding="utf-8"))["cells"]
    assert ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"] == [
        'import kit\nkit.edit_lesson(".")',
        'kit.lesson_desk(".").hand_out()',
    ]
    (folder / "edit_lesson.ipynb").write_text("mine", encoding="utf-8")
    assert main(["edit", str(folder)]) == 0
    assert (folder / "edit_lesson.ipynb").read_text(encoding="utf-8") == "mine"


def test_what_cannot_be_edited_is_said_before_a_browser_opens(
    tmp_path: Path, opened: list[tuple[Path, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """A bundled lesson, a folder that is none, a lesson with a fault: one sentence each, and nothing is opened."""
    broken = write_lesson(tmp_path / "broken", key="c01: [")
    for folder, told in (("warm-up", "Copy its folder"), ("nowhere", "There is no lesson"), (str(broken), "key.yaml")):
        assert main(["edit", folder]) == 1
        assert told in capsys.readouterr().err
    assert opened == []
