"""The list of classes: read as spreadsheets save it, refused with every fault at once, read again when it changes."""

import logging
from pathlib import Path

import pytest

from kit.sharing.hub.classes import ClassListFaults, HubClass, read_classes
from kit.sharing.hub.spawn import ClassList

GOOD = "class,role,hub user\n7b,teacher,mona\n7b,student,ada\n8a,,cy\n8a,Teacher,mona\n"
CLASSES = (HubClass("7b", ("mona",), ("ada",)), HubClass("8a", ("mona",), ("cy",)))


def _list(folder: Path, text: str | bytes) -> Path:
    path = folder / "classes.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace(",", ";").replace("\n", "\r\n"),
        b"\xef\xbb\xbf" + GOOD.replace(",", "\t").encode(),
        "Name,Hub_User,CLASS,Role\nM,mona,7b,teacher\nA,ada, 7b ,student\n,,,\nC,cy,8a,\nM,mona,8a,teacher",
        GOOD.replace("mona", '"mona"'),
        "sep=;\n" + GOOD.replace(",", ";"),
        GOOD.encode("utf-16"),
        GOOD.replace("mona", "mona\u200b").replace("ada", "\u00a0ada\ufeff").replace("class", "class\u00ad"),
    ],
    ids=["plain", "semicolons", "tabs", "other order", "quoted", "Excel's own line", "UTF-16", "signs of no width"],
)
def test_a_list_is_read_as_programs_save_it(tmp_path: Path, text: str | bytes) -> None:
    """Delimiters, order, capitals, blanks and further columns do not matter; a line without a role is a student's."""
    assert read_classes(_list(tmp_path, text)) == CLASSES


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("7/b,student,zoe", "line 6: “7/b” cannot be the name of a class."),
        ("..,student,zoe", "cannot be the name of a class"),
        ("7b,pupil,zoe", "“pupil” is not a role"),
        ("7b,student,../zoe", "“../zoe” cannot be a user of the hub"),
        ("7b,student,", "There is no hub user"),
        ("8a,student,Ada", "Ada is a student in line 3"),
        ("7b,teacher,cy", "cy is a student in line 4"),
        ("7B,student,zoe", "the same but for capitals"),
    ],
)
def test_every_fault_is_told_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    """What would lead out of a folder, give two students one, or let a student read the class is refused."""
    with pytest.raises(ClassListFaults) as caught:
        read_classes(_list(tmp_path, f"{GOOD}{line}\nx y,student,yves\n"))
    assert told in str(caught.value)
    assert "line 7: “x y”" in str(caught.value)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    """The sentence says which column is missing and what the first line should be."""
    for text in ("", "class,user\n7b,ada\n"):
        with pytest.raises(ClassListFaults, match="It should say: class,role,hub user"):
            read_classes(_list(tmp_path, text))


def test_a_changed_list_is_read_and_a_faulty_one_leaves_the_last_good_one(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A hub that runs takes a new student in, and goes on with what it knew where the new list cannot be used."""
    classes = ClassList(_list(tmp_path, GOOD))
    _list(tmp_path, f"{GOOD}8a,student,zoe\n")
    assert classes.now()[1].students == ("cy", "zoe")
    for spoil in (lambda: _list(tmp_path, f"{GOOD}7b,student,cy\n"), (tmp_path / "classes.csv").unlink):
        caplog.clear()
        spoil()
        with caplog.at_level(logging.ERROR):
            assert classes.now()[1].students == ("cy", "zoe")
        assert "still holds" in caplog.text
