"""Editing: every step is checked, written and can be taken back, and what people wrote by hand stays."""

import errno
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kit.lesson.write_file
from kit.authoring.editor.edit_lesson import edit_lesson
from kit.authoring.editor.editing import NEW_CLAIMS, STEPS, Editing, NotDone
from kit.authoring.editor.lesson_files import ChangedMeanwhile
from kit.lesson.article_altering import taken_out
from kit.lesson.codebook import ANSWER_NAMES, LABELS
from kit.lesson.faults import LessonFaults
from kit.lesson.files import open_lesson
from kit.lesson.plain_errors import Mistake
from kit.lesson.write_file import NotWritten
from kit.ui.words import words
from tests.lessons import write_lesson

Edit = Callable[..., Any]


@pytest.fixture
def editing(tmp_path: Path) -> Editing:
    """The small lesson, with its key and without a guide."""
    return Editing(write_lesson(tmp_path / "bridge"))


def text_of(editing: Editing, file: str) -> str:
    """Return a file of the lesson as it is on the disk."""
    return (editing.folder / file).read_text(encoding="utf-8")


def make(editing: Editing, paragraph: int, quote: str) -> Any:
    """Make a claim of words that stand in a paragraph."""
    start = editing.hand.article.paragraph(paragraph).text.index(quote)
    return editing.edit("make", paragraph=paragraph, start=start, end=start + len(quote), quote=quote)


def show(editing: Editing, claim: str, label: str, paragraph: int, quote: str) -> Any:
    """Let words show a label."""
    start = editing.hand.article.paragraph(paragraph).text.index(quote)
    given = {"claim_id": claim, "label": label, "paragraph": paragraph, "start": start, "end": start + len(quote)}
    return editing.edit("evidence", **given)


def test_a_claim_is_made_answered_and_confirmed(editing: Editing) -> None:
    """Select words, press a label, confirm: the lesson has one more claim with a whole answer."""
    made = make(editing, 1, "People were surprised")
    assert made.claim == "c07"
    assert open_lesson(editing.folder).unconfirmed == ("c07",)
    editing.edit("label", claim_id="c07", label="none")
    editing.edit("confirm", claim_id="c07")
    lesson = open_lesson(editing.folder)
    assert lesson.claim("c07").text == "People were surprised"
    assert (lesson.unconfirmed, lesson.key["c07"].labels) == ((), frozenset())
    assert lesson.key["c07"].why


def test_the_files_change_only_where_they_must(editing: Editing) -> None:
    """A new claim alters one line of the article and adds one answer; comments, folds and order stay as they were."""
    article, key = text_of(editing, "article.md"), text_of(editing, "key.yaml")
    make(editing, 1, "People were surprised")
    now = text_of(editing, "article.md")
    changed = [pair for pair in zip(article.split("\n"), now.split("\n"), strict=True) if pair[0] != pair[1]]
    assert [new for _, new in changed] == [
        "[The bridge has been closed since Sunday]{#c01}. [People were surprised]{#c07}."
    ]
    assert text_of(editing, "key.yaml").replace("c07:\n  confirmed: false\n  nature: fact\n\n", "") == key
    assert "# This claim is the heart of the lesson.\nc02:" in text_of(editing, "key.yaml")


def test_borders_move_by_words_and_signs(editing: Editing) -> None:
    """The end of a claim takes in the full stop, then the next word; its beginning stays within the paragraph."""
    editing.edit("border", claim_id="c01", edge="end", by=1)
    assert editing.hand.claim("c01").text == "The bridge has been closed since Sunday."
    editing.edit("border", claim_id="c01", edge="end", by=1)
    assert editing.hand.claim("c01").text.endswith("Sunday. People")
    editing.edit("border", claim_id="c01", edge="start", by=2)
    assert editing.hand.claim("c01").text.startswith("has been")
    editing.edit("border", claim_id="c01", edge="start", by=-2)
    with pytest.raises(NotDone, match="paragraph ends here"):
        editing.edit("border", claim_id="c01", edge="start", by=-1)


def test_an_id_never_comes_again(editing: Editing, tmp_path: Path) -> None:
    """The highest claim is taken out, also in an earlier sitting: its id is kept count of, and the next one is new."""
    editing.edit("delete", claim_id="c06")
    assert taken_out(text_of(editing, "article.md")) == {"c06"}
    assert make(Editing(editing.folder), 1, "People were surprised").claim == "c07"


def test_an_id_of_an_earlier_version_is_not_given(editing: Editing) -> None:
    """Marks on an earlier version of the article keep their meaning."""
    (editing.folder / "earlier").mkdir()
    before = text_of(editing, "article.md").replace("{#c06}", "{#c41}")
    (editing.folder / "earlier" / "first.md").write_text(before, encoding="utf-8")
    assert make(editing, 1, "People were surprised").claim == "c42"


