"""What the kit writes of a lesson reads back as the same, and what a person wrote stays as it was."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import ndiff
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.lesson.article import Article, Paragraph, Person, Section
from kit.lesson.article_file import read_article
from kit.lesson.article_writing import article_text
from kit.lesson.claims import Claim
from kit.lesson.codebook import LABEL_SETS, ordered
from kit.lesson.faults import Fault
from kit.lesson.files import LIBRARY
from kit.lesson.key import NATURES, Answer, Evidence
from kit.lesson.key_altering import altered_key
from kit.lesson.key_file import FIELDS, read_key
from kit.lesson.key_writing import fields_of, key_text
from kit.lesson.lookalikes import UNSEEN
from kit.lesson.markdown_signs import sign_in_field
from tests.lessons import KEY, small_lesson

SIGNS = "[]{}*_`<>&~=%^\\#|:;-+.)(!@$'\"/ "
LETTERS = "abz19é橋🙂“”’–…\u00a0\u200b"
WORDS = [
    "a",
    "12.",
    "#",
    "---",
    "<!--",
    "-->",
    "&amp;",
    "<b>",
    "**so**",
    "{#c01}",
    "](x)",
    "1)",
    "_x_",
    "::: x",
    "| a |",
]


def joined(parts: list[str]) -> str:
    """Return words with blanks between them, as a text is read."""
    return " ".join(" ".join(parts).split())


def plain(text: str) -> str:
    """Return a text if readers would see no markup in it, else nothing."""
    return "" if sign_in_field(text) else text


piece = st.text(alphabet=st.sampled_from(SIGNS + LETTERS), max_size=12) | st.sampled_from(WORDS)
paragraph_part = st.lists(piece, min_size=1, max_size=4).map(lambda parts: " ".join(parts).strip())
visible = paragraph_part.map(lambda text: text if any(sign.isalnum() for sign in text) else f"{text}b")
field_text = st.lists(piece, min_size=1, max_size=30).map(joined).map(lambda text: plain(text) or "Text.")
title = st.from_regex(r"[A-Za-z]([A-Za-z0-9 ,.!?’–]{0,20}[a-z?!])?", fullmatch=True)


@dataclass(frozen=True)
class Written:
    """What a lesson's two files hold."""

    lesson: str
    article: Article
    claims: tuple[Claim, ...]
    key: Mapping[str, Answer]


@st.composite
def written(draw: st.DrawFn) -> Written:
    """Return a lesson of one or two sections, with claims beside and within each other, and a key."""
    paragraphs: list[Paragraph] = []
    claims: list[Claim] = []
    sections: list[Section] = []
    for number in range(1, draw(st.integers(1, 2)) + 1):
        first = len(paragraphs) + 1
        for _ in range(draw(st.integers(1, 3))):
            text, found = draw(marked(len(paragraphs) + 1, len(claims)))
            is_caption = not found and draw(st.booleans())
            paragraphs.append(Paragraph(len(paragraphs) + 1, text, number, is_caption))
            claims += found
        sections.append(Section(number, draw(title), draw(field_text), first, len(paragraphs)))
    if not claims:
        paragraphs[0] = replace(paragraphs[0], text=f"{paragraphs[0].text} So", is_caption=False)
        end = len(paragraphs[0].text)
        claims.append(Claim("c01", 1, end - 2, end, "So"))
    people = draw(st.lists(st.builds(Person, field_text, field_text), max_size=2, unique_by=lambda one: one.name))
    texts = {name: draw(field_text) for name in ("title", "credit", "licence", "date_line", "notice", "content_note")}
    article = Article(
        **texts, language="en", whos_who=tuple(people), sections=tuple(sections), paragraphs=tuple(paragraphs)
    )
    key = {claim.id: draw(answers(claim, article)) for claim in claims}
    return Written("made-up", article, tuple(claims), key)


@st.composite
def marked(draw: st.DrawFn, number: int, before: int) -> tuple[str, list[Claim]]:
    """Return a paragraph's text and its claims; a claim may hold another one, and words of its own."""
    text, claims = "", []
    for part in draw(st.lists(visible, min_size=1, max_size=4)):
        text += " " if text else ""
        start = len(text)
        kind = draw(st.sampled_from(["text", "claim", "nested"]))
        text += part
        if kind == "nested":
            inner, text = len(text) + 1, f"{text} {draw(visible)}"
        if kind != "text":
            claims.append((start, len(text)))
        if kind == "nested":
            claims.append((inner, len(text)))
    found = [
        Claim(f"c{before + place:02d}", number, start, end, text[start:end], draw(st.booleans()))
        for place, (start, end) in enumerate(claims, start=1)
    ]
    return text, found


