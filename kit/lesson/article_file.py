"""Reads `article.md`: front matter, `##` sections, paragraphs, and claims as bracketed spans."""

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from kit.lesson.article import MAY_BE_PUBLISHED, NOT_TO_BE_PUBLISHED, Article, Person, Section
from kit.lesson.article_body import Body
from kit.lesson.article_found import FILE, LESSON_ID, ArticleFile
from kit.lesson.article_layout import with_plain_markup, without_comments
from kit.lesson.codebook import CODEBOOK_VERSION, SAME_LABELS
from kit.lesson.faults import Fault
from kit.lesson.fields import Fields
from kit.lesson.lookalikes import folded
from kit.lesson.yaml_nodes import Value, read_yaml

TEXT_FIELDS = ("lesson", "title", "language", "credit", "licence", "date_line")
OPTIONAL_TEXT_FIELDS = ("notice", "content_note", "publication")
FIELDS = (*TEXT_FIELDS, "codebook", *OPTIONAL_TEXT_FIELDS, "whos_who", "points")
PUBLICATION = (NOT_TO_BE_PUBLISHED, MAY_BE_PUBLISHED)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


def read_article(text: str) -> ArticleFile:
    """Read the text of an `article.md` (line ends already `\\n`), collecting every fault."""
    found = ArticleFile()
    lines = [with_plain_markup(line) for line in text.split("\n")]
    front_lines = _front_lines(lines)
    body = Body(FILE, lines, found.faults)
    body.lines = without_comments(lines, front_lines, body.fault)
    tokens = _parser().parse("\n".join(body.lines))
    front = _front_matter(tokens[0].content, found.faults) if front_lines else None
    if not front_lines:
        found.faults.append(_no_front_matter(lines))
    # Without front matter, its fields would be read as a paragraph: the text begins with the first section.
    body.read(tokens, first_line=front_lines + 1 if front_lines else _first_section(lines))
    body.check_lines(front_lines)
    found.claims, found.doubt = tuple(body.claims), body.doubt()
    found.lines, found.front_lines = tuple(body.paragraph_lines), front_lines
    if front is not None:
        found.lesson, found.article = _article(front, body)
    return found


@cache
def _parser() -> MarkdownIt:
    # Only what a lesson uses is switched on: every other character of a paragraph is plain text.
    parser = MarkdownIt("zero").enable(["heading", "escape"])
    return parser.use(front_matter_plugin).use(attrs_plugin, spans=True).use(attrs_block_plugin)


def _front_lines(lines: Sequence[str]) -> int:
    """How many lines the front matter takes, with its two lines of hyphens; 0 where it is missing or does not end."""
    if lines[0].rstrip() != "---":
        return 0
    return next((number for number, line in enumerate(lines[1:], start=2) if line.rstrip() == "---"), 0)


def _first_section(lines: Sequence[str]) -> int:
    return next((number for number, line in enumerate(lines, start=1) if line.startswith("## ")), len(lines) + 1)


def _front_matter(content: str, faults: list[Fault]) -> Fields | None:
    value = read_yaml(content, FILE, 2, FIELDS, faults)
    return None if value is None else Fields(value, FILE, "the front matter", faults)


def _no_front_matter(lines: Sequence[str]) -> Fault:
    """Say what stands where the front matter should, as far as that can be told."""
    number, first = next(((at, line.strip()) for at, line in enumerate(lines, start=1) if line.strip()), (1, ""))
    problem, remedy = "The front matter is missing.", "Begin with a line “---”, the fields, and another line “---”."
    if first == "---" and number > 1:
        remedy = f"Its first line “---” must be the first line of the file: take out what is empty above line {number}."
    elif first == "---":
        problem = "The front matter is missing its end."
        remedy = "Put a line “---” below its last field, before the first “## ” section."
        number = next((at for at, line in enumerate(lines[1:], start=2) if _is_like_hyphens(line)), 1)
        if number > 1:
            problem, remedy = f"“{lines[number - 1]}” is not three hyphens.", "End the front matter with a line “---”."
        return Fault(FILE, number, problem, remedy)
    elif first.startswith("<!--"):
        remedy = "The file begins with “---”: move the comment below the front matter."
    elif _is_like_hyphens(first):
        problem = f"The front matter is missing: the first line is “{first}”, not three hyphens."
    return Fault(FILE, 1, problem, remedy)