def test_a_claim_is_split_and_joined_again(editing: Editing) -> None:
    """The first part keeps the id; joined, the claim is as long as before and the second id is gone for good."""
    before = editing.hand.claim("c01").text
    at = before.index("closed")
    assert editing.edit("split", claim_id="c01", at=at).claim == "c07"
    assert [editing.hand.claim(one).text for one in ("c01", "c07")] == ["The bridge has been", "closed since Sunday"]
    assert not editing.hand.answers["c07"].is_confirmed
    editing.edit("merge", claim_id="c01")
    assert editing.hand.claim("c01").text == before
    assert taken_out(text_of(editing, "article.md")) == {"c07"}


def test_a_label_changes_what_goes_with_it(editing: Editing) -> None:
    """Evidence of a label that is gone goes, too, and the answer waits for somebody to look at it again."""
    editing.edit("label", claim_id="c05", label="sourced")
    editing.edit("label", claim_id="c05", label="anonymous")
    assert editing.hand.answers["c05"].fields["evidence"] == []
    assert editing.hand.answers["c05"].lacks == ("evidence_anonymous",)
    with pytest.raises(NotDone, match="words that show “anonymous”"):
        editing.edit("confirm", claim_id="c05")
    show(editing, "c05", "anonymous", 5, "It rejects")
    editing.edit("confirm", claim_id="c05")
    assert open_lesson(editing.folder).key["c05"].labels == {"anonymous"}


def test_words_that_stand_twice_are_made_longer(editing: Editing) -> None:
    """A key's quote stands once in its paragraph, so “the” becomes as long as it has to be."""
    show(editing, "c01", "sourced", 2, "the")
    assert editing.hand.answers["c01"].fields["evidence"][0]["quote"] == "the main"


def test_what_is_proposed_needs_a_person(editing: Editing) -> None:
    """A confirmed claim that becomes core gets a proposed reason and line, and is open until somebody looks at them."""
    editing.edit("core", claim_id="c01")
    answer = editing.hand.answers["c01"]
    assert (answer.is_confirmed, answer.lacks) == (False, ())
    assert "model_reason" in answer.fields


def test_what_readers_would_see_as_markup_is_refused_in_words(editing: Editing) -> None:
    """The text stays as it was, and the sentence says what to do, without a line of a file."""
    with pytest.raises(NotDone, match="marked as bold or italic") as refused:
        editing.edit("text", claim_id="c01", name="why", text="It *is* so.")
    assert "line" not in str(refused.value).replace("HTML", "")
    assert editing.hand.answers["c01"].fields["why"] == "The article says it in its own voice."


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("delete", {"claim_id": "c99"}, "no claim 'c99'"),
        ("label", {"claim_id": "c01", "label": "maybe"}, "no such label"),
        ("border", {"claim_id": "c06", "edge": "start", "by": -5}, "overlap"),
        ("make", {"paragraph": 3, "start": 0, "end": 3, "quote": "The"}, "line below a picture"),
        ("make", {"paragraph": 1, "start": 0, "end": 3, "quote": "the"}, "not there any more"),
        ("make", {"paragraph": 1, "start": 41, "end": 44, "quote": "Peo"}, "middle of a word"),
        ("merge", {"claim_id": "c02"}, "No claim follows"),
        ("split", {"claim_id": "c01", "at": 0}, "inside the claim"),
        ("confirm", {"claim_id": "c99"}, "no claim 'c99'"),
        ("nature", {"claim_id": "c01", "nature": "rumour"}, "fact, a judgement or a forecast"),
        ("stop_text", {"section": 9, "stop": 0, "name": "after", "text": "?"}, "no such section"),
        ("path_minutes", {"name": "short", "minutes": 9}, "no such path"),
        ("text", {"claim_id": "c05", "name": "later", "text": "More."}, "No section comes after"),
        ("fly", {}, "did not understand"),
        ("label", {"claim": "c01"}, "did not understand"),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_said(editing: Editing, name: str, given: dict[str, Any], told: str) -> None:
    """Each step that does not fit is refused in a sentence, and no file is touched."""
    before = {path.name: path.read_bytes() for path in editing.folder.iterdir()}
    with pytest.raises((NotDone, Mistake), match=re.escape(told)):
        editing.edit(name, **given)
    assert {path.name: path.read_bytes() for path in editing.folder.iterdir()} == before


