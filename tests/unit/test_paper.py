"""A lesson on paper: the whole article, every claim numbered once, nothing of the key, and codes that are new."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.__main__ import main
from kit.lesson.article import Paragraph
from kit.lesson.claims import Claim
from kit.lesson.key import Answer
from kit.marks.reader import is_reader_code
from kit.sharing.paper import paper
from kit.sharing.paper.numbered import numbered

INNER = kit.open_lesson("inner-circle")


class _Parts(HTMLParser):
    """The text of a page, and of each of its sections by class."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sections: dict[str, str] = {"": ""}
        self.elements: list[str] = []
        self._now = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        if tag == "section":
            self._now = str(dict(attrs)["class"])
            self.sections[self._now] = ""

    def handle_data(self, data: str) -> None:
        self.sections[self._now] += data

    def text(self, section: str) -> str:
        return " ".join(self.sections[section].split())


def keyed_sentences(answers: list[Answer]) -> set[str]:
    """Return the sentences of a key that are long enough to be nobody else's."""
    texts = [
        text for each in answers for text in (each.why, each.later, each.model_reason, *each.if_you_chose.values())
    ]
    return {one for text in texts for one in re.split(r"(?<=[.?!])\s+", " ".join(text.split())) if len(one) > 40}


@pytest.mark.parametrize("name", kit.bundled_lessons())
def test_the_whole_article_is_there_with_every_claim_numbered_once(name: str) -> None:
    """Each paragraph stands whole beside its number, each claim has its id in the text, and its row in the grid."""
    lesson = kit.open_lesson(name)
    made = _Parts(paper(lesson, codes=0).html)
    text, grid = made.text("article"), made.text("grid")
    for claim in lesson.claims:
        assert len(re.findall(rf"\b{claim.id} ", text)) == len(re.findall(rf"\b{claim.id}\b", grid)) == 1
    plain = re.sub("|".join(f"{claim.id} " for claim in lesson.claims), "", text)
    for paragraph in lesson.article.paragraphs:
        assert " ".join(paragraph.text.split()) in plain


def test_nothing_of_the_key_is_on_paper() -> None:
    """Whoever finds the sheets before the lesson finds no answer on them."""
    public = " ".join((Path(kit.__file__).parent / "ui/words/en/codebook.yaml").read_text("utf-8").split())
    html = " ".join(_Parts(paper(INNER).html).sections.values())
    every = keyed_sentences(list((INNER.key or {}).values()))
    assert len(every) > 100
    assert not [one for one in every if one in html and one not in public]


def test_a_path_has_its_claims_and_their_paragraphs_alone() -> None:
    """Of the 45 minutes there are ten claims, and the paragraphs that its notebook shows."""
    path = INNER.path("short")
    made = _Parts(paper(INNER, path="short", codes=0).html)
    text = made.text("article")
    assert [claim.id for claim in INNER.claims if re.search(rf"\b{claim.id} ", text)] == list(path.claims)
    shown = {number for stop in path.stops for number in stop.paragraphs}
    plain = re.sub("|".join(f"{claim} " for claim in path.claims), "", text)
    assert {one.number for one in INNER.article.paragraphs if " ".join(one.text.split()) in plain} == shown
    with pytest.raises(ValueError, match="has no path"):
        paper(INNER, path="shrot")


def test_the_codes_are_new_and_each_stands_once() -> None:
    """Each slip has a code of its own, drawn anew each time, and the teacher's list has the same ones."""
    made, again = paper(INNER, codes=40), paper(INNER, codes=40)
    assert len(set(made.codes)) == 40
    assert all(map(is_reader_code, made.codes))
    assert set(made.codes) != set(again.codes)
    parts = _Parts(made.html)
    for section in ("slips", "list"):
        assert [code for code in made.codes if code in parts.text(section)] == list(made.codes)
    drawn = map("calm-lynx-{}".format, (10 + number // 3 for number in count()))
    assert paper(INNER, codes=3, new_code=lambda: next(drawn)).codes == ("calm-lynx-10", "calm-lynx-11", "calm-lynx-12")
    assert "slips" not in _Parts(paper(INNER, codes=0).html).sections


@pytest.mark.parametrize("codes", [-1, 501])
def test_so_many_slips_are_a_slip_of_the_pen(codes: int) -> None:
    """A number that is no class is a sentence."""
    with pytest.raises(ValueError, match="give a number from 0 to 500"):
        paper(INNER, codes=codes)


@st.composite
def nested(draw: st.DrawFn) -> tuple[Paragraph, list[Claim]]:
    """A paragraph with claims that lie beside or in each other, and never across."""
    text = draw(st.text(min_size=1, max_size=30))
    spans = draw(st.sets(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=6))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if start < end and all(
            end <= a or start >= b or (a <= start and end <= b) or (start <= a and b <= end) for a, b in kept
        ):
            kept.append((start, end))
    claims = [Claim(f"c{n:02}", 1, start, end, text[start:end]) for n, (start, end) in enumerate(kept)]
    return Paragraph(1, text, 1), claims


@given(nested())
def test_cutting_loses_no_letter(case: tuple[Paragraph, list[Claim]]) -> None:
    """The pieces are the paragraph, each claim begins once, and is underlined from its first letter to its last."""
    paragraph, claims = case
    pieces = numbered(paragraph, claims)
    assert "".join(piece.text for piece in pieces) == paragraph.text
    assert sorted(claim.id for piece in pieces for claim in piece.begins) == [claim.id for claim in claims]
    assert sum(len(piece.text) * piece.depth for piece in pieces) == sum(claim.end - claim.start for claim in claims)


def test_the_words_of_a_lesson_are_letters() -> None:
    """What stands in somebody else's article is read as it stands, and makes no element."""
    evil = "<b onclick=alert(1)>5 < 6</b> & {{ 7 * 7 }}"
    whole = replace(INNER.article.paragraphs[0], text=evil)
    article = replace(INNER.article, title=evil, notice=evil, paragraphs=(whole, *INNER.article.paragraphs[1:]))
    claims = (Claim("c01", 1, 0, len(evil), evil),)
    made = _Parts(paper(replace(INNER, article=article, claims=claims), codes=0).html)
    assert made.text("article").count(evil) == 3
    assert evil in made.text("grid")
    assert made.elements.count("b") == 2  # the number of the one claim, in the text and in the grid


def test_the_command_writes_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`kit paper LESSON -o FILE` names the file, replaces nothing unasked, and says that the codes are new ones."""
    monkeypatch.chdir(tmp_path)
    assert main(["paper", "warm-up", "-o", "warm-up.html", "--codes", "5"]) == 0
    assert "The 5 codes on the slips are new ones each time" in capsys.readouterr().out
    assert main(["paper", "warm-up", "-o", "warm-up.html"]) == 1
    assert "is there already" in capsys.readouterr().err
    assert main(["paper", "--path", "short"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["paper.html", "warm-up.html"]
