"""Mending the article in the editor: claims and quotes stay at their words, and little else changes."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.authoring.editor.editing import Editing, NotDone
from kit.authoring.editor.moved_places import MovedPlaces
from kit.lesson.files import open_lesson
from kit.lesson.plain_errors import Mistake
from tests.lessons import write_lesson

GUIDE = """\
# Mine
sections:
  1:
    name: The crack
    title: "The crack"
    minutes: 10
    stops:
      - {paragraphs: [1], after: "First?"} # asked in class
      - {paragraphs: [2, 3], before: "Look.", after: "Second?"}
      - paragraphs: [4]
        after: "Third?"
  2:
    name: The answer
    title: "The answer"
    minutes: 5
    stops:
      - paragraphs: [5]
paths:
  short:
    title: Short
    minutes: 20
    claims: [c02, c05]
"""


@pytest.fixture
def editing(tmp_path: Path) -> Editing:
    """The small lesson, with its key and without a guide."""
    return Editing(write_lesson(tmp_path / "bridge"))


def text_of(editing: Editing, file: str) -> str:
    """Return a file of the lesson as it is on the disk."""
    return (editing.folder / file).read_text(encoding="utf-8")


def changed_lines(before: str, after: str) -> list[str]:
    """Return the lines that are other ones now, in texts of as many lines."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    return [line for old, line in pairs if old != line]


def words_of(editing: Editing) -> dict[str, str]:
    """Return the words of each claim as the files have them."""
    return {claim.id: claim.text for claim in open_lesson(editing.folder).claims}


def mend(editing: Editing, paragraph: int, old: str, new: str) -> Any:
    """Write a paragraph with some words in place of others."""
    text = editing.hand.article.paragraph(paragraph).text
    assert old in text
    return editing.edit("paragraph", paragraph=paragraph, text=text.replace(old, new, 1))


def test_a_slip_is_mended_and_the_claims_stay(editing: Editing) -> None:
    """A word beside the claims, one in a claim and one in a quote of the key: one line changes in each file."""
    article, key = text_of(editing, "article.md"), text_of(editing, "key.yaml")
    mend(editing, 1, "People were", "All people were")
    assert words_of(editing)["c01"] == "The bridge has been closed since Sunday"
    mend(editing, 1, "The bridge", "The old bridge")
    mend(editing, 2, "two people", "three people")
    mend(editing, 4, "knew", "knew already")
    mend(editing, 5, "harmless", "har\x07m\nless")
    words = words_of(editing)
    assert words["c01"] == "The old bridge has been closed since Sunday"
    assert (words["c03"], words["c04"]) == ("“We knew already of the crack in March”", "the crack in March")
    assert words["c05"] == "The crack is har m less"
    assert len(changed_lines(article, text_of(editing, "article.md"))) == 4
    assert changed_lines(key, text_of(editing, "key.yaml")) == [
        '    - {label: anonymous, paragraph: 2, quote: "said three people"}',
        '    - {label: denied, paragraph: 5, quote: "The crack is har m less"}',
    ]
    assert open_lesson(editing.folder).unconfirmed == ()
    while editing.last_step:
        editing.undo()
    assert (text_of(editing, "article.md"), text_of(editing, "key.yaml")) == (article, key)


def test_a_quote_that_is_gone_opens_its_answer(editing: Editing) -> None:
    """Where the words that showed a label are taken out, somebody has to look at the answer again."""
    mend(editing, 2, ", said two people who had seen the report", "")
    answer = editing.hand.answers["c02"]
    assert not answer.is_confirmed
    assert answer.lacks == ("evidence_anonymous",)


def test_a_caption_and_a_heading_are_mended(editing: Editing) -> None:
    """The line that says that it is a caption stays; a heading is one line of the article."""
    mend(editing, 3, "in May", "in June")
    editing.edit("heading", section=2, text=" What the   office says ")
    text = text_of(editing, "article.md")
    assert "{.caption}\nThe old bridge in June (archive)\n" in text
    assert open_lesson(editing.folder).article.sections[1].title == "What the office says"
    assert text.count("\n## ") == 2


