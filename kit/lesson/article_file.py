"""Reads `article.md`: front matter, `##` sections, paragraphs, and claims as bracketed spans.

The Markdown parser drops mistakes silently (`]{c07}` becomes text, a second id wins), so the raw text is checked beside
what the parser found: a bracket that is no part of a claim is a fault.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from kit.lesson.article import Article, Paragraph, Person, Section
from kit.lesson.claims import CLAIM_ID, Claim
from kit.lesson.codebook import CODEBOOK_VERSION
from kit.lesson.faults import Fault
from kit.lesson.fields import Fields
from kit.lesson.yaml_nodes import INVISIBLE, Value, read_yaml

FILE = "article.md"
CAPTION_LINE = "{.caption}"
TEXT_FIELDS = ("lesson", "title", "language", "credit", "licence", "date_line")
OPTIONAL_TEXT_FIELDS = ("notice", "content_note")
FIELDS = (*TEXT_FIELDS, "codebook", *OPTIONAL_TEXT_FIELDS, "whos_who", "points")
LESSON_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")

_ESCAPED = re.compile(r"\\.?")
_ESCAPABLE = {"\\[", "\\]", "\\{", "\\}", "\\#", "\\\\"}
_HEADING = re.compile(r" {0,3}##[ \t]+[^\[\]{}#\\]+")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}")
_CLAIM_ATTRIBUTES = re.compile(rf"\{{#{CLAIM_ID.pattern}( \.core)?\}}")
_HOW_TO_MARK = (
    "A claim is written [words]{#c07}, a core claim [words]{#c07 .core}; "
    "a bracket of the text itself is written \\[ or \\{."
)


@dataclass(slots=True)
class ArticleFile:
    """What `article.md` holds: the lesson's id, the article and its claims in reading order, and what is wrong."""

    lesson: str = ""
    article: Article | None = None
    claims: tuple[Claim, ...] = ()
    claim_lines: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_article(text: str) -> ArticleFile:
    """Read the text of an `article.md` (line ends already `\\n`), collecting every fault."""
    found = ArticleFile()
    tokens = _parser().parse(text)
    front = _front_matter(tokens, found.faults)
    body = _Body(text.split("\n"), found.faults)
    body.read(tokens)
    body.check_lines(0 if front is None else tokens[0].content.count("\n") + 3)
    found.claims, found.claim_lines = tuple(body.claims), body.claim_lines
    if front is not None:
        found.lesson, found.article = _article(front, body)
    return found


def _parser() -> MarkdownIt:
    # Only what a lesson uses is switched on: every other character of a paragraph is plain text.
    parser = MarkdownIt("zero").enable(["heading", "escape"])
    return parser.use(front_matter_plugin).use(attrs_plugin, spans=True).use(attrs_block_plugin)


def _front_matter(tokens: Sequence[Token], faults: list[Fault]) -> Fields | None:
    if not tokens or tokens[0].type != "front_matter":
        faults.append(
            Fault(
                FILE, 1, "The front matter is missing.", "Begin with a line “---”, the fields, and another line “---”."
            )
        )
        return None
    value = read_yaml(tokens[0].content, FILE, 2, FIELDS, faults)
    return None if value is None else Fields(value, FILE, "the front matter", faults)


def _article(front: Fields, body: "_Body") -> tuple[str, Article]:
    front.only(FIELDS)
    texts = {name: front.text(name) for name in TEXT_FIELDS}
    texts |= {name: front.text(name, required=False) for name in OPTIONAL_TEXT_FIELDS}
    lesson = texts.pop("lesson")
    if lesson and not LESSON_ID.fullmatch(lesson):
        front.fault(
            front.line_of("lesson"),
            f"“{lesson}” is no lesson id.",
            "Use small letters, digits and hyphens: inner-circle.",
        )
    if texts["language"] and not LANGUAGE.fullmatch(texts["language"]):
        front.fault(front.line_of("language"), f"“{texts['language']}” is no language code.", "Write en, es, ...")
    codebook = front.number("codebook")
    if codebook is not None and codebook != CODEBOOK_VERSION:
        remedy = f"Check the lesson against codebook {CODEBOOK_VERSION} and write “codebook: {CODEBOOK_VERSION}”."
        front.fault(front.line_of("codebook"), f"The lesson is written for codebook {codebook}.", remedy)
    article = Article(
        **texts, whos_who=_whos_who(front), sections=_sections(front, body), paragraphs=tuple(body.paragraphs)
    )
    return lesson, article


