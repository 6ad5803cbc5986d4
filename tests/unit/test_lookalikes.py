"""Characters that look alike: words are found by what a person reads, and a lesson by what its author typed."""

import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.lesson.faults import LessonFaults
from kit.lesson.files import LIBRARY, open_lesson
from kit.lesson.lesson import Lesson
from kit.lesson.lookalikes import folded, name_of_character, spans_of
from tests.lessons import ARTICLE, KEY, small_lesson, write_lesson

ALIKE = {
    "no-break blank": ("said the cook", "said\u00a0the\u202fcook"),
    "thin and ideographic blank": ("said the cook", "said\u2009the\u3000cook"),
    "tab and two blanks": ("said the cook", "said\tthe  cook"),
    "what takes no room": ("said the cook", "sa\u00adid the\u200b co\ufeffok"),
    "curly quotation marks": ('"No", said the cook\'s friend', "“No”, said the cook’s friend"),
    "German and French quotation marks": ('"No", said "she"', "„No“, said «she»"),
    "dashes": ("the cook-in-chief - she", "the cook‑in–chief — she"),
    "two hyphens": ("she -- the cook", "she — the cook"),
    "an ellipsis": ("she said ...", "she said …"),
    "accents": ("café", unicodedata.normalize("NFD", "café")),
    "ligatures": ("the office", "the oﬃce"),
}


@pytest.mark.parametrize("kind", ALIKE)
def test_words_are_found_by_what_a_person_reads(kind: str) -> None:
    """Whichever of two look-alikes was typed into the text and into the quote, the text's own words are found."""
    one, other = ALIKE[kind]
    assert folded(one) == folded(other)
    for text, words in ((one, other), (other, one)):
        before = "🙂 Then: "
        assert spans_of(f"{before}{text}. End", words) == [(len(before), len(before) + len(text))]


def test_letter_by_letter_comes_first() -> None:
    """Where one place holds the words as they were typed, those that only look like them do not count."""
    assert spans_of("a cook’s, a cook's", "cook's") == [(12, 18)]
    assert spans_of("a cook’s, a cook‘s", "cook's") == [(2, 8), (12, 18)]


@pytest.mark.parametrize("words", ["", " ", "\u200b", None, 3, "Cook", "coo\u0301k", "cafe", "-"])
def test_nothing_else_is_found(words: Any) -> None:
    """Nothing, blanks alone, other letters, or half of an accented letter are not found."""
    assert spans_of("cook’s\u00a0café", words) == []


def test_a_place_ends_behind_an_accent() -> None:
    """Letters whose accent stands apart are not found without it, when the words are looked for by what is read."""
    assert spans_of("l’e\u0301te\u0301", "l'e\u0301te") == []
    assert spans_of("l’e\u0301te\u0301", "l'été") == [(0, 7)]


@given(st.text(max_size=30), st.text(max_size=5))
def test_what_is_found_looks_like_the_words(text: str, words: str) -> None:
    """A place that is found lies in the text and reads like the words."""
    for start, end in spans_of(text, words):
        assert 0 <= start < end <= len(text)
        assert folded(text[start:end]).strip() == folded(words).strip()


@given(st.text(max_size=20), st.text(min_size=1, max_size=10), st.text(max_size=20))
def test_words_that_stand_there_are_found(before: str, words: str, after: str) -> None:
    """Words that stand in a text letter by letter are found there."""
    assert (len(before), len(before) + len(words)) in spans_of(before + words + after, words)


def test_a_character_is_named_for_people() -> None:
    """A blank that nobody can see is told by its name and number."""
    assert name_of_character("\u00a0") == "no-break space (U+00A0)"


def test_a_quote_of_the_key_is_the_articles_own_words(tmp_path: Path) -> None:
    """A key typed with ordinary blanks and straight marks answers with the article's words, and knows their place."""
    article = ARTICLE.replace("said two people who", "said\u00a0two people’s friends who")
    key = KEY.replace("said two people", "said two people's friends")
    evidence = small_lesson(tmp_path, article, key).key["c02"].evidence[0]
    assert evidence.quote == "said\u00a0two people’s friends"
    text = small_lesson(tmp_path, article, key).article.paragraph(2).text
    assert text[evidence.start : evidence.end] == evidence.quote


def test_a_reader_quotes_by_what_is_read(tmp_path: Path) -> None:
    """Evidence given in code is found in the same way, and is the article's own words."""
    lesson = small_lesson(tmp_path, ARTICLE.replace("the mayor, Ana", "the mayor,\u00a0Ana"), key=None)
    kit.start_reading(lesson, "quiet-otter-41", tmp_path / "marks").mark(
        "c03", ["sourced"], evidence=[(4, "mayor, Ana Ruiz")]
    )
    [line] = kit.start_reading(lesson, "quiet-otter-41", tmp_path / "marks").marks
    assert line.evidence[0].quote == "mayor,\u00a0Ana Ruiz"