def test_a_paragraph_is_parted_and_joined_again(editing: Editing) -> None:
    """Claims, quotes and what speaks of later paragraphs count on; joined again, the files are as they were."""
    before = {path.name: path.read_bytes() for path in editing.folder.iterdir()}
    text = editing.hand.article.paragraph(1).text
    editing.edit("part_paragraph", paragraph=1, at=text.index("People"))
    lesson = open_lesson(editing.folder)
    assert [paragraph.text for paragraph in lesson.article.paragraphs[:2]] == [text[:40], text[41:]]
    assert words_of(editing)["c06"] == "It rejects [sic] every other report"
    assert lesson.key is not None
    assert [piece.paragraph for piece in lesson.key["c02"].evidence] == [3, 6, 6]
    assert lesson.key["c02"].later_after == 6
    assert lesson.unconfirmed == ()
    editing.edit("join_paragraphs", paragraph=1)
    now = {path.name: path.read_bytes() for path in editing.folder.iterdir() if not path.name.startswith(".")}
    assert now == before


def test_the_guide_counts_on(tmp_path: Path) -> None:
    """Stops follow their paragraphs, also into one that was joined; comments and what is asked stay."""
    folder = write_lesson(tmp_path / "bridge")
    (folder / "guide.yaml").write_text(GUIDE, encoding="utf-8")
    editing = Editing(folder)
    editing.edit("part_paragraph", paragraph=1, at=41)
    stops = [stop for section in open_lesson(folder).guide.sections for stop in section.stops]
    assert [stop.paragraphs for stop in stops] == [(1, 2), (3, 4), (5,), (6,)]
    editing.edit("join_paragraphs", paragraph=2)
    stops = [stop for section in open_lesson(folder).guide.sections for stop in section.stops]
    assert [stop.paragraphs for stop in stops] == [(1, 2, 3), (4,), (5,)]
    assert [stop.after for stop in stops] == ["First?\n\nSecond?", "Third?", ""]
    assert text_of(editing, "guide.yaml").startswith("# Mine\n")
    assert [stop.paragraphs for stop in open_lesson(folder).path("short").stops] == [(2,), (5,)]
    while editing.last_step:
        editing.undo()
    assert text_of(editing, "guide.yaml") == GUIDE


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("paragraph", {"paragraph": 1, "text": "  "}, "needs words"),
        ("paragraph", {"paragraph": 1, "text": "Nobody knows."}, "nothing would be left"),
        ("paragraph", {"paragraph": 1, "text": "\x07 \n"}, "needs words"),
        ("paragraph", {"paragraph": 9, "text": "More."}, "no paragraph 9"),
        ("part_paragraph", {"paragraph": 1, "at": 10}, "cut in two"),
        ("part_paragraph", {"paragraph": 1, "at": 0}, "between two words"),
        ("part_paragraph", {"paragraph": 1, "at": 44}, "between two words"),
        ("part_paragraph", {"paragraph": 3, "at": 4}, "below a picture"),
        ("join_paragraphs", {"paragraph": 2}, "below a picture"),
        ("join_paragraphs", {"paragraph": 4}, "No paragraph follows"),
        ("heading", {"section": 1, "text": ""}, "cannot be empty"),
        ("heading", {"section": 7, "text": "More"}, "no such section"),
        ("person", {"index": 0, "name": "", "who": "mayor"}, "Write a name"),
        ("person", {"index": 2, "name": "Ana Ruiz", "who": "a mayor"}, "already"),
        ("drop_person", {"index": 2}, "Write a name"),
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_mended_is_said(editing: Editing, name: str, given: dict[str, Any], told: str) -> None:
    """Each step that does not fit is refused in a sentence, and no file is touched."""
    before = {path.name: path.read_bytes() for path in editing.folder.iterdir()}
    with pytest.raises((NotDone, Mistake), match=told):
        editing.edit(name, **given)
    assert {path.name: path.read_bytes() for path in editing.folder.iterdir()} == before


