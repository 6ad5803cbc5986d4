"""What people type into YAML that only looks like it, files of other encodings, and keys that are hardly begun."""

from pathlib import Path

import pytest

from kit.lesson.faults import Fault, LessonFaults
from kit.lesson.files import open_lesson
from tests.lessons import ARTICLE, KEY, small_lesson, write_lesson

LABELS_ALONE = "\n".join(f"{claim}: {{labels: [sourced]}}" for claim in ("c01", "c02", "c03", "c04", "c05", "c06"))


def faults_of(folder: Path, article: str = ARTICLE, key: str | None = KEY) -> tuple[Fault, ...]:
    """Return the faults of a lesson that must be refused."""
    with pytest.raises(LessonFaults) as refusal:
        small_lesson(folder, article, key)
    return refusal.value.faults


ANA = 'sourced, paragraph: 4, quote: "Ana Ruiz"'
SLIPS = {
    "curly quotation marks": (
        '"The mayor is named."',
        "“The mayor is named.”",
        35,
        "The quotation mark “ does not quote",
    ),
    "German quotation marks": (
        '"The mayor is named."',
        "„The mayor is named.“",
        35,
        "The quotation mark „ does not quote",
    ),
    "curly marks in a list": ('quote: "It rejects"', "quote: “It rejects”", 17, "The quotation mark “ does not quote"),
    "curly marks around a comma": (
        'quote: "said the mayor, Ana Ruiz"',
        "quote: “said the mayor, Ana Ruiz”",
        34,
        "The quotation mark “ does not quote",
    ),
    "a curly mark at the end": ('"The mayor is named."', '"The mayor is named.”', 35, 'begins with " and ends with ”'),
    "marks of two kinds": ('"The mayor is named."', "\"The mayor is named.'", 35, "opens here and does not close"),
    "a mark that does not close": ('quote: "Ana Ruiz"}', 'quote: "Ana Ruiz}', 44, "opens here and does not close"),
    "a tab": ("  nature: judgement", "\tnature: judgement", 41, "indented with a tab"),
    "a tab behind blanks": ("  nature: judgement", " \tnature: judgement", 41, "indented with a tab"),
    "a full-width colon": ("nature: judgement", "nature：judgement", 41, "“：” is not the colon"),
    "a full-width colon at the end": ("c04:\n", "c04：\n", 39, "“：” is not the colon"),
    "a full-width colon in braces": (f"{{label: {ANA}", f"{{label： {ANA}", 44, "“：” is not the colon"),
    "a long dash for a list": (f"- {{label: {ANA}", f"– {{label: {ANA}", 44, "“–” does not begin an item"),
    "full-width brackets": ("labels: [anonymous,", "labels: ［anonymous,", 10, "“［” is a full-width character"),
    "a comment of HTML": ("c04:\n", "<!-- mind this -->\nc04:\n", 39, "is not a comment in YAML"),
    "a fence": ("c01:\n", "```yaml\nc01:\n", 1, "is no YAML: it is Markdown's code fence"),
    "a line end of another alphabet": ("nature: judgement", "nature:\u2028judgement", 41, "line separator (U+2028)"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_of_the_keyboard_is_named(slip: str, tmp_path: Path) -> None:
    """Each slip is one fault of its own line, called what it is."""
    good, bad, line, problem = SLIPS[slip]
    assert KEY.count(good) == 1
    [fault] = faults_of(tmp_path, key=KEY.replace(good, bad))
    assert (fault.file, fault.line) == ("key.yaml", line)
    assert problem in fault.problem


BLANKS = {
    "in an indentation": ("\n  nature: judgement", "\n\u00a0\u00a0nature: judgement"),
    "behind a colon": ("nature: judgement", "nature:\u00a0judgement"),
    "a tab behind a colon": ("nature: judgement", "nature:\tjudgement"),
    "behind a dash": (f"- {{label: {ANA}", f"-\u00a0{{label: {ANA}"),
    "behind a comma": ("[anonymous, denied]", "[anonymous,\u00a0denied]"),
    "one that takes no room": ("\n  nature: judgement", "\n\u200b  nature: \u200bjudgement\u200b"),
    "in a name": ("c04:\n", "c04\u200b:\n"),
}


@pytest.mark.parametrize("kind", BLANKS)
def test_a_blank_is_a_blank_in_yaml(kind: str, tmp_path: Path) -> None:
    """Blanks that look like the ordinary one are read as it wherever they stand between YAML's signs."""
    good, bad = BLANKS[kind]
    assert good in KEY
    assert small_lesson(tmp_path / "a", key=KEY.replace(good, bad)) == small_lesson(tmp_path / "b")


MARKUP = {
    "in the braces of a claim": ("{#c02 .core}", "{#c02\u00a0.core}"),
    "before the braces of a claim": ("]{#c05}", "]\u200b{#c05}"),
    "in a heading": ("## The answer", "##\u00a0The answer"),
    "before a heading": ("## The answer", "\u200b## The answer"),
    "behind a caption's line": ("{.caption}\n", "{.caption}\u00a0\n"),
    "behind the front matter": ("---\n\n## The crack", "---\u00a0\n\n## The crack"),
    "in the front matter": ("codebook: 1", "codebook:\u00a01"),
}


@pytest.mark.parametrize("kind", MARKUP)
def test_a_blank_is_a_blank_in_markup(kind: str, tmp_path: Path) -> None:
    """The same in an article's markup: the lesson is the same, and so is its edition."""
    good, bad = MARKUP[kind]
    assert ARTICLE.count(good) == 1
    assert small_lesson(tmp_path / "a", ARTICLE.replace(good, bad)) == small_lesson(tmp_path / "b")


FRONTS = {
    "a long dash": (lambda text: "—" + text[3:], "the first line is “—”, not three hyphens"),
    "an empty line": (lambda text: "\n" + text, "The front matter is missing"),
    "a comment": (lambda text: "<!-- mine -->\n" + text, "The front matter is missing"),
    "no end": (
        lambda text: text.replace("---\n\n## The crack", "\n## The crack"),
        "The front matter is missing its end",
    ),
}


@pytest.mark.parametrize("kind", FRONTS)
def test_front_matter_that_is_not_found_is_one_fault(kind: str, tmp_path: Path) -> None:
    """What stands in its place is told once, in the first line, and its fields are not read as a paragraph."""
    change, problem = FRONTS[kind]
    [fault] = faults_of(tmp_path, change(ARTICLE))
    assert (fault.file, fault.line) == ("article.md", 1)
    assert problem in fault.problem


ENCODINGS = {
    "UTF-16 of Notepad": (lambda text: text.encode("utf-16"), "text in UTF-16"),
    "UTF-16, the other way round": (lambda text: b"\xfe\xff" + text.encode("utf-16-be"), "text in UTF-16"),
    "UTF-16 without its mark": (lambda text: text.encode("utf-16-le"), "UTF-16 without its mark"),
    "UTF-32": (lambda text: text.encode("utf-32"), "text in UTF-32"),
    "a document": (lambda _text: b"PK\x03\x04\x14\x00", "a document of a word processor"),
    "rich text": (lambda _text: b"{\\rtf1\\ansi", "rich text"),
    "a PDF": (lambda _text: b"%PDF-1.7", "a PDF"),
    "Windows": (lambda text: text.replace("crack", "crâck").encode("cp1252"), "perhaps “â” as Windows writes it"),
}


@pytest.mark.parametrize("file", ["article.md", "key.yaml"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_another_encoding_is_called_by_its_name(file: str, encoding: str, tmp_path: Path) -> None:
    """A file of another kind is one fault that says what it is, and how to save it."""
    write, problem = ENCODINGS[encoding]
    folder = write_lesson(tmp_path)
    (folder / file).write_bytes(write((folder / file).read_text(encoding="utf-8")))
    with pytest.raises(LessonFaults) as refusal:
        open_lesson(folder)
    [fault] = refusal.value.faults
    assert (fault.file, problem in fault.problem, "UTF-8" in fault.remedy) == (file, True, True)


def test_labels_alone_beside_a_whole_answer_are_one_message(tmp_path: Path) -> None:
    """Answers that hold nothing but labels are told in one sentence that names the claims and what is missing."""
    [fault] = faults_of(tmp_path, key=f"{LABELS_ALONE[: LABELS_ALONE.index('c06')]}{KEY[KEY.index('c06') :]}")
    assert fault.line == 1
    assert "5 answers hold nothing but “labels”: c01, c02, c03, c04, c05." in fault.problem
    assert "is a key a draft" in fault.remedy
    for name in ("nature", "source", "evidence", "why", "model_reason", "if_you_chose"):
        assert f"“{name}”" in fault.remedy


@pytest.mark.parametrize("answer", ["[sourced]", "sourced", ""])
def test_answers_without_fields_are_one_message(answer: str, tmp_path: Path) -> None:
    """A key that gives each claim its label alone, or nothing, is told once, with how to write it."""
    [fault] = faults_of(tmp_path, key="".join(f"c0{number}: {answer}\n" for number in range(1, 7)))
    assert (fault.line, "6 answers have no fields: c01, c02, c03, c04, c05, c06." in fault.problem) == (1, True)


def test_marks_that_a_program_has_bent_everywhere_are_one_message(tmp_path: Path) -> None:
    """Word bends every quotation mark of a file: one fault, with all its lines."""
    [fault] = faults_of(tmp_path, key=KEY.replace(' "', " “").replace('"', "”"))
    assert (fault.file, fault.line) == ("key.yaml", 15)
    assert "So it is in lines 16, 17, " in fault.problem


def test_one_answer_that_is_hardly_begun_is_one_message(tmp_path: Path) -> None:
    """All that one answer lacks is one fault."""
    key = KEY[: KEY.index("c04:")] + "c04:\n  labels: [sourced]\n\n" + KEY[KEY.index("c05:") :]
    [fault] = faults_of(tmp_path, key=key)
    assert (fault.line, fault.problem) == (39, "The answer to c04 has no “nature”, “source”, “evidence” and “why”.")


def test_claims_without_answers_are_one_message(tmp_path: Path) -> None:
    """A key that ends too early says once which claims it does not answer."""
    [fault] = faults_of(tmp_path, key=KEY[: KEY.index("c04:")])
    assert fault.problem == "3 claims have no answer: c04, c05, c06."


def test_a_key_that_breaks_off_is_one_message(tmp_path: Path) -> None:
    """Where a key cannot be read at all, no claim is said to have no answer."""
    [fault] = faults_of(tmp_path, key=KEY.replace("  labels: [anonymous, denied]", "  labels: [anonymous, denied"))
    assert "breaks off here" in fault.problem


def test_two_causes_are_two_faults(tmp_path: Path) -> None:
    """What does not follow from one another is told at once: a wrong nature beside a claim that cannot be read."""
    faults = faults_of(tmp_path, ARTICLE.replace("]{#c05}", "]{c05}"), KEY.replace("judgement", "belief"))
    assert [(fault.file, fault.line) for fault in faults] == [("article.md", 32), ("key.yaml", 41)]


def test_a_quote_with_another_number_is_told_where_it_stands(tmp_path: Path) -> None:
    """Comments are no paragraphs: who has counted them finds the right number in the message."""
    key = KEY.replace('paragraph: 4, quote: "Ana Ruiz"', 'paragraph: 9, quote: "Ana Ruiz"')
    [fault] = faults_of(tmp_path, key=key)
    assert "comments not counted" in fault.problem
    assert fault.remedy == "It stands in paragraph 4."


def test_a_paragraph_put_in_above_is_one_message(tmp_path: Path) -> None:
    """Every quote below a new paragraph stands one further: one fault with all its lines, and not one for each."""
    new = "Nobody had expected it.\n\n"
    [moved, later] = faults_of(tmp_path, ARTICLE.replace("[A crack runs", f"{new}[A crack runs"))
    assert moved.problem == "6 quotes stand 1 paragraph later than their “paragraph” says."
    assert moved.remedy.endswith("Add 1 in lines 15, 16, 17, 34, 44, 53.")
    assert "later_after" in later.problem


def test_a_paragraph_taken_out_above_is_one_message(tmp_path: Path) -> None:
    """The same the other way round; two quotes alone are told one by one, as they may be two slips."""
    faults = faults_of(tmp_path, ARTICLE.replace("{.caption}\nThe old bridge in May (archive)\n\n", ""))
    assert [fault.remedy for fault in faults if "quotes stand 1 paragraph earlier" in fault.problem] == [
        "Perhaps a paragraph was put in or taken out above them. Take 1 away in lines 16, 17, 34, 44, 53."
    ]
    key = KEY.replace('paragraph: 4, quote: "Ana Ruiz"', 'paragraph: 3, quote: "Ana Ruiz"')
    key = key.replace('paragraph: 4, quote: "said the mayor', 'paragraph: 3, quote: "said the mayor')
    assert [fault.remedy for fault in faults_of(tmp_path, key=key)] == ["It stands in paragraph 4."] * 2


def test_a_picture_of_its_own_is_told_once(tmp_path: Path) -> None:
    """A picture is no paragraph: what is quoted from the paragraphs below is not blamed for it."""
    [fault] = faults_of(tmp_path, ARTICLE.replace("## The crack\n\n", "## The crack\n\n![A bridge](bridge.jpg)\n\n"))
    assert "“![A bridge](bridge.jpg)” is a picture" in fault.problem
