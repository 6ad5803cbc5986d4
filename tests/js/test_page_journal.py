"""The journal of the page, held to the one in Python: the same lines, byte for byte, and the same answers standing."""

import csv
import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kit.lesson.lesson import Lesson
from kit.marks.carrying import carried
from kit.marks.entries import JournalEntry, Mark, Quote, Retract, Reveal
from kit.marks.lines import MarkFault, from_file, to_line
from kit.marks.table import annotations_table
from kit.reading.session import Session
from kit.sharing.page.make import lesson_data
from kit.sharing.spreadsheet import FORMULAS, guarded
from tests.js.page_side import in_the_page
from tests.lessons import ARTICLE, small_lesson

READER = "quiet-otter-41"
TEXTS = (
    "",
    "plain",
    'a "quote" \\ and / <b>',
    "tab\t line\n\r\b\f\x00\x1f\x7f",
    "😀 \u2028 é e\u0301 שלום",
    "\ufeff",
    "=1+1",
)


def entries(number: int) -> list[JournalEntry]:
    """Make entries of every kind with whatever texts."""
    chance, made = Random(7), list[JournalEntry]()
    for index in range(number):
        about: dict[str, Any] = {"id": f"id-{index}", "journal": "j" * 32, "reader": READER, "lesson": "bridge"}
        about |= {"edition": "9f2c", "codebook": chance.randrange(3), "claim": f"c{index:02}"}
        about |= {"at": "2026-11-22T09:15:02.118Z", "late": chance.random() < 0.2}
        about |= {"base": chance.choice((None, "before")), "passage": chance.choice((None, "abc"))}
        if index % 5 == 0:
            made.append(chance.choice((Retract(**about), Reveal(**about, full=chance.random() < 0.5))))
            continue
        quotes = tuple(Quote(1, place, place + 2, chance.choice(TEXTS)) for place in range(chance.randrange(3)))
        labels = tuple(label for label in ("sourced", "anonymous", "denied") if chance.random() < 0.5)
        parts: dict[str, Any] = {"who": chance.choice(TEXTS), "reason": chance.choice(TEXTS), "evidence": quotes}
        parts |= {"sure": chance.choice((None, 1, 2, 3)), "pass_on": chance.choice((None, "as_fact", "not_yet"))}
        made.append(Mark(**about, labels=labels, stance=chance.choice((None, "keep", "disagree")), **parts))
    return made


def test_a_line_is_the_same_to_the_byte() -> None:
    """What the page reads in a line of Python's, and writes again, is that line; key order, escapes, emoji and all."""
    lines = [to_line(entry).decode().removesuffix("\n") for entry in entries(300)]
    again = in_the_page("lines", lines=lines)
    assert again == lines


SOUND = json.loads(to_line(entries(2)[1]))
QUOTE = {"paragraph": 1, "start": 0, "end": 2, "quote": "ab"}
CHANGES: list[dict[str, Any]] = [
    {},
    {"v": 2},
    {"kind": "note"},
    {"id": ""},
    {"id": None},
    {"id": "x" * 200},
    {"id": "😀" * 200},
    {"id": "x" * 201},
    {"reader": "Kaya Ode"},
    {"reader": "quiet-otter-41\n"},
    {"claim": "c1"},
    {"claim": "c" + "1" * 150},
    {"claim": 7},
    {"codebook": -1},
    {"codebook": True},
    {"codebook": 2**31},
    {"codebook": 1.5},
    {"at": "today"},
    {"at": "1899-01-01T00:00:00Z"},
    {"at": "2026-02-30T00:00:00Z"},
    {"at": "2026-11-22T24:00:00Z"},
    {"at": "2026-11-22T09:60:00Z"},
    {"at": "2026-11-22T09:15:02+24:00"},
    {"at": "2028-02-29T23:59:59.123456-11:30"},
    {"at": "2026-11-22T09:15:02+01:00"},
    {"at": "2026-11-22 09:15:02Z"},
    {"base": ""},
    {"base": 3},
    {"passage": None},
    {"late": 1},
    {"labels": "sourced"},
    {"labels": ["sourced", "sourced"]},
    {"labels": ["doubted"]},
    {"labels": None},
    {"who": 5},
    {"who": "x" * 4001},
    {"who": "😀" * 4000},
    {"reason": None},
    {"reason": "half \ud83d"},
    {"sure": 0},
    {"sure": 4},
    {"sure": "1"},
    {"sure": True},
    {"pass_on": "loudly"},
    {"stance": ""},
    {"evidence": [QUOTE] * 20},
    {"evidence": [QUOTE] * 21},
    {"evidence": [QUOTE | {"start": -1}]},
    {"evidence": [QUOTE | {"quote": None}]},
    {"evidence": ["words"]},
    {"more": "unknown"},
    {"lesson": "half \ud83d"},
]


