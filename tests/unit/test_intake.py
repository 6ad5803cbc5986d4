"""Taking an article in: each format gives the same article, what is left out is listed, bad input is told plainly."""

import codecs
import sys
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from kit.authoring.draft import Draft
from kit.authoring.formats.source import NotTakenIn
from kit.authoring.intake import LARGEST, take_in
from tests import sources


def _article(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in draft.blocks if block.kind != "left out"]


def _mhtml() -> bytes:
    message = EmailMessage()
    message["Subject"] = sources.TITLE
    message.set_content(sources.WEB_PAGE, subtype="html", cte="quoted-printable")
    message.make_related()
    return message.as_bytes().replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (sources.PLAIN.encode(), "swans.txt"),
        (sources.MARKDOWN.encode(), "swans.md"),
        (sources.WEB_PAGE.encode(), "swans.html"),
        (sources.WEB_PAGE.encode(), "download"),
        (_mhtml(), "swans.mhtml"),
        (sources.word_document(), "swans.docx"),
    ],
    ids=["txt", "md", "html", "html without its ending", "mhtml", "docx"],
)
def test_every_format_gives_the_same_article(content: bytes, name: str, tmp_path: Path) -> None:
    """Title, headings, captions and paragraphs are the same, from bytes and from a file."""
    assert _article(take_in(content, name)) == sources.WHOLE
    file = tmp_path / name
    file.write_bytes(content)
    assert take_in(file).blocks == take_in(content, name).blocks
    assert take_in(str(file)).name == name if "." in name else True


@pytest.mark.parametrize("text", [sources.PLAIN, sources.MARKDOWN, sources.WEB_PAGE], ids=["plain", "markdown", "html"])
def test_pasted_text_is_known_by_its_form(text: str) -> None:
    """What was pasted needs no name."""
    assert _article(take_in(text)) == sources.WHOLE


@pytest.mark.parametrize(("pages", "columns", "leading"), [(1, 1, 1.3), (2, 2, 1.3), (2, 1, 2.2), (1, 3, 1.5)])
def test_a_pdf_gives_paragraphs_over_columns_and_pages(pages: int, columns: int, leading: float) -> None:
    """Lines become paragraphs again; hyphens at line ends stay until a person takes their repair."""
    draft = take_in(sources.pdf(pages, columns, leading), "swans.pdf")
    mended = draft.repaired(one for one in draft.damage if one.kind == "hyphen")
    assert _article(mended) == sources.WHOLE
    assert {(one.text, one.where) for one in draft.left_out} >= {("- 1 -", "page 1")}
    assert {one.kind for one in draft.damage} == {"hyphen"}


def test_what_a_web_page_leaves_out_is_listed_in_order() -> None:
    """Menu, advert, byline, buttons, other articles, comments: each with its reason, place and neighbours."""
    draft = take_in(sources.WEB_PAGE)
    left_out = {one.text: (one.why, one.after) for one in draft.left_out}
    assert left_out["News"] == ("It is a menu of the page.", 0)
    assert left_out["By Ruth Ode"] == ("It says who wrote the article, and when.", 0)
    assert left_out["Read more: The lake that nobody wanted"] == ("It leads to other articles.", 5)
    assert any(text.startswith("Buy one boat") and why == ("It is an advert.", 2) for text, why in left_out.items())
    assert any(text.startswith("Great to see") and "comment" in why for text, (why, _after) in left_out.items())
    assert [one.block for one in draft.left_out] == sorted(one.block for one in draft.left_out)
    assert (draft.byline, draft.published, draft.address) == (
        "Ruth Ode",
        "2026-05-02",
        "https://herald.example.org/swans",
    )
    advert = next(one for one in draft.left_out if one.text.startswith("Buy one boat"))
    assert draft.put_back(advert.block).paragraphs[2].text == advert.text


@pytest.mark.parametrize("page", [sources.DIVISIONS, sources.TABLE], ids=["divisions", "table"])
def test_pages_that_name_nothing_are_read_too(page: str) -> None:
    """A page of nothing but boxes, and one of the time before stylesheets, with line breaks for paragraphs."""
    draft = take_in(page)
    assert _article(draft) == [part for part in sources.WHOLE if part[0] != "caption" or page == sources.DIVISIONS]
    assert draft.published == ("2025-03-03" if page == sources.DIVISIONS else "")


