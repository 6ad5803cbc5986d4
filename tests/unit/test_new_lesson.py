"""From a draft to a lesson: whatever was taken in, what is written opens, and nothing that is there is replaced."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.authoring.draft import Block, Draft
from kit.authoring.new_lesson import article_of, claims_of, key_of, lesson_id_of, write_new_lesson
from kit.authoring.proposals import Proposal
from kit.authoring.propose import each_sentence
from kit.lesson.article_file import read_article
from kit.lesson.article_writing import article_text
from kit.lesson.faults import LessonFaults
from kit.lesson.files import open_lesson
from kit.lesson.key import Evidence
from kit.lesson.write_file import AlreadyThere
from kit.sharing.notebooks.make import write_notebooks
from tests.lessons import ARTICLE, write_lesson
from tests.sources import PARAGRAPHS, TITLE

SIGNS = "*_[]{}<>&;#\\`~^|=-+:.!?“”\"'()123 \u00a0\u200b\ufffd\ufeff\x07é中aB"
text = st.text(alphabet=SIGNS, max_size=40)


def _draft(*paragraphs: str, **about: str) -> Draft:
    return Draft((Block("title", TITLE), *(Block("paragraph", one) for one in paragraphs)), **about)  # type: ignore[arg-type]


def _write(draft: Draft, folder: Path) -> Path:
    article = article_of(draft)
    return write_new_lesson(article, claims_of(article, each_sentence(article)), folder)[0]


@given(
    st.lists(st.tuples(st.sampled_from(["title", "heading", "paragraph", "caption", "left out"]), text), max_size=8),
    text,
    text,
)
def test_any_draft_makes_an_article_that_opens(parts: list[tuple[str, str]], byline: str, name: str) -> None:
    """No sign of Markdown, HTML or YAML, and no hidden one, makes a lesson that cannot be read or has other words."""
    draft = _draft(*PARAGRAPHS[:1], byline=byline, name=name)
    draft = Draft((*draft.blocks, *(Block(kind, f"x{one}") for kind, one in parts)), byline=byline, name=name)  # type: ignore[arg-type]
    article = article_of(draft)
    claims = claims_of(article, each_sentence(article))
    found = read_article(article_text(lesson_id_of(article.title), article, claims))
    assert found.faults == []
    assert found.article == article
    assert found.claims == claims


@given(st.lists(st.tuples(st.integers(1, 2), st.integers(0, 40), st.integers(0, 40), st.booleans()), max_size=12))
def test_whatever_is_proposed_the_lesson_can_be_read(places: list[tuple[int, int, int, bool]]) -> None:
    """Proposals that overlap, part words or hold none are passed over; the others are claims, in reading order."""
    article = article_of(_draft(*PARAGRAPHS[:3]))
    proposals = [
        Proposal(number, start, end, article.paragraph(number).text[start:end], core_reason="It is central." * core)
        for number, start, end, core in places
    ]
    claims = claims_of(article, [*proposals, Proposal(3, 0, 3, "The")])
    found = read_article(article_text("made", article, claims))
    assert (found.faults, found.claims) == ([], claims)


def test_proposals_become_claims_and_a_key_that_nobody_has_confirmed(tmp_path: Path) -> None:
    """The key names each claim's likely label, source and reason; without labels, or with faults, there is none."""
    article = article_of(_draft(PARAGRAPHS[0]))
    start = PARAGRAPHS[0].index("the county")
    named = Evidence("sourced", 1, start, start + 10, "the county")
    sourced = Proposal(1, 0, 38, "", frozenset({"sourced"}), "the county", (named,), "It is named.", "It is central.")
    claims = claims_of(article, [sourced])
    assert [(claim.id, claim.text, claim.core) for claim in claims] == [("c01", PARAGRAPHS[0][:38], True)]
    key = key_of(claims, [sourced], article)
    assert 'source: "the county"' in key
    write_new_lesson(article, claims, tmp_path / "swans", key)
    assert open_lesson(tmp_path / "swans").unconfirmed == ("c01",)
    wrong = replace(sourced, evidence=(replace(named, quote="Geese"),))
    sentences = each_sentence(article)
    assert key_of(claims, [wrong], article) == key_of(claims_of(article, sentences), sentences, article) == ""


