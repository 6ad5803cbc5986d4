"""The article is mended after the class has marked: what still counts, what does not, and what everybody is told."""

import re
from pathlib import Path

import pytest

import kit
from kit.lesson.lesson import Lesson
from kit.marks.carrying import given_to, is_lost
from kit.marks.entries import Quote
from kit.reading.reading import Reading, start_reading
from kit.sharing.grades import grade_journal
from tests.journals import READER, row
from tests.lessons import ARTICLE, small_lesson, write_lesson

#: A word that no claim rests on, in the first paragraph (c01).
MENDED = ARTICLE.replace("People were surprised", "Everybody was surprised")
#: A paragraph more at the beginning: every number shifts by one.
SHIFTED = ARTICLE.replace("## The crack\n", "## The crack\n\nThis is a new beginning.\n")


def without_key(folder: Path, article: str) -> Lesson:
    """Write a lesson and open it; a key would name paragraphs by their numbers."""
    return small_lesson(folder, article, key=None)


def marked(lesson: Lesson, folder: Path, reader: str = READER) -> Reading:
    """Let a reader mark three claims, with evidence."""
    reading = start_reading(lesson, reader, folder)
    reading.mark("c01", [])
    reading.mark("c02", ["anonymous"], "two people", [(2, "two people")], "Nobody is named.", 2)
    reading.mark("c05", ["sourced"], evidence=[(5, "the road office"), (4, "Ana Ruiz")])
    return reading


def as_before(folder: Path) -> None:
    """Take out of every journal what its lines did not have in earlier days."""
    for path in folder.rglob("*.jsonl"):
        path.write_text(re.sub(r',"passage":"[0-9a-f]*"', "", path.read_text(encoding="utf-8")), encoding="utf-8")


# The rule


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("People were surprised", "Everybody was surprised", "c02 c03 c04 c05 c06"),
        ("The old bridge in May (archive)", "The bridge", "c01 c02 c03 c04 c05 c06"),
        ("## The crack\n", "## The crack\n\nA new beginning.\n", "c01 c02 c03 c04 c05 c06"),
        ("\n\n## The answer", "\n\nOne more.\n\n## Another title", "c01 c02 c03 c04 c05 c06"),
        ("the crack in March", "the rift in March", "c01 c02 c05 c06"),
        ("{#c02 .core}", "{#c02}", "c01 c02 c03 c04 c05 c06"),
        ("[the crack in March]{#c04}", "the [crack in March]{#c04}", "c01 c02 c03 c05 c06"),
        ("{#c05}, the", "{#c07}, the", "c01 c02 c03 c04 c06"),
    ],
    ids=[
        "a word",
        "a caption",
        "a paragraph before",
        "a paragraph and a title",
        "a claim's word",
        "core",
        "span",
        "id",
    ],
)
def test_what_counts_is_what_stands_in_the_same_paragraph(old: str, new: str, count: str, tmp_path: Path) -> None:
    """An answer counts while its claim's paragraph and its place in it are what they were, whatever else changes."""
    before, now = without_key(tmp_path / "1", ARTICLE), without_key(tmp_path / "2", ARTICLE.replace(old, new))
    assert now.article.paragraphs != before.article.paragraphs or now.claims != before.claims
    given = {claim: given_to(now, "another", claim, passage) for claim, passage in before.passages.items()}
    assert [claim for claim, kind in given.items() if kind == "carried"] == count.split()
    assert set(given.values()) <= {"carried", "changed"}


def test_an_id_that_means_something_else_now_carries_nothing(tmp_path: Path) -> None:
    """Two claims that changed their ids are two other claims, though their paragraphs are as they were."""
    before = without_key(tmp_path / "1", ARTICLE)
    swapped = ARTICLE.replace("{#c05}", "{#c00}").replace("{#c06}", "{#c05}").replace("{#c00}", "{#c06}")
    now = without_key(tmp_path / "2", swapped)
    given = {claim: given_to(now, before.edition, claim, passage) for claim, passage in before.passages.items()}
    assert [claim for claim, kind in given.items() if kind == "changed"] == ["c05", "c06"]