def python_reads(line: str) -> str | None:
    """Return what Python makes of a line, or None where it is refused."""
    try:
        return to_line(from_file(line.encode("utf-8", errors="surrogatepass"))).decode().removesuffix("\n")
    except MarkFault:
        return None


def test_a_line_that_python_refuses_is_refused() -> None:
    """Each part that is wrong in any way is wrong to both, and what is only odd means the same to both."""
    lines = [json.dumps(SOUND | change) for change in CHANGES] + ["", "[]", "{", "null", "3", '{"v":1}']
    theirs = in_the_page("lines", lines=lines)
    assert dict(zip(lines, theirs, strict=True)) == {line: python_reads(line) for line in lines}


# The same answers, given to both


def steps(lesson: Lesson) -> list[dict[str, Any]]:
    """Answers as a page sends them: changed, taken back, sent twice or late, with words that do not stand there."""
    chance, made = Random(11), list[dict[str, Any]]()
    texts = [paragraph.text for paragraph in lesson.article.paragraphs]
    for index in range(120):
        claim = chance.choice(lesson.claims)
        if index % 17 == 16:
            made.append({"kind": "reveal", "claims": {one.id: chance.random() < 0.5 for one in lesson.claims[:4]}})
            continue
        step: dict[str, Any] = {
            "kind": "mark",
            "id": f"step-{index}",
            "claim": claim.id,
            "retry": chance.random() < 0.2,
        }
        step["base"] = chance.choice((None, f"step-{index - 1}", f"step-{index - 7}"))
        if chance.random() < 0.2:
            made.append(step | {"kind": "retract"})
            continue
        number = chance.randrange(len(texts))
        start = chance.randrange(len(texts[number]) - 4)
        quote = {"paragraph": number + 1, "start": start, "end": start + 4, "quote": texts[number][start : start + 4]}
        step["labels"] = chance.sample(["sourced", "anonymous", "denied"], chance.randrange(4))
        step |= {"who": chance.choice(TEXTS), "reason": chance.choice((*TEXTS, "half \ud83d")), "evidence": [quote]}
        made.append(step | {"sure": chance.choice((None, 2)), "stance": chance.choice((None, "keep"))})
        if chance.random() < 0.1:
            made.append(made[-1])
    return made


def in_python(lesson: Lesson, folder: Path, given: list[dict[str, Any]], journal: str) -> Path:
    """Give the steps to a session of Python's; its journal is called `journal`."""
    times = (datetime(2026, 11, 22, 9, 15, tzinfo=UTC) + timedelta(seconds=second) for second in range(10**6))
    session = Session(lesson, READER, folder, clock=lambda: next(times))
    session._journal.id = journal
    for step in given:
        if step["kind"] == "reveal":
            session.note_reveal(step["claims"])
        else:
            answer = step if step["kind"] == "mark" else None
            session.answer(step["claim"], answer, mark_id=step["id"], base=step["base"], retry=step["retry"])
    return session.path


def without_reveal_ids(text: str) -> list[dict[str, Any]]:
    """The lines; a reveal's id is drawn in the page, and made of its claim in Python."""
    lines = [json.loads(line) for line in text.split("\n") if line]
    return [line | {"id": ""} if line["kind"] == "reveal" else line for line in lines]


def test_the_same_answers_make_the_same_file(tmp_path: Path) -> None:
    """Marked in Jupyter and in the page, the lines are the same to the byte but for their random ids, and so are the
    annotations."""
    lesson = small_lesson(tmp_path / "lesson")
    given = steps(lesson)
    page = in_the_page("steps", lesson=lesson_data(lesson, None), steps=given)
    journal = json.loads(page["text"].split("\n")[0])["journal"]
    path = in_python(lesson, tmp_path / "marks", given, journal)
    written = path.read_text(encoding="utf-8")
    assert without_reveal_ids(page["text"]) == without_reveal_ids(written)
    plain = [line for line in page["text"].split("\n") if '"kind":"reveal"' not in line]
    assert plain == [line for line in written.split("\n") if '"kind":"reveal"' not in line]
    entries_of = [[from_file(line.encode()) for line in text.split("\n") if line] for text in (page["text"], written)]
    ours, theirs = (annotations_table(each, lesson) for each in entries_of)
    assert ours.to_csv().encode() == theirs.to_csv().encode()
    session = Session(lesson, READER, tmp_path / "marks")
    assert set(page["standing"]) == {mark.id for mark in session.answers().values()}
    assert set(page["own"]) == {mark.id for mark in session.own_answers().values()}


