"""The desk that grades: files of two classes are never mixed unseen, and no number is there that nobody can explain."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import kit
from kit.sharing.desks import clear_desks
from kit.sharing.grade_desk import GradeDesk
from tests.classes import NAMES, codes, hand_in, write_gradebook, write_roster
from tests.unit.test_class_desk import press, send_files, sent

LESSON = kit.open_lesson("inner-circle")
RESULTS = ("opened", "files", "points", "check", "write")


@pytest.fixture(scope="module")
def seven_b(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """What one class handed in, its roster, and its gradebook."""
    place = tmp_path_factory.mktemp("b")
    marks = hand_in(place / "marks 7b", LESSON)
    return marks, write_roster(place / "roster 7b.csv"), write_gradebook(place / "Grades 7b.csv")


@pytest.fixture(scope="module")
def seven_a(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """The files of another class: nine of its twelve codes are others."""
    place = tmp_path_factory.mktemp("a")
    marks = hand_in(place / "marks 7a", LESSON, 12, first=9)
    return marks, write_roster(place / "roster 7a.csv", first=9), write_gradebook(place / "Grades 7a.csv", 2)


@pytest.fixture
def desk() -> Iterator[GradeDesk]:
    """A desk that has just begun."""
    yield kit.grade_desk("inner-circle")
    clear_desks()


def shown_parts(desk: GradeDesk) -> dict[str, object]:
    """Put every result of the page up."""
    return {name: getattr(desk, name)() for name in RESULTS} | {"choose": desk.choose(), "rules": desk.count()}


def test_every_result_names_its_class_and_files(desk: GradeDesk, seven_b: tuple[Path, Path, Path]) -> None:
    """What was handed in, how many readers, the day, the roster and the gradebook stand at the top of each result."""
    views = shown_parts(desk)
    desk.open(*seven_b)
    for name, view in views.items():
        about = view.drawn.pieces["about"]
        assert "Grades of: <strong>" in about, name
        assert "marks 7b: 12 readers, marked on 15 January 2026" in about, name
        assert "roster: roster 7b.csv · gradebook: Grades 7b.csv" in about, name
    desk.open()
    assert all("SAMPLE CLASS" in view.drawn.pieces["about"] for view in views.values())


def test_three_files_become_a_filled_gradebook(desk: GradeDesk, seven_b: tuple[Path, Path, Path]) -> None:
    """The download is what `kit.fill_gradebook` fills, called after the export, and nothing is written by itself."""
    desk.open(*seven_b)
    write = desk.write()
    given_out = sent(write)
    press(write, "gradebook")
    (file,) = (message for message in given_out if message["kind"] == "file")
    grades = kit.grade(kit.collect(seven_b[0], LESSON).annotations, LESSON)
    filled = kit.fill_gradebook(seven_b[2], grades, kit.read_roster(seven_b[1]), "Claim by Claim")
    assert (file["name"], file["buffers"]) == ("Grades 7b-filled.csv", [filled.data])
    assert sorted(path.name for path in seven_b[2].parent.iterdir()) == ["Grades 7b.csv", "marks 7b", "roster 7b.csv"]


@pytest.mark.parametrize("wrong", range(3))
def test_a_wrong_path_leaves_no_file_of_the_class_before(
    wrong: int, desk: GradeDesk, seven_b: tuple[Path, Path, Path], seven_a: tuple[Path, Path, Path]
) -> None:
    """After one class, a wrong path among the next three gives no grade, no names and no file, and says which it is."""
    desk.open(*seven_b)
    views = shown_parts(desk)
    paths = [str(path) for path in seven_a]
    paths[wrong] = r'"C:\Users\Kim\nothing.csv"'
    desk.open(*paths)
    told = views["write"].html
    assert "nothing.csv" in told
    assert "7b" not in "".join(view.html for view in views.values())
    given_out = sent(views["write"])
    with pytest.raises(ValueError, match=r"nothing\.csv"):
        desk.written()
    assert not [message for message in given_out if message["kind"] == "file"]


def test_without_a_gradebook_there_is_a_list_of_points(desk: GradeDesk, seven_b: tuple[Path, Path, Path]) -> None:
    """What was handed in and a roster are enough: the list has everybody's points, in the roster's order."""
    desk.open(*seven_b[:2])
    write, check = desk.write(), desk.check()
    assert "A list of points by name, in the order of your roster: 12 students have points." in write.html
    assert "No gradebook is chosen" in check.html
    given_out = sent(write)
    press(write, "gradebook")
    (file,) = (message for message in given_out if message["kind"] == "file")
    assert file["name"] == "roster 7b-points.csv"
    assert [line.split(",")[0] for line in file["buffers"][0].decode("utf-8-sig").splitlines()[1:]] == [
        f"{name} Oak" for name in NAMES
    ]


def test_files_that_come_at_once_all_arrive(desk: GradeDesk, seven_b: tuple[Path, Path, Path]) -> None:
    """Whoever chooses the gradebook while the roster is still on its way gets both, in whatever order they end."""
    desk.open(seven_b[0])
    choose = desk.choose()
    names = ("roster", "gradebook")
    data = {name: path.read_bytes() for name, path in zip(names, seven_b[1:], strict=True)}
    for name, path in zip(names, seven_b[1:], strict=True):
        told = [{"path": path.name, "size": len(data[name])}]
        choose._hear(choose, {"kind": "begin", "upload": name, "name": name, "files": told}, [])
    for name in names:
        choose._hear(choose, {"kind": "bytes", "upload": name, "number": 0}, [data[name]])
    for name in reversed(names):
        choose._hear(choose, {"kind": "end", "upload": name}, [])
    about = desk.check().drawn.pieces["about"]
    assert "roster: roster 7b.csv" in about
    assert "gradebook: Grades 7b.csv" in about
    assert not desk._uploads


def test_the_roster_of_another_class_is_told(desk: GradeDesk, seven_b: tuple, seven_a: tuple) -> None:
    """With the marks of one class and the roster of another, the check begins with how few codes are known."""
    desk.open(seven_b[0], seven_a[1], seven_b[2])
    assert "Only 3 of the 12 reader codes that handed in marks are in the roster." in desk.check().html


def test_the_gradebook_of_another_class_is_told(desk: GradeDesk, seven_b: tuple, seven_a: tuple) -> None:
    """With the gradebook of another class, the check says how few of those who handed in stand there."""
    desk.open(seven_b[0], seven_b[1], seven_a[2])
    assert "Only 2 of the 12 students who handed in marks are in Grades 7a.csv." in desk.check().html


def test_the_next_class_does_not_get_the_files_of_this_one(desk: GradeDesk, seven_b: tuple, seven_a: tuple) -> None:
    """Whoever chooses what another class handed in is asked for its roster and its gradebook, too."""
    desk.open(*seven_b)
    choose, check = desk.choose(), desk.check()
    press(choose, "open", "handed_in", handed_in=str(seven_a[0]))
    assert "Choose your roster" in check.html
    assert "7b" not in check.html
    press(choose, "open", "roster", roster=str(seven_a[1]))
    assert "Choose your gradebook" in check.html
    press(choose, "open", "gradebook", gradebook=str(seven_a[2]))
    assert "roster 7a.csv · gradebook: Grades 7a.csv" in check.html


def test_a_slip_in_the_rules_changes_none_of_them(desk: GradeDesk, seven_b: tuple) -> None:
    """A path that there is not is told, and what is shown and downloaded stays as it was: out of 10."""
    desk.open(*seven_b)
    points, before = desk.points(), desk.written()
    with pytest.raises(ValueError, match="has no path 'shrt'"):
        desk.count(maximum=20, path="shrt")
    desk.refresh()
    assert "points = 10 x" in points.html
    assert desk.written() == before


@pytest.mark.parametrize(("name", "place"), [("roster", 1), ("gradebook", 2)])
def test_a_file_from_the_browser_is_told_by_its_name(desk: GradeDesk, seven_b: tuple, name: str, place: int) -> None:
    """What is no table is said where it is chosen, by its own name: the folder it lies in for a moment is nobody's."""
    desk.open(*seven_b)
    choose, opened = desk.choose(), desk.opened()
    send_files(choose, name, {"plan.pdf": b"%PDF-1.4"})
    assert f"The {name} “plan.pdf” could not be read. plan.pdf is a PDF" in choose.html
    assert "claim-by-claim-" not in choose.html
    assert seven_b[place].name not in opened.html