def test_what_another_program_wrote_is_never_written_over(editing: Editing) -> None:
    """A file that was saved elsewhere stops the step; once it is taken in, both changes stand."""
    path = editing.folder / "key.yaml"
    path.write_text(text_of(editing, "key.yaml").replace("its own voice", "its voice"), encoding="utf-8")
    with pytest.raises(ChangedMeanwhile):
        editing.edit("nature", claim_id="c01", nature="forecast")
    assert "its voice" in text_of(editing, "key.yaml")
    assert editing.look() == ("key.yaml",)
    editing.edit("nature", claim_id="c01", nature="forecast")
    answer = open_lesson(editing.folder).key["c01"]
    assert (answer.nature, answer.why) == ("forecast", "The article says it in its voice.")
    editing.undo()
    with pytest.raises(NotDone, match="nothing to undo"):
        editing.undo()


def test_a_file_that_was_broken_elsewhere_is_told_with_its_line(editing: Editing) -> None:
    """Until it is mended no step is made, and the lesson in hand stays."""
    path = editing.folder / "key.yaml"
    whole = text_of(editing, "key.yaml")
    path.write_text(whole.replace("labels: [sourced]", "labels: [sauced]", 1), encoding="utf-8")
    with pytest.raises(LessonFaults, match=r"key.yaml, line \d\d: “sauced” is not a label"):
        editing.look()
    with pytest.raises(ChangedMeanwhile):
        editing.edit("core", claim_id="c01")
    path.write_text(whole, encoding="utf-8")
    editing.edit("core", claim_id="c01")


