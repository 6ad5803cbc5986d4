"""What people write into an article beside its text: comments are hidden, Markdown and HTML are told, by line."""

from pathlib import Path

import pytest

from kit.lesson.faults import Fault, LessonFaults
from tests.lessons import ARTICLE, KEY, small_lesson

FIRST = "[The bridge has been closed since Sunday]{#c01}. People were surprised."


def faults_of(folder: Path, article: str, key: str | None = KEY) -> tuple[Fault, ...]:
    """Return the faults of a lesson, none where it opens."""
    try:
        small_lesson(folder, article, key)
    except LessonFaults as refusal:
        return refusal.faults
    return ()


HIDDEN = {
    "a line": "<!-- c01 is a trap -->",
    "a line without blanks": "<!--trap-->",
    "an indented line": "  <!-- trap -->  ",
    "several lines": "<!-- first\n\n## No section\n\n[no claim]{#c99}\n-->",
    "two in a line": "<!-- one --> <!-- two -->",
    "several, one below the other": "<!-- one -->\n<!-- two\nthree -->\n\n<!-- four -->",
    "odd blanks alone": "\u00a0\u3000\t\u200b",
}


@pytest.mark.parametrize("comment", HIDDEN)
@pytest.mark.parametrize("below", ["## The crack\n", FIRST + "\n", "{.caption}\nThe old bridge in May (archive)\n"])
def test_a_comment_on_its_own_lines_is_read_by_nobody(comment: str, below: str, tmp_path: Path) -> None:
    """Comments and empty-looking lines change nothing: no paragraph, no edition."""
    assert ARTICLE.count(below) == 1
    commented = small_lesson(tmp_path / "a", ARTICLE.replace(below, f"{below}\n{HIDDEN[comment]}\n"))
    assert commented == small_lesson(tmp_path / "b")


WITHIN = {
    "bold": ("**surprised**", "“**” is a sign of Markdown"),
    "bold that does not close": ("** surprised", "“**” is a sign of Markdown"),
    "a claim in bold": ("**[surprised]{#c07}**", "“**” is a sign of Markdown"),
    "italics": ("*surprised*", "“*” is a sign of Markdown"),
    "a star": ("surprised*", "“*” is a sign of Markdown"),
    "italics with underscores": ("_surprised_", "“_” is a sign of Markdown"),
    "bold with underscores": ("__surprised__", "“__” is a sign of Markdown"),
    "a named entity": ("surprised&nbsp;indeed", "“&nbsp;” is how HTML writes a character"),
    "a quotation mark as an entity": ("&quot;surprised&quot;", "“&quot;” is how HTML"),
    "a numbered entity": ("surprised&#8217;", "“&#8217;” is how HTML"),
    "HTML": ("<b>surprised</b>", "“<b>” is HTML"),
    "a line break of HTML": ("sur<br/>prised", "“<br/>” is HTML"),
    "an address in angles": ("<https://example.org>", "“<https://example.org>” is HTML"),
    "code": ("`surprised`", "“`” sets words as code"),
    "struck out": ("~~surprised~~", "“~~” strikes words out"),
    "highlighted": ("==surprised==", "“==surprised==” is highlighted"),
    "a link": ("[surprised](https://example.org/a_(b))", "is a link"),
    "a link by its name": ("[surprised][1]", "is a link"),
    "a picture": ("![a bridge](bridge.png)", "“![a bridge](bridge.png)” is a picture"),
    "a footnote": ("surprised[^1]", "“[^1]” is a footnote"),
    "a comment in the text": ("surprised <!-- trap -->", "A comment stands within the text"),
    "a comment that Word has changed": ("<!— trap —>", "A comment stands within the text"),
    "a comment over the line's end": ("surprised <!-- trap\n\nmore of it -->", "A comment stands within the text"),
    "a comment of another program": ("%%trap%%", "“%%” begins a comment"),
    "a backslash at the end": ("surprised\\", "A backslash"),
}


@pytest.mark.parametrize("kind", WITHIN)
def test_markup_within_a_paragraph_is_told_once(kind: str, tmp_path: Path) -> None:
    """Markdown and HTML in a paragraph are one fault, of this line, and the key is not blamed for it."""
    written, problem = WITHIN[kind]
    [fault] = faults_of(tmp_path, ARTICLE.replace("surprised.", written))
    assert (fault.file, fault.line) == ("article.md", 21)
    assert problem in fault.problem


BLOCKS = {
    "a rule": ("---", "a rule across the page"),
    "a rule of stars": ("* * *", "a rule across the page"),
    "a quote": ("> They were surprised.", "a block quote"),
    "a list": ("- one\n- two\n- three", "an item of a list"),
    "a list with empty lines": ("* one\n\n* two\n\n* three", "an item of a list"),
    "a numbered list": ("1. one\n2. two", "an item of a numbered list"),
    "a fence": ("```\ncode\n\nmore\n```", "A code fence"),
    "a table": ("| who | what |\n|---|---|\n| a | b |", "a table"),
    "a table without bars at its ends": ("who | what\n--- | ---\na | b", "a table"),
    "a heading by a line below": ("Title\n=====", "makes a heading of the line above"),
    "a heading of another level": ("#### Title", "Only ## begins a section"),
    "a footnote": ("[^1]: See there.", "a footnote"),
    "the address of a link": ("[1]: https://example.org", "the address of a link"),
    "a block of HTML": ("<div>\nnote\n</div>", "“<div>” is HTML"),
    "a block of Pandoc": ("::: note", "a block of another program"),
    "a comment of Markdown": ("[//]: # (trap)", "This comment would be shown"),
    "a comment that does not end": ("<!-- trap", "begins here and does not end"),
    "several lines": ("One line\nand another.", "goes over several lines"),
}


