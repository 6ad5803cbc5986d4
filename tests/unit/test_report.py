"""The class report: one page of well-formed HTML in which text stays text, and nothing names a reader or a file."""

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

import kit
from kit.analysis.class_figures import answers_per_claim
from kit.analysis.collect.collected import collect
from kit.analysis.report.bars import ink_on, short
from kit.analysis.report.page import report
from kit.analysis.sample_class import sample_class_annotations, write_sample_class
from kit.lesson.codebook import ANSWER_NAMES
from kit.lesson.lesson import Lesson
from kit.marks.table import annotations_table
from kit.ui.markup import element, text
from tests.annotations import afterwards, class_of, reader
from tests.lessons import small_lesson

CLASS = {"c01": "--------", "c02": "AAAAAAaa", "c03": "sssssaaaaa", "c05": "sss..."}
HOSTILE = "</style></li><script>alert(1)</script><img src=https://evil.example/x onerror=alert(1)> & \x00\u202e{n} %s"
DAY = date(2026, 11, 22)


def parsed(html: str) -> ElementTree.Element:
    """Parse a page as XML, which is stricter than a browser; elements without end tags are closed first."""
    return ElementTree.fromstring(re.sub(r"(<(?:meta|link|br)\b[^>]*)>", r"\1/>", html.removeprefix("<!doctype html>")))


def words_of(html: str) -> str:
    """The text of a page's body, with single spaces, and the labels of its pictures."""
    body = parsed(html).find("body")
    labels = [element.attrib.get("aria-label", "") for element in body.iter()]
    return " ".join(" ".join([*body.itertext(), *labels]).split())


@pytest.fixture(scope="module")
def article() -> Lesson:
    """The bundled article with its key."""
    return kit.open_lesson("inner-circle")


@pytest.fixture(scope="module")
def sample(article: Lesson) -> pd.DataFrame:
    """A generated class."""
    return sample_class_annotations(article)


