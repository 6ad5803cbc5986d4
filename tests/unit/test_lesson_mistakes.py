"""Every single mistake in a lesson's files, by name: refused with file, line and remedy."""

from pathlib import Path

import pytest

from kit.lesson.faults import Fault, LessonFaults
from kit.lesson.files import open_lesson
from tests.lessons import ARTICLE, KEY, small_lesson, write_lesson


def faults_of(folder: Path, article: str | bytes = ARTICLE, key: str | bytes | None = KEY) -> tuple[Fault, ...]:
    """Return the faults of a lesson that must be refused."""
    with pytest.raises(LessonFaults) as refusal:
        small_lesson(folder, article, key)
    return refusal.value.faults


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    """Three mistakes in two files are three faults, each with file, line and remedy, in order."""
    article = ARTICLE.replace("licence: CC", "license: CC").replace("]{#c05}", "]{c05}")
    faults = faults_of(tmp_path, article, KEY.replace("nature: judgement", "nature: belief"))
    places = [(fault.file, fault.line) for fault in faults]
    assert places == sorted(places)
    assert {("article.md", 7), ("article.md", 32), ("key.yaml", 41)} <= set(places)
    assert all(fault.problem and fault.remedy for fault in faults)


def test_a_refusal_says_everything(tmp_path: Path) -> None:
    """The exception's own text holds every fault, so that a notebook shows them without more code."""
    with pytest.raises(LessonFaults) as refusal:
        small_lesson(tmp_path, ARTICLE.replace("]{#c05}", "]{c05}"))
    assert all(str(fault) in str(refusal.value) for fault in refusal.value.faults)