def test_whos_who_is_written_line_by_line(editing: Editing) -> None:
    """An entry is altered, added and taken out; the last one takes the list along, and the first one makes it."""
    article = text_of(editing, "article.md")
    editing.edit("person", index=0, name="Ana Ruiz", who="mayor of Oxley since May")
    assert changed_lines(article, text_of(editing, "article.md")) == [
        '  - {name: "Ana Ruiz", who: "mayor of Oxley since May"}'
    ]
    editing.edit("person", index=2, name="Oxley", who="a town: on a river")
    assert [one.name for one in open_lesson(editing.folder).article.whos_who] == [
        "Ana Ruiz",
        "The road office",
        "Oxley",
    ]
    for _ in range(3):
        editing.edit("drop_person", index=0)
    assert "whos_who" not in text_of(editing, "article.md")
    editing.edit("person", index=0, name="Ana Ruiz", who="mayor")
    assert [one.who for one in open_lesson(editing.folder).article.whos_who] == ["mayor"]
    while editing.last_step:
        editing.undo()
    assert text_of(editing, "article.md") == article


def test_a_list_on_one_line_is_written_out(tmp_path: Path) -> None:
    """What a person wrote on one line can be altered, too."""
    folder = write_lesson(tmp_path / "bridge")
    path = folder / "article.md"
    head, rest = path.read_text(encoding="utf-8").split("whos_who:", 1)
    path.write_text(
        head + 'whos_who: [{name: "Ana Ruiz", who: "mayor"}]\npoints:' + rest.split("points:", 1)[1], encoding="utf-8"
    )
    editing = Editing(folder)
    editing.edit("person", index=1, name="Oxley", who="a town")
    assert [one.name for one in open_lesson(folder).article.whos_who] == ["Ana Ruiz", "Oxley"]


SENTENCES = st.lists(
    st.sampled_from(["The", "old", "bridge", "has", "been", "closed", "since", "Sunday.", "Ü“x”", "no"]), max_size=12
).map(" ".join)


@given(before=SENTENCES, after=SENTENCES, places=st.tuples(st.integers(0, 80), st.integers(0, 80)))
def test_a_moved_place_is_whole_words(before: str, after: str, places: tuple[int, int]) -> None:
    """Wherever words stand afterwards, they begin and end with a word; what has not changed stands where it stood."""
    start, end = sorted(place % (len(before) + 1) for place in places)
    found = MovedPlaces(before, after).moved(start, end)
    if found is not None:
        first, last = found
        assert 0 <= first < last <= len(after)
        assert first == 0 or not (after[first - 1].isalnum() and after[first].isalnum())
        assert last == len(after) or not (after[last - 1].isalnum() and after[last].isalnum())
    same = MovedPlaces(before, before).moved(start, end)
    left, right = start + len(before[start:end]) - len(before[start:end].lstrip()), len(before[:end].rstrip())
    assert same is None or same[0] <= left < right <= same[1]


MENDINGS = st.tuples(
    st.sampled_from(["paragraph", "part_paragraph", "join_paragraphs"]),
    st.integers(1, 6),
    st.integers(0, 70),
    st.sampled_from(["", " ", "x", " said nobody ", "[", "_"]),
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(MENDINGS, min_size=1, max_size=6))
def test_whatever_is_mended_can_be_taken_back(
    steps: list[tuple[str, int, int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After any steps the lesson opens with the same claims, and taking all back gives the files to the letter."""
    folder = write_lesson(tmp_path_factory.mktemp("any") / "bridge")
    (folder / "guide.yaml").write_text(GUIDE, encoding="utf-8")
    editing = Editing(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for name, paragraph, at, put in steps:
        given_to: dict[str, Any] = {"paragraph": paragraph}
        if name == "part_paragraph":
            given_to["at"] = at
        elif name == "paragraph" and paragraph <= len(editing.hand.article.paragraphs):
            text = editing.hand.article.paragraph(paragraph).text
            given_to["text"] = text[:at] + put + text[at + len(put) // 2 :]
        try:
            editing.edit(name, **given_to)
        except (NotDone, Mistake):
            continue
        finally:
            assert [claim.id for claim in open_lesson(folder).claims] == ["c01", "c02", "c03", "c04", "c05", "c06"]
    while editing.last_step:
        editing.undo()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