def test_a_line_of_earlier_days_counts_where_the_earlier_text_is_kept(tmp_path: Path) -> None:
    """A line that does not say its passage counts if the article of then lies in `earlier`, and else nobody knows."""
    before, now = without_key(tmp_path / "1", ARTICLE), without_key(tmp_path / "2", MENDED)
    assert given_to(now, before.edition, "c02", None) == "unknown"
    for name in ("earlier/article of Monday.md", "earlier/1/article.md"):
        kept = without_key(tmp_path / name, MENDED)
        path = tmp_path / name / name
        path.parent.mkdir(parents=True)
        path.write_text(ARTICLE, encoding="utf-8")
        (path.parent / "notes.md").write_bytes(b"\xff\xfe no article")
        (path.parent / "empty.md").write_bytes(b"")
        assert {kind: given_to(kept, before.edition, kind, None) for kind in ("c01", "c02", "c99")} == {
            "c01": "changed",
            "c02": "carried",
            "c99": "changed",
        }
        assert given_to(kept, "0" * 16, "c02", None) == "unknown"


def test_the_earlier_texts_are_read_only_when_they_are_asked_for(tmp_path: Path) -> None:
    """Marks of this edition, and those that say their passage, open no earlier file."""
    lesson = without_key(tmp_path, ARTICLE)
    assert given_to(lesson, lesson.edition, "c01", None) == "here"
    assert given_to(lesson, "another", "c01", lesson.passages["c01"]) == "carried"
    assert "earlier" not in vars(lesson)
    assert given_to(lesson, "another", "c01", None) == "unknown"
    assert "earlier" in vars(lesson)


# The reader


@pytest.fixture
def now(tmp_path: Path) -> Lesson:
    """The lesson with a word of its first paragraph mended."""
    return small_lesson(tmp_path / "now", MENDED)


def test_a_reader_keeps_the_answers_and_is_told(lesson: Lesson, now: Lesson, marks_folder: Path) -> None:
    """After a word was mended, the page shows the answers to the other paragraphs, and says which one to give again."""
    marked(lesson, marks_folder)
    reading = start_reading(now, READER, marks_folder)
    answers = reading.answers()
    assert list(answers) == ["c02", "c05"]
    assert (answers["c02"].edition, answers["c02"].reason) == (now.edition, "Nobody is named.")
    assert answers["c02"].evidence == (Quote(2, 41, 51, "two people"),)
    assert reading.annotations()["claim"].tolist() == ["c02", "c05"]
    assert {line.edition for line in reading.marks} == {lesson.edition}
    for told in (repr(reading), reading._repr_html_()):
        assert "2 of your answers were given to an earlier version of this text" in told
        assert "1 of your answers does not count any more" in told
        assert "(paragraph 1)" in told
    reading.mark("c01", ["denied"])
    assert "does not count" not in repr(reading)


def test_a_newer_answer_wins_and_can_be_taken_back(lesson: Lesson, now: Lesson, marks_folder: Path) -> None:
    """An answer to the mended text takes the place of the one before, and a retract takes that one back, too."""
    marked(lesson, marks_folder)
    reading = start_reading(now, READER, marks_folder)
    old = reading.last("c02")
    reading.mark("c02", ["denied"])
    reading.retract("c05")
    for again in (reading, start_reading(now, READER, marks_folder)):
        assert {claim: mark.labels for claim, mark in again.answers().items()} == {"c02": ("denied",)}
        assert [mark.claim for mark in again.carried] == []
    late = reading.answer("c02", {"labels": ["sourced"]}, mark_id="m9", base=old.id if old else None, retry=True)
    assert late.late
    assert reading.answers()["c02"].labels == ("denied",)