def test_the_page_is_whole(article: Lesson, sample: pd.DataFrame) -> None:
    """Title, language, day, readers, headings in order, and a row for every claim are on the page."""
    page = parsed(report(sample, article, made=DAY).html)
    assert (page.tag, page.attrib["lang"]) == ("html", "en")
    title = page.find("head/title").text
    assert article.article.title in title
    assert [heading.text for heading in page.iter("h1")] == [title]
    levels = [int(element.tag[1]) for element in page.iter() if re.fullmatch("h[1-6]", element.tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    said = words_of(report(sample, article, made=DAY).html)
    assert "2026-11-22" in said
    assert all(claim.text in said for claim in article.claims)


def test_tables_have_captions_and_scopes(article: Lesson, sample: pd.DataFrame) -> None:
    """Each table has a caption, and each of its headers says what it is the header of."""
    tables = list(parsed(report(sample, article).html).iter("table"))
    assert len(tables) == 6
    for table in tables:
        assert table.find("caption").text
        assert {header.attrib.get("scope") for header in table.iter("th")} <= {"col", "row", "rowgroup"}


def test_every_bar_has_its_numbers_in_words(article: Lesson, sample: pd.DataFrame) -> None:
    """Each picture of answers says how often each was given; the others stand beside their number and are silent."""
    figures = answers_per_claim(sample, article)
    pictures = [element.attrib for element in parsed(report(sample, article).html).iter("svg")]
    labels = [picture["aria-label"] for picture in pictures if picture.get("role") == "img"]
    assert len(labels) == len(figures) + 3
    assert all(picture.get("role") == "img" or picture["aria-hidden"] == "true" for picture in pictures)
    for label, (_, row) in zip(labels[3:], figures.iterrows(), strict=True):
        assert label.startswith(f"{row['answers']} answers: ")
        told = [int(number) for number in re.findall(r"\d+", label)[1:]]
        assert told == [row[name] for name in ANSWER_NAMES if row[name]]


def test_the_page_asks_for_nothing(article: Lesson, sample: pd.DataFrame) -> None:
    """No script, and no address of anything outside; the rules of the page forbid both."""
    html = report(sample, article).html
    assert "<script" not in html
    assert not re.search(r"https?:|//\w|url\(|@import", html)
    rules = next(meta for meta in parsed(html).iter("meta") if "http-equiv" in meta.attrib).attrib["content"]
    assert rules.startswith("default-src 'none'; style-src 'sha256-")


def test_text_is_never_html(lesson: Lesson) -> None:
    """A hostile reason, who-said-it, title or claim is shown as it is and changes nothing in the page."""
    annotations = class_of(lesson, {"c03": "sssssaaaaa", "c02": "aaaaaddddd"})
    annotations["reason"] = annotations["who"] = HOSTILE
    page = parsed(report(annotations, lesson).html)
    kinds = {element.tag for element in page.iter()}
    assert not kinds & {"script", "img", "iframe", "a"}
    shown = HOSTILE.replace("\x00", "")
    assert [item.text for item in page.iter("span") if item.attrib.get("dir") == "auto"].count(shown) == 4
    assert str(text('<b> & "x" \'\x00\ud800')) == "&lt;b&gt; &amp; &quot;x&quot; &#x27;"
    made = element("p", "<i>", title='"', x=0, hidden=True, lang=None)
    assert made == '<p title="&quot;" x="0" hidden="">&lt;i&gt;</p>'


def test_nobody_is_named(article: Lesson, tmp_path: Path) -> None:
    """Neither a reader's code nor the name of a file or folder is on the page; what became of files is in numbers."""
    folder = write_sample_class(article, tmp_path / "Class of Ms Miller", readers=9)
    (folder / "Tim Smith.jsonl").write_text("no journal", encoding="utf-8")
    collected = collect(folder, article)
    html = report(collected.annotations, article, collected.files).html
    assert not re.search(r"sample-[a-z]+-\d|\.jsonl|Smith|Miller", html)
    assert "9 of 10 files were used." in words_of(html)


def test_a_sample_is_called_a_sample(article: Lesson, sample: pd.DataFrame, lesson: Lesson) -> None:
    """The report of a generated class says so at its top; that of a real one does not."""
    assert "generated by a program" in words_of(report(sample, article).html)
    assert "generated by a program" not in words_of(report(class_of(lesson, CLASS), lesson).html)


def test_reasons_of_few_are_not_on_the_page(lesson: Lesson) -> None:
    """A camp of four readers is shown without its reasons, and says so; one of five is shown with them."""
    annotations = class_of(lesson, {"c03": "ssssaaaaa"})
    annotations["reason"] = ["Why named." if row else "Why not." for row in annotations["sourced"]]
    said = words_of(report(annotations, lesson).html)
    assert "Why not." in said
    assert "Why named." not in said
    assert "Fewer than 5 readers, so their reasons are not shown." in said


def test_the_report_leads_with_claims_and_ends_with_alpha(article: Lesson, sample: pd.DataFrame) -> None:
    """The claims that split the class come first; alpha, its interval and what it is over stand in the last note."""
    said = words_of(report(sample, article).html)
    found = kit.agreement(sample)
    interval = f"95% interval {found.low:.2f} to {found.high:.2f}, from leaving out one of {len(article.claims)} claims"
    alpha = f"alpha {found.alpha:.2f} ({interval}"
    assert said.index("Where the class splits") < said.index("Answers to every claim") < said.index(alpha)


@pytest.mark.parametrize(
    ("alike", "says"),
    [(10, "nearly everything alike"), (9, "most claims alike"), (8, "some agreement"), (5, "no more than chance")],
)
def test_alpha_has_words_for_a_teacher(alike: int, says: str, lesson: Lesson) -> None:
    """The note says what alpha means: how much less readers differ than by chance, and what follows from it."""
    one, other = ("s" * alike + "-" * (10 - alike), "-" * alike + "s" * (10 - alike))
    annotations = class_of(lesson, {"c01": one, "c02": other, "c03": one, "c04": other, "c05": one})
    said, found = words_of(report(annotations, lesson).html), kit.agreement(annotations)
    assert f"differ {1 - found.alpha:.0%} as much as answers that were shuffled" in said
    assert says in said


def test_undefined_is_said_in_words(lesson: Lesson) -> None:
    """One reader, a unanimous class, and two claims: each time words stand where a number cannot."""
    for answers, says in (
        ({"c01": "-"}, "no claim was answered by two readers"),
        ({"c01": "--", "c04": "--"}, "all answers are the same"),
        ({"c01": "-s", "c03": "ss"}, "too few claims to leave some out"),
    ):
        said = words_of(report(class_of(lesson, answers), lesson).html)
        assert says in said
        assert not re.search(r"\b(nan|None|<NA>)\b", said)


def test_before_and_after_is_no_learning(lesson: Lesson) -> None:
    """Answers before and after the key are side by side, with the remark that this measures no learning."""
    extra = afterwards(lesson, 5, "c03", "sourced", "changed")
    extra += afterwards(lesson, 6, "c03", "anonymous", "disagree")
    said = words_of(report(class_of(lesson, CLASS, extra=extra), lesson).html)
    assert "2 answers that were given again after the key was seen: 1 changed, 1 stayed" in said
    assert "no measure of learning" in said
    assert "Still disagree with the key" in said


def test_the_key_can_be_left_out(lesson: Lesson, tmp_path: Path) -> None:
    """Without a key, or with it left out, nothing of it is on the page, and a note says which it is."""
    extra = afterwards(lesson, 5, "c03", "sourced", "changed")
    annotations = class_of(lesson, CLASS, extra=extra)
    keyless = small_lesson(tmp_path / "keyless", key=None)
    for page, says in (
        (report(annotations, lesson, show_key=False), "The key was left out"),
        (report(annotations, keyless), "has no key here"),
    ):
        said = words_of(page.html)
        assert says in said
        assert not re.search("Most often missed|Still disagree|Before and after|credulity", said)


def test_nobody_has_answered(lesson: Lesson) -> None:
    """Without any answer there is a page that says so."""
    assert "No answers have been handed in" in words_of(report(annotations_table([], lesson), lesson).html)


def test_a_report_is_saved_and_never_written_over(lesson: Lesson, tmp_path: Path) -> None:
    """Saving writes the page as it is; a file that is there stays, unless it may be replaced."""
    page = report(class_of(lesson, CLASS), lesson)
    path = page.save(tmp_path / "report.html")
    assert path.read_bytes() == page.html.encode("utf-8")
    with pytest.raises(FileExistsError):
        page.save(path)
    assert page.save(path, replace=True) == path


def test_a_notebook_shows_the_report(lesson: Lesson) -> None:
    """In a notebook there is a link to download the page, and the page itself in a frame that can run nothing."""
    page = report(class_of(lesson, CLASS), lesson)
    shown = ElementTree.fromstring(page._repr_html_().replace("srcdoc", "data-page"))
    assert shown.find("p/a").attrib["href"].startswith("data:text/html;base64,")
    frame = shown.find("iframe").attrib
    assert (frame["sandbox"], frame["title"]) == ("", page.title)
    assert reader(1) not in page._repr_html_()


@pytest.mark.parametrize(("name", "letters"), [("no source", "–"), ("sourced", "S"), ("anonymous + denied", "AD")])
def test_an_answer_has_letters(name: str, letters: str) -> None:
    """An answer is one letter a label, so that no bar is told by its colour alone."""
    assert short(name) == letters


def test_letters_can_be_read_on_their_colour() -> None:
    """Letters are black on a light colour and white on a dark one."""
    assert (ink_on("#ffffff"), ink_on("#d5851c"), ink_on("#8c3b2a")) == ("#000000", "#000000", "#ffffff")


def test_another_lesson_is_refused(article: Lesson, lesson: Lesson) -> None:
    """A report on marks of another lesson is refused in words."""
    with pytest.raises(ValueError, match="hold the lesson"):
        report(class_of(lesson, CLASS), article)