def test_all_words_of_a_page_are_in_the_draft() -> None:
    """Nothing that a reader of the page sees is lost: it is kept or listed."""
    words = " ".join(block.text for block in take_in(sources.WEB_PAGE).blocks)
    for seen in ("Sport", "Accept all", "Print", "Ducks at risk", "never miss a bird", "© 2026", "2 May 2026"):
        assert seen in words
    assert "color" not in words


def test_what_stands_beside_the_text_of_a_document_is_listed() -> None:
    """Tables, boxes and footers are listed; what was deleted is gone, and what was inserted is there."""
    left_out = {one.text: one.why for one in take_in(sources.word_document(), "swans.docx").left_out}
    assert left_out == {
        "A box about swans.": "It stands in a box beside the text.",
        "Swans: 2": "It is a table.",
        "The Ormeland Herald": "It is the footer of each page.",
    }


def test_a_page_with_its_pictures_inside_is_read() -> None:
    """A page that a browser saved as one file holds its pictures as letters, megabytes of them."""
    picture = f'<img src="data:image/png;base64,{"A" * 12_000_000}">'
    page = sources.WEB_PAGE.replace("<figure>", f"<figure>{picture}")
    assert _article(take_in(page.encode(), "swans.html")) == sources.WHOLE


def test_lines_that_are_no_text_are_left_out_of_plain_text() -> None:
    """Bylines, adverts and buttons that were copied along are listed with their line; sentences like them stay."""
    lines = [
        "The Ormeland Herald",
        "Sport",
        sources.TITLE,
        "By Ruth Ode",
        "2 May 2026",
        "3 min read",
        sources.PARAGRAPHS[0],
    ]
    lines += ["Advertisement", "Share this article", "More in the county was lost, she said.", "By noon, all had left."]
    lines += ["Read more: Ducks at risk", "Sign up for our letter.", "Comments"]
    draft = take_in("\n\n".join(lines))
    assert [text for _kind, text in _article(draft)] == [lines[2], lines[6], lines[9], lines[10]]
    assert (draft.title, draft.left_out[2].where) == (sources.TITLE, "line 7")


def test_broken_lines_are_put_together() -> None:
    """Lines that a mail program broke are one paragraph; lines that are paragraphs stay apart."""
    broken = (
        "Two swans have returned to Marlow lake, according to the\ncounty’s water office, nine years after\nit fell.\n"
    )
    assert len(take_in(f"{broken}\n{sources.PARAGRAPHS[1]}").paragraphs) == 2
    assert len(take_in("\n".join(sources.PARAGRAPHS)).paragraphs) == 4
    assert len(take_in(broken + broken.replace("Two", "Ten")).paragraphs) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"])
def test_text_in_any_common_encoding_is_read(encoding: str) -> None:
    """Curly quotes and accents arrive; an encoding that was guessed is told."""
    text = "".join(f"{text} Señor Núñez said “no” at the café.\r\n\r\n" for text in sources.PARAGRAPHS)
    draft = take_in(text.encode(encoding), "swans.txt")
    assert draft.paragraphs[0].text == f"{sources.PARAGRAPHS[0]} Señor Núñez said “no” at the café."
    assert bool(draft.notes) == (not encoding.startswith("utf"))


def test_russian_in_its_old_encodings_is_read() -> None:
    """Letters of other scripts arrive too."""
    text = (
        "Два лебедя вернулись на озеро, сообщило водное управление округа. Никто не знает, почему они вернулись. " * 4
    )
    for encoding in ("cp1251", "koi8-r"):
        assert take_in(text.encode(encoding), "swans.txt", "ru").paragraphs[0].text == text.strip()


def test_a_web_page_in_its_own_encoding_is_read() -> None:
    """A page that says its encoding is read in it."""
    page = sources.WEB_PAGE.replace('charset="utf-8"', 'charset="windows-1252"')
    assert _article(take_in(page.encode("cp1252"), "swans.html")) == sources.WHOLE


