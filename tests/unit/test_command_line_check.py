"""`kit check` and `kit new-lesson`: a small lesson that works, and everything that is wrong with one, at once."""

import re
from pathlib import Path

import pytest

import kit
from kit.__main__ import main
from kit.commands.new_lesson import FILES
from kit.lesson.files import bundled_lessons
from kit.lesson.key_writing import key_text
from kit.marks.table import key_table
from kit.reading.reading import start_reading
from kit.reading.reveal import cards
from tests.lessons import ARTICLE, KEY, write_lesson

LABELS_ALONE = "".join(f"c0{number}: {{labels: [sourced]}}\n" for number in range(1, 7))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small lesson that was just made."""
    assert main(["new-lesson", str(tmp_path / "my lesson")]) == 0
    return tmp_path / "my lesson"


def test_a_new_lesson_is_right_as_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The small lesson opens, has a key that is a draft and a guide, and `kit check` says so and ends with 0."""
    capsys.readouterr()
    assert main(["check", str(folder)]) == 0
    said = capsys.readouterr()
    assert "nothing is wrong with this lesson" in said.out
    assert "4 paragraphs in 2 sections; 4 claims, 2 of them core." in said.out
    assert "key.yaml: a draft, with labels alone" in said.out
    assert "guide.yaml: 3 stops" in said.out
    assert f'kit notebooks "{folder}"' in said.out
    assert said.err == ""
    lesson = kit.open_lesson(folder)
    assert (lesson.id, lesson.key_is_draft) == ("my-lesson", True)


