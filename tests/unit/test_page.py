"""A lesson as one file: what is in it, what is not, and what the command says."""

import json
import re
import zlib
from base64 import b64decode
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

import kit
from kit.__main__ import main
from kit.lesson.key import Answer
from kit.lesson.lesson import Lesson
from kit.sharing.page import key_sheet
from kit.sharing.page.sealed import plain_word
from kit.sharing.page.told import told
from kit.ui.javascript import without_comments
from kit.ui.tokens import LOOKS, SERIES
from tests.lessons import small_lesson

#: Bytes that the bundled lesson stays below, so that any mail or platform takes it.
LARGEST = 400_000
LESSON = kit.open_lesson("inner-circle")
WARM_UP = kit.open_lesson("warm-up")


def data_of(html: str) -> dict[str, Any]:
    """Return what the page's script reads, unpacked."""
    found = re.search(r'<script type="text/plain" id="data">([^<]*)</script>', html)
    assert found
    return unpacked(found[1])


def unpacked(text: str) -> Any:
    """Return a value that the page holds packed."""
    return json.loads(zlib.decompress(b64decode(text)))


def sayings(lesson: Lesson) -> set[str]:
    """Every sentence that only the key of a lesson says: neither its article nor its guide."""
    assert lesson.key is not None
    texts = chain.from_iterable(map(_texts, lesson.key.values()))
    known = " ".join(paragraph.text for paragraph in lesson.article.paragraphs) + repr(lesson.guide)
    sentences = chain.from_iterable(re.split(r"(?<=[.!?])\s+", text) for text in texts)
    return {one for one in sentences if len(one) > 12 and one not in known}


def _texts(answer: Answer) -> list[str]:
    return [answer.why, answer.later, answer.model_reason, *answer.if_you_chose.values()]


@pytest.mark.parametrize("path", [None, "short"])
@pytest.mark.parametrize("warm_up", [False, True])
def test_without_the_key_there_is_no_trace_of_it(path: str | None, warm_up: bool) -> None:
    """No sentence of any key, no answer to any claim, in the file or in what it holds packed."""
    html = kit.page(LESSON, path, warm_up=warm_up).html
    data = data_of(html)
    everything = html + json.dumps(data, ensure_ascii=False)
    told = sayings(LESSON) | sayings(WARM_UP)
    assert len(told) > 300
    assert [one for one in told if one in everything] == []
    assert data["keys"] == {}
    assert not {"key", "nature", "source", "answers", "evidence"} & set(json.dumps(data["lessons"]).split('"'))
    assert "data-reveal=" not in html


def test_a_locked_key_is_not_in_the_file() -> None:
    """Locked, no sentence of the key is in the file, nor is the word; and no two files are locked alike."""
    one, two = (kit.page(LESSON, key_later="Otter  Garden").html for _ in range(2))
    data = data_of(one)
    everything = (one + json.dumps(data, ensure_ascii=False)).lower()
    assert [told for told in sayings(LESSON) if told.lower() in everything] == []
    assert "otter garden" not in everything
    sealed, other = (data_of(html)["keys"][LESSON.id] for html in (one, two))
    assert sealed["rounds"] >= 600_000
    assert not {sealed[name] for name in ("data", "salt", "nonce")} & {
        other[name] for name in ("data", "salt", "nonce")
    }
    with pytest.raises(zlib.error):
        unpacked(sealed["data"])


def test_with_the_key_each_part_can_open_its_own() -> None:
    """The key is in it packed, with a reveal for every section and for the warm-up; nobody reads it by accident."""
    html = kit.page(LESSON, warm_up=True, with_key=True).html
    keys = {name: unpacked(sealed["data"]) for name, sealed in data_of(html)["keys"].items()}
    assert set(keys) == {"inner-circle", "warm-up"}
    assert list(keys["inner-circle"]["reveals"]) == ["1", "2", "3", "4", "5"]
    assert html.count("data-reveal=") == 6
    assert [told for told in sayings(LESSON) if told in html] == []