@pytest.mark.parametrize("title", ["Have the swans returned?", "The swans are back!", "The swans are back"])
def test_a_headline_may_ask_something(title: str) -> None:
    """The first short line above the text is its title and no paragraph, whatever it ends with; a lead is none."""
    draft = take_in("\n\n".join([title, *sources.PARAGRAPHS]))
    assert (draft.title, tuple(block.text for block in draft.paragraphs)) == (title, sources.PARAGRAPHS)
    later = take_in(
        "\n\n".join(["Swans", sources.PARAGRAPHS[0], "Who would have thought it?", *sources.PARAGRAPHS[1:]])
    )
    assert "Who would have thought it?" in [block.text for block in later.paragraphs]


def test_lines_that_word_ends_are_lines() -> None:
    """What is copied from Word has a vertical tab where its author ended a line."""
    assert len(take_in("\v".join(sources.PARAGRAPHS)).paragraphs) == len(sources.PARAGRAPHS)


def test_a_document_laid_out_in_tables_is_read() -> None:
    """Where all text stands in tables, also one within another, each cell is read once."""
    document = Document()
    table = document.add_table(rows=len(sources.PARAGRAPHS), cols=2)
    for row, text in zip(table.rows, sources.PARAGRAPHS, strict=True):
        row.cells[0].merge(row.cells[1]).text = text
    last = table.rows[-1].cells[0]
    last.paragraphs[0].clear()
    last.add_table(rows=1, cols=1).cell(0, 0).text = sources.PARAGRAPHS[-1]
    content = BytesIO()
    document.save(content)
    taken = take_in(content.getvalue(), "swans.docx")
    assert tuple(block.text for block in taken.paragraphs) == sources.PARAGRAPHS


#: What stands in the place of an article, by what is said of it.
IN_ITS_PLACE = {
    "<h1>Der Schwan</h1><p>Dieser Artikel ist nur für Abonnenten. Vier Wochen kosten einen Euro.</p>": "a paywall",
    "<h1>Le cygne</h1><p>Cet article est réservé aux abonnés. Un mois coûte un euro, puis dix euros.</p>": "a paywall",
    "<h1>El cisne</h1><p>Hazte de los nuestros para seguir leyendo: un mes por un euro.</p>": "a paywall",
    "<p>We value your privacy. Accept all cookies to go on, or choose what we may count about your visit to us, "
    "for how long, and which of our many partners may look at it as well.</p>": "asks about cookies",
    "<h1>One moment</h1><p>Verify you are human before you go on to our pages, please.</p>": "you are a robot",
    "<h1>404 Not Found</h1><p>What you were looking for is not here, or it is not here any more. Look at our first "
    "page, where you find all that we have written about swans and other birds.</p>": "something went wrong",
    "<h1>Seite nicht gefunden</h1><p>Vielleicht wurde sie verschoben, vielleicht war es die Adresse.</p>": "wrong",
    "[InternetShortcut]\nURL=https://example.org/swans": "the address of a page",
    "https://example.org/news/swans return": "the address of a page",
}