def _is_like_hyphens(line: str) -> bool:
    return bool(line.strip()) and not folded(line).strip("- ")


def _article(front: Fields, body: Body) -> tuple[str, Article]:
    front.only(FIELDS, (*TEXT_FIELDS, "codebook", "points"))
    texts = {name: front.text(name, shown=True) for name in TEXT_FIELDS}
    texts |= {name: front.text(name, required=False, shown=True) for name in OPTIONAL_TEXT_FIELDS}
    lesson = texts.pop("lesson")
    if lesson and not LESSON_ID.fullmatch(lesson):
        front.fault(
            front.line_of("lesson"),
            f"“{lesson}” is not a lesson id.",
            "Use small letters, digits and hyphens: inner-circle.",
        )
    if texts["language"] and not LANGUAGE.fullmatch(texts["language"]):
        front.fault(front.line_of("language"), f"“{texts['language']}” is not a language code.", "Write en, es, ...")
    _check_publication(front, texts["publication"])
    codebook = front.number("codebook")
    if codebook is not None and codebook not in SAME_LABELS:
        remedy = f"Check the lesson against codebook {CODEBOOK_VERSION} and write “codebook: {CODEBOOK_VERSION}”."
        front.fault(front.line_of("codebook"), f"The lesson is written for codebook {codebook}.", remedy)
    article = Article(
        **texts,
        whos_who=_whos_who(front),
        sections=_sections(front, body),
        paragraphs=tuple(body.paragraphs),
        codebook=CODEBOOK_VERSION if codebook is None else codebook,
    )
    return lesson, article


def _check_publication(front: Fields, publication: str) -> None:
    """Read strictly: whoever misspells it must not publish what is not theirs."""
    if publication and publication not in PUBLICATION:
        problem = f"“{publication}” says neither that the lesson may be published nor that it is not to be."
        remedy = f"Write “publication: {PUBLICATION[0]}” or “publication: {PUBLICATION[1]}”."
        front.fault(front.line_of("publication"), problem, remedy)


def _whos_who(front: Fields) -> tuple[Person, ...]:
    found = [person for item in front.items("whos_who", required=False) if (person := _person(item, front))]
    if len({person.name for person in found}) < len(found):
        front.fault(front.line_of("whos_who"), "A name appears twice in the who's-who.", "Keep one of the two.")
    return tuple(found)


def _person(item: Value, front: Fields) -> Person | None:
    entry = item.data if isinstance(item.data, dict) else {}
    texts = {name: value.data for name, value in entry.items() if isinstance(value.data, str) and value.data.strip()}
    if set(texts) != {"name", "who"} or len(entry) != len(texts):
        front.fault(
            item.line, "An entry of the who's-who is not a name with a line.", 'Write - {name: "...", who: "..."}.'
        )
        return None
    return Person(texts["name"].strip(), front.as_shown(entry["who"]))


def _sections(front: Fields, body: Body) -> tuple[Section, ...]:
    points = front.items("points")
    for item in points:
        if not isinstance(item.data, str) or not item.data.strip():
            front.fault(
                item.line, "A point is not a sentence.", "Write one sentence, in double quotes if it holds a colon."
            )
    if points and len(points) != len(body.headings) and not body.doubt().sections:
        problem = f"There are {len(points)} points for {len(body.headings)} sections."
        front.fault(front.line_of("points"), problem, "Write one point for each ## section, in order.")
    sections: list[Section] = []
    for number, (title, _line) in enumerate(body.headings, start=1):
        inside = [paragraph.number for paragraph in body.paragraphs if paragraph.section == number]
        if inside:
            point = points[number - 1] if number <= len(points) else None
            sentence = front.as_shown(point) if point is not None and isinstance(point.data, str) else ""
            sections.append(Section(number, title, sentence, inside[0], inside[-1]))
    return tuple(sections)