def test_own_and_revised_hold_across_versions(lesson: Lesson, now: Lesson, marks_folder: Path) -> None:
    """What was answered before the key was seen stays the own answer, and what comes after it is revised."""
    before = marked(lesson, marks_folder)
    before.note_reveal({"c02": True, "c05": False})
    reading = start_reading(now, READER, marks_folder)
    lines = len(reading.marks)
    reading.note_reveal({"c02": True, "c05": False})
    assert len(reading.marks) == lines
    reading.mark("c02", ["sourced"])
    table = reading.annotations()
    assert table[["claim", "phase"]].astype(str).to_numpy().tolist() == [
        ["c02", "own"],
        ["c02", "revised"],
        ["c05", "own"],
    ]
    assert reading.own_answers()["c02"].labels == ("anonymous",)
    history = reading.annotations(history=True)
    assert history["edition"].tolist() == [lesson.edition] * 5 + [now.edition]
    assert history["phase"].tolist()[-1] == "revised"
    assert history["paragraph"].isna().tolist() == [True] + [False] * 5


def test_evidence_is_where_its_words_stand_now(tmp_path: Path, marks_folder: Path) -> None:
    """Words move with their paragraph, are found again in it, or stay with the answer as words, and that is told."""
    before = without_key(tmp_path / "1", ARTICLE)
    marked(before, marks_folder)
    shifted = start_reading(without_key(tmp_path / "2", SHIFTED), READER, marks_folder)
    assert shifted.answers()["c05"].evidence == (Quote(6, 23, 38, "the road office"), Quote(5, 49, 57, "Ana Ruiz"))
    assert shifted.annotations()["paragraph"].tolist() == [2, 3, 6]
    found = ARTICLE.replace("said the mayor, Ana Ruiz", "so said the mayor, Ana Ruiz")
    moved = start_reading(without_key(tmp_path / "3", found), READER, marks_folder)
    assert moved.answers()["c05"].evidence[1] == Quote(4, 52, 60, "Ana Ruiz")
    gone = ARTICLE.replace("said the mayor, Ana Ruiz", "said the mayor")
    left = start_reading(without_key(tmp_path / "4", gone), READER, marks_folder)
    words = left.answers()["c05"].evidence[1]
    assert (words.quote, is_lost(words)) == ("Ana Ruiz", True)
    assert left.annotations()["evidence"].tolist()[-1] == ("the road office", "Ana Ruiz")
    assert "1 piece of words that you picked is no longer in the text" in repr(left)


def test_an_answer_with_words_that_are_gone_can_be_changed(tmp_path: Path, marks_folder: Path) -> None:
    """A page sends evidence back as it got it: words of the earlier text stay, and no others are let in."""
    marked(without_key(tmp_path / "1", ARTICLE), marks_folder)
    gone = without_key(tmp_path / "2", ARTICLE.replace("said the mayor, Ana Ruiz", "said the mayor"))
    reading = start_reading(gone, READER, marks_folder)
    answer = reading.answers()["c05"].answer()
    saved = reading.answer("c05", answer | {"labels": ["denied"]})
    assert [quote.quote for quote in saved.evidence] == ["the road office", "Ana Ruiz"]
    with pytest.raises(ValueError, match="are not at"):
        reading.answer("c05", answer | {"evidence": [Quote(5, 0, 0, "Mia")]})


def test_another_notebooks_mark_on_the_earlier_text_is_heard(lesson: Lesson, now: Lesson, marks_folder: Path) -> None:
    """A mark that is made on the old text while the new one is open shows here, if it counts here."""
    before, reading = (start_reading(each, READER, marks_folder) for each in (lesson, now))
    heard: list[str | None] = []
    reading.listen(heard.append)
    before.mark("c01", ["sourced"])
    before.mark("c02", ["sourced"])
    reading.refresh()
    assert heard == ["c02"]


def test_answers_to_a_text_that_is_not_here_are_told(lesson: Lesson, now: Lesson, marks_folder: Path) -> None:
    """Of lines of earlier days nobody can tell whether they count: the reader learns that they are kept."""
    marked(lesson, marks_folder)
    as_before(marks_folder)
    reading = start_reading(now, READER, marks_folder)
    assert (reading.answers(), reading.other_editions) == ({}, {lesson.edition: 3})
    assert "3 of your answers belong to another version of this text" in repr(reading)


# The class


