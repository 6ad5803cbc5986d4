"""The text of the first lesson: it holds one of each thing that a reader meets, and asks every speaker the same."""

import re
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

import kit
from kit.authoring.editor.editing import Editing
from kit.lesson.codebook import LABEL_SETS, name_of
from kit.lesson.files import LIBRARY
from tests.unit.test_bundled_words import KNOW, WANT, grade

LESSON = kit.open_lesson("skate-hall")
assert LESSON.key is not None
KEY = LESSON.key
SPOKEN = [claim_id for claim_id, answer in KEY.items() if answer.labels & {"sourced", "anonymous"}]


def test_it_has_the_shape_of_a_short_news_text() -> None:
    """Twenty paragraphs in three sections, one of them a caption; about 35 claims, ten of them core."""
    assert len(LESSON.article.paragraphs) == 20
    assert [paragraph.number for paragraph in LESSON.article.paragraphs if paragraph.is_caption] == [6]
    assert [(section.first, section.last) for section in LESSON.article.sections] == [(1, 7), (8, 13), (14, 20)]
    assert (len(LESSON.claims), sum(claim.core for claim in LESSON.claims)) == (37, 10)


def test_every_answer_occurs() -> None:
    """Each label, each combination and “no source given” is the key's answer to some claim."""
    assert {answer.labels for answer in KEY.values()} == set(LABEL_SETS)
    assert {answer.nature for answer in KEY.values()} == {"fact", "judgement", "forecast"}


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("declined to comment", "no source"),
        ("not aware of", "sourced"),
        ("could not be confirmed", "no source"),
        ("never seen", "sourced"),
        ("is seen as", "no source"),
        ("are said to", "no source"),
        ("Many parents", "sourced"),
        ("did not answer", "no source"),
        ("without any warning", "denied"),
    ],
)
def test_what_readers_take_for_something_else(words: str, labels: str) -> None:
    """Silence, not knowing and words that point at nobody are neither sources nor denials; a relay has a source."""
    [claim] = [claim for claim in LESSON.claims if words in claim.text]
    assert name_of(KEY[claim.id].labels) == labels


def test_a_denial_comes_long_after_what_it_denies() -> None:
    """Two claims of the first section are answered in the second and in the third, and only then is it told."""
    for claim_id, paragraph, section in [("c04", 10, 2), ("c08", 15, 3)]:
        assert LESSON.section_of(LESSON.claim(claim_id)) == 1
        [told] = {piece.paragraph for piece in KEY[claim_id].evidence if piece.label == "denied"}
        assert told == paragraph
        assert LESSON.article.paragraph(told).section == section
        assert (KEY[claim_id].later_after or 0) >= told


def test_a_denial_rejects_a_part_alone() -> None:
    """The firm rejects the promise that three people tell of, and not the wish that the same three tell of."""
    assert KEY["c08"].labels - {"denied"} == KEY["c09"].labels == {"anonymous"}
    assert "not denied" in KEY["c09"].later


def test_one_missing_name_is_explained_and_another_is_not() -> None:
    """The person in the town hall has a reason that the text gives; the member of the council has none."""
    assert "can lose their jobs" in LESSON.article.paragraph(LESSON.claim("c10").paragraph).text
    assert "why the name is missing" in KEY["c10"].why
    assert "not told why" in KEY["c27"].why


@pytest.mark.parametrize("claim_id", SPOKEN)
def test_every_speaker_is_asked_the_three_questions(claim_id: str) -> None:
    """Named or not, on whichever side, core or optional: in the same words as in the other keys."""
    why = KEY[claim_id].why
    assert KNOW.search(why) and WANT.search(why), why
    assert re.search(r"\bwrong, (everybody knows who said it|no name is there to blame)", why), why


def test_a_13_year_old_reads_it() -> None:
    """The text and its reasons are easy, and the first screen says that all of it is invented."""
    assert grade("\n\n".join(paragraph.text for paragraph in LESSON.article.paragraphs)) <= 8
    assert grade(" ".join(answer.why for answer in KEY.values())) <= 5.5
    assert "made up" in LESSON.article.notice and "invented" in LESSON.article.notice


@pytest.mark.parametrize(("name", "minutes", "claims"), [("first", 20, 6), ("short", 45, 10)])
def test_a_path_shows_what_its_claims_need(name: str, minutes: int, claims: int) -> None:
    """A path has its time, and shows the paragraphs that deny its claims, so that a reader of it can answer in full."""
    path = LESSON.path(name)
    assert (path.minutes, len(path.claims)) == (minutes, claims)
    assert sum(step.minutes for step in path.steps) == minutes
    shown = {number for stop in path.stops for number in stop.paragraphs}
    assert {piece.paragraph for claim_id in path.claims for piece in KEY[claim_id].evidence} <= shown


@pytest.mark.parametrize("name", ["first", "short"])
def test_a_path_names_nobody_whom_it_does_not_show(name: str) -> None:
    """What the key says of a path's claims names only people of the paragraphs that its readers have seen."""
    path = LESSON.path(name)
    shown = " ".join(LESSON.article.paragraph(number).text for stop in path.stops for number in stop.paragraphs)
    people = [person.name.split()[-1] for person in LESSON.article.whos_who]
    for claim_id in path.claims:
        answer = KEY[claim_id]
        told = " ".join((answer.why, answer.later, answer.model_reason, *answer.if_you_chose.values()))
        assert [person for person in people if person in told and person not in shown] == [], claim_id


def test_two_who_contradict_each_other_are_treated_alike() -> None:
    """The engineer's words are denied by the roof builder's, and hers can be heard as denied by his."""
    assert name_of(KEY["c14"].labels) == "sourced + denied"
    assert [name_of(also) for also in KEY["c20"].also_defensible] == ["sourced + denied"]
    assert [(piece.paragraph, piece.quote) for piece in KEY["c20"].evidence if piece.label == "denied"] == [
        (9, "nobody should skate under it")
    ]


def test_no_reason_of_the_first_section_knows_of_the_letter() -> None:
    """The town's letter is heard of in the second section, and the plan is not spoken of again before the third."""
    for claim in LESSON.claims:
        answer = KEY[claim.id]
        if LESSON.section_of(claim) == 1:
            assert "letter" not in f"{answer.why} {answer.model_reason}", claim.id
    assert not any("Not to know" in line or "promise" in line for line in KEY["c10"].if_you_chose.values())


def test_the_long_path_has_the_core_claims() -> None:
    """The lesson of 45 minutes is the ten core claims, and that of 20 minutes six of them."""
    core = tuple(claim.id for claim in LESSON.claims if claim.core)
    assert LESSON.path("short").claims == core
    assert set(LESSON.path("first").claims) < set(core)


def test_the_key_says_how_it_was_made() -> None:
    """Whoever opens the key reads of its two passes, and of each doubt with the rule that decided it."""
    head = (LIBRARY / "skate-hall" / "key.yaml").read_text(encoding="utf-8").split("\nc01:")[0]
    assert "labelled anew" in head
    assert len(re.findall(r"^# c\d\d.*$", head, re.MULTILINE)) >= 6


def test_the_editor_proposes_its_path(tmp_path: Path) -> None:
    """Made with the editor, the first shorter path has the same ten claims and takes the same 45 minutes."""
    folder = tmp_path / "skate-hall"
    copytree(LIBRARY / "skate-hall", folder, ignore=ignore_patterns("guide.yaml"))
    editing = Editing(folder)
    editing.edit("new_path")
    [path] = editing.hand.guide.paths.values()
    assert (path.claims, path.minutes) == (LESSON.path("short").claims, 45)