def _whos_who(front: Fields) -> tuple[Person, ...]:
    found = [person for item in front.items("whos_who", required=False) if (person := _person(item, front))]
    if len({person.name for person in found}) < len(found):
        front.fault(front.line_of("whos_who"), "A name stands twice in the who's-who.", "Keep one of the two.")
    return tuple(found)


def _person(item: Value, front: Fields) -> Person | None:
    entry = item.data if isinstance(item.data, dict) else {}
    texts = {name: value.data for name, value in entry.items() if isinstance(value.data, str) and value.data.strip()}
    if set(texts) != {"name", "who"} or len(entry) != len(texts):
        front.fault(
            item.line, "An entry of the who's-who is not a name with a line.", 'Write - {name: "...", who: "..."}.'
        )
        return None
    return Person(texts["name"].strip(), " ".join(texts["who"].split()))


def _sections(front: Fields, body: "_Body") -> tuple[Section, ...]:
    points = front.items("points")
    for point in points:
        if not isinstance(point.data, str) or not point.data.strip():
            front.fault(
                point.line, "A point is not a sentence.", "Write one sentence, in double quotes if it holds a colon."
            )
    if "points" in front and len(points) != len(body.headings):
        problem = f"There are {len(points)} points for {len(body.headings)} sections."
        front.fault(front.line_of("points"), problem, "Write one point for each ## section, in order.")
    sections: list[Section] = []
    for number, (title, _line) in enumerate(body.headings, start=1):
        inside = [paragraph.number for paragraph in body.paragraphs if paragraph.section == number]
        if inside:
            sentence = str(points[number - 1].data) if number <= len(points) else ""
            sections.append(Section(number, title, " ".join(sentence.split()), inside[0], inside[-1]))
    return tuple(sections)