ARTICLE_MISTAKES = {
    "an id without #": ("]{#c05}", "]{c05}", 32, "“{c05}” is not the mark of a claim"),
    "a space before the id": ("]{#c05}", "] {#c05}", 32, "for 1 readable claims"),
    "a bracket that does not close": ("harmless]{#c05}", "harmless{#c05}", 32, "for 1 readable claims"),
    "a bracket that does not open": ("[The crack is", "The crack is", 32, "for 1 readable claims"),
    "a brace that does not close": ("{#c05}", "{#c05", 32, "readable claims"),
    "a claim without an id": ("{#c05}", "", 32, "readable claims"),
    "an empty id": ("{#c05}", "{}", 32, "“{}” is not the mark of a claim"),
    "an id of another pattern": ("{#c05}", "{#claim5}", 32, "“{#claim5}” is not the mark"),
    "an id in other digits": ("{#c05}", "{#c٠٥}", 32, "is not the mark of a claim"),
    "two ids": ("{#c05}", "{#c05 #c07}", 32, "is not the mark of a claim"),
    "the same id twice": ("{#c05}", "{#c01}", 32, "c01 appears here again (first in line 21)"),
    "an unknown class": (".core}, said two", ".kern}, said two", 23, "“{#c02 .kern}” is not the mark"),
    "an empty claim": ("[The crack is harmless]", "[]", 32, "c05 is empty"),
    "a claim that begins with a space": ("[The crack is", "[ The crack is", 32, "begins or ends with a space"),
    "a claim that begins within a word": ("[The crack is", "T[he crack is", 32, "in the middle of a word"),
    "a claim that ends within a word": ("harmless]{#c05},", "harmles]{#c05}s,", 32, "in the middle of a word"),
    "a claim without words of its own": (
        "[“We knew of [the crack in March]{#c04}”]{#c03 .core}",
        "[“[We knew of the crack in March]{#c04}”]{#c03 .core}",
        28,
        "c03 has no words of its own",
    ),
    "a link": ("People were", "[People](http://x.org) were", 21, "“[People](http://x.org)” is a link"),
    "a backslash": ("People were", "People \\were", 21, "A backslash"),
    "an invisible character": ("People were", "Peo\x0cple were", 21, "invisible control character"),
    "a nul": ("People were", "Peo\x00ple were", 21, "invisible control character"),
    "damaged text": ("People were", "People \ufffd were", 21, "invisible control character"),
    "a paragraph on two lines": ("People were", "\nPeople were", 21, "goes over several lines"),
    "a heading with one #": ("## The answer", "# The answer", 30, "Only ## begins a section"),
    "a heading with three #": ("## The answer", "### The answer", 30, "Only ## begins a section"),
    "a heading without a space": ("## The answer", "##The answer", 30, "looks like a heading"),
    "a heading with a class": ("## The answer", "## The answer {.big}", 30, "title is plain text"),
    "a heading with more #": ("## The answer", "## The answer #", 30, "title is plain text"),
    "an empty heading": ("## The answer", "##", 30, "title is plain text"),
    "a section without paragraphs": ("## The answer", "## Before\n\n## The answer", 30, "has no paragraph"),
    "text before the first section": ("## The crack", "Hello.\n\n## The crack", 19, "before the first section"),
    "a claim in a caption": ("(archive)", "([archive]{#c07})", 26, "A caption holds a claim"),
    "another class of paragraph": ("{.caption}", "{.photo}", 25, "This line is not “{.caption}”"),
    "an indented caption line": ("{.caption}", " {.caption}", 25, "This line is not “{.caption}”"),
    "a caption line above nothing": ("{.caption}\n", "{.caption}\n\n", 25, "Nothing stands directly below"),
    "no front matter": ("---\nlesson", "lesson", 1, "The front matter is missing"),
    "front matter that does not close": ("---\n\n## The crack", "\n## The crack", 1, "The front matter is missing"),
    "an unknown field": ("licence: CC", "license: CC", 7, "unknown field “license”"),
    "a field that is missing": ("licence: CC BY 4.0\n", "", 2, "The front matter has no “licence”"),
    "a field twice": ("licence: CC", "title: CC", 7, "“title” appears here again"),
    "a field that is empty": ("credit: Written for the tests.", 'credit: ""', 6, "is empty"),
    "a date that YAML understood": ('date_line: "Oxley, Monday 3 May"', "date_line: 2022-05-03", 8, "is not a text"),
    "a title that YAML took for a truth": ('title: "Why is the bridge closed?"', "title: No", 3, "is not a text"),
    "a lesson id with a space": ("lesson: bridge", "lesson: the bridge", 2, "is not a lesson id"),
    "no language code": ("language: en", "language: English please", 4, "is not a language code"),
    "another codebook": ("codebook: 1", "codebook: 3", 5, "written for codebook 3"),
    "a codebook that is no number": ("codebook: 1", "codebook: one", 5, "whole number"),
    "too few points": ("  - Ask who says so.\n", "", 14, "1 points for 2 sections"),
    "points that are no list": ("points:\n  - Ask who says so.\n  -", "points:", 14, "is not a list"),
    "a point that is no sentence": ("- Ask who says so.", "- [Ask]", 15, "A point is not a sentence"),
    "a person without a line": (', who: "mayor of Oxley"}', "}", 12, "not a name with a line"),
    "a person twice": ('The road office", who', 'Ana Ruiz", who', 11, "A name appears twice"),
    "YAML that breaks off": ('title: "Why', 'title: "Why" "', 3, "The YAML breaks off here"),
    "a quotation mark that was lost": ('"Made up."', 'Made up."', 9, "A quotation mark has slipped"),
    "a quotation mark too few": ("Ask who says so.", "Ask who says so'", 15, "A stray character"),
    "a bracket too many": ("credit: Written", "credit: Written]", 6, "A bracket has no partner"),
    "a comment behind a text": ("credit: Written for", "credit: Written #for", 6, "What follows “#” is not read"),
    "an alias": ("credit: Written for the tests.", "credit: *credit", 6, "begins an alias"),
    "an anchor": ("credit: Written", "credit: &Written", 6, "begins an anchor"),
    "a tag": ("credit: Written", "credit: !Written", 6, "begins a tag"),
}


@pytest.mark.parametrize("mistake", ARTICLE_MISTAKES)
def test_a_mistake_in_the_article_is_named(mistake: str, tmp_path: Path) -> None:
    """Each single mistake in article.md is one fault with its line and name; nothing that follows is told."""
    good, bad, line, problem = ARTICLE_MISTAKES[mistake]
    assert ARTICLE.count(good) == 1
    [fault] = faults_of(tmp_path, ARTICLE.replace(good, bad))
    assert (fault.file, fault.line) == ("article.md", line)
    assert problem in fault.problem


