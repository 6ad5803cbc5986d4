"""Articles of our own as people have them: pasted, saved from a browser, written in a word processor, printed."""

from io import BytesIO

import matplotlib.pyplot as plt
from docx import Document
from docx.oxml import OxmlElement
from matplotlib.backends.backend_pdf import PdfPages

PARAGRAPHS = (
    "Two swans have returned to Marlow lake, according to the county’s water office, nine years after the last left.",
    "“We saw them on Friday morning,” said Otto Kessler, a warden. “They looked as if they had never been away.”",
    "The lake was closed in 2017 after a fire at a paint works. A person familiar with the tests said it was clean.",
    "The paint works denies that its chemicals killed the fish. A spokeswoman declined to comment on the swans.",
)
TITLE = "Swans return to Marlow lake"
HEADING = "Cleaner water"
CAPTION = "Two swans on the lake on Friday (Ormeland Pictures)"
#: The article in order, as each format must give it.
WHOLE = [
    ("title", TITLE),
    ("caption", CAPTION),
    ("paragraph", PARAGRAPHS[0]),
    ("paragraph", PARAGRAPHS[1]),
    ("heading", HEADING),
    ("paragraph", PARAGRAPHS[2]),
    ("paragraph", PARAGRAPHS[3]),
]

PLAIN = "\n\n".join(text for _kind, text in WHOLE) + "\n"

MARKDOWN = f"""---
title: {TITLE}
author: Ruth Ode
---
# {TITLE}

![{CAPTION}](swans.jpg)

{PARAGRAPHS[0].replace("Marlow lake", "[Marlow lake](https://example.org/lake)")}

{PARAGRAPHS[1].replace("never", "**never**")}

## {HEADING}

{PARAGRAPHS[2]}

{PARAGRAPHS[3]}
"""