def test_files_may_be_chosen_in_any_order(desk: GradeDesk, seven_b: tuple) -> None:
    """Roster and gradebook that were chosen first stay when the class comes, and the sample is gone at once."""
    desk.open()
    choose, points, check = desk.choose(), desk.points(), desk.check()
    send_files(choose, "gradebook", {seven_b[2].name: seven_b[2].read_bytes()})
    assert "No class is chosen" in points.html
    assert "SAMPLE" not in choose.html
    send_files(choose, "roster", {seven_b[1].name: seven_b[1].read_bytes()})
    send_files(choose, "handed_in_folder", {f"marks 7b/{p.name}": p.read_bytes() for p in seven_b[0].iterdir()})
    assert f"{len(NAMES)} grades for" in check.html
    assert desk.written()[0] == "Grades 7b-filled.csv"


def test_whoever_is_quick_loses_no_choice(desk: GradeDesk, seven_b: tuple) -> None:
    """Files chosen while the cells below still run stay; the sample comes after emptied brackets, or forgetting."""
    choose = desk.choose()
    send_files(choose, "handed_in_folder", {f"marks 7b/{p.name}": p.read_bytes() for p in seven_b[0].iterdir()})
    desk.open()
    assert "marks 7b: 12 readers" in choose.drawn.pieces["about"]
    press(choose, "open", "roster", roster=str(seven_b[1]))
    desk.open()
    assert "roster: roster 7b.csv" in choose.drawn.pieces["about"]
    press(choose, "forget")
    desk.open()
    assert "SAMPLE CLASS" in choose.drawn.pieces["about"]
    desk.open(*seven_b)
    desk.open()
    assert "SAMPLE CLASS" in choose.drawn.pieces["about"]