def test_a_new_lesson_says_what_is_not_done_yet(tmp_path: Path) -> None:
    """Credit and date come from the source; what nobody has written says so, and it is not to be published."""
    draft = _draft(
        *PARAGRAPHS, byline="Ruth Ode", published="2026-05-02", address="https://example.org", name="swans.html"
    )
    _write(draft, tmp_path / "a" / "swans")
    lesson = open_lesson(tmp_path / "a" / "swans")
    assert (lesson.id, lesson.article.title, lesson.key) == ("swans-return-to-marlow-lake", TITLE, None)
    assert "Ruth Ode" in lesson.article.credit
    assert "swans.html" in lesson.article.credit
    assert "2026-05-02" in lesson.article.date_line
    assert not lesson.article.may_be_published
    assert [claim.text for claim in lesson.claims][:2] == [
        PARAGRAPHS[0],
        "“We saw them on Friday morning,” said Otto Kessler, a warden.",
    ]


def test_notebooks_are_made_of_a_new_lesson(tmp_path: Path) -> None:
    """A long article without headings is read in several parts, each short enough for one notebook."""
    _write(_draft(*PARAGRAPHS * 8), tmp_path / "swans")
    lesson = open_lesson(tmp_path / "swans")
    assert [section.title for section in lesson.article.sections] == ["Part 1", "Part 2", "Part 3"]
    assert [section.last - section.first + 1 for section in lesson.article.sections] == [11, 11, 10]
    assert len(write_notebooks(tmp_path / "swans", tmp_path / "made")) == 5


def test_nothing_that_is_there_is_replaced(tmp_path: Path) -> None:
    """A second lesson in the same folder is refused, and the first stays as it was."""
    first = _write(_draft(*PARAGRAPHS), tmp_path)
    before = first.read_bytes()
    with pytest.raises(AlreadyThere, match="Give another folder"):
        _write(_draft("Another article stands here now."), tmp_path)
    assert first.read_bytes() == before
    with pytest.raises(ValueError, match="is a file"):
        _write(_draft(*PARAGRAPHS), first)


def test_a_title_in_any_script_gives_an_id() -> None:
    """Letters with accents lose them; a title without Latin letters gets a plain id."""
    assert lesson_id_of("Señor Núñez’s lake: who, then?") == "senor-nunezs-lake-who-then"
    assert lesson_id_of("橋は閉鎖") == "my-lesson"


@pytest.mark.parametrize(
    ("line", "may"),
    [("publication: not to be published\n", False), ("publication: may be published\n", True), ("", True)],
)
def test_the_front_matter_says_whether_a_lesson_may_be_published(line: str, may: bool, tmp_path: Path) -> None:
    """A lesson that says nothing is its author's own, and may be; what is read is written back."""
    written = ARTICLE.replace("codebook: 1\n", f"codebook: 1\n{line}")
    lesson = open_lesson(write_lesson(tmp_path, written, None))
    assert lesson.article.may_be_published is may
    assert line in article_text(lesson.id, lesson.article, lesson.claims)


@pytest.mark.parametrize(
    "line", ["publication: no", "publication: Not to be published", "publication: never", "publicaton: x"]
)
def test_a_slip_in_it_publishes_nothing(line: str, tmp_path: Path) -> None:
    """Whatever is neither of the two is a fault with its line and the two ways to write it."""
    with pytest.raises(LessonFaults) as told:
        open_lesson(write_lesson(tmp_path, ARTICLE.replace("codebook: 1\n", f"codebook: 1\n{line}\n"), None))
    assert [fault.line for fault in told.value.faults] == [6]
