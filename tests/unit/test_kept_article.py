"""A bundled article that is kept as it was read: it is the same, and what does not fit any more counts for nothing."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.lesson import kept_article
from kit.lesson.article_file import read_article
from kit.lesson.article_found import ArticleFile
from kit.lesson.files import LIBRARY, bundled_lessons
from kit.lesson.kept_article import bundled_article

SHOW = "import kit; kit.start_reading(kit.open_lesson('warm-up'), folder={marks!r}).show(1); import sys; "
SHOW += "print({{'markdown_it', 'kit.lesson.yaml_nodes'}} & set(sys.modules) or 'neither')"
TEXT = (LIBRARY / "warm-up" / "article.md").read_text(encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Path]:
    """A place of the test's own for what Python keeps; call it for the one file that is kept."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return lambda: next((tmp_path / "kept").rglob("*.json"))


def _unread(_text: str) -> ArticleFile:
    raise AssertionError("the article was read once more")


@pytest.mark.parametrize("name", bundled_lessons())
def test_what_is_kept_is_what_was_read(name: str, place: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time, nothing is read, and the article, its claims and the lesson's id are the same."""
    path = LIBRARY / name / "article.md"
    text = path.read_text(encoding="utf-8")
    first = bundled_article(path, text)
    monkeypatch.setattr("kit.lesson.article_file.read_article", _unread)
    assert bundled_article(path, text) == first == read_article(text)
    assert place().is_file()


def test_another_text_is_read(place: Callable[[], Path], tmp_path: Path) -> None:
    """A word that was mended in the article is seen, although the old article is kept."""
    path = tmp_path / "article.md"
    bundled_article(path, TEXT)
    mended = TEXT.replace("freezer", "cupboard")
    found = bundled_article(path, mended)
    assert found == read_article(mended) != read_article(TEXT)


def test_other_code_reads_anew(place: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the code that reads articles has changed, nothing that was kept before counts."""
    path, code = tmp_path / "article.md", tmp_path / "code" / "kept_article.py"
    code.parent.mkdir()
    code.write_text("1")
    monkeypatch.setattr(kept_article, "__file__", str(code))
    bundled_article(path, TEXT)
    before = place().read_bytes()
    os.utime(code, ns=(1, 1))
    bundled_article(path, TEXT)
    assert place().read_bytes() != before


@pytest.mark.parametrize("torn", [b"", b"{", b"[]", b"null", b"\xff", "version", "article", "claims", "paragraphs"])
def test_what_is_torn_or_strange_is_read_anew(torn: bytes | str, place: Callable[[], Path], tmp_path: Path) -> None:
    """A kept file that is no JSON, or lacks a part, counts for nothing, and is written anew."""
    path = tmp_path / "article.md"
    good = bundled_article(path, TEXT)
    whole = place().read_bytes()
    if isinstance(torn, str):
        kept = json.loads(whole)
        (kept if torn in kept else kept["article"]).pop(torn)
        torn = json.dumps(kept).encode()
    place().write_bytes(torn)
    assert bundled_article(path, TEXT) == good
    assert place().read_bytes() == whole


def test_nothing_is_kept_where_nothing_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Python may write nothing, or a file is in the way, or there is no place, the article is read each time."""
    path, good = tmp_path / "article.md", read_article(TEXT)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert bundled_article(path, TEXT) == good
    assert not (tmp_path / "kept").exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "kept").write_text("in the way")
    assert bundled_article(path, TEXT) == good
    monkeypatch.setattr(sys.implementation, "cache_tag", None)
    assert bundled_article(path, TEXT) == good


def test_an_article_with_faults_is_not_kept(place: Callable[[], Path], tmp_path: Path) -> None:
    """Faults are told each time: only an article without any is kept."""
    found = bundled_article(tmp_path / "article.md", TEXT.replace("## ", "### ", 1))
    assert found.faults
    assert not list((tmp_path / "kept").rglob("*.json"))


def test_the_second_notebook_loads_no_parser(tmp_path: Path) -> None:
    """Once a bundled article is kept, its first paragraph is shown without the parsers of Markdown and YAML."""
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(tmp_path / "kept")}
    code = [sys.executable, "-c", SHOW.format(marks=str(tmp_path / "marks"))]
    first, second = (
        subprocess.run(code, env=environment, capture_output=True, text=True, check=True).stdout for _ in range(2)
    )
    assert "markdown_it" in first.splitlines()[-1]
    assert second.splitlines()[-1] == "neither"