class _Body:
    """Collects headings, paragraphs and claims from the parser's tokens, and what is wrong with them."""

    def __init__(self, lines: list[str], faults: list[Fault]) -> None:
        self.lines, self.faults = lines, faults
        self.headings: list[tuple[str, int]] = []
        self.paragraphs: list[Paragraph] = []
        self.claims: list[Claim] = []
        self.claim_lines: dict[str, int] = {}

    def fault(self, line: int, problem: str, remedy: str) -> None:
        self.faults.append(Fault(FILE, line, problem, remedy))

    def read(self, tokens: Sequence[Token]) -> None:
        for opening, inline in pairwise(tokens):
            line = (opening.map or [0])[0] + 1
            if opening.type == "heading_open":
                self._heading(opening, inline, line)
            elif opening.type == "paragraph_open":
                self._paragraph(opening, inline, line)
        self._check_whole(len(self.lines))

    def _heading(self, opening: Token, inline: Token, line: int) -> None:
        if opening.tag != "h2":
            self.fault(line, "Only ## begins a section.", "Write “## ” and the section's title.")
        elif opening.attrs or not _HEADING.fullmatch(self.lines[line - 1]):
            self.fault(line, "A section's title is plain text.", "Write “## ” and a title without brackets, # or \\.")
        self.headings.append((inline.content.strip(), line))

    def _paragraph(self, opening: Token, inline: Token, line: int) -> None:
        is_caption = bool(opening.attrs)
        if not self.headings:
            self.fault(line, "This paragraph stands before the first section.", "Put a line “## Title” above it.")
        self._check_source(inline.content, line)
        text, claims = self._spans(inline.children or [], len(self.paragraphs) + 1, line)
        if is_caption and claims:
            self.fault(
                line, "A caption holds a claim.", "Captions are not marked in this codebook: take the brackets out."
            )
        self.paragraphs.append(Paragraph(len(self.paragraphs) + 1, text, len(self.headings), is_caption))
        self._check_bounds(claims, text, line)
        self._check_nesting(claims, line)
        self.claims += claims

    def _check_source(self, source: str, line: int) -> None:
        """Find what the parser would swallow: stray brackets, braces that are no claim's, lines that run on."""
        if "\n" in source:
            self.fault(
                line,
                "This paragraph goes over several lines.",
                "Keep a paragraph on one line, with an empty line after it.",
            )
        if source.startswith("#"):
            self.fault(
                line, "This looks like a heading and is read as text.", "A section begins with “## ” and its title."
            )
        if not _ESCAPABLE.issuperset(_ESCAPED.findall(source)):
            self.fault(line, "A backslash stands before a character that needs none.", "Take it out, or write \\\\.")
        for attributes in _ATTRIBUTES.findall(_ESCAPED.sub("  ", source)):
            if not _CLAIM_ATTRIBUTES.fullmatch(attributes):
                self.fault(line, f"“{attributes}” is not the mark of a claim.", _HOW_TO_MARK)

    def _spans(self, children: Sequence[Token], paragraph: int, line: int) -> tuple[str, list[Claim]]:
        text, open_spans, claims = "", [], []
        for token in children:
            if token.type == "span_open":
                open_spans.append((token, len(text)))
            elif token.type == "span_close":
                opening, start = open_spans.pop()
                claims.append(self._claim(opening, paragraph, start, text, line))
            else:
                text += token.content
        self._check_brackets(children, line)
        return text, sorted(claims, key=lambda claim: (claim.start, -claim.end))

    def _claim(self, opening: Token, paragraph: int, start: int, text: str, line: int) -> Claim:
        claim_id, words = str(opening.attrs.get("id", "")), text[start:]
        if claim_id in self.claim_lines:
            self.fault(
                line,
                f"The claim {claim_id} stands here a second time (first in line {self.claim_lines[claim_id]}).",
                "Give one of them another id.",
            )
        if not words or words != words.strip():
            self.fault(
                line,
                f"The claim {claim_id} is empty, or begins or ends with a space.",
                "Put the brackets close around the words.",
            )
        self.claim_lines.setdefault(claim_id, line)
        return Claim(claim_id, paragraph, start, len(text), words, opening.attrs.get("class") == "core")

    def _check_brackets(self, children: Sequence[Token], line: int) -> None:
        spans = sum(token.type == "span_open" for token in children)
        counts = _brackets(self.lines[line - 1] if line <= len(self.lines) else "")
        for bracket in "[]{}":
            if counts.count(bracket) != spans:
                problem = (
                    f"There are {counts.count(bracket)} “{bracket}” for {spans} readable claims in this paragraph."
                )
                self.fault(line, problem, _HOW_TO_MARK)
                return

    def _check_bounds(self, claims: Sequence[Claim], text: str, line: int) -> None:
        for claim in claims:
            for place in (claim.start, claim.end):
                if 0 < place < len(text) and _in_word(text[place - 1]) and _in_word(text[place]):
                    problem = f"The claim {claim.id} begins or ends in the middle of a word."
                    self.fault(line, problem, "Put the brackets around whole words.")

    def _check_nesting(self, claims: Sequence[Claim], line: int) -> None:
        for outer in claims:
            own = set(range(outer.start, outer.end))
            for inner in claims:
                if inner is not outer and outer.start <= inner.start and inner.end <= outer.end:
                    own -= set(range(inner.start, inner.end))
            words = self.paragraphs[-1].text
            if not any(words[place].isalnum() for place in own):
                self.fault(
                    line,
                    f"The claim {outer.id} has no words of its own.",
                    "Leave a word of it outside the claims within it.",
                )

    def _check_whole(self, last_line: int) -> None:
        filled = {paragraph.section for paragraph in self.paragraphs}
        for number, (title, line) in enumerate(self.headings, start=1):
            if number not in filled:
                self.fault(line, f"The section “{title}” has no paragraph.", "Write one, or take the heading out.")
        if not self.claims:
            self.fault(last_line, "The article has no claims.", _HOW_TO_MARK)

    def check_lines(self, front_lines: int) -> None:
        """Check line by line what is no part of any paragraph; the first `front_lines` lines are front matter."""
        for number, (line, below) in enumerate(pairwise([*self.lines, ""]), start=1):
            if INVISIBLE.search(line):
                self.fault(number, "There is an invisible control character in this line.", "Type the line again.")
            if number > front_lines and line.lstrip().startswith("{"):
                self._check_caption(number, line, below)

    def _check_caption(self, number: int, line: str, below: str) -> None:
        if line != CAPTION_LINE:
            self.fault(number, f"This line is not “{CAPTION_LINE}”.", "A paragraph can have no other class.")
        elif not below.strip() or below.lstrip()[0] in "#{":
            self.fault(number, f"Nothing stands directly below “{CAPTION_LINE}”.", "Put the caption on the next line.")


def _in_word(character: str) -> bool:
    # Letters with small and capital forms, and digits: scripts without spaces between words have neither.
    return character.isdecimal() or character.lower() != character.upper()


def _brackets(source: str) -> str:
    return "".join(character for character in _ESCAPED.sub("  ", source) if character in "[]{}")
