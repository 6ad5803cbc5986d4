"""A site is written over an earlier one: only what the kit wrote gives way, and no half is left without a word."""

import errno
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.__main__ import main
from kit.lesson.write_file import AlreadyThere, NotWritten
from kit.sharing.site.folder import LIST, write_site
from tests.lessons import write_lesson

OLD = {"index.html": b"old", "lessons/a.html": b"old a", "lessons/b.html": b"old b", "sw.js": b"1"}
NEW = {"index.html": b"new", "lessons/a.html": b"new a", "more/c.html": b"new c", "sw.js": b"2"}
NAMES = st.sampled_from(["index.html", "lessons/a.html", "lessons/b.html", "lite/deep/c.js", ".nojekyll"])
FILES = st.dictionaries(NAMES, st.binary(max_size=3), min_size=1)
THEIRS = st.dictionaries(
    st.sampled_from(["CNAME", "lessons/mine.html", "lite/x", ".git/config"]), st.binary(max_size=3)
)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder by its way, but for the kit's list."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != LIST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def put(folder: Path, files: dict[str, bytes]) -> None:
    """Write files as somebody else does."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with the old site."""
    write_site(tmp_path / "site", OLD)
    return tmp_path / "site"


@settings(max_examples=20, deadline=None)
@given(st.lists(FILES, min_size=1, max_size=4), THEIRS)
def test_only_what_the_kit_wrote_gives_way(sites: list[dict[str, bytes]], theirs: dict[str, bytes]) -> None:
    """Whatever sites are written one over the other: the last one is there, whole, beside everybody else's files, and
    nothing else; no empty folder is left, and the same site writes the same list."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        put(folder, theirs)
        for files in sites:
            written = write_site(folder, files)
        assert files_of(folder) == files | theirs
        assert set(written.files) == set(files)
        assert all(any(path.iterdir()) for path in folder.rglob("*") if path.is_dir())
        with TemporaryDirectory() as fresh:
            write_site(fresh, files)
            assert (Path(fresh) / LIST).read_bytes() == (folder / LIST).read_bytes()


@pytest.mark.parametrize("name", ["index.html", "more/c.html"])
def test_a_file_of_somebody_else_is_not_replaced(name: str, old: Path) -> None:
    """Changed by hand, or never the kit's: nothing at all is written, and the sentence names it; asked to, it is."""
    put(old, {name: b"mine"})
    before = files_of(old)
    with pytest.raises(AlreadyThere, match=rf"{name}.*Not written by the kit.*--replace"):
        write_site(old, NEW)
    assert files_of(old) == before
    write_site(old, NEW, replace=True)
    assert files_of(old) == NEW


def test_what_was_changed_and_is_no_longer_needed_is_left(old: Path) -> None:
    """A page that the new site does not have, but somebody has changed, stays, and is told."""
    put(old, {"lessons/b.html": b"mine"})
    written = write_site(old, NEW)
    assert (written.left, written.removed) == (("lessons/b.html",), ())
    assert files_of(old) == NEW | {"lessons/b.html": b"mine"}
    assert write_site(old, OLD, replace=True).removed == ("more/c.html",)


def test_a_folder_or_a_link_in_the_way(old: Path, tmp_path: Path) -> None:
    """A folder where a file belongs, a file where a folder does, and a link out of the site are refused."""
    (old / "more").write_bytes(b"a file")
    with pytest.raises(AlreadyThere, match="needs this place"):
        write_site(old, NEW)
    (old / "more").unlink()
    (tmp_path / "elsewhere").mkdir()
    (old / "more").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(AlreadyThere, match="needs this place"):
        write_site(old, NEW, replace=True)
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert files_of(old) == OLD
    with pytest.raises(NotWritten, match="is a file"):
        write_site(old / "sw.js", NEW)