@pytest.mark.parametrize("address", [None, "other.html#section-1"])
def test_a_number_that_leads_elsewhere_becomes_a_name(address: str | None) -> None:
    """Where the page itself has no such part, a section's name stands for its number, as it is."""
    html = told("All of [01](section:1).", lambda *_: address, lambda *_: "a *b* [c] <i>")
    name = "a *b* [c] &lt;i&gt;"
    linked = name if address is None else f'<a href="{address}">{name}</a>'
    assert html == f"<p>All of {linked}.</p>\n"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"path": "long"}, "no path 'long'. Its paths: short"),
        ({"with_key": True, "key_later": "word"}, "with_key or key_later, not both"),
        ({"key_later": " ab "}, "too short"),
        ({"key_later": ""}, "too short"),
    ],
)
def test_what_cannot_be_made_is_said(given: dict[str, Any], says: str) -> None:
    """A wrong path, two keys at once and a word too short are refused in a sentence."""
    with pytest.raises(ValueError, match=re.escape(says)):
        kit.page(LESSON, **given)


def test_a_lesson_without_a_key_says_so(tmp_path: Path) -> None:
    """Where there is no key, or a draft without reasons, none can be put into the page, and the page can be made."""
    bare = small_lesson(tmp_path / "bare", key=None)
    draft = small_lesson(tmp_path / "draft", key="\n".join(f"c0{n}: {{labels: [sourced]}}" for n in range(1, 7)))
    for lesson, says in ((bare, "no answer key"), (draft, "is a draft")):
        for make in (lambda one: kit.page(one, with_key=True), key_sheet):
            with pytest.raises(ValueError, match=says):
                make(lesson)
        assert lesson.article.title in kit.page(lesson).html


def test_something_else_is_not_a_lesson() -> None:
    """A name in place of a lesson is told how to open it."""
    with pytest.raises(TypeError, match=r"kit\.open_lesson\('warm-up'\)"):
        kit.page("warm-up")  # type: ignore[arg-type]


def test_the_page_tells_what_the_guide_tells() -> None:
    """Each stop of the guide is one of the page's; what is said before and asked after it stands around it, in order;
    links of the guide lead to parts, or are plain words where the page has no such part."""
    html = kit.page(LESSON).html
    data = data_of(html)
    at = 0
    for section, part in zip(LESSON.guide.sections, data["parts"], strict=False):
        assert part["stops"] == [list(stop.paragraphs) for stop in section.stops]
        for text in chain.from_iterable((stop.before, stop.after) for stop in section.stops):
            words = re.split(r"[*“”’&\[<]|##", text.strip())[0].split("\n")[0].strip()
            at = html.index(words, at)
    assert '<a href="#section-1">01</a>' in html
    short = kit.page(LESSON, "short").html
    assert "](section:" not in short
    assert 'href="#section' not in short


@pytest.mark.parametrize("name", ["inner-circle", "skate-hall"])
def test_half_a_sentence_of_the_guide_is_led_into(name: str) -> None:
    """What to do and what comes next begin small in a guide: the page says before them which of the two they are."""
    lesson = kit.open_lesson(name)
    html = unescape(kit.page(lesson).html)
    for lead, texts in (
        ("What you’ll do:", [section.do for section in lesson.guide.sections]),
        ("Next:", [section.next for section in lesson.guide.sections]),
    ):
        told = [text for text in texts if text]
        assert told
        assert html.count(f"<p><strong>{lead}</strong> ") == len(told)
        for text in told:
            assert f"<p><strong>{lead}</strong> {text}</p>" in html
    assert not re.findall(r'<div class="prose[^"]*"><p>[a-z][^<]*', html)


def test_bars_have_the_colours_and_patterns_of_all_charts() -> None:
    """What an answer looks like in the page is what it looks like in a notebook, patterns too; each sign of one is what
    the page can draw."""
    data = data_of(kit.page(LESSON).html)
    looks = {one["name"]: one["look"] for one in data["answers"]}
    assert looks == {name: {"fill": look.fill, "hatch": look.hatch} for name, look in LOOKS.items()}
    assert [one["fill"] for one in data["series"]] == [look.fill for look in SERIES[:3]]
    chart = (Path(kit.sharing.page.__file__).parent / "view" / "chart.js").read_text(encoding="utf-8")
    strokes = chart.partition("const STROKES = {")[2].partition("};")[0]
    drawn = {sign[-1] for sign in re.findall(r"""([^\s"]{1,2})"?: "M""", strokes)}
    assert {sign for look in (*LOOKS.values(), *SERIES) for sign in look.hatch} == drawn


