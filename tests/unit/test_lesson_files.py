"""Opening a lesson from its files: what is read, and what an edition depends on."""

from pathlib import Path
from shutil import copytree

import pytest

from kit.lesson.article import Section
from kit.lesson.faults import LessonFaults
from kit.lesson.files import LIBRARY, bundled_lessons, open_lesson
from tests.lessons import ARTICLE, KEY, small_lesson, write_lesson


@pytest.mark.parametrize("name", bundled_lessons())
def test_bundled_lessons_open_with_a_complete_key(name: str) -> None:
    """Every bundled lesson opens, and its key answers exactly its claims, in their order."""
    lesson = open_lesson(name)
    assert lesson.id == name
    assert lesson.key is not None
    assert list(lesson.key) == [claim.id for claim in lesson.claims]


def test_the_bundled_lessons_are_four() -> None:
    """The kit brings a warm-up, an article for a first lesson, a long one, and a transfer check."""
    assert bundled_lessons() == ("inner-circle", "skate-hall", "transfer", "warm-up")


@pytest.mark.parametrize(("name", "claims"), [("warm-up", 7), ("transfer", 12)])
def test_the_short_lessons_have_few_claims(name: str, claims: int) -> None:
    """The two frame texts have seven and twelve claims, and no caption."""
    lesson = open_lesson(name)
    assert len(lesson.claims) == claims
    assert not any(paragraph.is_caption for paragraph in lesson.article.paragraphs)


def test_the_long_article_has_the_shape_that_the_design_gives_it() -> None:
    """The article has 42 paragraphs in five sections, captions at 6, 18 and 37, and captions hold no claims."""
    lesson = open_lesson("inner-circle")
    article = lesson.article
    captions = {paragraph.number for paragraph in article.paragraphs if paragraph.is_caption}
    assert len(article.paragraphs) == 42
    assert captions == {6, 18, 37}
    assert [(section.first, section.last) for section in article.sections] == [
        (1, 9),
        (10, 18),
        (19, 26),
        (27, 37),
        (38, 42),
    ]
    assert not captions & {claim.paragraph for claim in lesson.claims}


def test_the_long_article_has_about_75_claims() -> None:
    """The article has 70 to 80 claims, about 18 of them core, with ids that do not repeat."""
    claims = open_lesson("inner-circle").claims
    assert 70 <= len(claims) <= 80
    assert 16 <= sum(claim.core for claim in claims) <= 20
    assert len({claim.id for claim in claims}) == len(claims)


@pytest.mark.parametrize("name", bundled_lessons())
def test_a_claim_is_exactly_its_span(name: str) -> None:
    """In every bundled lesson, a claim's words are the span's slice of its paragraph."""
    lesson = open_lesson(name)
    for claim in lesson.claims:
        assert claim.text == lesson.article.paragraph(claim.paragraph).text[claim.start : claim.end]


def test_spans_count_code_points(tmp_path: Path) -> None:
    """Emoji and combining marks before a claim count as Unicode code points, not as bytes or UTF-16 units."""
    before = "👩‍🚀 cafe\u0301 🙂: "
    lesson = small_lesson(tmp_path, ARTICLE.replace("[The bridge has", f"{before}[The 🌉 bridge has"))
    claim = lesson.claim("c01")
    assert claim.start == len(before)
    assert claim.end - claim.start == len("The 🌉 bridge has been closed since Sunday")


def test_a_claim_may_stand_within_a_claim(tmp_path: Path) -> None:
    """Nested claims keep their own spans, the outer one first in reading order."""
    outer, inner = small_lesson(tmp_path).claims[2:4]
    assert (outer.id, inner.id) == ("c03", "c04")
    assert outer.text == "“We knew of the crack in March”"
    assert inner.text == "the crack in March"
    assert outer.start < inner.start < inner.end < outer.end


def test_escaped_brackets_are_text(tmp_path: Path) -> None:
    r"""A bracket written \[ is part of the text, and spans behind it are right."""
    assert small_lesson(tmp_path).claim("c06").text == "It rejects [sic] every other report"


def test_sections_hold_their_paragraphs_and_points(tmp_path: Path) -> None:
    """Sections know their title, their point, and their first and last paragraph."""
    assert small_lesson(tmp_path).article.sections == (
        Section(1, "The crack", "Ask who says so.", 1, 4),
        Section(2, "The answer", "Ask again: who denies it?", 5, 5),
    )


def test_what_stands_beside_the_text_is_read(tmp_path: Path) -> None:
    """The front matter and the who's-who are read as plain text."""
    article = small_lesson(tmp_path).article
    assert (article.title, article.language) == ("Why is the bridge closed?", "en")
    assert [person.name for person in article.whos_who] == ["Ana Ruiz", "The road office"]


def test_a_paragraph_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    """Asking for a paragraph or a claim that is not there raises ValueError and names what there is."""
    lesson = small_lesson(tmp_path)
    for number in (0, 6, -1, True, "1", 1.0):
        with pytest.raises(ValueError, match="1 to 5"):
            lesson.article.paragraph(number)  # type: ignore[arg-type]
    for claim_id in ("c99", "", None, ["c01"]):
        with pytest.raises(ValueError, match="c01 to c06"):
            lesson.claim(claim_id)  # type: ignore[arg-type]