WEB_PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>{TITLE} - The Ormeland Herald</title>
<meta name="author" content="Ruth Ode"><meta property="article:published_time" content="2026-05-02T08:00:00Z">
<link rel="canonical" href="https://herald.example.org/swans"><style>p {{ color: red }}</style></head>
<body><div class="page with-ads">
<header class="site-header"><a href="/">The Ormeland Herald</a>
<nav><ul><li>News</li><li>Sport</li></ul></nav></header>
<div class="cookie-banner">We use cookies to make this site better. <button>Accept all</button></div>
<main><article>
<header><h1>{TITLE}</h1>
<div class="byline">By <a href="/ode">Ruth Ode</a></div><time>2 May 2026</time></header>
<div class="share-tools"><button>Share</button><button>Print</button></div>
<figure><img src="a.jpg">
<figcaption>Two swans on the lake on Friday <span>(Ormeland Pictures)</span></figcaption></figure>
<p>{PARAGRAPHS[0].replace("Marlow lake", '<a href="/lake">Marlow lake</a>')}</p>
<div class="ad-slot"><p>Buy one boat and get a second boat for half the price, this week only, at Boats.</p></div>
<p>{PARAGRAPHS[1].replace("never", "<em>never</em>")}</p>
<h2>{HEADING}</h2>
<p>{PARAGRAPHS[2]}<br><br>{PARAGRAPHS[3]}</p>
<p><strong>Read more: <a href="/x">The lake that nobody wanted</a></strong></p>
<aside class="related"><h3>Related stories</h3>
<p>Ducks at risk, a report says of the northern lakes this year</p></aside>
<div class="newsletter">Sign up for our morning letter and never miss a bird.</div>
</article><section class="comments">
<p>Great to see them back on the lake after all these years, I missed them!</p></section>
</main><footer><p>© 2026 The Ormeland Herald. All rights reserved.</p></footer></div></body></html>
"""


#: Pages as there are many: without any element that says what it holds.
DIVISIONS = f"""<html><head><title>{TITLE} | Oxley Post</title></head><body class="home has-ads promo">
<div id="top"><div>Oxley Post</div><div><a>News</a> | <a>Sport</a> | <a>Weather</a></div></div>
<div id="wrap"><div class="headline">{TITLE}</div><div class="meta">Staff reporter, 3 March 2025, 10:12</div>
<div class="pic"><img><div class="pic-caption">{CAPTION}</div></div>
<div class="txt">{PARAGRAPHS[0]}</div><div class="txt">{PARAGRAPHS[1]}</div>
<div class="box-related"><b>See also</b><br><a>Roof of Oxley school falls in</a></div>
<div class="txt"><b>{HEADING}</b></div><div class="txt">{PARAGRAPHS[2]}</div><div class="txt">{PARAGRAPHS[3]}</div>
<div id="right"><div class="teaser">Win a car! Enter today and win a car worth 20,000 in our great draw.</div></div>
</div><div id="bottom">Contact | About us<br>Oxley Post Ltd.</div></body></html>"""
TABLE = f"""<html><head><title>{TITLE}</title></head><body bgcolor=white><table><tr><td colspan=2><font size=+3>
The Coast Courier</font></td></tr><tr><td><a href=1>Home</a><br><a href=2>Tides</a><br><a href=3>Letters</a></td>
<td><font size=+2><b>{TITLE}</b></font><br><i>by Ann Orr</i><br><br>{PARAGRAPHS[0]}<br><br>{PARAGRAPHS[1]}<br><br>
<b>{HEADING}</b><br>{PARAGRAPHS[2]}<br><br>{PARAGRAPHS[3]}</td></tr></table><hr>Copyright 1998 The Courier</body>"""


def word_document() -> bytes:
    """The article with the styles of a word processor, an insertion, a deletion, a table and a footer."""
    document = Document()
    document.sections[0].footer.paragraphs[0].text = "The Ormeland Herald"
    styles = {"title": "Title", "caption": "Caption", "heading": "Heading 2", "paragraph": "Normal"}
    for kind, text in WHOLE:
        paragraph = document.add_paragraph(text, style=styles[kind])
    half = len(text) // 2
    paragraph.runs[0].text = text[:half]
    _marked(paragraph, "ins", "t", text[half:])
    _marked(paragraph, "del", "delText", " Nobody said so.")
    _marked(document.paragraphs[2], "txbxContent", "t", "A box about swans.")
    document.add_table(1, 2).rows[0].cells[0].text = "Swans: 2"
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _marked(paragraph: object, change: str, tag: str, text: str) -> None:
    outer, run, words = OxmlElement(f"w:{change}"), OxmlElement("w:r"), OxmlElement(f"w:{tag}")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    outer.append(run)
    paragraph._p.append(outer)  # type: ignore[attr-defined]


def pdf(pages: int = 2, columns: int = 2, leading: float = 1.3) -> bytes:
    """The article set in columns over pages, with running heads, page numbers and hyphens at line ends."""
    lines = list(_lines(width=88 // columns))
    height = -(-len(lines) // (pages * columns))
    file = BytesIO()
    with plt.rc_context({"pdf.fonttype": 42, "font.family": "DejaVu Sans"}), PdfPages(file) as out:
        for page in range(pages):
            figure = plt.figure(figsize=(8.3, 11.7))
            figure.text(0.1, 0.96, "The Ormeland Herald, 2 May 2026", size=8)
            figure.text(0.5, 0.03, f"- {page + 1} -", size=8)
            if page == 0:
                figure.text(0.1, 0.90, TITLE, size=22)
            for column in range(columns):
                start = (page * columns + column) * height
                _column(figure, lines[start : start + height], 0.1 + column * 0.84 / columns, leading)
            out.savefig(figure)
            plt.close(figure)
    return file.getvalue()


def _lines(width: int) -> list[tuple[str, float, float]]:
    """Lines with their size and indent, each paragraph broken at `width` letters, long words with a hyphen."""
    set_lines = []
    for kind, text in WHOLE[1:]:
        size = {"caption": 7.0, "heading": 14.0}.get(kind, 9.5)
        rest, indent = text, 0.02 if kind == "paragraph" else 0.0
        while len(rest) > width:
            at = rest.rfind(" ", 0, width)
            if width - at > 3 and rest[width - 3 : width + 1].isalpha():
                line, rest = rest[: width - 1] + "-", rest[width - 1 :]
            else:
                line, rest = rest[:at], rest[at + 1 :]
            set_lines.append((line, size, indent))
            indent = 0.0
        set_lines.append((rest, size, indent))
    return set_lines


def _column(figure: plt.Figure, lines: list[tuple[str, float, float]], left: float, leading: float) -> None:
    top = 0.84
    for line, size, indent in lines:
        figure.text(left + indent, top, line, size=size)
        top -= size * leading / 842


def scanned_pdf() -> bytes:
    """A page that holds a picture and no text."""
    file, figure = BytesIO(), plt.figure()
    figure.figimage([[0.0, 1.0], [1.0, 0.0]])
    figure.savefig(file, format="pdf")
    plt.close(figure)
    return file.getvalue()


def locked_pdf() -> bytes:
    """A PDF whose password is not empty."""
    secret = "ab" * 32
    encryption = f"<< /Filter /Standard /V 1 /R 2 /O <{secret}> /U <{secret}> /P -4 >>"
    parts = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>", encryption]
    text, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size 4 /Root 1 0 R /Encrypt 3 0 R /ID [<00><00>] >>\nstartxref\n{len(text)}\n%%EOF\n"
    return f"{text}xref\n0 4\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")