@pytest.mark.parametrize("kind", BLOCKS)
def test_a_block_of_markdown_is_told_once(kind: str, tmp_path: Path) -> None:
    """A block that is no paragraph is one fault, of its first line; what stands below it is not blamed."""
    block, problem = BLOCKS[kind]
    [fault] = faults_of(tmp_path, ARTICLE.replace(FIRST, f"{FIRST}\n\n{block}"))
    assert (fault.file, fault.line) == ("article.md", 23)
    assert problem in fault.problem
    assert fault.remedy


HARMLESS = {
    "an escaped star": (r"sur\*prised", "sur*prised"),
    "an escaped underscore": (r"\_surprised\_", "_surprised_"),
    "an escaped list": (r"\- surprised", "- surprised"),
    "an escaped number": (r"3\. May", "3. May"),
    "an escaped entity": (r"\&nbsp;", "&nbsp;"),
    "an escaped comment": (r"\<!-- text -->", "<!-- text -->"),
    "what Pandoc escapes": (r"it\'s \"so\" \$5 \@ \~", 'it\'s "so" $5 @ ~'),
    "a name with an underscore": ("the file red_tin_2", "the file red_tin_2"),
    "an ampersand": ("R&D; AT&T", "R&D; AT&T"),
    "less and more": ("3 < 5 > 4", "3 < 5 > 4"),
    "a dash": ("– surprised", "– surprised"),
    "a year": ("2022. It was", "2022. It was"),
    "blanks at its end": ("surprised.  ", "surprised."),
    "an indentation": ("    surprised", "surprised"),
}


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_is_meant_as_text_is_text(kind: str, tmp_path: Path) -> None:
    """A backslash makes a sign plain text, and what only looks like markup to a machine is left alone."""
    written, text = HARMLESS[kind]
    lesson = small_lesson(tmp_path, ARTICLE.replace("\n## The answer", f"\n{written}\n\n## The answer"), key=None)
    assert lesson.article.paragraph(5).text == text


def test_text_behind_a_comment_is_no_comment(tmp_path: Path) -> None:
    """A comment before the words of a paragraph, on their line, is told: nobody's words are hidden with it."""
    [fault] = faults_of(tmp_path, ARTICLE.replace(FIRST, f"<!-- one --> {FIRST}"))
    assert (fault.line, "A comment stands within the text" in fault.problem) == (21, True)


def test_every_kind_of_a_line_is_told(tmp_path: Path) -> None:
    """Two kinds of markup in one line are two faults, a kind that stands there twice is one."""
    faults = faults_of(tmp_path, ARTICLE.replace("surprised.", "**very** `surprised`, **very**."))
    assert sorted(fault.problem for fault in faults) == [
        "“**” is a sign of Markdown.",
        "“`” sets words as code.",
    ]


def test_a_title_is_plain_text_too(tmp_path: Path) -> None:
    """Stars in a section's title are told."""
    [fault] = faults_of(tmp_path, ARTICLE.replace("## The answer", "## The **answer**"))
    assert (fault.line, "“**” is a sign of Markdown" in fault.problem) == (30, True)


FIELDS = {
    "a title": ("Why is the bridge", "Why is the **bridge**", "article.md", 3),
    "a point": ("Ask who says so.", "Ask *who* says so.", "article.md", 15),
    "who somebody is": ("mayor of Oxley", "mayor of <i>Oxley</i>", "article.md", 12),
    "a why": ("The mayor is named.", "The mayor &amp; all are named.", "key.yaml", 35),
    "a line for a slip": ("She has a name.", "She has a __name__.", "key.yaml", 36),
    "a source": ("two people who have seen", "two <!-- trap --> people who have seen", "key.yaml", 13),
}


@pytest.mark.parametrize("field", FIELDS)
def test_markup_in_a_field_is_told(field: str, tmp_path: Path) -> None:
    """Texts of the front matter and the key are shown as they stand: what readers would see as signs is told."""
    good, bad, file, line = FIELDS[field]
    [fault] = faults_of(tmp_path, ARTICLE.replace(good, bad), KEY.replace(good, bad))
    assert (fault.file, fault.line) == (file, line)


def test_a_star_in_a_field_may_be_meant(tmp_path: Path) -> None:
    """A single star, a formula and an underscore within a word are text."""
    key = KEY.replace("The mayor is named.", "See *: 3 * 4 * 5, and red_tin_2.")
    assert small_lesson(tmp_path, key=key).key["c03"].why == "See *: 3 * 4 * 5, and red_tin_2."
