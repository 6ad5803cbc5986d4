"""The student copy: it runs without the project, holds nothing of any key, and gets the key back after the lesson."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kit
from kit.__main__ import main
from kit.lesson.files import LIBRARY
from kit.lesson.write_file import AlreadyThere
from kit.sharing.returned_key import return_key
from kit.sharing.student_copy import StudentCopy, write_student_copy

ROOT = Path(__file__).parents[2]
INNER = LIBRARY / "inner-circle"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> StudentCopy:
    """A copy of this project."""
    return write_student_copy(tmp_path_factory.mktemp("copies") / "for 7b")


def sentences(name: str) -> set[str]:
    """Return the sentences of a key, without those that its codebook asks everybody."""
    key = kit.open_lesson(name).key or {}
    texts = [
        text
        for answer in key.values()
        for text in (answer.why, answer.later, answer.model_reason, *answer.if_you_chose.values())
    ]
    every = {one for text in texts for one in re.split(r"(?<=[.?!])\s+", " ".join(text.split())) if len(one) > 40}
    public = " ".join((ROOT / "kit/ui/words/en/codebook.yaml").read_text("utf-8").split())
    return {one for one in every if one not in public}


@pytest.mark.parametrize("name", kit.bundled_lessons())
def test_nothing_of_a_key_is_anywhere_in_it(name: str, copy: StudentCopy) -> None:
    """No sentence of any key stands in any file, however its lines are broken."""
    secret = sentences(name)
    assert len(secret) > 20
    for path in copy.files:
        text = " ".join((copy.folder / path).read_bytes().decode("utf-8", "replace").replace("\\n", " ").split())
        assert not [one for one in secret if one in text], path


def test_it_is_the_project_without_what_is_the_teachers(copy: StudentCopy) -> None:
    """The kit, the reader's notebooks and what an image needs are there; keys, teacher, tests and journals are not."""
    files = {path.as_posix() for path in copy.files}
    assert files == {p.relative_to(copy.folder).as_posix() for p in copy.folder.rglob("*") if p.is_file()}
    needed = {"README.md", "LICENSE", "pyproject.toml", "environment.yml", "kit/__init__.py"}
    assert needed | {"notebooks/reader/00_start_here.ipynb", "kit/library/inner-circle/article.md"} <= files
    assert not [name for name in files if name.startswith("kit/library/") and "key" in name]
    kinds = ("teacher/", "tests/", ".jsonl", "__pycache__", "CHANGELOG", ".git/", "checkpoints")
    assert not [name for name in files for kind in kinds if kind in name]
    assert "kit key FILE" in (copy.folder / "README.md").read_text("utf-8")


def test_every_lesson_opens_there_and_says_that_the_key_comes_later(copy: StudentCopy) -> None:
    """The copy runs by itself, with this Python and without this project."""
    code = "import kit, json; keys = {one: kit.open_lesson(one).key for one in kit.bundled_lessons()};"
    code += "print(json.dumps([kit.__file__, [one for one, key in keys.items() if key is not None]]))"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=copy.folder,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(copy.folder)},
    )
    place, with_a_key = json.loads(ran.stdout)
    assert Path(place).is_relative_to(copy.folder)
    assert with_a_key == []


def project(folder: Path) -> Path:
    """Return a small project of the same shape as this one."""
    for name in ("kit/library/inner-circle", "kit/ui/words/en", "notebooks/reader"):
        (folder / name).mkdir(parents=True)
    for name in ("article.md", "guide.yaml", "key.yaml"):
        (folder / "kit/library/inner-circle" / name).write_bytes((INNER / name).read_bytes())
    for name in ("warm-up", "transfer"):
        (folder / "kit/library" / name).mkdir()
    (folder / "kit/ui/words/en/codebook.yaml").write_bytes((ROOT / "kit/ui/words/en/codebook.yaml").read_bytes())
    (folder / "pyproject.toml").write_text("[project]\n")
    return folder


def notebook(source: str, shown: str = "") -> str:
    """Return a notebook's file with one cell."""
    output = {"output_type": "stream", "name": "stdout", "text": [shown]}
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": 3, "source": source, "outputs": [output]}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_what_a_notebook_has_shown_stays_behind(tmp_path: Path) -> None:
    """The teacher has run the reader's notebooks, and a reveal is saved in one: the copy has its cells alone."""
    root, secret = project(tmp_path / "project"), sorted(sentences("inner-circle"))[0]
    (root / "notebooks/reader/01.ipynb").write_text(notebook("reading.show(1)", secret), encoding="utf-8")
    (root / "notebooks/reader/marks").mkdir()
    (root / "notebooks/reader/marks/quiet-otter-41.jsonl").write_text("{}")
    (root / "kit/library/inner-circle/key of last year.yaml").write_text(secret)
    (root / "kit/library/inner-circle/figures.yaml").write_text("class: 7b")
    made = write_student_copy(tmp_path / "copy", project=root)
    cells = json.loads((made.folder / "notebooks/reader/01.ipynb").read_text("utf-8"))["cells"]
    assert [(cell["outputs"], cell["execution_count"]) for cell in cells] == [([], None)]
    assert {path.name for path in made.files} == {
        "README.md",
        "pyproject.toml",
        "codebook.yaml",
        "01.ipynb",
        "article.md",
        "guide.yaml",
    }