@pytest.mark.parametrize("way", ["../theirs.txt", "{absolute}", "linked/theirs.txt", "..\\theirs.txt", ""])
def test_a_list_that_leads_out_of_the_folder_removes_nothing(way: str, old: Path, tmp_path: Path) -> None:
    """A list that came with somebody else's folder cannot have a file removed that lies outside of it."""
    theirs = tmp_path / "theirs.txt"
    theirs.write_bytes(b"old")
    (old / "linked").symlink_to(tmp_path)
    listed = json.loads((old / LIST).read_text())
    listed["files"][way.format(absolute=theirs)] = listed["files"]["index.html"]
    (old / LIST).write_text(json.dumps(listed))
    write_site(old, NEW)
    assert theirs.read_bytes() == b"old"


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"made by": "me", "files": {}}', '{"made by": "kit site", "files": 1}']
)
def test_a_list_that_is_not_the_kits_is_refused(text: str, tmp_path: Path) -> None:
    """Whatever stands in a file of that name: a sentence, and nothing is written."""
    (tmp_path / LIST).write_text(text)
    with pytest.raises(AlreadyThere, match="not the kit's list"):
        write_site(tmp_path, NEW)
    assert files_of(tmp_path) == {}


def test_a_full_disk_leaves_the_old_site(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No room for the new files: the old ones are all there, and nothing of the attempt."""

    def full(self: Path, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(NotWritten, match="No space left.*Free some space"):
            write_site(old, NEW)
    assert files_of(old) == OLD
    assert write_site(old, OLD).removed == ()


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), OSError(errno.EIO, "Input/output error")])
def test_a_run_that_is_stopped_says_so_and_can_be_run_again(
    stop: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped before any of the files gets its place: what is there is told, and the next run makes it whole."""
    replaced = Path.replace
    for moment in range(len(NEW) + 2):
        folder = tmp_path / str(moment)
        write_site(folder, OLD)
        put(folder, {"CNAME": b"mine"})
        moments = iter(range(moment + 1))

        def stopping(self: Path, target: Path, moments=moments, moment=moment) -> Path:
            if next(moments) == moment:
                raise stop
            return replaced(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", stopping)
            with pytest.raises(NotWritten, match="stopped.*Run the same again"):
                write_site(folder, NEW)
        assert set(files_of(folder).items()) <= set((OLD | {"CNAME": b"mine"}).items()) | set(NEW.items())
        write_site(folder, NEW)
        assert files_of(folder) == NEW | {"CNAME": b"mine"}


def test_a_run_that_was_killed_leaves_nothing_in_the_way(old: Path) -> None:
    """What a killed run has written beside the site is gone after the next one."""
    put(old / ".claim-by-claim-new", {"index.html": b"half"})
    write_site(old, NEW)
    assert files_of(old) == NEW


def test_the_command_writes_over_its_own_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Written again without a lesson, that lesson's files go and the address file of the host stays; a page that
    somebody has changed stops it with code 1."""
    folder, out = write_lesson(tmp_path / "bridge"), tmp_path / "deep" / "site"
    assert main(["site", "skate-hall", str(folder), "--path", "first", "-o", str(out)]) == 1
    assert "“bridge” has no path 'first'" in capsys.readouterr().err
    assert main(["site", "warm-up", str(folder), "-o", str(out)]) == 0
    (out / "CNAME").write_text("lessons.example")
    assert main(["site", str(folder), "-o", str(out)]) == 0
    left = set(files_of(out))
    assert {"CNAME", "lessons/bridge.html", ".github/workflows/publish.yml"} < left
    assert not any("warm-up" in name for name in left)
    (out / "index.html").write_text("mine")
    assert main(["site", str(folder), "-o", str(out)]) == 1
    assert "index.html" in capsys.readouterr().err
    assert main(["site", str(folder), "-o", str(out), "--replace"]) == 0
    assert main(["site", str(folder), "-o", str(out / "index.html")]) == 1
    assert "is a file" in capsys.readouterr().err