KEY_MISTAKES = {
    "the same answer twice": ("c04:\n", "c03:\n", 39, "“c03” appears here again"),
    "the same field twice": (
        "  source: two people who",
        "  nature: two people who",
        13,
        "“nature” appears here again",
    ),
    "an answer to no claim": ("c06:\n", "c60:\n", 56, "The article has no claim “c60”"),
    "a claim without an answer": (
        KEY[KEY.index("c06:") :],
        "",
        0,
        "The claim c06 has no answer",
    ),
    "labels that YAML took for a truth": (
        "[anonymous, denied]\n",
        "no\n",
        10,
        "“labels” in the answer to c02 is not a list",
    ),
    "an unknown label": ("[anonymous, denied]\n", "[anonymous, refuted]\n", 10, "“refuted” is not a label"),
    "a label twice": ("[anonymous, denied]\n", "[denied, denied]\n", 10, "A label is listed twice"),
    "labels missing": ("  labels: [anonymous, denied]\n", "", 9, "has no “labels”"),
    "an alternative that is no list": ("[[anonymous], [", "[anonymous, [", 11, "list of lists"),
    "an alternative that is the answer": ("[[anonymous], [", "[[denied, anonymous], [", 11, "is already an answer"),
    "an alternative twice": (
        "[[anonymous], [sourced, denied]]",
        "[[anonymous], [anonymous]]",
        11,
        "is already an answer",
    ),
    "an unknown nature": ("nature: judgement", "nature: opinion", 41, "“opinion” is not a nature"),
    "no why": ('  why: "The mayor is named."\n', "", 29, "has no “why”"),
    "an empty why": ('  why: "The mayor is named."\n', "  why: ''\n", 35, "is empty"),
    "a quote of another paragraph": (
        'paragraph: 4, quote: "Ana Ruiz"',
        'paragraph: 1, quote: "Ana Ruiz"',
        44,
        "does not hold the quote",
    ),
    "a quote that is not there": (
        'quote: "said two people"',
        'quote: "said three people"',
        15,
        "does not hold the quote",
    ),
    "a quote that is there twice": (
        'paragraph: 4, quote: "Ana Ruiz"',
        'paragraph: 4, quote: "a"',
        44,
        "appears more than once",
    ),
    "an empty quote": ('quote: "Ana Ruiz"', 'quote: ""', 44, "“quote” in a piece of evidence of c04 is empty"),
    "a paragraph that is not there": (
        'paragraph: 4, quote: "Ana Ruiz"',
        'paragraph: 9, quote: "Ana Ruiz"',
        44,
        "There is no paragraph 9",
    ),
    "a paragraph that is no number": (
        'paragraph: 4, quote: "Ana Ruiz"',
        'paragraph: four, quote: "Ana Ruiz"',
        44,
        "whole number",
    ),
    "a label without evidence": (
        '    - {label: anonymous, paragraph: 2, quote: "said two people"}\n',
        "",
        14,
        "“anonymous” of c02 has no evidence",
    ),
    "evidence for no answer": (
        '{label: sourced, paragraph: 4, quote: "Ana Ruiz"}',
        '{label: denied, paragraph: 4, quote: "Ana Ruiz"}',
        44,
        "not an answer to c04",
    ),
    "evidence twice": ('It rejects"', 'The crack is harmless"', 14, "is given twice"),
    "no later for later evidence": (
        "  later: >-\n    The road office rejects it.\n  later_after: 5\n",
        "",
        9,
        "has no “later”",
    ),
    "a core claim without lines": ('  if_you_chose: {anonymous: "She has a name."}\n', "", 29, "has no “if_you_chose”"),
    "a line for the right answer": ('{anonymous: "She', '{sourced: "She', 36, "“sourced” is not a slip"),
    "a line for no answer": ('{anonymous: "She', '{somebody: "She', 36, "“somebody” is not a slip"),
    "a line that is no text": ('sourced: "No name is given."', "sourced: 3", 27, "is not a text"),
    "an unknown field": ('  why: "The mayor', '  because: "The mayor', 35, "unknown field “because”"),
    "an answer that is no mapping": (
        KEY[KEY.index("c06:") :],
        "c06: later\n",
        56,
        "must be a list of “name: value” lines",
    ),
    "an alias": ("why: An office", "why: *c01", 54, "begins an alias"),
    "a field that slid into the text": ("  later: >-\n", "    later: >-\n", 21, "“later:” is read as text"),
    "a field on the line of a text": (
        "names them.\n  later: >-",
        "names them.  later: >-",
        20,
        "“later:” is read as text",
    ),
    "YAML that breaks off": (
        "labels: [anonymous, denied]",
        "labels: [anonymous, denied",
        11,
        "The YAML breaks off here",
    ),
    "an escaped control character": ('why: "The mayor', 'why: "\\0The mayor', 35, "invisible control character"),
    "a later without its paragraph": ("  later_after: 5\n", "", 21, "has a “later”, and no “later_after”"),
    "a paragraph without its later": (
        "  later: >-\n    The road office rejects it.\n",
        "",
        21,
        "has a “later_after”, and no “later”",
    ),
    "a later that comes too early": ("later_after: 5", "later_after: 4", 23, "“later_after” of c02 is 4"),
    "a later after the last paragraph": ("later_after: 5", "later_after: 6", 23, "“later_after” of c02 is 6"),
    "a later after no number": ("later_after: 5", "later_after: five", 23, "whole number"),
    "a core claim without a model reason": (
        '  model_reason: "I marked sourced, because she is named."\n',
        "",
        29,
        "has no “model_reason”",
    ),
}