def test_a_single_own_file_never_meets_the_sample(desk: GradeDesk, seven_b: tuple) -> None:
    """With what was handed in alone there are points, and no invented roster or gradebook that they are filled into."""
    desk.open(seven_b[0])
    assert codes(1)[0] in desk.points().html
    assert "sample" not in desk.check().html.lower()
    assert "Choose your roster" in desk.write().html


def test_a_wrong_export_is_a_sentence(desk: GradeDesk, seven_b: tuple, tmp_path: Path) -> None:
    """A file that no gradebook exported says so in the check, and there is nothing to download."""
    (tmp_path / "lunch.csv").write_text("day,meal\nMonday,soup\n", encoding="utf-8")
    desk.open(seven_b[0], seven_b[1], tmp_path / "lunch.csv")
    assert "neither a Canvas nor a Moodle export" in desk.check().html
    assert "<button" not in desk.write().html


def test_another_platforms_export_gives_a_list_in_its_order(desk: GradeDesk, seven_b: tuple, tmp_path: Path) -> None:
    """A Gradescope file is named as one, and its lines are the list's."""
    lines = ["First Name,Last Name,SID,Email,Claim by Claim,Claim by Claim - Max Points"]
    lines += [f"{name},Oak,{place},,,10.0" for place, name in enumerate(reversed(NAMES))]
    (tmp_path / "gs.csv").write_text("\n".join(lines), encoding="utf-8")
    desk.open(seven_b[0], seven_b[1], tmp_path / "gs.csv")
    assert "gs.csv is a Gradescope file" in desk.check().html
    assert "in the order of your gradebook’s file: 12 students have points" in desk.write().html
    name, data = desk.written()
    assert name == "gs-points.csv"
    assert [line.split(" ")[0] for line in data.decode("utf-8-sig").splitlines()[1:]] == list(reversed(NAMES))


def test_what_begins_with_stop_gives_no_file(desk: GradeDesk, seven_b: tuple) -> None:
    """With other points than the gradebook has, the check says stop, and there is nothing to download."""
    desk.open(*seven_b)
    desk.count(maximum=20)
    assert "<strong>stop</strong>" in desk.check().html
    assert "first mend" in desk.write().html


def test_the_short_path_counts_ten_claims(desk: GradeDesk, seven_b: tuple) -> None:
    """Limited to the short path, the points are of its claims, and every result says so."""
    desk.open(*seven_b)
    desk.count(path="short")
    assert set(desk.grades["core_claims"]) == {10}
    points = desk.points()
    assert "only the claims of the 45-minute lesson" in points.drawn.pieces["about"]
    press(desk.choose(), "path", "")
    assert "45-minute" not in points.html


def test_a_slip_in_the_rules_is_said_at_every_result(desk: GradeDesk, seven_b: tuple) -> None:
    """A maximum that makes no grade is a sentence at the points, the check and the file."""
    desk.open(*seven_b)
    desk.count(maximum=-1)
    for name in ("points", "check", "write"):
        assert "give a number above 0" in getattr(desk, name)().html


def test_each_students_page_can_be_downloaded(desk: GradeDesk, seven_b: tuple) -> None:
    """One file to print and a zip of one page each, called after the class; without a class there is neither."""
    pages = desk.feedback()
    assert "<button" not in pages.html
    desk.open(*seven_b)
    assert "12 students get a page" in pages.html
    given_out = sent(pages)
    press(pages, "print")
    press(pages, "each")
    files = [message for message in given_out if message["kind"] == "file"]
    assert [(file["name"], file["type"]) for file in files] == [
        ("feedback marks 7b.html", "text/html"),
        ("feedback marks 7b.zip", "application/zip"),
    ]
    assert all(code.encode() in files[0]["buffers"][0] for code in codes(12))
    assert not any(name.encode() in files[0]["buffers"][0] for name in ("Chloé Oak", "Lena Oak"))
    desk.count(path="short")
    assert "optional" not in desk.feedback_pages.together