@st.composite
def answers(draw: st.DrawFn, claim: Claim, article: Article) -> Answer:
    """Return a complete answer to a claim."""
    paragraph = article.paragraph(claim.paragraph)
    labels, *also = draw(st.lists(st.sampled_from(LABEL_SETS), min_size=1, max_size=3, unique=True))
    quote = re.sub(rf"^[{UNSEEN}]+|[{UNSEEN}]+$", "", paragraph.text)  # nobody quotes what takes no room at an edge
    start = paragraph.text.index(quote)
    end = start + len(quote)
    evidence = tuple(Evidence(label, paragraph.number, start, end, quote) for label in ordered(labels))
    last = len(article.paragraphs)
    later = draw(field_text) if last > article.sections[paragraph.section - 1].last and draw(st.booleans()) else ""
    others = [other for other in LABEL_SETS if other != labels]
    lines = {slip: draw(field_text) for slip in draw(st.sets(st.sampled_from(others), min_size=1, max_size=2))}
    return Answer(
        labels=labels,
        also_defensible=tuple(also),
        nature=draw(st.sampled_from(NATURES)),
        source=draw(field_text),
        evidence=evidence,
        why=draw(field_text),
        later=later,
        later_after=last if later else None,
        model_reason=draw(field_text) if claim.core else "",
        if_you_chose=MappingProxyType(lines if claim.core else {}),
    )


def key_of(text: str, article: Article, claims: tuple[Claim, ...]) -> tuple[dict[str, Answer], list[Fault]]:
    """Return the key that a text holds, and what is wrong with it."""
    faults: list[Fault] = []
    return read_key(text, "key.yaml", article, claims, faults), faults


@given(written())
def test_an_article_reads_back_the_same(lesson: Written) -> None:
    """Any article, whatever signs stand in its text, is the same after it was written and read, with its claims."""
    found = read_article(article_text(lesson.lesson, lesson.article, lesson.claims))
    assert (found.faults, found.lesson, found.article, found.claims) == (
        [],
        lesson.lesson,
        lesson.article,
        lesson.claims,
    )


@given(written())
def test_a_key_reads_back_the_same(lesson: Written) -> None:
    """Any complete key is the same after it was written and read."""
    assert key_of(key_text(lesson.key), lesson.article, lesson.claims) == (lesson.key, [])


@pytest.mark.parametrize("name", kit.bundled_lessons())
def test_the_bundled_articles_are_as_the_kit_writes_them(name: str) -> None:
    """Writing a bundled article gives its file, byte for byte: an editor that saves it changes nothing else."""
    lesson = kit.open_lesson(name)
    file = LIBRARY / name / "article.md"
    assert article_text(lesson.id, lesson.article, lesson.claims) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", kit.bundled_lessons())
def test_the_bundled_keys_read_back_the_same(name: str) -> None:
    """A bundled key, written anew, is the same key, with its long texts folded into lines that fit a page."""
    lesson = kit.open_lesson(name)
    text = key_text(lesson.key)
    assert key_of(text, lesson.article, lesson.claims) == (dict(lesson.key), [])
    assert all(len(line) <= 120 for line in text.splitlines() if line.startswith("    ") and line[4] not in '-"snad')


def test_what_is_markup_stands_behind_a_backslash() -> None:
    """Only what would be read as markup is escaped: a text full of ordinary signs stays readable."""
    text = "R&D, 3 < 4: 5_a (so-called) – 50% = half; 1945. #1 “No!” *so* <b> &amp; [x]"
    article = kit.open_lesson("warm-up").article
    first = Section(1, "One", "Ask.", 1, 1)
    made = Article("T", "en", "c", "l", "d", "", "", (), (first,), (Paragraph(1, f"{text} end", 1),))
    claim = Claim("c01", 1, len(text) + 1, len(text) + 4, "end")
    assert article.paragraphs
    line = article_text("made-up", made, [claim]).splitlines()[-1]
    assert line == (r"R\&D, 3 < 4: 5_a (so-called) – 50% = half; 1945. #1 “No!” \*so\* \<b> \&amp; \[x\] [end]{#c01}")


# Altering