def test_its_notebooks_can_be_made(folder: Path, tmp_path: Path) -> None:
    """The small lesson goes all the way to notebooks."""
    assert main(["notebooks", str(folder), "--out", str(tmp_path / "notebooks")]) == 0


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_written_over(file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where one of the files is, none is written, and the sentence names it."""
    (tmp_path / file).write_text("mine", encoding="utf-8")
    assert main(["new-lesson", str(tmp_path)]) == 1
    assert file in capsys.readouterr().err
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {file: "mine"}


def test_a_file_is_not_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A lesson is not made in place of a file, nor below one, and no folder that cannot be made is a traceback."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for place in (tmp_path / "notes.txt", tmp_path / "notes.txt" / "lesson"):
        assert main(["new-lesson", str(place)]) == 1
        assert "Traceback" not in capsys.readouterr().err
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["Übung 3", "7b!", "___", "a--b", "123", "no", "1e3", "2026-11-22"])
def test_a_lesson_has_a_name_that_is_taken(name: str, tmp_path: Path) -> None:
    """Whatever the folder is called, the lesson in it can be opened."""
    assert main(["new-lesson", str(tmp_path / name)]) == 0
    assert kit.open_lesson(tmp_path / name).claims


@pytest.mark.parametrize("name", bundled_lessons())
def test_bundled_lessons_are_right(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """By its name a bundled lesson is checked, with its key and guide, and found right."""
    assert main(["check", name]) == 0
    assert "key.yaml: an answer with reasons for each claim" in capsys.readouterr().out


def test_all_faults_are_told_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Faults of two files come together, each with file, line and remedy; the file without any is said to be fine."""
    article = (folder / "article.md").read_text(encoding="utf-8")
    (folder / "article.md").write_text(article.replace("{#c02 .core}", "{c02}"), encoding="utf-8")
    key = (folder / "key.yaml").read_text(encoding="utf-8")
    (folder / "key.yaml").write_text(
        key.replace("c04: {labels: [sourced]}", "c04: {labels: [source]}"), encoding="utf-8"
    )
    capsys.readouterr()
    assert main(["check", str(folder)]) == 1
    said = capsys.readouterr()
    told = [line for line in said.out.splitlines() if re.match(r"- \w+\.\w+, line \d+: .+\. .+", line)]
    assert {line.split(",")[0] for line in told} == {"- article.md", "- key.yaml"}
    assert said.out.startswith(f"{len(told)} faults in {folder}:")
    assert said.out.rstrip().endswith("Nothing is wrong with:\n- guide.yaml")
    assert "kit check again" in said.err


def test_a_good_article_is_said_beside_a_bad_key(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the article is right and the key is not, its figures are told all the same; one fault is one."""
    (folder / "key.yaml").write_text("c01: {labels: [sourced]}\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["check", str(folder)]) == 1
    said = capsys.readouterr().out
    assert said.startswith("1 fault in ")
    assert "3 claims have no answer: c02, c03, c04." in said
    assert "- article.md: 4 paragraphs in 2 sections; 4 claims, 2 of them core." in said


@pytest.mark.parametrize("name", ["key.yml", "Key.yaml.txt", "gude.yaml", "article.md.txt"])
def test_a_file_that_is_not_read_is_noticed(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file whose name is almost that of one of a lesson's is named, with the name that it should have."""
    meant = next(file for file in FILES if file[0] == name[0].casefold())
    (folder / meant).rename(folder / name)
    capsys.readouterr()
    main(["check", str(folder)])
    said = "".join(capsys.readouterr())
    assert f"“{name}” is not read. Is it meant to be {meant}?" in said


def test_a_lesson_without_key_guide_and_core_claims(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not there is said in words, and is nothing wrong."""
    place = write_lesson(tmp_path, ARTICLE.replace(" .core}", "}"), None)
    assert main(["check", str(place)]) == 0
    said = capsys.readouterr().out
    for part in ("none of them core", "Mark some, such as [the words]{#c01 .core}", "No key.yaml", "No guide.yaml"):
        assert part in said


def test_answers_that_nobody_confirmed_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Proposed answers are nothing wrong; the claims are named, and that there is no key until they are confirmed."""
    key = (folder / "key.yaml").read_text(encoding="utf-8")
    key = key.replace("c04: {labels: [sourced]}", "c04: {labels: [sourced], confirmed: false}")
    whole = 'nature: fact, source: She, why: She says so., model_reason: I heard it., if_you_chose: {denied: "No."}'
    for number, words in ((1, "said Ana Ruiz"), (2, "said Ana Ruiz")):
        evidence = f'evidence: [{{label: sourced, paragraph: 1, quote: "{words}"}}]'
        key = key.replace(
            f"c0{number}: {{labels: [sourced]}}", f"c0{number}: {{labels: [sourced], {whole}, {evidence}}}"
        )
    key = key.replace("also_defensible: [[anonymous]]}\n", "confirmed: false}\n")
    (folder / "key.yaml").write_text(key, encoding="utf-8")
    capsys.readouterr()
    assert main(["check", str(folder)]) == 0
    assert (
        "2 answers were proposed, and nobody has confirmed them, so there is no key yet: c03, c04."
        in capsys.readouterr().out
    )


def test_the_file_of_a_lesson_leads_to_its_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever names article.md in place of its folder is told which folder to give."""
    assert main(["check", str(folder / "article.md")]) == 1
    assert f"Give the folder that it lies in: “{folder}”." in capsys.readouterr().err


@pytest.mark.parametrize("name", ["nowhere", ""])
def test_no_such_lesson_is_a_sentence(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A name or path of nothing is said, with exit code 1; without any the command line is wrong."""
    assert main(["check", name]) == 1
    assert "Traceback" not in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["check"])


# A draft of a key


def test_labels_alone_are_a_draft(tmp_path: Path) -> None:
    """A key with labels for every claim and nothing else opens, compares, and reads back as it was written."""
    lesson = kit.open_lesson(write_lesson(tmp_path, ARTICLE, LABELS_ALONE))
    assert lesson.key_is_draft
    assert {frozenset({"sourced"})} == {answer.labels for answer in lesson.key.values()}
    table = key_table(lesson)
    assert table["sourced"].all()
    assert table["nature"].isna().all()
    again = write_lesson(tmp_path / "again", ARTICLE, key_text(lesson.key))
    assert dict(kit.open_lesson(again).key) == dict(lesson.key)
    assert not kit.open_lesson(write_lesson(tmp_path / "whole", ARTICLE, KEY)).key_is_draft


def test_a_draft_reveals_nothing(tmp_path: Path) -> None:
    """A reader sees no empty reasons: the reveal says that the key is a draft."""
    lesson = kit.open_lesson(write_lesson(tmp_path, ARTICLE, LABELS_ALONE))
    reading = start_reading(lesson, "quiet-otter-41", tmp_path / "marks")
    reading.mark("c01", ["denied"])
    with pytest.raises(ValueError, match="a draft"):
        cards(lesson, 1, reading.answers())


@pytest.mark.parametrize("labels", ["[sorced]", "[sourced, sourced]", "sourced"])
def test_a_slip_in_a_draft_is_told(labels: str, tmp_path: Path) -> None:
    """Labels of a draft are as strictly read as those of a whole key."""
    draft = LABELS_ALONE.replace("c03: {labels: [sourced]}", f"c03: {{labels: {labels}}}")
    with pytest.raises(kit.LessonFaults) as refusal:
        kit.open_lesson(write_lesson(tmp_path, ARTICLE, draft))
    assert [fault.line for fault in refusal.value.faults] == [3]