@pytest.mark.parametrize("mistake", KEY_MISTAKES)
def test_a_mistake_in_the_key_is_named(mistake: str, tmp_path: Path) -> None:
    """Each single mistake in key.yaml is one fault with its line and name; nothing that follows is told."""
    good, bad, line, problem = KEY_MISTAKES[mistake]
    assert KEY.count(good) == 1
    [fault] = faults_of(tmp_path, key=KEY.replace(good, bad))
    assert (fault.file, fault.line) == ("key.yaml", line)
    assert problem in fault.problem


EMPTY_TEXTS = {
    "nature": ("nature: fact", 31, "fact, judgement, forecast"),
    "source": ("source: Ana Ruiz", 32, "who stands behind the claim"),
    "why": ('why: "The mayor is named."', 35, "why are these the labels"),
    "model_reason": ('model_reason: "I marked sourced, because she is named."', 37, "I marked sourced, because"),
    "quote": ('quote: "said the mayor, Ana Ruiz"', 34, "letter by letter"),
    "label": ("label: sourced", 34, "sourced, anonymous, denied"),
    "a line for a slip": ('anonymous: "She has a name."', 36, "helps whoever chose it"),
}


@pytest.mark.parametrize("empty", ['""', '"  "', ""], ids=["quotes", "spaces", "nothing"])
@pytest.mark.parametrize("name", EMPTY_TEXTS)
def test_an_empty_text_is_called_empty(name: str, empty: str, tmp_path: Path) -> None:
    """A text that is left open is called empty, whichever way, and the remedy says what to write."""
    good, line, wanted = EMPTY_TEXTS[name]
    before, of_c03 = KEY.split("c03:")
    assert good in of_c03
    key = before + "c03:" + of_c03.replace(good, f"{good.split(':')[0]}: {empty}", 1)
    [fault] = [fault for fault in faults_of(tmp_path, key=key) if "is empty" in fault.problem]
    assert (fault.file, fault.line) == ("key.yaml", line)
    assert "c03" in fault.problem
    assert wanted in fault.remedy


def test_an_optional_text_may_be_empty_between_quotes(tmp_path: Path) -> None:
    """A “later” of nothing between quotes is none; one without a value may have lost its words, and is refused."""
    assert small_lesson(tmp_path, key=KEY + '  later: ""\n').key["c06"].later == ""
    [fault] = faults_of(tmp_path, key=KEY + "  later:\n")
    assert "“later” in the answer to c06 is empty" in fault.problem


@pytest.mark.parametrize("file", ["article.md", "key.yaml"])
def test_a_file_that_is_not_utf_8_is_refused(file: str, tmp_path: Path) -> None:
    """A file in another encoding is refused, with the remedy."""
    folder = write_lesson(tmp_path)
    (folder / file).write_bytes((folder / file).read_bytes().replace(b"crack", "crâck".encode("cp1252")))
    with pytest.raises(LessonFaults, match=f"{file}: The file is not UTF-8 text"):
        open_lesson(folder)


@pytest.mark.parametrize("file", ["article.md", "key.yaml"])
@pytest.mark.parametrize("content", ["", "\n", "# nothing\n", "null\n", "[]\n", "just words\n"])
def test_a_file_without_content_is_refused(file: str, content: str, tmp_path: Path) -> None:
    """An empty file, or one that holds something else, is refused as a fault of that file."""
    folder = write_lesson(tmp_path)
    (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(LessonFaults, match=file):
        open_lesson(folder)


def test_a_missing_article_is_a_fault(tmp_path: Path) -> None:
    """A folder without article.md is refused with the place where it belongs."""
    with pytest.raises(LessonFaults, match=r"article\.md: The file cannot be read"):
        open_lesson(tmp_path)


def test_a_missing_released_key_is_a_fault(tmp_path: Path) -> None:
    """A key that was asked for and is not there is refused."""
    with pytest.raises(LessonFaults, match=r"nowhere\.yaml: The file cannot be read"):
        open_lesson(write_lesson(tmp_path), key=tmp_path / "nowhere.yaml")


def test_a_lesson_that_does_not_exist_is_named(tmp_path: Path) -> None:
    """An unknown name is refused with the names of the bundled lessons."""
    with pytest.raises(FileNotFoundError, match=r"inner-circle, skate-hall, transfer, warm-up"):
        open_lesson(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError, match="inner-circel"):
        open_lesson("inner-circel")
