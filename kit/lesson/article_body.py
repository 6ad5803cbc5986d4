"""The body of an `article.md`: `##` sections, paragraphs, and claims as bracketed spans.

The Markdown parser drops mistakes silently (`]{c07}` becomes text, a second id wins), so the raw text is checked beside
what the parser found: a bracket that is no part of a claim is a fault. A paragraph that is wrong in one way is told
once: what would follow from it is not.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it.token import Token

from kit.lesson.article import Paragraph
from kit.lesson.article_layout import CAPTION_LINE
from kit.lesson.claims import CLAIM_ID, Claim
from kit.lesson.faults import Doubt, Fault
from kit.lesson.lookalikes import name_of_character
from kit.lesson.markdown_signs import ESCAPED, Sign, block_sign, signs_within
from kit.lesson.yaml_nodes import INVISIBLE

_ESCAPED_SIGN = re.compile(r"""\\[!-/:-@\[-`{-~]""")
_HEADING = re.compile(r" {0,3}##[ \t]+[^\[\]{}#\\]+")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}")
_CLAIM_ATTRIBUTES = re.compile(rf"\{{#{CLAIM_ID.pattern}( \.core)?\}}")
_WIDE_ATTRIBUTES = re.compile(r"[{｛]\s*[#＃][^{}｛｝]*[}｝]")
_BRACES = ("{", "｛")
_ANY_ID = re.compile(rf"\b{CLAIM_ID.pattern}\b")
_HOW_TO_MARK = (
    "A claim is written [words]{#c07}, a core claim [words]{#c07 .core}; "
    "a bracket of the text itself is written \\[ or \\{."
)


class Body:
    """Collects headings, paragraphs and claims from the parser's tokens, and what is wrong with them.

    `lines` are the article's lines as the parser reads them.
    """

    def __init__(self, file: str, lines: list[str], faults: list[Fault]) -> None:
        self.file, self.lines, self.faults = file, lines, faults
        self.headings: list[tuple[str, int]] = []
        self.paragraphs: list[Paragraph] = []
        self.paragraph_lines: list[int] = []
        self.claims: list[Claim] = []
        self.claim_lines: dict[str, int] = {}
        self._doubtful: set[int] = set()
        self._unread: set[str] = set()
        self._shifted = False
        self._last_sign: Sign | None = None

    def doubt(self) -> Doubt:
        """Return what is not certain as long as the faults found are not mended."""
        return Doubt(frozenset(self._doubtful), frozenset(self._unread), self._shifted)

    def fault(self, line: int, problem: str, remedy: str) -> None:
        """Note a fault of one line: what stands in it is in doubt."""
        self.faults.append(Fault(self.file, line, problem, remedy))
        if 0 < line <= len(self.lines):
            self._unread |= set(_ANY_ID.findall(self.lines[line - 1]))

    def read(self, tokens: Sequence[Token], first_line: int = 1) -> None:
        """Read what the parser found from `first_line` on."""
        for opening, inline in pairwise(tokens):
            start, end = opening.map or [0, 0]
            if opening.type == "heading_open" and start + 1 >= first_line:
                self._heading(opening, inline, start + 1)
            elif opening.type == "paragraph_open" and start + 1 >= first_line:
                self._paragraph(opening, inline, start + 1, self.lines[start:end])
        self._check_whole(len(self.lines))

    def _heading(self, opening: Token, inline: Token, line: int) -> None:
        signs = list(signs_within(inline.content))
        if opening.tag != "h2":
            self.fault(line, "Only ## begins a section.", "Write “## ” and the section's title.")
            self._shifted = True
        elif opening.attrs or not _HEADING.fullmatch(self.lines[line - 1]):
            self.fault(line, "A section's title is plain text.", "Write “## ” and a title without brackets, # or \\.")
        elif signs:
            self._tell(line, *signs[0])
        self.headings.append((inline.content.strip(), line))

    def _paragraph(self, opening: Token, inline: Token, line: int, block: Sequence[str]) -> None:
        number, before = len(self.paragraphs) + 1, len(self.faults)
        text, claims = _spans(inline.children or [], number)
        self.paragraphs.append(Paragraph(number, text, len(self.headings), is_caption=bool(opening.attrs)))
        self.paragraph_lines.append(line)
        self.claims += claims
        if self._is_one_paragraph(line, block):
            self._check_source(inline.content, inline.children or [], line)
            if len(self.faults) == before:
                self._check_claims(claims, text, line)
        else:
            self._shifted = True
            self._unread |= set(_ANY_ID.findall("\n".join(block)))
        if self._shifted or len(self.faults) > before:
            self._doubtful.add(number)

    def _is_one_paragraph(self, line: int, block: Sequence[str]) -> bool:
        """Whether a block is one paragraph on one line, within a section; what it is instead is told."""
        found = block_sign(block)
        last, self._last_sign = self._last_sign, found[0] if found else None
        if found and found[0] is not last:  # of a list with empty lines between its items, only the first is told
            self._tell(line, *found)
        if found or block[0].lstrip().startswith(_BRACES):  # a line in braces is told as no “{.caption}”
            return False
        if len(block) > 1:
            remedy = "Keep a paragraph on one line, with an empty line after it."
            self.fault(line, "This paragraph goes over several lines.", remedy)
        elif block[0].lstrip().startswith(("#", "＃")):
            remedy = "A section begins with “## ” and its title."
            self.fault(line, "This looks like a heading and is read as text.", remedy)
        elif not self.headings and not self._shifted:
            self.fault(line, "This paragraph stands before the first section.", "Put a line “## Title” above it.")
        else:
            return bool(self.headings)
        return False

    def _tell(self, line: int, sign: Sign, found: str) -> None:
        self.fault(line, sign.named(found), sign.remedy)

    def _check_source(self, source: str, children: Sequence[Token], line: int) -> None:
        """Find what the parser would swallow or show: signs of Markdown, brackets and braces that are no claim's."""
        signs = list(signs_within(source))
        for sign, found in signs:
            self._tell(line, sign, found)
        if not all(map(_ESCAPED_SIGN.fullmatch, ESCAPED.findall(source))):
            self.fault(line, "A backslash stands before a character that needs none.", "Take it out, or write \\\\.")
        bare = ESCAPED.sub("  ", source)
        wrong = [attributes for attributes in _ATTRIBUTES.findall(bare) if not _CLAIM_ATTRIBUTES.fullmatch(attributes)]
        wrong = wrong or [found for found in _WIDE_ATTRIBUTES.findall(bare) if not _ATTRIBUTES.fullmatch(found)]
        for attributes in wrong:
            self.fault(line, f"“{attributes}” is not the mark of a claim.", _HOW_TO_MARK)
        if not wrong and not signs:
            self._check_brackets(children, line)

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

    def _check_claims(self, claims: Sequence[Claim], text: str, line: int) -> None:
        if claims and self.paragraphs[-1].is_caption:
            remedy = "Captions are not marked in this codebook: take the brackets out."
            self.fault(line, "A caption holds a claim.", remedy)
            return
        for claim in claims:
            if claim.id in self.claim_lines:
                problem = f"The claim {claim.id} appears here again (first in line {self.claim_lines[claim.id]})."
                self.fault(line, problem, "Give one of them another id.")
            elif not claim.text or claim.text != claim.text.strip():
                problem = f"The claim {claim.id} is empty, or begins or ends with a space."
                self.fault(line, problem, "Put the brackets close around the words.")
            elif any(_splits_a_word(text, place) for place in (claim.start, claim.end)):
                problem = f"The claim {claim.id} begins or ends in the middle of a word."
                self.fault(line, problem, "Put the brackets around whole words.")
            elif not _has_own_words(claim, claims, text):
                problem = f"The claim {claim.id} has no words of its own."
                self.fault(line, problem, "Leave a word of it outside the claims within it.")
            self.claim_lines.setdefault(claim.id, line)

    def _check_whole(self, last_line: int) -> None:
        filled = {paragraph.section for paragraph in self.paragraphs}
        for number, (title, line) in enumerate(self.headings, start=1):
            if number not in filled:
                self.fault(line, f"The section “{title}” has no paragraph.", "Write one, or take the heading out.")
                self._shifted = True
        if not self.claims and not self._doubtful:
            self.fault(last_line, "The article has no claims.", _HOW_TO_MARK)

    def check_lines(self, front_lines: int) -> None:
        """Check line by line what is no part of any paragraph; the first `front_lines` lines are front matter."""
        for number, (line, below) in enumerate(pairwise([*self.lines, ""]), start=1):
            if found := INVISIBLE.search(line):
                problem = f"There is an invisible control character in this line: {name_of_character(found[0])}."
                self.fault(number, problem, "Type the line again.")
            if number > front_lines and line.lstrip().startswith(_BRACES):
                self._check_caption(number, line, below)

    def _check_caption(self, number: int, line: str, below: str) -> None:
        if line != CAPTION_LINE:
            self.fault(number, f"This line is not “{CAPTION_LINE}”.", "A paragraph can have no other class.")
        elif not below.strip() or below.lstrip()[0] in "#{":
            self.fault(number, f"Nothing stands directly below “{CAPTION_LINE}”.", "Put the caption on the next line.")


def _spans(children: Sequence[Token], paragraph: int) -> tuple[str, list[Claim]]:
    text, open_spans, claims = "", [], []
    for token in children:
        if token.type == "span_open":
            open_spans.append((token, len(text)))
        elif token.type == "span_close":
            opening, start = open_spans.pop()
            claim_id, is_core = str(opening.attrs.get("id", "")), opening.attrs.get("class") == "core"
            claims.append(Claim(claim_id, paragraph, start, len(text), text[start:], is_core))
        else:
            text += token.content
    claims = [claim for claim in claims if CLAIM_ID.fullmatch(claim.id)]  # another mark is told by name
    return text, sorted(claims, key=lambda claim: (claim.start, -claim.end))


def _splits_a_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and _in_word(text[place - 1]) and _in_word(text[place])


def _in_word(character: str) -> bool:
    # Letters with small and capital forms, and digits: scripts without spaces between words have neither.
    return character.isdecimal() or character.lower() != character.upper()


def _has_own_words(outer: Claim, claims: Sequence[Claim], text: str) -> bool:
    own = set(range(outer.start, outer.end))
    for inner in claims:
        if inner is not outer and outer.start <= inner.start and inner.end <= outer.end:
            own -= set(range(inner.start, inner.end))
    return any(text[place].isalnum() for place in own)


def _brackets(source: str) -> str:
    return "".join(character for character in ESCAPED.sub("  ", source) if character in "[]{}")
