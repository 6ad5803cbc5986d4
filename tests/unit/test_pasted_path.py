"""Paths are taken however they were pasted, and never lead to another place than the one that was meant."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.lesson.pasted_path import pasted_path
from kit.sharing.cells import CellsFault
from kit.sharing.roster import read_roster
from tests.journals import put, small_journal, text
from tests.lessons import small_lesson


def pasted(path: Path) -> list[str]:
    """The ways in which systems and people copy the path of a file: with quotes, as an address, escaped."""
    plain = str(path)
    escaped = "".join(f"\\{sign}" if sign in " ()'" else sign for sign in plain)
    marks = [f'"{plain}"', f"'{plain}'", f"“{plain}”", f'r"{plain}"', f"r'{plain}'", f'""{plain}""', f'"{plain}']
    around = [f"  {plain}\n", f"\u202a{plain}", f"{plain}\u200b", f"{plain}{os.sep}", f' "{plain}" ']
    shell = "'" + plain.replace("'", r"'\''") + "'"
    address = path.as_uri()
    return [*marks, *around, shell, address, address.replace("file://", "file://localhost"), f"'{address}'", escaped]


@pytest.mark.parametrize("name", ["marks.zip", "Kim's marks (7b) é.zip", "100% [a]#b.zip", "a\\ b.zip", "'7b'"])
def test_a_path_is_taken_however_it_was_pasted(tmp_path: Path, name: str) -> None:
    """Quotes, blanks, unseen signs, a slash at the end, an address and a command line's escapes do not matter."""
    place = put(tmp_path, name, b"")
    for way in pasted(place):
        assert pasted_path(way).resolve() == place.resolve(), way


def test_what_is_there_as_it_stands_is_taken_as_it_stands(tmp_path: Path) -> None:
    """A name with quotation marks, blanks or a backslash of its own is found, though its plain neighbour is there."""
    for name in ('"7b"', " 7b ", "7\\ b", "'7b'"):
        assert pasted_path(str(put(tmp_path, name, b""))).name == name
    assert pasted_path(str(put(tmp_path, "7b", b""))).name == "7b"


@given(st.text(alphabet="ab9 é'&()%#~.-", min_size=1, max_size=12), st.integers(0, 7))
def test_what_is_not_there_is_named_plainly(name: str, way: int) -> None:
    """A path that leads nowhere is told as it was before it was copied, whatever signs its name has."""
    place = Path("/nowhere-at-all") / f"7{name}b"
    wrapped = [f'"{place}"', f"'{place}'", f"“{place}”", f'r"{place}"', f" {place} ", f"\u202a{place}", place.as_uri()]
    assert pasted_path([*wrapped, f'"{place.as_uri()}"'][way]) == place


def test_home_and_other_computers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`~` is the home folder, inside quotes too; a file of another computer stays one; an unknown ~ is a name."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert pasted_path('"~/marks.zip"') == tmp_path / "marks.zip"
    assert pasted_path("file://school/7b/my%20marks.zip") == Path("//school/7b/my marks.zip")
    assert pasted_path("~nobody-has-this-name/x") == Path("~nobody-has-this-name/x")


@pytest.mark.parametrize("nothing", ["", "  ", '""', "''", 'r""', None, 7])
def test_no_path_is_a_sentence(nothing: object) -> None:
    """An empty path would be the folder that Python runs in, with whatever class lies there: it is refused."""
    with pytest.raises(ValueError, match="path"):
        pasted_path(nothing)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="path"):
        kit.collect(nothing)  # type: ignore[arg-type]


def test_every_door_takes_it(tmp_path: Path) -> None:
    """Collecting, opening a lesson with its key, and the roster take a path as it was pasted."""
    lesson = small_lesson(tmp_path / "my bridge")
    put(tmp_path / "7 b", "a.jsonl", text(small_journal(lesson)))
    roster = put(tmp_path, "my roster.csv", b"code,name\nquiet-otter-41,Ana\n")
    assert kit.collect(f'"{tmp_path / "7 b"}"', lesson).about.endswith("7 b: 1 reader, marked on 22 November 2026")
    key = f"'{tmp_path / 'my bridge' / 'key.yaml'}'"
    assert kit.open_lesson((tmp_path / "my bridge").as_uri(), key) == lesson
    assert read_roster(f" {roster}").students[0].name == "Ana"


@pytest.mark.parametrize("address", ["https://example.org/marks.zip", '"HTTP://example.org/7b/marks.zip"'])
def test_an_address_in_the_web_says_to_download(address: str) -> None:
    """The link to a hand-in is no file, and nothing is fetched from it."""
    with pytest.raises(FileNotFoundError, match="address in the web.*download"):
        kit.collect(address)
    with pytest.raises(ValueError, match="address in the web.*download"):
        kit.read_roster(address)


def test_a_path_of_another_computer_says_to_upload(tmp_path: Path) -> None:
    """On a hub, a path of the teacher's own Windows computer leads nowhere, and the sentence says what to do."""
    home = os.name == "nt"
    for path in (r"C:\Users\Kim\Downloads\marks.zip", r'"D:\7b\marks.zip"', r"\\school\7b\marks.zip"):
        with pytest.raises(FileNotFoundError, match="Give" if home else "path of a Windows computer.*upload"):
            kit.collect(path)
        with pytest.raises(CellsFault, match="Check" if home else "path of a Windows computer"):
            read_roster(path)
    with pytest.raises(FileNotFoundError, match="Give the folder or the zip"):
        kit.collect(tmp_path / "nowhere")