@pytest.mark.parametrize(
    "old_and_new",
    [("People were surprised", "Everybody was surprised"), ("## The crack\n", "## The crack\n\nA new beginning.\n"),
     ("the crack in March", "the rift in March"), ("said the mayor, Ana Ruiz", "so said the mayor, Ana Ruiz")],
)  # fmt: skip
def test_an_answer_to_an_earlier_text_counts_as_in_python(old_and_new: tuple[str, str], tmp_path: Path) -> None:
    """After a word was mended, the same answers count in both, with their words where they stand now."""
    before = small_lesson(tmp_path / "before", key=None)
    after = small_lesson(tmp_path / "after", ARTICLE.replace(*old_and_new), key=None)
    path = in_python(before, tmp_path / "marks", [one for one in steps(before) if one["kind"] != "reveal"], "j" * 32)
    lines = path.read_text(encoding="utf-8").strip().split("\n")
    there = in_the_page("carried", lesson=lesson_data(after, None), lines=lines)
    here = [to_line(carried(from_file(line.encode()), after)).decode().removesuffix("\n") for line in lines]
    assert there == here
    assert here != lines


# Loading an earlier download


def mark(number: int, claim: str, base: int | None = None, journal: str = "a") -> Mark:
    """One answer of a journal."""
    about: dict[str, Any] = {"reader": READER, "lesson": "bridge", "edition": "9f2c", "codebook": 2, "journal": journal}
    about |= {"at": "2026-11-22T09:15:02.118Z", "base": None if base is None else f"id-{base}"}
    return Mark(id=f"id-{number}", claim=claim, labels=("sourced",), **about)


def loaded(here: list[Mark], file: list[Mark]) -> tuple[int, list[dict[str, Any]]]:
    """Load a file into a journal that holds some lines: how many were added, and the lines then."""
    lines = [to_line(entry).decode().removesuffix("\n") for entry in here]
    added, text = in_the_page("load", here=lines, file=b"".join(map(to_line, file)).decode())
    return added, [json.loads(line) for line in text.split("\n") if line]


def test_an_empty_journal_takes_a_file_as_it_is() -> None:
    """Every line stands as in the file, with the file's own id: for the teacher it is the same journal."""
    file = [mark(1, "c01"), mark(2, "c02"), mark(3, "c01", 1)]
    assert loaded([], file) == (3, [json.loads(to_line(entry)) for entry in file])


def test_an_older_download_never_overrides_a_newer_answer() -> None:
    """What is known is not added again; an answer that was changed here since comes late; the rest goes on."""
    here = [mark(1, "c01"), mark(9, "c01", 1), mark(2, "c02")]
    file = [mark(1, "c01"), mark(2, "c02"), mark(3, "c02", 2), mark(4, "c01", 1), mark(5, "c03"), mark(6, "c03")]
    added, lines = loaded(here, file)
    told = {line["id"]: line.get("late", False) for line in lines}
    assert added == 4
    assert told == {
        "id-1": False,
        "id-9": False,
        "id-2": False,
        "id-3": False,
        "id-4": True,
        "id-5": False,
        "id-6": False,
    }
    assert {line["journal"] for line in lines} == {"a"}


def test_a_file_of_the_same_reader_from_elsewhere_is_one_journal() -> None:
    """Begun on two computers under one code, the lines go on in the name of the journal that is here."""
    _, lines = loaded(
        [mark(1, "c01", journal="here")], [mark(7, "c02", journal="there"), mark(8, "c01", journal="there")]
    )
    assert [(line["journal"], line.get("late")) for line in lines] == [("here", None), ("here", None), ("here", True)]


# The table


def test_no_cell_of_the_table_is_a_formula() -> None:
    """Each text is guarded as Python guards it, and comes back whole from the file, whatever signs are in it."""
    texts = [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "\t=1",
        "a;=1",
        "a|@b",
        "ok",
        "\r-1",
        "“=”",
        "x\n=1",
        " '=1",
        "＝1",
        'a, "=b"',
        "1-2",
    ]
    text = in_the_page("table", texts=texts, formulas=FORMULAS.pattern)
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))
    assert text.startswith("\ufeff")
    assert [row["reason"] for row in rows] == [guarded(text) for text in texts]
    assert {row["sure"] for row in rows} == {"2"}