def test_a_path_does_not_send_to_sections_that_its_page_does_not_hold(tmp_path: Path) -> None:
    """What a path says at first stands in its page without the sentences that lead to sections; it says in their place
    where the whole article is. What leads nowhere else stays, with its paragraphs."""
    short = unescape(kit.page(LESSON, "short").html)
    assert "most of the article stays unread here." in short
    assert "The whole of it is in" not in short
    assert "The whole article, with all of its claims, is a page of its own." in short
    assert "The whole article, with all of its claims" not in kit.page(LESSON).html
    opening = "Read [01](section:1) first. Six claims! See *[the end](section:2).* And then?\n\n- see [02](section:2)"
    path = {"title": "a few", "minutes": 5, "claims": ["c01"], "opening": opening}
    guide = json.dumps({"paths": {"few": path}})
    html = unescape(kit.page(small_lesson(tmp_path, guide=guide), "few").html)
    beginning = re.search(r'class="prose beginning">(.*?)<details', html, re.DOTALL)
    assert beginning
    assert "Six claims!" in beginning[1]
    assert "And then?" in beginning[1]
    assert not re.search(r"Read|the end|see", beginning[1])


def test_a_path_shows_its_claims_alone() -> None:
    """Only the ten claims can be marked, on the worksheet, too; the paragraphs are the path's."""
    html = kit.page(LESSON, "short", with_key=True).html
    data = data_of(html)
    assert data["lessons"][0]["page"]["chosen"] == list(LESSON.path("short").claims)
    assert list(unpacked(data["keys"]["inner-circle"]["data"])["claims"]) == list(LESSON.path("short").claims)
    assert len(re.findall(r'<th scope="row"><b class="id', html)) == 10
    assert [part["address"] for part in data["parts"]] == ["the-claims", "look-back", "hand-in"]


def test_the_file_stays_small() -> None:
    """With everything in it, the bundled lesson is smaller than what any mail takes."""
    assert len(kit.page(LESSON, warm_up=True, with_key=True).html.encode()) < LARGEST


def test_a_word_is_compared_as_it_is_heard() -> None:
    """Capitals, blanks and the two ways of writing an accent do not matter; another word is another."""
    assert plain_word("  Red   BOAT ") == plain_word("red boat")
    assert plain_word("caf\u00e9") == plain_word("cafe\u0301")
    assert plain_word("red boat") != plain_word("redboat")


def test_the_key_sheet_holds_every_answer() -> None:
    """Each claim stands on it with its answer, its why and what comes later; a path's has its ten."""
    sheet = key_sheet(LESSON)
    assert LESSON.key is not None
    assert len(re.findall(r'<b class="id', sheet)) == len(LESSON.claims)
    assert all(
        answer.why.split("“")[0].strip()[:40] in sheet for answer in LESSON.key.values() if "'" not in answer.why
    )
    assert len(re.findall(r'<b class="id', key_sheet(LESSON, "short"))) == 10


def test_the_command_writes_the_page_and_the_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`kit page` writes what it is asked for, says what to do next, and writes over nothing unasked."""
    out, sheet = tmp_path / "lesson.html", tmp_path / "key.html"
    assert main(["page", "--path", "short", "-o", str(out)]) == 0
    assert "No word of the answer key" in capsys.readouterr().out
    assert out.read_text(encoding="utf-8") == kit.page(LESSON, "short").html
    assert main(["page", "-o", str(out)]) == 1
    assert "is there already" in capsys.readouterr().err
    locked = ["page", "--key-later", "red boat", "--key-sheet", str(sheet), "-o", str(out), "--replace"]
    assert main(locked) == 0
    assert "opens with “red boat”" in capsys.readouterr().out
    assert "Key sheet" in sheet.read_text(encoding="utf-8")
    assert main(["page", "--key-later", "x", "-o", str(tmp_path / "none.html")]) == 1
    assert not (tmp_path / "none.html").exists()


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("a; // b\n\n  c;\n", "a;\nc;\n"),
        ("/** x\n * y */\nf();", "f();"),
        ("a /* b */ + c", "a   + c"),
        ('x = "// no";  // yes\n', 'x = "// no";\n'),
        ("x = `a\n  ${b /* c */}  // d\n`;", "x = `a\n  ${b  }  // d\n`;"),
        ("x = /[/]\\/\\* /; // y", "x = /[/]\\/\\* /;"),
        ("a = b / c; // d / e\n  f", "a = b / c;\nf"),
    ],
)
def test_a_script_without_comments_is_the_same_script(source: str, wanted: str) -> None:
    """Comments and indents go; what lies in strings, templates and patterns stays."""
    assert without_comments(source) == wanted