# What stands for a character of a lesson's files when Word, a phone or a foreign keyboard has typed it.
STANDS_FOR = {
    " ": ["\u00a0", "\u2009", "\u3000", "\t", " \u200b"],
    '"': ["“", "”", "„", "″", "«"],
    "'": ["’", "‘", "`"],
    "’": ["'"],
    "“": ['"'],
    "”": ['"'],
    "-": ["–", "—", "‑", "−"],
    ":": ["："],
    ",": ["，"],
    "[": ["［"],
    "]": ["］"],
    "{": ["｛"],
    "}": ["｝"],
    "#": ["＃"],
    ">": ["＞"],
    "\n": ["\r\n", "\u2028", "\u200b\n"],
    "c": ["\u200bc"],
}


def as_read(lesson: Lesson) -> Any:
    """Return all that a lesson says, as a person reads it."""

    def read(value: Any) -> Any:
        if isinstance(value, str):
            return folded(value).strip()
        return [read(part) for part in value] if isinstance(value, list | tuple) else value

    article = lesson.article
    return (
        [read([getattr(article, name) for name in ("title", "language", "credit", "licence", "date_line")]), lesson.id],
        [(read(paragraph.text), paragraph.section, paragraph.is_caption) for paragraph in article.paragraphs],
        [read((section.title, section.point)) for section in article.sections],
        [read((person.name, person.who)) for person in article.whos_who],
        [(claim.id, claim.paragraph, read(claim.text), claim.core) for claim in lesson.claims],
        {
            claim: (
                (answer.labels, answer.also_defensible, answer.nature, answer.later_after),
                read((answer.source, answer.why, answer.later, answer.model_reason)),
                {labels: read(line) for labels, line in answer.if_you_chose.items()},
                [(piece.label, piece.paragraph, read(piece.quote)) for piece in answer.evidence],
            )
            for claim, answer in (lesson.key or {}).items()
        },
    )


def substitutions(files: dict[str, str]) -> Iterator[tuple[str, int, str]]:
    """Yield each file, place and character that may be typed there in place of the right one."""
    for name, text in files.items():
        for place, character in enumerate(text):
            yield from ((name, place, other) for other in STANDS_FOR.get(character, ()))


def swallowed(folder: Path, files: dict[str, str], good: Any, slip: tuple[str, int, str]) -> str:
    """Return what is wrong with how a lesson with one substitution opens, or is refused; nothing where it is right."""
    name, place, other = slip
    text = files[name]
    changed = files | {name: text[:place] + other + text[place + 1 :]}
    number = text.count("\n", 0, place) + 1
    where = f"{name}, line {number}: {text[max(place - 20, 0) : place + 20]!r} with {other!r}"
    try:
        lesson = open_lesson(write_lesson(folder, changed["article.md"], changed["key.yaml"]))
    except LessonFaults as refusal:
        told = any((fault.file, fault.line) == (name, number) for fault in refusal.faults)
        return "" if told else f"{where} is told elsewhere: {refusal}"
    return "" if as_read(lesson) == good else f"{where} opens as another lesson"


def bundled(name: str) -> dict[str, str]:
    """Return the article and the key of a bundled lesson."""
    return {file: (LIBRARY / name / file).read_text(encoding="utf-8") for file in ("article.md", "key.yaml")}


@pytest.mark.parametrize(("name", "many"), [("small", 1000), ("warm-up", 150), ("transfer", 150), ("inner-circle", 12)])
def test_a_look_alike_anywhere_is_read_or_told(name: str, many: int, tmp_path: Path) -> None:
    """A look-alike in place of any character opens the same lesson, or is a fault of that very line.

    Which places are tried is drawn once: another sample each day would be another test.
    """
    files = {"article.md": ARTICLE, "key.yaml": KEY} if name == "small" else bundled(name)
    good = as_read(open_lesson(write_lesson(tmp_path, files["article.md"], files["key.yaml"])))
    sample = random.Random(name).sample(list(substitutions(files)), many)
    assert [said for slip in sample if (said := swallowed(tmp_path, files, good, slip))] == []


@pytest.mark.parametrize(("name", "blank"), [("warm-up", "\u00a0"), ("transfer", "\u3000"), ("inner-circle", "\u202f")])
def test_a_key_with_other_blanks_is_the_same_key(name: str, blank: str, tmp_path: Path) -> None:
    """With every blank of the key another one, each answer is the same, and the edition stays."""
    files, good = bundled(name), open_lesson(name)
    lesson = open_lesson(write_lesson(tmp_path, files["article.md"], files["key.yaml"].replace(" ", blank)))
    assert (lesson.edition, dict(lesson.key)) == (good.edition, dict(good.key))


def test_the_bundled_editions_stay() -> None:
    """Marks of today belong to these editions: nothing that a reader of files learns may change them."""
    editions = {name: open_lesson(name).edition for name in kit.bundled_lessons()}
    assert editions == {
        "inner-circle": "2c576ce4058d9e84",
        "skate-hall": "762e70c3ced0a237",
        "transfer": "37a6d6ec486e6800",
        "warm-up": "52ca9154a3cf9e94",
    }