def test_a_class_keeps_its_answers_and_the_teacher_is_told(lesson: Lesson, now: Lesson, tmp_path: Path) -> None:
    """Grades, report and table have what counts, as rows of the present text; the rest is named, with a remedy."""
    for number in range(10, 13):
        marked(lesson, tmp_path / "in" / str(number), f"quiet-otter-{number}")
    collected = kit.collect(tmp_path / "in", now)
    table = collected.annotations
    assert set(table["edition"]) == {now.edition}
    assert table["claim"].tolist() == ["c02", "c05"] * 3
    assert table["text"].tolist()[0] == now.claim("c02").text
    assert (collected.earlier.carried, collected.earlier.changed, collected.earlier.unknown) == (6, ("c01",) * 3, ())
    said = repr(collected)
    assert "6 answers were given to an earlier version of this text; their paragraphs are as they were, so they" in said
    assert "3 answers were given to a paragraph that has changed since, and left out: c01. Ask for these claims" in said
    told = row(collected, "10/quiet-otter-10.jsonl")
    assert told[["used", "lines_carried", "lines_outdated", "lines_elsewhere"]].tolist() == [True, 2, 1, 1]
    assert told["why"].endswith("marks on paragraphs that have changed since, which do not count: c01")
    assert kit.grade(table, now)["core_marked"].tolist() == [1] * 3
    assert grade_journal(tmp_path / "in" / "10", now)["completion"] == 0.5
    assert (
        "6 lines were about an earlier version of this text and count" in kit.report(table, now, collected.files).html
    )


def test_a_class_of_earlier_days_counts_once_its_text_is_there(lesson: Lesson, now: Lesson, tmp_path: Path) -> None:
    """Without the article of then nothing counts, and the message says what to do; when that is done, all is well."""
    marked(lesson, tmp_path / "in")
    as_before(tmp_path / "in")
    lost = kit.collect(tmp_path / "in", now)
    assert len(lost.annotations) == 0
    assert lost.earlier.unknown == (lesson.edition,) * 3
    remedy = "Put the article.md that was read into a folder “earlier” inside the lesson's folder"
    assert remedy in repr(lost)
    write_lesson(tmp_path / "now" / "earlier")
    found = kit.collect(tmp_path / "in", kit.open_lesson(tmp_path / "now"))
    assert found.annotations["claim"].tolist() == ["c02", "c05"]
    assert (found.earlier.carried, found.earlier.changed) == (2, ("c01",))
    assert remedy not in repr(found)


def test_an_answer_that_was_given_anew_is_not_missed(lesson: Lesson, now: Lesson, tmp_path: Path) -> None:
    """Whoever marked the changed paragraph again is not asked for it a second time."""
    marked(lesson, tmp_path / "in")
    start_reading(now, READER, tmp_path / "in").mark("c01", ["denied"])
    collected = kit.collect(tmp_path / "in", now)
    assert collected.annotations["claim"].tolist() == ["c01", "c02", "c05"]
    assert collected.earlier.changed == ()
    assert "left out" not in repr(collected)


def test_the_lesson_as_it_was_still_reads_everything(lesson: Lesson, now: Lesson, tmp_path: Path) -> None:
    """Opened from its old folder, the lesson finds all answers to it, and those to the mended text that fit."""
    marked(lesson, tmp_path / "in")
    start_reading(now, READER, tmp_path / "in").mark("c06", ["denied"])
    collected = kit.collect(tmp_path / "in", lesson)
    assert collected.annotations["claim"].tolist() == ["c01", "c02", "c05", "c06"]
    assert collected.earlier.carried == 1


def test_the_command_line_says_it_too(
    lesson: Lesson, now: Lesson, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`kit collect` tells what counts and what to do; it does not send anybody looking for files that are there."""
    from kit.__main__ import main  # noqa: PLC0415 (the parser is needed here alone)

    marked(lesson, tmp_path / "in")
    assert main(["collect", str(tmp_path / "in"), "--lesson", str(tmp_path / "now")]) == 0
    assert "2 answers were given to an earlier version" in capsys.readouterr().out
    as_before(tmp_path / "in")
    assert main(["collect", str(tmp_path / "in"), "--lesson", str(tmp_path / "now")]) == 1
    told = capsys.readouterr()
    assert "a folder “earlier”" in told.out
    assert "Give the folder that holds" not in told.err