EDITION_KEEPS = {
    "another key": (ARTICLE, KEY.replace("the article itself", "the paper")),
    "no key": (ARTICLE, None),
    "Windows line ends": (ARTICLE.replace("\n", "\r\n"), KEY.replace("\n", "\r\n")),
    "old Mac line ends": (ARTICLE.replace("\n", "\r"), KEY),
    "a byte order mark": ("\ufeff" + ARTICLE, "\ufeff" + KEY),
    "other front matter": (ARTICLE.replace("Oxley, Monday 3 May", "Oxley, in May"), KEY),
    "another section title": (ARTICLE.replace("## The crack", "## In the arch"), KEY),
    "a core flag": (ARTICLE.replace("{#c03 .core}", "{#c03}"), KEY),
    "no newline at the end": (ARTICLE.rstrip("\n"), KEY),
    "more empty lines": (ARTICLE.replace("\n\n", "\n\n\n\n"), KEY),
}
EDITION_CHANGES = {
    "a letter": ARTICLE.replace("People were", "People are"),
    "a span": ARTICLE.replace(
        "[The bridge has been closed since Sunday]{#c01}", "[The bridge has been closed]{#c01} since Sunday"
    ),
    "an id": ARTICLE.replace("#c06", "#c07"),
    "a paragraph more": ARTICLE + "\nOne more.\n",
}


@pytest.mark.parametrize("change", EDITION_KEEPS)
def test_the_edition_stays(change: str, tmp_path: Path) -> None:
    """The edition depends on nothing but paragraphs and spans."""
    changed = small_lesson(tmp_path / "changed", *EDITION_KEEPS[change])
    assert changed.edition == small_lesson(tmp_path / "good").edition


@pytest.mark.parametrize("change", EDITION_CHANGES)
def test_the_edition_changes(change: str, tmp_path: Path) -> None:
    """The edition changes with the text, with a span, and with an id."""
    changed = small_lesson(tmp_path / "changed", EDITION_CHANGES[change], key=None)
    assert changed.edition != small_lesson(tmp_path / "good").edition


def test_a_lesson_without_a_key_opens(tmp_path: Path) -> None:
    """A class can have the article without the answers."""
    assert small_lesson(tmp_path, key=None).key is None


def test_a_key_can_be_released_later(tmp_path: Path) -> None:
    """A key given by its path answers a lesson without one, and takes the place of the folder's own."""
    released = tmp_path / "released.yaml"
    released.write_text(KEY.replace("source: the article itself", "source: the paper"), encoding="utf-8")
    for own in (None, KEY):
        lesson = open_lesson(write_lesson(tmp_path / "lesson", key=own), key=released)
        assert lesson.key is not None
        assert lesson.key["c01"].source == "the paper"


def test_faults_in_a_released_key_name_its_file(tmp_path: Path) -> None:
    """A fault in a key that was released later carries that file's name."""
    released = tmp_path / "released.yaml"
    released.write_text(KEY.replace("nature: fact", "nature: fiction", 1), encoding="utf-8")
    with pytest.raises(LessonFaults, match=r"released\.yaml, line 3: “fiction” is not a nature"):
        open_lesson(write_lesson(tmp_path / "lesson", key=None), key=released)


def broken_lesson(folder: Path) -> Path:
    """Write a lesson whose key has an answer to a claim that there is not."""
    write_lesson(folder)
    key = folder / "key.yaml"
    key.write_text(f"{key.read_text(encoding='utf-8')}\nc77: {{labels: [sourced]}}\n", encoding="utf-8")
    return folder


def test_a_bundled_key_waits_until_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a lesson of the library reads no answer; with the first that is asked for, faults are told after all."""
    folder = broken_lesson(tmp_path / "bridge")
    with pytest.raises(LessonFaults, match="c77"):
        open_lesson(folder)
    monkeypatch.setattr("kit.lesson.files.LIBRARY", tmp_path)
    lesson = open_lesson("bridge")
    assert lesson.key is not None and lesson.claims
    with pytest.raises(LessonFaults, match="c77"):
        len(lesson.key)


def test_a_key_that_is_given_for_a_bundled_lesson_is_read_at_once(tmp_path: Path) -> None:
    """Whoever gives a key of their own hears at once that it does not fit."""
    with pytest.raises(LessonFaults):
        open_lesson("warm-up", key=broken_lesson(tmp_path / "bridge") / "key.yaml")


def test_a_bundled_key_is_like_any_other(tmp_path: Path) -> None:
    """A lesson of the library and its copy elsewhere are the same lesson, with the same key to look into."""
    bundled, copy = open_lesson("warm-up"), open_lesson(copytree(LIBRARY / "warm-up", tmp_path / "copy"))
    assert bundled == copy
    assert bundled.key is not None
    assert "c01" in bundled.key and "c99" not in bundled.key
    assert repr(bundled.key) == repr(copy.key)
    assert bundled.key_source == copy.key_source
