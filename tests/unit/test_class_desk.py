"""The class desk: whatever is shown is about the class that is chosen now, and none of it can get into a file."""

import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import kit
from kit.analysis.class_desk import uploads
from kit.analysis.class_desk.class_desk import ClassDesk
from kit.analysis.class_desk.desk import Desk
from kit.analysis.class_desk.unsaved import Drawn, Unsaved
from kit.analysis.class_figures import most_split
from kit.sharing.desks import clear_desks
from tests.classes import SECRET, codes, hand_in, lines_of, write_roster

LESSON = kit.open_lesson("inner-circle")
LIBRARY = Path(kit.__file__).parent / "library"
PARTS = ("choose", "opened", "far", "readers", "answers", "split", "reasons", "missed", "disagree", "decide", "revised")
PARTS += ("report",)


@pytest.fixture(scope="module")
def seven_b(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A zip of 12 readers, called after its class."""
    folder = tmp_path_factory.mktemp("downloads")
    hand_in(folder / "files", LESSON)
    with zipfile.ZipFile(folder / "marks 7b.zip", "w") as packed:
        for path in sorted((folder / "files").iterdir()):
            packed.write(path, f"Müller, José ({path.stem})/{path.name}")
    return folder / "marks 7b.zip"


@pytest.fixture(scope="module")
def seven_a(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of another class, of nine other readers."""
    return hand_in(tmp_path_factory.mktemp("desk") / "marks 7a", LESSON, 9, first=20)


@pytest.fixture
def desk() -> Iterator[ClassDesk]:
    """A desk that has just begun."""
    yield kit.class_desk("inner-circle")
    clear_desks()


def shown_parts(desk: ClassDesk) -> dict[str, Unsaved]:
    """Put every part of the page up."""
    return {name: getattr(desk, name)() for name in PARTS}


def press(view: Unsaved, name: str, value: object = "", **typed: str) -> None:
    """Do what the browser tells of somebody who presses a button or changes a control."""
    view._hear(view, {"kind": "press", "name": name, "value": value, "typed": typed}, [])


def tick(view: Unsaved, name: str, value: str, on: bool) -> None:
    """Tick or untick a box."""
    press(view, name, {"of": value, "on": on})


def sent(view: Unsaved) -> list[dict]:
    """Note from now on every message that a view sends to the browser, where it is looked at."""
    messages: list[dict] = []
    view._views = 1
    view.send = lambda content, buffers=(): messages.append({**content, "buffers": list(buffers)})  # type: ignore[method-assign]
    return messages


def send_files(view: Unsaved, name: str, files: dict[str, bytes], slice_of: int = 5000) -> list[dict]:
    """Send files as the browser does, in pieces, and return what was answered."""
    answers = sent(view)
    told = [{"path": path, "size": len(data)} for path, data in files.items()]
    view._hear(view, {"kind": "begin", "id": 1, "name": name, "files": told}, [])
    for number, data in enumerate(files.values()):
        for at in range(0, len(data), slice_of):
            message = {"kind": "bytes", "id": 2, "number": number}
            view._hear(view, message, [memoryview(data)[at : at + slice_of]])
    view._hear(view, {"kind": "end", "id": 3}, [])
    return answers


@pytest.mark.parametrize("part", PARTS)
def test_every_result_says_which_class_it_is_about(part: str, desk: ClassDesk, seven_b: Path) -> None:
    """Folder, number of readers and day stand at the top of each part, and an invented class is named as such."""
    view = getattr(desk, part)()
    desk.open()
    assert "SAMPLE CLASS" in view.drawn.pieces["about"]
    desk.open(seven_b)
    assert next(iter(view.drawn.pieces)) == "about"
    assert "marks 7b.zip: 12 readers, marked on 15 January 2026" in view.drawn.pieces["about"]
    assert "SAMPLE" not in view.html


@pytest.mark.parametrize("wrong", ["missing.zip", "empty folder", "", "picture.png", "notes.zip"])
def test_a_wrong_path_leaves_nothing_of_the_class_before(
    wrong: str, desk: ClassDesk, seven_b: Path, tmp_path: Path
) -> None:
    """After one class, every part says in one sentence that none is chosen, and why; nothing of the first is left."""
    (tmp_path / "empty folder").mkdir()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "notes.zip").write_bytes(b"PK\x03\x04 torn")
    desk.open(seven_b)
    views = shown_parts(desk)
    desk.open(tmp_path / wrong if wrong else "")
    for name, view in views.items():
        assert "No class is chosen: “" in view.drawn.pieces["about"], name
        assert "marks 7b" not in view.html, name
        assert name == "choose" or list(view.drawn.pieces) == ["about"], name
    with pytest.raises(ValueError, match="No class is chosen"):
        desk.annotations  # noqa: B018