NOTICE = """<html><body><article><h1>Swans return</h1>
<p>Two swans have returned to Marlow lake after nine years away from it.</p>
<p>Subscribe to continue reading this article, and get unlimited access to all that we write, every day.</p>
<p>Already a subscriber? Log in.</p></article></body></html>"""


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "swans.txt", "The file is empty."),
        (b"\xef\xbb\xbf \r\n\r\n", "swans.html", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "swans.txt", "This is a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "swans.jpg", "This is a picture"),
        (bytes(4) + b"ftypheic" + bytes(50), "IMG_1.heic", "This is a picture"),
        (sources.scanned_pdf(), "swans.pdf", "pictures of pages and no text"),
        (sources.locked_pdf(), "swans.pdf", "locked with a password"),
        (sources.pdf(1, 1)[:900], "swans.pdf", "damaged"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "swans.docx",
            "locked with a password, or is of an old kind",
        ),
        (sources.word_document()[:2000], "swans.docx", "damaged"),
        (b"PK\x03\x04" + bytes(50), "swans.zip", "another kind than .docx"),
        (b"{\\rtf1 swans}", "swans.rtf", "rich text"),
        (b"a" * (LARGEST + 1), "swans.html", "an article has rarely more than one"),
        (b"word " * 100_000, "swans.txt", "100,001 words"),
        (b"<p>Nobody in the town said anything to us.</p>" * 4_000, "swans.html", "32,000 words"),
        (NOTICE.encode(), "swans.html", "notice of a paywall"),
        (b"<html><body><script>x()</script></body></html>", "swans.html", "no text in this page"),
        (b"Just a few words.", "swans.txt", "There is no article in this"),
        (bytes(range(256)) * 4, "swans.bin", "This file is not text."),
    ],
)
def test_what_holds_no_article_is_told_in_a_sentence(content: bytes, name: str, said: str) -> None:
    """What is wrong, and what to do; in a few lines and without a traceback."""
    with pytest.raises(NotTakenIn, match=said) as told:
        take_in(content, name)
    assert 20 < len(str(told.value)) < 320
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("page", IN_ITS_PLACE)
def test_what_stands_in_an_articles_place_is_called_what_it_is(page: str) -> None:
    """No lesson is made of a paywall, a question about cookies, a check for robots, an error or a mere address."""
    with pytest.raises(NotTakenIn, match=IN_ITS_PLACE[page]) as told:
        take_in(page.encode(), "swans.html" if page.startswith("<") else "swans.url")
    assert 20 < len(str(told.value)) < 320


def test_an_article_about_cookies_and_errors_is_an_article() -> None:
    """A short text in which such words stand beside others is taken in."""
    text = "The town uses cookies on its page, a reader says. " + " ".join(sources.PARAGRAPHS[:2])
    assert take_in(f"Page not found, says a reader\n\n{text}").blocks


def test_an_article_above_a_notice_is_taken_in() -> None:
    """A page that asks to subscribe below a whole article is one, and the notice is left out."""
    text = "\n\n".join([*sources.PARAGRAPHS * 2, "Subscribe to continue reading."])
    assert "Subscribe" in take_in(text).left_out[-1].text


def test_files_that_are_not_there_are_told(tmp_path: Path) -> None:
    """A path that leads nowhere, to a folder, or into the web."""
    with pytest.raises(FileNotFoundError, match="There is no file"):
        take_in(str(tmp_path / "swans.txt"))
    with pytest.raises(NotTakenIn, match="is a folder"):
        take_in(tmp_path)
    with pytest.raises(FileNotFoundError, match="nothing is fetched from there"):
        take_in("https://example.org/swans")


@pytest.mark.parametrize(
    ("content", "name", "library"),
    [
        (sources.WEB_PAGE.encode(), "swans.html", "trafilatura"),
        (sources.word_document(), "swans.docx", "docx"),
        (sources.pdf(1, 1), "swans.pdf", "pypdfium2"),
    ],
)
def test_without_the_extra_it_says_how_to_get_more(
    content: bytes, name: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each heavy format names the command that installs its library; plain formats work without."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(NotTakenIn, match=r"claim-by-claim\[author\]"):
        take_in(content, name)
    assert _article(take_in(sources.PLAIN)) == sources.WHOLE


def test_without_the_list_of_words_it_says_what_was_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Doubled paragraphs and broken quotation marks are found all the same."""
    monkeypatch.setattr("kit.authoring.damage.find_spec", lambda _name: None)
    draft = take_in(f"{sources.PARAGRAPHS[0]}\n\n“We saw it.”.\n\nIt was hisand hers.\n\n{sources.PARAGRAPHS[0]}")
    assert [one.kind for one in draft.damage] == ["quotation mark", "doubled"]
    assert "claim-by-claim[author]" in draft.notes[0]


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: codecs.encode(text, "utf-8", "replace")))
def test_no_input_ends_in_anything_but_a_draft_or_a_sentence(content: bytes) -> None:
    """Any bytes are taken in or refused in a sentence."""
    for name in ("x.txt", "x.md", "x.html"):
        try:
            assert take_in(content, name).paragraphs
        except NotTakenIn as told:
            assert str(told)