BY_HAND = (
    """\
# My key: take care!

c01:  # the easy one
  labels: []   # nothing to see
  nature:   fact
  source: the article itself

  evidence: []
  # Is this too short?
  why: 'The article says it in its own voice.'   # ask Kim

# c02 is the heart: see "why".
c02:
    why: >-  # folded
      Two people vouch for it,
      # this is text

      and nobody names them.
    labels: [anonymous, denied]
    nature: fact
    source: "two people # who have seen it"  # a "real" comment
    evidence:
    # their words:
    - {label: anonymous, paragraph: 2, quote: "said two people"}   # one
    - label: denied
      paragraph: 5   # two
      quote: "It rejects"

    later: The road office rejects it.
    later_after: 5
    model_reason: "I marked anonymous, because nobody is named."
    if_you_chose: {sourced: "No name is given."}
c03: {labels: [sourced], nature: fact, source: Ana, evidence: [{label: sourced, paragraph: 4, quote: "Ana Ruiz"}],
  why: "She is named.", model_reason: "I see.", if_you_chose: {denied: "No."}} # dense
"""
    + KEY[KEY.index("\nc04:") :].replace("  why: >-", "  # before the why\n  why: >-")
    + "\n# The end."
)


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> kit.Lesson:
    """The small lesson with a key as people write it by hand."""
    return small_lesson(tmp_path_factory.mktemp("by-hand"), key=BY_HAND)


def comments(text: str) -> list[str]:
    """Return what the comments of a text say, one a line; `BY_HAND` has one “#” within its texts."""
    texts = [line for line in text.splitlines() if "# this is text" not in line]
    return [line.rpartition("# ")[2] for line in texts if "# " in line.replace("people # who", "")]


@given(data=st.data())
def test_an_alteration_changes_its_field_and_nothing_else(data: st.DataObject, lesson: kit.Lesson) -> None:
    """Any fields of any answers altered: the key says so, and every comment and every other line is as it was."""
    changes: dict[str, dict[str, Any]] = {}
    expected = dict(lesson.key)
    for claim in data.draw(st.lists(st.sampled_from(lesson.claims), unique_by=lambda claim: claim.id, max_size=3)):
        new = data.draw(answers(claim, lesson.article))
        old = fields_of(lesson.key[claim.id])
        wanted = fields_of(new)
        changes[claim.id] = {name: wanted.get(name) for name in FIELDS if wanted.get(name) != old.get(name)}
        expected[claim.id] = new
    text = altered_key(BY_HAND, changes)
    assert key_of(text, lesson.article, lesson.claims) == (expected, [])
    assert [comment for comment in comments(BY_HAND) if f"# {comment}" not in text] == []
    for claim_id in lesson.key.keys() - {claim for claim, fields in changes.items() if fields}:
        whole = BY_HAND[BY_HAND.index(f"\n{claim_id}:") :]
        whole = whole[: whole.find("\nc", 2)] if "\nc" in whole[2:] else whole
        assert whole in text


def test_nothing_altered_is_the_same_text() -> None:
    """Without a change, the text is the same to the last blank."""
    assert altered_key(BY_HAND, {}) == altered_key(BY_HAND, {"c01": {}}) == BY_HAND


def test_one_field_is_one_line() -> None:
    """One altered field is one line of the difference; its comment goes above it."""
    text = altered_key(BY_HAND, {"c01": {"why": "It is plain."}})
    rows = [row for row in ndiff(BY_HAND.splitlines(), text.splitlines()) if row[0] in "-+"]
    assert rows == [
        "-   why: 'The article says it in its own voice.'   # ask Kim",
        "+   # ask Kim",
        '+   why: "It is plain."',
    ]


def test_a_text_is_no_comment() -> None:
    """A “#” within a folded text goes with the text, and does not come back as a comment."""
    text = altered_key(BY_HAND, {"c02": {"why": "It is plain."}})
    assert "this is text" not in text
    assert '# folded\n    why: "It is plain."' in text


def test_a_field_that_is_new_stands_in_its_place() -> None:
    """A field that an answer had not stands where keys have it, as deep as the others."""
    text = altered_key(KEY, {"c05": {"also_defensible": [["anonymous"]], "later": "More.", "later_after": 5}})
    assert "  labels: [sourced]\n  also_defensible: [[anonymous]]\n  nature: forecast\n" in text
    assert '  why: An office on the record.\n  later: "More."\n  later_after: 5\n\nc06:' in text


def test_notes_stand_above_their_answer() -> None:
    """Notes take the place of outdated ones, and leave an author's comments where they are."""
    once = altered_key(BY_HAND, {}, {"c02": ["OURS: one", "two"]})
    assert '# c02 is the heart: see "why".\n# OURS: one\n# two\nc02:' in once
    again = altered_key(once, {}, {"c02": ["OURS: three"]}, lambda comment: comment.startswith("OURS"))
    assert '# c02 is the heart: see "why".\n# two\n# OURS: three\nc02:' in again


def test_a_claim_that_the_key_does_not_answer_is_refused() -> None:
    """An alteration of an answer that is not there is an error of whoever asks for it."""
    with pytest.raises(KeyError):
        altered_key(KEY, {"c99": {"why": "x"}})