def test_another_class_is_shown_by_the_same_parts(desk: ClassDesk, seven_b: Path, seven_a: Path) -> None:
    """What stands on the page follows the class that was chosen last, without running anything again."""
    desk.open(seven_b)
    views = shown_parts(desk)
    press(views["choose"], "open", "handed_in", handed_in=f'"{seven_a}"')
    for name, view in views.items():
        assert "marks 7a: 9 readers" in view.html, name
        assert "marks 7b" not in view.html, name
    assert codes(1, 20)[0] in views["readers"].html
    assert codes(1)[0] not in views["readers"].html


def test_what_was_done_for_one_class_is_not_done_to_the_next(desk: ClassDesk, seven_b: Path, seven_a: Path) -> None:
    """Readers left out, reasons taken out and names of one class are forgotten with it."""
    desk.open(seven_b, write_roster(seven_b.with_name("roster 7b.csv")))
    desk.leave_out(codes(1))
    desk.show_reason("c01-123456", False)
    assert desk.discretion.names
    desk.open(seven_a)
    assert desk.left_out == frozenset()
    assert desk.discretion == type(desk.discretion)()


def test_beginning_again_leaves_nothing_on_the_page(desk: ClassDesk, seven_b: Path) -> None:
    """Where Run All stops at its second cell, what older cells still show says so and has no figure left."""
    desk.open(seven_b)
    views = shown_parts(desk)
    again = kit.class_desk("inner-circle")
    for name, view in views.items():
        assert list(view.drawn.pieces) == ["about"], name
        assert "begun again" in view.html
        assert "7b" not in view.html
    assert "cell that opens one has not run" in again.far().html
    press(views["choose"], "open", "handed_in", handed_in=str(seven_b))
    assert "7b" not in views["choose"].html


def test_a_page_that_is_run_again_and_again_leaves_no_lines_behind(desk: ClassDesk) -> None:
    """The browser's lines to the desk before the last one are closed."""
    view = desk.far()
    kit.class_desk("inner-circle")
    assert view.comm is not None
    kit.class_desk("inner-circle")
    assert view.comm is None