def test_a_failed_save_leaves_every_file_as_it_was(editing: Editing, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk takes the article and not the key: the article is put back, and the step can be made again."""
    before = {path.name: path.read_bytes() for path in editing.folder.iterdir()}
    write = kit.lesson.write_file.write_beside

    def fails_on_key(target: Path, *given: Any, **named: Any) -> Path:
        if target.name == "key.yaml":
            raise OSError(errno.ENOSPC, "The disk is full")
        return write(target, *given, **named)

    monkeypatch.setattr("kit.lesson.written_together.write_beside", fails_on_key)
    with pytest.raises(NotWritten, match="disk is full"):
        make(editing, 1, "People were surprised")
    assert {path.name: path.read_bytes() for path in editing.folder.iterdir()} == before
    monkeypatch.undo()
    assert make(editing, 1, "People were surprised").claim == "c07"


def test_line_ends_and_mark_of_another_system_stay(tmp_path: Path) -> None:
    """Files of Windows keep their line ends and their byte order mark."""
    folder = write_lesson(tmp_path / "bridge")
    for path in folder.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    editing = Editing(folder)
    make(editing, 1, "People were surprised")
    for name in ("article.md", "key.yaml"):
        content = (folder / name).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\n") == content.count(b"\r\n") > 0


def test_a_bundled_lesson_is_not_altered() -> None:
    """It says to copy the folder."""
    with pytest.raises(Mistake, match="Copy its folder"):
        edit_lesson("warm-up")


def test_a_cell_that_is_run_again_goes_on(tmp_path: Path) -> None:
    """The same folder is the same editing, with its steps to take back."""
    folder = write_lesson(tmp_path / "bridge")
    edit_lesson(folder).edit("core", claim_id="c01")
    again = edit_lesson(str(folder))
    assert again.last_step == "core"
    assert "+  confirmed: false" in again.changes()
    again.undo()
    assert again.changes() == ""


def test_a_lesson_without_a_key_gets_one(tmp_path: Path) -> None:
    """The first answer makes a key in which nothing is confirmed."""
    editing = Editing(write_lesson(tmp_path / "bridge", key=None))
    editing.edit("label", claim_id="c01", label="none")
    lesson = open_lesson(editing.folder)
    assert lesson.unconfirmed == tuple(claim.id for claim in lesson.claims)
    editing.undo()
    assert not (editing.folder / "key.yaml").exists()


def test_a_draft_key_becomes_one_to_be_confirmed(tmp_path: Path) -> None:
    """Labels alone are no answers that somebody has argued for: each is open, and the labels stay."""
    ids = ["c01", "c02", "c03", "c04", "c05", "c06"]
    folder = write_lesson(tmp_path / "bridge", key="".join(f"{one}:\n  labels: []\n" for one in ids))
    editing = Editing(folder)
    editing.edit("nature", claim_id="c01", nature="fact")
    assert open_lesson(folder).unconfirmed == tuple(ids)
    assert all(answer.fields["labels"] == [] for answer in editing.hand.answers.values())


def test_paths_follow_the_claims(editing: Editing) -> None:
    """A path begins with the core claims; a claim that is joined or taken out leaves it, and the last one cannot."""
    editing.edit("new_path")
    assert list(editing.hand.guide.paths["short"].claims) == ["c01", "c02", "c03", "c04", "c05", "c06"]
    editing.edit("delete", claim_id="c04")
    editing.edit("merge", claim_id="c05")
    assert list(open_lesson(editing.folder).path("short").claims) == ["c01", "c02", "c03", "c05"]
    for claim in ("c01", "c02", "c03"):
        editing.edit("on_path", name="short", claim_id=claim)
    with pytest.raises(NotDone, match="only claim of the path"):
        editing.edit("on_path", name="short", claim_id="c05")
    with pytest.raises(NotDone, match="only claim of the path"):
        editing.edit("delete", claim_id="c05")


def test_a_path_follows_the_words_of_its_sections(editing: Editing) -> None:
    """What is asked at a stop is asked on the path, too, and the comments of a guide written by hand stay."""
    guide = "# Mine\npaths:\n  short:\n    title: Short\n    minutes: 20 # timed\n    claims: [c01]\n"
    (editing.folder / "guide.yaml").write_text(guide, encoding="utf-8")
    editing.look()
    editing.edit("stop_text", section=1, stop=0, name="after", text="Who says so?")
    assert [stop.after for stop in open_lesson(editing.folder).path("short").stops] == ["Who says so?"]
    assert text_of(editing, "guide.yaml").startswith("# Mine\n")
    assert "minutes: 20 # timed" in text_of(editing, "guide.yaml")


def test_a_question_is_proposed_for_each_kind_of_claim(editing: Editing) -> None:
    """At a contested claim the question is about both sides, at a forecast about how to tell whether it came true."""
    editing.edit("questions")
    stops = [stop for section in open_lesson(editing.folder).guide.sections for stop in section.stops]
    asked = words("en")["proposed"]
    assert [stop.after for stop in stops] == [
        asked["ask_none"], asked["ask_contested"], asked["ask_sourced"], asked["ask_forecast"],
    ]  # fmt: skip


def acts(name: str | st.SearchStrategy[str], /, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Steps of this name, or of these, with whatever they may be given."""
    return st.tuples(st.just(name) if isinstance(name, str) else name, st.fixed_dictionaries(given))


PLACES = st.integers(0, 90)
WRITTEN = st.sampled_from(["", "Plain.", "“Quoted”: #1 – it's", "- a list?", "null", "a: b # c", "x" * 200])
ACTS = st.one_of(
    acts(st.sampled_from(["merge", "delete", "core", "confirm", "reopen", "propose"])),
    acts("border", edge=st.sampled_from(["start", "end"]), by=st.integers(-3, 3)),
    acts("split", at=PLACES),
    acts("label", label=st.sampled_from([*LABELS, "none"])),
    acts("also", name=st.sampled_from(ANSWER_NAMES)),
    acts("evidence", label=st.sampled_from(LABELS), paragraph=st.integers(1, 5), start=PLACES, end=PLACES),
    acts("text", name=st.sampled_from(["why", "source", "later", "model_reason"]), text=WRITTEN),
    acts("slip", name=st.sampled_from(ANSWER_NAMES), text=WRITTEN),
    acts("on_path", name=st.just("short")),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(ACTS, st.integers(0, 9)), min_size=1, max_size=9))
def test_whatever_is_done_the_lesson_opens_and_can_be_taken_back(
    steps: list[tuple[tuple[str, dict[str, Any]], int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After any steps the folder opens, no id has changed hands, and taking all back gives the files as they were."""
    editing = Editing(write_lesson(tmp_path_factory.mktemp("any") / "bridge"))
    before = {path.name: path.read_bytes() for path in editing.folder.iterdir()}
    editing.edit("new_path")
    seen = {claim.id for claim in editing.hand.claims}
    for (name, needs), which in steps:
        ids = [claim.id for claim in editing.hand.claims]
        gone = seen - set(ids)
        try:
            editing.edit(name, claim_id=ids[which % len(ids)], **needs)
        except (NotDone, Mistake):
            continue
        finally:
            lesson = open_lesson(editing.folder)
            assert not gone & {claim.id for claim in lesson.claims}
            assert lesson.unconfirmed == tuple(
                one for one, answer in editing.hand.answers.items() if not answer.is_confirmed
            )
        seen |= {claim.id for claim in lesson.claims}
    while editing.last_step:
        editing.undo()
    assert {path.name: path.read_bytes() for path in editing.folder.iterdir()} == before


def test_every_step_has_a_name_in_words() -> None:
    """What can be taken back can be named."""
    assert {*STEPS, *NEW_CLAIMS} == {key[5:] for key in words("en")["editor"] if key.startswith("step_")}