@pytest.mark.parametrize("broken", [False, True])
def test_a_sentence_of_the_key_in_a_notebook_stops_the_copy(broken: bool, tmp_path: Path) -> None:
    """A hint that was copied from the key into a cell is named with its file, and nothing of the copy is left."""
    root, secret = project(tmp_path / "project"), sorted(sentences("inner-circle"))[0]
    hint = secret.replace(" ", "\n", 3) if broken else secret
    (root / "notebooks/reader/01.ipynb").write_text(notebook(f"# Hint: {hint}"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"“notebooks/reader/01.ipynb” holds a sentence of the key"):
        write_student_copy(tmp_path / "copy", project=root)
    assert not (tmp_path / "copy").exists()


def test_a_folder_that_holds_something_stays_as_it_is(tmp_path: Path) -> None:
    """Nothing is replaced, no copy is made into the project's own folders, and an unknown lesson is told."""
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(AlreadyThere, match="new or empty"):
        write_student_copy(tmp_path)
    root = project(tmp_path / "project")
    with pytest.raises(ValueError, match="lies in the folder notebooks"):
        write_student_copy(root / "notebooks" / "reader" / "copy", project=root)
    with pytest.raises(ValueError, match="no bundled lesson “warmup”"):
        write_student_copy(tmp_path / "new", project=root, keep_keys=["warmup"])
    with pytest.raises(ValueError, match="is not in the project's folder"):
        write_student_copy(tmp_path / "new", project=tmp_path)
    assert not (tmp_path / "new").exists()


def test_the_key_comes_back_into_a_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The commands say how, and do it: the key is checked, put into its place once, and another one is refused."""
    place = tmp_path / "copy"
    assert main(["student-copy", str(place), "--keep-key", "warm-up"]) == 0
    told = capsys.readouterr().out
    assert f'kit key "{INNER / "key.yaml"}" --into "{place}"' in told
    assert [path.parent.name for path in (place / "kit/library").rglob("key.yaml")] == ["warm-up"]
    given = tmp_path / "key of the teacher.yaml"
    given.write_bytes((INNER / "key.yaml").read_bytes())
    assert main(["key", str(given), "--into", str(place)]) == 0
    assert "The key of “inner-circle” is in its place" in capsys.readouterr().out
    assert (place / "kit/library/inner-circle/key.yaml").read_bytes() == given.read_bytes()
    assert main(["key", str(given), "--into", str(place)]) == 0
    assert "was there already" in capsys.readouterr().out
    given.write_bytes(given.read_bytes() + b"# altered\n")
    assert main(["key", str(given), "--into", str(place)]) == 1
    assert "It is another key than this one." in capsys.readouterr().err
    given.write_text("c01: {labels: [sourced]}\n")
    assert main(["key", str(given), "--into", str(place)]) == 1
    assert main(["key", str(given), "--into", str(tmp_path)]) == 1
    assert "is not a copy of the project" in capsys.readouterr().err
    for wrong, told in ((place, "is a folder. Give the key itself"), (tmp_path / "none.yaml", "There is no file")):
        assert main(["key", str(wrong), "--into", str(place)]) == 1
        assert told in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"<html>Log in first</html>", "c01: {labels: []}\n".encode("utf-16")])
def test_what_is_no_key_is_told_of_no_lesson(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that fits every lesson equally ill is not said to be a fault of one that the reader never had."""
    for lesson in ("warm-up", "inner-circle"):
        home = tmp_path / "kit" / "library" / lesson
        home.mkdir(parents=True)
        (home / "article.md").write_bytes((INNER.parent / lesson / "article.md").read_bytes())
    (tmp_path / "key.yaml").write_bytes(content)
    assert main(["key", str(tmp_path / "key.yaml"), "--into", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "There is no key in “key.yaml”." in told
    assert "warm-up" not in told


def test_a_draft_that_comes_back_is_called_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A key of labels alone shows nothing at the end of a section, and nobody is told that it does."""
    for lesson in ("warm-up", "inner-circle"):
        home = tmp_path / "kit" / "library" / lesson
        home.mkdir(parents=True)
        (home / "article.md").write_bytes((INNER.parent / lesson / "article.md").read_bytes())
    (tmp_path / "draft.yaml").write_text("\n".join(f"c0{n}: {{labels: [sourced]}}" for n in range(1, 8)))
    assert main(["key", str(tmp_path / "draft.yaml"), "--into", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "The key of “warm-up” is in its place" in told
    assert "The key is a draft" in told
    assert "the buttons" not in told


def test_where_nobody_may_write_the_way_is_a_cell(copy: StudentCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a hub's image the kit's folder is not the reader's: the sentence has the line for the first cell."""
    from kit.lesson.write_file import NotWritten  # noqa: PLC0415
    from kit.sharing import returned_key  # noqa: PLC0415

    def refuses(*_: object) -> Path:
        raise NotWritten("It cannot be written.")

    monkeypatch.setattr(returned_key, "write_file", refuses)
    with pytest.raises(ValueError, match=r'lesson = kit.open_lesson\("inner-circle", key=r"'):
        return_key(INNER / "key.yaml", into=copy.folder)