def test_nothing_is_drawn_where_nobody_looks(desk: ClassDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is drawn when a view of it is on the page, and no more when the last one has left."""
    drawn: list[int] = []
    monkeypatch.setattr("kit.analysis.class_desk.parts.Far.draw", lambda _self: drawn.append(1) or Drawn({}))
    far = desk.far()
    desk.open()
    assert not drawn
    far._hear(far, {"kind": "ready"}, [])
    desk.open()
    assert len(drawn) == 2
    far._hear(far, {"kind": "left"}, [])
    desk.open()
    assert len(drawn) == 2


@pytest.mark.parametrize("around", ['"{}"', " {} ", "'{}'", "“{}”"])
def test_a_path_is_taken_however_it_was_pasted(around: str, desk: ClassDesk, seven_b: Path) -> None:
    """Quotation marks and blanks around a path do not matter, typed into the cell or into the field."""
    desk.open(around.format(seven_b))
    assert desk.collected.annotations["reader"].nunique() == 12
    desk.forget()
    press(desk.choose(), "open", "handed_in", handed_in=around.format(seven_b))
    assert desk.collected.annotations["reader"].nunique() == 12


def test_readers_who_are_left_out_are_left_out_everywhere(desk: ClassDesk, seven_b: Path) -> None:
    """Ticking a reader changes every later figure, says how many count, and can be taken back."""
    desk.open(seven_b)
    views = shown_parts(desk)
    before = desk.annotations
    tick(views["readers"], "left_out", codes(1)[0], True)
    assert "11 of 12 readers count" in views["readers"].html
    for name, view in views.items():
        assert "11 readers (1 left out)" in view.drawn.pieces["about"], name
    assert codes(1)[0] not in set(desk.annotations["reader"].astype(str))
    assert views["readers"].drawn.values["left_out"] == codes(1)
    assert ">11<" in views["report"].html.replace("&lt;", "<").replace("&gt;", ">")
    tick(views["readers"], "left_out", codes(1)[0], False)
    pd.testing.assert_frame_equal(desk.annotations, before)


def test_figures_of_a_path_do_not_say_that_time_ran_out(desk: ClassDesk, seven_b: Path) -> None:
    """Limited to the short path, every part says so, and low numbers are not explained by the clock."""
    desk.open(seven_b)
    far, choose = desk.far(), desk.choose()
    assert "time ran out" in far.html
    press(choose, "path", "short")
    assert "time ran out" not in far.html
    assert "only the claims of the 45-minute lesson" in far.drawn.pieces["about"]
    assert set(desk.annotations["claim"].astype(str)) <= set(LESSON.path("short").claims)
    desk.open()
    assert "only the claims of the 45-minute lesson" in far.drawn.pieces["about"]


def test_a_class_that_marked_just_a_path_is_offered_it(desk: ClassDesk, tmp_path: Path) -> None:
    """Where most readers marked only the short path, the page says so and names it, until it is chosen."""
    short = LESSON.path("short").claims
    for code in codes(5):
        reading = kit.start_reading(LESSON, reader=code, folder=tmp_path / "marks")
        for claim in short:
            reading.mark(claim, ["sourced"])
    desk.open(tmp_path / "marks")
    choose = desk.choose()
    assert "only claims of the 45-minute lesson" in choose.html
    press(choose, "path", "short")
    assert "offered" not in choose.drawn.pieces


def ids_of(view: Unsaved, words: str) -> str:
    """The id of the reason with these words, as its box has it."""
    return next(part for part in view.html.split('value="') if words in part).partition('"')[0]


def test_a_reason_that_is_taken_out_stays_out(desk: ClassDesk, seven_b: Path) -> None:
    """Unticked in the list, a reason is not in the large view, and can be brought back."""
    desk.open(seven_b)
    reasons = desk.reasons()
    press(reasons, "claim", "c01")
    chosen = ids_of(reasons, SECRET)
    tick(reasons, "shown", chosen, False)
    assert "taken out by you" in reasons.html
    press(reasons, "project")
    press(reasons, "reasons")
    assert "stage-camps" in reasons.html
    assert SECRET not in reasons.html
    press(reasons, "look")
    tick(reasons, "shown", chosen, True)
    press(reasons, "project")
    assert SECRET not in reasons.html
    press(reasons, "reasons")
    assert SECRET in reasons.html


def test_the_list_says_whether_names_are_looked_for(desk: ClassDesk, seven_b: Path, tmp_path: Path) -> None:
    """Without a roster, or with one that cannot be read, the teacher is told to look for names themselves."""
    desk.open(seven_b)
    assert "Names are looked for once you have chosen your roster" in desk.reasons().html
    desk.open(seven_b, tmp_path / "nothing.csv")
    assert "nothing.csv” could not be read" in desk.reasons().html


def test_what_is_taken_out_is_not_in_the_report_either(desk: ClassDesk, tmp_path: Path) -> None:
    """A reason that stands in the report is gone from it when the teacher unticks it, and back when they tick it."""
    desk.open(hand_in(tmp_path / "class", LESSON, 24))
    reasons, report = desk.reasons(), desk.report()
    chosen = desk.report_page().reasons[0]
    text = chosen.text.replace("’", "&#x27;")
    before = report.html.count(text)
    press(reasons, "claim", chosen.id.partition("-")[0])
    tick(reasons, "shown", chosen.id, False)
    assert report.html.count(text) < before
    assert chosen.id not in {reason.id for reason in desk.report_page().reasons}
    desk.leave_out(codes(1))
    assert chosen.id not in {reason.id for reason in desk.report_page().reasons}
    desk.leave_out([])
    tick(reasons, "shown", chosen.id, True)
    assert report.html.count(text) == before


def test_a_name_of_the_roster_is_held_back_and_told(desk: ClassDesk, seven_b: Path, tmp_path: Path) -> None:
    """Whichever file was chosen first, a reason with a name of the roster is not projected, and the teacher is told."""
    roster = tmp_path / "roster.csv"
    roster.write_text("reader code,name\nquiet-otter-41,Zacharias Oak\n", encoding="utf-8")
    for order in (("handed_in", "roster"), ("roster", "handed_in")):
        desk.forget()
        choose, reasons = desk.choose(), desk.reasons()
        for name in order:
            press(choose, "open", name, handed_in=str(seven_b), roster=str(roster))
        press(reasons, "claim", "c01")
        assert "held back: it may hold the name Zacharias" in reasons.html
        press(reasons, "project")
        assert SECRET not in reasons.html
        assert "The roster has 1 name." in choose.html


def test_another_class_is_first_shown_to_the_teacher(desk: ClassDesk, seven_b: Path, seven_a: Path) -> None:
    """Whoever chooses another class while projecting is back in the list, at the claim that splits this class most."""
    desk.open(seven_b)
    reasons = desk.reasons()
    press(reasons, "claim", "c02")
    press(reasons, "project")
    for another in (seven_a, None, seven_b):
        desk.open(another)
        assert "<dialog" not in reasons.html
        first = most_split(desk.annotations, desk.lesson)["claim"].iloc[0]
        assert reasons.drawn.values["claim"] == str(first)
        press(reasons, "claim", "c02")
        press(reasons, "project")
        assert "<dialog" in reasons.html
    desk.leave_out(codes(1))
    assert reasons.drawn.values["claim"] == "c02"


def test_the_roster_of_another_class_is_doubted(desk: ClassDesk, seven_b: Path, tmp_path: Path) -> None:
    """Its names protect nobody of this class: that is said where it is chosen, and where reasons are looked through."""
    doubt = "of the 12 readers of this class are in it. Is it the roster of another class?"
    desk.open(seven_b, write_roster(tmp_path / "roster 7b.csv"))
    choose, reasons = desk.choose(), desk.reasons()
    assert "Is it the roster of another class?" not in choose.html + reasons.html
    desk.open(roster=write_roster(tmp_path / "roster 7a.csv", first=9))
    assert f"Only 3 {doubt}" in choose.html
    assert f"Only 3 {doubt}" in reasons.html
    desk.open(roster=write_roster(tmp_path / "roster 7c.csv", first=6))
    assert "Is it the roster of another class?" not in choose.html
    desk.open()
    assert "Is it the roster of another class?" not in choose.html


def test_a_roster_from_the_browser_is_told_by_its_name(desk: ClassDesk, seven_b: Path) -> None:
    """A roster that cannot be read is called as the teacher calls it, and one without names says what it lacks."""
    desk.open(seven_b)
    choose = desk.choose()
    send_files(choose, "roster", {"plan.pdf": b"%PDF-1.4"})
    assert "The roster “plan.pdf” could not be read. plan.pdf is a PDF" in choose.html
    send_files(choose, "roster", {"codes.csv": b"reader code\nquiet-otter-41\n"})
    assert "The roster has no names, so none can be looked for" in choose.html


def private_words(seven_b: Path) -> list[str]:
    """What stands in the files of a class and must stand in no notebook."""
    return [SECRET, "Müller", "José", seven_b.name, *codes(12), "A name stands right there"]


def test_no_synced_value_holds_anything_of_a_class(desk: ClassDesk, seven_b: Path) -> None:
    """Whatever saves the widgets' state saves nothing of a class: there is none in it."""
    desk.open(seven_b, write_roster(seven_b.with_name("roster.csv")))
    for name, view in shown_parts(desk).items():
        tick(view, "shown", "c01-000000", False)
        state = json.dumps(view.get_state(), default=str)
        assert [word for word in private_words(seven_b) if word in state] == [], name


def test_no_output_holds_anything_of_a_class(desk: ClassDesk, seven_b: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a cell puts out, and what a saved notebook therefore holds, is one sentence that says what was shown."""
    put_out: list[str] = []
    for name in ("display", "update_display"):
        monkeypatch.setattr(f"kit.analysis.class_desk.unsaved.{name}", lambda data, **_: put_out.append(text_of(data)))
    views = shown_parts(desk)
    for given, kind in ((seven_b, "nobody finds it here"), (None, "SAMPLE CLASS")):
        desk.open(given)
        for name, view in views.items():
            put_out.clear()
            view._ipython_display_()
            assert len(put_out) == 2
            assert all(kind in data for data in put_out), name
            assert repr(view) in put_out[0]
            assert [word for word in private_words(seven_b) if word in "".join(put_out)] == [], name
    put_out.clear()
    desk.open(seven_b)
    assert len(put_out) == len(views), "what stands in the file follows the class"
    assert "SAMPLE" not in "".join(put_out)


def text_of(data: object) -> str:
    """All that an output holds."""
    return json.dumps(data, ensure_ascii=False) if isinstance(data, dict) else str(data._repr_html_())  # type: ignore[attr-defined]


def test_files_come_from_the_browser_in_pieces(desk: ClassDesk, seven_b: Path) -> None:
    """A zip that is chosen in the browser gives the class of that name, and its temporary copy is deleted."""
    choose = desk.choose()
    begun = uploads.Upload("handed_in", [{"path": "x", "size": 1}])
    assert begun.place.parent.parent.stat().st_mode & 0o077 == 0
    begun.delete()
    answers = send_files(choose, "handed_in", {seven_b.name: seven_b.read_bytes()})
    assert all(answer["go"] for answer in answers if answer["kind"] == "next")
    assert desk.about.startswith("marks 7b.zip: 12 readers")
    assert not desk._uploads


def test_two_uploads_are_never_mixed(desk: ClassDesk, seven_b: Path, seven_a: Path) -> None:
    """Whoever chooses another file while one is still on its way gets the class of the second, and all of it."""
    choose = desk.choose()
    late = {"kind": "bytes", "upload": "first", "number": 0}
    files = {f"marks 7a/{path.name}": path.read_bytes() for path in sorted(seven_a.iterdir())}
    told = [{"path": seven_b.name, "size": 9}]
    choose._hear(choose, {"kind": "begin", "upload": "first", "name": "handed_in", "files": told}, [])
    answers = sent(choose)
    second = [{"path": path, "size": len(data)} for path, data in files.items()]
    begin = {"kind": "begin", "upload": "second", "name": "handed_in_folder", "files": second}
    choose._hear(choose, begin, [])
    for number, data in enumerate(files.values()):
        choose._hear(choose, late | {"id": number}, [b"PK torn"])
        choose._hear(choose, {"kind": "bytes", "upload": "second", "number": number}, [data])
    choose._hear(choose, {"kind": "end", "upload": "first"}, [])
    choose._hear(choose, {"kind": "end", "upload": "second"}, [])
    assert [answer["go"] for answer in answers if answer["kind"] == "next"] == [False] * len(files)
    assert desk.about.startswith("marks 7a: 9 readers")
    assert desk.collected.files["lines_refused"].sum() == 0


def test_a_folder_comes_with_its_name_and_single_files_without(desk: ClassDesk, seven_a: Path) -> None:
    """A chosen folder is called as it is; single files, which may be called after students, are counted."""
    files = {path.name: path.read_bytes() for path in sorted(seven_a.iterdir())}
    choose = desk.choose()
    send_files(choose, "handed_in_folder", {f"7a late/Öz Bea/{name}": data for name, data in files.items()})
    assert desk.about.startswith("7a late: 9 readers")
    send_files(choose, "handed_in", files)
    assert desk.about.startswith("9 files: 9 readers")
    send_files(choose, "handed_in", {"Bea Öz.jsonl": next(iter(files.values()))})
    assert desk.about.startswith("one file: 1 reader")


@pytest.mark.parametrize(
    "path", ["../../evil.jsonl", "/etc/evil.jsonl", "C:\\evil.jsonl", "..", "a/../../b.jsonl", "\0"]
)
def test_a_name_leads_nowhere_else(path: str) -> None:
    """Whatever a browser says that a file is called, it lies in the temporary folder."""
    upload = uploads.Upload("handed_in", [{"path": path, "size": 1}, {"path": path, "size": 1}])
    for number in (0, 1):
        upload.add(number, b"x")
    written = [found for found in Path(upload._folder.name).rglob("*") if found.is_file()]
    assert [found.read_bytes() for found in written] == [b"x", b"x"]
    upload.delete()


def test_too_much_is_refused_before_it_is_sent(desk: ClassDesk, seven_b: Path) -> None:
    """Whoever chooses a whole disk is told what to choose instead, and the class before is gone."""
    desk.open(seven_b)
    choose = desk.choose()
    answers = sent(choose)
    files = [{"path": "films/one.mp4", "size": 2**31}]
    choose._hear(choose, {"kind": "begin", "id": 7, "name": "handed_in", "files": files}, [])
    assert {"kind": "next", "id": 7, "go": False, "buffers": []} in answers
    assert "more than a class hands in" in choose.html


def test_the_report_is_called_after_its_class(desk: ClassDesk, seven_b: Path) -> None:
    """The downloaded page has the class in its name, or says there that it is a sample."""
    report = desk.report()
    for given, begins in ((None, "report SAMPLE "), (seven_b, "report marks 7b ")):
        desk.open(given)
        given_out = sent(report)
        press(report, "report")
        (file,) = (message for message in given_out if message["kind"] == "file")
        assert file["name"].startswith(begins)
        assert file["name"].endswith(".html")
        assert b"<!doctype html>" in file["buffers"][0]


def test_a_key_comes_from_a_class_and_never_from_the_sample(desk: ClassDesk, seven_b: Path) -> None:
    """The teacher's decisions are in the downloaded key; the invented class gives none."""
    decide = desk.decide({"c05": ["sourced"]})
    desk.open()
    given_out = sent(decide)
    press(decide, "key")
    assert [message for message in given_out if message["kind"] == "file"] == []
    assert "no key is made" in decide.html
    desk.open(seven_b)
    press(decide, "key")
    (file,) = (message for message in given_out if message["kind"] == "file")
    assert file["name"] == "key marks 7b.yaml"
    assert b"DECIDED: sourced" in file["buffers"][0]


def test_a_slip_in_a_decision_is_a_sentence(desk: ClassDesk) -> None:
    """A decision on a claim that is not there is said at its place, and stops nothing else."""
    desk.open()
    assert "has no claim &#x27;c99&#x27;" in desk.decide({"c99": ["sourced"]}).html


def test_shares_are_said_as_in_the_report(desk: ClassDesk) -> None:
    """How often readers split, and how many answers can be defended, are the report's percentages."""
    desk.open()
    page = kit.report(desk.annotations, desk.lesson).html
    for view in (desk.split(), desk.missed()):
        shares = re.findall(r">(\d+%)<", view.html)
        assert len(shares) == 3
        assert [one for one in shares if one not in page] == []


def test_everything_is_shown_without_a_key(desk: ClassDesk) -> None:
    """Where the key was taken away, every part shows what there is, and the key's part says that it comes later."""
    keyless = ClassDesk(replace(LESSON, key=None), lambda _path: ())
    keyless.open()
    for name, view in shown_parts(keyless).items():
        assert "fault" not in view.drawn.pieces, name
    assert "key comes later" in keyless.missed().html
    assert 'name="show_key"' not in keyless.report().html


@pytest.fixture(scope="module")
def mended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lesson after its first paragraph was mended."""
    folder = tmp_path_factory.mktemp("mended") / "inner-circle"
    shutil.copytree(LIBRARY / "inner-circle", folder)
    article = folder / "article.md"
    text = article.read_text(encoding="utf-8")
    assert text.count("In recent weeks, a member") == 1
    article.write_text(text.replace("In recent weeks, a member", "Lately, a member"), encoding="utf-8")
    return folder


@pytest.mark.parametrize("begin", [kit.class_desk, kit.grade_desk])
def test_answers_to_an_earlier_text_are_told_where_the_class_is_chosen(
    begin: Callable[..., Desk], seven_b: Path, mended: Path
) -> None:
    """Answers that are missing from the figures, because their paragraph was mended, are no unexplained numbers."""
    desk = begin(mended)
    desk.open(seven_b)
    for view in (desk.choose(), desk.opened()):
        assert "11 answers were given to a paragraph that has changed since, and left out: c01" in view.html
    clear_desks()
    desk = begin("inner-circle")
    desk.open(seven_b)
    assert "changed since" not in desk.choose().html + desk.opened().html
    clear_desks()


def test_why_no_answer_counts_is_told(desk: ClassDesk, mended: Path, tmp_path: Path) -> None:
    """Answers to another article, and answers whose paragraph has changed, are not called no answers at all."""
    here = kit.open_lesson(mended)
    lines = [line for line in lines_of(LESSON, 3) if line.claim == "c01"]
    kit.write_journals(lines, tmp_path / "old")
    kit.write_journals([replace(line, lesson="lunch") for line in lines], tmp_path / "lunch")
    late = kit.class_desk(mended)
    late.open(tmp_path / "old")
    assert here.passages["c01"] != LESSON.passages["c01"]
    assert "counts for this article as it is now. " in late.opened().html
    assert "Ask for these claims again." in late.opened().html
    late.open(tmp_path / "lunch")
    assert "holds answers to another article only. Begin the page with that lesson’s name" in late.opened().html
    (tmp_path / "nothing").mkdir()
    late.open(tmp_path / "nothing")
    assert "holds no answers to this article" in late.opened().html


def test_an_answer_with_every_sign_is_shown(desk: ClassDesk, seven_b: Path, tmp_path: Path) -> None:
    """Signs that no XML file may hold, markup and formulas in a reason are shown as text, or left out."""
    folder = hand_in(tmp_path / "odd", LESSON, 12)
    path = folder / f"{codes(1)[0]}.jsonl"
    odd = "<img src=x onerror=alert(1)> $5 and $6 \\u0007\\uffff ]]>"
    path.write_text(path.read_text(encoding="utf-8").replace(SECRET, odd), encoding="utf-8")
    desk.open(folder)
    reasons = desk.reasons()
    messages = sent(reasons)
    press(reasons, "claim", "c01")
    text = json.dumps(messages[-1]["pieces"])
    assert "<img src=x onerror=alert(1)> $5 and $6" in text
    assert '"img"' not in text


def test_a_fault_of_the_kit_leaves_nothing_of_the_class_before(
    desk: ClassDesk, seven_b: Path, seven_a: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a part breaks on one class, it says so, and does not go on showing the other."""
    desk.open(seven_b)
    far = desk.far()
    messages = sent(far)
    monkeypatch.setattr("kit.analysis.class_desk.parts.completion_by_section", lambda *_: 1 / 0)
    desk.open(seven_a)
    text = json.dumps(messages[-1]["pieces"])
    assert "a fault of the kit: ZeroDivisionError" in text
    assert "marks 7b" not in text
