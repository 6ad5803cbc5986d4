"""A class with one file: ten students mark in ten browsers, five hand in their file and five a text; two more have used
notebooks. What the teacher's commands make of it is right for each of them."""

import csv
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

import kit
from kit.__main__ import main
from tests.browser.lesson_page import At, open_file

pytestmark = pytest.mark.browser

LESSON = "inner-circle"
STUDENTS = 10
#: What each student answers to the claims of the path's first two stops, in turn: one takes the first for a named one,
#: and one does not come to the second.
ANSWERS = (
    {"c01": "anonymous", "c05": "anonymous"},
    {"c01": "sourced", "c05": "anonymous"},
    {"c01": "anonymous"},
)
#: Of 20 points for ten claims: a label with a reason counts whole, one without counts half, and the reason once more.
POINTS = ("2.5", "2.5", "2")
PARAGRAPHS = {"c01": 1, "c05": 3}
REASON = "Nobody here has a name, says student {}."


def answers_of(number: int) -> dict[str, str]:
    """What the student with this number answers, by claim."""
    return ANSWERS[number % len(ANSWERS)]


def attend(at: At, number: int) -> str:
    """Mark as a student does: a label and a reason for one claim, a label for another; return the reader's code."""
    for claim, label in answers_of(number).items():
        stop = at.stop(PARAGRAPHS[claim])
        stop.root.locator(f"[data-claim={claim}][role=button]").click()
        stop.press(label)
        stop.expect_saved()
        if claim == "c01":
            stop.field("reason").fill(REASON.format(number))
            stop.expect_saved()
    return at.reader()


def copied(at: At) -> str:
    """Press the button for the answers as a text, and return the text that is shown."""
    at.go("hand-in")
    at.part("hand-in").locator("[data-do=copy]").click()
    return at.page.locator(".copied").input_value()


def hand_in(folder: Path, files: dict[str, str], texts: list[str]) -> None:
    """Put a class's files where a platform's download has them, and its texts into a form's table and a mail."""
    (folder / "Assignment 1").mkdir(parents=True)
    for name, text in files.items():
        (folder / "Assignment 1" / name).write_text(text, encoding="utf-8")
    with (folder / "Form responses.csv").open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([["Time", "Your answers"], *(["9:45", text] for text in texts[:4])])
    mail = EmailMessage()
    mail["Subject"] = "my answers"
    mail.set_content(f"Hello,\n\nI could not open the form. Here they are:\n\n{texts[4]}\n")
    (folder / "my answers.eml").write_bytes(mail.as_bytes())


def test_a_class_hands_in_in_every_way_and_gets_its_points(
    new_context: Callable[..., BrowserContext], tmp_path: Path, faults: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """From `kit page` to `kit grade`: twelve readers, each counted once, with their own answers, reasons and points."""
    assert main(["page", "-o", str(tmp_path / "lesson.html"), "--path", "short", "--with-key"]) == 0
    html, folder = (tmp_path / "lesson.html").read_text(encoding="utf-8"), tmp_path / "class"
    files, texts, codes = dict[str, str](), list[str](), list[str]()
    for number in range(STUDENTS):
        at = open_file(new_context(), html, tmp_path, faults)
        codes.append(attend(at, number))
        if number % 2:
            texts.append(copied(at))
        else:
            name, files[name] = at.download()
        at.page.context.close()
    hand_in(folder, files, texts)
    for number, code in enumerate(("plain-otter-77", "calm-heron-78"), start=STUDENTS):
        reading = kit.start_reading(kit.open_lesson(LESSON), code, folder / "from notebooks")
        for claim, label in answers_of(number).items():
            reading.mark(claim, [label], reason=REASON.format(number) if claim == "c01" else "")
        codes.append(code)

    found = kit.collect(folder, kit.open_lesson(LESSON))
    given = found.annotations.groupby("reader")
    assert set(given.groups) == set(codes)
    for number, code in enumerate(codes):
        rows = given.get_group(code).set_index("claim")
        assert dict(rows["labels"]) == answers_of(number)
        assert rows.loc["c01", "reason"] == REASON.format(number)

    roster, report = tmp_path / "roster.csv", tmp_path / "report.html"
    roster.write_text("reader code,name\n" + "".join(f"{code},Student {n}\n" for n, code in enumerate(codes)), "utf-8")
    capsys.readouterr()
    assert main(["report", str(folder), "--path", "short", "--roster", str(roster), "--out", str(report)]) == 0
    assert f"{len(codes)} readers" in capsys.readouterr().out
    how = ["--path", "short", "--maximum", "20", "--out", str(tmp_path / "points")]
    assert main(["grade", str(folder), "--roster", str(roster), *how]) == 0
    [points] = (tmp_path / "points").iterdir()
    rows_of_points = csv.DictReader(points.read_text(encoding="utf-8-sig").splitlines())
    assert {row["Name"]: row["Points"] for row in rows_of_points} == {
        f"Student {number}": POINTS[number % len(POINTS)] for number in range(len(codes))
    }
